"""Identity and other personal numbers that prove themselves or are named (公民身份号码)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.engine.codes import PROVINCES, find_identities, identity_birth, is_old_identity
from gongkai.engine.screening.lists import NAME
from gongkai.engine.screening.masks import MASK_SIGNS

Spans = Sequence[tuple[int, int]]
HALF_HIDDEN = re.compile(
    rf"(?<![0-9A-Za-z*])(?:(?P<open>[1-9]\d{{5}}(?:19|20)\d{{2}}(?:0[1-9]|1[0-2])?(?:[0-3]\d)?)[{MASK_SIGNS}]{{3,10}}\d{{0,3}}[\dxX]?"
    rf"|[1-9]?\d{{0,5}}[*＊×●■]{{2,6}}(?P<middle>(?:19|20)\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?:[{MASK_SIGNS}]{{2,4}}|\d{{3}}[\dxX])"
    rf")(?![0-9A-Za-z*])"
)
_OLD = re.compile(r"(?<![0-9A-Za-z])[1-8]\d{14}(?![0-9A-Za-z])")
_GLUED = re.compile(
    rf"(?:^|[\s:：，,、；;\t（(])(?:{NAME})[ ：:（(]{{0,2}}([1-8]\d{{14}}(?:\d{{2}}[\dXx])?)(?![0-9A-Za-z])",
    re.MULTILINE,
)
_WRONG = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}[ ]?\d{8}[ ]?\d{3}[\dXx](?![0-9A-Za-z])")
_ID_LABEL = re.compile(r"(?:身份证|身份号码|公民身份|居民身份)[^\d\n]{0,14}$")
_CODE_LABEL = re.compile(
    r"(?:编号|编码|代码|合同号|订单号|流水号|备案号|单号|number|_no|code|批号|单编号)[^\d\n]{0,6}$", re.IGNORECASE
)
_PASSPORT = re.compile(
    r"(?:护照|来往内地通行证|台胞证|台湾居民来往大陆通行证|军官证)(?:号码?|编号)?[：:\t ]{1,3}([A-Z]{0,2}\d{7,10})(?!\d)"
)


def identities(text: str) -> Iterator[tuple[int, int, str]]:
    """Identity and passport numbers of a text: (start, end, why), each kind in order."""
    for start, end, code in find_identities(text):
        born = identity_birth(code)
        # A serial number of a project may pass by chance: region, year and number. Nobody born lately signs a tender.
        if born and born.year >= 2012 and _CODE_LABEL.search(text, max(0, start - 16), start):
            continue
        yield start, end, "18 位公民身份号码，校验码相符"
    if "*" in text or "＊" in text or "X" in text or "x" in text or "×" in text or "●" in text:
        for match in HALF_HIDDEN.finditer(text):
            if match["open"] and match["open"][:2] not in PROVINCES:
                continue
            yield match.start(), match.end(), "公民身份号码虽已遮挡，仍看得出出生日期"
    if "身份" in text or "证件号" in text:
        for match in _WRONG.finditer(text):
            if _ID_LABEL.search(text, max(0, match.start() - 22), match.start()):
                yield match.start(), match.end(), "写明是身份证号（校验码不符，可能有一位写错）"
        for match in _OLD.finditer(text):
            if is_old_identity(match[0]) and _ID_LABEL.search(text, max(0, match.start() - 22), match.start()):
                yield match.start(), match.end(), "15 位旧公民身份号码"
    for match in _GLUED.finditer(text):
        code = match[1]
        if is_old_identity(code) or (len(code) == 18 and code[:2] in PROVINCES and identity_birth(code) is not None):
            yield match.start(1), match.end(1), "紧跟在姓名后的公民身份号码"
    if "护照" in text or "通行证" in text or "台胞证" in text or "军官证" in text:
        for match in _PASSPORT.finditer(text):
            yield match.start(1), match.end(1), "写明是个人证件号码"
