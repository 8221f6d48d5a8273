from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engine.errors import ReadingError
from gongkai.engine.reading.decode import decode, encoding_of, mend

NOTICE = "青禾县人民医院彩色超声诊断仪采购项目中标公告\n项目编号：QH-2025-01\n中标金额：98.6万元，供应商地址：工业大道12号。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_encodings(encoding: str) -> None:
    assert decode(NOTICE.encode(encoding)) == (NOTICE, [])


def test_a_few_stray_zeros() -> None:
    assert decode(NOTICE.encode().replace(b"\n", b"\n\x00", 1)) == (NOTICE, [])
    assert decode(NOTICE.encode("gbk") + b"\x00") == (NOTICE, [])


def test_big5() -> None:
    text = "招標公告：本項目採購內容如下，請各供應商於規定時間內提交文件。"
    assert decode(text.encode("big5")) == (text, [])


def test_declared_gb2312_but_utf8() -> None:
    page = f'<meta charset="gb2312"><p>{NOTICE}</p>'
    text, notes = decode(page.encode())
    assert text == page
    assert notes == ["网页声明的编码是GB18030（GBK），实际是UTF-8，按实际编码读取。"]


def test_declared_utf8_but_gbk() -> None:
    page = f'<?xml version="1.0" encoding="UTF-8"?><p>{NOTICE}</p>'
    text, notes = decode(page.encode("gbk"))
    assert text == page
    assert notes == ["网页声明的编码是UTF-8，实际是GB18030（GBK），按实际编码读取。"]


def test_ascii_contradicts_nothing() -> None:
    assert decode(b'<meta charset="gb2312"><p>abc</p>')[1] == []


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_cut_off_in_a_character(encoding: str) -> None:
    text, notes = decode((NOTICE + "完整").encode(encoding)[:-1])
    assert text == NOTICE + "完"
    assert notes == ["文件在一个字的中间断了，可能不完整。"]


def test_a_few_bad_bytes() -> None:
    data = NOTICE.encode()
    text, notes = decode(data[:30] + b"\xff" + data[30:])
    assert text.replace("�", "") == NOTICE
    assert notes == ["有1处字节无法按UTF-8读出，以�代替。"]


@pytest.mark.parametrize(
    ("data", "message"), [(b"", "文件是空的。"), (b" \r\n\t ", "文件里只有空白。"), (b"\x00" * 50, "文件里只有空白。")]
)
def test_empty(data: bytes, message: str) -> None:
    with pytest.raises(ReadingError) as caught:
        decode(data, place="a.txt")
    assert (caught.value.message, caught.value.where) == (message, "a.txt")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 500, b"\x7fELF\x02\x01" + bytes(range(32)) * 60]
)
def test_binary(data: bytes) -> None:
    with pytest.raises(ReadingError, match="不是文字文件"):
        decode(data)


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_text_saved_in_the_wrong_encoding_is_mended(wrong: str) -> None:
    text = "公告：中国人民，时间" * 5 if wrong == "latin-1" else "中国" * 20
    garbled = text.encode().decode(wrong)
    assert mend(garbled) == (text, "文字曾被按错误的编码保存（乱码），已还原。")


def test_utf8_read_as_gbk_is_mended() -> None:
    text = "项目编号：甲乙，" * 10
    assert mend(text.encode().decode("gb18030")) == (text, "文字曾被按错误的编码保存（乱码），已还原。")


def test_garbled_beyond_repair_is_noted() -> None:
    garbled = "é¡¹ç›®ï¼š—" * 20 + "中"
    assert mend(garbled) == (garbled, "文字像是乱码，未能还原。")


def test_other_languages_are_left_alone() -> None:
    text = "Société Générale à Genève, Überweisung für Straßenbau"
    assert mend(text) == (text, "")


def test_encoding_of() -> None:
    assert [encoding_of(NOTICE.encode(name)) for name in ("utf-8", "gbk", "utf-16")] == ["utf-8", "gb18030", "utf-16"]


@given(st.text(st.sampled_from("公告招标采购项目编号名称时间日期地址联系电话，。：、 \nA1"), min_size=8, max_size=200))
def test_round_trip(text: str) -> None:
    if text.strip():
        for encoding in ("utf-8", "utf-16"):
            assert decode(text.encode(encoding)) == (text, [])


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_sentence(data: bytes) -> None:
    with contextlib.suppress(ReadingError):
        assert isinstance(decode(data)[0], str)
