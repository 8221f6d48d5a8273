"""The text of a notice as HTML: elements tinted and labelled, personal data replaced by its masked form.

Everything here goes through ``markupsafe``: a notice is somebody else's text and never becomes markup.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from gongkai.engine.reading.document import Document, Line, Table

#: characters of a notice's text that the report shows; the rest stays at the source
SHOWN = 20_000
_HEADING = Markup('<p class="head">{}</p>')
_PARAGRAPH = Markup("<p>{}</p>")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text. ``label``: what it is, in words. ``mask``: what is shown instead, or empty."""

    start: int
    end: int
    label: str
    mask: str = ""


def marked_text(document: Document, spans: Sequence[Span], limit: int = SHOWN) -> tuple[Markup, int]:
    """The text as HTML and the number of characters left out at its end."""
    pieces = _Pieces(document.text, spans)
    out: list[Markup] = []
    shown = 0
    rows: list[Line] = []  # rows of a table that the document does not hold as a grid
    last = -1
    for line in document.lines:
        if line.start >= limit:
            break
        shown = line.end
        if rows and line.table != last:
            out.append(_wide(_row(pieces, row) for row in rows))
            rows = []
        if line.table < 0:
            text = pieces.between(line.start, line.end)
            out.append((_HEADING if line.level else _PARAGRAPH).format(text))
        elif line.table >= len(document.tables):
            rows.append(line)
        elif line.table != last:
            table = document.tables[line.table]
            out.append(_wide(_grid_rows(pieces, table, limit)))
        last = line.table
    if rows:
        out.append(_wide(_row(pieces, row) for row in rows))
    return Markup("\n").join(out), max(0, len(document.text) - shown)


def _wide(rows: Iterable[Markup]) -> Markup:
    return Markup('<div class="wide"><table class="seen"><tbody>{}</tbody></table></div>').format(Markup("").join(rows))


def _row(pieces: _Pieces, line: Line) -> Markup:
    cells: list[Markup] = []
    at = line.start
    for cell in line.text.split("\t"):
        cells.append(Markup("<td>{}</td>").format(pieces.between(at, at + len(cell))))
        at += len(cell) + 1
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


def _grid_rows(pieces: _Pieces, table: Table, limit: int) -> Iterator[Markup]:
    """The rows of a table with its merged cells merged, as wide as they are in the grid and not as they were declared."""
    seen: set[int] = set()
    for r, row in enumerate(table.grid):
        cells: list[Markup] = []
        for c, cell in enumerate(row):
            if cell is None:
                cells.append(Markup("<td></td>"))
                continue
            if id(cell) in seen:
                continue
            seen.add(id(cell))
            if cell.start >= limit:
                return
            wide = next((n for n in range(c, len(row)) if row[n] is not cell), len(row)) - c
            below = range(r, len(table.grid))
            tall = (
                next((n for n in below if c >= len(table.grid[n]) or table.grid[n][c] is not cell), len(table.grid)) - r
            )
            span = Markup(' colspan="{}"').format(wide) if wide > 1 else Markup("")
            span += Markup(' rowspan="{}"').format(tall) if tall > 1 else Markup("")
            cells.append(Markup("<td{}>{}</td>").format(span, pieces.between(cell.start, cell.end)))
        yield Markup("<tr>{}</tr>").format(Markup("").join(cells))


class _Pieces:
    """A text cut where spans begin and end. A masked stretch is shown once, by its mask, wherever it is cut."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self.masks = sorted((s for s in spans if s.mask), key=lambda s: (s.start, -s.end))
        self.labels = sorted((s for s in spans if not s.mask and s.end > s.start), key=lambda s: (s.start, -s.end))
        self.starts = [s.start for s in self.labels]
        #: the furthest end among labels[0..i]: where it lies before a place, no earlier label can reach that place
        self.reach: list[int] = []
        for span in self.labels:
            self.reach.append(max(span.end, self.reach[-1] if self.reach else 0))

    def between(self, start: int, end: int) -> Markup:
        """HTML of ``text[start:end]``."""
        out: list[Markup] = []
        at = start
        for mask in self.masks:
            if mask.end <= at or mask.start >= end:
                continue
            out.append(self._tinted(at, max(at, mask.start)))
            if mask.start >= start:
                out.append(Markup('<span class="masked" title="{}">{}</span>').format(mask.label, mask.mask))
            at = min(end, mask.end)
        out.append(self._tinted(at, end))
        return Markup("").join(out)

    def _tinted(self, start: int, end: int) -> Markup:
        if start >= end:
            return Markup("")
        over: list[Span] = []
        i = bisect_right(self.starts, end - 1) - 1
        while i >= 0 and self.reach[i] > start:
            if self.labels[i].end > start:
                over.append(self.labels[i])
            i -= 1
        over.reverse()
        cuts = sorted({start, end, *(c for s in over for c in (s.start, s.end) if start < c < end)})
        out: list[Markup] = []
        for left, right in pairwise(cuts):
            here = [s for s in over if s.start <= left and right <= s.end]
            text = escape(self.text[left:right])
            if not here:
                out.append(text)
                continue
            names = "、".join(dict.fromkeys(s.label for s in here))
            begun = list(dict.fromkeys(s.label for s in here if s.start == left))
            more = f"+{len(begun) - 1}" if len(begun) > 1 else ""
            note = Markup("<sup>{}</sup>").format(begun[0] + more) if begun else Markup("")
            out.append(Markup('<mark title="{}">{}</mark>{}').format(names, text, note))
        return Markup("").join(out)
