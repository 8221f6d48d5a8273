"""Amounts in capital numerals and in figures (大小写金额): where one sum is written both ways, the two are the same.

Rounding of the figures to their last digit (72.9万元 for 柒拾贰万玖仟零贰拾伍元) is no contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.engine.checking.model import Finding, Notice
from gongkai.engine.numbers import Money, decimal_text, find_money

CHECK = "amount-words"
_CAPITAL = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟][壹贰叁肆伍陆柒捌玖拾佰仟万亿零]{0,40}[元圆]")
_BETWEEN = re.compile(
    r"^[\s（(）)：:，,；;、/]*(?:小写|大写|人民币|金额|即|合计|为|RMB|￥|¥)?[\s（(）)：:，,；;、/]*(?:小写|大写|人民币)?[\s（(）)：:￥¥]*$"
)
#: A digit and a blank before figures: the number is torn apart ("3 3 2元") and cannot be read.
_TORN = re.compile(r"\d[ ]+$")
_PROCUREMENT = "请核对后改正；投标报价大小写不一致的，以大写为准（财政部令第87号 第五十九条）。"
#: How far from capital numerals the figures are looked for.
_REACH = 60


def check(notice: Notice) -> Iterator[Finding]:
    text = notice.reading.document.text
    compared = False
    done = 0
    for match in _CAPITAL.finditer(text):
        if match.start() < done:
            continue
        left = max(done, text.rfind("\n", 0, match.start()) + 1, match.start() - _REACH)
        line_end = text.find("\n", match.end())
        right = min(line_end if line_end >= 0 else len(text), match.end() + _REACH)
        window = text[left:right]
        amounts = find_money(window)
        pair = _pair(window, amounts, match.start() - left)
        if pair is None:
            continue
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


_LAST = re.compile(r"(?:\.(\d+))?[ ]{0,4}(亿|万)?[ ]{0,4}(?:元|$)")


def _rounding(figures: str) -> Decimal:
    """One unit of the last digit of figures in 万 or 亿; a cent otherwise."""
    found = _LAST.search(figures)
    if not found or not found[2]:
        return Decimal("0.01")
    scale = Decimal(10_000) if found[2] == "万" else Decimal(100_000_000)
    return scale / Decimal(10) ** len(found[1]) / 2 if found[1] else Decimal(0)
