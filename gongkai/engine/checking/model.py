"""What checking answers: findings (检查结论), each pass, fail or not applicable, with its reason and clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from gongkai.engine.codes import Outcome
from gongkai.engine.numbers import Moment, find_moments, parse_moment
from gongkai.engine.reading.document import Where
from gongkai.engine.reading.model import Reading

if TYPE_CHECKING:
    from gongkai.engine.calendar import WorkingCalendar
    from gongkai.engine.deadlines import Deadlines
    from gongkai.engine.packs.models import Document as LegalDocument
    from gongkai.engine.packs.resolved import BoundElement, Catalogue, ResolvedItem
    from gongkai.engine.screening import Personal

#: Information is published in time and accurately: the same article in the regulations of 2008 and 2019.
ACCURATE = "《政府信息公开条例》第六条"
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer of one check.

    ``check``: its id, the name of its file with hyphens. ``reason``: a Chinese sentence an officer understands. ``clause``:
    number of the document and clause, or the standard. ``remedy``: what to do, for a fail. ``span``: the characters of the
    text it is about, and ``where`` their place; both None where it is about the whole notice. ``elements``: ids concerned.
    """

    check: str
    outcome: Outcome
    reason: str
    clause: str = ""
    remedy: str = ""
    severity: Severity = "info"
    where: Where | None = None
    span: tuple[int, int] | None = None
    elements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All answers about one notice. ``missing``: required elements that are lacking, each once, with clause and document.
    ``personal``: what the screen found.
    """

    missing: tuple[BoundElement, ...]
    findings: tuple[Finding, ...]
    personal: tuple[Personal, ...] = ()

    @property
    def failed(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.outcome is Outcome.FAIL)


@dataclass(slots=True)
class Notice:
    """A notice under check: its reading, the catalogue it is held against, and what several checks need of it."""

    reading: Reading
    catalogue: Catalogue
    deadlines: Deadlines
    personal: tuple[Personal, ...]
    item: ResolvedItem | None = None
    published: Moment | None = None
    #: the latest day named in the notice, where it does not say when it was published
    latest: date | None = None
    #: filled by ``required_elements``
    missing: list[BoundElement] = field(default_factory=list)
    #: filled by ``answers.plain_text``
    squeezed: str | None = None

    @property
    def calendar(self) -> WorkingCalendar:
        return self.deadlines.calendar

    @property
    def day(self) -> date | None:
        """The day of publication, where it is known."""
        return self.published.day if self.published else None

    @property
    def law_day(self) -> date | None:
        """The day whose law holds: that of publication, else the latest that the notice names."""
        return self.day or self.latest

    def name(self, element: str) -> str:
        """Chinese name of an element."""
        term = self.catalogue.vocabulary.elements.get(element)
        return term.name if term else element

    def passed(self, check: str, reason: str, clause: str = "", **more: object) -> Finding:
        return self._finding(check, Outcome.PASS, reason, clause, more)

    def failed(self, check: str, reason: str, clause: str = "", **more: object) -> Finding:
        """A fail; without a clause of its own it offends against the duty to publish accurately."""
        return self._finding(check, Outcome.FAIL, reason, clause or ACCURATE, {"severity": "error", **more})

    def unfit(self, check: str, reason: str, clause: str = "", **more: object) -> Finding:
        """Not applicable."""
        return self._finding(check, Outcome.NOT_APPLICABLE, reason, clause, more)

    def _finding(self, check: str, outcome: Outcome, reason: str, clause: str, more: Mapping[str, object]) -> Finding:
        finding = Finding(check, outcome, reason, clause, **more)  # type: ignore[arg-type]
        if finding.span is not None and finding.where is None:
            where = self.reading.document.where(finding.span[0])
            finding = Finding(check, outcome, reason, clause, **{**more, "where": where})  # type: ignore[arg-type]
        return finding


def cited(document: LegalDocument, clause: str) -> str:
    """Document and clause as one cites them: ``同政办发〔2018〕48号 四(二)``; the title where there is no number."""
    return f"{document.number or '《' + document.title + '》'} {clause}".strip()


def in_force(document: LegalDocument, day: date | None) -> bool:
    """Whether a document was in force on a day; an unknown day is taken as today's law."""
    if day is None:
        return document.until is None
    return document.in_force <= day and (document.until is None or day <= document.until)


def latest_day(reading: Reading) -> date | None:
    """The latest day that a notice names, since 2000; None where it names none."""
    days = [moment.day for _, _, moment in find_moments(reading.document.text[:20000])]
    return max((day for day in days if day.year >= 2000), default=None)


def published_moment(reading: Reading) -> Moment | None:
    """When the notice was published, from its source or itself."""
    moment = parse_moment(reading.published) if reading.published else None
    if moment is None:
        value = reading.first("published.date")
        moment = parse_moment(value.normal or value.text) if value else None
    return moment if moment and len(moment.iso) > 7 else None
