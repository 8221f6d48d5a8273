"""What comes out of a deadline computation, in objects and as the JSON of the command line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.engine.calendar import Step
from gongkai.engine.deadlines.times import iso


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """One rule with the date it gives.

    ``document``: number of the document, or its title when it has none; ``form``: as in ``models.Form``; ``events``: the
    event ids it runs from; ``at``: the time it runs from; ``due``: None when the rule has no date of its own or it is not
    yet certain; ``earliest``: a true lower bound of ``due`` (for ``during`` the day the period begins); ``competes``:
    whether it is among those of which the strictest binds; ``certainty``: how sure the text of the rule is.
    """

    document: str
    document_id: str
    title: str
    clause: str
    form: str
    span: str
    events: tuple[str, ...]
    at: date | None
    action: str
    pack: str
    general: bool
    due: date | None
    certain: bool
    earliest: date | None
    competes: bool
    certainty: str
    note: str = ""
    facts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    detail: tuple[str, ...] = ()  #: dates of ``fixed-dates``, titles of the laws of ``as-law``
    remarks: tuple[str, ...] = ()  #: what was assumed in the computation, as sentences

    @property
    def cited(self) -> str:
        """Document and clause as one cites them: 同政办发〔2018〕48号 六(三)."""
        return f"{self.document} {self.clause}".strip()

    def as_json(self) -> dict[str, Any]:
        return {
            "document": self.document,
            "document_id": self.document_id,
            "title": self.title,
            "clause": self.clause,
            "pack": self.pack,
            "general": self.general,
            "form": self.form,
            "span": self.span,
            "events": list(self.events),
            "at": iso(self.at),
            "action": self.action,
            "facts": {name: list(values) for name, values in self.facts},
            "due": iso(self.due),
            "certain": self.certain,
            "earliest": iso(self.earliest),
            "competes": self.competes,
            "certainty": self.certainty,
            "detail": list(self.detail),
            "note": self.note,
            "remarks": list(self.remarks),
        }


@dataclass(frozen=True, slots=True)
class NotApplied:
    """A rule of the item that did not apply, and why. ``needs``: fact or event that would make it apply."""

    document: str
    clause: str
    form: str
    cause: str  #: event, fact, in-force or passed
    reason: str
    needs: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "document": self.document,
            "clause": self.clause,
            "form": self.form,
            "cause": self.cause,
            "reason": self.reason,
            "needs": self.needs,
        }


@dataclass(frozen=True, slots=True)
class DueAnswer:
    """When an item is due, by which rule and why.

    ``due``: a date (to be met by 24:00 Beijing time) or a moment; None when not yet certain or when no rule names a date.
    ``earliest``: the earliest ``due`` can be. ``latest``: what it cannot exceed, when another rule is certain.
    ``binding``: the rule that binds, as cited; ``steps``: its counting, day by day. ``overdue``: whether ``due`` lies
    before the moment of asking (``as-of``); None when that was not given or there is no date.
    """

    pack: str
    item: str
    item_name: str
    due: date | None
    certain: bool
    earliest: date | None
    latest: date | None
    binding: str
    why_binding: str
    rule: RuleAnswer
    rules: tuple[RuleAnswer, ...]
    steps: tuple[Step, ...] = ()
    not_applied: tuple[NotApplied, ...] = ()
    notes: tuple[str, ...] = ()
    overdue: bool | None = None
    event_names: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The answer of ``gongkai due --json``; times ISO 8601 in Beijing time."""
        return {
            "pack": self.pack,
            "item": self.item,
            "due": iso(self.due),
            "certain": self.certain,
            "earliest": iso(self.earliest),
            "latest": iso(self.latest),
            "overdue": self.overdue,
            "binding": self.binding,
            "why_binding": self.why_binding,
            "rules": [rule.as_json() for rule in self.rules],
            "steps": [{"date": iso(step.date), "counted": step.counted, "why": step.why} for step in self.steps],
            "not_applied": [rule.as_json() for rule in self.not_applied],
            "notes": list(self.notes),
        }
