"""Where packs lie and reading them from YAML, with the line of every value kept for messages and lint."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from gongkai.engine.errors import PackError, UnknownIdError
from gongkai.engine.packs.models import (
    AsideTerm,
    CodeTerm,
    ElementTerm,
    EventTerm,
    ExamplesFile,
    Expectation,
    FieldFile,
    FieldTerm,
    ItemTerm,
    LawFile,
    PackFile,
    Term,
)
from gongkai.engine.packs.problems import nearest, raise_all, validate
from gongkai.engine.packs.yamlfile import Tree, read_tree

SHIPPED = Path(__file__).resolve().parents[2] / "packs"
RESERVED = ("law", "vocabulary", "calendar")  #: names of folders beside the packs
VARIABLE = "GONGKAI_PACKS"  #: folders of the user's own packs, parted like PATH

_LISTS: dict[str, type[Term]] = {
    "fields": FieldTerm,
    "items": ItemTerm,
    "elements": ElementTerm,
    "bodies": Term,
    "channels": Term,
    "events": EventTerm,
    "codes": CodeTerm,
    "asides": AsideTerm,
}


@dataclass(frozen=True, slots=True)
class PackSource:
    """A pack as read from YAML, with the trees that know the lines. ``trees`` go with ``fields``."""

    folder: Path
    pack: PackFile
    tree: Tree
    fields: tuple[FieldFile, ...]
    trees: tuple[Tree, ...]
    examples: tuple[Expectation, ...] = ()
    examples_tree: Tree | None = None


@dataclass(frozen=True, slots=True)
class LawSource:
    law: LawFile
    tree: Tree


@dataclass(slots=True)
class VocabularySource:
    """``places``: (list, id) → where the term is defined."""

    terms: dict[str, dict[str, Term]] = field(default_factory=lambda: {name: {} for name in _LISTS})
    places: dict[tuple[str, str], str] = field(default_factory=dict)


# --- where packs are --------------------------------------------------------------------------------------------------


def folders_from(given: Iterable[str], variable: str = "") -> tuple[Path, ...]:
    """The folders of the user's own packs: those given one by one, then those of the environment variable's value."""
    named = [*given, *(part for part in variable.split(os.pathsep) if part)]
    return tuple(dict.fromkeys(Path(name).expanduser() for name in named))


def shown_path(path: Path) -> str:
    """A path as messages name it: from ``packs/`` on for shipped files, from the working folder for others."""
    resolved = path.resolve()
    if resolved.is_relative_to(SHIPPED):
        return str(Path("packs") / resolved.relative_to(SHIPPED))
    return os.path.relpath(path) if resolved.is_relative_to(Path.cwd()) else str(path)


def find_packs(folders: Sequence[Path] = ()) -> dict[str, Path]:
    """Every pack's folder by its id, which is the folder's name: the shipped ones, then those of the user's folders.

    A folder named by the user is a pack itself (it holds ``pack.yaml``) or holds packs. Raises ``PackError`` for a
    folder that does not exist, holds no pack, or repeats an id.
    """
    found: dict[str, Path] = {}
    for folder in _pack_folders_in(SHIPPED):
        found[folder.name] = folder
    for given in folders:
        inside = packs_in(given)
        for folder in inside:
            name = folder.resolve().name
            if name in found and found[name].resolve() != folder.resolve():
                raise PackError(
                    f"政策包“{name}”已经有了（{shown_path(found[name])}）。",
                    where=shown_path(folder),
                    remedy="请给自己的包另起一个文件夹名和 id，需要时用 extends 接在原包之上。",
                )
            found[name] = folder
    return found


def packs_in(given: Path) -> list[Path]:
    """The packs of a folder the user named. Raises ``PackError`` when it is no folder or holds none."""
    if not given.is_dir():
        raise PackError("没有这个文件夹。", where=str(given), remedy="请检查 --packs 或 GONGKAI_PACKS 里的路径。")
    inside = [given] if (given / "pack.yaml").is_file() else _pack_folders_in(given)
    if not inside and not any((given / part).is_dir() for part in ("law", "vocabulary")):
        raise PackError(
            "文件夹里没有政策包。",
            where=shown_path(given),
            remedy="政策包是一个含有 pack.yaml 的文件夹，文件夹名就是包的 id。",
        )
    return inside


def _pack_folders_in(folder: Path) -> list[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return []
    return [entry for entry in entries if (entry / "pack.yaml").is_file()]


def beside(folders: Sequence[Path], part: str) -> list[Path]:
    """The folders of that name: the shipped one, then those in the user's folders that hold packs."""
    own = (folder / part for folder in folders if not (folder / "pack.yaml").is_file())
    unique = {path.resolve(): path for path in own if path.is_dir()}
    unique.pop(SHIPPED / part, None)
    return [SHIPPED / part, *unique.values()]


def yaml_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def vocabulary_files(folder: Path) -> list[tuple[str, Path]]:
    found: list[tuple[str, Path]] = []
    for name in _LISTS:
        found += [(name, path) for path in [folder / f"{name}.yaml"] if path.is_file()]
        found += [(name, path) for path in yaml_files(folder / name)]
    return found


def unknown_pack(pack_id: str, known: Iterable[str]) -> UnknownIdError:
    names = sorted(known)
    near = nearest(pack_id, names)
    hint = f"最接近的是“{near}”；" if near else ""
    return UnknownIdError(f"没有政策包“{pack_id}”。", remedy=f"{hint}现有：{'、'.join(names)}。")


# --- reading YAML -----------------------------------------------------------------------------------------------------


def read_pack(folder: Path) -> PackSource:
    """A pack from its folder. Raises every problem of form of all its files together."""
    problems: list[PackError] = []
    pack: PackFile | None = None
    tree = _gather(problems, lambda: read_tree(folder / "pack.yaml", shown_path(folder / "pack.yaml")))
    if tree is not None:
        pack = _gather(problems, lambda: validate(PackFile, tree))
        name = folder.resolve().name
        if pack is not None and pack.id in RESERVED:
            problems.append(
                PackError(
                    f"包的 id 不能是“{pack.id}”。", where=tree.where(("id",)), remedy="这个名字另有所用，请换一个。"
                )
            )
        elif pack is not None and pack.id != name:
            problems.append(
                PackError(
                    f"包的 id“{pack.id}”与文件夹名“{name}”不同。",
                    where=tree.where(("id",)),
                    remedy=f"请写 id: {name}，或给文件夹改名。",
                )
            )
    fields: list[FieldFile] = []
    trees: list[Tree] = []
    examples: tuple[Expectation, ...] = ()
    examples_tree: Tree | None = None
    for path in yaml_files(folder):
        if path.name == "pack.yaml":
            continue
        part = _gather(problems, lambda path=path: read_tree(path, shown_path(path)))  # type: ignore[misc]
        if part is None:
            continue
        if path.name == "examples.yaml":
            cases = _gather(problems, lambda part=part: validate(ExamplesFile, part))  # type: ignore[misc]
            if cases is not None:
                examples, examples_tree = cases.examples, part
            continue
        file = _gather(problems, lambda part=part: validate(FieldFile, part))  # type: ignore[misc]
        if file is not None:
            fields.append(file)
            trees.append(part)
    problems += _repeated_items(fields, trees)
    raise_all(problems)
    assert pack is not None
    assert tree is not None
    return PackSource(folder, pack, tree, tuple(fields), tuple(trees), examples, examples_tree)


ResultT = TypeVar("ResultT")


def _gather(problems: list[PackError], work: Callable[[], ResultT]) -> ResultT | None:
    """Do the work; a refusal is gathered, so that the next file is still read."""
    try:
        return work()
    except PackError as error:
        problems.extend(getattr(error, "problems", (error,)))
        return None


def _repeated_items(fields: Sequence[FieldFile], trees: Sequence[Tree]) -> list[PackError]:
    seen: dict[str, str] = {}
    problems: list[PackError] = []
    for file, tree in zip(fields, trees, strict=True):
        for index, item in enumerate(file.items):
            where = tree.where(("items", index, "item"))
            if item.item in seen:
                problems.append(
                    PackError(
                        f"公开事项“{item.item}”在包里出现两次，另一处在 {seen[item.item]}。",
                        where=where,
                        remedy="请合并成一项；要点不同的可写进同一项的 duties、elements 或 note。",
                    )
                )
            seen.setdefault(item.item, where)
    return problems


def read_laws(folders: Sequence[Path] = ()) -> tuple[LawSource, ...]:
    """The national rules: the shipped ``law/`` and those beside the user's packs. Problems are raised together."""
    problems: list[PackError] = []
    found: list[LawSource] = []
    seen: dict[str, str] = {}
    for path in law_files(folders):
        tree = _gather(problems, lambda path=path: read_tree(path, shown_path(path)))  # type: ignore[misc]
        law = _gather(problems, lambda tree=tree: validate(LawFile, tree)) if tree is not None else None  # type: ignore[misc]
        if law is None or tree is None:
            continue
        where = tree.where(("document", "id"))
        if law.document.id in seen:
            problems.append(
                PackError(
                    f"文件 id“{law.document.id}”已用于 {seen[law.document.id]}。", where=where, remedy="请另起一个 id。"
                )
            )
        seen.setdefault(law.document.id, where)
        found.append(LawSource(law, tree))
    raise_all(problems)
    return tuple(found)


def law_files(folders: Sequence[Path]) -> list[Path]:
    return [path for folder in beside(folders, "law") for path in yaml_files(folder)]


def read_vocabulary(folders: Sequence[Path] = ()) -> VocabularySource:
    """The vocabulary: the shipped one and additions beside the user's packs. An id defined twice is a problem."""
    problems: list[PackError] = []
    source = VocabularySource()
    for folder in beside(folders, "vocabulary"):
        for name, path in vocabulary_files(folder):
            tree = _gather(problems, lambda path=path: read_tree(path, shown_path(path)))  # type: ignore[misc]
            if tree is not None:
                _read_terms(name, tree, source, problems)
    raise_all(problems)
    return source


def _read_terms(name: str, tree: Tree, source: VocabularySource, problems: list[PackError]) -> None:
    if not isinstance(tree.data, list):
        problems.append(
            PackError(
                "词汇文件应当是列表。",
                where=tree.where(()),
                remedy="请每条一行，例如 - {id: land, name: 国有土地使用权出让}。",
            )
        )
        return
    for index, entry in enumerate(tree.data):
        term = _gather(problems, lambda index=index, entry=entry: validate(_LISTS[name], tree, (index,), entry))  # type: ignore[misc]
        if term is None:
            continue
        where = tree.where((index,))
        if (name, term.id) in source.places:
            problems.append(
                PackError(
                    f"词汇 id“{term.id}”已在 {source.places[name, term.id]} 写过。",
                    where=where,
                    remedy="请删去一处，或另起 id。",
                )
            )
            continue
        source.places[name, term.id] = where
        source.terms[name][term.id] = term
