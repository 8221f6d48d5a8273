from __future__ import annotations

import json
from pathlib import Path

import pytest
from scoring import Answer, Given, Score, alike, answers, plain, score_notice, to_the_letter

from gongkai.engine.reading.document import Document
from gongkai.engine.reading.model import Reading, Value


def scored(answer: Answer, given: Given) -> Score:
    score = Score()
    score_notice(score, answer, given)
    return score


def test_values_are_compared_without_spaces_signs_and_width() -> None:
    assert plain(" １２３，４５６．７８ 元；。") == "123456.78元"
    assert plain("青禾市：某 局、ＡＢ") == "青禾市某局ab"


@pytest.mark.parametrize(
    ("given", "labelled", "same"),
    [
        ("青禾市教育局", "青禾市教育局。", True),
        ("青禾市教育局（盖章）", "青禾市教育局", True),
        ("青禾市教育局", "采购人：青禾市教育局", True),
        ("教育局", "青禾市教育局", False),
        ("5", "15日", False),
        ("15日", "5", True),
        ("", "青禾市教育局", False),
        ("青禾市教育局", "", False),
        ("。", "，", False),
        ("甲公司", "乙公司", False),
    ],
)
def test_one_value_says_the_other(given: str, labelled: str, *, same: bool) -> None:
    assert alike(given, labelled) is same


@pytest.mark.parametrize(
    ("element", "given", "labelled", "exact"),
    [
        ("winner", ["甲有限公司"], "甲有限公司", True),
        ("winner", ["甲有限公司（联合体）"], "甲有限公司", False),
        ("amount", ["12.5万元"], "125000元", True),
        ("amount", ["12.5万元"], "12.5元", False),
        ("published.date", ["2024年5月6日"], "2024-05-06", True),
        ("published.date", ["2024年5月6日 10:20"], "2024-05-06", True),
        ("published.date", ["2024年5月6日"], "2024-05-06 10:20", False),
        ("published.date", ["2024年5月7日"], "2024-05-06", False),
        ("contact.person", ["孙琳、马强"], "马强", True),
        ("contact.person", ["孙琳", "马强"], "孙琳、马强", True),
        ("contact.person", ["孙琳"], "孙琳、马强", False),
        ("contact.phone", ["0399-5550166或0399-5550167"], "0399-5550167", True),
        ("contact.phone", [], "0399-5550167", False),
    ],
)
def test_to_the_letter(element: str, given: list[str], labelled: str, *, exact: bool) -> None:
    assert to_the_letter(element, [(form,) for form in given], labelled) is exact


def test_every_form_of_a_value_counts() -> None:
    assert to_the_letter("contact.phone", [("0399 5550166", "0399 5550166", "03995550166")], "03995550166")
    answer = Answer("a", "x", elements={"subject": ["道路保洁服务"]})
    assert scored(answer, Given("x", 1.0, {"subject": [("其他", "道路保洁服务", "")]})).found == 1


def test_items_and_how_sure() -> None:
    score = Score()
    score_notice(score, Answer("a", "x"), Given("x", 0.9))
    score_notice(score, Answer("b", "x", ("y",)), Given("y", 0.95))
    score_notice(score, Answer("c", "x"), Given("z", 0.99))
    score_notice(score, Answer("d", "x"), Given("z", 0.89))
    assert (score.notices, score.items, score.sure, score.sure_right) == (4, 2, 3, 2)
    assert score.wrong == ["c: item z (0.99), not x", "d: item z (0.89), not x"]


def test_elements_found_extra_missed_and_not_scored() -> None:
    answer = Answer(
        "a",
        "x",
        elements={"buyer": ["甲局"], "agency": ["乙公司"], "winner": ["丙公司"], "items": ["丁"]},
        ambiguous=frozenset(("items", "policy")),
    )
    given = Given(
        "x", 1.0, {"buyer": [("甲局",)], "winner": [("戊公司",)], "budget": [("5万元",)], "policy": [("支持",)]}
    )
    score = scored(answer, given)
    # a wrong value is one too many and the right one missed
    assert (score.found, score.extra, score.missed) == (1, 2, 2)
    assert score.figures()["precision"] == pytest.approx(1 / 3)
    assert score.figures()["recall"] == pytest.approx(1 / 3)


def test_short_values_are_asked_for_to_the_letter_where_the_element_was_found() -> None:
    answer = Answer(
        "a", "x", elements={"winner": ["甲有限公司", "乙有限公司"], "subject": ["道路保洁"], "buyer": ["丙局"]}
    )
    score = scored(answer, Given("x", 1.0, {"winner": [("甲有限公司",)], "subject": [("道路保洁服务",)]}))
    assert (score.short, score.short_exact) == (2, 1)
    assert score.figures()["exact"] == 0.5


def test_personal_data_by_kind_and_each_piece_once() -> None:
    answer = Answer("a", "x", personal=(("phone", "13800001111"), ("income", "86400"), ("address", "松涛路20号")))
    score = scored(
        answer, Given("x", 1.0, personal=(("mobile", "13800001111"), ("mobile", "13800001111"), ("assets", "86400")))
    )
    assert (score.personal, score.personal_given, score.personal_right) == (3, 3, 2)
    assert score.wrong == ["a: personal address missed, 松涛路20号", "a: personal mobile, 13800001111"]


def test_nothing_asked_and_nothing_given_is_no_mistake() -> None:
    assert set(Score().figures().values()) == {1.0}


def test_a_reading_gives_the_forms_of_its_values() -> None:
    document = Document("金额12元", [], raw="金额１２元", raw_at=range(6))
    reading = Reading("a", "f", "x", 0.5, "", "", "", document, {"amount": [Value("12元", 2, 5, "12")]})
    given = Given.of(reading, [("mobile", "13800001111")])
    assert given == Given("x", 0.5, {"amount": [("12元", "１２元", "12")]}, (("mobile", "13800001111"),))


def test_labels_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    one = {
        "id": "a",
        "item": "x",
        "item_also": "y",
        "elements": {"buyer": ["甲局"]},
        "personal": [],
        "ambiguous": ["area"],
    }
    two = {"id": "b", "item": "x", "elements": {}, "personal": [{"kind": "mobile", "text": "1"}]}
    path.write_text(json.dumps(one) + "\n" + json.dumps(two) + "\n", encoding="utf-8")
    assert answers(path) == [
        Answer("a", "x", ("y",), {"buyer": ["甲局"]}, (), frozenset(("area",))),
        Answer("b", "x", (), {}, (("mobile", "1"),), frozenset()),
    ]
