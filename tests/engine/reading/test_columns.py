from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader import document

from gongkai.engine.reading.builder import Block
from gongkai.engine.reading.columns import with_tables


def shape(*lines: str) -> list[str | list[list[str]]]:
    """Lines as text, tables as rows of cells."""
    return [
        one.text if isinstance(one, Block) else [[cell.joined().text for cell in row] for row in one.rows]
        for one in with_tables(lines)
    ]


TABLE = [["名次", "单位", "报价"], ["1", "甲公司", "100"], ["2", "乙公司", "200"]]


@pytest.mark.parametrize("gap", [" | ", "|", "｜", "  ", "　　", "\t", "     "])
def test_cells_parted_by_bars_tabs_or_gaps(gap: str) -> None:
    assert shape(*(gap.join(row) for row in TABLE), "说明：其他") == [TABLE, "说明：其他"]


def test_bars_at_the_edges_and_rulers_are_no_cells() -> None:
    assert shape("|名次|单位|", "|---|:--:|", "|1|甲公司|") == [[["名次", "单位"], ["1", "甲公司"]]]


@pytest.mark.parametrize(
    "lines",
    [
        ("名次  单位  报价",),
        ("名次  单位  报价", "以上为公示内容"),
        ("甲|乙",),
        ("联系人：李工  电话：0399-5550101  传真：0399-5550102", "一  二  三"),
        ("1  甲公司  100", "2  乙公司  200"),
        (),
    ],
)
def test_what_is_no_table(lines: tuple[str, ...]) -> None:
    assert shape(*lines) == list(lines)


def test_a_row_may_lack_its_last_cells() -> None:
    assert shape("名次  单位  报价  备注", "1  甲公司  100") == [
        [["名次", "单位", "报价", "备注"], ["1", "甲公司", "100", ""]]
    ]


def test_a_tab_in_a_line_is_a_gap() -> None:
    assert shape("采购人\t青禾市教育局") == ["采购人  青禾市教育局"]


def test_a_drawn_table_is_a_table_of_the_document() -> None:
    drawn = document("中标候选人如下\n名次 | 单位\n1 | 甲公司\n完")
    assert [line.text for line in drawn.lines] == ["中标候选人如下", "名次\t单位", "1\t甲公司", "完"]
    assert [line.table for line in drawn.lines] == [-1, 0, 0, -1]


@given(st.lists(st.text(alphabet="甲乙1 　\t|｜-：x", max_size=30), max_size=12))
def test_no_character_of_a_cell_is_lost(lines: list[str]) -> None:
    def letters(text: str) -> str:
        return "".join(char for char in text if char in "甲乙1x")

    out = "".join(one if isinstance(one, str) else "".join("".join(row) for row in one) for one in shape(*lines))
    assert letters(out) == letters("".join(lines))
