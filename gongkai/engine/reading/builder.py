"""Builds a ``Document`` from a stream of text, breaks and tables, whatever format they came from.

A reader (HTML, DOCX, sheet …) calls ``text``, ``flush``, ``open_table`` … in the order of the source. What comes out is a
list of blocks: ``Block`` is a line, ``Grid`` a data table. Tables that only lay out a page are taken apart here, because
their cells, and tables within them, are what the notice says. ``assemble`` joins the blocks, normalises them and works out
every offset.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gongkai.engine.reading.document import Cell, Document, Line, Table
from gongkai.engine.reading.limits import LIMITS, Limits, check_text
from gongkai.engine.reading.normalise import normalise, normalise_line

#: larger spans than these are mistakes or attacks
MAX_COLUMNS = 200
MAX_GRID = 200_000

# Non-characters that stand for the edges of an underlined span while a line is being put together.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_HAN = "\u2e80-\u9fff\uf900-\ufaff"
# A line break inside a paragraph between two Chinese characters is no space, unless a label or number starts behind it.
_WRAP = re.compile(
    f"(?<=[{_HAN}，、；])[ \\t\\f\\v]*\\r?\\n[ \\t\\r\\n\\f\\v]*(?=[{_HAN}])(?![^：:\\n]{{1,12}}[：:]|[一二三四五六七八九十]+、)"
)


@dataclass(slots=True)
class Block:
    """A line before normalising. ``links``: characters of it inside links; ``anchors``: number of links; ``box``: index of
    the container; ``fills``: underlined spans.
    """

    text: str
    level: int = 0
    links: int = 0
    anchors: int = 0
    box: int = 0
    fills: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class GridCell:
    blocks: list[Block | Grid]
    rowspan: int = 1
    colspan: int = 1
    header: bool = False
    box: int = 0

    @property
    def simple(self) -> bool:
        return all(isinstance(block, Block) for block in self.blocks)

    @property
    def lines(self) -> list[Block]:
        return [block for block in self.blocks if isinstance(block, Block)]

    def joined(self) -> Block:
        """The cell as one line: its lines joined by a space, underlined spans shifted."""
        lines = self.lines
        if len(lines) == 1:
            return lines[0]
        out = Block("", box=self.box)
        for line in lines:
            shift = len(out.text) + 1 if out.text else 0
            out.text = f"{out.text} {line.text}" if out.text else line.text
            out.links += line.links
            out.anchors += line.anchors
            out.fills += [(start + shift, end + shift) for start, end in line.fills]
        return out


@dataclass(slots=True)
class Grid:
    rows: list[list[GridCell]]
    box: int = 0


@dataclass(slots=True)
class _Frame:
    """An open table: the list its result goes to, its rows so far, and what stood outside its cells (captions)."""

    target: list[Block | Grid]
    rows: list[list[GridCell]] = field(default_factory=list)
    row: list[GridCell] | None = None
    cell: GridCell | None = None
    outside: list[Block | Grid] = field(default_factory=list)
    box: int = 0


class Builder:
    """Raises ``ReadingError`` as soon as the text is longer than ``limits`` allow."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self.size = 0  #: characters so far
        self.pieces = 0  #: lines and cells so far
        self.blocks: list[Block | Grid] = []
        self.out = self.blocks
        self.parts: list[str] = []
        self.level = 0
        self.box = 0
        self.link = 0  #: how many links are open
        self.links = 0
        self.anchors = 0
        self.under = 0  #: how many underlined elements are open
        self.marked = False
        self.frames: list[_Frame] = []

    def text(self, text: str) -> None:
        if text and (self.parts or not text.isspace()):
            self.parts.append(text)
            if self.link:
                self.links += len(text.strip())

    def underline(self, step: int) -> None:
        """Open (1) or close (-1) an underlined span."""
        self.under += step
        if step > 0 and self.under == 1:
            self.parts.append(_OPEN)
            self.marked = True
        elif step < 0 and self.under == 0:
            self.parts.append(_CLOSE)

    def flush(self) -> None:
        """End the line."""
        if not self.parts:
            return
        raw = "".join(self.parts)
        fills: list[tuple[int, int]] = []
        if self.marked:
            text, fills = _split_marks(raw)
            self.parts = [_OPEN] if self.under else []
            self.marked = self.under > 0
        else:
            self.parts = []
            text = _collapse(raw).strip()
        if text:
            self.size += len(text)
            self._count()
            self.out.append(Block(text, self.level, min(self.links, len(text)), self.anchors, self.box, fills))
        self.links = self.anchors = 0

    def _count(self) -> None:
        self.pieces += 1
        if self.size > self.limits.text or self.pieces > self.limits.pieces:
            check_text(self.size, self.pieces, self.limits)

    def line(self, text: str, level: int = 0) -> None:
        self.flush()
        before, self.level = self.level, level
        self.text(text)
        self.flush()
        self.level = before

    def open_table(self) -> None:
        self.flush()
        frame = _Frame(self.out, box=self.box)
        self.frames.append(frame)
        self.out = frame.outside

    def open_row(self) -> None:
        if not self.frames:
            return
        self.close_row()
        self.frames[-1].row = []

    def open_cell(self, rowspan: int = 1, colspan: int = 1, header: bool = False) -> None:
        if not self.frames:
            return
        self.close_cell()
        frame = self.frames[-1]
        if frame.row is None:
            frame.row = []
        self.flush()
        self._count()
        frame.cell = GridCell([], max(1, rowspan), min(max(1, colspan), MAX_COLUMNS), header, self.box)
        self.out = frame.cell.blocks

    def close_cell(self) -> None:
        self.flush()
        if not self.frames:
            return
        frame = self.frames[-1]
        if frame.cell is not None and frame.row is not None:
            frame.row.append(frame.cell)
            frame.cell = None
            self.out = frame.outside

    def close_row(self) -> None:
        self.close_cell()
        if not self.frames:
            return
        frame = self.frames[-1]
        if frame.row is not None:
            frame.rows.append(frame.row)
        frame.row = None

    def close_table(self) -> None:
        if not self.frames:
            return
        self.close_row()
        frame = self.frames.pop()
        self.out = frame.target
        self.out += frame.outside
        self.out += take_apart(frame.rows, frame.box)

    def finish(self) -> list[Block | Grid]:
        while self.frames:
            self.close_table()
        self.under = 0
        self.flush()
        return self.blocks


def _collapse(raw: str) -> str:
    if "\n" in raw:
        raw = _WRAP.sub("", raw)
    return _SPACE.sub(" ", raw)


def _split_marks(raw: str) -> tuple[str, list[tuple[int, int]]]:
    """Collapse a line with marks of underlined spans in it; the spans without blanks at their ends."""
    marked = _collapse(raw)
    pieces: list[str] = []
    fills: list[tuple[int, int]] = []
    size = 0
    opened: int | None = None
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if piece == _OPEN:
            opened = size
        elif piece == _CLOSE:
            if opened is not None:
                fills.append((opened, size))
            opened = None
        else:
            # A blank on either side of a mark is one blank.
            doubled = bool(pieces) and piece.startswith(" ") and pieces[-1].endswith(" ")
            kept_piece = piece[1:] if doubled else piece
            if kept_piece:
                pieces.append(kept_piece)
                size += len(kept_piece)
    if opened is not None:
        fills.append((opened, size))
    whole = "".join(pieces)
    text = whole.strip()
    cut = len(whole) - len(whole.lstrip())
    kept: list[tuple[int, int]] = []
    for start, end in fills:
        inner = whole[start:end]
        first = start + len(inner) - len(inner.lstrip())
        last = end - len(inner) + len(inner.rstrip())
        if last > first:
            kept.append((first - cut, last - cut))
    return text, kept


def take_apart(rows: list[list[GridCell]], box: int) -> list[Block | Grid]:
    """A table as what it is: a data table, lines where it only lays out a page, or lines and smaller tables between."""
    if not all(rows):
        rows = _without_empty(rows)
    out: list[Block | Grid] = []
    run: list[list[GridCell]] = []
    several = any(len(row) > 1 for row in rows)
    for row in rows:
        if not several or _is_layout(row, len(rows)):
            _close_run(run, box, out)
            run = []
            for cell in row:
                out += cell.blocks
        else:
            run.append(row)
    _close_run(run, box, out)
    return out


def _is_layout(row: list[GridCell], rows: int) -> bool:
    filled = [cell for cell in row if cell.blocks]
    if any(not cell.simple for cell in filled):
        return True
    if len(filled) == 1 and len(row) == 1:
        lines = filled[0].lines
        return len(lines) >= 3 and sum(len(line.text) for line in lines) >= 60
    if rows <= 3:
        # Columns of a page: long runs of lines side by side, and no short label that one of them would belong to.
        sizes = [len(cell.blocks) for cell in filled]
        return max(sizes, default=0) >= 8 and (len(filled) == 1 or min(sizes) >= 3)
    return False


def _close_run(run: list[list[GridCell]], box: int, out: list[Block | Grid]) -> None:
    if not run:
        return
    if all(sum(1 for cell in row if cell.blocks) <= 1 for row in run) and len(run) < 3:
        for row in run:
            for cell in row:
                out += cell.blocks
    elif any(cell.blocks for row in run for cell in row):
        out.append(Grid(run, box))


def _without_empty(rows: list[list[GridCell]]) -> list[list[GridCell]]:
    """Take rows without a cell out, and one off the height of each cell that reached over them."""
    for r, row in enumerate(rows):
        if not row:
            for above in range(max(0, r - 50), r):
                for cell in rows[above]:
                    if above + cell.rowspan > r:
                        cell.rowspan -= 1
    return [row for row in rows if row]


def _spread(rows: list[list[GridCell]]) -> tuple[list[list[GridCell | None]], list[list[tuple[GridCell, int]]]]:
    """Spread merged cells over the grid. Returns the grid and, per row, the cells that start in it with their column."""
    height = len(rows)
    grid: list[list[GridCell | None]] = [[] for _ in rows]
    starts: list[list[tuple[GridCell, int]]] = []
    room = MAX_GRID
    for r, row in enumerate(rows):
        col = 0
        first: list[tuple[GridCell, int]] = []
        line = grid[r]
        for cell in row:
            while col < len(line) and line[col] is not None:
                col += 1
            rowspan = min(cell.rowspan, height - r)
            colspan = min(cell.colspan, max(1, MAX_COLUMNS - col))
            if rowspan * colspan > room:
                rowspan = colspan = 1
            room -= rowspan * colspan
            for down in range(r, r + rowspan):
                target = grid[down]
                if len(target) < col + colspan:
                    target.extend([None] * (col + colspan - len(target)))
                for across in range(col, col + colspan):
                    if target[across] is None:
                        target[across] = cell
            first.append((cell, col))
            col += colspan
        starts.append(first)
    # A span that only fills the page (colspan=100 over two columns) makes no columns that nobody uses.
    width = max((col + 1 for first in starts for _, col in first), default=0)
    for line in grid:
        del line[width:]
        line.extend([None] * (width - len(line)))
    return grid, starts


def assemble(
    blocks: Iterable[Block | Grid],
    *,
    title: str = "",
    meta: dict[str, str] | None = None,
    notes: Sequence[str] = (),
    chrome: Sequence[str] = (),
    limits: Limits = LIMITS,
) -> Document:
    """Join the blocks to a document: normalise once, then lay every line, cell and span on its offset."""
    raw_lines: list[str] = []
    levels: list[int] = []
    places: list[tuple[int, int]] = []
    fills: list[tuple[int, int]] = []
    tables: list[tuple[list[list[GridCell | None]], list[list[tuple[GridCell, int]]], int]] = []
    offset = 0
    for block in blocks:
        if isinstance(block, Block):
            text = block.text
            raw_lines.append(text)
            levels.append(block.level)
            places.append((-1, -1))
            if block.fills:
                fills += [(offset + start, offset + end) for start, end in block.fills]
            offset += len(text) + 1
            continue
        grid, starts = _spread(block.rows)
        tables.append((grid, starts, len(raw_lines)))
        for r, first in enumerate(starts):
            pieces: list[str] = []
            for cell, _ in first:
                joined = cell.joined()
                pieces.append(joined.text)
                if joined.fills:
                    fills += [(offset + start, offset + end) for start, end in joined.fills]
                offset += len(joined.text) + 1
            raw_lines.append("\t".join(pieces))
            levels.append(0)
            places.append((len(tables) - 1, r))
    raw = "\n".join(raw_lines)
    check_text(len(raw), len(raw_lines), limits)
    text, kept, at = normalise(raw)
    lines: list[Line] = []
    start = 0
    if raw_lines:
        for piece, level, (table, row) in zip(text.split("\n"), levels, places, strict=True):
            lines.append(Line(piece, start, level, table, row))
            start += len(piece) + 1
    if fills and at:
        fills = [(max(0, bisect_left(at, a)), max(0, bisect_left(at, b))) for a, b in fills]
    document = Document(
        text=text,
        lines=lines,
        title=normalise_line(title) if title else "",
        meta=meta or {},
        chrome=list(chrome),
        notes=list(notes),
        fill_ins=[(a, b) for a, b in fills if b > a],
        raw=kept,
        raw_at=at,
    )
    document.tables = [_table(grid, starts, lines[at_line : at_line + len(starts)]) for grid, starts, at_line in tables]
    return document


def _table(grid: list[list[GridCell | None]], starts: list[list[tuple[GridCell, int]]], lines: list[Line]) -> Table:
    cells: dict[int, Cell] = {}
    for r, (first, line) in enumerate(zip(starts, lines, strict=True)):
        start = line.start
        for (source, col), text in zip(first, line.text.split("\t"), strict=True):
            cells[id(source)] = Cell(text, start, r, col, source.rowspan, source.colspan, source.header)
            start += len(text) + 1
    spread: list[list[Cell | None]] = [[None if c is None else cells[id(c)] for c in row] for row in grid]
    return Table(spread, lines[0].start if lines else 0, lines[-1].end if lines else 0)
