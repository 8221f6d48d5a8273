"""A record — an entry of JSON, a row of a table — → ``Incoming``, by the names its columns go by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gongkai.engine.reading.document import Incoming

#: names of columns, compared without blanks, signs and case
NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "公告id", "信息id", "noticeid", "infoid", "guid", "uuid"),
    "title": (
        "title",
        "标题",
        "公告标题",
        "信息标题",
        "文章标题",
        "公告名称",
        "公示标题",
        "notice_title",
        "articletitle",
        "名称标题",
        "题名",
    ),
    "published": (
        "published",
        "发布时间",
        "发布日期",
        "公告时间",
        "公告日期",
        "公告发布时间",
        "公告发布日期",
        "信息发布时间",
        "公布时间",
        "公示时间",
        "发文时间",
        "发文日期",
        "pubdate",
        "publishdate",
        "publish_date",
        "publish_time",
        "publishtime",
        "date",
        "releasetime",
    ),
    "text": (
        "text",
        "正文",
        "内容",
        "公告内容",
        "正文内容",
        "信息内容",
        "公告正文",
        "content",
        "body",
        "公示内容",
        "全文",
        "plaintext",
    ),
    "html": (
        "html",
        "网页",
        "网页内容",
        "正文html",
        "htmlcontent",
        "content_html",
        "contenthtml",
        "rawhtml",
        "source_html",
    ),
    "source_url": (
        "source_url",
        "链接",
        "网址",
        "url",
        "link",
        "原文链接",
        "公告链接",
        "来源链接",
        "详情链接",
        "网页链接",
        "地址链接",
        "href",
    ),
    "notice_type": (
        "notice_type",
        "公告类型",
        "信息类型",
        "公告类别",
        "信息类别",
        "类型",
        "type",
        "noticetype",
        "category",
        "栏目",
        "公示类型",
    ),
    "region": ("region", "地区", "区域", "行政区", "行政区划", "所属地区", "省份", "城市", "area"),
    "project_code": (
        "project_code",
        "项目编号",
        "招标编号",
        "采购编号",
        "招标项目编号",
        "采购项目编号",
        "项目编码",
        "标段编号",
        "projectcode",
        "projectno",
        "project_number",
        "projectnumber",
    ),
}
_PUNCTUATION = re.compile(r"[\s_\-:：()（）*]+")
_OWN = {_PUNCTUATION.sub("", name).lower(): own for own, names in NAMES.items() for name in names}
_HAN = re.compile(r"[\u3400-\u9fff]")
_SHORT = 100
_TAGGED = re.compile(r"</?(?:p|div|table|tr|td|span|br|html|body|h[1-6]|ul|li|font|strong|a)\b[^<>]*>", re.IGNORECASE)


def own_name(header: str) -> str:
    """The field of ``Incoming`` that a column's header means, or ""."""
    return _OWN.get(_PUNCTUATION.sub("", header).lower(), "")


def says_something(record: Mapping[str, Any]) -> bool:
    """Whether a record can be a notice: it has a title, a text or HTML, or columns of its own that speak Chinese."""
    for key, value in record.items():
        if value is None or value == "":
            continue
        own = _OWN.get(key) or own_name(key)
        text = value if isinstance(value, str) else _plain(value)
        if own in ("title", "text", "html"):
            if text.strip():
                return True
        elif not own and _HAN.search(f"{key}{text}"):
            return True
    return False


def incoming_of(record: Mapping[str, Any], place: str, default: str) -> Incoming:
    """``default``: the id where the record has none. What no column name is known for becomes text, a line each, unless the
    record brings text or HTML of its own that is more than a remark.
    """
    found: dict[str, str] = {}
    rest: list[str] = []
    shown: list[str] = []
    for key, value in record.items():
        if value is None or value == "":
            continue
        own = _OWN.get(key) or own_name(key)
        text = value if isinstance(value, str) else _plain(value)
        if own == "text" and _is_html(text) and not record.get("html"):
            own = "html"
        if own and not found.get(own):
            found[own] = text
            if own not in ("id", "text", "html"):
                shown.append(f"{key}：{text}")
        else:
            rest.append(f"{key}：{text}")
            shown.append(rest[-1])
    if not found.get("text") and not found.get("html") and (rest or found.get("title")):
        found["text"] = "\n".join(shown)
    elif rest and not found.get("html") and len(found["text"]) < _SHORT:
        # 详见附件 in the column of the text, and what the notice says in columns of its own.
        found["text"] = "\n".join((found["text"], *rest))
    incoming = Incoming(id=found.pop("id", "") or default, place=place)
    for name, value in found.items():
        setattr(incoming, name, value.replace("\x00", "") if "\x00" in value else value)
    return incoming


def _is_html(text: str) -> bool:
    return "<" in text and len(_TAGGED.findall(text, 0, 20_000)) >= 2


def _plain(value: Any) -> str:
    """A value of JSON as text: a list as lines, an object as label：value lines, nothing of it dropped."""
    out: list[str] = []
    work: list[tuple[str, Any]] = [("", value)]
    while work:
        label, item = work.pop()
        if isinstance(item, Mapping):
            work += [(str(key), inner) for key, inner in reversed(list(item.items()))]
        elif isinstance(item, list):
            work += [(label, inner) for inner in reversed(item)]
        elif item is not None and item != "":
            text = item if isinstance(item, str) else ("是" if item else "否") if isinstance(item, bool) else str(item)
            out.append(f"{label}：{text}" if label else text)
    return "\n".join(out)
