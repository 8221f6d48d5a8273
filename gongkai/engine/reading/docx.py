"""DOCX → ``Document``: paragraphs and tables in order, read from the XML as it streams.

Left out: deleted text (tracked changes), field codes, comments, headers and footers, and the second copy that Word keeps of
every text box for older programs. Kept: underlined fill-ins, heading levels, numbers of simple automatic lists.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from gongkai.engine.errors import ReadingError
from gongkai.engine.reading.builder import Block, Builder, GridCell, assemble
from gongkai.engine.reading.chrome import title_line
from gongkai.engine.reading.document import Document
from gongkai.engine.reading.limits import LIMITS, Limits, check_zip

_MAIN = re.compile(
    r"^\{http://(?:schemas\.openxmlformats\.org/wordprocessingml/2006/main|purl\.oclc\.org/ooxml/wordprocessingml/main)\}"
)
_BROKEN = (zipfile.BadZipFile, KeyError, EOFError, zlib.error, NotImplementedError, OSError)
_MAX_DEPTH = 2_000
_SIGNS = {"tab": "\u2003", "ptab": "\u2003", "noBreakHyphen": "-", "softHyphen": ""}
#: ticked and empty boxes of the symbol fonts
_SYMBOLS = {"F0FE": "☑", "F052": "☑", "F0A8": "□", "F06F": "□", "F0A3": "□"}
_HAN_DIGITS = "〇一二三四五六七八九十"


def read_docx(data: bytes, *, title: str = "", place: str = "", limits: Limits = LIMITS) -> Document:
    """Read a Word file. Raises ``ReadingError`` when it is broken, encrypted or a bomb."""
    notes: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_zip(archive, limits, place)
            names = set(archive.namelist())
            if any(name.endswith("vbaProject.bin") for name in names):
                notes.append("文件带有宏，宏没有运行，只读取文字。")
            styles = _styles(archive, place) if "word/styles.xml" in names else {}
            numbering = _numbering(archive, place) if "word/numbering.xml" in names else {}
            main = "word/document.xml" if "word/document.xml" in names else "word/document2.xml"
            reader = _Reader(styles, numbering, limits)
            _parse(archive, main, reader.start, reader.end, place)
    except _BROKEN as error:
        raise ReadingError(
            "Word文件已损坏或不完整，打不开。", where=place, remedy="请用Word重新保存后再试。"
        ) from error
    blocks = reader.builder.finish()
    if not blocks:
        raise ReadingError("Word文件里没有文字，可能只有图片。", where=place, remedy="请提供带文字的版本。")
    if reader.deleted:
        notes.append("文件带有修订痕迹，已删除的文字没有读入。")
    found = title or title_line([block.text for block in blocks[:6] if isinstance(block, Block)])
    return assemble(blocks, title=found, notes=notes, limits=limits)


def _parse(
    archive: zipfile.ZipFile,
    name: str,
    start: Callable[[str, Element], None],
    end: Callable[[str, Element], None],
    place: str,
) -> None:
    """Stream a part of the package; what is read is let go, so that memory does not grow with the file."""
    depth = 0
    path: list[Element] = []
    try:
        with archive.open(name) as stream:
            for event, element in iterparse(stream, ("start", "end"), forbid_dtd=True):
                tag = _MAIN.sub("", element.tag)
                if event == "start":
                    depth += 1
                    if depth > _MAX_DEPTH:
                        raise ReadingError(
                            f"Word文件嵌套超过{_MAX_DEPTH}层，无法读取。",
                            where=place,
                            remedy="请用Word重新保存后再试。",
                        )
                    path.append(element)
                    start(tag, element)
                else:
                    depth -= 1
                    end(tag, element)
                    path.pop()
                    if path and not path[-1].tag.endswith("}numPr"):
                        path[-1].remove(element)
    except DefusedXmlException as error:
        raise ReadingError(
            "文件里含有实体或外部引用（XML炸弹），没有打开。", where=place, remedy="请检查文件来源。"
        ) from error
    except (ParseError, UnicodeError, ValueError) as error:
        if isinstance(error, ReadingError):
            raise
        raise ReadingError(
            "Word文件已损坏或不完整，打不开。", where=place, remedy="请用Word重新保存后再试。"
        ) from error


def _value(element: Element, name: str = "val") -> str:
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return ""


def _styles(archive: zipfile.ZipFile, place: str) -> dict[str, int]:
    """Heading level of each paragraph style; 1 also for the style of titles."""
    levels: dict[str, int] = {}
    current = [""]

    def start(tag: str, element: Element) -> None:
        if tag == "style":
            current[0] = _value(element, "styleId")

    def end(tag: str, element: Element) -> None:
        if tag == "name":
            name = _value(element).lower()
            if match := re.fullmatch(r"(?:heading|标题)\s*([1-6])", name):
                levels[current[0]] = int(match[1])
            elif name in ("title", "标题"):
                levels[current[0]] = 1

    _parse(archive, "word/styles.xml", start, end, place)
    return levels


class _Level:
    """A level of an automatic list: how it counts and what stands round the number."""

    def __init__(self) -> None:
        self.first = 1
        self.form = "decimal"
        self.text = ""


def _numbering(archive: zipfile.ZipFile, place: str) -> dict[str, dict[int, _Level]]:
    abstract: dict[str, dict[int, _Level]] = {}
    out: dict[str, dict[int, _Level]] = {}
    at: list[str] = ["", ""]
    levels: list[_Level] = [_Level()]

    def start(tag: str, element: Element) -> None:
        if tag == "abstractNum":
            at[0] = _value(element, "abstractNumId")
            abstract[at[0]] = {}
        elif tag == "num":
            at[1] = _value(element, "numId")
        elif tag == "lvl" and at[0] in abstract:
            levels[0] = _Level()
            number = _value(element, "ilvl")
            abstract[at[0]][int(number) if number.isdigit() else 0] = levels[0]

    def end(tag: str, element: Element) -> None:
        if tag == "start" and _value(element).isdigit():
            levels[0].first = int(_value(element))
        elif tag == "numFmt":
            levels[0].form = _value(element)
        elif tag == "lvlText":
            levels[0].text = _value(element)
        elif tag == "abstractNumId" and at[1]:
            out[at[1]] = abstract.get(_value(element), {})
        elif tag == "num":
            at[1] = ""

    _parse(archive, "word/numbering.xml", start, end, place)
    return out


class _Reader:
    def __init__(self, styles: dict[str, int], numbering: dict[str, dict[int, _Level]], limits: Limits) -> None:
        self.builder = Builder(limits)
        self.styles = styles
        self.numbering = numbering
        self.counts: dict[tuple[str, int], int] = {}
        self.skip = 0  #: how many elements are open whose content does not count
        self.deleted = False
        self.underlined = False
        self.number: tuple[str, int] | None = None
        self.in_style = 0
        self.merges: list[dict[int, GridCell]] = []
        self.column: list[int] = []
        self.cell: list[tuple[int, str]] = []

    def start(self, tag: str, _element: Element) -> None:
        builder = self.builder
        if (
            self.skip
            or tag.endswith("}Fallback")
            or tag in ("del", "moveFrom", "delText", "instrText", "rPrChange", "pPrChange")
        ):
            self.skip += 1
            if tag in ("del", "moveFrom"):
                self.deleted = True
        elif tag == "p":
            builder.flush()
            builder.level = 0
            self.number = None
        elif tag == "pPr":
            self.in_style += 1
        elif tag == "tbl":
            builder.open_table()
            self.merges.append({})
            self.column.append(0)
            self.cell.append((1, ""))
        elif tag == "tr":
            builder.open_row()
            if self.column:
                self.column[-1] = 0
        elif tag == "tc" and self.column:
            builder.open_cell()
            self.cell[-1] = (1, "")
        elif tag == "r":
            self.underlined = False

    def end(self, tag: str, element: Element) -> None:
        builder = self.builder
        if self.skip:
            self.skip -= 1
        elif tag == "t":
            self._text(element.text or "")
        elif tag == "r":
            if builder.under:
                builder.underline(-1)
        elif tag == "p":
            builder.flush()
            builder.level = 0
        elif tag in _SIGNS:
            if not self.in_style:
                self._text(_SIGNS[tag])
        elif tag in ("br", "cr"):
            builder.flush()
        elif tag == "sym":
            self._text(_SYMBOLS.get(_value(element, "char").upper(), ""))
        elif self.column and tag in ("gridSpan", "vMerge", "tc", "tr", "tbl"):
            self._end_of_table(tag, element)
        else:
            self._property(tag, element)

    def _property(self, tag: str, element: Element) -> None:
        """Properties of a run or paragraph, which stand before its text."""
        if tag == "u" and not self.in_style:
            self.underlined = _value(element) not in ("none", "")
        elif tag == "pPr":
            self.in_style -= 1
            if self.number is not None:
                self.builder.text(self._counted(*self.number))
        elif tag == "pStyle":
            self.builder.level = self.styles.get(_value(element), 0)
        elif tag == "numPr":
            self._listed(element)

    def _end_of_table(self, tag: str, element: Element) -> None:
        span, merge = self.cell[-1]
        if tag == "gridSpan":
            value = _value(element)
            self.cell[-1] = (int(value) if value.isdigit() else 1, merge)
        elif tag == "vMerge":
            self.cell[-1] = (span, _value(element) or "continue")
        elif tag == "tc":
            self._close_cell()
        elif tag == "tr":
            self.builder.close_row()
        else:
            self.merges.pop()
            self.column.pop()
            self.cell.pop()
            self.builder.close_table()

    def _text(self, text: str) -> None:
        if self.underlined and not self.builder.under:
            self.builder.underline(1)
        self.builder.text(text)

    def _close_cell(self) -> None:
        """Word repeats an empty cell for every row that a merged cell covers; here the first one grows instead."""
        builder = self.builder
        builder.close_cell()
        span, merge = self.cell[-1]
        column = self.column[-1]
        self.column[-1] += min(span, 200)
        frame = builder.frames[-1] if builder.frames else None
        if frame is None or not frame.row:
            return
        cell = frame.row[-1]
        cell.colspan = min(span, 200)
        if merge == "continue" and (top := self.merges[-1].get(column)) is not None:
            top.rowspan += 1
            frame.row.pop()
            return
        if merge == "restart":
            self.merges[-1][column] = cell
        else:
            self.merges[-1].pop(column, None)

    def _listed(self, element: Element) -> None:
        number, level = "", 0
        for child in element:
            name = child.tag.rpartition("}")[2]
            if name == "numId":
                number = _value(child)
            elif name == "ilvl" and _value(child).isdigit():
                level = int(_value(child))
        if number in self.numbering and level in self.numbering[number]:
            self.number = (number, level)

    def _counted(self, number: str, at: int) -> str:
        levels = self.numbering[number]
        level = levels[at]
        if level.form in ("bullet", "none") or not level.text:
            return ""
        self.counts[number, at] = self.counts.get((number, at), level.first - 1) + 1
        for deeper in range(at + 1, 9):
            self.counts.pop((number, deeper), None)

        def one(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            other = levels.get(index, level)
            return _numeral(self.counts.get((number, index), other.first), other.form)

        return re.sub(r"%([1-9])", one, level.text)


def _numeral(number: int, form: str) -> str:
    if form in (
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "ideographDigital",
        "chineseLegalSimplified",
    ):
        if number <= 10:
            return _HAN_DIGITS[number]
        if number < 100:
            tens, ones = divmod(number, 10)
            return ("" if tens == 1 else _HAN_DIGITS[tens]) + "十" + (_HAN_DIGITS[ones] if ones else "")
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr((96 if form == "lowerLetter" else 64) + number)
    if form == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x245F + number)
    return str(number)
