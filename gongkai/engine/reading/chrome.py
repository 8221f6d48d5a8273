"""Tells a notice from the page around it: menus, breadcrumbs, link lists, buttons, footers.

Only what pages have in common is used: how much of a container's text is links, what its element is, where the title
stands, and the words of buttons and footers. When nearly all would go, all stays: a notice is never lost to tidiness.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress

from gongkai.engine.reading.builder import Block, Grid


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(slots=True)
class Box:
    """A container of a page: the index of its parent, its element, and its id, class and role as one string."""

    parent: int
    tag: str
    hint: str
    chars: int = 0
    links: int = 0
    anchors: int = 0
    lines: int = 0
    data: int = 0  #: characters in data tables
    marks: int = 0  #: sentence marks and label colons outside links
    titled: bool = False  #: holds a heading or the title
    dropped: bool = False


@dataclass(slots=True)
class Found:
    """What the page says of itself: its title, and times and sources shown beside it."""

    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)


_NAMED = r"(?:^|[\s_-])(?:{})(?:$|[\s_-])"
#: names that navigation goes by whatever is in it, and names that also parts of a notice go by
_HINT = re.compile(
    _NAMED.format(
        "nav|menu|navbar|navigation|bread|breadcrumbs?|crumbs?|footer|sidebar|copyright|share|pagination|toolbar|search|login|banner|logo|"
        "friendlink|friendlinks|bdsharebuttonbox|topbar|toplink|qrcode|ewm|tabs|tabhead|tabnav|tabmenu|topnav|mainnav|subnav|leftnav|sitemap|contentinfo"
    )
    + "|breadcrumb|copyright|navbar|sidebar|bdshare"
)
_WEAK_HINT = re.compile(
    _NAMED.format("foot|header|aside|weizhi|location|position|links?|related|recommend|bottom|complementary")
)
_MARKS = re.compile(r"[，。；：:]")
_BUTTONS = words(
    """
    打印 我要打印 打印本页 打印此页 打印页面 打印本文 打印文章 关闭 关闭窗口 关闭本页 关闭页面 关闭此页
    返回 返回顶部 返回首页 返回列表 返回上一页 回到顶部 回顶部 TOP 收藏 收藏本页 加入收藏 收藏本站
    设为首页 分享 分享到 首页 网站首页 无障碍 无障碍浏览 无障碍阅读 长者模式 长者版 关怀版 适老化 登录
    注册 退出 搜索 检索 高级搜索 站内搜索 查询 重置 更多 更多>> 字体 字号 大 中 小 大中小 字体大小 繁体
    简体 繁體 繁 简 English 微信 微博 新浪微博 QQ空间 朋友圈 扫一扫 二维码 扫码分享 手机版 移动版 客户端
    上一篇 下一篇 上一条 下一条 上一页 下一页 尾页 末页 正文 我要纠错 纠错 一键分享 复制链接 保护视力色
    下载打印 下载 智能问答 网站地图 联系我们 关于我们 网站声明 隐私声明 使用帮助 友情链接
    扫一扫在手机打开当前页 繁體版 简体版 收起 展开 举报 评论 用户登录 免费注册 政府信息公开
    """
)
_SPLIT = re.compile(r"[\s|｜/\\【】\[\]()（）·»>＞→:：,，、+＋-]+")
_CRUMB = re.compile(
    r"^(?:您|你)?(?:现在|当前|目前)?(?:的|所在)*的?位置(?:是|为)?\s*[:：]|^(?:首页|网站首页)\s*[>＞»/→]|^当前(?:位置|栏目)"
)
_BESIDE = re.compile(
    r"^(?:上|下)一?(?:篇|条|页|则)(?:文章|信息|公告)?\s*[:：]?|^(?:相关|推荐|热门|最新)(?:信息|公告|链接|文章|新闻|阅读|推荐)\s*[:：]?$|^扫一扫"
)
#: the heading of a list of other notices
_RELATED = re.compile(
    r"^[·•>»|\s]*(?:相关|推荐|热门|最新|近期|其他|同类|更多)(?:信息|公告|公示|链接|文章|新闻|阅读|推荐|资讯|项目|招标|内容){1,2}\s*[:：]?\s*(?:更多[>»]*)?$"
)
_FOOT = re.compile(
    r"版权所有|copyright|©|ICP[备证]|网安备|网站标识码|友情链接|网站地图|访问的链接即将离开|您是第.{0,12}位|总访问量|"
    r"建议(?:您)?使用.{0,40}(?:浏览|分辨率|IE)|用户操作区",
    re.IGNORECASE,
)
#: a footer says so too, but so does a notice about its trading system; then what a notice says at its end stands below
_SUPPORT = re.compile(r"(?:网站)?技术支持(?:单位|热线|电话)?\s*[:：]")
_BODY = re.compile(r"(?:招标人|采购人|代理机构|联系人|监督\S{0,4}|公示期|转让方|出让人|地\s*址)\s*[:：]")
_TIME = (
    r"(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}\s*[:：时]\s*\d{1,2}(?:\s*[:：分]\s*\d{1,2})?)?)"
)
_STAMP = re.compile(
    r"(?:(?:信息|公告|文章)?(?:发布|发文|公布|录入|更新|添加|信息)(?:时间|日期)|^\s*(?:时间|日期))\s*[:：]\s*" + _TIME
)
#: a time without a label counts beside a source
_BARE_STAMP = re.compile(r"^\s*" + _TIME + r"\s*\S{0,2}(?:来源|作者|浏览)")
_SOURCE = re.compile(r"(?:信息|文章|稿件|新闻)?来\s*源\s*[:：]\s*([^\s：:|【\[（(]{2,40})")
_GREETING = re.compile(
    r"(?:今天|现在)是|欢迎|(?:服务|咨询|客服|技术支持|投诉)?热线|微信公众号|站内搜索|搜索|热门(?:搜索|关键词)|用户名|\d{4}年\d{1,2}月\d{1,2}日\s*星期"
)
_SITE = re.compile(
    r"(?:网|网站|平台|中心|系统|局|厅|委|政府|门户|门户网站|频道|站|首页|协会|公司|栏目|正文|详情|详细信息)$|^www\.",
    re.IGNORECASE,
)
_TITLE_END = re.compile(
    r"(?:公告|公示|通告|通知|通知书|结果|信息|公开|告知书|决定书|计划|意向|说明|答复|澄清|补遗|函)\s*(?:[（(【〔\[][^（）()]{1,20}[）)】〕\]]\s*)*$"
)
_ENTRY = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]|附件|[（(]")
#: a line that can name a notice: no label or sentence
_NAMES = re.compile(rf"(?!{_ENTRY.pattern})[^：:。；;]{{8,80}}$")
_DATE_OR_NUMBER = re.compile(r"[\[(（【]?[\d\s年月日:：./-]+[\])）】]?|[·•>»]+")
_SPACES = re.compile(r"\s+")


def split(
    blocks: list[Block | Grid], boxes: list[Box], titles: Sequence[str], apart: Sequence[str] = ()
) -> tuple[list[Block | Grid], list[str], Found]:
    """Split blocks into notice and chrome. ``titles``: from the source, from the page's metadata, from <title>. ``apart``:
    lines that the page centres or prints bold throughout.
    """
    _measure(blocks, boxes, {bare for title in titles if len(bare := _bare(title)) >= 6})
    _drop_boxes(boxes)
    page = boxes[0]
    sizes = [_length(block) for block in blocks]
    keep = [not _in_dropped(block, boxes) for block in blocks]
    for i, block in enumerate(blocks):
        if keep[i] and (_is_button(block) if isinstance(block, Block) else _is_link_table(block)):
            keep[i] = False
    _drop_related(blocks, keep)
    at = _find_title(blocks, keep, sizes, titles)
    if at > 0:
        _drop_before(blocks, keep, sizes, at)
    _drop_foot(blocks, keep, sizes, boxes)
    left = sum(compress(sizes, keep))
    if not left or (left < 30 and left * 4 < page.chars - page.links):
        keep = [True] * len(blocks)
    found = Found(title=_title(blocks, keep, at, titles, apart))
    _stamps(blocks, keep, at, found)
    body = [block for block, kept in zip(blocks, keep, strict=True) if kept]
    chrome = [_shown(block) for block, kept in zip(blocks, keep, strict=True) if not kept]
    return body, chrome, found


def _length(block: Block | Grid) -> int:
    if isinstance(block, Block):
        return len(block.text)
    return sum(len(line.text) for row in block.rows for cell in row for line in cell.lines)


def _shown(block: Block | Grid) -> str:
    if isinstance(block, Block):
        return block.text
    return " ".join(line.text for row in block.rows for cell in row for line in cell.lines)


def _measure(blocks: list[Block | Grid], boxes: list[Box], titles: set[str]) -> None:
    for block in blocks:
        if isinstance(block, Block):
            _add(boxes[block.box], block)
            if 1 <= block.level <= 3 or (titles and not block.links and _bare(block.text) in titles):
                boxes[block.box].titled = True
        else:
            for row in block.rows:
                for cell in row:
                    for line in cell.lines:
                        _add(boxes[line.box], line)
                        boxes[line.box].data += len(line.text)
    for i in range(len(boxes) - 1, 0, -1):
        box = boxes[i]
        if box.lines:
            parent = boxes[box.parent]
            parent.chars += box.chars
            parent.links += box.links
            parent.anchors += box.anchors
            parent.lines += box.lines
            parent.data += box.data
            parent.marks += box.marks
            parent.titled |= box.titled


def _add(box: Box, line: Block) -> None:
    box.chars += len(line.text)
    box.links += line.links
    box.anchors += line.anchors
    box.lines += 1
    if line.links < len(line.text) and (line.links == 0 or line.links * 2 < len(line.text)):
        box.marks += len(_MARKS.findall(line.text))


def _drop_boxes(boxes: list[Box]) -> None:
    whole = boxes[0].chars
    for i, box in enumerate(boxes):
        if i == 0:
            continue
        if boxes[box.parent].dropped:
            box.dropped = True
            continue
        if not box.lines or box.tag == "body":
            continue
        plain = box.chars - box.links
        if box.tag in ("nav", "footer", "aside"):
            box.dropped = plain * 2 < whole
        elif (
            box.anchors >= 3
            and box.links >= (0.85 if box.data else 0.6) * box.chars
            and plain < 200
            and box.marks <= box.anchors
        ):
            box.dropped = True
        elif not box.titled and not box.data and plain < 150 and plain * 4 < whole and box.marks <= 4:
            box.dropped = _is_named_chrome(box)


def _is_named_chrome(box: Box) -> bool:
    """By its name, where its content does not speak against it: 项目位置：某某县 may well stand in a ``location``."""
    if box.tag == "header":
        return box.anchors >= 2
    if not box.hint:
        return False
    if _HINT.search(box.hint):
        return box.anchors > 0 or box.marks == 0 or "copyright" in box.hint or "foot" in box.hint
    return box.anchors > 0 and box.marks <= 1 and bool(_WEAK_HINT.search(box.hint))


def _in_dropped(block: Block | Grid, boxes: list[Box]) -> bool:
    return boxes[block.box].dropped


def _is_button(block: Block) -> bool:
    text = block.text
    if len(text) > 120:
        return False
    if _BESIDE.match(text) and (block.links or len(text) < 16):
        return True
    if block.level:
        return False
    if _CRUMB.match(text):
        return True
    if block.anchors >= 3 and block.links >= 0.7 * len(text):
        return True
    if len(text) > 60:
        return False
    words = [word for word in _SPLIT.split(text) if word]
    return bool(words) and all(word in _BUTTONS for word in words)


def _is_link_table(grid: Grid) -> bool:
    """A list of other notices laid out as a table: a link in every row, and beside it dates and numbers only."""
    if len(grid.rows) < 2:
        return False
    for row in grid.rows:
        lines = [line for cell in row for line in cell.lines]
        if not any(line.anchors for line in lines):
            return False
        if any(not line.anchors and not _DATE_OR_NUMBER.fullmatch(line.text) for line in lines):
            return False
        if sum(line.links for line in lines) < 0.5 * sum(len(line.text) for line in lines):
            return False
    return True


def _drop_related(blocks: list[Block | Grid], keep: list[bool]) -> None:
    """A list of other notices (相关公告): its heading and the links below, with their dates, up to the first other line."""
    for i, block in enumerate(blocks):
        if not isinstance(block, Block) or not _RELATED.match(block.text):
            continue
        after = i + 1
        while after < len(blocks) and _is_link_entry(blocks[after]):
            after += 1
        if after > i + 1:
            keep[i:after] = [False] * (after - i)


def _is_link_entry(block: Block | Grid) -> bool:
    if isinstance(block, Grid):
        return _is_link_table(block)
    return (block.anchors > 0 and block.links * 2 >= len(block.text)) or bool(_DATE_OR_NUMBER.fullmatch(block.text))


def _bare(text: str) -> str:
    return _SPACES.sub("", text)


def _find_title(blocks: list[Block | Grid], keep: list[bool], sizes: list[int], titles: Sequence[str]) -> int:
    """Index of the line that is the notice's title, or -1. It stands before the bulk of the text."""
    wanted = [bare for title in titles if len(bare := _bare(title)) >= 6]
    total = sum(compress(sizes, keep))
    seen = 0
    heading = -1
    for i, block in enumerate(blocks):
        if not keep[i]:
            continue
        if seen * 2 > total:
            break
        if isinstance(block, Block):
            text = _bare(block.text)
            if len(text) >= 6:
                for title in wanted:
                    if (
                        text == title
                        or (text in title and len(text) * 2 > len(title))
                        or (title in text and len(text) <= len(title) + 12)
                    ):
                        return i
                if heading < 0 and (block.level in (1, 2) or (block.level in (3, 4) and _TITLE_END.search(block.text))):
                    heading = i
        seen += sizes[i]
    return heading


def _drop_before(blocks: list[Block | Grid], keep: list[bool], sizes: list[int], at: int) -> None:
    """What stands before the title is the page's head, as long as it is short and no table or sentence."""
    before = [i for i in range(at) if keep[i]]
    if any(isinstance(blocks[i], Grid) for i in before):
        return
    if sum(sizes[i] for i in before) > 1_500:
        return
    for i in before:
        text = blocks[i].text  # type: ignore[union-attr]
        if len(text) < 40 and (("：" not in text and "。" not in text) or _GREETING.match(text)):
            keep[i] = False


def _drop_foot(blocks: list[Block | Grid], keep: list[bool], sizes: list[int], boxes: list[Box]) -> None:
    """Drop the page's footer, from its first line on: the last few hundred characters, and no table."""
    total = sum(compress(sizes, keep))
    last_table = max((i for i, block in enumerate(blocks) if keep[i] and isinstance(block, Grid)), default=-1)
    seen = 0
    for i, block in enumerate(blocks):
        if not keep[i]:
            continue
        rest = total - seen
        if (
            i > last_table
            and seen
            and rest <= 600
            and rest * 2 <= total
            and isinstance(block, Block)
            and _is_foot(block, blocks[i:])
        ):
            first = _foot_start(blocks, boxes, i, total)
            keep[first:] = [False] * (len(blocks) - first)
            return
        seen += sizes[i]


def _foot_start(blocks: list[Block | Grid], boxes: list[Box], at: int, total: int) -> int:
    """The footer's other lines (主办单位, address) stand before it in the same container, or the one around it."""

    def small(box: int) -> bool:
        return box > 0 and boxes[box].chars <= 600 and boxes[box].chars * 3 < total

    outer = blocks[at].box
    if not small(outer):
        return at
    while small(boxes[outer].parent):
        outer = boxes[outer].parent
    while at > 0 and _inside(blocks[at - 1].box, outer, boxes):
        at -= 1
    return at


def _is_foot(block: Block, following: Sequence[Block | Grid]) -> bool:
    if len(block.text) > 200:
        return False
    if _FOOT.search(block.text):
        return True
    return bool(_SUPPORT.search(block.text)) and not any(
        isinstance(later, Block) and _BODY.search(later.text) for later in following
    )


def _inside(box: int, outer: int, boxes: list[Box]) -> bool:
    while box > outer:
        box = boxes[box].parent
    return box == outer


def _title(blocks: list[Block | Grid], keep: list[bool], at: int, titles: Sequence[str], apart: Sequence[str]) -> str:
    given, article, page = titles
    if given or article:
        return given or article
    if at >= 0 and isinstance(found := blocks[at], Block):
        return found.text
    own = strip_site(page)
    if len(own) >= 10 and not _SITE.search(own):
        return own
    # Some sites call every page 招标公告, or by the site's name.
    lines = [block.text for block, kept in zip(blocks, keep, strict=True) if kept and isinstance(block, Block)]
    # A piece of a page names itself by a line set apart.
    bold = {_bare(text) for text in apart}
    centred = [line for line in lines[:4] if _bare(line) in bold and _NAMES.match(line)]
    return title_line(centred) or title_line(lines) or (centred[0] if centred else own)


def title_line(lines: Sequence[str]) -> str:
    """The line among the first few that ends as titles of notices do, or ""."""
    for line in lines[:6]:
        if 5 <= len(line) <= 120 and _TITLE_END.search(line) and not _ENTRY.match(line):
            return line
    return ""


def strip_site(title: str) -> str:
    """A <title> without the names of site and column that follow it, as in 某项目中标公告_某某公共资源交易网."""
    parts = [part.strip() for part in re.split(r"\s*[_|｜—–]+\s*|\s+-+\s+|-+(?=[^-]*$)", title) if part.strip()]
    while len(parts) > 1 and _SITE.search(parts[-1]):
        parts.pop()
    while len(parts) > 1 and _SITE.search(parts[0]) and len(parts[0]) < 20:
        parts.pop(0)
    return max(parts, key=len, default="")


def _stamps(blocks: list[Block | Grid], keep: list[bool], at: int, found: Found) -> None:
    """Times and sources shown beside the title."""
    seen = 0
    for i in range(max(0, at - 3), len(blocks)):
        block = blocks[i]
        if not isinstance(block, Block) or len(block.text) > 160:
            if seen > 3:
                break
            seen += 1
            continue
        if "PubDate" not in found.meta and (stamp := _STAMP.search(block.text) or _BARE_STAMP.match(block.text)):
            found.meta["PubDate"] = stamp[1].strip()
        if "ContentSource" not in found.meta and (source := _SOURCE.search(block.text)):
            found.meta["ContentSource"] = source[1].strip()
        seen += keep[i]
        if seen > 8:
            break
