"""Paths → notices, one at a time: ``iter_incoming`` never holds more than one (and its file, when it is no list).

Files are known by their content, not by their name. A list (JSON lines, a JSON array, rows of a table) gives a notice an
entry; any other file is one notice. What cannot be read comes out as ``Unreadable`` in its place and the rest goes on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.engine.errors import ReadingError
from gongkai.engine.reading.document import Incoming
from gongkai.engine.reading.records import incoming_of


@dataclass(slots=True)
class Unreadable:
    """Something that cannot be read as a notice. ``place`` is ``file`` or ``file:line``."""

    id: str
    place: str
    error: ReadingError


def iter_incoming(paths: Iterable[Path]) -> Iterator[Incoming | Unreadable]:
    """Every notice under the paths, in the order given; folders sorted, hidden files left out."""
    for path in paths:
        for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
            if file.suffix.lower() in (".jsonl", ".ndjson"):
                with file.open("rb") as lines:
                    for number, line in enumerate(lines, 1):
                        if line.strip():
                            yield _of_line(line, f"{file}:{number}", f"{file.stem}:{number}")
            else:
                yield Incoming(id=file.name, place=str(file), data=file.read_bytes(), name=file.name)


def _of_line(line: bytes, place: str, default: str) -> Incoming | Unreadable:
    try:
        value = json.loads(line)
    except ValueError as error:
        return Unreadable(default, place, ReadingError(f"这一行不是合格的JSON：{error}", where=place))
    if not isinstance(value, Mapping):
        return Unreadable(default, place, ReadingError("这一行不是一条公告（应为JSON对象）。", where=place))
    return incoming_of(value, place, default)
