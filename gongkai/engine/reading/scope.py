"""Which elements a notice of a kind can hold at all, and what a word means in it.

``供应商名称`` is the winner in a result and nobody yet in a tender; ``成交价`` is a price of land in one field and the
amount of an award in another. The tables here say so once for the extractor.
"""

from __future__ import annotations

from gongkai.engine.reading.classify import Kind

_OUTCOME = frozenset(
    (
        "winner",
        "winner.address",
        "winner.code",
        "amount",
        "candidates",
        "candidate.price",
        "candidate.leader",
        "candidate.certificate",
        "candidate.performance",
        "evaluation",
        "rejected",
        "experts",
        "transferee",
        "deal.price",
        "deal.time",
        "contract.date",
        "contract.parties",
        "termination.reason",
        "unit-price",
    )
)
_TENDER = frozenset(
    ("qualification", "policy", "documents.obtain", "documents.price", "submission.deadline", "deposit")
)
_CHANGE = frozenset(
    ("correction.content", "termination.reason", "single-source.reason", "supplier.proposed", "expert.opinion")
)
_SALE = frozenset(
    (
        "parcel.code",
        "land.use",
        "plot-ratio",
        "building-density",
        "greening",
        "term",
        "price.start",
        "price.step",
        "mineral",
        "transaction.time",
        "transferee",
        "deal.price",
        "deal.time",
        "coordinates",
        "license.no",
        "valid.until",
        "audit.firm",
        "appraisal.firm",
        "appraisal.value",
    )
)
_SALE_FIELDS = frozenset(("land", "mining", "property", "emission", "carbon", "franchise", "confiscated"))
_SALE_OUTCOME = frozenset(("contract.date", "termination.reason", "experts", "unit-price"))
#: (field, label) → element, for labels that mean something in one field only
IN_FIELD = {
    ("medical", "生产企业"): "winner",
    ("medical", "企业名称"): "winner",
    ("confiscated", "名称"): "items",
    ("emission", "名称"): "items",
}
_PLANNING = frozenset(("plot-ratio", "building-density", "greening"))
#: fields that grant a right for a number of years
_GRANTED = frozenset(("land", "mining", "emission"))
_IN_SALES = {
    "winner": "transferee",
    "candidates": "transferee",
    "amount": "deal.price",
    "candidate.price": "deal.price",
    "price.ceiling": "price.start",
}
_BUY = frozenset(("winner", "amount", "candidates", "candidate.price", "candidate.leader"))
#: what is told of the one who gets it, whatever that one is called
_TAKER = frozenset(("winner.address", "winner.code"))

#: stage → elements that a notice of that stage does not hold
_NOT_IN_STAGE: dict[str, frozenset[str]] = {
    "tender": (_OUTCOME | _CHANGE | {"original.notice", "publicity.period"}),
    "negotiation": (_OUTCOME | _CHANGE | {"original.notice", "publicity.period"}),
    "prequalification": (_OUTCOME | _CHANGE | {"original.notice", "publicity.period"}),
    "plan": (_OUTCOME | _CHANGE | _TENDER | {"original.notice", "opening", "publicity.period", "agency.fee"}),
    "demand": (_OUTCOME | _CHANGE),
    "clarification": (_OUTCOME | {"qualification", "deposit", "subject", "policy", "evaluation", "items"}),
    "correction": (_OUTCOME - {"termination.reason"}) | {"termination.reason"},
    "candidates": (
        _TENDER | _CHANGE | {"winner.address", "agency.fee", "contract.date", "amount", "winner", "transaction.time"}
    ),
    "result": (_TENDER | _CHANGE | {"candidates", "candidate.price"}),
    "contract": (_TENDER | _CHANGE | {"candidates", "candidate.price", "evaluation", "experts", "rejected"}),
    "performance": (_TENDER | _CHANGE | {"candidates", "candidate.price", "evaluation"}),
    "single-source": (_OUTCOME | _TENDER) - {"experts"},
    "termination": _TENDER
    | {"correction.content", "single-source.reason", "supplier.proposed", "contract.date", "amount"},
    "opening-record": (_TENDER | _CHANGE | {"winner", "amount"}) - {"submission.deadline"},
}


def holds(kind: Kind, element: str) -> bool:
    """Whether a notice of the kind can hold the element."""
    if element in _SALE and kind.field not in _SALE_FIELDS and element not in _PLANNING:
        return False
    if kind.field in _SALE_FIELDS:
        return element not in _BUY and (
            element not in _OUTCOME
            or element in _SALE
            or element in _SALE_OUTCOME
            or (element in _TAKER and kind.stage in ("result", "contract"))
        )
    if kind.field == "housing":
        return element not in _OUTCOME
    return element not in _NOT_IN_STAGE.get(kind.stage, frozenset())


def meant(kind: Kind, element: str) -> str:
    """What an element's label means in a notice of the kind."""
    if kind.field in _SALE_FIELDS:
        if element == "duration":
            return "term" if kind.field in _GRANTED else element
        if element == "price.start" and kind.item == "mining.transfer-publicity":
            return "deal.price"
        return _IN_SALES.get(element, element)
    if kind.stage == "candidates":
        return {"winner": "candidates", "amount": "candidate.price"}.get(element, element)
    return {"deal.price": "amount", "transferee": "winner"}.get(element, element)
