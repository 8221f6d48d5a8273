"""Values that stand in sentences: each case gives a sentence and what the first rule for the element finds in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engine.reading.narrative import RULES, methods, sentences
from gongkai.engine.reading.shapes import REPORTED


def said(text: str, stage: str = "tender") -> dict[str, str]:
    """Element → the first value that a rule finds for it."""
    out: dict[str, str] = {}
    for _, element, start, end in sentences(text, stage):
        out.setdefault(element, text[start:end])
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云岭招标有限公司受青禾市教育局的委托，对课桌进行公开招标。", {"buyer": "青禾市教育局", "agency": "云岭招标有限公司"}),
        ("青禾市教育局委托云岭招标有限公司对课桌采购进行公开招标。", {"buyer": "青禾市教育局", "agency": "云岭招标有限公司"}),
        ("就青禾市教育局所需课桌进行采购。", {"buyer": "青禾市教育局"}),
        (
            "招标人为青禾市住建局，建设资金来自财政资金，招标代理机构为云岭招标有限公司。",
            {"buyer": "青禾市住建局", "agency": "云岭招标有限公司", "funding": "财政资金"},
        ),
        (
            "本工程已由青禾市发改委以青发改〔2024〕12号文批准建设，项目业主为青禾市住建局。",
            {"buyer": "青禾市住建局", "approval.document": "青发改〔2024〕12号"},
        ),
        ("青禾市自然资源局决定以挂牌方式出让国有建设用地使用权。", {"buyer": "青禾市自然资源局"}),
        ("公告期限：自本公告发布之日起5个工作日。", {"notice.period": "自本公告发布之日起5个工作日"}),
        (
            "请于2024年3月12日至2024年3月18日登录平台下载招标文件。",
            {"documents.obtain": "请于2024年3月12日至2024年3月18日登录平台下载招标文件"},
        ),
        ("招标文件每套售价300元，售后不退。", {"documents.price": "300元"}),
        ("采购文件免费。", {"documents.price": "采购文件免费"}),
        ("（项目编号：QH-2024-001）", {"project.code": "QH-2024-001"}),
        ("“课桌采购项目”（招标编号：QH-2024-001）", {"project.name": "课桌采购项目", "project.code": "QH-2024-001"}),
        ("最高投标限价为1234567.89元，投标保证金20万元。", {"price.ceiling": "1234567.89元", "deposit": "20万元"}),
        ("容积率≤2.5，建筑密度≤40%，绿地率≥30%。", {"plot-ratio": "≤2.5", "building-density": "≤40%", "greening": "≥30%"}),
        (
            "定于2024年5月6日10时举行网络竞价拍卖，起拍价100万元。",
            {"transaction.time": "2024年5月6日10时", "price.start": "100万元"},
        ),
        ("建设地点位于青禾市一路1号。", {"location": "青禾市一路1号"}),
        ("包1：课桌\n包2：椅子", {"section": "包1：课桌"}),
        ("本项目工期紧，任务重。", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_what_sentences_of_an_announcement_say(text: str, expected: dict[str, str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("stage", "text", "element", "value"),
    [
        (
            "correction",
            "投标截止时间延期至2024年4月9日9时30分，开标时间不变。",
            "submission.deadline",
            "2024年4月9日9时30分",
        ),
        ("correction", "开标时间顺延至2024年4月9日9时30分。", "opening", "2024年4月9日9时30分"),
        (
            "correction",
            "第一条略。工期由30天变更为60天。",
            "correction.content",
            "工期由30天变更为60天",
        ),
        (
            "correction",
            "我公司于2024年3月1日在青禾市政府采购网发布的课桌采购招标公告",
            "original.notice",
            "2024年3月1日",
        ),
        ("result", "公示期为2024年5月6日至2024年5月9日。", "publicity.period", "2024年5月6日至2024年5月9日"),
        ("candidates", "公示期限：3日", "publicity.period", "3日"),
        (
            "result",
            "特此公告。对结果有异议的，请在公示期内向青禾市教育局提出。",
            "objection.channel",
            "对结果有异议的，请在公示期内向青禾市教育局提出",
        ),
        ("termination", "因有效投标人不足三家，本项目流标。", "termination.reason", "因有效投标人不足三家，本项目流标"),
        ("termination", "有效投标人少于3家，作废标处理。", "termination.reason", "有效投标人少于3家"),
        (
            "candidates",
            "评审情况：丁有限公司资质不符合要求，否决其投标。",
            "rejected",
            "丁有限公司资质不符合要求，否决其投标",
        ),
    ],
)
def test_what_sentences_of_later_notices_say(stage: str, text: str, element: str, value: str) -> None:
    assert said(text, stage)[element] == value


def test_some_rules_hold_in_some_stages_only() -> None:
    text = "对结果有异议的，请在公示期内向青禾市教育局提出。"
    assert "objection.channel" in said(text, "result")
    assert "objection.channel" not in said(text, "tender")


def test_ways_of_buying_and_selling_each_once() -> None:
    text = "本项目采用公开招标，资格后审；另行公开招标或竞争性磋商"
    assert [text[start:end] for start, end in methods(text)] == ["公开招标", "竞争性磋商"]


def test_rules_name_elements_that_are_reported() -> None:
    assert {rule.element for rule in RULES} <= REPORTED


STAGES = st.sampled_from(["tender", "result", "candidates", "correction", "termination", "unknown"])


@given(
    st.lists(
        st.sampled_from(["受", "委托", "公司", "于2024年5月6日", "公示期", "为", "3日", "因", "废标", "异议", "。", "，", "\n", "否决其投标", "变更为"])
        | st.characters(),
        max_size=60,
    ).map("".join),
    STAGES,
)  # fmt: skip
def test_every_value_is_a_piece_of_the_text(text: str, stage: str) -> None:
    for number, element, start, end in sentences(text, stage):
        assert RULES[number].element == element
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "受" * 12_000,
        "受委托" * 4000,
        "公司" * 6000,
        "因由于鉴于" * 2400,
        "有异议" * 4000,
        "于2024年5月6日" * 1200,
        "由原变更为" * 2400,
        "公示期" * 4000,
        "，" * 12_000,
    ],
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    for stage in ("correction", "candidates", "termination"):
        assert len(list(sentences(text, stage))) <= sum(rule.most for rule in RULES)
