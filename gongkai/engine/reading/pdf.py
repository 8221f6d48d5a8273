"""PDF → ``Document``: the text layer, put back into lines by where each piece stands on the page.

Pieces on one height form a line, from left to right; a wide gap between two becomes two blanks, so that columns of labels and
values stay apart. A line that runs to the right edge and a next one that starts at the left edge are one paragraph.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from gongkai.engine.errors import ReadingError
from gongkai.engine.reading.builder import Block, assemble
from gongkai.engine.reading.chrome import title_line
from gongkai.engine.reading.document import Document
from gongkai.engine.reading.limits import LIMITS, Limits

_PAGE_NUMBER = re.compile(r"[-—–第]?\s*\d{1,4}\s*(?:[-—–页]|/\s*\d{1,4})?\s*(?:[,，/]?\s*共\s*\d{1,4}\s*页)?")
_STARTS = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:\.\d{1,2})*[、.．\s]|第[一二三四五六七八九十\d]+[章条节]|[^：:，。]{2,14}[：:])"
)
_MAX_STEPS = 1_000_000  #: operators on a page, and on those read together

# The library speaks of broken files on the log; what matters is raised.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(slots=True)
class _Piece:
    x: float
    y: float
    size: float
    text: str

    @property
    def right(self) -> float:
        return self.x + self.size * sum(1.0 if char > "\u2e80" else 0.5 for char in self.text)


@dataclass(slots=True)
class _Row:
    text: str
    left: float
    right: float
    size: float


def read_pdf(data: bytes, *, title: str = "", place: str = "", limits: Limits = LIMITS) -> Document:
    """Read a PDF with text. Raises ``ReadingError`` when it is encrypted, broken, a scan without text, or too long."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pages, notes = _pages(data, place, limits)
    except ReadingError:
        raise
    except DependencyError as error:
        raise _locked(place) from error
    except RecursionError as error:
        raise ReadingError("PDF结构嵌套过深，无法读取。", where=place, remedy="请重新导出PDF后再试。") from error
    except (
        PyPdfError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        OSError,
        ArithmeticError,
        AssertionError,
        NotImplementedError,
    ) as error:
        raise ReadingError("PDF已损坏或不完整，打不开。", where=place, remedy="请重新导出PDF后再试。") from error
    lines: list[Block] = []
    chrome: list[str] = []
    for rows in pages:
        if rows and _PAGE_NUMBER.fullmatch(rows[-1].text):
            chrome.append(rows.pop().text)
        lines += [Block(text) for text in _paragraphs(rows)]
    if not lines:
        raise ReadingError(
            "PDF里没有文字，应是扫描件。",
            where=place,
            remedy="请提供带文字层的PDF，或原件（DOCX、HTML）；扫描件请先做文字识别。",
        )
    found = title or title_line([line.text for line in lines[:6]])
    return assemble(lines, title=found, notes=notes, chrome=chrome, limits=limits)


def _locked(place: str) -> ReadingError:
    return ReadingError("PDF有密码保护（加密），打不开。", where=place, remedy="请去掉密码另存后再试。")


def _pages(data: bytes, place: str, limits: Limits) -> tuple[list[list[_Row]], list[str]]:
    notes: list[str] = []
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise _locked(place)
    count = len(reader.pages)
    if not count:
        raise ReadingError("PDF里没有页面。", where=place, remedy="请重新导出PDF后再试。")
    pages: list[list[_Row]] = []
    chars = steps = 0
    for number, page in enumerate(reader.pages, 1):
        # A page may be drawn by the same stream as the one before: together they are bounded too.
        if number > limits.pages or chars > limits.text or steps > _MAX_STEPS:
            notes.append(f"PDF有{count}页，只读取了前{number - 1}页。")
            break
        collector = _Collector(place)
        page.extract_text(visitor_text=collector.text, visitor_operand_before=collector.count)
        pieces = collector.pieces
        steps += collector.steps
        chars += sum(len(piece.text) for piece in pieces)
        pages.append(list(_rows(pieces)))
    return pages, notes


class _Collector:
    """Takes the pieces of a page from the library, and stops it when a page is made to never end."""

    def __init__(self, place: str) -> None:
        self.pieces: list[_Piece] = []
        self.steps = 0
        self.place = place

    def count(self, *_: Any) -> None:
        self.steps += 1
        if self.steps > _MAX_STEPS:
            raise ReadingError(
                "PDF的一页内容过多，没有读完。", where=self.place, remedy="请重新导出PDF，或提供DOCX、HTML原件。"
            )

    def text(self, text: str, outer: list[float], inner: list[float], _font: Any, size: float | None) -> None:
        if text.strip():
            matrix = _times(inner, outer)
            scale = abs(matrix[3]) or abs(matrix[1]) or 1.0
            self.pieces.append(_Piece(matrix[4], matrix[5], (float(size or 1) * scale) or 10.0, text))


def _times(a: list[float], b: list[float]) -> list[float]:
    return [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]


def _rows(pieces: list[_Piece]) -> Iterator[_Row]:
    """Pieces of a page as lines from top to bottom."""
    spread: list[_Piece] = []
    for piece in pieces:
        # The library may hand over several lines at once; those after the first stand below it.
        for i, text in enumerate(piece.text.split("\n")):
            if text.strip():
                spread.append(_Piece(piece.x, piece.y - i * piece.size * 1.5, piece.size, text))
    spread.sort(key=lambda piece: -piece.y)
    row: list[_Piece] = []
    for piece in spread:
        if row and row[0].y - piece.y > 0.5 * max(2.0, min(row[0].size, piece.size)):
            yield _joined(row)
            row = []
        row.append(piece)
    if row:
        yield _joined(row)


def _joined(row: list[_Piece]) -> _Row:
    row.sort(key=lambda piece: piece.x)
    text = ""
    right = row[0].x
    for piece in row:
        gap = piece.x - right
        if text and gap > 1.2 * piece.size:
            text = text.rstrip() + "  "
        elif text and gap > 0.2 * piece.size and text[-1] < "\u2e80" and piece.text[0] < "\u2e80":
            text += " "
        text += piece.text
        right = max(right, piece.right)
    return _Row(text.strip(), row[0].x, right, row[0].size)


def _paragraphs(rows: list[_Row]) -> Iterator[str]:
    if not rows:
        return
    left = min(row.left for row in rows)
    right = max(row.right for row in rows)
    text = ""
    before: _Row | None = None
    for row in rows:
        full = (
            before is not None
            and before.right > right - 2.0 * before.size
            and row.left < left + 1.0 * row.size
            and "  " not in row.text
            and "  " not in before.text
            and not before.text.endswith(("。", "：", "；", "！", "？"))
            and not _STARTS.match(row.text)
        )
        if full:
            text += (" " if text[-1] < "\u2e80" and row.text[0] < "\u2e80" else "") + row.text
        else:
            if text:
                yield text
            text = row.text
        before = row
    if text:
        yield text
