"""Dates that contradict each other (时间矛盾): a date that does not exist, an end before its beginning, an opening before the
deadline, a contract notice older than its contract, a notice published after its publicity period began.

招标投标法 第三十四条: tenders are opened at the moment the deadline ends, so never before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.engine.checking.model import Finding, Notice
from gongkai.engine.checking.times import PERIODS, as_date, before, moment_of, period_of, unreadable
from gongkai.engine.deadlines.explain import spoken

CHECK = "date-order"
_OPENING = "《招标投标法》第三十四条"
#: Kinds of notices that call for bids: published before the deadline, or they call for nothing.
_CALLS = (".tender-notice", ".prequalification", ".negotiation-notice")
_AFTER_OPENING = (".candidates", ".award", ".result")


def check(notice: Notice) -> Iterator[Finding]:
    found = [*_not_dates(notice), *_ends(notice), *_opening(notice), *_published(notice), *_contract(notice)]
    yield from (finding for finding in found if finding is not None)
    if not any(found):
        yield notice.unfit(CHECK, "公告里没有可以互相核对的时间。")


def _not_dates(notice: Notice) -> Iterator[Finding]:
    for element, value in unreadable(notice):
        yield notice.failed(
            CHECK,
            f"{notice.name(element)}写作“{value.text[:40]}”，没有这一天或这一时刻。",
            remedy="请改成实际的日期和时间。",
            span=(value.start, value.end),
            elements=(element,),
        )


def _ends(notice: Notice) -> Iterator[Finding]:
    for element in PERIODS:
        found = period_of(notice, element)
        if found is None or found[0].start is None or found[0].end is None or found[0].start == found[0].end:
            continue
        start, end = found[0].start, found[0].end
        span = (found[1].start, found[1].end)
        words = f"{notice.name(element)}自 {spoken(as_date(start))}至 {spoken(as_date(end))}"
        if before(end, start):
            yield notice.failed(
                CHECK, f"{words}，结束早于开始。", remedy="请改正起止时间。", span=span, elements=(element,)
            )
        else:
            yield notice.passed(CHECK, f"{words}，先后无误。", span=span, elements=(element,))


def _opening(notice: Notice) -> Iterator[Finding]:
    deadline, opening = moment_of(notice, "submission.deadline"), moment_of(notice, "opening")
    if deadline is None or opening is None:
        return
    elements = ("submission.deadline", "opening")
    words = f"截止时间 {spoken(as_date(deadline[0]))}，开标（开启）时间 {spoken(as_date(opening[0]))}"
    span = (opening[1].start, opening[1].end)
    if before(opening[0], deadline[0]):
        remedy = "请使开标时间与截止时间为同一时间。"
        yield notice.failed(CHECK, f"{words}：截止之前就开标。", _OPENING, remedy=remedy, span=span, elements=elements)
    else:
        yield notice.passed(CHECK, f"{words}，先后无误。", _OPENING, span=span, elements=elements)


def _published(notice: Notice) -> Iterator[Finding]:
    if notice.published is None:
        return
    said = f"发布时间 {spoken(as_date(notice.published))}"
    item = notice.reading.item
    if item.endswith(_CALLS):
        yield from _pair(notice, "submission.deadline", f"{said}，已过截止时间", f"{said}，早于截止时间", late=True)
    if item.endswith(_AFTER_OPENING):
        yield from _pair(notice, "opening", f"{said}，早于开标时间", f"{said}，在开标之后", late=False)
    for element in ("publicity.period", "notice.period"):
        found = period_of(notice, element)
        if found is None or found[0].start is None or found[0].end is None:
            continue
        start, span = found[0].start, (found[1].start, found[1].end)
        words = f"{said}，{notice.name(element)}自 {spoken(as_date(start))}起"
        if start.day < notice.published.day:
            reason = f"{words}：发布时期限已经开始，实际公开的时间变短了。"
            remedy = "请从发布之日起重新计算期限。"
            yield notice.failed(CHECK, reason, remedy=remedy, severity="warning", span=span, elements=(element,))
        else:
            yield notice.passed(CHECK, f"{words}，先后无误。", span=span, elements=(element,))


def _pair(notice: Notice, element: str, wrong: str, right: str, *, late: bool) -> Iterator[Finding]:
    found = moment_of(notice, element)
    published = notice.published
    if found is None or published is None:
        return
    span = (found[1].start, found[1].end)
    words = spoken(as_date(found[0]))
    contradicts = found[0].day < published.day if late else published.day < found[0].day
    if contradicts:
        reason = f"{wrong}（{words}）。"
        yield notice.failed(CHECK, reason, remedy="请核对两个时间。", span=span, elements=("published.date", element))
    else:
        yield notice.passed(CHECK, f"{right}（{words}）。", span=span, elements=("published.date", element))


def _contract(notice: Notice) -> Iterator[Finding]:
    signed = moment_of(notice, "contract.date")
    if signed is None:
        return
    span, words = (signed[1].start, signed[1].end), spoken(as_date(signed[0]))
    if notice.reading.item.endswith(".contract") and notice.published is not None:
        said = f"合同签订于 {words}，公告发布于 {spoken(as_date(notice.published))}"
        if notice.published.day < signed[0].day:
            yield notice.failed(
                CHECK, f"{said}：公告早于签订。", remedy="请核对签订日期。", span=span, elements=("contract.date",)
            )
        else:
            yield notice.passed(CHECK, f"{said}，先后无误。", span=span, elements=("contract.date",))
    deal = moment_of(notice, "deal.time")
    if deal is not None:
        said = f"成交于 {spoken(as_date(deal[0]))}，合同签订于 {words}"
        if signed[0].day < deal[0].day:
            yield notice.failed(
                CHECK,
                f"{said}：先签合同后成交。",
                remedy="请核对两个日期。",
                span=span,
                elements=("deal.time", "contract.date"),
            )
        else:
            yield notice.passed(CHECK, f"{said}，先后无误。", span=span, elements=("deal.time", "contract.date"))
