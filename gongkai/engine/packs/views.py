"""A pack as plain data for ``--json``, pages and exports: keys of rules as they are written in the pack's YAML."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from gongkai.engine.packs.load import CompiledPack
from gongkai.engine.packs.models import Bodies, Document, Duty, Model, PackFile, Period, Row, Span
from gongkai.engine.packs.resolved import BoundDuty, BoundElement, Catalogue, ResolvedItem


def plain(model: Model) -> dict[str, Any]:
    """What the YAML says: hyphenated keys, nothing that was left out, spans as ``20 working-days``."""
    data: dict[str, Any] = model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, Span):
            data[name.replace("_", "-")] = str(value)
    return data


def rule(bound: Duty | Period, document: str, pack: str, *, general: bool = False) -> dict[str, Any]:
    """A duty or period with the id of its document and of the pack that holds it."""
    return {**plain(bound), "document": document, "pack": pack, **({"general": True} if general else {})}


def _duties(duties: Iterable[BoundDuty]) -> list[dict[str, Any]]:
    return [rule(bound.duty, bound.document.id, bound.pack, general=bound.general) for bound in duties]


def _elements(elements: Iterable[BoundElement]) -> list[dict[str, str]]:
    return [
        {"element": bound.element, "clause": bound.clause, "document": bound.document.id, "pack": bound.pack}
        for bound in elements
    ]


def unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def titles(catalogue: Catalogue) -> dict[str, str]:
    """The titles of all documents that bind an item, by id: a rule may refer to a law that does not bind its own item."""
    return {bound.document.id: bound.document.title for item in catalogue.items.values() for bound in item.duties}


def in_force(document: Document, as_of: date) -> bool:
    return document.in_force <= as_of and (document.until is None or as_of <= document.until)


def duty_in_force(bound: BoundDuty, as_of: date) -> bool:
    """Whether document and rule are in force on the day."""
    duty = bound.duty
    return (
        in_force(bound.document, as_of)
        and (duty.since is None or duty.since <= as_of)
        and (duty.until is None or as_of <= duty.until)
    )


def home_pack(catalogue: Catalogue, item: ResolvedItem) -> str:
    """The id of the pack whose own rules stand first: the catalogue's, or the one the item is inherited from."""
    return item.inherited_from or catalogue.id


def own_optional(item: ResolvedItem) -> list[str]:
    """What the pack itself leaves open, even where another rule requires it."""
    return list(item.own.elements.optional) if item.own else []


def item_view(catalogue: Catalogue, item: ResolvedItem) -> dict[str, Any]:
    """One item (公开事项). ``elements.inherited`` and ``duties_inherited`` hold what parents and national rules add."""
    home = home_pack(catalogue, item)
    own = item.own
    bodies = item.bodies or Bodies()
    return {
        "item": item.item,
        "field": item.field,
        "name": item.name,
        "clause": item.clause,
        "document": item.document.id if item.document else "",
        "elements": {
            "required": unique(bound.element for bound in item.required if bound.pack == home),
            "optional": own_optional(item) if own else unique(bound.element for bound in item.optional),
            "open": own.elements_open if own else not any(bound.pack == home for bound in item.required),
            "inherited": _elements(bound for bound in item.required if bound.pack != home),
            "conditions": {bound.element: bound.condition for bound in item.required if bound.condition},
        },
        "duties": _duties(bound for bound in item.duties if bound.pack == home),
        "duties_inherited": _duties(bound for bound in item.duties if bound.pack != home),
        "periods": [rule(bound.period, bound.document.id, bound.pack) for bound in item.periods],
        "bodies": {
            "owner": list(bodies.owner),
            "lead": list(bodies.lead),
            "responsible": list(bodies.responsible),
            "of": list(bodies.of),
            **({"note": bodies.note} if bodies.note else {}),
        },
        "channels": [
            {**plain(bound.channel), "kind": bound.channel.kind, "document": bound.document.id, "pack": bound.pack}
            for bound in item.channels
        ],
        "code": list(item.code),
        "attribute": own.attribute if own else "proactive",
        "unless": list(own.unless) if own else [],
        "note": own.note if own else "",
        "unclear": [plain(entry) for entry in own.unclear] if own else [],
        "inherited_from": item.inherited_from,
    }


def printed_rows(compiled: CompiledPack) -> list[Row]:
    """The printed rows (目录) of all fields in the order of the annexes."""
    rows = (row for file in compiled.fields for row in file.rows)
    return sorted(rows, key=lambda row: (row.annex, row.number))


def pack_view(
    catalogue: Catalogue, compiled: CompiledPack, items: Iterable[ResolvedItem] | None = None
) -> dict[str, Any]:
    """The whole pack; with ``items`` only those."""
    pack = catalogue.pack
    chosen = catalogue.items.values() if items is None else items
    return {
        "id": pack.id,
        "title": pack.title,
        "jurisdiction": plain(pack.jurisdiction),
        "extends": pack.extends,
        "documents": [plain(document) for document in pack.documents],
        "items": [item_view(catalogue, item) for item in chosen],
        "rows": [{**plain(row), "items": list(row.items)} for row in printed_rows(compiled)],
        "reports": [{**plain(report), "published": report.published} for report in pack.reports],
        "duties": _duties(BoundDuty(duty, _home(pack, duty.document), pack.id, general=True) for duty in pack.duties),
        "channels": [{**plain(channel), "kind": channel.kind} for channel in pack.channels],
        "organiser": list(pack.organiser),
        "principles": [plain(entry) for entry in pack.principles],
        "obligations": [plain(entry) for entry in pack.obligations],
        "lacks": dict(pack.lacks),
        "unclear": [plain(entry) for entry in (*pack.unclear, *(u for file in compiled.fields for u in file.unclear))],
        "note": pack.note,
        "cited": [plain(document) for document in _cited(catalogue)],
    }


def _home(pack: PackFile, document: str) -> Document:
    return next((found for found in pack.documents if found.id == document), pack.documents[0])


def _cited(catalogue: Catalogue) -> list[Document]:
    """The documents of parents and national rules that the items cite, in the order of first citing."""
    own = {document.id for document in catalogue.pack.documents}
    found: dict[str, Document] = {}
    for item in catalogue.items.values():
        cited = [bound.document for bound in item.duties]
        cited += [bound.document for bound in item.periods]
        cited += [bound.document for bound in (*item.required, *item.optional)]
        cited += [bound.document for bound in item.channels]
        found |= {document.id: document for document in cited if document.id not in own}
    return list(found.values())
