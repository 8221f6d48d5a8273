"""What is wrong with a pack, as sentences: every problem with its file, line and what to write instead, all shown together."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from gongkai.engine.errors import PackError
from gongkai.engine.packs.yamlfile import Steps, Tree

ModelT = TypeVar("ModelT", bound=BaseModel)

SHOWN_AT_MOST = 20
LOOKED_AT = (
    500  #: of one file; a file with more is no pack, and each suggestion costs a comparison with every known word
)


class PackProblemsError(PackError):
    """Several problems of packs together; ``problems`` holds each as its own error, in the order of file and line."""

    def __init__(self, problems: Sequence[PackError]) -> None:
        self.problems = tuple(problems)
        shown = [str(problem) for problem in self.problems[:SHOWN_AT_MOST]]
        if len(self.problems) > SHOWN_AT_MOST:
            shown.append(f"……另有 {len(self.problems) - SHOWN_AT_MOST} 处问题。")
        super().__init__("\n".join(shown))


def raise_all(problems: Sequence[PackError]) -> None:
    """Raise what was gathered: nothing, the one problem itself, or all of them together."""
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise PackProblemsError(problems)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word nearest to ``word``, or empty when none is near."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """What to write instead of an unknown word."""
    near = nearest(word, known)
    return f"最接近的是“{near}”。" if near else otherwise


def validate(model: type[ModelT], tree: Tree, steps: Steps = (), data: Any = None) -> ModelT:
    """The tree (or ``data``, its part at ``steps``) as a model. Raises the problems found, each in Chinese with its line."""
    value = tree.data if data is None else data
    if not isinstance(value, dict):
        raise PackError(
            "这里应当是“键: 值”的映射，而不是" + _kind(value) + "。",
            where=tree.where(steps),
            remedy=f"请从键写起，例如 {_first_key(model)}: …。",
        )
    try:
        return model.model_validate(value)
    except ValidationError as error:
        details = _without_echo(error.errors(include_url=False)[:LOOKED_AT])
        problems = [_problem(model, tree, steps, detail) for detail in details]
        raise_all(sorted(problems, key=lambda problem: _line_of(problem.where)))
        raise AssertionError from error


def _without_echo(details: list[Any]) -> list[Any]:
    """The details without what another one accounts for: a missing key beside its mistyped form, a list that is too
    short only because its entries are wrong.
    """
    strange = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]

    def echoes(detail: Any) -> bool:
        loc = detail["loc"]
        if detail["type"] == "missing":
            return any(other[:-1] == loc[:-1] and nearest(str(other[-1]), [str(loc[-1])]) for other in strange)
        if detail["type"] == "too_short":
            return any(len(other["loc"]) > len(loc) and other["loc"][: len(loc)] == loc for other in details)
        return False

    return [detail for detail in details if not echoes(detail)]


def _line_of(where: str) -> int:
    line = where.rpartition(":")[2]
    return int(line) if line.isdigit() else 0


def _kind(value: Any) -> str:
    if isinstance(value, dict):
        return "映射"
    if isinstance(value, list | tuple):
        return "列表"
    return f"“{_written(value)}”"


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _first_key(model: type[BaseModel]) -> str:
    return next((info.alias or name for name, info in model.model_fields.items()), "")


def _inner(annotation: Any) -> Any:
    """The annotation of what a list, optional or map holds."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in {Union, types.UnionType}:
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        else:
            return annotation


def _model_at(model: type[BaseModel], loc: Sequence[str | int]) -> type[BaseModel] | None:
    """The model whose keys stand at ``loc``, or None when the place holds no map of known keys."""
    here: Any = model
    for step in loc:
        here = _inner(here)
        if isinstance(here, type) and issubclass(here, BaseModel):
            found = [info for name, info in here.model_fields.items() if step in {info.alias, name}]
            if not found:
                return None
            here = found[0].annotation
        else:
            parts = [part for part in get_args(here) if part is not Ellipsis]
            if not parts:
                return None
            here = parts[-1]
    here = _inner(here)
    return here if isinstance(here, type) and issubclass(here, BaseModel) else None


def _keys(model: type[BaseModel] | None) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()] if model is not None else []


_EXAMPLES = {
    "clause": "clause: 六(二)",
    "within": "within: 20 working-days",
    "item": "item: land.announcement",
}


def _problem(model: type[BaseModel], tree: Tree, base: Steps, detail: Any) -> PackError:
    loc: tuple[str | int, ...] = tuple(step for step in detail["loc"] if step != "[key]")
    where = tree.where((*base, *loc))
    kind: str = detail["type"]
    written = _written(detail.get("input"))
    context: dict[str, Any] = detail.get("ctx", {})
    name = str(next((step for step in reversed(loc) if isinstance(step, str)), ""))
    last = loc[-1] if loc else ""
    if kind == "extra_forbidden":
        keys = _keys(_model_at(model, loc[:-1]))
        return PackError(
            f"不认识的键“{last}”。",
            where=where,
            remedy=suggestion(str(last), keys, f"这里可用的键：{'、'.join(keys)}。"),
        )
    if kind == "missing":
        where = tree.where((*base, *loc[:-1]))
        return PackError(
            f"缺少必填的键“{last}”。", where=where, remedy=f"请补上，例如 {_EXAMPLES.get(str(last), f'{last}: …')}。"
        )
    subject = f"“{name}”的第 {last + 1} 项" if isinstance(last, int) else f"“{name}”"
    message, remedy = _said(kind, name, subject, written=written, context=context, given=detail.get("input"))
    return PackError(message, where=where, remedy=remedy)


def _said(kind: str, name: str, subject: str, *, written: str, context: dict[str, Any], given: Any) -> tuple[str, str]:
    """A refusal of pydantic or of the models as sentence and remedy."""
    match kind:
        case "span":
            return f"“{written}”不是时间长度。", "请写成“20 working-days”“12 hours”“15 days”或“2 months”。"
        case "iso_date":
            return f"“{written}”不是日期。", "请写成 2019-05-15 的样子。"
        case "date_from_datetime_parsing" | "date_parsing" | "date_type" | "date_from_datetime_inexact":
            return f"日历上没有“{written}”这一天。", "请写成 2019-05-15 的样子，并核对月和日。"
        case "one_form":
            said = context.get("said", "")
            found = "一个也没有" if said == "none" else f"写了 {str(said).replace(' and ', '、')}"
            return (
                f"一条时限要写而且只写一种形式，这里{found}。",
                "请在 within、before、same-time-as、during、once、promptly-after、on、by-date、as-law 中留一个。",
            )
        case "when_within":
            return "“within”和“when”要一起写。", "请写成 {when: formed, within: 20 working-days, clause: 六(一)}。"
        case "at_least_before":
            return (
                "“at-least”要和“before”一起写。",
                "请写成 {before: bid-deadline, at-least: 20 days, clause: 六(三)}。",
            )
        case "bool_type":
            return f"{subject}只能是 true 或 false，这里写的是“{written}”。", "请写 true 或 false，不加引号。"
        case "string_type":
            what = _kind(given)
            hint = "请给它加引号，或写 yes、no。" if isinstance(given, bool) else "请写成一段文字。"
            return f"{subject}应当是文字，而不是{what}。", hint
        case "literal_error" | "enum":
            allowed = _allowed(str(context.get("expected", "")))
            return f"{subject}不能是“{written}”。", suggestion(
                written, allowed, ""
            ) + f"可用的有：{'、'.join(allowed)}。"
        case "string_pattern_mismatch":
            return f"{subject}的写法不对：“{written}”。", _PATTERN_HINTS.get(name, "请照同类文件的写法改。")
        case "too_short":
            return f"{subject}不能是空列表。", "请至少写一项。"
        case "tuple_type" | "list_type":
            return f"{subject}应当是列表，而不是{_kind(given)}。", "请写成 [甲, 乙]，或每项一行、以“- ”开头。"
        case "dict_type" | "model_type" | "model_attributes_type":
            return f"{subject}应当是“键: 值”的映射，而不是{_kind(given)}。", "请在它下面缩进两格写键和值。"
        case "int_parsing" | "int_type" | "int_from_float":
            return f"{subject}应当是整数，这里写的是“{written}”。", "请只写数字，例如 12。"
        case "greater_than_equal" | "less_than_equal":
            low, high = context.get("ge"), context.get("le")
            return f"{subject}超出范围：{written}。", f"最小 {low}。" if low is not None else f"最大 {high}。"
        case "too_long":
            return f"{subject}的项数太多。", f"最多 {context.get('max_length')} 项。"
    return f"{subject}的值“{written}”不合要求。", "请对照 docs/reference/pack-schema.json。"


_PATTERN_HINTS = {
    "on": "请写成“06-20”的样子，前面是月、后面是日。",
    "code": "请写六位行政区划代码，例如 320900；全国写 000000。",
    "id": "只用小写字母、数字和连字符，例如 cn-js-yancheng。",
}


def _allowed(expected: str) -> list[str]:
    return [word.strip(" '\"") for word in expected.replace(" or ", ", ").split(",") if word.strip(" '\"")]
