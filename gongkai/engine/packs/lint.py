"""Checking packs (``gongkai packs lint``): what would mislead a reader or a computation, with file, line and remedy.

Two levels: an ``error`` fails the check; a ``report`` is for the author to judge (a national item that no item of the pack
answers, a deadline looser than the parent's, a calendar that runs out). ``as_of`` is the day of asking, handed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from gongkai.engine.calendar import load_calendar
from gongkai.engine.errors import GongkaiError, PackError
from gongkai.engine.packs.coverage import compare_items
from gongkai.engine.packs.examples import run_examples
from gongkai.engine.packs.models import CodeTerm, ElementTerm, FieldTerm, ItemTerm
from gongkai.engine.packs.problems import suggestion
from gongkai.engine.packs.references import (
    LABELS,
    Finding,
    Findings,
    check_document,
    check_duty,
    check_field,
    check_item,
    check_obligations,
    check_pack_file,
    check_unclear,
)
from gongkai.engine.packs.resolve import PackParts, resolve
from gongkai.engine.packs.resolved import Catalogue, Vocabulary
from gongkai.engine.packs.sources import (
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
from gongkai.engine.packs.words import annex_name
from gongkai.engine.packs.yamlfile import Steps, Tree


def lint(folder: Path | None = None, *, as_of: date | None = None) -> list[Finding]:
    """Check the shipped packs, or those in ``folder`` (against the shipped vocabulary, rules and parents).

    Raises ``PackError`` only when ``folder`` itself cannot be used; everything else is a finding.
    """
    if folder is not None and folder.resolve() == SHIPPED:
        folder = None
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
                message = f"“{name}”所指的{LABELS[other]}“{named}”不在词汇里。"
                found.found.append(Finding(where, "unknown-id", "error", message, remedy))


# --- one pack ---------------------------------------------------------------------------------------------------------


def _pack(found: Findings, source: PackSource, sources: Mapping[str, PackSource], laws: Sequence[LawSource]) -> None:
    line = _chain(found, source, sources)
    found.documents = {document.id for parent in line for document in parent.pack.documents} | {
        law.law.document.id for law in laws
    }
    before = len(found.found)
    check_pack_file(found, source)
    own = {item.item for file in source.fields for item in file.items}
    for file, tree in zip(source.fields, source.trees, strict=True):
        check_field(found, file, tree)
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


def _rows(found: Findings, source: PackSource, own: set[str]) -> None:
    rows = [
        (row, tree, ("rows", index))
        for file, tree in zip(source.fields, source.trees, strict=True)
        for index, row in enumerate(file.rows)
    ]
    numbers: dict[str, set[int]] = {}
    last: dict[tuple[str, str], int] = {}  # by file and annex
    for row, tree, steps in rows:
        seen = numbers.setdefault(row.annex, set())
        before = last.get((tree.shown, row.annex), 0)
        here: Steps = (*steps, "number")
        if row.number in seen:
            found.add(
                "rows", tree, here, f"{annex_name(row.annex)}第 {row.number} 行写了两次。", "请核对印本上的序号。"
            )
        elif row.number < before:
            found.add(
                "rows", tree, here, f"{annex_name(row.annex)}第 {row.number} 行次序不对。", "请按印本的次序排列。"
            )
        seen.add(row.number)
        last[tree.shown, row.annex] = row.number
        for index, name in enumerate(row.items):
            if name not in own:
                remedy = suggestion(name, own, "请先在 items 里写出这一项。")
                found.add("rows", tree, (*steps, "items", index), f"这一行的公开事项“{name}”不在本包里。", remedy)
        if not row.items:
            found.add(
                "rows", tree, (*steps, "items"), "这一行没有对应任何公开事项。", "请在 items 里写出它包含的事项。"
            )
    for annex, seen in numbers.items():
        missing = sorted(set(range(1, max(seen) + 1)) - seen)
        if missing:
            tree, steps = next((tree, steps) for row, tree, steps in rows if row.annex == annex)
            listed = "、".join(map(str, missing))
            found.add("rows", tree, steps, f"{annex_name(annex)}缺第 {listed} 行。", "请照印本补上。")


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
            where = source.tree.where(("lacks",))
            subject = f"{comparison.item} {comparison.name}"
            found.found.append(Finding(where, "unanswered", "report", message, remedy, subject))
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
    check_document(found, law.document, tree, ("document",))
    for index, duty in enumerate(law.duties):
        check_duty(found, duty, tree, ("duties", index))
    for index, item in enumerate(law.items):
        check_item(found, item, tree, ("items", index))
    for index, clock in enumerate(law.clocks):
        steps: Steps = ("clocks", index)
        found.clause(clock.clause, tree, (*steps, "clause"))
        found.known("events", clock.starts, tree, (*steps, "starts"))
        for place, name in enumerate(clock.stops):
            found.known("events", name, tree, (*steps, "stops", place))
    check_obligations(found, law.obligations, tree, "obligations")
    check_unclear(found, law.unclear, tree, ())


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
