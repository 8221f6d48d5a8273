from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engine.calendar import load_calendar
from gongkai.engine.deadlines import BEIJING
from gongkai.engine.deadlines.periods import period_shortfall
from gongkai.engine.errors import CalendarError
from gongkai.engine.packs.models import Period


def period(span: str, **more: str) -> Period:
    return Period.model_validate({"of": "publicity", "at-least": span, "clause": "五十四"} | more)


def check(span: str, start: object, end: object, **more: str):
    return period_shortfall(period(span, **more), start, end, load_calendar())


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BEIJING)


def test_three_days_from_evening_to_evening():
    found = check("3 days", at(2018, 12, 3, 18), at(2018, 12, 6, 18))
    assert (found.outcome, found.needed) == ("pass", date(2018, 12, 6))
    assert found.reason == ("公示期自 2018 年 12 月 3 日（周一）18 时至 2018 年 12 月 6 日（周四）18 时，不少于 3 日。")


def test_three_days_that_count_the_first_day_are_short_but_said_to_hang_on_it():
    found = check("3 days", date(2018, 12, 3), date(2018, 12, 5))
    assert (found.outcome, found.first_day_decides, found.needed) == ("fail", True, date(2018, 12, 6))
    assert found.reason == (
        "公示期自 2018 年 12 月 3 日（周一）至 2018 年 12 月 5 日（周三），不足 3 日：首日不计，"
        "最早应到 2018 年 12 月 6 日（周四）。"
    )
    assert found.remedy == "把结束时间延到 2018 年 12 月 6 日（周四）或以后。"
    assert not check("3 days", date(2018, 12, 3), date(2018, 12, 4)).first_day_decides


def test_the_rules_own_remedy_comes_first():
    found = check("15 days", date(2018, 12, 3), date(2018, 12, 10), remedy="顺延投标截止时间")
    assert found.remedy == "顺延投标截止时间"


def test_working_days_leave_out_holidays():
    assert check("5 working-days", date(2018, 9, 28), date(2018, 10, 9)).outcome == "fail"
    assert check("5 working-days", date(2018, 9, 28), date(2018, 10, 10)).outcome == "pass"


def test_hours_and_months():
    assert check("72 hours", at(2018, 12, 3, 9), at(2018, 12, 6, 9)).outcome == "pass"
    found = check("72 hours", at(2018, 12, 3, 9), at(2018, 12, 6, 8, 59))
    assert (found.outcome, found.needed, found.first_day_decides) == ("fail", at(2018, 12, 6, 9), False)
    assert check("1 month", date(2018, 1, 31), date(2018, 2, 28)).outcome == "pass"
    assert check("1 month", date(2018, 1, 31), date(2018, 2, 27)).outcome == "fail"


def test_an_end_before_the_start():
    found = check("3 days", date(2018, 12, 6), date(2018, 12, 3))
    assert found.outcome == "fail"
    assert found.reason == "公示期的结束时间 2018 年 12 月 3 日（周一）早于开始时间 2018 年 12 月 6 日（周四）。"


def test_a_missing_end_is_not_applicable():
    assert check("3 days", None, date(2018, 12, 3)).outcome == "not-applicable"
    assert check("3 days", date(2018, 12, 3), None).reason == "没有给出公示期的结束时间。"


def test_a_year_without_notice():
    unknown = check("5 working-days", date(2026, 12, 30), date(2027, 1, 8))
    assert (unknown.outcome, unknown.needed) == ("not-applicable", None)
    assert unknown.reason == (
        "公示期自 2026 年 12 月 30 日（周三）至 2027 年 1 月 8 日（周五）：2027 年放假安排尚未收录，"
        "不能判断是否满 5 个工作日。"
    )
    assert check("5 working-days", date(2026, 12, 30), date(2027, 1, 4)).outcome == "fail"
    assert check("5 days", date(2026, 12, 30), date(2027, 1, 4)).outcome == "pass"


def test_before_the_calendar():
    with pytest.raises(CalendarError):
        check("5 working-days", date(2007, 12, 3), date(2007, 12, 30))


@given(st.dates(date(2008, 1, 2), date(2026, 6, 30)), st.integers(1, 60), st.integers(0, 90))
def test_a_period_passes_exactly_when_enough_working_days_follow_its_first(start, count, length):
    calendar = load_calendar()
    end = start + timedelta(days=length)
    found = period_shortfall(period(f"{count} working-days"), start, end, calendar)
    assert (found.outcome == "pass") == (calendar.count_between(start, end) >= count)
