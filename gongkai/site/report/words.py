"""What the report says, in Chinese and English, and the names of checks with what to do about each."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.engine.inspection import Inspection, scrubbed
from gongkai.engine.packs.resolved import Vocabulary
from gongkai.engine.screening import KINDS, Kind

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "tag": "zh-CN",
        "bracket": "（{}）",
        "colon": "：",
        "title": "公告检查报告",
        "skip": "跳到公告列表",
        "table": "表格",
        "against": "对照政策包：{}",
        "made": "生成于",
        "notices": "件公告",
        "failing": "件有问题",
        "private": "件含个人信息",
        "unreadable": "件无法读取",
        "column_all": "公告（件）",
        "column_bad": "有问题（件）",
        "unreadable_row": "无法读取",
        "by_field": "按领域",
        "by_finding": "按问题",
        "by_source": "按来源",
        "column_field": "领域",
        "column_finding": "问题",
        "column_source": "来源",
        "say_field": "共涉及 {count} 个领域",
        "most_field": "，最多的是{name}，{total} 件",
        "say_finding": "共发现 {count} 类问题",
        "most_finding": "，最多的是“{name}”，{total} 件公告",
        "say_source": "来自 {count} 处",
        "most_source": "，最多的是 {name}，{total} 件",
        "full_stop": "。",
        "click": "点选一行，下面只列出这一类公告",
        "list": "公告列表",
        "all": "显示全部",
        "only_failing": "只看有问题的",
        "only_private": "只看含个人信息的",
        "showing": "正在显示：",
        "notice": "公告",
        "item": "公开事项",
        "field": "领域",
        "published": "发布时间",
        "lacks": "缺要素",
        "findings": "问题",
        "personal": "个人信息",
        "code": "项目编号",
        "not_said": "未载明",
        "unreadable_one": "无法读取。",
        "what_to_mend": "需要处理的问题",
        "personal_long": "不应公开的个人信息",
        "kind": "种类",
        "masked": "遮盖后",
        "where": "位置",
        "do": "怎么办：",
        "clause": "依据：",
        "elements": "读出的要素",
        "element": "要素",
        "value": "内容",
        "passed": "其他检查",
        "pass": "通过",
        "not-applicable": "不适用",
        "notes": "读取说明",
        "text": "公告正文（要素以浅蓝标出，个人信息已遮盖）",
        "cut": "正文较长，以下 {} 字未列出。",
        "unwritable": "报告写不进去：{}",
        "unwritable_do": "请换一个能写的位置，或腾出磁盘空间",
        "more": "另有 {} 处未列出，全部结果见 --json 输出。",
        "others": "其余 {} 类",
        "untitled": "（没有标题）{}",
        "no_source": "（未注明）",
        "foot": "本报告由公开（gongkai）按政策包逐条对照得出。要素由程序读出，个人信息在报告中已经遮盖；"
        "“不适用”与“未载明”不等于通过。",
        "law": "检查结果供公开责任人核对，不替代法律意见。",
        "sentence": "共检查 {n} 件公告，涉及 {f} 个领域、{s} 处来源。",
        "sentence_none": "没有读到公告。",
        "sentence_bad": "其中 {} 件有需要处理的问题。",
        "sentence_good": "没有发现需要处理的问题。",
        "sentence_private": "{} 件含有不应公开的个人信息，本报告中已经遮盖。",
        "sentence_unreadable": "{} 件无法读取。",
        "verdict": "{} 项需要处理",
        "verdict_colon": "：",
        "verdict_comma": "，",
        "verdict_missing": "缺少 {} 个要素",
        "verdict_personal": "{} 处个人信息",
        "verdict_good": "没有发现需要处理的问题。",
    },
    "en": {
        "tag": "en",
        "bracket": " ({})",
        "colon": ": ",
        "title": "Report on notices",
        "skip": "Skip to the list of notices",
        "table": "table",
        "against": "Held against the policy pack {}",
        "made": "made",
        "notices": "notices",
        "failing": "with findings",
        "private": "with personal data",
        "unreadable": "unreadable",
        "column_all": "Notices",
        "column_bad": "With findings",
        "unreadable_row": "Unreadable",
        "by_field": "By field",
        "by_finding": "By finding",
        "by_source": "By source",
        "column_field": "Field",
        "column_finding": "Finding",
        "column_source": "Source",
        "say_field": "Fields: {count}",
        "most_field": "; most are in {name}: {total}",
        "say_finding": "Kinds of finding: {count}",
        "most_finding": '; the most frequent is "{name}", in {total} notices',
        "say_source": "Sources: {count}",
        "most_source": "; most come from {name}: {total}",
        "full_stop": ".",
        "click": "Follow a row to see only these notices below",
        "list": "Notices",
        "all": "show all",
        "only_failing": "only those with findings",
        "only_private": "only those with personal data",
        "showing": "Showing: ",
        "notice": "Notice",
        "item": "Item",
        "field": "Field",
        "published": "Published",
        "lacks": "Lacking",
        "findings": "Findings",
        "personal": "Personal",
        "code": "Project code",
        "not_said": "not stated",
        "unreadable_one": "Cannot be read.",
        "what_to_mend": "What has to be mended",
        "personal_long": "Personal data that must not be published",
        "kind": "Kind",
        "masked": "Masked",
        "where": "Place",
        "do": "What to do: ",
        "clause": "Rule: ",
        "elements": "Elements read",
        "element": "Element",
        "value": "Value",
        "passed": "Other checks",
        "pass": "pass",
        "not-applicable": "not applicable",
        "notes": "Notes on reading",
        "text": "Text of the notice (elements tinted, personal data masked)",
        "cut": "The text is long; {} more characters are not shown.",
        "unwritable": "the report cannot be written: {}",
        "unwritable_do": "choose another place, or make room on the disk",
        "more": "{} more are not shown; --json gives all.",
        "others": "{} more",
        "untitled": "(no title) {}",
        "no_source": "(not stated)",
        "foot": "Made by gongkai, which holds each notice against the policy pack. Elements were read by the program; personal data "
        'is masked in this report; "not applicable" and "not stated" do not mean pass.',
        "law": "The findings are for the responsible officer to verify; they are not legal advice.",
        "sentence": "{n} notices were checked, in {f} fields from {s} sources. ",
        "sentence_none": "No notice was read.",
        "sentence_bad": "{} have findings. ",
        "sentence_good": "Nothing was found. ",
        "sentence_private": "{} hold personal data, masked in this report. ",
        "sentence_unreadable": "{} could not be read.",
        "verdict": "{} to mend",
        "verdict_colon": ": ",
        "verdict_comma": ", ",
        "verdict_missing": "{} elements missing",
        "verdict_personal": "{} pieces of personal data",
        "verdict_good": "Nothing was found.",
    },
}

_UNKNOWN = {"zh": "未能判断", "en": "unknown"}
_SURE = {"zh": ("有把握", "大致可信", "请核对"), "en": ("sure", "likely", "please verify")}
KINDS_EN: dict[Kind, str] = {
    "id-number": "citizen number",
    "mobile": "private mobile",
    "bank-account": "private bank account",
    "address": "home address",
    "health": "health",
    "family": "family",
    "assets": "income and assets",
    "birth-date": "birth date",
}


#: names of the checks; a test holds them to those that exist
CHECKS: dict[str, dict[str, str]] = {
    "item-known": {"zh": "公开事项不明", "en": "item not known"},
    "personal-data": {"zh": "含有个人信息", "en": "personal data"},
    "required-elements": {"zh": "缺少内容要素", "en": "elements missing"},
    "attachments-only": {"zh": "只有附件没有正文", "en": "attachments only"},
    "published-late": {"zh": "公开逾期", "en": "published late"},
    "period-length": {"zh": "公示或公告期过短", "en": "period too short"},
    "date-order": {"zh": "日期先后矛盾", "en": "dates contradict"},
    "amount-words": {"zh": "大小写金额不符", "en": "amount in words differs"},
    "amount-match": {"zh": "金额前后不符", "en": "amounts contradict"},
    "code-form": {"zh": "代码有误", "en": "code is wrong"},
}


def term_name(vocabulary: Vocabulary, kind: str, name: str, lang: str) -> str:
    """The name of a field, item or element in the language; its id when the vocabulary has none."""
    if name == "unknown":
        return _UNKNOWN[lang]
    terms: Mapping[str, object] = getattr(vocabulary, kind)
    term = terms.get(name)
    if term is None:
        return name
    english = getattr(term, "english", "")
    return str(english or name) if lang == "en" else str(getattr(term, "name", name))


def kind_name(kind: Kind, lang: str) -> str:
    """The name of a kind of personal data."""
    return KINDS_EN[kind] if lang == "en" else KINDS[kind]


def sure_words(confidence: float, lang: str) -> str:
    """A confidence in words: from 0.9 on sure, from 0.6 on likely."""
    return _SURE[lang][0 if confidence >= 0.9 else 1 if confidence >= 0.6 else 2]


def check_name(check: str, lang: str) -> str:
    """The name of a check."""
    return CHECKS.get(check, {}).get(lang, check)


def shown_title(inspection: Inspection, lang: str) -> str:
    """What a notice is called where people read: its title, else its project, else that it has none, and its id."""
    reading = inspection.reading
    if reading is None:
        return inspection.id
    name = reading.first("project.name")
    title = reading.title or (name.text if name else "")
    return scrubbed(title, inspection) if title else WORDS[lang]["untitled"].format(inspection.id)
