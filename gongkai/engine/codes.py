"""Codes that carry their own proof (代码校验): shape, parts and check character, each answered pass, fail or not applicable.

``CHECKS`` names each check as the vocabulary's ``codes.yaml`` does. A check never guesses: what is empty, masked or of
another kind of code is *not applicable*, with the reason; only a code that claims to be of the kind and breaks its
standard *fails*. Full-width characters and blanks inside a code are read as what they stand for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml


class Outcome(StrEnum):
    """The three answers of every check (三种结论)."""

    PASS = "pass"  # noqa: S105 an outcome, no password
    FAIL = "fail"
    NOT_APPLICABLE = "not-applicable"


class CodeCheck(NamedTuple):
    """What a check found. ``reason``: a Chinese sentence. ``standard``: number of the standard behind it.
    ``code``: the code as it was read, blanks and full width removed.
    """

    outcome: Outcome
    reason: str
    standard: str
    code: str


# Full-width ASCII and the look-alikes that notices use for the check letter and the hyphen.
_PLAIN = str.maketrans(
    {chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
    | {"×": "X", "Χ": "X", "х": "x", "—": "-", "–": "-", "−": "-", "‐": "-", "‑": "-", "－": "-"}
)
_BLANKS = re.compile(r"[\s\u00a0\u3000\u200b\ufeff]+")
_MASKED = re.compile(r"[*＊●■○]|[xX]{2,}|\d[xX]+\d")


def plain(text: str) -> str:
    """The code without blanks, in half-width capitals: ``９１420500ma49xxxx`` → ``91420500MA49XXXX``."""
    return _BLANKS.sub("", text.translate(_PLAIN)).upper()


def _answer(outcome: Outcome, reason: str, standard: str, code: str) -> CodeCheck:
    return CodeCheck(outcome, reason, standard, code)


def _unfit(code: str, name: str, standard: str) -> CodeCheck | None:
    """Not applicable: nothing there, or digits hidden."""
    if not code:
        return _answer(Outcome.NOT_APPLICABLE, f"没有填写{name}", standard, code)
    if _MASKED.search(code):
        return _answer(Outcome.NOT_APPLICABLE, f"{name}已作遮挡，无法校验", standard, code)
    return None


# --- regions ----------------------------------------------------------------------------------------------------------

GB2260 = "GB/T 2260"


@cache
def regions() -> dict[str, str]:
    """Names by code prefix: two digits for a province (省级), four for a prefecture (地级). From
    ``packs/vocabulary/regions.yaml``.
    """
    text = resources.files("gongkai").joinpath("packs/vocabulary/regions.yaml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 both are safe
    names: dict[str, str] = {}
    for province in loaded["provinces"]:
        names[province["code"]] = province["name"]
        for tail, name in province.get("prefectures", {}).items():
            names[province["code"] + tail] = name
    return names


#: Province-level prefixes, kept beside the data because identity numbers are looked for in every notice; a test holds
#: the two equal.
PROVINCES = frozenset(
    {
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
    }
)


def check_region(text: str) -> CodeCheck:
    """行政区划代码 (GB/T 2260): six digits, or nine or twelve with town and village (GB/T 10114). The province must exist; a
    prefecture that is not in today's list may have been withdrawn, so it is not applicable rather than wrong.
    """
    code = plain(text)
    if unfit := _unfit(code, "行政区划代码", GB2260):
        return unfit
    if not re.fullmatch(r"\d{6}(?:\d{3}(?:\d{3})?)?", code):
        return _answer(Outcome.FAIL, "行政区划代码应为 6 位数字（乡级 9 位、村级 12 位）", GB2260, code)
    names = regions()
    if code[:2] not in names:
        return _answer(Outcome.FAIL, f"行政区划代码前两位“{code[:2]}”不是任何省级行政区", GB2260, code)
    if code[2:4] == "00":
        if code[4:6] != "00":
            return _answer(Outcome.FAIL, "行政区划代码没有地级却有县级，层级不对", GB2260, code)
        return _answer(Outcome.PASS, f"行政区划代码属{names[code[:2]]}", GB2260, code)
    place = names.get(code[:4])
    if place is None:
        reason = f"{names[code[:2]]}现行地级代码中没有“{code[:4]}”，可能是已撤销的旧代码或功能区自编代码，请核对"
        return _answer(Outcome.NOT_APPLICABLE, reason, GB2260, code)
    return _answer(Outcome.PASS, f"行政区划代码属{names[code[:2]]}{place}", GB2260, code)


# --- organisations ----------------------------------------------------------------------------------------------------

GB32100 = "GB 32100-2015"
GB11714 = "GB 11714-1997"
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_AT = {letter: value for value, letter in enumerate(_CREDIT)}
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_CREDIT_SHAPE = re.compile(r"[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}")
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def credit_check_character(body: str) -> str:
    """Check character for the first 17 characters of a unified social credit code. ``KeyError`` for a foreign character."""
    total = sum(_CREDIT_AT[letter] * weight for letter, weight in zip(body, _CREDIT_WEIGHTS, strict=True))
    return _CREDIT[-total % 31]


def organisation_check_character(body: str) -> str:
    """Check character for the eight characters of an organisation code (0–9, A–Z)."""
    total = sum(int(letter, 36) * weight for letter, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def check_credit(text: str) -> CodeCheck:
    """统一社会信用代码 (GB 32100): 18 characters without I O Z S V, region in places 3–8, check character modulo 31."""
    code, name = plain(text).replace("-", ""), "统一社会信用代码"
    if not code:
        return _answer(Outcome.NOT_APPLICABLE, f"没有填写{name}", GB32100, code)
    if re.search(r"[*＊●]|X{4,}", code):
        return _answer(Outcome.NOT_APPLICABLE, f"{name}已作遮挡，无法校验", GB32100, code)
    if len(code) != 18:
        return _answer(Outcome.FAIL, f"{name}应为 18 位，这里是 {len(code)} 位", GB32100, code)
    wrong = sorted({letter for letter in code if letter not in _CREDIT_AT})
    if wrong:
        return _answer(Outcome.FAIL, f"{name}中不应出现“{'、'.join(wrong)}”（不用 I、O、Z、S、V）", GB32100, code)
    if not _CREDIT_SHAPE.fullmatch(code):
        return _answer(Outcome.FAIL, f"{name}第 3 至 8 位应为行政区划数字", GB32100, code)
    if credit_check_character(code[:17]) != code[17]:
        return _answer(Outcome.FAIL, f"{name}的校验码不符，至少有一位写错", GB32100, code)
    return _answer(Outcome.PASS, f"{name}校验相符", GB32100, code)


def check_organisation(text: str) -> CodeCheck:
    """组织机构代码 (GB 11714): eight characters and a check character, with or without the hyphen before it."""
    code, name = plain(text), "组织机构代码"
    if not code:
        return _answer(Outcome.NOT_APPLICABLE, f"没有填写{name}", GB11714, code)
    if re.search(r"[*＊●]|X{4,}", code):
        return _answer(Outcome.NOT_APPLICABLE, f"{name}已作遮挡，无法校验", GB11714, code)
    if not re.fullmatch(r"[0-9A-Z]{8}-?[0-9X]", code):
        return _answer(Outcome.FAIL, f"{name}应为 8 位数字或字母加 1 位校验码", GB11714, code)
    if organisation_check_character(code[:8]) != code[-1]:
        return _answer(Outcome.FAIL, f"{name}的校验码不符，至少有一位写错", GB11714, code)
    return _answer(Outcome.PASS, f"{name}校验相符", GB11714, code)


# --- persons ----------------------------------------------------------------------------------------------------------

GB11643 = "GB 11643-1999"
_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECK = "10X98765432"
#: 83: residence permits of Taiwan residents; a leading 9: identity cards of foreign permanent residents.
_IDENTITY_PREFIXES = PROVINCES | {"83"}


def identity_check_character(body: str) -> str:
    """Check character for the first 17 digits of a citizen identity number."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _IDENTITY_WEIGHTS, strict=True))
    return _IDENTITY_CHECK[total % 11]


def _birth(year: int, month: int, day: int) -> date | None:
    try:
        born = date(year, month, day)
    except ValueError:
        return None
    return born if year >= 1880 else None


def identity_birth(code: str) -> date | None:
    """Date of birth in an 18- or 15-digit identity number, or None where the digits are no date. A 15-digit number holds a
    two-digit year of the twentieth century.
    """
    if len(code) == 18:
        return _birth(int(code[6:10]), int(code[10:12]), int(code[12:14]))
    return _birth(1900 + int(code[6:8]), int(code[8:10]), int(code[10:12]))


def is_identity(code: str) -> bool:
    """Whether 18 plain characters (see ``plain``) are a valid citizen identity number: region, date and check digit."""
    return (
        len(code) == 18
        and code[:17].isascii()
        and code[:17].isdigit()
        and (code[:2] in _IDENTITY_PREFIXES or code[0] == "9")
        and identity_birth(code) is not None
        and identity_check_character(code[:17]) == code[17]
    )


def is_old_identity(code: str) -> bool:
    """Whether 15 digits can be a citizen identity number of the first generation (no check digit: region and date only)."""
    return (
        len(code) == 15
        and code.isascii()
        and code.isdigit()
        and code[:2] in PROVINCES
        and identity_birth(code) is not None
    )


def check_identity(text: str) -> CodeCheck:
    """公民身份号码 (GB 11643): 17 digits and a check digit modulo 11-2; the 15-digit form of before 1999 has no check digit."""
    code, name = plain(text), "公民身份号码"
    if unfit := _unfit(code, name, GB11643):
        return unfit
    if not re.fullmatch(r"\d{17}[\dX]|\d{15}", code):
        return _answer(Outcome.FAIL, f"{name}应为 18 位（旧号 15 位），这里是 {len(code)} 位", GB11643, code)
    if code[:2] not in _IDENTITY_PREFIXES and not (len(code) == 18 and code[0] == "9"):
        return _answer(Outcome.FAIL, f"{name}前两位“{code[:2]}”不是任何省级行政区", GB11643, code)
    if identity_birth(code) is None:
        return _answer(Outcome.FAIL, f"{name}中的出生日期不存在", GB11643, code)
    if len(code) == 15:
        return _answer(Outcome.PASS, f"15 位旧{name}，地区和日期成立（旧号没有校验码）", GB11643, code)
    if identity_check_character(code[:17]) != code[17]:
        return _answer(Outcome.FAIL, f"{name}的校验码不符，至少有一位写错", GB11643, code)
    return _answer(Outcome.PASS, f"{name}校验相符", GB11643, code)


# A blank may stand between any two digits; the boundaries forbid a digit on either side, not a letter or a sign.
_DIGIT = r"[0-9０-９]"
_CLOSE = re.compile(
    rf"(?<!{_DIGIT})(?=({_DIGIT}{{6}}(?:[1１][89８９]|[2２][0０]){_DIGIT}{{2}}[01０１]{_DIGIT}[0-3０-３]{_DIGIT}{{4}}"
    rf"[0-9０-９XxＸｘ×Ххχ]))(?!{_DIGIT}{{19}})"
)
_BROKEN = re.compile(
    rf"(?<!{_DIGIT}){_DIGIT}(?:[ \u00a0\u3000]{{0,2}}(?:[-－—][ \u00a0\u3000]{{0,2}})?{_DIGIT}){{14,60}}(?:[ \u00a0\u3000]?[XxＸｘ×])?"
)
_PARTED = re.compile(r"[\s\u00a0\u3000\-－—]")


def find_identities(text: str) -> list[tuple[int, int, str]]:
    """Every valid 18-digit identity number in a text, as (start, end, number), in order, also with full-width digits or
    blanks or hyphens between the digits, and beside letters. Never overlapping.
    """
    found: list[tuple[int, int, str]] = []
    for match in _CLOSE.finditer(text):
        code = plain(match[1])
        if is_identity(code):
            found.append((match.start(1), match.end(1), code))
    taken = {start for start, _, _ in found}
    for run in _BROKEN.finditer(text):
        if not _PARTED.search(run[0]):
            continue
        marks = [at for at in range(run.start(), run.end()) if not _PARTED.match(text, at)]
        for first in range(len(marks) - 17):
            start, last = marks[first], marks[first + 17]
            # Where blanks part the digits a number starts and ends at one: no digit stands next to it.
            if start in taken or (start > 0 and text[start - 1].isdigit()):
                continue
            if last + 1 < len(text) and text[last + 1].isdigit():
                continue
            code = plain(text[start : last + 1]).replace("-", "")
            if is_identity(code):
                found.append((start, last + 1, code))
                taken.add(start)
                break
    found.sort()
    return found


_CREDIT_FIND = re.compile(r"(?<![0-9A-Za-z])[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Ya-z]{10}(?![0-9A-Za-z])")


def find_credits(text: str) -> list[tuple[int, int, str]]:
    """Every valid unified social credit code in a text, as (start, end, code)."""
    found = []
    for match in _CREDIT_FIND.finditer(text):
        code = match[0].upper()
        if check_credit(code).outcome is Outcome.PASS:
            found.append((match.start(), match.end(), code))
    return found


# --- deals and projects -----------------------------------------------------------------------------------------------

DATA_SPECIFICATION = "公共资源交易平台系统数据规范（V2.0）"
E_TENDERING = "电子招标投标系统技术规范附录B.3"
INVESTMENT = "全国投资项目在线审批监管平台统一代码编码规则"
_MOD37 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
_DEAL_SHAPE = re.compile(r"([A-Z]\d{2})([0-9A-Z]{18})(\d{8})(\d{6})([0-9A-Z*])")


def mod37_2_check_character(body: str) -> str:
    """Check character of ISO 7064 MOD 37-2 over digits and capitals. ``ValueError`` for another character."""
    rest = 0
    for letter in body:
        value = _MOD37.index(letter)
        if value == 36:
            raise ValueError('"*" may only stand last')
        rest = (rest + value) * 2 % 37
    return _MOD37[(1 - rest) % 37]


def check_deal(text: str) -> CodeCheck:
    """统一交易标识码: type (3) – operator's credit code (18) – date (8) – serial (6) – check (1), 40 characters with hyphens,
    check character by ISO 7064 MOD 37-2 over the first 35 without them.
    """
    code, name = plain(text), "统一交易标识码"
    if not code:
        return _answer(Outcome.NOT_APPLICABLE, f"没有填写{name}", DATA_SPECIFICATION, code)
    bare = code.replace("-", "")
    if len(code) not in (36, 40) or len(bare) != 36:
        return _answer(
            Outcome.FAIL, f"{name}应为 40 位（含 4 个连接号），这里是 {len(code)} 位", DATA_SPECIFICATION, code
        )
    shape = _DEAL_SHAPE.fullmatch(bare)
    if not shape or (len(code) == 40 and code != "-".join(shape.groups())):
        reason = f"{name}应为“类型3位-信用代码18位-日期8位-流水号6位-校验码1位”"
        return _answer(Outcome.FAIL, reason, DATA_SPECIFICATION, code)
    day = shape[3]
    try:
        date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return _answer(Outcome.FAIL, f"{name}中的日期“{day}”不存在", DATA_SPECIFICATION, code)
    if mod37_2_check_character(bare[:35]) != bare[35]:
        return _answer(Outcome.FAIL, f"{name}的校验码不符，至少有一位写错", DATA_SPECIFICATION, code)
    operator = check_credit(shape[2])
    if operator.outcome is Outcome.FAIL:
        return _answer(Outcome.FAIL, f"{name}中的交易系统运营者代码不对：{operator.reason}", DATA_SPECIFICATION, code)
    return _answer(Outcome.PASS, f"{name}校验相符", DATA_SPECIFICATION, code)


_INVESTMENT_SHAPE = re.compile(r"(\d{4})-?(\d{6})-?(\d{2})-?(\d{2})-?(\d{6})")


def check_investment(text: str) -> CodeCheck:
    """投资项目统一代码: year (or two-digit year and month) – region – industry – kind – serial, 24 characters with hyphens."""
    code, name = plain(text), "投资项目统一代码"
    if unfit := _unfit(code, name, INVESTMENT):
        return unfit
    shape = _INVESTMENT_SHAPE.fullmatch(code)
    if not shape or len(code) not in (20, 24):
        return _answer(Outcome.FAIL, f"{name}应为 24 位，形如 2024-420500-48-01-000001", INVESTMENT, code)
    head = shape[1]
    if not ("2013" <= head <= "2099" or (head[:2] >= "13" and "01" <= head[2:] <= "12")):
        return _answer(Outcome.FAIL, f"{name}前四位“{head}”既不是年份，也不是两位年加两位月", INVESTMENT, code)
    if shape[2][:2] not in PROVINCES and shape[2] not in ("000000", "000001", "000052"):
        return _answer(Outcome.FAIL, f"{name}中的地区代码“{shape[2]}”不属任何省级行政区", INVESTMENT, code)
    if shape[4] == "00":
        return _answer(Outcome.FAIL, f"{name}中的项目类型“00”不存在", INVESTMENT, code)
    return _answer(Outcome.PASS, f"{name}形式相符（该代码没有校验码）", INVESTMENT, code)


def _tendering(text: str, name: str, length: int) -> CodeCheck:
    """Project (17), tender project (20) or section (23): letter, region 6, platform 4, serial 6, then threes.

    A body may number its projects by its own system: what does not begin like such a code is not applicable.
    """
    code = plain(text)
    if not code:
        return _answer(Outcome.NOT_APPLICABLE, f"没有填写{name}", E_TENDERING, code)
    if not re.fullmatch(r"[A-Z]\d{16}(?:\d{3}){0,2}", code):
        if re.fullmatch(r"[A-Z]\d{13,25}", code):
            return _answer(Outcome.FAIL, f"{name}应为 {length} 位，这里是 {len(code)} 位", E_TENDERING, code)
        return _answer(Outcome.NOT_APPLICABLE, f"“{code}”是自编编号，不是电子招标投标系统的{name}", E_TENDERING, code)
    if len(code) != length:
        return _answer(Outcome.FAIL, f"{name}应为 {length} 位，这里是 {len(code)} 位", E_TENDERING, code)
    if code[1:3] not in PROVINCES:
        return _answer(Outcome.FAIL, f"{name}中的地区代码“{code[1:7]}”不属任何省级行政区", E_TENDERING, code)
    return _answer(Outcome.PASS, f"{name}形式相符（该代码没有校验码）", E_TENDERING, code)


def check_project(text: str) -> CodeCheck:
    """项目编号 (PROJECT_CODE, 17 characters)."""
    return _tendering(text, "项目编号", 17)


def check_tender_project(text: str) -> CodeCheck:
    """招标项目编号 (TENDER_PROJECT_CODE, 20 characters)."""
    return _tendering(text, "招标项目编号", 20)


def check_section(text: str) -> CodeCheck:
    """标段（包）编号 (BID_SECTION_CODE, 23 characters)."""
    return _tendering(text, "标段（包）编号", 23)


# --- bank cards -------------------------------------------------------------------------------------------------------

LUHN = "ISO/IEC 7812-1"


def luhn(digits: str) -> bool:
    """Whether a string of digits satisfies the Luhn formula."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def check_bank_card(text: str) -> CodeCheck:
    """银行卡号 (ISO/IEC 7812-1): 16 to 19 digits with a Luhn digit. Account numbers of organisations (对公账号) carry none."""
    code, name = plain(text).replace("-", ""), "银行卡号"
    if unfit := _unfit(code, name, LUHN):
        return unfit
    if not re.fullmatch(r"\d{16,19}", code):
        return _answer(Outcome.NOT_APPLICABLE, f"{name}为 16 至 19 位数字，这里可能是对公账号", LUHN, code)
    if not luhn(code):
        return _answer(Outcome.FAIL, f"{name}的校验码不符，至少有一位写错", LUHN, code)
    return _answer(Outcome.PASS, f"{name}校验相符", LUHN, code)


#: Checks by the name the vocabulary uses in ``codes.yaml``.
CHECKS: dict[str, Callable[[str], CodeCheck]] = {
    "credit-code": check_credit,
    "citizen-number": check_identity,
    "organisation-code": check_organisation,
    "trade-identifier": check_deal,
    "investment-project": check_investment,
    "project-code": check_project,
    "tender-project-code": check_tender_project,
    "section-code": check_section,
    "division-code": check_region,
    "bank-card": check_bank_card,
}
