"""What the reader answers about a notice."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as with_default

from gongkai.engine.reading.document import Document


@dataclass(slots=True)
class Value:
    """One value of an element: ``text`` as it stands (normalised), its span in ``Document.text``, and, where it could be
    read, ``normal``: yuan as a decimal string for money, ISO 8601 for dates and times, digits for phones and codes.
    """

    text: str
    start: int
    end: int
    normal: str = ""


@dataclass(slots=True)
class Reading:
    """A notice, read. ``item`` is an id of the vocabulary or ``other.…`` or ``unknown``; ``field`` likewise may be
    ``unknown``. ``confidence`` in 0…1 is how sure the item is. ``published`` is ISO 8601 or empty.
    """

    id: str
    field: str
    item: str
    confidence: float
    title: str
    published: str
    project_code: str
    document: Document
    elements: dict[str, list[Value]] = with_default(default_factory=dict)
    #: elements that only packs name, found by their label; they tell what is there, not what its value means
    others: dict[str, list[Value]] = with_default(default_factory=dict)
    why: str = ""  #: what decided the item, in words

    def first(self, element: str) -> Value | None:
        values = self.elements.get(element)
        return values[0] if values else None
