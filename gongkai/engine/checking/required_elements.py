"""Required elements (内容要素): everything the document asks of the item stands in the notice.

An element counts as said when the reader found it, or a broader element that the vocabulary names as answering for it
(``part_of``), or when its name stands in the text with something behind it. A value that only points elsewhere (详见附件) is
none. What is told in running text, and what may stand there unread, is not called lacking: the finding says that a person
has to look. The same goes for what is asked only in a case (委托代理机构的), unless the notice shows that the case is given.

Each lacking element is named once, with every clause that asks for it. National rules ask only of notices published while
they are in force, and those for one method of purchase only where the notice shows it; the pack the notice is held against
asks of every notice. Where a notice does not say when it was published, the latest day it names stands for that.
A notice whose item is not sure is not judged: the elements asked would be those of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from gongkai.engine.checking.answers import Answer, answer, stands
from gongkai.engine.checking.item_known import SURE
from gongkai.engine.checking.model import Finding, Notice, cited, in_force
from gongkai.engine.checking.times import applies

if TYPE_CHECKING:
    from gongkai.engine.packs.resolved import BoundElement

CHECK = "required-elements"


def check(notice: Notice) -> Iterator[Finding]:
    item = notice.item
    if item is None:
        yield notice.unfit(CHECK, "没有对应的公开事项，不能核对内容要素。")
        return
    home = cited(item.document, item.clause) if item.document else ""
    if notice.reading.confidence < SURE:
        yield notice.unfit(CHECK, f"可能是“{item.name}”，把握不大，没有核对内容要素，请人工核对。", home)
        return
    asked: dict[str, list[BoundElement]] = {}
    for bound in item.required:
        ruled = bound.pack != "law" or in_force(bound.document, notice.law_day)
        if ruled and applies(notice, bound.facts):
            asked.setdefault(bound.element, []).append(bound)
    if not asked:
        yield notice.unfit(CHECK, f"文件没有列出“{item.name}”的内容要素。", home)
        return
    lacking: list[list[BoundElement]] = []
    doubtful: list[list[BoundElement]] = []
    conditional: list[list[BoundElement]] = []
    for element, bounds in asked.items():
        only_if = all(bound.condition for bound in bounds)
        got = answer(notice, element, none_counts=only_if)
        if got is Answer.SAID:
            continue
        if only_if and not _given(notice, element):
            conditional.append(bounds)
        elif got is Answer.DOUBTFUL:
            doubtful.append(bounds)
        else:
            lacking.append(bounds)
    notice.missing += [bounds[0] for bounds in lacking]
    said = len(asked) - len(lacking) - len(doubtful) - len(conditional)
    yield from _lacking(notice, item.name, lacking)
    if not lacking and said:
        whole = "应有的" if said == len(asked) else "程序能判断的"
        first = next(iter(asked.values()))[0]
        yield notice.passed(CHECK, f"{whole} {said} 项内容要素都有。", cited(first.document, first.clause))
    yield from _to_look_at(notice, doubtful, conditional)


def _lacking(notice: Notice, item: str, lacking: Iterable[list[BoundElement]]) -> Iterator[Finding]:
    """One finding for the elements that the same clauses ask for."""
    groups: dict[tuple[tuple[str, str], ...], list[list[BoundElement]]] = {}
    for bounds in lacking:
        groups.setdefault(tuple((bound.document.id, bound.clause) for bound in bounds), []).append(bounds)
    for group in groups.values():
        names, clause = _names(notice, group), _clauses(group[0])
        yield notice.failed(
            CHECK,
            f"按{clause}，“{item}”还应公开：{names}。{_early(notice, group[0])}",
            clause,
            remedy=f"请在正文中补上：{names}。",
            elements=tuple(bounds[0].element for bounds in group),
        )


def _to_look_at(
    notice: Notice, doubtful: list[list[BoundElement]], conditional: list[list[BoundElement]]
) -> Iterator[Finding]:
    if doubtful:
        yield notice.unfit(
            CHECK,
            f"程序无法判断有没有写明，请人工核对：{_names(notice, doubtful)}。",
            _clauses(bound for bounds in doubtful for bound in bounds),
            elements=tuple(bounds[0].element for bounds in doubtful),
        )
    cases: dict[str, list[list[BoundElement]]] = {}
    for bounds in conditional:
        cases.setdefault(bounds[0].condition, []).append(bounds)
    for case, group in cases.items():
        yield notice.unfit(
            CHECK,
            f"{case}才要写明：{_names(notice, group)}。公告里没有，程序无法判断是否属于这种情形，请人工核对。",
            _clauses(bound for bounds in group for bound in bounds),
            elements=tuple(bounds[0].element for bounds in group),
        )


def _given(notice: Notice, element: str) -> bool:
    """Whether the notice shows that the case is given: what the element tells more of (``agency`` for ``agency.address``)
    stands there.
    """
    of, dot, _ = element.rpartition(".")
    return bool(dot) and stands(notice, of)


def _names(notice: Notice, group: Iterable[list[BoundElement]]) -> str:
    return "；".join(notice.name(bounds[0].element) for bounds in group)


def _clauses(bounds: Iterable[BoundElement]) -> str:
    return "；".join(dict.fromkeys(cited(bound.document, bound.clause) for bound in bounds))


def _early(notice: Notice, bounds: list[BoundElement]) -> str:
    """That the only documents that ask came into force after the notice."""
    first = min(bounds, key=lambda bound: bound.document.in_force).document
    if notice.day is None or first.in_force <= notice.day:
        return ""
    return f"（该文件{first.in_force.year}年{first.in_force.month}月起施行，公告在此之前。）"
