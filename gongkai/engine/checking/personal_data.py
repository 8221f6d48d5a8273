"""Personal data (个人信息): nothing stands in the notice that would harm a natural person's privacy.

政府信息公开条例 (2019) 第十五条, before 2019-05-15 第十四条 of the regulation of 2008. Which pieces, and what does not count, says
``engine.screening``; a finding names each kind once, with its first place and a masked form.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.engine.checking.model import Finding, Notice
from gongkai.engine.screening import KINDS, Kind, Personal

CHECK = "personal-data"
_NEW = date(2019, 5, 15)


def check(notice: Notice) -> Iterator[Finding]:
    new = notice.day is None or notice.day >= _NEW
    clause = (
        "《政府信息公开条例》（国务院令第711号）第十五条" if new else "《政府信息公开条例》（国务院令第492号）第十四条"
    )
    by_kind: dict[Kind, list[Personal]] = {}
    for one in notice.personal:
        by_kind.setdefault(one.kind, []).append(one)
    for kind, pieces in by_kind.items():
        first = pieces[0]
        yield notice.failed(
            CHECK,
            f"有 {len(pieces)} 处{KINDS[kind]}，如“{first.masked}”：{first.why}。",
            clause,
            remedy="请先遮挡再公开；已经公开的，立即替换。",
            span=(first.start, first.end),
        )
    if not by_kind:
        yield notice.passed(CHECK, "没有发现不应公开的个人信息。", clause)
