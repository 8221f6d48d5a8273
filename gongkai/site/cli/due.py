"""``gongkai due``: when something must be published, and why that date. ``--cases`` answers many, one line each."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.engine.errors import FactError, GongkaiError, file_reason

if TYPE_CHECKING:
    from gongkai.engine.calendar import Lang, WorkingCalendar
    from gongkai.engine.deadlines import Deadlines, DueAnswer

_SAYS = {
    "zh": {
        "about": "算公开期限，并逐步说明理由",
        "pack": "政策包，如 cn-hl-tongjiang（gongkai packs list 可列出）",
        "item": "公开事项，如 land.announcement",
        "event": "事件与时间，如 formed=2018-12-03，可重复；固定日期的事项用 as-of=日期",
        "fact": "决定适用哪条规则的事实，如 by=paper、method=招标，可重复",
        "cases": "文件：JSON 列表或每行一个 JSON，每例有 pack、item、events、facts；- 为标准输入",
        "explain": "逐日说明怎样算出",
        "json": "输出 JSON",
        "packs": "另外的政策包目录，可重复",
        "calendar": "另外的工作日历文件或目录，可重复",
    },
    "en": {
        "about": "compute when something must be published, and explain the date step by step",
        "pack": "policy pack, as cn-hl-tongjiang (see gongkai packs list)",
        "item": "item of disclosure, as land.announcement",
        "event": "event and time, as formed=2018-12-03, may be repeated; as-of=DATE for items with fixed dates",
        "fact": "a fact that decides which rule applies, as by=paper, may be repeated",
        "cases": "file with a JSON list, or one JSON a line, each with pack, item, events, facts; - for standard input",
        "explain": "explain the counting day by day",
        "json": "print JSON",
        "packs": "another folder of policy packs, may be repeated",
        "calendar": "another calendar file or folder, may be repeated",
    },
}
_SAMPLE = {"pack": "cn", "item": "land.announcement"}
_KEYS = {"pack", "item", "events", "facts"}


def register(subparsers: Any) -> argparse.ArgumentParser:
    """Add ``due`` to the parsers of the command line."""
    from gongkai.site.cli.parser import Parser

    says = _SAYS[Parser.language]
    parser: argparse.ArgumentParser = subparsers.add_parser("due", help=says["about"], description=says["about"])
    parser.add_argument("--pack", metavar="ID", help=says["pack"])
    parser.add_argument("--item", metavar="ITEM", help=says["item"])
    parser.add_argument("--event", action="append", default=[], metavar="NAME=TIME", help=says["event"])
    parser.add_argument("--fact", action="append", default=[], metavar="NAME=VALUE", help=says["fact"])
    parser.add_argument("--cases", metavar="FILE", help=says["cases"])
    parser.add_argument("--explain", action="store_true", help=says["explain"])
    parser.add_argument("--json", action="store_true", help=says["json"])
    parser.add_argument("--packs", action="append", default=[], metavar="DIR", help=says["packs"])
    parser.add_argument("--calendar", action="append", default=[], metavar="PATH", help=says["calendar"])
    return parser


def run(args: argparse.Namespace) -> int:
    """Answer one question or a file of them. 0 certain, 1 some answer not yet certain, 2 unusable input."""
    lang: Lang = getattr(args, "lang", "zh")
    desk = _Desk(args.packs, args.calendar, lang)
    if args.cases is not None:
        given = [n for n in ("pack", "item", "event", "fact") if getattr(args, n)]
        if given:
            raise FactError(f"--cases 不能与 --{given[0]} 同时使用。", remedy="请把这些写进每一例。")
        return _many(args.cases, desk)
    for name in ("pack", "item"):
        if not getattr(args, name):
            raise FactError(
                f"缺少 --{name}。",
                remedy="例如：gongkai due --pack cn --item land.announcement --event formed=2018-12-03",
            )
    answer = desk.answer(args.pack, args.item, _pairs(args.event, "--event"), _pairs(args.fact, "--fact"))
    if args.json:
        print(_line(answer.as_json()))
    else:
        from gongkai.engine.deadlines.explain import in_full, short

        print((in_full if args.explain else short)(answer, lang))
    return 0 if answer.certain else 1


class _Desk:
    """Keeps the rules of each pack and the calendar for one run."""

    def __init__(self, folders: list[str], calendars: list[str], lang: Lang) -> None:
        from gongkai.engine.packs.sources import VARIABLE, folders_from

        self.folders = folders_from(folders, os.environ.get(VARIABLE, ""))
        self.calendars = calendars
        self.lang = lang
        self._packs: dict[str, Deadlines | GongkaiError] = {}
        self._calendar: WorkingCalendar | None = None

    def answer(self, pack: str, item: str, events: dict[str, Any], facts: dict[str, Any]) -> DueAnswer:
        return self._rules(pack).due(item, events, facts, lang=self.lang)

    def _rules(self, pack: str) -> Deadlines:
        if pack not in self._packs:
            from gongkai.engine.calendar import load_calendar
            from gongkai.engine.deadlines import Deadlines
            from gongkai.engine.packs.load import load_catalogue

            if self._calendar is None:
                self._calendar = load_calendar(self.calendars)
            try:
                self._packs[pack] = Deadlines(load_catalogue(pack, folders=self.folders), self._calendar)
            except GongkaiError as problem:
                # kept, so that a broken pack is read once and not for each of its cases
                self._packs[pack] = problem
        found = self._packs[pack]
        if isinstance(found, GongkaiError):
            raise found
        return found


def _pairs(words: list[str], option: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        name, value = name.strip(), value.strip()
        if not equals or not name or not value:
            example = "formed=2018-12-03" if option == "--event" else "by=paper"
            raise FactError(f"{option} 的写法是 名称=值，不能是“{word}”。", remedy=f"例如 {option} {example}")
        if name in found:
            raise FactError(f"{option} {name} 给了两次。", remedy="请只保留一个。")
        found[name] = value
    return found


# --- many cases -------------------------------------------------------------------------------------------------------


def _many(path: str, desk: _Desk) -> int:
    """One line of JSON for each case, in order; a bad case answers with its error and the rest go on."""
    code = 0
    progress = _progress()
    for number, (where, case) in enumerate(_cases(path), start=1):
        try:
            if isinstance(case, GongkaiError):
                raise case
            answer = desk.answer(*_parts(case))
        except GongkaiError as problem:
            code = 2
            print(_line({"error": _error(problem, where)}))
        else:
            code = code or (0 if answer.certain else 1)
            print(_line(answer.as_json()))
        progress(number)
    progress(0)
    return code


def _error(problem: GongkaiError, where: str) -> dict[str, str]:
    found = {
        "message": problem.message,
        "where": problem.where or where,
        "rule": problem.rule,
        "remedy": problem.remedy,
    }
    return {key: value for key, value in found.items() if value}


def _parts(case: object) -> tuple[str, str, dict[str, Any], dict[str, Any]]:
    if not isinstance(case, dict):
        raise FactError(
            "每一例应为 JSON 对象。",
            remedy='例如 {"pack": "cn", "item": "land.announcement", "events": {"formed": "2018-12-03"}}',
        )
    for key in case:
        if key not in _KEYS and key not in ("id", "name", "note"):
            raise FactError(
                f"不认识的键“{key}”。", remedy="可用的键：pack、item、events、facts（以及 id、name、note）。"
            )
    texts = []
    for key in ("pack", "item"):
        value = case.get(key)
        if not isinstance(value, str) or not value:
            raise FactError(f"缺少“{key}”，或它不是文字。", remedy=f'请在这一例写上，例如 "{key}": "{_SAMPLE[key]}"。')
        texts.append(value)
    events, facts = case.get("events", {}), case.get("facts") or {}
    for key, value in (("events", events), ("facts", facts)):
        if not isinstance(value, dict):
            raise FactError(f"“{key}”应为 JSON 对象。", remedy='例如 {"formed": "2018-12-03"}')
    return texts[0], texts[1], events, facts


def _cases(path: str) -> Iterator[tuple[str, object]]:
    """Every case with its place. A line that is no JSON comes as its error; a list that is no JSON is refused whole."""
    name = "<stdin>" if path == "-" else path
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FactError("文件不是 UTF-8 编码的文字。", where=name, remedy="请另存为 UTF-8。") from None
    except OSError as problem:
        raise FactError(f"文件读不出来：{file_reason(problem)}。", where=name) from None
    if not text.strip():
        raise FactError("文件是空的，没有要算的例子。", where=name)
    if text.lstrip().startswith("["):
        try:
            cases = json.loads(text)
        except (ValueError, RecursionError) as problem:
            line = f":{problem.lineno}" if isinstance(problem, json.JSONDecodeError) else ""
            raise FactError("文件不是合法的 JSON。", where=f"{name}{line}", remedy="请检查括号、引号和逗号。") from None
        for number, case in enumerate(cases, start=1):
            yield f"{name}#{number}", case
        return
    try:
        yield f"{name}:1", json.loads(text)
    except (ValueError, RecursionError):
        yield from _lines(text, name)


def _lines(text: str, name: str) -> Iterator[tuple[str, object]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            case = json.loads(line)
        except (ValueError, RecursionError):
            case = FactError("这一行不是合法的 JSON。", where=where, remedy="每行写一个完整的 JSON 对象。")
        yield where, case


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _progress() -> Callable[[int], None]:
    """Says on a terminal how many cases are done, from the second second on; 0 ends the line."""
    import time

    if not sys.stderr.isatty():
        return lambda _: None
    started = time.monotonic()
    shown = False

    def tell(done: int) -> None:
        nonlocal shown
        if done == 0:
            if shown:
                sys.stderr.write("\n")
        elif done % 500 == 0 and time.monotonic() - started > 1:
            shown = True
            sys.stderr.write(f"\r{done}")
            sys.stderr.flush()

    return tell
