"""The catalogue in the columns of the official form: sentences from data, CSV and workbook that open safely."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from gongkai.engine.catalogue import (
    COLUMNS,
    ROW_COLUMNS,
    catalogue_table,
    export,
    rows_table,
    safe_cell,
    to_csv,
    to_xlsx,
)
from gongkai.engine.packs.load import load_catalogue, load_pack
from gongkai.engine.packs.views import printed_rows

DAY = date(2024, 1, 1)


def line(pack: str, item: str, day: date = DAY, lang: str = "zh") -> dict[str, str]:
    catalogue = load_catalogue(pack)
    header, lines = catalogue_table(catalogue, as_of=day, lang=lang)  # type: ignore[arg-type]
    return dict(zip(header, lines[list(catalogue.items).index(item)], strict=True))


def test_the_columns_are_those_of_the_official_form():
    assert COLUMNS["zh"] == (
        "序号",
        "公开事项（一级）",
        "公开事项（二级）",
        "公开内容（要素）",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道和载体",
        "公开对象",
        "公开方式",
        "公开层级",
    )


def test_a_line_is_made_of_sentences():
    found = line("cn-hl-tongjiang", "procurement.budget")
    assert found["公开事项（一级）"] == "政府采购"
    assert found["公开事项（二级）"] == "采购项目预算金额"
    assert found["公开内容（要素）"].split("。")[0] == "预算金额"
    assert found["公开时限"].split("；")[0] == "自信息形成或变更之日起5个工作日内公开"
    assert "自信息形成或变更之日起20个工作日内公开" in found["公开时限"].split("；")
    assert found["公开依据"].startswith(
        "《同江市推进公共资源配置领域政府信息公开实施方案》（同政办发〔2018〕48号）四(四)、六(四)、六；"
    )
    assert found["公开主体"] == "公开主体：采购人、采购代理机构；责任单位：财政部门、采购人、采购代理机构"
    assert found["公开渠道和载体"].startswith(
        "全国公共资源交易平台（黑龙江）（同步交互）、政府（门户）网站（第一平台、同步交互）、"
    )
    assert (found["公开对象"], found["公开方式"], found["公开层级"]) == ("全社会", "主动公开", "县级")


def test_the_forms_of_deadlines_in_words():
    assert line("cn-hl-tongjiang", "mining.announcement")["公开时限"].split("；")[:3] == [
        "在投标截止的20个工作日前公开",
        "在公开拍卖日的20个工作日前公开",
        "在挂牌起始日的20个工作日前公开",
    ]
    assert line("cn-hl-tongjiang", "land.announcement")["公开时限"].split("；")[:2] == [
        "按数据规范交互：自收到起12小时内公开",
        "自核验确认之日起1个工作日内公开",
    ]
    assert line("cn-hl-tongjiang", "mining.agreement-publicity")["公开时限"].split("；")[0] == "在申请登记前公开"
    assert line("cn-hl-tongjiang", "mining.transfer-publicity")["公开时限"].split("；")[0] == "在受理的同时公开"
    assert line("cn-hl-tongjiang", "property.listing")["公开时限"].split("；")[0] == "在挂牌起始日至挂牌期满期间公开"
    assert line("cn-hl-tongjiang", "property.contract")["公开时限"].split("；")[0] == "在合同生效后公开"
    assert "2018年6月30日前公开" in line("cn-sh", "catalogue.disclosure")["公开时限"]
    assert "每年6月20日前报送" in line("cn-yn", "report.half-year")["公开时限"]


def test_only_documents_in_force_are_cited():
    before = line("cn", "housing.allocation", date(2018, 6, 1))["公开依据"]
    after = line("cn", "housing.allocation", date(2019, 6, 1))["公开依据"]
    assert "国务院令第492号" in before
    assert "国务院令第711号" not in before
    assert "国务院令第711号" in after
    assert "国务院令第492号" not in after


def test_an_item_without_elements_says_so():
    assert line("cn", "land.supply-plan")["公开内容（要素）"] == "（文件未列要素，按事项名称完整公开）"


def test_in_english():
    found = line("cn-hl-tongjiang", "procurement.budget", lang="en")
    assert found["Field"] == "Government procurement"
    assert (
        found["Time limit"].split("; ")[0]
        == "publish within 5 working days after information formed or information changed"
    )
    assert (found["Manner"], found["Level"]) == ("proactive", "county")


@pytest.mark.parametrize("pack", ["cn", "cn-sh", "cn-hl-tongjiang", "cn-yn", "cn-js-yancheng"])
def test_every_item_has_a_full_line(pack: str):
    header, lines = catalogue_table(load_catalogue(pack), as_of=DAY)
    assert [row[0] for row in lines] == [str(number) for number in range(1, len(load_catalogue(pack).items) + 1)]
    must = [
        header.index(name)
        for name in ("公开事项（一级）", "公开事项（二级）", "公开内容（要素）", "公开方式", "公开层级")
    ]
    assert [row for row in lines if not all(row[column] for column in must)] == []
    words = " ".join(cell for row in lines for cell in row)
    assert "=" not in words, "a fact that has no Chinese name"


def test_printed_rows():
    header, lines = rows_table(printed_rows(load_pack("cn-js-yancheng")))
    assert header == ROW_COLUMNS["zh"]
    assert [(row[0], row[1]) for row in lines] == [
        *(("附件1", str(number)) for number in range(1, 28)),
        *(("附件2", str(number)) for number in range(1, 19)),
    ]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("1=1", "1=1"),
        ("", ""),
        ("公开", "公开"),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str):
    assert safe_cell(text) == cell


def test_csv_as_spreadsheets_expect_it():
    raw = to_csv((("甲", "乙"), [('他说"好"', "一\n二"), ("=1", "三,四")]))
    assert raw == '\ufeff甲,乙\r\n"他说""好""","一\n二"\r\n\'=1,"三,四"\r\n'.encode()


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.text('=+-@,"\n\r a'))))
def test_csv_is_read_back(lines: list[tuple[str, str]]):
    text = to_csv((("甲", "乙"), list(lines))).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [["甲", "乙"], *[[safe_cell(cell) for cell in line] for line in lines]]


def test_workbook():
    table = catalogue_table(load_catalogue("cn"), as_of=DAY)
    sheet = load_workbook(io.BytesIO(to_xlsx(table, "cn"))).active
    assert sheet is not None
    assert [tuple(str(cell.value or "") for cell in row) for row in sheet.iter_rows()] == [table[0], *table[1]]
    assert (sheet.title, sheet.freeze_panes, sheet["A1"].font.bold, sheet.column_dimensions["D"].width) == (
        "cn",
        "A2",
        True,
        46,
    )
    assert sheet.auto_filter.ref == f"A1:K{len(table[1]) + 1}"


def test_a_workbook_holds_text_never_formulas():
    sheet = load_workbook(io.BytesIO(to_xlsx((("甲",), [("=1+1",)]), "a/b[c]"))).active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet.title) == ("=1+1", "s", "abc")


def test_a_workbook_drops_what_no_workbook_may_hold():
    sheet = load_workbook(io.BytesIO(to_xlsx((("甲",), [("乙\x07丙",)]), "x"))).active
    assert sheet is not None
    assert sheet["A2"].value == "乙丙"


def test_export_by_form():
    table = (("甲",), [("乙",)])
    assert export(table, "csv", "x") == to_csv(table)
    assert export(table, "xlsx", "x").startswith(b"PK")
