import re
from html import unescape
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from gongkai.engine.reading.document import Cell, Document, Line, Table
from gongkai.engine.reading.open import document_of
from gongkai.engine.reading.sources import iter_incoming
from gongkai.site.report.marks import Span, marked_text


def document(*lines):
    """A document of plain lines, and of table rows where a line holds tabs."""
    out, at = [], 0
    for line in lines:
        out.append(Line(line, at, table=0 if "\t" in line else -1))
        at += len(line) + 1
    return Document("\n".join(lines), out)


def shown(html):
    """What a reader sees, without the labels."""
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<sup>.*?</sup>", "", html)))


def test_an_element_is_tinted_and_labelled():
    html, cut = marked_text(document("采购人：甲局"), [Span(4, 6, "采购人")])
    assert html == '<p>采购人：<mark title="采购人">甲局</mark><sup>采购人</sup></p>'
    assert cut == 0


def test_markup_in_a_notice_is_text():
    html, _ = marked_text(document('<script>alert(1)</script> & "x"'), [Span(0, 8, '"<b>')])
    assert "<script" not in html
    assert "<b>" not in html
    assert shown(html) == '<script>alert(1)</script> & "x"'


def test_personal_data_is_replaced():
    html, _ = marked_text(
        document("号码110101190102030014。"), [Span(2, 20, "公民身份号码", "1101…14"), Span(0, 21, "名单")]
    )
    assert "110101190102030014" not in html
    assert shown(html) == "号码1101…14。"


def test_overlapping_elements_name_each_other():
    html, _ = marked_text(document("甲局 0399"), [Span(0, 7, "联系方式"), Span(3, 7, "电话")])
    assert html == (
        '<p><mark title="联系方式">甲局 </mark><sup>联系方式</sup><mark title="联系方式、电话">0399</mark><sup>电话</sup></p>'
    )


def test_tables_are_tables_again():
    html, _ = marked_text(document("前", "序号\t名称", "1\t甲", "后"), [Span(10, 11, "名称")])
    assert html.count("<table") == html.count("</table>") == 1
    assert "<tr><td>序号</td><td>名称</td></tr>" in html
    assert '<td><mark title="名称">甲</mark><sup>名称</sup></td>' in html


def test_merged_cells_are_merged_as_far_as_the_grid_goes():
    text = "一标段\t甲公司\t1\n乙公司\t2"
    first, name, other = Cell("一标段", 0, 0, 0, rowspan=999), Cell("甲公司", 4, 0, 1), Cell("1", 8, 0, 2)
    below, last = Cell("乙公司", 10, 1, 1), Cell("2", 14, 1, 2)
    lines = [Line("一标段\t甲公司\t1", 0, table=0), Line("乙公司\t2", 10, table=0, row=1)]
    doc = Document(text, lines, [Table([[first, name, other], [first, below, last], [None]], 0, 15)])
    html, _ = marked_text(doc, [Span(10, 13, "候选人")])
    assert html == (
        '<div class="wide"><table class="seen"><tbody><tr><td rowspan="2">一标段</td><td>甲公司</td><td>1</td></tr>'
        '<tr><td><mark title="候选人">乙公司</mark><sup>候选人</sup></td><td>2</td></tr><tr><td></td></tr></tbody></table></div>'
    )


def test_all_of_every_sample_is_shown():
    for incoming in iter_incoming([Path(__file__).parents[3] / "samples" / "notices"]):
        doc = document_of(incoming)
        html, cut = marked_text(doc, [])
        assert cut == 0
        assert "".join(shown(html).split()) == "".join(doc.text.split())


def test_a_long_text_says_how_much_is_left_out():
    html, cut = marked_text(document("一" * 10, "二" * 10, "三" * 10), [], limit=15)
    assert shown(html).split() == ["一" * 10, "二" * 10]
    assert cut == 11


@given(
    st.lists(st.text(alphabet="ab<&\t", max_size=8), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), max_size=6),
)
def test_whatever_is_marked_every_character_is_shown_once(lines, places):
    doc = document(*lines)
    size = len(doc.text)
    spans = [Span(min(a, size), min(a + n, size), "x") for a, n in places]
    html, _ = marked_text(doc, spans)
    assert shown(html).replace("\n", "") == doc.text.replace("\n", "").replace("\t", "")
