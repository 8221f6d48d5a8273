"""A notice, read: its kind and its elements. The one entry to the reader."""

from __future__ import annotations

from gongkai.engine import numbers
from gongkai.engine.reading import values
from gongkai.engine.reading.classify import classify
from gongkai.engine.reading.document import Document, Incoming
from gongkai.engine.reading.extract import extract
from gongkai.engine.reading.lexicon import Lexicon
from gongkai.engine.reading.model import Reading
from gongkai.engine.reading.open import document_of


def read_notice(incoming: Incoming, lexicon: Lexicon) -> Reading:
    """Read one notice. Raises ``ReadingError`` when its bytes cannot be read; what is merely unclear stays unknown."""
    return read_document(document_of(incoming), lexicon, incoming)


def read_document(document: Document, lexicon: Lexicon, incoming: Incoming) -> Reading:
    """Read a document that is already open. ``incoming`` gives what its source said of it."""
    title = document.title or incoming.title
    kind = classify(document, title)
    elements, others = extract(document, lexicon, kind, title)
    said = elements.get("published.date")
    moment = numbers.parse_moment(incoming.published) if incoming.published else None
    shown = numbers.parse_moment(document.meta.get("PubDate", ""))
    published = moment.iso if moment else (said[0].normal if said else (shown.iso if shown else ""))
    codes = elements.get("project.code") or elements.get("parcel.code") or elements.get("section")
    return Reading(
        id=incoming.id,
        field=kind.field,
        item=kind.item,
        confidence=kind.confidence,
        title=title,
        published=published,
        project_code=_code(incoming.project_code) or (codes[0].text if codes else ""),
        document=document,
        elements=elements,
        others={name: found for name, found in others.items() if found},
        why=kind.why,
    )


def _code(said: str) -> str:
    """A project's number as its source gave it, without the words that slipped in behind it."""
    span = values.code(said)
    return said[span[0] : span[1]] if span else said
