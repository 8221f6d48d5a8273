"""The shipped packs: how much each holds, counted from the documents, and every worked case."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

import pytest

from gongkai.engine.packs.examples import missing_elements, run_examples
from gongkai.engine.packs.load import load_catalogue, load_laws, load_pack, load_vocabulary
from gongkai.engine.packs.sources import find_packs, read_pack
from gongkai.engine.packs.views import item_view, pack_view, printed_rows

PACKS = ("cn", "cn-hl-tongjiang", "cn-js-yancheng", "cn-sh", "cn-yn")
SIX = {"housing", "land", "mining", "procurement", "property", "construction"}


catalogue_of = lru_cache(load_catalogue)


def fields(pack: str) -> set[str]:
    return {file.field for file in load_pack(pack).fields} - {"general"}


def test_the_five_packs_are_there():
    assert tuple(find_packs()) == PACKS


@pytest.mark.parametrize(
    ("pack", "more"),
    [
        ("cn", set()),
        ("cn-hl-tongjiang", set()),
        ("cn-sh", {"medical", "carbon", "electromechanical", "nev"}),
        ("cn-yn", {"medical", "emission", "franchise", "confiscated"}),
        ("cn-js-yancheng", {"medical", "trading"}),
    ],
)
def test_fields(pack: str, more: set[str]):
    assert fields(pack) == SIX | more


def test_yunnan_numbered_items():
    """三(三)1–10: how many numbered items each field has."""
    counts: dict[str, int] = {}
    for file in load_pack("cn-yn").fields:
        numbered = {match[0] for item in file.items if (match := re.search(r"三\(三\)\d+\(\d+\)", item.clause))}
        if numbered:
            counts[file.field] = len(numbered)
    assert counts == {
        "housing": 3,
        "land": 3,
        "mining": 3,
        "procurement": 14,
        "medical": 5,
        "property": 4,
        "construction": 8,
        "emission": 2,
        "franchise": 2,
        "confiscated": 2,
    }


def test_yunnan_names_lead_and_responsible_units_for_every_field():
    for item in catalogue_of("cn-yn").items.values():
        if item.own is not None and item.field != "general":
            assert item.bodies is not None, item.item
            assert item.bodies.lead, item.item
            assert item.bodies.responsible, item.item


def test_yunnan_reports_twice_a_year():
    dates = {day for report in load_pack("cn-yn").pack.reports for day in report.on}
    assert dates == {"06-20", "12-20"}


def test_yancheng_printed_rows():
    rows = printed_rows(load_pack("cn-js-yancheng"))
    assert Counter(row.annex for row in rows) == {"1": 27, "2": 18}
    assert [row.number for row in rows] == [*range(1, 28), *range(1, 19)]
    assert [
        row for row in rows if not (row.category and row.content and row.attribute and row.bodies and row.items)
    ] == []


def test_tongjiang_deadlines():
    """六(一)–(六): every number that stands in the document."""
    spans = Counter(
        (bound.duty.clause, str(bound.duty.within or bound.duty.at_least))
        for item in catalogue_of("cn-hl-tongjiang").items.values()
        for bound in item.duties
        if bound.pack == "cn-hl-tongjiang" and (bound.duty.within or bound.duty.at_least)
    )
    assert set(spans) == {
        ("六", "20 working-days"),
        ("六", "7 working-days"),
        ("六(一)", "20 working-days"),
        ("六(一)", "7 working-days"),
        ("六(二)", "12 hours"),
        ("六(二)", "1 working-days"),
        ("六(二)", "3 working-days"),
        ("六(三)", "20 working-days"),
        ("六(三)", "5 working-days"),
        ("六(四)", "5 working-days"),
        ("六(四)", "1 working-days"),
        ("六(五)", "20 working-days"),
        ("六(五)", "7 working-days"),
        ("六(五)", "10 working-days"),
        ("六(六)", "20 working-days"),
        ("六(六)", "7 working-days"),
        ("六(六)", "12 hours"),
        ("六(六)", "1 working-days"),
        ("六(六)", "3 working-days"),
    }


def test_shanghai_catalogue_lists_by_the_end_of_june_2018():
    days = {
        str(bound.duty.by_date)
        for bound in catalogue_of("cn-sh").items["catalogue.disclosure"].duties
        if bound.pack == "cn-sh" and bound.duty.by_date
    }
    assert days == {"2018-06-30"}


def test_shanghai_annex_articles():
    """细则 1–16: every article is cited somewhere in the pack."""
    text = " ".join(
        path.read_text("utf-8") for path in find_packs()["cn-sh"].glob("*.yaml") if path.name != "examples.yaml"
    )
    cited = set(re.findall(r"细则第([一二三四五六七八九十]+)条", text))
    numerals = [
        "一",
        "二",
        "三",
        "四",
        "五",
        "六",
        "七",
        "八",
        "九",
        "十",
        "十一",
        "十二",
        "十三",
        "十四",
        "十五",
        "十六",
    ]
    assert [article for article in numerals if article not in cited] == []


@pytest.mark.parametrize("pack", PACKS)
def test_the_general_twenty_and_seven_days_bind_every_item(pack: str):
    for item in catalogue_of(pack).items.values():
        if item.own is None or not item.own.general_duties:
            continue
        spans = {str(bound.duty.within) for bound in item.duties if bound.general}
        assert {"20 working-days", "7 working-days"} <= spans, item.item


CASES = [(pack, example) for pack in PACKS for example in read_pack(find_packs()[pack]).examples]


@pytest.mark.parametrize(("pack", "example"), CASES, ids=[f"{pack}: {example.name}" for pack, example in CASES])
def test_worked_case(pack: str, example):
    outcome = run_examples(catalogue_of(pack), [example])[0]
    assert outcome.failures == ()


@pytest.mark.parametrize("pack", PACKS)
def test_every_pack_has_worked_cases(pack: str):
    assert len(read_pack(find_packs()[pack]).examples) >= 5


def test_a_broader_element_answers_for_its_parts():
    found = catalogue_of("cn-hl-tongjiang")
    assert missing_elements(found, "land.deal-publicity", ["deal.price"]) == ("transferee",)


def test_the_laws_and_words_are_there():
    assert {"ogi-2008", "ogi-2019", "gpl", "gplr", "tbl", "tblr", "mof-101", "ck-2015-135", "ndrc-10"} <= {
        law.document.id for law in load_laws()
    }
    assert len(load_vocabulary().fields) == 15


def test_the_view_of_an_item():
    catalogue = catalogue_of("cn-hl-tongjiang")
    view = item_view(catalogue, catalogue.items["procurement.budget"])
    assert {key: view[key] for key in ("item", "field", "name", "clause", "document", "inherited_from")} == {
        "item": "procurement.budget",
        "field": "procurement",
        "name": "采购项目预算金额",
        "clause": "四(四)",
        "document": "tongjiang-2018-48",
        "inherited_from": "",
    }
    assert (view["elements"]["required"], view["elements"]["open"]) == (["budget"], False)
    assert [
        (duty.get("when"), duty.get("within"), duty["clause"], duty.get("general", False)) for duty in view["duties"]
    ] == [
        (["formed", "changed"], "5 working-days", "六(四)", False),
        (["formed", "changed"], "20 working-days", "六", True),
        (["decided"], "7 working-days", "六", True),
    ]
    assert {duty["pack"] for duty in view["duties_inherited"]} == {"cn", "law"}
    assert view["bodies"]["owner"] == ["purchaser", "procurement-agency"]


@pytest.mark.parametrize("pack", [pack for pack in PACKS if pack != "cn"])
def test_whatever_binds_the_nation_binds_the_place(pack: str):
    place, nation = catalogue_of(pack), catalogue_of("cn")
    for name, above in nation.items.items():
        here = place.items[name]
        free = here.own is not None and not here.own.general_duties
        assert {bound for bound in above.required if bound not in here.required} == set(), name
        lost = [bound for bound in above.duties if bound not in here.duties]
        assert [bound for bound in lost if not (bound.general and free)] == [], name
        assert [bound for bound in above.periods if bound not in here.periods] == [], name
        assert {bound.element for bound in here.optional} & {bound.element for bound in here.required} == set(), name


def test_every_document_that_is_cited_can_be_looked_up():
    for pack in PACKS:
        view = pack_view(catalogue_of(pack), load_pack(pack))
        known = {document["id"] for document in (*view["documents"], *view["cited"])}
        cited = {
            duty["document"]
            for item in view["items"]
            for duty in (*item["duties"], *item["duties_inherited"], *item["periods"])
        }
        assert cited <= known


def test_the_view_of_a_pack():
    view = pack_view(catalogue_of("cn-js-yancheng"), load_pack("cn-js-yancheng"))
    assert list(view)[:8] == ["id", "title", "jurisdiction", "extends", "documents", "items", "rows", "reports"]
    assert len(view["rows"]) == 45
    assert set(view["rows"][0]) == {"annex", "number", "category", "content", "attribute", "bodies", "items"}
    inherited = [item for item in view["items"] if item["inherited_from"] == "law"]
    assert inherited
    assert all(item["elements"]["inherited"] == [] for item in inherited)
