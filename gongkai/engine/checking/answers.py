"""Whether a content element (内容要素) stands in a notice: yes, no, or no program can tell.

Read means said: the reader reported it, or a broader element that answers for it (``part_of``), or found its label though
it reports no value of it. What the reader did not report may still stand there in words of its own. An element that only
packs name is said when one of its labels stands in the text with something behind it. One the reader reports but did not
find is in doubt where its label stands with a value; then a person has to look. Where only 无 or 详见附件 stands behind the
label, nothing is said, except that 无 answers for what is asked only when there is any.

A ``narrative`` element is told in running text in any words: its absence cannot be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from gongkai.engine.reading.extract import project_in_title
from gongkai.engine.reading.shapes import REPORTED
from gongkai.engine.reading.values import is_nothing

if TYPE_CHECKING:
    from gongkai.engine.checking.model import Notice
    from gongkai.engine.packs.models import ElementTerm
    from gongkai.engine.reading.model import Value


class Answer(StrEnum):
    """``SAID``: it stands there. ``LACKING``: it does not. ``DOUBTFUL``: a person has to look."""

    SAID = "said"
    LACKING = "lacking"
    DOUBTFUL = "doubtful"


_POINTER = re.compile(
    r"^[（(【\s]*(?:具体|内容|信息)?(?:详见|详情见|见|参见|参阅|另见|按)[^，。；]{0,24}(?:附件|文件|附表|原文|链接|公告)[^，。；]{0,10}[）)】。\s]*$"
)
_BLANK = re.compile(r"[ \u3000\xa0]+")
_STOP = re.compile(r"[\n\t。；;]")
#: characters of a value that are looked at
_FAR = 60
_NONE = re.compile(r"^(?:均)?(?:无|没有|不适用)")
#: a short word is a label only where a label stands
_BEFORE = r"(?:^|(?<=[\n\t。；;，,、（(【：:.．)）\d一二三四五六七八九十]))"
_AFTER = r"(?:[（(][^（）()\n]{0,16}[）)])?(?:[：:\t]|\n(?=[^\n]))"
_LONG = 3
#: a line without a sentence: a heading, or the heads of a table that lost its columns
_HEAD_BEFORE, _HEAD_AFTER = r"^[^\n\t，。；：:]{0,40}", r"[^\n\t，。；：:]{0,40}(?<!公示)(?<!公告)(?<!通知)\n(?=[^\n])"
_ADDRESS = re.compile(r"(?:地址|住所)[：:\t]")
#: the part of an address that is no other's, wherever it is written
_STREET = re.compile(r"[路街道巷][\u4e00-\u9fff]{0,6}\d{1,5}(?:-\d{1,5}){0,2}号")
_PARTIES = ("buyer", "agency")
#: characters that tell one address from another
_ENOUGH = 12
#: an element that is said when all of its parts are
_TOGETHER = {"contract.parties": ("buyer", "winner")}


def answer(notice: Notice, element: str, *, none_counts: bool = False) -> Answer:
    """Whether an element is said. ``none_counts``: a plain 无 is an answer too, as for what is asked only if there is any."""
    terms = notice.catalogue.vocabulary.elements
    names = [element]
    while names[-1] in terms and terms[names[-1]].part_of and terms[names[-1]].part_of not in names:
        names.append(terms[names[-1]].part_of)
    if any(_read(notice, name) for name in names):
        return Answer.SAID
    if element in _TOGETHER and all(_read(notice, part) for part in _TOGETHER[element]):
        return Answer.SAID
    if element == "project.name" and project_in_title(notice.reading.title):
        return Answer.SAID
    term = terms.get(element)
    if term is None:
        return Answer.LACKING
    if none_counts and any(
        _NONE.match(value) for name in names if name in terms for value in _beside(notice, terms[name])
    ):
        return Answer.SAID
    if element not in REPORTED and any(_is_value(value) for value in _told(notice, term)):
        return Answer.SAID
    if term.narrative or _unclaimed(notice, element):
        return Answer.DOUBTFUL
    in_doubt = (terms[name] for name in names if name in REPORTED and name in terms)
    return Answer.DOUBTFUL if any(map(_is_value, _all(notice, in_doubt))) else Answer.LACKING


def stands(notice: Notice, element: str) -> bool:
    """Whether an element plainly stands in the notice."""
    return answer(notice, element) is Answer.SAID


def _read(notice: Notice, element: str) -> bool:
    reading = notice.reading
    found: list[Value] = [*reading.elements.get(element, ()), *reading.others.get(element, ())]
    if any(value.text.strip() and not _POINTER.match(value.text) for value in found):
        return True
    return element == "published.date" and notice.published is not None


def _is_value(text: str) -> bool:
    return bool(text) and not is_nothing(text) and not _POINTER.match(text)


def _all(notice: Notice, terms: Iterator[ElementTerm]) -> Iterator[str]:
    for term in terms:
        yield from _beside(notice, term)


def _told(notice: Notice, term: ElementTerm) -> Iterator[str]:
    """What stands behind each mention of an element: behind its labels, and behind its longer ones within a sentence."""
    return _behind(notice, _mentions(term.name, term.labels))


def _beside(notice: Notice, term: ElementTerm) -> Iterator[str]:
    """What stands behind each label of an element, where a label stands."""
    return _behind(notice, _labels(term.labels))


def _behind(notice: Notice, pattern: re.Pattern[str]) -> Iterator[str]:
    text = plain_text(notice)
    for found in pattern.finditer(text):
        at = found.end()
        while at < len(text) and text[at] in "：:\t\n，,）)】":
            at += 1
        stop = _STOP.search(text, at, at + _FAR)
        yield text[at : stop.start() if stop else at + _FAR]


def plain_text(notice: Notice) -> str:
    """The text without blanks and without its title, which names things that it does not tell."""
    if notice.squeezed is None:
        document = notice.reading.document
        text = document.text.replace(document.title, "", 1) if document.title else document.text
        notice.squeezed = _BLANK.sub("", text)
    return notice.squeezed


@lru_cache(maxsize=2048)
def _labels(labels: tuple[str, ...]) -> re.Pattern[str]:
    placed = _BEFORE + _any(labels) + _AFTER
    long = tuple(label for label in labels if len(label) > _LONG)
    return re.compile(f"{placed}|{_HEAD_BEFORE}{_any(long)}{_HEAD_AFTER}", re.MULTILINE)


@lru_cache(maxsize=2048)
def _mentions(name: str, labels: tuple[str, ...]) -> re.Pattern[str]:
    words = dict.fromkeys((name, *labels))
    long = [word for word in words if len(word) >= _LONG]
    placed = _BEFORE + _any(tuple(words)) + _AFTER
    return re.compile(f"{placed}|{_any(tuple(long))}")


def _any(words: tuple[str, ...]) -> str:
    if not words:
        return r"(?!)"
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(".{0,6}".join(map(re.escape, word.split("*"))) for word in longest_first) + ")"


def _unclaimed(notice: Notice, element: str) -> bool:
    """An address or a telephone stands there, and the notice does not show plainly whose it is."""
    whose, _, what = element.partition(".")
    found = notice.reading.elements
    if what == "contact" and whose in _PARTIES:
        known = " ".join(value.text for party in _PARTIES for value in found.get(f"{party}.contact", ()))
        return any(value.text not in known for value in found.get("contact.phone", ()))
    if what.endswith("address"):
        if whose in _PARTIES and any(len(found.get(f"{party}.address", ())) > 1 for party in _PARTIES):
            return True  # two addresses given to one party: the other's is likely among them
        claimed = tuple(
            _BLANK.sub("", value.text)[:_ENOUGH] for name in found if name.endswith(".address") for value in found[name]
        )
        if any(not value.startswith(claimed) for value in filter(_is_value, _behind(notice, _ADDRESS))):
            return True
        told = "\n".join(_BLANK.sub("", value.text) for values in found.values() for value in values)
        return any(street[0] not in told for street in _STREET.finditer(plain_text(notice)))
    return False
