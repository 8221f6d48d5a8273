"""Lateness (公开时限): the notice was published by the day the rules in force give, as far as the notice itself shows it.

The time a deadline runs from must stand in the notice (合同签订日期, 成交时间, 投标截止时间 …); where it does not, the check is not
applicable and says what is wanting. The date of publication is the one the source or the notice gives.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.engine.checking.model import Finding, Notice
from gongkai.engine.checking.times import as_date, events, method
from gongkai.engine.deadlines.explain import spoken
from gongkai.engine.deadlines.times import day_of
from gongkai.engine.errors import FactError, GongkaiError

CHECK = "published-late"
#: Elements by the event they tell the time of; ``formed`` is told by whichever the notice has.
_EVENTS = {
    "bid-deadline": "submission.deadline",
    "prequalification-deadline": "submission.deadline",
    "response-deadline": "submission.deadline",
    "contract-signed": "contract.date",
    "deal-confirmed": "deal.time",
    "sale-end": "deal.time",
    "listing-start": "transaction.time",
    "auction-day": "transaction.time",
    "decided": "procurement.decision-date",
    "winner-determined": "deal.time",
    "terminated": "procurement.termination-date",
}
_FORMED = ("contract.date", "deal.time", "procurement.decision-date", "procurement.termination-date")


def check(notice: Notice) -> Iterator[Finding]:
    item, published = notice.item, notice.published
    if item is None:
        yield notice.unfit(CHECK, "没有对应的公开事项，不能核对公开时限。")
        return
    if published is None:
        yield notice.unfit(CHECK, "看不出发布时间，不能核对公开时限。", remedy="请写明发布日期。")
        return
    happened = events(notice)
    if not happened:
        yield notice.unfit(CHECK, "公告没有写出公开时限的起算时间（如签订、成交、截止时间），不能判断是否按时。")
        return
    facts = {"method": method(notice)} if method(notice) else {}
    try:
        answer = notice.deadlines.due(item.item, happened, facts, explain=False)
    except FactError:
        yield notice.unfit(CHECK, "规则中没有从公告所写时间起算的公开时限，不能判断是否按时。")
        return
    except GongkaiError as error:
        yield notice.unfit(CHECK, f"按公告所写的时间算不出时限：{error.message}")
        return
    name = answer.rule.events[0] if answer.rule.events else ""
    element = _EVENTS.get(name, "")
    if name == "formed":
        element = next((one for one in _FORMED if notice.reading.first(one)), "")
    value = notice.reading.first(element) if element else None
    span = (value.start, value.end) if value else None
    if answer.due is None:
        yield notice.unfit(CHECK, f"按{answer.binding}，到期日尚不能确定。", answer.binding, span=span)
        return
    event = notice.name(element) if name == "formed" else answer.event_names.get(name, name)
    at = f"{event}：{spoken(happened[name])}；" if name in happened else ""
    said = f"{at}按{answer.binding}应在 {spoken(answer.due)}前公开，发布于 {spoken(as_date(published))}"
    days = (published.day - day_of(answer.due)).days
    if days > 0:
        yield notice.failed(
            CHECK,
            f"{said}，晚了 {days} 天。",
            answer.binding,
            remedy="请从发布之日起顺延截止时间。" if "before" in answer.rule.form else "请立即公开，并说明逾期原因。",
            span=span,
            elements=(element,) if element else (),
        )
    else:
        yield notice.passed(
            CHECK, f"{said}，没有逾期。", answer.binding, span=span, elements=(element,) if element else ()
        )
