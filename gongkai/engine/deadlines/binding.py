"""Which of the rules that apply binds: the earliest, and what an open one leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from gongkai.engine.deadlines.answers import RuleAnswer
from gongkai.engine.deadlines.applying import Found
from gongkai.engine.deadlines.question import SAYS, Question
from gongkai.engine.deadlines.times import end_of, iso


def refers_only(competing: list[Found]) -> bool:
    """Whether all that is left is a reference to other law (依照其他法律), which has no date of its own."""
    return all(f.answer.form == "as-law" for f in competing)


def nearest_dates(found: list[Found], own: str) -> list[Found]:
    """Of fixed dates only the nearest compete: those a fact asked for, else the catalogue's own, else the others.

    The next date of one yearly report is not stricter than that of another: they are two reports. All are still shown.
    """

    def rank(a: RuleAnswer) -> int:
        return 0 if a.facts else 1 if a.pack == own else 2

    nearest = min((rank(f.answer) for f in found if f.answer.form == "fixed-dates"), default=2)
    return [
        replace(f, answer=replace(f.answer, competes=False))
        if f.answer.form == "fixed-dates" and rank(f.answer) > nearest
        else f
        for f in found
    ]


def is_periodic_report(found: Found) -> bool:
    """A report due on fixed dates (工作进展情况): an item that is itself a report may have no other deadline."""
    return found.answer.action == "report" and found.answer.form == "fixed-dates"


def bind(question: Question, competing: list[Found]) -> tuple[Found, date | None, date | None, date | None, str]:
    """The binding rule, due, earliest, latest, and why it binds."""
    says = SAYS[question.lang]

    def rank(f: Found) -> tuple[bool, bool, bool, int]:
        a = f.answer
        return a.general, a.pack != question.catalogue.id, a.pack == "law", f.order

    certain = [f for f in competing if f.answer.certain and f.answer.due is not None]
    open_ = [f for f in competing if not f.answer.certain and f.answer.earliest and f.answer.form != "promptly"]
    first = min(certain, key=lambda f: (end_of(f.answer.due or date.max), rank(f)), default=None)
    bound = min(open_, key=lambda f: (end_of(f.answer.earliest or date.max), rank(f)), default=None)
    if first is not None and first.answer.due is not None:
        due = first.answer.due
        if bound is None or bound.answer.earliest is None or end_of(due) <= end_of(bound.answer.earliest):
            why = _why_first(says, first, certain, dated=len(certain) + len(open_))
            if bound is not None:
                why += says["certain-first"]
            return first, due, first.answer.earliest, None, why
    if bound is not None:
        latest = first.answer.due if first is not None else None
        key = "open-some" if latest is not None else "open-one" if len(open_) == 1 else "open-all"
        return bound, None, bound.answer.earliest, latest, says[key].format(count=len(open_), latest=iso(latest))
    dateless = min(competing, key=lambda f: (f.answer.form == "as-law", rank(f)))
    why = says["as-law" if dateless.answer.form == "as-law" else "no-date"]
    return dateless, None, dateless.answer.earliest, None, why


def _why_first(says: Mapping[str, str], first: Found, certain: list[Found], *, dated: int) -> str:
    if dated == 1:
        return says["only"]
    due = end_of(first.answer.due or date.max)
    same = sum(1 for f in certain if f is not first and f.answer.due and end_of(f.answer.due) == due)
    return says["tie"].format(count=dated, same=same) if same else says["strictest"].format(count=dated)
