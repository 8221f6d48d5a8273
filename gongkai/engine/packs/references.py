"""The ids, clauses and dates a pack names, held against the vocabulary and the documents: one finding for each that fails."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Literal

from gongkai.engine.errors import GongkaiError, PackError
from gongkai.engine.packs.models import (
    Bodies,
    Channel,
    Document,
    Duty,
    FieldFile,
    Item,
    Obligation,
    Period,
    Unclear,
)
from gongkai.engine.packs.problems import LOOKED_AT, suggestion
from gongkai.engine.packs.sources import PackSource, VocabularySource
from gongkai.engine.packs.words import GROUNDS, LEVELS
from gongkai.engine.packs.yamlfile import Steps, Tree

Level = Literal["error", "report"]

LABELS = {
    "fields": "领域",
    "items": "公开事项",
    "elements": "内容要素",
    "bodies": "公开主体",
    "channels": "公开渠道",
    "events": "业务事件",
    "codes": "归集编码",
}
_FULL_WIDTH = re.compile(r"（[一二三四五六七八九十百零〇\d]+）")
_NUMBERED = re.compile(r"[一二三四五六七八九十\d]|序言|标题|附件|前言|未核")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that lint found. ``check`` is a stable name for programs."""

    where: str
    check: str
    level: Level
    message: str
    remedy: str = ""
    subject: str = ""  #: what it is about, for lists: an item with its name

    def __str__(self) -> str:
        return f"{self.where}: {self.message}{' ' + self.remedy if self.remedy else ''}"


@dataclass(slots=True)
class Findings:
    """What was found so far, and the ids that may be named."""

    vocabulary: VocabularySource
    documents: set[str] = field(default_factory=set)
    found: list[Finding] = field(default_factory=list)

    def add(
        self, check: str, tree: Tree, steps: Steps, message: str, remedy: str = "", *, level: Level = "error"
    ) -> None:
        self.found.append(Finding(tree.where(steps), check, level, message, remedy))

    def error(self, check: str, error: GongkaiError) -> None:
        for problem in getattr(error, "problems", (error,)):
            remedy = problem.remedy or (f"依据：{problem.rule}。" if problem.rule else "")
            self.found.append(Finding(problem.where, check, "error", problem.message, remedy))

    def known(self, kind: str, name: str, tree: Tree, steps: Steps) -> None:
        terms = self.vocabulary.terms[kind]
        if name not in terms:
            where = f"vocabulary/{kind}" + ("/*.yaml" if kind == "elements" else ".yaml")
            otherwise = f"请改用已有的 id，或先在 {where} 里加上它。"
            remedy = suggestion(name, terms, otherwise) if len(self.found) < LOOKED_AT else otherwise
            self.add("unknown-id", tree, steps, f"词汇里没有{LABELS[kind]}“{name}”。", remedy)

    def document(self, name: str, tree: Tree, steps: Steps) -> None:
        if name and name not in self.documents:
            remedy = suggestion(name, self.documents, f"现有：{'、'.join(sorted(self.documents))}。")
            self.add("unknown-document", tree, steps, f"没有 id 为“{name}”的文件。", remedy)

    def clause(self, text: str, tree: Tree, steps: Steps) -> None:
        if not text.strip():
            self.add("no-clause", tree, steps, "没有写条款。", "请写条款，例如 clause: 六(二)。")
        elif text != text.strip() or "  " in text or _FULL_WIDTH.search(text):
            tidy = _FULL_WIDTH.sub(lambda match: f"({match[0][1:-1]})", text.strip())
            self.add("clause-form", tree, steps, f"条款的写法不统一：“{text}”。", f"请写成“{tidy}”，序号用半角括号。")
        elif not _NUMBERED.search(text):
            remedy = "请写条款号，例如 六(二) 或 第二十六条；条号未核的写明“未核”。"
            self.add("clause-form", tree, steps, f"条款没有序号：“{text}”。", remedy, level="report")


def check_pack_file(found: Findings, source: PackSource) -> None:
    pack, tree = source.pack, source.tree
    for index, document in enumerate(pack.documents):
        check_document(found, document, tree, ("documents", index))
    _bodies_ids(found, pack.organiser, tree, ("organiser",))
    for index, duty in enumerate(pack.duties):
        check_duty(found, duty, tree, ("duties", index))
    for key, obligations in (("principles", pack.principles), ("obligations", pack.obligations)):
        check_obligations(found, obligations, tree, key)
    _channels(found, pack.channels, tree, ())
    for index, report in enumerate(pack.reports):
        steps: Steps = ("reports", index)
        found.known("items", report.item, tree, (*steps, "item"))
        found.clause(report.clause, tree, (*steps, "clause"))
        _bodies_ids(found, report.by, tree, (*steps, "by"))
        _bodies_ids(found, report.to, tree, (*steps, "to"))
        _month_days(found, report.on, tree, (*steps, "on"))
    check_unclear(found, pack.unclear, tree, ())


def check_document(found: Findings, document: Document, tree: Tree, steps: Steps) -> None:
    if document.until is not None and document.until < document.in_force:
        message = f"文件在失效之后才生效：生效 {document.in_force}，失效 {document.until}。"
        found.add("dates", tree, (*steps, "until"), message, "请核对 in-force 和 until。")
    if document.issued is not None and document.issued > document.in_force:
        message = f"印发日 {document.issued} 晚于生效日 {document.in_force}。"
        found.add("dates", tree, (*steps, "issued"), message, "请核对；确实溯及既往的写进 note。", level="report")


def check_obligations(found: Findings, obligations: Iterable[Obligation], tree: Tree, key: str) -> None:
    seen: set[str] = set()
    for index, obligation in enumerate(obligations):
        steps: Steps = (key, index)
        found.clause(obligation.clause, tree, (*steps, "clause"))
        _bodies_ids(found, obligation.bodies, tree, (*steps, "bodies"))
        if obligation.id in seen:
            found.add("duplicate", tree, (*steps, "id"), f"id“{obligation.id}”重复。", "请另起一个 id。")
        seen.add(obligation.id)


def check_unclear(found: Findings, entries: Iterable[Unclear], tree: Tree, steps: Steps) -> None:
    for index, entry in enumerate(entries):
        found.clause(entry.clause, tree, (*steps, "unclear", index, "clause"))


def _bodies_ids(found: Findings, ids: Iterable[str], tree: Tree, steps: Steps) -> None:
    for index, name in enumerate(ids):
        found.known("bodies", name, tree, (*steps, index))


def _bodies(found: Findings, bodies: Bodies, tree: Tree, steps: Steps) -> None:
    for key, ids in (("owner", bodies.owner), ("lead", bodies.lead), ("responsible", bodies.responsible)):
        _bodies_ids(found, ids, tree, (*steps, "bodies", key))
    for index, level in enumerate(bodies.of):
        if level not in LEVELS["zh"]:
            remedy = f"可用的有：{'、'.join(LEVELS['zh'])}。"
            found.add("unknown-id", tree, (*steps, "bodies", "of", index), f"没有层级“{level}”。", remedy)


def _channels(found: Findings, channels: Iterable[Channel], tree: Tree, steps: Steps) -> None:
    for index, channel in enumerate(channels):
        here: Steps = (*steps, "channels", index)
        found.known("channels", channel.channel, tree, (*here, "channel"))
        found.clause(channel.clause, tree, (*here, "clause"))


def _grounds(found: Findings, unless: Iterable[str], tree: Tree, steps: Steps) -> None:
    for index, ground in enumerate(unless):
        if ground not in GROUNDS["zh"]:
            remedy = suggestion(ground, GROUNDS["zh"], f"可用的有：{'、'.join(GROUNDS['zh'])}。")
            found.add("unknown-id", tree, (*steps, "unless", index), f"没有不予公开的情形“{ground}”。", remedy)


def check_field(found: Findings, file: FieldFile, tree: Tree) -> None:
    found.known("fields", file.field, tree, ("field",))
    found.clause(file.clause, tree, ("clause",))
    _codes(found, file.code, tree, ())
    _grounds(found, file.unless, tree, ())
    _bodies(found, file.bodies, tree, ())
    _channels(found, file.channels, tree, ())
    for index, duty in enumerate(file.duties):
        check_duty(found, duty, tree, ("duties", index))
    check_unclear(found, file.unclear, tree, ())
    for index, item in enumerate(file.items):
        steps: Steps = ("items", index)
        check_item(found, item, tree, steps)
        elements = item.elements
        if not item.elements_open and not elements.required and not elements.optional:
            message = f"“{item.item}”没有写内容要素。"
            remedy = "请在 elements 里列出文件给的要素；文件本身没有列的，写 elements-open: true。"
            found.add("no-elements", tree, (*steps, "elements"), message, remedy)


def _codes(found: Findings, codes: Iterable[str], tree: Tree, steps: Steps) -> None:
    for index, name in enumerate(codes):
        found.known("codes", name, tree, (*steps, "code", index))


def check_item(found: Findings, item: Item, tree: Tree, steps: Steps) -> None:
    found.known("items", item.item, tree, (*steps, "item"))
    found.clause(item.clause, tree, (*steps, "clause"))
    found.document(item.document, tree, (*steps, "document"))
    _codes(found, item.code, tree, steps)
    _grounds(found, item.unless, tree, steps)
    _bodies(found, item.bodies, tree, steps)
    _channels(found, item.channels, tree, steps)
    check_unclear(found, item.unclear, tree, steps)
    for index, duty in enumerate(item.duties):
        check_duty(found, duty, tree, (*steps, "duties", index))
    for index, period in enumerate(item.periods):
        _period(found, period, tree, (*steps, "periods", index))
    seen: dict[str, str] = {}
    for key, names in (("required", item.elements.required), ("optional", item.elements.optional)):
        for index, name in enumerate(names):
            here: Steps = (*steps, "elements", key, index)
            found.known("elements", name, tree, here)
            if seen.get(name) == key:
                found.add("duplicate", tree, here, f"要素“{name}”写了两次。", "请删去一个。")
            elif name in seen:
                message = f"要素“{name}”既是必有又是可有。"
                found.add("required-and-optional", tree, here, message, "请只留在 required 里，或只留在 optional 里。")
            seen.setdefault(name, key)
    for name in item.elements.conditional:
        if name not in item.elements.required:
            found.add(
                "conditional-not-required",
                tree,
                (*steps, "elements", "conditional", name),
                f"conditional 里的要素“{name}”不在 required 里。",
                "请先在 required 里列出它，conditional 只写它在什么情形下才要写。",
            )


def check_duty(found: Findings, duty: Duty, tree: Tree, steps: Steps) -> None:
    found.clause(duty.clause, tree, (*steps, "clause"))
    found.document(duty.document, tree, (*steps, "document"))
    events = (
        ("when", duty.when),
        ("same-time-as", duty.same_time_as),
        ("once", duty.once),
        ("promptly-after", duty.promptly_after),
        ("before", (duty.before,) if duty.before else ()),
        ("during", duty.during or ()),
    )
    for key, names in events:
        for index, name in enumerate(names):
            found.known("events", name, tree, (*steps, key, index))
    for index, law in enumerate(duty.as_law):
        found.document(law, tree, (*steps, "as-law", index))
    _month_days(found, duty.on, tree, (*steps, "on"))
    if duty.since is not None and duty.until is not None and duty.until < duty.since:
        message = f"时限在失效之后才生效：since {duty.since}，until {duty.until}。"
        found.add("dates", tree, (*steps, "until"), message, "请核对 since 和 until。")


def _month_days(found: Findings, days: Iterable[str], tree: Tree, steps: Steps) -> None:
    for index, day in enumerate(days):
        month, number = (int(part) for part in day.split("-"))
        try:
            date(2024, month, number)
        except ValueError:
            found.add("dates", tree, (*steps, index), f"{month} 月没有 {number} 日。", "请核对日期。")


def _period(found: Findings, period: Period, tree: Tree, steps: Steps) -> None:
    found.clause(period.clause, tree, (*steps, "clause"))
    found.document(period.document, tree, (*steps, "document"))
    known = found.vocabulary.terms
    for index, name in enumerate(period.between or ()):
        if name not in known["elements"] and name not in known["events"]:
            message = f"词汇里没有内容要素或业务事件“{name}”。"
            remedy = suggestion(name, chain(known["elements"], known["events"]), "请改用已有的 id，或先加上它。")
            found.add("unknown-id", tree, (*steps, "between", index), message, remedy)


def unknown_ids(source: PackSource, vocabulary: VocabularySource) -> list[PackError]:
    """The ids of the pack that its vocabulary lacks, as errors with their lines."""
    found = Findings(vocabulary)
    check_pack_file(found, source)
    for file, tree in zip(source.fields, source.trees, strict=True):
        check_field(found, file, tree)
    wrong = (finding for finding in found.found if finding.check == "unknown-id")
    return [PackError(finding.message, where=finding.where, remedy=finding.remedy) for finding in wrong]
