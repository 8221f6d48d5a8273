"""The disclosure catalogue (政务公开标准目录) of a pack as a table, in the columns of the official form.

序号、公开事项（一级、二级）、公开内容（要素）、公开依据、公开时限、公开主体、公开渠道和载体、公开对象、公开方式、公开层级.
Every sentence is made from the pack's data; ``as_of`` says which documents are in force.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from gongkai.engine.packs.models import Document, Row
from gongkai.engine.packs.resolved import Catalogue, ResolvedItem
from gongkai.engine.packs.views import duty_in_force, in_force, titles, unique
from gongkai.engine.packs.words import Lang, annex_name, body_words, channel_words, duty_words, level_words, names

Table = tuple[tuple[str, ...], list[tuple[str, ...]]]

COLUMNS: dict[Lang, tuple[str, ...]] = {
    "zh": (
        "序号",
        "公开事项（一级）",
        "公开事项（二级）",
        "公开内容（要素）",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道和载体",
        "公开对象",
        "公开方式",
        "公开层级",
    ),
    "en": (
        "No.",
        "Field",
        "Item",
        "Content (elements)",
        "Legal basis",
        "Time limit",
        "Responsible bodies",
        "Channels",
        "Audience",
        "Manner",
        "Level",
    ),
}
ROW_COLUMNS: dict[Lang, tuple[str, ...]] = {
    "zh": ("附件", "序号", "类别", "公开内容", "公开属性", "公开主体"),
    "en": ("Annex", "No.", "Category", "Content", "Attribute", "Bodies"),
}
_WIDTHS = (6, 18, 24, 46, 40, 40, 34, 40, 12, 12, 16)
_ROW_WIDTHS = (12, 6, 18, 50, 14, 40)

_AUDIENCE: dict[Lang, dict[str, str]] = {
    "zh": {"society": "全社会"},
    "en": {"society": "the public"},
}
_MANNER: dict[Lang, dict[str, str]] = {
    "zh": {"proactive": "主动公开", "on-application": "依申请公开"},
    "en": {"proactive": "proactive", "on-application": "on application"},
}
_OPEN: dict[Lang, str] = {
    "zh": "（文件未列要素，按事项名称完整公开）",
    "en": "(the document lists no elements; the item in full)",
}
_OPTIONAL: dict[Lang, str] = {"zh": "可另含：", "en": "May also hold: "}
_BETWEEN: dict[Lang, tuple[str, str]] = {"zh": ("、", "；"), "en": (", ", "; ")}

_STOP: dict[Lang, str] = {"zh": "。", "en": ". "}

#: characters that make a spreadsheet program read a cell as a formula or command
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def catalogue_table(catalogue: Catalogue, *, as_of: date, lang: Lang = "zh") -> Table:
    """The catalogue of one pack: a row for every item, field by field."""
    lines = [_line(catalogue, item, number, as_of, lang) for number, item in enumerate(catalogue.items.values(), 1)]
    return COLUMNS[lang], lines


def _line(catalogue: Catalogue, item: ResolvedItem, number: int, as_of: date, lang: Lang) -> tuple[str, ...]:
    vocabulary = catalogue.vocabulary
    term = vocabulary.items.get(item.item)
    own = item.own
    name = item.name if lang == "zh" or term is None else term.english or item.name
    return (
        str(number),
        names([item.field], vocabulary.fields, lang)[0],
        name,
        _content(catalogue, item, as_of, lang),
        _basis(item, as_of, lang),
        _time_limit(catalogue, item, as_of, lang),
        body_words(item.bodies, vocabulary, lang),
        channel_words(item.channels, vocabulary, lang),
        _AUDIENCE[lang].get(own.audience if own else "society", own.audience if own else ""),
        _MANNER[lang][own.attribute if own else "proactive"],
        level_words(item.bodies, catalogue.pack.jurisdiction.level, lang),
    )


def _content(catalogue: Catalogue, item: ResolvedItem, as_of: date, lang: Lang) -> str:
    semicolon = _BETWEEN[lang][1]  # names of elements hold commas themselves
    terms = catalogue.vocabulary.elements
    required = unique(bound.element for bound in item.required if in_force(bound.document, as_of))
    optional = unique(
        bound.element for bound in item.optional if in_force(bound.document, as_of) and bound.element not in required
    )
    parts = [semicolon.join(names(required, terms, lang))] if required else []
    if optional:
        parts.append(_OPTIONAL[lang] + semicolon.join(names(optional, terms, lang)))
    return _STOP[lang].join(parts) or _OPEN[lang]


def _basis(item: ResolvedItem, as_of: date, lang: Lang) -> str:
    """The documents that speak of this item, nearest first, each with its clauses; general rules last."""
    clauses: dict[str, tuple[Document, dict[str, None]]] = {}

    def cite(document: Document | None, clause: str) -> None:
        if document is not None and clause and in_force(document, as_of):
            clauses.setdefault(document.id, (document, {}))[1][clause] = None

    cite(item.document, item.clause)
    for element in item.required:
        cite(element.document, element.clause)
    for bound in sorted(item.duties, key=lambda bound: bound.general):
        if duty_in_force(bound, as_of):
            cite(bound.document, bound.duty.clause)
    comma, semicolon = _BETWEEN[lang]
    return semicolon.join(
        f"《{document.title}》" + (f"（{document.number}）" if document.number else "") + comma.join(cited)
        for document, cited in clauses.values()
    )


def _time_limit(catalogue: Catalogue, item: ResolvedItem, as_of: date, lang: Lang) -> str:
    bound = sorted((duty for duty in item.duties if duty_in_force(duty, as_of)), key=lambda duty: duty.general)
    laws = titles(catalogue)
    return _BETWEEN[lang][1].join(unique(duty_words(duty.duty, catalogue.vocabulary, lang, laws) for duty in bound))


def rows_table(rows: Sequence[Row], *, lang: Lang = "zh") -> Table:
    """The printed rows of a catalogue (附件) as printed."""
    lines: list[tuple[str, ...]] = [
        (annex_name(row.annex, lang), str(row.number), row.category, row.content, row.attribute, row.bodies)
        for row in rows
    ]
    return ROW_COLUMNS[lang], lines


def safe_cell(text: str) -> str:
    """The text so that no spreadsheet program takes it for a formula."""
    return "'" + text if text.startswith(_FORMULA) else text


def to_csv(table: Table) -> bytes:
    """CSV (RFC 4180) in UTF-8 with a byte-order mark, as spreadsheet programs expect Chinese text."""
    header, lines = table
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(table: Table, title: str) -> bytes:
    """A workbook with one sheet: header in bold on a tint and frozen, columns of fitting width, every cell text."""
    header, lines = table
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "".join(letter for letter in title if letter not in "[]:*?/\\")[:31] or "catalogue"
    thin = Side(style="thin", color="B8B2A6")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    widths = _WIDTHS if len(header) == len(_WIDTHS) else _ROW_WIDTHS
    for place, line in enumerate((header, *lines), 1):
        for column, text in enumerate(line, 1):
            cell = sheet.cell(place, column)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
            cell.data_type = "s"  # a text that begins with "=" stays text
            cell.border = border
            cell.alignment = Alignment(wrap_text=True, vertical="center" if place == 1 else "top")
            if place == 1:
                cell.font = Font(bold=True, color="1B2A41")
                cell.fill = PatternFill("solid", fgColor="EFE9DC")
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(lines) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FORMATS: tuple[Literal["csv", "xlsx"], ...] = ("csv", "xlsx")


def export(table: Table, form: str, title: str) -> bytes:
    """The table in one of ``FORMATS``."""
    return to_xlsx(table, title) if form == "xlsx" else to_csv(table)
