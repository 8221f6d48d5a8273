import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engine.errors import ReadingError
from gongkai.engine.inspection import Inspection, Inspector, place_words, scrubbed, source_of, to_record
from gongkai.engine.packs.load import load_catalogue
from gongkai.engine.reading.document import Document, Incoming, Line
from gongkai.engine.reading.model import Reading, Value
from gongkai.engine.reading.sources import Unreadable
from gongkai.engine.screening import Personal

NUMBER = "110101190102030014"
MASK = "110101********0014"


def inspection(text, value, *personal, normal="", title=""):
    """An inspection of a one-line notice whose only element stands at ``value``."""
    document = Document(text, [Line(text, 0)])
    start, end = value
    reading = Reading("n", "housing", "housing.allocation", 0.95, title, "", "", document)
    reading.elements["items"] = [Value(text[start:end], start, end, normal)]
    pieces = tuple(Personal("id-number", a, b, text[a:b], MASK, "") for a, b in personal)
    return Inspection("n", "a.html", "a", reading=reading, personal=pieces)


def test_a_value_that_holds_personal_data_is_masked_in_value_and_raw():
    text = f"甲某 {NUMBER} 和园小区"
    one = inspection(text, (0, len(text)), (3, 21), normal=text)
    assert to_record(one)["elements"]["items"] == [
        {"value": f"甲某 {MASK} 和园小区", "raw": f"甲某 {MASK} 和园小区", "where": {"line": 1, "offset": 0}}
    ]


def test_a_value_that_cuts_through_personal_data_shows_the_whole_mask():
    text = f"甲某 {NUMBER} 和园小区"
    one = inspection(text, (10, len(text)), (3, 21), normal="1")
    assert to_record(one)["elements"]["items"][0]["value"] == f"{MASK} 和园小区"


def test_the_normal_form_is_the_value_where_there_is_one():
    one = inspection("成交价118.00万元", (3, 11), normal="1180000")
    assert to_record(one)["elements"]["items"][0] == {
        "value": "1180000",
        "raw": "118.00万元",
        "where": {"line": 1, "offset": 3},
    }


def test_a_title_that_repeats_personal_data_is_masked_too():
    text = f"甲某 {NUMBER}"
    one = inspection(text, (0, 2), (3, 21), title=f"{NUMBER}的分配结果")
    assert to_record(one)["title"] == f"{MASK}的分配结果"


@given(st.text(alphabet="0123456789甲乙 ", max_size=60), st.data())
def test_no_cut_of_a_value_lets_personal_data_through(around, data):
    text = around + NUMBER + around
    start = len(around)
    left = data.draw(st.integers(0, len(text)))
    right = data.draw(st.integers(left, len(text)))
    one = inspection(text, (left, right), (start, start + 18))
    for value in to_record(one)["elements"]["items"]:
        assert NUMBER not in value["value"]
        assert NUMBER not in value["raw"]
        overlap = min(right, start + 18) - max(left, start)
        if overlap > 0:
            assert MASK in value["value"]


def test_scrubbing_leaves_other_texts_alone():
    one = inspection(f"甲某 {NUMBER}", (0, 2))
    assert scrubbed(f"x {NUMBER}", one) == f"x {NUMBER}"


def test_an_unreadable_notice_keeps_its_place():
    one = Inspector(load_catalogue("cn")).inspect(
        Unreadable("a", "n.jsonl:3", ReadingError("空文件。", where="n.jsonl:3"))
    )
    assert to_record(one) == {"id": "a", "error": "n.jsonl:3: 空文件。", "where": "n.jsonl:3"}
    assert one.source == "n.jsonl"
    assert not one.clean


def test_a_notice_is_read_screened_and_checked():
    html = f"<h1>青禾市公租房分配结果公示</h1><table><tr><th>姓名</th><th>身份证号</th></tr><tr><td>甲某</td><td>{NUMBER}</td></tr></table>"
    one = Inspector(load_catalogue("cn")).inspect(Incoming("a", html=html, source_url="https://zj.qinghe.example/1"))
    assert one.reading is not None
    assert one.reading.item == "housing.allocation"
    assert [piece.kind for piece in one.personal] == ["id-number"]
    assert "personal-data" in {finding.check for finding in one.fails}
    assert one.source == "zj.qinghe.example"
    assert not one.clean


@pytest.mark.parametrize(
    ("url", "place", "source"),
    [
        ("https://a.example/x", "n.jsonl:1", "a.example"),
        ("", "folder/n.jsonl:12", "n.jsonl"),
        ("", "folder/ccgp/a.html", "ccgp"),
        ("", "a.html", "a.html"),
        ("not an address", "x/a.html", "x"),
        ("", "", ""),
    ],
)
def test_the_source_of_a_notice(url, place, source):
    assert source_of(url, place) == source


def test_places_in_words():
    assert place_words({"line": 3, "offset": 9}) == "第 3 行"
    assert place_words({"line": 3, "offset": 9, "table": 1, "row": 2, "column": 4}) == "第 1 个表第 2 行第 4 列"
    assert place_words({"line": 3, "offset": 9, "table": 1, "row": 2, "column": 4}, "en") == "table 1, row 2, column 4"
