"""Dates and times (日期、时间), all of them Beijing time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Literal

from gongkai.engine.numbers.numerals import DIGITS, half_width, parse_numeral

BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or a date with a time. ``iso``: ``2024-05-06``, ``2024-05-06T09:30:00+08:00``, or ``2024-05`` where only the
    month is said. ``day``: the date as written (24:00 of the 6th has the 6th here and the 7th, 0:00, in ``iso``); the
    first of the month where no day is said.
    """

    iso: str
    has_time: bool
    day: date

    @property
    def at(self) -> datetime:
        """The instant; midnight at the start of the day where no time is said."""
        if self.has_time:
            return datetime.fromisoformat(self.iso)
        return datetime(self.day.year, self.day.month, self.day.day, tzinfo=BEIJING)


_CN = "〇○零OoΟ0一二三四五六七八九"
_TIME = (
    r"(?:[ \r\n]{0,3}[（(]?(?:星期|周)[一二三四五六日天][）)]?)?[ T,，]{0,6}(?:[（(]?北京时间[）)]?[:：]?[ ]{0,2})?"
    r"(?P<half>上午|下午|中午|晚上|晚|凌晨|早上|早|夜间|AM|PM)?[ ]{0,3}"
    r"(?:(?P<hour>\d{1,2})[ ]{0,2}(?:[:：][ ]{0,2}(?P<minute>\d{1,2})(?!\d)(?:[:：](?P<second>\d{2})(?!\d)(?:\.\d{1,6})?)?[ ]?分?"
    r"|[时点][ ]{0,2}(?:(?P<minute2>\d{1,2})[ ]{0,2}分?(?:[ ]{0,2}(?P<second2>\d{1,2})[ ]{0,2}秒)?|(?P<word>半|整))?(?!间|段)))"
)
_DATE_AND_TIME = (
    r"(?:"
    r"(?<![\dA-Za-z])(?P<y>(?:19|20)\d{2})\s{0,4}年\s{0,4}(?P<m>\d{1,2})\s{0,4}月\s{0,4}(?P<d>\d{1,2})(?:\s{0,4}[日号]|(?!\d))"
    r"|(?<![\dA-Za-z])(?<![\d\-][\-/.])(?P<y2>(?:19|20)\d{2})(?P<sep>[\-/.])[ ]?(?P<m2>\d{1,2})(?P=sep)[ ]?(?P<d2>\d{1,2})"
    r"(?![\dA-Za-su-zA-SU-Z])(?!(?P=sep)\d(?!\d{3}))"
    rf"|(?P<y3>[二一][{_CN}]{{3}})年(?P<m3>[一二三四五六七八九十]{{1,2}}|元)月(?P<d3>[一二三四五六七八九十廿卅]{{1,3}})[日号]?"
    rf")(?:{_TIME})?"
)
_MOMENT = re.compile(_DATE_AND_TIME, re.IGNORECASE)
# Right after a date and a dash the digits before are no part of a code: "2021.3.1-2023.3.1".
_SECOND = re.compile(r"[ ]{0,2}[\-—–~][ ]{0,2}" + _DATE_AND_TIME.replace(r"(?<![\d\-][\-/.])", ""), re.IGNORECASE)
# The end of a period that leaves out the year, or year and month: "至5月10日17:00", "至10日".
_TAIL = re.compile(
    r"[ ]{0,3}(?:起|开始)?[ ]{0,3}(?:[（(][^（）()]{0,12}[）)])?[,，]?[ ]{0,2}(?:至|到|—+|–|-|~|～|－)[ ]{0,3}"
    r"(?:(?P<m>\d{1,2})[ ]{0,2}月[ ]{0,2})?(?P<d>\d{1,2})[ ]{0,2}[日号]" + rf"(?:{_TIME})?",
    re.IGNORECASE,
)
_MONTH = re.compile(
    rf"(?<![\dA-Za-z])(?:(?P<y>(?:19|20)\d{{2}})\s?[年\-/.]\s?(?P<m>\d{{1,2}})\s?月?|(?P<y3>二[{_CN}]{{3}})年(?P<m3>[一二三四五六七八九十]{{1,2}})月)$"
)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:[ T]?(\d{2}):?(\d{2})(?::?(\d{2}))?)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")


def _cn_year(text: str) -> int:
    return int(
        "".join(letter if letter.isdigit() and letter.isascii() else str(DIGITS.get(letter, 0)) for letter in text)
    )


def _cn_small(text: str) -> int:
    """Month or day in Chinese numerals; 0 where it is none."""
    text = text.replace("廿", "二十").replace("卅", "三十").replace("二十十", "二十").replace("元", "一")
    return parse_numeral(text) or 0


def _clock(match: re.Match[str]) -> tuple[int, int, int] | Literal[False] | None:
    """Hour, minute, second; None where no time is said; False where it is no time."""
    if match["hour"] is None:
        return None
    hour = int(match["hour"])
    minute = int(match["minute"] or match["minute2"] or 0)
    second = int(match["second"] or match["second2"] or 0)
    if match["word"] == "半":
        minute = 30
    half = (match["half"] or "").upper()
    if half in ("下午", "PM", "晚上", "晚", "夜间") and hour < 12:
        hour += 12
    elif half in ("晚上", "晚", "夜间") and hour == 12:
        hour = 24
    elif half == "中午" and hour < 3:
        hour += 12
    elif half in ("凌晨", "AM") and hour == 12:
        hour = 0
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        return False
    return hour, minute, second


def _moment(year: int, month: int, day: int, clock: tuple[int, int, int] | None) -> Moment | None:
    try:
        written = date(year, month, day)
    except ValueError:
        return None
    if clock is None:
        return Moment(written.isoformat(), has_time=False, day=written)
    hour, minute, second = clock
    shown = written
    if hour == 24:
        shown, hour = written + timedelta(days=1), 0
    return Moment(f"{shown.isoformat()}T{hour:02}:{minute:02}:{second:02}+08:00", has_time=True, day=written)


def _of_match(match: re.Match[str]) -> Moment | None:
    clock = _clock(match)
    if clock is False:
        return None
    if match["y"]:
        parts = int(match["y"]), int(match["m"]), int(match["d"])
    elif match["y2"]:
        parts = int(match["y2"]), int(match["m2"]), int(match["d2"])
    else:
        parts = _cn_year(match["y3"]), _cn_small(match["m3"]), _cn_small(match["d3"])
    return _moment(*parts, clock)


def find_moments(text: str) -> list[tuple[int, int, Moment]]:
    """Every date, with its time where one follows, as (start, end, moment), in order.

    Also the end of a period that leaves out year or month (``2024年5月6日至10日``; a month before that of the start is of
    the next year); dates without any year are not taken.
    """
    plain = half_width(text)
    if "20" not in plain and "19" not in plain and "年" not in plain:
        return []
    out: list[tuple[int, int, Moment]] = []
    at = 0
    while match := _MOMENT.search(plain, at):
        at = match.end()
        moment = _of_match(match)
        if moment is None:
            continue
        out.append((match.start(), at, moment))
        second = _SECOND.match(plain, at)
        last = _of_match(second) if second else None
        if second and last:
            start = min(second.start(name) for name in ("y", "y2", "y3") if second[name])
            at = second.end()
            out.append((start, at, last))
            continue
        tail = _TAIL.match(plain, at)
        if tail:
            clock = _clock(tail)
            month = int(tail["m"]) if tail["m"] else moment.day.month
            if clock is not False:
                # 2024年12月30日至1月5日 ends in the next year.
                year = moment.day.year + (month < moment.day.month)
                end = _moment(year, month, int(tail["d"]), clock)
                if end:
                    out.append((tail.start("m") if tail["m"] else tail.start("d"), tail.end(), end))
                    at = tail.end()
    return out


def parse_moment(text: str) -> Moment | None:
    """The first date (and time) in a value; also ``20240506093000``, ISO 8601 with an offset, and a month alone."""
    plain = half_width(text).strip()
    iso = _ISO.fullmatch(plain)
    if iso:
        return _iso(iso, plain)
    compact = _COMPACT.fullmatch(plain)
    if compact:
        parts = [int(part) for part in compact.groups() if part is not None]
        clock = (parts[3], parts[4], parts[5] if len(parts) > 5 else 0) if len(parts) > 3 else None
        if clock and (clock[0] > 24 or clock[1] > 59 or clock[2] > 59 or (clock[0] == 24 and any(clock[1:]))):
            return None
        return _moment(parts[0], parts[1], parts[2], clock)
    found = find_moments(plain)
    if found:
        return found[0][2]
    month = _MONTH.fullmatch(plain)
    if month:
        year = int(month["y"]) if month["y"] else _cn_year(month["y3"])
        number = int(month["m"]) if month["m"] else _cn_small(month["m3"])
        if 1 <= number <= 12:
            return Moment(f"{year:04}-{number:02}", has_time=False, day=date(year, number, 1))
    return None


def _iso(match: re.Match[str], plain: str) -> Moment | None:
    try:
        if match[7]:
            when = datetime.fromisoformat(plain).astimezone(BEIJING)
        else:
            when = datetime(*(int(part or 0) for part in match.groups()[:6]), tzinfo=BEIJING)  # type: ignore[misc, arg-type]
    except ValueError:
        return None
    when = when.replace(microsecond=0)
    return Moment(when.isoformat(), has_time=True, day=when.date())
