"""Strict YAML: what is taken, and for each thing refused the sentence with file and line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engine.errors import PackError
from gongkai.engine.packs.yamlfile import MAX_BYTES, parse, read_tree


def tree(text: str):
    return parse(text, Path("f.yaml"), "f.yaml")


def test_words_stay_as_written():
    data = tree("a: yes\nb: on\nc: 012\nd: 2019-05-15\ne: 1.0\nf: 20 working-days\non: off\n").data
    assert data == {
        "a": "yes",
        "b": "on",
        "c": "012",
        "d": "2019-05-15",
        "e": "1.0",
        "f": "20 working-days",
        "on": "off",
    }


def test_only_true_and_false_are_booleans():
    assert tree("a: true\nb: false\nc: True\nd: 'true'\n").data == {"a": True, "b": False, "c": "True", "d": "true"}


def test_every_value_knows_its_line():
    read = tree("a: 1\nb:\n  - x\n  - {y: z,\n     w: v}\n")
    assert read.data == {"a": "1", "b": ["x", {"y": "z", "w": "v"}]}
    assert [read.line(steps) for steps in [("a",), ("b",), ("b", 0), ("b", 1), ("b", 1, "y"), ("b", 1, "w")]] == [
        1, 2, 3, 4, 4, 5,
    ]  # fmt: skip
    assert read.where(("b", 1, "unknown", 7)) == "f.yaml:4"


def test_anchors_repeat_a_value():
    assert tree("a: &x [p, q]\nb: *x\nc: &y word\nd: *y\n").data == {
        "a": ["p", "q"],
        "b": ["p", "q"],
        "c": "word",
        "d": "word",
    }


def test_a_byte_order_mark_is_no_content(tmp_path: Path):
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\r\nc: d\r\n")
    assert read_tree(path, "f.yaml").data == {"a": "b", "c": "d"}


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{letter}: &{letter} [{', '.join(['*' + before] * 10)}]\n"
    for before, letter in zip("abcdefgh", "bcdefghi", strict=True)
)

REFUSED = {
    "duplicate key": ("a: 1\nb: 2\na: 3\n", "f.yaml:3: 键“a”重复，第 1 行已经写过。 请合并成一处，只留一个。"),
    "tab": ("a:\n\tb: 1\n", "f.yaml:2: 缩进用了制表符（Tab）。 请改用空格，每层两个。"),
    "empty file": ("", "f.yaml:1: 文件是空的。 请写入内容，或删除这个文件。"),
    "only a comment": ("# nothing\n", "f.yaml:1: 文件是空的。 请写入内容，或删除这个文件。"),
    "no value": ("a:\nb: 1\n", "f.yaml:1: 键“a”没有值。 请写上值，或删去这一行。"),
    "null": ("a: ~\n", "f.yaml:1: 键“a”没有值。 请写上值，或删去这一行。"),
    "empty entry": ("- a\n-\n- b\n", "f.yaml:2: 列表里有一项是空的。 请写上值，或删去这一行。"),
    "merge key": ("a: &x {b: c}\nd:\n  <<: *x\n", "f.yaml:3: 不支持合并键“<<”。 请把要合并的内容直接写出来。"),
    "tag": (
        "a: !!python/object/apply:os.system [ls]\n",
        (
            "f.yaml:1: 不支持 YAML 标签“tag:yaml.org,2002:python/object/apply:os.system”。"
            " 请删去标签，直接写值；文字要原样保留时加引号。"
        ),
    ),
    "two documents": ("---\na: 1\n---\nb: 2\n", "f.yaml:3: 一个文件里有多份文档（---）。 请每份内容单独放一个文件。"),
    "list as key": ("? [a]\n: b\n", "f.yaml:1: 键不能是列表或映射。 键请写成一个词，例如 clause: 六(二)。"),
    "unknown alias": ("a: *x\n", "f.yaml:1: 引用“*x”之前没有写完锚点“&x”。 请先写 & 再写 *，或直接写出内容。"),
    "alias of itself": ("&a [*a]\n", "f.yaml:1: 引用“*a”之前没有写完锚点“&a”。 请先写 & 再写 *，或直接写出内容。"),
    "billion laughs": (LAUGHS, "f.yaml:6: 锚点（& 和 *）展开后超过 200,000 个值。 请不要层层引用，把内容直接写出来。"),
    "depth": ("[" * 100_000, "f.yaml:1: 嵌套超过 40 层。 政策包最多用到七八层，请检查缩进和括号。"),
    "colon in a value": (
        "a: b: c\n",
        "f.yaml:1: 这里不该有冒号：缩进不对，或值里有“: ”。 请对齐缩进；值里要用冒号时给值加引号。",
    ),
    "quote": ("a: 'x\nb: y\n", "f.yaml:1: 引号没有配对。 请补上缺少的引号。"),
    "bracket": ("a: [1, 2\nb: 3\n", "f.yaml:1: 方括号或花括号没有配对，或缺少逗号。 请检查这一行及其上面的括号。"),
    "sign": ("a: @x\n", 'f.yaml:1: 值以 YAML 的特殊符号开头。 请给值加引号，例如 title: "@公告"。'),
    "control character": ("a: b\nc: \x01\n", "f.yaml:2: 有不可见的控制字符（U+0001）。 请删去它。"),
    "control character spelled out": ('a: b\nc: "\\x07"\n', "f.yaml:2: 有不可见的控制字符（U+0007）。 请删去它。"),
    "list in a map": (
        "a: 1\n- b\n",
        "f.yaml:2: 缩进或写法不合 YAML。 同一层的键要对齐，列表每项以“- ”开头，冒号后空一格。",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_its_line_and_what_to_write(name: str):
    text, message = REFUSED[name]
    with pytest.raises(PackError) as caught:
        tree(text)
    assert str(caught.value) == message


def test_not_utf8(tmp_path: Path):
    path = tmp_path / "f.yaml"
    path.write_bytes("a: b\ntitle: 公开\n".encode("gb18030"))
    with pytest.raises(PackError) as caught:
        read_tree(path, "f.yaml")
    assert str(caught.value) == "f.yaml:2: 文件不是 UTF-8 编码。 请在编辑器里选择“另存为”，编码选 UTF-8。"


def test_too_large(tmp_path: Path):
    path = tmp_path / "f.yaml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(PackError) as caught:
        read_tree(path, "f.yaml")
    assert (
        str(caught.value)
        == "f.yaml: 文件有 2,000,001 字节，政策包文件最多 2,000,000 字节。 请把内容按领域分成几个文件。"
    )


def test_only_regular_files_are_read(tmp_path: Path):
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe, Path("/dev/zero")):
        with pytest.raises(PackError) as caught:
            read_tree(path, "f.yaml")
        assert str(caught.value) == "f.yaml: 这不是普通文件。 请换成文本文件，或把它移出政策包的文件夹。"


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(PackError) as caught:
        read_tree(tmp_path / "none.yaml", "f.yaml")
    assert str(caught.value) == "f.yaml: 文件打不开（没有这个文件，或链接指向的文件已不存在）。 请检查路径和读取权限。"


plain_data = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), min_size=1)
    | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcdef-", min_size=1), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.text("abcdef-", min_size=1), plain_data, min_size=1, max_size=4))
def test_what_a_writer_of_yaml_writes_is_read_back(data):
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    if "&id" not in text:
        assert tree(text).data == data


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_place(text: str):
    refused = None
    try:
        tree(text)
    except PackError as error:
        refused = error
    assert refused is None or (refused.where.startswith("f.yaml:") and refused.remedy)
