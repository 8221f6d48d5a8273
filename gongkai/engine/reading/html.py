"""HTML → ``Document``: the notice itself, without the page around it.

The page is walked once, without recursion, so that its depth does not matter. Containers (div, ul, table cell …) are
numbered on the way; ``chrome.split`` then tells the notice from navigation by what pages have in common, link density above
all, never by one site's class names.
"""

from __future__ import annotations

import re
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.engine.reading.builder import Block, Builder, assemble
from gongkai.engine.reading.chrome import Box, split, words
from gongkai.engine.reading.document import Attachment, Document
from gongkai.engine.reading.limits import LIMITS, Limits, check_tags

#: deeper pages are flattened before parsing: the time to parse grows with the square of the depth
MAX_DEPTH = 500

_SKIPPED = words(
    "script style noscript template svg math object embed applet iframe frame frameset audio video canvas map "
    "datalist colgroup col link base button -comment !doctype"
)
#: nothing but their content
_PLAIN = words("span b strong font em i tbody thead tfoot html label small big sup sub o:p samp")
_ALONE = words("br meta title textarea select input")
_BOXES = words("div section article main aside nav header footer ul ol dl form body center fieldset td th tr table")
_BREAKING = words(
    "p h1 h2 h3 h4 h5 h6 li dt dd address blockquote pre figure figcaption caption legend summary details hr "
    "option menu dir optgroup hgroup search"
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_NUMBERED = re.compile(r"\s*[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[、.．)）]")
_STRUCK = words("del s strike")

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDING_RULE = re.compile(r"(?:^|[}\s,>])\.([\w-]+)\s*\{[^{}]*display\s*:\s*none[^{}]*\}", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*>")
_STYLE = re.compile(r"<style\b[^<>]*>([^<]*)", re.IGNORECASE)
_MAY_HIDE = re.compile(r"display\s*:\s*none|hidden", re.IGNORECASE)
_VOID = words("area base br col embed hr img input link meta param source track wbr")
_FILE = re.compile(
    r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|pptx?|zip|rar|7z|tar|gz|txt|ceb|dwg|gef|zf|[a-z]*zf|jpe?g|png|tiff?)(?:$|[?#&])",
    re.IGNORECASE,
)
_FETCH = re.compile(r"download|attach|upload.*file|filedown|fileinfo|readfile|getfile", re.IGNORECASE)
_ENTITY_TAG = re.compile(r"&lt;/?(?:p|div|td|tr|table|span|br)\b", re.IGNORECASE)
_META_NAMES = {
    name.lower(): name
    for name in [
        "SiteName",
        "SiteDomain",
        "SiteIDCode",
        "ColumnName",
        "ColumnType",
        "ColumnDescription",
        "ArticleTitle",
        "PubDate",
        "ContentSource",
        "Keywords",
        "Author",
        "Description",
        "Url",
        "ColumnKeywords",
    ]
}


class _Page:
    """What one walk over a page collects."""

    def __init__(self, html: str, with_hidden: bool, limits: Limits) -> None:
        self.builder = Builder(limits)
        self.boxes: list[Box] = [Box(-1, "html", "")]
        self.meta: dict[str, str] = {}
        self.page_title = ""
        self.attachments: list[Attachment] = []
        self.hidden = 0
        self.hidden_text = 0
        self.struck = 0
        self.with_hidden = with_hidden
        self.may_hide = bool(_MAY_HIDE.search(html))
        self.hiding: set[str] = set()
        if not with_hidden and "none" in html:
            for style in _STYLE.findall(html):
                # Comments are cut out by hand: a pattern would look for the end of each anew.
                first, *rest = style.split("/*")
                self.hiding.update(_HIDING_RULE.findall(first + "".join(part.partition("*/")[2] for part in rest)))

    def is_hidden(self, attributes: dict[str, str | None]) -> bool:
        style = attributes.get("style")
        if style and _HIDDEN.search(style):
            return True
        if "hidden" in attributes:
            return True
        return bool(self.hiding and self.hiding.intersection((attributes.get("class") or "").split()))

    def open_box(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.builder.flush()
        hint = f"{attributes.get('id') or ''} {attributes.get('class') or ''} {attributes.get('role') or ''}"
        self.boxes.append(Box(self.builder.box, tag, hint.strip().lower()))
        self.builder.box = len(self.boxes) - 1


def flatten(html: str, limit: int = MAX_DEPTH) -> str:
    """Take the tags out that stand deeper than ``limit``; their text stays, on lines of its own."""
    depth = 0
    out: list[str] = []
    done = 0
    for match in _TAG.finditer(html):
        tag = match[2].lower()
        if tag in _VOID:
            continue
        if match[1]:
            drop = depth > limit
            depth = max(0, depth - 1)
        else:
            depth += 1
            drop = depth > limit
        if drop:
            out.append(html[done : match.start()])
            out.append("\n" if tag in ("span", "b", "font", "strong", "u", "a", "i", "em") else "<br>")
            done = match.end()
    out.append(html[done:])
    return "".join(out)


def _too_deep(html: str) -> bool:
    if html.count("<") < 2 * MAX_DEPTH:
        return False
    depth = deepest = 0
    for match in _TAG.finditer(html):
        if match[2].lower() in _VOID:
            continue
        depth += -1 if match[1] else 1
        if depth > deepest:
            deepest = depth
            if deepest > MAX_DEPTH:
                return True
    return False


def read_html(html: str, *, title: str = "", notes: list[str] | None = None, limits: Limits = LIMITS) -> Document:
    """Read a page or a piece of one. ``title``: what the source says the title is, which helps to find the notice."""
    check_tags(html, limits)
    notes = list(notes or ())
    if len(_ENTITY_TAG.findall(html, 0, 20_000)) > html.count("<", 0, 20_000):
        html = unescape(html)
        notes.append("网页内容被转义了一次，已还原后读取。")
    if _too_deep(html):
        html = flatten(html)
        notes.append(f"网页嵌套超过{MAX_DEPTH}层，过深的标签已去掉，文字保留。")
    root = LexborHTMLParser(html).root
    page = _Page(html, with_hidden=False, limits=limits)
    if root is not None:
        _walk(root, page)
        if page.hidden_text > 200 and page.hidden_text > 3 * _size(page):
            # A shell that a script would fill or switch on: what is hidden is the notice.
            page = _Page(html, with_hidden=True, limits=limits)
            _walk(root, page)
            notes.append("正文在网页里是隐藏的，已一并读取。")
        elif page.hidden_text >= 10:
            notes.append(f"网页中有{page.hidden}处隐藏内容（约{page.hidden_text}字），没有读入正文。")
    if page.struck:
        notes.append(f"网页中有{page.struck}处带删除线的内容，没有读入正文。")
    blocks = page.builder.finish()
    named = (title, page.meta.get("ArticleTitle", ""), page.page_title)
    body, chrome, found = split(blocks, page.boxes, named, () if any(named) else _set_apart(html[:20_000]))
    meta = page.meta
    for key, value in found.meta.items():
        meta.setdefault(key, value)
    document = assemble(body, title=title or found.title, meta=meta, notes=notes, chrome=chrome, limits=limits)
    document.attachments = page.attachments
    return document


_APART = re.compile(
    r"<(p|div|center|td)\b(?P<attributes>[^<>]*)>(?P<bold>\s*(?:<(?:span|font)\b[^<>]*>\s*)*<(?:strong|b)\b)?(?P<inside>(?:(?!</?(?:p|div|td|tr|br|table)\b).){8,600}?)</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
_CENTRED = re.compile(r"""text-align\s*:\s*center|align\s*=\s*["']?center""", re.IGNORECASE)


def _set_apart(html: str) -> list[str]:
    """Lines that a piece of a page centres or begins in bold."""
    out: list[str] = []
    for match in _APART.finditer(html):
        if match["bold"] or match[1].lower() == "center" or _CENTRED.search(match["attributes"]):
            tags = f"<b{match['inside']}" if match["bold"] else match["inside"]
            out.append(unescape(re.sub(r"<[^<>]*>", "", tags)))
    return out


def _size(page: _Page) -> int:
    return sum(len(block.text) if isinstance(block, Block) else 200 for block in page.builder.blocks)


def _number(value: str | None) -> int:
    if not value:
        return 1
    match = re.match(r"\s*(\d{1,6})", value)
    return int(match[1]) if match else 1


def _walk(root: LexborNode, page: _Page) -> None:
    """Walk the tree depth first; ``exits`` holds, for every element above the node, what to do when it ends."""
    walker = _Walker(page)
    text = walker.text
    builder = page.builder
    plain = not page.may_hide
    exits: list[str] = []
    node: LexborNode = root
    while True:
        tag = node.tag or ""
        if tag == "-text":
            content = node.text_content or ""
            # Most text nodes of a page are the blanks between its tags.
            if builder.parts or not content.isspace():
                text(content)
            leave: str | None = None
        elif plain and tag in _PLAIN:
            leave = ""
        else:
            leave = walker.enter(tag, node)
        child = node.child if leave is not None else None
        if child is not None and leave is not None:
            exits.append(leave)
            node = child
            continue
        if leave:
            walker.leave(leave)
        following = node.next
        while following is None:
            if not exits:
                return
            leave = exits.pop()
            if leave:
                walker.leave(leave)
            parent = node.parent
            if parent is None:
                return
            node = parent
            following = node.next
        node = following


class _Walker:
    """``enter`` and ``leave`` turn elements into calls of the builder."""

    def __init__(self, page: _Page) -> None:
        self.page = page
        self.builder = page.builder
        self.boxes: list[int] = []
        self.levels: list[int] = []
        self.lists: list[int] = []
        self.pre = 0

    def text(self, content: str) -> None:
        if not self.pre:
            self.builder.text(content)
            return
        for i, piece in enumerate(content.split("\n")):
            if i:
                self.builder.flush()
            self.builder.text(piece)

    def enter(self, tag: str, node: LexborNode) -> str | None:
        """What to do when the element ends ("" for nothing), or None when its content is not to be walked."""
        page, builder = self.page, self.builder
        if tag in _SKIPPED:
            return None
        if tag in _ALONE:
            self._alone(tag, node)
            return None
        boxed = tag in _BOXES
        attributes = node.attributes if boxed or page.may_hide else {}
        if page.may_hide and page.is_hidden(attributes) and tag not in ("html", "body"):
            if not page.with_hidden:
                if hidden := len("".join(_inner(node).split())):
                    page.hidden += 1
                    page.hidden_text += hidden
                return None
            builder.flush()
        if boxed:
            return self._box(tag, attributes)
        if tag in _BREAKING:
            builder.flush()
            if tag in _HEADINGS:
                self.levels.append(builder.level)
                builder.level = _HEADINGS[tag]
                return "heading"
            if tag == "li" and self.lists and self.lists[-1] >= 0:
                self._ordered(node)
            elif tag == "pre":
                self.pre += 1
                return "pre"
            return "break"
        if tag == "a":
            href = (attributes or node.attributes).get("href") or ""
            name = " ".join(_inner(node).split())
            if name and _is_file(href, name):
                page.attachments.append(Attachment(name, href))
            elif href:
                builder.link += 1
                builder.anchors += 1
                return "link"
            return ""
        if tag == "u":
            builder.underline(1)
            return "u"
        if tag in _STRUCK:
            if _inner(node).strip():
                page.struck += 1
            return None
        return ""

    def leave(self, what: str) -> None:
        builder = self.builder
        if what == "link":
            builder.link -= 1
        elif what == "u":
            builder.underline(-1)
        elif what == "row":
            builder.close_row()
        elif what == "break":
            builder.flush()
        elif what == "heading":
            builder.flush()
            builder.level = self.levels.pop()
        elif what == "pre":
            builder.flush()
            self.pre -= 1
        else:
            if what == "cell":
                builder.close_cell()
            elif what == "table":
                builder.close_table()
            else:
                builder.flush()
                if what == "list":
                    self.lists.pop()
            builder.box = self.boxes.pop()

    def _box(self, tag: str, attributes: dict[str, str | None]) -> str:
        builder = self.builder
        if tag == "tr":
            builder.open_row()
            return "row"
        if tag in ("td", "th"):
            builder.close_cell()
        self.boxes.append(builder.box)
        self.page.open_box(tag, attributes)
        if tag == "table":
            builder.open_table()
            return "table"
        if tag in ("td", "th"):
            spans = attributes.get("rowspan")
            rowspan = 100_000 if spans and spans.strip() == "0" else _number(spans)
            builder.open_cell(rowspan, _number(attributes.get("colspan")), tag == "th")
            return "cell"
        if tag in ("ol", "ul"):
            self.lists.append(_number(attributes.get("start")) if tag == "ol" else -1)
            return "list"
        return "box"

    def _alone(self, tag: str, node: LexborNode) -> None:
        """Elements that are read as a whole."""
        page, builder = self.page, self.builder
        attributes = node.attributes
        if tag == "br":
            builder.flush()
        elif tag == "meta":
            name = _META_NAMES.get((attributes.get("name") or "").strip().lower())
            content = (attributes.get("content") or "").strip()
            if name and content:
                page.meta.setdefault(name, content)
        elif tag == "title":
            page.page_title = page.page_title or " ".join(_inner(node)[:500].split())
        elif tag == "textarea":
            for piece in _inner(node).split("\n"):
                builder.line(piece)
        elif tag == "select":
            chosen = node.css_first("option[selected]")
            builder.text(_inner(chosen) if chosen is not None else "")
        elif tag == "input":
            kind = (attributes.get("type") or "text").lower()
            if kind in ("checkbox", "radio"):
                builder.text("☑" if "checked" in attributes else "□")
            elif kind in ("text", "number", "date", "tel", "email", "datetime-local", "time", "month"):
                builder.text(attributes.get("value") or "")

    def _ordered(self, node: LexborNode) -> None:
        """The number that the browser would put before an entry, unless its text brings its own."""
        number = self.lists[-1]
        self.lists[-1] = number + 1
        if not _NUMBERED.match(_inner(node)):
            self.builder.text(f"{number}. ")


def _inner(node: LexborNode) -> str:
    return node.text(deep=True) or ""


def _is_file(href: str, name: str) -> bool:
    return bool(_FILE.search(href) or _FILE.search(name) or name.startswith("附件") or _FETCH.search(href))
