"""Strict YAML: the plain part of it that a lawyer can read, with a line number for every value.

Taken: maps, lists, words, ``true``/``false``, comments, anchors. Refused with a line and a remedy: a key given twice, an
empty value, tabs, tags, merge keys, several documents in one file, files that are not UTF-8 or over ``MAX_BYTES``, depth
over ``MAX_DEPTH``, anchors that unfold to more than ``MAX_NODES`` values. Nothing is guessed: ``yes``, ``on``, ``012`` and
``2019-05-15`` stay the text that was written; the models decide what they take it for.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from gongkai.engine.errors import PackError, file_reason

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_NODES = 200_000

Steps = tuple[str | int, ...]

_EMPTY = {"", "~", "null", "Null", "NULL"}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Tree:
    """A file as plain data (dict, list, str, bool) and the line of every value by the steps that lead to it."""

    path: Path
    shown: str  #: the path as messages name it
    data: Any
    lines: dict[Steps, int]

    def line(self, steps: Steps) -> int:
        """The line of the value at ``steps``, or of the nearest one above it."""
        for end in range(len(steps), 0, -1):
            if steps[:end] in self.lines:
                return self.lines[steps[:end]]
        return 1

    def where(self, steps: Steps) -> str:
        return f"{self.shown}:{self.line(steps)}"


@dataclass(slots=True)
class _Open:
    """A map or list that is still being read."""

    value: dict[str, Any] | list[Any]
    steps: Steps
    anchor: str | None
    nodes: int = 1
    key: str | None = None
    key_line: int = 0
    key_lines: dict[str, int] = field(default_factory=dict)


def read_bytes(path: Path, shown: str) -> str:
    """The text of a pack file. Raises ``PackError`` when it cannot be opened, is too large, or is not UTF-8."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise PackError("这不是普通文件。", where=shown, remedy="请换成文本文件，或把它移出政策包的文件夹。")
        size = found.st_size
        if size > MAX_BYTES:
            raise PackError(
                f"文件有 {size:,} 字节，政策包文件最多 {MAX_BYTES:,} 字节。",
                where=shown,
                remedy="请把内容按领域分成几个文件。",
            )
        raw = path.read_bytes()
    except OSError as error:
        raise PackError(
            f"文件打不开（{file_reason(error)}）。", where=shown, remedy="请检查路径和读取权限。"
        ) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise PackError(
            "文件不是 UTF-8 编码。", where=f"{shown}:{line}", remedy="请在编辑器里选择“另存为”，编码选 UTF-8。"
        ) from error
    return text


def parse(text: str, path: Path, shown: str) -> Tree:
    """The tree of one YAML file. Raises ``PackError`` at the first thing that is not plain YAML."""
    reader = _Reader(shown)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            reader.take(event)
    except yaml.YAMLError as error:
        raise _syntax(error, text, shown) from error
    if not reader.began:
        raise PackError("文件是空的。", where=f"{shown}:1", remedy="请写入内容，或删除这个文件。")
    return Tree(path, shown, reader.root, reader.lines)


def read_tree(path: Path, shown: str) -> Tree:
    return parse(read_bytes(path, shown), path, shown)


class _Reader:
    """Builds plain data from parser events; a loop and a stack, so depth costs no recursion."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.root: Any = None
        self.began = False
        self.documents = 0
        self.lines: dict[Steps, int] = {}
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.nodes = 0

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self._refuse(line, "一个文件里有多份文档（---）。", "请每份内容单独放一个文件。")
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event.anchor, line)
        elif isinstance(event, yaml.ScalarEvent):
            self._tag(event, line)
            self._scalar(event, line)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._tag(event, line)
            self._begin({} if isinstance(event, yaml.MappingStartEvent) else [], event.anchor, line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            done = self.stack.pop()
            if done.anchor:
                self.anchors[done.anchor] = (done.value, done.nodes)
            if self.stack:
                self.stack[-1].nodes += done.nodes

    def _refuse(self, line: int, message: str, remedy: str) -> PackError:
        return PackError(message, where=f"{self.shown}:{line}", remedy=remedy)

    def _tag(self, event: Any, line: int) -> None:
        if event.tag is not None:
            raise self._refuse(
                line, f"不支持 YAML 标签“{event.tag}”。", "请删去标签，直接写值；文字要原样保留时加引号。"
            )

    def _count(self, nodes: int, line: int) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            raise self._refuse(
                line, f"锚点（& 和 *）展开后超过 {MAX_NODES:,} 个值。", "请不要层层引用，把内容直接写出来。"
            )

    def _begin(self, value: dict[str, Any] | list[Any], anchor: str | None, line: int) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise self._refuse(line, f"嵌套超过 {MAX_DEPTH} 层。", "政策包最多用到七八层，请检查缩进和括号。")
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            raise self._refuse(line, "键不能是列表或映射。", "键请写成一个词，例如 clause: 六(二)。")
        self._count(1, line)
        steps = self._place(value, line)
        self.stack.append(_Open(value, steps, anchor))

    def _place(self, value: Any, line: int) -> Steps:
        """Put a value where it belongs and note its line; a value of a map is said to stand at its key."""
        if not self.stack:
            self.root, self.began = value, True
            self.lines[()] = line
            return ()
        top = self.stack[-1]
        if isinstance(top.value, dict):
            assert top.key is not None
            steps: Steps = (*top.steps, top.key)
            top.value[top.key] = value
            self.lines[steps] = top.key_line
            top.key = None
        else:
            steps = (*top.steps, len(top.value))
            top.value.append(value)
            self.lines[steps] = line
        return steps

    def _scalar(self, event: Any, line: int) -> None:
        text: str = event.value
        hidden = _CONTROL.search(text)  # a quoted text can spell one out, as in "\\x07"
        if hidden:
            raise self._refuse(line, f"有不可见的控制字符（U+{ord(hidden[0]):04X}）。", "请删去它。")
        plain = event.style is None or event.style == ""
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._key(top, text, plain, line)
            return
        if plain and text in _EMPTY:
            if top is None:
                raise self._refuse(line, "文件里没有内容。", "请写入内容，或删除这个文件。")
            if isinstance(top.value, dict):
                raise self._refuse(top.key_line, f"键“{top.key}”没有值。", "请写上值，或删去这一行。")
            raise self._refuse(line, "列表里有一项是空的。", "请写上值，或删去这一行。")
        value: str | bool = text == "true" if plain and text in {"true", "false"} else text
        self._count(1, line)
        if top is not None:
            top.nodes += 1
        self._place(value, line)
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)

    def _key(self, top: _Open, text: str, plain: bool, line: int) -> None:
        if plain and text == "<<":
            raise self._refuse(line, "不支持合并键“<<”。", "请把要合并的内容直接写出来。")
        if plain and text in _EMPTY:
            raise self._refuse(line, "冒号前面没有键。", "请写上键，例如 clause: 六(二)。")
        first = top.key_lines.get(text)
        if first is not None:
            raise self._refuse(line, f"键“{text}”重复，第 {first} 行已经写过。", "请合并成一处，只留一个。")
        top.key, top.key_line = text, line
        top.key_lines[text] = line

    def _alias(self, anchor: str | None, line: int) -> None:
        if anchor is None or anchor not in self.anchors:
            raise self._refuse(
                line, f"引用“*{anchor}”之前没有写完锚点“&{anchor}”。", "请先写 & 再写 *，或直接写出内容。"
            )
        top = self.stack[-1] if self.stack else None
        value, nodes = self.anchors[anchor]
        if top is None or (isinstance(top.value, dict) and top.key is None):
            raise self._refuse(line, "引用不能作键。", "请直接写出键。")
        self._count(nodes, line)
        top.nodes += nodes
        self._place(value, line)


_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _syntax(error: yaml.YAMLError, text: str, shown: str) -> PackError:
    """The parser's refusal as a sentence: what it most likely is, and what to write instead."""
    context = str(getattr(error, "context", "") or "")
    # a quote or bracket that is not closed is best shown where it begins
    unclosed = "quoted scalar" in context or "flow" in context
    mark = getattr(error, "context_mark" if unclosed else "problem_mark", None)
    problem = str(getattr(error, "problem", "") or "")
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        return PackError(
            f"有不可见的控制字符（U+{ord(control[0]):04X}）。", where=f"{shown}:{line}", remedy="请删去它。"
        )
    line = mark.line + 1 if mark is not None else 1
    where = f"{shown}:{line}"
    lines = text.splitlines()
    written = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())] or "'\\t'" in problem or "tab" in problem:
        return PackError("缩进用了制表符（Tab）。", where=where, remedy="请改用空格，每层两个。")
    if "mapping values are not allowed" in problem:
        return PackError(
            "这里不该有冒号：缩进不对，或值里有“: ”。", where=where, remedy="请对齐缩进；值里要用冒号时给值加引号。"
        )
    if "undefined alias" in problem:
        return PackError("引用（*）的锚点不存在。", where=where, remedy="请先写 & 再写 *，或直接写出内容。")
    if "quoted scalar" in context:
        return PackError("引号没有配对。", where=where, remedy="请补上缺少的引号。")
    if "flow" in context:
        return PackError("方括号或花括号没有配对，或缺少逗号。", where=where, remedy="请检查这一行及其上面的括号。")
    if "could not find expected ':'" in problem:
        return PackError("这一行缺少冒号。", where=where, remedy="请写成“键: 值”，冒号后空一格。")
    if "cannot start any token" in problem:
        return PackError("值以 YAML 的特殊符号开头。", where=where, remedy='请给值加引号，例如 title: "@公告"。')
    return PackError(
        "缩进或写法不合 YAML。", where=where, remedy="同一层的键要对齐，列表每项以“- ”开头，冒号后空一格。"
    )
