"""Which rules of an item apply, what each gives, and which binds.

A rule applies when one of its events is given, every fact it names is given with one of its values, and its document and
the rule itself are in force on the event's date. All rules that apply are shown; of those about the action asked for
(publication unless a fact says otherwise) the strictest binds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gongkai.engine.calendar import Lang, WorkingCalendar, load_calendar
from gongkai.engine.deadlines import rules
from gongkai.engine.deadlines.answers import DueAnswer, NotApplied, RuleAnswer
from gongkai.engine.deadlines.facts import BROADER, NEAREST, canonical, known_facts, read_facts, unknown
from gongkai.engine.deadlines.times import day_of, end_of, iso, parse_time, start_of
from gongkai.engine.errors import FactError, UnknownIdError
from gongkai.engine.packs.words import facts_words

if TYPE_CHECKING:
    from gongkai.engine.packs.models import Duty
    from gongkai.engine.packs.resolved import BoundDuty, Catalogue, ResolvedItem

AS_OF = "as-of"
_AS_OF_NAMES = ("as-of", "as_of", "查询日", "查询时间", "截至")

SAYS = {
    "zh": {
        "publish": "公开",
        "verify": "核验确认",
        "decide": "决定",
        "answer": "答复",
        "report": "报送",
        "exchange": "交互",
        "sign": "签订",
        "send": "送交",
        "only": "只有这一条规则适用。",
        "strictest": "适用的 {count} 条规则中它最早到期，从严执行。",
        "tie": "适用的 {count} 条规则中，它和另外 {same} 条同时最早到期；引用时，本目录的和专门的规定在先。",
        "certain-first": "其余规则的期限虽未确定，但不会早于它。",
        "open-one": "只有这一条规则适用，它的期限尚不能确定。",
        "open-all": "适用的 {count} 条规则都尚不能确定期限，按可能最早到期的一条列出。",
        "open-some": "另有规则已定在 {latest}，但这一条可能更早到期，尚不能确定。",
        "no-date": "适用的规则都没有写明具体日期，应及时公开。",
        "as-law": "本目录指明按其他法律规定执行，所指法律对此没有另外的期限。",
        "need-event": "需要事件 {names}",
        "need-fact": "只用于{meant}的情形；如属这种情形，请加事实 {fact}={values}",
        "other-fact": "只用于{meant}的情形（{fact}={values}），所给的是 {fact}={given}",
        "shared-out": "同一条款对{meant}的情形（{fact}={given}）另有规定",
        "not-yet": "{since} 起施行，{day} 时还没有生效",
        "no-longer": "施行到 {until} 为止，{day} 时已经失效",
        "passed": "它规定的日期 {day} 早于所给的事件",
        "report-only": "本目录对这一事项只定了报送的日期，按报送的日期算。",
        "wanting": "计算要用到 {year} 年的放假安排，通知尚未收录；收录后重新计算即得确定日期。",
        "turn": "期限落在年末，{year} 年的放假通知有时会调整年末几天，发布后请再核一次。",
        "late": "截至 {day} 已逾期 {count} 个工作日。",
        "left": "截至 {day} 未到期，还有 {count} 个工作日。",
        "unused": "事件“{event}”没有用到：没有规则从它起算。",
        "unverified": "依据的出处未核实：{cited}。",
    },
    "en": {
        "publish": "publication",
        "verify": "verification",
        "decide": "decision",
        "answer": "answer",
        "report": "report",
        "exchange": "exchange",
        "sign": "signing",
        "send": "sending",
        "only": "It is the only rule that applies.",
        "strictest": "Of the {count} rules that apply it falls due first.",
        "tie": "Of the {count} rules that apply it falls due first, on the same day as {same} more; the nearer, special one is cited.",
        "certain-first": "The other rules are not yet certain but cannot fall due earlier.",
        "open-one": "It is the only rule that applies, and its deadline is not yet certain.",
        "open-all": "None of the {count} rules that apply is certain yet; the one that may fall due first is cited.",
        "open-some": "Another rule is certain for {latest}, but this one may fall due earlier and is not yet certain.",
        "no-date": "No rule that applies names a date: publish promptly.",
        "as-law": "The catalogue refers to another law, which sets no deadline of its own here.",
        "need-event": "needs the event {names}",
        "need-fact": "holds only for {meant}; if that is so, add the fact {fact}={values}",
        "other-fact": "holds only for {meant} ({fact}={values}); the fact given is {fact}={given}",
        "shared-out": "the same clause has another rule for {meant} ({fact}={given})",
        "not-yet": "in force from {since}, not yet on {day}",
        "no-longer": "in force until {until}, no longer on {day}",
        "passed": "the date the document names, {day}, lies before the event",
        "report-only": "The catalogue sets only a date for reporting this item, and that date is taken.",
        "wanting": "The count needs the holiday notice for {year}, which is not on file; once added the date is certain.",
        "turn": "The date lies at the year's end, which the notice for {year} may still move; check again once it is out.",
        "late": "On {day} it is {count} working days overdue.",
        "left": "On {day} it is not yet due; {count} working days are left.",
        "unused": 'The event "{event}" was not used: no rule runs from it.',
        "unverified": "The source of the rule has not been verified: {cited}.",
    },
}


@dataclass(frozen=True, slots=True)
class _Question:
    catalogue: Catalogue
    item: ResolvedItem
    events: dict[str, date]
    facts: dict[str, str]
    calendar: WorkingCalendar
    lang: Lang
    action: str
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Found:
    answer: RuleAnswer
    outcome: rules.Outcome
    order: int


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
        question = _Question(
            self.catalogue, items[item], times, known, self.calendar, lang, _action(known), self._titles
        )
        found, left = _apply_all(question)
        found = _nearest_dates(found, self.catalogue.id)
        competing = [f for f in found if f.answer.competes]
        notes: list[str] = []
        if not competing and question.action == "publish" and any(map(_is_periodic_report, found)):
            found = [replace(f, answer=replace(f.answer, competes=_is_periodic_report(f))) for f in found]
            competing = [f for f in found if f.answer.competes]
            notes.append(SAYS[lang]["report-only"])
        if not competing or (_refers_only(competing) and _asked_of_other_rules(question)):
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
    question: _Question,
    found: list[_Found],
    competing: list[_Found],
    left: list[NotApplied],
    notes: list[str],
    *,
    explain: bool,
) -> DueAnswer:
    binding, due, earliest, latest, why = _bind(question, competing)
    rule = binding.answer
    if rule.certainty == "unverified":
        notes.append(SAYS[question.lang]["unverified"].format(cited=rule.cited))
    notes += rule.remarks
    notes += _calendar_notes(question, rule)
    used = {name for f in found for name in f.answer.events}
    for name in question.events:
        if name not in used and name != AS_OF:
            notes.append(SAYS[question.lang]["unused"].format(event=_event_name(question, name)))
    overdue = _overdue(question, due, notes)
    return DueAnswer(
        pack=question.catalogue.id,
        item=question.item.item,
        item_name=_item_name(question),
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
        event_names={name: _event_name(question, name) for name in used.union(question.events)},
    )


def _overdue(question: _Question, due: date | None, notes: list[str]) -> bool | None:
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


def _calendar_notes(question: _Question, rule: RuleAnswer) -> list[str]:
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


# --- reading the question ---------------------------------------------------------------------------------------------


def _action(facts: dict[str, str]) -> str:
    """Which rules compete: those to publish unless the fact ``action`` or ``step`` says otherwise.

    Empty: those that name the step given, whatever their action.
    """
    if "action" in facts:
        return facts["action"]
    return "" if facts.get("step", "publication") != "publication" else "publish"


def _competes(question: _Question, duty: Duty) -> bool:
    if not question.action:
        return question.facts["step"] in {canonical("step", value) for value in duty.facts.get("step", ())}
    return duty.action == question.action


def _refers_only(competing: list[_Found]) -> bool:
    """Whether all that is left is a reference to other law (依照其他法律), which has no date of its own."""
    return all(f.answer.form == "as-law" for f in competing)


def _asked_of_other_rules(question: _Question) -> bool:
    """Whether an event was given though none of the item's own rules ran from it: better to say what they want."""
    own = any(bound.duty.form != "as-law" and _competes(question, bound.duty) for bound in question.item.duties)
    return own and any(name != AS_OF for name in question.events)


def _nearest_dates(found: list[_Found], own: str) -> list[_Found]:
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


def _is_periodic_report(found: _Found) -> bool:
    """A report due on fixed dates (工作进展情况): an item that is itself a report may have no other deadline."""
    return found.answer.action == "report" and found.answer.form == "fixed-dates"


# --- which rules apply ------------------------------------------------------------------------------------------------


def _apply_all(question: _Question) -> tuple[list[_Found], list[NotApplied]]:
    found: list[_Found] = []
    left: list[NotApplied] = []
    for order, bound in enumerate(question.item.duties):
        reasons: list[NotApplied] = []
        results = list(_apply(question, bound, reasons))
        found += [_Found(_rule_answer(question, bound, *result), result[2], order) for result in results]
        left += reasons
    return found, left


_Result = tuple[tuple[str, ...], date | None, rules.Outcome]


def _apply(question: _Question, bound: BoundDuty, left: list[NotApplied]) -> Iterator[_Result]:
    """Each time the rule applies: the events it ran from, their time, the outcome. Why not goes to ``left``."""
    duty = bound.duty
    names = rules.triggers(duty)
    given = [name for name in names if name in question.events]
    says = SAYS[question.lang]
    if names and not given:
        needed = " / ".join(_event_name(question, name) for name in names)
        left.append(_left(bound, "event", says["need-event"].format(names=needed), names[0]))
        return
    if duty.during:
        start, end = (question.events.get(name) for name in duty.during)
        if not _in_force(question, bound, start or end, left) or _fact_wanting(question, bound, left):
            return
        shown = (_event_name(question, duty.during[0]), _event_name(question, duty.during[1]))
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


def _without_event(question: _Question, bound: BoundDuty, left: list[NotApplied]) -> Iterator[_Result]:
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


def _outcome(question: _Question, duty: Duty, name: str, at: date) -> rules.Outcome:
    lang, calendar = question.lang, question.calendar
    event = _event_name(question, name)
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


def _fact_wanting(question: _Question, bound: BoundDuty, left: list[NotApplied]) -> bool:
    """Whether a fact the rule names is not given or is given otherwise; why goes to ``left``."""
    missing = _fact_missing(question, bound.duty) or _shared_out(question, bound)
    if missing is not None:
        left.append(_left(bound, "fact", *missing))
    return missing is not None


def _fact_missing(question: _Question, duty: Duty) -> tuple[str, str] | None:
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


def _shared_out(question: _Question, bound: BoundDuty) -> tuple[str, str] | None:
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


def _in_force(question: _Question, bound: BoundDuty, at: date | None, left: list[NotApplied]) -> bool:
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


def _event_name(question: _Question, name: str) -> str:
    term = question.catalogue.vocabulary.events.get(name)
    if name == AS_OF:
        return "查询日" if question.lang == "zh" else AS_OF
    if term is None:
        return name
    return term.name if question.lang == "zh" else (term.english or name)


def _item_name(question: _Question) -> str:
    term = question.catalogue.vocabulary.items.get(question.item.item)
    english = term.english if term is not None and question.lang == "en" else ""
    return english or question.item.name


def _rule_answer(
    question: _Question, bound: BoundDuty, events: tuple[str, ...], at: date | None, outcome: rules.Outcome
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
        competes=_competes(question, duty),
        certainty=duty.certainty or document.certainty,
        note=duty.note,
        facts=tuple(duty.facts.items()),
        detail=duty.on or tuple(question.titles.get(law, law) for law in duty.as_law),
        remarks=outcome.remarks,
    )


# --- which rule binds -------------------------------------------------------------------------------------------------


def _bind(question: _Question, competing: list[_Found]) -> tuple[_Found, date | None, date | None, date | None, str]:
    """The binding rule, due, earliest, latest, and why it binds."""
    says = SAYS[question.lang]

    def rank(f: _Found) -> tuple[bool, bool, bool, int]:
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


def _why_first(says: Mapping[str, str], first: _Found, certain: list[_Found], *, dated: int) -> str:
    if dated == 1:
        return says["only"]
    due = end_of(first.answer.due or date.max)
    same = sum(1 for f in certain if f is not first and f.answer.due and end_of(f.answer.due) == due)
    return says["tie"].format(count=dated, same=same) if same else says["strictest"].format(count=dated)


# --- no rule ----------------------------------------------------------------------------------------------------------


def _no_rule(question: _Question, found: list[_Found], left: list[NotApplied]) -> FactError:
    """Why nothing could be answered, and what to give instead."""
    item = question.item
    whose = f"{item.name}（{item.item}）"
    given = "、".join(f"{name}={iso(at)}" for name, at in question.events.items())
    action = SAYS["zh"][question.action] if question.action else f" {question.facts['step']} "
    duties = [bound.duty for bound in item.duties if _competes(question, bound.duty)]
    usable = sorted({name for duty in duties for name in rules.triggers(duty) if name not in question.events})
    names = "、".join(f"{name}（{_event_name(question, name)}）" for name in usable)
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
