"""Elements with their values, from the pairs and sentences of a document whose kind is known.

A pair's label names an element directly, or through where it stands: under 采购人信息 a 名称 is the buyer, 地址 the buyer's
address; under 获取招标文件 a 时间 says when the documents can be had. What a value is, where it begins and ends, decides the
cleaner of its element. A value that is none ("/", "详见附件") leaves the element absent.
"""

from __future__ import annotations

import re

from gongkai.engine import numbers
from gongkai.engine.reading import values
from gongkai.engine.reading.classify import UNKNOWN, Kind
from gongkai.engine.reading.document import Document, Line
from gongkai.engine.reading.gathered import Pair
from gongkai.engine.reading.lexicon import HOW, NAME, PLACE, PRICE, VAGUE, WHEN, Lexicon, bare, squeeze
from gongkai.engine.reading.model import Value
from gongkai.engine.reading.narrative import methods, sentences
from gongkai.engine.reading.pairs import body_end, pairs_of
from gongkai.engine.reading.scope import IN_FIELD, holds, meant
from gongkai.engine.reading.shapes import SHAPES, Shape

_PARTIES = frozenset(("buyer", "agency", "winner", "transferee", "objection.channel", "candidates"))
#: parties whose contact is no contact of the notice
_TAKERS = frozenset(("winner", "transferee", "candidates"))
_MAYBE_PUBLISHED = frozenset(("日期", "时间", "公告时间"))
#: what may stand between a party's name and its telephone
_CONTACT = frozenset(("contact.person", "contact.phone"))
_BELONGS = _CONTACT | frozenset(
    ("buyer.contact", "agency.contact", "buyer.address", "agency.address", "winner.address", "winner.code", "amount")
)
_FIRM = frozenset(("单位名称", "企业名称", "公司名称"))
_CONTACT = frozenset(("contact.person", "contact.phone"))
# 招标人（联系人：史工，电话：…）: who is meant stands right before
_NAMED_BEFORE = re.compile(
    r"(?:(?P<buyer>招标人|采购人|出让人|建设单位|业主|转让方)|代理机构|招标代理|采购代理)[^。；：:\n]{0,30}[（(，,]?\s*"
    r"联系(?:人|电话|方式)\s*[：:][^。；：:\n]{0,12}(?:[，,、\s]\s*(?:联系)?电话\s*[：:])?\s*$"
)
# 聂永刚（陕161111240908）
_NUMBER_INSIDE = re.compile(r"[（(]([^（）()]*\d{6,}[^（）()]*)[)）]")
# 0399-5550818（周经理）
_IN_BRACKETS = re.compile(r"\d\s*[（(][\u4e00-\u9fff]{2,4}[)）]")
#: a single day behind these is the day of publication, two are a period
_PUT_UP = frozenset(("公示日期", "公告时间", "公告日期"))
_SIGNED = ("contract", "performance")
#: others than buyer and agency, whose address follows their name
_BYSTANDER = re.compile(r"^(?:投诉人|相关供应商|第三人|举报人)[\d一二三四五]?$")
_AGENT = re.compile(r"(?:招标|代理|咨询|项目管理|工程管理|采购)[^，。；]{0,12}(?:公司|中心)")
_BEFORE_AFTER = re.compile(r"(?:更正|变更|修改|调整)[前后]|原(?:公告|招标|采购)?(?:文件)?内容")
#: what a correction changes most, told by words of the line above
_AMENDABLE = {
    "submission.deadline": re.compile(r"截止时间|递交时间"),
    "opening": re.compile(r"开标时间|开标地点|开启时间"),
    "price.ceiling": re.compile(r"控制价|最高限价|最高投标限价"),
    "budget": re.compile(r"预算"),
    "deposit": re.compile(r"保证金"),
    "duration": re.compile(r"工期|服务期|交货期"),
    "qualification": re.compile(r"资质|资格"),
}
_CHANGED_ITEM = re.compile(r"^(?:更正|变更|修改|调整)(?:项|事项|内容项|项目)?$|^(?:更正|变更)(?:的)?(?:事项|项目)")
_CHANGED_TO = re.compile(r"^(?:更正|变更|修改|调整)后|^(?:现|改)为")
_SIDE = re.compile(r"^(?:甲方|乙方|采购人|供应商|发包人|承包人|发包方|承包方|买方|卖方|委托方|受托方)")
_CHANGED = re.compile(r"(?:变更|更正|调整|修改|更改|延期|顺延|推迟|延长)(?:为|至|到)$|^现?(?:更正|变更|修改)(?:为)?$")
_ABOUT_SUPERVISION = re.compile(r"监督|监管|投诉|异议|质疑受理|纪检|财政局|财政厅|主管部门")
_ABOUT_PROJECT_CONTACT = re.compile(r"项目联系|项目联系方式|联系事项")
_TITLE_KIND = re.compile(
    r"(?:[-—－–_·：:\s]*(?:的)?(?:[\[【（(]?(?:公开招标|竞争性磋商|竞争性谈判|询价|邀请招标|单一来源(?:采购)?|网上竞价)?"
    r"(?:招标|采购|成交|中标(?:\s*[（(]成交[)）])?|成交结果|中标结果|中标候选人|中标候选|候选人|评标结果|结果|更正|变更|延期|终止|废标|流标|答疑|澄清|补遗|合同|验收|资格预审|"
    r"招标计划|采购意向|招标意向|挂牌|转让|公示|单一来源|答疑澄清|定标|入围|意向|需求|磋商|谈判|询价|交易方式|第[一二三四五六七八九十\d]+次)*"
    r"(?:公告|公示|通知|公布|通告|书(?:[（(]第\d+号[）)])?|计划|意向公开|记录)(?:[（(][^（）()]{1,14}[）)])?[\]】）)]?))+$"
)
_TITLE_BRACKET = re.compile(r"^\s*[\[【（(][^\[\]【】]{1,12}[\]】）)]\s*")
_TITLE_ABOUT = re.compile(r"^(?:.{2,40}?(?:公司|中心|局|所|政府|办公室|委员会))?关于(?:开展|对)?(.{4,}?)的?$")
_MASTHEAD = re.compile(
    r"^\s*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s*(?:$|来源|发布|浏览|阅读|点击|字体|作者|【)|号\s+\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*$|(?:来源|发布|浏览|阅读)[^\n]{0,40}\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}"
)
#: fields whose titles name no project
_NAMELESS = frozenset(("land", "housing", "credit", "report", "catalogue", "service", "stage", "nev"))
#: fields where the body that grants speaks for itself, and fields where the one that organises the sale does
_GRANTS = ("land", "mining")
_ORGANISED = ("emission", "confiscated", "medical", "franchise", "property", "carbon")
_SIGNED_BY_GRANTOR = frozenset(("land", "mining", "emission", "carbon", "franchise", "confiscated"))
_SPEAKER = re.compile(r"^([\u4e00-\u9fff]{3,24}(?:局|厅|政府|委员会|管委会))关于")
_AUTHORITY = re.compile(r"^[\u4e00-\u9fff（）()]{4,30}(?:局|厅|政府|委员会|管委会)$")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[【(（]\d{4}[〕\]】)）]\s*(?:第)?\s*\d{1,4}\s*号")
_NUMBER_LINE = re.compile(rf"^[（(]?{_NUMBER.pattern}[）)]?$")
_LOT = re.compile(r"(?:第?[一二三四五六七八九十]{1,2}|[\dA-Z]{1,2})\s?(?:标段|标包|包(?![括含装裹件]))")
_DATE_LINE = re.compile(
    r"^\s*(?:发布(?:时间|日期)\s*[：:])?\s*((?:\d{4}|[二一][〇○零OＯ0一二三四五六七八九]{3})\s*年[\s\S]{2,12}?[日号])\s*$"
)


class _Collector:
    """Elements gathered so far, in the order found. A value is taken once."""

    def __init__(self, document: Document, kind: Kind, lexicon: Lexicon) -> None:
        self.document = document
        self.kind = kind
        self.lexicon = lexicon
        self.found: dict[str, list[Value]] = {}

    def add(self, element: str, start: int, end: int, unit: str = "") -> bool:
        """Clean the text between two offsets and keep it as a value of the element; False when it is none."""
        element = meant(self.kind, element)
        shape = SHAPES.get(element)
        if shape is None or not holds(self.kind, element):
            return False
        kept = self.found.get(element, [])
        if len(kept) >= shape.most:
            return False
        text = self.document.text[start:end]
        several = shape.several(text) if shape.several else []
        if several:
            taken = [self._keep(element, shape, start + at, start + to, unit) for at, to in several]
            return any(taken)
        span = shape.clean(text)
        if span is None or self.lexicon.known(squeeze(text[span[0] : span[1]])):
            return False
        return self._keep(element, shape, start + span[0], start + span[1], unit)

    def _keep(self, element: str, shape: Shape, at: int, to: int, unit: str) -> bool:
        kept = self.found.get(element, [])
        if any(value.start == at or (value.start <= at and to <= value.end) for value in kept):
            return False
        value = Value(self.document.text[at:to], at, to, _normal(shape.normal, self.document.text[at:to], unit))
        if shape.most <= 8 and any(value.text == other.text for other in kept):
            return False
        self.found.setdefault(element, []).append(value)
        return True


def _normal(kind: str, text: str, unit: str) -> str:
    if kind == "money":
        got = numbers.parse_money(text, unit)
        return got.normal if got else ""
    if kind == "moment":
        moment = numbers.parse_moment(text) or next((m for _, _, m in numbers.find_moments(text)), None)
        return moment.iso if moment else ""
    if kind == "phone":
        return " ".join(digits for _, _, digits, _ in numbers.find_phones(text))
    if kind == "code":
        return re.sub(r"\s", "", text).upper()
    return ""


class _Reader:
    """Walks the pairs and knows whose address and telephone is being told."""

    def __init__(self, document: Document, lexicon: Lexicon, kind: Kind, title: str) -> None:
        self.document = document
        self.lexicon = lexicon
        self.kind = kind
        self.title = title
        self.take = _Collector(document, kind, lexicon)
        self.party = ""
        self.party_end = 0
        self.party_headings: tuple[str, ...] = ()
        #: (table, column) → the party named there, for parties that stand side by side
        self.columns: dict[tuple[int, int], str] = {}
        self.others: dict[str, list[Value]] = {}
        self.amends = bool(_BEFORE_AFTER.search(document.text))
        self.contract_numbers: list[tuple[int, int]] = []  # they stand for the project behind its own number
        self.changed: dict[int, str] = {}  # row of a table of changes → what was changed
        self.orphans: list[tuple[str, int, int]] = []  # contacts that nobody was named for
        self.former: Pair | None = None  # the first of two lines below a label of a correction: what was

    def run(self) -> dict[str, list[Value]]:
        for pair in pairs_of(self.document, self.lexicon):
            self._pair(pair)
        self._sentences()
        self._adopt()
        self._fallbacks()
        return self.take.found

    # --- pairs -------------------------------------------------------------------------------------------------------

    def _pair(self, pair: Pair) -> None:
        if not pair.value:
            return
        far = 120 if self.party in _TAKERS else 500
        if self.party and (pair.start - self.party_end > far or self._left(pair) or _BYSTANDER.match(pair.label)):
            self.party = ""
        self._other(pair)
        if self.kind.stage == "correction" and pair.how == "column":
            self._corrected(pair)
        if self.kind.stage == "correction" and _CHANGED.search(pair.label):
            line = self.document.lines[self.document.line_at(pair.start)]
            self.take.add("correction.content", line.start, max(line.end, pair.end))
            if len(pair.label) <= 5:
                self._changed_below(pair, line)
        context = self._context(pair)
        elements = self._elements(pair, context)
        if not elements:
            return
        if (
            self.party
            and (pair.table < 0 or pair.how == "inline")
            and not (_BELONGS & set(elements))
            and elements[0] not in _PARTIES
        ):
            self.party = ""
        whose = self._whose(pair, context)
        if self.kind.stage == "correction" and pair.how == "run":
            self._amended(pair, elements)
        for element in elements:
            self._take(element, pair, whose)
        if self.kind.stage in _SIGNED and _SIDE.search(pair.label) and {"buyer", "winner"} & set(elements):
            self.take.add("contract.parties", pair.start, pair.end)

    def _changed_below(self, pair: Pair, line: Line) -> None:
        """原投标截止时间…， and on the line below 变更为：…: what is changed stands above."""
        above = self.document.text.rfind("\n", 0, max(0, line.start - 1)) + 1
        words = self.document.text[above : line.start]
        for element, word in _AMENDABLE.items():
            if word.search(words):
                kept = self.take.found.get(element, [])
                kept[:] = [value for value in kept if not above <= value.start < line.start]
                self.take.add(element, pair.start, pair.end, pair.unit)
                return

    def _other(self, pair: Pair) -> None:
        """Keep what stands beside a label that only packs know."""
        if self.lexicon.others is None:
            return
        for element in self.lexicon.others.elements(pair.label):
            kept = self.others.setdefault(element, [])
            if len(kept) < 3 and not values.is_nothing(pair.value):
                kept.append(Value(pair.value, pair.start, pair.end))

    def _elements(self, pair: Pair, context: str) -> tuple[str, ...]:
        """The elements a pair answers: by its label, or by where it stands."""
        local = IN_FIELD.get((self.kind.field, pair.label)) if pair.how == "column" else None
        if local:
            return (local,)
        elements = self.lexicon.elements(pair.label)
        if self.kind.stage == "complaint-decision" and pair.label.startswith("被投诉人"):
            return ("agency",) if _AGENT.search(pair.value) else ("buyer",)
        if context == "candidate.performance" and pair.how in ("column", "table", "inline"):
            # a table of past contracts has names, amounts and leaders of its own
            return ("candidate.performance",) if "project.name" in elements or context in elements else ()
        if pair.label in VAGUE or pair.label in PLACE:
            found = self._by_context(pair, context) or (() if pair.label in VAGUE else elements)
            if not found and pair.label in _MAYBE_PUBLISHED and self.document.line_at(pair.start) <= 5:
                return ("published.date",)
            return found
        if context == "qualification" and not self.party and self._asks(elements):
            return ("qualification",)
        return elements

    def _take(self, element: str, pair: Pair, whose: str) -> None:
        """Take a pair's value as one of the elements it answers."""
        if element in _CONTACT:
            self._contact(element, pair, whose)
        elif element.endswith(".contact"):
            whose = self.party = element.removesuffix(".contact")
            self.party_end, self.party_headings = pair.end, pair.headings
            self._contact("contact.phone", pair, whose)
            if whose not in self.take.found:
                self._named_beside(whose, pair)
        elif element == "published.date" and pair.label in _MAYBE_PUBLISHED and self.document.line_at(pair.start) > 5:
            return
        elif pair.label in _PUT_UP and not values.is_range(pair.value):
            self._plain("published.date", pair)
        elif element == "candidate.leader":
            self._leader(pair)
        elif element == "project.code" and "合同" in pair.label:
            self.contract_numbers.append((pair.start, pair.end))
        else:
            self._plain(element, pair)
        if element in ("buyer.address", "agency.address"):
            self.party = element.removesuffix(".address")
            self.party_end, self.party_headings = pair.end, pair.headings

    def _amended(self, pair: Pair, elements: tuple[str, ...]) -> None:
        """更正前 and 更正后 on lines of their own below a label: the second is what holds now."""
        former, self.former = self.former, pair if pair.record == 0 else None
        if former is None or pair.record != 1 or former.label != pair.label or not self.amends:
            return
        for element in elements:
            shape = SHAPES.get(element)
            if shape is None or shape.normal not in ("moment", "money") or shape.clean(pair.value) is None:
                continue
            kept = self.take.found.get(element, [])
            kept[:] = [value for value in kept if not former.start <= value.start < former.end]
            self.take.add(element, pair.start, pair.end, pair.unit)

    def _corrected(self, pair: Pair) -> None:
        """A table of 更正项, 更正前, 更正后: what stands behind the change is what holds now."""
        if _CHANGED_ITEM.match(pair.label):
            self.changed[pair.record] = squeeze(pair.value)
        elif _CHANGED_TO.match(pair.label):
            for element in self.lexicon.elements(self.changed.get(pair.record, "")):
                if element != "correction.content":
                    self._plain(element, pair)

    def _whose(self, pair: Pair, context: str) -> str:
        """Whose address or telephone a pair tells: of the party in the same column, of the heading, of the last one named."""
        near = self.party if self.party_headings == pair.headings else ""
        return self._beside(pair) or near or (context if context in _PARTIES else self.party)

    def _beside(self, pair: Pair) -> str:
        """The party named in the column a pair stands in, where several parties stand side by side; else empty."""
        if pair.table < 0 or len({party for (table, _), party in self.columns.items() if table == pair.table}) < 2:
            return ""
        return self.columns.get((pair.table, pair.column), "")

    def _asks(self, elements: tuple[str, ...]) -> bool:
        """Under the heading of qualifications a label that a notice of this kind cannot answer says what is asked."""
        return not any(holds(self.kind, meant(self.kind, element)) for element in elements)

    def _plain(self, element: str, pair: Pair) -> None:
        shape = SHAPES.get(element)
        if shape is None:
            return
        if pair.how == "section" and not shape.long and element not in _PARTIES and pair.record > 0 and shape.most <= 8:
            return
        if pair.how == "run" and pair.record > 0 and shape.most <= 8 and not shape.long:
            return
        taken = self.take.add(element, pair.start, pair.end, pair.unit)
        if element in _PARTIES and pair.how != "column":
            self.party, self.party_end, self.party_headings = element, pair.end, pair.headings
            if pair.table >= 0:
                self.columns[pair.table, pair.column] = element
            if taken and element in ("buyer", "agency"):
                self._phone_beside(element, pair)

    def _named_beside(self, whose: str, pair: Pair) -> None:
        """招标代理机构联系人及电话：某公司 0399-5550166"""
        phone = values.phones(pair.value)
        if phone and phone[0] > 5:
            self.take.add(whose, pair.start, pair.start + phone[0])

    def _phone_beside(self, whose: str, pair: Pair) -> None:
        """招标代理：某公司（0399-5550166）"""
        span = values.phones(pair.value)
        if span:
            self.take.add("contact.phone", pair.start + span[0], pair.start + span[1])
            self._whose_contact(whose, "contact.phone", pair.start + span[0], pair.start + span[1])

    def _leader(self, pair: Pair) -> None:
        """In candidate tables name and certificates share a cell: 张三,注册建造师,鄂1422…"""
        if self.take.add("candidate.leader", pair.start, pair.end):
            cell = self.document.text[pair.start : pair.end]
            cut = re.search(r"[,，;；/]", cell)
            if cut and len(cell) - cut.end() > 3:
                self.take.add("candidate.certificate", pair.start + cut.end(), pair.end)
            inside = _NUMBER_INSIDE.search(cell)
            if inside and not cut:
                self.take.add("candidate.certificate", pair.start + inside.start(1), pair.start + inside.end(1))

    def _contact(self, element: str, pair: Pair, whose: str) -> None:
        named = _NAMED_BEFORE.search(self.document.text, max(0, pair.start - 60), pair.start)
        if named:
            whose = "buyer" if named["buyer"] else "agency"
        if whose == "objection.channel":
            self.take.add("objection.channel", pair.start, pair.end)
            return
        if pair.how == "column" and whose not in ("buyer", "agency"):
            # a column of telephones in a list of persons or firms is no contact of the notice
            return
        for kind in ("contact.person", "contact.phone"):
            for start, end in self._all(kind, element, pair):
                if whose in _TAKERS:
                    continue
                self.take.add(kind, start, end)
                if whose in ("buyer", "agency"):
                    self._whose_contact(whose, kind, start, end)
                elif not whose and not pair.label.startswith("项目") and self._context(pair) != "contact":
                    self.orphans.append((kind, start, end))

    def _all(self, kind: str, element: str, pair: Pair) -> list[tuple[int, int]]:
        """Every person or telephone of a contact: 潘先生 138…、骆小姐 0755-…"""
        out: list[tuple[int, int]] = []
        at = 0
        while at < len(pair.value) and len(out) < 4:
            span = SHAPES[kind].clean(pair.value[at:])
            if span is None:
                break
            far = kind == "contact.person" and element == "contact.phone" and span[0] > 2 and not out
            if far and not _IN_BRACKETS.search(pair.value):
                break
            out.append((pair.start + at + span[0], pair.start + at + span[1]))
            at += span[1]
        return out

    def _whose_contact(self, whose: str, kind: str, start: int, end: int) -> None:
        element = f"{whose}.contact"
        if not holds(self.kind, element):
            return
        kept = self.take.found.setdefault(element, [])
        text = self.document.text[start:end]
        if len(kept) < 6 and all(value.text != text for value in kept):
            kept.append(Value(text, start, end, _normal("phone" if kind == "contact.phone" else "", text, "")))

    def _context(self, pair: Pair) -> str:
        """The element that the nearest telling heading names."""
        for heading in reversed(pair.headings):
            if heading == pair.label:
                continue
            name = bare(heading)
            elements = self.lexicon.elements(name)
            if elements:
                return elements[0]
            if _ABOUT_SUPERVISION.search(name):
                return "objection.channel"
            if _ABOUT_PROJECT_CONTACT.search(name):
                return "contact"
            for ending in ("信息", "情况", "基本情况", "基本信息", "联系方式", "的名称、地址和联系方式"):
                if name.endswith(ending):
                    elements = self.lexicon.elements(name[: -len(ending)])
                    if elements:
                        return elements[0]
        return ""

    def _left(self, pair: Pair) -> bool:
        """Whether a heading was passed since the party was named."""
        return pair.headings != self.party_headings and not set(self.party_headings) <= set(pair.headings)

    def _by_context(self, pair: Pair, context: str) -> tuple[str, ...]:
        label = pair.label
        whose = self._whose(pair, context)
        if label in NAME:
            if context in ("expert.opinion", "experts"):
                return ("experts",)
            if context in _PARTIES or context in ("supplier.proposed", "items"):
                return (context,)
            return ("candidates",) if self.kind.stage == "candidates" and label in _FIRM else ()
        near = self._beside(pair) or (self.party if self.party_headings == pair.headings else "")
        if label in PLACE and label != "地点" and near in ("buyer", "agency"):
            return (f"{near}.address",)
        if context in ("documents.obtain", "documents.price"):
            return ("documents.price",) if label in PRICE else ("documents.obtain",)
        if context in ("submission.deadline", "opening"):
            if label in WHEN:
                return ("submission.deadline", "opening") if self._both(pair) else (context,)
            return ("opening",) if label in PLACE | HOW and (context == "opening" or self._both(pair)) else ()
        if context in ("publicity.period", "notice.period", "transaction.time", "original.notice") and label in WHEN:
            return (context,)
        if label in PLACE and label != "地点":
            return (f"{whose}.address",) if whose in ("buyer", "agency", "winner") else ()
        if context in ("agency.fee", "deposit") and label in PRICE:
            return (context,)
        return ()

    def _both(self, pair: Pair) -> bool:
        return any("开标" in heading or "开启" in heading for heading in pair.headings)

    def _adopt(self) -> None:
        """A contact that nobody was named for is the agency's, which organises; the buyer's where there is no agency."""
        field, found = self.kind.field, self.take.found
        if field == "procurement" or self.kind.stage == "plan":
            whose = "agency" if "agency" in found else "buyer"
        elif field in _GRANTS:
            whose = "" if "agency" in found else "buyer"
        else:
            whose = "agency" if field in _ORGANISED else ""
        if whose not in found or f"{whose}.contact" in found:
            return
        for kind, start, end in self.orphans:
            self._whose_contact(whose, kind, start, end)

    # --- sentences and fallbacks ---------------------------------------------------------------------------------------

    def _sentences(self) -> None:
        text = self.document.text[: min(12000, body_end(self.document))]
        # 就某校所需…: who needs it is a buyer besides the one who had it organised
        twice = "所需" in text and len(self.take.found.get("buyer", ())) < 2
        known = set(self.take.found) - ({"buyer"} if twice else set())
        said: dict[str, int] = {}  # element → the rule that first told it; another rule would tell it again
        for rule, element, start, end in sentences(text, self.kind.stage, known):
            needed = twice and element == "buyer" and "所需" in text[end : end + 6]
            fresh = element not in known and said.get(element, rule) == rule
            if element == "buyer" and not needed and "buyer" in self.take.found:
                continue
            if (needed or fresh) and self.take.add(element, start, end):
                said.setdefault(element, rule)
        if "transaction.method" not in self.take.found and self.kind.field != "construction":
            for start, end in methods(text[:3000]):
                self.take.add("transaction.method", start, end)
                break

    def _fallbacks(self) -> None:
        for start, end in self.contract_numbers:
            self.take.add("project.code", start, end)
        if "project.name" not in self.take.found and self.kind.field not in _NAMELESS and self.kind.item != UNKNOWN:
            self._name_from_title()
        if "project.code" not in self.take.found and self.kind.field in ("land", "mining"):
            self._number_from_title()
        if "buyer" not in self.take.found and self.kind.field in _SIGNED_BY_GRANTOR:
            self._speaker()
        if self.kind.field in ("procurement", "construction"):
            self._lot_from_title()
        if "published.date" not in self.take.found:
            self._masthead()
        if "published.date" not in self.take.found:
            self._signature()
        if "buyer" not in self.take.found and self.kind.field in _SIGNED_BY_GRANTOR:
            self._signatory()

    def _lot_from_title(self) -> None:
        """一标段, B包: said in the name only."""
        for found in _LOT.finditer(self.document.text[:1500]):
            if found[0] in self.title:
                self.take.add("section", *found.span())
                return

    def _number_from_title(self) -> None:
        """国有建设用地使用权挂牌出让公告（某自然告字〔2024〕7号）: the number of the announcement, in the title or on a
        line of its own below.
        """
        said = _NUMBER.search(self.title)
        at = self.document.text.find(said[0], 0, 1500) if said else -1
        if said and at >= 0:
            self.take.add("project.code", at, at + len(said[0]))
            return
        for line in self.document.lines[:8]:
            if _NUMBER_LINE.match(line.text):
                self.take.add("project.code", line.start, line.end)
                return

    def _name_from_title(self) -> None:
        """The project's name is the title without the kind of notice, where the title stands in the text."""
        name = project_in_title(self.title)
        if not name:
            return
        at = self.document.text.find(name)
        if at >= 0:
            self.take.add("project.name", at, at + len(name))

    def _masthead(self) -> None:
        """The line under the title that tells when it was put up and by whom: 2024年8月14日 10:20 来源：…"""
        for line in self.document.lines[:6]:
            if line.table < 0 and len(line.text) <= 80 and _MASTHEAD.search(line.text):
                self.take.add("published.date", line.start, line.end)
                return

    def _speaker(self) -> None:
        """某市生态环境局关于…的通告: who speaks in the title of a grant grants."""
        said = _SPEAKER.match(self.title)
        at = self.document.text.find(said[1], 0, 3000) if said else -1
        if said and at >= 0:
            self.take.add("buyer", at, at + len(said[1]))

    def _signatory(self) -> None:
        """Who signs an announcement of land or mining rights grants them."""
        for line in reversed(self.document.lines[-6:]):
            if _AUTHORITY.match(line.text.strip()):
                self.take.add("buyer", line.start, line.end)
                return

    def _signature(self) -> None:
        """A date alone on one of the last lines, or right before an appendix, is the day the notice was signed."""
        lines = self.document.lines
        for index in range(len(lines) - 1, -1, -1):
            line = lines[index]
            found = _DATE_LINE.match(line.text)
            if found and (index >= len(lines) - 12 or lines[index + 1].text.startswith(("附件", "附："))):
                self.take.add("published.date", line.start + found.start(1), line.start + found.end(1))
                return


def project_in_title(title: str) -> str:
    """The name of the project in a title: without region brackets, the body that speaks, and the kind of notice."""
    name = _TITLE_BRACKET.sub("", title)
    before = None
    while before != name:
        before = name
        name = _TITLE_KIND.sub("", name).rstrip(" -—－–_·：:（(【[").strip()
    about = _TITLE_ABOUT.match(name)
    if about:
        name = about[1]
    return name if len(name) >= 4 else ""


def extract(
    document: Document, lexicon: Lexicon, kind: Kind, title: str
) -> tuple[dict[str, list[Value]], dict[str, list[Value]]]:
    """Element id → its values, in the order in which they stand; and the same for elements that only packs name."""
    reader = _Reader(document, lexicon, kind, title)
    return reader.run(), reader.others
