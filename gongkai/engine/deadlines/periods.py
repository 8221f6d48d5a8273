"""Minimum lengths (公告期、公示期、等标期): whether a period that a notice gives is long enough.

A minimum length never gives a due date. When it is too short the rule orders something else, most often that the end be
moved (顺延), and that is what the finding says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from gongkai.engine.calendar import Lang, WorkingCalendar
from gongkai.engine.deadlines.explain import spoken
from gongkai.engine.deadlines.times import add_months, day_of, start_of

if TYPE_CHECKING:
    from gongkai.engine.packs.models import Period

_SAYS = {
    "zh": {
        "working-days": "个工作日",
        "days": "日",
        "hours": "小时",
        "months": "个月",
        "notice": "公告期限",
        "publicity": "公示期",
        "documents": "文件提供期限",
        "submission": "提交时间",
        "listing": "挂牌时间",
        "answer": "答复期限",
        "extension": "延长的期限",
        "pass": "{of}自 {start}至 {end}，不少于 {span}。",
        "fail": "{of}自 {start}至 {end}，不足 {span}：首日不计，最早应到 {needed}。",
        "backwards": "{of}的结束时间 {end}早于开始时间 {start}。",
        "no-calendar": "{of}自 {start}至 {end}：{year} 年放假安排尚未收录，不能判断是否满 {span}。",
        "no-start": "没有给出{of}的开始时间。",
        "no-end": "没有给出{of}的结束时间。",
        "extend": "把结束时间延到 {needed}或以后。",
    },
    "en": {
        "working-days": "working days",
        "days": "days",
        "hours": "hours",
        "months": "months",
        "notice": "the notice period",
        "publicity": "the publicity period",
        "documents": "the time for obtaining documents",
        "submission": "the time for submission",
        "listing": "the listing period",
        "answer": "the time for an answer",
        "extension": "the extension",
        "pass": "{of} from {start} to {end} is not shorter than {span}.",
        "fail": "{of} from {start} to {end} is shorter than {span}: not counting the first day it runs to {needed} at least.",
        "backwards": "{of} ends on {end}, before it begins on {start}.",
        "no-calendar": "{of} from {start} to {end}: the holiday notice for {year} is not on file, so {span} cannot be checked.",
        "no-start": "the beginning of {of} is not given.",
        "no-end": "the end of {of} is not given.",
        "extend": "Move the end to {needed} or later.",
    },
}


@dataclass(frozen=True, slots=True)
class PeriodCheck:
    """Whether a period reaches its minimum length.

    ``outcome``: ``pass``, ``fail``, or ``not-applicable`` when an end is missing or a year's calendar is not known.
    ``needed``: the earliest end that reaches the minimum (a moment for hours), None when that is not certain.
    ``first_day_decides``: true when the period is long enough only if its first day is counted too; the rules count
    from the following day (民法典 201), which is the reading taken.
    """

    outcome: Literal["pass", "fail", "not-applicable"]
    reason: str
    remedy: str = ""
    needed: date | None = None
    first_day_decides: bool = False


def period_shortfall(
    period: Period, start: date | None, end: date | None, calendar: WorkingCalendar, lang: Lang = "zh"
) -> PeriodCheck:
    """Hold ``start`` … ``end`` (dates or moments) against a minimum length.

    The first day is not counted; the end's own day counts whole. ``remedy`` is the rule's own, else to extend.
    Raises CalendarError for dates before the calendar begins.
    """
    says = _SAYS[lang]
    of = says[period.of]
    if start is None or end is None:
        return PeriodCheck("not-applicable", says["no-start" if start is None else "no-end"].format(of=of))
    span = period.at_least
    words = {
        "of": of,
        "start": spoken(start, lang),
        "end": spoken(end, lang),
        "span": f"{span.count} {says[span.unit.value]}",
    }
    if _before(end, start):
        return PeriodCheck("fail", says["backwards"].format(**words), period.remedy)
    needed = _needed(span.count, span.unit.value, start, calendar)
    if needed is None:
        bound = calendar.earliest(day_of(start), span.count)
        if day_of(end) >= bound:
            reason = says["no-calendar"].format(year=calendar.last.year + 1, **words)
            return PeriodCheck("not-applicable", reason)
        return _fail(period, bound, words, lang, inclusive=False)
    if not _before(end, needed):
        return PeriodCheck("pass", says["pass"].format(**words), needed=needed)
    inclusive = not isinstance(needed, datetime) and _long_with_first_day(
        span.count, span.unit.value, start, end, calendar
    )
    return _fail(period, needed, words, lang, inclusive=inclusive)


def _fail(period: Period, needed: date, words: dict[str, str], lang: Lang, *, inclusive: bool) -> PeriodCheck:
    says = _SAYS[lang]
    when = spoken(needed, lang)
    remedy = period.remedy or says["extend"].format(needed=when)
    return PeriodCheck("fail", says["fail"].format(needed=when, **words), remedy, needed, inclusive)


def _before(one: date, other: date) -> bool:
    """Whether ``one`` lies before ``other``: by the moment when both are moments, else by the day."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return day_of(one) < day_of(other)


def _needed(count: int, unit: str, start: date, calendar: WorkingCalendar) -> date | None:
    if unit == "hours":
        return start_of(start) + timedelta(hours=count)
    day = day_of(start)
    if unit == "working-days":
        return calendar.due_date(day, count)
    return add_months(day, count) if unit == "months" else day + timedelta(days=count)


def _long_with_first_day(count: int, unit: str, start: date, end: date, calendar: WorkingCalendar) -> bool:
    needed = _needed(count, unit, day_of(start) - timedelta(days=1), calendar)
    return needed is not None and day_of(end) >= needed
