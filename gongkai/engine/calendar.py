"""The working calendar (工作日历): what the State Council's yearly holiday notices make of each day.

A working day is a day from Monday to Friday on which no notice gives a day off, or a weekend day on which a notice orders
work (调休上班). Years are data (``packs/calendar/<year>.yaml``), each with one or more dated versions, since notices
have been changed in the middle of a year. A year without a notice is never guessed: counting into it answers ``None``
("not yet certain") and a separate call gives a true lower bound.

Counting (民法典 201、203): the first day is not counted, the period ends with its last working day at 24:00 Beijing time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Literal, NamedTuple

from gongkai.engine.errors import CalendarError
from gongkai.engine.holidays import WEEK, DayKind, Notice, read_year

Lang = Literal["zh", "en"]

FIRST_YEAR = 2008
#: longest span the packs allow (``Span.count``); also the width of the padding that keeps look-ups inside one known run
LONGEST = 3650
SHIPPED = Path(__file__).resolve().parents[1] / "packs" / "calendar"

_WEEK_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_HOLIDAYS_EN = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Qingming",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
}

_SAYS = {
    "zh": {
        "first": "起算当日，不计入",
        "weekend": "周{week}",
        "holiday": "{name}放假（{number}）",
        "working": "第 {k} 个工作日",
        "made-up": "第 {k} 个工作日（周{week}调休上班，{number}）",
        "ordinary": "工作日",
        "make-up": "周{week}调休上班（{number}）",
        "unknown": "{year} 年放假安排尚未收录",
    },
    "en": {
        "first": "the first day, not counted",
        "weekend": "{week}",
        "holiday": "day off for {name} ({number})",
        "working": "working day {k}",
        "made-up": "working day {k} ({week} made a working day, {number})",
        "ordinary": "working day",
        "make-up": "{week} made a working day ({number})",
        "unknown": "the holiday notice for {year} is not on file",
    },
}


class Step(NamedTuple):
    """One line of an explanation: a day, whether it counts, and why. ``why`` is in the language asked for."""

    date: date
    counted: bool
    why: str


def _first_to_say(day: date, kind: DayKind, earlier: list[Notice], last: Notice) -> Notice:
    """The notice a reader should look up for ``day``: the first of the unbroken row of versions that say the same."""
    found = last
    for notice in reversed(earlier):
        if notice.days.get(day) != kind:
            break
        found = notice
    return found


class WorkingCalendar:
    """Working days by table look-up.

    ``versions``: the notices by year, each year's in the order of issue. ``on``: leave out notices issued later. Two
    calendars built from the same notices answer alike; an instance never changes.
    """

    __slots__ = ("_base", "_dates", "_reasons", "_up", "_versions", "_work", "first", "known", "last", "on")

    def __init__(self, versions: Mapping[int, tuple[Notice, ...]], on: date | None = None) -> None:
        self._versions = dict(sorted(versions.items()))
        self.on = on
        current: dict[int, Notice] = {}
        for year, notices in self._versions.items():
            issued = [n for n in notices if on is None or n.issued <= on]
            if issued:
                current[year] = issued[-1]
        if not current:
            raise CalendarError("日历中没有任何年度的放假安排。", remedy="请检查 packs/calendar 目录。")
        self.known: Mapping[int, Notice] = current
        self.first = date(min(current), 1, 1)
        self.last = date(max(current), 12, 31)
        self._reasons: dict[date, DayKind] = {}
        self._build()

    def _build(self) -> None:
        """Lay out the tables. ``_dates`` lists working days with runs of None around every unknown stretch, so that a
        look-up that leaves a known stretch always lands on None; ``_up`` gives each day the place of the last working day
        up to it.
        """
        base = self._base = self.first.toordinal()
        size = self.last.toordinal() - base + 1
        shift = self.first.weekday()
        week = (b"\1\1\1\1\1\0\0" * (size // 7 + 2))[shift : shift + size]
        work = bytearray(week)
        for year, notice in self.known.items():
            earlier = [n for n in self._versions[year] if n.issued <= notice.issued and n is not notice]
            for day, kind in notice.days.items():
                work[day.toordinal() - base] = kind.kind == "make-up"
                number = _first_to_say(day, kind, earlier, notice).number or str(year)
                self._reasons[day] = kind._replace(number=number)
        pad: list[date | None] = [None] * LONGEST
        dates: list[date | None] = list(pad)
        up: list[int] = []
        for year in range(self.first.year, self.last.year + 1):
            start = date(year, 1, 1).toordinal() - base
            stop = date(year + 1, 1, 1).toordinal() - base
            if year in self.known:
                part = work[start:stop]
                up += list(accumulate(part, initial=len(dates) - 1))[1:]
                dates += [date.fromordinal(base + i) for i in range(start, stop) if work[i]]
            else:
                for index in range(start, stop):
                    work[index] = 2
                dates += pad
                up += [len(dates)] * (stop - start)
                dates += pad
        dates += pad
        self._work, self._dates, self._up = bytes(work), dates, up

    # --- counting -----------------------------------------------------------------------------------------------------

    def due_date(self, start: date, n: int) -> date | None:
        """The ``n``-th working day after ``start`` (起算当日不计), or None when that is not yet certain.

        ``1 <= n <= 3650``. Raises CalendarError for a day before the first known year or another ``n``.
        """
        place = start.toordinal() - self._base
        if place >= 0 and 0 < n <= 3650:
            try:
                return self._dates[self._up[place] + n]
            except IndexError:
                return None
        raise self._refusal(start, n)

    add = due_date

    def subtract(self, end: date, n: int) -> date | None:
        """The ``n``-th working day before ``end`` (``end`` not counted), or None when that is not yet certain."""
        place = end.toordinal() - self._base
        if place <= 0 or not 0 < n <= LONGEST:
            raise self._refusal(end if place < 0 else self.first - timedelta(days=1), n)
        if place > len(self._up):
            return None
        found = self._up[place - 1] - n + 1
        if found < LONGEST:  # before the first known year, which no later notice can mend
            raise self._refusal(self.first - timedelta(days=1), n)
        return self._dates[found]

    def count_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; 0 when ``end`` is not after ``start``.

        Raises CalendarError when a year between them has no notice.
        """
        if end <= start:
            self._known_place(start)
            return 0
        low, high = self._known_place(start), self._known_place(end)
        for year in range(start.year, end.year + 1):
            if year not in self.known:
                raise self._no_notice(year)
        return self._up[high] - self._up[low]

    def earliest(self, start: date, n: int) -> date:
        """A lower bound of the ``n``-th working day after ``start``; equal to it where all years are known.

        It holds as long as the known years stand as they are: now and then a year's notice also moves the last days of
        the year before (as in December 2018). In a year without a notice every day may turn out to be a working day (a notice can order work on any weekend)
        except the days off that the law fixes on solar dates (全国年节及纪念日放假办法 第二条).
        """
        found = self.due_date(start, n)
        if found is not None:
            return found
        left = n
        day = start
        while left:
            day = next_day(day)
            if self._may_work(day):
                left -= 1
        return day

    def earliest_before(self, end: date, n: int) -> date:
        """A true lower bound of the ``n``-th working day before ``end``: no day of an unknown year is sure to count."""
        found = self.subtract(end, n)
        if found is not None:
            return found
        day = end
        left = n
        while left:
            if day.year not in self.known:
                later = bisect_right(sorted(self.known), day.year)
                if later == 0:
                    raise self._refusal(day, n)
                day = date(sorted(self.known)[later - 1] + 1, 1, 1)
            day -= timedelta(days=1)
            if day < self.first:
                raise self._refusal(day, n)
            if day.year in self.known and self._work[day.toordinal() - self._base] == 1:
                left -= 1
        return day

    def _may_work(self, day: date) -> bool:
        if day.year in self.known:
            return self._work[day.toordinal() - self._base] == 1
        return not fixed_day_off(day)

    # --- single days --------------------------------------------------------------------------------------------------

    def is_workday(self, day: date) -> bool:
        """Whether ``day`` is a working day. Raises CalendarError where no notice is known."""
        return self._work[self._known_place(day)] == 1

    def next_workday(self, day: date) -> date | None:
        """``day`` itself when it is a working day, else the next one; None when that is not yet certain."""
        if day.year not in self.known:
            self._place(day)
            return None
        return day if self.is_workday(day) else self.due_date(day, 1)

    def kind(self, day: date) -> DayKind:
        """What ``day`` is and which notice makes it so. Raises CalendarError before the first known year."""
        self._place(day)
        plain = _plain(day)
        if plain.year not in self.known:
            return DayKind("unknown")
        reason = self._reasons.get(plain)
        if reason is not None:
            return reason
        return DayKind("weekend") if plain.weekday() > 4 else DayKind("working")

    def why(self, day: date, lang: Lang = "zh") -> str:
        """``kind`` in words: 周六 · 春节放假（国办发明电〔2019〕16号） · 周日调休上班（…） · 工作日."""
        kind = self.kind(day)
        says = _SAYS[lang]
        week = week_name(day, lang)
        if kind.kind == "working":
            return says["ordinary"]
        return says[kind.kind].format(week=week, name=_spoken_name(kind.name, lang), number=kind.number, year=day.year)

    # --- explanation --------------------------------------------------------------------------------------------------

    def steps(self, start: date, n: int, lang: Lang = "zh") -> list[Step]:
        """Each day from ``start`` to the ``n``-th working day after it (``n`` negative: before it).

        Stops with one line for the first day of a year without a notice.
        """
        move = 1 if n > 0 else -1
        says = _SAYS[lang]
        week = WEEK if lang == "zh" else _WEEK_EN
        base, work, reasons = self._base, self._work, self._reasons
        self._place(start)
        day = _plain(start)
        lines = [Step(day, counted=False, why=says["first"])]
        ordinal = day.toordinal()
        weekday = day.weekday()
        size = len(work)
        counted, wanted = 0, abs(n)
        working = says["working"]
        rest = [says["weekend"].format(week=name) for name in week]
        while counted < wanted:
            ordinal += move
            weekday = (weekday + move) % 7
            place = ordinal - base
            if place < 0:
                raise self._refusal(date.fromordinal(ordinal), wanted)
            day = date.fromordinal(ordinal)
            flag = work[place] if place < size else 2
            if flag == 2:
                lines.append(Step(day, counted=False, why=says["unknown"].format(year=day.year)))
                break
            reason = reasons.get(day)
            if flag:
                counted += 1
                if reason is None:
                    lines.append(Step(day, counted=True, why=working.replace("{k}", str(counted))))
                else:
                    text = says["made-up"].format(k=counted, week=week[weekday], number=reason.number)
                    lines.append(Step(day, counted=True, why=text))
            elif reason is None:
                lines.append(Step(day, counted=False, why=rest[weekday]))
            else:
                text = says["holiday"].format(name=_spoken_name(reason.name, lang), number=reason.number)
                lines.append(Step(day, counted=False, why=text))
        return lines

    # --- versions -----------------------------------------------------------------------------------------------------

    def as_known(self, on: date) -> WorkingCalendar:
        """The calendar as the notices issued up to and including ``on`` said. Raises CalendarError when there were none."""
        return WorkingCalendar(self._versions, on)

    def versions(self, year: int) -> tuple[Notice, ...]:
        """The notices of ``year`` in the order of issue, later ones replacing earlier ones; empty when none is known."""
        return self._versions.get(year, ())

    # --- refusals -----------------------------------------------------------------------------------------------------

    def _place(self, day: date) -> int:
        place = day.toordinal() - self._base
        if place < 0:
            raise self._refusal(day, 1)
        return place

    def _known_place(self, day: date) -> int:
        place = self._place(day)
        if day.year not in self.known:
            raise self._no_notice(day.year)
        return place

    def _refusal(self, day: date, n: int) -> CalendarError:
        if not 0 < n <= LONGEST:
            return CalendarError(f"期限的天数应为 1 至 {LONGEST}，不能是 {n}。")
        return CalendarError(
            f"{day.year} 年没有放假安排可查：工作日历从 {self.first.year} 年开始。",
            rule="政府信息公开条例自 2008-05-01 起施行",
            remedy="请核对日期。",
        )

    def _no_notice(self, year: int) -> CalendarError:
        return CalendarError(
            f"{year} 年的放假安排尚未收录，不能判断该年的工作日。",
            remedy=f"国务院办公厅通知发布后，请在日历目录中加入 {year}.yaml。",
        )


def next_day(day: date) -> date:
    """The day after; a CalendarError instead of an overflow at the end of year 9999."""
    try:
        return _plain(day) + timedelta(days=1)
    except OverflowError:
        raise CalendarError("日期超出公元 9999 年，无法计算。") from None


def fixed_day_off(day: date) -> bool:
    """A day off that the law itself fixes on a solar date: 1 January, 1 May (and 2 May since 2025), 1–3 October
    (全国年节及纪念日放假办法 第二条; 国务院令第795号).
    """
    month, number = day.month, day.day
    if month == 1:
        return number == 1
    if month == 5:
        return number == 1 or (number == 2 and day.year >= 2025)
    return month == 10 and number <= 3


def week_name(day: date, lang: Lang = "zh") -> str:
    return WEEK[day.weekday()] if lang == "zh" else _WEEK_EN[day.weekday()]


def _spoken_name(name: str, lang: Lang) -> str:
    """The name of a holiday, or of two that fall together (国庆节、中秋节), in the language; an unknown one as it stands."""
    return name if lang == "zh" else " and ".join(_HOLIDAYS_EN.get(part, part) for part in name.split("、"))


def _plain(day: date) -> date:
    """A date without a time, so that it equals the dates in the tables."""
    return day if type(day) is date else date(day.year, day.month, day.day)


# --- reading the files ------------------------------------------------------------------------------------------------


def load_calendar(paths: Iterable[str | Path] = (), *, shipped: bool = True) -> WorkingCalendar:
    """The shipped calendar, with more years or versions from ``paths`` (files or folders of ``*.yaml``).

    A file for a year already known adds its versions after the known ones. Raises CalendarError with file and line for
    a file that cannot be read or contradicts itself.
    """
    more = tuple(Path(p) for p in paths)
    if shipped and not more:
        return _shipped()
    folders = ((SHIPPED,) if shipped else ()) + more
    return WorkingCalendar(_collect(folders))


@lru_cache(maxsize=1)
def _shipped() -> WorkingCalendar:
    return WorkingCalendar(_collect((SHIPPED,)))


def _collect(folders: Iterable[Path]) -> dict[int, tuple[Notice, ...]]:
    years: dict[int, list[Notice]] = {}
    seen: dict[str, Path] = {}
    for path in _files(folders):
        for notice in read_year(path):
            if notice.id in seen:
                raise CalendarError(f"版本 {notice.id} 已在 {seen[notice.id]} 中出现。", where=str(path))
            seen[notice.id] = path
            years.setdefault(notice.year, []).append(notice)
    return {year: tuple(sorted(notices, key=lambda n: n.issued)) for year, notices in years.items()}


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        if folder.is_dir():
            yield from sorted(folder.glob("*.yaml"))
        elif folder.is_file():
            yield folder
        else:
            raise CalendarError("找不到日历文件或目录。", where=str(folder))
