"""Pieces of personal data and the forms in which they may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.engine.codes import plain
from gongkai.engine.screening.lists import Kind

#: Names of the kinds for people.
KINDS: dict[Kind, str] = {
    "id-number": "公民身份号码",
    "mobile": "个人手机号",
    "bank-account": "个人银行账号",
    "address": "家庭住址",
    "health": "健康状况",
    "family": "家庭情况",
    "assets": "收入和财产",
    "birth-date": "出生日期",
}
#: what people write over digits that they hide
MASK_SIGNS = "*＊xX×ⅩＸｘ●■○?？"


@dataclass(frozen=True, slots=True)
class Personal:
    """One piece of personal data: where it stands in ``Document.text``, how it should be shown, and why it counts."""

    kind: Kind
    start: int
    end: int
    text: str
    masked: str
    why: str


_KEEP = re.compile(r"^.*?(?:小区|社区|家园|花园|新村|公寓|安置房|街道|[镇乡村路街巷苑园里庄])")


def mask(kind: Kind, text: str) -> str:
    """A form that may be published: the number's ends, the address as far as the village, road or estate, else stars."""
    if kind == "id-number":
        if len(plain(text)) < 15:
            return text[:1] + "*" * (len(text) - 1)
        last = 2 if text[-1] in "0123456789xX" and not set(MASK_SIGNS) & set(text[6:-1]) else 0
        return text[:6] + "*" * (len(text) - 6 - last) + (text[-last:] if last else "")
    if kind == "mobile":
        digits = re.sub(r"\D", "", plain(text))[-11:]
        return digits[:3] + "****" + digits[7:]
    if kind == "bank-account":
        return "*" * (len(text) - 4) + text[-4:]
    if kind == "address":
        kept = _KEEP.match(text)
        head = kept[0] if kept and kept.end() < len(text) else text[: min(6, len(text) // 2)]
        return head + "***"
    if kind == "birth-date":
        return text[:4] + re.sub(r"\d", "*", text[4:])
    return "***"


def redact(text: str, personal: Iterable[Personal]) -> str:
    """The text with each piece of personal data in its masked form."""
    out: list[str] = []
    at = 0
    for one in sorted(personal, key=lambda piece: piece.start):
        out += (text[at : one.start], one.masked)
        at = one.end
    return "".join((*out, text[at:]))
