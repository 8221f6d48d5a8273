"""Deadlines, minimum periods, bodies and channels as sentences, in both languages."""

from __future__ import annotations

import pytest

from gongkai.engine.packs.load import load_vocabulary
from gongkai.engine.packs.models import Bodies, Channel, Document, Duty, Form, Period
from gongkai.engine.packs.resolved import BoundChannel
from gongkai.engine.packs.words import (
    annex_name,
    body_words,
    channel_words,
    duty_words,
    level_words,
    names,
    period_words,
)

SENTENCES = {
    "{when: [formed, changed], within: 20 working-days}": (
        "自信息形成或变更之日起20个工作日内公开",
        "publish within 20 working days after information formed or information changed",
    ),
    "{when: received, within: 12 hours, facts: {by: data-exchange}}": (
        "按数据规范交互：自收到起12小时内公开",
        "by = data-exchange: publish within 12 hours after received",
    ),
    "{when: received, within: 3 working-days, action: verify}": (
        "自收到之日起3个工作日内核验",
        "verify within 3 working days after received",
    ),
    "{when: approved, within: 1 month}": ("自批准之日起1个月内公开", "publish within 1 month after approved"),
    "{when: auction-day, within: 2 days}": ("自公开拍卖之日起2日内公开", "publish within 2 days after auction day"),
    "{before: bid-deadline, at-least: 20 days}": (
        "在投标截止的20日前公开",
        "publish at least 20 days before bid deadline",
    ),
    "{before: registration}": ("在申请登记前公开", "publish before registration applied for"),
    "{same-time-as: accepted}": ("在受理的同时公开", "publish at the same time as application accepted"),
    "{during: [listing-start, listing-end]}": (
        "在挂牌起始日至挂牌期满期间公开",
        "publish between listing starts and listing ends",
    ),
    "{once: contract-in-force}": ("在合同生效后公开", "publish once contract in force"),
    "{promptly-after: formed}": ("在信息形成后及时公开", "publish promptly after information formed"),
    "{on: [06-20, 12-20], action: report}": ("每年6月20日、12月20日前报送", "report each year by 06-20, 12-20"),
    "{same-time-as: published-designated}": (
        "在指定媒介发布的同时公开",
        "publish at the same time as published in the designated medium",
    ),
    "{by-date: 2018-06-30}": ("2018年6月30日前公开", "publish by 2018-06-30"),
    "{as-law: [ogi-2019]}": ("按《某条例》规定的时限公开", "publish as laid down in 某条例"),
}


def duty(written: str) -> Duty:
    from pathlib import Path

    from gongkai.engine.packs.yamlfile import parse

    return Duty.model_validate({**parse(written, Path("x"), "x").data, "clause": "五"})


@pytest.mark.parametrize("written", SENTENCES)
def test_a_deadline_as_a_sentence(written: str):
    vocabulary = load_vocabulary()
    titles = {"ogi-2019": "某条例"}
    said = tuple(duty_words(duty(written), vocabulary, lang, titles) for lang in ("zh", "en"))
    assert said == SENTENCES[written]


def test_every_form_has_its_sentence():
    assert {duty(written).form for written in SENTENCES} == set(Form)


def test_a_minimum_period():
    period = Period.model_validate(
        {"of": "publicity", "at-least": "5 working-days", "facts": {"method": "auction"}, "clause": "六"}
    )
    assert period_words(period) == "拍卖：公示期不少于5个工作日"
    assert period_words(period, "en") == "method = auction: publicity period of at least 5 working days"


def test_bodies_and_levels():
    vocabulary = load_vocabulary()
    bodies = Bodies(
        owner=("purchaser",), lead=("finance",), responsible=("local-government", "unheard-of"), of=("city",)
    )
    assert body_words(bodies, vocabulary) == (
        "公开主体：采购人；牵头单位：财政部门；责任单位：各地（区、县、州、市）人民政府、unheard-of"
    )
    assert body_words(Bodies(owner=("purchaser",)), vocabulary, "en") == "publishes: Purchaser"
    assert body_words(None, vocabulary) == ""
    assert (level_words(bodies, "county"), level_words(None, "county")) == ("市级", "县级")
    every = Bodies(of=("every-level",))
    assert level_words(every, "national") == "国家、省、市、县、乡级"
    assert level_words(every, "province") == "省、市、县、乡级"
    assert level_words(every, "county", "en") == "county, town"
    assert level_words(Bodies(of=("city", "county")), "province") == "市、县级"


def test_a_channel_bound_in_two_ways_is_named_once():
    document = Document.model_validate({"id": "a", "title": "甲", "issuer": "乙", "in-force": "2020-01-01"})
    channels = [
        BoundChannel(Channel(channel=name, kind=kind, clause="四"), document, "x")
        for name, kind in (
            ("government-site", "first"),
            ("news-media", "encouraged"),
            ("government-site", "exchange"),
            ("designated-medium", "required"),
        )
    ]
    vocabulary = load_vocabulary()
    assert channel_words(channels, vocabulary) == "政府（门户）网站（第一平台、同步交互）、新闻媒体（可用）、指定媒介"
    assert channel_words(channels, vocabulary, "en") == (
        "Government web site (first platform, exchange), News media (open to use), Designated medium"
    )


def test_names_and_annexes():
    assert names(["land", "nothing"], load_vocabulary().fields) == ["国有土地使用权出让", "nothing"]
    assert (annex_name("1"), annex_name("1", "en"), annex_name("附表")) == ("附件1", "Annex 1", "附表")
