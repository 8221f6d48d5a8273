"""The table of ``gongkai check``: a row a notice as they are read, then totals by field, finding and source."""

from __future__ import annotations

import os
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table
from rich.text import Text

from gongkai.engine.inspection import Inspection
from gongkai.engine.packs.resolved import Catalogue
from gongkai.site.cli.terminal import harmless
from gongkai.site.report.totals import Totals
from gongkai.site.report.words import check_name, shown_title, sure_words, term_name

_HEAD = {
    "zh": ("公告", "公开事项", "把握", "缺要素", "问题", "个人信息"),
    "en": ("notice", "item", "sure", "lacks", "fails", "personal"),
}
_SAYS = {
    "zh": {
        "unreadable": "无法读取",
        "field": "领域",
        "finding": "问题",
        "source": "来源",
        "notices": "件数",
        "failing": "有问题",
        "sum": "共 {notices} 件：{failing} 件有问题，{private} 件含个人信息，{unreadable} 件无法读取",
        "none": "（未注明）",
        "rest": "其余 {} 类",
    },
    "en": {
        "unreadable": "unreadable",
        "field": "field",
        "finding": "finding",
        "source": "source",
        "notices": "notices",
        "failing": "with findings",
        "sum": "{notices} notices: {failing} with findings, {private} with personal data, {unreadable} unreadable",
        "none": "(not stated)",
        "rest": "{} more",
    },
}
_ROWS = 20


class _Screen(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the command: left to itself the console would end the program with the report unwritten."""
        raise BrokenPipeError


class SummaryTable:
    """Prints a row a notice at once, so that nothing has to be kept; the totals follow at the end."""

    def __init__(self, catalogue: Catalogue, lang: str) -> None:
        self.catalogue = catalogue
        self.lang = lang
        self.says = _SAYS[lang]
        self.console = _Screen(highlight=False, soft_wrap=True)
        if not self.console.is_terminal and "COLUMNS" not in os.environ:
            self.console.width = 120
        self.totals = Totals()
        room = max(72, min(self.console.width, 120))
        numbers = [max(6, cell_len(name)) for name in _HEAD[lang][3:]]
        sure = 8
        item = 18 if lang == "zh" else 26
        self.widths = [max(20, room - item - sure - sum(numbers) - 10), item, sure, *numbers]

    def add(self, inspection: Inspection) -> None:
        """Print the row of one notice."""
        if not self.totals.notices:
            self._print(_HEAD[self.lang], "bold")
            self.console.print("─" * (sum(self.widths) + 2 * (len(self.widths) - 1)))
        self.totals.add(inspection)
        reading = inspection.reading
        if reading is None:
            self._print((inspection.id, self.says["unreadable"], "", "", "", ""), "red")
            self.console.print(Text(f"  {harmless(str(inspection.error))}", style="red"))
            return
        vocabulary = self.catalogue.vocabulary
        counts = (len(inspection.missing), len(inspection.fails), len(inspection.personal))
        self._print(
            (
                shown_title(inspection, self.lang),
                term_name(vocabulary, "items", reading.item, self.lang),
                sure_words(reading.confidence, self.lang),
                *(str(count) if count else "·" for count in counts),
            ),
            "" if inspection.clean else "yellow",
        )

    def _print(self, cells: tuple[str, ...], style: str) -> None:
        out = []
        for number, (cell, width) in enumerate(zip(cells, self.widths, strict=True)):
            text = " ".join(harmless(cell).split())
            if cell_len(text) > width:
                text = set_cell_size(text, width - 1).rstrip() + "…"
            pad = " " * (width - cell_len(text))
            out.append(pad + text if number > 2 else text + pad)
        self.console.print(Text("  ".join(out).rstrip(), style=style))

    def finish(self) -> None:
        """Print the totals."""
        if not self.totals.notices:
            return
        totals, says, lang = self.totals, self.says, self.lang
        self.console.print()
        fields = [
            (term_name(self.catalogue.vocabulary, "fields", name, lang), count, totals.failing_by_field[name])
            for name, count in totals.by_field.most_common()
        ]
        if totals.unreadable:
            fields.append((says["unreadable"], totals.unreadable, 0))
        self._table(says["field"], fields)
        self._table(
            says["finding"], [(check_name(name, lang), count, None) for name, count in totals.by_check.most_common()]
        )
        sources = totals.by_source.most_common()
        self._table(
            says["source"], [(name or says["none"], count, totals.failing_by_source[name]) for name, count in sources]
        )
        counted = {name: getattr(totals, name) for name in ("notices", "failing", "private", "unreadable")}
        self.console.print(Text(says["sum"].format(**counted), style="bold"))

    def _table(self, name: str, rows: Sequence[tuple[str, int, int | None]]) -> None:
        if not rows:
            return
        table = Table(name, box=SIMPLE_HEAD, pad_edge=False)
        table.add_column(self.says["notices"], justify="right")
        if rows[0][2] is not None:
            table.add_column(self.says["failing"], justify="right")
        for title, count, bad in rows[:_ROWS]:
            table.add_row(Text(harmless(title)), str(count), *(() if bad is None else (str(bad),)))
        if len(rows) > _ROWS:
            rest = rows[_ROWS:]
            bad_rest = () if rows[0][2] is None else (str(sum(row[2] or 0 for row in rest)),)
            table.add_row(self.says["rest"].format(len(rest)), str(sum(row[1] for row in rest)), *bad_rest)
        self.console.print(table)
