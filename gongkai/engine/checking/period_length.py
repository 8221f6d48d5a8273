"""Minimum lengths (公示期、公告期限、等标期): the periods a notice gives are not shorter than the rules in force on its day ask.

A rule that hangs on a fact (采购方式 …) applies only where the notice shows that fact; otherwise it is left out. What a rule
orders when a period is too short, most often to move the end, is the remedy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongkai.engine.checking.model import Finding, Notice, cited, in_force
from gongkai.engine.checking.times import applies, as_date, period_of, start_of_event
from gongkai.engine.deadlines.periods import period_shortfall
from gongkai.engine.deadlines.times import day_of
from gongkai.engine.errors import GongkaiError

if TYPE_CHECKING:
    from datetime import date

    from gongkai.engine.packs.models import Period
    from gongkai.engine.packs.resolved import BoundPeriod

CHECK = "period-length"
_ELEMENT = {
    "publicity": "publicity.period",
    "notice": "notice.period",
    "documents": "documents.obtain",
    "listing": "transaction.time",
}
_UNITS = {"working-days": "个工作日", "days": "日", "hours": "小时", "months": "个月"}
_NAMES = {
    "notice": "公告期限",
    "publicity": "公示期",
    "documents": "文件提供期限",
    "submission": "自招标文件开始发出至提交投标文件截止的时间",
    "listing": "挂牌时间",
}


def check(notice: Notice) -> Iterator[Finding]:
    item = notice.item
    if item is None:
        yield notice.unfit(CHECK, "没有对应的公开事项，不能核对期限长短。")
        return
    found = [finding for bound in item.periods for finding in _judge(notice, bound)]
    yield from found
    if not found:
        yield notice.unfit(CHECK, "这一事项没有最短期限，或公告没有写出所需的条件和时间。")


def _judge(notice: Notice, bound: BoundPeriod) -> Iterator[Finding]:
    period = bound.period
    if (
        period.of not in _NAMES
        or not in_force(bound.document, notice.law_day)
        or not applies(notice, period.facts.items())
    ):
        return
    clause = cited(bound.document, period.clause)
    unsure = "（规则原文尚待核实）" if (period.certainty or bound.document.certainty) == "unverified" else ""
    element = _ELEMENT.get(period.of, "submission.deadline")
    value = notice.reading.first(element)
    span = (value.start, value.end) if value else None
    start, end, short = _edges(notice, period)
    if short is not None:
        yield _by_count(notice, period, short, clause, unsure=unsure, span=span)
        return
    if start is None or end is None or day_of(end) < day_of(start):
        return  # an end before its beginning is the business of date_order
    try:
        answer = period_shortfall(period, start, end, notice.calendar)
    except GongkaiError as error:
        yield notice.unfit(CHECK, error.message, clause)
        return
    reason = answer.reason + unsure
    if answer.outcome == "fail":
        # Counted with its first day it would do: many practise that, so it is a warning.
        severity = "warning" if answer.first_day_decides or unsure else "error"
        yield notice.failed(
            CHECK, reason, clause, remedy=answer.remedy, severity=severity, span=span, elements=(element,)
        )
    elif answer.outcome == "pass":
        yield notice.passed(CHECK, reason, clause, span=span, elements=(element,))
    else:
        yield notice.unfit(CHECK, reason, clause, span=span, elements=(element,))


def _edges(notice: Notice, period: Period) -> tuple[date | None, date | None, tuple[int, str] | None]:
    """Start and end, or a length that is only given as a number."""
    if period.between:
        return start_of_event(notice, period.between[0]), start_of_event(notice, period.between[1]), None
    if period.of == "submission":
        return start_of_event(notice, "published"), start_of_event(notice, "submission.deadline"), None
    found = period_of(notice, _ELEMENT[period.of])
    if found is None:
        return None, None, None
    said = found[0]
    if said.count:
        return None, None, (said.count, said.unit)
    start = as_date(said.start) if said.start else start_of_event(notice, "published")
    return start, as_date(said.end) if said.end else None, None


def _by_count(
    notice: Notice, period: Period, said: tuple[int, str], clause: str, *, unsure: str, span: tuple[int, int] | None
) -> Finding:
    count, unit = said
    least, of = period.at_least, _NAMES[period.of]
    wanted = f"{least.count} {_UNITS[least.unit.value]}"
    words = f"{of}写作 {count} {_UNITS.get(unit, '年')}，规则要求不少于 {wanted}"
    days = {"hours": 1 / 24, "days": 1, "working-days": 1, "months": 28, "years": 365}
    if unit == least.unit.value:
        long_enough: bool | None = count >= least.count
    elif unit == "days" and least.unit.value == "working-days":
        # A week holds five working days at most, holidays fewer: so many calendar days may or may not do.
        long_enough = False if count < least.count else None
    else:
        long_enough = count * days[unit] >= least.count * days[least.unit.value]
    if long_enough is None:
        return notice.unfit(CHECK, f"{words}：自然日里有几个工作日，要看起止日期。", clause, span=span)
    if long_enough:
        return notice.passed(CHECK, f"{words}，够长。{unsure}", clause, span=span)
    remedy = period.remedy or f"请延长到 {wanted}以上。"
    return notice.failed(
        CHECK, f"{words}，太短。{unsure}", clause, remedy=remedy, severity="warning" if unsure else "error", span=span
    )
