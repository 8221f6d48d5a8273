"""Telephone numbers (电话号码)."""

from __future__ import annotations

import re
from typing import Literal

from gongkai.engine.numbers.numerals import half_width

PhoneKind = Literal["mobile", "landline", "service", "local"]

_PHONE = re.compile(
    r"(?<![0-9A-Za-z_])(?<!\d[.\-])(?:"
    r"(?:\(?\+?(?:00)?86\)?[\- ]?)?(?P<mobile>1[3-9]\d[\- ]?\d{4}[\- ]?\d{4})"
    r"|\(?(?:\+?86[\- ])?\(?(?P<area>0(?:10|2\d|[3-9]\d{2}))\)?[ ]?(?:[\-—–－~][\-—]?)?[ ]?(?P<number>[2-9]\d{6,7})"
    r"(?:[ ]?(?:-|—|转|分机|转分机)[ ]?(?P<extension>\d{1,5}))?"
    r"|(?P<service>[48]00[\- ]?\d{3}[\- ]?\d{4}|[48]00[\- ]?\d{4}[\- ]?\d{3}|[48]00-\d-\d{3}-\d{3})"
    r")(?![0-9A-Za-z_])(?!-\d{3,})"
)
_MORE = re.compile(r"[ ]?(?:[、/,，;；]|或|及|和|[ ])[ ]?(?P<number>[2-9]\d{6,7})(?![0-9A-Za-z_.\-年元])")
_LOCAL = re.compile(
    r"(?:电\s*话|热线|传\s*真|手机|联系方式|Tel|TEL)[^0-9\n]{0,6}(?P<number>[2-9]\d{6,7})(?![0-9A-Za-z_.\-年元])"
)


def find_phones(text: str) -> list[tuple[int, int, str, PhoneKind]]:
    """Every telephone number as (start, end, digits, kind), in order. ``digits``: with area code, an extension after a
    hyphen (``057188888888-8001``). ``local`` numbers lack the area code; those after a full one inherit it.
    """
    plain = half_width(text)
    out: list[tuple[int, int, str, PhoneKind]] = []
    at = 0
    while match := _PHONE.search(plain, at):
        at = match.end()
        if match["mobile"]:
            out.append((match.start(), at, _only_digits(match["mobile"]), "mobile"))
        elif match["service"]:
            out.append((match.start(), at, _only_digits(match["service"]), "service"))
        else:
            extension = f"-{match['extension']}" if match["extension"] else ""
            out.append((match.start(), at, match["area"] + match["number"] + extension, "landline"))
            while more := _MORE.match(plain, at):
                at = more.end()
                out.append((more.start("number"), at, match["area"] + more["number"], "landline"))
    if "电" in plain or "联系方式" in plain or "热线" in plain or "Tel" in plain or "TEL" in plain:
        taken = [(start, end) for start, end, _, _ in out]
        for match in _LOCAL.finditer(plain):
            start, end = match.span("number")
            if not any(first < end and start < last for first, last in taken):
                out.append((start, end, match["number"], "local"))
        out.sort()
    return out


def _only_digits(text: str) -> str:
    return text.replace("-", "").replace(" ", "")
