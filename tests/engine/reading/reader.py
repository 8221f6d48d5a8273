"""What the tests of the reader share: the shipped vocabulary, and a notice read from a few lines."""

from __future__ import annotations

from functools import cache

from gongkai.engine.packs.load import load_vocabulary
from gongkai.engine.reading.classify import Kind, classify
from gongkai.engine.reading.document import Document, Incoming
from gongkai.engine.reading.extract import extract
from gongkai.engine.reading.html import read_html
from gongkai.engine.reading.lexicon import Lexicon
from gongkai.engine.reading.model import Reading, Value
from gongkai.engine.reading.pairs import pairs_of
from gongkai.engine.reading.read import read_notice
from gongkai.engine.reading.text import read_text


@cache
def lexicon() -> Lexicon:
    return Lexicon.of(load_vocabulary())


def document(body: str, title: str = "") -> Document:
    """A document from plain text, or from HTML where it begins with a tag."""
    return read_html(body, title=title) if body.startswith("<") else read_text(body, title=title)


def labelled(body: str) -> list[tuple[str, str]]:
    """(label, value) of each pair, in order."""
    return [(pair.label, pair.value) for pair in pairs_of(document(body), lexicon())]


def notice(title: str, body: str = "") -> Reading:
    html = body if body.startswith("<") else ""
    return read_notice(Incoming("a", title=title, text="" if html else body, html=html), lexicon())


def texts(reading: Reading, element: str) -> list[str]:
    return [value.text for value in reading.elements.get(element, ())]


def normals(reading: Reading, element: str) -> list[str]:
    return [value.normal for value in reading.elements.get(element, ())]


def elements(field: str, stage: str, body: str, title: str = "") -> dict[str, list[str]]:
    """Texts of the elements of a body whose kind is given."""
    found, _ = extract(document(body, title), lexicon(), Kind(field, f"{field}.x", stage, 1.0, ""), title)
    return {element: [value.text for value in values] for element, values in found.items()}


def item(title: str, body: str = "") -> str:
    return classify(document(body, title), title).item


def spans_hold(reading: Reading) -> None:
    """Every value stands where it says, and the way back to the original is open."""
    found: list[Value] = [
        value for values in (*reading.elements.values(), *reading.others.values()) for value in values
    ]
    for value in found:
        assert 0 <= value.start < value.end <= len(reading.document.text)
        assert reading.document.text[value.start : value.end] == value.text
        assert reading.document.raw_of(value.start, value.end)
