"""Paths → notices, one at a time: ``iter_incoming`` never holds more than one (and its file, when it is no list).

Files are known by their content, not by their name. A list (JSON lines, a JSON array, rows of a table) gives a notice an
entry; a ZIP one a file; any other file is one notice. What cannot be read comes out as ``Unreadable`` in its place and the
rest goes on.
"""

from __future__ import annotations

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from gongkai.engine.errors import ReadingError, file_reason
from gongkai.engine.reading.document import Incoming
from gongkai.engine.reading.kinds import kind_of
from gongkai.engine.reading.limits import LIMITS, Limits, check_entries, check_entry, check_size
from gongkai.engine.reading.lists import Read, Unreadable, csv_file, json_file, json_lines

__all__ = ["Unreadable", "iter_incoming"]

_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


def iter_incoming(paths: Iterable[Path], *, limits: Limits = LIMITS) -> Iterator[Incoming | Unreadable]:
    """Every notice under the paths, in the order given; folders sorted, hidden and temporary files left out, and
    Markdown, which in a folder explains the notices and is none; a file that is named is read whatever it is called.

    The id is the source's own, else the file's path under the folder given, with ``:row`` in a list.
    """
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - unlike Path.is_dir, it answers where access is refused
            yield from _read_folder(path, limits)
        else:
            yield from _read_file(path, path.name, limits)


def _read_folder(folder: Path, limits: Limits) -> Iterator[Read]:
    """What a folder holds, sorted; links to folders are told and not followed, so that none leads in a circle."""
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        linked = [name for name in folders if Path(root, name).is_symlink()]
        for name in sorted([*linked, *(name for name in names if not _is_hidden(name))]):
            file = Path(root, name)
            inner = file.relative_to(folder).as_posix()
            if name.lower().endswith(".md") and name not in linked:
                continue
            if name in linked:
                yield _refused(file, inner, "这是指向另一个文件夹的链接，没有跟进去。", "请直接给出那个文件夹的路径。")
            else:
                yield from _read_file(file, inner, limits)
    for error in closed:
        place = Path(error.filename)
        inner = place.relative_to(folder).as_posix() if place != folder else folder.name
        yield _refused(place, inner, f"文件夹打不开：{file_reason(error)}。", "请检查权限；其中的公告没有读取。")


def _refused(path: Path, name: str, message: str, remedy: str) -> Unreadable:
    return Unreadable(name, str(path), ReadingError(message, where=str(path), remedy=remedy))


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$", "__MACOSX")) or name in ("Thumbs.db", "desktop.ini")


def _read_file(path: Path, name: str, limits: Limits) -> Iterator[Read]:
    place = str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe or a device would never end
            yield _refused(path, name, "这不是文件，也不是文件夹。", "请给出公告文件。")
            return
        with path.open("rb") as stream:
            yield from _read(stream, status.st_size, place, name, limits, nested=False)
    except ReadingError as error:
        yield Unreadable(name, place, error)
    except OSError as error:
        yield _refused(path, name, f"文件打不开：{file_reason(error)}。", "请检查文件和权限。")


def _read(stream: BinaryIO, size: int, place: str, name: str, limits: Limits, *, nested: bool) -> Iterator[Read]:
    kind = kind_of(stream, name)
    if kind == "jsonl":
        yield from json_lines(stream, place, name, limits)
        return
    if kind == "json":
        yield from json_file(stream, place, name, limits)
        return
    if kind == "csv":
        rows = csv_file(stream, place, name, limits)
        if rows is not None:
            yield from rows
            return
        stream.seek(0)
    if kind == "zip":
        if nested:
            raise ReadingError("压缩包里还有压缩包，没有打开。", where=place, remedy="请解压后再试。")
        yield from _read_zip(stream, place, name, limits)
        return
    check_size(size, limits, place)
    data = stream.read(limits.file + 1)
    if not data:
        raise ReadingError("文件是空的。", where=place, remedy="请换上有内容的文件。")
    if kind in ("xlsx", "xls"):
        from gongkai.engine.reading.sheet import sheet_entries  # noqa: PLC0415

        entries = sheet_entries(data, kind, place, name, limits)
        if entries is not None:
            yield from entries
            return
    yield Incoming(id=name, place=place, data=data, name=name)


def _read_zip(stream: BinaryIO, place: str, name: str, limits: Limits) -> Iterator[Read]:
    try:
        archive = zipfile.ZipFile(stream)
        check_entries(archive.infolist(), limits, place)
    except ReadingError:
        raise
    except _BROKEN as error:
        raise ReadingError("压缩包已损坏或不完整，打不开。", where=place, remedy="请重新压缩后再试。") from error
    spent = 0  # bytes unpacked so far
    with archive:
        for info in sorted(archive.infolist(), key=lambda entry: entry.filename):
            inner = _entry_name(info)
            if not inner or inner.endswith("/") or any(_is_hidden(part) for part in PurePosixPath(inner).parts):
                continue
            inner_place, inner_name = f"{place}/{inner}", f"{name}/{inner}"
            try:
                check_entry(info, spent, limits, inner_place)
                data = _unpacked(archive, info, inner_place, limits)
                spent += len(data)
                yield from _read(io.BytesIO(data), len(data), inner_place, inner_name, limits, nested=True)
            except ReadingError as error:
                yield Unreadable(inner_name, inner_place, error)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: str, limits: Limits) -> bytes:
    if info.flag_bits & 1:
        raise ReadingError("压缩包有密码保护（加密），打不开。", where=place, remedy="请去掉密码后再试。")
    check_size(info.file_size, limits, place)
    try:
        return archive.read(info)
    except _BROKEN as error:
        raise ReadingError("压缩包里的这个文件已损坏，打不开。", where=place, remedy="请重新压缩后再试。") from error


def _entry_name(info: zipfile.ZipInfo) -> str:
    """The name of a file in a ZIP; Chinese systems write GBK where the format says CP437."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except ValueError:
        return info.filename
