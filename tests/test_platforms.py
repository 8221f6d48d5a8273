"""The notices in the styles of platforms are what they claim: fiction, with answers that stand in them."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from gongkai.engine import codes
from gongkai.engine.packs.load import load_vocabulary

FOLDER = Path(__file__).parent / "data" / "platforms"


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").split("\n") if line]


NOTICES = {one["id"]: one for one in lines("notices.jsonl")}
LABELS = lines("labels.jsonl")


def forms(notice: dict[str, str]) -> tuple[str, ...]:
    """What the notice says: its text, and its HTML without tags, each without white space."""
    shown = html.unescape(re.sub(r"<[^>]*>", "", notice["html"]))
    return tuple(re.sub(r"\s", "", text) for text in (notice["text"], shown))


def test_every_notice_is_answered_once() -> None:
    assert len(NOTICES) == 90
    assert sorted(NOTICES) == sorted(label["id"] for label in LABELS)


@pytest.mark.parametrize("label", LABELS, ids=[label["id"] for label in LABELS])
def test_answers_use_the_vocabulary_and_stand_in_the_notice(label: dict[str, Any]) -> None:
    vocabulary = load_vocabulary()
    assert label["item"] in vocabulary.items or label["item"] == "unknown"
    assert label["field"] in vocabulary.fields or label["field"] == "unknown"
    shown = forms(NOTICES[label["id"]])
    values = [value for several in label["elements"].values() for value in several]
    values += [one["text"] for one in label["personal"]]
    for value in values:
        assert len(value) <= 80
        assert any(re.sub(r"\s", "", value) in text for text in shown), value
    assert set(label["elements"]) <= set(vocabulary.elements)


@pytest.mark.parametrize("notice", NOTICES.values(), ids=list(NOTICES))
def test_nobody_alive_is_in_them(notice: dict[str, str]) -> None:
    for text in (notice["title"], *forms(notice)):
        for _, _, code in codes.find_identities(text):
            assert int(code[6:10]) < 1910
        for birth in re.findall(r"(?:\d{6}|\d{3}\*{4})((?:19|20)\d{2})(?:\d{4}\*{4}|\*{4}\d{2})", text):
            assert int(birth) < 1910
        for _, _, code in codes.find_credits(text):
            if codes.check_credit(code).outcome is codes.Outcome.PASS:
                assert "XXGK" in code
    for text in (notice["text"], re.sub(r"<[^>]*>", " ", notice["html"])):
        for mobile in re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", text):
            assert mobile.startswith("1380000")
