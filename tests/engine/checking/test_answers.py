import re
from types import SimpleNamespace

from gongkai.engine.checking.answers import _behind


def behind(text):
    return list(_behind(SimpleNamespace(squeezed=text), re.compile("用途")))


def test_what_stands_behind_a_label_ends_with_its_sentence_or_after_sixty_characters():
    assert behind("用途：工业用地。面积：8亩") == ["工业用地"]
    assert behind("用途：" + "工" * 60 + "。") == ["工" * 60]
    assert behind("用途：" + "工" * 90) == ["工" * 60]
    assert behind("用途：工业") == ["工业"]
    assert behind("用途") == [""]


def test_many_labels_in_a_sentence_without_end_are_each_looked_at_nearby_only():
    text = "用途" * 200_000  # took minutes when each label was followed to the end of the text
    assert behind(text)[0] == ("用途" * 30)
    assert len(behind(text)) == 200_000
