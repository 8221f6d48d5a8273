"""All checks over one notice, in the order an officer reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from gongkai.engine.checking import (
    amount_match,
    amount_words,
    attachments_only,
    code_form,
    date_order,
    item_known,
    period_length,
    personal_data,
    published_late,
    required_elements,
)
from gongkai.engine.checking.model import Finding, Notice, Report, latest_day, published_moment
from gongkai.engine.screening import Personal, screen

if TYPE_CHECKING:
    from gongkai.engine.deadlines import Deadlines
    from gongkai.engine.packs.resolved import Catalogue
    from gongkai.engine.reading.model import Reading

#: Every check by its id.
CHECKS: dict[str, Callable[[Notice], Iterable[Finding]]] = {
    module.CHECK: module.check
    for module in (
        item_known,
        personal_data,
        required_elements,
        attachments_only,
        published_late,
        period_length,
        date_order,
        amount_words,
        amount_match,
        code_form,
    )
}


def check(
    reading: Reading, catalogue: Catalogue, deadlines: Deadlines, personal: Iterable[Personal] | None = None
) -> Report:
    """Hold one notice against a catalogue. ``deadlines``: those of the same catalogue, with the calendar, kept for many
    notices. ``personal``: what the screen found, when it was run already.
    """
    pieces = tuple(screen(reading.document, reading) if personal is None else personal)
    notice = Notice(
        reading,
        catalogue,
        deadlines,
        pieces,
        item=catalogue.items.get(reading.item),
        published=published_moment(reading),
    )
    if notice.published is None:
        notice.latest = latest_day(reading)
    findings = tuple(finding for run in CHECKS.values() for finding in run(notice))
    return Report(tuple(notice.missing), findings, pieces)
