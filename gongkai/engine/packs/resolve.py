"""Laying a pack, its parents and the national rules over one another.

Own rules stand first; the parent's bind as well, each with its own document and clause; national rules bind every pack.
Nothing is dropped because something else is stricter: which rule binds depends on the dates and is decided later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gongkai.engine.errors import PackError
from gongkai.engine.packs.models import (
    Bodies,
    Channel,
    Document,
    Duty,
    Elements,
    FieldFile,
    Item,
    LawFile,
    PackFile,
)
from gongkai.engine.packs.resolved import (
    BoundChannel,
    BoundDuty,
    BoundElement,
    BoundPeriod,
    Catalogue,
    ResolvedItem,
    Vocabulary,
)

LAW = "law"

PackParts = tuple[PackFile, tuple[FieldFile, ...]]


def resolve(chain: Sequence[PackParts], laws: Sequence[LawFile], vocabulary: Vocabulary) -> Catalogue:
    """The catalogue of the first pack of ``chain`` (its parents follow): fields in the order of the vocabulary, items in
    that of the packs. Raises ``PackError`` for an unknown document id.
    """
    documents = {law.document.id: law.document for law in laws}
    items: dict[str, ResolvedItem] = {}
    free: set[str] = set()  # items that general duties do not bind
    for place in range(len(chain) - 1, -1, -1):
        pack, fields = chain[place]
        documents |= {document.id: document for document in pack.documents}
        own = _own_items(pack, fields, documents, vocabulary)
        free = {name for name in free if name not in own}
        free |= {name for name, item in own.items() if item.own is not None and not item.own.general_duties}
        parent = chain[place + 1][0].id if place + 1 < len(chain) else ""
        merged = {name: _merge(item, items.get(name)) for name, item in own.items()}
        for name, item in items.items():
            if name not in merged:
                merged[name] = replace(item, own=None, inherited_from=item.inherited_from or parent)
        items = merged
    within = {item.field for item in items.values()} | {file.field for _, files in chain for file in files}
    bound = _under_laws(items, free, within, laws=laws, documents=documents, vocabulary=vocabulary)
    order = {name: place for place, name in enumerate(vocabulary.fields)}
    by_field = sorted(bound.items(), key=lambda entry: order.get(entry[1].field, len(order)))
    return Catalogue(chain[0][0].id, chain[0][0], dict(by_field), vocabulary)


def _document(name: str, documents: dict[str, Document], where: str) -> Document:
    try:
        return documents[name]
    except KeyError:
        raise PackError(
            f"文件 id“{name}”不存在。", where=where, remedy=f"现有：{'、'.join(sorted(documents))}。"
        ) from None


def _name(item: Item, vocabulary: Vocabulary) -> str:
    term = vocabulary.items.get(item.item)
    return item.name or (term.name if term else item.item)


def _own_items(
    pack: PackFile, fields: Sequence[FieldFile], documents: dict[str, Document], vocabulary: Vocabulary
) -> dict[str, ResolvedItem]:
    first = pack.documents[0]
    found: dict[str, ResolvedItem] = {}
    for file in fields:
        for item in file.items:
            where = f"{pack.id}/{item.item}"
            home = _document(item.document, documents, where) if item.document else first
            general = [*_bind(file.duties, first, documents, pack.id, where, general=True)]
            if item.general_duties:
                general += _bind(pack.duties, first, documents, pack.id, where, general=True)
            found[item.item] = ResolvedItem(
                item=item.item,
                field=file.field,
                name=_name(item, vocabulary),
                own=item if item.unless or not file.unless else item.model_copy(update={"unless": file.unless}),
                duties=(*_bind(item.duties, home, documents, pack.id, where), *general),
                periods=_periods(item, home, documents, pack.id, where),
                required=_required(item.elements, home, item.clause, pack.id),
                optional=_optional_of(item.elements, home, item.clause, pack.id),
                bodies=item.bodies if item.bodies != Bodies() else _or_none(file.bodies),
                code=item.code or file.code,
                channels=_together(
                    _channels(item.channels, home, pack.id) or _channels(file.channels, first, pack.id),
                    _channels(pack.channels, first, pack.id),
                ),
                clause=item.clause,
                document=home,
            )
    return found


def _or_none(bodies: Bodies) -> Bodies | None:
    return None if bodies == Bodies() else bodies


def _bind(
    duties: Iterable[Duty],
    home: Document,
    documents: dict[str, Document],
    pack: str,
    where: str,
    *,
    general: bool = False,
) -> tuple[BoundDuty, ...]:
    return tuple(
        BoundDuty(duty, _document(duty.document, documents, where) if duty.document else home, pack, general)
        for duty in duties
    )


def _periods(
    item: Item, home: Document, documents: dict[str, Document], pack: str, where: str
) -> tuple[BoundPeriod, ...]:
    return tuple(
        BoundPeriod(period, _document(period.document, documents, where) if period.document else home, pack)
        for period in item.periods
    )


def _required(elements: Elements, home: Document, clause: str, pack: str) -> tuple[BoundElement, ...]:
    facts = tuple((name, tuple(values)) for name, values in elements.facts.items())
    return tuple(
        BoundElement(name, home, clause, pack, elements.conditional.get(name, ""), facts) for name in elements.required
    )


def _optional_of(elements: Elements, home: Document, clause: str, pack: str) -> tuple[BoundElement, ...]:
    return tuple(BoundElement(name, home, clause, pack) for name in elements.optional)


def _channels(channels: Iterable[Channel], home: Document, pack: str) -> tuple[BoundChannel, ...]:
    return tuple(BoundChannel(channel, home, pack) for channel in channels)


def _merge(own: ResolvedItem, parent: ResolvedItem | None) -> ResolvedItem:
    """The own item with the parent's rules behind its own."""
    if parent is None:
        return own
    return replace(
        own,
        duties=own.duties + parent.duties,
        periods=own.periods + parent.periods,
        required=own.required + parent.required,
        optional=_optional(own.optional + parent.optional, own.required + parent.required),
        bodies=own.bodies or parent.bodies,
        code=own.code or parent.code,
        channels=_together(own.channels, parent.channels),
    )


def _together(near: tuple[BoundChannel, ...], far: tuple[BoundChannel, ...]) -> tuple[BoundChannel, ...]:
    """The nearer channels, then the farther ones that the nearer do not already bind in the same way."""
    named = {(bound.channel.channel, bound.channel.kind) for bound in near}
    return near + tuple(bound for bound in far if (bound.channel.channel, bound.channel.kind) not in named)


def _optional(optional: Iterable[BoundElement], required: Iterable[BoundElement]) -> tuple[BoundElement, ...]:
    """What one rule leaves open and another requires is required."""
    needed = {bound.element for bound in required}
    return tuple(bound for bound in optional if bound.element not in needed)


def _under_laws(
    items: dict[str, ResolvedItem],
    free: set[str],
    fields: set[str],
    *,
    laws: Sequence[LawFile],
    documents: dict[str, Document],
    vocabulary: Vocabulary,
) -> dict[str, ResolvedItem]:
    """Every item with the national rules behind; items that only the law names are added within the pack's fields."""
    found = dict(items)
    free = set(free)
    for law in laws:
        for item in law.items:
            where = f"{LAW}/{law.document.id}/{item.item}"
            term = vocabulary.items.get(item.item)
            if item.item not in found and (term is None or term.field not in fields):
                continue
            home = _document(item.document, documents, where) if item.document else law.document
            ruled = ResolvedItem(
                item=item.item,
                field=term.field if term else "",
                name=_name(item, vocabulary),
                own=None,
                duties=_bind(item.duties, home, documents, LAW, where),
                periods=_periods(item, home, documents, LAW, where),
                required=_required(item.elements, home, item.clause, LAW),
                optional=_optional_of(item.elements, home, item.clause, LAW),
                bodies=_or_none(item.bodies),
                code=item.code,
                channels=_channels(item.channels, home, LAW),
                inherited_from=LAW,
                clause=item.clause,
                document=home,
            )
            if item.item not in found:
                if not item.general_duties:
                    free.add(item.item)
                found[item.item] = ruled
            else:
                found[item.item] = _merge(found[item.item], ruled)
    general = tuple(
        bound
        for law in laws
        for bound in _bind(law.duties, law.document, documents, LAW, f"{LAW}/{law.document.id}", general=True)
    )
    return {name: item if name in free else replace(item, duties=item.duties + general) for name, item in found.items()}
