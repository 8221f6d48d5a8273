"""Tables whose cells stand a line each, as pages leave them when their table is lost: 序号, 名称, 金额, 1, 某设备, 20万元, 2, …

Such a run is believed where it opens with a head for the row's number and the numbers that follow it keep their distance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.engine.reading.document import Line
from gongkai.engine.reading.lexicon import squeeze

_ORDER = frozenset(
    ("序号", "序列", "排名", "名次", "排序", "标的号", "标的序号", "标段号", "标段序号", "包号", "标包号", "标项号", "品目号", "标项序号", "编号")
)  # fmt: skip
_KEY = re.compile(r"\s*(?:第|标项|标段|包|采购包|标的)?\s*(\d{1,3})\s*(?:名|包|标段|标包)?[.、]?\s*")
_WORDY = re.compile(r"[：:。；]")
#: heads of a table are few, and short
_MOST = 16
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Run:
    """The heads, the rows below them (as many lines as heads each) and the index of the line that follows."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    end: int


def run_at(lines: Sequence[Line], index: int) -> Run | None:
    """The run that begins at the index, or None."""
    if squeeze(lines[index].text) not in _ORDER:
        return None
    first = index + 1
    while first < len(lines) and first - index <= _MOST and not _key(lines[first]):
        if lines[first].table >= 0 or len(lines[first].text) > _LONGEST or _WORDY.search(lines[first].text):
            return None
        first += 1
    width = first - index
    if width < 2 or first >= len(lines) or _key(lines[first]) != 1:
        return None
    heads = [line.text for line in lines[index:first]]
    if _at(lines, first + width) != 2 and squeeze(heads[-1]) == "备注" and _at(lines, first + width - 1) == 2:
        heads.pop()  # nothing was remarked, and empty cells leave no line
        width -= 1
    rows: list[tuple[Line, ...]] = []
    at = first
    while _at(lines, at) == len(rows) + 1 and at + width <= len(lines):
        row = tuple(lines[at : at + width])
        if any(line.table >= 0 for line in row):
            break
        last = _at(lines, at + width) != len(rows) + 2
        if last and (not rows or any("：" in line.text for line in row)):
            break
        rows.append(row)
        at += width
    return Run(tuple(heads), tuple(rows), at) if rows else None


def _key(line: Line) -> int:
    found = _KEY.fullmatch(line.text) if line.table < 0 else None
    return int(found[1]) if found else 0


def _at(lines: Sequence[Line], index: int) -> int:
    return _key(lines[index]) if index < len(lines) else 0
