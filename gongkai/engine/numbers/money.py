"""Amounts (金额) in figures and in capital numerals, as yuan (元)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from gongkai.engine.numbers.numerals import DIGITS, NUMERAL, half_width, parse_decimal_numeral


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
    rf"(?<![{NUMERAL}])([{NUMERAL}][{NUMERAL} ]{{0,40}}(?:点[{NUMERAL}]{{1,12}})?)[ ]?[元圆](?!素)([{NUMERAL} ]{{1,3}}角)?([{NUMERAL} ]{{1,4}}分)?[ ]?[整正]?"
)
_CAPITAL_DIGIT = "[壹贰貳叁參叄肆伍陆陸柒捌玖]"
# Less than one yuan: 伍角整, 伍角陆分, 伍分. Fen alone could be points in running text (伍分以上): nothing but marks beside it.
_WORDS_SMALL = re.compile(
    rf"(?<![{NUMERAL}点元圆])(?:(?P<jiao>{_CAPITAL_DIGIT})[ ]?角(?:[ ]?零?(?P<fen>{_CAPITAL_DIGIT})[ ]?分)?[ ]?[整正]?"
    rf"|(?:(?<![\u4e00-\u9fff])|(?<=人民币)|(?<=大写))零?(?P<only>{_CAPITAL_DIGIT})分[整正]?(?![\u4e00-\u9fff]))"
)
_FOREIGN = re.compile("美元|欧元|日元|港元|澳元|英镑|美金|港币|欧", re.IGNORECASE)
_AFTER_WAN = re.compile(r"[ ]*(?:$|[\s，。；、,;（()）】\]/+]|左右|以上|以下|以内|整|不等)")
_RATE_AFTER = re.compile(r"[ ]*(?:[%％‰]|个?百分点|折)")
# ￥12,34: commas not in threes, so that nobody can say what is meant; ￥500,2024年 is a sum and a date.
_MORE_GROUPS = re.compile(r"[,'](?P<first>\d)[\d,']*(?:\.\d+)?[ ]?(?P<after>[年月日号天个])?")
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
    plain = half_width(text)
    out: list[Money] = []
    if any(letter in plain for letter in "元圆￥¥万亿角") or any(sign in plain for sign in ("人民币", "RMB", "CNY")):
        scale_of_hint = unit_of(hint)
        for match in _FIGURES.finditer(plain):
            money = _figures(plain, match, scale_of_hint, text)
            if money:
                out.append(money)
    if any(letter in plain for letter in "元圆角分"):
        taken: set[int] = set()  # places that belong to a sum with yuan: 壹元 伍角
        for match in _WORDS.finditer(plain):
            money = _words(plain, match)
            taken.update(range(*match.span()))
            if money:
                out.append(money)
        out.extend(_small_words(plain, match) for match in _WORDS_SMALL.finditer(plain) if match.start() not in taken)
        out.sort(key=lambda money: money.start)
    return out


def _ill_grouped(plain: str, end: int, text: str) -> bool:
    """Whether figures go on after a comma (12,34). A full-width comma after half-width figures parts two things."""
    more = _MORE_GROUPS.match(plain, end)
    return bool(more) and not more["after"] and (text[end] != "，" or not text[end - 1].isascii())  # type: ignore[index]


def _figures(plain: str, match: re.Match[str], hint: Decimal | None, text: str) -> Money | None:
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
        if not scale and _ill_grouped(plain, end, text):
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
    total = parse_decimal_numeral(written)
    if total is None:
        return None
    for part, worth in ((match[2], Decimal("0.1")), (match[3], Decimal("0.01"))):
        if part:
            digits = [DIGITS[letter] for letter in part[:-1].replace(" ", "") if letter in DIGITS]
            if not digits or any(digits[:-1]):
                return None
            total += digits[-1] * worth
    start = match.start()
    if plain.endswith("人民币", 0, start):
        start -= 3
    return Money(total, start, match.end(), words=True)


def _small_words(plain: str, match: re.Match[str]) -> Money:
    """Jiao and fen without yuan."""
    fen = match["fen"] or match["only"]
    total = (DIGITS[match["jiao"]] * Decimal("0.1") if match["jiao"] else Decimal(0)) + (
        DIGITS[fen] * Decimal("0.01") if fen else Decimal(0)
    )
    start = match.start()
    if plain.endswith("人民币", 0, start):
        start -= 3
    return Money(total, start, match.end(), words=True)


# What stands before an amount in a value of its own: -5万元, 负5万元, ￥-5万元.
_SIGN = re.compile(
    r"(?P<head>.*?)(?P<space>[ ]*)(?P<sign>[负\-−—–])(?P<gap>[ ]*)(?:[￥¥]|人民币|RMB|CNY)?$", re.DOTALL | re.IGNORECASE
)
_CURRENCY_BEFORE = re.compile(r"(?:[￥¥]|人民币|RMB|CNY)$", re.IGNORECASE)


def _signed(plain: str, money: Money) -> Money | None:
    """An amount with the sign before it: below zero where the sign opens the value or follows its label and touches the
    figures. A dash between words or figures is none (10-20万元, 一标段-5万元). None where that is not clear (至-5万元, - 5万元).
    """
    found = _SIGN.match(plain[max(0, money.start - 40) : money.start])
    if not found:
        return money
    head, sign = _CURRENCY_BEFORE.sub("", found["head"].rstrip()).rstrip(), found["sign"]
    if not head or head[-1] in ":=":
        if sign in "—–" or found["gap"]:
            return None
        return replace(money, yuan=-money.yuan, start=money.start - 1)
    if sign != "负" and (head[-1] in "至到约~" or (found["space"] and not found["gap"])):
        return None
    return money


_BARE = re.compile(rf"\s*约?[ ]*(?P<figure>{_FIGURE})[ ]*(?P<scale>万|亿)?[ ]*$")


def parse_money(text: str, hint: str = "") -> Money | None:
    """The first amount in a value. A bare number counts as money too, in the unit of ``hint`` (the label), else yuan.

    ``-5万元`` and ``负5万元`` are below zero. None for rates (``5%``), foreign currency, words without an amount, and signs or
    commas that leave open what is meant (``至-5万元``, ``￥12,34元``).
    """
    plain = half_width(text)
    bare = _BARE.match(plain)
    if bare:
        scale = _SCALES[bare["scale"]] if bare["scale"] else unit_of(hint)
        if _FOREIGN.search(hint):
            return None
        yuan = _number(bare["figure"]) * (scale or 1)
        return Money(yuan, bare.start("figure"), bare.end("scale") if bare["scale"] else bare.end("figure"))
    found = find_money(text, hint)
    return _signed(plain, found[0]) if found else None


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
