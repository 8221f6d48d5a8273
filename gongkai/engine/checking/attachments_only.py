"""Attachments only (只有附件): the contents stand in the text of the notice and not just in a file beside it.

A notice whose text is little more than 详见附件 cannot be searched, compared or read aloud. 政府信息公开条例 (2019) 第二十四条 wants what
is published to be searchable and readable on the platform.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.engine.checking.model import Finding, Notice

CHECK = "attachments-only"
_POINTS = re.compile(
    r"(?:详见|详情见|具体见|请见|见|参见|内容见|下载|查看)[^，。；\n]{0,16}附[件表]|附件\s*[:：\d一二三]|附件下载|点击下载|\.(?:pdf|docx?|xlsx?|zip|rar|wps|jpg)\b",
    re.IGNORECASE,
)
_RULE = "《政府信息公开条例》（2019）第二十四条"
#: A text shorter than this, with this few elements, says nothing by itself.
SHORT, FEW = 260, 4
_COMMON = frozenset(("project.name", "project.code", "published.date", "buyer", "agency"))


def check(notice: Notice) -> Iterator[Finding]:
    document, reading = notice.reading.document, notice.reading
    text = re.sub(r"\s+", "", document.text.replace(document.title, "", 1) if document.title else document.text)
    points = _POINTS.search(document.text)
    if not document.attachments and points is None:
        yield notice.unfit(CHECK, "没有附件，也没有写“详见附件”。")
        return
    substance = sum(1 for element in reading.elements if element not in _COMMON)
    asked = notice.item is not None and bool(notice.item.required)
    if len(text) < SHORT and substance < FEW and (asked or len(text) < SHORT // 2):
        yield notice.failed(
            CHECK,
            f"正文只有 {len(text)} 个字，主要内容都在附件里。",
            _RULE,
            remedy="请把应公开的内容写进正文，附件可以保留。",
            severity="warning",
            span=points.span() if points else None,
        )
    else:
        yield notice.passed(CHECK, "有附件，正文也写明了内容。", _RULE)
