"""Bytes → text: what the bytes say counts for more than what a page declares of itself.

A byte-order mark decides; then UTF-8, which other encodings hardly ever look like; then UTF-16 by its zeros; then
GB18030 or Big5 by which gives the commoner characters. What was odd comes back as sentences for ``Document.notes``.
"""

from __future__ import annotations

import codecs
import re

from gongkai.engine.errors import ReadingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,20})""", re.IGNORECASE)
_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "utf8": "utf-8",
    "utf-8": "utf-8",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
_NAMES = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030（GBK）",
    "big5hkscs": "Big5",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}
# The characters that make up about a third of any notice, simplified and traditional.
_COMMON = frozenset(
    "的一是不在有人中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "公告招标采购项目编号名称时间日期地址联系电话交易资源中心土地使用权出让结果单位代理机构供应商人员金额万元价格规定文件内容"
    "公告招標採購項目編號名稱時間日期地址聯絡電話交易資源中心土地使用權出讓結果單位代理機構供應商人員金額萬元價格規定文件內容"
    "，。：、（）；《》省市县区局月日第二三四五六七八九十、"
)
_RAW_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# UTF-8 read as Latin-1 or Windows-1252, and as GBK: the lead bytes and the full-width comma and full stop.
_LATIN_MOJIBAKE = re.compile("[\u00c0-\u00ff][\u0080-\u00ff\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_GBK_MOJIBAKE = re.compile("[锛銆鐨鍏鏍椤闄缂浜涓]")


def decode(data: bytes, *, declared: str = "", place: str = "") -> tuple[str, list[str]]:
    """Decode a text file. Returns the text and what was odd about it; raises ``ReadingError`` for what is no text."""
    if not data.strip(b"\x00 \t\r\n"):
        raise ReadingError(
            "文件是空的。" if not data else "文件里只有空白。", where=place, remedy="请换上有内容的文件。"
        )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text, notes = _forgiving(data[len(mark) :], encoding)
            return _checked(text, notes, place)
    named = _ALIASES.get((declared or _declaration(data)).lower(), "")
    encoding = _guess(data, named)
    if not encoding:
        raise ReadingError(
            "这不是文字文件，也不是认得的文档格式。", where=place, remedy="请另存为DOCX、PDF、HTML或UTF-8文本后再试。"
        )
    text, notes = _forgiving(data, encoding)
    if named and named != encoding and not data.isascii():
        notes.append(f"网页声明的编码是{_NAMES[named]}，实际是{_NAMES[encoding]}，按实际编码读取。")
    return _checked(text, notes, place)


def encoding_of(sample: bytes) -> str:
    """The encoding of a file by its first bytes, or "" when they are no text."""
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding if encoding == "utf-8" else encoding[:6]
    return _guess(sample, "")


def _declaration(data: bytes) -> str:
    found = _DECLARED.search(data, 0, 2048)
    return found[1].decode("ascii") if found else ""


def _checked(text: str, notes: list[str], place: str) -> tuple[str, list[str]]:
    if "\x00" in text:
        text = text.replace("\x00", "")
    head = text[:20_000]
    if len(_CONTROL.findall(head)) * 20 > len(head):
        raise ReadingError(
            "这不是文字文件，也不是认得的文档格式。", where=place, remedy="请另存为DOCX、PDF、HTML或UTF-8文本后再试。"
        )
    mended, note = mend(text)
    if note:
        notes.append(note)
    return mended, notes


def _guess(data: bytes, named: str) -> str:
    if data.isascii() and b"\x00" not in data:
        return "utf-8"
    if _decodes(data, "utf-8") and b"\x00" not in data:
        return "utf-8"
    sample = data[: 1 << 16]
    if zeros := sample.count(0):
        if (wide := _wide(sample)) or zeros * 50 > len(sample):
            return wide
        # A few stray zeros do not make a text binary.
        data, sample = data.replace(b"\x00", b""), sample.replace(b"\x00", b"")
        if _decodes(data, "utf-8"):
            return "utf-8"
    scores = {name: _score(sample, name) for name in ("gb18030", "big5hkscs")}
    best = max(scores, key=lambda name: (scores[name], name == named))
    utf8 = sample.decode("utf-8", "replace")
    broken = utf8.count("\ufffd")
    if broken * 5 < sum(char > "\u2000" for char in utf8) and (_commonness(utf8) >= scores[best] or broken <= 3):
        return "utf-8"
    if scores[best] < 0.05:
        wide = _wide(sample)
        if wide:
            return wide
        if scores[best] <= 0:
            # Too little or too rare to score: what decodes without a fault, and holds nothing but text, is taken for text.
            if _RAW_CONTROL.search(sample):
                return ""
            plain = sum(byte < 0x80 for byte in sample) * 4 > len(sample) * 3
            return next(
                (name for name in (named, "gb18030") if name and _decodes(sample, name)), "utf-8" if plain else ""
            )
    return best


def _decodes(data: bytes, encoding: str) -> bool:
    """Whether the bytes are of the encoding, save for a character cut off at the end."""
    try:
        codecs.getincrementaldecoder(encoding)("strict").decode(data, final=False)
    except ValueError:
        return False
    return True


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark, or ""."""
    best = ""
    best_score = 0.3
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
        plain = sum(char in _COMMON or "\n" <= char <= "~" for char in text) / max(1, len(text))
        if plain > best_score:
            best, best_score = encoding, plain
    return best


def _score(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding, "replace")
    bad = text.count("\ufffd") + sum("\ue000" <= char <= "\uf8ff" for char in text)
    return _commonness(text) - 5 * bad / max(1, len(text))


def _commonness(text: str) -> float:
    wide = [char for char in text if char > "\u0080"]
    return sum(char in _COMMON for char in wide) / max(1, len(wide))


def _forgiving(data: bytes, encoding: str) -> tuple[str, list[str]]:
    notes: list[str] = []
    try:
        return data.decode(encoding), notes
    except ValueError:
        pass
    if _decodes(data, encoding):
        notes.append("文件在一个字的中间断了，可能不完整。")
        return data.decode(encoding, "ignore"), notes
    text = data.decode(encoding, "replace")
    notes.append(f"有{text.count(chr(0xFFFD))}处字节无法按{_NAMES.get(encoding, encoding)}读出，以�代替。")
    return text, notes


def mend(text: str) -> tuple[str, str]:
    """Undo a text that was decoded wrongly and saved again (乱码), where that can be done without loss. Returns the text and a
    note, or the text unchanged and a note that says it looks garbled, or no note.
    """
    sample = text[:4000]
    hits = len(_LATIN_MOJIBAKE.findall(sample))
    if hits >= 10 and hits * 30 > len(sample):
        for encoding, target in (
            ("latin-1", "utf-8"),
            ("cp1252", "utf-8"),
            ("latin-1", "gb18030"),
            ("cp1252", "gb18030"),
        ):
            try:
                better = text.encode(encoding).decode(target)
            except ValueError:
                continue
            if _commonness(better) > 0.15:
                return better, "文字曾被按错误的编码保存（乱码），已还原。"
        return text, "文字像是乱码，未能还原。" if hits * 6 > len(sample) else ""
    if sample.count("锛") * 100 > len(sample) or len(_GBK_MOJIBAKE.findall(sample)) * 12 > len(sample):
        try:
            better = text.encode("gb18030").decode("utf-8")
        except ValueError:
            return text, "文字像是乱码，未能还原。"
        if _commonness(better) > 0.15:
            return better, "文字曾被按错误的编码保存（乱码），已还原。"
    return text, ""
