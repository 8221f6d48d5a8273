"""Which rules of an item apply to a question, from when, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gongkai.engine.deadlines import rules
from gongkai.engine.deadlines.answers import NotApplied, RuleAnswer
from gongkai.engine.deadlines.facts import BROADER, canonical
from gongkai.engine.deadlines.times import day_of, end_of
from gongkai.engine.packs.words import facts_words

if TYPE_CHECKING:
    from gongkai.engine.packs.models import Duty
    from gongkai.engine.packs.resolved import BoundDuty
from gongkai.engine.deadlines.question import AS_OF, SAYS, Question, competes, name_of_event


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that applies: its answer, the outcome behind it, and its place among the item's duties."""

    answer: RuleAnswer
    outcome: rules.Outcome
    order: int


def apply_all(question: Question) -> tuple[list[Found], list[NotApplied]]:
    """The rules of the item that apply, in its order, and the others with the reason."""
    found: list[Found] = []
    left: list[NotApplied] = []
    for order, bound in enumerate(question.item.duties):
        reasons: list[NotApplied] = []
        results = list(_apply(question, bound, reasons))
        found += [Found(_rule_answer(question, bound, *result), result[2], order) for result in results]
        left += reasons
    return found, left


_Result = tuple[tuple[str, ...], date | None, rules.Outcome]


def _apply(question: Question, bound: BoundDuty, left: list[NotApplied]) -> Iterator[_Result]:
    """Each time the rule applies: the events it ran from, their time, the outcome. Why not goes to ``left``."""
    duty = bound.duty
    names = rules.triggers(duty)
    given = [name for name in names if name in question.events]
    says = SAYS[question.lang]
    if names and not given:
        needed = " / ".join(name_of_event(question, name) for name in names)
        left.append(_left(bound, "event", says["need-event"].format(names=needed), names[0]))
        return
    if duty.during:
        start, end = (question.events.get(name) for name in duty.during)
        if not _in_force(question, bound, start or end, left) or _fact_wanting(question, bound, left):
            return
        shown = (name_of_event(question, duty.during[0]), name_of_event(question, duty.during[1]))
        yield duty.during, start or end, rules.during(start, end, shown, question.lang)
        return
    if not names:
        if not _fact_wanting(question, bound, left):
            yield from _without_event(question, bound, left)
        return
    # in force first: of a rule that is not, it would mislead to say which fact it wants
    valid = [name for name in given if _in_force(question, bound, _held_on(duty, question.events[name]), left)]
    if valid and not _fact_wanting(question, bound, left):
        for name in valid:
            at = question.events[name]
            yield (name,), at, _outcome(question, duty, name, at)


def _held_on(duty: Duty, at: date) -> date:
    """The day on which the rule has to be in force: the event's; for fixed dates the date itself.

    The moment of asking is no event: who asks in April when a report is due is told what holds on the day it is due.
    """
    return rules.next_fixed(duty.on, day_of(at)) if duty.on else at


def _without_event(question: Question, bound: BoundDuty, left: list[NotApplied]) -> Iterator[_Result]:
    """``by-date`` and ``as-law`` need no event of their own; the latest one given says which day is meant."""
    duty = bound.duty
    others = [at for name, at in question.events.items() if name != AS_OF]
    at = max(others or question.events.values(), key=end_of)
    held = at if others or duty.by_date is None else duty.by_date
    if not _in_force(question, bound, held, left):
        return
    if duty.by_date is None:
        yield (), at, rules.as_law()
    elif others and day_of(at) > duty.by_date:
        left.append(_left(bound, "passed", SAYS[question.lang]["passed"].format(day=duty.by_date)))
    else:
        yield (), at, rules.by_date(duty.by_date, question.lang)


def _outcome(question: Question, duty: Duty, name: str, at: date) -> rules.Outcome:
    lang, calendar = question.lang, question.calendar
    event = name_of_event(question, name)
    if duty.within:
        return rules.within(duty.within, at, calendar, event, lang)
    if duty.at_least:
        return rules.at_least_before(duty.at_least, at, calendar, event, lang)
    if duty.before:
        return rules.before(at, lang)
    if duty.same_time_as:
        return rules.same_time(at, lang)
    if duty.once:
        return rules.once(at, lang)
    if duty.promptly_after:
        return rules.promptly(at)
    return rules.fixed_date(duty.on, at, lang)


def _fact_wanting(question: Question, bound: BoundDuty, left: list[NotApplied]) -> bool:
    """Whether a fact the rule names is not given or is given otherwise; why goes to ``left``."""
    missing = _fact_missing(question, bound.duty) or _shared_out(question, bound)
    if missing is not None:
        left.append(_left(bound, "fact", *missing))
    return missing is not None


def _fact_missing(question: Question, duty: Duty) -> tuple[str, str] | None:
    says = SAYS[question.lang]
    for name, values in duty.facts.items():
        wanted = [canonical(name, value) for value in values]
        given = question.facts.get(name)
        if given is None and name == "step" and question.action == "verify":
            given = "verification"
        if given is not None and (given in wanted or BROADER.get(given) in wanted):
            continue
        key = "need-fact" if given is None else "other-fact"
        words = {"fact": name, "given": given, "values": " / ".join(values)}
        words["meant"] = facts_words({name: values}, question.lang)
        return says[key].format(**words), f"{name}={wanted[0]}"
    return None


def _shared_out(question: Question, bound: BoundDuty) -> tuple[str, str] | None:
    """Whether the way the text came (``by``) belongs to another rule of the same clause about the same action.

    A clause shares the ways of receiving a text out between its rules: 按数据规范交互的，自收到起12小时；以其他方式提交的，
    自核验确认起. A rule that names no way holds for those that are left, and for a question that says none.
    """
    given = question.facts.get("by")
    if given is None or "by" in bound.duty.facts:
        return None
    for other in question.item.duties:
        duty = other.duty
        same = (other.document.id, duty.clause, duty.action) == (
            bound.document.id,
            bound.duty.clause,
            bound.duty.action,
        )
        if same and given in {canonical("by", value) for value in duty.facts.get("by", ())}:
            words = {"fact": "by", "given": given, "meant": facts_words({"by": (given,)}, question.lang)}
            return SAYS[question.lang]["shared-out"].format(**words), ""
    return None


def _in_force(question: Question, bound: BoundDuty, at: date | None, left: list[NotApplied]) -> bool:
    """Whether document and rule are in force on the Beijing date of the event."""
    if at is None:
        return False
    day = day_of(at)
    since = max(filter(None, (bound.document.in_force, bound.duty.since)))
    until = min(filter(None, (bound.document.until, bound.duty.until)), default=None)
    if since <= day and (until is None or day <= until):
        return True
    says = SAYS[question.lang]
    reason = says["not-yet" if day < since else "no-longer"].format(day=day, since=since, until=until)
    left.append(_left(bound, "in-force", reason))
    return False


def _left(bound: BoundDuty, cause: str, reason: str, needs: str = "") -> NotApplied:
    return NotApplied(_cited(bound), bound.duty.clause, bound.duty.form.value, cause, reason, needs)


def _cited(bound: BoundDuty) -> str:
    return bound.document.number or bound.document.title


def _rule_answer(
    question: Question, bound: BoundDuty, events: tuple[str, ...], at: date | None, outcome: rules.Outcome
) -> RuleAnswer:
    duty, document = bound.duty, bound.document
    span = duty.within or duty.at_least
    return RuleAnswer(
        document=_cited(bound),
        document_id=document.id,
        title=document.title,
        clause=duty.clause,
        form=duty.form.value,
        span=str(span) if span else "",
        events=events,
        at=at,
        action=duty.action,
        pack=bound.pack,
        general=bound.general,
        due=outcome.due,
        certain=outcome.certain,
        earliest=outcome.earliest,
        competes=competes(question, duty),
        certainty=duty.certainty or document.certainty,
        note=duty.note,
        facts=tuple(duty.facts.items()),
        detail=duty.on or tuple(question.titles.get(law, law) for law in duty.as_law),
        remarks=outcome.remarks,
    )
