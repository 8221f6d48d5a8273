"""Checking packs (``gongkai packs lint``): what would mislead a reader or a computation, with file, line and remedy.

Two levels: an ``error`` fails the check; a ``report`` is for the author to judge (a national item that no item of the pack
answers, a deadline looser than the parent's, a calendar that runs out). ``as_of`` is the day of asking, handed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Literal

from gongkai.engine.calendar import load_calendar
from gongkai.engine.errors import GongkaiError, PackError
from gongkai.engine.packs.coverage import compare_items
from gongkai.engine.packs.examples import run_examples
from gongkai.engine.packs.load import (
    SHIPPED,
    LawSource,
    PackSource,
    VocabularySource,
    find_packs,
    packs_in,
    read_laws,
    read_pack,
    read_vocabulary,
    shown_path,
)
from gongkai.engine.packs.models import (
    Bodies,
    Channel,
    CodeTerm,
    Document,
    Duty,
    ElementTerm,
    FieldFile,
    FieldTerm,
    Item,
    ItemTerm,
    Obligation,
    Period,
    Unclear,
)
from gongkai.engine.packs.problems import suggestion
from gongkai.engine.packs.resolve import PackParts, resolve
from gongkai.engine.packs.resolved import Catalogue, Vocabulary
from gongkai.engine.packs.yamlfile import Steps, Tree

Level = Literal["error", "report"]

LEVELS = ("every-level", "national", "province", "city", "county", "town")
_LABELS = {
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
            self.add(
                "unknown-id",
                tree,
                steps,
                f"词汇里没有{_LABELS[kind]}“{name}”。",
                suggestion(name, terms, f"请改用已有的 id，或先在 {where} 里加上它。"),
            )

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


def lint(folder: Path | None = None, *, as_of: date | None = None) -> list[Finding]:
    """Check the shipped packs, or those in ``folder`` (against the shipped vocabulary, rules and parents).

    Raises ``PackError`` only when ``folder`` itself cannot be used; everything else is a finding.
    """
    folders = () if folder is None else (folder,)
    own = {path.resolve() for path in packs_in(folder)} if folder is not None else None
    found = Findings(VocabularySource())
    try:
        found.vocabulary = read_vocabulary(folders)
        if folder is None or (folder / "vocabulary").is_dir():
            _vocabulary(found)
    except PackError as error:
        found.error("form", error)
    laws: tuple[LawSource, ...] = ()
    try:
        laws = read_laws(folders)
    except PackError as error:
        found.error("form", error)
    sources: dict[str, PackSource] = {}
    try:
        places = find_packs(folders)
    except PackError as error:
        found.error("form", error)
        places = find_packs()
    for name, path in places.items():
        try:
            sources[name] = read_pack(path)
        except PackError as error:
            found.error("form", error)
    for law in laws:
        if folder is None or not law.tree.path.is_relative_to(SHIPPED):
            _law(found, law, laws)
    for name, source in sources.items():
        if own is None or places[name].resolve() in own:
            _pack(found, source, sources, laws)
    if as_of is not None:
        _calendar(found, as_of)
    return sorted(set(found.found), key=_order)


def _order(finding: Finding) -> tuple[str, str, int, str, str]:
    file, _, line = finding.where.rpartition(":")
    return finding.level, file, int(line) if line.isdigit() else 0, finding.check, finding.message


# --- vocabulary -------------------------------------------------------------------------------------------------------


def _vocabulary(found: Findings) -> None:
    terms = found.vocabulary.terms
    for (kind, name), where in found.vocabulary.places.items():
        term = terms[kind][name]
        wanted: list[tuple[str, str]] = []
        if isinstance(term, ItemTerm):
            wanted.append(("fields", term.field))
        if isinstance(term, ElementTerm) and term.part_of:
            wanted.append(("elements", term.part_of))
        if isinstance(term, CodeTerm) and term.element:
            wanted.append(("elements", term.element))
        if isinstance(term, FieldTerm):
            wanted += [("codes", code) for code in term.code]
        for other, named in wanted:
            if named not in terms[other]:
                remedy = suggestion(named, terms[other], "请先加上它。")
                message = f"“{name}”所指的{_LABELS[other]}“{named}”不在词汇里。"
                found.found.append(Finding(where, "unknown-id", "error", message, remedy))


# --- one pack ---------------------------------------------------------------------------------------------------------


def _pack(found: Findings, source: PackSource, sources: Mapping[str, PackSource], laws: Sequence[LawSource]) -> None:
    line = _chain(found, source, sources)
    found.documents = {document.id for parent in line for document in parent.pack.documents} | {
        law.law.document.id for law in laws
    }
    before = len(found.found)
    _pack_file(found, source)
    own = {item.item for file in source.fields for item in file.items}
    for file, tree in zip(source.fields, source.trees, strict=True):
        _field(found, file, tree)
    _rows(found, source, own)
    if any(finding.check == "unknown-document" for finding in found.found[before:]):
        return  # what the rules are bound to is not known, so the catalogue can't be laid together
    catalogue = _catalogue(found, line, laws)
    _deadlines(found, source, catalogue)
    _lacks(found, source, line, own)
    _against_parent(found, source, line, laws, catalogue)
    _examples(found, source, catalogue)


def _chain(found: Findings, source: PackSource, sources: Mapping[str, PackSource]) -> list[PackSource]:
    line = [source]
    while line[-1].pack.extends:
        parent = line[-1].pack.extends
        if parent not in sources:
            remedy = suggestion(parent, sources, f"现有：{'、'.join(sorted(sources))}。")
            found.add("unknown-id", line[-1].tree, ("extends",), f"上级政策包“{parent}”不存在或读不了。", remedy)
            break
        if sources[parent] in line:
            found.add("circle", line[-1].tree, ("extends",), "extends 绕成了圈。", "请断开其中一处。")
            break
        line.append(sources[parent])
    return line


def _parts(source: PackSource) -> PackParts:
    return source.pack, source.fields


def _as_vocabulary(source: VocabularySource) -> Vocabulary:
    return Vocabulary(**source.terms)  # type: ignore[arg-type]  # each list was validated as its own kind of term


def _catalogue(found: Findings, line: Sequence[PackSource], laws: Sequence[LawSource]) -> Catalogue:
    return resolve(
        tuple(_parts(source) for source in line), tuple(law.law for law in laws), _as_vocabulary(found.vocabulary)
    )


def _pack_file(found: Findings, source: PackSource) -> None:
    pack, tree = source.pack, source.tree
    for index, document in enumerate(pack.documents):
        _document(found, document, tree, ("documents", index))
    _bodies_ids(found, pack.organiser, tree, ("organiser",))
    for index, duty in enumerate(pack.duties):
        _duty(found, duty, tree, ("duties", index))
    for key, obligations in (("principles", pack.principles), ("obligations", pack.obligations)):
        _obligations(found, obligations, tree, key)
    _channels(found, pack.channels, tree, ())
    for index, report in enumerate(pack.reports):
        steps: Steps = ("reports", index)
        found.known("items", report.item, tree, (*steps, "item"))
        found.clause(report.clause, tree, (*steps, "clause"))
        _bodies_ids(found, report.by, tree, (*steps, "by"))
        _bodies_ids(found, report.to, tree, (*steps, "to"))
        _month_days(found, report.on, tree, (*steps, "on"))
    _unclear(found, pack.unclear, tree, ())


def _document(found: Findings, document: Document, tree: Tree, steps: Steps) -> None:
    if document.until is not None and document.until < document.in_force:
        message = f"文件在失效之后才生效：生效 {document.in_force}，失效 {document.until}。"
        found.add("dates", tree, (*steps, "until"), message, "请核对 in-force 和 until。")
    if document.issued is not None and document.issued > document.in_force:
        message = f"印发日 {document.issued} 晚于生效日 {document.in_force}。"
        found.add("dates", tree, (*steps, "issued"), message, "请核对；确实溯及既往的写进 note。", level="report")


def _obligations(found: Findings, obligations: Iterable[Obligation], tree: Tree, key: str) -> None:
    seen: set[str] = set()
    for index, obligation in enumerate(obligations):
        steps: Steps = (key, index)
        found.clause(obligation.clause, tree, (*steps, "clause"))
        _bodies_ids(found, obligation.bodies, tree, (*steps, "bodies"))
        if obligation.id in seen:
            found.add("duplicate", tree, (*steps, "id"), f"id“{obligation.id}”重复。", "请另起一个 id。")
        seen.add(obligation.id)


def _unclear(found: Findings, entries: Iterable[Unclear], tree: Tree, steps: Steps) -> None:
    for index, entry in enumerate(entries):
        found.clause(entry.clause, tree, (*steps, "unclear", index, "clause"))


def _bodies_ids(found: Findings, ids: Iterable[str], tree: Tree, steps: Steps) -> None:
    for index, name in enumerate(ids):
        found.known("bodies", name, tree, (*steps, index))


def _bodies(found: Findings, bodies: Bodies, tree: Tree, steps: Steps) -> None:
    for key, ids in (("owner", bodies.owner), ("lead", bodies.lead), ("responsible", bodies.responsible)):
        _bodies_ids(found, ids, tree, (*steps, "bodies", key))
    for index, level in enumerate(bodies.of):
        if level not in LEVELS:
            remedy = f"可用的有：{'、'.join(LEVELS)}。"
            found.add("unknown-id", tree, (*steps, "bodies", "of", index), f"没有层级“{level}”。", remedy)


def _channels(found: Findings, channels: Iterable[Channel], tree: Tree, steps: Steps) -> None:
    for index, channel in enumerate(channels):
        here: Steps = (*steps, "channels", index)
        found.known("channels", channel.channel, tree, (*here, "channel"))
        found.clause(channel.clause, tree, (*here, "clause"))


def _field(found: Findings, file: FieldFile, tree: Tree) -> None:
    found.known("fields", file.field, tree, ("field",))
    found.clause(file.clause, tree, ("clause",))
    _codes(found, file.code, tree, ())
    _bodies(found, file.bodies, tree, ())
    _channels(found, file.channels, tree, ())
    for index, duty in enumerate(file.duties):
        _duty(found, duty, tree, ("duties", index))
    _unclear(found, file.unclear, tree, ())
    for index, item in enumerate(file.items):
        steps: Steps = ("items", index)
        _item(found, item, tree, steps)
        elements = item.elements
        if not item.elements_open and not elements.required and not elements.optional:
            message = f"“{item.item}”没有写内容要素。"
            remedy = "请在 elements 里列出文件给的要素；文件本身没有列的，写 elements-open: true。"
            found.add("no-elements", tree, (*steps, "elements"), message, remedy)


def _codes(found: Findings, codes: Iterable[str], tree: Tree, steps: Steps) -> None:
    for index, name in enumerate(codes):
        found.known("codes", name, tree, (*steps, "code", index))


def _item(found: Findings, item: Item, tree: Tree, steps: Steps) -> None:
    found.known("items", item.item, tree, (*steps, "item"))
    found.clause(item.clause, tree, (*steps, "clause"))
    found.document(item.document, tree, (*steps, "document"))
    _codes(found, item.code, tree, steps)
    _bodies(found, item.bodies, tree, steps)
    _channels(found, item.channels, tree, steps)
    _unclear(found, item.unclear, tree, steps)
    for index, duty in enumerate(item.duties):
        _duty(found, duty, tree, (*steps, "duties", index))
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


def _duty(found: Findings, duty: Duty, tree: Tree, steps: Steps) -> None:
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


def _rows(found: Findings, source: PackSource, own: set[str]) -> None:
    rows = [
        (row, tree, ("rows", index))
        for file, tree in zip(source.fields, source.trees, strict=True)
        for index, row in enumerate(file.rows)
    ]
    numbers: dict[str, list[int]] = {}
    for row, tree, steps in rows:
        earlier = numbers.setdefault(row.annex, [])
        if row.number in earlier:
            found.add(
                "rows", tree, (*steps, "number"), f"{row.annex}第 {row.number} 行写了两次。", "请核对印本上的序号。"
            )
        elif earlier and tree is rows[0][1] and row.number < earlier[-1]:
            found.add(
                "rows", tree, (*steps, "number"), f"{row.annex}第 {row.number} 行次序不对。", "请按印本的次序排列。"
            )
        earlier.append(row.number)
        for index, name in enumerate(row.items):
            if name not in own:
                remedy = suggestion(name, own, "请先在 items 里写出这一项。")
                found.add("rows", tree, (*steps, "items", index), f"这一行的公开事项“{name}”不在本包里。", remedy)
        if not row.items:
            found.add(
                "rows", tree, (*steps, "items"), "这一行没有对应任何公开事项。", "请在 items 里写出它包含的事项。"
            )
    for annex, seen in numbers.items():
        missing = sorted(set(range(1, max(seen) + 1)) - set(seen))
        if missing:
            tree, steps = next((tree, steps) for row, tree, steps in rows if row.annex == annex)
            listed = "、".join(map(str, missing))
            found.add("rows", tree, steps, f"{annex}缺第 {listed} 行。", "请照印本补上。")


def _places(source: PackSource) -> dict[str, tuple[Tree, Steps]]:
    return {
        item.item: (tree, ("items", index))
        for file, tree in zip(source.fields, source.trees, strict=True)
        for index, item in enumerate(file.items)
    }


def _deadlines(found: Findings, source: PackSource, catalogue: Catalogue) -> None:
    for name, (tree, steps) in _places(source).items():
        if not catalogue.items[name].duties:
            message = f"“{name}”没有时限，也没有可继承的时限。"
            found.add("no-deadline", tree, steps, message, "请在 duties 里写上，或在 pack.yaml 里写通用时限。")


def _lacks(found: Findings, source: PackSource, line: Sequence[PackSource], own: set[str]) -> None:
    above = {item.item for parent in line[1:] for file in parent.fields for item in file.items}
    for name, reason in source.pack.lacks.items():
        steps: Steps = ("lacks", name)
        if name in own:
            found.add("lacks", source.tree, steps, f"“{name}”写在 lacks 里，但本包有这一项。", "请删去其中一处。")
        elif name not in above:
            remedy = suggestion(name, above, "lacks 只写上级包里有的事项。")
            found.add("lacks", source.tree, steps, f"上级包里没有公开事项“{name}”。", remedy)
        if not reason.strip():
            found.add("lacks", source.tree, steps, f"没有写明为什么不列“{name}”。", "请写上理由。")


def _against_parent(
    found: Findings,
    source: PackSource,
    line: Sequence[PackSource],
    laws: Sequence[LawSource],
    catalogue: Catalogue,
) -> None:
    if len(line) < 2:
        return
    parent = _catalogue(found, line[1:], laws)
    places = _places(source)
    for comparison in compare_items(catalogue, parent):
        if comparison.kind == "unanswered":
            message = f"上级的公开事项“{comparison.item}”（{comparison.name}）本包没有对应的事项。"
            remedy = "上级的规定照样适用；有意不列的，请在 lacks 里写明理由。"
            found.add("unanswered", source.tree, ("lacks",), message, remedy, level="report")
        for change in comparison.deadlines:
            if change.direction == "looser":
                tree, steps = places.get(comparison.item, (source.tree, ()))
                message = f"“{comparison.item}”的时限比上级宽：本包“{change.own}”，上级“{change.parent}”。"
                found.add("looser", tree, steps, message, "上级的时限照样适用，计算时取最严的。", level="report")


def _examples(found: Findings, source: PackSource, catalogue: Catalogue) -> None:
    if source.examples_tree is None:
        return
    for outcome in run_examples(catalogue, source.examples):
        for message in outcome.failures:
            steps: Steps = ("examples", outcome.index)
            text = f"算例“{outcome.name}”不成立：{message}"
            found.add("example", source.examples_tree, steps, text, "请核对算例，或改正规则。")


# --- national rules and calendar --------------------------------------------------------------------------------------


def _law(found: Findings, source: LawSource, laws: Sequence[LawSource]) -> None:
    law, tree = source.law, source.tree
    found.documents = {other.law.document.id for other in laws}
    _document(found, law.document, tree, ("document",))
    for index, duty in enumerate(law.duties):
        _duty(found, duty, tree, ("duties", index))
    for index, item in enumerate(law.items):
        _item(found, item, tree, ("items", index))
    for index, clock in enumerate(law.clocks):
        steps: Steps = ("clocks", index)
        found.clause(clock.clause, tree, (*steps, "clause"))
        found.known("events", clock.starts, tree, (*steps, "starts"))
        for place, name in enumerate(clock.stops):
            found.known("events", name, tree, (*steps, "stops", place))
    _obligations(found, law.obligations, tree, "obligations")
    _unclear(found, law.unclear, tree, ())


def _calendar(found: Findings, as_of: date) -> None:
    """The years' files must be readable; from November on next year's notice is expected."""
    try:
        calendar = load_calendar()
    except GongkaiError as error:
        found.error("calendar", error)
        return
    wanted = as_of.year + (1 if as_of.month >= 11 else 0)
    if wanted not in calendar.known:
        message = f"工作日历到 {calendar.last.year} 年为止，还没有 {wanted} 年的放假安排。"
        remedy = f"国务院办公厅通知发布后，请在 calendar 里加入 {wanted}.yaml。"
        found.found.append(Finding(shown_path(SHIPPED / "calendar"), "calendar", "report", message, remedy))
