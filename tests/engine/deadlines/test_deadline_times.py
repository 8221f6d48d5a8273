from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engine.deadlines.times import BEIJING, add_months, end_of, iso, parse_time, start_of
from gongkai.engine.errors import CalendarError, FactError


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2018-12-01", date(2018, 12, 1)),
        (" 2018/12/1 ", date(2018, 12, 1)),
        ("2018.12.1", date(2018, 12, 1)),
        ("2018年12月1日", date(2018, 12, 1)),
        ("2018 年 12 月 1 号", date(2018, 12, 1)),
        ("２０１８年１２月１日", date(2018, 12, 1)),
        ("20181201", date(2018, 12, 1)),
        ("2018-12-01T09:30", at(2018, 12, 1, 9, 30)),
        ("2018-12-01 09:30:15", at(2018, 12, 1, 9, 30, 15)),
        ("2018-12-01T09:30:15.5", at(2018, 12, 1, 9, 30, 15)),
        ("2018-12-01T01:30:00Z", at(2018, 12, 1, 9, 30)),
        ("2018-12-01T09:30:00+08:00", at(2018, 12, 1, 9, 30)),
        ("2018-12-01T09:30+08", at(2018, 12, 1, 9, 30)),
        ("2018-12-01T09:30:00+0900", at(2018, 12, 1, 8, 30)),
        ("2018-11-30T20:30:00-05:00", at(2018, 12, 1, 9, 30)),
        ("2018年12月1日9时30分", at(2018, 12, 1, 9, 30)),
        ("2018年12月1日 9时", at(2018, 12, 1, 9)),
        ("2018年12月1日上午9点30分", at(2018, 12, 1, 9, 30)),
        ("2018年12月1日下午3时", at(2018, 12, 1, 15)),
        ("2018年12月1日 15：30", at(2018, 12, 1, 15, 30)),
        ("20181201093000", at(2018, 12, 1, 9, 30)),
        ("201812010930", at(2018, 12, 1, 9, 30)),
        ("2018-12-31T24:00", at(2019, 1, 1)),
        (date(2018, 12, 1), date(2018, 12, 1)),
        (datetime(2018, 12, 1, 9, 30), at(2018, 12, 1, 9, 30)),  # noqa: DTZ001 - without offset means Beijing
        (datetime(2018, 12, 1, 1, 30, tzinfo=UTC), at(2018, 12, 1, 9, 30)),
    ],
)
def test_times_as_people_write_them(written, meant):
    found = parse_time(written)
    assert found == meant
    assert type(found) is type(meant)
    if isinstance(found, datetime):
        assert found.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("2018-02-30", "formed 的时间“2018-02-30”不是存在的日期。"),
        ("2018年13月1日", "formed 的时间“2018年13月1日”不是存在的日期。"),
        ("2018-12-01T25:00", "formed 的时间“2018-12-01T25:00”不是存在的时刻。"),
        ("2018-12-01T24:01", "formed 的时间“2018-12-01T24:01”不是存在的时刻。"),
        ("tomorrow", "formed 的时间“tomorrow”看不懂。"),
        ("", "formed 的时间“”看不懂。"),
        ("12-01", "formed 的时间“12-01”看不懂。"),
        ("2018-12-01T", "formed 的时间“2018-12-01T”看不懂。"),
        ("2018-12-01T09:30+25:00", "formed 的时间“2018-12-01T09:30+25:00”的时差不合理。"),
        (20181201, "formed 的时间应为文字，不能是 20181201。"),
        (None, "formed 的时间应为文字，不能是 None。"),
        (["2018-12-01"], "formed 的时间应为文字，不能是 ['2018-12-01']。"),
        ("2200-01-01", "formed 的时间 2200-01-01 太远，最晚可算到 2199 年。"),
    ],
)
def test_what_is_no_time_is_refused(written, says):
    with pytest.raises(FactError) as refused:
        parse_time(written, "formed")
    assert refused.value.message == says
    assert refused.value.remedy


def test_before_2008_nothing_is_known():
    with pytest.raises(CalendarError) as refused:
        parse_time("1899-12-31", "formed")
    assert refused.value.message == "formed 的时间 1899-12-31 早于 2008 年：那时的公开规则和工作日历都没有收录。"
    with pytest.raises(CalendarError):
        parse_time("0001-01-02T00:00+08:00")


@given(st.datetimes(datetime(2008, 1, 2), datetime(2190, 1, 1)), st.integers(-12, 12))  # noqa: DTZ001
def test_iso_round_trip(moment, hours):
    moment = moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    found = parse_time(moment.isoformat())
    assert found == moment
    assert parse_time(iso(found)) == found
    assert str(iso(found)).endswith("+08:00")


@given(st.dates(date(2008, 1, 1), date(2190, 1, 1)))
def test_dates_stay_dates(day):
    assert parse_time(iso(day)) == day
    assert parse_time(f"{day.year}年{day.month}月{day.day}日") == day
    assert end_of(day) - start_of(day) == timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2018-01-31", 1, "2018-02-28"),
        ("2020-01-31", 1, "2020-02-29"),
        ("2018-11-30", 3, "2019-02-28"),
        ("2018-12-15", 1, "2019-01-15"),
        ("2018-03-31", -1, "2018-02-28"),
        ("2018-01-15", -1, "2017-12-15"),
    ],
)
def test_months(start, count, end):
    assert add_months(date.fromisoformat(start), count) == date.fromisoformat(end)
