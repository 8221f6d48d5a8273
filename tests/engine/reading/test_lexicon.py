from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader import lexicon

from gongkai.engine.reading.lexicon import Lexicon, bare, squeeze, unit_of

SMALL = Lexicon(
    {
        "buyer": ["采购人", "招标人"],
        "contact.person": ["联系人"],
        "submission.deadline": ["投标截止时间"],
        "opening": ["开标时间"],
        "price.ceiling": ["*最高限价"],
        "amount": ["金额", "中标金额"],
        "deposit": ["金额"],
    },
    ["序号", "备注"],
)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("采购人：", "采购人"),
        ("　招　标　人　", "招标人"),
        ("1.2 联 系 人：", "联系人"),
        ("一、项目名称", "项目名称"),
        ("（一）招标人", "招标人"),
        ("一、1、采购人", "采购人"),
        ("①预算金额", "预算金额"),
        ("★3.1投标截止时间：", "投标截止时间"),
        ("【采购人】", "采购人"),
        # numbers that belong to the words stay
        ("2024年", "2024年"),
        ("3个月", "3个月"),
        ("12月", "12月"),
        # a number alone is no numbering of anything
        ("1、", "1"),
        ("", ""),
        ("：", ""),
    ],
)
def test_a_label_is_told_without_its_numbering_spaces_and_signs(text: str, label: str) -> None:
    assert squeeze(text) == label


@given(st.text(alphabet="一二三、.．123（）()：: 　采购人★①第章【】", max_size=80))
def test_squeezing_drops_only_and_is_done_once(text: str) -> None:
    label = squeeze(text)
    assert label in "".join(text.split())
    assert len(label) <= len(text)


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("成交价格(万元)", "万元"),
        ("投标报价（元）", "元"),
        ("面积（公顷）", "公顷"),
        ("下浮率(%)", "%"),
        ("工期（日历天）", "日历天"),
        ("金额（单位：万元）", "万元"),
        ("预算金额", ""),
        ("招标人（盖章）", ""),
    ],
)
def test_the_unit_a_label_states(label: str, unit: str) -> None:
    assert unit_of(label) == unit


def test_a_bracket_at_the_end_is_a_remark() -> None:
    assert bare("采购代理机构信息（如有）") == "采购代理机构信息"
    assert bare("预算（万元）金额") == "预算（万元）金额"


@pytest.mark.parametrize(
    ("label", "elements"),
    [
        ("采购人", ("buyer",)),
        ("招标人（采购人）", ("buyer",)),
        ("本项目采购人", ("buyer",)),
        ("采购人和联系人", ("buyer", "contact.person")),
        ("采购人、联系人", ("buyer", "contact.person")),
        # what two labels have in common is said once
        ("投标截止及开标时间", ("submission.deadline", "opening")),
        ("投标截止时间变更为", ("submission.deadline",)),
        ("原投标截止时间", ("submission.deadline",)),
        # a label of two elements names both, the one given first first
        ("金额", ("amount", "deposit")),
        ("中标金额（万元）", ("amount",)),
        ("包一最高限价", ("price.ceiling",)),
        ("最高限价", ("price.ceiling",)),
        # the star stands for six characters at most, and for no digits
        ("青禾市教育局课桌最高限价", ()),
        ("第12包最高限价", ()),
        ("序号", ()),
        ("天气", ()),
        ("", ()),
    ],
)
def test_what_a_label_names(label: str, elements: tuple[str, ...]) -> None:
    assert SMALL.elements(label) == elements


def test_stops_are_known_and_name_nothing() -> None:
    assert SMALL.known("序号")
    assert SMALL.known("备注（如有）")
    assert SMALL.known("采购人")
    assert not SMALL.known("天气")
    assert SMALL.exact("采购人")
    assert not SMALL.exact("本项目采购人")


def test_glued_labels_are_found_at_the_start_and_further_on() -> None:
    text = "投标截止时间2024年4月2日开标时间2024年4月3日"
    assert [text[start:end] for start, end in SMALL.prefixes(text)] == ["投标截止时间", "开标时间"]
    assert SMALL.prefixes("投标截止时间") == []
    assert SMALL.prefixes("投标截止时间的确定") == []
    assert SMALL.prefixes("本局投标截止时间2024年4月2日") == []
    assert SMALL.prefixes("") == []


def test_heads_run_together_are_labels_only() -> None:
    text = "采购人联系人中标金额"
    assert [text[start:end] for start, end in SMALL.prefixes(text)] == ["采购人", "联系人", "中标金额"]


@pytest.mark.parametrize(
    ("label", "element"),
    [
        ("项目名称", "project.name"),
        ("采购单位", "buyer"),
        ("出让人", "buyer"),
        ("采购代理机构", "agency"),
        ("预算金额（万元）", "budget"),
        ("招标控制价", "price.ceiling"),
        ("项目经理", "candidate.leader"),
        ("第一中标候选人", "candidates"),
        ("中标（成交）金额", "amount"),
        ("公示期", "publicity.period"),
        ("宗地编号", "parcel.code"),
        ("容积率", "plot-ratio"),
        ("竞得人", "transferee"),
    ],
)
def test_labels_of_the_shipped_vocabulary(label: str, element: str) -> None:
    assert lexicon().elements(label)[0] == element


def test_labels_that_only_packs_ask_for_are_kept_apart() -> None:
    others = lexicon().others
    assert others is not None
    assert others.others is None


@given(st.text(max_size=60))
def test_any_label_has_an_answer(text: str) -> None:
    label = squeeze(text)
    assert isinstance(lexicon().elements(label), tuple)
    assert lexicon().known(label) in (True, False)
    for start, end in lexicon().prefixes(text):
        assert 0 <= start < end <= len(text)
