"""The samples are what they claim: every answer stands in its notice, every code is right unless it is meant to be wrong."""

import json
import re
from pathlib import Path

import pytest

from gongkai.engine import codes
from gongkai.engine.packs.load import load_vocabulary
from gongkai.engine.reading.open import document_of
from gongkai.engine.reading.sources import Unreadable, iter_incoming

SAMPLES = Path(__file__).parents[1] / "samples"
LABELS = [json.loads(line) for line in (SAMPLES / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
WRONG_CREDIT = "91530199XXGK003212"  # ggzy-award-contradiction
WRONG_IDENTITY = "110101190711200051"  # odd-private-account


def key(incoming):
    return Path(incoming.id).stem


def bare(text):
    """Without white space."""
    return re.sub(r"[\s\u200b]+", "", text)


@pytest.fixture(scope="module")
def documents():
    incoming = list(iter_incoming([SAMPLES / "notices"]))
    assert not [one for one in incoming if isinstance(one, Unreadable)]
    return {key(one): document_of(one) for one in incoming}


def test_every_notice_is_answered_once(documents):
    assert sorted(documents) == sorted(label["id"] for label in LABELS)


@pytest.mark.parametrize("label", LABELS, ids=[label["id"] for label in LABELS])
def test_answers_use_the_vocabulary_and_stand_in_the_notice(label, documents):
    vocabulary = load_vocabulary()
    assert label["item"] in vocabulary.items or label["item"] == "unknown"
    assert label["field"] in vocabulary.fields or label["field"] == "unknown"
    document = documents[label["id"]]
    text = bare(
        document.text + document.raw + document.title + " ".join(document.meta.values()) + " ".join(document.chrome)
    )
    for element, values in label["elements"].items():
        assert element in vocabulary.elements
        for value in values:
            if element != "published.date":
                assert bare(value) in text, (element, value)
    for personal in label["personal"]:
        assert bare(personal["text"]) in text


def test_codes_are_right_but_for_the_two_meant_to_be_wrong(documents):
    text = "\n".join(document.text for document in documents.values())
    firms = set(re.findall(r"91530199XXGK\w{6}", text))
    assert {code for code in firms if codes.check_credit(code).outcome != "pass"} == {WRONG_CREDIT}
    identities = set(re.findall(r"(?<!\d)1101011\d{11}(?!\d)", text))
    assert {code for code in identities if not codes.is_identity(code)} == {WRONG_IDENTITY}


def test_citizen_numbers_belong_to_nobody_alive(documents):
    for document in documents.values():
        for birth in re.findall(r"(?<!\d)110101(\d{4})\d{8}(?!\d)", document.text):
            assert int(birth) < 1910


def test_every_field_and_the_odd_kinds_are_there():
    fields = {label["field"] for label in LABELS}
    assert fields >= {
        "housing", "land", "mining", "procurement", "property", "construction", "medical", "carbon", "electromechanical",
        "nev", "emission", "franchise", "confiscated", "unknown",
    }  # fmt: skip
    items = {label["item"] for label in LABELS}
    assert items >= {"other.tender-plan", "other.clarification", "other.opening-record"}
