"""The worked cases of the national rules (``packs/law/examples/<pack>.yaml``) hold in the pack their file is named after."""

from __future__ import annotations

import pytest

from gongkai.engine.packs.examples import run_examples
from gongkai.engine.packs.load import load_catalogue
from gongkai.engine.packs.models import ExamplesFile, Expectation
from gongkai.engine.packs.sources import SHIPPED
from gongkai.engine.packs.yamlfile import read_tree

FOLDER = SHIPPED / "law" / "examples"
CASES = [
    pytest.param(path.stem, example, id=f"{path.stem}: {example.name}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for example in ExamplesFile.model_validate(read_tree(path, path.name).data).examples
]


def test_there_are_cases() -> None:
    assert len(CASES) >= 25


@pytest.mark.parametrize(("pack", "example"), CASES)
def test_case(pack: str, example: Expectation) -> None:
    (outcome,) = run_examples(load_catalogue(pack), [example])
    assert outcome.failures == ()
