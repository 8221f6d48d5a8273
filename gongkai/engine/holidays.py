"""The yearly holiday notices (放假安排通知) as data: their shape, and reading them from ``packs/calendar/<year>.yaml``.

A file that contradicts itself is refused with file and line: a working day that is no weekend, a day that is both off and
working, runs of days off that overlap, a day outside the year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

from gongkai.engine.errors import CalendarError

WEEK = "一二三四五六日"


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
        if not year.isascii() or not year.isdigit() or not 1949 <= int(year) <= 2199:
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
                raise self.refuse(entry, f"{day} 是周{WEEK[day.weekday()]}，调休上班日只能是周六或周日。")
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
