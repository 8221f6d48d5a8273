"""How well the reader does on notices whose answers are known: the figures, and what they are made of.

An element is found when one of its values equals a labelled one, contains it or is contained in it, white space, ``。；;，,、：:``
and width aside; the value counts as it stands, as it stood before normalising, and in its normal form. Elements under
``ambiguous`` are not scored. Of the elements that hold names, codes, amounts, dates and telephones, every labelled value of
an element that was found is asked for to the letter: as a value, or as what it means (2024年5月6日 is 2024-05-06), or piece by
piece where one side writes several in one (孙琳、马强).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai.engine import numbers
from gongkai.engine.reading.model import Reading

_DROPPED = re.compile(r"[\s。；;，,、：:]+")
_PIECES = re.compile(r"[、，,/;；\s]+|或|转(?=0)")
#: elements whose values are names, codes, amounts, dates, telephones and the like
SHORT = frozenset(
    (
        "agency", "agency.contact", "amount", "area", "building-density", "buyer", "buyer.contact", "candidate.leader",
        "candidate.price", "candidates", "contact.person", "contact.phone", "contract.date", "deal.price", "deal.time",
        "deposit", "greening", "land.use", "license.no", "mineral", "parcel.code", "plot-ratio", "budget", "price.ceiling",
        "price.start", "price.step", "project.code", "published.date", "section", "submission.deadline", "term",
        "transferee", "winner", "winner.code",
    )
)  # fmt: skip
_MONEY = frozenset(("amount", "budget", "candidate.price", "deal.price", "price.ceiling", "price.start", "price.step"))
_MOMENT = frozenset(("contract.date", "deal.time", "published.date", "submission.deadline"))
#: kinds of personal data that the labels call by other names
_SAME_KIND = {"phone": "mobile", "income": "assets"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a careful reader found in a notice."""

    id: str
    item: str
    item_also: tuple[str, ...] = ()
    elements: Mapping[str, Sequence[str]] = field(default_factory=dict)
    personal: tuple[tuple[str, str], ...] = ()  #: (kind, text)
    ambiguous: frozenset[str] = frozenset()

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Answer:
        also = record.get("item_also") or ()
        return cls(
            id=record["id"],
            item=record["item"],
            item_also=(also,) if isinstance(also, str) else tuple(also),
            elements=record["elements"],
            personal=tuple((one["kind"], one["text"]) for one in record["personal"]),
            ambiguous=frozenset(record.get("ambiguous") or ()),
        )


@dataclass(frozen=True, slots=True)
class Given:
    """What the reader answered: forms of each value of each element, and pieces of personal data."""

    item: str
    confidence: float
    elements: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    personal: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, reading: Reading, personal: Iterable[tuple[str, str]] = ()) -> Given:
        raw = reading.document.raw_of
        return cls(
            reading.item,
            reading.confidence,
            {
                element: [(value.text, raw(value.start, value.end), value.normal) for value in values]
                for element, values in reading.elements.items()
            },
            tuple(personal),
        )


@dataclass(slots=True)
class Score:
    """Counts; the figures are shares of them. A share of nothing is 1."""

    notices: int = 0
    items: int = 0  #: right ones
    sure: int = 0  #: answered with confidence 0.9 or more
    sure_right: int = 0
    found: int = 0
    extra: int = 0
    missed: int = 0
    short: int = 0
    short_exact: int = 0
    personal: int = 0
    personal_given: int = 0
    personal_right: int = 0
    wrong: list[str] = field(default_factory=list)  #: what went wrong, a line each

    def figures(self) -> dict[str, float]:
        return {
            "items": _share(self.items, self.notices),
            "sure": _share(self.sure_right, self.sure),
            "precision": _share(self.found, self.found + self.extra),
            "recall": _share(self.found, self.found + self.missed),
            "exact": _share(self.short_exact, self.short),
            "personal recall": _share(self.personal_right, self.personal),
            "personal precision": _share(self.personal_right, self.personal_given),
        }

    def __str__(self) -> str:
        counts = (
            f"{self.notices} notices, {self.sure} sure, {self.found + self.missed} elements, {self.personal} personal"
        )
        return ", ".join(f"{name} {share:.3f}" for name, share in self.figures().items()) + f" ({counts})"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def plain(text: str) -> str:
    """What two values are compared by."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text)).lower()


def alike(given: str, labelled: str) -> bool:
    """Whether one says the other: equal, or the one within the other. A scrap of under four characters contains nothing."""
    one, other = plain(given), plain(labelled)
    return bool(one and other) and (other in one or (len(one) >= 4 and one in other))


def to_the_letter(element: str, given: Sequence[Sequence[str]], labelled: str) -> bool:
    """Whether a labelled value is among the given ones."""
    forms = {plain(form) for value in given for form in value}
    if plain(labelled) in forms:
        return True
    if element in _MONEY:
        money = numbers.parse_money(labelled)
        if money and any(_amount(form) == money.normal for value in given for form in value):
            return True
    if element in _MOMENT:
        moment = numbers.parse_moment(labelled)
        isos = [other.iso for value in given for form in value if (other := numbers.parse_moment(form))]
        # a day is said by a moment of that day
        if moment and any(iso == moment.iso or iso.startswith(f"{moment.iso}T") for iso in isos):
            return True
    pieces = {plain(piece) for value in given for form in value for piece in _PIECES.split(form)} | forms
    wanted = [plain(piece) for piece in _PIECES.split(labelled) if plain(piece)]
    return bool(wanted) and all(piece in pieces for piece in wanted)


def _amount(text: str) -> str:
    money = numbers.parse_money(text)
    return money.normal if money else ""


def score_notice(score: Score, answer: Answer, given: Given) -> None:
    """Add one notice to a score."""
    right = given.item in (answer.item, *answer.item_also)
    score.notices += 1
    score.items += right
    if given.confidence >= 0.9:
        score.sure += 1
        score.sure_right += right
    if not right:
        score.wrong.append(f"{answer.id}: item {given.item} ({given.confidence}), not {answer.item}")
    for element in sorted({*given.elements, *answer.elements} - answer.ambiguous):
        _score_element(score, answer, element, given.elements.get(element, ()))
    _score_personal(score, answer, given)


def _score_element(score: Score, answer: Answer, element: str, given: Sequence[Sequence[str]]) -> None:
    labelled = answer.elements.get(element, ())
    if any(alike(form, label) for value in given for form in value for label in labelled):
        score.found += 1
        if element in SHORT:
            for label in labelled:
                exact = to_the_letter(element, given, label)
                score.short += 1
                score.short_exact += exact
                if not exact:
                    score.wrong.append(f"{answer.id}: {element} {label} is not among {[v[0] for v in given]}")
        return
    if given:
        score.extra += 1
        score.wrong.append(f"{answer.id}: {element} {[value[0] for value in given][:3]}, labelled {list(labelled)[:3]}")
    if labelled:
        score.missed += 1
        if not given:
            score.wrong.append(f"{answer.id}: {element} missed, {list(labelled)[:3]}")


def _score_personal(score: Score, answer: Answer, given: Given) -> None:
    wanted = [(_SAME_KIND.get(kind, kind), text) for kind, text in answer.personal]
    left = list(given.personal)
    score.personal += len(wanted)
    score.personal_given += len(left)
    for kind, text in wanted:
        same = next((one for one in left if one[0] == kind and alike(one[1], text)), None)
        if same:
            left.remove(same)
            score.personal_right += 1
        else:
            score.wrong.append(f"{answer.id}: personal {kind} missed, {text}")
    score.wrong += [f"{answer.id}: personal {kind}, {text}" for kind, text in left]


def answers(path: Path) -> list[Answer]:
    """The labels in a file, a JSON object a line."""
    return [Answer.of(json.loads(line)) for line in path.read_text(encoding="utf-8").split("\n") if line]
