"""Running the worked cases (算例) of a pack: facts in, due dates and missing elements out, held against what is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.engine.deadlines import compute_due, parse_time
from gongkai.engine.errors import GongkaiError
from gongkai.engine.packs.models import Expectation
from gongkai.engine.packs.resolve import LAW
from gongkai.engine.packs.resolved import Catalogue


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one case came out; ``failures`` is empty when it holds."""

    index: int
    name: str
    failures: tuple[str, ...]


def missing_elements(catalogue: Catalogue, item: str, found: Sequence[str]) -> tuple[str, ...]:
    """What the item's packs (not the national rules) require and ``found`` lacks, in the order of the pack.

    A broader element that was found answers for its parts.
    """
    terms = catalogue.vocabulary.elements
    answered = set(found)
    required = dict.fromkeys(bound.element for bound in catalogue.items[item].required if bound.pack != LAW)
    return tuple(
        name
        for name in required
        if name not in answered and not (name in terms and terms[name].part_of and terms[name].part_of in answered)
    )


def run_examples(catalogue: Catalogue, examples: Sequence[Expectation]) -> list[Outcome]:
    """Every case with what does not hold, as sentences."""
    return [
        Outcome(index, example.name, tuple(_failures(catalogue, example))) for index, example in enumerate(examples)
    ]


def _failures(catalogue: Catalogue, example: Expectation) -> list[str]:
    if example.item not in catalogue.items:
        return [f"包里没有公开事项“{example.item}”。"]
    failures: list[str] = []
    if example.events:
        try:
            failures += _due_failures(catalogue, example)
        except GongkaiError as error:
            failures.append(f"算不出来：{error}")
    if example.missing is not None:
        missing = missing_elements(catalogue, example.item, example.elements)
        if set(missing) != set(example.missing):
            failures.append(f"缺的要素应为 {_listed(example.missing)}，算得 {_listed(missing)}。")
    if not example.events and example.missing is None:
        failures.append("没有写 events，也没有写 missing，无从核对。")
    return failures


def _listed(names: Sequence[str]) -> str:
    return "、".join(names) or "（无）"


def _due_failures(catalogue: Catalogue, example: Expectation) -> list[str]:
    answer = compute_due(catalogue, example.item, dict(example.events), dict(example.facts), explain=False)
    failures: list[str] = []
    if answer.certain != example.certain and (example.due is not None or not example.certain):
        failures.append(
            f"应为{'确定' if example.certain else '尚不确定'}，算得{'确定' if answer.certain else '尚不确定'}。"
        )
    if example.due is not None:
        wanted = parse_time(example.due, "due")
        given = answer.due if answer.due is not None else answer.earliest
        if given != wanted:
            failures.append(f"到期应为 {wanted.isoformat()}，算得 {given.isoformat() if given else '没有日期'}。")
    if example.binding and example.binding not in {answer.rule.clause, answer.binding}:
        failures.append(f"起作用的条款应为 {example.binding}，算得 {answer.binding}。")
    return failures
