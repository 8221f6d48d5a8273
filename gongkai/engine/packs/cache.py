"""Compiled packs kept between runs, so that a command starts without reading YAML.

A kept part is JSON, named by a digest of everything it was made from (path, size, times and inode of each file, program
version, the code that reads packs). What is read back is validated like any input, its own checksum first. Any
failure, from a full disk to a folder that others may write to, means only that the packs are read anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import gongkai

KEPT_PER_PART = 4  #: versions of one part left in the folder, so that two checkouts do not push each other out


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The user's cache folder for compiled packs, made when absent; None when there is no place that only the user can write.

    ``GONGKAI_CACHE=off`` switches the cache off.
    """
    if environment.get("GONGKAI_CACHE", "").lower() in {"off", "0", "no"} or not hasattr(os, "getuid"):
        return None
    base = Path(environment.get("XDG_CACHE_HOME", ""))
    if not base.is_absolute():
        base = Path(environment.get("HOME", ""), ".cache")
        if not base.is_absolute():
            return None
    folder = base / "gongkai" / "packs"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _private(folder) and _private(folder.parent) else None
    except OSError:
        return None


def _private(folder: Path) -> bool:
    """Whether only the user can write to the folder: a real directory, the user's own, closed to group and others."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022


def fingerprint(files: Iterable[Path]) -> str:
    """A digest that changes when any of the files, the program or the code that reads packs changes."""
    digest = hashlib.sha256(gongkai.__version__.encode())
    code = sorted(path for path in Path(__file__).parent.iterdir() if path.suffix == ".py")
    for path in [*code, *files]:
        try:
            found = path.stat()
            line = f"{path}\0{found.st_size}\0{found.st_mtime_ns}\0{found.st_ctime_ns}\0{found.st_ino}\n"
        except OSError:
            line = f"{path}\0absent\n"
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def fetch(folder: Path | None, name: str, key: str) -> bytes | None:
    """The kept part, or None when there is none, it is damaged, or it is not the user's own file."""
    if folder is None:
        return None
    try:
        with _file(folder, name, key).open("rb") as stream:
            found = os.fstat(stream.fileno())
            if not stat.S_ISREG(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o022:
                return None
            head, _, payload = stream.read().partition(b"\n")
    except OSError:
        return None
    return payload if head.decode("ascii", "replace") == _head(key, payload) else None


def store(folder: Path | None, name: str, key: str, payload: bytes) -> None:
    """Keep a part: written beside and renamed, so that a reader sees all of it or nothing."""
    if folder is None:
        return
    try:
        handle, made = tempfile.mkstemp(prefix=f".{name}-", dir=folder)
    except OSError:
        return
    temporary = Path(made)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(_head(key, payload).encode() + b"\n" + payload)
        temporary.replace(_file(folder, name, key))
        _forget_old(folder, name)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _file(folder: Path, name: str, key: str) -> Path:
    return folder / f"{name}@{key[:32]}.json"


def _head(key: str, payload: bytes) -> str:
    return f"{key} {hashlib.sha256(payload).hexdigest()}"


def _forget_old(folder: Path, name: str) -> None:
    kept = sorted(folder.glob(f"{name}@*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in kept[KEPT_PER_PART:]:
        path.unlink(missing_ok=True)
