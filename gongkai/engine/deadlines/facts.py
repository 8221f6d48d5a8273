"""Facts (事实) that decide which rule applies: their names and values, in Chinese or as ids.

A fact's value is brought to one id before it is compared, in the rule as well as in the question, so that 招标 and
``tender`` meet. What neither this table nor any rule of the catalogue knows is refused, never ignored.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from gongkai.engine.errors import FactError, UnknownIdError

#: fact → id of the value → other ways to say it
VALUES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "by": {
        "data-exchange": ("电子数据交互", "数据交互", "交互", "数据规范交互"),
        "e-mail": ("电子邮件", "邮件", "email"),
        "electronic-medium": ("电子介质", "electronic-media"),
        "fax": ("传真",),
        "paper": ("纸质", "纸质文本", "纸面"),
        "direct-entry": ("直接录入", "录入"),
    },
    "method": {
        "tender": ("招标", "招标出让", "bidding"),
        "auction": ("拍卖", "拍卖出让"),
        "listing": ("挂牌", "挂牌出让"),
        "agreement": ("协议", "协议出让"),
        "price-bidding": ("竞价", "网络竞价"),
        "open-tender": ("公开招标", "public-tender"),
        "invited-tender": ("邀请招标",),
        "negotiation": ("竞争性谈判", "谈判"),
        "consultation": ("竞争性磋商", "磋商"),
        "inquiry": ("询价",),
        "single-source": ("单一来源", "单一来源采购"),
        "first-application": ("申请在先",),
        "exploration-to-mining": ("探转采", "探矿权转采矿权"),
    },
    "kind": {
        "licence": ("行政许可", "许可", "license", "permit"),
        "penalty": ("行政处罚", "处罚"),
        "other": ("其他",),
    },
    "control-changes-hands": {"yes": (), "no": ()},
    "step": {
        "verification": ("核验", "核验确认", "verify"),
        "publication": ("公开", "发布", "publish"),
        "examination": ("审查",),
        "acceptance": ("受理",),
    },
    "affects": {
        "bid-documents": ("招标文件",),
        "prequalification-documents": ("资格预审文件",),
        "response-documents": ("响应文件", "采购文件", "谈判文件", "磋商文件", "询价通知书"),
    },
    "medium": {"website": ("网站", "网络媒体"), "newspaper": ("报纸", "报刊")},
    "reporter": {"department": ("部门",), "government": ("政府",)},
    "trade": {
        "equity-transfer": ("股权转让", "产权转让"),
        "capital-increase": ("增资", "企业增资"),
        "asset-transfer": ("资产转让",),
    },
    "organised-by": {"agency": ("代理机构", "采购代理机构"), "purchaser": ("采购人",)},
    "action": {
        "publish": ("公开", "发布"),
        "verify": ("核验", "核验确认"),
        "decide": ("决定",),
        "answer": ("答复",),
        "report": ("报送", "报告"),
        "exchange": ("交互", "推送"),
        "sign": ("签订",),
        "send": ("送交", "发送"),
    },
}

NAMES: Mapping[str, str] = {
    "交互方式": "by",
    "提交方式": "by",
    "交易方式": "method",
    "出让方式": "method",
    "采购方式": "method",
    "类别": "kind",
    "决定种类": "kind",
    "实际控制权转移": "control-changes-hands",
    "环节": "step",
    "影响": "affects",
    "媒体": "medium",
    "报告主体": "reporter",
    "产权交易种类": "trade",
    "组织者": "organised-by",
    "动作": "action",
}

#: a value that is also a case of a broader one: 公开招标 is 招标
BROADER: Mapping[str, str] = {"open-tender": "tender", "invited-tender": "tender"}

_TRUE = ("yes", "true", "是", "y", "1")
_FALSE = ("no", "false", "否", "n", "0")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower().replace("_", "-")


def _aliases() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, values in VALUES.items():
        found[name] = {_folded(word): value for value, words in values.items() for word in (value, *words)}
    return found


_ALIASES = _aliases()
_YES_NO = {**dict.fromkeys(_TRUE, "yes"), **dict.fromkeys(_FALSE, "no")}


def canonical(name: str, value: str) -> str:
    """The id of a fact's value; the folded text itself where no other way to say it is known."""
    text = _folded(value)
    known = _ALIASES.get(name)
    if known is not None and text in known:
        return known[text]
    return _YES_NO.get(text, text)


def known_facts(rules: Iterable[Mapping[str, Iterable[str]]]) -> dict[str, set[str]]:
    """Every fact and value that may be given: those of this module and of the ``facts`` of every rule of a catalogue."""
    known: dict[str, set[str]] = {name: set(values) for name, values in VALUES.items()}
    for rule in rules:
        for name, values in rule.items():
            known.setdefault(name, set()).update(canonical(name, value) for value in values)
    return known


def read_facts(facts: Mapping[str, object], known: Mapping[str, set[str]]) -> dict[str, str]:
    """Facts as given → facts by id. ``known``: as from ``known_facts``.

    Raises UnknownIdError for a name or value that is not known, FactError for one that is no text (true and false are
    taken as yes and no) or given twice.
    """
    read: dict[str, str] = {}
    for given, said in facts.items():
        name = NAMES.get(given.strip(), given.strip())
        if name not in known:
            raise unknown("事实", given, sorted(known))
        raw = ("yes" if said else "no") if isinstance(said, bool) else said
        if not isinstance(raw, str) or not raw.strip():
            raise FactError(
                f"事实 {given} 的值应为文字，不能是 {raw!r}。", remedy=f"例如 {name}={_sample(known[name])}。"
            )
        value = canonical(name, raw)
        if value not in known[name]:
            raise unknown(f"事实 {name} 的值", raw, sorted(known[name]))
        if name in read:
            raise FactError(f"事实 {name} 给了两次。", remedy="请只保留一个。")
        read[name] = value
    return read


def _sample(values: set[str]) -> str:
    return min(values, default="yes")


#: how the remedy of an unknown id begins where a known one is near
NEAREST = "最接近的有"


def unknown(what: str, given: str, known: list[str], names: Mapping[str, str] | None = None) -> UnknownIdError:
    """The refusal of an id nobody knows, with the nearest known ones (by id and by Chinese name)."""
    pool = {word: id_ for id_ in known for word in (id_, (names or {}).get(id_, id_))}
    close = get_close_matches(given, list(pool), n=3, cutoff=0.5)
    near = list(dict.fromkeys(pool[word] for word in close)) or known[:8]
    shown = "、".join(f"{id_}（{names[id_]}）" if names and names.get(id_) else id_ for id_ in near)
    lead = NEAREST if close else "可用的有"
    tail = "" if close or len(known) <= len(near) else " 等"
    return UnknownIdError(f"不认识的{what}“{given}”。", remedy=f"{lead}：{shown}{tail}。" if shown else "")
