from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from gongkai.engine.errors import ReadingError
from gongkai.engine.reading.document import Incoming
from gongkai.engine.reading.limits import Limits
from gongkai.engine.reading.rows import looks_like_label, shape_of
from gongkai.engine.reading.sheet import cell_text, read_csv, read_sheet, sheet_entries


def book(rows: list[list[Any]], merges: Sequence[str] = (), *, hidden: bool = False) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "公告"
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    if hidden:
        workbook.create_sheet("底稿").append(["标题", "正文"])
        workbook["底稿"].append(["不应出现", "不应出现"])
        workbook["底稿"].sheet_state = "hidden"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


LIST: list[list[Any]] = [
    ["公告标题", "正文", "发布时间", "项目编号", "链接"],
    [
        "甲项目中标公告",
        "<p>中标人：<b>丙</b></p><p>金额：1</p>",
        datetime.fromisoformat("2025-03-07T09:30"),
        "A-1",
        "http://a.example/1",
    ],
    [None, None, None, None, None],
    ["乙项目中标公告", "中标人：丁", date(2025, 3, 8), 20250308.0, None],
]
FORM: list[list[Any]] = [
    ["国有建设用地出让结果公示", None, None, None],
    ["地块编号", "YL-7", "土地用途", "工业用地"],
    ["成交价（万元）", 880.5, "出让年限", 50],
    ["受让单位", "云岭新材料有限公司", None, None],
]


def entries_of(rows: list[list[Any]], *, hidden: bool = False) -> list[Incoming]:
    entries = sheet_entries(book(rows, hidden=hidden), "xlsx", "a.xlsx", "a.xlsx")
    assert entries is not None
    return [entry for entry in entries if isinstance(entry, Incoming)]


def test_rows_are_notices() -> None:
    assert entries_of(LIST, hidden=True) == [
        Incoming(
            id="a.xlsx:2",
            place="a.xlsx:2",
            title="甲项目中标公告",
            published="2025-03-07 09:30:00",
            html="<p>中标人：<b>丙</b></p><p>金额：1</p>",
            project_code="A-1",
            source_url="http://a.example/1",
        ),
        Incoming(
            id="a.xlsx:4",
            place="a.xlsx:4",
            title="乙项目中标公告",
            published="2025-03-08",
            text="中标人：丁",
            project_code="20250308",
        ),
    ]


def test_rows_without_a_body_become_labels_and_values() -> None:
    rows: list[list[Any]] = [
        ["项目名称", "中标单位", "中标金额（元）"],
        ["甲项目", "丙公司", 1000000.0],
        ["乙项目", "丁公司", 0.15],
    ]
    assert [entry.text for entry in entries_of(rows)] == [
        "项目名称：甲项目\n中标单位：丙公司\n中标金额（元）：1000000",
        "项目名称：乙项目\n中标单位：丁公司\n中标金额（元）：0.15",
    ]


def test_a_sheet_of_labels_and_values_is_one_notice() -> None:
    data = book(FORM, ["A1:D1", "B4:D4"])
    assert sheet_entries(data, "xlsx", "a.xlsx", "a.xlsx") is None
    document = read_sheet(data, "xlsx")
    assert (
        document.text
        == "国有建设用地出让结果公示\n地块编号\tYL-7\t土地用途\t工业用地\n成交价（万元）\t880.5\t出让年限\t50\n受让单位\t云岭新材料有限公司"
    )
    assert document.title == "国有建设用地出让结果公示"
    assert [cell.text if cell else None for cell in document.tables[0].grid[3]] == ["受让单位"] + [
        "云岭新材料有限公司"
    ] * 3


def test_a_table_under_a_caption_is_one_notice() -> None:
    rows: list[list[Any]] = [["某某项目中标候选人公示"], ["排名", "单位", "报价"], [1, "甲", 5], [2, "乙", 6]]
    assert sheet_entries(book(rows), "xlsx", "a", "a") is None
    assert read_sheet(book(rows), "xlsx").text == "某某项目中标候选人公示\t\t\n排名\t单位\t报价\n1\t甲\t5\n2\t乙\t6"


def test_rows_beyond_the_limit_are_noted() -> None:
    document = read_sheet(book([["标签甲：", i] for i in range(9)]), "xlsx", limits=Limits(rows=4))
    assert len(document.lines) == 4
    assert document.notes == ["工作表“公告”超过4行，只读取了前4行。"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (True, "是"), (1.0, "1"), (1234567.89, "1234567.89"), (0.1 + 0.2, "0.3"), (340102199001010000.0, "340102199001010000"),
        (datetime.fromisoformat("2025-01-02"), "2025-01-02"), (datetime.fromisoformat("2025-01-02T03:04:05"), "2025-01-02 03:04:05"), (date(2025, 1, 2), "2025-01-02"), (" 甲 ", "甲"),
    ],
)  # fmt: skip
def test_values(value: Any, text: str) -> None:
    assert cell_text(value) == text


def test_csv_of_labels_and_values() -> None:
    data = '\ufeff公告标题,某某项目中标公告\n项目编号,A-1\n中标人,"甲,公司"\n中标金额,１００元\n'.encode()
    assert read_csv(data).text == "公告标题\t某某项目中标公告\n项目编号\tA-1\n中标人\t甲,公司\n中标金额\t100元"


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        (LIST, 0),
        ([["某某平台公告导出"], *LIST], 1),
        (FORM, -1),
        ([["标题", "甲"], ["项目编号", "1"], ["采购人", "乙"], ["金额", "2"]], -1),
        ([["标题", "正文"], ["甲公告", "内容一"], ["乙公告", "内容二"], ["丙公告", "内容三"]], 0),
        ([["contract_name", "buyer", "amount"], ["甲", "乙", "1"]], 0),
        ([["甲", "2025年3月", "100元"], ["乙", "2025年4月", "200元"]], -1),
        ([], -1),
    ],
)
def test_shapes(rows: list[list[Any]], header: int) -> None:
    assert shape_of([[cell_text(cell) for cell in row] for row in rows]).header == header


@pytest.mark.parametrize(
    ("text", "label"),
    [("项目名称", True), ("中标金额（万元）：", True), ("甲公司", False), ("2025年", False), ("buyer_name", True)],
)
def test_labels(text: str, label: bool) -> None:
    assert looks_like_label(text) is label


@pytest.mark.parametrize(
    ("data", "kind", "message"),
    [
        (book(FORM)[:900], "xlsx", "表格文件已损坏或不完整，打不开。"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "xls", "表格文件已损坏或不完整，打不开。"),
        (book([]), "xlsx", "表格里没有内容。"),
    ],
)
def test_bad_files(data: bytes, kind: str, message: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_sheet(data, kind, place="a.xlsx")
    assert (caught.value.message, caught.value.where) == (message, "a.xlsx")
    assert caught.value.remedy


def replaced(data: bytes, name: str, text: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, text if info.filename == name else old.read(info))
    return out.getvalue()


def test_xml_bomb() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData>&b;</sheetData></worksheet>'
    with pytest.raises(ReadingError):
        read_sheet(replaced(book(FORM), "xl/worksheets/sheet1.xml", bomb), "xlsx")


def test_zip_bomb() -> None:
    with pytest.raises(ReadingError, match="压缩炸弹"):
        read_sheet(replaced(book(FORM), "xl/styles.xml", b" " * 20_000_000), "xlsx")


def with_merges(data: bytes, refs: Sequence[str]) -> bytes:
    """The workbook with these merged ranges written into its XML as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in refs)
                part = part.replace(b"</sheetData>", f"</sheetData><mergeCells>{merged}</mergeCells>".encode())
            new.writestr(info.filename, part)
    return out.getvalue()


def shape(data: bytes) -> list[list[tuple[str, int, int]]]:
    (table,) = read_sheet(data, "xlsx").tables
    rows: dict[int, list[tuple[str, int, int]]] = {}
    for cell in table.cells():
        rows.setdefault(cell.row, []).append((cell.text, cell.rowspan, cell.colspan))
    return list(rows.values())


PLAIN_SHAPE = [
    [("地块编号", 1, 1), ("YL-7", 1, 1), ("土地用途", 1, 1), ("工业用地", 1, 1)],
    [("成交价（万元）", 1, 1), ("880.5", 1, 1), ("出让年限", 1, 1), ("50", 1, 1)],
]


@pytest.mark.parametrize(
    "refs",
    [
        ["A3:XFD1048576"],
        ["A1:XFD1"],
        ["A1:A10001"],
        ["F1:G2"],
        ["A1"],
        [f"A{n}:J{n + 999}" for n in range(100, 5100)],
    ],
)
def test_merged_ranges_that_no_sheet_needs_are_passed_over(refs: list[str]) -> None:
    assert shape(with_merges(book(FORM[1:3]), refs)) == PLAIN_SHAPE


def test_merged_ranges_are_read_as_far_as_cells_are_used() -> None:
    assert shape(with_merges(book(FORM[:3]), ["A1:Z1", "A1:B2"])) == [
        [("国有建设用地出让结果公示", 1, 4)],
        *PLAIN_SHAPE,
    ]
