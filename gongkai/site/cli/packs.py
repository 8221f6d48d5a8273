"""``gongkai packs``: list, show, lint, compare and export policy packs, and print the schema of their files."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.engine.errors import FactError, GongkaiError, PackError
from gongkai.engine.packs.words import Lang
from gongkai.site.cli.packs_words import SAYS

if TYPE_CHECKING:
    from rich.table import Table

    from gongkai.engine.packs.load import CompiledPack
    from gongkai.engine.packs.references import Finding
    from gongkai.engine.packs.resolved import Catalogue, ResolvedItem

_BEIJING = timezone(timedelta(hours=8))


def register(subparsers: Any) -> argparse.ArgumentParser:
    """Add ``packs`` and its commands to the parsers of the command line."""
    says = SAYS[_language(subparsers)]
    parser: argparse.ArgumentParser = subparsers.add_parser("packs", help=says["about"], description=says["about"])
    commands = parser.add_subparsers(dest="packs_command", metavar="")

    def add(name: str) -> argparse.ArgumentParser:
        command: argparse.ArgumentParser = commands.add_parser(name, help=says[name], description=says[name])
        return command

    listed = add("list")
    show = add("show")
    show.add_argument("id", metavar="ID", help=says["id"])
    show.add_argument("--item", metavar="ITEM", help=says["item"])
    show.add_argument("--csv", action="store_true", help=says["csv"])
    lint = add("lint")
    lint.add_argument("dir", metavar="DIR", nargs="?", help=says["dir"])
    coverage = add("coverage")
    coverage.add_argument("ids", metavar="ID", nargs="*", help=says["id"])
    diff = add("diff")
    diff.add_argument("left", metavar="A", help=says["left"])
    diff.add_argument("right", metavar="B", help=says["left"])
    export = add("export")
    export.add_argument("id", metavar="ID", help=says["id"])
    export.add_argument("--to", metavar="FILE", required=True, help=says["to"])
    export.add_argument("--rows", action="store_true", help=says["rows"])
    schema = add("schema")
    schema.add_argument("--kind", metavar="KIND", help=says["kind"])
    for command in (listed, show, lint, coverage, diff, export):
        if command is not lint:
            command.add_argument("--packs", action="append", default=[], metavar="DIR", help=says["packs"])
        if command is not export:
            command.add_argument("--json", action="store_true", help=says["json"])
    for command in (show, lint, export):
        command.add_argument("--as-of", metavar="DATE", help=says["as-of"])
    return parser


def _language(subparsers: Any) -> Lang:
    language = getattr(getattr(subparsers, "_parser_class", None), "language", "zh")
    return "en" if language == "en" else "zh"


def run(args: argparse.Namespace) -> int:
    """Do one of the commands. 0 fine, 1 lint found errors; unusable input is raised."""
    lang: Lang = "en" if getattr(args, "lang", "zh") == "en" else "zh"
    commands: dict[str, Callable[[argparse.Namespace, Lang], int]] = {
        "list": _list,
        "show": _show,
        "lint": _lint,
        "coverage": _coverage,
        "diff": _diff,
        "export": _export,
        "schema": _schema,
    }
    if args.packs_command is None:
        raise FactError(SAYS[lang]["no-command"], remedy=SAYS[lang]["no-command-do"].format(" ".join(commands)))
    return commands[args.packs_command](args, lang)


def _folders(args: argparse.Namespace) -> tuple[Path, ...]:
    from gongkai.engine.packs.sources import VARIABLE, folders_from

    return folders_from(args.packs, os.environ.get(VARIABLE, ""))


def _as_of(args: argparse.Namespace) -> date:
    if args.as_of is None:
        return datetime.now(_BEIJING).date()
    try:
        day = date.fromisoformat(args.as_of)
    except ValueError:
        raise FactError(f"--as-of 不是日期：“{args.as_of}”。", remedy="请写成 2026-01-01 的样子。") from None
    from gongkai.engine.deadlines import parse_time

    return parse_time(day, "as-of")  # refuses the years that neither the rules nor the calendars reach


def _print_json(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))


def _table(title: str, columns: Iterable[str]) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left", show_lines=True)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _print(*parts: object) -> None:
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    for part in parts:
        console.print(part)


# --- list and show ----------------------------------------------------------------------------------------------------


def _list(args: argparse.Namespace, lang: Lang) -> int:
    from gongkai.engine.packs.load import load_catalogue
    from gongkai.engine.packs.sources import find_packs
    from gongkai.engine.packs.views import plain, unique

    folders = _folders(args)
    says = SAYS[lang]
    found: list[dict[str, Any]] = []
    broken: list[GongkaiError] = []
    table = _table("", ("ID", says["title"], says["place"], says["extends"], says["own-inherited"]))
    table.columns[0].no_wrap = True
    for pack_id, folder in find_packs(folders).items():
        try:
            catalogue = load_catalogue(pack_id, folders=folders)
        except PackError as error:
            broken.append(error)
            continue
        pack = catalogue.pack
        own = [item for item in catalogue.items.values() if item.own is not None]
        fields = unique(item.field for item in own)
        found.append(
            {
                "id": pack_id,
                "title": pack.title,
                "jurisdiction": plain(pack.jurisdiction),
                "extends": pack.extends,
                "folder": str(folder),
                "documents": [document.number or document.title for document in pack.documents],
                "fields": fields,
                "items": len(own),
                "inherited": len(catalogue.items) - len(own),
            }
        )
        numbers = "\n".join(unique(document.number for document in pack.documents if document.number))
        count = f"{len(fields)} / {len(own)} / {len(catalogue.items) - len(own)}"
        table.add_row(pack_id, f"{pack.title}\n{numbers}".strip(), pack.jurisdiction.name, pack.extends, count)
    if args.json:
        _print_json(found)
    else:
        _print(table)
    for problem in broken:
        print(problem, file=sys.stderr)
    return 2 if broken else 0


def _show(args: argparse.Namespace, lang: Lang) -> int:
    from gongkai.engine.packs.load import load_catalogue, load_pack
    from gongkai.engine.packs.views import pack_view

    folders, as_of = _folders(args), _as_of(args)
    catalogue = load_catalogue(args.id, folders=folders)
    compiled = load_pack(args.id, folders=folders)
    if args.csv:
        from gongkai.engine.catalogue import catalogue_table, to_csv

        sys.stdout.buffer.write(to_csv(catalogue_table(catalogue, as_of=as_of, lang=lang)))
        return 0
    chosen = [_one_item(catalogue, args.item)] if args.item else None
    if args.json:
        _print_json(pack_view(catalogue, compiled, chosen))
    elif chosen:
        _show_item(catalogue, chosen[0], as_of, lang)
    else:
        _show_pack(catalogue, compiled, as_of, lang)
    return 0


def _one_item(catalogue: Catalogue, name: str) -> ResolvedItem:
    from gongkai.engine.errors import UnknownIdError
    from gongkai.engine.packs.problems import suggestion

    by_name = {item.name: item for item in catalogue.items.values()}
    if name in catalogue.items or name in by_name:
        return catalogue.items.get(name) or by_name[name]
    hint = suggestion(name, [*catalogue.items, *by_name], f"gongkai packs show {catalogue.id} 可列出全部事项。")
    raise UnknownIdError(f"政策包 {catalogue.id} 里没有公开事项“{name}”。", remedy=hint)


def _limits(catalogue: Catalogue, item: ResolvedItem, as_of: date, lang: Lang, *, own: bool) -> list[str]:
    """The deadlines in force on the day as sentences with document and clause: the pack's own, or those from above."""
    from gongkai.engine.packs.views import duty_in_force, home_pack, titles, unique
    from gongkai.engine.packs.words import duty_words

    home, laws = home_pack(catalogue, item), titles(catalogue)
    return unique(
        f"{duty_words(bound.duty, catalogue.vocabulary, lang, laws)} "
        f"[{bound.document.number or bound.document.title} {bound.duty.clause}]"
        for bound in item.duties
        if (bound.pack == home) == own and duty_in_force(bound, as_of)
    )


def _show_pack(catalogue: Catalogue, compiled: CompiledPack, as_of: date, lang: Lang) -> None:
    from gongkai.engine.packs.views import item_view, printed_rows, unique
    from gongkai.engine.packs.words import body_words, names

    says = SAYS[lang]
    pack, vocabulary = catalogue.pack, catalogue.vocabulary
    comma = ", " if lang == "en" else "、"
    _print(f"{pack.title}（{pack.id}）", f"{pack.jurisdiction.name} {pack.jurisdiction.code}")
    _print(*(f"{document.number} {document.title}".strip() for document in pack.documents))
    for field in unique(item.field for item in catalogue.items.values()):
        columns = ("ID", says["name"], says["clause"], says["elements"], says["limits"], says["bodies"])
        table = _table(names([field], vocabulary.fields, lang)[0], columns)
        for item in catalogue.items.values():
            if item.field != field:
                continue
            view = item_view(catalogue, item)
            elements = comma.join(names(view["elements"]["required"], vocabulary.elements, lang))
            origin = f"\n（{says['from']} {item.inherited_from}）" if item.inherited_from else ""
            limits = "\n".join(_limits(catalogue, item, as_of, lang, own=True))
            shown = elements or (says["open"] if view["elements"]["open"] else "")
            bodies = body_words(item.bodies, vocabulary, lang)
            table.add_row(item.item, item.name + origin, item.clause, shown, limits, bodies)
        _print(table)
    rows = printed_rows(compiled)
    if rows:
        from gongkai.engine.catalogue import rows_table

        header, lines = rows_table(rows, lang=lang)
        table = _table(says["rows-of"], header)
        for line in lines:
            table.add_row(*line)
        _print(table)


def _show_item(catalogue: Catalogue, item: ResolvedItem, as_of: date, lang: Lang) -> None:
    from gongkai.engine.packs.views import home_pack, in_force, item_view, unique
    from gongkai.engine.packs.words import GROUNDS, body_words, channel_words, names, period_words

    says = SAYS[lang]
    vocabulary = catalogue.vocabulary
    view = item_view(catalogue, item)
    comma = ", " if lang == "en" else "、"

    def listed(ids: Sequence[str]) -> str:
        return comma.join(
            f"{name} ({key})" for key, name in zip(ids, names(ids, vocabulary.elements, lang), strict=True)
        )

    home = home_pack(catalogue, item)
    own = {bound.element for bound in item.required if bound.pack == home}
    above = unique(
        f"{names([bound.element], vocabulary.elements, lang)[0]} [{bound.document.number} {bound.clause}]"
        for bound in item.required
        if bound.element not in own and in_force(bound.document, as_of)
    )
    conditions = unique(
        f"{names([bound.element], vocabulary.elements, lang)[0]}：{bound.condition}"
        for bound in item.required
        if bound.condition and in_force(bound.document, as_of)
    )
    periods = [
        f"{period_words(bound.period, lang)} [{bound.document.number} {bound.period.clause}]"
        for bound in item.periods
        if in_force(bound.document, as_of)
    ]
    lines = (
        (says["name"], f"{item.name} ({item.item})"),
        (says["from"], item.inherited_from),
        (says["clause"], f"{item.document.number if item.document else ''} {item.clause}".strip()),
        (f"{says['elements']} · {says['required']}", listed(view["elements"]["required"])),
        (f"{says['elements']} · {says['optional']}", listed(view["elements"]["optional"])),
        (f"{says['elements']} · {says['inherited']}", "\n".join(above)),
        (f"{says['elements']} · {says['conditions']}", "\n".join(conditions)),
        (says["limits"], "\n".join(_limits(catalogue, item, as_of, lang, own=True))),
        (f"{says['limits']} · {says['inherited']}", "\n".join(_limits(catalogue, item, as_of, lang, own=False))),
        (says["periods"], "\n".join(periods)),
        (says["bodies"], body_words(item.bodies, vocabulary, lang)),
        (says["channels"], channel_words(item.channels, vocabulary, lang)),
        (says["code"], comma.join(names(item.code, vocabulary.codes, lang))),
        (says["unless"], comma.join(GROUNDS[lang].get(ground, ground) for ground in view["unless"])),
        (says["note"], view["note"]),
        (says["unclear"], "\n".join(f"{e['clause']} {e['question']} → {e['reading']}" for e in view["unclear"])),
    )
    table = _table("", ("", ""))
    table.show_header = False
    for head, text in lines:
        if text:
            table.add_row(head, text)
    _print(table)


# --- lint, coverage, diff ---------------------------------------------------------------------------------------------


def _lint(args: argparse.Namespace, lang: Lang) -> int:
    from gongkai.engine.packs.lint import lint

    findings = lint(Path(args.dir) if args.dir is not None else None, as_of=_as_of(args))
    errors = [finding for finding in findings if finding.level == "error"]
    reports = [finding for finding in findings if finding.level == "report"]
    says = SAYS[lang]
    if args.json:
        _print_json(
            {
                "errors": len(errors),
                "reports": len(reports),
                "findings": [
                    {
                        "level": finding.level,
                        "check": finding.check,
                        "where": finding.where,
                        "message": finding.message,
                        "remedy": finding.remedy,
                    }
                    for finding in findings
                ],
            }
        )
    else:
        colon = ": " if lang == "en" else "："
        for finding in findings:
            if finding.check != "unanswered":
                print(f"{says[finding.level]}{colon}{finding}")
        for where, messages in _unanswered(findings).items():
            print(f"{says['report']}{colon}{where}: " + says["unanswered"].format(len(messages), "\n  ".join(messages)))
        counts = [says["errors"].format(len(errors)) if errors else says["clean"]]
        if reports:
            counts.append(says["reports"].format(len(reports)))
        print((", " if lang == "en" else "，").join(counts) if errors else " ".join(counts))
    return 1 if errors else 0


def _unanswered(findings: Iterable[Finding]) -> dict[str, list[str]]:
    """What of the parent each pack leaves without an item, by place: one list instead of a line each."""
    found: dict[str, list[str]] = {}
    for finding in findings:
        if finding.check == "unanswered":
            found.setdefault(finding.where, []).append(finding.subject)
    return found


def _coverage(args: argparse.Namespace, lang: Lang) -> int:
    from gongkai.engine.packs.coverage import NATIONAL, coverage
    from gongkai.engine.packs.sources import find_packs

    folders = _folders(args)
    ids = args.ids or list(find_packs(folders))
    found = [coverage(pack_id, folders=folders) for pack_id in ids]
    if args.json:
        _print_json(found)
        return 0
    says = SAYS[lang]
    keys = ("answers", "lacks", "tightens", "loosens", "sets_own", "adds")
    compared = [entry for entry in found if entry["pack"] != NATIONAL]
    total = next((entry["national_items"] for entry in found), 0)
    table = _table(says["national"].format(total), ("ID", *(says[key.replace("_", "-")] for key in keys)))
    for entry in compared:
        table.add_row(entry["pack"], *(str(len(entry[key])) for key in keys))
    _print(table)
    for entry in compared:
        print(f"\n{entry['title']} ({entry['pack']})")
        for line in _coverage_lines(entry, lang):
            print(f"  {line}")
    return 0


def _coverage_lines(entry: dict[str, Any], lang: Lang) -> Iterable[str]:
    says = SAYS[lang]
    for lack in entry["lacks"]:
        yield f"{says['lacks']} {lack['item']} {lack['name']}：{lack['reason'] or says['no-reason']}"
    for key in ("tightens", "loosens"):
        for change in entry[key]:
            for deadline in change["deadlines"]:
                other = says["other-start"] if deadline["different_start"] else ""
                yield (
                    f"{says[key]}{other} {change['item']} {change['name']}：{says['own']} {deadline['own']}"
                    f" [{deadline['own_clause']}]；{says['nation']} {deadline['national']} [{deadline['national_clause']}]"
                )
    for own in entry["sets_own"]:
        for deadline in own["deadlines"]:
            yield f"{says['sets-own']} {own['item']} {own['name']}：{deadline['own']} [{deadline['own_clause']}]"
    for name in entry["adds"]:
        yield f"{says['adds']} {name}"


def _diff(args: argparse.Namespace, lang: Lang) -> int:
    from gongkai.engine.packs.coverage import diff, load_for_diff

    folders = _folders(args)
    found = diff(load_for_diff(args.left, folders=folders), load_for_diff(args.right, folders=folders))
    if args.json:
        _print_json(found)
        return 0
    says = SAYS[lang]
    left, right = (found["left"], found["right"]) if found["left"] != found["right"] else (args.left, args.right)
    for key, side in (("only_left", left), ("only_right", right)):
        if found[key]:
            table = _table(says["only"].format(side), ("ID", says["name"]))
            for entry in found[key]:
                table.add_row(entry["item"], entry["name"])
            _print(table)
    if found["differing"]:
        table = _table(says["differs"], ("ID", "", left, right))
        for entry in found["differing"]:
            for part, sides in entry.items():
                if isinstance(sides, dict):
                    ours, others = "\n".join(sides["only_left"]), "\n".join(sides["only_right"])
                    table.add_row(entry["item"], says[f"part-{part}"], ours, others)
        _print(table)
    _print(says["same"].format(len(found["same"])))
    return 0


# --- export and schema ------------------------------------------------------------------------------------------------


def _export(args: argparse.Namespace, lang: Lang) -> int:
    from gongkai.engine.catalogue import FORMATS, catalogue_table, export, rows_table
    from gongkai.engine.packs.load import load_catalogue, load_pack
    from gongkai.engine.packs.views import printed_rows

    folders, as_of = _folders(args), _as_of(args)
    form = "csv" if args.to == "-" else Path(args.to).suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise FactError(f"不能导出为“{args.to}”。", remedy="文件名请以 .csv 或 .xlsx 结尾。")
    catalogue = load_catalogue(args.id, folders=folders)
    if args.rows:
        rows = printed_rows(load_pack(args.id, folders=folders))
        if not rows:
            raise FactError(f"政策包 {args.id} 没有印本目录的原行。", remedy="请去掉 --rows，导出按事项编成的目录。")
        table = rows_table(rows, lang=lang)
    else:
        table = catalogue_table(catalogue, as_of=as_of, lang=lang)
    content = export(table, form, args.id)
    if args.to == "-":
        sys.stdout.buffer.write(content)
        return 0
    Path(args.to).write_bytes(content)
    print(SAYS[lang]["written"].format(args.to, len(table[1])))
    return 0


def _schema(args: argparse.Namespace, _lang: Lang) -> int:
    from gongkai.engine.packs.schema import all_schemas, schema

    _print_json(schema(args.kind) if args.kind else all_schemas())
    return 0
