"""``gongkai``: finds the command asked for, imports only its module, and turns every error into a sentence.

Exit codes: 0 fine, 1 findings, 2 unusable input. ``GONGKAI_DEBUG=1`` shows where an unexpected error arose.
"""

from __future__ import annotations

import importlib
import io
import os
import sys
import traceback
from collections.abc import Sequence
from types import ModuleType

from gongkai import __version__
from gongkai.engine.errors import GongkaiError, file_reason
from gongkai.site.cli.parser import Parser
from gongkai.site.cli.terminal import harmless

#: command: module and what it does, in Chinese and English
COMMANDS: dict[str, tuple[str, str, str]] = {
    "check": (
        "gongkai.site.cli.check",
        "读公告，说明每一件是什么、缺什么、有什么问题、哪些内容不该公开",
        "read notices; say what each is, what it lacks, what is wrong with it and what must not be published",
    ),
    "due": (
        "gongkai.site.cli.due",
        "算公开期限，并逐步说明理由",
        "compute when something must be published, and explain the date step by step",
    ),
    "packs": (
        "gongkai.site.cli.packs",
        "查看、检查、比较政策包",
        "list, show, lint and compare policy packs",
    ),
}
_LANGUAGES = ("zh", "en")
_WORDS = {
    "zh": {
        "about": "公开：对照法定公开义务检查公共资源配置领域的公告",
        "commands": "命令",
        "lang": "输出语言：zh 中文（默认）或 en 英文",
        "version": "显示版本",
        "error": "错误",
        "where": "位置",
        "rule": "依据",
        "remedy": "怎么办",
        "no-lang": "--lang 只能是 zh 或 en，不能是 “{}”",
        "no-lang-do": "例如：gongkai --lang en check samples",
        "unknown": "没有 “{}” 这个命令",
        "unknown-do": "可用的命令：{}",
        "near": "是不是 gongkai {}？",
        "internal": "程序内部出错（{}），这一步没有完成",
        "internal-do": "请带上出错的命令报告此问题；设置环境变量 GONGKAI_DEBUG=1 再运行可看到细节",
        "file": "文件操作失败：{}",
        "file-do": "请检查文件是否存在、是否有读写权限、磁盘是否已满",
        "stopped": "已中断",
    },
    "en": {
        "about": "Gongkai: holds public-resource disclosure notices against the duties the law lays down",
        "commands": "commands",
        "lang": "language of the output: zh (default) or en",
        "version": "show the version",
        "error": "error",
        "where": "where",
        "rule": "rule",
        "remedy": "what to do",
        "no-lang": '--lang is zh or en, not "{}"',
        "no-lang-do": "for example: gongkai --lang en check samples",
        "unknown": 'there is no command "{}"',
        "unknown-do": "commands: {}",
        "near": "did you mean gongkai {}?",
        "internal": "an error inside the program ({}); this step was not completed",
        "internal-do": "please report it with the command; run again with GONGKAI_DEBUG=1 to see the detail",
        "file": "a file could not be used: {}",
        "file-do": "check that it exists, that it may be read or written, and that the disk is not full",
        "stopped": "stopped",
    },
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. ``argv``: the arguments after the program's name."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _steady_output()
    language = "zh"
    try:
        language, arguments = _take_language(arguments)
        return _run(arguments, language)
    except GongkaiError as error:
        _say(error, language)
        return 2
    except KeyboardInterrupt:
        sys.stderr.write(f"\n{_WORDS[language]['stopped']}\n")
        return 130
    except BrokenPipeError:
        # the reader has gone (as with | head); nothing is left to say, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        words = _WORDS[language]
        message = words["file"].format(file_reason(error, language))
        where = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else ""
        _say(GongkaiError(message, where=where, remedy=words["file-do"]), language)
        return 2
    except Exception as error:  # noqa: BLE001 - the last place where a user can be spared a stack trace
        if os.environ.get("GONGKAI_DEBUG"):
            traceback.print_exc()
        words = _WORDS[language]
        _say(GongkaiError(words["internal"].format(type(error).__name__), remedy=words["internal-do"]), language)
        return 2


def build_parser(language: str = "zh", commands: Sequence[str] | None = None) -> Parser:
    """The parser with the named commands in full (all when None) and the others by name only."""
    Parser.language = language
    words = _WORDS[language]
    parser = Parser(prog="gongkai", description=words["about"])
    # taken out of the arguments before parsing, so that it may stand before or after the command; here for the help
    parser.add_argument("--lang", choices=_LANGUAGES, default=language, metavar="zh|en", help=words["lang"])
    parser.add_argument("--version", action="version", version=f"gongkai {__version__}", help=words["version"])
    subparsers = parser.add_subparsers(title=words["commands"], dest="command", metavar="")
    for name, (module, chinese, english) in COMMANDS.items():
        if commands is None or name in commands:
            _module(module).register(subparsers)
        else:
            subparsers.add_parser(name, help=chinese if language == "zh" else english)
    return parser


def _run(arguments: list[str], language: str) -> int:
    named = next((word for word in arguments if not word.startswith("-")), "")
    if named and named not in COMMANDS:
        from difflib import get_close_matches

        words = _WORDS[language]
        near = get_close_matches(named, COMMANDS, 1)
        remedy = words["near"].format(near[0]) if near else words["unknown-do"].format(" ".join(COMMANDS))
        raise GongkaiError(words["unknown"].format(named), remedy=remedy)
    parser = build_parser(language, [named] if named else [])
    args = parser.parse_args(arguments)
    if not args.command:
        parser.print_help()
        return 0
    args.lang = language
    code = _module(COMMANDS[named][0]).run(args)
    sys.stdout.flush()
    return int(code or 0)


def _module(name: str) -> ModuleType:
    return importlib.import_module(name)


def _take_language(arguments: list[str]) -> tuple[str, list[str]]:
    """Take ``--lang`` out, wherever it stands."""
    language, rest = "zh", []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == "--lang":
            language = next(words, "")
        elif word.startswith("--lang="):
            language = word.removeprefix("--lang=")
        else:
            rest.append(word)
    if language not in _LANGUAGES:
        raise GongkaiError(_WORDS["zh"]["no-lang"].format(language), remedy=_WORDS["zh"]["no-lang-do"])
    return language, rest


def _say(error: GongkaiError, language: str) -> None:
    words = _WORDS[language]
    colon = "：" if language == "zh" else ": "
    block = [f"{words['error']}{colon}{harmless(error.message)}"]
    for key in ("where", "rule", "remedy"):
        value = getattr(error, key)
        if value:
            block.append(f"  {words[key]}{colon}{harmless(value)}")
    sys.stderr.write("\n".join(block) + "\n")


def _steady_output() -> None:
    """A character that the terminal cannot show is escaped, never a crash; nor is an output that was closed."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
