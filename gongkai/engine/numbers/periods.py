"""Periods (期间): two dates, a date and a length, a length alone, or one open end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.engine.numbers.moments import Moment, find_moments
from gongkai.engine.numbers.numerals import half_width, parse_numeral


@dataclass(frozen=True, slots=True)
class Range:
    """A period (期间): ``start`` and ``end`` as far as they are said, and a length ``count`` in ``unit`` (``working-days``,
    ``days``, ``hours``, ``months``, ``years``) where it is given as one.
    """

    start: Moment | None = None
    end: Moment | None = None
    count: int | None = None
    unit: str = ""


_JOIN = re.compile(r"^[^。；;\n]{0,24}?(?:至|到|—|–|-|~|～|－|起)[^。；;\n]{0,12}$")
_LENGTH = re.compile(
    r"(?<![\d.月])(?<!第)(?P<n>\d{1,4}(?!年)|\d{1,2}(?=年)|[一二三四五六七八九十两]{1,3}|壹|贰|叁|伍)[ ]?[)）(（]?[ ]?个?[ ]?"
    r"(?P<u>工作日|工作天|日历天|日历日|自然日|公历日|小时|(?<=个)月|天|日|年)(?!期)"
)
# A date whose year has two digits (24年5月6日): of which century is not said, and it is no length of 24 years.
_SHORT_YEAR = re.compile(
    r"(?<!\d)\d{2}\s{0,2}年\s{0,2}\d{1,2}\s{0,2}月(?:\s{0,2}\d{1,2}\s{0,2}[日号])?"
    r"|(?<![一二三四五六七八九十〇零])[一二三四五六七八九十〇零]{2,3}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号])?"
)
_UNIT_NAMES = {
    "工作日": "working-days",
    "工作天": "working-days",
    "小时": "hours",
    "月": "months",
    "年": "years",
}
_ENDS = re.compile(r"^[ ]?(?:之前|以前|前|止|为止|截止|24)")
_STARTS_BEFORE = re.compile(r"(?:自|从|于)[^，。；\n]{0,6}$")


def parse_range(text: str) -> Range | None:
    """A period in any of its forms: two dates (``2024年5月6日至5月10日``), a date and a length (``自2024年5月6日起5个工作日``), a
    length alone (``3日``), or one open end (``至2024年5月10日止``, ``自2024年5月6日起``). None where none is said.
    Dates with a year of two digits (``24年5月6日``) are not understood.
    """
    plain = half_width(text)
    moments = find_moments(plain)
    if len(moments) >= 2 and _JOIN.match(plain[moments[0][1] : moments[1][0]]):
        first, last = moments[0][2], moments[1][2]
        return Range(first, last)
    rest = plain
    for start, end, _ in moments:
        rest = rest[:start] + "\0" * (end - start) + rest[end:]
    rest, unread = _SHORT_YEAR.subn("\0", rest)
    found = _LENGTH.search(rest)
    count = None
    unit = ""
    if found:
        digits = found["n"]
        count = int(digits) if digits.isdigit() else parse_numeral(digits)
        unit = _UNIT_NAMES.get(found["u"], "days")
    if not moments:
        return Range(count=count, unit=unit) if count else None
    start, end, moment = moments[0]
    if count:
        return Range(start=moment, count=count, unit=unit)
    if _ENDS.match(plain[end:]) or re.search(r"(?:至|到|截止|截至)[^，。；\n]{0,6}$", plain[:start]):
        return Range(end=moment)
    if _STARTS_BEFORE.search(plain[:start]) or plain.startswith(("起", "开始"), end):
        return Range(start=moment)
    one_day = len(moments) == 1 and not moment.has_time and not unread
    return Range(start=moment, end=moment) if one_day else Range(start=moment)
