from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engine.calendar import Step, WorkingCalendar, fixed_day_off, load_calendar
from gongkai.engine.errors import CalendarError
from gongkai.engine.holidays import DayKind, read_year

FIRST, LAST = date(2008, 1, 1), date(2026, 12, 31)
DAYS = [FIRST + timedelta(days=k) for k in range((LAST - FIRST).days + 1)]


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    return load_calendar()


@pytest.fixture(scope="module")
def working(calendar: WorkingCalendar) -> dict[date, bool]:
    """What the notices say, worked out day by day from the files and not from the tables."""
    found = {}
    for year in range(2008, 2027):
        notice = calendar.versions(year)[-1]
        for day in (d for d in DAYS if d.year == year):
            off = any(run.first <= day <= run.last for run in notice.holidays)
            found[day] = day in notice.workdays or (day.weekday() < 5 and not off)
    return found


def test_every_day_of_2008_to_2026_is_what_the_notices_say(calendar, working):
    assert [d for d in DAYS if calendar.is_workday(d) != working[d]] == []


def test_every_day_of_2008_to_2026_is_as_chinese_calendar_has_it(calendar):
    peer = pytest.importorskip("chinese_calendar", reason="chinesecalendar is not installed")
    assert [d for d in DAYS if calendar.is_workday(d) != peer.is_workday(d)] == []


def test_every_day_of_2018_to_2026_is_as_holidays_has_it(calendar):
    holidays = pytest.importorskip("holidays", reason="holidays is not installed")
    peer = holidays.country_holidays("CN", years=range(2018, 2027))
    days = [d for d in DAYS if d.year >= 2018]
    assert [d for d in days if calendar.is_workday(d) != peer.is_working_day(d)] == []


def test_working_days_of_each_year(calendar):
    assert {year: sum(calendar.is_workday(d) for d in DAYS if d.year == year) for year in range(2018, 2027)} == {
        2018: 250,
        2019: 250,
        2020: 249,
        2021: 250,
        2022: 249,
        2023: 249,
        2024: 251,
        2025: 248,
        2026: 248,
    }


@pytest.mark.parametrize("n", [1, 2, 3, 5, 7, 10, 20, 30, 250])
def test_counting_forward_equals_counting_day_by_day_on_every_day(calendar, working, n):
    wrong = []
    for start in DAYS:
        day, left = start, n
        while left and day <= LAST:
            day += timedelta(days=1)
            left -= working.get(day, False)
        if calendar.due_date(start, n) != (None if left else day):
            wrong.append(start)
    assert wrong == []


@pytest.mark.parametrize("n", [1, 2, 3, 5, 7, 10, 20, 30, 250])
def test_counting_back_equals_counting_day_by_day_on_every_day(calendar, working, n):
    wrong = []
    for end in DAYS:
        day, left = end, n
        while left and day >= FIRST:
            day -= timedelta(days=1)
            left -= working.get(day, False)
        if left:
            with pytest.raises(CalendarError):
                calendar.subtract(end, n)
        elif calendar.subtract(end, n) != day:
            wrong.append(end)
    assert wrong == []


@given(st.dates(FIRST, LAST), st.integers(1, 400))
def test_there_and_back(n_start, n):
    calendar = load_calendar()
    due = calendar.due_date(n_start, n)
    if due is None:
        return
    assert calendar.is_workday(due)
    assert calendar.count_between(n_start, due) == n
    if calendar.is_workday(n_start):
        assert calendar.subtract(due, n) == n_start


@given(st.dates(FIRST, LAST), st.integers(1, 60))
def test_steps_tell_the_same_as_the_table(start, n):
    calendar = load_calendar()
    due = calendar.due_date(start, n)
    steps = calendar.steps(start, n)
    assert [s.date for s in steps] == [start + timedelta(days=k) for k in range(len(steps))]
    assert steps[0] == Step(start, counted=False, why="起算当日，不计入")
    if due is None:
        assert steps[-1] == Step(date(2027, 1, 1), counted=False, why="2027 年放假安排尚未收录")
    else:
        assert steps[-1].date == due
        assert sum(s.counted for s in steps) == n
        assert all(s.counted == calendar.is_workday(s.date) for s in steps[1:])


def test_count_between(calendar):
    assert calendar.count_between(date(2018, 12, 28), date(2019, 1, 2)) == 2
    assert calendar.count_between(date(2018, 12, 28), date(2018, 12, 28)) == 0
    assert calendar.count_between(date(2019, 1, 2), date(2018, 12, 28)) == 0


def test_reasons_name_the_holiday_and_the_notice_that_first_said_so(calendar):
    assert calendar.kind(date(2018, 12, 3)) == DayKind("working")
    assert calendar.kind(date(2018, 12, 1)) == DayKind("weekend")
    assert calendar.kind(date(2018, 2, 15)) == DayKind("holiday", "春节", "国办发明电〔2017〕12号")
    assert calendar.kind(date(2018, 12, 29)) == DayKind("make-up", "", "国办发明电〔2018〕15号")
    assert calendar.why(date(2018, 12, 1)) == "周六"
    assert calendar.why(date(2018, 12, 3)) == "工作日"
    assert calendar.why(date(2020, 1, 24)) == "春节放假（国办发明电〔2019〕16号）"
    assert calendar.why(date(2020, 2, 1)) == "春节放假（国办发明电〔2020〕1号）"
    assert calendar.why(date(2018, 12, 29)) == "周六调休上班（国办发明电〔2018〕15号）"
    assert calendar.why(date(2027, 5, 6)) == "2027 年放假安排尚未收录"
    assert calendar.why(date(2018, 12, 1), "en") == "Saturday"
    assert calendar.why(datetime(2018, 2, 15, 9, tzinfo=UTC), "en") == (
        "day off for Spring Festival (国办发明电〔2017〕12号)"
    )
    assert calendar.why(date(2020, 10, 1), "en") == (
        "day off for National Day and Mid-Autumn Festival (国办发明电〔2019〕16号)"
    )


def test_a_change_within_the_year_moves_open_dates(calendar):
    before = calendar.as_known(date(2020, 1, 25))
    after = calendar.as_known(date(2020, 1, 26))
    assert before.is_workday(date(2020, 2, 1))
    assert not after.is_workday(date(2020, 2, 1))
    assert before.due_date(date(2020, 1, 20), 5) == date(2020, 2, 1)
    assert after.due_date(date(2020, 1, 20), 5) == date(2020, 2, 4)
    assert calendar.due_date(date(2020, 1, 20), 5) == date(2020, 2, 4)
    assert before.on == date(2020, 1, 25)


def test_as_known_forgets_years_not_yet_announced(calendar):
    then = calendar.as_known(date(2018, 11, 30))
    assert then.last == date(2018, 12, 31)
    assert then.due_date(date(2018, 12, 20), 5) == date(2018, 12, 27)
    assert then.due_date(date(2018, 12, 20), 20) is None
    with pytest.raises(CalendarError, match="日历中没有任何年度的放假安排"):
        calendar.as_known(date(2000, 1, 1))


def test_the_lower_bound_holds_whatever_the_next_notice_says(calendar):
    for on, start in ((date(2019, 11, 1), date(2019, 12, 20)), (date(2023, 10, 1), date(2023, 12, 25))):
        then = calendar.as_known(on)
        for n in range(1, 200):
            assert then.earliest(start, n) <= calendar.due_date(start, n)
    for end in (date(2019, 1, 8), date(2019, 5, 6), date(2019, 12, 30)):
        then = calendar.as_known(date(2018, 11, 30))
        for n in range(1, 200):
            assert then.subtract(end, n) in (None, calendar.subtract(end, n))
            assert then.earliest_before(end, n) <= calendar.subtract(end, n)


def test_an_unknown_year_is_never_guessed(calendar):
    assert calendar.due_date(date(2026, 12, 30), 1) == date(2026, 12, 31)
    assert calendar.due_date(date(2026, 12, 30), 2) is None
    assert calendar.due_date(date(2027, 3, 1), 1) is None
    assert calendar.subtract(date(2027, 3, 1), 1) is None
    assert calendar.subtract(date(2027, 1, 1), 1) == date(2026, 12, 31)
    assert calendar.subtract(date(2027, 1, 2), 1) is None
    assert calendar.next_workday(date(2027, 3, 1)) is None
    assert calendar.earliest(date(2026, 12, 30), 2) == date(2027, 1, 2)
    assert calendar.earliest(date(2026, 12, 20), 20) == date(2027, 1, 12)
    assert calendar.earliest_before(date(2027, 3, 1), 5) == date(2026, 12, 25)
    assert calendar.steps(date(2027, 3, 1), 5) == [
        Step(date(2027, 3, 1), counted=False, why="起算当日，不计入"),
        Step(date(2027, 3, 2), counted=False, why="2027 年放假安排尚未收录"),
    ]
    with pytest.raises(CalendarError) as refused:
        calendar.is_workday(date(2027, 1, 1))
    assert str(refused.value) == (
        "2027 年的放假安排尚未收录，不能判断该年的工作日。 国务院办公厅通知发布后，请在日历目录中加入 2027.yaml。"
    )
    with pytest.raises(CalendarError):
        calendar.count_between(date(2026, 12, 30), date(2027, 1, 2))


@pytest.mark.parametrize("call", ["due_date", "subtract", "earliest", "earliest_before", "steps"])
def test_before_2008_is_refused(calendar, call):
    with pytest.raises(CalendarError) as refused:
        getattr(calendar, call)(date(1899, 12, 31), 5)
    assert str(refused.value) == (
        "1899 年没有放假安排可查：工作日历从 2008 年开始。 [政府信息公开条例自 2008-05-01 起施行] 请核对日期。"
    )


def test_counting_back_out_of_2008_is_refused(calendar):
    assert calendar.subtract(date(2008, 1, 3), 1) == date(2008, 1, 2)
    with pytest.raises(CalendarError, match="2007 年没有放假安排可查"):
        calendar.subtract(date(2008, 1, 1), 1)
    for call in (calendar.subtract, calendar.earliest_before):
        with pytest.raises(CalendarError, match="2007 年没有放假安排可查"):
            call(date(2008, 1, 3), 2)
    with pytest.raises(CalendarError, match="2007 年没有放假安排可查"):
        calendar.steps(date(2008, 1, 3), -2)


@pytest.mark.parametrize("n", [0, -1, 3651])
def test_a_span_no_rule_can_have_is_refused(calendar, n):
    for call in (calendar.due_date, calendar.subtract):
        with pytest.raises(CalendarError) as refused:
            call(date(2018, 12, 3), n)
        assert str(refused.value) == f"期限的天数应为 1 至 3650，不能是 {n}。"


def test_the_end_of_time_is_refused(calendar):
    assert calendar.due_date(date(9999, 12, 31), 1) is None
    with pytest.raises(CalendarError, match="日期超出公元 9999 年"):
        calendar.earliest(date(9999, 12, 30), 5)


def test_days_off_fixed_by_law():
    assert [fixed_day_off(date(2027, *md)) for md in ((1, 1), (1, 2), (5, 1), (5, 2), (10, 1), (10, 3), (10, 4))] == [
        True,
        False,
        True,
        True,
        True,
        True,
        False,
    ]
    assert not fixed_day_off(date(2024, 5, 2))


# --- files --------------------------------------------------------------------------------------------------------------

OWN = """\
year: 2027
versions:
  - id: 2027-own
    number: 测试〔2026〕1号
    issued: 2026-11-20
    holidays:
      - {name: 元旦, from: 2027-01-01, to: 2027-01-03}
    workdays: [2027-01-09]
"""


def write(folder: Path, text: str, name: str = "2027.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_year_of_ones_own_makes_dates_certain(tmp_path, calendar):
    path = write(tmp_path, OWN)
    for given_ in (path, tmp_path):
        own = load_calendar([given_])
        assert own.last == date(2027, 12, 31)
        assert own.due_date(date(2026, 12, 30), 2) == date(2027, 1, 4)
        assert own.why(date(2027, 1, 9)) == "周六调休上班（测试〔2026〕1号）"
    assert calendar.due_date(date(2026, 12, 30), 2) is None


def test_a_gap_between_known_years_is_not_crossed(tmp_path):
    own = load_calendar(
        [
            write(
                tmp_path,
                OWN.replace("2027-01-09", "2030-01-12")
                .replace("2027-01", "2030-01")
                .replace("year: 2027", "year: 2030"),
            )
        ]
    )
    assert own.due_date(date(2026, 12, 30), 2) is None
    assert own.due_date(date(2026, 12, 30), 3650) is None
    assert own.due_date(date(2028, 6, 1), 1) is None
    assert own.subtract(date(2028, 6, 1), 3650) is None
    assert own.subtract(date(2030, 1, 5), 1) == date(2030, 1, 4)
    assert own.subtract(date(2030, 1, 5), 3) is None
    assert own.earliest_before(date(2030, 1, 5), 3) == date(2026, 12, 30)
    assert own.due_date(date(2030, 1, 1), 2) == date(2030, 1, 7)
    assert not own.is_workday(date(2030, 1, 1))
    with pytest.raises(CalendarError, match="2029 年的放假安排尚未收录"):
        own.is_workday(date(2029, 1, 1))
    with pytest.raises(CalendarError, match="2027 年的放假安排尚未收录"):
        own.count_between(date(2026, 12, 1), date(2030, 2, 1))


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("2027-01-09]", "2027-01-08]", 8, "2027-01-08 是周五，调休上班日只能是周六或周日。"),
        ("2027-01-09]", "2027-01-02]", 8, "2027-01-02 既列为元旦放假，又列为上班。"),
        ("2027-01-09]", "2028-01-09]", 8, "2028-01-09 不在 2027 年内；跨年的假期请分写在两年的文件里。"),
        ("2027-01-09]", "2027-01-09, 2027-01-09]", 8, "上班日 2027-01-09 出现了两次。"),
        ("to: 2027-01-03", "to: 2027-02-30", 7, "“2027-02-30”不是存在的日期；写法如 2027-10-01。"),
        ("to: 2027-01-03", "to: 2026-12-31", 7, "2026-12-31 不在 2027 年内；跨年的假期请分写在两年的文件里。"),
        ("from: 2027-01-01", "from: 2027-01-04", 7, "元旦：结束日 2027-01-03 早于开始日 2027-01-04。"),
        (
            "    workdays",
            "      - {name: 假, from: 2027-01-03, to: 2027-01-05}\n    workdays",
            8,
            "2027-01-03 同时属于元旦和假两段假期。",
        ),
        ("issued: 2026-11-20", "issued: soon", 5, "“soon”不是存在的日期；写法如 2027-10-01。"),
        ("    issued: 2026-11-20\n", "", 3, "版本缺少“issued”。"),
        ("number:", "numbre:", 4, None),
        ("year: 2027", "year: MMXX", 1, "year 应为四位年份，不能是“MMXX”。"),
        ("workdays: [2027-01-09]", "workdays: 2027-01-09", 8, "workdays 应为列表。"),
        ("    number: 测试〔2026〕1号", "    certainty: perhaps", 4, None),
    ],
)
def test_a_file_that_contradicts_itself_is_refused_with_its_line(tmp_path, old, new, line, says):
    assert old in OWN
    path = write(tmp_path, OWN.replace(old, new))
    with pytest.raises(CalendarError) as refused:
        read_year(path)
    assert refused.value.where == f"{path}:{line}"
    if says is not None:
        assert refused.value.message == says


def test_other_unusable_files(tmp_path):
    with pytest.raises(CalendarError, match="找不到日历文件或目录"):
        load_calendar([tmp_path / "none"])
    with pytest.raises(CalendarError, match="日历文件不是合法的 YAML"):
        read_year(write(tmp_path, "year: [2027"))
    with pytest.raises(CalendarError, match="日历文件应为“键: 值”的形式"):
        read_year(write(tmp_path, ""))
    with pytest.raises(CalendarError, match="至少要有一个版本"):
        read_year(write(tmp_path, "year: 2027\nversions: []\n"))
    twice = OWN + OWN.split("versions:\n")[1]
    with pytest.raises(CalendarError, match="版本 2027-own 出现了两次"):
        read_year(write(tmp_path, twice))
    early = OWN + OWN.split("versions:\n")[1].replace("2027-own", "2027-b").replace("2026-11-20", "2026-01-01")
    with pytest.raises(CalendarError, match="版本 2027-b 的发文日期早于前一版本"):
        read_year(write(tmp_path, early))
    binary = tmp_path / "2028.yaml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CalendarError, match="日历文件读不出来"):
        read_year(binary)
    with pytest.raises(CalendarError, match="版本 2026-a 已在"):
        load_calendar([write(tmp_path, OWN.replace("2027-own", "2026-a"), "own.yaml")])
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(CalendarError, match="日历中没有任何年度的放假安排"):
        load_calendar([empty], shipped=False)
