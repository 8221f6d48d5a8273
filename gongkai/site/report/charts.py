"""Bars as SVG, made here and not in a browser: a title, a sentence and a table beneath belong to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from rich.cells import cell_len

_ROW = 28
_LEFT = 168
_WIDTH = 430


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``anchor`` filters the list of notices, ``total`` notices of which ``bad`` have a finding."""

    anchor: str
    name: str
    total: int
    bad: int


def _shortened(name: str, room: int = 22) -> str:
    """A name as wide as eleven Chinese characters at most; the letters of an address are half as wide."""
    if cell_len(name) <= room:
        return name
    while cell_len(name) > room - 2:
        name = name[:-1]
    return name + "…"


def bars(title: str, sentence: str, rows: Sequence[Bar]) -> Markup:
    """A chart of the rows, the longest the whole width; the part with findings in the accent colour."""
    most = max((row.total for row in rows), default=1) or 1
    room = _WIDTH - _LEFT - 52
    out = [
        Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}"><title>{}</title><desc>{}</desc>').format(
            _WIDTH, _ROW * len(rows) + 6, f"{title}。{sentence}", title, sentence
        )
    ]
    for number, row in enumerate(rows):
        y = number * _ROW + 6
        whole = max(2, round(room * row.total / most))
        part = round(room * row.bad / most) if row.bad else 0
        name = _shortened(row.name)
        out.append(
            Markup(
                '<text x="{}" y="{}" text-anchor="end" class="n">{}</text>'
                '<rect x="{}" y="{}" width="{}" height="18" class="all"/>'
                '<rect x="{}" y="{}" width="{}" height="18" class="bad"/>'
                '<text x="{}" y="{}" class="v">{}</text>'
            ).format(
                _LEFT - 10, y + 14, name, _LEFT, y, whole, _LEFT, y, max(part, 2) if row.bad else 0,
                _LEFT + whole + 8, y + 14, row.total,
            )
        )  # fmt: skip
    out.append(Markup("</svg>"))
    return Markup("").join(out)
