"""Personal data in rows: lists of persons, and what stands beside an identity number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.engine.codes import is_old_identity, plain
from gongkai.engine.numbers import find_phones
from gongkai.engine.reading.document import Cell, Document
from gongkai.engine.screening.identities import HALF_HIDDEN, Spans
from gongkai.engine.screening.lists import NAME_HEADER, Kind, is_label, kind_of_column, person_lists
from gongkai.engine.screening.sentences import (
    COUNT,
    DATE,
    DISABILITY,
    FAMILY_CELL,
    HEALTH_CELL,
    NOTHING,
    ORGANISATION,
    ROOM,
    STREET,
    trim,
)

_OFFICIAL_HEADER = re.compile(
    "单位|机构|公司|部门|科室|职务|职称|供应商|采购人|招标|代理|投标|企业|法人|岗位|证书|资格|专业|联系人|评审|专家"
)
_OFFICIAL_HEADING = re.compile(
    "联系方式|联系人|通讯录|咨询|评标|评审|专家|项目班子|项目管理机构|项目组|主要人员|工作人员|公示人员|监督电话"
)
#: Columns that only a list of families has: then 工作单位 beside them makes nobody an official.
_FAMILY_HEADER = re.compile("家庭|收入|残疾|低保|户籍|配租|保障|补贴|住房|人口|房号|房源")


def in_lists(document: Document) -> Iterator[tuple[Kind, int, int, str]]:
    """Cells of lists of persons that hold personal data: (kind, start, end, why)."""
    for names, rows, above in person_lists(document):
        kinds = [kind_of_column(name) if len(name) < 20 else None for name in names]
        official = any(_OFFICIAL_HEADER.search(name) for name in names) or bool(_OFFICIAL_HEADING.search(above[-60:]))
        official = official and not any(_FAMILY_HEADER.search(name) for name in names)
        person = next(at for at, name in enumerate(names) if NAME_HEADER.search(name))
        for row in rows:
            if person < len(row) and ORGANISATION.search(row[person][0]):
                continue
            for name, kind, (text, start, end) in zip(names, kinds, row, strict=False):
                value = text.strip()
                told = DISABILITY.search(value) is not None
                if not value or NOTHING.match(value) or (is_label(value) and not told):
                    continue
                why = f"个人名单的“{name}”一栏"
                if kind != "health" and not official and (health := HEALTH_CELL.search(value)):
                    whole = len(value) <= 20
                    first, last = (start, end) if whole else (start + text.find(health[0]), 0)
                    yield "health", *trim(document.text, first, last or first + len(health[0])), why
                elif kind != "family" and not official and FAMILY_CELL.search(value):
                    yield "family", *trim(document.text, start, end), why
                elif kind is not None and _cell(kind, value, official=official):
                    yield kind, *_number_in(kind, document.text, start, end), why


def beside_numbers(document: Document, numbers: Spans) -> Iterator[tuple[Kind, int, int, str]]:
    """Rows that hold an identity number: the telephone beside it is its bearer's, and where the row names no organisation,
    so are account, address and birth date.
    """
    text = document.text
    for first, _ in numbers:
        line = document.lines[document.line_at(first)]
        if not 0 <= line.table < len(document.tables):
            continue
        grid = document.tables[line.table].grid
        if line.row >= len(grid):
            continue
        names = _heads(grid[: line.row])
        if not names:
            yield from _below_number(text, grid, line.row, first)
            continue
        firm = bool(ORGANISATION.search(line.text))
        for name, cell in zip(names, grid[line.row], strict=False):
            kind = kind_of_column(name)
            if (
                cell is None
                or kind is None
                or kind in ("id-number", "family", "assets")
                or not line.start <= cell.start < line.end
            ):
                continue
            if (kind == "mobile" or not (firm or _OFFICIAL_HEADER.search(name))) and _cell(kind, cell.text.strip()):
                yield kind, *_number_in(kind, text, cell.start, cell.end), f"与公民身份号码同一行的“{name}”"


def _below_number(
    text: str, grid: Sequence[Sequence[Cell | None]], row: int, number: int
) -> Iterator[tuple[Kind, int, int, str]]:
    """The same where the table lies on its side: names of rows in the first column, a person in each other one."""
    at = next((n for n, cell in enumerate(grid[row]) if cell and cell.start <= number < cell.end), 0)
    head = grid[row][0]
    if not at or head is None or kind_of_column(head.text) != "id-number":
        return
    for other in grid:
        name, cell = other[0], other[at] if at < len(other) else None
        kind = kind_of_column(name.text) if name else None
        if cell is None or name is None or kind is None or kind in ("id-number", "family", "assets"):
            continue
        if len(name.text) < 20 and _cell(kind, cell.text.strip()):
            yield kind, *_number_in(kind, text, cell.start, cell.end), f"与公民身份号码同一列的“{name.text}”"


def _heads(grid: Sequence[Sequence[Cell | None]]) -> list[str]:
    """The names of a table's columns: its first row that names an identity number."""
    for row in grid[:4]:
        names = ["".join(cell.text.split()) if cell else "" for cell in row]
        if any(len(name) < 24 and kind_of_column(name) == "id-number" for name in names):
            return names
    return []


_DIGITS: dict[Kind, re.Pattern[str]] = {
    "mobile": re.compile(r"(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}"),
    "bank-account": re.compile(r"\d(?:[ -]?\d){11,20}"),
}


def _number_in(kind: Kind, text: str, start: int, end: int) -> tuple[int, int]:
    """The number in a cell that may also name a bank or a person; other kinds are the whole cell."""
    digits = _DIGITS.get(kind)
    found = digits.search(text, start, end) if digits else None
    return found.span() if found else trim(text, start, end)


def _cell(kind: Kind, value: str, *, official: bool = False) -> bool:
    """Whether a cell of a list of persons holds personal data of its column's kind. ``official``: the list is of people in
    office or at work, whose telephone and office address are for the business.
    """
    code = plain(value)
    if kind == "id-number":
        hidden = HALF_HIDDEN.fullmatch(value)
        return bool(hidden) or bool(re.fullmatch(r"\d{17}[\dX]", code)) or is_old_identity(code)
    if kind == "mobile":
        return not official and any(found[3] == "mobile" for found in find_phones(value))
    if kind == "bank-account":
        return bool(_DIGITS["bank-account"].search(value))
    if kind == "birth-date":
        return bool(re.search(DATE, value) or re.fullmatch(r"(?:19|20)\d{4}(?:\d{2})?", code))
    if official:
        return False
    if kind == "address":
        # The district or street that a household is registered in is no home.
        return bool(ROOM.search(value)) or (sum(letter in STREET for letter in value) >= 3 and not _AREA.search(value))
    return bool(ROOM.search(value)) if kind == "assets" else not COUNT.fullmatch(value)


_AREA = re.compile("(?:街道|街道办|[省市县区旗镇乡]|居委会|社区)$")
