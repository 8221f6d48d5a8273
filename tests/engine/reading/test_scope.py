from __future__ import annotations

import pytest

from gongkai.engine.packs.load import load_vocabulary
from gongkai.engine.reading import scope
from gongkai.engine.reading.classify import Kind
from gongkai.engine.reading.shapes import REPORTED


def kind(field: str, stage: str, item: str = "") -> Kind:
    return Kind(field, item, stage, 1.0, "")


@pytest.mark.parametrize(
    ("field", "stage", "element", "answer"),
    [
        ("procurement", "tender", "winner", False),
        ("procurement", "tender", "submission.deadline", True),
        ("procurement", "result", "winner", True),
        ("procurement", "result", "candidates", False),
        ("procurement", "result", "submission.deadline", False),
        ("procurement", "plan", "submission.deadline", False),
        ("procurement", "correction", "submission.deadline", True),
        ("procurement", "opening-record", "submission.deadline", True),
        ("procurement", "contract", "contract.parties", True),
        ("construction", "candidates", "candidates", True),
        ("construction", "candidates", "winner", False),
        # parcels are sold, not bought; the figures of a plan may stand in a tender for its building
        ("procurement", "tender", "parcel.code", False),
        ("construction", "tender", "plot-ratio", True),
        ("land", "tender", "parcel.code", True),
        ("land", "result", "transferee", True),
        ("land", "result", "winner", False),
        ("housing", "result", "winner", False),
        # where the stage is unknown nothing is ruled out by it
        ("procurement", "unknown", "winner", True),
    ],
)
def test_what_a_notice_of_a_kind_can_hold(field: str, stage: str, element: str, *, answer: bool) -> None:
    assert scope.holds(kind(field, stage), element) is answer


@pytest.mark.parametrize(
    ("given", "element", "meant"),
    [
        (kind("land", "result"), "winner", "transferee"),
        (kind("land", "result"), "amount", "deal.price"),
        (kind("property", "tender"), "price.ceiling", "price.start"),
        (kind("land", "tender"), "duration", "term"),
        (kind("property", "tender"), "duration", "duration"),
        (kind("mining", "tender", "mining.transfer-publicity"), "price.start", "deal.price"),
        (kind("construction", "candidates"), "winner", "candidates"),
        (kind("construction", "candidates"), "amount", "candidate.price"),
        (kind("procurement", "result"), "deal.price", "amount"),
        (kind("procurement", "result"), "transferee", "winner"),
        (kind("procurement", "tender"), "budget", "budget"),
    ],
)
def test_what_a_label_means_in_a_notice_of_a_kind(given: Kind, element: str, meant: str) -> None:
    assert scope.meant(given, element) == meant


def test_whatever_is_reported_is_in_the_vocabulary() -> None:
    assert set(load_vocabulary().elements) >= REPORTED
    assert set(scope.IN_FIELD.values()) <= REPORTED
