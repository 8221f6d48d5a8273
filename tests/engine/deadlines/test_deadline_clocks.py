from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engine.calendar import load_calendar
from gongkai.engine.deadlines.clocks import OTHER_BODY, THIRD_PARTY, ApplicationClock, Pause, application_clock
from gongkai.engine.errors import FactError
from gongkai.engine.packs.models import Clock, Document


@dataclass(frozen=True)
class Law:
    document: Document
    clocks: tuple[Clock, ...]


def clock(**given_: object) -> Clock:
    return Clock.model_validate({name.replace("_", "-"): value for name, value in given_.items()})


BOTH = [THIRD_PARTY, OTHER_BODY]
LAWS = (
    Law(
        Document.model_validate(
            {
                "id": "ogi-2008",
                "number": "国务院令第492号",
                "title": "条例",
                "issuer": "国务院",
                "in-force": "2008-05-01",
                "until": "2019-05-14",
            }
        ),
        (
            clock(
                id="reply",
                span="15 working-days",
                starts="application-received",
                extension="15 working-days",
                stops=[THIRD_PARTY],
                clause="第二十四条",
            ),
        ),
    ),
    Law(
        Document.model_validate(
            {
                "id": "ogi-2019",
                "number": "国务院令第711号",
                "title": "条例",
                "issuer": "国务院",
                "in-force": "2019-05-15",
            }
        ),
        (
            clock(
                id="reply",
                span="20 working-days",
                starts="application-received",
                extension="20 working-days",
                stops=BOTH,
                clause="第三十三条",
            ),
            clock(id="correction-notice", span="7 working-days", starts="application-received", clause="第三十条"),
            clock(
                id="reply-after-correction",
                span="20 working-days",
                starts="application-corrected",
                extension="20 working-days",
                stops=BOTH,
                clause="第三十条、第三十三条",
            ),
            clock(id="third-party", span="15 working-days", starts=THIRD_PARTY, clause="第三十二条"),
            clock(id="other-body", span="15 working-days", starts=OTHER_BODY, clause="第三十四条"),
        ),
    ),
)


def run(received: str, **more: object) -> ApplicationClock:
    given_ = {k: date.fromisoformat(v) if isinstance(v, str) and k != "lang" else v for k, v in more.items()}
    return application_clock(date.fromisoformat(received), LAWS, load_calendar(), **given_)


def test_the_law_of_the_day_of_receipt_decides():
    old, new = run("2019-05-14"), run("2019-05-15")
    assert (old.law, old.clause, old.reply_due, old.extended_due) == (
        "国务院令第492号",
        "第二十四条",
        date(2019, 6, 4),
        date(2019, 6, 26),
    )
    assert (new.law, new.clause, new.reply_due, new.extended_due) == (
        "国务院令第711号",
        "第三十三条",
        date(2019, 6, 13),
        date(2019, 7, 11),
    )
    assert (old.correction_due, new.correction_due) == (None, date(2019, 5, 24))


def test_an_extension_told_in_time_and_too_late():
    told = run("2020-03-02", extension_told="2020-03-30")
    assert (told.reply_due, told.extended, told.notes) == (date(2020, 4, 27), True, ())
    late = run("2020-03-02", extension_told="2020-03-31")
    assert (late.reply_due, late.extended) == (date(2020, 3, 30), False)
    assert late.notes == ("延长的告知晚于原期限 2020-03-30，延长不成立。",)


def test_a_correction_starts_the_clock_anew():
    waiting = run("2020-03-02", correction_asked="2020-03-10")
    assert (waiting.reply_due, waiting.certain, waiting.earliest, waiting.steps) == (None, False, None, ())
    assert waiting.notes == ("已要求补正，尚未收到补正的申请；答复期限自收到补正之日起计算。",)
    came = run("2020-03-02", correction_asked="2020-03-10", corrected="2020-03-20")
    assert (came.reply_due, came.clause) == (date(2020, 4, 20), "第三十条、第三十三条")
    assert came.steps[0].why == "收到补正的申请，重新起算，当日不计入"
    late = run("2020-03-02", correction_asked="2020-03-12", corrected="2020-03-20")
    assert late.notes == ("要求补正晚于期限 2020-03-11。",)


def test_the_old_text_knew_no_new_start():
    old = run("2018-12-03", correction_asked="2018-12-10", corrected="2018-12-20")
    assert old.reply_due == date(2018, 12, 24)
    assert old.notes == ("当时的条例没有规定补正后重新起算，仍自收到申请之日计算（从严）。",)
    assert run("2018-12-03", correction_asked="2018-12-10").reply_due == date(2018, 12, 24)


def test_the_clock_stands_still_while_a_third_party_is_asked():
    asked = run("2020-03-02", pauses=(Pause(THIRD_PARTY, date(2020, 3, 5), date(2020, 3, 12)),))
    assert asked.reply_due == date(2020, 4, 7)
    assert asked.answers_due == (date(2020, 3, 26),)
    told = [(s.date.day, s.counted, s.why) for s in asked.steps[3:12]]
    assert told == [
        (5, True, "第 3 个工作日"),
        (6, False, "征求第三方意见期间，不计入"),
        (7, False, "周六"),
        (8, False, "周日"),
        (9, False, "征求第三方意见期间，不计入"),
        (10, False, "征求第三方意见期间，不计入"),
        (11, False, "征求第三方意见期间，不计入"),
        (12, False, "征求第三方意见期间，不计入"),
        (13, True, "第 4 个工作日"),
    ]


def test_overlapping_pauses_are_left_out_once():
    pauses = (
        Pause(THIRD_PARTY, date(2020, 3, 5), date(2020, 3, 12)),
        Pause(OTHER_BODY, date(2020, 3, 9), date(2020, 3, 16)),
    )
    assert run("2020-03-02", pauses=pauses).reply_due == date(2020, 4, 9)


def test_an_open_pause_leaves_the_answer_open():
    found = run("2020-03-02", pauses=(Pause(THIRD_PARTY, date(2020, 3, 5)),))
    assert (found.reply_due, found.certain, found.earliest) == (None, False, date(2020, 3, 30))
    assert found.notes == ("仍在征求意见，期限停止计算，收到意见后才能确定。",)


def test_the_old_text_stopped_for_third_parties_only():
    pauses = (Pause(OTHER_BODY, date(2018, 12, 5), date(2018, 12, 12)),)
    found = run("2018-12-03", pauses=pauses)
    assert (found.reply_due, found.answers_due) == (date(2018, 12, 24), (None,))
    assert found.notes == ("当时的条例没有规定征求其他机关意见的时间不计入，仍照常计算（从严）。",)


def test_an_unknown_year():
    found = run("2026-12-20")
    assert (found.reply_due, found.certain, found.earliest) == (None, False, date(2027, 1, 12))
    assert found.notes == ("2027 年放假安排尚未收录，期限尚不能确定。",)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"correction_asked": "2020-03-01"}, "要求补正的日期 2020-03-01 早于收到申请的日期 2020-03-02。"),
        ({"corrected": "2020-03-01"}, "收到补正的日期 2020-03-01 早于收到申请的日期 2020-03-02。"),
        ({"extension_told": "2020-03-01"}, "告知延长的日期 2020-03-01 早于收到申请的日期 2020-03-02。"),
        (
            {"correction_asked": "2020-03-10", "corrected": "2020-03-09"},
            "收到补正的日期 2020-03-09 早于要求补正的日期 2020-03-10。",
        ),
        (
            {"pauses": (Pause(THIRD_PARTY, date(2020, 3, 10), date(2020, 3, 9)),)},
            "收到意见的日期 2020-03-09 早于征求意见的日期 2020-03-10。",
        ),
    ],
)
def test_dates_that_contradict_each_other(more, says):
    with pytest.raises(FactError) as refused:
        run("2020-03-02", **more)
    assert refused.value.message == says


def test_no_law_before_may_2008():
    with pytest.raises(FactError, match="2008-04-30 收到的申请没有可用的答复期限"):
        run("2008-04-30")


@given(st.dates(date(2008, 5, 1), date(2026, 6, 30)), st.integers(1, 20), st.integers(0, 40))
def test_a_pause_moves_the_date_by_its_working_days(received, after, length):
    calendar = load_calendar()
    asked = received + timedelta(days=after)
    answered = asked + timedelta(days=length)
    plain = application_clock(received, LAWS, calendar)
    paused = application_clock(received, LAWS, calendar, pauses=(Pause(THIRD_PARTY, asked, answered),))
    if plain.reply_due is None or paused.reply_due is None:
        return
    stopped = calendar.count_between(asked, answered) if asked < plain.reply_due else 0
    assert (
        calendar.count_between(received, paused.reply_due)
        == calendar.count_between(received, plain.reply_due) + stopped
    )
    assert sum(step.counted for step in paused.steps) == sum(step.counted for step in plain.steps)
