"""Required elements (内容要素): everything the document asks of the item stands in the notice.

An element counts as said when the reader found a value for it, or for a broader element that the vocabulary names as
answering for it (``part_of``). A value that only points elsewhere (详见附件) is none. National rules ask only of notices
published while they are in force; the pack the notice is held against asks of every notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongkai.engine.checking.model import Finding, Notice, cited, in_force

if TYPE_CHECKING:
    from gongkai.engine.packs.resolved import BoundElement

CHECK = "required-elements"
_POINTER = re.compile(
    r"^[（(【\s]*(?:具体|内容|信息)?(?:详见|详情见|见|参见|参阅|另见|按)[^，。；]{0,24}(?:附件|文件|附表|原文|链接|公告)[^，。；]{0,10}[）)】。\s]*$"
)


def check(notice: Notice) -> Iterator[Finding]:
    item = notice.item
    if item is None:
        yield notice.unfit(CHECK, "没有对应的公开事项，不能核对内容要素。")
        return
    asked = [bound for bound in item.required if bound.pack != "law" or in_force(bound.document, notice.day)]
    if not asked:
        yield notice.unfit(
            CHECK, f"文件没有列出“{item.name}”的内容要素。", cited(item.document, item.clause) if item.document else ""
        )
        return
    lacking: dict[tuple[str, str], list[BoundElement]] = {}
    said, seen = 0, set[str]()
    for bound in asked:
        if bound.element in seen:
            continue
        seen.add(bound.element)
        if answered(notice, bound.element):
            said += 1
        else:
            notice.missing.append(bound)
            lacking.setdefault((bound.document.id, bound.clause), []).append(bound)
    for group in lacking.values():
        names = "、".join(notice.name(bound.element) for bound in group)
        clause = cited(group[0].document, group[0].clause)
        yield notice.failed(
            CHECK,
            f"按{clause}，“{item.name}”还应公开：{names}。{_early(notice, group[0])}",
            clause,
            remedy=f"请在正文中补上：{names}。",
            elements=tuple(bound.element for bound in group),
        )
    if not lacking:
        yield notice.passed(CHECK, f"应有的 {said} 项内容要素都有。", cited(asked[0].document, asked[0].clause))


def answered(notice: Notice, element: str) -> bool:
    """Whether the element, or a broader one that answers for it, has a value of its own in the notice."""
    terms = notice.catalogue.vocabulary.elements
    passed: set[str] = set()
    while element and element not in passed:
        values = notice.reading.elements.get(element, ())
        if any(value.text.strip() and not _POINTER.match(value.text) for value in values):
            return True
        if element == "published.date" and notice.published is not None:
            return True
        passed.add(element)
        element = terms[element].part_of if element in terms else ""
    return False


def _early(notice: Notice, bound: BoundElement) -> str:
    if notice.day is None or bound.document.in_force <= notice.day:
        return ""
    return f"（该文件{bound.document.in_force.year}年{bound.document.in_force.month}月起施行，公告在此之前。）"
