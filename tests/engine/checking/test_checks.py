"""Each check: what passes, what fails with which words and clause, and what cannot be judged."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongkai.engine.checking import CHECKS, Finding
from gongkai.engine.codes import Outcome, credit_check_character
from tests.engine.checking.conftest import reading, report

PASS, FAIL, NOT = Outcome.PASS, Outcome.FAIL, Outcome.NOT_APPLICABLE
Run = Callable[..., list[Finding]]


def outcomes(findings: list[Finding]) -> list[Outcome]:
    return [finding.outcome for finding in findings]


def test_every_check_answers_every_notice() -> None:
    for item in ("construction.tender-notice", "construction.award", "other.opening-record", "unknown"):
        for text, published in (("", ""), ("招标公告", "2024-05-06")):
            answered = {finding.check for finding in report(reading(item, text, published)).findings}
            assert answered == set(CHECKS)


# --- the item


def test_a_known_item_is_named_with_its_clause(run: Run) -> None:
    (found,) = run("item-known", "construction.award")
    assert (found.outcome, found.reason, found.clause) == (PASS, "识别为“中标结果”。", "测政发〔2018〕1号 四")


def test_an_item_outside_the_pack_is_not_applicable(run: Run) -> None:
    (found,) = run("item-known", "other.opening-record")
    assert found.outcome is NOT
    assert found.reason == "识别为“开标记录”，《测试包》没有这一公开事项，没有按事项核对。"
    assert outcomes(run("item-known", "unknown")) == [NOT]


# --- required elements


def test_missing_elements_are_named_with_their_clause(run: Run) -> None:
    findings = run("required-elements", buyer="某某局")
    assert [(found.outcome, found.reason, found.clause) for found in findings] == [
        (FAIL, "按测政发〔2018〕1号 四(一)，“招标公告”还应公开：招标范围。", "测政发〔2018〕1号 四(一)"),
        (FAIL, "按测令第2号 第十条，“招标公告”还应公开：保证金。", "测令第2号 第十条"),
    ]
    missing = report(reading(buyer="某某局")).missing
    assert [(bound.element, bound.clause) for bound in missing] == [("subject", "四(一)"), ("deposit", "第十条")]


def test_a_complete_notice_passes(run: Run) -> None:
    (found,) = run("required-elements", buyer="某某局", subject="新建一座水厂", deposit="5万元")
    assert (found.outcome, found.reason) == (PASS, "应有的 3 项内容要素都有。")


def test_a_value_that_only_points_elsewhere_is_none(run: Run) -> None:
    (found,) = run("required-elements", buyer="某某局", subject="详见招标文件", deposit="5万元")
    assert found.elements == ("subject",)


def test_a_national_rule_asks_only_while_it_is_in_force(run: Run) -> None:
    (found,) = run("required-elements", published="2011-05-06", buyer="某某局", subject="水厂")
    assert found.outcome is PASS
    (found,) = run("required-elements", published="2011-05-06", buyer="某某局")
    assert found.reason.endswith("（该文件2018年1月起施行，公告在此之前。）")


def test_an_item_without_a_list_is_not_applicable(run: Run) -> None:
    (found,) = run("required-elements", "construction.award")
    assert (found.outcome, found.reason) == (NOT, "文件没有列出“中标结果”的内容要素。")


# --- codes

GOOD = "91420500MA4900000" + credit_check_character("91420500MA4900000")


def test_a_right_and_a_wrong_credit_code(run: Run) -> None:
    assert outcomes(run("code-form", "construction.award", winner__code=GOOD)) == [PASS]
    wrong = GOOD[:-1] + ("1" if GOOD[-1] != "1" else "2")
    (found,) = run("code-form", "construction.award", winner__code=wrong)
    assert (found.outcome, found.clause) == (FAIL, "GB 32100-2015")
    assert wrong in found.reason


def test_a_labelled_code_in_the_text_is_judged_once(run: Run) -> None:
    text = f"供应商统一社会信用代码：{GOOD}"
    assert outcomes(run("code-form", "construction.award", text)) == [PASS]
    assert outcomes(run("code-form", "construction.award", text, winner__code=GOOD)) == [PASS]


def test_no_code_is_not_applicable_and_a_missing_aggregation_code_is_a_warning(run: Run) -> None:
    assert outcomes(run("code-form", "construction.award")) == [NOT]
    none, missing = run("code-form")
    assert (none.outcome, missing.outcome, missing.severity) == (NOT, FAIL, "warning")
    assert missing.reason == "没有归集编码：应写明投资项目统一代码，以便同一项目的信息归在一起。"
    assert outcomes(run("code-form", investment__code="2024-420500-48-01-000001")) == [PASS, PASS]


# --- dates


@pytest.mark.parametrize(
    ("item", "published", "elements", "expected"),
    [
        (
            "construction.tender-notice",
            "2024-05-06",
            {"submission__deadline": "2024年5月28日9时30分", "opening": "2024年5月28日9时00分，某某中心"},
            (FAIL, "截止之前就开标")
        ),
        (
            "construction.tender-notice",
            "2024-05-06",
            {"submission__deadline": "2024年5月28日9时30分", "opening": "2024年5月28日9时30分"},
            (PASS, "")
        ),
        ("construction.tender-notice", "2024-05-29", {"submission__deadline": "2024年5月28日9时30分"}, (FAIL, "已过截止时间")),
        ("construction.candidates", "2024-05-06", {"publicity__period": "2024年5月10日至2024年5月6日"}, (FAIL, "结束早于开始")),
        ("construction.candidates", "2024-05-08", {"publicity__period": "2024年5月6日至2024年5月10日"}, (FAIL, "已经开始")),
        ("construction.candidates", "2024-05-06", {"opening": "2024年5月10日9时"}, (FAIL, "早于开标时间")),
        ("procurement.contract", "2024-05-06", {"contract__date": "2024年5月7日"}, (FAIL, "公告早于签订")),
        ("procurement.contract", "2024-05-06", {"contract__date": "2024年2月30日"}, (FAIL, "没有这一天")),
        (
            "construction.award",
            "2024-05-06",
            {"deal__time": "2024年5月3日", "contract__date": "2024年5月2日"},
            (FAIL, "先签合同后成交")
        ),
        ("construction.award", "2024-05-06", {}, (NOT, "没有可以互相核对的时间")),
    ],
)  # fmt: skip
def test_dates(run: Run, item: str, published: str, elements: dict[str, str], expected: tuple[Outcome, str]) -> None:
    outcome, words = expected
    findings = run("date-order", item, "", published, **elements)
    matching = [found for found in findings if found.outcome is outcome and words in found.reason]
    assert matching
    if outcome is not FAIL:
        assert FAIL not in outcomes(findings)


def test_several_sections_with_their_own_times_are_not_compared(run: Run) -> None:
    opening = ["2024年5月20日9时", "2024年5月29日9时"]
    assert outcomes(run("date-order", submission__deadline="2024年5月28日9时", opening=opening)) == [PASS]


# --- amounts


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("中标价：人民币壹佰贰拾叁万肆仟伍佰元整（￥1234500元）", PASS),
        ("中标价：大写：壹佰贰拾叁万肆仟伍佰元整 小写：1234600元", FAIL),
        ("￥123.45万元（大写：壹佰贰拾叁万肆仟伍佰元整）", PASS),
        ("柒拾贰万玖仟零贰拾伍元整（￥72.90万元）", PASS),
        ("柒拾贰万玖仟零贰拾伍元整（￥73万元）", FAIL),
        ("人民币3 3 2元，大写叁佰叁拾贰元", NOT),
        ("中标价：1234500元", NOT),
        ("保证金壹万元整。\n预算：200万元", NOT),
        ("", NOT),
    ],
)
def test_amounts_in_words_and_figures(run: Run, text: str, outcome: Outcome) -> None:
    assert outcomes(run("amount-words", "construction.award", text)) == [outcome]


def test_the_gap_is_said(run: Run) -> None:
    (found,) = run("amount-words", "construction.award", "壹佰元整（￥101元）")
    assert found.reason == "大小写金额不一致：“壹佰元整”与“￥101元”，相差 1 元。"


def test_an_amount_above_the_ceiling_fails_with_its_clause(run: Run) -> None:
    (found,) = run("amount-match", "construction.award", amount="120万元", price__ceiling="100万元")
    assert (found.outcome, found.clause) == (FAIL, "《招标投标法实施条例》第五十一条第（五）项")
    assert found.reason == "中标（成交）金额 1200000 元，最高限价 1000000 元：超过最高限价。"
    (found,) = run("amount-match", "construction.award", amount="1200000万元", price__ceiling="130万元")
    assert "可能把元和万元写混了" in found.reason
    (found,) = run("amount-match", "construction.award", amount="305.73", budget="319万元")
    assert (found.outcome, found.severity) == (FAIL, "warning")
    assert found.reason.endswith("不到预算的千分之一，可能把万元写成了元。")


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        ({"amount": "90万元", "price__ceiling": "100万元", "budget": "95万元"}, [PASS, PASS]),
        ({"amount": "98万元", "price__ceiling": "100万元", "budget": "95万元"}, [PASS, FAIL]),
        ({"amount": ["30万元", "90万元"], "budget": ["40万元", "80万元"]}, [PASS, FAIL]),
        ({"amount": "下浮率5%", "budget": "95万元"}, [NOT]),
        ({"amount": "98万元/年", "budget": "95万元"}, [NOT]),
        ({"amount": "98万元"}, [NOT]),
        ({"amount": "98万元", "candidate__price": ["98万元", "99万元"]}, [PASS]),
        ({"amount": "97万元", "candidate__price": ["98万元", "99万元"]}, [FAIL]),
        ({"price__ceiling": "98.5万元", "candidate__price": ["98万元", "99万元"]}, [FAIL]),
        ({"price__ceiling": "100万元", "candidate__price": ["98万元", "99万元"]}, [PASS]),
        ({"amount": ["97万元", "1万元"], "candidate__price": ["98万元", "99万元"]}, [NOT]),
        ({}, [NOT]),
    ],
)
def test_amounts_that_belong_together(run: Run, elements: dict[str, str], expected: list[Outcome]) -> None:
    assert outcomes(run("amount-match", "construction.award", **elements)) == expected


# --- lengths


@pytest.mark.parametrize(
    ("item", "elements", "expected"),
    [
        ("construction.candidates", {"publicity__period": "2024年5月6日至2024年5月9日"}, [PASS]),
        ("construction.candidates", {"publicity__period": "2024年5月6日至2024年5月8日"}, [FAIL]),
        ("construction.candidates", {"publicity__period": "3日"}, [PASS]),
        ("construction.candidates", {"publicity__period": "2个工作日"}, [FAIL]),
        ("construction.candidates", {"publicity__period": "72小时"}, [PASS]),
        ("construction.candidates", {"publicity__period": "2024年5月9日"}, [PASS]),
        ("construction.candidates", {}, [NOT]),
        ("construction.tender-notice", {"submission__deadline": "2024年5月26日9时"}, [PASS]),
        ("construction.tender-notice", {"submission__deadline": "2024年5月24日9时"}, [FAIL]),
        (
            "construction.tender-notice",
            {"submission__deadline": "2024年5月28日9时", "documents__obtain": "2024年5月6日至2024年5月8日，某某平台"},
            [PASS, FAIL],
        ),
        ("procurement.tender-notice", {"notice__period": "5个工作日"}, [PASS]),
        ("procurement.tender-notice", {"notice__period": "7日"}, [NOT]),
        ("procurement.tender-notice", {"notice__period": "3日"}, [FAIL]),
        ("other.opening-record", {}, [NOT]),
    ],
)  # fmt: skip
def test_lengths(run: Run, item: str, elements: dict[str, str], expected: list[Outcome]) -> None:
    assert outcomes(run("period-length", item, **elements)) == expected


def test_a_short_period_says_what_the_rule_orders(run: Run) -> None:
    findings = run("period-length", documents__obtain="2024年5月6日至2024年5月8日")
    assert [(found.outcome, found.clause, found.remedy) for found in findings] == [
        (FAIL, "测令第2号 第九条", "延长发售")
    ]


def test_one_day_on_which_documents_are_first_to_be_had_is_no_period(run: Run) -> None:
    assert outcomes(run("period-length", documents__obtain="2024年5月6日")) == [NOT]


def test_an_unverified_rule_says_so_and_only_warns(run: Run) -> None:
    (found,) = run("period-length", "procurement.tender-notice", notice__period="3个工作日")
    assert (found.outcome, found.severity) == (FAIL, "warning")
    assert found.reason.endswith("（规则原文尚待核实）")


def test_a_rule_that_hangs_on_the_method_applies_only_where_it_is_said(run: Run) -> None:
    said = {"publicity__period": "3日"}
    assert len(run("period-length", "construction.candidates", **said)) == 1
    assert outcomes(run("period-length", "construction.candidates", transaction__method="单一来源采购", **said)) == [
        PASS,
        FAIL,
    ]


def test_a_rule_out_of_force_is_not_applied(run: Run) -> None:
    findings = run("period-length", "construction.candidates", published="2011-05-06", publicity__period="1日")
    assert outcomes(findings) == [NOT]


# --- lateness


def test_a_contract_notice_on_time_and_late(run: Run) -> None:
    contract = {"contract__date": "2024年4月30日"}
    (found,) = run("published-late", "procurement.contract", published="2024-05-07", **contract)
    assert found.outcome is PASS
    (found,) = run("published-late", "procurement.contract", published="2024-05-09", **contract)
    assert (found.outcome, found.clause) == (FAIL, "测政发〔2018〕1号 六(一)")
    assert found.reason == (
        "合同签订：2024 年 4 月 30 日（周二）；按测政发〔2018〕1号 六(一)应在 2024 年 5 月 7 日（周二）前公开，"
        "发布于 2024 年 5 月 9 日（周四），晚了 2 天。"
    )
    assert found.elements == ("contract.date",)


def test_a_notice_too_close_to_the_deadline_is_late(run: Run) -> None:
    (found,) = run("published-late", published="2024-05-20", submission__deadline="2024年5月28日9时")
    assert (found.outcome, found.remedy) == (FAIL, "请从发布之日起顺延截止时间。")


@pytest.mark.parametrize(
    ("item", "published", "elements", "words"),
    [
        ("procurement.contract", "", {"contract__date": "2024年4月30日"}, "看不出发布时间"),
        ("procurement.contract", "2024-05-06", {}, "没有写出公开时限的起算时间"),
        ("procurement.contract", "2031-01-06", {"contract__date": "2031年1月2日"}, "尚不能确定"),
        ("procurement.contract", "1999-01-06", {"contract__date": "1999年1月2日"}, "算不出时限"),
        ("other.opening-record", "2024-05-06", {}, "没有对应的公开事项"),
    ],
)  # fmt: skip
def test_lateness_that_cannot_be_judged(
    run: Run, item: str, published: str, elements: dict[str, str], words: str
) -> None:
    (found,) = run("published-late", item, "", published, **elements)
    assert found.outcome is NOT
    assert words in found.reason


# --- attachments and personal data


def test_a_text_that_only_points_to_a_file_fails(run: Run) -> None:
    (found,) = run("attachments-only", text="招标公告\n内容详见附件。", title="招标公告", attachments=("公告.pdf",))
    assert (found.outcome, found.severity) == (FAIL, "warning")
    assert found.reason == "正文只有 7 个字，主要内容都在附件里。"


def test_a_text_with_its_contents_and_a_file_passes(run: Run) -> None:
    text = "招标公告\n" + "本项目新建一座水厂，建设规模每日五万吨。" * 20 + "\n附件：图纸.pdf"
    assert outcomes(run("attachments-only", text=text, attachments=("图纸.pdf",))) == [PASS]
    assert outcomes(run("attachments-only", text="招标公告")) == [NOT]


def test_personal_data_is_one_finding_a_kind_and_never_shown(run: Run) -> None:
    number = "11010519491231002X"
    text = f"甲身份证号：{number}\n乙身份证号：{number}\n家庭住址：某某市某某路1号"
    first, second = run("personal-data", "construction.award", text)
    assert first.reason.startswith("有 2 处公民身份号码，如“110105**********2X”")
    assert first.clause == "《政府信息公开条例》（国务院令第711号）第十五条"
    assert second.reason.startswith("有 1 处家庭住址")
    assert number not in first.reason + second.reason
    assert len(report(reading("construction.award", text)).personal) == 3


def test_the_regulation_of_the_day_is_cited(run: Run) -> None:
    (found,) = run("personal-data", "construction.award", "", "2015-01-01")
    assert (found.outcome, found.clause) == (PASS, "《政府信息公开条例》（国务院令第492号）第十四条")


def test_the_place_of_a_finding_is_that_of_its_span() -> None:
    read = reading("construction.award", "第一行\n壹佰元整（￥101元）")
    found = next(one for one in report(read).failed if one.check == "amount-words")
    assert found.span is not None
    assert found.where == {"line": 2, "offset": found.span[0]}
