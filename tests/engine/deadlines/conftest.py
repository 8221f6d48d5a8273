"""Small catalogues built for a test, without files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from gongkai.engine.calendar import WorkingCalendar, load_calendar
from gongkai.engine.packs.models import Document, Duty, EventTerm, Jurisdiction, PackFile
from gongkai.engine.packs.resolved import BoundDuty, Catalogue, ResolvedItem, Vocabulary

EVENTS = {
    "formed": "信息形成",
    "changed": "信息变更",
    "decided": "作出行政决定",
    "received": "收到",
    "confirmed": "核验确认",
    "bid-deadline": "投标截止",
    "auction-day": "公开拍卖日",
    "listing-start": "挂牌起始日",
    "listing-end": "挂牌期满",
    "contract-in-force": "合同生效",
    "accepted": "受理",
    "awarded": "发出中标通知书",
}


def document(id_: str = "local", **more: Any) -> Document:
    given = {
        "id": id_,
        "number": f"{id_}〔2018〕1号",
        "title": f"{id_} 方案",
        "issuer": "政府",
        "in-force": "2015-01-01",
    }
    return Document.model_validate(given | more)


def bound(duty: dict[str, Any], *, pack: str = "test", general: bool = False, law: Document | None = None) -> BoundDuty:
    return BoundDuty(Duty.model_validate({"clause": "六"} | duty), law or document(), pack, general)


def catalogue(*duties: BoundDuty | dict[str, Any]) -> Catalogue:
    rules = tuple(duty if isinstance(duty, BoundDuty) else bound(duty) for duty in duties)
    pack = PackFile(
        id="test",
        title="测试",
        jurisdiction=Jurisdiction(code="000000", name="测试", level="national"),
        documents=(document(),),
    )
    terms = {id_: EventTerm(id=id_, name=name, english=id_.replace("-", " ")) for id_, name in EVENTS.items()}
    item = ResolvedItem("land.announcement", "land", "出让公告", None, duties=rules)
    return Catalogue("test", pack, {"land.announcement": item}, Vocabulary(events=terms))


@pytest.fixture(scope="session")
def calendar() -> WorkingCalendar:
    return load_calendar()


@pytest.fixture
def ask(calendar: WorkingCalendar) -> Callable[..., Any]:
    """``ask(*duties, facts={...}, lang="zh", formed="2018-12-03")`` → DueAnswer; events as keywords with underscores."""
    from gongkai.engine.deadlines import compute_due

    def question(*duties: BoundDuty | dict[str, Any], facts: Any = None, lang: Any = "zh", **events: Any) -> Any:
        given = {name.replace("_", "-"): value for name, value in events.items()}
        return compute_due(catalogue(*duties), "land.announcement", given, facts, calendar, lang=lang)

    return question


@pytest.fixture
def day() -> Callable[[str], date]:
    return date.fromisoformat


@pytest.fixture
def make() -> Any:
    """The builders of this file, for tests that need more than ``ask``."""

    class Make:
        document = staticmethod(document)
        bound = staticmethod(bound)
        catalogue = staticmethod(catalogue)

    return Make
