"""Which rules of an item apply, what each gives, and which binds.

A rule applies when one of its events is given, every fact it names is given with one of its values, and its document and
the rule itself are in force on the event's date. All rules that apply are shown; of those about the action asked for
(publication unless a fact says otherwise) the strictest binds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gongkai.engine.calendar import Lang, WorkingCalendar, load_calendar
from gongkai.engine.deadlines import rules
from gongkai.engine.deadlines.answers import DueAnswer, NotApplied, RuleAnswer
from gongkai.engine.deadlines.facts import NEAREST, known_facts, read_facts, unknown
from gongkai.engine.deadlines.times import day_of, end_of, iso, parse_time, start_of
from gongkai.engine.errors import FactError, UnknownIdError

if TYPE_CHECKING:
    from gongkai.engine.packs.resolved import Catalogue
from gongkai.engine.deadlines.applying import Found, apply_all
from gongkai.engine.deadlines.binding import bind, is_periodic_report, nearest_dates, refers_only
from gongkai.engine.deadlines.question import (
    AS_OF,
    SAYS,
    Question,
    action_asked,
    asked_of_other_rules,
    competes,
    name_of_event,
    name_of_item,
)

_AS_OF_NAMES = ("as-of", "as_of", "查询日", "查询时间", "截至")


class Deadlines:
    """The rules of one catalogue with a calendar, ready to answer many questions."""

    __slots__ = ("_events", "_facts", "_names", "_titles", "calendar", "catalogue")

    def __init__(self, catalogue: Catalogue, calendar: WorkingCalendar | None = None) -> None:
        self.catalogue = catalogue
        self.calendar = calendar if calendar is not None else load_calendar()
        duties = [bound.duty for item in catalogue.items.values() for bound in item.duties]
        vocabulary = {id_: term.name for id_, term in catalogue.vocabulary.events.items()}
        used = {name for duty in duties for name in rules.triggers(duty)}
        self._events = {**{name: name for name in sorted(used)}, **vocabulary, AS_OF: "查询日"}
        self._names = {name: id_ for id_, name in self._events.items()} | dict.fromkeys(_AS_OF_NAMES, AS_OF)
        self._facts = known_facts(duty.facts for duty in duties if duty.facts)
        self._titles = {b.document.id: b.document.title for item in catalogue.items.values() for b in item.duties}

    def due(
        self,
        item: str,
        events: Mapping[str, object],
        facts: Mapping[str, object] | None = None,
        *,
        explain: bool = True,
        lang: Lang = "zh",
    ) -> DueAnswer:
        """As ``compute_due``."""
        items = self.catalogue.items
        if item not in items:
            names = {id_: resolved.name for id_, resolved in items.items()}
            raise unknown(f"公开事项（政策包 {self.catalogue.id}）", item, list(items), names)
        times = self._read_events(events, item)
        known = read_facts(facts or {}, self._facts)
        question = Question(
            self.catalogue, items[item], times, known, self.calendar, lang, action_asked(known), self._titles
        )
        found, left = apply_all(question)
        found = nearest_dates(found, self.catalogue.id)
        competing = [f for f in found if f.answer.competes]
        notes: list[str] = []
        if not competing and question.action == "publish" and any(map(is_periodic_report, found)):
            found = [replace(f, answer=replace(f.answer, competes=is_periodic_report(f))) for f in found]
            competing = [f for f in found if f.answer.competes]
            notes.append(SAYS[lang]["report-only"])
        if not competing or (refers_only(competing) and asked_of_other_rules(question)):
            raise _no_rule(question, [f for f in found if f not in competing], left)
        return _answer(question, found, competing, left, notes, explain=explain)

    def table(self, item: str, event: str, facts: Mapping[str, object] | None = None) -> DueTable:
        """The due times of ``item`` by the date of one event, for bulk work: ``table[day]``."""
        return DueTable(self, item, self._event_id(event, item), facts)

    def _event_id(self, given: str, item: str) -> str:
        text = given.strip()
        name = text if text in self._events else self._names.get(text, "")
        if not name:
            raise self._unknown_event(given, item)
        return name

    def _unknown_event(self, given: str, item: str) -> UnknownIdError:
        """The refusal of an event nobody knows: names the events that the item's own rules run from."""
        problem = unknown("事件", given, list(self._events), self._events)
        resolved = self.catalogue.items.get(item)
        own = {name for bound in resolved.duties for name in rules.triggers(bound.duty)} if resolved else set()
        if own:
            near = problem.remedy if problem.remedy.startswith(NEAREST) else ""
            named = "、".join(f"{name}（{self._events[name]}）" for name in sorted(own))
            problem.remedy = f"{near}这一事项可用的事件：{named}。"
        return problem

    def _read_events(self, events: Mapping[str, object], item: str) -> dict[str, date]:
        if not events:
            raise FactError("没有给出任何事件。", remedy="例如 formed=2018-12-03；固定日期的事项用 as-of=2018-06-01。")
        read: dict[str, date] = {}
        for given, value in events.items():
            name = self._event_id(given, item)
            if name in read:
                raise FactError(f"事件 {name} 给了两次。", remedy="请只保留一个时间。")
            read[name] = parse_time(value, given)
        return read


class DueTable(dict[date, "date | None"]):
    """Due times by the date of an event, each computed once: None where not yet certain. Errors as ``compute_due``."""

    __slots__ = ("_event", "_facts", "_item", "_rules")

    def __init__(self, deadlines: Deadlines, item: str, event: str, facts: Mapping[str, object] | None) -> None:
        super().__init__()
        self._rules, self._item, self._event, self._facts = deadlines, item, event, dict(facts or {})

    def __missing__(self, day: date) -> date | None:
        answer = self._rules.due(self._item, {self._event: day}, self._facts, explain=False)
        return self.setdefault(day, answer.due)


def compute_due(
    catalogue: Catalogue,
    item: str,
    events: Mapping[str, object],
    facts: Mapping[str, object] | None = None,
    calendar: WorkingCalendar | None = None,
    *,
    explain: bool = True,
    lang: Lang = "zh",
) -> DueAnswer:
    """When ``item`` of ``catalogue`` is due. For many questions keep a ``Deadlines``.

    ``events``: id or Chinese name → time (date, datetime, or text as in ``parse_time``); ``as-of`` is the moment of
    asking. ``facts``: id or Chinese name → value. ``calendar``: the shipped one unless given. ``explain=False`` leaves
    out the steps.

    Raises UnknownIdError for an id nobody knows, FactError for a time or fact that cannot be understood and for a
    question to which no rule answers, CalendarError for dates before 2008.
    """
    return Deadlines(catalogue, calendar).due(item, events, facts, explain=explain, lang=lang)


def _answer(
    question: Question,
    found: list[Found],
    competing: list[Found],
    left: list[NotApplied],
    notes: list[str],
    *,
    explain: bool,
) -> DueAnswer:
    binding, due, earliest, latest, why = bind(question, competing)
    rule = binding.answer
    if rule.certainty == "unverified":
        notes.append(SAYS[question.lang]["unverified"].format(cited=rule.cited))
    notes += rule.remarks
    notes += _calendar_notes(question, rule)
    used = {name for f in found for name in f.answer.events}
    for name in question.events:
        if name not in used and name != AS_OF:
            notes.append(SAYS[question.lang]["unused"].format(event=name_of_event(question, name)))
    overdue = _overdue(question, due, notes)
    return DueAnswer(
        pack=question.catalogue.id,
        item=question.item.item,
        item_name=name_of_item(question),
        due=due,
        certain=due is not None,
        earliest=earliest,
        latest=latest,
        binding=rule.cited,
        why_binding=why,
        rule=rule,
        rules=tuple(f.answer for f in found),
        steps=tuple(binding.outcome.steps()) if explain else (),
        not_applied=tuple(left),
        notes=tuple(dict.fromkeys(notes)),
        overdue=overdue,
        event_names={name: name_of_event(question, name) for name in used.union(question.events)},
    )


def _overdue(question: Question, due: date | None, notes: list[str]) -> bool | None:
    """Whether the moment of asking lies past ``due``; by how many working days goes to the notes."""
    asked = question.events.get(AS_OF)
    if asked is None or due is None:
        return None
    late = start_of(asked) >= end_of(due)
    first, last = sorted((day_of(due), day_of(asked)))
    if first >= question.calendar.first and all(y in question.calendar.known for y in range(first.year, last.year + 1)):
        days = question.calendar.count_between(first, last)
        says = SAYS[question.lang]
        notes.append(says["late" if late else "left"].format(day=day_of(asked), count=days))
    return late


def _calendar_notes(question: Question, rule: RuleAnswer) -> list[str]:
    """Which year's notice is wanting, or may still move the date (a year's notice can move the last days before it)."""
    says, known = SAYS[question.lang], question.calendar.known
    if not rule.span.endswith("working-days") or rule.at is None:
        return []
    reach = [day_of(end) for end in (rule.at, rule.earliest) if end is not None]
    wanting = next((year for year in range(min(reach).year, max(reach).year + 1) if year not in known), None)
    if rule.due is None:
        return [says["wanting"].format(year=wanting)] if wanting is not None else []
    last = question.calendar.last
    late = (last - timedelta(days=6)) <= max(reach) <= last and day_of(rule.due) <= last
    return [says["turn"].format(year=last.year + 1)] if late else []


def _no_rule(question: Question, found: list[Found], left: list[NotApplied]) -> FactError:
    """Why nothing could be answered, and what to give instead."""
    item = question.item
    whose = f"{item.name}（{item.item}）"
    given = "、".join(f"{name}={iso(at)}" for name, at in question.events.items())
    action = SAYS["zh"][question.action] if question.action else f" {question.facts['step']} "
    duties = [bound.duty for bound in item.duties if competes(question, bound.duty)]
    usable = sorted({name for duty in duties for name in rules.triggers(duty) if name not in question.events})
    names = "、".join(f"{name}（{name_of_event(question, name)}）" for name in usable)
    events = f"可用的事件：{names}。" if names else ""
    causes = {n.cause for n in left}
    if "fact" in causes:
        wanted = "；".join(dict.fromkeys(f"{n.document} {n.clause} {n.reason}" for n in left if n.cause == "fact"))
        return FactError(
            f"{whose}：按所给事实没有规则适用。", remedy=f"{wanted}。" + (f"其他{events}" if events else "")
        )
    if found:
        others = sorted({f.answer.action for f in found})
        return FactError(
            f"{whose}：所给事件 {given} 只用于 {'、'.join(others)} 的时限，没有{action}时限适用。",
            remedy=f"{events}要算那一时限，请加事实 action={others[0]}。",
        )
    for cause, message in (("in-force", "事件发生时没有生效的规则。"), ("passed", "没有规则适用。")):
        if cause in causes:
            reasons = "；".join(dict.fromkeys(f"{n.document} {n.clause} {n.reason}" for n in left if n.cause == cause))
            return FactError(f"{whose}：{message}", remedy=f"{reasons}。" + (f"其他{events}" if events else ""))
    if not duties:
        return FactError(f"{whose}：政策包 {question.catalogue.id} 没有为它规定{action}时限。")
    return FactError(f"{whose}：没有规则从所给事件 {given} 起算。", remedy=events)
