"""Normalising (规范化) a notice's text without losing what stood there.

What is done, and nothing else:

1. Signs without a width, bidirectional marks, soft hyphens and control characters go; line feed and tab stay.
2. Blanks of any kind (``&nbsp;``, the ideographic space, thin spaces …) become a space; a run of three or more becomes two,
   because two spaces in a notice mean a gap between two things; blanks at either end of a line or table cell go.
3. Full-width letters, digits, the comma between full-width digits in threes, and the signs ``％＋－．／＠＃＆＊＝＿～＄￥［］`` become half-width. Chinese punctuation
   （），；：！？、。《》 stays as it is; the look-alikes of ``：`` (``﹕∶︰꞉``) and the small forms become the usual sign.
   An ASCII ``:`` stays, since times are written with it. Dashes that stand for a hyphen (``‐‑‒–−``) become ``-``.
   Radicals and compatibility ideographs that PDF files put for ordinary characters become those.
4. Phonetic debris that copying from annotated pages leaves behind, as in ``開(kāi)展``, goes: a bracketed syllable of
   pinyin that follows a Chinese character. Syllables without a tone mark only where the text has three with one.
5. Traditional characters become simplified ones, but only in a text that is traditional throughout: a personal name in an
   otherwise simplified notice stays.

The result has the same lines, and the same cells in each line, as the original. It is idempotent.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol


class Normalised(NamedTuple):
    """``raw`` is empty when nothing was changed; ``raw_at`` is empty when every character kept its place."""

    text: str
    raw: str
    raw_at: Sequence[int]


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NOTHING = "\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\ufff9-\ufffc\ufffe\uffff"
_SWAPS = {
    **{chr(0xFF01 + i): chr(0x21 + i) for i in range(94) if chr(0x21 + i).isalnum()},
    **dict(zip("％＋－．／＠＃＆＊＝＿～＄￥［］", "%+-./@#&*=_~$¥[]", strict=True)),
    **dict(zip("﹕∶︰꞉﹐﹑﹒﹔﹖﹗﹙﹚﹟﹠﹡﹢﹣﹦﹩﹪﹫", "：：：：，、.；？！（）#&*+-=$%@", strict=True)),
    **dict.fromkeys("‐‑‒–−﹘", "-"),
}
for _code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA6E)):
    _plain = unicodedata.normalize("NFKC", chr(_code))
    if len(_plain) == 1 and _plain != chr(_code):
        _SWAPS[chr(_code)] = _plain
# The supplement has no compatibility mappings: these are the unified ideographs the Unicode data name as equivalent.
_SWAPS |= zip(
    "⺁⺄⺈⺊⺌⺍⺎⺐⺒⺓⺙⺛⺜⺝⺟⺠⺧⺩⺫⺬⺶⺸⺼⺽⻁⻃⻄⻅⻆⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乙刀卜小小兀尢巳幺攵旡日月母民牛王目示羊羊肉臼虎西西见角贝足车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
    strict=True,
)
_TABLE: dict[int, str] = {ord(k): v for k, v in _SWAPS.items()}
for _start, _end in (("\u2000", "\u200a"),):
    _TABLE.update(dict.fromkeys(range(ord(_start), ord(_end) + 1), " "))
_TABLE.update(dict.fromkeys(map(ord, "\u00a0\u1680\u202f\u205f\u3000"), " "))

_SWAP = re.compile(
    f"[{_BLANKS}\u2010-\u2013\u2212\u2236\u2e80-\u2ef3\u2f00-\u2fd5\ua789\uf900-\ufa6d\ufe30\ufe50-\ufe6b\uff01-\uffe5]"
)
#: a comma between full-width digits in threes belongs to the number
_THOUSANDS = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_GONE = re.compile(f"[{_NOTHING}]+")
# Runs are looked at from their first blank only: from every one, a million blanks would take hours.
_GAPS = re.compile(r"(?:(?<=[\n\t])|^) +|(?<! ) ++(?=[\n\t]|$)|(?<=  ) +")

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_LETTERS = "a-züɡɑ" + _TONED
_HAN = "\u3400-\u9fff\uf900-\ufaff"
# A run of them goes at once: a pass for each would take hours over a hundred thousand.
_DEBRIS = re.compile(f"(?<=[{_HAN}])(?:[(（](?=[^()（）]*[{_TONED}])[{_LETTERS}]{{1,6}}[)）])+")
_DEBRIS_PLAIN = re.compile(
    f"(?<=[{_HAN}])(?:[(（](?:(?=[^()（）]*[{_TONED}])[{_LETTERS}]{{1,6}}|(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aeiouü][aeiouün]{{0,3}}g?)[)）])+"
)
_MARK = re.compile(f"[{_TONED}]")

#: characters that a simplified text does not have
_TRADITIONAL = re.compile(
    "[國務關於為與業應資產體發開電話標時間項實號點樣錄條質專門長東車馬風辦廳領導會將進議員監督單級縣區鄉鎮網頁書證據"
    "債權責財購買賣價貨幣報評審選擇確認設備種類數學習從現狀態環境護險養農場廣園藝術歷傳統團隊個們這裡還過達運連遠適"
    "動勞動勝負貧費賃額順須預頒題願顯飛館驗驟齊齡龍廠廢彙後復徵徹戶擔據擬擴攜斷無舊處虛補裝製複規視親覺觀計訂訊訓託記"
    "許訴診註詢試詳誠誤說課調談請論諮證識譯議讓負貢賬賠賴贈贊轉輔輕輸辭邊邏郵鄰醫釋錢鐵鋼銷鎖鍵閉陽階際隨難雲靈靜韓]"
)
_IDENTITY: array[int] = array("I", range(1 << 14))


def _identity(size: int) -> array[int]:
    if size > len(_IDENTITY):
        _IDENTITY.extend(range(len(_IDENTITY), size))
    return _IDENTITY[:size]


def _delete(text: str, at: array[int] | None, pattern: re.Pattern[str]) -> tuple[str, array[int] | None]:
    """Delete what the pattern matches; ``at`` maps each offset (one more than characters) to the raw text."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    done = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        if end > start:
            pieces.append(text[done:start])
            spans.append((done, start))
            done = end
    if not spans:
        return text, at
    if at is None:
        at = _identity(len(text) + 1)
    pieces.append(text[done:])
    new = array("I")
    for start, end in spans:
        new += at[start:end]
    new += at[done:]
    return "".join(pieces), new


@lru_cache(maxsize=1)
def _converter() -> _Converter:
    # Loaded late: its dictionaries take longer to read than a hundred notices, and few notices need them.
    from opencc import OpenCC  # noqa: PLC0415

    converter: _Converter = OpenCC("t2s")
    return converter


def _simplify(text: str) -> str:
    """Traditional → simplified with every character in its place."""
    converter = _converter()
    whole = converter.convert(text)
    if len(whole) == len(text):
        return whole
    out: list[str] = []
    for line in text.split("\n"):
        done = converter.convert(line)
        if len(done) != len(line):
            done = "".join(new if len(new := converter.convert(char)) == 1 else char for char in line)
        out.append(done)
    return "\n".join(out)


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters throughout, not just in a name."""
    return bool(_TRADITIONAL.search(text)) and (hits := len(_TRADITIONAL.findall(text))) >= 5 and hits * 50 >= len(text)


def normalise(raw: str) -> Normalised:
    """Normalise a text of lines, with tabs between cells; see the module for what is done."""
    text = raw
    at: array[int] | None = None
    if _GONE.search(text):
        text, at = _delete(text, at, _GONE)
    if _SWAP.search(text):
        if "，" in text:
            text = _THOUSANDS.sub(",", text)
        text = text.translate(_TABLE)
    if _MARK.search(text):
        pattern = _DEBRIS_PLAIN if len(_DEBRIS.findall(text)) >= 3 else _DEBRIS
        before = None
        while before != text:
            before = text
            text, at = _delete(text, at, pattern)
    if _GAPS.search(text):
        text, at = _delete(text, at, _GAPS)
    if is_traditional(text):
        text = _simplify(text)
    if at is None:
        return Normalised(text, "" if text == raw else raw, ())
    at[0] = 0
    at[-1] = len(raw)
    return Normalised(text, raw, at)


def normalise_line(raw: str) -> str:
    """A single line, such as a title, normalised."""
    return normalise(" ".join(raw.split("\n")).replace("\t", " ")).text
