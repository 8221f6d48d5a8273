"""Values that stand in sentences, without a label: 受…委托, 于…发布招标公告, 公示期为…, 因…予以废标.

Each rule is one pattern with a group ``v``; the group is the value. Rules are tried over the text of the body, line by line
joined, and give at most a few values each.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import islice

_DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
_CLOCK = r"(?:\s*(?:上午|下午)?\s*\d{1,2}\s*(?:[:：时点]\s*\d{0,2}\s*分?))?"
_ORG = r"[^，,。；：:、\s（）()《》“”\"]{2,40}?"
_ORG_TAIL = (
    r"(?:公司|中心|交易所|事务所|局|政府|委员会|医院|学校|大学|学院|中学|小学|处|站|厅|院|集团|办公室|所|队|馆|办事处)"
)


_ENDED = frozenset(("termination", "correction", "unknown"))
_CHANGED = frozenset(("correction", "clarification"))
#: stages that look back on a notice before them
_LATER = frozenset(
    (
        "result",
        "contract",
        "performance",
        "termination",
        "correction",
        "clarification",
        "candidates",
        "complaint-decision",
    )
)
_PUBLICITY = frozenset(
    ("candidates", "result", "single-source", "prequalification-result", "unknown", "contract", "correction")
)


@dataclass(frozen=True, slots=True)
class Rule:
    """``element``: what the group is; ``most``: values at most; ``guard``: what must be in the text for it to be tried."""

    element: str
    pattern: re.Pattern[str]
    most: int = 1
    guard: str = ""
    stages: frozenset[str] = frozenset()  #: tried in notices of these stages only; empty for all
    #: the value begins where the clause does, at most so many characters before the match: a pattern that had to look for
    #: the beginning itself would try every character of the text
    back: int = 0
    stops: str = "。；;\n"  #: what the clause begins behind


RULES: tuple[Rule, ...] = (
    Rule(
        "buyer",
        re.compile(rf"受\s*(?P<v>{_ORG}{_ORG_TAIL}(?:[（(][^（）()]{{1,20}}[）)])?)\s*(?:（[^（）]*）)?\s*的?\s*委托"),
        1,
        "委托",
    ),
    Rule("buyer", re.compile(r"受\s*(?P<v>[^，。；：:、\s（）()]{4,40}?)\s*(?:（[^（）]*）)?\s*的?\s*委托"), 1, "委托"),
    Rule("buyer", re.compile(rf"就\s*(?P<v>{_ORG})\s*所需"), 1, "所需"),
    Rule(
        "buyer",
        re.compile(
            rf"(?:采购人|招标人|建设单位|项目业主|出让人|挂牌人|转让方|项目法人)(?:名称)?为\s*[：:]?\s*(?P<v>{_ORG}{_ORG_TAIL})(?=[，。；、\s（(]|的)"
        ),
        1,
        "为",
    ),
    Rule(
        "buyer",
        re.compile(
            rf"(?P<v>{_ORG}{_ORG_TAIL})\s*[（(]\s*以下简称\s*[“\"]?(?:采购人|招标人|出让人|挂牌人|转让方|拍卖人|委托人)"
        ),
        1,
        "以下简称",
    ),
    Rule(
        "buyer",
        re.compile(
            rf"(?:，|。|\n|^)\s*(?P<v>{_ORG}{_ORG_TAIL})(?:决定|现|拟|定于)[^。\n]{{0,24}}(?:出让|转让|拍卖|挂牌)[^。\n]{{0,20}}(?:使用权|采矿权|探矿权|产权|股权)"
        ),
        1,
        "权",
    ),
    Rule(
        "buyer",
        re.compile(
            rf"(?P<v>{_ORG_TAIL})委托[^，。\n]{{2,40}}(?:公司|中心|交易所)(?:[（(][^（）()]*[）)])?\s*(?:以|通过|对|就|组织|采用|在|进行)"
        ),
        1,
        "委托",
        back=40,
        stops='，,。；：:、 \n（）()《》“”"',
    ),
    Rule(
        "agency",
        re.compile(
            rf"(?:^|[。\n，：:\s])\s*(?P<v>{_ORG}(?:公司|中心|交易所|事务所|平台)(?:[（(][^（）()]{{2,12}}[）)])?)\s*(?:[（(]以下简称[^（）()]*[）)])?\s*受\s*[^。\n]{{2,60}}委托",
            re.MULTILINE,
        ),
        1,
        "委托",
    ),
    Rule(
        "agency",
        re.compile(
            rf"委托\s*(?P<v>{_ORG}(?:公司|中心|交易所|事务所))(?=[（(]?(?:以下简称|以|通过|组织|进行|为|作为|公开|在|对|就|采用|实施|，))"
        ),
        1,
        "委托",
    ),
    Rule(
        "agency",
        re.compile(rf"(?:招标|采购)?代理(?:机构|单位|公司)(?:名称)?为\s*[：:]?\s*(?P<v>{_ORG}(?:公司|中心|事务所))"),
        1,
        "代理",
    ),
    Rule(
        "original.notice",
        re.compile(
            rf"(?:于|在)\s*(?P<v>{_DAY})\s*(?:在[^，。；\n]{{2,60}}|起)?\s*[^，。；\n]{{0,12}}发布(?:了|的)?[^，。；\n]{{0,30}}?(?:招标|采购|资格预审|出让|磋商|谈判|询价|交易)?(?:公告|信息|公示)"
        ),
        1,
        "发布",
    ),
    Rule(
        "original.notice",
        re.compile(
            rf"(?P<v>{_DAY})\s*(?:发布(?:了)?(?:本项目)?(?:招标|采购|磋商|谈判|询价|资格预审|中标|成交|出让|拍卖)[^，。；\n]{{0,6}}(?:公告|公示)|发布以来)"
        ),
        1,
        "发布",
        stages=_LATER,
    ),
    Rule(
        "approval.document",
        re.compile(
            r"已由\s*(?:[^，。；\n以]{2,24}以\s*)?(?P<v>[^，。；\n以]{2,20}[〔\[（(]\d{4}[〕\]）)]\s*\d{1,4}\s*号)\s*(?:文(?:件)?)?\s*(?:批准|批复|核准|备案)"
        ),
        1,
        "已由",
    ),
    Rule(
        "buyer",
        re.compile(rf"现将(?P<v>{_ORG}{_ORG_TAIL})\d{{4}}\s*年[^。\n]{{0,24}}(?:意向|计划|结果)"),
        1,
        "现将",
    ),
    Rule("buyer", re.compile(rf"(?:出让方|委托方|转让人)为\s*(?P<v>{_ORG}{_ORG_TAIL})(?=[，。；、\s（(])"), 1, "方为"),
    Rule(
        "agency",
        re.compile(rf"(?:^|[，,\n]|由)\s*(?P<v>{_ORG}(?:交易中心|交易所))(?:于[^。\n]{{0,40}})?组织"),
        1,
        "组织",
    ),
    Rule(
        "project.name",
        re.compile(r"本(?:招标)?项目\s*(?P<v>[^，。；：:\n\s]{6,60}?)\s*已由[^。\n]{2,60}(?:批准|批复|核准|备案)"),
        1,
        "已由",
    ),
    Rule(
        "project.name",
        re.compile(r"拟对(?P<v>[^，。；：:\n]{6,60}?)(?:以|采用|进行)[^，。\n]{0,12}(?:方式|采购|招标|询价|磋商|谈判)"),
        1,
        "拟对",
    ),
    Rule(
        "project.name",
        re.compile(
            r"^\s*(?P<v>[^，。；：:\n]{8,80})[（(](?:标段|项目|招标|采购)(?:（包）)?编号[^（）()\n]{4,60}[）)]\s*(?:的)?(?:评标|开标|招标)",
            re.MULTILINE,
        ),
        1,
        "编号",
    ),
    Rule(
        "project.code",
        re.compile(r"(?:项目|招标|采购)编号(?:为)?(?P<v>[A-Z][A-Z0-9\-]{5,40})(?![A-Za-z0-9])"),
        1,
        "编号",
    ),
    Rule("section", re.compile(r"标段编号(?:为)?(?P<v>[A-Z][A-Z0-9\-]{5,40})(?![A-Za-z0-9])"), 4, "标段编号"),
    Rule(
        "transaction.time",
        re.compile(
            rf"于\s*(?P<v>(?:{_DAY})(?:{_CLOCK})?)\s*(?:[，,]?(?:在|以|采用|组织)[^。\n]{{0,60}})?(?:拍卖|竞价|挂牌|公开出让|摇号)"
        ),
        1,
        "于",
        stages=frozenset(("result",)),
    ),
    Rule(
        "section",
        re.compile(r"^\s*(?P<v>标段(?:[（(]包[)）])?\s*\[\d{1,4}\][^：:\n]{0,60})", re.MULTILINE),
        12,
        "标段",
    ),
    Rule(
        "opening",
        re.compile(
            rf"(?:于|在|，|：|\n|日，|；)\s*(?P<v>(?:{_DAY}){_CLOCK})\s*(?:[（(]北京时间[）)])?\s*(?:在[^，。；\n]{{2,50}}|于[^，。；\n]{{2,50}})?(?:公开|进行了?|组织)?\s*(?:开标|开启|评审|评标|谈判|磋商)"
        ),
        1,
        "标",
    ),
    Rule(
        "publicity.period",
        re.compile(
            r"公示(?:期|时间|日期(?=至|为|自|从)|期限|期间|时限)\s*(?:为|是|：|:)?\s*(?P<v>(?:自|从|至)?[^。；\n，：:]{0,30}?(?:\d|[一二三四五六七八九十])[^。；\n]{0,60}?(?:日|天|时|分|止|\d|[)）]))(?=[。；，,：:\n]|$|\s)"
        ),
        2,
        "公示",
    ),
    Rule(
        "publicity.period", re.compile(r"公示(?P<v>[一二三四五六七八九十\d]{1,3}\s*个?\s*(?:工作日|日|天))"), 1, "公示"
    ),
    Rule(
        "notice.period",
        re.compile(
            r"(?:公告期限|公告期)\s*(?:为|：|:)?\s*(?P<v>(?:自[^。；\n，]{0,20})?[^。；\n，]{0,8}\d+\s*个?\s*(?:工作日|日|天))"
        ),
        1,
        "公告期",
    ),
    Rule(
        "termination.reason",
        re.compile(
            r"(?P<v>(?:因|由于|鉴于)[^。\n]{4,160}?(?:废标|流标|终止|失败|取消|撤销))(?=[。；，\s]|$|处理|招标|采购|公告|本|该)"
        ),
        1,
        "标",
    ),
    Rule(
        "termination.reason",
        re.compile(
            r"(?P<v>(?:有效|合格|通过[^。\n，]{2,12}的?|报名|参与|递交[^。\n，]{2,12}的?)(?:投标|供应商|响应|报价|竞买)[^。\n]{0,14}(?:不足|少于|不满|未达)[^。\n]{0,30})"
        ),
        1,
        "不",
    ),
    Rule(
        "funding",
        re.compile(r"(?:建设|项目|招标)?资金来(?:自|源于|源为)\s*[：:]?\s*(?P<v>[^，。；\n（(]{2,40})"),
        1,
        "资金来",
    ),
    Rule(
        "approval.document",
        re.compile(
            r"(?:由|经|已|以)\s*[^，。；\n]{0,30}?以\s*(?P<v>[^，。；\n]{2,80}?(?:号|[）)]))\s*(?:文件?)?[^，。；\n]{0,6}(?:批准|核准|备案|登记|批复)"
        ),
        1,
        "以",
    ),
    Rule(
        "submission.deadline",
        re.compile(
            rf"(?:截止(?:时间|日期)|递交时间|提交时间)[^。\n]{{0,40}}?(?:为|是|：|:)\s*(?:北京时间)?\s*(?P<v>(?:{_DAY})[^。；\n，]{{0,24}})"
        ),
        1,
        "截止",
    ),
    Rule(
        "submission.deadline",
        re.compile(
            rf"(?:于|在)\s*(?P<v>(?:{_DAY}){_CLOCK}[^。；\n，]{{0,14}}?)(?:前|之前)\s*[^。；\n]{{0,20}}(?:(?:递交|提交|送达|上传)[^。；\n]{{0,12}}(?:投标|响应|申请|申报|报价)|(?:投标|响应|申请|申报)文件[^。；\n]{{0,16}}(?:递交|提交|送达|上传))"
        ),
        1,
        "前",
    ),
    Rule(
        "documents.obtain",
        re.compile(
            rf"(?P<v>(?:请)?(?:可)?于\s*(?:{_DAY})[^。\n]{{4,160}}?(?:获取|下载|领取|购买|报名)[^。\n]{{0,60}})"
        ),
        1,
        "于",
    ),
    Rule(
        "project.name",
        re.compile(r"[“\"](?P<v>[^”\"\n]{6,60})[”\"]\s*(?:项目)?[（(]\s*(?:招标|采购|项目)(?:项目)?编号"),
        1,
        "编号",
    ),
    Rule(
        "project.name",
        re.compile(
            r"(?:关于|就)\s*[“\"《]?(?P<v>[^，。；：\n“”\"《》]{6,60}?(?:项目|工程))[”\"》]?\s*(?:[（(](?:项目|招标|采购)?编号)"
        ),
        1,
        "编号",
    ),
    Rule(
        "project.code",
        re.compile(
            r"[（(](?:项目|招标|采购|磋商|谈判)(?:项目)?(?:编号|代码)\s*[：:]?\s*(?P<v>[A-Za-z0-9\[\]〔〕（）()\-_/\u4e00-\u9fff]{4,40}?)[)）]"
        ),
        2,
        "编号",
    ),
    Rule(
        "buyer",
        re.compile(rf"(?:招标人|采购人)(?P<v>{_ORG}{_ORG_TAIL})(?=[，,（(]|联系)"),
        1,
        "人",
    ),
    Rule(
        "documents.price",
        re.compile(r"文件(?:每套)?(?:售价|工本费)\s*(?:为)?\s*(?:人民币)?\s*(?P<v>[￥¥]?\d[\d,.]*\s*元(?:/[套份本])?)"),
        1,
        "文件",
    ),
    Rule("documents.price", re.compile(r"(?P<v>(?:招标|采购)文件免费)"), 1, "免费"),
    Rule(
        "documents.price",
        re.compile(r"(?P<v>每(?:份|套|本)(?:售价)?\s*(?:人民币)?\s*\d{1,5}(?:\.\d{1,2})?\s*元)"),
        1,
        "每",
    ),
    Rule(
        "project.name",
        re.compile(
            r"(?:^|\n)\s*(?P<v>[^，。；：:\n（(]{6,60})[（(]\s*(?:招标|采购|项目|标段)(?:项目)?编号", re.MULTILINE
        ),
        1,
        "编号",
    ),
    Rule(
        "submission.deadline",
        re.compile(
            rf"(?:投标|递交|提交|响应)[^。；\n]{{0,20}}截止[^。；\n]{{0,60}}?(?:延期|变更|顺延|调整|更正|修改|推迟|更改)(?:至|为|到)"
            rf"\s*[：:]?\s*(?P<v>(?:{_DAY})[^。；，\n]{{0,24}})"
        ),
        1,
        "截止",
    ),
    Rule(
        "opening",
        re.compile(
            rf"开标(?:时间)?[^。；\n]{{0,60}}?(?:延期|变更|顺延|调整|更正|修改|推迟|更改)(?:至|为|到)\s*[：:]?\s*(?P<v>(?:{_DAY})[^。；，\n]{{0,24}})"
        ),
        1,
        "开标",
    ),
    Rule("original.notice", re.compile(rf"公告(?:已)?于\s*(?P<v>{_DAY})[^。；\n]{{0,60}}发布"), 1, "发布"),
    Rule(
        "transaction.time",
        re.compile(
            rf"(?:挂牌|拍卖|竞价)[^。\n]{{0,24}}定于\s*(?P<v>(?:{_DAY}){_CLOCK}(?:\s*[至到—-]+\s*(?:{_DAY}){_CLOCK})?)"
        ),
        1,
        "定于",
    ),
    Rule(
        "objection.channel",
        re.compile(r"(?P<v>(?:有异议|提出异议|有疑义)[^。\n]{4,140})"),
        2,
        "异议",
        stages=_PUBLICITY,
        back=40,
        stops="。；\n",
    ),
    Rule(
        "objection.channel",
        re.compile(
            r"(?P<v>(?:供应商|投标人|竞买人)?认为[^。\n]{4,40}(?:权益|权利)受到(?:损害|侵害)[^。\n]{10,240}(?:质疑|异议|投诉))"
        ),
        1,
        "认为",
    ),
    Rule(
        "agency",
        re.compile(rf"(?:^|\n)\s*(?P<v>{_ORG}(?:交易中心|交易所|交易机构))于[^。\n]{{0,40}}(?:组织|举行|举办|受理)"),
        1,
        "交易",
    ),
    Rule(
        "section",
        re.compile(
            r"^\s*(?P<v>(?:合同包|采购包|标项|标段|分包|包)\s?[一二三四五六七八九十\d]{1,2})(?:\s*[（(][^（）()\n]{1,60}[)）])?\s*[：:]?\s*$",
            re.MULTILINE,
        ),
        12,
    ),
    Rule("section", re.compile(r"^(?P<v>第?[一二三四五六七八九十\dA-Z]{1,2}(?:包|标段))\t", re.MULTILINE), 12, "\t"),
    Rule("buyer", re.compile(rf"(?:^|\n)\s*(?P<v>{_ORG}{_ORG_TAIL})(?:拟|计划)(?:就|对|采购|以)"), 1, "拟"),
    Rule(
        "correction.content",
        re.compile(
            r"(?P<v>(?:由|原)[^。；\n]{2,80}?(?:变更|更正|修改|调整|顺延|延期|延长)(?:为|至|到)[^。；\n]{2,80})"
        ),
        8,
        stages=_CHANGED,
        back=60,
        stops="。；\n",
    ),
    Rule(
        "correction.content",
        re.compile(
            r"(?P<v>(?:投标截止|开标|购买|获取|递交|提交|答疑|报名|招标文件|采购文件|项目|工期|最高|预算)[^。；\n]{0,30}?"
            r"(?:变更|更正|修改|调整|顺延|延期|延长|推迟)(?:为|至|到)\s*[：:]?\s*[^。；\n]{2,60})"
        ),
        8,
        "至",
    ),
    Rule(
        "termination.reason",
        re.compile(r"(?P<v>，?(?:不足|少于|不满|未达到?)\s*(?:法定)?(?:三|3)\s*(?:家|个)[^。；，\n]{0,20})"),
        1,
        "家",
        stages=_ENDED,
        back=50,
        stops="。；\n，",
    ),
    Rule(
        "qualification",
        re.compile(r"(?P<v>(?:凡)?中华人民共和国境内[^。\n]{4,100}(?:均)?可[^。\n]{0,6}参加[^。\n]{0,60})"),
        1,
        "参加",
    ),
    Rule(
        "transaction.time",
        re.compile(
            rf"(?<!可)(?:于|在)\s*(?P<v>(?:{_DAY}){_CLOCK}\s*[至到—-]+\s*(?:{_DAY}){_CLOCK})[^。\n]{{0,100}}(?:挂牌|拍卖|竞价|招标|招拍挂)"
        ),
        1,
        "出让",
    ),
    Rule(
        "rejected",
        re.compile(
            r"(?P<v>否决(?:了)?其?(?:该|此)?(?:的)?投标|(?:资格|形式|响应性|符合性|初步)性?(?:评审|审查)(?:不(?:通过|合格)|未通过)"
            r"|未通过(?:资格|形式|响应性|符合性|初步)[^，。；\n]{0,6}(?:评审|审查)|(?:经济|技术)标?判定为不合格|作(?:为)?无效(?:投标|标)处理)"
        ),
        4,
        stages=frozenset(("candidates", "result", "prequalification-result")),
        back=220,
        stops="。；;\n：:",
    ),
    Rule(
        "price.ceiling",
        re.compile(
            r"(?:最高(?:投标)?限价|招标控制(?:总)?价|投标限价)[^，。；：:\d\n]{0,8}(?:为|是|：|:)?\s*(?:人民币)?\s*(?P<v>[￥¥]?[\d,.]+\s*万?元)"
        ),
        2,
        "价",
    ),
    Rule("plot-ratio", re.compile(r"容积率\s*(?:为|：|:)?\s*(?P<v>[≤≥<>＜＞]?\s*\d[\d.]*)"), 1, "容积率"),
    Rule(
        "building-density",
        re.compile(r"建筑密度\s*(?:为|：|:)?\s*(?P<v>[≤≥<>＜＞]?\s*\d[\d.]*\s*[%％]?)"),
        1,
        "建筑密度",
    ),
    Rule("greening", re.compile(r"绿(?:地|化)率\s*(?:为|：|:)?\s*(?P<v>[≤≥<>＜＞]?\s*\d[\d.]*\s*[%％]?)"), 1, "率"),
    Rule(
        "section",
        re.compile(
            r"^\s*(?P<v>(?:第?[\d一二三四五六七八九十A-Z]{1,3}\s?(?:包|标段|标包|分包)|(?:包|标段|标项)\s?[\d一二三四五六七八九十]{1,2})\s*[：:]\s*[^\n：:；。]{2,40})$",
            re.MULTILINE,
        ),
        12,
        "：",
    ),
    Rule(
        "transaction.time",
        re.compile(rf"定于\s*(?P<v>(?:{_DAY}){_CLOCK})[^。\n]{{0,60}}(?:拍卖|竞价|竞买|挂牌)"),
        1,
        "定于",
    ),
    Rule(
        "agency",
        re.compile(rf"委托[，,]\s*(?P<v>{_ORG}(?:公司|中心|交易所))(?:定于|决定|将|就|对|拟|受|以)"),
        1,
        "委托",
    ),
    Rule(
        "price.start",
        re.compile(r"起(?:拍|始)价(?:为)?\s*[：:]?\s*(?:人民币)?\s*(?P<v>[\d,.]+\s*(?:万?元(?:/[^，。；\n]{1,6})?))"),
        6,
        "起",
    ),
    Rule("deposit", re.compile(r"保证金(?:为)?\s*[：:]?\s*(?:人民币)?\s*(?P<v>[\d,.]+\s*万?元)"), 6, "保证金"),
    Rule(
        "location",
        re.compile(r"(?:建设|项目|工程)(?:地点|地址|位置)(?:为|位于)\s*[：:]?\s*(?P<v>[^，。；\n]{3,60})"),
        1,
        "地",
    ),
)

_METHODS = re.compile(
    r"公开招标|邀请招标|竞争性谈判|竞争性磋商|单一来源采购(?!人员)|单一来源(?!采购)|网上询价|询价采购|询价|网上挂牌|挂牌出让|拍卖出让|招标出让|协议出让|网上竞价|电子竞价|"
    r"网络竞价|公开竞价|协商交易|公开拍卖|网络拍卖|公开挂牌|框架协议采购|框架协议|网上公开竞价|公开比选|有偿竞价"
)


def methods(text: str) -> Iterator[tuple[int, int]]:
    """Where the text says how it is sold or bought: the first of each way."""
    seen: set[str] = set()
    for found in _METHODS.finditer(text):
        if found[0] not in seen:
            seen.add(found[0])
            yield found.span()


def sentences(text: str, stage: str, known: Container[str] = ()) -> Iterator[tuple[int, str, int, int]]:
    """(number of the rule, element, start, end) of each value found by the rules, in their order; elements that are known
    already are not looked for.
    """
    for number, rule in enumerate(RULES):
        if (
            rule.element in known
            or (rule.guard and rule.guard not in text)
            or (rule.stages and stage not in rule.stages)
        ):
            continue
        for found in islice(rule.pattern.finditer(text), rule.most):
            start, end = found.span("v")
            if rule.back:
                start = _clause_start(text, found.start(), rule)
            yield number, rule.element, start, end


def _clause_start(text: str, at: int, rule: Rule) -> int:
    least = max(0, at - rule.back)
    return max(least, *(text.rfind(stop, least, at) + 1 for stop in rule.stops))
