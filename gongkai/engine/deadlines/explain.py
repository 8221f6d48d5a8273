"""An answer in words that a clerk can read aloud: the date, the rule, the counting, and what else was considered."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.engine.calendar import Lang, week_name
from gongkai.engine.deadlines.answers import DueAnswer, NotApplied, RuleAnswer
from gongkai.engine.deadlines.question import SAYS as WORDS
from gongkai.engine.deadlines.times import day_of

_UNITS = {
    "zh": {"working-days": "个工作日", "days": "日", "hours": "小时", "months": "个月"},
    "en": {"working-days": "working days", "days": "days", "hours": "hours", "months": "months"},
}
_ONE = {"working-days": "working day", "days": "day", "hours": "hour", "months": "month"}

_SAYS = {
    "zh": {
        "due-day": "最迟应在 {day}24 时前{action}。",
        "due-moment": "最迟应在 {day}前{action}。",
        "same-moment": "应在 {day}同时{action}。",
        "open": "期限目前还不能确定。最早可能是 {day}；按这一天准备最稳妥。",
        "open-latest": "无论如何不晚于 {day}。",
        "open-no-date": "没有写明具体日期：应及时{action}。",
        "law": "依照本目录所指的其他法律办理，没有另外的日期。",
        "waiting": "期限目前还不能确定：{why}。",
        "who": "事项：{name}（{item}），政策包 {pack}。",
        "basis": "依据：{cited}{title}：{says}。",
        "reason": "为什么是它：{why}",
        "counting": "怎样算出：",
        "counted": "计入",
        "not-counted": "不计",
        "others": "同时适用的其他规则：",
        "gives": "{cited}：{says}。期限：{day}。",
        "other-action": "{cited}（{action}时限）：{says}。期限：{day}。",
        "no-day": "没有具体日期",
        "not-yet": "尚不能确定，最早 {day}",
        "left": "没有用上的规则：",
        "elsewhere": "从其他事件起算的规则（给出那个事件即可计算，期限可能更近）：",
        "elsewhere-short": "这一事项另有规则从其他 {count} 种事件起算，期限可能更近；加 --explain 可见。",
        "left-line": "{cited}：{reason}。",
        "needs-line": "{reason}：{cited}。",
        "notes": "说明：",
        "within-hours": "自{event}时起 {span}内{action}",
        "within": "自{event}之日起 {span}内{action}",
        "at-least-before": "在{event} {span}以前{action}",
        "before": "在{event}之前{action}",
        "same-time": "{at}的同时{action}",
        "during": "在{first}至{last}期间{action}",
        "once": "{event}后予以{action}",
        "promptly": "{event}后及时{action}",
        "fixed-dates": "每年 {dates}前{action}",
        "by-date": "在 {day} 前{action}",
        "as-law": "依照{laws}的规定{action}",
        "or": "或",
        "and": "、",
    },
    "en": {
        "due-day": "{action} is due by {day}, 24:00 Beijing time.",
        "due-moment": "{action} is due by {day}, Beijing time.",
        "same-moment": "{action} is due at the same time, {day}.",
        "open": "The deadline is not yet certain. The earliest it can be is {day}; planning for that day is safe.",
        "open-latest": "In any case it is not later than {day}.",
        "open-no-date": "No date is named: {action} is due promptly.",
        "law": "As the other law named by the catalogue says; there is no date of its own.",
        "waiting": "The deadline is not yet certain: {why}.",
        "who": "Item: {name} ({item}), pack {pack}.",
        "basis": "Rule: {cited}{title}: {says}.",
        "reason": "Why this rule: {why}",
        "counting": "How it was counted:",
        "counted": "counted",
        "not-counted": "not counted",
        "others": "Other rules that apply:",
        "gives": "{cited}: {says}. Deadline: {day}.",
        "other-action": "{cited} (a deadline for {action}): {says}. Deadline: {day}.",
        "no-day": "no date of its own",
        "not-yet": "not yet certain, {day} at the earliest",
        "left": "Rules that do not apply:",
        "elsewhere": "Rules that run from another event (give it to have them counted; they may be due earlier):",
        "elsewhere-short": "Other rules of this item run from {count} other events and may be due earlier; see --explain.",
        "left-line": "{cited}: {reason}.",
        "needs-line": "{reason}: {cited}.",
        "notes": "Notes:",
        "within-hours": "{action} within {span} after: {event}",
        "within": "{action} within {span} after: {event}",
        "at-least-before": "{action} at least {span} before: {event}",
        "before": "{action} before: {event}",
        "same-time": "{action} at the same time as: {event}",
        "during": "{action} between: {first} and: {last}",
        "once": "{action} once: {event}",
        "promptly": "{action} promptly after: {event}",
        "fixed-dates": "{action} by {dates} each year",
        "by-date": "{action} by {day}",
        "as-law": "{action} as another law says ({laws})",
        "or": " or ",
        "and": ", ",
    },
}


def spoken(moment: date, lang: Lang = "zh") -> str:
    """A date or moment as one says it: 2018 年 12 月 21 日（周五）, with the hour when it has one."""
    day = day_of(moment)
    if lang == "zh":
        said = f"{day.year} 年 {day.month} 月 {day.day} 日（周{week_name(day)}）"
    else:
        said = f"{week_name(day, 'en')} {day.isoformat()}"
    if not isinstance(moment, datetime):
        return said
    if lang == "en":
        return f"{said}, {moment:%H:%M}" + (f":{moment:%S}" if moment.second else "")
    clock = f"{moment.hour} 时" + (f" {moment.minute} 分" if moment.minute or moment.second else "")
    return f"{said}{clock}" + (f" {moment.second} 秒" if moment.second else "")


def rule_in_words(rule: RuleAnswer, names: dict[str, str], lang: Lang = "zh") -> str:
    """The rule itself: 自核验确认之日起 1 个工作日内公开."""
    says = _SAYS[lang]
    action = WORDS[lang][rule.action]
    events = [names.get(event, event) for event in rule.events]
    event = says["or"].join(events)
    if rule.form == "during":
        return says["during"].format(first=events[0], last=events[1], action=action)
    if rule.form == "fixed-dates":
        dates = says["and"].join(_month_day(text, lang) for text in rule.detail)
        return says["fixed-dates"].format(dates=dates, action=action)
    if rule.form == "by-date":
        return says["by-date"].format(day=spoken(rule.due, lang) if rule.due else "", action=action)
    if rule.form == "as-law":
        titles = [f"《{title}》" if lang == "zh" else title for title in rule.detail]
        return says["as-law"].format(laws=says["and"].join(titles), action=action)
    form = "within-hours" if rule.form == "within" and rule.span.endswith("hours") else rule.form
    at = event if event.startswith("在") else f"在{event}"  # some names begin with it: 在指定媒介发布
    return says[form].format(event=event, at=at, span=_span(rule.span, lang), action=action)


def _span(span: str, lang: Lang) -> str:
    if not span:
        return ""
    count, unit = span.split(" ", 1)
    if lang == "en" and count == "1":
        return f"{count} {_ONE[unit]}"
    return f"{count} {_UNITS[lang][unit]}"


def _month_day(text: str, lang: Lang) -> str:
    return f"{int(text[:2])} 月 {int(text[3:])} 日" if lang == "zh" else text


def short(answer: DueAnswer, lang: Lang = "zh") -> str:
    """The answer in a few lines: date, rule, why there is no certain date, and whether other events would give others."""
    lines = [_headline(answer, lang), _basis(answer, lang)]
    if not answer.certain:
        lines += answer.notes
    elsewhere = _elsewhere(answer, lang)
    if elsewhere:
        lines.append(_SAYS[lang]["elsewhere-short"].format(count=len(elsewhere)))
    return "\n".join(lines)


def _elsewhere(answer: DueAnswer, lang: Lang) -> list[str]:
    """The rules of the item that run from events which were not given, a line for each event."""
    cited: dict[str, dict[str, None]] = {}
    for rule in answer.not_applied:
        if rule.cause == "event":
            cited.setdefault(rule.reason, {})[f"{rule.document} {rule.clause}".strip()] = None
    return [_SAYS[lang]["needs-line"].format(reason=reason, cited="；".join(rules)) for reason, rules in cited.items()]


def in_full(answer: DueAnswer, lang: Lang = "zh") -> str:
    """The answer with its counting and every rule considered."""
    says = _SAYS[lang]
    lines = [_headline(answer, lang), says["who"].format(name=answer.item_name, item=answer.item, pack=answer.pack)]
    lines += [_basis(answer, lang), says["reason"].format(why=answer.why_binding)]
    if answer.steps:
        lines += ["", says["counting"]]
        for step in answer.steps:
            mark = says["counted" if step.counted else "not-counted"]
            lines.append(f"  {spoken(step.date, lang)}  {mark}  {step.why}")
    if answer.notes:
        lines += ["", says["notes"], *(f"  {note}" for note in answer.notes)]
    others = [rule for rule in answer.rules if rule is not answer.rule]
    if others:
        lines += ["", says["others"], *(f"  {_other(rule, answer, lang)}" for rule in others)]
    left = [_left(rule, lang) for rule in answer.not_applied if rule.cause != "event"]
    if left:
        lines += ["", says["left"], *(f"  {line}" for line in dict.fromkeys(left))]
    elsewhere = _elsewhere(answer, lang)
    if elsewhere:
        lines += ["", says["elsewhere"], *(f"  {line}" for line in elsewhere)]
    return "\n".join(lines)


def _headline(answer: DueAnswer, lang: Lang) -> str:
    says = _SAYS[lang]
    rule = answer.rule
    action = WORDS[lang][rule.action]
    if lang == "en":
        action = action[0].upper() + action[1:]
    if answer.due is not None:
        if not isinstance(answer.due, datetime):
            return says["due-day"].format(day=spoken(answer.due, lang), action=action)
        key = "same-moment" if rule.form == "same-time" else "due-moment"
        return says[key].format(day=spoken(answer.due, lang), action=action)
    if rule.form == "promptly":
        return says["open-no-date"].format(action=action if lang == "zh" else action.lower())
    if rule.form == "as-law":
        return says["law"]
    if rule.form == "during":
        return says["waiting"].format(why="".join(rule.remarks))
    said = says["open"].format(day=spoken(answer.earliest, lang)) if answer.earliest else ""
    if answer.latest is not None:
        said += ("" if lang == "zh" else " ") + says["open-latest"].format(day=spoken(answer.latest, lang))
    return said


def _basis(answer: DueAnswer, lang: Lang) -> str:
    rule = answer.rule
    title = ""
    if rule.title and rule.title != rule.document:
        title = f"《{rule.title}》" if lang == "zh" else f" ({rule.title})"
    return _SAYS[lang]["basis"].format(
        cited=rule.cited, title=title, says=rule_in_words(rule, answer.event_names, lang)
    )


def _other(rule: RuleAnswer, answer: DueAnswer, lang: Lang) -> str:
    says = _SAYS[lang]
    if rule.due is not None:
        day = spoken(rule.due, lang)
    elif rule.earliest is not None and rule.form != "promptly":
        day = says["not-yet"].format(day=spoken(rule.earliest, lang))
    else:
        day = says["no-day"]
    words = rule_in_words(rule, answer.event_names, lang)
    key = "gives" if rule.competes else "other-action"
    return says[key].format(cited=rule.cited, says=words, day=day, action=WORDS[lang][rule.action])


def _left(rule: NotApplied, lang: Lang) -> str:
    return _SAYS[lang]["left-line"].format(cited=f"{rule.document} {rule.clause}".strip(), reason=rule.reason)
