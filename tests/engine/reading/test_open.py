from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest

from gongkai.engine.errors import ReadingError
from gongkai.engine.reading.document import Incoming
from gongkai.engine.reading.limits import Limits, size
from gongkai.engine.reading.open import document_of
from gongkai.engine.reading.sources import Unreadable, iter_incoming

REAL = Path(__file__).parents[4] / "shared" / "real" / "notices.jsonl"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def of(data: bytes, name: str) -> Incoming:
    return Incoming(id=name, place=name, data=data, name=name)


def word() -> bytes:
    book = docx.Document()
    book.add_paragraph("甲项目中标公告")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return out.getvalue()


def test_html_is_read_before_text() -> None:
    document = document_of(Incoming(id="1", title="甲", html="<table><tr><td>编号<td>1</table>", text="编号\n1"))
    assert (document.title, document.text) == ("甲", "编号\t1")


def test_text_is_read_where_html_is_a_shell() -> None:
    text = "一、项目名称：甲\n二、中标人：乙公司，中标金额一百万元整。\n" * 4
    document = document_of(
        Incoming(id="1", html="<title>某某项目中标公告</title><div id=app>正在加载</div>", text=text)
    )
    assert document.text.startswith("一、项目名称：甲\n二、")
    assert document.title == "某某项目中标公告"
    assert document.notes == ["网页正文比所附纯文本少得多，按纯文本读取。"]


def test_text_keeps_its_lines() -> None:
    document = document_of(Incoming(id="1", text="甲乙项目公告\r\n项目编号\n\n　Ａ-1\t后\x0c\n"))
    assert document.text == "甲乙项目公告\n项目编号\nA-1  后"
    assert [line.start for line in document.lines] == [0, 7, 12]
    assert document.title == "甲乙项目公告"


def test_garbled_text_of_a_list_is_mended() -> None:
    document = document_of(Incoming(id="1", text="项目编号：甲乙公告，".encode().decode("latin-1")))
    assert document.text == "项目编号：甲乙公告，"
    assert document.notes == ["文字曾被按错误的编码保存（乱码），已还原。"]


def test_a_title_alone() -> None:
    document = document_of(Incoming(id="1", title="甲公告"))
    assert (document.text, document.notes) == ("甲公告", ["只有标题，没有正文。"])


@pytest.mark.parametrize(
    "incoming", [Incoming(id="1"), Incoming(id="1", text=" \n "), Incoming(id="1", html="<p>&nbsp;</p>")]
)
def test_nothing_to_read(incoming: Incoming) -> None:
    with pytest.raises(ReadingError, match="没有正文，是空的。"):
        document_of(incoming)


@pytest.mark.parametrize(
    ("data", "name", "text", "notes"),
    [
        ("<html><p>甲</p></html>".encode("gbk"), "a.html", "甲", []),
        ("<html><p>甲</p></html>".encode(), "a.pdf", "甲", ["文件名以.pdf结尾，内容其实是网页，按内容读取。"]),
        ("  \n<div>甲</div>".encode(), "a.txt", "甲", ["文件名以.txt结尾，内容其实是网页，按内容读取。"]),
        (word(), "a.doc", "甲项目中标公告", ["文件名以.doc结尾，内容其实是Word文件（DOCX），按内容读取。"]),
        (word(), "a", "甲项目中标公告", []),
        ("甲：1\n乙 < 2".encode("utf-16"), "a.txt", "甲：1\n乙 < 2", []),
        ("[2018]10号公告".encode(), "a.txt", "[2018]10号公告", []),
        ("项目编号,A-1\n采购人,乙\n金额,3\n".encode(), "a.csv", "项目编号\tA-1\n采购人\t乙\n金额\t3", []),
    ],
)
def test_files_are_what_their_bytes_say(data: bytes, name: str, text: str, notes: list[str]) -> None:
    document = document_of(of(data, name))
    assert (document.text, document.notes) == (text, notes)


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "这是旧版Word（DOC）或WPS文件，不能直接读取。"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "文件有密码保护（加密），打不开。"),
        (OLE, "a.wps", "这是旧版Office格式的文件，不能读取。"),
        (b"{\\rtf1\\ansi}", "a.doc", "这是RTF文件，不能直接读取。"),
        (zipped("OFD.xml", "Doc_0/Document.xml"), "a.ofd", "这是OFD版式文件，不能直接读取。"),
        (zipped("ppt/presentation.xml"), "a.pptx", "这是演示文稿，不是公告。"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "a.png", "这是图片，没有文字可读。"),
        (b"Rar!\x1a\x07", "a.rar", "这种压缩包不能直接读取。"),
        (b"MZ\x90\x00" + b"\x00" * 99, "公告.html", "这是程序文件，不是公告。"),
        (bytes(range(256)) * 40, "a.html", "这不是文字文件，也不是认得的文档格式。"),
        (b"\x00" * 9000, "a.txt", "这不是文字文件，也不是认得的文档格式。"),
        (b"  \n", "a.txt", "文件是空的。"),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n<p>x</p>",
            "a.mht",
            "这是网页存档（MHT），不能直接读取。",
        ),
        (word()[:-300], "a.docx", "Word文件已损坏或不完整，打不开。"),
        (word()[:60], "a.docx", "Word文件已损坏或不完整，打不开。"),
        (b"%PDF-1.4 x", "a.pdf", "PDF已损坏或不完整，打不开。"),
    ],
)
def test_what_is_not_read_says_so(data: bytes, name: str, message: str) -> None:
    with pytest.raises(ReadingError) as caught:
        document_of(of(data, name))
    assert (caught.value.message, caught.value.where) == (message, name)
    assert caught.value.remedy.endswith("。")


def test_too_large() -> None:
    with pytest.raises(ReadingError) as caught:
        document_of(of(b"x" * 3000, "a.txt"), limits=Limits(file=2048))
    assert caught.value.message == "文件有2.9 KB，超过上限2 KB。"


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 字节"), (1023, "1023 字节"), (1024, "1 KB"), (1536, "1.5 KB"), (200 << 20, "200 MB"), (3 << 30, "3 GB")],
)
def test_size(count: int, text: str) -> None:
    assert size(count) == text


def real() -> list[dict[str, str]]:
    if not REAL.exists():
        pytest.skip("the real notices (../shared/real) are not there")
    with REAL.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def test_every_real_notice_is_read_and_its_offsets_are_right() -> None:
    real()
    count = 0
    for incoming in iter_incoming([REAL]):
        assert not isinstance(incoming, Unreadable)
        document = document_of(incoming)
        count += 1
        assert document.text == "\n".join(line.text for line in document.lines)
        assert all(document.text[line.start : line.end] == line.text for line in document.lines)
        assert all(
            document.text[cell.start : cell.end] == cell.text for table in document.tables for cell in table.cells()
        )
        if document.raw:
            assert document.raw_of(0, len(document.text)) == document.raw
    assert count == 2151


def test_no_line_of_a_real_page_is_lost() -> None:
    """Every line of the text that the source took from its page stands in the document or, navigation, in its chrome."""

    def bare(text: str) -> str:
        return "".join(text.split())

    lost: list[tuple[str, str]] = []
    for row in real():
        if row.get("html"):
            document = document_of(Incoming(id=row["id"], title=row.get("title", ""), html=row["html"]))
            there = bare(document.raw or document.text) + bare("".join(document.chrome))
            lost += [(row["id"], line) for line in row["text"].split("\n") if bare(line) not in there]
    assert lost == [("fujianland-affiche", "公告内容")]  # the page's <title>


@pytest.mark.parametrize(
    ("incoming", "limits", "message"),
    [
        (Incoming("1", "n:1", text="招标人：甲" * 30), Limits(text=100), "正文超过100字，不像一件公告。"),
        (Incoming("1", "n:1", html=f"<p>{'甲' * 101}</p>"), Limits(text=100), "正文超过100字，不像一件公告。"),
        (Incoming("1", "n:1", html="<p>甲</p>" * 30), Limits(pieces=20), "正文超过20行（格），不像一件公告。"),
        (
            Incoming("1", "n:1", html=f"<table><tr>{'<td></td>' * 30}</tr></table>"),
            Limits(pieces=20),
            "正文超过20行（格），不像一件公告。",
        ),
        (Incoming("1", "n:1", text="甲\n" * 30), Limits(pieces=20), "正文超过20行（格），不像一件公告。"),
        (Incoming("1", "n:1", html="<b></b>" * 30), Limits(tags=20), "网页标签超过20个，不像一件公告。"),
    ],
)
def test_what_is_longer_than_any_notice_is_refused(incoming: Incoming, limits: Limits, message: str) -> None:
    with pytest.raises(ReadingError) as caught:
        document_of(incoming, limits=limits)
    assert caught.value.message == message
    assert caught.value.where == "n:1"
    assert caught.value.remedy == "请拆分后再试。"


def test_words_with_bytes_of_no_encoding_among_them_are_still_text() -> None:
    document = document_of(of(b"Notice of award, lot 1 \xe9\x87\xc7\xff\xfe: see below", "a.txt"))
    assert document.text.startswith("Notice of award, lot 1 \ufffd")
    assert document.notes
