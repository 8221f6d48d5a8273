from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.site.cli import main

PACK = """\
id: own
title: 自拟方案
jurisdiction: {code: '230881', name: 某市, level: county}
documents:
  - {id: own-1, number: 某政〔2018〕1号, title: 自拟方案, issuer: 某市政府, issued: 2018-01-01, in-force: 2018-01-01}
"""
FIELD = """\
field: land
clause: 四(二)
items:
  - item: land.announcement
    clause: 四(二)
    elements-open: true
    duties:
      - {when: received, within: 12 hours, facts: {by: [data-exchange]}, clause: 六(二)}
      - {when: confirmed, within: 1 working-day, facts: {by: [paper, fax]}, clause: 六(二)}
"""


@pytest.fixture
def packs(tmp_path: Path) -> str:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    (folder / "land.yaml").write_text(FIELD, encoding="utf-8")
    return str(tmp_path)


@pytest.fixture
def due(packs, capsys):
    """Run ``gongkai due`` on the pack above: exit code, standard output, standard error."""

    def run(*words: str) -> tuple[int, str, str]:
        try:
            code = main(["due", "--packs", packs, *words])
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


QUESTION = ("--pack", "own", "--item", "land.announcement")
HOURS = (*QUESTION, "--event", "received=2018-12-01T09:00", "--fact", "by=data-exchange")


def test_a_short_answer(due):
    assert due(*HOURS) == (
        0,
        (
            "最迟应在 2018 年 12 月 1 日（周六）21 时前公开。\n"
            "依据：某政〔2018〕1号 六(二)《自拟方案》：自收到时起 12 小时内公开。\n"
            "这一事项另有规则从其他 6 种事件起算，期限可能更近；加 --explain 可见。\n"
        ),
        "",
    )


def test_an_answer_in_english(due):
    code, out, err = due(*HOURS, "--lang", "en")
    assert (code, err) == (0, "")
    assert out.startswith(
        "Publication is due by Saturday 2018-12-01, 21:00, Beijing time.\nRule: 某政〔2018〕1号 六(二)"
    )


def test_an_explanation(due):
    code, out, _ = due(*QUESTION, "--event", "核验确认=2018年12月28日", "--fact", "提交方式=纸质", "--explain")
    assert code == 0
    assert out.split("\n")[0] == "最迟应在 2018 年 12 月 29 日（周六）24 时前公开。"
    assert "  2018 年 12 月 29 日（周六）  计入  第 1 个工作日（周六调休上班，国办发明电〔2018〕15号）" in out.split(
        "\n"
    )


def test_json(due):
    code, out, err = due(*HOURS, "--json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert (answer["due"], answer["certain"], answer["binding"]) == (
        "2018-12-01T21:00:00+08:00",
        True,
        "某政〔2018〕1号 六(二)",
    )
    assert answer["steps"] == [
        {"date": "2018-12-01T09:00:00+08:00", "counted": False, "why": "自此时起算"},
        {"date": "2018-12-01T21:00:00+08:00", "counted": True, "why": "满 12 小时（节假日照常计时）"},
    ]


def test_an_open_answer_is_a_finding(due):
    code, out, _ = due(*QUESTION, "--event", "confirmed=2027-03-01", "--fact", "by=paper", "--json")
    answer = json.loads(out)
    assert (code, answer["due"], answer["certain"], answer["earliest"]) == (1, None, False, "2027-03-02")


def test_a_year_of_ones_own_closes_it(due, tmp_path):
    year = tmp_path / "2027.yaml"
    year.write_text(
        "year: 2027\nversions:\n  - {id: x, issued: 2026-11-20, holidays: [{name: 元旦, from: 2027-01-01, to: 2027-01-03}]}\n",
        encoding="utf-8",
    )
    words = (*QUESTION, "--event", "confirmed=2027-03-01", "--fact", "by=paper", "--calendar", str(year))
    code, out, _ = due(*words, "--json")
    assert (code, json.loads(out)["due"]) == (0, "2027-03-02")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--item", "land.announcement"), "错误：缺少 --pack。"),
        (("--pack", "own"), "错误：缺少 --item。"),
        (QUESTION, "错误：没有给出任何事件。"),
        ((*QUESTION, "--event", "received"), "错误：--event 的写法是 名称=值，不能是“received”。"),
        ((*QUESTION, "--event", "received="), "错误：--event 的写法是 名称=值，不能是“received=”。"),
        ((*HOURS, "--fact", "paper"), "错误：--fact 的写法是 名称=值，不能是“paper”。"),
        ((*HOURS, "--event", "received=2018-12-02"), "错误：--event received 给了两次。"),
        ((*QUESTION, "--event", "recieved=2018-12-01"), "错误：不认识的事件“recieved”。"),
        ((*QUESTION, "--event", "received=2018-02-30"), "错误：received 的时间“2018-02-30”不是存在的日期。"),
        (
            (*QUESTION, "--event", "received=1899-12-31"),
            "错误：received 的时间 1899-12-31 早于 2008 年：那时的公开规则和工作日历都没有收录。",
        ),
        ((*HOURS[:6], "--fact", "by=pigeon"), "错误：不认识的事实 by 的值“pigeon”。"),
        ((*HOURS[:6], "--fact", "colour=red"), "错误：不认识的事实“colour”。"),
        (HOURS[:6], "错误：出让公告（land.announcement）：按所给事实没有规则适用。"),
        (
            ("--pack", "own", "--item", "land.anouncement", "--event", "received=2018-12-01"),
            "错误：不认识的公开事项（政策包 own）“land.anouncement”。",
        ),
        (("--cases", "x.json", "--pack", "own"), "错误：--cases 不能与 --pack 同时使用。"),
        ((*HOURS, "--calendar", "nowhere.yaml"), "错误：找不到日历文件或目录。"),
    ],
)
def test_unusable_input_is_one_sentence_and_code_2(due, words, says):
    code, out, err = due(*words)
    assert (code, out) == (2, "")
    assert err.split("\n")[0] == says
    assert "Traceback" not in err


def test_an_unknown_pack(due):
    code, out, err = due("--pack", "owm", "--item", "land.announcement", "--event", "received=2018-12-01")
    assert (code, out) == (2, "")
    assert "owm" in err
    assert "own" in err


# --- many cases -----------------------------------------------------------------------------------------------------------

GOOD = {
    "pack": "own",
    "item": "land.announcement",
    "events": {"received": "2018-12-01T09:00"},
    "facts": {"by": "data-exchange"},
}
OPEN = GOOD | {"events": {"confirmed": "2027-03-01"}, "facts": {"by": "fax"}}


def write(tmp_path: Path, text: str) -> str:
    path = tmp_path / "cases.json"
    path.write_text(text, encoding="utf-8")
    return str(path)


def answers(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


def test_cases_as_a_list_keep_their_order(due, tmp_path):
    later = GOOD | {"events": {"received": "2018-12-02T09:00"}}
    code, out, err = due("--cases", write(tmp_path, json.dumps([GOOD, later], indent=1)))
    assert (code, err) == (0, "")
    assert [a["due"] for a in answers(out)] == ["2018-12-01T21:00:00+08:00", "2018-12-02T21:00:00+08:00"]


def test_cases_one_a_line_and_a_single_one(due, tmp_path):
    lines = json.dumps(GOOD) + "\r\n\r\n" + json.dumps(OPEN) + "\n"
    code, out, _ = due("--cases", write(tmp_path, "\ufeff" + lines))
    assert code == 1
    assert [a["certain"] for a in answers(out)] == [True, False]
    code, out, _ = due("--cases", write(tmp_path, json.dumps(GOOD, indent=2)))
    assert (code, len(answers(out))) == (0, 1)


def test_cases_from_standard_input(due, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps([GOOD]).encode())))
    code, out, _ = due("--cases", "-")
    assert (code, answers(out)[0]["due"]) == (0, "2018-12-01T21:00:00+08:00")


def test_a_bad_case_answers_with_its_error_and_the_rest_go_on(due, tmp_path):
    bad = [
        GOOD | {"item": "nothing"},
        GOOD | {"pack": "nothing"},
        GOOD | {"events": {"received": "2018-02-30"}},
        GOOD | {"events": []},
        GOOD | {"colour": "red"},
        {"item": "land.announcement"},
        "land",
        GOOD | {"facts": {"by": 7}},
        GOOD | {"facts": None},
    ]
    lines = [json.dumps(case, ensure_ascii=False) for case in bad]
    path = write(tmp_path, "\n".join([*lines, "{broken", json.dumps(GOOD)]))
    code, out, err = due("--cases", path)
    found = answers(out)
    assert (code, err) == (2, "")
    assert len(found) == 11
    assert found[-1]["due"] == "2018-12-01T21:00:00+08:00"
    assert [a["error"]["message"] for a in found[2:10]] == [
        "received 的时间“2018-02-30”不是存在的日期。",
        "“events”应为 JSON 对象。",
        "不认识的键“colour”。",
        "缺少“pack”，或它不是文字。",
        "每一例应为 JSON 对象。",
        "事实 by 的值应为文字，不能是 7。",
        "出让公告（land.announcement）：按所给事实没有规则适用。",
        "这一行不是合法的 JSON。",
    ]
    assert found[5]["error"]["remedy"] == '请在这一例写上，例如 "pack": "cn"。'
    assert [a["error"]["where"] for a in found[2:4]] == [f"{path}:3", f"{path}:4"]


def test_a_case_without_an_item_says_what_to_add(due, tmp_path):
    code, out, _ = due("--cases", write(tmp_path, '{"pack": "cn"}'))
    assert (code, answers(out)[0]["error"]["remedy"]) == (2, '请在这一例写上，例如 "item": "land.announcement"。')


def test_an_unknown_event_is_answered_with_the_events_of_the_item(packs, capsys):
    code = main(["due", "--packs", packs, "--pack", "own", "--item", "land.announcement", "--event", "foo=2018-12-03"])
    said, remedy = capsys.readouterr().err.splitlines()
    assert (code, said) == (2, "错误：不认识的事件“foo”。")
    named = remedy.removeprefix("  怎么办：这一事项可用的事件：").removesuffix("。").split("、")
    assert {"confirmed（核验确认）", "formed（信息形成）", "received（收到）"} <= set(named)
    assert "acceptance-end（验收结束）" not in named


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "文件是空的，没有要算的例子。"),
        (b"\xff\xfe[\x00", "文件不是 UTF-8 编码的文字。"),
        (b"[1,\n2", "文件不是合法的 JSON。"),
        (b"[" + b"9" * 5000 + b"]", "文件不是合法的 JSON。"),
        (b"[" * 100_000, "文件不是合法的 JSON。"),
    ],
)
def test_a_file_that_cannot_be_read(due, tmp_path, raw, says):
    path = tmp_path / "cases.json"
    path.write_bytes(raw)
    code, out, err = due("--cases", str(path))
    assert (code, out) == (2, "")
    assert err.startswith(f"错误：{says}\n")
    assert str(path) in err


def test_a_file_that_is_not_there(due, tmp_path):
    code, _, err = due("--cases", str(tmp_path / "none.json"))
    assert code == 2
    assert err.startswith("错误：文件读不出来：")


def test_starting_does_not_pull_in_the_heavy_modules(packs):
    program = (
        "import sys; from gongkai.site.cli import main; "
        f"code = main(['due', '--packs', {packs!r}, *{list(HOURS)!r}]); "
        "print(sorted(m for m in ('django', 'rich', 'lxml', 'openpyxl', 'jinja2', 'opencc', 'pypdf') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_folders_of_own_packs_may_stand_in_the_environment(packs, capsys, monkeypatch):
    monkeypatch.setenv("GONGKAI_PACKS", packs)
    assert main(["due", *HOURS, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["due"] == "2018-12-01T21:00:00+08:00"
