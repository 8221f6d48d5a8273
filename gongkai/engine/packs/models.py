"""The shapes of a policy pack (政策包): what the YAML may say, and nothing else.

Strict: an unknown key is an error. Keys in YAML carry hyphens, attributes underscores. The JSON Schema that editors use
is generated from these models. Units of a ``Span``: ``working-days`` 工作日, ``days`` 日, ``hours`` 小时, ``months`` 个月.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError


def _hyphen(name: str) -> str:
    return name.replace("_", "-")


class Model(BaseModel):
    """Base: frozen, no unknown keys, hyphenated keys in YAML."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=_hyphen, populate_by_name=True)


class Unit(StrEnum):
    WORKING_DAYS = "working-days"
    DAYS = "days"
    HOURS = "hours"
    MONTHS = "months"


class Span(Model):
    """A length of time as the law words it: ``20 working-days``, ``12 hours``, ``15 days``."""

    count: Annotated[int, Field(ge=1, le=3650)]
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count} {self.unit.value}"


_SPAN = re.compile(r"^(\d{1,4}) (working-day|working-days|day|days|hour|hours|month|months)$")


def parse_span(value: object) -> object:
    """Turn ``"20 working-days"`` into a span; the singular is allowed for one. Anything else is an error with an example."""
    if not isinstance(value, str):
        return value
    found = _SPAN.match(value)
    if not found:
        raise PydanticCustomError(
            "span",
            '"{value}" is not a length of time; write for example "20 working-days", "12 hours" or "15 days"',
            {"value": value},
        )
    unit = found[2] if found[2].endswith("s") else found[2] + "s"
    return {"count": int(found[1]), "unit": unit}


SpanField = Annotated[
    Span,
    BeforeValidator(parse_span),
    WithJsonSchema({"type": "string", "pattern": _SPAN.pattern.replace("\\d", "[0-9]")}),
]


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Ids = Annotated[
    tuple[str, ...],
    BeforeValidator(_as_tuple),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
_ISO_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$", re.ASCII)


def _iso_date(value: object) -> object:
    # Without this, pydantic reads "20190515" as seconds since 1970.
    if isinstance(value, date) or (isinstance(value, str) and _ISO_DATE.match(value)):
        return value
    raise PydanticCustomError(
        "iso_date", '"{value}" is not a date; write for example 2019-05-15', {"value": str(value)}
    )


Day = Annotated[date, BeforeValidator(_iso_date)]
MonthDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]

Certainty = Literal["found", "computed", "unverified"]


class Document(Model):
    """A legal document (文件): a pack stands on one or more; every clause belongs to one."""

    id: str
    number: str = ""
    title: str
    issuer: str
    issued: Day | None = None
    in_force: Day
    until: Day | None = None  #: last day in force, when repealed or replaced
    replaces: str = ""
    certainty: Certainty = "found"
    source: str = ""  #: where its text was read, in words
    note: str = ""


class Unclear(Model):
    """A place where the document can be read in two ways, and the reading taken (the one that binds the publisher more)."""

    clause: str
    question: str
    reading: str


class Form(StrEnum):
    """The forms a deadline (公开时限) takes in the documents."""

    WITHIN = "within"  #: within N after an event
    AT_LEAST_BEFORE = "at-least-before"  #: at least N before an event
    BEFORE = "before"  #: before an event
    SAME_TIME = "same-time"  #: at the same time as an event
    DURING = "during"  #: while a period runs
    ONCE = "once"  #: once something is in force
    PROMPTLY = "promptly"  #: 及时, no number given
    FIXED_DATES = "fixed-dates"  #: on fixed dates each year
    BY_DATE = "by-date"  #: once, by one date
    AS_LAW = "as-law"  #: as another law says


class Duty(Model):
    """One deadline rule. Exactly one of the form keys is given (``when`` goes with ``within``).

    ``facts``: names and the values that make the rule apply; a rule without facts always applies. ``action``: what must
    be done by then (publish unless said otherwise). ``document``: id of the document whose clause it is (the pack's first
    unless said otherwise). ``since``/``until`` narrow the document's own time in force.
    """

    id: str = ""
    when: Ids = ()
    within: SpanField | None = None
    before: str = ""
    at_least: SpanField | None = None
    same_time_as: Ids = ()
    during: tuple[str, str] | None = None
    once: Ids = ()
    promptly_after: Ids = ()
    on: tuple[MonthDay, ...] = ()
    by_date: Day | None = None
    as_law: tuple[str, ...] = ()  #: ids of law documents; empty string not allowed
    action: Literal["publish", "verify", "decide", "answer", "report", "exchange", "sign", "send"] = "publish"
    facts: dict[str, Ids] = {}
    clause: str
    document: str = ""
    since: Day | None = None
    until: Day | None = None
    note: str = ""
    certainty: Certainty | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        given = [
            name
            for name, value in (
                ("within", self.within),
                ("before", self.before),
                ("same-time-as", self.same_time_as),
                ("during", self.during),
                ("once", self.once),
                ("promptly-after", self.promptly_after),
                ("on", self.on),
                ("by-date", self.by_date),
                ("as-law", self.as_law),
            )
            if value
        ]
        if len(given) != 1:
            said = " and ".join(given) or "none"
            raise PydanticCustomError(
                "one_form",
                "a duty takes exactly one of within, before, same-time-as, during, once, promptly-after, on, by-date, "
                "as-law; here: {said}",
                {"said": said},
            )
        if bool(self.when) != bool(self.within):
            raise PydanticCustomError(
                "when_within", '"within" and "when" go together, as in: (when: formed, within: 20 working-days)'
            )
        if self.at_least and not self.before:
            raise PydanticCustomError(
                "at_least_before",
                '"at-least" goes with "before", as in: (before: bid-deadline, at-least: 20 working-days)',
            )
        return self

    @property
    def form(self) -> Form:
        if self.within:
            return Form.WITHIN
        if self.before:
            return Form.AT_LEAST_BEFORE if self.at_least else Form.BEFORE
        if self.same_time_as:
            return Form.SAME_TIME
        if self.during:
            return Form.DURING
        if self.once:
            return Form.ONCE
        if self.promptly_after:
            return Form.PROMPTLY
        if self.on:
            return Form.FIXED_DATES
        return Form.BY_DATE if self.by_date else Form.AS_LAW


class Period(Model):
    """A minimum length (公告期、公示期): a finding when too short, never a due date. ``remedy``: what the rule orders instead
    (for example: move the bid deadline).
    """

    of: Literal["notice", "publicity", "documents", "submission", "listing", "answer", "extension"]
    at_least: SpanField
    #: ids of elements or events between which it runs, for example (published, submission.deadline)
    between: tuple[str, str] | None = None
    facts: dict[str, Ids] = {}
    clause: str
    document: str = ""
    remedy: str = ""
    note: str = ""
    certainty: Certainty | None = None


class Elements(Model):
    """Ids of content elements (内容要素): what must stand in the notice, and what may.

    ``conditional``: those of the required that are asked only in a case, each with the case in words (有被否决的投标的).
    ``facts``: as those of a duty; the list binds only notices they are true of.
    """

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    conditional: dict[str, Annotated[str, Field(min_length=1)]] = {}
    facts: dict[str, Ids] = {}


class Bodies(Model):
    """Who owes the item (公开主体). ``owner`` publishes; ``lead`` 牵头单位; ``responsible`` 责任单位; ``of``: at which levels."""

    owner: Ids = ()
    lead: Ids = ()
    responsible: Ids = ()
    of: Ids = ()  #: every-level, national, province, city, county, town
    note: str = ""


class Channel(Model):
    """A channel (公开渠道) and how it is bound: ``kind`` says whether it is the first place, required, or open to use."""

    channel: str
    kind: Literal["first", "required", "encouraged", "exchange"] = "required"
    timing: Literal["", "same-time", "real-time", "after-designated-medium", "promptly"] = ""
    clause: str
    note: str = ""


class Item(Model):
    """An item (公开事项) of a pack."""

    item: str
    name: str = ""  #: as the document words it, when it differs from the vocabulary
    clause: str
    document: str = ""
    elements: Elements = Elements()
    #: true when the document itself gives no element list for this item
    elements_open: StrictBool = False
    duties: tuple[Duty, ...] = ()
    #: false: the pack-wide duties do not bind this item (rare; say why in note)
    general_duties: StrictBool = True
    periods: tuple[Period, ...] = ()
    bodies: Bodies = Bodies()
    code: Ids = ()  #: aggregation code (归集编码), an id of codes.yaml
    channels: tuple[Channel, ...] = ()
    attribute: Literal["proactive", "on-application"] = "proactive"
    audience: str = "society"
    unless: tuple[str, ...] = ()  #: grounds that lift the duty, ids: state-secret, commercial-secret, privacy …
    note: str = ""
    unclear: tuple[Unclear, ...] = ()


class Row(Model):
    """A printed row of a catalogue (目录), as printed: ``items`` says which items it holds."""

    annex: str
    number: int
    category: str
    content: str
    attribute: str
    bodies: str
    items: tuple[str, ...]


class Report(Model):
    """A periodic report (工作进展情况): who, to whom, when, and whether it is itself published."""

    item: str
    on: tuple[MonthDay, ...] = ()
    by: Ids = ()
    to: Ids = ()
    published: StrictBool = False
    clause: str
    note: str = ""


class Obligation(Model):
    """A duty of conduct that is no item: confirmation by other bodies, reasons for withholding, complaint handling …"""

    id: str
    clause: str
    says: str  #: in our own words
    bodies: Ids = ()
    kind: str = ""


class Jurisdiction(Model):
    code: Annotated[str, Field(pattern=r"^\d{6}$")]  #: GB/T 2260; 000000 for the nation
    name: str
    level: Literal["national", "province", "city", "county"]


class PackFile(Model):
    """``pack.yaml``."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: str
    jurisdiction: Jurisdiction
    extends: str = ""
    documents: Annotated[tuple[Document, ...], Field(min_length=1)]
    organiser: Ids = ()
    duties: tuple[Duty, ...] = ()
    principles: tuple[Obligation, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    channels: tuple[Channel, ...] = ()
    reports: tuple[Report, ...] = ()
    #: national items this pack does not answer on purpose, each with the reason
    lacks: dict[str, str] = {}
    unclear: tuple[Unclear, ...] = ()
    note: str = ""


class FieldFile(Model):
    """``<field>.yaml`` of a pack: the items of one field (领域)."""

    field: str
    clause: str
    name: str = ""
    code: Ids = ()  #: aggregation code of every item that names none itself
    bodies: Bodies = Bodies()  #: of every item that names none itself
    channels: tuple[Channel, ...] = ()
    duties: tuple[Duty, ...] = ()  #: of every item of the field, besides its own
    unless: tuple[str, ...] = ()
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    rows: tuple[Row, ...] = ()
    unclear: tuple[Unclear, ...] = ()


class Clock(Model):
    """A statutory clock of an application for information (依申请公开), used by the applications process."""

    id: str
    span: SpanField
    starts: str  #: event id
    extension: SpanField | None = None
    stops: Ids = ()  #: events while which the clock stands still
    silence: str = ""  #: what silence means when the span has run out
    clause: str
    certainty: Certainty | None = None
    note: str = ""


class LawFile(Model):
    """``law/<id>.yaml``: one dated national rule. ``items`` bind every pack while the document is in force."""

    document: Document
    duties: tuple[Duty, ...] = ()  #: bind every item
    items: tuple[Item, ...] = ()
    clocks: tuple[Clock, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    unclear: tuple[Unclear, ...] = ()


# --- vocabulary -------------------------------------------------------------------------------------------------------


class Term(Model):
    """An entry of a simple vocabulary list (fields, bodies, channels, events, codes): an id and its names."""

    id: str
    name: str
    english: str = ""
    note: str = ""


class FieldTerm(Term):
    code: Ids = ()


class ItemTerm(Term):
    field: str
    #: stage of the project the item belongs to: plan, approval, notice, change, candidates, result, contract,
    #: performance, supervision, credit, policy, other
    stage: str = "other"


class ElementType(StrEnum):
    TEXT = "text"
    MONEY = "money"
    QUANTITY = "quantity"
    DATE = "date"
    TIME = "time"
    PERIOD = "period"
    PARTY = "party"
    PERSON = "person"
    PHONE = "phone"
    ADDRESS = "address"
    CODE = "code"
    LIST = "list"
    TABLE = "table"
    FILE = "file"


class ElementTerm(Term):
    """A content element (内容要素): one entry serves form, check, reader, filter and exports."""

    type: ElementType = ElementType.TEXT
    labels: tuple[str, ...] = ()  #: names under which real notices carry it; ``*`` stands for up to six characters
    personal: StrictBool = False
    ocds: str = ""  #: path in an OCDS 1.1 release
    natspec: str = ""  #: TABLE.COLUMN of the national data specification
    part_of: str = ""  #: a broader element that also answers for this one when found
    #: told in running text in any words: that it lacks is for a person to see, not for a program
    narrative: StrictBool = False


class EventTerm(Term):
    """A business event (业务事件); ``moment``: whether the hour matters or only the day."""

    moment: StrictBool = False


class CodeTerm(Term):
    """An aggregation or identity code; ``check``: name of the check in ``engine.codes``; ``element``: where it stands."""

    element: str = ""
    check: str = ""
    pattern: str = ""


class AsideTerm(Term):
    """Labels that notices carry and that name no element of ours (银行账户, 网页菜单 …): they end the value before them."""

    labels: tuple[str, ...] = ()


class Expectation(Model):
    """A worked case of ``examples.yaml``: facts in, answers out; runs as a test."""

    name: str
    item: str
    events: dict[str, str] = {}
    facts: dict[str, str] = {}
    due: str | None = None
    certain: StrictBool = True
    binding: str = ""  #: clause of the binding rule
    missing: tuple[str, ...] | None = None  #: with ``elements``: which required ones are lacking
    elements: tuple[str, ...] = ()
    note: str = ""


class ExamplesFile(Model):
    examples: Annotated[tuple[Expectation, ...], Field(min_length=1)]
