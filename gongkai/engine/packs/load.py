"""Policy packs (政策包) as the rest of the program uses them: from the cache when nothing has changed, laid over their parents
and the national rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from gongkai.engine.errors import PackError
from gongkai.engine.packs import cache
from gongkai.engine.packs.models import (
    AsideTerm,
    CodeTerm,
    ElementTerm,
    EventTerm,
    FieldFile,
    FieldTerm,
    ItemTerm,
    LawFile,
    Model,
    PackFile,
    Term,
)
from gongkai.engine.packs.problems import raise_all
from gongkai.engine.packs.references import unknown_ids
from gongkai.engine.packs.resolve import resolve
from gongkai.engine.packs.resolved import Catalogue, Vocabulary
from gongkai.engine.packs.sources import (
    SHIPPED,
    beside,
    find_packs,
    law_files,
    read_laws,
    read_pack,
    read_vocabulary,
    shown_path,
    unknown_pack,
    vocabulary_files,
    yaml_files,
)

ModelT = TypeVar("ModelT", bound=Model)
TermT = TypeVar("TermT", bound=Term)


class CompiledPack(Model):
    """A pack without its examples, as it is kept in the cache."""

    pack: PackFile
    fields: tuple[FieldFile, ...] = ()


class CompiledLaws(Model):
    laws: tuple[LawFile, ...] = ()


class CompiledVocabulary(Model):
    fields: tuple[FieldTerm, ...] = ()
    items: tuple[ItemTerm, ...] = ()
    elements: tuple[ElementTerm, ...] = ()
    bodies: tuple[Term, ...] = ()
    channels: tuple[Term, ...] = ()
    events: tuple[EventTerm, ...] = ()
    codes: tuple[CodeTerm, ...] = ()
    asides: tuple[AsideTerm, ...] = ()


def _kept(name: str, files: Iterable[Path], model: type[ModelT], build: Callable[[], ModelT]) -> ModelT:
    """The compiled part from the cache, or built and kept."""
    folder = cache.cache_folder()
    key = cache.fingerprint(files)
    payload = cache.fetch(folder, name, key)
    if payload is not None:
        try:
            return model.model_validate_json(payload)
        except ValidationError:
            payload = None
    built = build()
    if folder is not None:
        cache.store(folder, name, key, built.model_dump_json(by_alias=True, exclude_defaults=True).encode())
    return built


def load_vocabulary(folders: Sequence[Path] = ()) -> Vocabulary:
    """The ids all packs share (词汇). Raises ``PackError`` when a vocabulary file is wrong."""
    files = [path for folder in beside(folders, "vocabulary") for _, path in vocabulary_files(folder)]
    kept = _kept("vocabulary", files, CompiledVocabulary, lambda: _compile_vocabulary(folders))
    return Vocabulary(
        fields=_by_id(kept.fields),
        items=_by_id(kept.items),
        elements=_by_id(kept.elements),
        bodies=_by_id(kept.bodies),
        channels=_by_id(kept.channels),
        events=_by_id(kept.events),
        codes=_by_id(kept.codes),
        asides=_by_id(kept.asides),
    )


def _by_id(terms: tuple[TermT, ...]) -> dict[str, TermT]:
    return {term.id: term for term in terms}


def _compile_vocabulary(folders: Sequence[Path]) -> CompiledVocabulary:
    lists: dict[str, Any] = {name: tuple(terms.values()) for name, terms in read_vocabulary(folders).terms.items()}
    return CompiledVocabulary.model_construct(**lists)


def load_laws(folders: Sequence[Path] = ()) -> tuple[LawFile, ...]:
    """The national rules (上位法), in the order of their files."""
    return _kept(
        "law",
        law_files(folders),
        CompiledLaws,
        lambda: CompiledLaws(laws=tuple(source.law for source in read_laws(folders))),
    ).laws


def load_pack(pack_id: str, *, folders: Sequence[Path] = ()) -> CompiledPack:
    """One pack by id, as written, without what it inherits."""
    known = find_packs(folders)
    if pack_id not in known:
        raise unknown_pack(pack_id, known)
    return _load_folder(known[pack_id], folders)


def _load_folder(folder: Path, folders: Sequence[Path]) -> CompiledPack:
    """A pack from its folder. The ids of a user's own pack are held against the vocabulary; lint does so for shipped ones."""
    shipped = folder.is_relative_to(SHIPPED)

    def build() -> CompiledPack:
        source = read_pack(folder)
        if not shipped:
            raise_all(unknown_ids(source, read_vocabulary(folders)))
        return CompiledPack(pack=source.pack, fields=source.fields)

    files = yaml_files(folder)
    if not shipped:
        files += [path for place in beside(folders, "vocabulary") for _, path in vocabulary_files(place)]
    return _kept(f"pack-{folder.resolve().name}", files, CompiledPack, build)


def load_chain(pack_id: str, *, folders: Sequence[Path] = ()) -> tuple[CompiledPack, ...]:
    """The pack and its parents, nearest first. Raises for an unknown parent or a circle."""
    known = find_packs(folders)
    if pack_id not in known:
        raise unknown_pack(pack_id, known)
    return _with_parents(known[pack_id], known, folders)


def _with_parents(folder: Path, known: dict[str, Path], folders: Sequence[Path]) -> tuple[CompiledPack, ...]:
    chain = [_load_folder(folder, folders)]
    while chain[-1].pack.extends:
        child, parent = chain[-1].pack.id, chain[-1].pack.extends
        where = shown_path((folder if len(chain) == 1 else known[child]) / "pack.yaml")
        if parent not in known:
            raise PackError(
                f"extends 指向的政策包“{parent}”不存在。", where=where, remedy=f"现有：{'、'.join(sorted(known))}。"
            )
        if any(pack.pack.id == parent for pack in chain):
            raise PackError(f"extends 绕成了圈：{child} → {parent}。", where=where, remedy="请断开其中一处。")
        chain.append(_load_folder(known[parent], folders))
    return tuple(chain)


def load_catalogue(pack_id: str, *, folders: Sequence[Path] = ()) -> Catalogue:
    """A pack as it binds: with its parents and the national rules. ``folders`` hold the user's own packs.

    Raises ``UnknownIdError`` for an unknown pack, ``PackError`` for one that cannot be read.
    """
    return _lay(load_chain(pack_id, folders=folders), folders)


def load_folder_catalogue(folder: Path, *, folders: Sequence[Path] = ()) -> Catalogue:
    """The pack in ``folder`` as it binds, even when another pack has the same id: for holding two versions side by side."""
    return _lay(_with_parents(folder, find_packs(folders), folders), folders)


def _lay(chain: tuple[CompiledPack, ...], folders: Sequence[Path]) -> Catalogue:
    parts = tuple((compiled.pack, compiled.fields) for compiled in chain)
    return resolve(parts, load_laws(folders), load_vocabulary(folders))
