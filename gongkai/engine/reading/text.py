"""Plain text → ``Document``: its lines as they are.

A label and its value on separate lines, as a table flattened one cell a line leaves them, stay so; which belongs to which is
for the extractor to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.engine.reading.builder import assemble
from gongkai.engine.reading.chrome import title_line
from gongkai.engine.reading.columns import with_tables
from gongkai.engine.reading.document import Document
from gongkai.engine.reading.flat import is_flattened, one_cell_a_line
from gongkai.engine.reading.limits import LIMITS, Limits, check_text

_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def read_text(text: str, *, title: str = "", notes: Sequence[str] = (), limits: Limits = LIMITS) -> Document:
    """Read plain text. Tabs inside a line become two blanks, a gap: only rows of tables hold tabs."""
    check_text(len(text), 0, limits)
    text = _BREAK.sub("\n", text) if _BREAK.search(text) else text
    if is_flattened(text):
        text = one_cell_a_line(text)
    lines = [piece for piece in text.split("\n") if piece.strip()]
    first = [line.strip() for line in lines[:6]]
    return assemble(with_tables(lines), title=title or title_line(first), notes=notes, limits=limits)
