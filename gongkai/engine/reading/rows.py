"""Rows of a table file: whether each row is a notice, or the whole sheet is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.engine.reading.records import own_name

#: how many rows are looked at
SAMPLE = 60

_LABEL = re.compile(r"[^\d，。；]{1,16}[：:]?$")
_LABEL_END = re.compile(
    r"(?:[：:]|名称|编号|编码|代码|时间|日期|期限|金额|单位|人|人员|地址|地点|电话|方式|价|价格|报价|内容|范围|备注|标题|正文|链接|类型|类别|区划|"
    r"地区|来源|用途|面积|位置|来源|序号|状态|结果|要求|情况|机构|部门|规模|概况|依据|理由|原因|邮箱|邮编|传真|年限|等级|级别|方|数量|规格|品牌|得分|"
    r"排名|名次|标段|包号|项目|领域|事项|主体|渠道|条件|资质|资格|证书|账号|账户|费|率|额|量|号|名|部|处|局|说明)(?:[（(][^）)]{1,12}[）)])?[：:]?\s*\*?$"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z_ .-]{0,40}$")
_BODY = frozenset(("title", "text", "html"))


@dataclass(frozen=True, slots=True)
class Shape:
    """``header`` is the index of the row that names the columns, or -1 when the sheet is one notice."""

    header: int


def looks_like_label(text: str) -> bool:
    text = text.strip()
    return bool(_LABEL.match(text) and _LABEL_END.search(text)) or bool(_WORD.match(text)) or bool(own_name(text))


def shape_of(rows: Sequence[Sequence[str]]) -> Shape:
    """``rows``: the first of a sheet, from its top, empty rows included."""
    filled = [(i, [cell.strip() for cell in row]) for i, row in enumerate(rows) if any(cell.strip() for cell in row)]
    if not filled:
        return Shape(-1)
    for i, row in filled[:3]:
        cells = [cell for cell in row if cell]
        own = {own_name(cell) for cell in cells}
        labels = sum(looks_like_label(cell) for cell in cells)
        if len(cells) >= 2 and own & _BODY and labels >= 0.8 * len(cells) and (len(cells) >= 3 or not _down(filled, i)):
            return Shape(i)
    top, first = filled[0]
    cells = [cell for cell in first if cell]
    if len(cells) < 2 or len(filled) < 2 or len(set(cells)) < len(cells):
        return Shape(-1)  # among others a caption over a table: the table belongs to one notice
    labels = sum(looks_like_label(cell) for cell in cells)
    if len(cells) >= 3 and labels == len(cells):
        return Shape(top)
    return Shape(-1 if _down(filled, -1) or labels < 0.6 * len(cells) else top)


def _down(filled: Sequence[tuple[int, Sequence[str]]], above: int) -> bool:
    """Whether the first column holds labels: a sheet of labels and values."""
    column = [row[0] for i, row in filled if i > above and row and row[0]]
    if len(column) < 3:
        return False
    labels = [text for text in column if looks_like_label(text)]
    beside = [[cell for cell in row[1:] if cell] for i, row in filled if i > above and row and row[0]]
    return (
        len(labels) >= 0.6 * len(column)
        and len(set(labels)) >= 0.8 * len(labels)
        and max(map(len, beside), default=0) <= 5
    )
