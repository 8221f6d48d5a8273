from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_BREAK

from gongkai.engine.errors import ReadingError
from gongkai.engine.reading.docx import read_docx
from gongkai.engine.reading.limits import Limits

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def package(body: str, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f"<?xml version='1.0' encoding='UTF-8'?><w:document {W}><w:body>{body}</w:body></w:document>",
        )
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return out.getvalue()


def para(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_paragraphs_tables_and_headings_in_order() -> None:
    book = docx.Document()
    book.add_heading("某某工程中标候选人公示", 1)
    paragraph = book.add_paragraph("招标编号：")
    paragraph.add_run(" A-1 ").underline = True
    paragraph.add_run("号")
    paragraph.add_run().add_break(WD_BREAK.LINE)
    paragraph.add_run("第二行\t后")
    table = book.add_table(3, 3)
    for r, row in enumerate([["排名", "单位", "报价"], ["1", "甲公司", "１００"], ["", "乙公司", "200"]]):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    book.add_paragraph("公示期三日")
    book.sections[0].header.paragraphs[0].text = "页眉"
    out = io.BytesIO()
    book.save(out)
    document = read_docx(out.getvalue())
    assert document.text == (
        "某某工程中标候选人公示\n招标编号： A-1 号\n第二行 后\n排名\t单位\t报价\n1\t甲公司\t100\n乙公司\t200\n公示期三日"
    )
    assert document.title == "某某工程中标候选人公示"
    assert document.lines[0].level == 1
    assert [document.text[a:b] for a, b in document.fill_ins] == ["A-1"]
    assert [[cell.text if cell else None for cell in row] for row in document.tables[0].grid] == [
        ["排名", "单位", "报价"],
        ["1", "甲公司", "100"],
        ["1", "乙公司", "200"],
    ]


def test_tracked_deletions_fields_and_copies_are_left_out() -> None:
    body = (
        "<w:p><w:r><w:t>金额：</w:t></w:r><w:del><w:r><w:delText>100</w:delText></w:r></w:del><w:ins><w:r><w:t>90</w:t></w:r></w:ins>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    document = read_docx(package(body))
    assert document.text == "金额：90\n框内"
    assert document.notes == ["文件带有修订痕迹，已删除的文字没有读入。"]


def test_automatic_numbers() -> None:
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    )
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )

    def item(text: str, level: int) -> str:
        return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>')

    body = item("概况", 0) + item("名称", 1) + item("地点", 1) + item("要求", 0) + item("资质", 1)
    assert read_docx(package(body, numbering=numbering)).text == "一、概况\n1.名称\n2.地点\n二、要求\n1.资质"


def test_symbols_for_boxes() -> None:
    body = '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>公开</w:t><w:sym w:char="F0A8"/><w:t>邀请</w:t></w:r></w:p>'
    assert read_docx(package(body)).text == "☑公开□邀请"


def test_macros_are_noted() -> None:
    out = io.BytesIO(package(para("甲")))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    assert read_docx(out.getvalue()).notes == ["文件带有宏，宏没有运行，只读取文字。"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (package(para("甲"))[:200], "Word文件已损坏或不完整，打不开。"),
        (package(para("甲")).replace(b"PK\x01\x02", b"PK\x09\x09"), "Word文件已损坏或不完整，打不开。"),
        (package("<w:p>"), "Word文件已损坏或不完整，打不开。"),
        (package(""), "Word文件里没有文字，可能只有图片。"),
        (package("<w:p>" * 3000 + "</w:p>" * 3000), "Word文件嵌套超过2000层，无法读取。"),
    ],
)
def test_bad_files(data: bytes, message: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_docx(data, place="a.docx")
    assert (caught.value.message, caught.value.where) == (message, "a.docx")
    assert caught.value.remedy


def test_xml_bomb() -> None:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "哈">{entities}]><w:document {W}><w:body><w:p><w:r><w:t>&a8;</w:t></w:r></w:p></w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", bomb)
    with pytest.raises(ReadingError, match="XML炸弹"):
        read_docx(out.getvalue())


def test_external_entity() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document {W}>&a;</w:document>',
        )
    with pytest.raises(ReadingError, match="外部引用"):
        read_docx(out.getvalue())


def test_zip_bomb() -> None:
    data = package(para(" " * 20_000_000))
    with pytest.raises(ReadingError, match="压缩比超过200倍"):
        read_docx(data)
    with pytest.raises(ReadingError, match="解压后有19 MB，超过上限1 MB"):
        read_docx(data, limits=Limits(unpacked=1 << 20))
