"""Labels and values in one line of running text: by their colon, by 为 or a gap, or run together with nothing between."""

from __future__ import annotations

import itertools
import re

from gongkai.engine.reading.lexicon import Lexicon, bare, squeeze

_HEADING = (
    re.compile(r"^\s*第[一二三四五六七八九十\d]{1,3}[章节部分]+\s*"),
    re.compile(r"^\s*[一二三四五六七八九十]{1,3}\s*[、.．，,]\s*"),
    re.compile(r"^\s*[(（][一二三四五六七八九十]{1,3}[)）]\s*[、.．]?\s*"),
    re.compile(r"^\s*\d{1,2}\s*[、.．]\s*(?!\d)"),
    re.compile(r"^\s*\d{1,2}(?:\.\d{1,2}){1,3}\s*[、.．]?\s*(?!\d|[%％元万])"),
    re.compile(r"^\s*(?:[(（]\d{1,2}[)）]|\d{1,2}[)）]|[①-⑳])\s*[、.．]?\s*"),
)
COLON = re.compile(r"[：:]")
_BOUNDARY = re.compile(r"[，。；;,、(（)）【】\[\]”\"\s　>]|[：:](?!\d)")
SENTENCE = re.compile(r"[。；！？]")
_LOOSE = re.compile(r"\s{2,}|[；;。]|　")
_GAPPED = re.compile(r"(\S[^：:，。；]{1,20}?)[ \u3000]{2,}(\S.*)$")
_REACH = 120
_SAID = re.compile(r"(?:[（(][^（）()]{1,24}[）)])?(?:现)?(?:拟)?(?:定)?(?:为|是|于)\s*")


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
    found: list[tuple[str, int, int]] = []
    begin = last = 0
    for colon in COLON.finditer(text):
        at = colon.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        behind, last = last, last if before.isdigit() and after.isdigit() else at + 1
        if before in "：:" or (before.isdigit() and after.isdigit()) or after == "/":
            continue
        # What can be a label is short: looking back further would take hours over a line of a million colons.
        near = max(begin, at - _REACH)
        segment = text[near:at]
        # no label holds a colon
        begun = max(near, behind)
        start = _label_start(text[begun:at], lexicon)
        start += begun - near if start >= 0 else 0
        if start < 0 and found:
            start = _glued_label(segment, lexicon)
        if start < 0:
            opening = not found and near == begin and not SENTENCE.search(segment)
            loose = None if opening else list(_LOOSE.finditer(segment))
            if opening and len(squeeze(segment)) <= 18:
                start = 0
            elif (
                loose and 2 <= len(squeeze(segment[loose[-1].end() :])) <= 12 and "，" not in segment[loose[-1].end() :]
            ):
                start = loose[-1].end()
            else:
                continue
        label_at = near + start
        if not squeeze(text[label_at:at]):
            continue
        if found:
            raw, value_at, value_end = found[-1]
            found[-1] = (raw, value_at, min(value_end, label_at))
        found.append((text[label_at:at], at + 1, _closing(text, label_at, at)))
        begin = at + 1
    return found


def _closing(text: str, label_at: int, colon: int) -> int:
    """Where the value of a label ends that opens a bracket, as in 张三（注册编号：云1530001）; else the end of the text."""
    close = {"（": "）", "(": ")"}.get(text[label_at - 1 : label_at])
    at = text.find(close, colon) if close else -1
    return at if at >= 0 else len(text)


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
