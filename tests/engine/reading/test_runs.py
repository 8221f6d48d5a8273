"""Tables whose cells stand a line each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader import document, elements

from gongkai.engine.reading.runs import run_at


def rows(text: str) -> tuple[tuple[str, ...], list[list[str]], int] | None:
    run = run_at(document(text).lines, 0)
    return (run.heads, [[line.text for line in row] for row in run.rows], run.end) if run else None


def test_rows_are_told_apart_by_their_numbers() -> None:
    text = "序号\n标的名称\n成交价\n1\n甲楼\n5万元\n2\n乙楼\n6万元\n公示期三日。"
    assert rows(text) == (("序号", "标的名称", "成交价"), [["1", "甲楼", "5万元"], ["2", "乙楼", "6万元"]], 9)


def test_an_empty_last_column_leaves_no_line() -> None:
    text = "序号\n标段名称\n估算价\n备注\n1\n施工\n5万元\n2\n监理\n6万元"
    assert rows(text) == (("序号", "标段名称", "估算价"), [["1", "施工", "5万元"], ["2", "监理", "6万元"]], 10)


@pytest.mark.parametrize(
    "text",
    [
        "序号\n名称\n价格\n1\n甲楼\n5万元",  # one row proves no distance
        "序号\n名称：甲\n价格\n1\n甲楼\n5万元\n2\n乙楼\n6万元",  # a value among the heads
        "序号\n名称\n价格\n3\n甲楼\n5万元\n4\n乙楼\n6万元",  # rows begin with 1
        "名称\n价格\n1\n甲楼\n2\n乙楼",
        "序号\n1\n2\n3",
        "序号",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert rows(text) is None


@given(
    st.lists(
        st.sampled_from(["序号", "名称", "1", "2", "3", "01", "甲", "备注", "5万元", "第1包", "：", "说明。"]),
        max_size=30,
    )
)
def test_rows_are_as_wide_as_their_heads_and_lie_in_the_text(cells: list[str]) -> None:
    lines = document("\n".join(cells)).lines
    for index in range(len(lines)):
        run = run_at(lines, index)
        if run is not None:
            assert {len(row) for row in run.rows} == {len(run.heads)}
            assert index < run.end <= len(lines)


def test_their_cells_answer_the_heads() -> None:
    text = "评标情况\n排名\n中标候选人\n投标报价\n1\n甲有限公司\n100万元\n2\n乙有限公司\n110万元"
    found = elements("construction", "candidates", text)
    assert found["candidates"] == ["甲有限公司", "乙有限公司"]
    assert found["candidate.price"] == ["100万元", "110万元"]
