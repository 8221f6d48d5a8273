"""Every form of a deadline, by hand-counted cases."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engine.calendar import WorkingCalendar, load_calendar
from gongkai.engine.deadlines import rules
from gongkai.engine.deadlines.times import BEIJING
from gongkai.engine.errors import CalendarError
from gongkai.engine.packs.models import Span


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BEIJING)


def steps(answer):
    return [(s.date.isoformat(), s.counted, s.why) for s in answer.steps]


def test_within_working_days(ask, day):
    answer = ask({"when": "formed", "within": "21 working-days"}, formed="2018-12-03")
    due = day("2019-01-02")
    assert (answer.due, answer.certain, answer.earliest, answer.latest) == (due, True, due, None)
    told = steps(answer)
    assert told[0] == ("2018-12-03", False, "起算当日，不计入")
    assert told[1] == ("2018-12-04", True, "第 1 个工作日")
    assert told[5] == ("2018-12-08", False, "周六")
    assert told[26] == ("2018-12-29", True, "第 20 个工作日（周六调休上班，国办发明电〔2018〕15号）")
    assert told[27] == ("2018-12-30", False, "元旦放假（国办发明电〔2018〕15号）")
    assert told[-1] == ("2019-01-02", True, "第 21 个工作日")


def test_the_moment_of_an_event_does_not_matter_for_days(ask, day):
    for received in ("2018-12-03", "2018-12-03T00:00", "2018-12-03T23:59", "2018-12-02T16:00Z"):
        answer = ask({"when": "received", "within": "1 working-day"}, received=received)
        assert answer.due == day("2018-12-04")
        assert type(answer.due) is date


def test_within_hours_runs_through_holidays(ask):
    answer = ask({"when": "received", "within": "12 hours"}, received="2018-12-29T20:15:30")
    assert answer.due == at(2018, 12, 30, 8, 15, 30)
    assert answer.certain
    assert steps(answer) == [
        ("2018-12-29T20:15:30+08:00", False, "自此时起算"),
        ("2018-12-30T08:15:30+08:00", True, "满 12 小时（节假日照常计时）"),
    ]
    assert answer.as_json()["due"] == "2018-12-30T08:15:30+08:00"


def test_hours_from_a_date_start_at_midnight_and_say_so(ask):
    answer = ask({"when": "received", "within": "12 hours"}, received="2018-12-01")
    assert answer.due == at(2018, 12, 1, 12)
    assert answer.notes == ("收到 只给了日期没有时刻，按当日零时起算（从严）",)
    assert answer.steps[0].why == "只给了日期，自当日零时起算"


def test_within_days_runs_through_holidays(ask, day):
    answer = ask({"when": "formed", "within": "3 days"}, formed="2018-12-03")
    assert answer.due == day("2018-12-06")
    assert steps(answer) == [
        ("2018-12-03", False, "起算当日，不计入"),
        ("2018-12-04", True, "第 1 日（按自然日）"),
        ("2018-12-05", True, "第 2 日（按自然日）"),
        ("2018-12-06", True, "第 3 日（按自然日）"),
    ]


def test_a_last_day_of_rest_runs_on(ask, day):
    answer = ask({"when": "formed", "within": "3 days"}, formed="2018-09-28")
    assert answer.due == day("2018-10-08")
    assert answer.notes == ("期间最后一日是休息日，依民法典第203条顺延到下一个工作日（该条出处未核实）",)
    assert steps(answer)[-2:] == [
        ("2018-10-07", False, "期间最后一日是休息日（国庆节放假（国办发明电〔2017〕12号）），顺延（民法典第203条）"),
        ("2018-10-08", True, "休息日结束后的第一个工作日，为最后一日"),
    ]


def test_a_last_day_on_a_working_weekend_stays(ask, day):
    assert ask({"when": "formed", "within": "3 days"}, formed="2018-09-26").due == day("2018-09-29")


def test_long_spans_of_days_are_listed_by_their_ends(ask, day):
    answer = ask({"when": "formed", "within": "90 days"}, formed="2018-01-02")
    assert answer.due == day("2018-04-02")
    assert steps(answer) == [("2018-01-02", False, "起算当日，不计入"), ("2018-04-02", True, "第 90 日（按自然日）")]


def test_within_months(ask, day):
    assert ask({"when": "formed", "within": "1 month"}, formed="2018-10-31").due == day("2018-11-30")
    answer = ask({"when": "formed", "within": "1 month"}, formed="2018-01-31")
    assert answer.due == day("2018-02-28")
    assert answer.steps[-1].why == "满 1 个月的对应日"
    assert ask({"when": "formed", "within": "1 month"}, formed="2018-01-18").due == day("2018-02-22")


def test_days_that_end_in_a_year_without_notice_are_not_certain(ask, day):
    answer = ask({"when": "formed", "within": "3 days"}, formed="2027-05-03")
    assert (answer.due, answer.certain, answer.earliest) == (None, False, day("2027-05-06"))
    assert answer.notes == (
        "2027 年放假安排尚未收录：期间最后一日如逢休息日可依民法典第203条顺延（该条出处未核实），期限尚不能确定",
    )
    assert steps(answer)[-2:] == [
        ("2027-05-06", True, "第 3 日（按自然日）"),
        ("2027-05-06", False, "2027 年放假安排尚未收录，最后一日如逢休息日可顺延，尚不能确定"),
    ]
    months = ask({"when": "formed", "within": "1 month"}, formed="2026-12-18")
    assert (months.due, months.certain, months.earliest) == (None, False, day("2027-01-18"))


def test_a_last_day_that_the_law_itself_makes_free_is_not_the_earliest(ask, day):
    for span, formed in (("3 days", "2026-12-29"), ("1 month", "2026-12-01")):
        answer = ask({"when": "formed", "within": span}, formed=formed)
        assert (answer.due, answer.earliest) == (None, day("2027-01-02"))
    assert ask({"when": "formed", "within": "3 days"}, formed="2026-12-28").due == day("2026-12-31")


def test_a_rest_at_the_end_of_the_last_known_year_leaves_the_date_open():
    """2017 ended on a Sunday: with no notice for 2018 nobody knew the next working day."""
    full = load_calendar()
    calendar = WorkingCalendar({year: full.versions(year) for year in (2016, 2017)})
    outcome = rules.within(Span(count=3, unit="days"), date(2017, 12, 28), calendar, "")
    assert (outcome.due, outcome.certain, outcome.earliest) == (None, False, date(2018, 1, 2))
    assert outcome.remarks[0].startswith("2018 年放假安排尚未收录")
    assert [step.date for step in outcome.steps()][-1] == date(2017, 12, 31)


def test_what_does_not_run_on_stays_certain_in_a_year_without_notice(ask, day):
    assert ask({"when": "received", "within": "12 hours"}, received="2027-05-01T09:00").due == at(2027, 5, 1, 21)
    assert ask({"before": "bid-deadline", "at-least": "20 days"}, bid_deadline="2027-05-21").due == day("2027-05-01")
    assert ask({"before": "bid-deadline", "at-least": "1 month"}, bid_deadline="2027-06-01").due == day("2027-05-01")
    assert ask({"by-date": "2027-05-01"}, formed="2026-05-20").due == day("2027-05-01")


def test_working_days_in_a_year_without_notice_are_not_certain(ask, day):
    answer = ask({"when": "formed", "within": "20 working-days"}, formed="2026-12-20")
    assert (answer.due, answer.certain, answer.earliest) == (None, False, day("2027-01-12"))
    assert answer.binding == "local〔2018〕1号 六"
    assert answer.why_binding == "只有这一条规则适用，它的期限尚不能确定。"
    assert answer.notes == ("计算要用到 2027 年的放假安排，通知尚未收录；收录后重新计算即得确定日期。",)
    assert steps(answer)[-1] == ("2027-01-01", False, "2027 年放假安排尚未收录")
    later = ask({"when": "formed", "within": "1 working-day"}, formed="2027-12-31")
    assert (later.due, later.earliest) == (None, day("2028-01-02"))


def test_the_last_days_of_the_last_known_year_carry_a_warning(ask, day):
    answer = ask({"when": "formed", "within": "5 working-days"}, formed="2026-12-22")
    assert (answer.due, answer.certain) == (day("2026-12-29"), True)
    assert answer.notes == ("期限落在年末，2027 年的放假通知有时会调整年末几天，发布后请再核一次。",)
    assert ask({"when": "formed", "within": "5 working-days"}, formed="2026-12-01").notes == ()


def test_at_least_before_counts_back_the_same_way(ask, day):
    answer = ask({"before": "auction-day", "at-least": "3 working-days"}, auction_day="2019-01-03T10:00")
    assert answer.due == day("2018-12-28")
    assert steps(answer) == [
        ("2019-01-03", False, "起算当日，不计入"),
        ("2019-01-02", True, "第 1 个工作日"),
        ("2019-01-01", False, "元旦放假（国办发明电〔2018〕15号）"),
        ("2018-12-31", False, "元旦放假（国办发明电〔2018〕15号）"),
        ("2018-12-30", False, "元旦放假（国办发明电〔2018〕15号）"),
        ("2018-12-29", True, "第 2 个工作日（周六调休上班，国办发明电〔2018〕15号）"),
        ("2018-12-28", True, "第 3 个工作日"),
    ]


def test_at_least_before_in_days_knows_no_shift(ask, day):
    answer = ask({"before": "bid-deadline", "at-least": "15 days"}, bid_deadline="2018-10-22T09:00")
    assert answer.due == day("2018-10-07")
    assert answer.steps[-1].why == "往前第 15 日（按自然日）"
    assert answer.notes == ()


def test_at_least_before_in_hours_and_months(ask, day):
    answer = ask({"before": "bid-deadline", "at-least": "72 hours"}, bid_deadline="2018-10-22T09:00")
    assert answer.due == at(2018, 10, 19, 9)
    assert ask({"before": "bid-deadline", "at-least": "72 hours"}, bid_deadline="2018-10-22").due == at(2018, 10, 19)
    assert ask({"before": "bid-deadline", "at-least": "1 month"}, bid_deadline="2018-03-31").due == day("2018-02-28")


def test_at_least_before_in_a_year_without_notice(ask, day):
    answer = ask({"before": "bid-deadline", "at-least": "5 working-days"}, bid_deadline="2027-01-05")
    assert (answer.due, answer.certain, answer.earliest) == (None, False, day("2026-12-25"))


def test_before_an_event(ask, day):
    assert ask({"before": "bid-deadline"}, bid_deadline="2018-12-03").due == day("2018-12-02")
    assert ask({"before": "bid-deadline"}, bid_deadline="2018-12-03T09:30").due == at(2018, 12, 3, 9, 30)


def test_at_the_same_time(ask, day):
    assert ask({"same-time-as": "accepted"}, accepted="2018-12-02").due == day("2018-12-02")
    assert ask({"same-time-as": "accepted"}, accepted="2018-12-02T09:30").due == at(2018, 12, 2, 9, 30)


def test_during_a_period(ask, day):
    rule = {"during": ["listing-start", "listing-end"]}
    answer = ask(rule, listing_start="2018-12-03", listing_end="2018-12-17")
    assert (answer.due, answer.certain, answer.earliest) == (day("2018-12-17"), True, day("2018-12-03"))
    assert steps(answer) == [("2018-12-03", False, "期间开始"), ("2018-12-17", True, "期间最后一日")]
    opened = ask(rule, listing_start="2018-12-03")
    assert (opened.due, opened.certain, opened.earliest) == (None, False, day("2018-12-03"))
    assert opened.notes == ("还没有给出期间的结束时间（挂牌期满）",)
    ended = ask(rule, listing_end="2018-12-17")
    assert (ended.due, ended.certain) == (day("2018-12-17"), True)
    assert ended.notes == ("还没有给出期间的开始时间（挂牌起始日）",)


def test_once_in_force(ask, day):
    assert ask({"once": "contract-in-force"}, contract_in_force="2018-12-02T15:00").due == day("2018-12-02")


def test_promptly_has_no_date(ask, day):
    answer = ask({"promptly-after": "formed"}, formed="2018-12-03")
    assert (answer.due, answer.certain, answer.earliest, answer.steps) == (None, False, day("2018-12-03"), ())
    assert answer.why_binding == "适用的规则都没有写明具体日期，应及时公开。"


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2018-06-19", "2018-06-20"),
        ("2018-06-20", "2018-06-20"),
        ("2018-06-20T23:59", "2018-06-20"),
        ("2018-06-21", "2018-12-20"),
        ("2018-12-21", "2019-06-20"),
    ],
)
def test_fixed_dates_need_only_the_day_of_asking(ask, day, asked, due):
    answer = ask({"on": ["06-20", "12-20"]}, as_of=asked)
    assert (answer.due, answer.certain) == (day(due), True)


def test_fixed_dates_that_are_rare_or_impossible(day):
    assert rules.next_fixed(("02-29",), day("2018-01-01")) == day("2020-02-29")
    with pytest.raises(CalendarError, match="02-30 在日历上不存在"):
        rules.next_fixed(("02-30",), day("2018-01-01"))


def test_by_date(ask, day):
    rule = {"by-date": "2018-06-30"}
    assert ask(rule, formed="2018-05-20").due == day("2018-06-30")
    assert ask(rule, as_of="2018-09-01").due == day("2018-06-30")


def test_as_law(ask):
    answer = ask({"as-law": ["gpl"]}, formed="2018-12-03")
    assert (answer.due, answer.certain, answer.earliest) == (None, False, None)
    assert answer.why_binding == "本目录指明按其他法律规定执行，所指法律对此没有另外的期限。"


@given(st.dates(date(2008, 1, 1), date(2026, 12, 31)), st.integers(1, 120), st.booleans())
def test_spans_of_days_equal_plain_addition_then_the_next_working_day(start, count, back):
    calendar = load_calendar()
    span = Span(count=count, unit="days")
    if back:
        outcome = rules.at_least_before(span, start, calendar, "")
        assert outcome.due == start - timedelta(days=count)
    else:
        outcome = rules.within(span, start, calendar, "")
        last = start + timedelta(days=count)
        while last.year in calendar.known and not calendar.is_workday(last):
            last += timedelta(days=1)
        if last.year in calendar.known:
            assert (outcome.due, outcome.certain, outcome.earliest) == (last, True, last)
        else:
            assert (outcome.due, outcome.certain) == (None, False)
            assert outcome.earliest is not None
            assert outcome.earliest >= start + timedelta(days=count)
    told = outcome.steps()
    assert told[0].date == start
    assert told[-1].date == outcome.due or outcome.due is None


@given(
    st.datetimes(datetime(2008, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - hypothesis draws without offset
    st.integers(1, 3650),
)
def test_spans_of_hours_are_plain_addition(start, count):
    start = start.replace(tzinfo=BEIJING)
    calendar = load_calendar()
    span = Span(count=count, unit="hours")
    assert rules.within(span, start, calendar, "").due == start + timedelta(hours=count)
    assert rules.at_least_before(span, start, calendar, "").due == start - timedelta(hours=count)
