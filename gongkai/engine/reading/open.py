"""``Incoming`` → ``Document``, whatever it came as."""

from __future__ import annotations

import re

from gongkai.engine.errors import ReadingError
from gongkai.engine.reading.document import Document, Incoming
from gongkai.engine.reading.html import read_html
from gongkai.engine.reading.text import read_text

_BLANK = re.compile(r"\s+")


def document_of(incoming: Incoming) -> Document:
    """Read a notice. Raises ``ReadingError`` when its bytes cannot be read or nothing is in them.

    HTML is read before plain text, since it keeps tables; text only where the HTML is an empty shell beside it.
    """
    document: Document | None = None
    if incoming.html.strip():
        document = read_html(incoming.html, title=incoming.title)
    if incoming.text.strip():
        if document is None:
            document = read_text(incoming.text, title=incoming.title)
        elif _poorer(document, incoming.text):
            shell = document
            document = read_text(incoming.text, title=incoming.title or shell.title)
            document.meta, document.attachments = shell.meta, shell.attachments
            document.notes.append("网页正文比所附纯文本少得多，按纯文本读取。")
    if document is None:
        raise ReadingError("没有正文。", where=incoming.place)
    return document


def _poorer(document: Document, text: str) -> bool:
    plain = len(_BLANK.sub("", text))
    return plain > 60 and len(_BLANK.sub("", document.text)) * 2 < plain
