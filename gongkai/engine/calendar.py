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
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

from gongkai.engine.errors import CalendarError

Lang = Literal["zh", "en"]

FIRST_YEAR = 2008
#: longest span the packs allow (``Span.count``); also the width of the padding that keeps look-ups inside one known run
LONGEST = 3650
SHIPPED = Path(__file__).resolve().parents[1] / "packs" / "calendar"

_WEEK_ZH = "一二三四五六日"
_WEEK_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

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
        "holiday": "{name} holiday ({number})",
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


class DayKind(NamedTuple):
    """What a day is: ``kind`` is ``working`` (ordinary), ``weekend``, ``holiday``, ``make-up`` (调休上班) or ``unknown``.

    ``name``: of the holiday; ``number``: of the notice behind a holiday or a make-up day.
    """

    kind: Literal["working", "weekend", "holiday", "make-up", "unknown"]
    name: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A run of days off under one name; both ends are days off."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Notice:
    """One version of a year's arrangement (放假安排通知). It states the whole year and replaces earlier versions.

    ``certainty``: ``found`` when the notice's text was read, ``unverified`` otherwise.
    """

    id: str
    year: int
    number: str
    title: str
    issuer: str
    issued: date
    certainty: str
    holidays: tuple[Holiday, ...]
    workdays: tuple[date, ...]

    @property
    def days(self) -> dict[date, DayKind]:
        """Every day the notice speaks of, without its number."""
        said = {day: DayKind("make-up") for day in self.workdays}
        for holiday in self.holidays:
            for ordinal in range(holiday.first.toordinal(), holiday.last.toordinal() + 1):
                said[date.fromordinal(ordinal)] = DayKind("holiday", holiday.name)
        return said


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

    __slots__ = ("_base", "_dates", "_down", "_reasons", "_up", "_versions", "_work", "first", "known", "last", "on")

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
        look-up that leaves a known stretch always lands on None; ``_up``/``_down`` give each day's place in it.
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
        down: list[int] = []
        for year in range(self.first.year, self.last.year + 1):
            start = date(year, 1, 1).toordinal() - base
            stop = date(year + 1, 1, 1).toordinal() - base if year < date.max.year else size
            if year in self.known:
                part = work[start:stop]
                place = list(accumulate(part, initial=len(dates)))
                down += place[:-1]
                up += [p - 1 for p in place[1:]]
                dates += [date.fromordinal(base + i) for i in range(start, stop) if work[i]]
            else:
                for index in range(start, stop):
                    work[index] = 2
                dates += pad
                up += [len(dates)] * (stop - start)
                down += [len(dates)] * (stop - start)
                dates += pad
        dates += pad
        self._work, self._dates, self._up, self._down = bytes(work), dates, up, down

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
        if place >= 0 and 0 < n <= 3650:
            if place >= len(self._down):
                return None
            found = self._dates[self._down[place] - n]
            if found is None and self._reaches_before(place, n):
                raise self._refusal(self.first - timedelta(days=1), n)
            return found
        raise self._refusal(end, n)

    def _reaches_before(self, place: int, n: int) -> bool:
        """Whether counting back leaves the first known year, which no later notice can mend."""
        return self._down[place] - n < LONGEST

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
        return says[kind.kind].format(week=week, name=kind.name, number=kind.number, year=day.year)

    # --- explanation --------------------------------------------------------------------------------------------------

    def steps(self, start: date, n: int, lang: Lang = "zh") -> list[Step]:
        """Each day from ``start`` to the ``n``-th working day after it (``n`` negative: before it).

        Stops with one line for the first day of a year without a notice.
        """
        move = 1 if n > 0 else -1
        says = _SAYS[lang]
        week = _WEEK_ZH if lang == "zh" else _WEEK_EN
        base, work, reasons, known = self._base, self._work, self._reasons, self.known
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
                text = says["holiday"].format(name=reason.name, number=reason.number)
                lines.append(Step(day, counted=False, why=text))
        # a day of unknown years at the start itself is said once, above
        if day.year not in known and len(lines) == 1:
            lines.append(Step(day, counted=False, why=says["unknown"].format(year=day.year)))
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
    return _WEEK_ZH[day.weekday()] if lang == "zh" else _WEEK_EN[day.weekday()]


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


def read_year(path: Path) -> tuple[Notice, ...]:
    """The versions of one ``<year>.yaml``. Raises CalendarError with ``file:line`` for anything that cannot be true."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise CalendarError(f"日历文件读不出来：{problem.__class__.__name__}。", where=str(path)) from None
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = f":{mark.line + 1}" if mark is not None else ""
        raise CalendarError("日历文件不是合法的 YAML。", where=f"{path}{line}") from None
    return _Year(path, root).versions()


class _Year:
    """Turns the YAML nodes of one year into notices; nodes keep their lines, so that each refusal can name its place."""

    def __init__(self, path: Path, root: Any) -> None:
        self.path = path
        self.root = root
        self.year = 0

    def versions(self) -> tuple[Notice, ...]:
        top = self.mapping(self.root, {"year", "versions"}, {"year", "versions"}, "日历文件")
        year = self.text(top["year"])
        if not year.isascii() or not year.isdigit() or not 1949 <= int(year) <= 9998:
            raise self.refuse(top["year"], f"year 应为四位年份，不能是“{year}”。")
        self.year = int(year)
        found: list[Notice] = []
        for node in self.sequence(top["versions"], "versions"):
            notice = self.version(node)
            if any(n.id == notice.id for n in found):
                raise self.refuse(node, f"版本 {notice.id} 出现了两次。")
            if found and notice.issued < found[-1].issued:
                raise self.refuse(node, f"版本 {notice.id} 的发文日期早于前一版本；请按发文先后排列。")
            found.append(notice)
        if not found:
            raise self.refuse(top["versions"], "至少要有一个版本。")
        return tuple(found)

    def version(self, node: Any) -> Notice:
        keys = {"id", "number", "title", "issuer", "issued", "certainty", "holidays", "workdays", "note", "source"}
        got = self.mapping(node, keys, {"id", "issued", "holidays"}, "版本")
        certainty = self.text(got["certainty"]) if "certainty" in got else "found"
        if certainty not in ("found", "unverified", "computed"):
            raise self.refuse(got["certainty"], f"certainty 应为 found、computed 或 unverified，不能是“{certainty}”。")
        off: dict[date, str] = {}
        holidays: list[Holiday] = []
        for entry in self.sequence(got["holidays"], "holidays"):
            run = self.mapping(entry, {"name", "from", "to", "note"}, {"name", "from", "to"}, "假期")
            name, first, last = self.text(run["name"]), self.day(run["from"]), self.day(run["to"])
            if last < first:
                raise self.refuse(entry, f"{name}：结束日 {last} 早于开始日 {first}。")
            day = first
            while day <= last:
                if day in off:
                    raise self.refuse(entry, f"{day} 同时属于{off[day]}和{name}两段假期。")
                off[day] = name
                day += timedelta(days=1)
            holidays.append(Holiday(name, first, last))
        workdays: list[date] = []
        for entry in self.sequence(got["workdays"], "workdays") if "workdays" in got else []:
            day = self.day(entry)
            if day in off:
                raise self.refuse(entry, f"{day} 既列为{off[day]}放假，又列为上班。")
            if day.weekday() < 5:
                raise self.refuse(entry, f"{day} 是周{_WEEK_ZH[day.weekday()]}，调休上班日只能是周六或周日。")
            if day in workdays:
                raise self.refuse(entry, f"上班日 {day} 出现了两次。")
            workdays.append(day)
        plain = {key: self.text(got[key]) if key in got else "" for key in ("id", "number", "title", "issuer")}
        return Notice(
            year=self.year,
            issued=self.any_day(got["issued"]),
            certainty=certainty,
            holidays=tuple(holidays),
            workdays=tuple(sorted(workdays)),
            **plain,
        )

    def mapping(self, node: Any, allowed: set[str], needed: set[str], what: str) -> dict[str, Any]:
        if node is None or node.id != "mapping":
            raise self.refuse(node, f"{what}应为“键: 值”的形式，必须有 {'、'.join(sorted(needed))}。")
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = self.text(key)
            if name not in allowed:
                raise self.refuse(key, f"不认识的键“{name}”；可用的有 {'、'.join(sorted(allowed))}。")
            if name in found:
                raise self.refuse(key, f"键“{name}”出现了两次。")
            found[name] = value
        for name in sorted(needed):
            if name not in found:
                raise self.refuse(node, f"{what}缺少“{name}”。")
        return found

    def sequence(self, node: Any, what: str) -> list[Any]:
        if node.id != "sequence":
            raise self.refuse(node, f"{what} 应为列表。")
        return list(node.value)

    def text(self, node: Any) -> str:
        if node.id != "scalar":
            raise self.refuse(node, "此处应为单个值。")
        return str(node.value)

    def any_day(self, node: Any) -> date:
        raw = self.text(node)
        try:
            return date.fromisoformat(raw)
        except ValueError:
            raise self.refuse(node, f"“{raw}”不是存在的日期；写法如 {self.year}-10-01。") from None

    def day(self, node: Any) -> date:
        found = self.any_day(node)
        if found.year != self.year:
            raise self.refuse(node, f"{found} 不在 {self.year} 年内；跨年的假期请分写在两年的文件里。")
        return found

    def refuse(self, node: Any, message: str) -> CalendarError:
        line = node.start_mark.line + 1 if node is not None else 1
        return CalendarError(message, where=f"{self.path}:{line}", rule="packs/calendar 的写法")
