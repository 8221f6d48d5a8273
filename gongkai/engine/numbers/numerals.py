"""Whole numbers and decimals in Chinese numerals (数字), small and capital."""

from __future__ import annotations

from decimal import Decimal

# Full-width ASCII to half width, one character for one, so that spans hold.
_HALF = str.maketrans({wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20})


def half_width(text: str) -> str:
    """Full-width ASCII made half width, character for character."""
    return text if text.isascii() else text.translate(_HALF)


DIGITS = {
    letter: value
    for value, letters in enumerate(
        ("零〇○Ｏ", "一壹弌", "二贰貳两兩", "三叁參叄", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for letter in letters
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
NUMERAL = "零〇○一壹二贰貳两兩三叁參叄四肆五伍六陆陸七柒八捌九玖十拾百佰千仟万萬亿億"


def parse_numeral(text: str) -> int | None:
    """A whole number in Chinese numerals, small or capital (``一千零五十``, ``壹佰贰拾万``): None where the order is wrong."""
    if not text:
        return None
    above = wan = section = 0  # finished 亿, finished 万, the four places being read
    digit: int | None = None
    unit = 10000
    has_yi = has_wan = False
    for place, letter in enumerate(text):
        if letter in DIGITS:
            value = DIGITS[letter]
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


def parse_decimal_numeral(text: str) -> Decimal | None:
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
    if whole is None or not tail or any(letter not in DIGITS for letter in tail):
        return None
    return (whole + Decimal("0." + "".join(str(DIGITS[letter]) for letter in tail))) * scale
