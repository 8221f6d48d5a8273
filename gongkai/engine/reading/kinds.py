"""What a file is, by its bytes; its name only where bytes leave it open (CSV and plain text look alike)."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath
from typing import BinaryIO, NoReturn

from gongkai.engine.errors import ReadingError
from gongkai.engine.reading.decode import decode

#: how much of a file is looked at
HEAD = 8192

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (_OLE, "ole"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"II*\x00", "image"), (b"MM\x00*", "image"), (b"BM", "bmp"), (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"), (b"\x1f\x8b", "archive"), (b"BZh", "archive"), (b"\xfd7zXZ", "archive"), (b"MZ", "program"),
    (b"\x7fELF", "program"), (b"AT&TFORM", "djvu"), (b"SQLite format 3", "database"),
)  # fmt: skip
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|span|h[1-6]|section|article|center|br|form|style|script|font|ul|ol)\b",
    re.IGNORECASE,
)
_NAMED = {
    "html": "网页", "docx": "Word文件（DOCX）", "pdf": "PDF", "xlsx": "Excel文件（XLSX）", "xls": "Excel文件（XLS）", "csv": "CSV",
    "text": "纯文本", "json": "JSON", "jsonl": "JSON Lines", "zip": "ZIP压缩包",
}  # fmt: skip
_EXPECTED = {
    ".html": "html", ".htm": "html", ".shtml": "html", ".xhtml": "html", ".mht": "mht", ".docx": "docx", ".docm": "docx", ".pdf": "pdf",
    ".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".et": "xls", ".csv": "csv", ".tsv": "csv", ".txt": "text", ".json": "json",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".zip": "zip", ".doc": "doc", ".wps": "doc", ".rtf": "rtf", ".ofd": "ofd",
}  # fmt: skip
_REFUSED = {
    "doc": ("这是旧版Word（DOC）或WPS文件，不能直接读取。", "请用Word或WPS另存为DOCX或PDF后再试。"),
    "rtf": ("这是RTF文件，不能直接读取。", "请用Word或WPS另存为DOCX后再试。"),
    "ofd": ("这是OFD版式文件，不能直接读取。", "请用阅读器另存为PDF，或提供DOCX、HTML原件。"),
    "pptx": ("这是演示文稿，不是公告。", "请把公告内容另存为DOCX或PDF。"),
    "odf": ("这是OpenDocument文件，不能直接读取。", "请另存为DOCX、XLSX或PDF后再试。"),
    "encrypted": ("文件有密码保护（加密），打不开。", "请去掉密码另存后再试。"),
    "image": ("这是图片，没有文字可读。", "请提供带文字的原件（DOCX、HTML，或有文字层的PDF）。"),
    "archive": ("这种压缩包不能直接读取。", "请解压后再试，或改用ZIP。"),
    "program": ("这是程序文件，不是公告。", "请检查是否选错了文件。"),
    "database": ("这是数据库文件，不是公告。", "请导出为JSON Lines或CSV后再试。"),
    "djvu": ("这是DjVu扫描件，没有文字可读。", "请提供带文字的原件。"),
    "ole": ("这是旧版Office格式的文件，不能读取。", "请另存为DOCX、XLSX或PDF后再试。"),
    "mht": ("这是网页存档（MHT），不能直接读取。", "请在浏览器里另存为“仅HTML”。"),
    "binary": ("这不是文字文件，也不是认得的文档格式。", "请另存为DOCX、PDF、HTML或UTF-8文本后再试。"),
    "empty": ("文件是空的。", "请换上有内容的文件。"),
}  # fmt: skip


def kind_of(stream: BinaryIO, name: str) -> str:
    """The kind of a file open for reading: ``html docx pdf xlsx xls csv text json jsonl zip`` or a key of the refused ones.
    The stream must be seekable and is left at its start.
    """
    stream.seek(0)
    head = stream.read(HEAD)
    stream.seek(0)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            if kind == "zip":
                return _zip_kind(stream)
            if kind == "ole":
                return _ole_kind(stream)
            if kind == "bmp":
                if head[6:10] == b"\x00\x00\x00\x00":
                    return "image"
                continue
            return kind
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return "empty" if len(head) < HEAD else "binary"
    try:
        text, _ = decode(head)
    except ReadingError:
        return "binary"
    return _text_kind(text.lstrip("\ufeff \t\r\n"), PurePath(name).suffix.lower(), whole=len(head) < HEAD)


def _text_kind(text: str, suffix: str, *, whole: bool) -> str:
    if text.startswith("MIME-Version:") and "multipart/related" in text:
        return "mht"
    if text[:1] == "{" and (text[1:].lstrip()[:1] in ('"', "}") or suffix in (".json", ".jsonl", ".ndjson")):
        return _json_kind(text, suffix, whole=whole)
    if (
        text[:1] == "["
        and (text[1:].lstrip()[:1] in ("{", "]") or suffix == ".json")
        and suffix not in (".jsonl", ".ndjson")
    ):
        return "json"
    if suffix in (".jsonl", ".ndjson"):
        return "jsonl"
    tags = len(_HTML.findall(text))
    named = suffix in (".html", ".htm", ".shtml", ".xhtml")
    if (text.startswith("<") and (tags or named)) or tags >= 3 or (tags and named):
        return "html"
    if suffix in (".csv", ".tsv"):
        return "csv"
    return "text"


def _json_kind(text: str, suffix: str, *, whole: bool) -> str:
    if suffix in (".jsonl", ".ndjson"):
        return "jsonl"
    first, _, rest = text.partition("\n")
    if not rest.strip():
        return "json" if whole and suffix == ".json" else "jsonl"
    return "jsonl" if first.rstrip().endswith("}") or rest.lstrip().startswith("{") else "json"


def _zip_kind(stream: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            mime = (
                archive.read("mimetype")[:80]
                if "mimetype" in names and archive.getinfo("mimetype").file_size < 200
                else b""
            )
    except (zipfile.BadZipFile, OSError, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError):
        stream.seek(0)
        return _broken_kind(stream.read(HEAD))
    finally:
        stream.seek(0)
    if "word/document.xml" in names or "word/document2.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    if any(name.startswith("ppt/") for name in names):
        return "pptx"
    if any(name.upper() == "OFD.XML" for name in names):
        return "ofd"
    if mime.startswith(b"application/vnd.oasis"):
        return "odf"
    return "zip"


def _broken_kind(head: bytes) -> str:
    """A ZIP whose end is gone still begins with the names of its files."""
    if b"word/" in head:
        return "docx"
    if b"xl/" in head:
        return "xlsx"
    return "docx" if b"[Content_Types].xml" in head else "zip"


def _ole_kind(stream: BinaryIO) -> str:
    data = stream.read(64 << 20)
    stream.seek(0)

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        return "encrypted"
    if has("WordDocument") or has("WpsDocument"):
        return "doc"
    if has("Workbook") or has("Book\0"):
        return "xls"
    return "ole"


def refuse(kind: str, place: str) -> NoReturn:
    """Raise the sentence for a kind that is not read."""
    message, remedy = _REFUSED.get(kind, _REFUSED["binary"])
    raise ReadingError(message, where=place, remedy=remedy)


def misnamed(kind: str, name: str) -> str:
    """A note where the name says another kind than the bytes, or ""."""
    suffix = PurePath(name).suffix.lower()
    expected = _EXPECTED.get(suffix, "")
    if (
        not expected
        or expected == kind
        or kind not in _NAMED
        or {expected, kind} in ({"json", "jsonl"}, {"csv", "text"})
    ):
        return ""
    return f"文件名以{suffix}结尾，内容其实是{_NAMED[kind]}，按内容读取。"


def kind_of_bytes(data: bytes, name: str) -> str:
    return kind_of(io.BytesIO(data), name)
