import io
import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gongkai.engine import inspection
from gongkai.site.cli import main

SAMPLES = Path(__file__).parents[3] / "samples" / "notices"
GOOD = {
    "id": "g1",
    "title": "青禾市第三水厂扩建工程流标公告",
    "published": "2024-05-06",
    "source_url": "https://ggzy.qinghe.example/1.html",
    "text": "青禾市第三水厂扩建工程流标公告\n项目编号：QH-1\n招标人：青禾市水务发展有限公司\n流标原因：投标人不足三家\n",
}


@pytest.fixture
def notices(tmp_path):
    """Writes notices as JSON lines."""

    def write(*lines):
        path = tmp_path / "n.jsonl"
        text = "".join(
            (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n" for line in lines
        )
        path.write_text(text, encoding="utf-8")
        return path

    return write


def records(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_one_line_of_json_a_notice_in_the_order_given(notices, capsys):
    path = notices({**GOOD, "id": "b"}, {**GOOD, "id": "a"}, {**GOOD, "id": "c"})
    main(["check", str(path), "--json"])
    got = records(capsys)
    assert [one["id"] for one in got] == ["b", "a", "c"]
    assert list(got[0]) == [
        "id", "field", "item", "confidence", "title", "published", "project_code",
        "elements", "missing", "findings", "personal", "notes",
    ]  # fmt: skip
    assert got[0]["item"] == "construction.termination"
    assert got[0]["field"] == "construction"
    assert 0 <= got[0]["confidence"] <= 1
    assert got[0]["title"] == GOOD["title"]
    assert got[0]["published"].startswith("2024-05-06")
    buyer = got[0]["elements"]["buyer"]
    assert [(value["value"], value["raw"]) for value in buyer] == [("青禾市水务发展有限公司", "青禾市水务发展有限公司")]
    assert buyer[0]["where"]["line"] == 3
    assert got[0]["notes"] == []
    for finding in got[0]["findings"]:
        assert list(finding) == ["check", "outcome", "reason", "clause"]
        assert finding["outcome"] in {"pass", "fail", "not-applicable"}
        assert finding["reason"]


def test_a_bad_line_costs_one_line_and_exit_code_2(notices, capsys):
    path = notices({**GOOD, "id": "a"}, "{broken", {**GOOD, "id": "c"})
    assert main(["check", str(path), "--json"]) == 2
    got = records(capsys)
    assert [one["id"] for one in got][::2] == ["a", "c"]
    assert list(got[1]) == ["id", "error", "where"]
    assert got[1]["where"] == f"{path}:2"
    assert got[1]["error"]


def test_exit_code_0_when_nothing_is_found(notices, monkeypatch, capsys):
    monkeypatch.setattr(inspection, "check", lambda *_: type("R", (), {"missing": (), "findings": ()})())
    assert main(["check", str(notices(GOOD)), "--json"]) == 0
    assert len(records(capsys)) == 1


def test_exit_code_1_with_findings(capsys):
    assert main(["check", str(SAMPLES / "odd" / "odd-attachment-only.html"), "--json"]) == 1
    got = records(capsys)[0]
    assert "attachments-only" in {f["check"] for f in got["findings"] if f["outcome"] == "fail"}


def test_personal_data_never_leaves_unmasked(tmp_path, capsys):
    paths = [SAMPLES / "gov" / "gov-housing-allocation-private.html", SAMPLES / "odd" / "odd-private-account.html"]
    report = tmp_path / "r.html"
    assert main(["check", *map(str, paths), "--json", "--report", str(report)]) == 1
    out = capsys.readouterr().out
    page = report.read_text(encoding="utf-8")
    numbers = ["11010119010203001", "11010119050607002", "11010119080910003", "11010119061112004", "110101190711200051"]
    for text in (out, page):
        for number in numbers:
            assert number not in text
        assert "110101****" in text
    assert {one["kind"] for line in out.splitlines() for one in json.loads(line)["personal"]} >= {
        "id-number",
        "address",
    }


def test_a_notice_that_trips_the_program_does_not_take_the_others_with_it(notices, monkeypatch, capsys):
    monkeypatch.delenv("GONGKAI_DEBUG", raising=False)
    real = inspection.read_notice

    def trip(incoming, lexicon):
        if incoming.id == "b":
            raise RecursionError
        return real(incoming, lexicon)

    monkeypatch.setattr(inspection, "read_notice", trip)
    path = notices({**GOOD, "id": "a"}, {**GOOD, "id": "b"}, {**GOOD, "id": "c"})
    assert main(["check", str(path), "--json"]) == 2
    got = records(capsys)
    assert [one["id"] for one in got] == ["a", "b", "c"]
    assert "读这一件时程序出错（RecursionError），其余照常" in got[1]["error"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nosuch"], "没有这个文件或文件夹"),
        (["{good}", "--pack", "cn-xx"], "cn-xx"),
        (["{good}", "--report", "{folder}"], "--report 给的是一个文件夹"),
        (["{good}", "--report", "{good}"], "--report 的文件也是要读的公告，会被覆盖"),
        (["{empty}"], "这些路径下没有公告"),
    ],
)
def test_unusable_input_is_refused_with_a_sentence(notices, tmp_path, capsys, arguments, said):
    (tmp_path / "empty").mkdir()
    places = {"good": notices(GOOD), "folder": tmp_path, "empty": tmp_path / "empty"}
    assert main(["check", *(argument.format(**places) for argument in arguments)]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.err.startswith("错误：")
    assert "Traceback" not in captured.err
    assert notices(GOOD).read_text(encoding="utf-8").startswith('{"id"')


def test_the_table_says_what_each_is_and_counts(notices, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    main(["check", str(notices(GOOD, {**GOOD, "id": "g2"}))])
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines[0].split() == ["公告", "公开事项", "把握", "缺要素", "问题", "个人信息"]
    assert lines[2].startswith("青禾市第三水厂扩建工程流标公告 ")
    assert "终止、流标公告" in lines[2]
    assert any(line.split()[:2] == ["工程建设项目招标投标", "2"] for line in lines)
    assert any(line.split()[:2] == ["ggzy.qinghe.example", "2"] for line in lines)
    assert lines[-1].startswith("共 2 件：")


def test_the_columns_of_the_table_line_up(notices, capsys, monkeypatch):
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", "90")
    titles = ["短流标公告", "很长的" * 30 + "流标公告", "Mixed English 与中文（全角）流标公告"]
    main(["check", str(notices(*({**GOOD, "id": str(n), "title": title} for n, title in enumerate(titles))))])
    rows = capsys.readouterr().out.splitlines()[:5]
    assert {cell_len(row) for row in rows} == {90}


def test_english(notices, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    main(["check", str(notices(GOOD)), "--lang", "en"])
    out = capsys.readouterr().out
    assert out.split()[:6] == ["notice", "item", "sure", "lacks", "fails", "personal"]
    assert "1 notices: " in out


def test_a_title_that_looks_like_markup_is_shown_as_it_is(notices, capsys):
    main(["check", str(notices({**GOOD, "title": "[bold]x[/bold] 流标公告"}))])
    assert "[bold]x[/bold] 流标公告" in capsys.readouterr().out


def test_a_title_cannot_steer_the_terminal(notices, capsys):
    main(["check", str(notices({**GOOD, "title": "\x1b[31m红\u202e字\r流标公告"}))])
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "流标公告" in out


def test_memory_does_not_grow_with_the_number_of_notices(notices):
    """Ten times the notices, with a report: the peak may differ by a few megabytes, not by a factor."""

    def peak(count):
        path = notices(
            *({**GOOD, "id": str(n), "text": GOOD["text"] + "供水管网建设内容。" * 2000} for n in range(count))
        )
        code = (
            "import resource, sys; from gongkai.site.cli import main; "
            f"main(['check', {str(path)!r}, '--json', '--report', {str(path.with_suffix('.html'))!r}]); "
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        )
        run = subprocess.run(
            [sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True
        )
        return int(run.stderr.split()[-1]) / 1024

    assert peak(300) - peak(30) < 15


@pytest.mark.parametrize("arguments", [[], ["--json"]], ids=["table", "json"])
def test_a_reader_that_leaves_does_not_cost_the_report(tmp_path, arguments):
    """As with ``gongkai check … --report r.html | head -1``, with more output than a pipe holds."""
    path, report = tmp_path / "n.jsonl", tmp_path / "r.html"
    lines = [json.dumps({**GOOD, "id": f"g{n}", "title": f"{n} 号流标公告"}, ensure_ascii=False) for n in range(700)]
    path.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "gongkai", "check", str(path), "--report", str(report), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        run.stdout.read(1)
        run.stdout.close()
        said = run.stderr.read()
    assert (run.returncode, said) == (141, f"报告已写入 {report}\n")
    assert '<span class="num">700</span>件公告' in report.read_text(encoding="utf-8")


def test_the_report_is_dated_in_beijing_time(notices, tmp_path, monkeypatch):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2024, 5, 6, 18, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(sys.modules["gongkai.site.cli.check"], "datetime", Clock)
    report = tmp_path / "r.html"
    main(["check", str(notices(GOOD)), "--report", str(report)])
    assert "生成于 2024-05-07 02:30</p>" in report.read_text(encoding="utf-8")


def test_what_was_odd_about_a_file_is_told(tmp_path, capsys):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in GOOD["text"].splitlines():
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    path, report = tmp_path / "n.docx", tmp_path / "r.html"
    path.write_bytes(data.getvalue())
    main(["check", str(path), "--json", "--report", str(report)])
    assert records(capsys)[0]["notes"] == ["文件带有宏，宏没有运行，只读取文字。"]
    page = report.read_text(encoding="utf-8")
    assert '<p class="note">读取说明：文件带有宏，宏没有运行，只读取文字。</p>' in page


def test_an_english_report_has_half_width_brackets(notices, tmp_path):
    report = tmp_path / "r.html"
    main(["check", str(notices(GOOD)), "--report", str(report), "--lang", "en"])
    page = report.read_text(encoding="utf-8")
    assert "</b> (sure)</li>" in page
    assert "<summary>Elements read (4)</summary>" in page
