"""Sums written in capital numerals on one line and in figures on the next, and texts made of capital numerals."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from gongkai.engine.checking import Finding, amount_words
from gongkai.engine.checking.model import Notice
from gongkai.engine.codes import Outcome
from tests.engine.checking.conftest import CATALOGUE, DEADLINES, reading

PASS, FAIL, NOT = Outcome.PASS, Outcome.FAIL, Outcome.NOT_APPLICABLE
Run = Callable[..., list[Finding]]
WORDS = "壹佰贰拾叁万肆仟陆佰元整"


def test_figures_and_words_on_two_lines_that_differ_fail_with_the_gap(run: Run) -> None:
    text = f"中标价（小写）：1234500元\n中标价（大写）：{WORDS}"
    (found,) = run("amount-words", "construction.award", text)
    assert found.outcome is FAIL
    assert found.reason == f"大小写金额不一致：“{WORDS}”与“1234500元”，相差 100 元。"
    assert found.span == (text.index("1234500"), len(text))


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        (f"中标价（小写）：1234600元\n中标价（大写）：{WORDS}", [PASS]),
        (f"中标价（大写）：{WORDS}\n中标价（小写）：1234500元", [FAIL]),
        (f"中标价（小写）\t1234500元\n中标价（大写）\t{WORDS}", [FAIL]),
        (f"中标价（小写，元）\t1234600\n中标价（大写）\t{WORDS}", [PASS]),
        (f"中标价（小写，万元）\t123.46\n中标价（大写）\t{WORDS}", [PASS]),
        (f"1、中标价：1234500元；\n2、中标价（大写）：人民币{WORDS}。", [FAIL]),
        (f"小写：￥1234600.00\n大写：{WORDS}", [PASS]),
        ("报价（小写）：0.6元\n报价（大写）：伍角整", [FAIL]),
        (f"甲报价（小写）：1元\n甲报价（大写）：壹元整\n乙报价（小写）：1元\n乙报价（大写）：{WORDS}", [PASS, FAIL]),
        # another sum, or nobody says that it is the same
        (f"最高限价（小写）：1300000元\n中标价（大写）：{WORDS}", [NOT]),
        (f"最高限价：1300000元\n大写：{WORDS}", [NOT]),
        (f"中标价（小写）：1234500元\n\n其他内容\n中标价（大写）：{WORDS}", [NOT]),
        (f"中标价（小写）：1234500\n中标价（大写）：{WORDS}", [NOT]),
        (f"单价（小写）：12元/平方米\n单价（大写）：{WORDS}", [NOT]),
        (f"中标价（小写）：1300000元，其中暂列金50000元\n中标价（大写）：{WORDS}", [NOT]),
    ],
)
def test_neighbouring_lines(run: Run, text: str, outcomes: list[Outcome]) -> None:
    assert [found.outcome for found in run("amount-words", "construction.award", text)] == outcomes


@pytest.mark.parametrize("part", ["经第1名壹元", "壹元\n", "大写：壹元\n", "壹角", "壹元1元"])
def test_a_long_text_of_capital_numerals_is_done_at_once(part: str) -> None:
    notice = Notice(reading("construction.award", part * (60_000 // len(part))), CATALOGUE, DEADLINES, ())
    before = time.perf_counter()
    findings = list(amount_words.check(notice))
    assert findings
    assert time.perf_counter() - before < 10


def test_a_pair_behind_many_lone_amounts_is_still_compared_up_to_two_hundred(run: Run) -> None:
    pair = "壹佰元整（￥101元）"
    assert [found.outcome for found in run("amount-words", "construction.award", "壹元；\n" * 199 + pair)] == [FAIL]
    assert [found.outcome for found in run("amount-words", "construction.award", "壹元；\n" * 200 + pair)] == [NOT]
