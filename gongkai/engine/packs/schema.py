"""JSON Schema (draft 2020-12) of the pack files, generated from the models for editors and for the reference."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from gongkai.engine.errors import UnknownIdError
from gongkai.engine.packs.models import (
    AsideTerm,
    CodeTerm,
    ElementTerm,
    EventTerm,
    ExamplesFile,
    FieldFile,
    FieldTerm,
    ItemTerm,
    LawFile,
    PackFile,
    Term,
)
from gongkai.engine.packs.problems import suggestion

_DAY = {"type": "string", "format": "date"}
_RUN = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name", "from", "to"],
    "properties": {"name": {"type": "string"}, "from": _DAY, "to": _DAY, "note": {"type": "string"}},
}
#: a year's holiday notices; read by ``engine.calendar``, which has no models of its own
CALENDAR: dict[str, Any] = {
    "description": "One year of the working calendar (放假安排): one version for each notice, in the order of issue.",
    "type": "object",
    "additionalProperties": False,
    "required": ["year", "versions"],
    "properties": {
        "year": {"type": "integer", "minimum": 1949, "maximum": 9998},
        "versions": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["id", "issued", "holidays"],
                "properties": {
                    **{key: {"type": "string"} for key in ("id", "number", "title", "issuer", "note", "source")},
                    "issued": _DAY,
                    "certainty": {"enum": ["found", "computed", "unverified"]},
                    "holidays": {"type": "array", "items": _RUN},
                    "workdays": {"type": "array", "items": _DAY},
                },
            },
        },
    },
}

#: kind → (what is described, the files it is for)
KINDS: dict[str, tuple[Any, str]] = {
    "pack": (PackFile, "<pack>/pack.yaml"),
    "field": (FieldFile, "<pack>/<field>.yaml"),
    "law": (LawFile, "law/<id>.yaml"),
    "examples": (ExamplesFile, "<pack>/examples.yaml"),
    "vocabulary": (tuple[Term, ...], "vocabulary/{bodies,channels}.yaml"),
    "vocabulary-fields": (tuple[FieldTerm, ...], "vocabulary/fields.yaml"),
    "vocabulary-items": (tuple[ItemTerm, ...], "vocabulary/items.yaml"),
    "vocabulary-elements": (tuple[ElementTerm, ...], "vocabulary/elements/*.yaml"),
    "vocabulary-events": (tuple[EventTerm, ...], "vocabulary/events.yaml"),
    "vocabulary-codes": (tuple[CodeTerm, ...], "vocabulary/codes.yaml"),
    "vocabulary-asides": (tuple[AsideTerm, ...], "vocabulary/asides.yaml"),
    "calendar": (None, "calendar/<year>.yaml"),
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: str) -> dict[str, Any]:
    """The schema of one kind of file. Raises ``UnknownIdError`` for an unknown kind."""
    if kind not in KINDS:
        raise UnknownIdError(
            f"没有“{kind}”这种政策包文件。", remedy=suggestion(kind, KINDS, "") + f"可用的有：{'、'.join(KINDS)}。"
        )
    described, files = KINDS[kind]
    made = CALENDAR if described is None else TypeAdapter(described).json_schema(by_alias=True, mode="validation")
    return {"$schema": DIALECT, "title": files, **{key: value for key, value in made.items() if key != "title"}}


def all_schemas() -> dict[str, Any]:
    """Every kind, as it stands in ``docs/reference/pack-schema.json``."""
    return {kind: schema(kind) for kind in KINDS}
