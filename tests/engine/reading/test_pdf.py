from __future__ import annotations

import contextlib
import io

import pytest
from pypdf import PdfReader, PdfWriter

from gongkai.engine.errors import ReadingError
from gongkai.engine.reading.limits import Limits
from gongkai.engine.reading.pdf import read_pdf

Piece = tuple[float, float, str]  # x, y, text


def pdf(*pages: list[Piece]) -> bytes:
    """A PDF of pieces of text at places, in a font whose codes are UTF-16 and mapped back by a ToUnicode table."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(body: bytes) -> bytes:
        return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body)

    chars = sorted({char for page in pages for _, _, text in page for char in text})
    pairs = "".join(f"<{ord(char):04x}> <{ord(char):04x}>\n" for char in chars)
    cmap = add(
        stream(
            f"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{len(chars)} beginbfchar\n{pairs}endbfchar endcmap end".encode()
        )
    )
    widths = " ".join(f"{ord(char)} [{1000 if char > chr(0x2E80) else 500}]" for char in chars)
    below = add(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 /W [{widths}] "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>".encode()
    )
    font = add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [{below} 0 R] "
        f"/ToUnicode {cmap} 0 R >>".encode()
    )
    kids: list[int] = []
    parent = len(objects) + 2 * len(pages) + 1
    for page in pages:
        text = "".join(
            f"BT /F1 12 Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n" for x, y, text in page
        )
        content = add(stream(text.encode()))
        kids.append(
            add(
                f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R "
                f"/Resources << /Font << /F1 {font} 0 R >> >> >>".encode()
            )
        )
    add(f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>".encode())
    root = add(f"<< /Type /Catalog /Pages {parent} 0 R >>".encode())
    out = b"%PDF-1.4\n"
    offsets: list[int] = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, root, len(out))
    )


NOTICE = pdf(
    [
        (200, 780, "某某工程中标结果公告"),
        (74, 740, "本项目于二〇二五年三月七日在某某市公共资源交易中心公开开标经评标委员"),
        (50, 720, "会评审现将结果公告如下。"),
        (50, 700, "中标人：甲公司"),
        (50, 680, "中标价"),
        (200, 680, "１００万元"),
        (350, 680, "工期"),
        (420, 680, "180天"),
        (290, 40, "- 1 -"),
    ],
    [(50, 780, "联系人："), (98, 780, "乙"), (50, 760, "电话：0900-1234567"), (270, 40, "第 2 页 共 2 页")],
)


def test_lines_are_put_together_by_place() -> None:
    document = read_pdf(NOTICE)
    assert document.text == (
        "某某工程中标结果公告\n"
        "本项目于二〇二五年三月七日在某某市公共资源交易中心公开开标经评标委员会评审现将结果公告如下。\n"
        "中标人：甲公司\n中标价  100万元  工期  180天\n联系人：乙\n电话：0900-1234567"
    )
    assert document.title == "某某工程中标结果公告"
    assert document.chrome == ["- 1 -", "第 2 页 共 2 页"]


def test_pages_beyond_the_limit_are_noted() -> None:
    document = read_pdf(NOTICE, limits=Limits(pages=1))
    assert "联系人" not in document.text
    assert document.notes == ["PDF有2页，只读取了前1页。"]


def encrypted(password: str) -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(NOTICE)))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_password_only_against_changes_does_not_matter() -> None:
    assert read_pdf(encrypted("")).text.startswith("某某工程中标结果公告")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (encrypted("secret"), "PDF有密码保护（加密），打不开。"),
        (pdf([]), "PDF里没有文字，应是扫描件。"),
        (NOTICE[:400], "PDF已损坏或不完整，打不开。"),
        (b"%PDF-1.7\n%%EOF", "PDF已损坏或不完整，打不开。"),
        (b"%PDF-1.4\n" + b"\x00\xff" * 3000, "PDF已损坏或不完整，打不开。"),
    ],
)
def test_bad_files(data: bytes, message: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_pdf(data, place="a.pdf")
    assert (caught.value.message, caught.value.where) == (message, "a.pdf")
    assert caught.value.remedy


@pytest.mark.parametrize("cut", range(500, len(NOTICE), 400))
def test_cut_off_anywhere(cut: int) -> None:
    with contextlib.suppress(ReadingError):
        assert read_pdf(NOTICE[:cut]).text
