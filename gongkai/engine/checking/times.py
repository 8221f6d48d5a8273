"""The dates of a notice as events and periods: what the checks of dates, lengths and lateness share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from gongkai.engine.checking.model import Notice
from gongkai.engine.deadlines.facts import canonical
from gongkai.engine.numbers import Moment, Range, find_moments, parse_moment, parse_range
from gongkai.engine.reading.model import Value

#: What looks like a date, whether it is one or not.
_LOOKS = re.compile(r"(?<![\d.])\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号]|\b\d{4}-\d{1,2}-\d{1,2}\b")
#: Elements whose value is one time.
TIMES = (
    "submission.deadline",
    "opening",
    "contract.date",
    "deal.time",
    "procurement.decision-date",
    "procurement.termination-date",
)
#: Elements whose value is a period.
PERIODS = ("publicity.period", "notice.period", "documents.obtain", "transaction.time")

#: What the name of a method in a notice is as a fact of the rules.
_METHODS = (
    ("公开招标", "open-tender"),
    ("邀请招标", "invited-tender"),
    ("谈判", "negotiation"),
    ("磋商", "consultation"),
    ("询价", "inquiry"),
    ("单一来源", "single-source"),
    ("挂牌", "listing"),
    ("拍卖", "auction"),
    ("竞价", "price-bidding"),
    ("协议", "agreement"),
    ("招标", "tender"),
)


def method(notice: Notice) -> str:
    """The method (采购方式、供应方式) as a fact of the rules, or empty when the notice does not say or says several."""
    value = notice.reading.first("transaction.method")
    text = value.text if value else ""
    found = {fact for name, fact in _METHODS if name in text}
    if "tender" in found and found & {"open-tender", "invited-tender"}:
        found.discard("tender")
    if not found and notice.reading.item.startswith("procurement."):
        found = {fact for name, fact in _METHODS if name in notice.reading.title}
        found -= {"tender"} if len(found) > 1 else set()
    return found.pop() if len(found) == 1 else ""


def applies(notice: Notice, facts: Iterable[tuple[str, Iterable[str]]]) -> bool:
    """Whether the facts that a rule asks are true of the notice; what it does not show counts as not."""
    for name, values in facts:
        if name != "method":
            return False
        how = method(notice)
        wanted = {canonical(name, value) for value in values}
        if not how or (how not in wanted and not (how in ("open-tender", "invited-tender") and "tender" in wanted)):
            return False
    return True


def moment_of(notice: Notice, element: str) -> tuple[Moment, Value] | None:
    """The one time an element says; None where it says none or several different ones (sections)."""
    values = notice.reading.elements.get(element, ())
    found: dict[str, tuple[Moment, Value]] = {}
    for value in values:
        moment = parse_moment(value.normal) if value.normal else None
        if moment is None:
            inside = find_moments(value.text)
            moment = inside[0][2] if inside else None
        if moment is not None and len(moment.iso) > 7:
            found[moment.iso] = (moment, value)
    return next(iter(found.values())) if len(found) == 1 else None


def period_of(notice: Notice, element: str) -> tuple[Range, Value] | None:
    """The first period an element says that can be read. One date alone under 公示期 or 公告期限 is its end (截止日期)."""
    for value in notice.reading.elements.get(element, ()):
        period = parse_range(value.text)
        if period is not None:
            if period.start and period.start == period.end and element in ("publicity.period", "notice.period"):
                period = Range(end=period.end)
            elif period.start and period.start == period.end and element == "documents.obtain":
                period = Range(start=period.start)  # from that day on; until when is not said
            return period, value
    return None


def as_date(moment: Moment) -> date:
    """A plain date, or the instant where a time is said."""
    return moment.at if moment.has_time else moment.day


def before(one: Moment, other: Moment) -> bool:
    """Whether one lies before the other: by the instant when both say a time, else by the day."""
    if one.has_time and other.has_time:
        return one.at < other.at
    return one.day < other.day


def start_of_event(notice: Notice, name: str) -> date | None:
    """The time of an event or element that a minimum length runs from or to, as far as the notice shows it."""
    if name in ("published", "notice-published", "result-published", "published-designated", "formed"):
        return as_date(notice.published) if notice.published else None
    if name in ("documents-issued", "documents-end"):
        period = period_of(notice, "documents.obtain")
        if name == "documents-end":
            return as_date(period[0].end) if period and period[0].end else None
        if period and period[0].start:
            return as_date(period[0].start)
        return as_date(notice.published) if notice.published else None
    if name in ("listing-start", "listing-end"):
        period = period_of(notice, "transaction.time")
        edge = (period[0].start if name == "listing-start" else period[0].end) if period else None
        return as_date(edge) if edge else None
    aliases = {
        "bid-deadline": "submission.deadline",
        "response-deadline": "submission.deadline",
        "prequalification-deadline": "submission.deadline",
        "contract-signed": "contract.date",
        "deal-confirmed": "deal.time",
    }
    found = moment_of(notice, aliases.get(name, name))
    return as_date(found[0]) if found else None


def events(notice: Notice) -> dict[str, date]:
    """What happened, as the notice itself shows it, under the events' ids. Publication itself is not among them."""
    item, out = notice.reading.item, {}
    deadline = moment_of(notice, "submission.deadline")
    if deadline:
        at = as_date(deadline[0])
        if item.endswith(".prequalification"):
            out["prequalification-deadline"] = at
        elif item.endswith("negotiation-notice"):
            out["response-deadline"] = at
        elif item.endswith((".tender-notice", ".announcement", ".correction")):
            out["bid-deadline"] = at
    # What is announced was formed (形成) when it was signed, closed or decided; the general rule runs from there.
    if item.endswith(".contract"):
        _put(out, notice, "contract.date", "contract-signed", "formed")
    elif item.endswith((".supply-result", ".deal-publicity", ".agreement-result")):
        _put(out, notice, "deal.time", "deal-confirmed", "sale-end", "formed")
        if "formed" not in out:
            _put(out, notice, "contract.date", "formed")
    elif item.endswith((".result", ".award")):
        _put(out, notice, "deal.time", "winner-determined", "formed")
    elif item.endswith((".complaint-decision", ".penalty", ".misconduct")):
        _put(out, notice, "procurement.decision-date", "decided", "formed")
    elif item.endswith(".termination"):
        _put(out, notice, "procurement.termination-date", "terminated", "formed")
    if item.endswith(".announcement"):
        how, period = method(notice), period_of(notice, "transaction.time")
        if how == "listing" and period and period[0].start and period[0].end:
            out["listing-start"] = as_date(period[0].start)
        elif how == "auction":
            _put(out, notice, "transaction.time", "auction-day")
    known = notice.catalogue.vocabulary.events
    return {name: at for name, at in out.items() if name in known}


def _put(out: dict[str, date], notice: Notice, element: str, *names: str) -> None:
    found = moment_of(notice, element)
    if found:
        out.update(dict.fromkeys(names, as_date(found[0])))


def unreadable(notice: Notice) -> Iterator[tuple[str, Value]]:
    """Values that look like a date and are none, such as 30 February."""
    for element in (*TIMES, *PERIODS, "published.date"):
        for value in notice.reading.elements.get(element, ()):
            if value.normal or find_moments(value.text):
                continue
            if _LOOKS.search(value.text):
                yield element, value
