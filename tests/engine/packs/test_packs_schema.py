"""The JSON Schema of pack files is generated, up to date, and true of the shipped files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.engine.errors import UnknownIdError
from gongkai.engine.packs.schema import KINDS, all_schemas, schema

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "pack-schema.json"


def test_the_reference_is_up_to_date():
    assert json.loads(REFERENCE.read_text("utf-8")) == all_schemas(), (
        "run: gongkai packs schema > docs/reference/pack-schema.json"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_what_it_is_for(kind: str):
    made = schema(kind)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["title"] == KINDS[kind][1]
    assert "additionalProperties" in json.dumps(made)


def test_what_a_lawyer_writes_is_what_the_schema_asks():
    duty = schema("field")["$defs"]["Duty"]["properties"]
    assert duty["same-time-as"]["anyOf"] == [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
    spans = [entry for entry in duty["within"]["anyOf"] if entry.get("type") == "string"]
    assert [entry["pattern"] for entry in spans] == [
        "^([0-9]{1,4}) (working-day|working-days|day|days|hour|hours|month|months)$"
    ]
    assert "elements-open" in schema("field")["$defs"]["Item"]["properties"]


def test_an_unknown_kind_is_refused():
    with pytest.raises(UnknownIdError) as caught:
        schema("pak")
    assert caught.value.message == "没有“pak”这种政策包文件。"
    assert caught.value.remedy.startswith("最接近的是“pack”。")
