"""Writes the report notice by notice. What is at the top is known only at the end, so rows and articles wait in files."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from gongkai import __version__
from gongkai.engine.errors import GongkaiError, file_reason
from gongkai.engine.inspection import Inspection, place_words, scrubbed
from gongkai.engine.packs.resolved import Catalogue
from gongkai.site.report.charts import Bar, bars
from gongkai.site.report.marks import Span, marked_text
from gongkai.site.report.totals import NO_FIELDS, Totals
from gongkai.site.report.words import WORDS, check_name, kind_name, shown_title, sure_words, term_name

#: bars in a chart; the table beneath a chart has as many rows, the rest is one row of its own
_ROWS = 24
_NOT_NAMED = frozenset(f"f-{name}" for name in NO_FIELDS)
#: values of one element that are listed
_VALUES = 40


class ReportWriter:
    """Use as a context manager; ``add`` each notice, and the page stands at ``path`` when the block ends well.

    ``made``: the moment of the report as the page should show it, or empty. Memory does not grow with notices.
    """

    def __init__(self, path: Path, catalogue: Catalogue, *, lang: str = "zh", made: str = "") -> None:
        self.path = path
        # hidden, so that it is no notice when the report stands in the folder that is read
        self._unfinished = path.with_name(f".{path.name}.part")
        self.catalogue = catalogue
        self.lang = lang
        self.made = made
        self.words = WORDS[lang]
        self.totals = Totals()
        self._sources: dict[str, int] = {}
        self._rows: IO[str] | None = None
        self._articles: IO[str] | None = None
        environment = Environment(
            loader=PackageLoader("gongkai.site.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._head = environment.get_template("head.html")
        self._row = environment.get_template("row.html")
        self._notice = environment.get_template("notice.html")
        self._tail = environment.get_template("tail.html")
        style = Path(__file__).parent / "templates" / "style.css"
        self._style = style.read_text(encoding="utf-8").strip()

    def __enter__(self) -> Self:
        # Begun before anything is read, so that a place that cannot be written to is told at once.
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._unfinished.touch()
        except OSError as error:
            raise self._unwritable(error) from error
        self._rows = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")
        self._articles = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")
        return self

    def add(self, inspection: Inspection) -> None:
        """Add one notice."""
        if self._rows is None or self._articles is None:
            raise RuntimeError("add is called inside the with block")
        self.totals.add(inspection)
        view = self._view(inspection)
        self._rows.write(self._row.render(n=view, w=self.words))
        self._articles.write(self._notice.render(n=view, w=self.words))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._rows is None or self._articles is None:
            return
        try:
            if kind is None:
                self._write(self._rows, self._articles)
        except OSError as failure:
            raise self._unwritable(failure) from failure
        finally:
            self._unfinished.unlink(missing_ok=True)
            self._rows.close()
            self._articles.close()

    def _unwritable(self, error: OSError) -> GongkaiError:
        message, remedy = self.words["unwritable"], self.words["unwritable_do"]
        return GongkaiError(message.format(file_reason(error, self.lang)), where=str(self.path), remedy=remedy)

    def _write(self, rows: IO[str], articles: IO[str]) -> None:
        with self._unfinished.open("w", encoding="utf-8", errors="replace") as out:
            out.write(self._head.render(self._top()))
            rows.seek(0)
            shutil.copyfileobj(rows, out)
            out.write("</tbody></table>\n")
            articles.seek(0)
            shutil.copyfileobj(articles, out)
            out.write(self._tail.render(w=self.words))
        self._unfinished.replace(self.path)

    # --- the top of the page

    def _top(self) -> dict[str, Any]:
        words, totals = self.words, self.totals
        fields = [
            Bar(f"f-{_slug(name)}", self._term("fields", name), count, totals.failing_by_field[name])
            for name, count in totals.by_field.most_common()
        ]
        checks = [
            Bar(f"c-{_slug(name)}", check_name(name, self.lang), count, 0)
            for name, count in totals.by_check.most_common()
        ]
        sources = [
            Bar(f"s-{self._sources[name]}", name or words["no_source"], count, totals.failing_by_source[name])
            for name, count in totals.by_source.most_common()
        ]
        if totals.unreadable:
            fields.append(Bar("", words["unreadable_row"], totals.unreadable, 0))
        charts = []
        for key, rows, two in (("field", fields, True), ("finding", checks, False), ("source", sources, True)):
            shown = rows[:_ROWS]
            if len(rows) > _ROWS:
                rest = rows[_ROWS:]
                shown.append(
                    Bar("", words["others"].format(len(rest)), sum(r.total for r in rest), sum(r.bad for r in rest))
                )
            kinds = totals.fields if key == "field" else len(rows)
            sentence = self._chart_sentence(key, rows, kinds)
            charts.append(
                {
                    "id": key,
                    "title": words[f"by_{key}"],
                    "sentence": sentence,
                    "column": words[f"column_{key}"],
                    "key_all": words["column_all"],
                    "key_bad": words["column_bad"] if two else "",
                    "rows": shown,
                    "svg": bars(words[f"by_{key}"], sentence, shown),
                }
            )
        listed = (row for rows in (fields, checks, sources) for row in rows[:_ROWS] if row.anchor)
        anchors = [{"id": row.anchor, "name": row.name} for row in listed]
        anchors += [
            {"id": "only-fail", "name": words["only_failing"]},
            {"id": "only-private", "name": words["only_private"]},
        ]
        return {
            "w": {**words, "against": words["against"].format(self._pack_title())},
            "version": __version__,
            "style": Markup(self._style),  # noqa: S704 - a file of ours
            "filters": Markup(_filters([anchor["id"] for anchor in anchors])),  # noqa: S704 - slugs only
            "made": self.made,
            "totals": totals,
            "sentence": self._sentence(),
            "charts": charts,
            "anchors": anchors,
        }

    def _pack_title(self) -> str:
        return self.catalogue.pack.title + self.words["bracket"].format(self.catalogue.id)

    def _sentence(self) -> str:
        totals, words = self.totals, self.words
        if not totals.notices:
            return words["sentence_none"]
        parts = [words["sentence"].format(n=totals.notices, f=totals.fields, s=len(totals.by_source))]
        parts.append(words["sentence_bad"].format(totals.failing) if totals.failing else words["sentence_good"])
        if totals.private:
            parts.append(words["sentence_private"].format(totals.private))
        if totals.unreadable:
            parts.append(words["sentence_unreadable"].format(totals.unreadable))
        return "".join(parts)

    def _chart_sentence(self, key: str, rows: list[Bar], kinds: int) -> str:
        """How many kinds there are, and which is the most frequent where one is."""
        if not rows:
            return ""
        said = self.words[f"say_{key}"].format(count=kinds)
        if len(rows) > 1 and rows[0].total > rows[1].total and rows[0].anchor not in _NOT_NAMED:
            said += self.words[f"most_{key}"].format(name=rows[0].name, total=rows[0].total)
        return said + self.words["full_stop"]

    # --- one notice

    def _view(self, inspection: Inspection) -> dict[str, Any]:
        source = self._sources.setdefault(inspection.source, len(self._sources))
        view: dict[str, Any] = {
            "number": self.totals.notices,
            "place": inspection.place,
            "classes": f"n s-{source}",
            "error": "",
            "fails": [],
            "missing": 0,
            "personal": [],
        }
        reading = inspection.reading
        if reading is None:
            error = inspection.error
            view |= {"title": inspection.id, "error": str(error) if error else "", "classes": f"n s-{source} only-fail"}
            return view
        document = reading.document
        checks = {finding.check for finding in inspection.fails}
        view["classes"] += f" f-{_slug(reading.field)}" + "".join(f" c-{_slug(check)}" for check in sorted(checks))
        view["classes"] += " only-fail" * bool(checks) + " only-private" * bool(inspection.personal)
        spans = [
            Span(value.start, value.end, self._term("elements", element))
            for element, values in reading.elements.items()
            for value in values
            if value.end > value.start
        ]
        spans += [Span(p.start, p.end, kind_name(p.kind, self.lang), p.masked) for p in inspection.personal]
        text, cut = marked_text(document, spans)
        fails = [
            {"reason": scrubbed(f.reason, inspection), "clause": f.clause, "remedy": scrubbed(f.remedy, inspection)}
            for f in inspection.fails
        ]
        view |= {
            "title": shown_title(inspection, self.lang),
            "field_name": self._term("fields", reading.field),
            "item_name": self._term("items", reading.item),
            "sure": sure_words(reading.confidence, self.lang),
            "published": reading.published[:16].replace("T", " "),
            "published_day": reading.published[:10],
            "project_code": scrubbed(reading.project_code, inspection),
            "url": inspection.url,
            "verdict": self._verdict(len(fails), len(inspection.missing), len(inspection.personal)),
            "fails": fails,
            "others": [
                {"reason": scrubbed(f.reason, inspection), "clause": f.clause, "outcome": str(f.outcome)}
                for f in inspection.findings
                if str(f.outcome) != "fail"
            ],
            "missing": len(inspection.missing),
            "personal": [
                {
                    "name": kind_name(p.kind, self.lang),
                    "masked": p.masked,
                    "where": place_words(document.where(p.start), self.lang),
                }
                for p in inspection.personal
            ],
            "elements": [
                self._element(element, list(dict.fromkeys(inspection.masked(v.start, v.end, v.text) for v in values)))
                for element, values in reading.elements.items()
            ],
            "notes": [scrubbed(note, inspection) for note in document.notes],
            "text": text,
            "cut": cut,
        }
        return view

    def _element(self, element: str, values: list[str]) -> dict[str, Any]:
        return {
            "name": self._term("elements", element),
            "values": values[:_VALUES],
            "more": max(0, len(values) - _VALUES),
        }

    def _verdict(self, fails: int, missing: int, personal: int) -> str:
        words = self.words
        if not fails:
            return words["verdict_good"]
        parts = [words["verdict_missing"].format(missing)] * bool(missing)
        parts += [words["verdict_personal"].format(personal)] * bool(personal)
        said = words["verdict"].format(fails)
        return said + words["verdict_colon"] + words["verdict_comma"].join(parts) if parts else said

    def _term(self, kind: str, name: str) -> str:
        return term_name(self.catalogue.vocabulary, kind, name, self.lang)


def _slug(name: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in name)


def _filters(anchors: list[str]) -> str:
    """Rules that show only one class of notices while its anchor is the page's target: a filter without script."""
    rules = []
    for anchor in anchors:
        rules.append(
            f"#{anchor}:target~table.list tr.n:not(.{anchor}),#{anchor}:target~article:not(.{anchor}){{display:none}}"
        )
        rules.append(f"#{anchor}:target~.o-{anchor}{{display:block}}")
    return "".join(rules)
