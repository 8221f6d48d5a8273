from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engine.reading.document import Document
from gongkai.engine.reading.normalise import is_traditional, normalise, normalise_line

TRADITIONAL = "雲南省人民政府辦公廳關于推進公共資源配置領域政府信息公開的實施意見"
AWKWARD = "公告　 \u00a0\u200b\t\n１Ａ：:，（）(kāi)開關於國務與業應﹕−–⽤\ufeffa 0９，０００\x07\u2028�"


def document(text: str) -> Document:
    done = normalise(text)
    return Document(text=done.text, lines=[], raw=done.raw, raw_at=done.raw_at)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("联系人：张三\u00a0\u00a0\u00a0电话：１２３－４５６", "联系人：张三  电话：123-456"),
        ("　　一、项目概况　", "一、项目概况"),
        ("名\u00a0称：甲", "名 称：甲"),
        ("金额：１，２３４，５６７．８９元", "金额：1,234,567.89元"),
        ("第１，第２", "第1，第2"),
        ("时间﹕09∶30", "时间：09：30"),
        ("09:30", "09:30"),
        ("（甲）；“乙”！〔2018〕97号【丙】", "（甲）；“乙”！〔2018〕97号【丙】"),
        ("项\u200b目\ufeff编\u00ad号", "项目编号"),
        ("a\x00b\x07c", "abc"),
        ("公共資源", "公共資源"),
        ("開(kāi)展，關（guān）于", "開展，關于"),
        ("开展(kai)活动", "开展(kai)活动"),
        ("⽤地⾯积", "用地面积"),
        ("2020–2021", "2020-2021"),
        ("2020—2021", "2020—2021"),
        ("甲\t \u3000乙\n 丙 ", "甲\t乙\n丙"),
    ],
)
def test_what_is_done(raw: str, text: str) -> None:
    assert normalise(raw).text == text
    assert document(raw).raw_of(0, len(text)) == raw


def test_nothing_to_do_keeps_nothing() -> None:
    done = normalise("一、项目名称：甲 乙  丙\n二、项目编号\tA-1")
    assert (done.raw, done.raw_at) == ("", ())


def test_same_length_needs_no_map() -> None:
    done = normalise("电话：０１２\u00a0号")
    assert done.text == "电话：012 号"
    assert done.raw == "电话：０１２\u00a0号"
    assert done.raw_at == ()


def test_a_span_gives_back_what_stood_there() -> None:
    there = document("現(xiàn)將(jiāng)招標(biāo)結(jié)果公示")
    assert there.text == "現將招標結果公示"
    assert there.raw_of(2, 4) == "招標(biāo)"
    assert there.raw_of(4, 8) == "結(jié)果公示"


def test_toneless_debris_goes_where_there_is_much_of_it() -> None:
    assert normalise("開(kāi)展關(guān)于標(biāo)的(de)了(le)").text == "開展關于標的了"


def test_traditional_text_becomes_simplified() -> None:
    there = document(TRADITIONAL)
    assert there.text == "云南省人民政府办公厅关于推进公共资源配置领域政府信息公开的实施意见"
    assert there.raw_of(0, 3) == "雲南省"


def test_a_traditional_name_in_a_simplified_text_stays() -> None:
    text = "评审专家：張國華、李明。" + "本项目采用公开招标方式，评标委员会由五人组成。" * 5
    assert normalise(text).text == text


def test_is_traditional() -> None:
    assert is_traditional(TRADITIONAL)
    assert not is_traditional("关于推进公共资源配置领域政府信息公开的实施意见")


def test_a_line_of_several() -> None:
    assert normalise_line("甲\n　乙\t丙") == "甲  乙 丙"


@given(st.text(st.one_of(st.sampled_from(AWKWARD), st.characters(exclude_categories=["Cs"])), max_size=60))
def test_idempotent(raw: str) -> None:
    once = normalise(raw).text
    assert normalise(once).text == once


@given(
    st.text(st.one_of(st.sampled_from(AWKWARD + TRADITIONAL), st.characters(exclude_categories=["Cs"])), max_size=60)
)
def test_the_whole_gives_the_original(raw: str) -> None:
    there = document(raw)
    if there.text:
        assert there.raw_of(0, len(there.text)) == raw
    at = list(there.raw_at)
    assert at == sorted(at)
    assert len(at) in (0, len(there.text) + 1)


@given(
    st.lists(
        st.lists(
            st.text(st.sampled_from(AWKWARD.replace("\n", "").replace("\t", "")), max_size=8), min_size=1, max_size=4
        ),
        max_size=5,
    )
)
def test_lines_and_cells_stay(rows: list[list[str]]) -> None:
    raw = "\n".join("\t".join(row) for row in rows)
    assert [line.count("\t") for line in normalise(raw).text.split("\n")] == [
        line.count("\t") for line in raw.split("\n")
    ]


@pytest.mark.parametrize("part", [" ", "\u00a0", " \u200b", "甲(", "甲(ā", "甲(āāāāāāā)", "１，", "\t ", "國"])
def test_the_same_thing_many_times_does_not_hang(part: str) -> None:
    raw = f"前{part * 300_000}后"
    there = document(raw)
    assert there.raw_of(0, len(there.text)) == raw


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=80))
def test_characters_keep_their_place(raw: str) -> None:
    done = normalise(raw)
    assert len(done.text) == len(raw)
    assert all(unicodedata.category(char) == "Lo" for char in done.text)


def test_radicals_that_pdf_files_write_are_the_characters() -> None:
    raw = "⻘禾市⻓江⼤道⾦额⻋⻔⻚⻛⻥⻢⻩⺠政局⽉⽇"
    got = normalise(raw)
    assert got.text == "青禾市长江大道金额车门页风鱼马黄民政局月日"
    assert got.raw == raw
    assert len(got.text) == len(raw)


def test_a_long_run_of_phonetic_debris_goes_in_one_pass() -> None:
    assert normalise("开" + "(kāi)" * 20_000 + "展(zhǎn)").text == "开展"
