"""Codes (编码): those the notice gives are well-formed, with the right check digit, and the aggregation code (归集编码) is there.

Checked: 统一社会信用代码 (GB 32100), 统一交易标识码 (MOD 37-2), 投资项目统一代码, and whatever else ``codes.yaml`` names a check for.
An item whose pack names several aggregation codes needs one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.engine.checking.answers import stands
from gongkai.engine.checking.model import Finding, Notice, cited
from gongkai.engine.codes import CHECKS, Outcome, check_credit, check_organisation, is_identity, plain

CHECK = "code-form"
_LABELLED = re.compile(
    r"统一社会信用代码(?:证号|号码)?[ ]?[)）]?[ ]?[:：\t][ ]{0,3}(?P<code>[0-9A-Za-zＡ-Ｚ０-９]{8,24}(?:-[0-9X])?)"
)
_TOKEN = re.compile(r"[0-9A-Za-zＡ-Ｚａ-ｚ０-９*＊-]{8,44}")


def check(notice: Notice) -> Iterator[Finding]:
    found = list(_forms(notice))
    yield from found
    if not found:
        yield notice.unfit(CHECK, "公告里没有带校验的编码。")
    yield from _aggregation(notice)


def _forms(notice: Notice) -> Iterator[Finding]:
    seen: set[tuple[int, int]] = set()
    terms = notice.catalogue.vocabulary.codes.values()
    by_element = {term.element: term.check for term in terms if term.element and term.check in CHECKS}
    for element, name in by_element.items():
        for value in notice.reading.elements.get(element, ()):
            for token in _TOKEN.finditer(value.text):
                span = (value.start + token.start(), value.start + token.end())
                if span[1] > value.end or span in seen:
                    continue
                seen.add(span)
                yield from _judged(notice, name, token[0], span, element)
    for match in _LABELLED.finditer(notice.reading.document.text):
        span = match.span("code")
        if not any(first < span[1] and span[0] < last for first, last in seen):
            seen.add(span)
            yield from _judged(notice, "credit-code", match["code"], span, "winner.code")


def _judged(notice: Notice, name: str, text: str, span: tuple[int, int], element: str) -> Iterator[Finding]:
    code = plain(text)
    if name == "credit-code":
        if is_identity(code) or re.fullmatch(r"\d{15}|\d{13}", code):
            return  # a person's number is the screen's business; old business licence numbers carry no check of ours
        answer = check_organisation(code) if re.fullmatch(r"[0-9A-Z]{8}-?[0-9X]", code) else check_credit(code)
    else:
        answer = CHECKS[name](code)
    if answer.outcome is Outcome.PASS:
        yield notice.passed(CHECK, f"{answer.reason}：{answer.code}", answer.standard, span=span, elements=(element,))
    elif answer.outcome is Outcome.FAIL:
        yield notice.failed(
            CHECK,
            f"{answer.reason}：{answer.code}",
            answer.standard,
            remedy="请对照证照原件改正。",
            span=span,
            elements=(element,),
        )
    else:
        yield notice.unfit(CHECK, answer.reason, answer.standard, span=span, elements=(element,))


def _aggregation(notice: Notice) -> Iterator[Finding]:
    item = notice.item
    if item is None or not item.code:
        return
    terms = notice.catalogue.vocabulary.codes
    known = [terms[code] for code in item.code if code in terms and terms[code].element]
    if not known:
        return
    clause = cited(item.document, item.clause) if item.document else item.clause
    names = "或".join(term.name for term in known)
    if any(stands(notice, term.element) for term in known) or notice.reading.project_code:
        yield notice.passed(CHECK, f"有归集编码（{names}）。", clause)
    else:
        yield notice.failed(
            CHECK,
            f"没有归集编码：应写明{names}，以便同一项目的信息归在一起。",
            clause,
            remedy=f"请补上{names}。",
            severity="warning",
            elements=tuple(term.element for term in known),
        )
