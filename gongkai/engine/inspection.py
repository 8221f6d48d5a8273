"""One notice held against one catalogue: read it, screen it for personal data, check it. Pure; who calls it decides what
is done with the answer. The command line, the report and the intake all come through here.

What leaves this module never shows personal data: every text that goes out passes ``masked`` or ``scrubbed``. What a notice
is called (title, id, file, address) is screened like its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote, urlsplit

from gongkai.engine.checking import Finding, check
from gongkai.engine.codes import Outcome, plain
from gongkai.engine.deadlines import Deadlines
from gongkai.engine.errors import GongkaiError, ReadingError
from gongkai.engine.packs.resolved import BoundElement, Catalogue
from gongkai.engine.reading.document import Document, Incoming, Line, Where
from gongkai.engine.reading.lexicon import Lexicon
from gongkai.engine.reading.model import Reading
from gongkai.engine.reading.read import read_notice
from gongkai.engine.reading.sources import Unreadable
from gongkai.engine.screening import Kind, Personal, mask, redact, screen


@dataclass(slots=True)
class Inspection:
    """What is known of one notice. ``reading`` is None when it could not be read; ``error`` then says why.

    ``place``: file, or file and line. ``source``: the site it comes from, else its folder or file. ``missing``: required
    elements (内容要素) that it lacks. ``id``, ``place``, ``source`` and ``url`` come masked. ``personal``: a piece that
    stands in the title only has no length, at the beginning of the document.
    """

    id: str
    place: str
    source: str
    url: str = ""
    reading: Reading | None = None
    missing: tuple[BoundElement, ...] = ()
    findings: tuple[Finding, ...] = ()
    personal: tuple[Personal, ...] = ()
    error: GongkaiError | None = None
    _hidden: list[tuple[str, str]] = field(default_factory=list)

    @property
    def fails(self) -> tuple[Finding, ...]:
        """The findings that fail."""
        return tuple(finding for finding in self.findings if finding.outcome is Outcome.FAIL)

    @property
    def clean(self) -> bool:
        """Read, and nothing to mend."""
        return self.error is None and not self.fails and not self.personal

    def masked(self, start: int, end: int, text: str) -> str:
        """``text``, which stands at ``start``–``end`` of the document, with personal data in its masked form."""
        over = [one for one in self.personal if one.start < end and start < one.end]
        if not over or self.reading is None:
            return scrubbed(text, self)
        whole = self.reading.document.text
        start, end = min(start, over[0].start), max(end, over[-1].end)
        shifted = [
            Personal(one.kind, one.start - start, one.end - start, one.text, one.masked, one.why) for one in over
        ]
        return scrubbed(redact(whole[start:end], shifted), self)


def scrubbed(text: str, inspection: Inspection) -> str:
    """``text``, wherever it comes from, without the personal data that the notice holds."""
    if inspection.personal and not inspection._hidden and inspection.reading is not None:
        inspection._hidden += _replacements(inspection.personal, inspection.reading.document)
    for said, mask_ in inspection._hidden:
        text = text.replace(said, mask_)
    return text


def _replacements(personal: Iterable[Personal], document: Document) -> list[tuple[str, str]]:
    """What to replace and by what, the longest first: each piece as it is read, as it stood there, and, when it is a
    number, without the blanks between its digits.
    """
    found: dict[str, str] = {}
    for one in personal:
        for said in (one.text, document.raw_of(one.start, one.end)):
            found.setdefault(said, one.masked)
        if one.kind in _NUMBERS:
            bare = plain(one.text).replace("-", "")
            for said in (bare, bare.lower()):
                found.setdefault(said, mask(one.kind, said))
    return sorted(((said, to) for said, to in found.items() if len(said) > 3), key=lambda pair: -len(pair[0]))


#: kinds that give themselves away wherever they stand
_NUMBERS: tuple[Kind, ...] = ("id-number", "mobile", "bank-account")


def _unmarked(text: str) -> str:
    """A name or address without the numbers that tell by themselves whose they are."""
    if not any(map(str.isdigit, text)):
        return text
    for said in (text, unquote(text)):
        found = [one for one in screen(Document(said, [Line(said, 0)])) if one.kind in _NUMBERS]
        if found:
            return redact(said, found)
    return text


def _of_title(title: str, document: Document, personal: Sequence[Personal]) -> list[Personal]:
    """Personal data of a title that its text does not repeat."""
    if not title or title in document.text:
        return []
    known = {plain(one.text) for one in personal}
    return [
        Personal(one.kind, 0, 0, one.text, one.masked, f"写在标题里，{one.why}")
        for one in screen(Document(title, [Line(title, 0)]))
        if plain(one.text) not in known
    ]


class Inspector:
    """Holds what all notices of a run need: the catalogue and the labels of its vocabulary."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.deadlines = Deadlines(catalogue)
        self.lexicon = Lexicon.of(catalogue.vocabulary)

    def inspect(self, incoming: Incoming | Unreadable) -> Inspection:
        """Read, screen and check one notice. An unreadable one comes back with its error; nothing is raised for it."""
        if isinstance(incoming, Unreadable):
            return failed(incoming, incoming.error)
        try:
            reading = read_notice(incoming, self.lexicon)
        except ReadingError as error:
            return failed(incoming, error)
        personal = screen(reading.document, reading)
        personal[:0] = _of_title(reading.title, reading.document, personal)
        hidden = _replacements(personal, reading.document)

        def clean(text: str) -> str:
            for said, to in hidden:
                text = text.replace(said, to)
            return _unmarked(text)

        place, url = clean(incoming.place or incoming.name), clean(incoming.source_url)
        inspection = Inspection(clean(incoming.id), place, source_of(url, place), url=url)
        inspection.personal = tuple(personal)
        report = check(reading, self.catalogue, self.deadlines, inspection.personal)
        inspection.missing, inspection.findings = report.missing, report.findings
        inspection.reading = reading
        return inspection


def failed(incoming: Incoming | Unreadable, error: GongkaiError) -> Inspection:
    """What is known of a notice that could not be read."""
    url = "" if isinstance(incoming, Unreadable) else _unmarked(incoming.source_url)
    place = _unmarked(incoming.place)
    message, where = _unmarked(error.message), _unmarked(error.where)
    if (message, where) != (error.message, error.where):
        error = type(error)(message, where=where, rule=error.rule, remedy=error.remedy)
    return Inspection(_unmarked(incoming.id), place, source_of(url, place), url=url, error=error)


def source_of(url: str, place: str) -> str:
    """The site of an address; without one, the folder of the file, or the file when it is a list of notices."""
    try:
        host = urlsplit(url).hostname if "://" in url else None
    except ValueError:
        host = None  # an address that is none, as http://[…
    if host:
        return host
    path, colon, line = place.rpartition(":")
    if colon and line.isdigit():
        return PurePath(path).name
    return PurePath(place).parent.name or PurePath(place).name


def to_record(inspection: Inspection) -> dict[str, Any]:
    """The JSON of one notice, as the command line prints it.

    ``value`` is the normal form where it could be read (yuan, ISO 8601, bare digits), else the text; ``raw`` is what
    stands in the notice. Both are masked where they hold personal data.
    """
    reading = inspection.reading
    if reading is None:
        error = inspection.error
        return {"id": inspection.id, "error": str(error) if error else "", "where": inspection.place}
    document = reading.document
    hides = bool(inspection.personal)
    clean: Callable[[str], str] = (lambda text: scrubbed(text, inspection)) if hides else str
    elements: dict[str, list[dict[str, Any]]] = {}
    for element, values in reading.elements.items():
        rows = []
        for value in values:
            text = inspection.masked(value.start, value.end, value.text)
            if text == value.text:
                shown, raw = value.normal or text, document.raw_of(value.start, value.end)
            else:
                shown = raw = text
            rows.append({"value": clean(shown), "raw": clean(raw), "where": document.where(value.start)})
        elements[element] = rows
    return {
        "id": inspection.id,
        "field": reading.field,
        "item": reading.item,
        "confidence": round(reading.confidence, 3),
        "title": clean(reading.title),
        "published": reading.published,
        "project_code": clean(reading.project_code),
        "elements": elements,
        "missing": [bound.element for bound in inspection.missing],
        "findings": [
            {"check": f.check, "outcome": str(f.outcome), "reason": clean(f.reason), "clause": f.clause}
            for f in inspection.findings
        ],
        "personal": [
            {"kind": one.kind, "masked": one.masked, "where": document.where(one.start)} for one in inspection.personal
        ],
        "notes": [clean(note) for note in document.notes],
    }


_PLACE = {
    "zh": {"line": "第 {} 行", "table": "第 {} 个表", "row": "第 {} 行", "column": "第 {} 列", "join": ""},
    "en": {"line": "line {}", "table": "table {}", "row": "row {}", "column": "column {}", "join": ", "},
}


def place_words(where: Where, lang: str = "zh") -> str:
    """A place in words: the table, row and column where it stands in one, else the line."""
    words = _PLACE[lang]
    if "table" in where:
        parts = (("table", where["table"]), ("row", where.get("row", 1)), ("column", where.get("column", 1)))
        return words["join"].join(words[name].format(number) for name, number in parts)
    return words["line"].format(where.get("line", 1))
