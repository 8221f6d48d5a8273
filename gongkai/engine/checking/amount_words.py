"""Amounts in capital numerals and in figures (大小写金额): where one sum is written both ways, the two are the same.

Rounding of the figures to their last digit (72.9万元 for 柒拾贰万玖仟零贰拾伍元) is no contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from gongkai.engine.checking.model import Finding, Notice
from gongkai.engine.numbers import Money, decimal_text, find_money, parse_money, unit_of

CHECK = "amount-words"
_CAPITAL = re.compile(
    "[壹贰叁肆伍陆柒捌玖拾佰仟][壹贰叁肆伍陆柒捌玖拾佰仟万亿零]{0,40}[元圆]|(?<![元圆零角壹贰叁肆伍陆柒捌玖拾佰仟万亿])[壹贰叁肆伍陆柒捌玖][角分]"
)
_BETWEEN = re.compile(
    r"^[\s（(）)：:，,；;、/]*(?:小写|大写|人民币|金额|即|合计|为|RMB|￥|¥)?[\s（(）)：:，,；;、/]*(?:小写|大写|人民币)?[\s（(）)：:￥¥]*$"
)
#: A digit and a blank before figures: the number is torn apart ("3 3 2元") and cannot be read.
_TORN = re.compile(r"\d[ ]+$")
_PROCUREMENT = "请核对后改正；投标报价大小写不一致的，以大写为准（财政部令第87号 第五十九条）。"
#: How far from capital numerals the figures are looked for.
_REACH = 60
#: After so many capital amounts in a row without figures beside them, the text is no notice that writes sums both ways.
_ENOUGH = 200
#: The longest line that is only a label and its amount.
_LINE = 120
_NUMBERED = re.compile(r"^[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[）).、．]")
_WAY = re.compile(r"大写|小写")
_MARKS = re.compile(r"[\s（()）：:，,；;、/￥¥]|万?元|人民币|RMB")
_REST = re.compile(r"^[\s）)。；;，,、]*$")


def check(notice: Notice) -> Iterator[Finding]:
    text = notice.reading.document.text
    compared = False
    done = 0
    alone = 0
    for match in _CAPITAL.finditer(text):
        if match.start() < done:
            continue
        if alone >= _ENOUGH:
            break
        near = max(done, match.start() - _REACH)
        left = max(near, text.rfind("\n", near, match.start()) + 1)
        far = min(len(text), match.end() + _REACH)
        line_end = text.find("\n", match.end(), far)
        right = line_end if line_end >= 0 else far
        window = text[left:right]
        pair = _pair(window, find_money(window), match.start() - left)
        if pair is None:
            pair = _neighbours(text, match.start(), done)
            left, window = 0, text
        if pair is None:
            alone += 1
            continue
        alone = 0
        words, figures = pair
        done = left + max(words.end, figures.end)
        compared = True
        span = (left + min(words.start, figures.start), done)
        said = f"“{window[words.start : words.end]}”与“{window[figures.start : figures.end]}”"
        if abs(words.yuan - figures.yuan) <= _rounding(window[figures.start : figures.end]):
            yield notice.passed(CHECK, f"大小写金额一致：{said}。", span=span)
        else:
            gap = decimal_text(abs(words.yuan - figures.yuan))
            yield notice.failed(
                CHECK,
                f"大小写金额不一致：{said}，相差 {gap} 元。",
                remedy=_PROCUREMENT if notice.reading.field == "procurement" else "请核对后改正。",
                span=span,
            )
    if not compared:
        yield notice.unfit(CHECK, "没有同时用大写和小写写的金额。")


def _pair(window: str, amounts: list[Money], at: int) -> tuple[Money, Money] | None:
    """The capital amount at a place and the figures next to it, after it before those before it."""
    index = next((i for i, money in enumerate(amounts) if money.words and money.start <= at < money.end), None)
    if index is None:
        return None
    words = amounts[index]
    for neighbour in (index + 1, index - 1):
        if 0 <= neighbour < len(amounts) and not amounts[neighbour].words and not amounts[neighbour].per:
            figures = amounts[neighbour]
            if _TORN.search(window[: figures.start]):
                return None
            first, second = sorted((words, figures), key=lambda money: money.start)
            if _BETWEEN.match(window[first.end : second.start]):
                return words, figures
    return None


def _line(text: str, at: int) -> tuple[int, int] | None:
    """Start and end of the line around a place; None where it is long."""
    first, last = max(0, at - _LINE), min(len(text), at + _LINE)
    start = text.rfind("\n", first, at) + 1
    end = text.find("\n", at, last)
    if (not start and first) or (end < 0 and last < len(text)):
        return None
    return start, end if end >= 0 else len(text)


def _labelled(text: str, span: tuple[int, int]) -> tuple[str, str, Money] | None:
    """A line that is a label and one amount: its stem (中标价), how it says the amount is written (大写, 小写 or empty), and the
    amount with its place in the whole text.
    """
    start, end = span
    line = text[start:end]
    found = find_money(line)
    if len(found) == 1:
        money = found[0]
    elif not found:
        cut = max(line.rfind(mark) for mark in "：:\t") + 1
        if not cut or unit_of(line[:cut]) is None:
            return None
        bare = parse_money(line[cut:], line[:cut])
        if bare is None:
            return None
        money = replace(bare, start=bare.start + cut, end=bare.end + cut)
    else:
        return None
    label = _NUMBERED.sub("", line[: money.start].strip())
    if money.per or len(label) > 40 or any(letter.isdigit() for letter in label) or not _REST.match(line[money.end :]):
        return None
    ways = set(_WAY.findall(label))
    if len(ways) > 1:
        return None
    stem = _MARKS.sub("", _WAY.sub("", label))
    return stem, ways.pop() if ways else "", replace(money, start=start + money.start, end=start + money.end)


def _neighbours(text: str, at: int, done: int) -> tuple[Money, Money] | None:
    """The capital amount at a place under 大写 and the figures under the same label on the line above or below; above first.
    Figures not labelled 小写 count where both labels name the same thing.
    """
    here = _line(text, at)
    if here is None or here[0] < done:
        return None
    own = _labelled(text, here)
    if own is None or own[1] != "大写" or not own[2].words:
        return None
    for place in (here[0] - 1, here[1] + 1):
        if not 0 <= place < len(text):
            continue
        there = _line(text, place)
        if there is None or there[0] < done:
            continue
        other = _labelled(text, there)
        if other is None or other[2].words or other[1] == "大写":
            continue
        if other[0] == own[0] if other[0] and own[0] else other[1] == "小写":
            return own[2], other[2]
    return None


_LAST = re.compile(r"(?:\.(\d+))?[ ]{0,4}(亿|万)?[ ]{0,4}(?:元|$)")


def _rounding(figures: str) -> Decimal:
    """One unit of the last digit of figures in 万 or 亿; a cent otherwise."""
    found = _LAST.search(figures)
    if not found or not found[2]:
        return Decimal("0.01")
    scale = Decimal(10_000) if found[2] == "万" else Decimal(100_000_000)
    return scale / Decimal(10) ** len(found[1]) / 2 if found[1] else Decimal(0)
