from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader import document, labelled, lexicon

from gongkai.engine.reading.pairs import Pair, body_end, heading_level, pairs_of, split_inline


def pairs(body: str) -> list[Pair]:
    return pairs_of(document(body), lexicon())


def table(*rows: str) -> str:
    """A table of HTML: cells parted by ``|``; ``甲*2`` spans two columns, ``甲^2`` two rows."""
    out = []
    for row in rows:
        cells = []
        for cell in row.split("|"):
            text, _, across = cell.partition("*")
            text, _, down = text.partition("^")
            cells.append(f'<td colspan="{across or 1}" rowspan="{down or 1}">{text}</td>')
        out.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(out)}</table>"


# --- running text ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "level", "words"),
    [
        ("一、项目概况", 2, "项目概况"),
        ("（一）采购人", 3, "采购人"),
        ("1.采购人", 4, "采购人"),
        ("1.2 采购人", 5, "采购人"),
        ("（1）采购人", 6, "采购人"),
        ("第三章 评标办法", 1, "评标办法"),
        ("采购人", 0, "采购人"),
        ("2024年5月6日", 0, "2024年5月6日"),
        ("1.5万元", 0, "1.5万元"),
        ("一、", 0, "一、"),
        ("", 0, ""),
    ],
)
def test_numbering_gives_a_line_its_level(line: str, level: int, words: str) -> None:
    own, start = heading_level(line)
    assert own == level
    assert line[start:] == words


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("项目编号：QH-1", [("项目编号", "QH-1")]),
        ("项目名称：课桌采购  项目编号：QH-1", [("项目名称", "课桌采购"), ("项目编号", "QH-1")]),
        (
            "招标人：甲局 联系人：李工 电话：0399-5550101",
            [("招标人", "甲局"), ("联系人", "李工"), ("电话", "0399-5550101")],
        ),
        ("招标人:甲局，联系人:李工", [("招标人", "甲局，"), ("联系人", "李工")]),
        # times of day and addresses of sites hold colons of their own
        ("时间：上午9:00至11:30", [("时间", "上午9:00至11:30")]),
        ("网址：http://a.example/b", [("网址", "http://a.example/b")]),
        ("没有标签的一句话。", []),
        ("：", []),
        ("", []),
    ],
)
def test_labels_and_values_of_a_line(line: str, expected: list[tuple[str, str]]) -> None:
    found = split_inline(line, lexicon())
    assert [(raw.strip(), line[start:end].strip()) for raw, start, end in found] == expected


def test_a_value_stands_below_its_label() -> None:
    assert labelled("采购人\n青禾市教育局\n预算金额（万元）\n860\n开标地点\n政务路1号") == [
        ("采购人", "青禾市教育局"),
        ("预算金额（万元）", "860"),
        ("开标地点", "政务路1号"),
    ]


def test_a_value_stands_below_a_label_with_a_colon() -> None:
    assert labelled("采购人：\n青禾市教育局\n项目编号：\nQH-1") == [("采购人", "青禾市教育局"), ("项目编号", "QH-1")]


def test_the_unit_of_a_label_goes_with_its_value() -> None:
    (pair,) = pairs("预算金额（万元）：860")
    assert (pair.value, pair.unit) == ("860", "万元")


def test_several_heads_one_a_line_and_their_rows_below() -> None:
    found = pairs("包号\n供应商名称\n中标金额\n1\n甲有限公司\n100元\n2\n乙有限公司\n200元\n")
    assert [(pair.label, pair.value, pair.record) for pair in found] == [
        ("包号", "1", 0),
        ("供应商名称", "甲有限公司", 0),
        ("中标金额", "100元", 0),
        ("包号", "2", 1),
        ("供应商名称", "乙有限公司", 1),
        ("中标金额", "200元", 1),
    ]


def test_a_numbered_section_answers_its_heading() -> None:
    found = pairs(
        "一、项目基本情况\n项目编号：QH-1\n二、申请人的资格要求：\n1.满足政府采购法第二十二条规定；\n2.具有经营许可证。\n"
        "三、获取招标文件\n时间：2024年3月12日至2024年3月18日"
    )
    assert [(pair.label, pair.value, pair.headings) for pair in found] == [
        ("项目编号", "QH-1", ("项目基本情况",)),
        ("申请人的资格要求", "1.满足政府采购法第二十二条规定；", ("申请人的资格要求",)),
        ("申请人的资格要求", "2.具有经营许可证。", ("申请人的资格要求",)),
        ("时间", "2024年3月12日至2024年3月18日", ("获取招标文件",)),
    ]


def test_deeper_headings_hold_until_one_as_high() -> None:
    found = pairs("七、联系方式\n1.采购人信息\n名称：甲局\n2.采购代理机构信息\n名称：乙公司\n八、其他\n名称：丙")
    assert [pair.headings for pair in found] == [
        ("联系方式", "采购人信息"),
        ("联系方式", "采购代理机构信息"),
        ("其他",),
    ]


def test_words_and_gaps_that_stand_for_a_colon() -> None:
    assert labelled("计划工期为420日历天\n发包人  青禾市建设局") == [
        ("计划工期", "420日历天"),
        ("发包人", "青禾市建设局"),
    ]


def test_labels_glued_to_their_values() -> None:
    body = "项目名称青禾市道路工程\n项目编号QH-2024-1\n预算金额（万元）100\n招标代理机构云岭招标有限公司"
    assert labelled(body) == [
        ("项目名称", "青禾市道路工程"),
        ("项目编号", "QH-2024-1"),
        ("预算金额（万元）", "100"),
        ("招标代理机构", "云岭招标有限公司"),
    ]


def test_parties_written_side_by_side_keep_their_column() -> None:
    found = pairs("招标人：甲局    招标代理机构：乙公司\n联系人：李工    联系人：王工")
    assert [(pair.label, pair.value, pair.column) for pair in found] == [
        ("招标人", "甲局", 0),
        ("招标代理机构", "乙公司", 1),
        ("联系人", "李工", 0),
        ("联系人", "王工", 1),
    ]


def test_lists_of_other_notices_are_no_part_of_it() -> None:
    body = "项目编号：QH-1\n采购人：甲局\n预算金额：5万元\n完。\n上一篇：其他\n采购人：丙局采购公告\n项目编号：QH-9"
    read = document(body)
    assert labelled(body) == [("项目编号", "QH-1"), ("采购人", "甲局"), ("预算金额", "5万元")]
    assert read.text[: body_end(read)].endswith("完。\n")


# --- tables ------------------------------------------------------------------------------------------------------------


def test_labels_and_values_beside_each_other() -> None:
    body = table("采购人|甲局|联系人|李工", "预算金额|10万元*3")
    assert labelled(body) == [("采购人", "甲局"), ("联系人", "李工"), ("预算金额", "10万元")]


def test_a_value_that_spans_rows_is_one_value() -> None:
    found = pairs(table("采购人^2|甲局^2|联系人|李工", "电话|0399-5550101"))
    assert {(pair.label, pair.value, pair.start) for pair in found} == {
        ("采购人", "甲局", 4),
        ("联系人", "李工", 11),
        ("电话", "0399-5550101", 17),
    }


def test_a_head_over_its_columns() -> None:
    found = pairs(
        table("排名|中标候选人|投标报价（元）|项目经理", "1|甲有限公司|100.00|张三", "2|乙有限公司|110.00|李四")
    )
    assert [(pair.label, pair.value, pair.record, pair.unit) for pair in found] == [
        ("排名", "1", 0, ""),
        ("中标候选人", "甲有限公司", 0, ""),
        ("投标报价（元）", "100.00", 0, "元"),
        ("项目经理", "张三", 0, ""),
        ("排名", "2", 1, ""),
        ("中标候选人", "乙有限公司", 1, ""),
        ("投标报价（元）", "110.00", 1, "元"),
        ("项目经理", "李四", 1, ""),
    ]


def test_the_second_row_of_a_head_names_the_columns() -> None:
    found = labelled(table("序号^2|中标候选人^2|投标情况*2", "投标报价（万元）|项目经理", "1|甲有限公司|100|张三"))
    assert found[-3:] == [
        ("中标候选人", "甲有限公司"),
        ("投标报价（万元）", "100"),
        ("项目经理", "张三"),
    ]


def test_a_merged_cell_holds_for_each_of_its_rows() -> None:
    found = labelled(table("标段|中标人|中标价（元）", "一标段^2|甲有限公司|100", "乙有限公司|200"))
    assert [value for label, value in found if label == "中标人"] == ["甲有限公司", "乙有限公司"]
    assert [value for label, value in found if label == "标段"] == ["一标段", "一标段"]


def test_a_column_for_each_candidate() -> None:
    found = pairs(table("名次|第一名|第二名", "中标候选人|甲有限公司|乙有限公司", "投标报价|100元|110元"))
    assert [(pair.label, pair.value, pair.record) for pair in found] == [
        ("中标候选人", "甲有限公司", 0),
        ("中标候选人", "乙有限公司", 1),
        ("投标报价", "100元", 0),
        ("投标报价", "110元", 1),
    ]


def test_parties_side_by_side_in_a_table_keep_their_column() -> None:
    found = pairs(table("招标人|甲局|招标代理机构|乙公司", "电话|0399-5550101|电话|0399-5550102"))
    assert [(pair.label, pair.value, pair.column) for pair in found] == [
        ("招标人", "甲局", 0),
        ("招标代理机构", "乙公司", 2),
        ("电话", "0399-5550101", 0),
        ("电话", "0399-5550102", 2),
    ]


def test_in_a_list_of_staff_the_post_is_the_label() -> None:
    found = labelled(table("职务|姓名|证书编号", "项目经理|张三|云1530001", "安全员|李四|云C001"))
    assert ("项目经理", "张三") in found
    assert all(value not in ("李四", "云C001") for _, value in found)


def test_bars_draw_a_table() -> None:
    found = labelled("中标候选人 | 投标报价（元） | 工期\n甲有限公司 | 100 | 30天\n乙有限公司 | 110 | 40天")
    assert found == [
        ("中标候选人", "甲有限公司"),
        ("投标报价（元）", "100"),
        ("工期", "30天"),
        ("中标候选人", "乙有限公司"),
        ("投标报价（元）", "110"),
        ("工期", "40天"),
    ]


def test_labels_inside_a_cell() -> None:
    assert labelled(table("采购人|甲局", "联系人：李工 电话：0399-5550101*2")) == [
        ("采购人", "甲局"),
        ("联系人", "李工"),
        ("电话", "0399-5550101"),
    ]


# --- whatever comes ----------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["采购人", "预算金额（万元）", "名称", "：", ":", "\n", "\t", " | ", "  ", "一、", "1.", "（一）", "甲有限公司", "100", "。", "第一名", "职务", "上一篇"]
)  # fmt: skip


@given(st.lists(PIECES | st.characters(), max_size=60).map("".join))
def test_every_value_stands_where_its_pair_says(body: str) -> None:
    read = document("字" + body)
    for pair in pairs_of(read, lexicon()):
        assert read.text[pair.start : pair.end] == pair.value
        assert pair.label == pair.label.strip()


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["采购人", "名称", "甲有限公司", "", "100", "第一名", "职务", "姓名*2", "项目经理^2", "序号^3"]
            ),
            min_size=1,
            max_size=5,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_every_cell_stands_where_its_pair_says(rows: list[list[str]]) -> None:
    read = document(table(*("|".join(row) for row in rows)))
    for pair in pairs_of(read, lexicon()):
        assert read.text[pair.start : pair.end] == pair.value


@pytest.mark.parametrize(
    "body",
    [
        "：" * 50_000,
        "采购人：" * 3000,
        "一、" * 3000,
        "采购人\n" * 3000,
        "名称  " * 3000,
        "(" * 5000,
        "采购人" * 3000,
        "|" * 5000,
        "甲|" * 3000 + "\n" + "乙|" * 3000,
        "1.1.1.1" * 1000,
        "公告" * 3000,
        table(*["采购人|甲"] * 500),
        table("|".join(["采购人"] * 200), "|".join(["甲局"] * 200)),
        table(*["采购人^90|甲*90"] * 20),
    ],
)
def test_hostile_text_is_read_to_its_end(body: str) -> None:
    read = document(body)
    found = pairs_of(read, lexicon())
    assert len(found) <= len(read.text) + 1
    assert all(read.text[pair.start : pair.end] == pair.value for pair in found)
