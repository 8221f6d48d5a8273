"""One family of errors, each a sentence a user can act on.

An error says what is wrong, where (file and line when there are such), which rule asks for it, and what to do next. The
command line prints it as one block on standard error and exits with code 2; a stack trace is never shown.
"""

from __future__ import annotations

import errno


class GongkaiError(Exception):
    """Base of every error meant for a user.

    ``message``: the sentence. ``where``: ``file:line`` or another place, or empty. ``rule``: the clause or standard
    behind the refusal, or empty. ``remedy``: what to do next, or empty.
    """

    def __init__(self, message: str, *, where: str = "", rule: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.rule = rule
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        rule = f" [{self.rule}]" if self.rule else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.message}{rule}{remedy}"


class PackError(GongkaiError, ValueError):
    """A policy pack (政策包) that cannot be read or breaks a rule of its form."""


class UnknownIdError(GongkaiError, LookupError):
    """An id that no pack or vocabulary knows; the message names the nearest known ones."""


class CalendarError(GongkaiError, ValueError):
    """A date that no holiday notice covers, or a calendar file that contradicts itself."""


class FactError(GongkaiError, ValueError):
    """An event, time or fact handed in that cannot be understood."""


class ReadingError(GongkaiError, ValueError):
    """Bytes that cannot be read as a notice: empty, encrypted, broken, too large, or of an unknown kind."""


#: what a system says of a file, in Chinese and English; anything else is told as it comes
_FILE_REASONS = {
    errno.ENOENT: ("没有这个文件，或链接指向的文件已不存在", "there is no such file, or the link leads nowhere"),
    errno.EACCES: ("没有权限", "permission is denied"),
    errno.EPERM: ("没有权限", "permission is denied"),
    errno.EROFS: ("磁盘是只读的", "the disk is read-only"),
    errno.ENOSPC: ("磁盘已满", "the disk is full"),
    errno.EDQUOT: ("磁盘配额已用完", "the disk quota is used up"),
    errno.EIO: ("磁盘读写出错", "the disk fails"),
    errno.ELOOP: ("链接绕成了圈", "links lead in a circle"),
    errno.ENAMETOOLONG: ("文件名太长", "the name is too long"),
    errno.ENOTDIR: ("路径中间有一段不是文件夹", "part of the path is no folder"),
    errno.EISDIR: ("这是文件夹，不是文件", "it is a folder and no file"),
    errno.EMFILE: ("同时打开的文件太多", "too many files are open"),
}


def file_reason(error: OSError, lang: str = "zh") -> str:
    """Why a file could not be used, in words."""
    said = _FILE_REASONS.get(error.errno or 0)
    return said[lang == "en"] if said else error.strerror or str(error)
