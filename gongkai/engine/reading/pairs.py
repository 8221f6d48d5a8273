"""Labels with their values, wherever a notice puts them.

Four places are known, because platforms have these in common and little else: ``label：value`` in running text (several in
a line), a label alone on its line with the value below, tables (label–value, column heads, or one row for each label and a
column for each candidate), and a numbered heading with its section beneath. ``pairs_of`` walks the document once, in order.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.engine.reading.document import Cell, Document, Line, Table
from gongkai.engine.reading.lexicon import NAME, Lexicon, bare, squeeze, unit_of

_HEADING = (
    re.compile(r"^\s*第[一二三四五六七八九十\d]{1,3}[章节部分]+\s*"),
    re.compile(r"^\s*[一二三四五六七八九十]{1,3}\s*[、.．，,]\s*"),
    re.compile(r"^\s*[(（][一二三四五六七八九十]{1,3}[)）]\s*[、.．]?\s*"),
    re.compile(r"^\s*\d{1,2}\s*[、.．]\s*(?!\d)"),
    re.compile(r"^\s*\d{1,2}(?:\.\d{1,2}){1,3}\s*[、.．]?\s*(?!\d|[%％元万])"),
    re.compile(r"^\s*(?:[(（]\d{1,2}[)）]|\d{1,2}[)）]|[①-⑳])\s*[、.．]?\s*"),
)
_COLON = re.compile(r"[：:]")
_BOUNDARY = re.compile(r"[，。；;,、(（)）【】\[\]”\"\s　>]|[：:](?!\d)")
_SENTENCE = re.compile(r"[。；！？]")
_LOOSE = re.compile(r"\s{2,}|[；;。]|　")
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
_GAPPED = re.compile(r"(\S[^：:，。；]{1,20}?)[ \u3000]{2,}(\S.*)$")
_SAID = re.compile(r"(?:[（(][^（）()]{1,24}[）)])?(?:现)?(?:拟)?(?:定)?(?:为|是|于)\s*")
_DATE_ONLY = re.compile(
    r"^\s*(?:\d{4}|[二一][〇○零OＯ0一二三四五六七八九]{3})\s*年[^，。：:]{2,12}[日号]\s*$|^\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s*$"
)
_RANK = re.compile(r"^第?[一二三四五六七八九十\d]{1,2}(?:名|位)?(?:中标|成交|定标)?(?:候选人|候选单位|候选供应商)?$")
# at the very end: titles of other notices, as lists of related ones leave them
_OTHER_NOTICE = re.compile(
    r"^[^。：:；，]{6,80}(?:公告|公示|通知)(?:[（(][^（）()]{1,12}[)）])?(?:\s*[\[【]?\d{4}-\d{1,2}-\d{1,2}[\]】]?)?$"
)
#: heads of columns that say what post a person holds
_ROLES = frozenset(("职务", "岗位", "人员", "拟任职务", "职位", "岗位名称", "人员类别", "拟任岗位", "本项目任职"))
_AFTER = re.compile(
    r"^\s*(?:相关(?:公告|信息|链接|阅读|文章|新闻|推荐)|热门.{0,6}|上一[篇条].*|下一[篇条].*|猜你喜欢|友情链接.{0,3})\s*[：:]?\s*$"
)
#: number of the table that two columns of running text make: 招标人：甲  招标代理机构：乙
_BESIDE = 100_000
#: level of a heading that holds for some rows of a table only
_GROUP = 20
_EMPTY = frozenset(("", "/", "／", "\\", "-", "--", "—", "——", "|"))


@dataclass(slots=True)
class Pair:
    """A label with one value. ``label`` is squeezed; ``start``/``end`` span the value in the document's text; ``unit`` is
    the one the label states; ``headings`` are the squeezed headings above it, outermost first; ``record`` counts values that
    stand beside each other under one label (candidates, packages), from 0; ``how`` tells where it stood; ``table`` and
    ``column`` say in which table and under which column the label of a row stood, else -1.
    """

    label: str
    value: str
    start: int
    end: int
    unit: str
    how: str
    headings: tuple[str, ...]
    record: int = 0
    table: int = -1
    column: int = -1


def heading_level(text: str) -> tuple[int, int]:
    """Level of a line's numbering (1 outermost, 0 for none) and where its words begin."""
    for level, pattern in enumerate(_HEADING, start=1):
        found = pattern.match(text)
        if found and found.end() < len(text):
            return level, found.end()
    return 0, 0


def split_inline(text: str, lexicon: Lexicon) -> list[tuple[str, int, int]]:
    """The ``label：value`` pairs of a line: (raw label, value start, value end), by offset into the line.

    A colon makes a pair when the words before it are a known label, or when they open the line and look like one. The
    value ends where the next label begins.
    """
    found: list[tuple[str, int, int, int]] = []
    begin = 0
    for colon in _COLON.finditer(text):
        at = colon.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if not before or (before.isdigit() and after.isdigit()) or after == "/":
            continue
        segment = text[begin:at]
        start = _label_start(segment, lexicon)
        if start < 0 and found:
            start = _glued_label(segment, lexicon)
        if start < 0:
            opening = not found and not _SENTENCE.search(segment)
            loose = None if opening else list(_LOOSE.finditer(segment))
            if opening and len(squeeze(segment)) <= 18:
                start = 0
            elif (
                loose and 2 <= len(squeeze(segment[loose[-1].end() :])) <= 12 and "，" not in segment[loose[-1].end() :]
            ):
                start = loose[-1].end()
            else:
                continue
        label_at = begin + start
        if not squeeze(text[label_at:at]):
            continue
        if found:
            raw, value_at, _, _ = found[-1]
            found[-1] = (raw, value_at, label_at, 0)
        found.append((text[label_at:at], at + 1, len(text), 0))
        begin = at + 1
    return [(raw, start, end) for raw, start, end, _ in found]


def _glued_label(segment: str, lexicon: Lexicon) -> int:
    """Offset of a known label that ends the segment right behind a value: 甘老师联系电话; -1 for none. A label of two
    characters is believed behind a figure only: 8,412,300.00元工期.
    """
    end = len(bare(segment))
    for length in range(min(9, end - 1), 1, -1):
        start = end - length
        if (length > 2 or segment[start - 1] in "0123456789元%天") and lexicon.exact(segment[start:end]):
            return start
    return -1


def split_said(text: str, words: int, lexicon: Lexicon) -> list[tuple[str, int, int]]:
    """``计划工期为420日历天``, ``发包人  某公司``: a label at the start of a line, its value behind 为 or a gap. Like
    ``split_inline``.
    """
    spaced = _GAPPED.match(text, words)
    if spaced and lexicon.known(squeeze(spaced[1])):
        return [(spaced[1], spaced.start(2), len(text))]
    for said in _SAID.finditer(text, words, words + 40):
        label = squeeze(text[words : said.start()])
        if len(label) > 2 and lexicon.elements(label) and said.end() < len(text):
            return [(text[words : said.start()], said.end(), len(text))]
    return []


def _label_start(segment: str, lexicon: Lexicon) -> int:
    """Offset of the longest known label that ends the segment, or -1."""
    edges = [0, *(found.end() for found in _BOUNDARY.finditer(segment))]
    room = lexicon.longest + 16
    for edge in edges:
        if len(segment) - edge > room * 2:
            continue
        label = squeeze(segment[edge:])
        if 1 < len(label) <= room and lexicon.known(label):
            return edge
    return -1


class _Walk:
    """One pass over a document. Holds the headings above and the label that still waits for its value."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document = document
        self.lexicon = lexicon
        self.headings: list[tuple[int, str]] = []
        self.out: list[Pair] = []
        self.glued = False
        self.table = -1

    def run(self) -> list[Pair]:
        lines = self.document.lines
        self.glued = self._is_glued()
        lines = lines[: _body(lines)]
        index = 0
        while index < len(lines):
            line = lines[index]
            if line.table >= 0:
                number = self.table = line.table
                self._table(self.document.tables[number])
                while index < len(lines) and lines[index].table == number:
                    index += 1
                continue
            index = self._line(index)
        return self.out

    # --- running text ------------------------------------------------------------------------------------------------

    def _line(self, index: int) -> int:
        """Take the line at the index, with the lines that answer it; the index of the next line to take."""
        line = self.document.lines[index]
        level, words = heading_level(line.text)
        if line.level and not level:
            level = 1
        pairs = split_inline(line.text, self.lexicon) or split_said(line.text, words, self.lexicon)
        if pairs:
            return self._labelled(index, pairs, level, words)
        if self.glued and not level:
            cuts = self.lexicon.prefixes(line.text)
            if cuts:
                return self._glued(index, cuts)
        label = squeeze(line.text)
        if level and len(label) <= 40 and not _SENTENCE.search(label.rstrip("。")):
            self._push(level, label)
            return self._below(index + 1, [line.text], level) if self.lexicon.elements(label) else index + 1
        if not level and self._labels(line):
            labels = [line.text]
            index += 1
            lines = self.document.lines
            while index < len(lines) and lines[index].table < 0 and self._labels(lines[index]):
                labels.append(lines[index].text)
                index += 1
            return self._below(index, labels, 0)
        self._section(line, level)
        return index + 1

    def _labelled(self, index: int, pairs: list[tuple[str, int, int]], level: int, words: int) -> int:
        """A line with ``label：value`` in it; where the last value is empty it stands on the lines below."""
        line = self.document.lines[index]
        label, value_at, value_end = pairs[-1]
        value = line.text[value_at:value_end].strip()
        lead = line.text[words : pairs[0][1] - 1 - len(pairs[0][0])].strip(" 　，,（(；;【[")
        if len(lead) > 3 and not level:
            self._section(Line(lead, line.start + line.text.index(lead, words)), 0)
        first = squeeze(pairs[0][0])
        if level and (not line.text[pairs[0][1] : pairs[0][2]].strip() or self.lexicon.elements(first)):
            self._push(level, first)
        labels = [squeeze(raw) for raw, _, _ in pairs]
        beside = len(labels) == 2 and (labels[0] == labels[1] or all(self._is_party(name) for name in labels))
        self.table = _BESIDE
        for number, (raw, start, end) in enumerate(pairs[:-1] if value in _EMPTY else pairs):
            self._emit(raw, line.text[start:end], line.start + start, "inline", column=number if beside else -1)
        if not value:
            return self._below(index + 1, [label], level)
        if len(pairs) == 1 and self.lexicon.elements(squeeze(label)):
            return self._continued(index + 1, label, level)
        return index + 1

    def _is_party(self, label: str) -> bool:
        return bool({"buyer", "agency"} & set(self.lexicon.elements(label)))

    def _labels(self, line: Line) -> bool:
        """Whether a line is nothing but a known label."""
        label = squeeze(line.text)
        return 1 < len(label) <= self.lexicon.longest + 8 and self.lexicon.known(label)

    def _opens(self, line: Line, level: int) -> bool:
        """Whether a line ends the value above it: a table, a label, or a heading no deeper than ``level``."""
        if line.table >= 0 or line.level:
            return True
        own, _ = heading_level(line.text)
        if own and level and own <= level:
            return True
        if self._labels(line) or (self.glued and self.lexicon.prefixes(line.text)):
            return True
        pairs = split_inline(line.text, self.lexicon)
        return bool(pairs) and self.lexicon.known(squeeze(pairs[0][0]))

    def _below(self, index: int, labels: list[str], level: int) -> int:
        """Values on the lines below one or several labels."""
        lines = self.document.lines
        values: list[Line] = []
        while index < len(lines) and len(values) < 60 and not self._opens(lines[index], level):
            own, _ = heading_level(lines[index].text)
            if own and not level and len(values) >= 1 and own <= 2:
                break
            if lines[index].text.strip() not in _EMPTY or len(labels) == 1:
                values.append(lines[index])
            index += 1
        if not values:
            return index
        if len(labels) > 1 and squeeze(labels[-1]) in NAME and len(values) < len(labels):
            # 建造师 / 姓名 / 张三: the name is that of the label above
            labels = labels[:-1]
        columns = len(labels)
        if columns > 1 and _numbered_rows([line.text for line in values], columns + 1):
            values = [line for count, line in enumerate(values) if count % (columns + 1)]
        if (
            columns > 1
            and len(values) >= columns
            and len(values) % columns == 0
            and not any("：" in raw or ":" in raw for raw in labels)
        ):
            for count, line in enumerate(values):
                self._emit(labels[count % columns], line.text, line.start, "run", record=count // columns)
        else:
            for count, line in enumerate(values):
                self._emit(labels[-1], line.text, line.start, "section" if level else "run", record=count)
        return index

    def _continued(self, index: int, label: str, level: int) -> int:
        """Numbered lines or further paragraphs that go on under ``label：value``."""
        lines = self.document.lines
        count = 1
        while index < len(lines) and count < 40 and not self._opens(lines[index], level):
            own, _ = heading_level(lines[index].text)
            if not own or (level and own <= level) or (not level and own <= 2):
                break
            self._emit(label, lines[index].text, lines[index].start, "section", record=count)
            index, count = index + 1, count + 1
        return index

    def _is_glued(self) -> bool:
        """Whether labels and values stand without anything between them, as a page whose cells were run together leaves
        them: three lines at least, and more than those with a colon.
        """
        lines = [line.text for line in self.document.lines[:120] if line.table < 0 and len(line.text) <= 80]
        glued = sum(1 for text in lines if not _COLON.search(text[:14]) and self.lexicon.prefixes(text))
        return glued >= 3 and glued > sum(1 for text in lines if "：" in text[:14])

    def _glued(self, index: int, cuts: list[tuple[int, int]]) -> int:
        line = self.document.lines[index]
        row = glued_row(line.text, cuts, self.lexicon)
        if row:
            return self._glued_rows(index + 1, [line.text[start:end] for start, end in cuts], row)
        for number, (start, end) in enumerate(cuts):
            stop = cuts[number + 1][0] if number + 1 < len(cuts) else len(line.text)
            unit = re.match(r"[(（][^()（）]{1,8}[)）]", line.text[end:])
            begin = end + unit.end() if unit else end
            if begin < stop:
                self._emit(line.text[start:begin], line.text[begin:stop], line.start + begin, "inline")
            else:
                return self._below(index + 1, [line.text[start:begin]], 0)
        return index + 1

    def _glued_rows(self, index: int, labels: list[str], row: re.Pattern[str]) -> int:
        """The rows below a head whose cells were run together."""
        lines = self.document.lines
        record = 0
        while index < len(lines) and lines[index].table < 0:
            found = row.match(lines[index].text)
            if not found:
                break
            for number, label in enumerate(labels, start=1):
                self._emit(label, found[number], lines[index].start + found.start(number), "column", record=record)
            index, record = index + 1, record + 1
        return index

    def _section(self, line: Line, level: int) -> None:
        """A paragraph with no label of its own: it answers the nearest heading that names an element."""
        while level and self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        if _DATE_ONLY.match(line.text):
            return
        for _, heading in reversed(self.headings):
            if self.lexicon.elements(heading):
                self._emit(heading, line.text, line.start, "section")
                return

    def _push(self, level: int, label: str) -> None:
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self.headings.append((level, label))

    def _emit(self, raw: str, value: str, start: int, how: str, *, record: int = 0, column: int = -1) -> None:
        text = value.strip()
        at = start + len(value) - len(value.lstrip())
        label = squeeze(raw)
        self.out.append(
            Pair(
                label,
                text,
                at,
                at + len(text),
                unit_of(label),
                how,
                tuple(heading for _, heading in self.headings),
                record,
                self.table if column >= 0 else -1,
                column,
            )
        )

    # --- tables ------------------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> None:
        heads: list[Cell | None] | None = None
        record = 0
        outer = len(self.headings)
        for number, row in enumerate(table.grid):
            cells = list(_once(row))
            if not cells:
                continue
            if len(cells) == 1:
                heads, record = None, 0
                self._cell_text(cells[0])
                continue
            named = [self._named(cell) for cell in cells]
            if self._is_head(cells, named) and (heads is None or all(named)) and not self._by_rows(table, number):
                heads, record = list(row), 0
                self._close_group()
                if cells[0].rowspan > 1 and len(cells) > 2:
                    self._push(_GROUP, squeeze(cells[0].text))
                    heads = [None if cell is cells[0] else cell for cell in heads]
                continue
            if heads is not None and record == 0 and self._second_head(heads, cells, named):
                heads = [cell if cell is not None else head for head, cell in zip(heads, row, strict=False)]
                continue
            if heads is not None:
                if self._columns(heads, row, record):
                    record += 1
                    continue
                heads, record = None, 0
            self._close_group()
            self._row(cells, named)
        self._close_group()
        del self.headings[max(outer, 0) :]

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
        first = row[1] if row[0].rowspan > 1 and self._named(row[1]) else row[0]
        return self._named(first) and not _RANK.match(squeeze(first.text))

    def _close_group(self) -> None:
        while self.headings and self.headings[-1][0] >= _GROUP:
            self.headings.pop()

    def _named(self, cell: Cell) -> bool:
        label = squeeze(cell.text)
        return 1 < len(label) <= self.lexicon.longest + 8 and self.lexicon.known(label)

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

    def _columns(self, heads: list[Cell | None], row: list[Cell | None], record: int) -> bool:
        """Read a row under column heads; False when the row does not fit them."""
        filled = [(head, cell) for head, cell in zip(heads, row, strict=False) if head is not None and cell is not None]
        if len({id(cell) for _, cell in filled}) < 2:
            return False
        role = next((cell.text for head, cell in filled if squeeze(head.text) in _ROLES), "")
        if role and "candidate.leader" not in self.lexicon.elements(squeeze(role)):
            return True
        done: set[int] = set()
        for head, cell in filled:
            if id(cell) in done or head is cell:
                continue
            done.add(id(cell))
            label = role if role and squeeze(head.text) in NAME else head.text
            self._emit(label, cell.text, cell.start, "column", record=record)
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
            self._push(_GROUP, squeeze(cells[0].text))
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
            for count, value in enumerate(values):
                self._emit(cell.text, value.text, value.start, "table", record=count, column=cell.col)

    def _cell_text(self, cell: Cell) -> None:
        """A cell that is a paragraph: a heading over rows, or running text with labels in it."""
        text = cell.text
        pairs = split_inline(text, self.lexicon)
        if pairs:
            for raw, start, end in pairs:
                self._emit(raw, text[start:end], cell.start + start, "inline")
            return
        label = squeeze(text)
        if 1 < len(label) <= 24:
            level, _ = heading_level(text)
            self._push(level or 5, label)


def _numbered_rows(values: list[str], width: int) -> bool:
    """Whether values in rows of the width each open with the row's number, whose head was lost."""
    opens = values[::width]
    return len(values) % width == 0 and opens == [str(number) for number in range(1, len(opens) + 1)]


_GLUED_CELLS = {
    "candidates": r"(.{2,40}?(?:公司|院|所|厂|中心|合作社|集团|联合体))",
    "winner": r"(.{2,40}?(?:公司|院|所|厂|中心|合作社|集团|联合体))",
    "transferee": r"(.{2,40}?(?:公司|院|所|厂|中心|合作社|集团|联合体))",
    "buyer": r"(.{2,30}?(?:公司|局|院|中心|政府|委员会|厅|校|所|会))",
    "candidate.price": r"([1-9][\d,]*(?:\.\d{1,6})?\s*(?:万?元|%)?)",
    "amount": r"([1-9][\d,]*(?:\.\d{1,6})?\s*(?:万?元|%)?)",
    "price.start": r"([1-9][\d,]*?(?:\.\d{2})?\s*(?:万?元)?)",
    "duration": r"(\d+\s*(?:日历天|天|个?月|年|日))",
    "candidate.leader": r"([\u4e00-\u9fff]{2,3})",
    "transaction.time": r"(\d{4}年.{4,30}|\d{4}-.{4,20})",
    "evaluation": r"(\d{2}\.\d{2}|100(?:\.00)?)",
}
_GLUED_ASIDES = {
    "排名": r"(\d{1,2})",
    "名次": r"(\d{1,2})",
    "序号": r"(\d{1,2})",
    "排序": r"(\d{1,2})",
    "质量": r"([\u4e00-\u9fff]{2,10}?)",
}


def glued_row(text: str, cuts: list[tuple[int, int]], lexicon: Lexicon) -> re.Pattern[str] | None:
    """How a row reads below a head that is nothing but labels run together; None when the text is no such head."""
    if (
        len(cuts) < 2
        or any(end != start for (_, end), (start, _) in itertools.pairwise(cuts))
        or cuts[-1][1] != len(text)
    ):
        return None
    parts: list[str] = []
    for start, end in cuts:
        label = squeeze(text[start:end])
        elements = lexicon.elements(label)
        parts.append(_GLUED_CELLS.get(elements[0], r"(.*?)") if elements else _GLUED_ASIDES.get(label, r"(.*?)"))
    if sum(part != r"(.*?)" for part in parts) < 2:
        return None
    return re.compile("".join(parts[:-1]) + (parts[-1] if parts[-1] != r"(.*?)" else r"(.*)") + "$")


def _body(lines: list[Line]) -> int:
    """How many lines belong to the notice itself: what follows 相关公告, 上一篇 and the like near the end does not."""
    for index in range(max(3, len(lines) - 40), len(lines)):
        if lines[index].table < 0 and _AFTER.match(lines[index].text):
            return index
    end = len(lines)
    while end > 4 and lines[end - 1].table < 0 and _OTHER_NOTICE.match(lines[end - 1].text):
        end -= 1
    return end


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


def body_end(document: Document) -> int:
    """Offset where the notice itself ends and lists of other notices begin."""
    index = _body(document.lines)
    return document.lines[index].start if index < len(document.lines) else len(document.text)


def pairs_of(document: Document, lexicon: Lexicon) -> list[Pair]:
    """All pairs of a document in reading order; a value that stands in several places is given for each."""
    return _Walk(document, lexicon).run()
