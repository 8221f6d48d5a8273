"""What packs make of the national items, and packs side by side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.engine.packs.coverage import compare_duties, compare_spans, coverage, diff, load_for_diff
from gongkai.engine.packs.load import load_catalogue
from gongkai.engine.packs.models import Duty, Span, Unit


def span(text: str) -> Span:
    count, unit = text.split(" ")
    return Span(count=int(count), unit=Unit(unit))


@pytest.mark.parametrize(
    ("own", "parent", "order"),
    [
        ("5 working-days", "20 working-days", -1),
        ("20 working-days", "20 working-days", 0),
        ("30 working-days", "20 working-days", 1),
        ("12 hours", "1 working-days", -1),
        ("12 hours", "1 days", -1),
        ("24 hours", "1 days", -1),
        ("5 days", "5 working-days", -1),
        ("7 days", "5 working-days", 0),  # a week of five working days, or one with a holiday
        ("60 days", "5 working-days", 1),
        ("5 working-days", "5 days", 1),
        ("20 working-days", "7 days", 1),
        ("1 months", "28 days", 1),
        ("31 days", "1 months", 1),
        ("30 days", "1 months", 0),
    ],
)
def test_spans(own: str, parent: str, order: int):
    assert compare_spans(span(own), span(parent)) == order


def duty(**keys: object) -> Duty:
    return Duty.model_validate({"clause": "一", **{key.replace("_", "-"): value for key, value in keys.items()}})


@pytest.mark.parametrize(
    ("own", "parent", "direction"),
    [
        ({"when": "formed", "within": "5 days"}, {"when": ["formed", "changed"], "within": "9 days"}, "tighter"),
        ({"when": "formed", "within": "9 days"}, {"when": "formed", "within": "5 days"}, "looser"),
        ({"when": "formed", "within": "9 days"}, {"when": "formed", "within": "9 days"}, None),
        ({"when": "received", "within": "1 days"}, {"when": "formed", "within": "9 days"}, None),
        ({"when": "formed", "within": "1 days", "action": "verify"}, {"when": "formed", "within": "9 days"}, None),
        (
            {"when": "formed", "within": "1 days", "facts": {"by": "paper"}},
            {"when": "formed", "within": "9 days"},
            "tighter",
        ),
        (
            {"when": "formed", "within": "1 days"},
            {"when": "formed", "within": "9 days", "facts": {"by": "paper"}},
            None,
        ),
        (
            {"before": "bid-deadline", "at-least": "30 days"},
            {"before": "bid-deadline", "at-least": "20 days"},
            "tighter",
        ),
        (
            {"before": "bid-deadline", "at-least": "10 days"},
            {"before": "bid-deadline", "at-least": "20 days"},
            "looser",
        ),
        ({"by-date": "2018-06-30"}, {"by-date": "2018-12-31"}, "tighter"),
        ({"promptly-after": "formed"}, {"when": "formed", "within": "9 days"}, None),
    ],
)
def test_duties(own: dict[str, object], parent: dict[str, object], direction: str | None):
    assert compare_duties(duty(**own), duty(**parent)) == direction


def test_tongjiang_tightens_procurement_to_five_working_days():
    found = coverage("cn-hl-tongjiang")
    assert found["against"] == "cn"
    assert found["loosens"] == []
    tightened = {
        entry["item"]: [deadline["own"] for deadline in entry["deadlines"] if not deadline["different_start"]]
        for entry in found["tightens"]
    }
    for item in ("tender-notice", "documents", "budget", "result", "contract"):
        assert tightened[f"procurement.{item}"] == ["自信息形成或变更之日起5个工作日内公开"]
    elsewhere = {
        entry["item"]: [deadline["own"] for deadline in entry["deadlines"] if deadline["different_start"]]
        for entry in found["tightens"]
    }
    assert elsewhere["procurement.misconduct"] == ["自下发通知书（送达）之日起1个工作日内公开"]
    assert elsewhere["land.announcement"] == ["按数据规范交互：自收到起12小时内公开", "自核验确认之日起1个工作日内公开"]


def test_every_national_item_is_answered_or_lacking_with_a_reason():
    national = {name for name, item in load_catalogue("cn").items.items() if item.inherited_from != "law"}
    for pack in ("cn-sh", "cn-hl-tongjiang", "cn-yn", "cn-js-yancheng"):
        found = coverage(pack)
        assert found["national_items"] == len(national)
        assert {*found["answers"], *(entry["item"] for entry in found["lacks"])} == national
        assert [entry for entry in found["lacks"] if not entry["reason"]] == []
        assert not set(found["adds"]) & national


def test_the_national_pack_is_held_against_nothing():
    found = coverage("cn")
    assert (found["against"], found["answers"], found["lacks"], found["adds"]) == ("", [], [], [])


def test_elements_added_and_lacking(write: Callable[..., Path]):
    land = (
        "field: land\nclause: 三\nitems:\n"
        "  - {item: land.announcement, clause: 三, elements: {required: [area, deposit]}}\n"
    )
    text = (write() / "my-county" / "pack.yaml").read_text("utf-8").replace("extends: cn", "extends: my-parent")
    parent = text.replace("id: my-county\n", "id: my-parent\n").replace("extends: my-parent", "extends: cn")
    folder = write("my-parent", pack=parent)
    write(pack=text, land=land)
    from gongkai.engine.packs.coverage import compare_items

    compared = {
        entry.item: entry
        for entry in compare_items(
            load_catalogue("my-county", folders=(folder,)), load_catalogue("my-parent", folders=(folder,))
        )
    }
    announcement = compared["land.announcement"]
    assert (announcement.kind, announcement.elements_added, announcement.elements_lacking) == (
        "answered",
        ("deposit",),
        ("location",),
    )
    assert compared["land.deal-publicity"].kind == "unanswered"
    # what the parent answers for the nation is answered for the county too
    own = coverage("my-county", folders=(folder,))
    assert {"land.announcement", "land.deal-publicity"} <= set(own["answers"])


def test_two_versions_of_a_pack(write: Callable[..., Path], tmp_path: Path):
    old = write() / "my-county"
    land = (
        "field: land\nclause: 三(一)\nbodies: {owner: finance}\nitems:\n"
        "  - item: land.announcement\n    clause: 三(一)\n    elements: {required: [area, deposit]}\n"
        "    duties: [{when: received, within: 12 hours, clause: 五(一)}]\n"
        "  - {item: land.supply-plan, clause: 三(三), elements-open: true}\n"
    )
    new = tmp_path / "new" / "my-county"
    new.mkdir(parents=True)
    (new / "pack.yaml").write_text((old / "pack.yaml").read_text("utf-8"), "utf-8")
    (new / "land.yaml").write_text(land, "utf-8")
    found = diff(load_for_diff(str(old)), load_for_diff(str(new)))
    assert found == {
        "left": "my-county",
        "right": "my-county",
        "only_left": [{"item": "land.deal-publicity", "name": "成交公示"}],
        "only_right": [{"item": "land.supply-plan", "name": "土地供应计划"}],
        "differing": [
            {
                "item": "land.announcement",
                "name": "出让公告",
                "required": {"only_left": ["location"], "only_right": ["deposit"]},
                "optional": {"only_left": ["term"], "only_right": []},
                "duties": {
                    "only_left": ["纸质文本：自收到之日起1个工作日内公开"],
                    "only_right": ["自收到起12小时内公开"],
                },
                "bodies": {"only_left": ["owner: land-authority"], "only_right": ["owner: finance"]},
                "channels": {"only_left": ["government-site (required)"], "only_right": []},
            }
        ],
        "same": [],
    }


def test_a_pack_does_not_differ_from_itself():
    found = diff(load_for_diff("cn-yn"), load_for_diff("cn-yn"))
    assert (found["only_left"], found["only_right"], found["differing"]) == ([], [], [])
    own = [name for name, item in load_catalogue("cn-yn").items.items() if item.own is not None]
    assert found["same"] == own
