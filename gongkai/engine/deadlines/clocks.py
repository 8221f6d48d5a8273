"""The clock of an application for information (依申请公开): when the answer is due.

The law in force on the day of receipt decides (2019 text: 20 + 20 working days, 条例2019 第三十三条; before 2019-05-15:
15 + 15, 条例2008 第二十四条). The clock starts anew with the corrected application (第三十条) and stands still while third
parties and other bodies are consulted. Of a consultation the day of asking still counts and the day of the answer does
not: the day of an event is not counted, here as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, Protocol

from gongkai.engine.calendar import Lang, Step, WorkingCalendar, next_day
from gongkai.engine.deadlines.times import day_of
from gongkai.engine.errors import FactError

if TYPE_CHECKING:
    from gongkai.engine.packs.models import Clock, Document

RECEIVED = "application-received"
THIRD_PARTY = "third-party-consulted"
OTHER_BODY = "other-body-consulted"

_SAYS = {
    "zh": {
        "started": "收到申请，起算当日，不计入",
        "restarted": "收到补正的申请，重新起算，当日不计入",
        THIRD_PARTY: "征求第三方意见期间，不计入",
        OTHER_BODY: "征求其他机关意见期间，不计入",
        "working": "第 {k} 个工作日",
        "open-pause": "仍在征求意见，期限停止计算，收到意见后才能确定。",
        "waiting": "已要求补正，尚未收到补正的申请；答复期限自收到补正之日起计算。",
        "no-restart": "当时的条例没有规定补正后重新起算，仍自收到申请之日计算（从严）。",
        "late-extension": "延长的告知晚于原期限 {day}，延长不成立。",
        "late-correction": "要求补正晚于期限 {day}。",
        "no-pause": "当时的条例没有规定征求{what}意见的时间不计入，仍照常计算（从严）。",
        "other": "其他机关",
        "third": "第三方",
        "unknown-year": "{year} 年放假安排尚未收录，期限尚不能确定。",
    },
    "en": {
        "started": "the application is received; the first day, not counted",
        "restarted": "the corrected application is received; the period starts anew, this day not counted",
        THIRD_PARTY: "a third party is being consulted: not counted",
        OTHER_BODY: "another body is being consulted: not counted",
        "working": "working day {k}",
        "open-pause": "A consultation is still open: the clock stands still and the deadline is not yet certain.",
        "waiting": "A correction was asked for and has not come: the period runs from its receipt.",
        "no-restart": "The regulations then in force knew no new start after a correction; the period runs from receipt.",
        "late-extension": "The extension was announced after the deadline of {day}; it has no effect.",
        "late-correction": "The correction was asked for after the deadline of {day}.",
        "no-pause": "The regulations then in force did not stop the clock for consulting {what}; it runs on.",
        "other": "another body",
        "third": "a third party",
        "unknown-year": "The holiday notice for {year} is not on file: the deadline is not yet certain.",
    },
}


class Law(Protocol):
    """What a law brings along: its document and its clocks (``models.LawFile`` has both)."""

    @property
    def document(self) -> Document: ...

    @property
    def clocks(self) -> tuple[Clock, ...]: ...


@dataclass(frozen=True, slots=True)
class Pause:
    """A consultation: of whom, from the day of asking to the day of the answer (None: still open)."""

    of: Literal["third-party-consulted", "other-body-consulted"]
    asked: date
    answered: date | None = None


@dataclass(frozen=True, slots=True)
class ApplicationClock:
    """The dates of one application.

    ``reply_due``: last day for the answer; None while it is not certain, with ``earliest`` as a true lower bound
    (None too while a correction is awaited). ``extended_due``: the last day if it were extended in time.
    ``correction_due``: last day to ask for a correction, None where the law names none. ``answers_due``: for each pause
    in the order given, the last day for the opinion asked for. ``law`` and ``clause`` of the reply.
    """

    law: str
    clause: str
    reply_due: date | None
    certain: bool
    earliest: date | None
    extended: bool
    extended_due: date | None
    correction_due: date | None
    answers_due: tuple[date | None, ...]
    steps: tuple[Step, ...]
    notes: tuple[str, ...]


def application_clock(
    received: date,
    laws: Iterable[Law],
    calendar: WorkingCalendar,
    *,
    correction_asked: date | None = None,
    corrected: date | None = None,
    extension_told: date | None = None,
    pauses: Sequence[Pause] = (),
    lang: Lang = "zh",
) -> ApplicationClock:
    """When an application received on ``received`` must be answered.

    ``correction_asked``: the applicant was told to correct it; ``corrected``: the corrected application came;
    ``extension_told``: the applicant was told of an extension. Raises FactError when no law with a reply clock was in
    force or the dates contradict each other.
    """
    says = _SAYS[lang]
    start = day_of(received)
    law = _law_of(start, laws)
    clocks = {clock.id: clock for clock in law.clocks}
    reply = clocks["reply"]
    _check_order(start, correction_asked, corrected, extension_told, pauses)
    notes: list[str] = []
    correction_due = _after(clocks.get("correction-notice"), start, calendar)
    if correction_asked is not None and correction_due is not None and day_of(correction_asked) > correction_due:
        notes.append(says["late-correction"].format(day=correction_due))
    restart = clocks.get("reply-after-correction")
    first = says["started"]
    if corrected is not None:
        if restart is not None:
            reply, start, first = restart, day_of(corrected), says["restarted"]
        else:
            notes.append(says["no-restart"])
    answers = tuple(_answer_due(clocks, pause, calendar) for pause in pauses)
    if correction_asked is not None and corrected is None and restart is not None:
        notes.append(says["waiting"])
        return ApplicationClock(
            law=law.document.number,
            clause=reply.clause,
            reply_due=None,
            certain=False,
            earliest=None,
            extended=False,
            extended_due=None,
            correction_due=correction_due,
            answers_due=answers,
            steps=(),
            notes=tuple(notes),
        )
    counted = _stops(reply, pauses, says, notes)
    run = _Run(start, counted, calendar, first, lang)
    plain = run.until(reply.span.count)
    longer = run.until(reply.span.count + reply.extension.count) if reply.extension else None
    extended = False
    if extension_told is not None and longer is not None:
        extended = plain.due is None or day_of(extension_told) <= plain.due
        if not extended:
            notes.append(says["late-extension"].format(day=plain.due))
    result = longer if extended and longer is not None else plain
    notes += result.notes
    return ApplicationClock(
        law=law.document.number,
        clause=reply.clause,
        reply_due=result.due,
        certain=result.due is not None,
        earliest=result.earliest,
        extended=extended,
        extended_due=longer.due if longer is not None else None,
        correction_due=correction_due,
        answers_due=answers,
        steps=tuple(result.steps),
        notes=tuple(notes),
    )


def _law_of(day: date, laws: Iterable[Law]) -> Law:
    for law in laws:
        document = law.document
        if not any(clock.id == "reply" and clock.starts == RECEIVED for clock in law.clocks):
            continue
        if document.in_force <= day and (document.until is None or day <= document.until):
            return law
    raise FactError(
        f"{day} 收到的申请没有可用的答复期限：当时没有生效的政府信息公开条例。",
        rule="政府信息公开条例自 2008-05-01 起施行",
    )


def _check_order(
    start: date, asked: date | None, corrected: date | None, extension: date | None, pauses: Sequence[Pause]
) -> None:
    later = [("要求补正", asked), ("收到补正", corrected), ("告知延长", extension)]
    later += [("征求意见", pause.asked) for pause in pauses]
    for what, day in later:
        if day is not None and day_of(day) < start:
            raise FactError(f"{what}的日期 {day_of(day)} 早于收到申请的日期 {start}。", remedy="请核对日期。")
    if asked is not None and corrected is not None and day_of(corrected) < day_of(asked):
        raise FactError(
            f"收到补正的日期 {day_of(corrected)} 早于要求补正的日期 {day_of(asked)}。", remedy="请核对日期。"
        )
    for pause in pauses:
        if pause.answered is not None and day_of(pause.answered) < day_of(pause.asked):
            raise FactError(
                f"收到意见的日期 {day_of(pause.answered)} 早于征求意见的日期 {day_of(pause.asked)}。",
                remedy="请核对日期。",
            )


def _after(clock: Clock | None, start: date, calendar: WorkingCalendar) -> date | None:
    return None if clock is None else calendar.due_date(start, clock.span.count)


def _answer_due(clocks: dict[str, Clock], pause: Pause, calendar: WorkingCalendar) -> date | None:
    found = next((clock for clock in clocks.values() if clock.starts == pause.of), None)
    return _after(found, day_of(pause.asked), calendar)


def _stops(reply: Clock, pauses: Sequence[Pause], says: dict[str, str], notes: list[str]) -> tuple[Pause, ...]:
    """The pauses that stop this clock; a law that knows no such stop lets it run on."""
    found = []
    for pause in pauses:
        if pause.of in reply.stops:
            found.append(pause)
        else:
            note = says["no-pause"].format(what=says["third" if pause.of == THIRD_PARTY else "other"])
            if note not in notes:
                notes.append(note)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Reached:
    due: date | None
    earliest: date
    steps: list[Step]
    notes: list[str]


class _Run:
    """Counts working days from a start, leaving out the days on which the clock stands still."""

    def __init__(
        self, start: date, pauses: tuple[Pause, ...], calendar: WorkingCalendar, first: str, lang: Lang
    ) -> None:
        self.start = start
        self.pauses = pauses
        self.calendar = calendar
        self.first = first
        self.lang = lang

    def until(self, count: int) -> _Reached:
        """The ``count``-th day that counts. Uncertain from the first open pause or unknown year on."""
        says = _SAYS[self.lang]
        steps = [Step(self.start, counted=False, why=self.first)]
        done = 0
        day = self.start
        while done < count:
            day = next_day(day)
            pause = self._standing_still(day)
            if pause is not None and pause.answered is None:
                note = says["open-pause"]
                steps.append(Step(day, counted=False, why=says[pause.of]))
                return _Reached(None, self._bound(day - timedelta(days=1), count - done), steps, [note])
            if day.year not in self.calendar.known:
                note = says["unknown-year"].format(year=day.year)
                steps.append(Step(day, counted=False, why=self.calendar.why(day, self.lang)))
                return _Reached(None, self._bound(day - timedelta(days=1), count - done), steps, [note])
            if not self.calendar.is_workday(day):
                steps.append(Step(day, counted=False, why=self.calendar.why(day, self.lang)))
            elif pause is not None:
                steps.append(Step(day, counted=False, why=says[pause.of]))
            else:
                done += 1
                steps.append(Step(day, counted=True, why=says["working"].format(k=done)))
        return _Reached(day, day, steps, [])

    def _bound(self, day: date, left: int) -> date:
        """Not earlier than this, even if every pause ended at once."""
        return self.calendar.earliest(day, left)

    def _standing_still(self, day: date) -> Pause | None:
        for pause in self.pauses:
            if day > day_of(pause.asked) and (pause.answered is None or day <= day_of(pause.answered)):
                return pause
        return None
