"""Files that are lists of notices: JSON lines, JSON arrays, CSV. All stream; an entry that cannot be read comes out as
``Unreadable`` with its line and the rest goes on.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, TextIO

from gongkai.engine.errors import ReadingError
from gongkai.engine.reading.decode import decode, encoding_of
from gongkai.engine.reading.document import Incoming
from gongkai.engine.reading.limits import Limits, size
from gongkai.engine.reading.records import incoming_of, says_something
from gongkai.engine.reading.rows import SAMPLE, shape_of

_MAX_RECORD_LINES = 2_000
_DECODER = json.JSONDecoder()
_NOT_SPACE = re.compile(r"[^\s,\ufeff]")


@dataclass(slots=True)
class Unreadable:
    """Something that cannot be read as a notice. ``place`` is ``file`` or ``file:line``."""

    id: str
    place: str
    error: ReadingError


Read = Incoming | Unreadable


def _bad(default: str, place: str, message: str, remedy: str = "") -> Unreadable:
    return Unreadable(default, place, ReadingError(message, where=place, remedy=remedy))


def _entry(value: Any, place: str, default: str) -> Read:
    if not isinstance(value, Mapping):
        return _bad(default, place, "这一条不是公告（应为JSON对象）。", '请改为{"title": …, "text": …}的形式。')
    if not says_something(value):
        return _bad(
            default,
            place,
            "这一条没有标题，也没有正文，不能当作公告。",
            '请补上"title"、"text"或"html"；其余各条已照常读取。',
        )
    return incoming_of(value, place, default)


def _explain(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"不是合格的JSON（第{error.colno}个字符处）。"
    return "不是合格的JSON。"


def json_lines(stream: BinaryIO, file: str, name: str, limits: Limits) -> Iterator[Read]:
    """One JSON object a line, of any number of lines."""
    head = stream.read(4)
    stream.seek(0)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in head:
        with _as_text(stream, encoding_of(head) or "utf-16") as text:
            lines = iter(lambda: text.readline(limits.file + 1), "")
            yield from _json_lines((line.encode() for line in lines), file, name, limits)
    else:
        yield from _json_lines(_lines(stream, limits.file), file, name, limits)


def _json_lines(lines: Iterator[bytes], file: str, name: str, limits: Limits) -> Iterator[Read]:
    for number, line in enumerate(lines, 1):
        place, default = f"{file}:{number}", f"{name}:{number}"
        if len(line) > limits.file:
            yield _bad(default, place, f"这一行超过上限{size(limits.file)}。", "请检查是否缺了换行。")
            continue
        if not line.strip(b" \t\r\n\x00\xef\xbb\xbf"):
            continue
        try:
            value = _loads(line)
        except RecursionError:
            yield _bad(default, place, "JSON嵌套过深。", "请改正这一行。")
        except ReadingError:
            yield _bad(default, place, "这一行不是文字。", "请改正这一行。")
        except ValueError as error:
            yield _bad(default, place, f"这一行{_explain(error)}", "请改正这一行；其余各行已照常读取。")
        else:
            yield _entry(value, place, default)


def _loads(line: bytes) -> Any:
    try:
        return json.loads(line)
    except UnicodeDecodeError:
        return json.loads(decode(line, declared="gb18030")[0])


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """Lines; of one longer than the limit only a first part (longer than the limit), so that none fills the memory."""
    while line := stream.readline(limit + 1):
        if len(line) > limit and not line.endswith(b"\n"):
            while (more := stream.readline(1 << 20)) and not more.endswith(b"\n"):
                pass
        yield line


@contextmanager
def _as_text(stream: BinaryIO, encoding: str) -> Iterator[io.TextIOWrapper]:
    """The stream as text, without taking it over: whoever opened it closes it."""
    text = io.TextIOWrapper(
        stream, encoding="utf-8-sig" if encoding == "utf-8" else encoding, errors="replace", newline=""
    )
    try:
        yield text
    finally:
        text.detach()


class _Window:
    """A moving window over JSON text: ``peek`` and ``value`` read on as they need and let go of what is done."""

    def __init__(self, source: TextIO, limit: int) -> None:
        self.source = source
        self.limit = limit
        self.text = ""
        self.line = 1
        self.ended = False

    def _drop(self, count: int) -> None:
        self.line += self.text.count("\n", 0, count)
        self.text = self.text[count:]

    def _more(self) -> None:
        # Twice as much each time, so that a long entry is not parsed from its start over and over.
        chunk = self.source.read(max(1 << 16, len(self.text)))
        self.text += chunk
        self.ended = not chunk

    def peek(self) -> str:
        """The next sign that is no blank or comma, or "" at the end."""
        while True:
            found = _NOT_SPACE.search(self.text)
            self._drop(found.start() if found else len(self.text))
            if found or self.ended:
                return self.text[:1]
            self._more()

    def skip(self) -> None:
        self._drop(1)

    def value(self) -> Any:
        """The value that begins here. Raises ``ValueError`` when it is no JSON, ``OverflowError`` when it is too long."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text)
            except ValueError:
                if self.ended:
                    raise
            else:
                if end < len(self.text) or self.ended:
                    self._drop(end)
                    return value
            if len(self.text) > self.limit:
                raise OverflowError
            self._more()


def json_file(stream: BinaryIO, file: str, name: str, limits: Limits) -> Iterator[Read]:
    """A JSON array, streamed an entry at a time, or a single object: a notice, or a wrapper round a list of them."""
    head = stream.read(1 << 16)
    stream.seek(0)
    with _as_text(stream, encoding_of(head) or "utf-8") as text:
        yield from _json(_Window(text, limits.file), file, name, limits)


def _json(window: _Window, file: str, name: str, limits: Limits) -> Iterator[Read]:
    listed = window.peek() == "["
    if listed:
        window.skip()
    number = 0
    while (sign := window.peek()) and not (listed and sign == "]"):
        number += 1
        line = window.line
        default, place = f"{name}:{number}" if listed else name, f"{file}:{line}"
        try:
            value = window.value()
        except RecursionError:
            yield _bad(default, place, "JSON嵌套过深。", "请检查文件来源。")
            return
        except OverflowError:
            yield _bad(default, place, f"这一条超过上限{size(limits.file)}，或此处JSON有误。", "请改用JSON Lines。")
            return
        except ValueError as error:
            at = line + (error.lineno - 1 if isinstance(error, json.JSONDecodeError) else 0)
            yield _bad(default, f"{file}:{at}", _explain(error), "请改正后再试；此前各条已照常读取。")
            return
        if not listed:
            yield from _object(value, file, name)
            return
        yield _entry(value, place, default)
    if listed and not sign:
        yield _bad(name, f"{file}:{window.line}", "文件不完整，缺少结尾的]。", "请重新导出；此前各条已照常读取。")


def _object(value: Any, file: str, name: str) -> Iterator[Read]:
    """A single object: itself a notice, or round the list of them under data, rows, records …"""
    work = [value]
    for depth in range(3):
        for item in work:
            if isinstance(item, Mapping):
                for key in (
                    "notices",
                    "data",
                    "rows",
                    "records",
                    "list",
                    "items",
                    "results",
                    "result",
                    "content",
                    "公告",
                ):
                    inner = item.get(key)
                    if isinstance(inner, list) and inner and isinstance(inner[0], Mapping):
                        for number, entry in enumerate(inner, 1):
                            yield _entry(entry, f"{file}#{number}", f"{name}:{number}")
                        return
        work = [
            inner for item in work if isinstance(item, Mapping) for inner in item.values() if isinstance(inner, Mapping)
        ]
        if not work or depth == 2:
            break
    yield _entry(value, file, name)


def csv_file(stream: BinaryIO, file: str, name: str, limits: Limits) -> Iterator[Read] | None:
    """A CSV with a header: a notice a row. None when the file is no list but one notice, a sheet of labels and values."""
    head = stream.read(1 << 18)
    stream.seek(0)
    encoding = encoding_of(head) or "utf-8"
    sample = head.decode("utf-8-sig" if encoding == "utf-8" else encoding, "replace")
    delimiter = delimiter_of(sample)
    first: list[list[str]] = []
    for row in _records(iter(sample.splitlines(keepends=True)[:400]), delimiter, limits):
        first.append(row.cells)
        if len(first) >= SAMPLE:
            break
    shape = shape_of(first)
    if shape.header < 0:
        return None
    return _csv(stream, encoding, file, name, delimiter=delimiter, header=shape.header, limits=limits)


def _csv(
    stream: BinaryIO, encoding: str, file: str, name: str, *, delimiter: str, header: int, limits: Limits
) -> Iterator[Read]:
    columns: list[str] = []

    def width() -> int:
        return len(columns)

    with _as_text(stream, encoding) as text:
        lines = iter(lambda: text.readline(limits.file + 1), "")
        for index, record in enumerate(_records(lines, delimiter, limits, width)):
            place, default = f"{file}:{record.line}", f"{name}:{record.line}"
            if record.error:
                yield _bad(default, place, record.error, "请改正这一行；其余各行已照常读取。")
            elif index < header or not any(cell.strip() for cell in record.cells):
                continue
            elif not columns:
                columns += [cell.strip() or f"第{i}栏" for i, cell in enumerate(record.cells, 1)]
            else:
                yield row_entry(columns, record.cells, place, default)


def row_entry(columns: Sequence[str], cells: Sequence[str], place: str, default: str) -> Read:
    """A row as a notice. More cells than columns means that a comma in the text was not quoted: which is which is lost."""
    extra = [cell for cell in cells[len(columns) :] if cell.strip()]
    if extra:
        return _bad(
            default,
            place,
            f"这一行有{len(cells)}栏，表头只有{len(columns)}栏，可能是内容里的逗号没有加引号。",
            "请改正这一行；其余各行已照常读取。",
        )
    record: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if cell.strip():
            record[column if column not in record else f"{column}（{len(record)}）"] = cell.strip()
    return incoming_of(record, place, default)


def delimiter_of(sample: str) -> str:
    """The sign that divides the columns: the one that most of the first lines hold equally often."""
    lines = [line for line in sample.splitlines()[:20] if line.strip()]
    best, best_score = ",", 0.0
    for sign in (",", "\t", ";", "|"):
        counts = [line.count(sign) for line in lines]
        if counts and counts[0]:
            score = sum(count == counts[0] for count in counts) / len(counts) + min(counts[0], 20) / 40
            if score > best_score:
                best, best_score = sign, score
    return best


@dataclass(slots=True)
class _Record:
    line: int
    cells: list[str]
    error: str = ""


class _Lines:
    """Lines that can be put back."""

    def __init__(self, source: Iterator[str]) -> None:
        self.source = source
        self.waiting: deque[str] = deque()

    def next(self) -> str:
        return self.waiting.popleft() if self.waiting else next(self.source, "")

    def put_back(self, lines: Sequence[str]) -> None:
        self.waiting.extendleft(reversed(lines))


def _records(
    source: Iterator[str], delimiter: str, limits: Limits, width: Callable[[], int] = lambda: 0
) -> Iterator[_Record]:
    """Records of a CSV. A quote that is never closed spoils its own line only: the lines it would swallow are read anew.

    ``width``: the number of columns, once known; a record over several lines must have as many.
    """
    csv.field_size_limit(max(limits.file, 131_072))
    lines = _Lines(source)
    number = 0
    while first := lines.next():
        number += 1
        if len(first) > limits.file:
            yield _Record(number, [], f"这一行超过上限{size(limits.file)}。")
            continue
        taken = [first]
        length = len(first)
        quotes = first.count('"')
        while quotes % 2 and len(taken) < _MAX_RECORD_LINES and length <= limits.file and (more := lines.next()):
            taken.append(more)
            length += len(more)
            quotes += more.count('"')
        cells = _parse("".join(taken), delimiter, strict=len(taken) > 1) if quotes % 2 == 0 else None
        if cells is None or (len(taken) > 1 and width() and len(cells) != width()):
            yield _Record(number, [], "引号不成对。")
            lines.put_back(taken[1:])
            continue
        yield _Record(number, cells)
        number += len(taken) - 1


def _parse(text: str, delimiter: str, *, strict: bool) -> list[str] | None:
    """The cells of a record, or None. Over several lines a quote that closes must stand before a delimiter."""
    try:
        rows = list(csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter, strict=strict))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else [] if not rows else None
