"""Personal data told in sentences and behind labels: addresses, births, accounts, telephones, health, family, assets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from gongkai.engine.codes import luhn
from gongkai.engine.numbers import find_phones
from gongkai.engine.screening.identities import Spans
from gongkai.engine.screening.lists import NAME, NAME_HEADER, NAMED, Kind, is_label

ORGANISATION = re.compile(
    "公司|集团|企业|厂|中心|局|委员会|委会|政府|事务所|合作社|学校|医院|银行|商行|经营部|办公室|协会|单位|机构"
)
_PERSON = re.compile(
    "身份证|身份号码|公民身份|性别|[，,、（( \t]男[，,、）) \t]|[，,、（( \t]女[，,、）) \t]|出生|岁[，,。]|户主|自然人|汉族|个体工商户|文化程度"
)
NOTHING = re.compile(r"^(?:[-—/\\\s.、]*|无|否|没有|暂无|未填|空|0|正常|健康|良好|未知|详见.*)$")
STREET = "省市州县区旗镇乡村路街巷号栋幢楼室组屯社道弄苑园里庄寨坊城湾"
_ADDRESS_LABEL = re.compile(
    r"(?:家庭住址|现住址|现住地址|户籍地址|户籍所在地|户籍地|户籍住址|居住地址|现居住地|现居住地址|经常居住地|家庭地址|住宅地址|住\s?址)"
    r"[ ]?[:：\t为]\s{0,2}(?P<address>[^\n\t，,。；;]{3,60})"
)
_ADDRESS_OF_PERSON = re.compile(
    rf"(?:^|[，,、；;。）) \t\n])(?:现|家|户籍|身份证)?(?:住所地|住所|住址|住)(?:在|于|址)?[ ]?[:：]?[ ]?(?P<address>[^\n\t，,。；;（(：:]{{3,50}}[{STREET}][^\n\t，,。；;（(：:]{{0,24}})"
)
_UNIT = (
    r"[\u4e00-\u9fa5A-Za-z0-9·（）()]{2,24}?[ ]?\d{1,4}[ ]?(?:#|号楼|栋|幢|座|号|单元|楼)[ ]?(?:[\dA-Za-z一二三四五六甲乙丙丁]{1,4}[ ]?(?:单元|栋|幢|号楼|#)[ ]?)?"
    r"(?:[\dA-Za-z]{1,5}(?:-\d{1,5}){0,2}[ ]?(?:室|房|号|户)?)?"
)
_UNIT = (
    rf"(?:{_UNIT}|[\u4e00-\u9fa5]{{2,16}}(?:小区|家园|花园|新村|公寓|苑|园|村|社区)\d{{1,3}}-\d{{1,4}}(?:-\d{{1,4}})?)"
)
_DWELLING = re.compile(
    rf"(?:配租|租住|居住|现住|家住|入住|承租|迁入|选中|选定|选房|安置|调换|购买|认购)(?:房源|房屋)?(?:在|于|到|至|为|了)?[:：]?[ ]?(?P<address>{_UNIT})"
)
_DWELLING_OF = re.compile(
    rf"(?:^|[，,；;：:\s、（(])(?:位于|坐落于)?(?P<address>{_UNIT})的?(?:住户|业主|承租人|承租户|租户|户主)",
    re.MULTILINE,
)
_DWELLING_LISTED = re.compile(
    rf"(?:^|[\s、．.，,；;）)\d])(?:{NAME})[ ]?[：:，,（( \t][ ]?(?:1[3-9]\d{{9}}[ ，,\t]{{1,2}})?(?P<address>{_UNIT})(?=[，,；;。、）)\s]|$)",
    re.MULTILINE,
)
_HOUSING = re.compile("公租房|公共租赁住房|保障性住房|廉租|经济适用|安置房|配租|选房|棚户区")
_TWO_NUMBERS = re.compile(r"\d[^\d]+\d")
_FLAT = re.compile(r"#|栋|幢|楼|单元|座|室|\d-\d")
#: A party that is a natural person by name, then its address under a label that firms use too.
_ADDRESS_OF_PARTY = re.compile(
    rf"(?:受让人|竞得人|竞买人|当事人|买受人|被处罚人|被申请人|申请人|投诉人|土地使用权人|使用权人|权利人|被征收人|所有权人|产权人|户主)(?:姓名|名称)?[ ]?[:：\t][ ]?(?:{NAME})(?=[\s，,；;（(])"
    r"(?P<between>[^。]{0,60}?)(?:住所地|住所|联系地址|通讯地址|地址|坐落)[ ]?[:：\t][ ]{0,2}(?P<address>[^\n\t，,。；;]{3,50})"
)
_HOUSING_PERSON = re.compile(
    rf"申请户|承租户|承租人|住户|户主|申请人|该户|租户|保障对象|{NAME}(?:家庭|一户|户)|[\u4e00-\u9fa5][*＊×某]{{1,2}}"
)
ROOM = re.compile(r"\d")
DATE = r"(?:19|20)\d{2}[ ]?(?:年|[-/.])[ ]?\d{1,2}(?:[ ]?(?:月|[-/.])(?:[ ]?\d{1,2}[ ]?日?)?)?"
_BORN_LABEL = re.compile(
    rf"(?:出生(?:年月日|年月|日期|时间)?|生日)[ ]?(?:[:：\t][ ]?|[ ]|于)(?P<date>{DATE}|(?:19|20)\d{{6}}(?!\d))"
)
_BORN_AFTER = re.compile(rf"(?P<date>{DATE})[ ]?(?:出生|生(?=[，,；;。、）)\s]))")
_BANK = re.compile(
    r"(?:银行卡号|卡号|银行账号|银行帐号|银行账户|收款账号|账\s{0,4}号|帐\s{0,4}号|(?:退款|收款|个人|工资)[账帐]户)[ ]?[:：\t][ ]{0,3}(?P<account>\d{4}(?:[ -]?\d{2,5}){2,5})(?!\d)"
)
_CARD = re.compile(rf"(?:^|[\s:：，,、；;（(])(?:{NAME})[ \t：:，,（(]{{1,3}}(62\d{{14,17}})(?!\d)", re.MULTILINE)
#: the same with a label between that needs no colon
_CARD_LABELLED = re.compile(
    rf"{NAMED}[ \t：:，,、（(]{{0,3}}(?:的|[男女][，,、 ]|本人|个人)?(?:(?:银行|工资|社保|储蓄|收款|退款|农行|工行|建行|中行|信用社|一卡通)?(?:银行)?(?:卡号?|[账帐]号|[账帐]户|存折)(?:号码?)?)(?:为|是)?[ \t：:]{{0,3}}"
    r"(?P<account>62\d{2}(?:[ -]?\d{2,5}){2,5})(?!\d)",
    re.MULTILINE,
)
_HOLDER = re.compile(
    r"(?:户\s{0,4}名|开户名|账户名称?|收款人|持卡人|姓\s?名|领款人|开户人)[ ]?[:：\t][ ]{0,3}(?P<name>[^\s，,；;。]{2,30})"
)
_PRIVATE_LABEL = re.compile(
    rf"(?:户主|申请人|申请户|承租人|住户|当事人|被处罚人|被申请人|法定代表人|配偶|共同申请人|投诉人|举报人|竞得人|受让人|买受人|购房人|业主|被征收人|家属|本人|自然人)"
    rf"(?:姓名|名称)?[ ]?[:：]?[ ]?(?P<name>{NAME})?[ ]?[，,、；;（(\t ]*(?:(?:本人|个人)?(?:联系)?(?:电话|手机|方式)(?:号码?)?)?[）)]?[ ]?[:：]?[ \t]*$"
)
_OWN_PHONE = re.compile(
    r"(?:本人|个人|家庭|住宅|私人|家长|户主|申请人)(?:的)?(?:联系)?(?:电话|手机)(?:号码?)?[ ]?[:：\t]?[ ]*$"
)
_LEADER_PHONE = re.compile(
    rf"(?:项目经理|项目负责人|建造师|总监理工程师|总监|技术负责人|项目总监)[ ]?[:：，,\t ]{{0,3}}{NAME}[ ]?[，,、；;（(\t ]*(?:(?:联系)?(?:电话|手机)(?:号码?)?)?[ ]?[:：]?[ ]*$"
)
_CANDIDATE = re.compile("候选人|建造师|证书|注册编号|投标报价")
_CONTACT_NEAR = re.compile("联系人|联系方式|采购人|招标人|代理|中心|监督|咨询|投诉|异议|报名")
_OFFICE = re.compile(
    "联系人|采购人|招标人|出让人|转让方|代理|中心|监督|咨询|投诉|异议|报名|受理|公司|集团|医院|学校|办公室|服务|委员会|[政财住建管][府政局]|局"
)
DISABILITY = re.compile(
    r"(?:视力|听力|言语|肢体|智力|精神|多重)(?:残疾[ ]?(?:[一二三四1-4]级)?|[一二三四1-4]级(?:残疾)?)|残疾(?:等级)?[:：]?[一二三四1-4]级|"
    r"[一二三四1-4]级残疾|[重轻]度残疾"
)
#: what a cell of a list of persons says of somebody's health, whatever its column is called
HEALTH_CELL = re.compile(
    rf"{DISABILITY.pattern}|[重肢智视听]残|因[病残]|癌|肿瘤|尿毒症|白血病|精神病|精神分裂|艾滋|透析|瘫痪|重病|大病|慢性病|重疾|残疾人?$"
)
_ILL = re.compile(
    r"(?:身患|患有|患|确诊为?|罹患)(?P<what>[^，。；、\n\t者病]{0,10}?(?:癌症?|肿瘤|尿毒症|白血病|精神分裂症?|精神病|艾滋病|糖尿病|心脏病|高血压|脑梗|中风|脑?瘫痪?|肾病|肝硬化|肺结核|癫痫|痴呆|抑郁症|自闭症|血友病|截肢|失明|聋哑|重病|重大疾病|大病|疾病))"
)
_SICK = re.compile(
    rf"(?:原\S{{2,8}}|本人|其|{NAME})[ ]?(?P<what>因病(?:住院|去世|离世|休养|治疗|手术))|(?P<where>因病(?:住院|去世|离世))"
)
_OWNS = re.compile(
    rf"(?:{NAME})[ ]?[（(，,:：](?P<value>(?:其)?名下[^，,。；;、（）()\n]{{0,12}}(?:住房|房产|房屋|车辆|机动车|商铺|存款))"
)
_ONE_PERSON = re.compile(
    rf"(?:^|[，,。；;、\s（(:：]|申请人|残疾人|户主|当事人|购房人|承租人)(?:{NAME})(?=[，,因患系为的（(、\s]|身患|确诊|一家|家庭|本人)|某某?[，,因患系为的]|[*＊×]{{1,2}}[，,因患系为的（(]|其(?:妻|夫|子|女|父|母|本人|配偶|丈夫|妻子|儿子|女儿|父亲|母亲)|该户|该申请人|户主"
)
_POLICY = re.compile("人员|对象|可优先|优先|应当|条件|标准|符合|群体|患者|福利性单位|就业|的家庭|的申请|的，|办法")
_INCOME = re.compile(
    r"(?:家庭|人均|个人|其|户)(?:人均)?(?:年|月)?(?:可支配|总)?(?:收入|存款|资产)(?:合计|总额|总计)?[ ]?(?:为|约|是|[:：\t])?[ ]?(?P<value>(?:约|人民币|￥)?\d[\d,.]*[ ]?(?:万)?元)"
)
_MEMBERS = re.compile(
    r"(?:家庭成员|配偶|婚姻状况|共同申请人)(?:姓名|情况)?[ ]?[:：\t][ ]?(?P<value>[^\s，,。；;]{1,30})"
)
#: how many a household is says nothing of who they are, nor does the head of the next column
COUNT = re.compile(r"\d{1,2}[ ]?[人口个]?|与?\S{0,3}关系")
_FORM = re.compile(rf"(?:姓\s?名|户主|申请人|当事人)[:：\t ]{{1,3}}(?:{NAME})(?=[\s，,；;]|$)")
FAMILY_CELL = re.compile("丧偶|离异|离婚|单亲|独自抚养|孤儿|失独|未婚|已婚|再婚")
#: what a sentence says of a person between the name and the illness
_DETAIL = (
    rf"[，,、（( ]{{1,2}}(?:(?:性别)?[男女]性?|(?:出?生于)?{DATE}[ ]?(?:出生|生)?|(?:现年|今年|年龄)?\d{{1,3}}(?:周)?岁|[\u4e00-\u9fa5]{{1,3}}族"
    rf"|(?:居民|公民)?身份(?:证|证号|证号码|号码)[^，,。；;\n]{{1,24}}|(?:系|为|现住|家住|住)?[\u4e00-\u9fa5\d]{{2,24}}(?:村民|居民|人|户|组|村|社区|号|室))"
)
_NAMED_BEFORE = re.compile(
    rf"{NAMED}(?:{_DETAIL}){{0,5}}[）)]?[，, ]{{0,2}}(?:本人|现|因|系|为|已|被|是|不幸|长期|常年|自幼|先天|于{DATE}|经(?:医院)?(?:检查|诊断))?\Z",
    re.MULTILINE,
)
#: an illness that somebody has, and not one that makes a class of people
_SAID_OF_ONE = re.compile(r"[^，,。；;：:\n的者等类或]{0,12}(?:[，,。；;、）)\s]|\Z)")


def _is_named(text: str, start: int, end: int) -> bool:
    """Whether a person's name stands before what is said at the span, with nothing but details of the person between. That
    outweighs words of policy: “王强患肺癌，符合救助条件” is about 王强.
    """
    return bool(_SAID_OF_ONE.match(text, end) and _NAMED_BEFORE.search(text, max(0, start - 120), start))


def _of_one(text: str, start: int, end: int, numbers: Spans = ()) -> bool:
    """Whether a sentence speaks of one person, or the place stands in a form about one, and states no policy. ``numbers``:
    identity numbers in order; what follows one on its line is about its bearer.
    """
    if _follows_number(text, start, numbers):
        return True
    sentence = _sentence(text, start, end)
    if _POLICY.search(sentence):
        return False
    return bool(_ONE_PERSON.search(sentence) or _FORM.search(text, max(0, start - 300), start))


def _sentence(text: str, start: int, end: int, reach: int = 160) -> str:
    """The sentence or line around a span, at most ``reach`` characters to each side."""
    left = max(text.rfind(mark, max(0, start - reach), start) for mark in "\n。；") + 1
    left = max(left, start - reach, 0)
    ends = [at for at in (text.find(mark, end, end + reach) for mark in "\n。；") if at >= 0]
    return text[left : min(ends) if ends else min(len(text), end + reach)]


def _about_person(text: str, start: int) -> bool:
    """Whether the words just before speak of a natural person and not of an organisation."""
    before = text[max(0, start - 120) : start]
    marks = list(_PERSON.finditer(before))
    if not marks:
        return False
    organisations = list(ORGANISATION.finditer(before))
    return not organisations or organisations[-1].start() < marks[-1].start()


def _follows_number(text: str, start: int, numbers: Spans, reach: int = 60) -> bool:
    at = bisect_left(numbers, (start, start)) - 1
    return at >= 0 and start - numbers[at][1] <= reach and "\n" not in text[numbers[at][1] : start]


#: an address right behind an identity number, as the cells of a list run together leave it
_ADDRESS_BEHIND = re.compile(
    r"[ \t，,、]{0,2}(?:住(?:址|所)?[:：]?)?(?P<address>[\u4e00-\u9fa5]{2,20}[省市州县区旗镇乡村街路巷][\u4e00-\u9fa5]{0,16}\d{1,5}(?:[号栋幢楼组社室户]|单元|-)(?:[\d-]{1,8}(?:[号栋幢楼室户]|单元)){0,3})"
)


def addresses(text: str, numbers: Spans = ()) -> Iterator[tuple[int, int, str]]:
    """Homes of persons: (start, end, why). ``numbers``: identity numbers in order."""
    for _, last in numbers:
        if behind := _ADDRESS_BEHIND.match(text, last):
            yield *behind.span("address"), "紧跟在公民身份号码后的住址"
    if "地址" in text or "住所" in text or "坐落" in text:
        for match in _ADDRESS_OF_PARTY.finditer(text):
            if not ORGANISATION.search(match["between"]):
                yield *trim(text, match.start("address"), match.end("address")), "自然人当事人的地址"
    housing = _HOUSING.search(text) is not None
    if housing:
        for pattern in (_DWELLING_OF, _DWELLING_LISTED):
            for match in pattern.finditer(text):
                if _FLAT.search(match["address"]) and _TWO_NUMBERS.search(match["address"]):
                    yield *trim(text, match.start("address"), match.end("address")), "写明某户住在哪一套房"
    if not housing and not any(word in text for word in ("住", "户籍", "承租", "安置", "购买", "认购")):
        return
    for match in _ADDRESS_LABEL.finditer(text):
        value = match["address"].strip()
        before = text[max(0, match.start() - 80) : match.start()]
        firm = ORGANISATION.search(before) and not _PERSON.search(before)
        if (
            value
            and not firm
            and not NOTHING.match(value)
            and any(letter in STREET or letter.isdigit() for letter in value)
        ):
            yield *trim(text, match.start("address"), match.end("address")), "写明是个人住址"
    for match in _ADDRESS_OF_PERSON.finditer(text):
        if _about_person(text, match.start("address")):
            yield *trim(text, match.start("address"), match.end("address")), "自然人的住址"
    for match in _DWELLING.finditer(text):
        # A building without a flat is nobody's home.
        if not _FLAT.search(match["address"]) or not _TWO_NUMBERS.search(match["address"]):
            continue
        around = text[max(0, match.start() - 100) : match.end() + 40] if housing else ""
        if _HOUSING_PERSON.search(around or _sentence(text, match.start(), match.end())):
            yield *trim(text, match.start("address"), match.end("address")), "写明某户住在哪一套房"


def births(text: str) -> Iterator[tuple[int, int, str]]:
    """Birth dates said to be such: (start, end, why)."""
    if "生" not in text:
        return
    if "出生" in text or "生日" in text:
        for match in _BORN_LABEL.finditer(text):
            yield *trim(text, match.start("date"), match.end("date")), "写明是出生日期"
    for match in _BORN_AFTER.finditer(text):
        if match[0].endswith("出生") or _PERSON.search(text, max(0, match.start() - 30), match.start() + 1):
            yield *trim(text, match.start("date"), match.end("date")), "写明是出生日期"


def accounts(text: str, numbers: Spans = ()) -> Iterator[tuple[int, int, str]]:
    """Bank accounts of persons: (start, end, why). ``numbers``: identity numbers in order."""
    for match in _CARD.finditer(text):
        if luhn(match[1]):
            yield match.start(1), match.end(1), "姓名后的银行卡号，校验相符"
    if "62" in text:
        for match in _CARD_LABELLED.finditer(text):
            digits = re.sub(r"\D", "", match["account"])
            if 16 <= len(digits) <= 19 and luhn(digits):
                yield *match.span("account"), "姓名后的银行卡号，校验相符"
    if "号" not in text or ("户" not in text and "卡" not in text and "姓名" not in text and "收款" not in text):
        return
    for match in _BANK.finditer(text):
        around = text[max(0, match.start() - 100) : match.start()] + "\n" + text[match.end() : match.end() + 40]
        holders = list(_HOLDER.finditer(around))
        if _follows_number(text, match.start(), numbers, 100):
            yield match.start("account"), match.end("account"), "与公民身份号码写在一起的账号"
        elif holders and any(re.fullmatch(NAME, holder["name"]) for holder in holders):
            yield match.start("account"), match.end("account"), "户名是个人"


_LISTED_MOBILE = re.compile(
    rf"^[ ]?[（(]?\d{{1,4}}[）)]?[、.．\s]{{0,2}}(?:{NAME})[ ：:，,\t（(]{{1,3}}(1[3-9]\d{{9}})(?!\d)", re.MULTILINE
)
_GRANT = re.compile(f"{_HOUSING.pattern}|补助|补贴|救助|改造对象|保障对象|危房|低保")


def _listed_mobiles(text: str) -> list[tuple[int, int]]:
    """Mobiles of plain lines that each hold a number, a name and a mobile, in a notice about grants or homes."""
    found = [match.span(1) for match in _LISTED_MOBILE.finditer(text)]
    return found if len(found) > 1 and _GRANT.search(text) else []


def mobiles(text: str, known: list[tuple[int, int]]) -> Iterator[tuple[int, int, str, bool]]:
    """Private mobiles, and whether they stand with other data of the person. ``known``: where such data were found; a
    number right after them is the person's.
    """
    if not re.search(r"1[3-9１３-９]", text):
        return
    listed = set(_listed_mobiles(text))
    for start, end, _, kind in find_phones(text):
        if kind != "mobile":
            continue
        if (start, end) in listed:
            yield start, end, "个人名单里姓名之后的手机号", True
            continue
        line_start = text.rfind("\n", 0, start) + 1
        before = text[max(line_start, start - 60) : start]
        label = _PRIVATE_LABEL.search(before)
        if label and (label["name"] or "本人" in label[0]) and not ORGANISATION.search(before[: label.start()][-30:]):
            # The reader takes any telephone for a contact; one behind such a role and a name is its bearer's.
            proven = bool(label["name"]) and "法定代表人" not in label[0]
            yield start, end, "紧跟在自然人姓名之后，不是对外联系电话", proven
        elif _OWN_PHONE.search(before):
            yield start, end, "写明是个人电话", False
        elif _LEADER_PHONE.search(before):
            near = text[max(0, start - 160) : start]
            if _CANDIDATE.search(near) and not _CONTACT_NEAR.search(near):
                yield start, end, "项目负责人的个人手机，不是对外联系电话", False
        elif _beside_person(text, start, end, known):
            yield start, end, "与个人身份信息写在一起", True


def _beside_person(text: str, start: int, end: int, known: list[tuple[int, int]]) -> bool:
    """Whether other data of a person stand near, with no office between. ``known`` is in order."""
    at = bisect_left(known, (start, end))
    for first, last in known[max(0, at - 1) : at + 1]:
        between = text[last:start] if last <= start else text[end:first]
        near = len(between) <= 60 if last <= start else len(between) <= 30 and "\n" not in between
        if near and between.count("\n") <= 1 and not _OFFICE.search(between):
            return True
    before = text[max(text.rfind("\n", 0, start) + 1, start - 60) : start]
    return bool(re.search(r"身份证|[\t，, ][男女][\t，, ]", before)) and not _OFFICE.search(before)


def conditions(text: str, numbers: Spans = ()) -> Iterator[tuple[Kind, int, int, str]]:
    """Health, family and assets said in sentences about one person."""
    if "残疾" in text:
        for match in DISABILITY.finditer(text):
            if _of_one(text, *match.span(), numbers) or _is_named(text, *match.span()):
                yield "health", match.start(), match.end(), "某人的残疾情况"
    if "患" in text or "确诊" in text:
        for match in _ILL.finditer(text):
            if _of_one(text, *match.span(), numbers) or _is_named(text, *match.span()):
                yield "health", match.start("what"), match.end("what"), "某人的病情"
    if "因病" in text:
        for match in _SICK.finditer(text):
            group = "what" if match["what"] else "where"
            if match["what"] or not _POLICY.search(_sentence(text, *match.span())):
                yield "health", match.start(group), match.end(group), "某人的病情"
    if "名下" in text:
        for match in _OWNS.finditer(text):
            yield "assets", match.start("value"), match.end("value"), "某人名下的财产"
    if "收入" in text or "存款" in text or "资产" in text:
        for match in _INCOME.finditer(text):
            if _of_one(text, *match.span()):
                yield "assets", match.start("value"), match.end("value"), "某户的收入或财产"
    if "家庭" in text or "配偶" in text or "婚姻" in text or "共同申请" in text:
        for match in _MEMBERS.finditer(text):
            value = match["value"].strip()
            label = NAME_HEADER.search(value) or is_label(value) or NOTHING.match(value) or COUNT.fullmatch(value)
            if not label and _of_one(text, *match.span()):
                yield "family", match.start("value"), match.end("value"), "某户的家庭情况"


#: A label that follows a value on the same line: "某某村三组 改造方式：新建".
_NEXT_LABEL = re.compile(r"[ \u3000]+[^\s:：]{2,10}[:：]|[:：]")


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and punctuation at its ends, and without a label that follows on the line."""
    label = _NEXT_LABEL.search(text, start + 1, end + 1)
    if label and label.start() < end:
        end = label.start()
    while start < end and text[start] in " \t\n\u3000:：":
        start += 1
    while end > start and text[end - 1] in " \t\n\u3000，,。；;、）)":
        if text[end - 1] in "）)" and ("（" in text[start:end] or "(" in text[start:end]):
            break
        end -= 1
    return start, end
