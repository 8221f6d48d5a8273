"""``Incoming`` → ``Document``, whatever it came as."""

from __future__ import annotations

import re

from gongkai.engine.errors import ReadingError
from gongkai.engine.reading.decode import decode, mend
from gongkai.engine.reading.document import Document, Incoming
from gongkai.engine.reading.html import read_html
from gongkai.engine.reading.kinds import kind_of_bytes, misnamed, refuse
from gongkai.engine.reading.limits import LIMITS, Limits, check_size
from gongkai.engine.reading.text import read_text

_BLANK = re.compile(r"\s+")


def document_of(incoming: Incoming, *, limits: Limits = LIMITS) -> Document:
    """Read a notice. Raises ``ReadingError`` when its bytes cannot be read or nothing is in them.

    HTML is read before plain text, since it keeps tables; text only where the HTML is an empty shell beside it.
    """
    try:
        return _document_of(incoming, limits)
    except ReadingError as error:
        error.where = error.where or incoming.place
        raise


def _document_of(incoming: Incoming, limits: Limits) -> Document:
    document: Document | None = None
    if incoming.data:
        document = _of_bytes(incoming, limits)
    elif incoming.html and not incoming.html.isspace():
        html, note = mend(incoming.html)
        document = read_html(html, title=incoming.title, notes=[note] if note else None, limits=limits)
    if incoming.text and not incoming.text.isspace() and (document is None or _poorer(document, incoming.text)):
        shell = document
        text, note = mend(incoming.text)
        document = read_text(
            text,
            title=incoming.title or (shell.title if shell else ""),
            notes=[note] if note else (),
            limits=limits,
        )
        if shell is not None:
            document.meta, document.attachments = shell.meta, shell.attachments
            document.notes.append("网页正文比所附纯文本少得多，按纯文本读取。")
    if document is None and incoming.title.strip():
        document = read_text(incoming.title, title=incoming.title, notes=["只有标题，没有正文。"])
    if document is None or not document.text.strip():
        raise ReadingError("没有正文，是空的。", where=incoming.place, remedy="请换上有内容的公告。")
    return document


def _poorer(document: Document, text: str) -> bool:
    plain = len(_BLANK.sub("", text))
    return plain > 60 and len(_BLANK.sub("", document.text)) * 2 < plain


def _of_bytes(incoming: Incoming, limits: Limits) -> Document:
    data, name, title, place = incoming.data, incoming.name, incoming.title, incoming.place
    check_size(len(data), limits, place)
    kind = kind_of_bytes(data, name)
    if kind in ("html", "text", "json", "jsonl"):
        text, notes = decode(data, place=place)
        read = read_html if kind == "html" else read_text
        document = read(text, title=title, notes=notes, limits=limits)
    elif kind == "docx":
        # Readers of office files are loaded when one comes: most runs have none, and a command should start at once.
        from gongkai.engine.reading.docx import read_docx  # noqa: PLC0415

        document = read_docx(data, title=title, place=place, limits=limits)
    elif kind == "pdf":
        from gongkai.engine.reading.pdf import read_pdf  # noqa: PLC0415

        document = read_pdf(data, title=title, place=place, limits=limits)
    elif kind in ("xlsx", "xls"):
        from gongkai.engine.reading.sheet import read_sheet  # noqa: PLC0415

        document = read_sheet(data, kind, title=title, place=place, limits=limits)
    elif kind == "csv":
        from gongkai.engine.reading.sheet import read_csv  # noqa: PLC0415

        document = read_csv(data, title=title, place=place, limits=limits)
    else:
        refuse(kind, place)
    if note := misnamed(kind, name):
        document.notes.append(note)
    return document
