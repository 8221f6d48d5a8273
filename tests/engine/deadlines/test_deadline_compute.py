"""Which rules apply, which binds, and what is said when none does."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from gongkai.engine.deadlines import BEIJING, Deadlines
from gongkai.engine.errors import CalendarError, FactError, UnknownIdError

FORMED = {"when": ["formed", "changed"], "within": "20 working-days", "clause": "二(四)"}
EXCHANGE = {"when": "received", "within": "12 hours", "facts": {"by": ["data-exchange"]}, "clause": "六(二)"}
TYPED = {
    "when": "confirmed",
    "within": "1 working-day",
    "facts": {"by": ["fax", "paper", "e-mail"]},
    "clause": "六(二)",
}
VERIFY = {
    "when": "received",
    "within": "3 working-days",
    "facts": {"step": ["verification"]},
    "action": "verify",
    "clause": "六(二)",
}


def test_the_strictest_of_several_rules_binds_and_all_are_shown(ask, make, day):
    national = make.bound(FORMED, pack="law", general=True, law=make.document("nation"))
    local = make.bound({"when": "formed", "within": "5 working-days", "clause": "六(四)"}, law=make.document("town"))
    answer = ask(local, national, formed="2018-12-03")
    assert answer.due == day("2018-12-10")
    assert answer.binding == "town〔2018〕1号 六(四)"
    assert answer.why_binding == "适用的 2 条规则中它最早到期，从严执行。"
    assert [(r.cited, r.form, r.span, r.due) for r in answer.rules] == [
        ("town〔2018〕1号 六(四)", "within", "5 working-days", day("2018-12-10")),
        ("nation〔2018〕1号 二(四)", "within", "20 working-days", day("2018-12-29")),
    ]


def test_the_general_rule_binds_when_it_is_stricter(ask, make, day):
    general = make.bound({"when": "formed", "within": "1 working-day", "clause": "一"}, general=True)
    special = make.bound({"when": "formed", "within": "5 working-days", "clause": "二"})
    answer = ask(special, general, formed="2018-12-03")
    assert (answer.due, answer.binding) == (day("2018-12-04"), "local〔2018〕1号 一")


def test_a_tie_is_cited_by_the_nearer_special_rule(ask, make):
    law = make.bound(FORMED, pack="law", law=make.document("nation"))
    general = make.bound(FORMED | {"clause": "六"}, general=True)
    special = make.bound(FORMED | {"clause": "六(一)"})
    answer = ask(law, general, special, formed="2018-12-03")
    assert answer.binding == "local〔2018〕1号 六(一)"
    assert answer.why_binding == "适用的 3 条规则中，它和另外 2 条同时最早到期；引用时，本目录的和专门的规定在先。"


def test_a_moment_is_stricter_than_its_day(ask):
    same = {"same-time-as": "received"}
    answer = ask({"when": "received", "within": "1 working-day"}, same, received="2018-12-03T09:00")
    assert answer.due == datetime(2018, 12, 3, 9, tzinfo=BEIJING)
    until_midnight = {"when": "received", "within": "24 hours", "clause": "二"}
    day_rule = {"when": "formed", "within": "1 working-day", "clause": "一"}
    tie = ask(day_rule, until_midnight, received="2018-12-04T00:00", formed="2018-12-03")
    assert tie.due == date(2018, 12, 4)


def test_every_event_given_is_computed(ask, day):
    answer = ask(FORMED, formed="2018-12-03", changed="2018-11-01")
    assert [(r.events, r.due) for r in answer.rules] == [
        (("formed",), day("2018-12-29")),
        (("changed",), day("2018-11-29")),
    ]
    assert answer.due == day("2018-11-29")


@pytest.mark.parametrize(
    ("asked", "overdue", "note"),
    [
        ("2018-12-28", False, "截至 2018-12-28 未到期，还有 1 个工作日。"),
        ("2018-12-29", False, "截至 2018-12-29 未到期，还有 0 个工作日。"),
        ("2018-12-29T23:59", False, "截至 2018-12-29 未到期，还有 0 个工作日。"),
        ("2018-12-30T00:00", True, "截至 2018-12-30 已逾期 0 个工作日。"),
        ("2019-01-04", True, "截至 2019-01-04 已逾期 3 个工作日。"),
    ],
)
def test_how_things_stand_at_the_moment_of_asking(ask, asked, overdue, note):
    answer = ask(FORMED, formed="2018-12-03", as_of=asked)
    assert (answer.overdue, answer.notes) == (overdue, (note,))
    assert answer.as_json()["overdue"] is overdue


def test_without_a_date_nothing_is_overdue(ask):
    assert ask(FORMED, formed="2018-12-03").overdue is None
    assert ask(FORMED, formed="2026-12-20", as_of="2027-05-01").overdue is None


def test_an_event_no_rule_uses_is_named(ask):
    answer = ask(FORMED, formed="2018-12-03", bid_deadline="2018-12-30")
    assert answer.notes == ("事件“投标截止”没有用到：没有规则从它起算。",)


@pytest.mark.parametrize("by", ["data-exchange", "电子数据交互", "数据交互", "Data_Exchange"])
def test_facts_choose_the_rule_in_either_language(ask, by):
    answer = ask(EXCHANGE, TYPED, VERIFY, received="2018-12-01T09:00", facts={"by": by})
    assert answer.due == datetime(2018, 12, 1, 21, tzinfo=BEIJING)
    assert [(n.cause, n.reason, n.needs) for n in answer.not_applied] == [
        ("event", "需要事件 核验确认", "confirmed"),
        ("fact", "只用于核验环节的情形；如属这种情形，请加事实 step=verification", "step=verification"),
    ]


def test_facts_by_chinese_name(ask, day):
    answer = ask(EXCHANGE, TYPED, VERIFY, confirmed="2018-12-03", facts={"提交方式": "传真"})
    assert answer.due == day("2018-12-04")


def test_a_way_that_another_rule_of_the_clause_names_is_not_left_to_this_one(ask, day, make):
    """按数据规范交互的自收到起12小时；只有其他方式才有核验确认（六(二)）."""
    rest = {"when": "confirmed", "within": "1 working-day", "clause": "六(二)"}
    exchange = EXCHANGE | {"clause": "六(二)"}
    for facts in ({}, {"by": "fax"}, {"by": "直接录入"}):
        assert ask(exchange, rest, confirmed="2018-12-03", facts=facts).due == day("2018-12-04")
    with pytest.raises(FactError) as refused:
        ask(exchange, rest, confirmed="2018-12-03", facts={"by": "交互"})
    assert "同一条款对按数据规范交互的情形（by=data-exchange）另有规定" in refused.value.remedy
    assert "received（收到）" in refused.value.remedy
    both = ask(exchange, rest, confirmed="2018-12-03", received="2018-12-01T09:00", facts={"by": "data-exchange"})
    assert both.due == datetime(2018, 12, 1, 21, tzinfo=BEIJING)
    assert [(n.cause, n.reason, n.needs) for n in both.not_applied] == [
        ("fact", "同一条款对按数据规范交互的情形（by=data-exchange）另有规定", "")
    ]
    # another clause, document or action shares nothing out
    for other in (exchange | {"clause": "七"}, exchange | {"action": "exchange"}):
        assert ask(other, rest, confirmed="2018-12-03", facts={"by": "data-exchange"}).due == day("2018-12-04")
    elsewhere = make.bound(exchange, law=make.document("other"))
    assert ask(elsewhere, rest, confirmed="2018-12-03", facts={"by": "data-exchange"}).due == day("2018-12-04")


def test_verification_has_its_own_deadline(ask, day):
    for facts in ({"step": "verification"}, {"step": "核验确认"}, {"action": "verify"}, {"action": "核验"}):
        answer = ask(EXCHANGE, TYPED, VERIFY, received="2018-12-03T09:00", facts=facts)
        assert answer.due == day("2018-12-06")
        assert answer.rule.action == "verify"
        assert answer.why_binding == "只有这一条规则适用。"


def test_a_step_brings_its_rules_whatever_their_action(ask, day):
    examine = {"when": "received", "within": "5 working-days", "action": "decide", "facts": {"step": ["examination"]}}
    assert ask(examine, VERIFY, received="2018-12-03", facts={"环节": "审查"}).due == day("2018-12-10")
    with pytest.raises(FactError) as refused:
        ask(FORMED, formed="2018-12-03", facts={"step": "examination"})
    assert refused.value.message == (
        "出让公告（land.announcement）：所给事件 formed=2018-12-03 只用于 publish 的时限，没有 examination 时限适用。"
    )
    assert ask(FORMED, formed="2018-12-03", facts={"step": "公开"}).due == day("2018-12-29")


def test_a_public_tender_is_a_tender(ask):
    rule = {"before": "bid-deadline", "at-least": "20 days", "facts": {"method": ["tender"]}}
    for method in ("招标", "公开招标", "邀请招标"):
        assert ask(rule, bid_deadline="2018-12-30", facts={"method": method}).due == date(2018, 12, 10)
    with pytest.raises(FactError, match="按所给事实没有规则适用"):
        ask(rule, bid_deadline="2018-12-30", facts={"method": "拍卖"})


def test_rules_about_other_actions_are_shown_but_do_not_compete(ask, day):
    sign = {"when": "awarded", "within": "1 day", "action": "sign", "clause": "四十六"}
    publish = {"when": "awarded", "within": "5 working-days", "clause": "四十三"}
    answer = ask(sign, publish, awarded="2018-12-03")
    assert answer.due == day("2018-12-10")
    assert [(r.action, r.competes) for r in answer.rules] == [("sign", False), ("publish", True)]
    assert ask(sign, publish, awarded="2018-12-03", facts={"action": "签订"}).due == day("2018-12-04")


def test_a_reporting_deadline_answers_when_there_is_no_other(ask, day):
    answer = ask({"on": ["12-31"], "action": "report"}, as_of="2018-11-01")
    assert answer.due == day("2018-12-31")
    assert answer.notes == (
        "本目录对这一事项只定了报送的日期，按报送的日期算。",
        "截至 2018-11-01 未到期，还有 42 个工作日。",
    )


def test_a_report_after_an_event_is_not_taken_for_publication(ask):
    with pytest.raises(FactError, match="只用于 report 的时限"):
        ask({"when": "awarded", "within": "15 days", "action": "report"}, awarded="2018-12-03")


def test_yes_and_no_in_every_way_of_saying(ask, day):
    rule = {"when": "formed", "within": "10 working-days", "facts": {"control-changes-hands": ["yes"]}}
    for value in ("yes", "true", "是", True, "YES", "1"):
        assert ask(rule, formed="2018-12-03", facts={"control-changes-hands": value}).due == day("2018-12-17")
    with pytest.raises(FactError) as refused:
        ask(rule, formed="2018-12-03", facts={"control-changes-hands": False})
    assert refused.value.message == "出让公告（land.announcement）：按所给事实没有规则适用。"
    assert refused.value.remedy == (
        "local〔2018〕1号 六 只用于实际控制权转移的情形（control-changes-hands=yes），所给的是 control-changes-hands=no。"
    )


def test_the_law_in_force_on_the_day_of_the_event(ask, make, day):
    old = make.bound(FORMED, law=make.document("old", **{"in-force": "2008-05-01", "until": "2019-05-14"}))
    new = make.bound(
        {"when": "formed", "within": "10 working-days"}, law=make.document("new", **{"in-force": "2019-05-15"})
    )
    assert ask(old, new, formed="2019-05-14T23:59").binding == "old〔2018〕1号 二(四)"
    answer = ask(old, new, formed="2019-05-15")
    assert answer.binding == "new〔2018〕1号 六"
    assert [(n.cause, n.reason) for n in answer.not_applied] == [
        ("in-force", "施行到 2019-05-14 为止，2019-05-15 时已经失效")
    ]
    with pytest.raises(FactError) as refused:
        ask(new, formed="2019-05-14")
    assert refused.value.message == "出让公告（land.announcement）：事件发生时没有生效的规则。"
    assert refused.value.remedy == "new〔2018〕1号 六 2019-05-15 起施行，2019-05-14 时还没有生效。"


def test_a_rule_may_be_in_force_for_less_than_its_document(ask, make):
    narrow = make.bound(FORMED | {"since": "2018-06-01", "until": "2018-12-31"})
    assert ask(narrow, formed="2018-06-01").certain
    for day in ("2018-05-31", "2019-01-01"):
        with pytest.raises(FactError, match="没有生效的规则"):
            ask(narrow, formed=day)


def test_the_utc_evening_is_the_beijing_next_day(ask, make):
    new = make.bound(FORMED, law=make.document("new", **{"in-force": "2019-05-15"}))
    assert ask(new, formed="2019-05-14T16:00Z").certain
    with pytest.raises(FactError):
        ask(new, formed="2019-05-14T15:59Z")


def test_a_certain_rule_binds_over_an_open_one_that_cannot_be_earlier(ask, day):
    days = {"when": "formed", "within": "3 days", "clause": "甲"}
    working = {"when": "formed", "within": "20 working-days", "clause": "乙"}
    answer = ask(days, working, formed="2026-12-20")
    assert (answer.due, answer.certain) == (day("2026-12-23"), True)
    assert answer.why_binding == "适用的 2 条规则中它最早到期，从严执行。其余规则的期限虽未确定，但不会早于它。"


def test_an_open_rule_that_may_be_earlier_keeps_the_answer_open(ask, day):
    dated = {"by-date": "2027-01-19", "clause": "甲"}
    working = {"when": "formed", "within": "20 working-days", "clause": "乙"}
    answer = ask(dated, working, formed="2026-12-20")
    assert (answer.due, answer.certain) == (None, False)
    assert (answer.earliest, answer.latest) == (day("2027-01-12"), day("2027-01-19"))
    assert answer.why_binding == "另有规则已定在 2027-01-19，但这一条可能更早到期，尚不能确定。"


def test_by_date_once_passed_does_not_bind_later_events(ask, day):
    answer = ask({"by-date": "2018-06-30", "clause": "甲"}, FORMED, formed="2018-12-03")
    assert answer.due == day("2018-12-29")
    assert [(n.cause, n.reason) for n in answer.not_applied] == [("passed", "它规定的日期 2018-06-30 早于所给的事件")]
    with pytest.raises(FactError, match="它规定的日期 2018-06-30 早于所给的事件"):
        ask({"by-date": "2018-06-30"}, formed="2018-12-03")


def test_promptly_stands_beside_a_date(ask, day):
    answer = ask({"promptly-after": "formed", "clause": "甲"}, FORMED, formed="2018-12-03")
    assert answer.due == day("2018-12-29")
    assert [(r.form, r.due) for r in answer.rules] == [("promptly", None), ("within", day("2018-12-29"))]
    assert answer.why_binding == "只有这一条规则适用。"


def test_an_unverified_source_is_said(ask, make):
    answer = ask(FORMED | {"certainty": "unverified"}, formed="2018-12-03")
    assert answer.notes == ("依据的出处未核实：local〔2018〕1号 二(四)。",)
    law = make.document("law", certainty="unverified", number="")
    assert ask(make.bound(FORMED, law=law), formed="2018-12-03").notes == ("依据的出处未核实：law 方案 二(四)。",)


# --- nothing to answer --------------------------------------------------------------------------------------------------


def test_an_event_that_no_rule_uses(ask):
    with pytest.raises(FactError) as refused:
        ask(FORMED, EXCHANGE, bid_deadline="2018-12-03")
    assert refused.value.message == "出让公告（land.announcement）：没有规则从所给事件 bid-deadline=2018-12-03 起算。"
    assert refused.value.remedy == "可用的事件：changed（信息变更）、formed（信息形成）、received（收到）。"


def test_a_fact_that_is_wanting(ask):
    with pytest.raises(FactError) as refused:
        ask(EXCHANGE, received="2018-12-03T09:00")
    assert refused.value.message == "出让公告（land.announcement）：按所给事实没有规则适用。"
    assert refused.value.remedy == (
        "local〔2018〕1号 六(二) 只用于按数据规范交互的情形；如属这种情形，请加事实 by=data-exchange。"
    )
    with pytest.raises(FactError) as refused:
        ask(EXCHANGE, TYPED, received="2018-12-03T09:00", facts={"by": "传真"})
    assert refused.value.remedy == (
        "local〔2018〕1号 六(二) 只用于按数据规范交互的情形（by=data-exchange），所给的是 by=fax。其他可用的事件：confirmed（核验确认）。"
    )


def test_only_rules_about_another_action(ask):
    with pytest.raises(FactError) as refused:
        ask({"when": "awarded", "within": "30 days", "action": "sign"}, FORMED, awarded="2018-12-03")
    assert refused.value.message == (
        "出让公告（land.announcement）：所给事件 awarded=2018-12-03 只用于 sign 的时限，没有公开时限适用。"
    )
    assert refused.value.remedy == (
        "可用的事件：changed（信息变更）、formed（信息形成）。要算那一时限，请加事实 action=sign。"
    )


def test_an_item_without_any_rule(ask):
    with pytest.raises(FactError) as refused:
        ask(formed="2018-12-03")
    assert refused.value.message == "出让公告（land.announcement）：政策包 test 没有为它规定公开时限。"


def test_no_event_at_all(ask):
    with pytest.raises(FactError, match="没有给出任何事件"):
        ask(FORMED)


def test_unknown_ids_name_the_nearest(ask, make, calendar):
    with pytest.raises(UnknownIdError) as refused:
        ask(FORMED, fromed="2018-12-03")
    assert str(refused.value) == (
        "不认识的事件“fromed”。 最接近的有：formed（信息形成）、confirmed（核验确认）。"
        "这一事项可用的事件：changed（信息变更）、formed（信息形成）。"
    )
    with pytest.raises(UnknownIdError) as refused:
        ask(FORMED, foo="2018-12-03")
    assert str(refused.value) == "不认识的事件“foo”。 这一事项可用的事件：changed（信息变更）、formed（信息形成）。"
    with pytest.raises(UnknownIdError, match="不认识的事实“colour”"):
        ask(FORMED, formed="2018-12-03", facts={"colour": "red"})
    with pytest.raises(UnknownIdError) as refused:
        ask(FORMED, formed="2018-12-03", facts={"by": "papre"})
    assert str(refused.value) == "不认识的事实 by 的值“papre”。 最接近的有：paper。"
    with pytest.raises(UnknownIdError) as refused:
        Deadlines(make.catalogue(FORMED), calendar).due("land.anouncement", {"formed": "2018-12-03"})
    assert str(refused.value) == (
        "不认识的公开事项（政策包 test）“land.anouncement”。 最接近的有：land.announcement（出让公告）。"
    )


def test_a_fact_that_is_no_text(ask):
    for value in (7, None, ["paper"], " "):
        with pytest.raises(FactError, match="事实 by 的值应为文字"):
            ask(FORMED, formed="2018-12-03", facts={"by": value})


def test_events_by_chinese_name_but_not_twice(ask, make, calendar, day):
    rules = Deadlines(make.catalogue(FORMED), calendar)
    assert rules.due("land.announcement", {"信息形成": "2018年12月3日"}).due == day("2018-12-29")
    with pytest.raises(FactError, match="事件 formed 给了两次"):
        rules.due("land.announcement", {"信息形成": "2018-12-03", "formed": "2018-12-03"})


def test_dates_out_of_reach(ask):
    with pytest.raises(CalendarError, match="早于 2008 年"):
        ask(FORMED, formed="1899-12-31")
    with pytest.raises(FactError, match="不是存在的日期"):
        ask(FORMED, formed="2018-02-30")


# --- bulk ---------------------------------------------------------------------------------------------------------------


def test_a_table_answers_as_single_questions_do(make, calendar):
    rules = Deadlines(make.catalogue(FORMED), calendar)
    table = rules.table("land.announcement", "formed")
    for start in (date(2015, 1, 1) + timedelta(days=7 * k) for k in range(626)):
        single = rules.due("land.announcement", {"formed": start}, explain=False)
        assert table[start] == single.due == calendar.due_date(start, 20)
        assert single.steps == ()
    assert len(table) == 626


def test_a_table_refuses_what_a_question_refuses(make, calendar):
    rules = Deadlines(make.catalogue(FORMED), calendar)
    with pytest.raises(UnknownIdError):
        rules.table("land.announcement", "fromed")
    with pytest.raises(CalendarError):
        rules.table("land.announcement", "信息形成")[date(1899, 1, 1)]
    assert rules.table("land.announcement", "formed")[date(2026, 12, 20)] is None


def test_json_of_an_answer(ask):
    answer = ask(FORMED, EXCHANGE, formed="2018-12-27").as_json()
    assert {
        k: answer[k] for k in ("pack", "item", "due", "certain", "earliest", "latest", "binding", "why_binding")
    } == {
        "pack": "test",
        "item": "land.announcement",
        "due": "2019-01-25",
        "certain": True,
        "earliest": "2019-01-25",
        "latest": None,
        "binding": "local〔2018〕1号 二(四)",
        "why_binding": "只有这一条规则适用。",
    }
    assert answer["rules"] == [
        {
            "document": "local〔2018〕1号",
            "document_id": "local",
            "title": "local 方案",
            "clause": "二(四)",
            "pack": "test",
            "general": False,
            "form": "within",
            "span": "20 working-days",
            "events": ["formed"],
            "at": "2018-12-27",
            "action": "publish",
            "facts": {},
            "due": "2019-01-25",
            "certain": True,
            "earliest": "2019-01-25",
            "competes": True,
            "certainty": "found",
            "detail": [],
            "note": "",
            "remarks": [],
        }
    ]
    assert answer["steps"][0] == {"date": "2018-12-27", "counted": False, "why": "起算当日，不计入"}
    assert answer["steps"][-1] == {"date": "2019-01-25", "counted": True, "why": "第 20 个工作日"}
    assert answer["not_applied"] == [
        {
            "document": "local〔2018〕1号",
            "clause": "六(二)",
            "form": "within",
            "cause": "event",
            "reason": "需要事件 收到",
            "needs": "received",
        }
    ]
    assert answer["notes"] == []
