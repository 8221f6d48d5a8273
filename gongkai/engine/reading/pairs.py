"""Labels with their values, wherever a notice puts them.

Four places are known, because platforms have these in common and little else: ``label：value`` in running text (several in
a line), a label alone on its line with the value below, tables (label–value, column heads, or one row for each label and a
column for each candidate), and a numbered heading with its section beneath. ``pairs_of`` walks the document once, in order.
"""

from __future__ import annotations

import re

from gongkai.engine.reading.document import Document, Line
from gongkai.engine.reading.gathered import Gathered, Pair
from gongkai.engine.reading.grids import Grid
from gongkai.engine.reading.inline import COLON, SENTENCE, glued_row, heading_level, split_inline, split_said
from gongkai.engine.reading.lexicon import NAME, Lexicon, squeeze
from gongkai.engine.reading.runs import Run, run_at

_DATE_ONLY = re.compile(
    r"^\s*(?:\d{4}|[二一][〇○零OＯ0一二三四五六七八九]{3})\s*年[^，。：:]{2,12}[日号]\s*$|^\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s*$"
)
# at the very end: titles of other notices, as lists of related ones leave them
_OTHER_NOTICE = re.compile(
    r"^[^。：:；，]{6,80}(?:公告|公示|通知)(?:[（(][^（）()]{1,12}[)）])?(?:\s*[\[【]?\d{4}-\d{1,2}-\d{1,2}[\]】]?)?$"
)
_AFTER = re.compile(
    r"^\s*(?:相关(?:公告|信息|链接|阅读|文章|新闻|推荐)|热门.{0,6}|上一[篇条].*|下一[篇条].*|猜你喜欢|友情链接.{0,3})\s*[：:]?\s*$"
)
#: number of the table that two columns of running text make: 招标人：甲  招标代理机构：乙
_BESIDE = 100_000
_MARK = re.compile(r"[，。；、]")
_EMPTY = frozenset(("", "/", "／", "\\", "-", "--", "—", "——", "|"))


class _Walk:
    """One pass over a document. Holds the headings above and the label that still waits for its value."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document = document
        self.lexicon = lexicon
        self.gathered = Gathered(lexicon)
        self.glued = self._is_glued()

    def run(self) -> list[Pair]:
        lines = self.document.lines[: _body(self.document.lines)]
        index = 0
        while index < len(lines):
            line = lines[index]
            if line.table >= 0:
                number = line.table
                Grid(number, self.gathered).take(self.document.tables[number])
                while index < len(lines) and lines[index].table == number:
                    index += 1
                continue
            index = self._line(index)
        return self.gathered.pairs

    def _line(self, index: int) -> int:
        """Take the line at the index, with the lines that answer it; the index of the next line to take."""
        line = self.document.lines[index]
        run = run_at(self.document.lines, index)
        if run:
            return self._run(run)
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
        if level and len(label) <= 40 and not SENTENCE.search(label.rstrip("。")):
            self.gathered.push(level, label)
            return self._below(index + 1, [line.text], level) if self.lexicon.elements(label) else index + 1
        if not level and self.gathered.is_label(line.text):
            labels = [line.text]
            index += 1
            lines = self.document.lines
            while (
                index < len(lines)
                and lines[index].table < 0
                and self.gathered.is_label(lines[index].text)
                and not run_at(lines, index)
            ):
                labels.append(lines[index].text)
                index += 1
            return self._below(index, labels, 0)
        self._section(line, level)
        return index + 1

    def _run(self, run: Run) -> int:
        """The rows of a table whose cells stand a line each."""
        for record, row in enumerate(run.rows):
            for head, line in zip(run.heads, row, strict=True):
                self.gathered.emit(head, line.text, line.start, "column", record=record)
        return run.end

    def _labelled(self, index: int, pairs: list[tuple[str, int, int]], level: int, words: int) -> int:
        """A line with ``label：value`` in it; where the last value is empty it stands on the lines below."""
        line = self.document.lines[index]
        label, value_at, value_end = pairs[-1]
        value = line.text[value_at:value_end].strip()
        lead = line.text[words : pairs[0][1] - 1 - len(pairs[0][0])].strip(" 　，,（(；;【[")
        if len(lead) > 3 and not level:
            self._section(Line(lead, line.start + line.text.index(lead, words)), 0)
        first = squeeze(pairs[0][0])
        if level and self.gathered.is_label(lead):
            self.gathered.push(level, squeeze(lead))  # 1.采购人信息 名称：某局 地址：…
        elif level and (not line.text[pairs[0][1] : pairs[0][2]].strip() or self.lexicon.elements(first)):
            self.gathered.push(level, first)
        labels = [squeeze(raw) for raw, _, _ in pairs]
        beside = len(labels) == 2 and (labels[0] == labels[1] or all(self._is_party(name) for name in labels))
        for number, (raw, start, end) in enumerate(pairs[:-1] if value in _EMPTY else pairs):
            table, column = (_BESIDE, number) if beside else (-1, -1)
            self.gathered.emit(raw, line.text[start:end], line.start + start, "inline", table=table, column=column)
        if not value:
            return self._below(index + 1, [label], level)
        if len(pairs) == 1 and self.lexicon.elements(squeeze(label)):
            return self._continued(index + 1, label, level)
        return index + 1

    def _is_party(self, label: str) -> bool:
        return bool({"buyer", "agency"} & set(self.lexicon.elements(label)))

    def _opens(self, line: Line, level: int) -> bool:
        """Whether a line ends the value above it: a table, a label (also an unknown one that a colon ends), or a heading no deeper than ``level``."""
        if line.table >= 0 or line.level:
            return True
        own, _ = heading_level(line.text)
        if own and level and own <= level:
            return True
        if self.gathered.is_label(line.text) or (self.glued and self.lexicon.prefixes(line.text)):
            return True
        if line.text.endswith("：") and len(line.text) <= 16 and not _MARK.search(line.text):
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
                self.gathered.emit(labels[count % columns], line.text, line.start, "run", record=count // columns)
        else:
            for count, line in enumerate(values):
                self.gathered.emit(labels[-1], line.text, line.start, "section" if level else "run", record=count)
        return index

    def _continued(self, index: int, label: str, level: int) -> int:
        """Numbered lines or further paragraphs that go on under ``label：value``."""
        lines = self.document.lines
        count = 1
        while index < len(lines) and count < 40 and not self._opens(lines[index], level):
            own, _ = heading_level(lines[index].text)
            if not own or (level and own <= level) or (not level and own <= 2):
                break
            self.gathered.emit(label, lines[index].text, lines[index].start, "section", record=count)
            index, count = index + 1, count + 1
        return index

    def _is_glued(self) -> bool:
        """Whether labels and values stand without anything between them, as a page whose cells were run together leaves
        them: three lines at least, and more than those with a colon.
        """
        lines = [line.text for line in self.document.lines[:120] if line.table < 0 and len(line.text) <= 80]
        glued = sum(1 for text in lines if not COLON.search(text[:14]) and self.lexicon.prefixes(text))
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
                self.gathered.emit(line.text[start:begin], line.text[begin:stop], line.start + begin, "inline")
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
                self.gathered.emit(
                    label, found[number], lines[index].start + found.start(number), "column", record=record
                )
            index, record = index + 1, record + 1
        return index

    def _section(self, line: Line, level: int) -> None:
        """A paragraph with no label of its own: it answers the nearest heading that names an element."""
        while level and self.gathered.headings and self.gathered.headings[-1][0] >= level:
            self.gathered.headings.pop()
        if _DATE_ONLY.match(line.text):
            return
        for _, heading in reversed(self.gathered.headings):
            if self.lexicon.elements(heading):
                self.gathered.emit(heading, line.text, line.start, "section")
                return


def _numbered_rows(values: list[str], width: int) -> bool:
    """Whether values in rows of the width each open with the row's number, whose head was lost."""
    opens = values[::width]
    return len(values) % width == 0 and opens == [str(number) for number in range(1, len(opens) + 1)]


def _body(lines: list[Line]) -> int:
    """How many lines belong to the notice itself: what follows 相关公告, 上一篇 and the like near the end does not."""
    for index in range(max(3, len(lines) - 40), len(lines)):
        if lines[index].table < 0 and _AFTER.match(lines[index].text):
            return index
    end = len(lines)
    while end > 4 and lines[end - 1].table < 0 and _OTHER_NOTICE.match(lines[end - 1].text):
        end -= 1
    return end


def body_end(document: Document) -> int:
    """Offset where the notice itself ends and lists of other notices begin."""
    index = _body(document.lines)
    return document.lines[index].start if index < len(document.lines) else len(document.text)


def pairs_of(document: Document, lexicon: Lexicon) -> list[Pair]:
    """All pairs of a document in reading order; a value that stands in several places is given for each."""
    return _Walk(document, lexicon).run()
