"""Writes the pages under ``docs/reference/`` that the program itself can write (``make docs``); the tests compare them."""

from __future__ import annotations

import argparse
import inspect
from pathlib import Path
from typing import Any

from gongkai.engine.checking import CHECKS
from gongkai.engine.screening import KINDS
from gongkai.site.cli.main import COMMANDS, build_parser
from gongkai.site.report.words import CHECKS as NAMES
from gongkai.site.report.words import KINDS_EN

FOLDER = Path(__file__).resolve().parent / "reference"


def findings() -> str:
    """The checks and the kinds of personal data; the docstring of a check is its rule."""
    out = [
        "# Findings 检查结论",
        "",
        "Each check answers pass, fail or not applicable, with a reason and the clause. Written from the checks themselves by",
        "`make docs`.",
        "",
    ]
    for check, run in CHECKS.items():
        module = inspect.getmodule(run)
        rule = inspect.cleandoc(module.__doc__ or "") if module else ""
        out += [f"## `{check}` {NAMES[check]['zh']}", "", rule.replace("``", "`"), ""]
    out += ["## Kinds of personal data 个人信息的种类", "", "| kind | 中文 | English |", "|---|---|---|"]
    out += [f"| `{kind}` | {name} | {KINDS_EN[kind]} |" for kind, name in KINDS.items()]
    return "\n".join(out) + "\n"


def commands() -> str:
    """Every command with every argument, in both languages, from the parsers themselves."""
    chinese, english = build_parser("zh"), build_parser("en")
    out = [
        "# Commands 命令",
        "",
        "`gongkai [--lang zh|en] COMMAND …`; `--lang` may also stand after the command. Written from the program by `make docs`.",
        "",
        "Exit codes: 0 fine · 1 findings (or an answer that is not yet certain) · 2 unusable input. Errors are one block on",
        "standard error: what is wrong, where, which rule, what to do. `GONGKAI_DEBUG=1` shows where an unexpected one arose.",
        "",
    ]
    for name in COMMANDS:
        out += _command(f"gongkai {name}", _children(chinese)[name], _children(english)[name])
    build_parser("zh", [])  # the parsers speak Chinese again
    return "\n".join(out).rstrip("\n") + "\n"


def _children(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _command(name: str, chinese: argparse.ArgumentParser, english: argparse.ArgumentParser) -> list[str]:
    out = [f"## {name}", "", f"{chinese.description}", "", f"{english.description}", ""]
    rows: list[tuple[str, Any, Any]] = []
    for left, right in zip(chinese._actions, english._actions, strict=True):
        if isinstance(left, argparse._HelpAction | argparse._SubParsersAction):
            continue
        shown = " ".join(left.option_strings) or str(left.metavar or left.dest)
        if left.option_strings and left.nargs != 0:
            shown += f" {left.metavar or left.dest.upper()}"
        rows.append((shown, left.help, right.help))
    if rows:
        out += ["| argument | | |", "|---|---|---|"]
        out += [f"| `{_cell(shown)}` | {_cell(zh)} | {_cell(en)} |" for shown, zh, en in rows] + [""]
    children = _children(english)
    for child, parser in _children(chinese).items():
        out += _command(f"{name} {child}", parser, children[child])
    return out


def _cell(text: object) -> str:
    return str(text).replace("|", "\\|")


def generated() -> dict[Path, str]:
    """Page → text."""
    return {FOLDER / "findings.md": findings(), FOLDER / "commands.md": commands()}


if __name__ == "__main__":
    for page, text in generated().items():
        page.write_text(text, encoding="utf-8")
