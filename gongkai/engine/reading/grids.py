"""Labels and values in tables: label and value side by side, column heads with rows beneath, or a row for each label and
a column for each candidate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.engine.reading.document import Cell, Table
from gongkai.engine.reading.gathered import Gathered
from gongkai.engine.reading.inline import heading_level, split_inline
from gongkai.engine.reading.lexicon import NAME, squeeze

_RANK = re.compile(r"^第?[一二三四五六七八九十\d]{1,2}(?:名|位)?(?:中标|成交|定标)?(?:候选人|候选单位|候选供应商)?$")
#: heads of columns that say what post a person holds
_ROLES = frozenset(("职务", "岗位", "人员", "拟任职务", "职位", "岗位名称", "人员类别", "拟任岗位", "本项目任职"))
#: level of a heading that holds for some rows of a table only
_GROUP = 20


class Grid:
    """One table on its way into what is gathered."""

    def __init__(self, number: int, gathered: Gathered) -> None:
        self.number = number
        self.gathered = gathered
        #: parties that stand over columns of label and value: (first column, column behind the last, label)
        self.over: list[tuple[int, int, str]] = []

    def take(self, table: Table) -> None:
        """Gather the pairs of a table, which stands at the number among the document's tables."""
        heads: list[Cell | None] | None = None
        record = 0
        outer = len(self.gathered.headings)
        for number, row in enumerate(table.grid):
            cells = list(_once(row))
            if not cells:
                continue
            if len(cells) == 1:
                heads, record = None, 0
                self.over = []
                self._cell_text(cells[0])
                continue
            over = self._parties(cells)
            if over:
                heads, record, self.over = None, 0, over
                continue
            named = [self.gathered.is_label(cell.text) for cell in cells]
            if heads is not None and record == 0 and self._second_head(heads, cells, named):
                heads = [self._lower_head(head, cell) for head, cell in zip(heads, row, strict=False)]
                continue
            if self._is_head(cells, named) and (heads is None or all(named)) and not self._by_rows(table, number):
                heads, record = list(row), 0
                self.gathered.close(_GROUP)
                if cells[0].rowspan > 1 and len(cells) > 2 and not any(cell.colspan > 1 for cell in cells[1:]):
                    self.gathered.push(_GROUP, squeeze(cells[0].text))
                    heads = [None if cell is cells[0] else cell for cell in heads]
                continue
            if heads is not None:
                if self._columns(heads, row, record):
                    record += 1
                    continue
                heads, record = None, 0
            self.gathered.close(_GROUP)
            self._row(cells, named)
        self.gathered.close(_GROUP)
        del self.gathered.headings[outer:]

    def _parties(self, cells: list[Cell]) -> list[tuple[int, int, str]]:
        """A row of nothing but parties, each over columns of its own (采购人 | 供应商, below them 名称, 地址, …); else empty."""
        if any(cell.colspan < 2 or cell.rowspan > 1 for cell in cells):
            return []
        labels = [squeeze(cell.text) for cell in cells]
        if not all(
            {"buyer", "agency", "winner", "transferee"} & set(self.gathered.lexicon.elements(n)) for n in labels
        ):
            return []
        return [(cell.col, cell.col + cell.colspan, label) for cell, label in zip(cells, labels, strict=True)]

    def _by_rows(self, table: Table, number: int) -> bool:
        """Whether the rows below a row of labels open with labels of their own: then each row is a label, each column a
        candidate, and the row above is no head (名次, 第一名, 第二名 …).
        """
        head = list(_once(table.grid[number]))
        if squeeze(head[0].text) in _ROLES and any(squeeze(cell.text) in NAME for cell in head):
            return False
        # a cell that reaches down from above names a group; it opens no row of its own
        below = [[cell for cell in _once(row) if cell.row > number] for row in table.grid[number + 1 : number + 4]]
        below = [row for row in below if len(row) > 1]
        return bool(below) and sum(self._opens_row(row) for row in below) * 2 >= len(below)

    def _opens_row(self, row: list[Cell]) -> bool:
        first = row[1] if row[0].rowspan > 1 and self.gathered.is_label(row[1].text) else row[0]
        return self.gathered.is_label(first.text) and not _RANK.match(squeeze(first.text))

    def _is_head(self, cells: list[Cell], named: list[bool]) -> bool:
        """A head row: several labels beside each other, hardly anything else."""
        if len(cells) < 2:
            return False
        if _alternates(named):
            return False
        if all(cell.header for cell in cells):
            return True
        labels = sum(named)
        if labels < 2:
            return False
        if labels * 10 >= len(cells) * 6 and (len(cells) > 2 or labels == 2):
            return True
        plain = all(len(cell.text) <= 16 and not any(c.isdigit() for c in cell.text) for cell in cells)
        return plain and len(cells) > 3 and labels * 10 >= len(cells) * 3

    def _second_head(self, heads: list[Cell | None], cells: list[Cell], named: list[bool]) -> bool:
        """A head of two rows: some cells reach down from the first, the others are labels."""
        above = {id(head) for head in heads}
        own = [name for cell, name in zip(cells, named, strict=True) if id(cell) not in above]
        return 0 < len(own) < len(cells) and all(own)

    @staticmethod
    def _lower_head(upper: Cell | None, lower: Cell | None) -> Cell | None:
        """The head of a column whose head has two rows; 姓名 below 项目负责人 is the upper one's name."""
        if lower is None or (upper is not None and upper is not lower and squeeze(lower.text) in NAME):
            return upper
        return lower

    def _columns(self, heads: list[Cell | None], row: list[Cell | None], record: int) -> bool:
        """Read a row under column heads; False when the row does not fit them."""
        filled = [(head, cell) for head, cell in zip(heads, row, strict=False) if head is not None and cell is not None]
        if len({id(cell) for _, cell in filled}) < 2:
            return False
        role = next((cell.text for head, cell in filled if squeeze(head.text) in _ROLES), "")
        if role and "candidate.leader" not in self.gathered.lexicon.elements(squeeze(role)):
            return True
        done: set[int] = set()
        for head, cell in filled:
            if id(cell) in done or head is cell:
                continue
            done.add(id(cell))
            label = role if role and squeeze(head.text) in NAME else head.text
            self.gathered.emit(label, cell.text, cell.start, "column", record=record)
        return True

    def _row(self, cells: list[Cell], named: list[bool]) -> None:
        """Label–value cells of one row; a label that spans rows opens a group, whose name becomes a heading."""
        index = 0
        if (
            len(cells) > 2
            and named[0]
            and cells[0].rowspan > 1
            and (named[1] or cells[1].text.strip().endswith(("：", ":")))
        ):
            self.gathered.push(_GROUP, squeeze(cells[0].text))
            index = 1
        while index < len(cells):
            cell = cells[index]
            label = named[index] or cell.header or cell.text.strip().endswith(("：", ":"))
            if not label and index + 1 < len(cells) and not named[index + 1] and len(cells) == 2:
                label = len(squeeze(cell.text)) <= 14 and not any(c.isdigit() for c in cell.text)
            if not label:
                self._cell_text(cell)
                index += 1
                continue
            values: list[Cell] = []
            index += 1
            while index < len(cells) and not named[index] and (not values or not _ends_in_colon(cells[index])):
                values.append(cells[index])
                index += 1
            over = next((label for first, last, label in self.over if first <= cell.col < last), "")
            if over:
                self.gathered.push(_GROUP + 1, over)
            for count, value in enumerate(values):
                self.gathered.emit(
                    cell.text, value.text, value.start, "table", record=count, table=self.number, column=cell.col
                )
            self.gathered.close(_GROUP + 1)

    def _cell_text(self, cell: Cell) -> None:
        """A cell that is a paragraph: a heading over rows, or running text with labels in it."""
        text = cell.text
        pairs = split_inline(text, self.gathered.lexicon)
        if pairs:
            for raw, start, end in pairs:
                self.gathered.emit(raw, text[start:end], cell.start + start, "inline")
            return
        label = squeeze(text)
        if 1 < len(label) <= 24:
            level, _ = heading_level(text)
            self.gathered.push(level or 5, label)


def _once(row: list[Cell | None]) -> Iterator[Cell]:
    last: Cell | None = None
    for cell in row:
        if cell is not None and cell is not last:
            yield cell
        last = cell


def _ends_in_colon(cell: Cell) -> bool:
    return cell.text.strip().endswith(("：", ":"))


def _alternates(named: list[bool]) -> bool:
    """label, value, label, value …: then the row is no head."""
    return len(named) >= 2 and named[0] and not any(named[1::2])
