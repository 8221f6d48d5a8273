"""An argument parser that speaks Chinese or English and answers a mistake with one block and exit code 2."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any, NoReturn

#: how argparse words its refusals, and the same in Chinese; a wording not listed is shown as it comes
_REFUSALS = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (.+?): expected one argument", r"参数 \1 后面要有一个值"),
    (r"argument (.+?): expected at least one argument", r"参数 \1 后面至少要有一个值"),
    (r"there is no subcommand (.+?); choose from (.+)", r"没有子命令 \1；可用的有 \2"),
    (r"argument (.+?): invalid choice: (.+?) \((?:choose from|maybe you meant).*?\)", r"参数 \1 不能是 \2"),
    (r"argument (.+?): invalid (?:\w+ )?value: (.+)", r"参数 \1 的值 \2 无法理解"),
    (r"argument (.+?): not allowed with argument (.+)", r"参数 \1 不能与 \2 同时使用"),
    (r"ambiguous option: (.+?) could match (.+)", r"参数 \1 不完整，可能是 \2"),
)

_TITLES = {"zh": ("参数", "选项", "显示这段帮助"), "en": ("arguments", "options", "show this help")}


class Parser(argparse.ArgumentParser):
    """An argument parser in the language set in ``language``."""

    language = "zh"

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("allow_abbrev", False)
        settings.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(**{**settings, "add_help": False})
        arguments, options, help_text = _TITLES[self.language]
        self._positionals.title = arguments
        self._optionals.title = options
        self.add_argument("-h", "--help", action="help", help=help_text)

    def format_usage(self) -> str:
        return self._in_language(super().format_usage())

    def format_help(self) -> str:
        return self._in_language(super().format_help())

    def _in_language(self, text: str) -> str:
        return text.replace("usage: ", "用法：", 1) if self.language == "zh" else text

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments and where the help is, then leave with exit code 2."""
        # argparse calls a choice of subcommands "argument " without a name
        message = re.sub(
            r"argument : invalid choice: (.+?) \(choose from (.+)\)",
            r"there is no subcommand \1; choose from \2",
            message,
        )
        if self.language == "zh":
            for pattern, chinese in _REFUSALS:
                if re.fullmatch(pattern, message, re.DOTALL):
                    message = re.sub(pattern, chinese, message, flags=re.DOTALL)
                    break
            block = f"错误：{message}\n  怎么办：运行 {self.prog} --help 查看用法\n"
        else:
            block = f"error: {message}\n  what to do: see {self.prog} --help\n"
        sys.stderr.write(block)
        raise SystemExit(2)
