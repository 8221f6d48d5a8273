from __future__ import annotations

from datetime import date, datetime

import pytest

from gongkai.engine.deadlines import BEIJING
from gongkai.engine.deadlines.explain import in_full, rule_in_words, short, spoken


def test_dates_and_moments_as_one_says_them():
    assert spoken(date(2018, 12, 21)) == "2018 年 12 月 21 日（周五）"
    assert spoken(datetime(2018, 12, 1, 21, tzinfo=BEIJING)) == "2018 年 12 月 1 日（周六）21 时"
    assert spoken(datetime(2018, 12, 1, 21, 5, 9, tzinfo=BEIJING)) == "2018 年 12 月 1 日（周六）21 时 5 分 9 秒"
    assert spoken(date(2018, 12, 21), "en") == "Friday 2018-12-21"
    assert spoken(datetime(2018, 12, 1, 21, 5, tzinfo=BEIJING), "en") == "Saturday 2018-12-01, 21:05"


@pytest.mark.parametrize(
    ("duty", "events", "chinese", "english"),
    [
        (
            {"when": "formed", "within": "20 working-days"},
            {"formed": "2018-12-03"},
            "自信息形成之日起 20 个工作日内公开",
            "publication within 20 working days after: formed",
        ),
        (
            {"when": "received", "within": "1 hour"},
            {"received": "2018-12-03T09:00"},
            "自收到时起 1 小时内公开",
            "publication within 1 hour after: received",
        ),
        (
            {"when": "formed", "within": "3 months", "action": "report"},
            {"formed": "2018-12-03"},
            "自信息形成之日起 3 个月内报送",
            "report within 3 months after: formed",
        ),
        (
            {"before": "auction-day", "at-least": "20 days"},
            {"auction_day": "2018-12-03"},
            "在公开拍卖日 20 日以前公开",
            "publication at least 20 days before: auction day",
        ),
        (
            {"before": "auction-day"},
            {"auction_day": "2018-12-03"},
            "在公开拍卖日之前公开",
            "publication before: auction day",
        ),
        (
            {"same-time-as": "accepted"},
            {"accepted": "2018-12-03"},
            "在受理的同时公开",
            "publication at the same time as: accepted",
        ),
        (
            {"during": ["listing-start", "listing-end"]},
            {"listing_start": "2018-12-03", "listing_end": "2018-12-17"},
            "在挂牌起始日至挂牌期满期间公开",
            "publication between: listing start and: listing end",
        ),
        (
            {"once": "contract-in-force"},
            {"contract_in_force": "2018-12-03"},
            "合同生效后予以公开",
            "publication once: contract in force",
        ),
        (
            {"promptly-after": "formed"},
            {"formed": "2018-12-03"},
            "信息形成后及时公开",
            "publication promptly after: formed",
        ),
        (
            {"on": ["06-20", "12-20"]},
            {"as_of": "2018-12-03"},
            "每年 6 月 20 日、12 月 20 日前公开",
            "publication by 06-20, 12-20 each year",
        ),
        (
            {"by-date": "2018-06-30"},
            {"formed": "2018-05-03"},
            "在 2018 年 6 月 30 日（周六） 前公开",
            "publication by Saturday 2018-06-30",
        ),
        (
            {"as-law": ["gpl", "gplr"]},
            {"formed": "2018-12-03"},
            "依照《gpl》、《gplr》的规定公开",
            "publication as another law says (gpl, gplr)",
        ),
    ],
)
def test_every_form_in_words(ask, duty, events, chinese, english):
    for lang, words in (("zh", chinese), ("en", english)):
        answer = ask(duty, lang=lang, facts={"action": "report"} if "action" in duty else None, **events)
        assert rule_in_words(answer.rules[0], answer.event_names, lang) == words
        assert words in short(answer, lang)


def test_the_short_answer(ask):
    answer = ask({"when": "formed", "within": "5 working-days", "clause": "六(四)"}, formed="2018-12-03")
    assert short(answer) == (
        "最迟应在 2018 年 12 月 10 日（周一）24 时前公开。\n"
        "依据：local〔2018〕1号 六(四)《local 方案》：自信息形成之日起 5 个工作日内公开。"
    )
    answer = ask({"when": "formed", "within": "5 working-days", "clause": "六(四)"}, lang="en", formed="2018-12-03")
    assert short(answer, "en") == (
        "Publication is due by Monday 2018-12-10, 24:00 Beijing time.\n"
        "Rule: local〔2018〕1号 六(四) (local 方案): publication within 5 working days after: formed."
    )


def test_headlines(ask):
    def first(duty, lang="zh", **events):
        return short(ask(duty, lang=lang, **events), lang).split("\n", maxsplit=1)[0]

    hours = {"when": "received", "within": "12 hours"}
    assert first(hours, received="2018-12-01T09:00") == "最迟应在 2018 年 12 月 1 日（周六）21 时前公开。"
    same = {"same-time-as": "accepted"}
    assert first(same, accepted="2018-12-01T09:00") == "应在 2018 年 12 月 1 日（周六）9 时同时公开。"
    days = {"when": "formed", "within": "20 working-days"}
    assert first(days, formed="2026-12-20") == (
        "期限目前还不能确定。最早可能是 2027 年 1 月 12 日（周二）；按这一天准备最稳妥。"
    )
    assert first({"promptly-after": "formed"}, formed="2018-12-03") == "没有写明具体日期：应及时公开。"
    assert first({"promptly-after": "formed"}, "en", formed="2018-12-03") == (
        "No date is named: publication is due promptly."
    )
    assert first({"as-law": ["gpl"]}, formed="2018-12-03") == "依照本目录所指的其他法律办理，没有另外的日期。"
    during = {"during": ["listing-start", "listing-end"]}
    assert first(during, listing_start="2018-12-03") == ("期限目前还不能确定：还没有给出期间的结束时间（挂牌期满）。")


def test_the_full_answer_can_be_read_aloud(ask, make):
    rules = (
        {"when": "received", "within": "3 working-days", "facts": {"by": ["paper"]}, "clause": "甲"},
        {"when": "received", "within": "12 hours", "facts": {"by": ["data-exchange"]}, "clause": "乙"},
        {"when": "received", "within": "2 working-days", "action": "exchange", "clause": "丙"},
        {"promptly-after": "received", "clause": "丁"},
        {"when": "formed", "within": "20 working-days", "clause": "戊"},
        make.bound(
            {"when": "received", "within": "1 working-day"},
            law=make.document("later", **{"in-force": "2020-01-01"}),
        ),
    )
    answer = ask(*rules, received="2018-12-28", facts={"by": "纸质"})
    assert in_full(answer) == (
        "最迟应在 2019 年 1 月 3 日（周四）24 时前公开。\n"
        "事项：出让公告（land.announcement），政策包 test。\n"
        "依据：local〔2018〕1号 甲《local 方案》：自收到之日起 3 个工作日内公开。\n"
        "为什么是它：只有这一条规则适用。\n"
        "\n"
        "怎样算出：\n"
        "  2018 年 12 月 28 日（周五）  不计  起算当日，不计入\n"
        "  2018 年 12 月 29 日（周六）  计入  第 1 个工作日（周六调休上班，国办发明电〔2018〕15号）\n"
        "  2018 年 12 月 30 日（周日）  不计  元旦放假（国办发明电〔2018〕15号）\n"
        "  2018 年 12 月 31 日（周一）  不计  元旦放假（国办发明电〔2018〕15号）\n"
        "  2019 年 1 月 1 日（周二）  不计  元旦放假（国办发明电〔2018〕15号）\n"
        "  2019 年 1 月 2 日（周三）  计入  第 2 个工作日\n"
        "  2019 年 1 月 3 日（周四）  计入  第 3 个工作日\n"
        "\n"
        "同时适用的其他规则：\n"
        "  local〔2018〕1号 丙（交互时限）：自收到之日起 2 个工作日内交互。期限：2019 年 1 月 2 日（周三）。\n"
        "  local〔2018〕1号 丁：收到后及时公开。期限：没有具体日期。\n"
        "\n"
        "没有用上的规则：\n"
        "  local〔2018〕1号 乙：只用于按数据规范交互的情形（by=data-exchange），所给的是 by=paper。\n"
        "  later〔2018〕1号 六：2020-01-01 起施行，2018-12-28 时还没有生效。\n"
        "\n"
        "从其他事件起算的规则（给出那个事件即可计算，期限可能更近）：\n"
        "  需要事件 信息形成：local〔2018〕1号 戊。"
    )
    assert short(answer).split("\n")[2:] == ["这一事项另有规则从其他 1 种事件起算，期限可能更近；加 --explain 可见。"]


def test_the_full_answer_in_english(ask):
    dated = {"by-date": "2027-01-29", "clause": "甲"}
    working = {"when": "formed", "within": "20 working-days", "clause": "乙"}
    told = in_full(ask(dated, working, lang="en", formed="2026-12-30"), "en").split("\n")
    assert told[0] == (
        "The deadline is not yet certain. The earliest it can be is Wednesday 2027-01-20; planning for that day is safe. "
        "In any case it is not later than Friday 2027-01-29."
    )
    assert told[3] == (
        "Why this rule: Another rule is certain for 2027-01-29, but this one may fall due earlier and is not yet certain."
    )
    assert "  Wednesday 2026-12-30  not counted  the first day, not counted" in told
    assert "  Thursday 2026-12-31  counted  working day 1" in told
    assert "  Friday 2027-01-01  not counted  the holiday notice for 2027 is not on file" in told
