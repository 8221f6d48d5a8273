import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gongkai.engine.errors import ReadingError
from gongkai.engine.inspection import Inspection, Inspector
from gongkai.engine.packs.load import load_catalogue
from gongkai.engine.reading.document import Incoming
from gongkai.engine.reading.sources import iter_incoming
from gongkai.site.report import ReportWriter
from gongkai.site.report.charts import Bar, bars
from gongkai.site.report.words import CHECKS, KINDS_EN, WORDS, sure_words

SAMPLES = Path(__file__).parents[3] / "samples" / "notices"
VOID = {"meta", "br", "rect", "link", "img", "hr", "input"}


class Outline(HTMLParser):
    """Ids, links and unbalanced elements of a page."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.wrong, self.outside = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if "href" in attrs:
            self.links.append(attrs["href"])
        self.outside += [value for key, value in attrs.items() if key in {"src", "srcset", "action", "poster"}]
        self.outside += [key for key in attrs if key.startswith("on")]

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue("cn")


@pytest.fixture(scope="module")
def page(catalogue, tmp_path_factory):
    """The report on all samples."""
    path = tmp_path_factory.mktemp("report") / "r.html"
    inspector = Inspector(catalogue)
    with ReportWriter(path, catalogue, made="2024-06-01 09:00") as writer:
        for incoming in iter_incoming([SAMPLES]):
            writer.add(inspector.inspect(incoming))
    return path.read_text(encoding="utf-8")


def outline(text):
    parser = Outline()
    parser.feed(text)
    return parser


def test_the_page_is_whole_and_every_link_leads_somewhere(page):
    seen = outline(page)
    assert seen.wrong == []
    assert seen.open == []
    assert len(seen.ids) == len(set(seen.ids))
    assert {link for link in seen.links if not link.startswith("#")} == set()
    assert {link[1:] for link in seen.links} <= set(seen.ids)


def test_nothing_is_fetched_and_nothing_runs(page):
    assert outline(page).outside == []
    assert "<script" not in page
    assert "@import" not in page
    assert "url(" not in page
    assert "default-src 'none'; style-src 'unsafe-inline'" in page


def test_every_notice_has_a_row_and_an_article(page):
    rows = len(re.findall(r'<tr class="n ', page))
    articles = len(re.findall(r'<article id="n', page))
    assert rows == articles
    assert f'<span class="num">{rows}</span>件公告' in page


def test_totals_stand_in_a_table_beneath_each_chart(page):
    for name in ("按领域", "按问题", "按来源"):
        section = page.split(f">{name}</h2>")[1].split("</section>")[0]
        assert section.index("<svg") < section.index("<table")
        assert "<title>" in section
    section = page.split(">按领域</h2>")[1].split("</section>")[0]
    counted = [int(n) for n in re.findall(r'</td><td class="n">(\d+)</td><td class="n">', section)]
    assert sum(counted) == len(re.findall(r'<article id="n', page))


def test_markup_in_a_notice_never_becomes_markup(catalogue, tmp_path):
    path = tmp_path / "r.html"
    text = "<script>alert(1)</script>流标公告\n招标人：<img src=x onerror=alert(1)>公司"
    with ReportWriter(path, catalogue) as writer:
        writer.add(Inspector(catalogue).inspect(Incoming("a", title="<script>x</script>流标公告", text=text)))
    page = path.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert outline(page).wrong == []


def test_an_unreadable_notice_is_listed_with_its_reason(catalogue, tmp_path):
    path = tmp_path / "r.html"
    with ReportWriter(path, catalogue) as writer:
        writer.add(Inspection("a.doc", "x/a.doc", "x", error=ReadingError("文件已加密。", remedy="请另存。")))
    page = path.read_text(encoding="utf-8")
    assert "文件已加密。 请另存。" in page
    assert '<span class="num bad">1</span>件无法读取' in page


def test_no_notice_at_all_still_makes_a_page(catalogue, tmp_path):
    path = tmp_path / "r.html"
    with ReportWriter(path, catalogue, lang="en"):
        pass
    page = path.read_text(encoding="utf-8")
    assert "No notice was read." in page
    assert '<html lang="en">' in page


def test_a_run_that_breaks_off_leaves_an_older_report_alone(catalogue, tmp_path):
    path = tmp_path / "r.html"
    path.write_text("old", encoding="utf-8")

    def broken():
        with ReportWriter(path, catalogue):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["r.html"]


def test_words_are_the_same_in_both_languages():
    assert list(WORDS["zh"]) == list(WORDS["en"])


def test_every_check_and_kind_has_a_name():
    from gongkai.engine.checking import CHECKS as RUN
    from gongkai.engine.screening import KINDS

    assert list(CHECKS) == list(RUN)
    assert all(set(names) == {"zh", "en"} for names in CHECKS.values())
    assert set(KINDS_EN) == set(KINDS)


def test_confidence_in_words():
    assert [sure_words(c, "zh") for c in (0.9, 0.89, 0.6, 0.59)] == ["有把握", "大致可信", "大致可信", "请核对"]


def _luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_have_the_contrast_of_wcag_aa():
    style = (Path(__file__).parents[3] / "gongkai/site/report/templates/style.css").read_text(encoding="utf-8")
    named = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", style))
    pairs = [
        ("text", "paper"), ("text", "sheet"), ("text", "tint"), ("text", "seal-soft"), ("ink", "paper"), ("ink", "sheet"),
        ("soft", "paper"), ("soft", "sheet"), ("seal", "seal-soft"), ("seal", "sheet"),
    ]  # fmt: skip
    for front, back in pairs:
        light, dark = sorted((_luminance(named[front]), _luminance(named[back])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (front, back)


def test_names_beside_bars_are_cut_by_their_width():
    rows = [Bar("a", "ggzy.jiangxi.gov.cn", 2, 1), Bar("b", "执法机关罚没财物处置公告", 1, 0)]
    drawn = str(bars("按来源", "来自 2 处。", rows))
    assert ">ggzy.jiangxi.gov.cn</text>" in drawn
    assert ">执法机关罚没财物处置…</text>" in drawn


def test_what_cannot_be_read_is_counted_apart_and_the_columns_add_up(tmp_path):
    catalogue = load_catalogue("cn")
    inspector = Inspector(catalogue)
    path = tmp_path / "r.html"
    with ReportWriter(path, catalogue) as writer:
        writer.add(inspector.inspect(Incoming("a", "f/a.txt", text="招标人：甲")))
        writer.add(inspector.inspect(Incoming("b", "f/b.txt", text=" ")))
    page = path.read_text(encoding="utf-8")
    assert '<tr><td>无法读取</td><td class="n">1</td><td class="n">0</td></tr>' in page
    assert sum(writer.totals.failing_by_source.values()) == writer.totals.failing
    assert "（没有标题）a" in page


def test_names_of_elements_keep_their_width_beside_long_values(page):
    assert "table.elements td.main{min-width:11em;overflow-wrap:normal}" in page
    assert '<table class="stack elements"><thead><tr><th scope="col">要素</th>' in page
