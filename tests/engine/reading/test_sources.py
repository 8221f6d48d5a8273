from __future__ import annotations

import io
import json
import os
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from gongkai.engine.reading.document import Incoming
from gongkai.engine.reading.limits import Limits
from gongkai.engine.reading.sources import Unreadable, iter_incoming


def read(*paths: Path, **limits: Any) -> list[Incoming | Unreadable]:
    return list(iter_incoming(paths, limits=Limits(**limits)))


def shown(entries: list[Incoming | Unreadable], folder: Path) -> list[tuple[str, str, str]]:
    """Id, place and text or message of each."""
    return [
        (
            e.id,
            os.path.relpath(e.place, folder),
            e.error.message if isinstance(e, Unreadable) else e.title or e.text or e.name,
        )
        for e in entries
    ]


def one(path: Path, **limits: Any) -> Incoming | Unreadable:
    entries = read(path, **limits)
    assert len(entries) == 1
    return entries[0]


def message(path: Path, **limits: Any) -> str:
    entry = one(path, **limits)
    assert isinstance(entry, Unreadable)
    assert entry.error.where.startswith(str(path))
    assert entry.error.remedy
    return entry.error.message


def test_json_lines(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    first = {
        "id": 7,
        "title": "甲公告",
        "published": None,
        "text": "正文",
        "html": "<p>正文</p>",
        "source_url": "http://a.example",
        "project_code": "A-1",
    }
    lines = [
        json.dumps(first, ensure_ascii=False).encode(),
        b'{"title": "\xe4\xb9\x99", broken',
        b"",
        b"[1, 2]",
        json.dumps(
            {"标题": "丙公告", "内容": ["一", {"二": "三"}], "发布时间": "2025-01-02"}, ensure_ascii=False
        ).encode("gbk"),
        b"\xff\xfe\x00\x01",
        json.dumps(
            {"buyer": "丁", "amount": 5, "items": [1, 2], "ok": True, "none": None}, ensure_ascii=False
        ).encode(),
    ]
    file.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(lines))
    entries = read(file)
    assert entries[0] == Incoming(
        id="7",
        place=f"{file}:1",
        title="甲公告",
        text="正文",
        html="<p>正文</p>",
        source_url="http://a.example",
        project_code="A-1",
    )
    assert shown(entries[1:3], tmp_path) == [
        ("a.jsonl:2", "a.jsonl:2", "这一行不是合格的JSON（第16个字符处）。"),
        ("a.jsonl:4", "a.jsonl:4", "这一条不是公告（应为JSON对象）。"),
    ]
    assert entries[3] == Incoming(
        id="a.jsonl:5", place=f"{file}:5", title="丙公告", text="一\n二：三", published="2025-01-02"
    )
    assert isinstance(entries[4], Unreadable)
    assert entries[5] == Incoming(id="a.jsonl:7", place=f"{file}:7", text="buyer：丁\namount：5\nitems：1\n2\nok：是")


def test_what_the_columns_of_an_entry_mean(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    body = "一、项目名称：甲。" * 20
    rows = [
        {"title": "甲", "content": "<p>一</p><p>二</p>", "text": "一\n二"},
        {"title": "甲", "text": body, "采购人": "乙"},
        {"title": "甲", "text": "详见附件", "采购人": "乙", "预算": 5},
        {"公告标题": "甲", "发布时间": "2025-01-02", "采购人": "乙"},
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    entries = [entry for entry in read(file) if isinstance(entry, Incoming)]
    assert [(entry.html, entry.text) for entry in entries] == [
        ("<p>一</p><p>二</p>", "一\n二"),
        ("", body),
        ("", "详见附件\n采购人：乙\n预算：5"),
        ("", "公告标题：甲\n发布时间：2025-01-02\n采购人：乙"),
    ]


def test_a_record_that_says_nothing_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    lines = [
        {"id": "1", "title": "甲公告"},
        {"id": "2", "foo": "bar", "date": "2024-05-06"},
        {"id": "3", "title": " ", "text": None},
        {"id": "4", "项目名称": "供水工程", "中标人": "甲公司"},
    ]
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    said = "这一条没有标题，也没有正文，不能当作公告。"
    assert shown(read(file), tmp_path) == [
        ("1", "a.jsonl:1", "甲公告"),
        ("a.jsonl:2", "a.jsonl:2", said),
        ("a.jsonl:3", "a.jsonl:3", said),
        ("4", "a.jsonl:4", "项目名称：供水工程\n中标人：甲公司"),
    ]
    refused = read(file)[1]
    assert isinstance(refused, Unreadable)
    assert refused.error.remedy == '请补上"title"、"text"或"html"；其余各条已照常读取。'


def test_markdown_in_a_folder_is_no_notice_but_is_read_when_named(tmp_path: Path) -> None:
    for name in ("README.md", "notes.MD", "a.txt"):
        (tmp_path / name).write_text("甲公告", encoding="utf-8")
    assert [entry.id for entry in read(tmp_path)] == ["a.txt"]
    assert [entry.id for entry in read(tmp_path / "README.md")] == ["README.md"]


def test_json_lines_are_known_without_their_name(tmp_path: Path) -> None:
    file = tmp_path / "notices.txt"
    file.write_text('{"title": "甲"}\n{"title": "乙"}\n', encoding="utf-8")
    assert [entry.id for entry in read(file)] == ["notices.txt:1", "notices.txt:2"]


def test_json_lines_in_utf16(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"title": "甲"}\n{"title": "乙"}\n', encoding="utf-16")
    assert [entry.title for entry in read(file) if isinstance(entry, Incoming)] == ["甲", "乙"]


def test_a_line_beyond_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"title": "甲"}\n{"text": "' + "长" * 2000 + '"}\n{"title": "乙"}\n', encoding="utf-8")
    assert shown(read(file, file=1000), tmp_path) == [
        ("a.jsonl:1", "a.jsonl:1", "甲"),
        ("a.jsonl:2", "a.jsonl:2", "这一行超过上限1000 字节。"),
        ("a.jsonl:3", "a.jsonl:3", "乙"),
    ]


def test_json_nested_too_deep(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"a": ' + "[" * 200_000 + '\n{"title": "乙"}\n', encoding="utf-8")
    assert [type(entry) for entry in read(file)] == [Unreadable, Incoming]


def test_json_array(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps([{"title": "甲"}, 5, {"title": "乙"}], indent=1), encoding="utf-8")
    assert shown(read(file), tmp_path) == [
        ("a.json:1", "a.json:2", "甲"),
        ("a.json:2", "a.json:5", "这一条不是公告（应为JSON对象）。"),
        ("a.json:3", "a.json:6", "乙"),
    ]


def test_a_broken_json_array_gives_what_stands_before(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('[\n{"title": "甲"},\n{"title" "乙"}\n]', encoding="utf-8")
    assert shown(read(file), tmp_path) == [
        ("a.json:1", "a.json:2", "甲"),
        ("a.json:2", "a.json:3", "不是合格的JSON（第10个字符处）。"),
    ]
    file.write_text('[\n{"title": "甲"},\n', encoding="utf-8")
    assert shown(read(file), tmp_path)[1] == ("a.json", "a.json:3", "文件不完整，缺少结尾的]。")


def test_a_json_object_is_a_notice_or_holds_a_list(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"title": "甲", "text": "乙"}, indent=2), encoding="utf-8")
    assert shown(read(file), tmp_path) == [("a.json", "a.json", "甲")]
    file.write_text(
        json.dumps({"code": 200, "data": {"rows": [{"title": "甲"}, {"title": "乙"}]}}, indent=2), encoding="utf-8"
    )
    assert shown(read(file), tmp_path) == [("a.json:1", "a.json#1", "甲"), ("a.json:2", "a.json#2", "乙")]


def test_csv_rows(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('公告标题,发布时间,正文\n甲,2025-01-02,"一,\n""二"""\n\n乙,,三\n', encoding="gbk")
    entries = read(file)
    assert entries[0] == Incoming(id="a.csv:2", place=f"{file}:2", title="甲", published="2025-01-02", text='一,\n"二"')
    assert entries[1] == Incoming(id="a.csv:5", place=f"{file}:5", title="乙", text="三")


def test_csv_with_broken_quotes(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('标题,正文\n甲,"一\n乙,二\n丙,三,四\n丁,五\n', encoding="utf-8")
    assert shown(read(file), tmp_path) == [
        ("a.csv:2", "a.csv:2", "引号不成对。"),
        ("a.csv:3", "a.csv:3", "乙"),
        ("a.csv:4", "a.csv:4", "这一行有3栏，表头只有2栏，可能是内容里的逗号没有加引号。"),
        ("a.csv:5", "a.csv:5", "丁"),
    ]


def test_two_broken_quotes_do_not_swallow_what_is_between(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('标题,正文,来源\n甲,"一,a\n乙,二,b\n丙,"三,c\n丁,四,d\n', encoding="utf-8")
    assert [entry.place[-1] + type(entry).__name__[0] for entry in read(file)] == ["2U", "3I", "4U", "5I"]


def test_csv_with_tabs_and_semicolons(tmp_path: Path) -> None:
    for name, sign in (("a.tsv", "\t"), ("b.csv", ";")):
        file = tmp_path / name
        file.write_text(f"标题{sign}内容\n甲{sign}一\n", encoding="utf-8")
        assert [entry.text for entry in read(file) if isinstance(entry, Incoming)] == ["一"]


def test_a_csv_that_is_one_notice(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("公告标题,甲公告\n项目编号,A-1\n采购人,乙\n", encoding="utf-8")
    entry = one(file)
    assert isinstance(entry, Incoming)
    assert entry.data == file.read_bytes()


def test_a_workbook_of_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["标题", "正文"])
    sheet.append(["甲", "一"])
    file = tmp_path / "名单.dat"
    book.save(file)
    assert read(file) == [Incoming(id="名单.dat:2", place=f"{file}:2", title="甲", text="一")]


def test_folders_are_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.html", "a.txt", ".hidden", ".git/x", "~$lock.docx", "b/.DS_Store"):
        file = tmp_path / "all" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<p>甲</p>", encoding="utf-8")
    assert [entry.id for entry in read(tmp_path / "all")] == ["a.txt", "b/1.html", "b/2.txt"]


def test_zip_of_notices(tmp_path: Path) -> None:
    file = tmp_path / "全部.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("二/b.html", "<p>乙</p>")
        archive.writestr("一.jsonl", '{"title": "甲"}\nx')
        archive.writestr("__MACOSX/._a", "x")
        archive.writestr("内.zip", file_of_zip())
        archive.writestr("空.txt", "")
    assert shown(read(file), tmp_path) == [
        ("全部.zip/一.jsonl:1", "全部.zip/一.jsonl:1", "甲"),
        ("全部.zip/一.jsonl:2", "全部.zip/一.jsonl:2", "这一行不是合格的JSON（第1个字符处）。"),
        ("全部.zip/二/b.html", "全部.zip/二/b.html", "全部.zip/二/b.html"),
        ("全部.zip/内.zip", "全部.zip/内.zip", "压缩包里还有压缩包，没有打开。"),
        ("全部.zip/空.txt", "全部.zip/空.txt", "文件是空的。"),
    ]


def file_of_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    return out.getvalue()


def test_zip_bomb(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"\x00" * 20_000_000)
    assert message(file) == "压缩比超过200倍，可能是压缩炸弹，没有打开。"


@pytest.mark.parametrize("cut", [10, 60, 90, -30])
def test_a_broken_zip(tmp_path: Path, cut: int) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(file_of_zip()[:cut])
    assert message(file) == "压缩包已损坏或不完整，打不开。"


def test_any_damage_to_a_list_gives_notices_and_sentences(tmp_path: Path) -> None:
    random = Random(20250307)
    seeds = {
        "a.jsonl": b'{"title": "a", "text": "x"}\n' * 5,
        "b.json": json.dumps([{"title": "a", "text": "b" * 30}] * 4).encode(),
        "c.csv": '标题,正文,日期\n甲,"一,\n二",2025\n乙,三,2026\n'.encode(),
        "d.zip": file_of_zip(),
    }
    for name, seed in seeds.items():
        for _ in range(150):
            data = bytearray(seed)
            for _ in range(random.choice((1, 3, 10))):
                data[random.randrange(len(data))] = random.choice((*b'"{}[],\n\x00', random.randrange(256)))
            file = tmp_path / name
            file.write_bytes(data)
            for entry in read(file):
                assert entry.place.startswith(str(file))
                assert isinstance(entry, Incoming) or entry.error.message


def test_bad_paths(tmp_path: Path) -> None:
    missing = tmp_path / "没有.html"
    assert message(missing) == "文件打不开：没有这个文件，或链接指向的文件已不存在。"
    empty = tmp_path / "空.html"
    empty.touch()
    assert message(empty) == "文件是空的。"
    os.mkfifo(tmp_path / "pipe")
    entry = one(tmp_path / "pipe")
    assert isinstance(entry, Unreadable)
    assert entry.error.message == "这不是文件，也不是文件夹。"


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "大.html"
    with file.open("wb") as stream:
        stream.write(b"<html><body><p>")
        stream.truncate(200 << 20)
    tracemalloc.start()
    try:
        assert message(file) == "文件有200 MB，超过上限32 MB。"
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
    finally:
        tracemalloc.stop()


def test_one_bad_file_leaves_the_rest(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "2.txt").touch()
    (tmp_path / "3.txt").write_text("乙", encoding="utf-8")
    assert [type(entry) for entry in read(tmp_path)] == [Incoming, Unreadable, Incoming]


@pytest.mark.parametrize("kind", ["jsonl", "json", "csv"])
def test_memory_does_not_grow_with_the_list(tmp_path: Path, kind: str) -> None:
    def peak(count: int) -> int:
        file = tmp_path / f"{count}.{kind}"
        text = "正文" * 200
        with file.open("w", encoding="utf-8") as stream:
            stream.write({"jsonl": "", "json": "[", "csv": "title,text\n"}[kind])
            for i in range(count):
                entry = json.dumps({"title": f"{i}", "text": text}, ensure_ascii=False)
                stream.write(
                    {"jsonl": f"{entry}\n", "json": f"{',' if i else ''}{entry}", "csv": f"{i},{text}\n"}[kind]
                )
            stream.write({"jsonl": "", "json": "]", "csv": ""}[kind])
        tracemalloc.start()
        try:
            assert sum(1 for entry in entries(file) if isinstance(entry, Incoming)) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    def entries(file: Path) -> Iterator[Incoming | Unreadable]:
        return iter_incoming([file])

    assert peak(5000) < 1.5 * peak(1000) + (1 << 20)


def test_links_to_folders_are_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.txt").write_text("甲项目中标公告", encoding="utf-8")
    (tmp_path / "a" / "round").symlink_to(tmp_path)
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.html").symlink_to(tmp_path / "loop.html")
    (tmp_path / "zero.html").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.html")
    got = {entry.id: entry for entry in read(tmp_path)}
    assert {name: entry.error.message for name, entry in got.items() if isinstance(entry, Unreadable)} == {
        "a/round": "这是指向另一个文件夹的链接，没有跟进去。",
        "gone.html": "文件打不开：没有这个文件，或链接指向的文件已不存在。",
        "loop.html": "文件打不开：链接绕成了圈。",
        "zero.html": "这不是文件，也不是文件夹。",
        "pipe.html": "这不是文件，也不是文件夹。",
    }
    assert isinstance(got["a/1.txt"], Incoming)


def test_a_folder_that_may_not_be_entered_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text("甲项目中标公告", encoding="utf-8")
    enter = os.scandir

    def refusing(path: str) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return enter(path)

    monkeypatch.setattr(os, "scandir", refusing)
    first, second = read(tmp_path)
    assert isinstance(first, Incoming)
    assert isinstance(second, Unreadable)
    assert (second.id, second.error.message) == ("closed", "文件夹打不开：没有权限。")


def test_one_line_of_bad_bytes_does_not_spoil_the_list(tmp_path: Path) -> None:
    file = tmp_path / "n.jsonl"
    file.write_bytes(b'{"id":"1","text":"\xe9\x87\xc7\xff\xfe"}\n{"id":"2","text":"ok"}\n')
    assert [entry.id for entry in read(file)] == ["1", "2"]


def test_a_bomb_in_a_zip_costs_only_itself(tmp_path: Path) -> None:
    packed = tmp_path / "n.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", b"<p>" + b"0" * (20 << 20))
        archive.writestr("b.txt", "某项目中标公告")
    bad, good = iter_incoming([packed])
    assert isinstance(bad, Unreadable)
    assert bad.error.message == "压缩比超过200倍，可能是压缩炸弹，没有打开。"
    assert isinstance(good, Incoming)
    assert good.data.decode() == "某项目中标公告"


def test_a_missing_path_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("某项目中标公告", encoding="utf-8")
    bad, good = iter_incoming([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert isinstance(bad, Unreadable)
    assert isinstance(good, Incoming)
