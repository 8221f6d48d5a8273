"""Tables that plain text draws: with bars between cells, or with tabs or gaps below a head of several short cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.engine.reading.builder import Block, Grid, GridCell

_GAP = re.compile(r"[ \u3000]{2,}")
_PIPE = re.compile("[|｜]")
#: from the first blank of a run only: from each, a line of a hundred thousand would take minutes
_TAB = re.compile(r"(?<! ) *+\t[ \t]*")
_RULER = re.compile(r"^[\s:=+-]*$")
_LABELLED = re.compile(r"[：:]")


def _cells(line: str, tabs: bool) -> list[str]:
    parts = line.split("\t") if tabs else _GAP.split(line.strip())
    return [part.strip() for part in parts]


def _head(line: str) -> tuple[list[str], bool]:
    """The cells of a line that can head a table, and whether tabs part them; empty when it cannot."""
    tabs = line.count("\t") >= 2
    if not tabs and not _GAP.search(line.strip()):
        return [], False
    cells = _cells(line.rstrip(), tabs)
    while cells and not cells[-1]:
        cells.pop()
    short = all(0 < len(cell) <= 24 and not _LABELLED.search(cell) for cell in cells)
    figures = sum(1 for cell in cells if cell[:1].isdigit())
    return (cells, tabs) if len(cells) >= 3 and short and not figures else ([], False)


def with_tables(lines: Sequence[str]) -> list[Block | Grid]:
    """The lines as blocks; where a head and at least one fitting row stand below each other, a grid instead."""
    out: list[Block | Grid] = []
    rows: list[list[str]]
    index = 0
    while index < len(lines):
        piped = index
        while piped < len(lines) and _PIPE.search(lines[piped].strip(" |｜")):
            piped += 1
        if piped - index >= 2:
            bare = (_TAB.sub(" ", line).strip().strip("|｜") for line in lines[index:piped])
            rows = [[cell.strip() for cell in _PIPE.split(line)] for line in bare]
            out.append(
                Grid([[GridCell([Block(text)]) for text in row] for row in rows if not _RULER.match("".join(row))])
            )
            index = piped
            continue
        head, tabs = _head(lines[index])
        rows = []
        after = index + 1
        while head and after < len(lines):
            row = _cells(lines[after].rstrip(), tabs)
            if not max(2, len(head) - 2) <= len(row) <= len(head):
                break
            rows.append(row + [""] * (len(head) - len(row)))
            after += 1
        if rows:
            out.append(Grid([[GridCell([Block(text)]) for text in row] for row in (head, *rows)]))
            index = after
            continue
        text = _TAB.sub("  ", lines[index]).strip()
        if text:
            out.append(Block(text))
        index += 1
    return out
