"""How packs stand to their parent and to one another: what each answers, lacks, tightens, loosens and adds.

Two deadlines are compared only where that is certain: same form, overlapping events, facts of one contained in the other's.
Working days and calendar days are compared by the shortest and longest time either can take; where these overlap the two
are called different, not stricter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from gongkai.engine.packs.load import load_catalogue, load_folder_catalogue
from gongkai.engine.packs.models import Bodies, Duty, Form, Span, Unit
from gongkai.engine.packs.resolve import LAW
from gongkai.engine.packs.resolved import BoundDuty, Catalogue, ResolvedItem
from gongkai.engine.packs.views import own_optional, titles, unique
from gongkai.engine.packs.words import duty_words, period_words

Direction = Literal["tighter", "looser"]
Kind = Literal["answered", "unanswered", "lacking", "added"]

NATIONAL = "cn"

#: The longest run a span can become on the calendar, in hours a unit: a working week is 5 days in 7, and the longest
#: holiday with its weekends adds at most 12 days.
_HOURS = {Unit.HOURS: 1, Unit.DAYS: 24, Unit.WORKING_DAYS: 24, Unit.MONTHS: 28 * 24}
_LONGEST_BREAK = 12 * 24


@dataclass(frozen=True, slots=True)
class DeadlineChange:
    """One own deadline held against one of the parent's; both as sentences."""

    direction: Direction
    own: str
    own_clause: str
    parent: str
    parent_clause: str
    different_start: bool = False  #: the two run from different events; the own one is the shorter


@dataclass(frozen=True, slots=True)
class Comparison:
    """One item of the pack or of its parent.

    ``answered``: own and the parent's; ``lacking``: the parent's, left out for the reason in ``reason``; ``unanswered``:
    the parent's, without reason (it binds all the same); ``added``: own only.
    """

    item: str
    name: str
    field: str
    kind: Kind
    reason: str = ""
    deadlines: tuple[DeadlineChange, ...] = ()
    own_rules: tuple[tuple[str, str], ...] = ()  #: own deadlines of another form than any above: sentence, clause
    elements_added: tuple[str, ...] = ()
    elements_lacking: tuple[str, ...] = ()


def shortest_hours(span: Span) -> int:
    return span.count * _HOURS[span.unit]


def longest_hours(span: Span) -> int:
    if span.unit is Unit.WORKING_DAYS:
        weeks, rest = divmod(span.count, 5)
        return (weeks * 7 + rest + 2) * 24 + _LONGEST_BREAK * (1 + span.count // 60)
    return span.count * (31 * 24 if span.unit is Unit.MONTHS else _HOURS[span.unit])


def compare_spans(own: Span, parent: Span) -> int:
    """-1 when ``own`` is never the longer, 1 when never the shorter, 0 when equal or not certain."""
    if own.unit is parent.unit:
        return (own.count > parent.count) - (own.count < parent.count)
    if longest_hours(own) <= shortest_hours(parent):
        return -1
    return 1 if shortest_hours(own) >= longest_hours(parent) else 0


def _within_facts(own: Duty, parent: Duty) -> bool:
    """Whether the own rule applies only where the parent's applies too."""
    return all(name in own.facts and set(own.facts[name]) <= set(values) for name, values in parent.facts.items())


def compare_duties(own: Duty, parent: Duty) -> Direction | None:
    """Whether ``own`` is surely tighter or looser than ``parent``; None when equal or not to be compared."""
    if own.form is not parent.form or own.action != parent.action or not _within_facts(own, parent):
        return None
    order = 0
    if own.form is Form.WITHIN and own.within and parent.within and set(own.when) & set(parent.when):
        order = compare_spans(own.within, parent.within)
    elif own.form is Form.AT_LEAST_BEFORE and own.at_least and parent.at_least and own.before == parent.before:
        order = -compare_spans(own.at_least, parent.at_least)
    elif own.by_date and parent.by_date:
        order = (own.by_date > parent.by_date) - (own.by_date < parent.by_date)
    return None if order == 0 else "tighter" if order < 0 else "looser"


def _changes(own: ResolvedItem, parent: ResolvedItem, catalogue: Catalogue) -> tuple[DeadlineChange, ...]:
    """Each parent's deadline against the tightest and loosest comparable own ones.

    An own rule is looser only when no other own rule for the same event is as tight as the parent's: a pack that repeats
    the general 20 days beside its own 5 has not loosened anything.
    """
    mine = [bound for bound in own.duties if bound.pack == catalogue.id]
    theirs = [bound for bound in parent.duties if bound.pack not in {catalogue.id, LAW}]
    changes: dict[DeadlineChange, None] = {}
    for above in theirs:
        for bound in mine:
            repeated = any(_equal(bound, other) for other in theirs)
            elsewhere = above.general and not bound.general and _shorter_from_elsewhere(bound.duty, above.duty)
            if elsewhere and not repeated:
                changes[_change("tighter", bound, above, catalogue, different_start=True)] = None
        compared = [(bound, compare_duties(bound.duty, above.duty)) for bound in mine]
        for bound, direction in compared:
            if direction == "tighter" and not (bound.general and not above.general):
                changes[_change("tighter", bound, above, catalogue)] = None
        if any(direction == "tighter" or _equal(bound, above) for bound, direction in compared):
            continue
        for bound, direction in compared:
            if direction == "looser" and not (bound.general and not above.general):
                changes[_change("looser", bound, above, catalogue)] = None
    return tuple(changes)


def _equal(own: BoundDuty, parent: BoundDuty) -> bool:
    left, right = own.duty, parent.duty
    return (left.form, left.within, left.at_least, left.before, left.by_date, left.on) == (
        right.form,
        right.within,
        right.at_least,
        right.before,
        right.by_date,
        right.on,
    ) and set(left.when) >= set(right.when)


def _shorter_from_elsewhere(own: Duty, parent: Duty) -> bool:
    """Whether an item's own span is surely shorter than a general one, though it runs from another event."""
    return (
        own.within is not None
        and parent.within is not None
        and own.action == parent.action
        and not parent.facts
        and not set(own.when) & set(parent.when)
        and compare_spans(own.within, parent.within) < 0
    )


def _own_rules(own: ResolvedItem, parent: ResolvedItem, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """The item's own deadlines of a form that nothing above it has."""
    forms = {bound.duty.form for bound in parent.duties if bound.pack != LAW}
    return tuple(
        (duty_words(bound.duty, catalogue.vocabulary, titles=titles(catalogue)), bound.duty.clause)
        for bound in own.duties
        if bound.pack == catalogue.id and not bound.general and bound.duty.form not in forms
    )


def _change(
    direction: Direction, own: BoundDuty, parent: BoundDuty, catalogue: Catalogue, *, different_start: bool = False
) -> DeadlineChange:
    return DeadlineChange(
        direction,
        duty_words(own.duty, catalogue.vocabulary, titles=titles(catalogue)),
        own.duty.clause,
        duty_words(parent.duty, catalogue.vocabulary, titles=titles(catalogue)),
        parent.duty.clause,
        different_start,
    )


def own_required(item: ResolvedItem, pack: str) -> list[str]:
    return unique(bound.element for bound in item.required if bound.pack == pack)


def compare_items(catalogue: Catalogue, parent: Catalogue) -> list[Comparison]:
    """Every item of the pack and of its parent; what only national rules name is left aside."""
    found: list[Comparison] = []
    for name, above in parent.items.items():
        if above.inherited_from == LAW:
            continue
        own = catalogue.items.get(name)
        reason = catalogue.pack.lacks.get(name, "")
        if own is not None and own.own is None and own.inherited_from not in {parent.id, above.inherited_from, LAW}:
            found.append(Comparison(name, own.name, own.field, "answered"))  # by a pack between the two
            continue
        if own is None or own.own is None:
            kind: Kind = "lacking" if reason else "unanswered"
            found.append(Comparison(name, above.name, above.field, kind, reason))
            continue
        mine = own_required(own, catalogue.id)
        theirs = unique(bound.element for bound in above.required if bound.pack != LAW)
        listed = set(mine) | set(own.own.elements.optional)
        found.append(
            Comparison(
                name,
                own.name,
                own.field,
                "answered",
                deadlines=_changes(own, above, catalogue),
                own_rules=_own_rules(own, above, catalogue),
                elements_added=tuple(element for element in mine if element not in theirs) if theirs else (),
                elements_lacking=()
                if own.own.elements_open
                else tuple(element for element in theirs if element not in listed),
            )
        )
    found += [
        Comparison(name, item.name, item.field, "added")
        for name, item in catalogue.items.items()
        if item.own is not None and name not in parent.items
    ]
    found += [
        Comparison(name, item.name, item.field, "added")
        for name, item in catalogue.items.items()
        if item.own is not None and name in parent.items and parent.items[name].inherited_from == LAW
    ]
    return found


def coverage(pack_id: str, *, folders: Sequence[Path] = ()) -> dict[str, Any]:
    """What one pack makes of the national items, as plain data."""
    catalogue = load_catalogue(pack_id, folders=folders)
    pack = catalogue.pack
    if pack_id == NATIONAL:
        parent = catalogue
        compared: list[Comparison] = []
    else:
        parent = load_catalogue(NATIONAL, folders=folders)
        compared = compare_items(catalogue, parent)
    national = [name for name, item in parent.items.items() if item.inherited_from != LAW]
    return {
        "pack": pack_id,
        "title": pack.title,
        "against": NATIONAL if pack_id != NATIONAL else "",
        "national_items": len(national),
        "answers": [entry.item for entry in compared if entry.kind == "answered"],
        "lacks": [
            {"item": entry.item, "name": entry.name, "reason": entry.reason}
            for entry in compared
            if entry.kind in {"lacking", "unanswered"}
        ],
        "tightens": _with_changes(compared, "tighter"),
        "loosens": _with_changes(compared, "looser"),
        "sets_own": [
            {
                "item": entry.item,
                "name": entry.name,
                "deadlines": [{"own": own, "own_clause": c} for own, c in entry.own_rules],
            }
            for entry in compared
            if entry.own_rules
        ],
        "adds": [entry.item for entry in compared if entry.kind == "added"],
        "elements": [
            {"item": entry.item, "added": list(entry.elements_added), "lacking": list(entry.elements_lacking)}
            for entry in compared
            if entry.elements_added or entry.elements_lacking
        ],
    }


def _with_changes(compared: Iterable[Comparison], direction: Direction) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for entry in compared:
        changes = [change for change in entry.deadlines if change.direction == direction]
        if changes:
            found.append(
                {
                    "item": entry.item,
                    "name": entry.name,
                    "deadlines": [
                        {
                            "own": change.own,
                            "own_clause": change.own_clause,
                            "national": change.parent,
                            "national_clause": change.parent_clause,
                            "different_start": change.different_start,
                        }
                        for change in changes
                    ],
                }
            )
    return found


def diff(left: Catalogue, right: Catalogue) -> dict[str, Any]:
    """Two packs or two versions of one, side by side: items of one only, and what differs in those of both.

    Own entries are compared (what the packs themselves say), without what they inherit.
    """
    mine = {name: item for name, item in left.items.items() if item.own is not None}
    theirs = {name: item for name, item in right.items.items() if item.own is not None}
    both = [name for name in mine if name in theirs]
    differing = [entry for name in both if (entry := _item_diff(mine[name], theirs[name], left, right))]
    return {
        "left": left.id,
        "right": right.id,
        "only_left": [{"item": name, "name": item.name} for name, item in mine.items() if name not in theirs],
        "only_right": [{"item": name, "name": item.name} for name, item in theirs.items() if name not in mine],
        "differing": differing,
        "same": [name for name in both if name not in {entry["item"] for entry in differing}],
    }


def _item_diff(mine: ResolvedItem, theirs: ResolvedItem, left: Catalogue, right: Catalogue) -> dict[str, Any]:
    parts: dict[str, tuple[list[str], list[str]]] = {
        "required": (own_required(mine, left.id), own_required(theirs, right.id)),
        "optional": (own_optional(mine), own_optional(theirs)),
        "duties": (_sentences(mine, left), _sentences(theirs, right)),
        "periods": (_periods(mine, left.id), _periods(theirs, right.id)),
        "bodies": (_bodies(mine), _bodies(theirs)),
        "channels": (_channels(mine, left.id), _channels(theirs, right.id)),
        "code": (list(mine.code), list(theirs.code)),
    }
    changed = {
        name: {
            "only_left": [value for value in ours if value not in others],
            "only_right": [value for value in others if value not in ours],
        }
        for name, (ours, others) in parts.items()
        if set(ours) != set(others)
    }
    return {"item": mine.item, "name": mine.name, **changed} if changed else {}


def _sentences(item: ResolvedItem, catalogue: Catalogue) -> list[str]:
    own = (bound for bound in item.duties if bound.pack == catalogue.id)
    return unique(duty_words(bound.duty, catalogue.vocabulary, titles=titles(catalogue)) for bound in own)


def _periods(item: ResolvedItem, pack: str) -> list[str]:
    return unique(period_words(bound.period) for bound in item.periods if bound.pack == pack)


def _bodies(item: ResolvedItem) -> list[str]:
    bodies = item.bodies or Bodies()
    groups = (("owner", bodies.owner), ("lead", bodies.lead), ("responsible", bodies.responsible), ("of", bodies.of))
    return [f"{group}: {name}" for group, names in groups for name in names]


def _channels(item: ResolvedItem, pack: str) -> list[str]:
    own = (bound.channel for bound in item.channels if bound.pack == pack)
    return unique(f"{channel.channel} ({channel.kind})" for channel in own)


def load_for_diff(name: str, *, folders: Sequence[Path] = ()) -> Catalogue:
    """A pack by id, or by the path of its folder (another version of a pack may carry the same id)."""
    path = Path(name)
    if (path / "pack.yaml").is_file():
        return load_folder_catalogue(path, folders=folders)
    return load_catalogue(name, folders=folders)
