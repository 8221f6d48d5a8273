"""What the walk over a document has found so far, and the headings it stands under."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.engine.reading.lexicon import Lexicon, squeeze, unit_of


@dataclass(slots=True)
class Pair:
    """A label with one value. ``label`` is squeezed; ``start``/``end`` span the value in the document's text; ``unit`` is
    the one the label states; ``headings`` are the squeezed headings above it, outermost first; ``record`` counts values that
    stand beside each other under one label (candidates, packages), from 0; ``how`` tells where it stood; ``table`` and
    ``column`` say in which table and under which column the label of a row stood, else -1.
    """

    label: str
    value: str
    start: int
    end: int
    unit: str
    how: str
    headings: tuple[str, ...]
    record: int = 0
    table: int = -1
    column: int = -1


class Gathered:
    """The pairs found, in order, and the headings above the place the walk has come to: (level, squeezed words)."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.headings: list[tuple[int, str]] = []
        self.pairs: list[Pair] = []

    def close(self, level: int) -> None:
        """Leave the headings of the level and those beneath it."""
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()

    def push(self, level: int, label: str) -> None:
        """Stand under a heading from here on."""
        self.close(level)
        self.headings.append((level, label))

    def emit(
        self, raw: str, value: str, start: int, how: str, *, record: int = 0, table: int = -1, column: int = -1
    ) -> None:
        """Take a value that begins at offset ``start`` of the document's text, under the label as it stands there."""
        text = value.strip()
        at = start + len(value) - len(value.lstrip())
        label = squeeze(raw)
        above = tuple(heading for _, heading in self.headings)
        self.pairs.append(Pair(label, text, at, at + len(text), unit_of(label), how, above, record, table, column))

    def is_label(self, text: str) -> bool:
        """Whether a line or cell is nothing but a known label."""
        label = squeeze(text)
        return 1 < len(label) <= self.lexicon.longest + 8 and self.lexicon.known(label)
