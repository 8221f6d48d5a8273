"""A catalogue (目录) as it binds: a pack with its parents and the national rules laid over one another.

Plain dataclasses without behaviour; ``load.py`` fills them, deadlines, checks and pages read them. Nothing here imports
the pydantic models at run time, so that a compiled catalogue can be read without them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.engine.packs.models import (
        AsideTerm,
        Bodies,
        Channel,
        CodeTerm,
        Document,
        Duty,
        ElementTerm,
        EventTerm,
        FieldTerm,
        Item,
        ItemTerm,
        PackFile,
        Period,
        Term,
    )


@dataclass(frozen=True, slots=True)
class BoundDuty:
    """A deadline rule (公开时限) with the document it stands in.

    ``pack``: id of the pack that holds it, or ``law`` for a national rule. ``general``: true when it binds a whole pack
    or field (总则性规定) and not this item alone.
    """

    duty: Duty
    document: Document
    pack: str
    general: bool = False


@dataclass(frozen=True, slots=True)
class BoundPeriod:
    """A minimum length (公告期、公示期) with the document it stands in."""

    period: Period
    document: Document
    pack: str


@dataclass(frozen=True, slots=True)
class BoundElement:
    """One content element (内容要素) of an item with the clause that asks for it.

    ``condition``: in words, when it is asked at all (委托代理机构的); empty when it always is. ``facts``: names and values of
    the facts that make the rule apply.
    """

    element: str
    document: Document
    clause: str
    pack: str
    condition: str = ""
    facts: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class BoundChannel:
    """A channel (公开渠道) with the document that names it."""

    channel: Channel
    document: Document
    pack: str


@dataclass(frozen=True, slots=True)
class ResolvedItem:
    """An item (公开事项) with everything that binds it in one pack.

    ``own``: the pack's own entry, None when the item comes from a parent pack or from national rules alone;
    ``inherited_from`` then names that pack (or ``law``) and is empty otherwise.
    """

    item: str
    field: str
    name: str
    own: Item | None
    duties: tuple[BoundDuty, ...] = ()
    periods: tuple[BoundPeriod, ...] = ()
    required: tuple[BoundElement, ...] = ()
    optional: tuple[BoundElement, ...] = ()
    bodies: Bodies | None = None
    code: tuple[str, ...] = ()
    channels: tuple[BoundChannel, ...] = ()
    inherited_from: str = ""
    #: where the item itself stands, in the nearest document that names it
    clause: str = ""
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ids all packs share (词汇), each list by id in the order of its file."""

    fields: dict[str, FieldTerm] = field(default_factory=dict)
    items: dict[str, ItemTerm] = field(default_factory=dict)
    elements: dict[str, ElementTerm] = field(default_factory=dict)
    bodies: dict[str, Term] = field(default_factory=dict)
    channels: dict[str, Term] = field(default_factory=dict)
    events: dict[str, EventTerm] = field(default_factory=dict)
    codes: dict[str, CodeTerm] = field(default_factory=dict)
    asides: dict[str, AsideTerm] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One pack as it binds today: ``items`` by id, in the order of the pack."""

    id: str
    pack: PackFile
    items: dict[str, ResolvedItem]
    vocabulary: Vocabulary
