"""Finding packs, laying them over parents and national rules, and the user's own packs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.engine.errors import PackError, UnknownIdError
from gongkai.engine.packs.load import load_catalogue, load_chain, load_pack, load_vocabulary
from gongkai.engine.packs.models import Bodies, Channel, Document, Duty, FieldFile, Item, LawFile, PackFile
from gongkai.engine.packs.resolve import resolve
from gongkai.engine.packs.resolved import Catalogue, ResolvedItem, Vocabulary
from gongkai.engine.packs.sources import find_packs, folders_from, shown_path

# --- laying over one another, on models made here ----------------------------------------------------------------------


def document(name: str) -> Document:
    return Document.model_validate({"id": name, "title": name, "issuer": "甲", "in-force": "2010-01-01"})


def duty(clause: str, days: int = 20, **more: object) -> Duty:
    return Duty.model_validate({"when": "formed", "within": f"{days} working-days", "clause": clause, **more})


def pack(name: str, extends: str = "", **more: object) -> PackFile:
    return PackFile.model_validate(
        {
            "id": name,
            "title": name,
            "jurisdiction": {"code": "000000", "name": name, "level": "county"},
            "extends": extends,
            "documents": [document(f"doc-{name}"), document(f"annex-{name}")],
            **more,
        }
    )


def item(name: str, clause: str, **more: object) -> Item:
    return Item.model_validate({"item": name, "clause": clause, **more})


def field(name: str, *items: Item, **more: object) -> FieldFile:
    return FieldFile.model_validate({"field": name, "clause": "f", "items": items, **more})


def clauses(found: ResolvedItem) -> list[tuple[str, str, str, bool]]:
    return [(bound.pack, bound.document.id, bound.duty.clause, bound.general) for bound in found.duties]


def laid(*laws: LawFile) -> Catalogue:
    parent = pack("up", duties=[duty("up-general")], channels=[Channel(channel="site", clause="up-4")])
    parent_field = field(
        "land",
        item(
            "land.announcement",
            "up-1",
            elements={"required": ["area", "term"], "optional": ["deposit"]},
            code="up.code",
        ),
        item("land.supply-plan", "up-2", duties=[duty("up-own", 10)]),
        bodies={"owner": "up-body"},
    )
    child = pack("down", "up", duties=[duty("down-general")], channels=[Channel(channel="app", clause="down-4")])
    child_field = field(
        "land",
        item(
            "land.announcement",
            "down-1",
            document="annex-down",
            elements={"required": ["area", "deposit"], "optional": ["term", "location"]},
            duties=[duty("down-own", 5), duty("down-first", 6, document="doc-down")],
            channels=[Channel(channel="site", clause="down-2")],
        ),
        duties=[duty("down-field", 15)],
    )
    return resolve(((child, (child_field,)), (parent, (parent_field,))), laws, Vocabulary())


def test_own_rules_stand_first_and_the_parents_bind_as_well():
    found = laid().items["land.announcement"]
    assert clauses(found) == [
        ("down", "annex-down", "down-own", False),
        ("down", "doc-down", "down-first", False),
        ("down", "doc-down", "down-field", True),
        ("down", "doc-down", "down-general", True),
        ("up", "doc-up", "up-general", True),
    ]
    assert [(bound.element, bound.document.id, bound.clause, bound.pack) for bound in found.required] == [
        ("area", "annex-down", "down-1", "down"),
        ("deposit", "annex-down", "down-1", "down"),
        ("area", "doc-up", "up-1", "up"),
        ("term", "doc-up", "up-1", "up"),
    ]
    assert (found.inherited_from, found.clause, found.document and found.document.id) == ("", "down-1", "annex-down")


def test_what_the_parent_requires_is_no_longer_optional():
    assert [bound.element for bound in laid().items["land.announcement"].optional] == ["location"]


def test_bodies_codes_and_channels_come_from_the_nearest_place():
    found = laid().items["land.announcement"]
    assert (found.bodies, found.code) == (Bodies(owner=("up-body",)), ("up.code",))
    assert [(bound.channel.channel, bound.document.id, bound.channel.clause) for bound in found.channels] == [
        ("site", "annex-down", "down-2"),
        ("app", "doc-down", "down-4"),
    ]


def test_grounds_for_withholding_come_from_the_field():
    land = field(
        "land",
        item("land.supply-plan", "1", unless=["privacy"]),
        item("land.announcement", "2"),
        unless=["state-secret"],
    )
    found = resolve(((pack("down"), (land,)),), (), Vocabulary()).items
    assert {name: entry.own and entry.own.unless for name, entry in found.items()} == {
        "land.supply-plan": ("privacy",),
        "land.announcement": ("state-secret",),
    }


def test_an_item_only_the_parent_has_is_shown_as_inherited():
    found = laid().items["land.supply-plan"]
    assert (found.own, found.inherited_from, found.clause) == (None, "up", "up-2")
    assert clauses(found) == [("up", "doc-up", "up-own", False), ("up", "doc-up", "up-general", True)]


def law(*items: Item, duties: tuple[Duty, ...] = ()) -> LawFile:
    return LawFile(document=document("act"), items=items, duties=duties)


def test_national_rules_bind_every_pack():
    found = laid(law(item("land.announcement", "第八条", duties=[duty("第八条", 3)]), duties=(duty("第二十六条"),)))
    assert clauses(found.items["land.announcement"])[-2:] == [
        ("law", "act", "第八条", False),
        ("law", "act", "第二十六条", True),
    ]
    assert clauses(found.items["land.supply-plan"])[-1] == ("law", "act", "第二十六条", True)


def test_an_item_only_the_law_names_is_there_when_its_field_is_the_packs():
    vocabulary = load_vocabulary()
    only = law(item("land.agreement-result", "第九条"), item("carbon.scope", "第十条"))
    bare = resolve(((pack("down"), (field("land", item("land.supply-plan", "1")),)),), (only,), vocabulary)
    assert {name: entry.inherited_from for name, entry in bare.items.items()} == {
        "land.supply-plan": "",
        "land.agreement-result": "law",
    }


def test_an_item_free_of_general_duties_has_only_its_own():
    free = field("land", item("land.supply-plan", "1", duties=[duty("own", 9)], **{"general-duties": False}))
    found = resolve(
        ((pack("down", duties=[duty("general")]), (free,)),), (law(duties=(duty("第二十六条"),)),), Vocabulary()
    )
    assert clauses(found.items["land.supply-plan"]) == [("down", "doc-down", "own", False)]


def test_an_unknown_document_is_refused():
    wrong = field("land", item("land.supply-plan", "1", duties=[duty("own", 9, document="nowhere")]))
    with pytest.raises(PackError) as caught:
        resolve(((pack("down"), (wrong,)),), (), Vocabulary())
    assert str(caught.value) == ("down/land.supply-plan: 文件 id“nowhere”不存在。 现有：annex-down、doc-down。")


# --- the user's own packs -----------------------------------------------------------------------------------------------


def test_own_pack_over_the_shipped_one(write: Callable[..., Path]):
    found = load_catalogue("my-county", folders=(write(),))
    announcement = found.items["land.announcement"]
    assert (found.id, announcement.inherited_from, announcement.name) == ("my-county", "", "出让公告")
    assert [bound.duty.clause for bound in announcement.duties if bound.pack == "my-county"] == ["五(一)", "五"]
    assert {bound.pack for bound in announcement.duties} == {"my-county", "cn", "law"}
    assert found.items["housing.allocation"].inherited_from == "cn"
    assert found.pack.jurisdiction.code == "230882"


def test_a_folder_that_is_a_pack_itself(write: Callable[..., Path]):
    assert load_pack("my-county", folders=(write() / "my-county",)).pack.id == "my-county"


def test_own_words_and_own_rules_beside_the_packs(write: Callable[..., Path]):
    own = write(
        land="field: land\nclause: 三\nitems:\n"
        "  - {item: land.announcement, clause: 三(一), elements: {required: [my.noise]}}\n"
    )
    with pytest.raises(PackError, match=r"land.yaml:4: 词汇里没有内容要素“my.noise”。"):
        load_catalogue("my-county", folders=(own,))
    (own / "vocabulary" / "elements").mkdir(parents=True)
    (own / "vocabulary" / "elements" / "mine.yaml").write_text("- {id: my.noise, name: 噪声限值}\n", "utf-8")
    (own / "law").mkdir()
    (own / "law" / "mine.yaml").write_text(
        "document: {id: my-rule, title: 某条例, issuer: 某省, in-force: 2020-01-01}\n"
        "duties: [{when: formed, within: 9 working-days, clause: 第九条}]\n",
        "utf-8",
    )
    found = load_catalogue("my-county", folders=(own,))
    assert found.vocabulary.elements["my.noise"].name == "噪声限值"
    assert [
        bound.duty.clause for bound in found.items["land.announcement"].duties if bound.document.id == "my-rule"
    ] == ["第九条"]


def test_what_lies_beside_a_single_pack_is_left_alone(write: Callable[..., Path]):
    own = write()
    (own / "law").mkdir()
    (own / "law" / "homework.yaml").write_text("- not a law\n", "utf-8")
    assert load_catalogue("my-county", folders=(own / "my-county",)).id == "my-county"
    with pytest.raises(PackError, match=r"homework.yaml:1: 这里应当是"):
        load_catalogue("my-county", folders=(own,))


def test_an_id_out_of_the_vocabulary_is_refused_with_its_line(write: Callable[..., Path]):
    folder = write(
        land="field: land\nclause: 三\nitems:\n  - {item: land.anouncement, clause: 三, elements-open: true}\n"
    )
    with pytest.raises(PackError) as caught:
        load_catalogue("my-county", folders=(folder,))
    assert str(caught.value) == (
        f"{folder}/my-county/land.yaml:4: 词汇里没有公开事项“land.anouncement”。 最接近的是“land.announcement”。"
    )


def test_unknown_pack_names_the_nearest():
    with pytest.raises(UnknownIdError) as caught:
        load_catalogue("cn-hl-tongjang")
    assert caught.value.message == "没有政策包“cn-hl-tongjang”。"
    assert caught.value.remedy.startswith("最接近的是“cn-hl-tongjiang”；现有：cn、cn-hl-tongjiang、")


def test_unknown_parent_and_circle(write: Callable[..., Path]):
    pack_text = (write() / "my-county" / "pack.yaml").read_text("utf-8")
    folder = write(pack=pack_text.replace("extends: cn", "extends: cnn"))
    with pytest.raises(PackError, match="extends 指向的政策包“cnn”不存在。"):
        load_chain("my-county", folders=(folder,))
    write(pack=pack_text.replace("extends: cn", "extends: twin"))
    folder = write(
        "twin", pack=pack_text.replace("id: my-county\n", "id: twin\n").replace("extends: cn", "extends: my-county")
    )
    with pytest.raises(PackError, match="extends 绕成了圈：twin → my-county。"):
        load_chain("my-county", folders=(folder,))


def test_folders_that_hold_no_pack(tmp_path: Path, write: Callable[..., Path]):
    with pytest.raises(PackError, match="没有这个文件夹。"):
        find_packs((tmp_path / "absent",))
    (tmp_path / "empty").mkdir()
    with pytest.raises(PackError, match="文件夹里没有政策包。"):
        find_packs((tmp_path / "empty",))


def test_an_id_is_used_once(write: Callable[..., Path]):
    folder = write("cn")
    with pytest.raises(PackError, match=r"政策包“cn”已经有了（packs/cn）。"):
        find_packs((folder,))


def test_folders_from_options_and_environment(tmp_path: Path):
    variable = os.pathsep.join(["/a", "", "/b", "/a"])
    assert folders_from(["/c"], variable) == (Path("/c"), Path("/a"), Path("/b"))
    assert folders_from([]) == ()


def test_paths_in_messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert shown_path(tmp_path / "own" / "pack.yaml") == "own/pack.yaml"
    assert shown_path(Path("/elsewhere/pack.yaml")) == "/elsewhere/pack.yaml"
    assert shown_path(find_packs()["cn"] / "pack.yaml") == "packs/cn/pack.yaml"
