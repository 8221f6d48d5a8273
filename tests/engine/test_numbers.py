"""Amounts, numerals, dates, periods and telephones."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engine.numbers import (
    BEIJING,
    Range,
    decimal_text,
    find_moments,
    find_money,
    find_phones,
    money_words,
    parse_moment,
    parse_money,
    parse_numeral,
    parse_range,
    unit_of,
)

MONEY = [
    ("￥1,234.56元", "", "1234.56"),
    ("123.45万元", "", "1234500"),
    ("12亿元", "", "1200000000"),
    ("人民币壹佰贰拾叁万肆仟伍佰元整", "", "1234500"),
    ("96万元/年", "", "960000"),
    ("1234.5", "金额（万元）", "12345000"),
    ("￥12.5", "金额（万元）", "125000"),
    ("12.5元", "金额（万元）", "12.5"),
    ("１，２３４．５６元", "", "1234.56"),
    ("3亿5000万元", "", "350000000"),
    ("12万3456.78元", "", "123456.78"),
    ("5元6角3分", "", "5.63"),
    ("人民币拾点柒肆伍伍万元整", "", "107455"),
    ("肆拾万零柒仟柒佰元整", "", "407700"),
    ("约 450万元", "", "4500000"),
    ("1234500.00", "", "1234500"),
    ("壹仟贰佰叁拾肆元伍角陆分", "", "1234.56"),
    ("叁拾陆万陆仟伍佰陆拾贰元零贰分", "", "366562.02"),
    ("CNY 100,000.00", "", "100000"),
    ("160, 500元", "", "160500"),
    ("人民币4 300元", "", "4300"),
    ("人民币12 345 678.90元", "", "12345678.9"),
    ("1 300元", "", "300"),
    ("108\n.00\n万元", "", "1080000"),
    ("采购限额标准以上，200万元以下", "", "2000000"),
    ("0元", "", "0"),
    ("1,234.56", "", "1234.56"),
    ("12,345,678", "", "12345678"),
    ("￥12,345,678元", "", "12345678"),
    ("￥500，2元一个", "", "500"),
    ("￥500,2024年5月6日前", "", "500"),
    ("-5万元", "", "-50000"),
    ("－5万元", "", "-50000"),
    ("−5万元", "", "-50000"),
    ("负5万元", "", "-50000"),
    ("￥-5万元", "", "-50000"),
    ("-￥1,234.56", "", "-1234.56"),
    ("金额：-5万元", "", "-50000"),
    ("负伍万元整", "", "-50000"),
    ("10-20万元", "", "200000"),
    ("10万元-20万元", "", "100000"),
    ("一标段-5万元", "", "50000"),
    ("自负5万元", "", "50000"),
    ("伍角整", "", "0.5"),
    ("伍分", "", "0.05"),
    ("人民币伍角陆分", "", "0.56"),
    ("伍角零陆分整", "", "0.56"),
    ("壹元 伍角", "", "1.5"),
]


@pytest.mark.parametrize(("text", "hint", "yuan"), MONEY)
def test_an_amount_is_read_as_yuan(text: str, hint: str, yuan: str) -> None:
    money = parse_money(text, hint)
    assert money is not None
    assert money.normal == yuan


@pytest.mark.parametrize(
    "text",
    [
        "",
        "详见附件",
        "5%",
        "下浮率5%",
        "9.5折",
        "100万美元",
        "12.5万平方米",
        "5千米",
        "二〇二四年",
        "多元化",
        "20240506号",
        "￥12,34元",
        "￥12,34",
        "￥1,234,56元",
        "￥1,2345,6789",
        "至-5万元",
        "- 5万元",
        "—5万元",
        "伍分以上者合格",
        "得伍分",
        "三角形",
    ],
)
def test_what_is_no_amount_in_yuan_is_none(text: str) -> None:
    assert parse_money(text) is None


def test_amounts_in_words_and_figures_stand_in_order_with_their_spans() -> None:
    text = "人民币壹佰贰拾叁万肆仟伍佰元整（￥123.45万元）"
    found = find_money(text)
    assert [(text[money.start : money.end], money.words) for money in found] == [
        ("人民币壹佰贰拾叁万肆仟伍佰元整", True),
        ("￥123.45万元", False),
    ]
    assert found[0].yuan == found[1].yuan == Decimal(1234500)


def test_a_price_for_a_unit_says_so() -> None:
    assert find_money("最高限价：96万元/年")[0].per == "年"
    assert find_money("单价0.5元/平方米，共10元")[0].per == "平方米"
    assert find_money("单价0.5元/平方米，共10元")[1].per == ""


@pytest.mark.parametrize(
    ("hint", "unit"),
    [
        ("金额（万元）", 10_000),
        ("单价(元)", 1),
        ("总价（亿元）", 100_000_000),
        ("价格（万）", 10_000),
        ("中标金额", None),
        ("报价（万美元）", None),
    ],
)
def test_a_label_gives_the_unit(hint: str, unit: int | None) -> None:
    assert unit_of(hint) == (None if unit is None else Decimal(unit))


@given(st.one_of(st.integers(min_value=0, max_value=100), st.integers(min_value=0, max_value=10**14 - 1)))
def test_an_amount_written_in_capitals_reads_back(fen: int) -> None:
    yuan = Decimal(fen) / 100
    words = money_words(yuan)
    found = find_money(words)
    assert [money.yuan for money in found] == [yuan], words
    assert (found[0].start, found[0].end) == (0, len(words))


@given(st.integers(min_value=0, max_value=10**14 - 1))
def test_figures_with_thousands_read_back(fen: int) -> None:
    yuan = Decimal(fen) / 100
    money = parse_money(f"￥{yuan:,.2f}元")
    assert money is not None
    assert money.yuan == yuan
    assert Decimal(money.normal) == yuan


@given(st.text(alphabet="0123456789.,，万亿元￥角分零壹贰拾佰 人民币整点年月日-至/（）", max_size=40))
def test_no_text_breaks_the_readers_and_spans_lie_inside(text: str) -> None:
    for money in find_money(text):
        assert 0 <= money.start < money.end <= len(text)
    for start, end, _ in find_moments(text):
        assert 0 <= start < end <= len(text)
    for start, end, _, _ in find_phones(text):
        assert 0 <= start < end <= len(text)
    parse_range(text)
    parse_moment(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0), ("十", 10), ("十五", 15), ("二十", 20), ("一百零五", 105), ("壹仟零伍拾", 1050), ("两万", 20000),
        ("一万亿", 10**12), ("壹亿贰仟万", 120_000_000), ("拾万", 100_000), ("叁拾玖万捌仟", 398_000),
    ],
)  # fmt: skip
def test_a_numeral_is_read(text: str, number: int) -> None:
    assert parse_numeral(text) == number


@pytest.mark.parametrize("text", ["", "壹贰", "十百", "百", "万", "一万万", "十十", "一千千", "五元", "百十"])
def test_a_malformed_numeral_is_none(text: str) -> None:
    assert parse_numeral(text) is None


def test_capital_amounts_are_written_as_the_rules_of_banks_have_them() -> None:
    assert money_words(Decimal(1234500)) == "壹佰贰拾叁万肆仟伍佰元整"
    assert money_words(Decimal("100000.05")) == "壹拾万元零伍分"
    assert money_words(Decimal(10_001)) == "壹万零壹元整"
    assert money_words(Decimal(0)) == "零元整"
    with pytest.raises(ValueError, match="9999"):
        money_words(Decimal(10**13))


MOMENTS = [
    ("2024年5月6日", "2024-05-06"),
    ("2024-05-06 09:30", "2024-05-06T09:30:00+08:00"),
    ("2024/5/6", "2024-05-06"),
    ("二〇二四年五月六日", "2024-05-06"),
    ("二0一二年九月二十四日", "2012-09-24"),
    ("二零一二年十二月卅一日", "2012-12-31"),
    ("2024.05.06", "2024-05-06"),
    ("2024年5月6日上午9时30分", "2024-05-06T09:30:00+08:00"),
    ("2024年5月6日14点30分", "2024-05-06T14:30:00+08:00"),
    ("2024年5月6日下午2:30", "2024-05-06T14:30:00+08:00"),
    ("2024年5月6日下午14:30", "2024-05-06T14:30:00+08:00"),
    ("2024年5月6日9点半", "2024-05-06T09:30:00+08:00"),
    ("2024年5月6日9时整", "2024-05-06T09:00:00+08:00"),
    ("2024年5月6日中午12:00", "2024-05-06T12:00:00+08:00"),
    ("2024年12月31日24:00", "2025-01-01T00:00:00+08:00"),
    ("2024年5月6日（星期一）9：30", "2024-05-06T09:30:00+08:00"),
    ("2024年05月06日09:30（北京时间）", "2024-05-06T09:30:00+08:00"),
    ("2024年\n12\n月\n11\n日", "2024-12-11"),
    ("2024-05-06T09:30:00", "2024-05-06T09:30:00+08:00"),
    ("2024-05-06T01:30:00Z", "2024-05-06T09:30:00+08:00"),
    ("20240506", "2024-05-06"),
    ("20240506093000", "2024-05-06T09:30:00+08:00"),
    ("2024年5月", "2024-05"),
    ("２０２４年５月６日", "2024-05-06"),
]


@pytest.mark.parametrize(("text", "iso"), MOMENTS)
def test_a_date_is_read_in_every_form(text: str, iso: str) -> None:
    moment = parse_moment(text)
    assert moment is not None
    assert moment.iso == iso
    assert moment.has_time == ("T" in iso)


@pytest.mark.parametrize(
    "text",
    ["", "2024年2月30日", "2024年13月1日", "2024年5月6日25:00", "2024年5月6日9:75", "5月6日", "2024年5月67日", "HD2024-1-5R",
     "2505-361130-04-01-273488", "20241301", "1024年5月6日", "2024-05-06T99:00:00", "二〇二四年十三月一日"],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_moment(text) is None


def test_midnight_at_the_end_of_a_day_keeps_the_day_that_was_written() -> None:
    moment = parse_moment("2024年5月6日24时")
    assert moment is not None
    assert moment.day == date(2024, 5, 6)
    assert moment.at == datetime(2024, 5, 7, tzinfo=BEIJING)


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2099, 12, 31)))  # noqa: DTZ001 made Beijing time below
def test_a_moment_written_in_any_form_reads_back(when: datetime) -> None:
    when = when.replace(second=0, microsecond=0, tzinfo=BEIJING)
    for form in ("%Y年%m月%d日%H时%M分", "%Y年%m月%d日 %H:%M", "%Y-%m-%d %H:%M", "%Y/%m/%d %H：%M", "%Y%m%d%H%M"):
        moment = parse_moment(when.strftime(form))
        assert moment is not None
        assert moment.at == when


def moments(text: str) -> list[str]:
    return [moment.iso for _, _, moment in find_moments(text)]


def test_the_second_date_of_a_period_takes_year_and_month_from_the_first() -> None:
    assert moments("2024年5月6日至5月10日17:00") == ["2024-05-06", "2024-05-10T17:00:00+08:00"]
    assert moments("2024年5月6日 8:30起至10日") == ["2024-05-06T08:30:00+08:00", "2024-05-10"]
    assert moments("2021.3.1-2023.3.1") == ["2021-03-01", "2023-03-01"]
    assert moments("2024-05-06-2024-06-01") == ["2024-05-06", "2024-06-01"]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2024年12月30日至1月5日", "2025-01-05"),
        ("2024年12月30日9:00至1月5日17:00", "2025-01-05T17:00:00+08:00"),
        ("2023年12月30日至2月29日", "2024-02-29"),
        ("2024年12月30日至12月31日", "2024-12-31"),
        ("2024年12月30日至2024年1月5日", "2024-01-05"),
        ("2024年12月30日至2023年1月5日", "2023-01-05"),
        ("2024年12月30日至31日", "2024-12-31"),
    ],
)
def test_a_period_without_a_year_at_its_end_may_run_into_the_next(text: str, end: str) -> None:
    assert moments(text)[1] == end


def shown(found: Range | None) -> tuple[str, str, int | None, str] | None:
    if found is None:
        return None
    return (found.start.iso if found.start else "", found.end.iso if found.end else "", found.count, found.unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年5月6日至5月10日", ("2024-05-06", "2024-05-10", None, "")),
        ("自2024年5月6日起5个工作日", ("2024-05-06", "", 5, "working-days")),
        ("3日", ("", "", 3, "days")),
        ("5（工作日）", ("", "", 5, "working-days")),
        ("自本公告发布之日起五个工作日", ("", "", 5, "working-days")),
        ("合同签订后90日历天", ("", "", 90, "days")),
        ("24小时", ("", "", 24, "hours")),
        ("3个月", ("", "", 3, "months")),
        ("一年", ("", "", 1, "years")),
        ("至2024年5月10日止", ("", "2024-05-10", None, "")),
        ("自2024年5月6日起", ("2024-05-06", "", None, "")),
        ("2024年05月12日 18时00分至2024年05月15日 18时00分",
         ("2024-05-12T18:00:00+08:00", "2024-05-15T18:00:00+08:00", None, "")),
        ("24年", ("", "", 24, "years")),
        ("1年6个月", ("", "", 1, "years")),
        ("24年5月6日", None),
        ("24年 5月 6日", None),
        ("二四年五月六日", None),
        ("公示期：24年5月6日至24年5月7日", None),
        ("24年5月6日起5个工作日", ("", "", 5, "working-days")),
        ("2024年5月6日至24年5月7日", ("2024-05-06", "", None, "")),
        ("24年5月6日至2024年5月7日", ("", "2024-05-07", None, "")),
        ("2024年12月30日至1月5日", ("2024-12-30", "2025-01-05", None, "")),
        ("2024年12月30日至2023年1月5日", ("2024-12-30", "2023-01-05", None, "")),
        ("详见公告", None),
        ("2024年2月30日", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_period_is_read(text: str, expected: tuple[str, str, int | None, str] | None) -> None:
    assert shown(parse_range(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0717-6051203、6051204", [("07176051203", "landline"), ("07176051204", "landline")]),
        ("联系电话：13812345678", [("13812345678", "mobile")]),
        ("0512-66601211或66601212", [("051266601211", "landline"), ("051266601212", "landline")]),
        ("+86 138-1234-5678", [("13812345678", "mobile")]),
        ("（010）62345678转801", [("01062345678-801", "landline")]),
        ("400-998-0000", [("4009980000", "service")]),
        ("0571-88888888-8001", [("057188888888-8001", "landline")]),
        ("电话：8223456", [("8223456", "local")]),
        ("０７１７－６０５１２０３", [("07176051203", "landline")]),
        ("编号0422015050000991", []),
        ("鄂1422015201600123", []),
        ("2024年预算8223456元", []),
    ],
)
def test_telephones_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(digits, kind) for _, _, digits, kind in find_phones(text)] == expected


@pytest.mark.parametrize(("value", "text"), [("1.50", "1.5"), ("100", "100"), ("1E+6", "1000000"), ("0.00", "0")])
def test_a_decimal_is_written_without_exponent(value: str, text: str) -> None:
    assert decimal_text(Decimal(value)) == text
