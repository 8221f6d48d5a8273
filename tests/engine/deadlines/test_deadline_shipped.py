"""Every rule of every shipped pack can be asked for, and answers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.engine.calendar import load_calendar
from gongkai.engine.deadlines import Deadlines
from gongkai.engine.deadlines.clocks import application_clock
from gongkai.engine.deadlines.explain import in_full
from gongkai.engine.deadlines.rules import triggers
from gongkai.engine.packs.load import load_catalogue, load_laws

PACKS = ("cn", "cn-sh", "cn-hl-tongjiang", "cn-yn", "cn-js-yancheng")


@pytest.fixture(scope="module", params=PACKS)
def deadlines(request):
    return Deadlines(load_catalogue(request.param))


def test_every_rule_answers_when_its_event_and_facts_are_given(deadlines):
    asked = 0
    for item in deadlines.catalogue.items.values():
        for bound in item.duties:
            duty = bound.duty
            since = max(filter(None, (bound.document.in_force, duty.since, date(2008, 5, 1))))
            until = min(filter(None, (bound.document.until, duty.until, date(2026, 6, 30))))
            day = since + (until - since) // 2
            facts = {name: values[0] for name, values in duty.facts.items()} | {"action": duty.action}
            events = {name: day + timedelta(days=20 * k) for k, name in enumerate(triggers(duty) or ("as-of",))}
            answer = deadlines.due(item.item, events, facts)
            own = [r for r in answer.rules if (r.document_id, r.clause) == (bound.document.id, duty.clause)]
            assert own, (item.item, duty)
            # another's fixed dates are shown, but the catalogue's own stand before them
            assert all(r.competes or (r.form, r.pack) == ("fixed-dates", "law") for r in own if r.action == duty.action)
            if duty.within or duty.before or duty.on or duty.by_date or duty.same_time_as or duty.once or duty.during:
                assert any(r.certain for r in own), (item.item, duty)
            for lang in ("zh", "en"):
                assert "{" not in in_full(deadlines.due(item.item, events, facts, lang=lang), lang)
            asked += 1
    assert asked > 50


def test_every_item_is_due_twenty_working_days_after_it_is_formed_or_says_what_to_give(deadlines):
    calendar = load_calendar()
    for item in deadlines.catalogue.items.values():
        if item.own is not None and not item.own.general_duties:
            continue
        answer = deadlines.due(item.item, {"formed": "2019-06-03"})
        assert answer.due is not None
        assert answer.due <= calendar.due_date(date(2019, 6, 3), 20), item.item


@pytest.mark.parametrize(
    ("pack", "item", "given", "due", "binding"),
    [
        # over the national holiday, with its working Sunday before
        (
            "cn-hl-tongjiang",
            "procurement.result",
            ({"formed": "2019-09-27"}, {}),
            "2019-10-10",
            "同政办发〔2018〕48号 六(四)",
        ),
        (
            "cn-hl-tongjiang",
            "land.announcement",
            ({"收到": "2018年12月1日9时"}, {"提交方式": "电子数据交互"}),
            "2018-12-01T21:00:00+08:00",
            "同政办发〔2018〕48号 六(二)",
        ),
        (
            "cn-hl-tongjiang",
            "mining.announcement",
            ({"listing-start": "2019-03-04"}, {"method": "挂牌"}),
            "2019-01-30",
            "同政办发〔2018〕48号 六(三)",
        ),
        ("cn-yn", "report.half-year", ({"as-of": "2019-01-01"}, {}), "2019-06-20", None),
        ("cn-yn", "report.annual", ({"as-of": "2018-12-20"}, {}), "2018-12-20", None),
    ],
)
def test_cases_counted_by_hand(pack, item, given, due, binding):
    answer = Deadlines(load_catalogue(pack)).due(item, *given).as_json()
    assert (answer["due"], answer["certain"]) == (due, True)
    if binding is not None:
        assert answer["binding"] == binding


def test_the_shipped_laws_run_the_application_clock():
    laws, calendar = load_laws(), load_calendar()
    old = application_clock(date(2019, 5, 14), laws, calendar)
    new = application_clock(date(2019, 5, 15), laws, calendar)
    assert (old.law, old.reply_due, old.extended_due) == ("国务院令第492号", date(2019, 6, 4), date(2019, 6, 26))
    assert (new.law, new.reply_due, new.extended_due) == ("国务院令第711号", date(2019, 6, 13), date(2019, 7, 11))
