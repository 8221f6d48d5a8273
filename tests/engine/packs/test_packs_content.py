"""What the five documents say, counted from their text, stands in the JSON of the packs where a reader looks for it."""

from __future__ import annotations

import functools
from collections import Counter
from typing import Any

import pytest

from gongkai.engine.packs.load import load_catalogue, load_pack
from gongkai.engine.packs.views import item_view, pack_view

TONGJIANG = "cn-hl-tongjiang"


@functools.cache
def pack(name: str) -> dict[str, Any]:
    return pack_view(load_catalogue(name), load_pack(name))


def items(name: str) -> dict[str, dict[str, Any]]:
    return {item["item"]: item for item in pack(name)["items"] if not item["inherited_from"]}


#: how many content elements (内容要素) the document lists for the item
ELEMENTS = {
    "cn": {
        "housing.annual-plan": 3,
        "housing.annual-completion": 4,
        "housing.rural-renovation": 4,
        "housing.allocation": 6,
        "construction.tender-notice": 5,
        "construction.candidates": 10,
    },
    "cn-sh": {
        "housing.annual-plan": 3,
        "housing.annual-completion": 4,
        "housing.rural-renovation": 4,
        "housing.allocation": 6,
        "construction.tender-notice": 5,
        "construction.candidates": 15,
        "construction.award": 5,
        "carbon.allowance-rules": 3,
        "carbon.market": 3,
        "catalogue.disclosure": 6,
    },
    TONGJIANG: {
        "housing.construction-plan": 2,
        "housing.annual-plan": 3,
        "housing.annual-completion": 4,
        "housing.rural-renovation": 3,
        "housing.allocation": 5,
        "housing.rent-subsidy": 5,
        "land.supply-plan": 2,
        "land.announcement": 7,
        "land.deal-publicity": 2,
        "land.supply-result": 4,
        "mining.announcement": 6,
        "mining.deal-publicity": 6,
        "mining.registration-application": 6,
        "mining.agreement-publicity": 6,
        "mining.transfer-publicity": 7,
        "property.decision": 2,
        "property.audit": 5,
        "property.listing": 2,
        "property.floor-price": 1,
        "property.result": 1,
        "property.contract": 2,
        "construction.approval": 6,
        "construction.credit": 6,
        "construction.tender-notice": 6,
        "construction.prequalification": 6,
        "construction.candidates": 10,
        "construction.award": 2,
        "construction.contract": 4,
    },
    "cn-yn": {
        "housing.construction-plan": 5,
        "housing.rural-renovation": 6,
        "housing.allocation": 6,
        "land.supply-plan": 3,
        "land.announcement": 12,
        "land.deal-publicity": 7,
        "mining.approval": 5,
        "mining.deal-publicity": 7,
        "procurement.complaint-decision": 8,
        "procurement.agency-assessment": 6,
        "procurement.misconduct": 6,
        "medical.catalogue": 3,
        "medical.notice": 6,
        "medical.documents": 1,
        "medical.result": 4,
        "property.decision": 3,
        "property.listing": 8,
        "property.result": 5,
        "construction.approval": 3,
        "construction.credit": 4,
        "construction.tender-notice": 7,
        "construction.prequalification": 8,
        "construction.candidates": 10,
        "construction.award": 2,
        "construction.penalty": 3,
        "emission.notice": 3,
        "emission.result": 3,
        "franchise.notice": 3,
        "franchise.result": 3,
    },
    "cn-js-yancheng": {
        "housing.annual-plan": 3,
        "housing.allocation": 6,
        "construction.candidates": 10,
        "construction.award": 4,
        "construction.prequalification-result": 1,
        "procurement.catalogue": 3,
        "trading.catalogue": 2,
        "report.annual": 4,
    },
}


@pytest.mark.parametrize(("name", "item"), [(name, item) for name, counts in ELEMENTS.items() for item in counts])
def test_elements(name: str, item: str):
    listed = items(name)[item]["elements"]["required"]
    assert (len(listed), len(set(listed))) == (ELEMENTS[name][item],) * 2


def forms(name: str, item: str) -> set[str]:
    """The item's own deadlines, without those of every item, as ``event form clause``."""
    said = set()
    for duty in items(name)[item]["duties"]:
        if duty.get("general") and duty["clause"] in ("二", "二(三)", "二(四)", "六", "第十条", "第十一条"):
            continue
        keys = ("when", "before", "same-time-as", "during", "once", "promptly-after")
        events = next((duty[key] for key in keys if key in duty), [])
        name_of = events if isinstance(events, str) else "/".join(events)
        length = duty.get("within") or duty.get("at-least") or ""
        said.add(" ".join(filter(None, (name_of, length, duty["clause"]))))
    return said


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("housing.allocation", {"formed/changed 20 working-days 六(一)", "decided 7 working-days 六(一)"}),
        (
            "land.announcement",
            {"received 12 hours 六(二)", "confirmed 1 working-days 六(二)", "received 3 working-days 六(二)"},
        ),
        (
            "mining.announcement",
            {
                "bid-deadline 20 working-days 六(三)",
                "auction-day 20 working-days 六(三)",
                "listing-start 20 working-days 六(三)",
            },
        ),
        ("mining.deal-publicity", {"awarded/deal-confirmed 5 working-days 六(三)"}),
        ("mining.agreement-publicity", {"registration 六(三)"}),
        ("mining.registration-application", {"accepted 六(三)"}),
        ("mining.transfer-publicity", {"accepted 六(三)"}),
        ("procurement.result", {"formed/changed 5 working-days 六(四)"}),
        ("procurement.misconduct", {"notified 1 working-days 六(四)"}),
        ("property.decision", {"formed/changed 20 working-days 六(五)", "decided 7 working-days 六(五)"}),
        ("property.pre-disclosure", {"approved 10 working-days 六(五)"}),
        ("property.listing", {"listing-start/listing-end 六(五)"}),
        ("property.contract", {"contract-in-force 六(五)"}),
        ("construction.approval", {"formed/changed 20 working-days 六(六)", "decided 7 working-days 六(六)"}),
        (
            "construction.award",
            {"received 12 hours 六(六)", "confirmed 1 working-days 六(六)", "received 3 working-days 六(六)"},
        ),
    ],
)
def test_tongjiang_deadlines(item: str, said: set[str]):
    assert forms(TONGJIANG, item) == said


def test_tongjiang_land_texts_go_by_the_way_they_came():
    duties = items(TONGJIANG)["land.announcement"]["duties"]
    (hours,) = [duty for duty in duties if duty.get("within") == "12 hours"]
    (verify,) = [duty for duty in duties if duty.get("action") == "verify"]
    assert hours["facts"] == {"by": ["data-exchange"]}
    assert verify["facts"] == {"step": ["verification"]}


def test_shanghai_codes():
    """二(一)1–8: what each field is gathered by; housing allocation and renovation stand outside the sentence."""
    codes = {name: tuple(item["code"]) for name, item in items("cn-sh").items()}
    assert codes["housing.annual-plan"] == ("housing.project-code",)
    assert codes["housing.allocation"] == ()
    assert codes["land.supply-result"] == ("parcel.notice-code", "parcel.code")
    assert codes["procurement.result"] == ("procurement.project-code",)
    assert codes["property.listing"] == ("property.approval-code", "property.entry-code")
    assert codes["construction.award"] == ("construction.report-code", "construction.investment-code")
    assert codes["electromechanical.award"] == ("tender.code",)


#: how many lead and responsible units (牵头单位、责任单位) the document names for the field
UNITS = {
    "housing.allocation": (1, 1),
    "land.announcement": (1, 4),
    "mining.announcement": (1, 7),
    "procurement.tender-notice": (1, 4),
    "medical.notice": (1, 7),
    "property.listing": (3, 4),
    "construction.tender-notice": (1, 12),
    "emission.notice": (1, 5),
    "franchise.notice": (6, 4),
    "confiscated.notice": (2, 5),
}


@pytest.mark.parametrize("item", UNITS)
def test_yunnan_units(item: str):
    bodies = items("cn-yn")[item]["bodies"]
    assert (len(bodies["lead"]), len(bodies["responsible"])) == UNITS[item]


def test_reports():
    said = {
        name: {(report["item"], *report.get("on", ())) for report in pack(name)["reports"]}
        for name in ("cn", "cn-sh", TONGJIANG, "cn-yn", "cn-js-yancheng")
    }
    yearly = ("report.annual",)
    assert said == {
        "cn": {yearly},
        "cn-sh": {yearly},
        TONGJIANG: {yearly},
        "cn-yn": {("report.half-year", "06-20"), ("report.annual", "12-20")},
        "cn-js-yancheng": {yearly, ("report.annual", "12-31")},
    }


def test_every_channel_of_tongjiang():
    """五(一)–(五) and 七."""
    top = {channel["channel"] for channel in pack(TONGJIANG)["channels"]}
    items_ = {channel["channel"] for item in items(TONGJIANG).values() for channel in item["channels"]}
    assert top | items_ >= {
        "government-site",
        "government-window",
        "on-application",
        "social-media",
        "news-media",
        "mobile-app",
        "department-site",
        "hlj.national-platform",
        "hlj.licence-penalty-system",
        "hlj.credit-china",
        "hlj.enterprise-credit",
        "national-credit-platform",
        "hlj.government-site",
        "credit-china",
        "enterprise-credit",
        "designated-medium",
        "jiamusi.credit-site",
    }


def test_the_general_duties_stand_at_the_top_too():
    assert [(duty["when"], duty["within"], duty["clause"]) for duty in pack("cn")["duties"]] == [
        (["formed", "changed"], "20 working-days", "二(四)"),
        (["decided"], "7 working-days", "二(四)"),
    ]


def test_yancheng_rows_name_items_of_the_pack():
    rows = pack("cn-js-yancheng")["rows"]
    assert Counter(row["annex"] for row in rows) == {"1": 27, "2": 18}
    assert {item for row in rows for item in row["items"]} <= set(items("cn-js-yancheng"))


def test_elements_that_are_asked_only_in_a_case_say_so() -> None:
    catalogue = load_catalogue("cn")
    view = item_view(catalogue, catalogue.items["procurement.result"])
    assert view["elements"]["conditions"] == {
        "agency": "委托代理机构的",
        "agency.address": "委托代理机构的",
        "agency.contact": "委托代理机构的",
    }
