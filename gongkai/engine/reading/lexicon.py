"""Which words name which content element (内容要素): the labels of the vocabulary, ready for looking up.

A label in a notice rarely stands alone: it carries numbering, spaces between its characters, a unit in brackets, or two
labels joined by a conjunction. ``squeeze`` takes the first three away; ``Lexicon.elements`` resolves the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from gongkai.engine.reading.shapes import REPORTED

if TYPE_CHECKING:
    from gongkai.engine.packs.resolved import Vocabulary

_SPACE = re.compile(r"\s+")
_NUMBERING = re.compile(
    r"^(?:(?:第?[一二三四五六七八九十]{1,3}[、.,，章节条]|[(（][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}[、.,，)）](?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}(?=[\u4e00-\u9fff])|\d{1,2}(?=[\u4e00-\u9fff])(?![年月日号时个套台]))"
    r"[★*▲●■◆※·\-]*){1,2}"
)
_EDGES = "：:　 \t|*★▲●■◆※·.。，,、；;-—_【】[]“”\"'"
# 投标截止时间变更为：, 公示期为：, 评标结果如下：
_TAIL = re.compile(
    r"(?:现)?(?:变更|更正|调整|修改|更改|延期|顺延|推迟|延长)(?:为|至|到)$|(?:分别)?(?:为|是|如下|至|有)$"
)
_DIGIT = re.compile(r"\d")
_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]{0,24})[)）\]】]$")
_JOINED = re.compile(r"[、/及和与]|以及|并")
_LEADING = re.compile(
    r"^(?:本次|本项目|本工程|本标段|该项目|拟|拟定|本|其|原|现|被|第?[一二三四五六七八九十\d]{1,2}(?:标段|标包|包件?|标项))(?=.{2})"
)
_UNIT = re.compile(r"万元|亿元|千元|元/?%|元|%|公顷|平方米|亩|日历天|天|年|月|分")


#: labels that say nothing alone; what they are of stands in a heading, a label above or the party last named
NAME = frozenset(("名称", "单位名称", "全称", "机构名称", "单位", "姓名", "企业名称", "公司名称"))
PLACE = frozenset(
    ("地址", "联系地址", "单位地址", "地点", "通讯地址", "详细地址", "注册地址", "住所", "办公地址", "所在地")
)
WHEN = frozenset(("时间", "日期", "截止时间", "开始时间", "结束时间", "起止时间", "期限", "起始时间"))
HOW = frozenset(("方式", "方法", "途径", "地点", "网址", "平台"))
PRICE = frozenset(("售价", "价格", "工本费", "费用", "金额"))
VAGUE = NAME | WHEN | HOW | PRICE


def squeeze(text: str) -> str:
    """A label without white space, numbering and edge punctuation: ``"1.2 联 系 人："`` → ``"联系人"``."""
    return _squeezed(text) if len(text) <= 60 else _squeeze(text)


@lru_cache(maxsize=16384)
def _squeezed(text: str) -> str:
    return _squeeze(text)


def _squeeze(text: str) -> str:
    bare = _SPACE.sub("", text).strip(_EDGES)
    cut = _NUMBERING.match(bare)
    if cut and cut.end() < len(bare):
        bare = bare[cut.end() :].strip(_EDGES)
    return bare


def bare(label: str) -> str:
    """A squeezed label without a bracket at its end: ``采购代理机构信息（如有）`` → ``采购代理机构信息``."""
    return _BRACKET.sub("", label)


def unit_of(label: str) -> str:
    """The unit a label states, as in ``成交价格(万元)`` → ``万元``; empty when it states none."""
    bracket = _BRACKET.search(label)
    if not bracket:
        return ""
    found = _UNIT.search(bracket[1])
    return found[0] if found else ""


class Lexicon:
    """Labels → element ids.

    ``labels``: element id → its labels. ``stops``: labels that are known to name no element of ours; they end a value
    that runs over several lines, and nothing else.
    """

    def __init__(self, labels: Mapping[str, Iterable[str]], stops: Iterable[str]) -> None:
        self._exact: dict[str, tuple[str, ...]] = {}
        wild: list[tuple[str, str]] = []
        for element, names in labels.items():
            for name in names:
                if "*" in name:
                    wild.append(
                        (element, "[^，。；（）(),;]{0,6}".join(re.escape(part) for part in name.lower().split("*")))
                    )
                    continue
                key = squeeze(name).lower()
                if element not in self._exact.get(key, ()):
                    self._exact[key] = (*self._exact.get(key, ()), element)
        self._wild = re.compile("|".join(f"({pattern})" for _, pattern in wild)) if wild else None
        self._wild_elements = tuple(element for element, _ in wild)
        self._stops = frozenset(squeeze(name).lower() for name in stops)
        self.longest = max(map(len, (*self._exact, *self._stops)), default=0)
        self.others: Lexicon | None = None
        # a notice repeats few labels, but a hostile one may invent many: the cache is bounded
        self.elements = lru_cache(maxsize=8192)(self._elements)
        self.known = lru_cache(maxsize=8192)(self._known)

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Lexicon:
        """The lexicon of a vocabulary. ``others`` knows the elements that only a pack names: they are found by their label
        where there is one, to tell what a notice lacks, and are not reported as read.
        """
        labels = {name: term.labels for name, term in vocabulary.elements.items()}
        stops = [label for term in vocabulary.asides.values() for label in term.labels]
        main = cls({name: names for name, names in labels.items() if name in REPORTED}, stops)
        main.others = cls({name: names for name, names in labels.items() if name not in REPORTED}, ())
        return main

    def prefixes(self, text: str) -> list[tuple[int, int]]:
        """Known labels of four characters or more that stand at the start of a text and, glued on, further in it: the
        (start, end) of each. Empty when the text does not start with one that a value follows.
        """
        first = self._prefix(text, 0, 2)
        if not first:
            return []
        cuts = [(0, first)]
        at = first
        while at < len(text) - 1:
            # right behind a label another may be short; within a value only a long one is believed
            end = self._prefix(text, at, 2 if at == cuts[-1][1] else 4)
            if end:
                cuts.append((at, end))
                at = end
            else:
                at += 1
        whole = cuts[-1][1] == len(text) and len(cuts) > 2
        if not whole and (first < 4 or first >= len(text) or text[first] in "的为是和及、，。或中与"):
            return []
        return [
            (start, end)
            for start, end in cuts
            if whole or start == 0 or (end - start >= 4 and text[end : end + 1] not in "的为是和及、，。或中与")
        ]

    def _prefix(self, text: str, at: int, least: int) -> int:
        for length in range(min(self.longest, len(text) - at, 14), least - 1, -1):
            key = text[at : at + length].lower()
            if key in self._exact or key in self._stops:
                return at + length
        return 0

    def exact(self, label: str) -> bool:
        """Whether the text is a label to the letter; one that only stands aside has four characters at least."""
        return label.lower() in self._exact or (len(label) > 3 and label.lower() in self._stops)

    def _known(self, label: str) -> bool:
        """Whether the squeezed text is a label, of an element or of something we only step over."""
        return bool(self.elements(label)) or self._stop(label)

    def _stop(self, label: str) -> bool:
        key = label.lower()
        return key in self._stops or _BRACKET.sub("", key) in self._stops

    def _elements(self, label: str) -> tuple[str, ...]:
        """The elements a squeezed label names, the likeliest first; empty when it names none."""
        key = label.lower()
        found = self._look(key)
        if found or key in self._stops or len(key) > 26 or _DIGIT.search(key):
            return found
        pieces = [piece for piece in _JOINED.split(key) if piece]
        if len(pieces) > 1:
            out: list[str] = []
            tail = pieces[-1]
            for index, piece in enumerate(pieces):
                got = self._look(piece)
                if not got and index + 1 < len(pieces):
                    # 投标截止及开标时间: the last piece lends its ending to the ones before it
                    got = self._look(piece + tail[-2:])
                if not got and index:
                    got = self._look(pieces[0][:-2] + piece)
                out += [element for element in got if element not in out]
            if out and any(self._look(piece) for piece in (pieces[0], tail)):
                return tuple(out)
        return self._by_pattern(_BRACKET.sub("", key))

    def _by_pattern(self, key: str) -> tuple[str, ...]:
        """The element of the first label with ``*`` (up to six characters) that the whole key fits."""
        if self._wild is None:
            return ()
        found = self._wild.fullmatch(key)
        return (self._wild_elements[found.lastindex - 1],) if found and found.lastindex else ()

    def _look(self, key: str) -> tuple[str, ...]:
        plain = _BRACKET.sub("", key)
        ended = _TAIL.sub("", plain)
        for form in (key, plain, ended, _LEADING.sub("", key), _LEADING.sub("", ended)):
            found = self._exact.get(form)
            if found:
                return found
        return ()
