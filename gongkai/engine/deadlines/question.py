"""What is asked (事项、事件、事实) and the words that name it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gongkai.engine.calendar import Lang, WorkingCalendar
from gongkai.engine.deadlines.facts import canonical

if TYPE_CHECKING:
    from gongkai.engine.packs.models import Duty
    from gongkai.engine.packs.resolved import Catalogue, ResolvedItem


AS_OF = "as-of"
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
class Question:
    """One question, read and checked: the item, its events with their times, and the facts in their canonical form."""

    catalogue: Catalogue
    item: ResolvedItem
    events: dict[str, date]
    facts: dict[str, str]
    calendar: WorkingCalendar
    lang: Lang
    action: str
    titles: Mapping[str, str]


def action_asked(facts: dict[str, str]) -> str:
    """Which rules compete: those to publish unless the fact ``action`` or ``step`` says otherwise.

    Empty: those that name the step given, whatever their action.
    """
    if "action" in facts:
        return facts["action"]
    return "" if facts.get("step", "publication") != "publication" else "publish"


def competes(question: Question, duty: Duty) -> bool:
    """Whether a duty is about the action, or the step, that is asked for."""
    if not question.action:
        return question.facts["step"] in {canonical("step", value) for value in duty.facts.get("step", ())}
    return duty.action == question.action


def asked_of_other_rules(question: Question) -> bool:
    """Whether an event was given though none of the item's own rules ran from it: better to say what they want."""
    own = any(bound.duty.form != "as-law" and competes(question, bound.duty) for bound in question.item.duties)
    return own and any(name != AS_OF for name in question.events)


def name_of_event(question: Question, name: str) -> str:
    """An event in the language of the question."""
    term = question.catalogue.vocabulary.events.get(name)
    if name == AS_OF:
        return "查询日" if question.lang == "zh" else AS_OF
    if term is None:
        return name
    return term.name if question.lang == "zh" else (term.english or name)


def name_of_item(question: Question) -> str:
    """The item in the language of the question."""
    term = question.catalogue.vocabulary.items.get(question.item.item)
    english = term.english if term is not None and question.lang == "en" else ""
    return english or question.item.name
