"""One family of errors, each a sentence a user can act on.

An error says what is wrong, where (file and line when there are such), which rule asks for it, and what to do next. The
command line prints it as one block on standard error and exits with code 2; a stack trace is never shown.
"""

from __future__ import annotations


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
