"""``gongkai packs``: answers, files written, exit codes, and one clear sentence for unusable input."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gongkai.engine.packs.schema import schema
from gongkai.site.cli.main import main

PACK = """\
id: my-county
title: 某县方案
jurisdiction: {code: 230882, name: 某县, level: county}
extends: cn
documents:
  - {id: my-1, number: 某政发〔2020〕1号, title: 某县方案, issuer: 某县, in-force: 2020-01-01}
"""
LAND = """\
field: land
clause: 三
items:
  - item: land.announcement
    clause: 三(一)
    elements: {required: [area]}
    duties: [{when: [formed, changed], within: 5 working-days, clause: 五}]
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("GONGKAI_PACKS", raising=False)
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own" / "my-county"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK, "utf-8")
    (folder / "land.yaml").write_text(LAND, "utf-8")
    return folder.parent


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["packs", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def answered(capsys: pytest.CaptureFixture[str], *arguments: str):
    code, out, err = run(capsys, *arguments, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_list(capsys: pytest.CaptureFixture[str]):
    found = {entry["id"]: entry for entry in answered(capsys, "list")}
    assert list(found) == ["cn", "cn-hl-tongjiang", "cn-js-yancheng", "cn-sh", "cn-yn"]
    tongjiang = found["cn-hl-tongjiang"]
    assert (tongjiang["extends"], tongjiang["documents"]) == ("cn", ["同政办发〔2018〕48号"])
    assert tongjiang["jurisdiction"] == {"code": "230881", "name": "黑龙江省同江市", "level": "county"}
    code, out, _ = run(capsys, "list")
    assert code == 0
    assert "同江市推进公共资源配置领域政府信息公开实施方案" in out


def test_list_shows_the_sound_packs_and_says_what_is_wrong_with_the_others(
    capsys: pytest.CaptureFixture[str], own: Path
):
    (own / "my-county" / "land.yaml").write_text(LAND.replace("clause: 五", "claus: 五"), "utf-8")
    code, out, err = run(capsys, "list", "--packs", str(own))
    assert code == 2
    assert "cn-hl-tongjiang" in out
    assert err == f"{own}/my-county/land.yaml:7: 不认识的键“claus”。 最接近的是“clause”。\n"


def test_show_has_the_keys_that_were_promised(capsys: pytest.CaptureFixture[str]):
    found = answered(capsys, "show", "cn-js-yancheng")
    assert {"id", "title", "jurisdiction", "documents", "items", "rows", "reports"} <= set(found)
    assert len(found["rows"]) == 45
    for item in found["items"]:
        assert {
            "item", "field", "name", "clause", "elements", "duties", "bodies", "channels", "code", "inherited_from",
        } <= set(item)  # fmt: skip
        assert {"required", "optional"} <= set(item["elements"])
        assert all(duty["clause"] and duty["document"] for duty in item["duties"])


def test_show_one_item_of_an_own_pack(capsys: pytest.CaptureFixture[str], own: Path):
    found = answered(capsys, "show", "my-county", "--item", "land.announcement", "--packs", str(own))
    (item,) = found["items"]
    assert item["elements"]["required"] == ["area"]
    assert item["duties"] == [
        {
            "when": ["formed", "changed"],
            "within": "5 working-days",
            "clause": "五",
            "document": "my-1",
            "pack": "my-county",
        }
    ]
    assert "20 working-days" in {duty.get("within") for duty in item["duties_inherited"] if duty["pack"] == "cn"}


def test_show_in_words(capsys: pytest.CaptureFixture[str]):
    code, out, _ = run(capsys, "show", "cn-hl-tongjiang", "--item", "采购项目预算金额")
    assert code == 0
    assert "自信息形成或变更之日起5个工作日内公开 [同政办发〔2018〕48号 六(四)]" in out
    assert "自信息形成或变更之日起20个工作日内公开 [国办发〔2017〕97号 二(四)]" in out
    code, out, _ = run(capsys, "show", "cn-js-yancheng")
    assert code == 0
    assert "印本目录" in out


def test_show_in_english(capsys: pytest.CaptureFixture[str]):
    code, out, _ = run(capsys, "show", "cn-hl-tongjiang", "--item", "procurement.budget", "--lang", "en")
    assert code == 0
    assert "publish within 5 working days after information formed or information changed" in out


def test_unknown_item_names_the_nearest(capsys: pytest.CaptureFixture[str]):
    code, _, err = run(capsys, "show", "cn", "--item", "land.anouncement")
    assert (code, err) == (
        2,
        "错误：政策包 cn 里没有公开事项“land.anouncement”。\n  怎么办：最接近的是“land.announcement”。\n",
    )


def test_unknown_pack_names_the_nearest(capsys: pytest.CaptureFixture[str]):
    code, _, err = run(capsys, "show", "cn-yunnan")
    assert code == 2
    assert err.startswith("错误：没有政策包“cn-yunnan”。\n  怎么办：")


def test_own_packs_from_the_environment(capsys: pytest.CaptureFixture[str], own: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GONGKAI_PACKS", str(own))
    assert answered(capsys, "show", "my-county")["title"] == "某县方案"


def test_lint_the_shipped_packs(capsys: pytest.CaptureFixture[str]):
    found = answered(capsys, "lint", "--as-of", "2026-06-01")
    assert (found["errors"], [entry for entry in found["findings"] if entry["level"] == "error"]) == (0, [])


def test_lint_says_the_line_and_fails(capsys: pytest.CaptureFixture[str], own: Path):
    (own / "my-county" / "land.yaml").write_text(LAND.replace("[area]", "[aera]"), "utf-8")
    code, out, _ = run(capsys, "lint", str(own), "--as-of", "2026-06-01")
    assert code == 1
    assert out.splitlines()[0] == f"错误：{own}/my-county/land.yaml:6: 词汇里没有内容要素“aera”。 最接近的是“area”。"
    assert out.splitlines()[-1].startswith("1 处错误，")
    code, out, _ = run(capsys, "lint", str(own), "--as-of", "2026-06-01", "--json")
    assert code == 1
    assert json.loads(out)["findings"][0] == {
        "level": "error",
        "check": "unknown-id",
        "where": f"{own}/my-county/land.yaml:6",
        "message": "词汇里没有内容要素“aera”。",
        "remedy": "最接近的是“area”。",
    }


def test_lint_a_folder_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    code, out, err = run(capsys, "lint", str(tmp_path / "none"))
    assert (code, out) == (2, "")
    assert err.startswith("错误：没有这个文件夹。\n")


def test_coverage(capsys: pytest.CaptureFixture[str]):
    found = {entry["pack"]: entry for entry in answered(capsys, "coverage")}
    assert set(found) == {"cn", "cn-hl-tongjiang", "cn-js-yancheng", "cn-sh", "cn-yn"}
    for entry in found.values():
        assert {"answers", "lacks", "tightens", "loosens", "adds"} <= set(entry)
    assert "carbon.scope" in found["cn-sh"]["adds"]
    code, out, _ = run(capsys, "coverage", "cn-hl-tongjiang")
    assert code == 0
    assert "  收紧 procurement.budget 采购项目预算金额：本包 自信息形成或变更之日起5个工作日内公开 [六(四)]；" in out


def test_diff(capsys: pytest.CaptureFixture[str], own: Path):
    found = answered(capsys, "diff", "cn", "my-county", "--packs", str(own))
    assert [entry["item"] for entry in found["differing"]] == ["land.announcement"]
    assert found["only_right"] == []
    code, out, _ = run(capsys, "diff", "cn", str(own / "my-county"))
    assert code == 0
    assert "只在 cn" in out
    assert "相同的事项：0 项" in out


def test_export_csv_and_workbook(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    path = tmp_path / "tongjiang.csv"
    code, out, _ = run(capsys, "export", "cn-hl-tongjiang", "--to", str(path), "--as-of", "2024-01-01")
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert (code, out) == (0, f"已写入 {path}（{len(rows) - 1} 行）。\n")
    assert rows[0][0] == "序号"
    book = tmp_path / "tongjiang.xlsx"
    assert run(capsys, "export", "cn-hl-tongjiang", "--to", str(book), "--as-of", "2024-01-01")[0] == 0
    sheet = load_workbook(book).active
    assert sheet is not None
    assert [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()] == rows


def test_export_printed_rows(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    path = tmp_path / "rows.csv"
    assert run(capsys, "export", "cn-js-yancheng", "--rows", "--to", str(path))[0] == 0
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    assert len(rows) == 46
    code, _, err = run(capsys, "export", "cn", "--rows", "--to", str(path))
    assert code == 2
    assert err.startswith("错误：政策包 cn 没有印本目录的原行。\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("export", "cn", "--to", "catalogue.pdf"),
            "错误：不能导出为“catalogue.pdf”。\n  怎么办：文件名请以 .csv 或 .xlsx 结尾。\n",
        ),
        (
            ("show", "cn", "--csv", "--as-of", "today"),
            "错误：--as-of 不是日期：“today”。\n  怎么办：请写成 2026-01-01 的样子。\n",
        ),
        (("diff", "cn", "nowhere"), "错误：没有政策包“nowhere”。\n"),
        (("schema", "--kind", "pak"), "错误：没有“pak”这种政策包文件。\n  怎么办：最接近的是“pack”。"),
    ],
)
def test_unusable_input(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(message)


def test_schema(capsys: pytest.CaptureFixture[str]):
    code, out, _ = run(capsys, "schema", "--kind", "pack")
    assert (code, json.loads(out)) == (0, schema("pack"))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "zh",
            (
                "错误：packs 后面缺少子命令\n"
                "  怎么办：请写上其中一个：list show lint coverage diff export schema；例如 gongkai packs list\n"
            ),
        ),
        (
            "en",
            (
                "error: packs needs a subcommand\n"
                "  what to do: add one of these: list show lint coverage diff export schema; for example gongkai packs list\n"
            ),
        ),
    ],
)
def test_a_command_is_needed(capsys: pytest.CaptureFixture[str], language: str, said: str):
    assert main(["packs", "--lang", language]) == 2
    assert capsys.readouterr() == ("", said)


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "错误：没有子命令 'lsit'；可用的有 "), ("en", "error: there is no subcommand 'lsit'; ")],
)
def test_a_mistyped_command_is_named(capsys: pytest.CaptureFixture[str], language: str, said: str):
    with pytest.raises(SystemExit) as left:
        main(["packs", "lsit", "--lang", language])
    assert left.value.code == 2
    assert capsys.readouterr().err.startswith(said)


@pytest.mark.parametrize(
    "arguments", [("show", "cn"), ("show", "cn", "--json"), ("export", "cn", "--to", "-"), ("lint",)], ids=" ".join
)
def test_a_day_before_the_rules_is_refused_as_due_refuses_it(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
):
    assert main(["due", "--pack", "cn", "--item", "land.announcement", "--event", "as-of=1899-01-01"]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("错误：as-of 的时间 1899-01-01 早于 2008 年：那时的公开规则和工作日历都没有收录。\n")
    assert main(["packs", *arguments, "--as-of", "1899-01-01"]) == 2
    assert capsys.readouterr() == said


def test_csv_on_standard_output(capfdbinary: pytest.CaptureFixture[bytes]):
    assert main(["packs", "show", "cn", "--csv"]) == 0
    shown = capfdbinary.readouterr().out
    assert main(["packs", "export", "cn", "--to", "-"]) == 0
    assert capfdbinary.readouterr().out == shown
    assert shown.startswith("\ufeff序号,".encode())
