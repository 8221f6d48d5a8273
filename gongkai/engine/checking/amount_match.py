"""Amounts that contradict (金额矛盾): the winner's amount or a candidate's price above the ceiling or the budget, or an amount
unlike every candidate's price, or so far below the limit that its unit must be wrong.

招标投标法实施条例 第五十一条(五): a bid above the announced ceiling is rejected. Only sums are compared: a rate, a
price per unit, or several sections that cannot be told apart are not applicable.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from gongkai.engine.checking.model import Finding, Notice
from gongkai.engine.numbers import Money, decimal_text, find_money, parse_money
from gongkai.engine.reading.model import Value

CHECK = "amount-match"
_CEILING = "《招标投标法实施条例》第五十一条第（五）项"
_LIMITS = (("price.ceiling", "最高限价", "error"), ("budget", "预算", "warning"))


def check(notice: Notice) -> Iterator[Finding]:
    found = [*_over(notice), *_offers(notice), *_unlike(notice)]
    yield from found
    if not found:
        yield notice.unfit(CHECK, "没有可以互相核对的金额。")


def sums(notice: Notice, element: str) -> list[tuple[Decimal, Value]]:
    """The sums of an element in yuan; None of them when any value is a rate or a price per unit."""
    out = []
    for value in notice.reading.elements.get(element, ()):
        if "%" in value.text or "％" in value.text or "率" in value.text or "折" in value.text:
            return []
        money = _money(value)
        if money is None:
            continue
        if money[1]:
            return []
        out.append((money[0], value))
    return out


def _money(value: Value) -> tuple[Decimal, str] | None:
    found: Money | None = next((money for money in find_money(value.text) if not money.words), None)
    found = found or parse_money(value.text)
    if value.normal:
        try:
            return Decimal(value.normal), found.per if found else ""
        except InvalidOperation:
            return None
    return (found.yuan, found.per) if found else None


def _over(notice: Notice) -> Iterator[Finding]:
    amounts = sums(notice, "amount")
    if not amounts:
        return
    for element, name, severity in _LIMITS:
        limits = sums(notice, element)
        if not limits:
            continue
        if len(limits) == len(amounts):
            pairs = [(amount, limit[0]) for amount, limit in zip(amounts, limits, strict=True)]
        elif len({limit for limit, _ in limits}) == 1:
            pairs = [(amount, limits[0][0]) for amount in amounts]
        else:
            top = max(limit for limit, _ in limits)
            pairs = [(amount, max(top, sum((limit for limit, _ in limits), Decimal(0)))) for amount in amounts]
        for (yuan, value), limit in pairs:
            if not yuan or not limit:
                continue
            said = f"中标（成交）金额 {decimal_text(yuan)} 元，{name} {decimal_text(limit)} 元"
            span, elements = (value.start, value.end), ("amount", element)
            clause = _CEILING if element == "price.ceiling" else ""
            if yuan > limit:
                unit = "，相差上千倍，可能把元和万元写混了" if yuan >= limit * 1000 else ""
                reason, remedy = f"{said}：超过{name}{unit}。", "请核对两个金额和单位。"
                yield notice.failed(
                    CHECK, reason, clause, remedy=remedy, severity=severity, span=span, elements=elements
                )
            elif yuan * 1000 <= limit:
                reason, remedy = f"{said}：不到{name}的千分之一，可能把万元写成了元。", "请核对金额的单位。"
                yield notice.failed(CHECK, reason, remedy=remedy, severity="warning", span=span, elements=elements)
            else:
                yield notice.passed(CHECK, f"{said}，没有超过。", clause, span=span, elements=elements)


def _offers(notice: Notice) -> Iterator[Finding]:
    """Candidates' prices against the one ceiling there is."""
    ceilings = {limit for limit, _ in sums(notice, "price.ceiling")}
    offers = sums(notice, "candidate.price")
    if len(ceilings) != 1 or not offers:
        return
    ceiling, elements = ceilings.pop(), ("candidate.price", "price.ceiling")
    above = [(price, value) for price, value in offers if price > ceiling > 0]
    if not above:
        said = f"{len(offers)} 个候选人报价都没有超过最高限价 {decimal_text(ceiling)} 元。"
        yield notice.passed(CHECK, said, _CEILING, elements=elements)
    for price, value in above:
        yield notice.failed(
            CHECK,
            f"候选人报价 {decimal_text(price)} 元，最高限价 {decimal_text(ceiling)} 元：超过最高限价。",
            _CEILING,
            remedy="请核对两个金额和单位；确实超过的应当否决。",
            span=(value.start, value.end),
            elements=elements,
        )


def _unlike(notice: Notice) -> Iterator[Finding]:
    amounts, prices = sums(notice, "amount"), sums(notice, "candidate.price")
    if len(amounts) != 1 or not prices:
        return
    (yuan, value), offers = amounts[0], {price for price, _ in prices}
    span, elements = (value.start, value.end), ("amount", "candidate.price")
    if any(abs(yuan - offer) < 1 for offer in offers):
        yield notice.passed(
            CHECK, f"中标金额 {decimal_text(yuan)} 元，与一名候选人的报价相同。", span=span, elements=elements
        )
    else:
        said = "、".join(decimal_text(offer) for offer in sorted(offers)[:5])
        yield notice.failed(
            CHECK,
            f"中标金额 {decimal_text(yuan)} 元，与候选人的报价（{said} 元）都不相同。",
            remedy="请核对中标金额；算术修正的，请写明。",
            severity="warning",
            span=span,
            elements=elements,
        )
