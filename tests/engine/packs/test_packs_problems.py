"""Broken packs: each mistake is answered with file, line and what to write instead; several are shown together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.engine.errors import PackError
from gongkai.engine.packs.problems import PackProblemsError, nearest
from gongkai.engine.packs.sources import read_laws, read_pack, read_vocabulary, shown_path

PACK = """\
id: my-county
title: 某方案
jurisdiction: {code: 990101, name: 某县, level: county}
documents:
  - {id: my-1, title: 某方案, issuer: 某县, in-force: 2020-01-01}
"""
HEAD = "field: land\nclause: 三(一)\n"


def refusal(write: Callable[..., Path], **files: str | bytes | None) -> list[str]:
    """What reading the pack answers, one line a problem, with the folder's own path cut off."""
    folder = write(**files) / "my-county"
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    return str(caught.value).replace(f"{shown_path(folder)}/", "").split("\n")


FIELD_FILES = {
    "typo in a key": (
        HEAD + "items:\n  - item: land.announcement\n    claus: 三(一)\n    elements-open: true\n",
        ["land.yaml:5: 不认识的键“claus”。 最接近的是“clause”。"],
    ),
    "key unlike any": (
        "field: land\nclause: 三\nitems:\n  - {item: a.b, clause: 三, elements: {colour: red}}\n",
        ["land.yaml:4: 不认识的键“colour”。 这里可用的键：required、optional、conditional、facts。"],
    ),
    "duplicate key": (
        HEAD + "clause: 三\nitems: []\n",
        ["land.yaml:3: 键“clause”重复，第 2 行已经写过。 请合并成一处，只留一个。"],
    ),
    "no clause": (
        HEAD + "items:\n  - item: land.announcement\n    elements-open: true\n",
        ["land.yaml:4: 缺少必填的键“clause”。 请补上，例如 clause: 六(二)。"],
    ),
    "span": (
        HEAD + "items:\n  - item: land.announcement\n    clause: 三\n    duties:\n"
        "      - {when: formed, within: 20个工作日, clause: 五}\n",
        ["land.yaml:7: “20个工作日”不是时间长度。 请写成“20 working-days”“12 hours”“15 days”或“2 months”。"],
    ),
    "span of nothing": (
        HEAD + "duties: [{when: formed, within: 0 days, clause: 五}]\nitems: [{item: a.b, clause: 三}]\n",
        ["land.yaml:3: “count”超出范围：0。 最小 1。"],
    ),
    "two forms": (
        HEAD
        + "duties: [{when: formed, within: 2 days, by-date: 2020-06-30, clause: 五}]\nitems: [{item: a.b, clause: 三}]\n",
        [
            (
                "land.yaml:3: 一条时限要写而且只写一种形式，这里写了 within、by-date。 请在 within、before、same-time-as、during、once、"
                "promptly-after、on、by-date、as-law 中留一个。"
            )
        ],
    ),
    "no form": (
        HEAD + "duties: [{clause: 五}]\nitems: [{item: a.b, clause: 三}]\n",
        [
            (
                "land.yaml:3: 一条时限要写而且只写一种形式，这里一个也没有。 请在 within、before、same-time-as、during、once、"
                "promptly-after、on、by-date、as-law 中留一个。"
            )
        ],
    ),
    "within without when": (
        HEAD + "duties: [{within: 2 days, clause: 五}]\nitems: [{item: a.b, clause: 三}]\n",
        ["land.yaml:3: “within”和“when”要一起写。 请写成 {when: formed, within: 20 working-days, clause: 六(一)}。"],
    ),
    "at-least without before": (
        HEAD + "duties: [{once: formed, at-least: 2 days, clause: 五}]\nitems: [{item: a.b, clause: 三}]\n",
        [
            "land.yaml:3: “at-least”要和“before”一起写。 请写成 {before: bid-deadline, at-least: 20 days, clause: 六(三)}。"
        ],
    ),
    "yes for true": (
        HEAD + "items:\n  - item: a.b\n    clause: 三\n    elements-open: yes\n",
        ["land.yaml:6: “elements-open”只能是 true 或 false，这里写的是“yes”。 请写 true 或 false，不加引号。"],
    ),
    "true for a word": (
        HEAD + "items:\n  - item: a.b\n    clause: 三\n    name: true\n",
        ["land.yaml:6: “name”应当是文字，而不是“true”。 请给它加引号，或写 yes、no。"],
    ),
    "date without hyphens": (
        HEAD + "duties: [{by-date: 20180630, clause: 五}]\nitems: [{item: a.b, clause: 三}]\n",
        ["land.yaml:3: “20180630”不是日期。 请写成 2019-05-15 的样子。"],
    ),
    "a day the calendar lacks": (
        HEAD + "duties: [{by-date: 2018-06-31, clause: 五}]\nitems: [{item: a.b, clause: 三}]\n",
        ["land.yaml:3: 日历上没有“2018-06-31”这一天。 请写成 2019-05-15 的样子，并核对月和日。"],
    ),
    "yearly date": (
        HEAD + "duties: [{on: [6-20], clause: 五}]\nitems: [{item: a.b, clause: 三}]\n",
        ["land.yaml:3: “on”的第 1 项的写法不对：“6-20”。 请写成“06-20”的样子，前面是月、后面是日。"],
    ),
    "unknown choice": (
        HEAD + "channels: [{channel: government-site, kind: requird, clause: 四}]\nitems: [{item: a.b, clause: 三}]\n",
        [
            "land.yaml:3: “kind”不能是“requird”。 最接近的是“required”。可用的有：first、required、encouraged、exchange。"
        ],
    ),
    "a word for a list": (
        HEAD + "items: land.announcement\n",
        ["land.yaml:3: “items”应当是列表，而不是“land.announcement”。 请写成 [甲, 乙]，或每项一行、以“- ”开头。"],
    ),
    "no items": (HEAD + "items: []\n", ["land.yaml:3: “items”不能是空列表。 请至少写一项。"]),
    "a word for a map": (
        HEAD + "bodies: finance\nitems: [{item: a.b, clause: 三}]\n",
        ["land.yaml:3: “bodies”应当是“键: 值”的映射，而不是“finance”。 请在它下面缩进两格写键和值。"],
    ),
    "a word for a number": (
        HEAD + "items: [{item: a.b, clause: 三}]\nrows:\n"
        "  - {annex: 附件1, number: 一, category: 甲, content: 乙, attribute: 丙, bodies: 丁, items: [a.b]}\n",
        ["land.yaml:5: “number”应当是整数，这里写的是“一”。 请只写数字，例如 12。"],
    ),
    "a list for the whole file": (
        "- item: land.announcement\n",
        ["land.yaml:1: 这里应当是“键: 值”的映射，而不是列表。 请从键写起，例如 field: …。"],
    ),
    "empty file": ("", ["land.yaml:1: 文件是空的。 请写入内容，或删除这个文件。"]),
    "tab": (
        "field: land\nclause: 三\nitems:\n\t- item: a.b\n",
        ["land.yaml:4: 缩进用了制表符（Tab）。 请改用空格，每层两个。"],
    ),
    "the same item twice": (
        HEAD + "items:\n  - {item: a.b, clause: 三}\n  - {item: a.b, clause: 四}\n",
        [
            (
                "land.yaml:5: 公开事项“a.b”在包里出现两次，另一处在 land.yaml:4。"
                " 请合并成一项；要点不同的可写进同一项的 duties、elements 或 note。"
            )
        ],
    ),
    "several at once": (
        HEAD + "items:\n  - {item: a.b, elements-open: no}\n  - {item: c.d, clause: 四, note: []}\n  - c.d\n",
        [
            "land.yaml:4: 缺少必填的键“clause”。 请补上，例如 clause: 六(二)。",
            "land.yaml:4: “elements-open”只能是 true 或 false，这里写的是“no”。 请写 true 或 false，不加引号。",
            "land.yaml:5: “note”应当是文字，而不是列表。 请写成一段文字。",
            "land.yaml:6: “items”的第 3 项应当是“键: 值”的映射，而不是“c.d”。 请在它下面缩进两格写键和值。",
        ],
    ),
}


@pytest.mark.parametrize("name", FIELD_FILES)
def test_broken_field_file(name: str, write: Callable[..., Path]):
    text, messages = FIELD_FILES[name]
    assert refusal(write, land=text) == messages


def test_not_utf8(write: Callable[..., Path]):
    raw = "field: land\nname: 土地\n".encode("gb18030")
    assert refusal(write, land=raw) == ["land.yaml:2: 文件不是 UTF-8 编码。 请在编辑器里选择“另存为”，编码选 UTF-8。"]


def test_problems_of_all_files_are_shown_together(write: Callable[..., Path]):
    assert refusal(write, pack="id: my-county\n", land="- a\n", zoo="") == [
        "pack.yaml:1: 缺少必填的键“title”。 请补上，例如 title: …。",
        "pack.yaml:1: 缺少必填的键“jurisdiction”。 请补上，例如 jurisdiction: …。",
        "pack.yaml:1: 缺少必填的键“documents”。 请补上，例如 documents: …。",
        "land.yaml:1: 这里应当是“键: 值”的映射，而不是列表。 请从键写起，例如 field: …。",
        "zoo.yaml:1: 文件是空的。 请写入内容，或删除这个文件。",
    ]


def test_id_and_folder_agree(write: Callable[..., Path]):
    folder = write(name="other") / "other"
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    assert str(caught.value) == (
        f"{shown_path(folder)}/pack.yaml:1: 包的 id“my-county”与文件夹名“other”不同。 请写 id: other，或给文件夹改名。"
    )


def test_names_of_other_folders_are_taken(write: Callable[..., Path]):
    folder = write("law", pack=PACK.replace("id: my-county\n", "id: law\n")) / "law"
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    assert str(caught.value) == (
        f"{shown_path(folder)}/pack.yaml:1: 包的 id 不能是“law”。 这个名字另有所用，请换一个。"
    )


def test_ids_have_a_form(write: Callable[..., Path]):
    text = "id: My_County\ntitle: 甲\njurisdiction: {code: 1, name: 乙, level: county}\n"
    text += "documents: [{id: a, title: b, issuer: c, in-force: 2020-01-01}]\n"
    assert refusal(write, pack=text) == [
        "pack.yaml:1: “id”的写法不对：“My_County”。 只用小写字母、数字和连字符，例如 cn-js-yancheng。",
        "pack.yaml:3: “code”的写法不对：“1”。 请写六位行政区划代码，例如 320900；全国写 000000。",
    ]


def test_more_than_twenty_problems_are_counted(write: Callable[..., Path]):
    items = "".join("  - {item: a.b}\n" for _ in range(25))
    messages = refusal(write, land=HEAD + "items:\n" + items)
    assert len(messages) == 21
    assert messages[-1] == "……另有 5 处问题。"


def test_each_problem_is_an_error_of_its_own(write: Callable[..., Path]):
    folder = write(land=HEAD + "items:\n  - {item: a.b}\n  - {item: c.d}\n") / "my-county"
    with pytest.raises(PackProblemsError) as caught:
        read_pack(folder)
    assert [(problem.message, problem.where.rpartition("/")[2]) for problem in caught.value.problems] == [
        ("缺少必填的键“clause”。", "land.yaml:4"),
        ("缺少必填的键“clause”。", "land.yaml:5"),
    ]


def test_vocabulary_is_a_list_and_ids_are_used_once(tmp_path: Path):
    folder = tmp_path / "own" / "vocabulary"
    folder.mkdir(parents=True)
    (folder / "bodies.yaml").write_text("finance: 财政局\n", "utf-8")
    (folder / "events.yaml").write_text("- {id: formed, name: 形成}\n- {id: opened, nam: 开启}\n", "utf-8")
    with pytest.raises(PackProblemsError) as caught:
        read_vocabulary((tmp_path / "own",))
    lines = str(caught.value).replace(f"{shown_path(folder)}/", "").split("\n")
    assert lines[0] == "bodies.yaml:1: 词汇文件应当是列表。 请每条一行，例如 - {id: land, name: 国有土地使用权出让}。"
    assert lines[1].startswith("events.yaml:1: 词汇 id“formed”已在 packs/vocabulary/events.yaml:")
    assert lines[2] == "events.yaml:2: 不认识的键“nam”。 最接近的是“name”。"


def test_law_documents_have_ids_of_their_own(tmp_path: Path):
    folder = tmp_path / "own" / "law"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(
        "document: {id: ogi-2019, title: 甲, issuer: 乙, in-force: 2020-01-01}\n", "utf-8"
    )
    with pytest.raises(PackError) as caught:
        read_laws((tmp_path / "own",))
    assert "mine.yaml:1: 文件 id“ogi-2019”已用于 packs/law/ogi-2019.yaml:" in str(caught.value)


def test_nearest():
    assert nearest("claus", ["clause", "items"]) == "clause"
    assert nearest("zzz", ["clause", "items"]) == ""


def test_ten_thousand_mistakes_are_answered_at_once(write: Callable[..., Path]):
    items = "".join(f"  - {{item: a.b, clausee{number}: x}}\n" for number in range(10_000))
    messages = refusal(write, land=HEAD + "items:\n" + items)
    assert messages[0] == "land.yaml:4: 不认识的键“clausee0”。 最接近的是“clause”。"
    assert len(messages) == 21
