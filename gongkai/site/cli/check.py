"""``gongkai check``: reads notices and says of each what it is, what it lacks and what is wrong with it."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import traceback
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from gongkai.engine.errors import GongkaiError
from gongkai.site.cli.terminal import harmless

if TYPE_CHECKING:
    from rich.status import Status

    from gongkai.engine.inspection import Inspection, Inspector
    from gongkai.engine.reading.document import Incoming
    from gongkai.engine.reading.sources import Unreadable

_SAYS = {
    "zh": {
        "about": "读公告，说明每一件是什么、缺什么、有什么问题、哪些内容不该公开",
        "detail": "能读 HTML、DOCX、PDF（有文字层）、TXT、XLSX/XLS/CSV（一行一件）和 JSON Lines。\n"
        "退出码：0 没有问题，1 有问题，2 有无法读取的输入。",
        "paths": "文件或文件夹，可以有多个",
        "pack": "对照的政策包，默认 cn（gongkai packs list 可列出全部）",
        "packs": "自己的政策包所在文件夹，可重复；也可用环境变量 GONGKAI_PACKS",
        "json": "每件公告输出一行 JSON，按输入的次序",
        "report": "另写一份 HTML 报告",
        "no-path": "没有这个文件或文件夹",
        "blank-path": "给出的路径是空的",
        "no-path-do": "请检查路径；文件名含空格时要加引号",
        "report-dir": "--report 给的是一个文件夹",
        "report-odd": "--report 给的不是普通文件",
        "report-do": "请写上文件名，例如 --report 报告.html",
        "report-input": "--report 的文件也是要读的公告，会被覆盖",
        "progress": "已读 {} 件，每秒 {:.0f} 件",
        "made": "报告已写入 {}",
        "empty": "这些路径下没有公告",
        "empty-do": "请给出含有公告的文件或文件夹",
        "crash": "读这一件时程序出错（{}），其余照常",
    },
    "en": {
        "about": "read notices; say what each is, what it lacks, what is wrong and what must not be published",
        "detail": "Reads HTML, DOCX, PDF with text, TXT, XLSX/XLS/CSV (a notice a row) and JSON Lines.\n"
        "Exit code: 0 nothing found, 1 findings, 2 some input could not be read.",
        "paths": "files or folders",
        "pack": "policy pack to hold them against, cn by default (gongkai packs list shows all)",
        "packs": "folder of your own packs, may be repeated; or set GONGKAI_PACKS",
        "json": "print one line of JSON a notice, in the order given",
        "report": "write an HTML report as well",
        "no-path": "there is no such file or folder",
        "blank-path": "a path is empty",
        "no-path-do": "check the path; quote names with spaces",
        "report-dir": "--report names a folder",
        "report-odd": "--report names something that is no ordinary file",
        "report-do": "give a file name, for example --report report.html",
        "report-input": "the file of --report is one of the notices to read and would be overwritten",
        "progress": "{} notices read, {:.0f} a second",
        "made": "report written to {}",
        "empty": "there are no notices under these paths",
        "empty-do": "name a file or folder that holds notices",
        "crash": "the program failed on this one ({}); the others were read",
    },
}


def register(subparsers: Any) -> argparse.ArgumentParser:
    """Add ``check`` to the parsers of the command line."""
    says = _SAYS[_language()]
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "check", help=says["about"], description=says["about"], epilog=says["detail"]
    )
    parser.add_argument("paths", nargs="+", type=_path, metavar="PATH", help=says["paths"])
    parser.add_argument("--pack", default="cn", metavar="ID", help=says["pack"])
    parser.add_argument("--packs", action="append", default=[], metavar="DIR", help=says["packs"])
    parser.add_argument("--json", action="store_true", help=says["json"])
    parser.add_argument("--report", type=Path, metavar="FILE", help=says["report"])
    return parser


def _path(text: str) -> Path:
    """A path. An empty one, such as a variable that was never set, would mean the folder one happens to be in."""
    if not text.strip():
        says = _SAYS[_language()]
        raise GongkaiError(says["blank-path"], remedy=says["no-path-do"])
    return Path(text)


def _language() -> str:
    from gongkai.site.cli.parser import Parser

    return Parser.language


def run(args: argparse.Namespace) -> int:
    """Check everything under the paths. 0 nothing found, 1 findings, 2 something could not be read."""
    says = _SAYS[args.lang]
    _refuse(args, says)

    from gongkai.engine.inspection import Inspector, to_record
    from gongkai.engine.packs.load import load_catalogue
    from gongkai.engine.packs.sources import VARIABLE, folders_from
    from gongkai.engine.reading.sources import iter_incoming

    catalogue = load_catalogue(args.pack, folders=folders_from(args.packs, os.environ.get(VARIABLE, "")))
    inspector = Inspector(catalogue)
    code = 0
    count = 0
    left: BrokenPipeError | None = None
    with ExitStack() as stack:
        writer = table = None
        if args.report:
            from gongkai.engine.deadlines import BEIJING
            from gongkai.site.report import ReportWriter

            made = datetime.now(BEIJING).strftime("%Y-%m-%d %H:%M")
            writer = stack.enter_context(ReportWriter(args.report, catalogue, lang=args.lang, made=made))
        if not args.json:
            from gongkai.site.cli.check_table import SummaryTable

            table = SummaryTable(catalogue, args.lang)
        progress = stack.enter_context(_Progress(says))
        for incoming in iter_incoming(args.paths):
            if args.report and _is_report(incoming, args.report):
                continue
            inspection = _inspect(inspector, incoming, says)
            count += 1
            progress.step(count)
            code = max(code, _code(inspection))
            if writer:
                writer.add(inspection)
            if left is None:
                try:
                    if table:
                        table.add(inspection)
                    else:
                        sys.stdout.write(json.dumps(to_record(inspection), ensure_ascii=False) + "\n")
                except BrokenPipeError as error:
                    if writer is None:
                        raise
                    left = error  # who read the table has gone, as with | head; the report is still wanted
    if not count:
        raise GongkaiError(says["empty"], where=" ".join(map(str, args.paths)), remedy=says["empty-do"])
    try:
        if table and left is None:
            table.finish()
    finally:
        if args.report:
            sys.stderr.write(harmless(says["made"].format(args.report)) + "\n")
    if left is not None:
        raise left
    return code


def _refuse(args: argparse.Namespace, says: dict[str, str]) -> None:
    if not any(os.path.lexists(path) for path in args.paths):  # one that is missing among others is told in its row
        raise GongkaiError(says["no-path"], where=str(args.paths[0]), remedy=says["no-path-do"])
    if args.report:
        if args.report.is_dir():
            raise GongkaiError(says["report-dir"], where=str(args.report), remedy=says["report-do"])
        if args.report.exists() and not args.report.is_file():
            raise GongkaiError(says["report-odd"], where=str(args.report), remedy=says["report-do"])
        if any(path.is_file() and args.report.exists() and path.samefile(args.report) for path in args.paths):
            raise GongkaiError(says["report-input"], where=str(args.report), remedy=says["report-do"])


def _is_report(incoming: Incoming | Unreadable, report: Path) -> bool:
    """Whether this is the report of an earlier run, written into the folder of the notices."""
    return incoming.place.endswith(report.name) and Path(incoming.place).absolute() == report.absolute()


def _code(inspection: Inspection) -> int:
    if inspection.error is not None:
        return 2
    return 0 if inspection.clean else 1


def _inspect(inspector: Inspector, incoming: Incoming | Unreadable, says: dict[str, str]) -> Inspection:
    """Inspect one notice; whatever goes wrong inside costs this one only."""
    from gongkai.engine.inspection import failed

    try:
        return inspector.inspect(incoming)
    except Exception as error:  # noqa: BLE001 - one notice that trips the program must not take the others with it
        if os.environ.get("GONGKAI_DEBUG"):
            traceback.print_exc()
        return failed(incoming, GongkaiError(says["crash"].format(type(error).__name__), where=incoming.place))


class _Progress:
    """A count on standard error once a run takes longer than a second, if that is a terminal."""

    def __init__(self, says: dict[str, str]) -> None:
        self.says = says
        self.begun = time.monotonic()
        self.shown = 0.0
        self.status: Status | None = None

    def __enter__(self) -> Self:
        return self

    def step(self, count: int) -> None:
        """Another notice is done. Looks at the clock, and draws at most five times a second."""
        now = time.monotonic()
        if now - self.shown < 0.2 or now - self.begun < 1 or not sys.stderr.isatty():
            return
        self.shown = now
        if self.status is None:
            from rich.console import Console

            self.status = Console(stderr=True).status("")
            self.status.start()
        rate = count / (now - self.begun)
        self.status.update(self.says["progress"].format(count, rate))

    def __exit__(self, *_: object) -> None:
        if self.status is not None:
            self.status.stop()
