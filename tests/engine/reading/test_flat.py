from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from reader import elements

from gongkai.engine.reading.flat import is_flattened, one_cell_a_line

FLATTENED = """一、中标信息
|
供应商名称
|
中标金额
|
甲有限
公司
|
100元
|
二路
|"""


def test_cells_between_bars_on_their_own_lines() -> None:
    assert is_flattened(FLATTENED)
    assert one_cell_a_line(FLATTENED).split("\n") == [
        "一、中标信息",
        "供应商名称",
        "中标金额",
        "甲有限公司",
        "100元",
        "二路",
    ]


def test_sentences_of_a_cell_stay_lines() -> None:
    text = "甲\n|\n一、须独立承担民事责任；\n二、须有资质。\n|\n乙"
    assert one_cell_a_line(text) == "甲\n一、须独立承担民事责任；\n二、须有资质。\n乙"


def test_a_few_bars_are_no_table() -> None:
    assert not is_flattened("")
    assert not is_flattened("首页 | 公告 | 正文")
    assert not is_flattened("甲|乙|丙|丁|戊|己|庚|辛")
    assert not is_flattened("甲\n|\n乙\n|\n丙")


def test_a_flattened_list_is_read_down_its_cells() -> None:
    body = "项目编号\n|\nQH-2024-001\n|\n采购人\n|\n青禾市教育局\n|\n预算金额\n|\n12.5万元\n|\n完"
    found = elements("procurement", "tender", f"{body}\n|")
    assert found["project.code"] == ["QH-2024-001"]
    assert found["buyer"] == ["青禾市教育局"]
    assert found["budget"] == ["12.5万元"]


@given(st.text(alphabet="甲乙 \t\n|：。1", max_size=200))
def test_nothing_but_bars_and_blanks_is_lost(text: str) -> None:
    def letters(given: str) -> str:
        return "".join(char for char in given if char not in " \t\n|")

    assert letters(one_cell_a_line(text)) == letters(text)
    assert is_flattened(text) in (True, False)
