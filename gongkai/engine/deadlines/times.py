"""Times of events as people write them, and Beijing time (北京时间, UTC+08:00, no summer time since 1992).

An event is given as a date or as a moment; which of the two it was is kept, since a rule in hours starts from the moment
and a rule in days from the date.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta, timezone

from gongkai.engine.calendar import FIRST_YEAR
from gongkai.engine.errors import CalendarError, FactError

BEIJING = timezone(timedelta(hours=8), "UTC+08:00")
LAST_YEAR = 2199

_DATE = r"(?P<y>\d{4})\s*(?:-|/|\.|年)\s*(?P<m>\d{1,2})\s*(?:-|/|\.|月)\s*(?P<d>\d{1,2})\s*[日号]?"
_TIME = (
    r"(?:[T\s]\s*|(?<=[日号]))(?P<half>上午|下午)?\s*(?P<h>\d{1,2})\s*(?::|时|点)\s*(?:(?P<min>\d{1,2})\s*(?:分|(?=\D|$))"
    r"\s*(?::?\s*(?P<s>\d{1,2})(?:\.\d{1,9})?\s*秒?)?)?\s*(?:整)?"
)
_ZONE = r"\s*(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?"
_WRITTEN = re.compile(rf"^{_DATE}(?:{_TIME}{_ZONE})?$")
_DIGITS = re.compile(r"^(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:(?P<h>\d{2})(?P<min>\d{2})(?P<s>\d{2})?)?$")
_HOW = "写法如 2018-12-01、2018年12月1日 或 2018-12-01T09:30。"


def parse_time(value: object, name: str = "") -> date:
    """A date, or a datetime in Beijing time, from what was handed in.

    Takes dates and datetimes (without offset: Beijing time), ISO 8601, ``2018/12/1 9:30``, ``2018年12月1日 9时30分``,
    ``20181201`` and ``20181201093000``; 24:00 is the start of the next day. Raises FactError for anything else and for
    days that do not exist, CalendarError before 2008, when neither the rules nor the calendars reach.
    """
    found = _parsed(value, f"{name} 的时间" if name else "时间")
    if found.year < FIRST_YEAR:
        raise CalendarError(
            f"{name + ' 的时间 ' if name else ''}{found.date() if isinstance(found, datetime) else found} 早于 "
            f"{FIRST_YEAR} 年：那时的公开规则和工作日历都没有收录。",
            rule="政府信息公开条例自 2008-05-01 起施行",
            remedy="请核对日期。",
        )
    if found.year > LAST_YEAR:
        raise FactError(
            f"{name + ' 的时间 ' if name else ''}{value} 太远，最晚可算到 {LAST_YEAR} 年。", remedy="请核对日期。"
        )
    return found


def _parsed(value: object, what: str) -> date:
    if isinstance(value, datetime):
        return value.replace(tzinfo=BEIJING) if value.tzinfo is None else value.astimezone(BEIJING)
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise FactError(f"{what}应为文字，不能是 {value!r}。", remedy=_HOW)
    text = unicodedata.normalize("NFKC", value).strip()
    match = _WRITTEN.match(text) or _DIGITS.match(text)
    if match is None:
        raise FactError(f"{what}“{value}”看不懂。", remedy=_HOW)
    part = match.groupdict()
    try:
        day = date(int(part["y"]), int(part["m"]), int(part["d"]))
    except ValueError:
        raise FactError(f"{what}“{value}”不是存在的日期。", remedy=_HOW) from None
    if part["h"] is None:
        return day
    hour = int(part["h"])
    if part.get("half") == "下午" and hour < 12:
        hour += 12
    minute, second = int(part["min"] or 0), int(part["s"] or 0)
    try:
        if (hour, minute, second) == (24, 0, 0):
            moment = datetime.combine(day, time()) + timedelta(days=1)
        else:
            moment = datetime.combine(day, time(hour, minute, second))
    except (ValueError, OverflowError):
        raise FactError(f"{what}“{value}”不是存在的时刻。", remedy=_HOW) from None
    return _placed(moment, part.get("zone"), what, value)


def _placed(moment: datetime, zone: str | None, what: str, value: str) -> datetime:
    if not zone:
        return moment.replace(tzinfo=BEIJING)
    if zone == "Z":
        offset = timedelta()
    else:
        minutes = int(zone[-2:]) if len(zone) > len("+08") else 0
        offset = timedelta(hours=int(zone[1:3]), minutes=minutes) * (-1 if zone[0] == "-" else 1)
    try:
        return moment.replace(tzinfo=timezone(offset)).astimezone(BEIJING)
    except (ValueError, OverflowError):
        raise FactError(f"{what}“{value}”的时差不合理。", remedy=_HOW) from None


def day_of(moment: date) -> date:
    """The Beijing date of a date or moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def start_of(day: date) -> datetime:
    """00:00 of a date, or the moment itself."""
    return day if isinstance(day, datetime) else datetime.combine(day, time(), BEIJING)


def end_of(day: date) -> datetime:
    """24:00 of a date (届满), or the moment itself: what two due times are compared by."""
    return day if isinstance(day, datetime) else datetime.combine(day, time(), BEIJING) + timedelta(days=1)


def iso(moment: date | None) -> str | None:
    """ISO 8601: ``2018-12-21`` for a date, ``2018-12-01T21:00:00+08:00`` for a moment."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds")
    return None if moment is None else moment.isoformat()


def add_months(day: date, count: int) -> date:
    """The corresponding day ``count`` months later, or the last of the month when it has none (民法典 202)."""
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    for number in range(day.day, 27, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    return date(year, month, day.day)
