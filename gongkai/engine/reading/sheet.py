"""XLSX, XLS and CSV: rows that are notices each, and sheets that are one notice."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import reduce
from itertools import islice
from math import isfinite
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from gongkai.engine.errors import ReadingError
from gongkai.engine.reading.builder import Block, Builder, assemble
from gongkai.engine.reading.chrome import title_line
from gongkai.engine.reading.decode import decode
from gongkai.engine.reading.document import Document
from gongkai.engine.reading.limits import LIMITS, Limits, check_zip
from gongkai.engine.reading.lists import Read, delimiter_of, row_entry
from gongkai.engine.reading.rows import SAMPLE, shape_of

_BROKEN = (
    zipfile.BadZipFile,
    KeyError,
    EOFError,
    zlib.error,
    SyntaxError,
    NotImplementedError,
    OSError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
)
_MAX_COLUMNS = 500
_MERGES_UP_TO = 16 << 20
_MERGED_CELLS = 10_000
_ALL_MERGED_CELLS = 1_000_000
_MAX_DEPTH = 2_000
_REF = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")

Merge = tuple[int, int, int, int]  #: first row, first column, last row, last column, from 0
Span = tuple[tuple[int, int], int, int]  #: first cell of a merged one, its rows and columns


def cell_text(value: Any) -> str:
    """A cell's value as it is read by people: no ``.0``, no exponent, dates in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        # A sheet keeps fifteen digits; what follows them is noise.
        return format(Decimal(f"{value:.15g}"), "f") if isfinite(value) else ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value).strip()


def sheet_entries(data: bytes, kind: str, file: str, name: str, limits: Limits = LIMITS) -> Iterator[Read] | None:
    """The notices of a workbook whose rows are notices each, or None when it is one notice. Rows stream."""
    sheets = _sheets(data, kind, file, limits)
    listed = [title for title, rows in sheets if shape_of(list(islice(rows, SAMPLE))).header >= 0]
    return _entries(data, kind, file, name, listed=listed, limits=limits) if listed else None


def _entries(data: bytes, kind: str, file: str, name: str, *, listed: Sequence[str], limits: Limits) -> Iterator[Read]:
    several = len(listed) > 1
    for title, rows in _sheets(data, kind, file, limits):
        if title not in listed:
            continue
        first = list(islice(rows, SAMPLE))
        header = shape_of(first).header
        columns = [cell.strip() or f"第{i}栏" for i, cell in enumerate(first[header], 1)]
        for number, row in enumerate(_chain(first[header + 1 :], rows), header + 2):
            if any(row):
                where = f"{title}!{number}" if several else str(number)
                yield row_entry(columns, row, f"{file}:{where}", f"{name}:{where}")


def _chain(first: Iterable[list[str]], rest: Iterable[list[str]]) -> Iterator[list[str]]:
    yield from first
    yield from rest


def _sheets(data: bytes, kind: str, place: str, limits: Limits) -> Iterator[tuple[str, Iterator[list[str]]]]:
    """Name and rows of each visible sheet."""
    try:
        if kind == "xls":
            yield from _xls(data)
            return
        from openpyxl import load_workbook  # noqa: PLC0415

        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_zip(archive, limits, place)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield sheet.title, _guarded(sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS), place)
    except ReadingError:
        raise
    except DefusedXmlException as error:
        raise ReadingError(
            "文件里含有实体或外部引用（XML炸弹），没有打开。", where=place, remedy="请检查文件来源。"
        ) from error
    except _BROKEN as error:
        raise _broken(place) from error


def _broken(place: str) -> ReadingError:
    return ReadingError("表格文件已损坏或不完整，打不开。", where=place, remedy="请用Excel或WPS重新保存后再试。")


def _guarded(rows: Iterable[Sequence[Any]], place: str) -> Iterator[list[str]]:
    try:
        for row in rows:
            cells = [cell_text(value) for value in row]
            while cells and not cells[-1]:
                cells.pop()
            yield cells
    except DefusedXmlException as error:
        raise ReadingError(
            "文件里含有实体或外部引用（XML炸弹），没有打开。", where=place, remedy="请检查文件来源。"
        ) from error
    except _BROKEN as error:
        raise _broken(place) from error


def _xls(data: bytes) -> Iterator[tuple[str, Iterator[list[str]]]]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for meta in book.sheets_metadata:
            if meta.visible == SheetVisibleEnum.Visible:
                rows = book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
                yield meta.name, _guarded(rows, "")
    except CalamineError as error:
        raise ValueError(str(error)) from error


def read_sheet(data: bytes, kind: str, *, title: str = "", place: str = "", limits: Limits = LIMITS) -> Document:
    """A workbook that is one notice: each sheet a table, lines where it has a single column."""
    notes: list[str] = []
    builder = Builder(limits)
    merges = _merges(data, place, limits) if kind == "xlsx" else {}
    if kind == "xlsx" and b"vbaProject.bin" in data:
        notes.append("文件带有宏，宏没有运行，只读取文字。")
    for name, rows in _sheets(data, kind, place, limits):
        taken = list(islice(rows, limits.rows + 1))
        if len(taken) > limits.rows:
            notes.append(f"工作表“{name}”超过{limits.rows}行，只读取了前{limits.rows}行。")
            del taken[limits.rows :]
        _table(builder, taken, merges.get(name, ()))
    return _finish(builder, title, notes, place)


def read_csv(data: bytes, *, title: str = "", place: str = "", limits: Limits = LIMITS) -> Document:
    """A CSV that is one notice."""
    text, notes = decode(data, place=place)
    csv.field_size_limit(max(limits.file, 131_072))
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)), limits.rows))
    except csv.Error:
        rows = [line.split(delimiter_of(text)) for line in text.splitlines()[: limits.rows]]
        notes.append("CSV的引号不成对，按逗号直接拆开读取。")
    builder = Builder(limits)
    _table(builder, [[cell.strip() for cell in row] for row in rows], ())
    return _finish(builder, title, notes, place)


def _finish(builder: Builder, title: str, notes: list[str], place: str) -> Document:
    blocks = builder.finish()
    if not blocks:
        raise ReadingError("表格里没有内容。", where=place, remedy="请换上有内容的文件。")
    lines = [block.text if isinstance(block, Block) else block.rows[0][0].joined().text for block in blocks[:6]]
    return assemble(blocks, title=title or title_line(lines), notes=notes, limits=builder.limits)


def _table(builder: Builder, rows: list[list[str]], merges: Iterable[Merge]) -> None:
    """Cells of a sheet as a table; columns and rows that are empty throughout are left out."""
    width = max(map(len, rows), default=0)
    used = [c for c in range(width) if any(c < len(row) and row[c] for row in rows)]
    full = [r for r, row in enumerate(rows) if any(row)]
    covered: dict[tuple[int, int], Span] = {}
    for top, left, bottom, right in merges:
        down = full[bisect_left(full, top) : bisect_right(full, bottom)]
        across = used[bisect_left(used, left) : bisect_right(used, right)]
        if not down or not across:
            continue
        here = [(r, c) for r in down for c in across]
        if not covered.keys().isdisjoint(here):
            continue  # no sheet has two merged cells in one place
        covered.update(dict.fromkeys(here, (here[0], len(down), len(across))))
    builder.open_table()
    for r in full:
        row = rows[r]
        builder.open_row()
        for c in used:
            first, rowspan, colspan = covered.get((r, c), ((r, c), 1, 1))
            if (r, c) != first:
                continue
            builder.open_cell(rowspan, colspan)
            for piece in (row[c] if c < len(row) else "").splitlines():
                builder.line(piece)
        builder.close_row()
    builder.close_table()


def _merges(data: bytes, place: str, limits: Limits) -> dict[str, list[Merge]]:
    """Merged ranges of each sheet of an XLSX, which the streaming reader does not give; none of a large one."""
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_zip(archive, limits, place)
            if sum(info.file_size for info in archive.infolist()) > _MERGES_UP_TO:
                return {}
            book: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return {sheet.title: _merges_of(archive, sheet._worksheet_path) for sheet in book.worksheets}
    except ReadingError:
        raise
    except DefusedXmlException as error:
        raise ReadingError(
            "文件里含有实体或外部引用（XML炸弹），没有打开。", where=place, remedy="请检查文件来源。"
        ) from error
    except _BROKEN as error:
        raise _broken(place) from error


def _merges_of(archive: zipfile.ZipFile, part: str) -> list[Merge]:
    """Merged ranges as the XML of a sheet names them. A range may claim the whole sheet in a few bytes, so none is spread
    out here; those of more than ``_MERGED_CELLS`` are left out, and what lies behind ``_ALL_MERGED_CELLS`` in all.
    """
    found: list[Merge] = []
    path: list[Element] = []
    room = _ALL_MERGED_CELLS
    with archive.open(part) as stream:
        for event, element in iterparse(stream, ("start", "end"), forbid_dtd=True):
            if event == "start":
                path.append(element)
                if len(path) > _MAX_DEPTH:
                    raise ValueError("nested too deep")
                continue
            path.pop()
            if path:
                path[-1].remove(element)  # memory does not grow with the sheet
            if element.tag.rpartition("}")[2] != "mergeCell":
                continue
            merge = _range(element.get("ref", ""))
            cells = (merge[2] - merge[0] + 1) * (merge[3] - merge[1] + 1) if merge else 0
            if merge and 1 < cells <= _MERGED_CELLS and cells <= room:
                room -= cells
                found.append(merge)
    return found


def _range(ref: str) -> Merge | None:
    """``A3:C4`` as numbers from 0; None for anything else."""
    match = _REF.fullmatch(ref)
    if not match:
        return None
    left, right = (reduce(lambda sum_, letter: sum_ * 26 + ord(letter) - 64, match[n], 0) - 1 for n in (1, 3))
    top, bottom = int(match[2]) - 1, int(match[4]) - 1
    return (top, left, bottom, right) if 0 <= top <= bottom and left <= right else None
