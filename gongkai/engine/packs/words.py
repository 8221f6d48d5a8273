"""Deadlines, bodies and channels of a pack as short sentences, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from gongkai.engine.packs.models import Bodies, Duty, Form, Period, Span, Term, Unit
from gongkai.engine.packs.resolved import BoundChannel, Vocabulary

Lang = Literal["zh", "en"]

_UNIT_ZH = {Unit.WORKING_DAYS: "个工作日", Unit.DAYS: "日", Unit.HOURS: "小时", Unit.MONTHS: "个月"}

ACTIONS: dict[Lang, dict[str, str]] = {
    "zh": {
        "publish": "公开",
        "verify": "核验",
        "decide": "作出决定",
        "answer": "答复",
        "report": "报送",
        "exchange": "交互",
        "sign": "签订",
        "send": "送交",
    },
    "en": {
        "publish": "publish",
        "verify": "verify",
        "decide": "decide",
        "answer": "answer",
        "report": "report",
        "exchange": "exchange",
        "sign": "sign",
        "send": "send",
    },
}

#: names and values of facts in words; others are shown as written
FACTS_ZH = {
    "kind=licence": "行政许可",
    "kind=penalty": "行政处罚",
    "by=data-exchange": "按数据规范交互",
    "by=e-mail": "电子邮件",
    "by=electronic-medium": "电子介质",
    "by=fax": "传真",
    "by=paper": "纸质文本",
    "by=direct-entry": "直接录入",
    "method=tender": "招标",
    "method=auction": "拍卖",
    "method=listing": "挂牌",
    "method=agreement": "协议",
    "method=open-tender": "公开招标",
    "method=invited-tender": "邀请招标",
    "method=negotiation": "竞争性谈判",
    "method=consultation": "竞争性磋商",
    "method=inquiry": "询价",
    "method=single-source": "单一来源",
    "medium=newspaper": "报纸",
    "medium=website": "网站",
    "organised-by=agency": "委托代理机构",
    "organised-by=purchaser": "采购人自行组织",
    "reporter=department": "部门",
    "reporter=government": "政府",
    "record=monthly": "按月记录的",
    "affects=bid-documents": "影响投标文件编制",
    "affects=prequalification-documents": "影响资格预审申请文件编制",
    "affects=response-documents": "影响响应文件编制",
    "trade=equity-transfer": "产权转让",
    "trade=asset-transfer": "资产转让",
    "trade=capital-increase": "增资",
    "floor=1m-10m": "底价100万元至1000万元",
    "floor=over-10m": "底价超过1000万元",
    "pre-disclosed=yes": "已预披露",
    "step=verification": "核验环节",
    "step=acceptance": "受理环节",
    "step=examination": "审查环节",
    "control-changes-hands=yes": "实际控制权转移",
    "unpublished=since-2015-03-01": "2015年3月1日以后尚未公开",
}

#: grounds on which something is not published (不予公开的情形), ids of ``unless``
GROUNDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "state-secret": "国家秘密",
        "commercial-secret": "商业秘密",
        "privacy": "个人隐私",
        "security-stability": "危及国家安全、公共安全、经济安全或社会稳定",
        "other-law": "法律、法规规定不予公开",
        "approval-pending": "须经批准方可发布而尚未批准",
    },
    "en": {
        "state-secret": "state secret",
        "commercial-secret": "commercial secret",
        "privacy": "privacy",
        "security-stability": "danger to national, public or economic security or social stability",
        "other-law": "not to be published under another law",
        "approval-pending": "needs approval that has not been given",
    },
}

LEVELS: dict[Lang, dict[str, str]] = {
    "zh": {
        "every-level": "各级",
        "national": "国家级",
        "province": "省级",
        "city": "市级",
        "county": "县级",
        "town": "乡级",
    },
    "en": {
        "every-level": "every level",
        "national": "national",
        "province": "province",
        "city": "city",
        "county": "county",
        "town": "town",
    },
}

_KINDS: dict[Lang, dict[str, str]] = {
    "zh": {"first": "第一平台", "required": "", "encouraged": "可用", "exchange": "同步交互"},
    "en": {"first": "first platform", "required": "", "encouraged": "open to use", "exchange": "exchange"},
}


def names(ids: Iterable[str], terms: Mapping[str, Term], lang: Lang = "zh") -> list[str]:
    """The names of the ids; an id without a term stays as it is."""
    found: list[str] = []
    for name in ids:
        term = terms.get(name)
        found.append(name if term is None else term.english or term.name if lang == "en" else term.name)
    return found


def span_words(span: Span, lang: Lang = "zh") -> str:
    """``20个工作日`` or ``20 working days``."""
    if lang == "zh":
        return f"{span.count}{_UNIT_ZH[span.unit]}"
    unit = span.unit.value.replace("-", " ")
    return f"{span.count} {unit[:-1] if span.count == 1 else unit}"


def _events(ids: Iterable[str], vocabulary: Vocabulary, lang: Lang) -> str:
    wanted = list(ids)
    if lang == "en":
        return " or ".join(names(wanted, vocabulary.events, lang))
    if wanted[:2] == ["formed", "changed"]:
        rest = names(wanted[2:], vocabulary.events)
        return "或".join(["信息形成或变更", *rest])
    return "或".join(names(wanted, vocabulary.events))


def _at(ids: Iterable[str], vocabulary: Vocabulary) -> str:
    """An event with 在 before it, once: some names begin with it (在指定媒介发布)."""
    said = _events(ids, vocabulary, "zh")
    return said if said.startswith("在") else f"在{said}"


def _month_day(value: str, lang: Lang) -> str:
    month, day = value.split("-")
    return f"{int(month)}月{int(day)}日" if lang == "zh" else value


def facts_words(facts: Mapping[str, Iterable[str]], lang: Lang = "zh") -> str:
    """The facts that make a rule apply, for example ``行政许可、行政处罚``; empty when it always applies."""
    parts: list[str] = []
    for name, values in facts.items():
        if lang == "zh":
            parts.append("、".join(FACTS_ZH.get(f"{name}={value}", f"{name}={value}") for value in values))
        else:
            parts.append(f"{name} = {' or '.join(values)}")
    return ("，" if lang == "zh" else ", ").join(parts)


def duty_words(duty: Duty, vocabulary: Vocabulary, lang: Lang = "zh", titles: Mapping[str, str] | None = None) -> str:
    """One deadline as a sentence, for example ``自信息形成或变更之日起20个工作日内公开``."""
    sentence = _zh(duty, vocabulary, titles or {}) if lang == "zh" else _en(duty, vocabulary, titles or {})
    facts = facts_words(duty.facts, lang)
    if not facts:
        return sentence
    return f"{facts}：{sentence}" if lang == "zh" else f"{facts}: {sentence}"


def _zh(duty: Duty, vocabulary: Vocabulary, titles: Mapping[str, str]) -> str:
    act = ACTIONS["zh"][duty.action]
    match duty.form:
        case Form.WITHIN:
            assert duty.within is not None
            since = "起" if duty.within.unit is Unit.HOURS else "之日起"
            event = _events(duty.when, vocabulary, "zh").removesuffix("之日").removesuffix("日")
            return f"自{event}{since}{span_words(duty.within)}内{act}"
        case Form.AT_LEAST_BEFORE:
            assert duty.at_least is not None
            return f"在{_events([duty.before], vocabulary, 'zh')}的{span_words(duty.at_least)}前{act}"
        case Form.BEFORE:
            return f"在{_events([duty.before], vocabulary, 'zh')}前{act}"
        case Form.SAME_TIME:
            return f"{_at(duty.same_time_as, vocabulary)}的同时{act}"
        case Form.DURING:
            assert duty.during is not None
            start, end = names(duty.during, vocabulary.events)
            return f"在{start}至{end}期间{act}"
        case Form.ONCE:
            return f"{_at(duty.once, vocabulary)}后{act}"
        case Form.PROMPTLY:
            return f"{_at(duty.promptly_after, vocabulary)}后及时{act}"
        case Form.FIXED_DATES:
            return f"每年{'、'.join(_month_day(day, 'zh') for day in duty.on)}前{act}"
        case Form.BY_DATE:
            assert duty.by_date is not None
            return f"{duty.by_date.year}年{duty.by_date.month}月{duty.by_date.day}日前{act}"
    return f"按{'、'.join(f'《{titles.get(law, law)}》' for law in duty.as_law)}规定的时限{act}"


def _en(duty: Duty, vocabulary: Vocabulary, titles: Mapping[str, str]) -> str:
    act = ACTIONS["en"][duty.action]
    match duty.form:
        case Form.WITHIN:
            assert duty.within is not None
            return f"{act} within {span_words(duty.within, 'en')} after {_events(duty.when, vocabulary, 'en')}"
        case Form.AT_LEAST_BEFORE:
            assert duty.at_least is not None
            return f"{act} at least {span_words(duty.at_least, 'en')} before {_events([duty.before], vocabulary, 'en')}"
        case Form.BEFORE:
            return f"{act} before {_events([duty.before], vocabulary, 'en')}"
        case Form.SAME_TIME:
            return f"{act} at the same time as {_events(duty.same_time_as, vocabulary, 'en')}"
        case Form.DURING:
            assert duty.during is not None
            start, end = names(duty.during, vocabulary.events, "en")
            return f"{act} between {start} and {end}"
        case Form.ONCE:
            return f"{act} once {_events(duty.once, vocabulary, 'en')}"
        case Form.PROMPTLY:
            return f"{act} promptly after {_events(duty.promptly_after, vocabulary, 'en')}"
        case Form.FIXED_DATES:
            return f"{act} each year by {', '.join(duty.on)}"
        case Form.BY_DATE:
            return f"{act} by {duty.by_date}"
    return f"{act} as laid down in {', '.join(titles.get(law, law) for law in duty.as_law)}"


PERIODS: dict[Lang, dict[str, str]] = {
    "zh": {
        "notice": "公告期",
        "publicity": "公示期",
        "documents": "文件获取期",
        "submission": "递交期",
        "listing": "挂牌期",
        "answer": "答复期",
        "extension": "延长期",
    },
    "en": {
        "notice": "notice period",
        "publicity": "publicity period",
        "documents": "period for obtaining documents",
        "submission": "period for submission",
        "listing": "listing period",
        "answer": "period for answers",
        "extension": "extension",
    },
}


def period_words(period: Period, lang: Lang = "zh") -> str:
    """A minimum length as a sentence, for example ``公示期不少于5个工作日``."""
    facts = facts_words(period.facts, lang)
    if lang == "zh":
        sentence = f"{PERIODS[lang][period.of]}不少于{span_words(period.at_least)}"
        return f"{facts}：{sentence}" if facts else sentence
    sentence = f"{PERIODS[lang][period.of]} of at least {span_words(period.at_least, lang)}"
    return f"{facts}: {sentence}" if facts else sentence


def body_words(bodies: Bodies | None, vocabulary: Vocabulary, lang: Lang = "zh") -> str:
    """Who publishes, who leads and who is responsible, in one line."""
    if bodies is None:
        return ""
    colon, semicolon, comma = ("：", "；", "、") if lang == "zh" else (": ", "; ", ", ")
    heads = ("公开主体", "牵头单位", "责任单位") if lang == "zh" else ("publishes", "leads", "responsible")
    groups = zip(heads, (bodies.owner, bodies.lead, bodies.responsible), strict=True)
    return semicolon.join(head + colon + comma.join(names(ids, vocabulary.bodies, lang)) for head, ids in groups if ids)


def level_words(bodies: Bodies | None, fallback: str, lang: Lang = "zh") -> str:
    """The levels (公开层级) that owe the item; ``fallback`` is the level of the pack's own jurisdiction.

    各级 in a province's document means the province and what lies below it, not the nation.
    """
    levels = bodies.of if bodies is not None and bodies.of else (fallback,)
    if "every-level" in levels:
        ladder = [level for level in LEVELS["zh"] if level != "every-level"]
        levels = tuple(ladder[ladder.index(fallback) :])
    said = ("、" if lang == "zh" else ", ").join(LEVELS[lang].get(level, level) for level in levels)
    return said.replace("级、", "、") if lang == "zh" and len(levels) > 1 else said


def channel_words(channels: Iterable[BoundChannel], vocabulary: Vocabulary, lang: Lang = "zh") -> str:
    """The channels in one line, each with how it is bound where that is more than required."""
    kinds: dict[str, dict[str, None]] = {}
    for bound in channels:
        name = names([bound.channel.channel], vocabulary.channels, lang)[0]
        kinds.setdefault(name, {})[_KINDS[lang][bound.channel.kind]] = None
    comma = "、" if lang == "zh" else ", "
    parts: list[str] = []
    for name, bound_as in kinds.items():
        said = comma.join(kind for kind in bound_as if kind)
        parts.append(name + ((f"（{said}）" if lang == "zh" else f" ({said})") if said else ""))
    return comma.join(parts)


def annex_name(annex: str, lang: Lang = "zh") -> str:
    """An annex as one says it: ``附件1`` where the pack writes only the number."""
    if not annex.isdigit():
        return annex
    return f"附件{annex}" if lang == "zh" else f"Annex {annex}"
