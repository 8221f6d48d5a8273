import os
import subprocess
import sys

import pytest

from gongkai import __version__
from gongkai.engine.errors import PackError
from gongkai.site.cli.main import COMMANDS, build_parser, main


def test_without_a_command_the_help_names_every_command(capsys):
    assert main([]) == 0
    out = capsys.readouterr().out
    for name, (_, chinese, _) in COMMANDS.items():
        assert name in out
        assert chinese in out
    assert out.startswith("用法：gongkai ")


def test_help_in_english(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--lang", "en", "check", "--help"])
    assert left.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith("usage: gongkai check ")
    assert "files or folders" in out


def test_version(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"gongkai {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "错误：没有 “chek” 这个命令\n  怎么办：是不是 gongkai check？\n"),
        (["publish"], f"错误：没有 “publish” 这个命令\n  怎么办：可用的命令：{' '.join(COMMANDS)}\n"),
        (
            ["--lang", "fr", "check"],
            "错误：--lang 只能是 zh 或 en，不能是 “fr”\n  怎么办：例如：gongkai --lang en check samples\n",
        ),
        (["--lang"], "错误：--lang 只能是 zh 或 en，不能是 “”\n  怎么办：例如：gongkai --lang en check samples\n"),
    ],
)
def test_a_mistyped_call_is_answered_with_one_block(capsys, arguments, said):
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "错误：缺少参数：PATH\n  怎么办：运行 gongkai check --help 查看用法\n"),
        (["check", "x", "--pack"], "错误：参数 --pack 后面要有一个值\n  怎么办：运行 gongkai check --help 查看用法\n"),
        (["check", "x", "--jsn"], "错误：不认识的参数：--jsn\n  怎么办：运行 gongkai --help 查看用法\n"),
        (
            ["check", "--lang=en"],
            "error: the following arguments are required: PATH\n  what to do: see gongkai check --help\n",
        ),
    ],
)
def test_wrong_arguments_leave_with_2(capsys, arguments, said):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert capsys.readouterr().err == said


class Command:
    """Stands for the module of a command that fails."""

    def __init__(self, error):
        self.error = error

    def register(self, subparsers):
        subparsers.add_parser("check")

    def run(self, _args):
        raise self.error


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (
            PackError("缺少条款。", where="cn/land.yaml:4", rule="packs.md", remedy="请写 clause。"),
            2,
            "错误：缺少条款。\n  位置：cn/land.yaml:4\n  依据：packs.md\n  怎么办：请写 clause。\n",
        ),
        (
            ZeroDivisionError(),
            2,
            (
                "错误：程序内部出错（ZeroDivisionError），这一步没有完成\n"
                "  怎么办：请带上出错的命令报告此问题；设置环境变量 GONGKAI_DEBUG=1 再运行可看到细节\n"
            ),
        ),
        (
            PermissionError(13, "Permission denied", "a.html"),
            2,
            "错误：文件操作失败：没有权限\n  位置：a.html\n  怎么办：请检查文件是否存在、是否有读写权限、磁盘是否已满\n",
        ),
        (KeyboardInterrupt(), 130, "\n已中断\n"),
    ],
    ids=["ours", "unexpected", "file", "interrupt"],
)
def test_every_error_becomes_a_sentence(monkeypatch, capsys, error, code, said):
    monkeypatch.delenv("GONGKAI_DEBUG", raising=False)
    monkeypatch.setattr(sys.modules["gongkai.site.cli.main"], "_module", lambda _: Command(error))
    assert main(["check"]) == code
    assert capsys.readouterr().err == said


def test_the_stack_is_shown_only_when_asked_for(monkeypatch, capsys):
    monkeypatch.setenv("GONGKAI_DEBUG", "1")
    monkeypatch.setattr(sys.modules["gongkai.site.cli.main"], "_module", lambda _: Command(ZeroDivisionError()))
    assert main(["check"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_a_reader_that_leaves_is_no_error():
    """As with ``gongkai … | head -1``."""
    program = "import sys; from gongkai.site.cli import main; sys.exit(main(['packs', 'show', 'cn', '--json']))"
    shell = f'"{sys.executable}" -c "{program}" | head -c 1'
    run = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert len(run.stdout) == 1


def test_only_the_module_of_the_command_is_imported():
    code = (
        "import sys; from gongkai.site.cli import main; main(['due', '--pack', 'cn', '--item', 'land.announcement', "
        "'--event', 'formed=2018-12-03']); "
        "print([m for m in sys.modules if m.split('.')[0] in ('jinja2', 'selectolax', 'docx', 'rich', 'lxml')"
        " or m.startswith('gongkai.site.cli.check')])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


def test_a_terminal_without_chinese_shows_escapes_and_does_not_fail():
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    run = subprocess.run(
        [sys.executable, "-m", "gongkai", "chek"], capture_output=True, text=True, check=False, env=environment
    )
    assert run.returncode == 2
    assert "\\u9519\\u8bef" in run.stderr


def test_every_command_stands_in_the_parser_in_both_languages():
    for language in ("zh", "en"):
        parser = build_parser(language)
        assert parser.format_help().count("\n    ") >= len(COMMANDS)
    build_parser("zh", [])
