"""From the words beside a label to the value: each case gives the words and the slice of them that is the value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engine.reading import values
from gongkai.engine.reading.shapes import SHAPES

CASES: dict[values.Cleaner, list[tuple[str, str]]] = {
    values.prose: [(" 提供三年质保。 ", "提供三年质保"), ("甲；乙", "甲；乙"), ("/", ""), ("详见附件", "")],
    values.party: [
        ("青禾市教育局（盖章）", "青禾市教育局"),
        ("名称：青禾市教育局", "青禾市教育局"),
        ("青禾市教育局，地址：一路1号", "青禾市教育局"),
        ("青禾市教育局 联系人：李工", "青禾市教育局"),
        ("青禾市教育局（以下简称采购人）", "青禾市教育局"),
        ("青禾市建设集团（云岭）有限公司", "青禾市建设集团（云岭）有限公司"),
        ("甲有限公司\t100元", "甲有限公司"),
        ("某有限公司）", "某有限公司"),
        ("张三", "张三"),
        ("0399-5550101", ""),
        ("根据有关规定", ""),
        ("中标公告", ""),
        ("（联合体）", ""),
        ("详见附件", ""),
        ("/", ""),
    ],
    values.code: [
        ("QH-2024-001", "QH-2024-001"),
        ("QH-2024-001，详见招标文件", "QH-2024-001"),
        ("青财采〔2024〕12号", "青财采〔2024〕12号"),
        ("项目编号：QH-1", "QH-1"),
        ("QHZC2024-G1-0037（二次）", "QHZC2024-G1-0037（二次）"),
        ("没有数字", ""),
        ("无", ""),
    ],
    values.lot: [("一标段", "一标段"), ("A包", "A包"), ("/", ""), ("甲" * 61, "")],
    values.names: [
        ("李工", "李工"),
        ("李工、王五", "李工、王五"),
        ("张三 李四", "张三 李四"),
        ("李工 0399-5550101", "李工"),
        ("王女士（采购科）", "王女士"),
        ("联系人", ""),
        ("甲有限公司", ""),
        ("0399-5550101", ""),
        ("/", ""),
    ],
    values.leader: [
        ("张三", "张三"),
        ("张三（注册编号：云1）", "张三"),
        (" 张三,注册建造师,云1530", "张三"),
        ("张三/李四", "张三"),
        ("一级建造师", ""),
        ("项目经理：张三", ""),
    ],
    values.phones: [
        ("0399-5550101", "0399-5550101"),
        ("电话13800001111", "13800001111"),
        ("（0399）5550101", "（0399）5550101"),
        ("0399—5550101", "0399—5550101"),
        ("400-123-4567", "400-123-4567"),
        ("0399-5550101转802", "0399-5550101转802"),
        ("0399-5550101、5550102", "0399-5550101、5550102"),
        # the second is somebody else's
        ("0399-5550101 李工 0399-5550102", "0399-5550101"),
        ("12345678901234", ""),
        ("1380000111", ""),
    ],
    values.money: [
        ("12.5万元", "12.5万元"),
        ("100元（大写：壹佰元）", "100元"),
        ("壹拾贰万元整（¥120000.00）", "壹拾贰万元整（¥120000.00）"),
        ("人民币120000元。含税", "人民币120000元"),
        ("下浮5%", "下浮5%"),
        ("0", "0"),
        ("85分", ""),
        ("无报价", ""),
        ("详见附件", ""),
    ],
    values.moment: [
        ("2024年4月2日9点30分（北京时间）", "2024年4月2日9点30分（北京时间）"),
        ("2024年4月2日上午9时30分（星期二）", "2024年4月2日上午9时30分（星期二）"),
        ("截止2024-04-02 09:30:00", "2024-04-02 09:30:00"),
        ("二〇二四年四月二日", "二〇二四年四月二日"),
        ("9:30", ""),
        ("2024年13月40日", ""),
        ("待定", ""),
    ],
    values.opening: [
        ("2024年4月2日 开标二室", "2024年4月2日"),
        ("青禾市一路1号开标二室", "青禾市一路1号开标二室"),
        ("/", ""),
    ],
    values.period: [
        ("2024年5月6日至2024年5月9日", "2024年5月6日至2024年5月9日"),
        ("3个工作日。逾期不受理", "3个工作日"),
        ("五个工作日", "五个工作日"),
        ("长期", ""),
        ("/", ""),
    ],
    values.clause: [("公开招标。其余从略", "公开招标"), ("政府投资", "政府投资"), ("/", "")],
    values.address: [
        ("一路1号", "一路1号"),
        ("青禾市一路1号（三楼）", "青禾市一路1号（三楼）"),
        ("一路1号，邮编：650000", "一路1号"),
        ("一路1号 联系人：李工", "一路1号"),
        ("一路1号；电话：0399-5550101", "一路1号"),
        ("0399-5550101", ""),
        ("/", ""),
    ],
    values.quantity: [
        ("12345.6平方米", "12345.6平方米"),
        ("≤2.5", "≤2.5"),
        ("1.0-2.0", "1.0-2.0"),
        ("50年", "50年"),
        ("工业", ""),
        ("/", ""),
    ],
}
CLEANERS = sorted({shape.clean for shape in SHAPES.values()} | set(CASES), key=lambda cleaner: cleaner.__name__)


@pytest.mark.parametrize(
    ("clean", "text", "value"),
    [
        pytest.param(clean, text, value, id=f"{clean.__name__}-{text[:20]}")
        for clean, cases in CASES.items()
        for text, value in cases
    ],
)
def test_the_value_in_the_words(clean: values.Cleaner, text: str, value: str) -> None:
    span = clean(text)
    assert (text[slice(*span)] if span else "") == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "——",
        "\\",
        "无",
        "暂无。",
        "None",
        "***",
        "不适用",
        "详见附件",
        "见附件1",
        "（详见招标文件第三章）",
        "详见合同",
    ],
)
def test_words_that_say_nothing(text: str) -> None:
    assert values.is_nothing(text)


@pytest.mark.parametrize("text", ["0", "无锡市教育局", "青禾市教育局", "100元"])
def test_words_that_say_something(text: str) -> None:
    assert not values.is_nothing(text)


@pytest.mark.parametrize(
    ("text", "several"),
    [("2024-05-06", False), ("2024年5月6日至2024年5月9日", True), ("5个工作日", True), ("3天", True)],
)
def test_a_period_is_more_than_a_day(text: str, *, several: bool) -> None:
    assert values.is_range(text) is several


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("项目总投资3727万元；其中三标段901万元", ["3727万元", "901万元"]),
        ("一标段25万元；二标段20万元", ["25万元", "20万元"]),
        # an amount alone is kept whole
        ("12.5万元", []),
        ("人民币120000元", []),
        ("12", []),
    ],
)
def test_amounts_among_words(text: str, amounts: list[str]) -> None:
    assert [text[start:end] for start, end in values.amounts(text)] == amounts


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("统一社会信用代码：91530199XXGK003212", ["91530199XXGK003212"]),
        ("91530199XXGK003212、91530103XXGK019240", ["91530199XXGK003212", "91530103XXGK019240"]),
        ("组织机构代码 12345678-9", ["12345678-9"]),
        ("91530199XXGK00321", []),
    ],
)
def test_codes_of_firms(text: str, codes: list[str]) -> None:
    assert [text[start:end] for start, end in values.credit_codes(text)] == codes


WORDS = st.lists(
    st.sampled_from(
        ["甲有限公司", "（", "）", "2024年5月6日", "0399-5550101", "100万元", "详见附件", "/", "、", "。", "：", "\t", " ", "李工", "壹", "第", "9"]
    )
    | st.characters(),
    max_size=30,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("clean", CLEANERS, ids=lambda cleaner: cleaner.__name__)
@given(text=WORDS)
def test_a_value_is_always_a_slice_of_the_words(clean: values.Cleaner, text: str) -> None:
    span = clean(text)
    if span is not None:
        start, end = span
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()


@given(WORDS)
def test_several_values_stand_in_order(text: str) -> None:
    for spans in (values.amounts(text), values.credit_codes(text)):
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= start < end <= len(text) for start, end in spans)
