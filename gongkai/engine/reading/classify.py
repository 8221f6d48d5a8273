"""What a notice is: its field (领域) and item (公开事项), from title and body.

The source's own column name is not believed: columns hold what somebody filed there. The field is a vote of its terms; the
stage is read off the title (its kind stands at the end), then off the head of the body, then off what the body does. Field
and stage together name the item. Confidence falls where title and body disagree, where two fields are near each other, and
where the stage had to be guessed; what answers to nothing is ``unknown``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.engine.reading.cues import BODY_STAGES, FIELDS, STAGES
from gongkai.engine.reading.document import Document

UNKNOWN = "unknown"
#: how much of the body is looked at; what a notice is, it says early
_HEAD = 3000
_KIND = re.compile(
    r"[\[【（(]([^\[\]【】（）()]{2,24}(?:公告|公示|公布|通知|结果|信息|书|计划|意向|合同|记录))[：:]?[^\]】）)]{0,8}[\]】）)]?$"
)
# 招标公告, 中标结果的公示(第2次), 答疑书（第01号）: what a title ends in when it says what kind of notice it heads
_ENDING = re.compile(
    r"(?:公告|公示|公布|通知|通告|结果|答疑书|决定书|计划|公开|意向|记录|名单|情况|合同|批复|澄清|答疑|补遗|信息|报告|方案|函|预告)"
    r"(?:书)?(?:\s*[（(\[【][^（）()\[\]【】]{0,16}[)）\]】])*\s*(?:第?[一二三四五六七八九十\d]+[次号])?$"
)
_ENDS_AS_SALE = re.compile(
    r"(?:公告|公示|结果|计划|情况|名单|名录|方案|目录|清单|通知|通告|办法|转让|出租|招租|发放|披露|信息)(?:\s*[（(\[【〔][^（）()\[\]【】]{0,24}[)）\]】])*\s*$"
)
_MENU = re.compile(
    r"^[^。，：:；]{0,12}(?:首页|公告|公示|澄清|答疑|下载|信息|计划|中心|指南|大厅|服务|法规|公开|>|›|»)\s*[>›»]?$"
)
_NETWORK = re.compile(r"[（(](?:网|电子标|资格后审|不见面|第[一二三四五六七八九十\d]+次|重新招标|二次|三次)[)）]")
_QUESTIONS = re.compile(
    r"(?:问题|提问|疑问|问)\s*[一二三四五六七八九十\d]{0,3}\s*[：:、]|(?:答复|回复|解答|答)\s*[：:]|答疑书|答疑纪要"
)
_CHANGES_TIME = re.compile(
    r"(?:延期|顺延|推迟|延长|变更|调整|更正|修改)(?:至|为|到)|(?:投标截止|开标|递交|提交)[^。\n]{0,20}(?:延期|顺延|变更|调整|更改|推迟)"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """The answer: ids of field and item, the stage behind it, confidence in 0…1, and what decided in words."""

    field: str
    item: str
    stage: str
    confidence: float
    why: str


_TRADES = {
    # stage → suffix of the item, for the fields that sell or lease
    "land": {"result": "deal-publicity", "contract": "supply-result", "performance": "performance-change"},
    "mining": {"result": "deal-publicity", "contract": "supply-result", "performance": "performance-change"},
    "emission": {"result": "result", "contract": "result", "candidates": "result"},
    "franchise": {"result": "result", "contract": "result", "candidates": "result"},
    "confiscated": {"result": "result", "contract": "result", "candidates": "result"},
    "property": {"result": "result", "contract": "contract", "candidates": "result"},
}
_TRADE_NOTICE = {
    "land": "announcement",
    "mining": "announcement",
    "emission": "notice",
    "franchise": "notice",
    "confiscated": "notice",
    "property": "listing",
}
_PROCUREMENT = {
    "tender": "procurement.tender-notice",
    "negotiation": "procurement.negotiation-notice",
    "prequalification": "procurement.prequalification",
    "prequalification-result": "stage.qualification-result",
    "demand": "procurement.demand",
    "correction": "procurement.correction",
    "termination": "procurement.termination",
    "candidates": "procurement.result",
    "result": "procurement.result",
    "contract": "procurement.contract",
    "performance": "procurement.acceptance",
    "single-source": "procurement.single-source",
    "penalty": "procurement.misconduct",
    "complaint-decision": "procurement.complaint-decision",
    "agency-assessment": "procurement.agency-assessment",
    "approval": "construction.approval",
}
_CONSTRUCTION = {
    "tender": "construction.tender-notice",
    "negotiation": "construction.tender-notice",
    "prequalification": "construction.prequalification",
    "prequalification-result": "construction.prequalification-result",
    "correction": "construction.correction",
    "termination": "construction.termination",
    "candidates": "construction.candidates",
    "result": "construction.award",
    "contract": "construction.contract",
    "performance": "construction.performance",
    "penalty": "construction.penalty",
    "complaint-decision": "construction.penalty",
    "single-source": "construction.tender-notice",
    "demand": "other.tender-plan",
    "approval": "construction.approval",
}
_ELECTRO = {
    "tender": "electromechanical.tender-notice",
    "negotiation": "electromechanical.tender-notice",
    "candidates": "electromechanical.evaluation",
    "result": "electromechanical.award",
    "complaint-decision": "electromechanical.objection",
    "correction": "electromechanical.tender-notice",
    "termination": "electromechanical.award",
    "contract": "electromechanical.award",
    "prequalification": "electromechanical.tender-notice",
}
#: fields in which something is bought; in the others something is sold, granted or told
_BUYS = ("procurement", "construction", "electromechanical")
_ANYWHERE = {
    "plan": "other.tender-plan",
    "clarification": "other.clarification",
    "opening-record": "other.opening-record",
    "apart": "other.notice",
}


def _rules(*items: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), item) for pattern, item in items)


#: fields whose items are told by their own words rather than by a stage; title first, then the head of the body
_OWN = {
    "housing": _rules(
        (r"危房改造", "housing.rural-renovation"),
        (r"租赁补贴|租金补贴|住房补贴", "housing.rent-subsidy"),
        (r"(?:完成|进展|进度|开工|竣工|建成)(?:情况|信息)?", "housing.annual-completion"),
        (r"年度(?:建设)?计划|建设计划|计划任务|目标任务", "housing.annual-plan"),
        (r"规划|建设方案|实施方案(?!.*分配)", "housing.construction-plan"),
        (r"分配|配租|选房|摇号|轮候|申请|资格|名单|保障对象|房源|公示", "housing.allocation"),
    ),
    "carbon": _rules(
        (r"有偿竞价|竞价发放|有偿发放|分配方案|配额分配|分配方法|分配实施", "carbon.allowance-method"),
        (r"重点排放单位名(?:录|单)|名录|纳入[^。\n]{0,10}单位名单", "carbon.emitters"),
        (r"清缴|履约", "carbon.clearing"),
        (r"核查机构|第三方(?:核查|机构)", "carbon.verifiers"),
        (r"行情|成交(?:量|额|均价|数据|信息)|收盘|交易(?:日报|周报|月报|数据|情况)", "carbon.market"),
        (r"注销|存储|使用规则|管理办法|抵销|抵消", "carbon.allowance-rules"),
        (r"纳入行业|行业范围", "carbon.scope"),
    ),
    "medical": _rules(
        (r"处罚|违规|失信|暂停(?:挂网|采购)资格|违约", "medical.penalty"),
        (r"信用评价|信用等级|失信等级", "medical.credit"),
        (r"积分", "medical.supplier-points"),
        (r"自费(?:药品|药)", "medical.self-paid-listing"),
        (r"医疗器械[^，。\n]{0,12}挂网", "medical.device-listing"),
        (r"备案采购", "medical.filed-purchase"),
        (r"变更|更正|调整|更名|撤网|暂停", "medical.change"),
        (r"资质(?:审核|审查)|审核结果|资格审核", "medical.qualification"),
        (r"报价|降价|议价", "medical.quotes"),
        (r"中选结果|结果|中标|入围|拟中选|挂网(?:公示|公告|产品|目录)|成交", "medical.result"),
        (r"目录", "medical.catalogue"),
        (r"采购文件|文件", "medical.documents"),
        (r"公告|通知|申报|采购", "medical.notice"),
    ),
    "nev": _rules(
        (r"处罚|处理", "nev.penalty"),
        (r"额度|牌照", "nev.quota"),
        (r"补助|补贴|清算|资金", "nev.subsidy"),
        (r"备案|车型|目录", "nev.filing"),
    ),
}
_LAND = _rules(
    (r"协议出让[^，。\n]{0,20}(?:结果|成交)", "land.agreement-result"),
    (r"协议出让[^，。\n]{0,12}(?:公示|公告)|拟(?:以)?协议", "land.agreement-publicity"),
    (r"供应计划|供地计划|出让计划|用地(?:供应)?计划", "land.supply-plan"),
    (r"供地结果|供应结果|划拨(?:结果|用地)|供地方式|header：供地结果信息|电子监管号|批准单位", "land.supply-result"),
    (r"合同(?:履行|变更)|履约|变更(?:公告|公示)|闲置", "land.performance-change"),
    (r"成交(?:公示|公告|结果|信息|情况)|竞得|出让结果|结果(?:公示|公告)|成交宗地", "land.deal-publicity"),
    (r"出让(?:公告)?|拍卖|挂牌|招标|公告", "land.announcement"),
)
_MINING = _rules(
    (r"注销(?:公告|公示|登记)", "other.notice"),
    (r"转让(?:公示|公告|信息|审批)", "mining.transfer-publicity"),
    (r"协议(?:方式)?出让", "mining.agreement-publicity"),
    (r"申请登记|探转采|探矿权转采矿权|申请在先|新立|延续(?:登记)?公示", "mining.registration-application"),
    (r"供应结果", "mining.supply-result"),
    (r"批复|审批结果|许可证(?:发证|信息|公告)|登记(?:公告|结果)|批准", "mining.approval"),
    (r"成交|结果|竞得|中标", "mining.deal-publicity"),
    (r"履约|变更", "mining.performance-change"),
    (r"项目信息|储量|勘查(?:项目|成果)", "mining.project"),
    (r"出让|挂牌|拍卖|招标|公告", "mining.announcement"),
)
_PROPERTY = _rules(
    (r"预披露|信息预公?告", "property.pre-disclosure"),
    (r"审计(?:结果|报告)|评估(?:结果|报告)(?:公示|公告|公开)", "property.audit"),
    (r"(?:决策|批准|批复)(?:信息|文件|情况|公示|公告)", "property.decision"),
    (r"处罚|违规", "property.penalty"),
    (r"合同(?:公告|公示|信息|订立|签订)", "property.contract"),
    (r"成交|结果|竞得|受让方确定|交易完成", "property.result"),
    (r"底价|参考价公[示告]", "property.floor-price"),
    (r"转让|挂牌|招租|出租|拍卖|公告|处置|增资|竞价|披露", "property.listing"),
)
_OWN_TRADE = {"land": _LAND, "mining": _MINING, "property": _PROPERTY}
_GENERAL = _rules(
    (r"黑名单|失信(?:主体|联合惩戒)?名单|严重违法失信", "credit.blacklist"),
    (r"红名单|守信(?:激励)?名单|诚信(?:单位|企业)名单", "credit.redlist"),
    (r"主动公开目录|公开目录(?:清单)?|公开事项目录|公开清单", "catalogue.disclosure"),
    (r"交易目录", "trading.catalogue"),
    (r"办事指南|服务指南|操作(?:指南|手册)", "service.guide"),
    (r"政府信息公开(?:工作)?年(?:度报告|报)", "report.information"),
    (r"(?:半年|上半年)[^，。]{0,16}(?:工作|公开)[^，。]{0,10}(?:报告|总结|情况)", "report.half-year"),
    (r"(?:年度)[^，。]{0,16}(?:公开|工作)[^，。]{0,10}(?:报告|总结|进展)", "report.annual"),
    (r"集中采购目录(?!以?[外内])|采购限额标准|公开招标数额标准", "procurement.catalogue"),
    (r"(?:供应商|采购)[^，。]{0,12}(?:信用(?:评价|等级|信息|奖惩)|联合惩戒)", "procurement.credit"),
    (r"产权[^，。]{0,12}(?:信用(?:评价|等级|信息|奖惩)|联合惩戒)", "property.credit"),
    (r"(?:建筑|施工|监理|勘察|设计|招标代理|造价)[^，。]{0,12}信用(?:评价|等级|信息|奖惩)", "construction.credit"),
    (r"(?:建筑|施工|监理|勘察|设计|造价)[^，。]{0,6}企业[^，。]{0,8}资质", "construction.qualification"),
    (r"信用(?:评价|等级|信息)", "credit.information"),
    (r"采购(?:项目)?预算(?:金额)?(?:公示|公告|公开|$)", "procurement.budget"),
    (r"(?:采购|磋商|谈判|询价)文件(?:公示|公开|公布)?$", "procurement.documents"),
    (r"代理机构[^，。]{0,8}(?:监督检查|监督评价|检查结果)", "procurement.agency-inspection"),
    (
        r"(?:交易|服务)(?:系统|平台)[^，。]{0,12}(?:升级|维护|上线|切换|停机)|(?:交易中心|交易系统)[^，。]{0,16}通知",
        "service.notice",
    ),
)


def classify(document: Document, title: str) -> Kind:
    """Field and item of a document. ``title`` may be empty; the first lines of the body then serve."""
    head = _without_menu(document)[:_HEAD]
    name = _NETWORK.sub("", title or "").strip()
    scores = _votes(name, head)
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    field, best = ranked[0]
    second = ranked[1][1]
    if best < 2:
        general = _first(_GENERAL, name) or _first(_GENERAL, head[:300])
        if general:
            return Kind("general", general, "general", 0.75, "通用事项词")
        return Kind(UNKNOWN, UNKNOWN, UNKNOWN, 0.0, "标题和正文都没有可识别的领域用语")
    stage, sure, why = _stage(name, head)
    if sure < 0.9 and field not in _BUYS and _ENDS_AS_SALE.search(name):
        sure, why = 0.95, "标题用语"
    share = best / (best + second) if best + second else 1.0
    general = _first(_GENERAL, name or head.partition("\n")[0])
    if general and (stage in (UNKNOWN, "contract") or _tells(general, field)):
        return Kind("general", general, "general", 0.8, "标题为通用事项")
    item = _item(field, stage, name, head)
    confidence = min(0.99, sure * (0.55 + 0.5 * min(1.0, max(0.0, (share - 0.5) * 2.6))))
    if item == UNKNOWN:
        return Kind(field, UNKNOWN, stage, min(confidence, 0.3), why)
    return Kind(field, item, stage, round(confidence, 3), why)


def _tells(general: str, field: str) -> bool:
    """Whether an item that belongs to no one field outweighs what the rest of a title seems to say."""
    if general.startswith(("catalogue.", "report.", "trading.")):
        return True
    return field in _BUYS and general.endswith(
        (".catalogue", ".credit", ".qualification", ".budget", ".documents", ".agency-inspection")
    )


def _votes(title: str, head: str) -> dict[str, float]:
    scores: dict[str, float] = {}
    for field, cues in FIELDS.items():
        total = 0.0
        for cue in cues:
            if title and cue.pattern.search(title):
                total += cue.weight * 3
            count = 0
            for _ in cue.pattern.finditer(head):
                count += 1
                if count >= cue.most:
                    break
            total += cue.weight * count
        scores[field] = total
    # a tender for works or services may mention land, housing or mining all through; what is bought decides
    trade = max(scores["construction"], scores["procurement"])
    if (
        title
        and re.search(
            r"招标|采购|中标候选人|中标结果|中标公告|磋商|谈判|询价|监理|施工|EPC|勘察|设计|检测|服务|咨询|购置|成交公告",
            title,
        )
        and trade >= 6
    ):
        for field in ("housing", "land", "mining", "emission", "carbon", "franchise", "confiscated", "property", "nev"):
            # …unless the title itself sells the thing
            if not re.search(r"出让|转让|拍卖|挂牌|成交公示|招租|出租|处置|罚没|配额|排污权|竞价|特许经营权?", title):
                scores[field] *= 0.25
    if re.search(r"招标人|中标候选人", head) and not re.search(r"政府采购|采购人", head):
        scores["procurement"] *= 0.75
    return scores


def _without_menu(document: Document) -> str:
    """The text without the menu of a page that was saved as text: three or more short names of columns in a row."""
    lines = [line.text for line in document.lines]
    keep: list[str] = []
    run: list[str] = []
    for number, text in enumerate(lines):
        if number < 40 and _MENU.match(text):
            run.append(text)
            continue
        if len(run) < 3:
            keep += run
        run = []
        keep.append(text)
    return "\n".join(keep + (run if len(run) < 3 else []))


def _stage(name: str, head: str) -> tuple[str, float, str]:
    """The stage, how sure it is, and why: the kind in brackets, the title's ending, the body's own title, what it does."""
    body = _body_stage(head)
    kind = _KIND.search(name)
    first = next(
        (line for line in head.split("\n")[:6] if 4 <= len(line) <= 90 and _ENDING.search(line) and line != name), ""
    )
    ended = bool(_ENDING.search(name))
    for text, sure, why in (
        (kind[1] if kind else "", 0.99, "标题末尾标明公告种类"),
        (name[-18:] if ended else "", 0.97, "标题末尾"),
        (first[-18:], 0.95, "正文标题"),
        (name if ended else "", 0.92, "标题"),
    ):
        found = _first_stage(text) if text else ""
        if found:
            return _reconcile(found, body, sure, why=why, head=head, said=text)
    if body[0]:
        return body[0], 0.93 if body[1] >= 3 else 0.88, "正文用语"
    found = _first_stage(name) if not ended else ""
    if found in ("tender", "negotiation", "plan", "result", "candidates", "agency-assessment"):
        return found, 0.75, "标题用语"
    return UNKNOWN, 0.4, "没有说明公告种类的用语"


def _first_stage(text: str) -> str:
    for stage, pattern in STAGES:
        if pattern.search(text):
            return stage
    return ""


_ASKS_FOR_BIDS = re.compile(
    r"(?:获取|领取|购买|发售|下载)(?:招标|采购|磋商|谈判|询价)文件|(?:招标|采购|磋商|谈判)文件(?:的)?(?:获取|发售|领取)|main_target_unit_price：详见招标文件"
    r"|(?:投标|响应)文件(?:的)?(?:递交|提交)|投标截止|响应截止"
)
#: what a tender mentions in its conditions without doing it
_IN_PASSING = frozenset(
    ("penalty", "complaint-decision", "termination", "correction", "contract", "single-source", "plan")
)


def _body_stage(head: str) -> tuple[str, float]:
    """The stage whose doing the body describes, and how strongly. What stands far down in a text that asks for bids is
    mentioned there as a condition.
    """
    asks = bool(_ASKS_FOR_BIDS.search(head))
    best, most = "", 0.0
    for stage, pattern, weight in BODY_STAGES:
        found = pattern.search(head)
        if not found:
            continue
        score = weight
        if found.start() < (250 if asks and stage in _IN_PASSING else 600):
            score += 0.6
        elif asks and stage in _IN_PASSING:
            score -= 1.6
        if asks and stage == "penalty":
            score -= 2
        if score > most:
            best, most = stage, score
    return best, most


def _reconcile(
    stage: str, body: tuple[str, float], sure: float, *, why: str, head: str, said: str
) -> tuple[str, float, str]:
    """What the body does may correct what the title says."""
    said_body, weight = body
    if stage == "clarification" or (stage == "correction" and re.search(r"澄清|补遗|答疑", said)):
        asks = bool(_QUESTIONS.search(head))
        if stage == "clarification":
            return ("clarification", sure, why) if asks or not _CHANGES_TIME.search(head) else ("correction", 0.85, why)
        if asks and not re.search(r"更正|变更|延期", said):
            return "clarification", 0.85, why
        return stage, sure, why
    if stage == "tender" and said_body and said_body not in ("tender", "negotiation", "contract", "plan"):
        # titles often give only the name of the project
        if weight >= 3 or not re.search(r"招标公告|采购公告|投标邀请", said):
            plain = re.search(r"(?:招标|采购|拍卖|竞价|挂牌|出让|招租|转让)公告", said)
            return (stage, 0.9, why) if plain else (said_body, 0.92, "正文用语")
        return stage, 0.85, why
    if stage == "tender" and said_body == "negotiation" and re.search(r"竞争性(?:谈判|磋商)公告|询价公告", head[:300]):
        return "negotiation", 0.92, "正文首部"
    if stage == "plan" and said_body == "tender" and not re.search(r"预计(?:招标|采购)|意向|招标计划", head):
        return "tender", 0.88, "正文用语"
    if stage == "tender" and not said_body and not re.search(r"公告|招标", said):
        return stage, 0.8, why
    if (
        stage == "negotiation"
        and said_body in ("result", "termination", "correction")
        and not re.search(r"公告$|公告", said)
    ):
        return said_body, 0.9, "正文用语"
    if (
        stage == "candidates"
        and said_body == "result"
        and re.search(r"评标结果|评审结果|中标公示", said)
        and not re.search(r"候选", head)
    ):
        return "result", 0.9, "正文未列候选人"
    if stage == "termination" and said_body == "candidates" and re.search(r"候选", said):
        return "termination", 0.8, why
    return stage, sure, why


def _first(rules: tuple[tuple[re.Pattern[str], str], ...], text: str) -> str:
    for pattern, item in rules:
        if pattern.search(text):
            return item
    return ""


#: a record of the register of land supplied, whatever its title says
_SUPPLY_RECORD = re.compile(r"供地结果信息|电子监管号")
_SUPPLIED = re.compile(r"供地结果|供地方式|供应方式|电子监管号|约定(?:开工|竣工|交地)时间|批准单位")


def _heading(head: str) -> str:
    """The lines of the body that say what it is: those that end like a title, else its first ones."""
    lines = head.split("\n")[:12]
    return "\n".join(line for line in lines if len(line) <= 60 and _ENDING.search(line))


def _item(field: str, stage: str, name: str, head: str) -> str:
    if stage in _ANYWHERE and field not in ("housing", "carbon", "medical", "nev"):
        return _ANYWHERE[stage]
    if field == "procurement":
        return _PROCUREMENT.get(stage, UNKNOWN)
    if field == "construction":
        return _CONSTRUCTION.get(stage, UNKNOWN)
    if field == "electromechanical":
        return _ELECTRO.get(stage, UNKNOWN)
    if field in _OWN:
        return _first(_OWN[field], name) or _first(_OWN[field], head[:1500]) or UNKNOWN
    if field in _OWN_TRADE:
        if field == "land" and _SUPPLY_RECORD.search(head):
            return "land.supply-result"
        own = _first(_OWN_TRADE[field], name)
        if own and (not own.endswith((".announcement", ".listing")) or _ENDING.search(name)):
            return own
        if field == "land" and _SUPPLIED.search(head):
            return "land.supply-result"
        if stage in ("correction", "termination"):
            return own or f"{field}.{_TRADE_NOTICE[field]}"
        if stage == "result" and not own:
            return f"{field}.{_TRADES[field]['result']}"
        return own or _first(_OWN_TRADE[field], _heading(head)) or f"{field}.{_TRADE_NOTICE[field]}"
    if stage in _TRADES.get(field, {}):
        return f"{field}.{_TRADES[field][stage]}"
    return f"{field}.{_TRADE_NOTICE[field]}"
