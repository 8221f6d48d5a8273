"""How large what is read may be, so that no file, however made, takes the machine's memory or hangs it."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.engine.errors import ReadingError


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes. ``file``: a file that is one notice, or an entry of a list; lists themselves stream at any size.
    ``unpacked``: the content of a ZIP-based file together. ``ratio``: unpacked to packed. ``entries``: files in a ZIP.
    ``pages``: of a PDF. ``rows``: of a sheet read as one notice. ``text``: characters of a notice; the longest tender
    documents have a third of that. ``pieces``: its lines and cells. ``tags``: of a page.
    """

    file: int = 32 * 1024 * 1024
    unpacked: int = 256 * 1024 * 1024
    ratio: int = 200
    entries: int = 20_000
    pages: int = 300
    rows: int = 5_000
    text: int = 1_000_000
    pieces: int = 200_000
    tags: int = 1_500_000


LIMITS = Limits()


def size(count: int) -> str:
    """A size as read by people: ``200 MB``."""
    if count < 1024:
        return f"{count} 字节"
    amount = float(count)
    for unit in ("KB", "MB", "GB"):
        amount /= 1024
        if amount < 1024 or unit == "GB":
            break
    return f"{amount:.0f} {unit}" if amount >= 10 or amount.is_integer() else f"{amount:.1f} {unit}"


def check_size(count: int, limits: Limits, place: str) -> None:
    if count > limits.file:
        raise ReadingError(
            f"文件有{size(count)}，超过上限{size(limits.file)}。",
            where=place,
            remedy="请拆分后再试；很多条公告请用JSON Lines（.jsonl）或CSV，大小不限。",
        )


def check_text(characters: int, pieces: int, limits: Limits) -> None:
    """Refuse a text that no notice has: finding labels in it would take minutes and gigabytes."""
    if characters > limits.text:
        raise ReadingError(f"正文超过{limits.text}字，不像一件公告。", remedy="请拆分后再试。")
    if pieces > limits.pieces:
        raise ReadingError(f"正文超过{limits.pieces}行（格），不像一件公告。", remedy="请拆分后再试。")


def check_tags(html: str, limits: Limits) -> None:
    """Refuse a page of more elements than any notice has, before a tree of them fills the memory."""
    if html.count("<") > limits.tags:
        raise ReadingError(f"网页标签超过{limits.tags}个，不像一件公告。", remedy="请拆分后再试。")


def check_entries(infos: Sequence[zipfile.ZipInfo], limits: Limits, place: str) -> None:
    """Refuse an archive of too many files."""
    if len(infos) > limits.entries:
        raise ReadingError(
            f"压缩包里有{len(infos)}个文件，超过上限{limits.entries}个。", where=place, remedy="请拆分后再试。"
        )


def check_entry(info: zipfile.ZipInfo, spent: int, limits: Limits, place: str) -> None:
    """Refuse one file of an archive: a bomb by itself, or one too many. ``spent``: bytes unpacked before it."""
    if info.file_size > 8 << 20 and info.file_size / max(1, info.compress_size) > limits.ratio:
        raise ReadingError(
            f"压缩比超过{limits.ratio}倍，可能是压缩炸弹，没有打开。",
            where=place,
            remedy="请检查文件来源，或另存后再试。",
        )
    if spent + info.file_size > limits.unpacked:
        raise ReadingError(
            f"解压后已超过上限{size(limits.unpacked)}，这个文件没有打开。", where=place, remedy="请拆分压缩包后再试。"
        )


def check_zip(archive: zipfile.ZipFile, limits: Limits, place: str) -> None:
    """Refuse a ZIP bomb by what its directory declares, before anything is unpacked. ``zipfile`` never gives out more than
    is declared, so that a directory that lies gains nothing.
    """
    infos = archive.infolist()
    check_entries(infos, limits, place)
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if total > limits.unpacked:
        raise ReadingError(
            f"解压后有{size(total)}，超过上限{size(limits.unpacked)}，可能是压缩炸弹，没有打开。",
            where=place,
            remedy="请检查文件来源。",
        )
    worst = max(
        (info.file_size / max(1, info.compress_size) for info in infos if info.file_size > 1 << 20), default=0.0
    )
    if total > 8 << 20 and max(worst, total / max(1, packed)) > limits.ratio:
        raise ReadingError(
            f"压缩比超过{limits.ratio}倍，可能是压缩炸弹，没有打开。",
            where=place,
            remedy="请检查文件来源，或另存后再试。",
        )
