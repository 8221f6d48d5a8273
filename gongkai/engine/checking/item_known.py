"""The item (公开事项): the notice is one that the pack knows; what it is not held against is said."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.engine.checking.model import Finding, Notice, cited

CHECK = "item-known"
#: Readings below this are said to be unsure.
SURE = 0.6


def check(notice: Notice) -> Iterator[Finding]:
    reading, item = notice.reading, notice.item
    if reading.item == "unknown":
        yield notice.unfit(
            CHECK, "认不出这是哪一类公告，没有按公开事项核对。", remedy="请看标题和正文是否写明公告的种类。"
        )
    elif item is None:
        term = notice.catalogue.vocabulary.items.get(reading.item)
        name = term.name if term else reading.item
        title = notice.catalogue.pack.title
        yield notice.unfit(CHECK, f"识别为“{name}”，《{title}》没有这一公开事项，没有按事项核对。")
    else:
        doubt = "（把握不大，请核对种类）" if reading.confidence < SURE else ""
        clause = cited(item.document, item.clause) if item.document else item.clause
        yield notice.passed(CHECK, f"识别为“{item.name}”{doubt}。", clause)
