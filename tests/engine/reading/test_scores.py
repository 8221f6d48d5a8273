"""The reader and the screening held against answers made by hand; a figure that drops below what was reached fails."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from scoring import Given, Score, answers, score_notice

from gongkai.engine.packs.load import load_vocabulary
from gongkai.engine.reading.document import Incoming
from gongkai.engine.reading.lexicon import Lexicon
from gongkai.engine.reading.read import read_notice
from gongkai.engine.reading.records import incoming_of
from gongkai.engine.reading.sources import Unreadable, iter_incoming
from gongkai.engine.screening import screen

ROOT = Path(__file__).parents[3]
REAL = ROOT / ".." / "shared" / "real"
PLATFORMS = ROOT / "tests" / "data" / "platforms"
SAMPLES = ROOT / "samples"


def records(folder: Path) -> Iterator[Incoming]:
    with (folder / "notices.jsonl").open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            yield incoming_of(record, record["id"], record["id"])


def files(folder: Path) -> Iterator[Incoming]:
    for incoming in iter_incoming([folder / "notices"]):
        assert not isinstance(incoming, Unreadable)
        incoming.id = Path(incoming.id).stem
        yield incoming


#: folder, how its notices are read, and the figures reached (cut to three places), which no change may lower
SETS: dict[str, tuple[Path, Callable[[Path], Iterator[Incoming]], dict[str, float]]] = {
    "real": (
        REAL,
        records,
        {
            "items": 1.0,
            "sure": 1.0,
            "precision": 0.966,
            "recall": 0.947,
            "exact": 0.97,
            "personal recall": 1.0,
            "personal precision": 1.0,
        },
    ),
    "samples": (
        SAMPLES,
        files,
        {
            "items": 1.0,
            "sure": 1.0,
            "precision": 0.991,
            "recall": 0.982,
            "exact": 0.987,
            "personal recall": 1.0,
            "personal precision": 1.0,
        },
    ),
    "platforms": (
        PLATFORMS,
        records,
        {
            "items": 1.0,
            "sure": 1.0,
            "precision": 0.986,
            "recall": 0.941,
            "exact": 0.966,
            "personal recall": 0.979,
            "personal precision": 0.979,
        },
    ),
}


def scored(folder: Path, read: Callable[[Path], Iterator[Incoming]]) -> Score:
    lexicon = Lexicon.of(load_vocabulary())
    wanted = {answer.id: answer for answer in answers(folder / "labels.jsonl")}
    score = Score()
    for incoming in read(folder):
        answer = wanted.pop(incoming.id, None)
        if answer is None:
            continue
        reading = read_notice(incoming, lexicon)
        personal = [(one.kind, one.text) for one in screen(reading.document, reading)]
        score_notice(score, answer, Given.of(reading, personal))
    assert not wanted, "labels without a notice"
    return score


@pytest.mark.parametrize("name", SETS)
def test_no_figure_drops(name: str, record_property: Callable[[str, object], None]) -> None:
    folder, read, floors = SETS[name]
    if folder == REAL and not (folder / "labels.jsonl").exists():
        pytest.skip(f"{folder} is not there")
    score = scored(folder, read)
    record_property("figures", f"reader on {name}: {score}")
    dropped = {figure: share for figure, share in score.figures().items() if share < floors[figure]}
    assert not dropped, "\n".join(
        [f"{figure}: {share:.4f}, reached {floors[figure]}" for figure, share in dropped.items()] + score.wrong
    )
