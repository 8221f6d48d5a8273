"""Pieces of personal data: found and settled. What counts says the package."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from gongkai.engine.reading.document import Document
from gongkai.engine.reading.model import Reading
from gongkai.engine.screening.identities import identities
from gongkai.engine.screening.lists import Kind
from gongkai.engine.screening.masks import Personal, mask
from gongkai.engine.screening.rows import beside_numbers, in_lists
from gongkai.engine.screening.sentences import accounts, addresses, births, conditions, mobiles


def screen(document: Document, reading: Reading | None = None) -> list[Personal]:
    """Personal data in a notice, in order, without overlaps. ``reading`` gives the official contacts the reader found: a
    mobile among them is not private, unless it stands in a list of persons or with other data of a person.
    """
    text = document.text
    found: list[tuple[Kind, int, int, str]] = [("id-number", *one) for one in identities(text)]
    numbers = sorted((start, end) for _, start, end, _ in found)
    found += in_lists(document)
    if numbers:
        found += beside_numbers(document, numbers)
    found += [("bank-account", *one) for one in accounts(text, numbers)]
    found += [("address", *one) for one in addresses(text, numbers)]
    found += [("birth-date", *one) for one in births(text)]
    found += conditions(text, numbers)
    known = sorted((start, end) for _, start, end, _ in found)
    official, named = _contacts(reading, _OFFICIAL_ELEMENTS), _contacts(reading, _CONTACT_ELEMENTS)
    # Where a table tells whose a telephone is, its neighbours on the line are not guessed at.
    told = {document.line_at(start) for kind, start, _, _ in found if kind == "mobile"}
    for start, end, why, proven in mobiles(text, known):
        if told and document.line_at(start) in told:
            continue
        contacts = official if proven else named
        if not any(first <= start and end <= last for first, last in contacts):
            found.append(("mobile", start, end, why))
    if not found:
        return []
    return _settle(text, found)


#: contacts of parties that answer for the business, and all that the reader takes for a contact
_OFFICIAL_ELEMENTS = ("buyer.contact", "agency.contact", "objection.channel")
_CONTACT_ELEMENTS = (*_OFFICIAL_ELEMENTS, "contact.phone", "contact.person")


def _contacts(reading: Reading | None, elements: Sequence[str]) -> list[tuple[int, int]]:
    if reading is None:
        return []
    return [(value.start, value.end) for element in elements for value in reading.elements.get(element, ())]


def _settle(text: str, found: Iterable[tuple[Kind, int, int, str]]) -> list[Personal]:
    """In order, each place once: what proves itself first, then what starts earlier, then what is longer."""
    taken: list[tuple[int, int]] = []
    out: list[Personal] = []
    for kind, start, end, why in sorted(found, key=lambda one: (one[0] != "id-number", one[1], -one[2])):
        at = bisect_left(taken, (start, end))
        if start >= end or any(first < end and start < last for first, last in taken[max(0, at - 1) : at + 1]):
            continue
        taken.insert(at, (start, end))
        out.append(Personal(kind, start, end, text[start:end], mask(kind, text[start:end]), why))
    out.sort(key=lambda one: one.start)
    return out
