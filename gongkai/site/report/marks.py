"""The text of a notice as HTML: elements tinted and labelled, personal data replaced by its masked form.

Everything here goes through ``markupsafe``: a notice is somebody else's text and never becomes markup.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from gongkai.engine.reading.document import Document

#: characters of a notice's text that the report shows; the rest stays at the source
SHOWN = 20_000


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
    open_table = -1
    shown = 0
    for line in document.lines:
        if line.start >= limit:
            break
        shown = line.end
        if line.table != open_table:
            if open_table >= 0:
                out.append(Markup("</tbody></table></div>"))
            if line.table >= 0:
                out.append(Markup('<div class="wide" tabindex="0"><table class="seen"><tbody>'))
            open_table = line.table
        if line.table >= 0:
            out.append(_row(pieces, line.text, line.start))
        elif line.level:
            out.append(Markup('<p class="head">{}</p>').format(pieces.between(line.start, line.end)))
        else:
            out.append(Markup("<p>{}</p>").format(pieces.between(line.start, line.end)))
    if open_table >= 0:
        out.append(Markup("</tbody></table></div>"))
    return Markup("\n").join(out), max(0, len(document.text) - shown)


def _row(pieces: _Pieces, text: str, start: int) -> Markup:
    cells: list[Markup] = []
    at = start
    for cell in text.split("\t"):
        cells.append(Markup("<td>{}</td>").format(pieces.between(at, at + len(cell))))
        at += len(cell) + 1
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


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
