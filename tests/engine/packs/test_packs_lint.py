"""Lint: every rule broken once, with the exact finding; the shipped packs break none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from gongkai.engine.errors import PackError
from gongkai.engine.packs import lint as lint_module
from gongkai.engine.packs.lint import lint
from gongkai.engine.packs.sources import SHIPPED, shown_path

PACK = """\
id: my-county
title: 某方案
jurisdiction: {code: 230882, name: 某县, level: county}
documents:
  - {id: my-1, title: 某方案, issuer: 某县, in-force: 2020-01-01}
"""
DUTY = "    duties: [{when: formed, within: 9 working-days, clause: 五}]\n"
ITEM = "  - item: land.announcement\n    clause: 三(一)\n    elements-open: true\n" + DUTY
HEAD = "field: land\nclause: 三\nitems:\n"


def found(write: Callable[..., Path], level: str = "error", **files: str) -> list[tuple[str, str, str, str]]:
    """(check, where, message, remedy) of the findings in the user's own pack."""
    folder = write(**{"pack": PACK, "land": HEAD + ITEM, **files})
    start = f"{shown_path(folder)}/my-county/"
    return [
        (finding.check, finding.where.removeprefix(start), finding.message, finding.remedy)
        for finding in lint(folder)
        if finding.level == level
    ]


def test_a_sound_pack_has_no_findings(write: Callable[..., Path]):
    assert found(write) == []
    assert found(write, "report") == []


ERRORS: dict[str, tuple[dict[str, str], list[tuple[str, str, str, str]]]] = {
    "unknown ids": (
        {
            "pack": PACK + "organiser: finanse\n"
            "duties: [{when: formd, within: 9 days, clause: 五}]\n"
            "channels: [{channel: goverment-site, clause: 四}]\n"
            "reports: [{item: report.anual, by: [zzz], clause: 六}]\n"
            "obligations: [{id: a, clause: 七, says: 甲, bodies: taxes}]\n"
        },
        [
            ("unknown-id", "pack.yaml:6", "词汇里没有公开主体“finanse”。", "最接近的是“finance”。"),
            ("unknown-id", "pack.yaml:7", "词汇里没有业务事件“formd”。", "最接近的是“formed”。"),
            ("unknown-id", "pack.yaml:8", "词汇里没有公开渠道“goverment-site”。", "最接近的是“government-site”。"),
            (
                "unknown-id",
                "pack.yaml:9",
                "词汇里没有公开主体“zzz”。",
                "请改用已有的 id，或先在 vocabulary/bodies.yaml 里加上它。",
            ),
            ("unknown-id", "pack.yaml:9", "词汇里没有公开事项“report.anual”。", "最接近的是“report.annual”。"),
            ("unknown-id", "pack.yaml:10", "词汇里没有公开主体“taxes”。", "最接近的是“tax”。"),
        ],
    ),
    "unknown ids of an item": (
        {
            "land": "field: lnd\nclause: 三\ncode: parcel.cod\nbodies: {of: [village]}\nitems:\n"
            "  - item: land.anouncement\n    clause: 三(一)\n    elements: {required: [aera]}\n"
            "    periods: [{of: notice, at-least: 5 days, between: [published, bid-dedline], clause: 六}]\n" + DUTY
        },
        [
            ("unknown-id", "land.yaml:1", "词汇里没有领域“lnd”。", "最接近的是“land”。"),
            ("unknown-id", "land.yaml:3", "词汇里没有归集编码“parcel.cod”。", "最接近的是“parcel.code”。"),
            (
                "unknown-id",
                "land.yaml:4",
                "没有层级“village”。",
                "可用的有：every-level、national、province、city、county、town。",
            ),
            ("unknown-id", "land.yaml:6", "词汇里没有公开事项“land.anouncement”。", "最接近的是“land.announcement”。"),
            ("unknown-id", "land.yaml:8", "词汇里没有内容要素“aera”。", "最接近的是“area”。"),
            ("unknown-id", "land.yaml:9", "词汇里没有内容要素或业务事件“bid-dedline”。", "最接近的是“bid-deadline”。"),
        ],
    ),
    "unknown ground": (
        {"land": HEAD.replace("items:", "unless: [state-secrets]\nitems:") + ITEM},
        [("unknown-id", "land.yaml:3", "没有不予公开的情形“state-secrets”。", "最接近的是“state-secret”。")],
    ),
    "unknown document": (
        {"land": HEAD + ITEM.replace("clause: 五", "clause: 五, document: my-2")},
        [
            ("unknown-document", "land.yaml:7", "没有 id 为“my-2”的文件。", "最接近的是“my-1”。"),
        ],
    ),
    "no clause": (
        {"land": HEAD + ITEM.replace("clause: 三(一)", "clause: ' '")},
        [("no-clause", "land.yaml:5", "没有写条款。", "请写条款，例如 clause: 六(二)。")],
    ),
    "clause in full-width brackets": (
        {"land": HEAD + ITEM.replace("clause: 三(一)", "clause: 三（一）")},
        [("clause-form", "land.yaml:5", "条款的写法不统一：“三（一）”。", "请写成“三(一)”，序号用半角括号。")],
    ),
    "dates that contradict": (
        {
            "pack": PACK.replace("in-force: 2020-01-01", "in-force: 2020-01-01, until: 2019-12-31")
            + "duties: [{when: formed, within: 9 days, since: 2021-01-01, until: 2020-12-31, clause: 五}]\n"
            "reports: [{item: report.annual, on: [02-30], clause: 六}]\n",
        },
        [
            (
                "dates",
                "pack.yaml:5",
                "文件在失效之后才生效：生效 2020-01-01，失效 2019-12-31。",
                "请核对 in-force 和 until。",
            ),
            (
                "dates",
                "pack.yaml:6",
                "时限在失效之后才生效：since 2021-01-01，until 2020-12-31。",
                "请核对 since 和 until。",
            ),
            ("dates", "pack.yaml:7", "2 月没有 30 日。", "请核对日期。"),
        ],
    ),
    "no elements": (
        {"land": HEAD + ITEM.replace("    elements-open: true\n", "")},
        [
            (
                "no-elements",
                "land.yaml:4",
                "“land.announcement”没有写内容要素。",
                "请在 elements 里列出文件给的要素；文件本身没有列的，写 elements-open: true。",
            )
        ],
    ),
    "element required and optional, and twice": (
        {
            "land": HEAD
            + ITEM.replace("elements-open: true", "elements: {required: [area, term, area], optional: [term]}")
        },
        [
            ("duplicate", "land.yaml:6", "要素“area”写了两次。", "请删去一个。"),
            (
                "required-and-optional",
                "land.yaml:6",
                "要素“term”既是必有又是可有。",
                "请只留在 required 里，或只留在 optional 里。",
            ),
        ],
    ),
    "condition of an element that is not required": (
        {
            "land": HEAD
            + ITEM.replace(
                "elements-open: true", "elements: {required: [area], conditional: {term: 出让的, area: 出让的}}"
            )
        },
        [
            (
                "conditional-not-required",
                "land.yaml:6",
                "conditional 里的要素“term”不在 required 里。",
                "请先在 required 里列出它，conditional 只写它在什么情形下才要写。",
            )
        ],
    ),
    "obligation twice": (
        {"pack": PACK + "principles:\n  - {id: a, clause: 一, says: 甲}\n  - {id: a, clause: 二, says: 乙}\n"},
        [("duplicate", "pack.yaml:8", "id“a”重复。", "请另起一个 id。")],
    ),
    "rows": (
        {
            "land": HEAD
            + ITEM
            + "rows:\n"
            + "".join(
                f"  - {{annex: 附件1, number: {number}, category: 甲, content: 乙, attribute: 丙, bodies: 丁, items: {items}}}\n"
                for number, items in (
                    (1, "[land.announcement]"),
                    (5, "[land.supply-plan]"),
                    (3, "[]"),
                    (3, "[land.announcement]"),
                )
            )
        },
        [
            ("rows", "land.yaml:9", "附件1缺第 2、4 行。", "请照印本补上。"),
            ("rows", "land.yaml:10", "这一行的公开事项“land.supply-plan”不在本包里。", "请先在 items 里写出这一项。"),
            ("rows", "land.yaml:11", "这一行没有对应任何公开事项。", "请在 items 里写出它包含的事项。"),
            ("rows", "land.yaml:11", "附件1第 3 行次序不对。", "请按印本的次序排列。"),
            ("rows", "land.yaml:12", "附件1第 3 行写了两次。", "请核对印本上的序号。"),
        ],
    ),
    "lacks": (
        {
            "pack": PACK.replace("documents:", "extends: cn\ndocuments:")
            + "lacks:\n  land.announcement: 不设\n  land.suply-plan: 不设\n  land.deal-publicity: ' '\n"
        },
        [
            ("lacks", "pack.yaml:8", "“land.announcement”写在 lacks 里，但本包有这一项。", "请删去其中一处。"),
            ("lacks", "pack.yaml:9", "上级包里没有公开事项“land.suply-plan”。", "最接近的是“land.supply-plan”。"),
            ("lacks", "pack.yaml:10", "没有写明为什么不列“land.deal-publicity”。", "请写上理由。"),
        ],
    ),
    "unknown parent": (
        {"pack": PACK.replace("documents:", "extends: cnn\ndocuments:")},
        [("unknown-id", "pack.yaml:4", "上级政策包“cnn”不存在或读不了。", "最接近的是“cn”。")],
    ),
    "examples": (
        {
            "examples": "examples:\n"
            "  - {name: 对, item: land.announcement, events: {formed: 2018-12-03}, due: 2018-12-14, binding: 五}\n"
            "  - {name: 日期错, item: land.announcement, events: {formed: 2018-12-03}, due: 2018-12-15}\n"
            "  - {name: 条款错, item: land.announcement, events: {formed: 2018-12-03}, due: 2018-12-14, binding: 六}\n"
            "  - {name: 事项错, item: land.x, events: {formed: 2018-12-03}}\n"
            "  - {name: 空, item: land.announcement}\n"
        },
        [
            (
                "example",
                "examples.yaml:3",
                "算例“日期错”不成立：到期应为 2018-12-15，算得 2018-12-14。",
                "请核对算例，或改正规则。",
            ),
            (
                "example",
                "examples.yaml:4",
                "算例“条款错”不成立：起作用的条款应为 六，算得 某方案 五。",
                "请核对算例，或改正规则。",
            ),
            (
                "example",
                "examples.yaml:5",
                "算例“事项错”不成立：包里没有公开事项“land.x”。",
                "请核对算例，或改正规则。",
            ),
            (
                "example",
                "examples.yaml:6",
                "算例“空”不成立：没有写 events，也没有写 missing，无从核对。",
                "请核对算例，或改正规则。",
            ),
        ],
    ),
    "form": (
        {"land": HEAD + ITEM.replace("clause: 三(一)", "claus: 三(一)")},
        [("form", "land.yaml:5", "不认识的键“claus”。", "最接近的是“clause”。")],
    ),
}


@pytest.mark.parametrize("name", ERRORS)
def test_error(name: str, write: Callable[..., Path]):
    files, expected = ERRORS[name]
    if name == "examples":
        # before the general rules of other documents, the item's own nine days bind
        files = {**files, "pack": PACK.replace("2020-01-01", "2018-01-01")}
    assert found(write, **files) == expected


def test_an_item_without_any_deadline(write: Callable[..., Path]):
    land = HEAD + ITEM.replace(DUTY, "    general-duties: false\n").replace("announcement", "performance-change")
    assert found(write, land=land) == [
        (
            "no-deadline",
            "land.yaml:4",
            "“land.performance-change”没有时限，也没有可继承的时限。",
            "请在 duties 里写上，或在 pack.yaml 里写通用时限。",
        )
    ]


def test_missing_elements_of_an_example(write: Callable[..., Path]):
    land = HEAD + ITEM.replace("elements-open: true", "elements: {required: [area, term]}")
    cases = (
        "examples:\n"
        "  - {name: 对, item: land.announcement, elements: [area], missing: [term]}\n"
        "  - {name: 错, item: land.announcement, elements: [area, term], missing: [term]}\n"
    )
    assert [entry[:3] for entry in found(write, land=land, examples=cases)] == [
        ("example", "examples.yaml:3", "算例“错”不成立：缺的要素应为 term，算得 （无）。")
    ]


def test_reports_do_not_fail(write: Callable[..., Path]):
    pack = PACK.replace("documents:", "extends: cn\ndocuments:") + (
        "duties: [{when: [formed, changed], within: 30 working-days, clause: 五}]\n"
    )
    reports = found(write, "report", pack=pack)
    assert (
        "unanswered",
        "pack.yaml:1",
        "上级的公开事项“land.supply-plan”（土地供应计划）本包没有对应的事项。",
        "上级的规定照样适用；有意不列的，请在 lacks 里写明理由。",
    ) in reports
    assert {check for check, *_ in reports} == {"unanswered"}  # the item's own nine days make up for the general thirty


def test_a_looser_general_rule_is_reported(write: Callable[..., Path]):
    pack = PACK.replace("documents:", "extends: cn\ndocuments:") + (
        "duties: [{when: [formed, changed], within: 30 working-days, clause: 五}]\n"
    )
    land = HEAD + ITEM.replace(DUTY, "")
    looser = [entry[1:] for entry in found(write, "report", pack=pack, land=land) if entry[0] == "looser"]
    assert looser == [
        (
            "land.yaml:4",
            (
                "“land.announcement”的时限比上级宽：本包“自信息形成或变更之日起30个工作日内公开”，"
                "上级“自信息形成或变更之日起20个工作日内公开”。"
            ),
            "上级的时限照样适用，计算时取最严的。",
        )
    ]


def test_a_clause_without_number_is_reported(write: Callable[..., Path]):
    reports = found(write, "report", land=HEAD + ITEM.replace("clause: 三(一)", "clause: 总则"))
    assert reports == [
        (
            "clause-form",
            "land.yaml:5",
            "条款没有序号：“总则”。",
            "请写条款号，例如 六(二) 或 第二十六条；条号未核的写明“未核”。",
        )
    ]


def test_the_next_years_notice_is_expected_from_november(write: Callable[..., Path]):
    folder = write(pack=PACK, land=HEAD + ITEM)

    def said(day: date) -> list[str]:
        return [finding.message for finding in lint(folder, as_of=day) if finding.check == "calendar"]

    assert said(date(2026, 10, 31)) == []
    assert said(date(2026, 11, 1)) == ["工作日历到 2026 年为止，还没有 2027 年的放假安排。"]
    assert said(date(2028, 1, 1)) == ["工作日历到 2026 年为止，还没有 2028 年的放假安排。"]


def test_own_rules_are_checked(write: Callable[..., Path]):
    folder = write(pack=PACK, land=HEAD + ITEM)
    (folder / "law").mkdir()
    (folder / "law" / "mine.yaml").write_text(
        "document: {id: mine, title: 某条例, issuer: 某省, in-force: 2020-01-01}\n"
        "duties: [{when: formd, within: 9 days, clause: ''}]\n"
        "clocks: [{id: a, span: 9 days, starts: nowhen, stops: [nowhen], clause: 第一条}]\n",
        "utf-8",
    )
    assert [(finding.check, finding.where.rpartition("/")[2]) for finding in lint(folder)] == [
        ("no-clause", "mine.yaml:2"),
        ("unknown-id", "mine.yaml:2"),
        ("unknown-id", "mine.yaml:3"),
    ]


def test_own_vocabulary_is_checked(write: Callable[..., Path]):
    folder = write(pack=PACK, land=HEAD + ITEM)
    (folder / "vocabulary").mkdir()
    (folder / "vocabulary" / "items.yaml").write_text("- {id: my.item, name: 甲, field: lnd}\n", "utf-8")
    assert [(finding.message, finding.remedy) for finding in lint(folder)] == [
        ("“my.item”所指的领域“lnd”不在词汇里。", "最接近的是“land”。")
    ]


def test_a_folder_without_packs_is_refused(tmp_path: Path):
    with pytest.raises(PackError, match="文件夹里没有政策包。"):
        lint(tmp_path)


def test_the_shipped_packs_have_no_errors():
    assert [str(finding) for finding in lint() if finding.level == "error"] == []


def test_the_shipped_folder_by_its_path(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(SHIPPED.parent)
    assert lint(Path("packs")) == lint()
    assert [finding for finding in lint(Path("packs/cn-yn")) if finding.level == "error"] == []


def test_nothing_is_kept_or_asked(monkeypatch: pytest.MonkeyPatch, own_cache: Path):
    lint()
    assert not own_cache.exists()
    assert lint_module.lint.__kwdefaults__ == {"as_of": None}
