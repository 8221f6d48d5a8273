"""From what stands beside a label to the value itself: where it begins, where it ends, and whether it is one at all.

Each cleaner takes the text beside a label and answers the (start, end) of the value in it, or None where there is no such
value: "/", "详见附件", a phone number where a party ought to stand. Nothing is rewritten: a value is always a slice.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from gongkai.engine import numbers

Span = tuple[int, int]
Cleaner = Callable[[str], Span | None]

_NOTHING = re.compile(
    r"^[\s/／\\\-—_|]*$|^(?:无|暂无|没有|空|nan|null|none|\*+|详见合同|待定|不适用|无需|/)[。.；;]?$", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"^[（(]?(?:具体)?(?:内容|信息|要求)?(?:请)?(?:详见|见(?![证解面习识义])|参见|详阅|查看)[^，。；]{0,30}[）)]?[。；]?$"
)
_ENDS = "；;。.，,、：:|"
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ORG_END = re.compile(
    r"公司|集团|局|院|校|中心|政府|委员会|管委会|医院|厅|所|站|厂|社|队|行|部|处|馆|园|会|大学|学院|中学|小学|学校|办|办公室|村|农场|林场|商行|经营部|店|室|基地|"
    r"事务所|银行|分局|支队|总队|法院|检察院|幼儿园|单位|联合体|合作社|工作室|署|组|科|库|台|区|街道|镇|乡|矿|户"
)
#: a firm from abroad, as international tenders name them: Konekrans Port Solutions Oy
_ABROAD = re.compile(
    r"[A-Z][A-Za-z0-9&.'\- ]{1,60}[ ,.](?:Oy|Oyj|AB|AG|SE|KG|GmbH|Ltd|Limited|Inc|Corp(?:oration)?|Co|Company|LLC|LLP|PLC|Pte|B\.?V|N\.?V|S\.?A|S\.?p\.?A|S\.?r\.?l|K\.?K|A/S|ApS)\.?"
    r"(?:[ ,]+(?:Ltd|Limited|Inc|KG|Co)\.?)*(?![A-Za-z])"
)
_PARTY_CUT = re.compile(
    r"[，,；;。\t]|\s{2,}|(?:联系|地址|电话|统一社会|法定代表|传真|邮编|的?委托|（以下|\(以下|（盖章|（公章|\(盖章|（签章|地\s*址)"
    r"|[（(](?:采购人|招标人|甲方|乙方|公章|盖章|签章)|(?<=[司院局所心校会])[ 　]+(?=[\u4e00-\u9fff])"
)
_NOT_PARTY = re.compile(r"公示|公告|名单|附件|详见|根据|规定|有关|如下|\.pdf|\.doc|资格|要求|评分|\d{4}年")
_CODE = re.compile(
    r"[A-Za-z0-9\u4e00-\u9fff〔〕\[\]（）()【】{}_/\\.#—–－\-\+&]*[A-Za-z0-9][A-Za-z0-9\u4e00-\u9fff〔〕\[\]（）()【】{}_/\\.#—–－\-\+&]*"
)
_CODE_WORDS = re.compile(r"[\u4e00-\u9fff]{9,}")
_NAME = r"[\u4e00-\u9fff]{1,6}[·•][\u4e00-\u9fff]{1,6}|[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,3}(?:先生|女士|小姐|老师|经理|主任|工程师|工|科长|同志)"
_NAMES = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:{_NAME})(?:\s*[、，,/和及；;]\s*(?:{_NAME})(?![\u4e00-\u9fff])|\s+(?:{_NAME})(?![\u4e00-\u9fff]))*(?![\u4e00-\u9fff])"
)
_LEADER = re.compile(
    r"(?:[\u4e00-\u9fff]{1,6}[·•][\u4e00-\u9fff]{1,6}|[\u4e00-\u9fff]{2,4})(?=$|[\s,，、;；/／(（:：|\d])"
)
_NOT_NAMES = re.compile(
    r"项目|电话|联系|地址|公司|具备|注册|负责|工程|详见|证书|姓名|资格|要求|本人|单位|二级|一级|名称|编号|专业|中级|高级|须|投标|采购|招标"
)
_PHONE = re.compile(
    r"(?:\+?86[-\s]?)?(?:1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}|(?:[（(]0\d{2,3}[）)]|(?<!\d)0\d{2,3})\s?[-－—–―﹣~\s]{0,2}\s?\d{7,8}(?:[-－—–转\s]{1,3}\d{1,6}(?!\d))?|400[-－]?\d{3,4}[-－]?\d{3,4}|(?<!\d)[2-8]\d{6,7}(?!\d))"
)
_PHONE_JOIN = re.compile(
    r"^\s*(?:[、,，/;；或转和]|\s)\s*(?:或|转)?\s*$|^\s*[（(][^（）()]{1,8}[）)]\s*[、,，/;；]?\s*$"
)
_MOMENT_TAIL = re.compile(
    r"(?:\s*(?:时整|整|时止|止|前|\s?时))?(?:\s*[（(](?:[^（）()]{0,3}北京时间[^（）()]{0,3}|星期.|周.|上午|下午)[）)])*"
)
_ADDRESS_CUT = re.compile(
    r"[。；;\t]|\s{3,}|(?:邮编|邮政编码|电话|联系人|联系电话|联系方式|传真)\s*[：:]|，\s*(?:邮编|联系|电话)"
)
_ADDRESS = re.compile(r"[省市区县镇乡村路街道巷弄号楼室层栋座园厦院场社站岛州旗盟处地内旁侧]|中心|大厦|工业")


def is_nothing(text: str) -> bool:
    """Whether a text says that there is nothing here, or only where to look."""
    return bool(_NOTHING.match(text)) or bool(_ELSEWHERE.match(text.strip()))


def is_range(text: str) -> bool:
    """Whether a text holds two dates or a number of days rather than one day."""
    return len(numbers.find_moments(text)) != 1 or bool(
        re.search(r"工作日|(?<![\d月./-])\d{1,3}\s*[日天]\s*$|[至到]|止", text)
    )


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start] in _ENDS or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in _ENDS or text[end - 1].isspace()):
        end -= 1
    return (start, end) if start < end else None


def prose(text: str) -> Span | None:
    """Words as they stand."""
    if is_nothing(text):
        return None
    return _trim(text, 0, len(text))


_PART = re.compile(r"标段\s*[（(]|\d{1,2}\s*[、.．][^，。；]{2,20}(?:情况|名单|如下)[：:]?$")


def evaluation(text: str) -> Span | None:
    """What was found of the bids; not the heading of a part that follows."""
    return None if _PART.match(text.strip()) else prose(text)


def party(text: str) -> Span | None:
    """The name of a body, firm or person: up to its address, telephone or the next clause."""
    start = 0
    for opening in ("名称：", "名称:", "单位名称：", "单位名称:", "全称：", "1.", "1、", "（1）", "（名称）"):
        if text.startswith(opening):
            start = len(opening)
    abroad = _ABROAD.match(text.lstrip())
    if abroad:
        lead = len(text) - len(text.lstrip())
        return (lead, lead + abroad.end())
    cut = _PARTY_CUT.search(text, start)
    span = _trim(text, start, cut.start() if cut else len(text))
    if span is None:
        return None
    name = text[span[0] : span[1]]
    if is_nothing(name) or not 2 <= len(name) <= 100 or len(_HAN.findall(name)) < 2:
        return None
    if _NOT_PARTY.search(name):
        return None
    if name[0] in "（(【[/" and name[-1] in "）)】]/":
        return None
    if not _ORG_END.search(name) and (len(name) > 8 or any(c.isdigit() for c in name)):
        return None
    return _balance(text, *span)


def _balance(text: str, start: int, end: int) -> Span | None:
    """Drop an unmatched closing bracket and what follows it, or an unmatched opening one at the end."""
    depth: list[int] = []
    for at in range(start, end):
        if text[at] in "（(〔【[":
            depth.append(at)
        elif text[at] in "）)〕】]":
            if not depth:
                return _trim(text, start, at)
            depth.pop()
    if depth and depth[0] > start:
        return _trim(text, start, depth[0])
    return (start, end)


def code(text: str) -> Span | None:
    """A number of a project, lot or parcel: letters, digits and the brackets of a document number."""
    if is_nothing(text):
        return None
    for found in _CODE.finditer(text):
        span = _balance(text, found.start(), found.end())
        if span is None:
            continue
        span = _trim(text, *span)
        if span is None:
            continue
        got = text[span[0] : span[1]]
        if not any(c.isdigit() for c in got):
            continue  # 名称及编号：某项目，QH-2024-001
        return span if 2 <= len(got) <= 60 and not _CODE_WORDS.search(got) else None
    return None


def lot(text: str) -> Span | None:
    """A lot (标段、包): a code, or words such as ``一标段``, ``第2包``."""
    span = prose(text)
    if span and span[1] - span[0] <= 60:
        return span
    return None


def names(text: str) -> Span | None:
    """Names of persons, one or several, up to their telephone."""
    if is_nothing(text):
        return None
    for found in _NAMES.finditer(text):
        if found.start() > 40:
            return None
        other = _NOT_NAMES.search(found[0])
        if other is None:
            return _trim(text, *found.span())
        # 张三，电话: the names end before the piece that is none
        cut = max(found[0].rfind(mark, 0, other.start()) for mark in "，,、；; ")
        if cut > 0:
            return _trim(text, found.start(), found.start() + cut)
    return None


def leader(text: str) -> Span | None:
    """The name of the one in charge, who in a candidate table is followed by certificates."""
    bare = text.lstrip()
    found = _LEADER.match(bare)
    if not found or _NOT_NAMES.search(found[0]):
        return None
    start = len(text) - len(bare)
    return (start, start + found.end())


def phones(text: str) -> Span | None:
    """One telephone or several joined by 、 or 或, as one span."""
    span: Span | None = None
    for found in _PHONE.finditer(text):
        if span is None:
            span = found.span()
        elif _PHONE_JOIN.match(text[span[1] : found.start()]) or not text[span[1] : found.start()].strip():
            span = (span[0], found.end())
        else:
            break
    return span


_POINTS = re.compile(r"^\s*[\d.]+\s*分\s*$")


def money(text: str) -> Span | None:
    """An amount, rate or formula of price: the clause that holds it."""
    if is_nothing(text) or _POINTS.match(text):
        return None
    if not any(c.isdigit() for c in text) and not re.search(r"[零壹贰叁肆伍陆柒捌玖拾佰仟万]{2,}", text):
        return None
    end = len(text)
    stop = re.search(r"[。]|\t|（大写|\(大写|，大写|大写[：:]", text)
    if stop and any(c.isdigit() for c in text[: stop.start()]):
        end = stop.start()
    return _trim(text, 0, end)


def amounts(text: str) -> list[Span]:
    """Each amount of a clause that holds words besides: 项目总投资3727万元；其中三标段901万元. Empty where the text is the
    amount alone or is better kept whole.
    """
    found = numbers.find_money(text)
    if not found or any(amount.words for amount in found) or (len(found) == 1 and not _HAN.match(text)):
        return []
    if len(found) == 1 and re.match(r"(?:人民币|约|大约|小写|合计|共计|￥|¥|\s|：)*[\d￥¥]", text):
        return []
    out = []
    for amount in found:
        start = amount.start
        while start and text[start - 1] in "约￥¥":
            start -= 1
        out.append((start, amount.end))
    return out


def deposits(text: str) -> list[Span]:
    """Each deposit of a clause that sets one for every lot: 一标段250000元；二标段200000元."""
    found = amounts(text)
    return found if len(found) > 1 and len(_EACH_LOT.findall(text)) >= len(found) else []


_EACH_LOT = re.compile(r"标段|标包|包件?(?![括含装])|标项")
_CREDIT = re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXYXx]{18}(?![0-9A-Z])|(?<![0-9A-Z])[0-9A-Z]{8}-[0-9X](?![0-9A-Z])")


def credit_codes(text: str) -> list[Span]:
    """Each 统一社会信用代码 or 组织机构代码 of a text."""
    return [found.span() for found in _CREDIT.finditer(text)]


def moment(text: str) -> Span | None:
    """A date, with its hour and the brackets that belong to it (北京时间, 星期四)."""
    found = numbers.find_moments(text)
    if not found:
        return None
    start, end = found[0][0], found[0][1]
    tail = _MOMENT_TAIL.match(text, end)
    if tail:
        end = tail.end()
    return _trim(text, start, end)


def deposit(text: str) -> Span | None:
    """A deposit: up to the comma behind its amount, since accounts and time limits follow."""
    span = clause(text)
    if span is None:
        return None
    stop = re.search(r"[，,；;](?!\d{3})", text[span[0] : span[1]])
    if stop and re.search(r"\d|[壹贰叁肆伍陆柒捌玖拾佰仟万]{2}", text[span[0] : span[0] + stop.start()]):
        return _trim(text, span[0], span[0] + stop.start())
    return span


def opening(text: str) -> Span | None:
    """When or where bids are opened: the moment where there is one, else the place."""
    return moment(text) or clause(text)


def period(text: str) -> Span | None:
    """A span of time as worded: from … to …, or a number of days."""
    if is_nothing(text) or not re.search(r"[\d一二三四五六七八九十]", text):
        return None
    stop = re.search(r"。|；|\t", text)
    span = _trim(text, 0, stop.start() if stop else len(text))
    return span if span and span[1] - span[0] <= 120 else None


def clause(text: str) -> Span | None:
    """Words up to the first full stop."""
    if is_nothing(text):
        return None
    stop = re.search(r"。|\t", text)
    return _trim(text, 0, stop.start() if stop and stop.start() > 3 else len(text))


def address(text: str) -> Span | None:
    """A postal address or a place."""
    if is_nothing(text):
        return None
    cut = _ADDRESS_CUT.search(text)
    span = _trim(text, 0, cut.start() if cut else len(text))
    if span is None or span[1] - span[0] < 2 or not _HAN.search(text[span[0] : span[1]]):
        return None
    if span[1] - span[0] > 160:
        return None
    return span


def quantity(text: str) -> Span | None:
    """A number with its unit."""
    if is_nothing(text) or not any(c.isdigit() for c in text):
        return None
    stop = re.search(r"[。；\t]|，(?!\d{3})", text)
    return _trim(text, 0, stop.start() if stop else len(text))
