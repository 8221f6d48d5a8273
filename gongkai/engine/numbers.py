"""Amounts, Chinese numerals, dates, periods and telephone numbers as notices write them, turned into plain values.

Strict: what is no date (30 February, 25 o'clock) or no amount (a rate, a foreign currency) is None, never a guess. Every
span is a character range of the text handed in. Amounts are yuan (元) as ``Decimal``; times are Beijing time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Literal

BEIJING = timezone(timedelta(hours=8))

# Full-width ASCII to half width, one character for one, so that spans hold.
_HALF = str.maketrans({wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20})


def _half(text: str) -> str:
    return text if text.isascii() else text.translate(_HALF)


# --- Chinese numerals -------------------------------------------------------------------------------------------------

_DIGITS = {
    letter: value
    for value, letters in enumerate(
        ("零〇○Ｏ", "一壹弌", "二贰貳两兩", "三叁參叄", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for letter in letters
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_NUMERAL = "零〇○一壹二贰貳两兩三叁參叄四肆五伍六陆陸七柒八捌九玖十拾百佰千仟万萬亿億"


def parse_numeral(text: str) -> int | None:
    """A whole number in Chinese numerals, small or capital (``一千零五十``, ``壹佰贰拾万``): None where the order is wrong."""
    if not text:
        return None
    above = wan = section = 0  # finished 亿, finished 万, the four places being read
    digit: int | None = None
    unit = 10000
    has_yi = has_wan = False
    for place, letter in enumerate(text):
        if letter in _DIGITS:
            value = _DIGITS[letter]
            if value == 0:
                if digit is not None and len(text) > 1:
                    return None
                if len(text) == 1:
                    return 0
                if place == 0:
                    return None
                continue
            if digit is not None:
                return None
            digit = value
        elif letter in _UNITS:
            size = _UNITS[letter]
            if size >= unit:
                return None
            if digit is None:
                if size != 10 or section:
                    return None
                digit = 1
            section += digit * size
            unit, digit = size, None
        elif letter in "万萬":
            section += digit or 0
            if not section or has_wan:
                return None
            wan, section, unit, digit, has_wan = section * 10_000, 0, 10000, None, True
        elif letter in "亿億":
            section += digit or 0
            if not (wan + section) or has_yi:
                return None
            above, wan, section, unit, digit = (wan + section) * 100_000_000, 0, 0, 10000, None
            has_yi, has_wan = True, False
        else:
            return None
    return above + wan + section + (digit or 0)


def _parse_decimal_numeral(text: str) -> Decimal | None:
    """As ``parse_numeral``, also ``拾点柒肆万``: the scale after the fraction applies to the whole."""
    head, point, tail = text.partition("点")
    if not point:
        whole = parse_numeral(text)
        return None if whole is None else Decimal(whole)
    scale = Decimal(1)
    while tail and tail[-1] in "万萬亿億":
        scale *= 10_000 if tail[-1] in "万萬" else 100_000_000
        tail = tail[:-1]
    whole = parse_numeral(head)
    if whole is None or not tail or any(letter not in _DIGITS for letter in tail):
        return None
    return (whole + Decimal("0." + "".join(str(_DIGITS[letter]) for letter in tail))) * scale


_CAPITALS = "零壹贰叁肆伍陆柒捌玖"


def _section_words(value: int) -> str:
    out, gap = "", False
    for size, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit, value = divmod(value, size)
        if digit:
            out += ("零" if gap and out else "") + _CAPITALS[digit] + name
            gap = False
        else:
            gap = True
    return out


def money_words(yuan: Decimal) -> str:
    """An amount in capital numerals (大写金额), to the fen: ``1234500`` → ``壹佰贰拾叁万肆仟伍佰元整``. Below 10¹² yuan."""
    fen = int((yuan * 100).to_integral_value())
    if fen < 0 or fen >= 10**14:
        raise ValueError("大写金额只能写 0 至 9999 亿元")
    whole, fen = divmod(fen, 100)
    out, rest = "", whole
    for size, name in ((100_000_000, "亿"), (10_000, "万"), (1, "")):
        section, rest = divmod(rest, size)
        if section:
            out += ("零" if out and section < 1000 else "") + _section_words(section) + name
        elif out and rest and not out.endswith("零"):
            out += "零"
    out = out.replace("零零", "零")
    jiao, fen = divmod(fen, 10)
    words = "" if not whole and (jiao or fen) else (out or "零") + "元"
    if jiao:
        words += _CAPITALS[jiao] + "角"
    elif fen and words:
        words += "零"
    return words + (_CAPITALS[fen] + "分" if fen else "整")


# --- money ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Money:
    """An amount (金额): ``yuan``, its span in the text, ``per`` the unit it is a price for (``年``, ``平方米``; empty for a
    plain sum) and ``words``: written in capital numerals (大写).
    """

    yuan: Decimal
    start: int
    end: int
    per: str = ""
    words: bool = False

    @property
    def normal(self) -> str:
        """Yuan as a decimal string without exponent or trailing zeros: ``1234500``, ``0.5``."""
        return decimal_text(self.yuan)


def decimal_text(value: Decimal) -> str:
    """A decimal without exponent or trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_SCALES = {
    "": Decimal(1),
    "百": Decimal(100),
    "佰": Decimal(100),
    "千": Decimal(1000),
    "仟": Decimal(1000),
    "万": Decimal(10_000),
    "萬": Decimal(10_000),
    "十万": Decimal(100_000),
    "百万": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "億": Decimal(100_000_000),
    "万亿": Decimal(1_000_000_000_000),
}
_FIGURE = r"(?:\d{1,3}(?:[,'][ ]?\d{3})+(?!\d)|\d+)(?:[\r\n]{0,2}\.\d+)?"
_GAP = r"[ \r\n]{0,4}"
_FIGURES = re.compile(
    rf"(?P<sign>人民币|RMB|CNY|[￥¥])?{_GAP}[:：]?{_GAP}(?<![\dA-Za-z])(?<!\d[.,])"
    rf"(?P<lead>(?:{_FIGURE}{_GAP}[亿万千]{_GAP}){{0,2}})(?P<figure>(?(sign)(?:\d{{1,3}}(?:[ ]\d{{3}})+(?!\d)(?:\.\d+)?|{_FIGURE})|{_FIGURE})){_GAP}"
    r"(?P<scale>万亿|亿|億|千万|百万|十万|万|萬|千|仟|百|佰)?"
    rf"{_GAP}(?P<unit>美元|欧元|日元|港元|澳元|英镑|美金|港币|欧|元|圆|人民币|RMB)?"
    r"(?P<jiao>[ ]?\d角)?(?P<fen>[ ]?\d分)?",
    re.IGNORECASE,
)
_PIECE = re.compile(rf"({_FIGURE}){_GAP}([亿万千])")
_PER = re.compile(r"[（(]?[ ]?(?:[/／]|每)[ ]?([^\s，。；、,;:：()（）/\d]{1,6})")
_WORDS = re.compile(
    rf"(?<![{_NUMERAL}])([{_NUMERAL}][{_NUMERAL} ]{{0,40}}(?:点[{_NUMERAL}]{{1,12}})?)[ ]?[元圆](?!素)([{_NUMERAL} ]{{1,3}}角)?([{_NUMERAL} ]{{1,4}}分)?[ ]?[整正]?"
)
_WORDS_SMALL = re.compile(rf"(?<![{_NUMERAL}])([{_NUMERAL}])角(?:([{_NUMERAL}])分)?[整正]?")
_FOREIGN = re.compile("美元|欧元|日元|港元|澳元|英镑|美金|港币|欧", re.IGNORECASE)
_AFTER_WAN = re.compile(r"[ ]*(?:$|[\s，。；、,;（()）】\]/+]|左右|以上|以下|以内|整|不等)")
_RATE_AFTER = re.compile(r"[ ]*(?:[%％‰]|个?百分点|折)")
_MORE_DIGITS = re.compile(r"[ ]?[\d.]\d*")
_HINT = re.compile(r"(万亿|亿|千万|百万|十万|万|千)[ ]?(?:元|圆)|[（(][ ]?(万|亿|千)[ ]?[）)]|元|￥|¥")


def unit_of(hint: str) -> Decimal | None:
    """How many yuan a bare number under this label counts: ``金额（万元）`` → 10000, ``单价(元)`` → 1, no unit → None."""
    found = _HINT.search(hint)
    if not found or _FOREIGN.search(hint):
        return None
    return _SCALES[found[1] or found[2] or ""]


_NO_FIGURE = re.compile(r"[^\d.]")


def _number(figure: str) -> Decimal:
    return Decimal(_NO_FIGURE.sub("", figure))


def find_money(text: str, hint: str = "") -> list[Money]:
    """Every amount in a text that shows by sign or unit that it is one (￥, 元, 万元, capital numerals), in order.

    ``hint``: the label the text stands under; it gives bare numbers after ￥ their unit, as in ``金额（万元）``: ``￥12.5``.
    """
    plain = _half(text)
    out: list[Money] = []
    if any(letter in plain for letter in "元圆￥¥万亿角") or any(sign in plain for sign in ("人民币", "RMB", "CNY")):
        scale_of_hint = unit_of(hint)
        for match in _FIGURES.finditer(plain):
            money = _figures(plain, match, scale_of_hint)
            if money:
                out.append(money)
    if "元" in plain or "圆" in plain:
        for match in _WORDS.finditer(plain):
            money = _words(plain, match)
            if money:
                out.append(money)
        out.sort(key=lambda money: money.start)
    return out


def _figures(plain: str, match: re.Match[str], hint: Decimal | None) -> Money | None:
    sign, scale, unit = match["sign"], match["scale"] or "", match["unit"] or ""
    if unit and _FOREIGN.fullmatch(unit):
        return None
    end = match.end()
    if not unit:
        # "￥12.5万" and "12.5万，" are amounts; "12.5万平方米" and "5千米" are not.
        end = match.end("scale") if scale else match.end("figure")
        if scale and not (sign or (scale[-1] in "万亿萬億" and _AFTER_WAN.match(plain, end))):
            return None
        if not scale and not sign:
            return None
        if _RATE_AFTER.match(plain, end) or _MORE_DIGITS.match(plain, end):
            return None
    total = _number(match["figure"]) * _SCALES[scale]
    previous = None
    for figure, size in _PIECE.findall(match["lead"]):
        if previous is not None and _SCALES[size] >= previous:
            return None
        previous = _SCALES[size]
        total += _number(figure) * previous
    if sign and not scale and not unit and hint is not None and not match["lead"]:
        total *= hint
    if unit:
        end = match.end("unit")
        for part, worth in (("jiao", Decimal("0.1")), ("fen", Decimal("0.01"))):
            if match[part]:
                total += int(match[part].strip()[0]) * worth
                end = match.end(part)
        if plain.startswith(("整", "正"), end):
            end += 1
    per = _PER.match(plain, end)
    start = match.start("sign") if sign else match.start("lead")
    return Money(total, start, end, per[1] if per and unit else "")


def _words(plain: str, match: re.Match[str]) -> Money | None:
    written = match[1].replace(" ", "")
    # "三元" or "一元" in running text is seldom a sum; capital or scaled numerals are.
    if not any(letter in "壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟百千万萬亿億零〇" for letter in written):
        return None
    total = _parse_decimal_numeral(written)
    if total is None:
        return None
    for part, worth in ((match[2], Decimal("0.1")), (match[3], Decimal("0.01"))):
        if part:
            digits = [_DIGITS[letter] for letter in part[:-1].replace(" ", "") if letter in _DIGITS]
            if not digits or any(digits[:-1]):
                return None
            total += digits[-1] * worth
    start = match.start()
    if plain.endswith("人民币", 0, start):
        start -= 3
    return Money(total, start, match.end(), words=True)


_BARE = re.compile(rf"\s*约?[ ]*(?P<figure>{_FIGURE})[ ]*(?P<scale>万|亿)?[ ]*$")


def parse_money(text: str, hint: str = "") -> Money | None:
    """The first amount in a value. A bare number counts as money too, in the unit of ``hint`` (the label), else yuan.

    None for rates (``5%``), foreign currency and words without an amount.
    """
    plain = _half(text)
    bare = _BARE.match(plain)
    if bare:
        scale = _SCALES[bare["scale"]] if bare["scale"] else unit_of(hint)
        if _FOREIGN.search(hint):
            return None
        yuan = _number(bare["figure"]) * (scale or 1)
        return Money(yuan, bare.start("figure"), bare.end("scale") if bare["scale"] else bare.end("figure"))
    found = find_money(text, hint)
    return found[0] if found else None


# --- dates and times --------------------------------------------------------------------------------------------------


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
        "".join(letter if letter.isdigit() and letter.isascii() else str(_DIGITS.get(letter, 0)) for letter in text)
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

    Also the end of a period that leaves out year or month (``2024年5月6日至10日``); dates without any year are not taken.
    """
    plain = _half(text)
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
                end = _moment(moment.day.year, month, int(tail["d"]), clock)
                if end:
                    out.append((tail.start("m") if tail["m"] else tail.start("d"), tail.end(), end))
                    at = tail.end()
    return out


def parse_moment(text: str) -> Moment | None:
    """The first date (and time) in a value; also ``20240506093000``, ISO 8601 with an offset, and a month alone."""
    plain = _half(text).strip()
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


# --- periods ----------------------------------------------------------------------------------------------------------


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
    """
    plain = _half(text)
    moments = find_moments(plain)
    if len(moments) >= 2 and _JOIN.match(plain[moments[0][1] : moments[1][0]]):
        first, last = moments[0][2], moments[1][2]
        return Range(first, last)
    rest = plain
    for start, end, _ in moments:
        rest = rest[:start] + "\0" * (end - start) + rest[end:]
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
    return Range(start=moment, end=moment) if len(moments) == 1 and not moment.has_time else Range(start=moment)


# --- telephones -------------------------------------------------------------------------------------------------------

PhoneKind = Literal["mobile", "landline", "service", "local"]

_PHONE = re.compile(
    r"(?<![0-9A-Za-z_])(?<!\d[.\-])(?:"
    r"(?:\(?\+?(?:00)?86\)?[\- ]?)?(?P<mobile>1[3-9]\d[\- ]?\d{4}[\- ]?\d{4})"
    r"|\(?(?:\+?86[\- ])?\(?(?P<area>0(?:10|2\d|[3-9]\d{2}))\)?[ ]?(?:[\-—–－~][\-—]?)?[ ]?(?P<number>[2-9]\d{6,7})"
    r"(?:[ ]?(?:-|—|转|分机|转分机)[ ]?(?P<extension>\d{1,5}))?"
    r"|(?P<service>[48]00[\- ]?\d{3}[\- ]?\d{4}|[48]00[\- ]?\d{4}[\- ]?\d{3}|[48]00-\d-\d{3}-\d{3})"
    r")(?![0-9A-Za-z_])(?!-\d{3,})"
)
_MORE = re.compile(r"[ ]?(?:[、/,，;；]|或|及|和|[ ])[ ]?(?P<number>[2-9]\d{6,7})(?![0-9A-Za-z_.\-年元])")
_LOCAL = re.compile(
    r"(?:电\s*话|热线|传\s*真|手机|联系方式|Tel|TEL)[^0-9\n]{0,6}(?P<number>[2-9]\d{6,7})(?![0-9A-Za-z_.\-年元])"
)


def find_phones(text: str) -> list[tuple[int, int, str, PhoneKind]]:
    """Every telephone number as (start, end, digits, kind), in order. ``digits``: with area code, an extension after a
    hyphen (``057188888888-8001``). ``local`` numbers lack the area code; those after a full one inherit it.
    """
    plain = _half(text)
    out: list[tuple[int, int, str, PhoneKind]] = []
    at = 0
    while match := _PHONE.search(plain, at):
        at = match.end()
        if match["mobile"]:
            out.append((match.start(), at, _only_digits(match["mobile"]), "mobile"))
        elif match["service"]:
            out.append((match.start(), at, _only_digits(match["service"]), "service"))
        else:
            extension = f"-{match['extension']}" if match["extension"] else ""
            out.append((match.start(), at, match["area"] + match["number"] + extension, "landline"))
            while more := _MORE.match(plain, at):
                at = more.end()
                out.append((more.start("number"), at, match["area"] + more["number"], "landline"))
    if "电" in plain or "联系方式" in plain or "热线" in plain or "Tel" in plain or "TEL" in plain:
        taken = [(start, end) for start, end, _, _ in out]
        for match in _LOCAL.finditer(plain):
            start, end = match.span("number")
            if not any(first < end and start < last for first, last in taken):
                out.append((start, end, match["number"], "local"))
        out.sort()
    return out


def _only_digits(text: str) -> str:
    return text.replace("-", "").replace(" ", "")
