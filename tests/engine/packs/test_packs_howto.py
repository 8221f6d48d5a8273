"""The how-to for authors: the pack it walks through is a real one, whole, and holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai.engine.packs.examples import run_examples
from gongkai.engine.packs.lint import lint
from gongkai.engine.packs.load import load_catalogue
from gongkai.engine.packs.models import Duty
from gongkai.engine.packs.sources import read_pack
from gongkai.engine.packs.yamlfile import parse

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "write-a-pack.md"
PACKS = PAGE.parent / "packs"
TEXT = PAGE.read_text("utf-8")


def test_the_page_shows_the_files_as_they_are():
    shown = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    for path in sorted((PACKS / "my-county").glob("*.yaml")):
        assert path.read_text("utf-8") in shown, path.name


def test_the_pack_has_no_errors():
    assert [str(finding) for finding in lint(PACKS) if finding.level == "error"] == []


def test_its_worked_cases_hold():
    source = read_pack(PACKS / "my-county")
    outcomes = run_examples(load_catalogue("my-county", folders=(PACKS,)), source.examples)
    assert [outcome.failures for outcome in outcomes] == [(), (), ()]


@pytest.mark.parametrize("written", re.findall(r"`(\{[^`]*clause: …\})`", TEXT))
def test_every_form_of_deadline_in_the_table_is_valid(written: str):
    duty = parse(written.replace("…", "五"), PAGE, "page").data
    assert Duty.model_validate(duty).form


def test_the_table_shows_every_form():
    written = re.findall(r"`(\{[^`]*clause: …\})`", TEXT)
    assert len({Duty.model_validate(parse(each, PAGE, "page").data).form for each in written}) == 10


def test_the_mistake_it_shows_is_answered_like_that(tmp_path: Path):
    folder = tmp_path / "my-county"
    folder.mkdir()
    for path in (PACKS / "my-county").glob("*.yaml"):
        text = path.read_text("utf-8")
        if path.name == "land.yaml":
            text = text.replace("    clause: 三(二)\n    elements:", "    claus: 三(二)\n    elements:")
        (folder / path.name).write_text(text, "utf-8")
    (found,) = [finding for finding in lint(tmp_path) if finding.level == "error"]
    said = f"错误：{str(found).replace(str(tmp_path), 'docs/how-to/packs')}"
    assert said in TEXT
