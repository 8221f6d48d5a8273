"""The kept form of packs: used when nothing changed, never trusted when it could be another's or is damaged."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.engine.packs import cache, load
from gongkai.engine.packs.load import load_catalogue, load_vocabulary


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which packs were read from YAML, in order."""
    seen: list[str] = []
    real = load.read_pack

    def counted(folder: Path):
        seen.append(folder.name)
        return real(folder)

    monkeypatch.setattr(load, "read_pack", counted)
    return seen


def test_read_once_then_kept(reads: list[str], own_cache: Path):
    first = load_catalogue("cn")
    assert load_catalogue("cn") == first
    assert reads == ["cn"]
    assert {path.name.split("@")[0] for path in own_cache.iterdir()} == {"pack-cn", "law", "vocabulary"}


def test_kept_form_equals_what_was_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GONGKAI_CACHE", "off")
    fresh = load_catalogue("cn-yn")
    monkeypatch.delenv("GONGKAI_CACHE")
    load_catalogue("cn-yn")
    assert load_catalogue("cn-yn") == fresh


def test_a_changed_file_is_read_anew(reads: list[str], write: Callable[..., Path]):
    folder = write()
    assert load_catalogue("my-county", folders=(folder,)).pack.title.startswith("某县")
    path = folder / "my-county" / "pack.yaml"
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("title: 某县", "title: 乙县"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))  # same size, same time of change
    assert load_catalogue("my-county", folders=(folder,)).pack.title.startswith("乙县")
    assert reads == ["my-county", "cn", "my-county"]


def test_a_new_file_is_noticed(write: Callable[..., Path]):
    folder = write()
    assert load_catalogue("my-county", folders=(folder,)).items["housing.allocation"].inherited_from == "cn"
    write(
        housing="field: housing\nclause: 三\nitems: [{item: housing.allocation, clause: 三(四), elements-open: true}]\n"
    )
    assert load_catalogue("my-county", folders=(folder,)).items["housing.allocation"].inherited_from == ""


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\xff\x00", b"{}"])
def test_a_damaged_file_is_made_anew(damage: bytes, reads: list[str], own_cache: Path):
    whole = load_catalogue("cn")
    kept = next(own_cache.glob("pack-cn@*"))
    kept.write_bytes(damage)
    assert load_catalogue("cn") == whole
    assert load_catalogue("cn") == whole
    assert reads == ["cn", "cn"]


def test_a_flipped_letter_is_noticed(reads: list[str], own_cache: Path):
    load_catalogue("cn")
    kept = next(own_cache.glob("pack-cn@*"))
    kept.write_bytes(kept.read_bytes().replace(b"20", b"90", 1))
    assert load_catalogue("cn").pack.duties[0].within is not None
    assert reads == ["cn", "cn"]


def test_valid_checksum_but_wrong_shape_is_made_anew(reads: list[str], own_cache: Path):
    whole = load_catalogue("cn")
    kept = next(own_cache.glob("pack-cn@*"))
    key = kept.read_bytes().split(b" ", 1)[0].decode()
    cache.store(own_cache, "pack-cn", key, b'{"pack": 1}')
    assert load_catalogue("cn") == whole
    assert reads == ["cn", "cn"]


def test_a_folder_others_may_write_is_not_used(reads: list[str], own_cache: Path):
    load_catalogue("cn")
    own_cache.chmod(0o777)
    assert cache.cache_folder() is None
    load_catalogue("cn")
    assert reads == ["cn", "cn"]


def test_a_file_others_may_write_is_not_used(reads: list[str], own_cache: Path):
    load_catalogue("cn")
    next(own_cache.glob("pack-cn@*")).chmod(0o666)
    load_catalogue("cn")
    assert reads == ["cn", "cn"]


def test_a_link_in_place_of_the_folder_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "base" / "gongkai").mkdir(parents=True, mode=0o700)
    (tmp_path / "base" / "gongkai" / "packs").symlink_to(tmp_path / "elsewhere")
    assert cache.cache_folder({"XDG_CACHE_HOME": str(tmp_path / "base")}) is None


def test_the_folder_is_made_for_the_user_alone(tmp_path: Path):
    folder = cache.cache_folder({"XDG_CACHE_HOME": str(tmp_path / "new")})
    assert folder == tmp_path / "new" / "gongkai" / "packs"
    assert folder.stat().st_mode & 0o777 == 0o700


def test_where_the_folder_is(tmp_path: Path):
    assert (
        cache.cache_folder({"XDG_CACHE_HOME": "relative", "HOME": str(tmp_path)}) == tmp_path / ".cache/gongkai/packs"
    )
    assert cache.cache_folder({}) is None
    assert cache.cache_folder({"XDG_CACHE_HOME": str(tmp_path), "GONGKAI_CACHE": "off"}) is None
    (tmp_path / "file").write_text("")
    assert cache.cache_folder({"XDG_CACHE_HOME": str(tmp_path / "file")}) is None


def test_works_without_a_place_to_keep(monkeypatch: pytest.MonkeyPatch, reads: list[str]):
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/none")
    assert load_catalogue("cn").id == "cn"
    assert load_catalogue("cn").id == "cn"
    assert reads == ["cn", "cn"]


def test_a_full_disk_is_no_error(monkeypatch: pytest.MonkeyPatch, own_cache: Path):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert load_vocabulary().fields["land"].name == "国有土地使用权出让"
    assert list(own_cache.iterdir()) == []


def test_old_versions_do_not_pile_up(own_cache: Path):
    folder = cache.cache_folder()
    for digit in "0123456789":
        cache.store(folder, "pack-x", digit * 64, b"x")
    assert len(list(own_cache.glob("pack-x@*"))) == cache.KEPT_PER_PART
    assert list(own_cache.glob(".pack-x*")) == []


def test_many_at_once_see_all_or_nothing(own_cache: Path):
    folder = cache.cache_folder()
    key = "a" * 64
    payload = b"p" * 300_000
    seen: set[bytes | None] = set()

    def work() -> None:
        for _ in range(20):
            cache.store(folder, "part", key, payload)
            seen.add(cache.fetch(folder, "part", key))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {payload}
