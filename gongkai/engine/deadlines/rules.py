"""One rule and one event: the date the rule gives, and the steps that lead there.

Forms as in ``models.Form``. Counting: the day of the event does not count; a period in days or months whose last day is
a rest day runs to the next working day (民法典 203), and is not certain where that takes a holiday notice not on file;
counting back knows no such shift; hours run through rest days; a rule in hours whose event is given without an hour starts at 00:00, the reading that binds the publisher more.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gongkai.engine.calendar import Lang, Step, WorkingCalendar, next_day
from gongkai.engine.deadlines.times import add_months, day_of, start_of
from gongkai.engine.errors import CalendarError

if TYPE_CHECKING:
    from gongkai.engine.packs.models import Duty, Span

#: a listing of calendar days longer than this is given by its first and last day
LISTED = 62

SAYS = {
    "zh": {
        "first": "起算当日，不计入",
        "from": "自此时起算",
        "from-date": "只给了日期，自当日零时起算",
        "hours": "满 {count} 小时（节假日照常计时）",
        "hours-back": "往前 {count} 小时（节假日照常计时）",
        "day": "第 {k} 日（按自然日）",
        "day-back": "往前第 {k} 日（按自然日）",
        "months": "满 {count} 个月的对应日",
        "shift": "期间最后一日是休息日（{why}），顺延（民法典第203条）",
        "shifted": "休息日结束后的第一个工作日，为最后一日",
        "open": "{year} 年放假安排尚未收录，最后一日如逢休息日可顺延，尚不能确定",
        "event-day": "事件发生日，须在此前公开",
        "before-day": "事件发生日的前一日，为最后一日",
        "before-moment": "须在此时刻之前公开",
        "same": "与事件同时",
        "start": "期间开始",
        "end": "期间最后一日",
        "no-end": "还没有给出期间的结束时间（{event}）",
        "no-start": "还没有给出期间的开始时间（{event}）",
        "once": "生效当日即应公开（从严理解）",
        "asked": "查询当日",
        "fixed": "固定日期",
        "by-date": "文件规定的日期",
        "date-only": "{event} 只给了日期没有时刻，按当日零时起算（从严）",
        "shift-note": "期间最后一日是休息日，依民法典第203条顺延到下一个工作日（该条出处未核实）",
        "open-note": "{year} 年放假安排尚未收录：期间最后一日如逢休息日可依民法典第203条顺延（该条出处未核实），期限尚不能确定",
    },
    "en": {
        "first": "the first day, not counted",
        "from": "counted from this moment",
        "from-date": "only the date is given: counted from 00:00",
        "hours": "{count} hours are over (hours run through holidays)",
        "hours-back": "{count} hours before (hours run through holidays)",
        "day": "day {k} (calendar days)",
        "day-back": "day {k} counting back (calendar days)",
        "months": "the corresponding day {count} months later",
        "shift": "the last day is a day of rest ({why}): the period runs on (Civil Code, article 203)",
        "shifted": "the first working day after the rest, and the last day of the period",
        "open": "the holiday notice for {year} is not on file; a last day of rest runs on: not yet certain",
        "event-day": "the day of the event; publication must come before it",
        "before-day": "the day before the event, and the last day",
        "before-moment": "publication must come before this moment",
        "same": "at the same time as the event",
        "start": "the period begins",
        "end": "the last day of the period",
        "no-end": "the end of the period ({event}) is not given",
        "no-start": "the beginning of the period ({event}) is not given",
        "once": "due on the day it comes into force (the strict reading)",
        "asked": "the day asked about",
        "fixed": "the fixed date",
        "by-date": "the date the document names",
        "date-only": "{event} is given as a date without an hour: counted from 00:00 (the strict reading)",
        "shift-note": "the last day is a day of rest: the period runs to the next working day "
        "(Civil Code, article 203; source not verified)",
        "open-note": "the holiday notice for {year} is not on file: a last day of rest runs to the next working day "
        "(Civil Code, article 203; source not verified), so the date is not yet certain",
    },
}


class Outcome(NamedTuple):
    """What a rule gives for an event. ``steps`` makes the explanation when asked."""

    due: date | None
    certain: bool
    earliest: date | None
    steps: Callable[[], list[Step]]
    remarks: tuple[str, ...] = ()


def _no_steps() -> list[Step]:
    return []


def within(span: Span, at: date, calendar: WorkingCalendar, event: str, lang: Lang = "zh") -> Outcome:
    """``span`` after the event at ``at``. A moment for hours, a date otherwise."""
    says = SAYS[lang]
    count, unit = span.count, span.unit.value
    if unit == "hours":
        begin = start_of(at)
        due = begin + timedelta(hours=count)
        dated = not isinstance(at, datetime)

        def hour_steps() -> list[Step]:
            return [
                Step(begin, counted=False, why=says["from-date" if dated else "from"]),
                Step(due, counted=True, why=says["hours"].format(count=count)),
            ]

        remarks = (says["date-only"].format(event=event),) if dated else ()
        return Outcome(due, certain=True, earliest=due, steps=hour_steps, remarks=remarks)
    day = day_of(at)
    if unit == "working-days":
        found = calendar.due_date(day, count)
        bound = found if found is not None else calendar.earliest(day, count)
        return Outcome(found, found is not None, bound, lambda: calendar.steps(day, count, lang))
    last = add_months(day, count) if unit == "months" else day + timedelta(days=count)
    return _calendar_days(day, last, span, calendar, lang)


def _calendar_days(day: date, last: date, span: Span, calendar: WorkingCalendar, lang: Lang) -> Outcome:
    """A period of calendar days or months from ``day`` to ``last``, with the shift of a last day of rest."""
    says = SAYS[lang]
    due = calendar.next_workday(last)
    wanting = last.year if last.year not in calendar.known else last.year + 1
    in_days = span.unit.value == "days"

    def steps() -> list[Step]:
        lines = [Step(day, counted=False, why=says["first"])]
        if in_days and span.count <= LISTED:
            lines += [
                Step(day + timedelta(days=k), counted=True, why=says["day"].format(k=k))
                for k in range(1, span.count + 1)
            ]
        else:
            why = says["day"].format(k=span.count) if in_days else says["months"].format(count=span.count)
            lines.append(Step(last, counted=True, why=why))
        if due is None:
            return [*lines, Step(last, counted=False, why=says["open"].format(year=wanting))]
        rest = last
        while rest < due:
            lines.append(Step(rest, counted=False, why=says["shift"].format(why=calendar.why(rest, lang))))
            rest = next_day(rest)
        if due > last:
            lines.append(Step(due, counted=True, why=says["shifted"]))
        return lines

    if due is None:
        remark = says["open-note"].format(year=wanting)
        bound = calendar.earliest(last - timedelta(days=1), 1)
        return Outcome(None, certain=False, earliest=bound, steps=steps, remarks=(remark,))
    remarks = (says["shift-note"],) if due > last else ()
    return Outcome(due, certain=True, earliest=due, steps=steps, remarks=remarks)


def at_least_before(span: Span, at: date, calendar: WorkingCalendar, event: str, lang: Lang = "zh") -> Outcome:
    """The last time at which ``span`` still lies before the event: counted back the same way, without any shift."""
    says = SAYS[lang]
    count, unit = span.count, span.unit.value
    if unit == "hours":
        begin = start_of(at)
        moment = begin - timedelta(hours=count)
        dated = not isinstance(at, datetime)

        def hour_steps() -> list[Step]:
            return [
                Step(begin, counted=False, why=says["from-date" if dated else "from"]),
                Step(moment, counted=True, why=says["hours-back"].format(count=count)),
            ]

        remarks = (says["date-only"].format(event=event),) if dated else ()
        return Outcome(moment, certain=True, earliest=moment, steps=hour_steps, remarks=remarks)
    day = day_of(at)
    if unit == "working-days":
        found = calendar.subtract(day, count)
        bound = found if found is not None else calendar.earliest_before(day, count)
        return Outcome(found, found is not None, bound, lambda: calendar.steps(day, -count, lang))
    due = add_months(day, -count) if unit == "months" else day - timedelta(days=count)

    def steps() -> list[Step]:
        lines = [Step(day, counted=False, why=says["first"])]
        if unit == "days" and count <= LISTED:
            return lines + [
                Step(day - timedelta(days=k), counted=True, why=says["day-back"].format(k=k))
                for k in range(1, count + 1)
            ]
        why = says["day-back"].format(k=count) if unit == "days" else says["months"].format(count=-count)
        return [*lines, Step(due, counted=True, why=why)]

    return Outcome(due, certain=True, earliest=due, steps=steps)


def before(at: date, lang: Lang = "zh") -> Outcome:
    """Before an event: its moment when one is given, the day before when only its date is."""
    says = SAYS[lang]
    if isinstance(at, datetime):
        step = Step(at, counted=True, why=says["before-moment"])
        return Outcome(at, certain=True, earliest=at, steps=lambda: [step])
    due = at - timedelta(days=1)
    lines = [Step(at, counted=False, why=says["event-day"]), Step(due, counted=True, why=says["before-day"])]
    return Outcome(due, certain=True, earliest=due, steps=lambda: list(lines))


def during(start: date | None, end: date | None, names: tuple[str, str], lang: Lang = "zh") -> Outcome:
    """While a period runs: not before its start, by its end. Without the end nothing is certain."""
    says = SAYS[lang]
    lines: list[Step] = []
    if start is not None:
        lines.append(Step(start, counted=False, why=says["start"]))
    if end is None:
        remark = says["no-end"].format(event=names[1])
        return Outcome(None, certain=False, earliest=start, steps=lambda: list(lines), remarks=(remark,))
    lines.append(Step(end, counted=True, why=says["end"]))
    remarks = () if start is not None else (says["no-start"].format(event=names[0]),)
    return Outcome(end, certain=True, earliest=start or end, steps=lambda: list(lines), remarks=remarks)


def same_time(at: date, lang: Lang = "zh") -> Outcome:
    """At the same time as an event: as the event was given."""
    step = Step(at, counted=True, why=SAYS[lang]["same"])
    return Outcome(at, certain=True, earliest=at, steps=lambda: [step])


def once(at: date, lang: Lang = "zh") -> Outcome:
    """Once something is in force: the day it comes into force."""
    day = day_of(at)
    step = Step(day, counted=True, why=SAYS[lang]["once"])
    return Outcome(day, certain=True, earliest=day, steps=lambda: [step])


def promptly(at: date) -> Outcome:
    """及时: no date of its own; it cannot be due before the event."""
    return Outcome(None, certain=False, earliest=day_of(at), steps=_no_steps)


def fixed_date(on: tuple[str, ...], asked: date, lang: Lang = "zh") -> Outcome:
    """The next of the fixed dates (``06-20``) on or after the day asked about."""
    says = SAYS[lang]
    day = day_of(asked)
    due = next_fixed(on, day)
    lines = [Step(day, counted=False, why=says["asked"])] if due != day else []
    lines.append(Step(due, counted=True, why=says["fixed"]))
    return Outcome(due, certain=True, earliest=due, steps=lambda: list(lines))


def next_fixed(on: tuple[str, ...], day: date) -> date:
    """The first of the month-days on or after ``day``; 02-29 waits for a leap year. Raises CalendarError when there is none."""
    found: list[date] = []
    for year in range(day.year, day.year + 9):
        for text in on:
            try:
                when = date(year, int(text[:2]), int(text[3:]))
            except ValueError:
                continue
            if when >= day:
                found.append(when)
        if found:
            return min(found)
    raise CalendarError(f"{'、'.join(on)} 在日历上不存在。", remedy="请检查政策包中的固定日期。")


def by_date(day: date, lang: Lang = "zh") -> Outcome:
    """Once, by one date."""
    step = Step(day, counted=True, why=SAYS[lang]["by-date"])
    return Outcome(day, certain=True, earliest=day, steps=lambda: [step])


def as_law() -> Outcome:
    """As another law says: that law's own rules give the date."""
    return Outcome(None, certain=False, earliest=None, steps=_no_steps)


def triggers(duty: Duty) -> tuple[str, ...]:
    """The event ids a duty can run from; empty for ``by-date`` and ``as-law``, ``as-of`` for fixed dates."""
    if duty.during:
        return duty.during
    if duty.on:
        return ("as-of",)
    return duty.when or ((duty.before,) if duty.before else ()) or duty.same_time_as or duty.once or duty.promptly_after
