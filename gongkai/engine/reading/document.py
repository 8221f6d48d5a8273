"""What a notice looks like once its bytes have become text: lines, tables, and the way back to what stood there.

``Document.text`` is the normalised text, one line a paragraph, heading, list entry or table row (cells joined by a tab).
Every offset is a character offset into ``Document.text``. The original is never lost: ``raw_of`` gives the characters a
span was normalised from. Navigation, menus and link lists are not part of ``text``; they are kept in ``chrome``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypedDict


class Where(TypedDict, total=False):
    """A place in a notice: line from 1, character offset, and table, row, column from 1 where it stands in one."""

    line: int
    offset: int
    table: int
    row: int
    column: int


@dataclass(slots=True)
class Line:
    """One line of the text. ``level``: heading level 1–6, 0 for none. ``table``: index of the table it is a row of, or -1."""

    text: str
    start: int
    level: int = 0
    table: int = -1
    row: int = -1

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class Cell:
    """A cell. ``row``/``col`` are those of its first position in the grid, spans as declared. ``header``: marked as one."""

    text: str
    start: int
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    header: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class Table:
    """A table with merged cells spread out: ``grid[r][c]`` is the cell that covers that position (the same object again
    where it was merged), or None for a hole. ``start``/``end``: offsets of its rows in the text.
    """

    grid: list[list[Cell | None]]
    start: int = 0
    end: int = 0

    def cells(self) -> list[Cell]:
        """Each cell once, in reading order."""
        seen: set[int] = set()
        out: list[Cell] = []
        for row in self.grid:
            for cell in row:
                if cell is not None and id(cell) not in seen:
                    seen.add(id(cell))
                    out.append(cell)
        return out


@dataclass(slots=True)
class Attachment:
    """A file the notice points to: its name as shown and its address as written."""

    name: str
    href: str


@dataclass(slots=True)
class Incoming:
    """A notice as it came: what its source said of it, and its content as HTML, plain text or the bytes of a file.

    ``place``: where it was read, as ``file:line``, for messages. All else may be empty; ``notice_type`` is the source's own
    column name and is never believed over title and body.
    """

    id: str
    place: str = ""
    title: str = ""
    published: str = ""
    notice_type: str = ""
    region: str = ""
    source_url: str = ""
    project_code: str = ""
    text: str = ""
    html: str = ""
    data: bytes = b""
    name: str = ""  #: file name, for ``data``


@dataclass(slots=True)
class Document:
    """The text of a notice with its structure. See the module for what ``text`` is."""

    text: str
    lines: list[Line]
    tables: list[Table] = field(default_factory=list)
    title: str = ""  #: normalised; from the source, else heading or <title>
    meta: dict[str, str] = field(default_factory=dict)  #: ArticleTitle, PubDate, ContentSource … as the page gives them
    attachments: list[Attachment] = field(default_factory=list)
    chrome: list[str] = field(default_factory=list)  #: navigation and the like, left out of the text
    notes: list[str] = field(default_factory=list)  #: what was odd about the bytes, in sentences
    fill_ins: list[tuple[int, int]] = field(default_factory=list)  #: spans that were underlined (<u>) in a form
    raw: str = ""  #: the text before normalising, same lines; empty when nothing was changed
    #: offsets into ``raw``, one for each character of ``text`` and one for the end; empty when the two are equal
    raw_at: Sequence[int] = ()

    def raw_of(self, start: int, end: int) -> str:
        """The characters that ``text[start:end]`` was normalised from."""
        if not self.raw:
            return self.text[start:end]
        if not self.raw_at:
            return self.raw[start:end]
        return self.raw[self.raw_at[start] : self.raw_at[end]]

    def line_at(self, offset: int) -> int:
        """Index of the line that holds the offset."""
        return max(0, bisect_right(self.lines, offset, key=lambda line: line.start) - 1)

    def where(self, offset: int) -> Where:
        """The place of an offset, counted from 1."""
        if not self.lines:
            return {"line": 1, "offset": offset}
        index = self.line_at(offset)
        line = self.lines[index]
        place: Where = {"line": index + 1, "offset": offset}
        if line.table >= 0:
            place["table"] = line.table + 1
            place["row"] = line.row + 1
            place["column"] = line.text.count("\t", 0, offset - line.start) + 1
        return place
