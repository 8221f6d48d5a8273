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


SHOWN = "110101**********14"


@pytest.fixture(scope="module")
def inspector():
    return Inspector(load_catalogue("cn"))


def test_a_number_that_only_title_id_file_and_address_hold_is_masked_and_reported(inspector):
    one = inspector.inspect(
        Incoming(
            NUMBER,
            place=f"名单{NUMBER}/王强{NUMBER}.html",
            title=f"关于王强（{NUMBER}）的公示",
            text="现将有关事项公示如下，公示期五个工作日。",
            source_url=f"https://zj.qinghe.example/n?id={NUMBER}",
        )
    )
    assert (one.id, one.place) == (SHOWN, f"名单{SHOWN}/王强{SHOWN}.html")
    assert (one.url, one.source) == (f"https://zj.qinghe.example/n?id={SHOWN}", "zj.qinghe.example")
    record = to_record(one)
    assert NUMBER not in str(record)
    assert (record["id"], record["title"]) == (SHOWN, f"关于王强（{SHOWN}）的公示")
    assert record["personal"] == [{"kind": "id-number", "masked": SHOWN, "where": {"line": 1, "offset": 0}}]
    assert [f.reason for f in one.fails if f.check == "personal-data"] == [
        f"有 1 处公民身份号码，如“{SHOWN}”：写在标题里，18 位公民身份号码，校验码相符。"
    ]


def test_a_title_that_the_text_repeats_is_counted_once(inspector):
    one = inspector.inspect(Incoming("a", title=f"王强{NUMBER}", text=f"王强，{NUMBER}，现予公示。"))
    assert [(piece.kind, piece.start) for piece in one.personal] == [("id-number", 3)]


def test_a_number_the_text_proves_is_masked_in_names_also_without_its_blanks(inspector):
    one = inspector.inspect(
        Incoming(
            "李梅6228480402564890018", place="13812345678.txt", text="李梅，卡号：6228 4804 0256 4890 018\n户名：李梅\n"
        )
    )
    assert one.id == "李梅***************0018"
    assert one.place == "13812345678.txt"  # nothing says whose it is


def test_an_address_that_hides_a_number_behind_percent_signs_is_masked(inspector):
    wide = "".join(f"%EF%BC%{0x90 + int(digit):X}" for digit in NUMBER)
    one = inspector.inspect(Incoming("a", text="公示期五个工作日。", source_url=f"https://a.example/{wide}"))
    assert one.url == "https://a.example/１１０１０１************"


def test_an_ordinary_name_stays_as_it_is(inspector):
    name = "t20250307_1234567890.html"
    one = inspector.inspect(
        Incoming(name, place=name, text="公示期五个工作日。", source_url=f"https://a.example/{name}")
    )
    assert (one.id, one.place, one.url) == (name, name, f"https://a.example/{name}")
    assert one.personal == ()


def test_an_unreadable_notice_is_named_without_numbers(inspector):
    place = f"{NUMBER}.pdf"
    record = to_record(inspector.inspect(Unreadable(place, place, ReadingError(f"打不开{place}。", where=place))))
    assert record == {"id": f"{SHOWN}.pdf", "error": f"{SHOWN}.pdf: 打不开{SHOWN}.pdf。", "where": f"{SHOWN}.pdf"}


def test_report_and_table_take_the_masked_names(inspector, tmp_path, capsys):
    from gongkai.site.cli.check_table import SummaryTable
    from gongkai.site.report import ReportWriter

    place = f"{NUMBER}.pdf"
    notices = [
        Incoming(
            NUMBER,
            place=f"{NUMBER}/a.html",
            title=f"王强{NUMBER}公示",
            text="公示期五个工作日。",
            source_url=f"https://a.example/{NUMBER}",
        ),
        Incoming(NUMBER, place=place, text="公示期五个工作日。"),
        Unreadable(place, f"{NUMBER}/{place}", ReadingError("空文件。", where=place)),
    ]
    table = SummaryTable(inspector.catalogue, "zh")
    with ReportWriter(tmp_path / "r.html", inspector.catalogue) as writer:
        for notice in notices:
            one = inspector.inspect(notice)
            writer.add(one)
            table.add(one)
    table.finish()
    page, printed = (tmp_path / "r.html").read_text(encoding="utf-8"), capsys.readouterr().out
    assert NUMBER not in page
    assert NUMBER not in printed
    assert SHOWN in page
    assert SHOWN in printed
