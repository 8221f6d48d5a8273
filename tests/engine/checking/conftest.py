"""A small catalogue made for these tests, and notices to hold against it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from gongkai.engine.checking import CHECKS, Finding, check
from gongkai.engine.checking.model import Report
from gongkai.engine.codes import Outcome
from gongkai.engine.deadlines import Deadlines
from gongkai.engine.packs.models import (
    CodeTerm,
    Duty,
    ElementTerm,
    EventTerm,
    ItemTerm,
    Jurisdiction,
    PackFile,
    Period,
)
from gongkai.engine.packs.models import Document as LegalDocument
from gongkai.engine.packs.resolved import BoundDuty, BoundElement, BoundPeriod, Catalogue, ResolvedItem, Vocabulary
from gongkai.engine.reading.document import Attachment, Document, Line
from gongkai.engine.reading.model import Reading, Value

PACK = LegalDocument(
    id="test-1", number="测政发〔2018〕1号", title="测试意见", issuer="测试市政府", in_force=date(2018, 1, 1)
)
LAW = LegalDocument(
    id="law-1", number="测令第2号", title="测试条例", issuer="测试部", in_force=date(2012, 2, 1), until=date(2030, 1, 1)
)


def required(*names: str) -> tuple[BoundElement, ...]:
    return tuple(BoundElement(name, PACK, "四(一)", "test") for name in names)


def duty(**form: object) -> BoundDuty:
    return BoundDuty(Duty(clause="六(一)", **form), PACK, "test")  # type: ignore[arg-type]


def period(document: LegalDocument = LAW, pack: str = "law", **form: object) -> BoundPeriod:
    return BoundPeriod(Period(clause="第九条", **form), document, pack)  # type: ignore[arg-type]


def item(name: str, title: str, **rules: object) -> ResolvedItem:
    return ResolvedItem(name, name.split(".", maxsplit=1)[0], title, None, clause="四", document=PACK, **rules)  # type: ignore[arg-type]


ITEMS = (
    item(
        "construction.tender-notice",
        "招标公告",
        required=(*required("buyer", "subject"), BoundElement("deposit", LAW, "第十条", "law")),
        periods=(
            period(of="submission", at_least="20 days", between=("published", "submission.deadline")),
            period(of="documents", at_least="5 days", between=("documents-issued", "documents-end"), remedy="延长发售"),
        ),
        duties=(duty(before="bid-deadline", at_least="20 days"),),
        code=("investment.code",),
    ),
    item(
        "construction.candidates",
        "中标候选人公示",
        required=required("publicity.period"),
        periods=(
            period(of="publicity", at_least="3 days"),
            period(of="publicity", at_least="5 working-days", facts={"method": ("single-source",)}),
        ),
    ),
    item("procurement.contract", "采购合同", duties=(duty(when="contract-signed", within="2 working-days"),)),
    item("construction.award", "中标结果"),
    item(
        "procurement.tender-notice",
        "采购公告",
        periods=(period(of="notice", at_least="5 working-days", certainty="unverified"),),
    ),
)
ELEMENTS = (
    ElementTerm(id="buyer", name="招标人"),
    ElementTerm(id="subject", name="招标范围"),
    ElementTerm(id="subject.scale", name="建设规模", part_of="subject"),
    ElementTerm(id="deposit", name="保证金"),
    ElementTerm(id="publicity.period", name="公示期"),
    ElementTerm(id="documents.obtain", name="文件获取"),
)
CATALOGUE = Catalogue(
    id="test",
    pack=PackFile(
        id="test",
        title="测试包",
        jurisdiction=Jurisdiction(code="420500", name="测试市", level="city"),
        documents=(PACK,),
    ),
    items={one.item: one for one in ITEMS},
    vocabulary=Vocabulary(
        items={"other.opening-record": ItemTerm(id="other.opening-record", name="开标记录", field="other")},
        elements={term.id: term for term in ELEMENTS},
        events={
            name: EventTerm(id=name, name=words)
            for name, words in (("bid-deadline", "投标截止"), ("contract-signed", "合同签订"), ("published", "发布"))
        },
        codes={
            "credit.code": CodeTerm(
                id="credit.code", name="统一社会信用代码", element="winner.code", check="credit-code"
            ),
            "trade.code": CodeTerm(
                id="trade.code", name="统一交易标识码", element="trade.code", check="trade-identifier"
            ),
            "investment.code": CodeTerm(
                id="investment.code", name="投资项目统一代码", element="investment.code", check="investment-project"
            ),
        },
    ),
)
DEADLINES = Deadlines(CATALOGUE)


def reading(
    item: str = "construction.tender-notice",
    text: str = "",
    published: str = "2024-05-06",
    *,
    title: str = "",
    attachments: tuple[str, ...] = (),
    **elements: str | list[str],
) -> Reading:
    """A reading whose element values stand in the text; what does not is put at its end. ``__`` in a name is a dot."""
    wanted = {
        name.replace("__", ".").replace("_", "-"): [values] if isinstance(values, str) else values
        for name, values in elements.items()
    }
    for values in wanted.values():
        for value in values:
            if value not in text:
                text += f"\n{value}"
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Line(line, at))
        at += len(line) + 1
    document = Document(text, lines, title=title, attachments=[Attachment(name, name) for name in attachments])
    read = Reading("1", item.split(".", maxsplit=1)[0], item, 0.95, title, published, "", document)
    for name, values in wanted.items():
        read.elements[name] = [Value(value, text.index(value), text.index(value) + len(value)) for value in values]
    return read


def report(read: Reading) -> Report:
    return check(read, CATALOGUE, DEADLINES)


Run = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def run() -> Callable[..., list[Finding]]:
    """Runs one check on a notice made from the arguments of ``reading``."""

    def one(name: str, *args: object, **more: object) -> list[Finding]:
        assert name in CHECKS
        findings = [found for found in report(reading(*args, **more)).findings if found.check == name]  # type: ignore[arg-type]
        assert findings, "a check is never silent"
        for found in findings:
            assert found.reason.endswith(("。", "）")) or found.reason
            assert (found.severity == "info") == (found.outcome is not Outcome.FAIL)
            assert (found.where is None) == (found.span is None)
            if found.outcome is Outcome.FAIL:
                assert found.remedy
                assert found.clause
        return findings

    return one
