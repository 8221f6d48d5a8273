"""Files that are broken, hostile or not notices at all: each a sentence, the others read, never a trace of the stack."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gongkai.site.cli import main

SAMPLES = Path(__file__).parents[3] / "samples" / "notices"
GOOD = "<h1>青禾市第三水厂扩建工程流标公告</h1><p>招标人：青禾市水务发展有限公司</p><p>流标原因：投标人不足三家</p>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    + "<w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
)


def zipped(files, source=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        if source:
            with zipfile.ZipFile(source) as other:
                for name in other.namelist():
                    if name not in files:
                        archive.writestr(name, other.read(name))
    return out.getvalue()


def locked_zip():
    data = bytearray(zipped({"a.html": GOOD}))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


WORD = SAMPLES / "docx" / "docx-construction-contract.docx"
FILES = {
    "empty.html": (b"", "文件是空的。"),
    "blank.txt": (b" \n\n", "文件是空的。"),
    "binary.html": (bytes(range(256)) * 200, "这不是文字文件，也不是认得的文档格式。"),
    "cut.docx": (WORD.read_bytes()[:2000], "Word文件已损坏或不完整，打不开。"),
    "cut.pdf": ((SAMPLES / "pdf" / "pdf-report-annual.pdf").read_bytes()[:20_000], "PDF已损坏或不完整，打不开。"),
    "cut.xlsx": ((SAMPLES / "rows" / "medical.xlsx").read_bytes()[:2000], "表格文件已损坏或不完整，打不开。"),
    "junk.pdf": (b"%PDF-1.7\n" + bytes(range(256)) * 100, "PDF已损坏或不完整，打不开。"),
    "locked.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "文件有密码保护（加密），打不开。"),
    "old.doc": (OLE + "WordDocument".encode("utf-16-le"), "这是旧版Word（DOC）或WPS文件，不能直接读取。"),
    "locked.zip": (locked_zip(), "压缩包有密码保护（加密），打不开。"),
    "bomb.zip": (zipped({"a.html": bytes(300 << 20)}), "压缩比超过200倍，可能是压缩炸弹，没有打开。"),
    "tight.zip": (zipped({"a.html": bytes(9 << 20)}), "压缩比超过200倍，可能是压缩炸弹，没有打开。"),
    "nested.zip": (zipped({"b.zip": zipped({"a.html": GOOD})}), "压缩包里还有压缩包，没有打开。"),
    "laughs.docx": (
        zipped({"word/document.xml": LAUGHS}, WORD),
        "文件里含有实体或外部引用（XML炸弹），没有打开。",
    ),
    "deep.json": (b"[" * 100_000, "JSON嵌套过深。"),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(100), "这是图片，没有文字可读。"),
}


@pytest.fixture
def folder(tmp_path):
    """A folder of bad files with one good notice before and one behind them."""
    for name in ("0.html", "z.html"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    return tmp_path


def records(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_a_sentence_and_the_others_are_read(folder, capsys, name):
    data, sentence = FILES[name]
    (folder / name).write_bytes(data)
    assert main(["check", "--json", str(folder)]) == 2
    first, bad, last = records(capsys)
    assert first["item"] == last["item"] == "construction.termination"
    assert bad["id"].startswith(name)
    assert bad["where"].startswith(str(folder / name))
    assert bad["error"].startswith(f"{bad['where']}: {sentence}")
    assert "Traceback" not in bad["error"]


def test_the_same_in_the_table_and_the_report(folder, capsys, tmp_path):
    (folder / "cut.docx").write_bytes(FILES["cut.docx"][0])
    report = tmp_path / "out" / "report.html"
    assert main(["check", str(folder / "0.html"), str(folder / "cut.docx"), "--report", str(report)]) == 2
    assert "Word文件已损坏或不完整，打不开。" in capsys.readouterr().out
    assert "Word文件已损坏或不完整，打不开。" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize("html", ["<div>" * 100_000, "<table><tr><td>" * 30_000, "<b><i><u>" * 30_000])
def test_a_page_nested_deep_is_read(folder, capsys, html):
    (folder / "deep.html").write_text(html + GOOD, encoding="utf-8")
    main(["check", "--json", str(folder / "deep.html")])
    assert records(capsys)[0]["item"] == "construction.termination"


def test_a_list_with_bad_lines_gives_the_good_ones(tmp_path, capsys):
    lines = [
        {"id": "1", "title": "甲工程流标公告", "text": "招标人：甲"},
        '{"id": "2", broken',
        "[1, 2]",
        "null",
        {"id": {"a": 1}, "title": ["x"], "text": 5, "html": None},
        {"id": "3", "title": "\x00\x1b[31m甲工程流标公告", "text": "\ud800招标人：甲", "source_url": "http://[bad"},
        {"id": "4", "title": "甲工程流标公告", "published": "9" * 5000, "text": "招标人：甲 1899年1月1日 2027年1月1日"},
    ]
    file = tmp_path / "n.jsonl"
    file.write_text(
        "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in lines), encoding="utf-8"
    )
    assert main(["check", "--json", str(file)]) == 2
    got = records(capsys)
    assert len(got) == len(lines)
    assert [one.get("item") for one in got if one["id"] in ("1", "3", "4")] == ["construction.termination"] * 3
    assert got[1]["error"].startswith(f"{file}:2: 这一行不是合格的JSON")
    assert "不是公告" in got[2]["error"]
    assert main(["check", str(file)]) == 2


def test_names_of_files_cannot_steer_the_terminal(tmp_path, capsys):
    name = "a\x1b[31m\n\x07.html"
    (tmp_path / name).touch()
    assert main(["check", str(tmp_path)]) == 2
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\x07" not in out
    assert main(["check", str(tmp_path / "\x1b[2Jgone.html")]) == 2
    assert "\x1b" not in capsys.readouterr().err


@pytest.mark.parametrize("path", ["", " ", "no-such-folder"])
def test_a_path_that_is_none(capsys, path):
    assert main(["check", path]) == 2
    assert capsys.readouterr().err.startswith("错误：")


def test_a_report_that_cannot_be_written_is_told_before_anything_is_read(folder, capsys):
    (folder / "file").touch()
    for place in (folder / "file" / "r.html", Path("/dev/null")):
        assert main(["check", str(folder / "0.html"), "--report", str(place)]) == 2
        said = capsys.readouterr()
        assert not said.out
        assert said.err.startswith("错误：")
        assert str(place) in said.err
    assert Path("/dev/null").is_char_device()


def test_a_report_is_no_notice_of_the_next_run_and_leaves_nothing_behind(folder, capsys):
    for _ in range(2):
        main(["check", "--json", str(folder), "--report", str(folder / "r.html")])
        assert [one["id"] for one in records(capsys)] == ["0.html", "z.html"]
    assert sorted(one.name for one in folder.iterdir()) == ["0.html", "r.html", "z.html"]


def test_a_report_that_fails_midway_leaves_nothing_behind(folder, capsys, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gongkai.site.report.write.shutil.copyfileobj", full)
    assert main(["check", "--json", str(folder), "--report", str(folder / "r.html")]) == 2
    assert "报告写不进去：磁盘已满" in capsys.readouterr().err
    assert sorted(one.name for one in folder.iterdir()) == ["0.html", "z.html"]


def test_outputs_that_are_closed_are_no_error():
    program = "import sys; from gongkai.site.cli import main; sys.exit(main(['packs', 'list']))"
    for closed in (">&-", "2>&-", ">&- 2>&-"):
        done = subprocess.run(
            ["sh", "-c", f'"{sys.executable}" -c "{program}" {closed}'], capture_output=True, check=False
        )
        assert done.returncode == 0
        assert not done.stderr


HOSTILE = [
    "：",
    "a：",
    "身份证号：",
    "（",
    "招标人",
    "招标人：",
    "1",
    " ",
    "\t",
    "1 ",
    "，",
    "开(kāi)",
    "2024年",
    "姓名 电话\n",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_text_made_to_be_slow_is_read(tmp_path, capsys, unit):
    file = tmp_path / "n.jsonl"
    text = f"甲工程流标公告\n招标人：甲{unit * (60_000 // len(unit))}乙"
    file.write_text(json.dumps({"id": "1", "title": "甲工程流标公告", "text": text}), encoding="utf-8")
    assert main(["check", "--json", str(file)]) in (0, 1)
    assert records(capsys)[0]["item"] == "construction.termination"
