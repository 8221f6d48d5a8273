"""Tables that were flattened into text with ``|`` between their cells, one or several lines to a cell.

Archives and search engines store pages that way. What separated two cells becomes a line break, and the lines of one cell
become one line, so that the text reads like any other with a cell a line.
"""

from __future__ import annotations

import re

_PIPES = re.compile(r"(?:^|\n)[ \t]*\|[ \t]*(?:\n|$)|[ \t]\|[ \t]*\n|\n[ \t]*\|[ \t]")
_BLANK = re.compile(r"\n[ \t]*\n")
_PROSE = re.compile(r"[：:。；;]")


def is_flattened(text: str) -> bool:
    """Whether a text holds tables flattened with ``|``: at least six such edges of cells."""
    if text.count("|") < 6:
        return False
    return sum(1 for _, _ in zip(_PIPES.finditer(text), range(6), strict=False)) == 6


def one_cell_a_line(text: str) -> str:
    """The text with a cell a line. Lines of a cell are joined when they are short and hold no sentence."""
    out: list[str] = []
    pieces = text.split("|")
    for number, piece in enumerate(pieces):
        inside = 0 < number < len(pieces) - 1
        for part in _BLANK.split(piece):
            lines = [line.strip() for line in part.split("\n") if line.strip()]
            if (
                inside
                and 1 < len(lines) <= 4
                and sum(map(len, lines)) <= 40
                and lines[-1] != "序号"
                and not _PROSE.search(part)
            ):
                out.append("".join(lines))
            else:
                out += lines
    return "\n".join(out)
