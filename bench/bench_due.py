"""How fast deadlines are computed; prints JSON. One process, one thread, wall time; answers a second unless said otherwise.

``pack_due_date_one_by_one``: ``Deadlines.table(item, event)[day]``, the due date that the binding rule of a pack gives for
one event, asked one by one for every day from 2008-05-01 to the end of 2026 again and again, once the table holds them.
``pack_due_date_first_asked``: the same call for a day the table does not hold yet, so that every rule is applied.
``pack_due_date_with_filling``: two million questions put to a new table, the filling counted.
``deadlines_due_without_explanation``: ``Deadlines.due(..., explain=False)``: every rule applied, all of them in the answer.
``deadlines_due_with_explanation``: the same with the steps of the binding rule.
``calendar_due_date``: ``WorkingCalendar.due_date(day, 20)``, the twentieth working day, no pack and no rule; once more as
``calendar_due_date_same_harness_as_peers``, measured as ``peer_…`` is: each peer counts the same twenty days.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from gongkai.engine.calendar import load_calendar
from gongkai.engine.deadlines import Deadlines
from gongkai.engine.packs.load import load_catalogue

DAYS = [date(2018, 1, 1) + timedelta(days=k) for k in range(8 * 365)]
SPAN = 20
ITEM = "construction.award"
#: every day on which some rule of the pack was in force and the year of the event has its notice
ALL_DAYS = [date(2008, 5, 1) + timedelta(days=k) for k in range((date(2026, 12, 31) - date(2008, 5, 1)).days + 1)]
ASKED = 2_000_000


def rate(work: Callable[[date], object], seconds: float = 1.0) -> float:
    """Calls a second, over every day of eight years again and again."""
    for day in DAYS[:50]:
        work(day)
    done = 0
    started = time.perf_counter()
    while (spent := time.perf_counter() - started) < seconds:
        for day in DAYS if done else DAYS[:200]:
            work(day)
        done += len(DAYS) if done else 200
    return done / spent


def loop_of(is_workday: Callable[[date], bool]) -> Callable[[date], date]:
    """Counting day by day, as one does with a library that only knows single days."""

    def due(start: date) -> date:
        day, left = start, SPAN
        while left:
            day += timedelta(days=1)
            left -= is_workday(day)
        return day

    return due


def peers() -> dict[str, float]:
    found: dict[str, float] = {}
    try:
        import chinese_calendar

        found["chinesecalendar"] = rate(loop_of(chinese_calendar.is_workday))
    except ImportError:
        pass
    try:
        import holidays

        known = holidays.country_holidays("CN", years=range(2018, 2027))
        found["holidays"] = rate(lambda day: known.get_nth_working_day(day, SPAN))
    except ImportError:
        pass
    return found


def per_second(work: Callable[[date], object], days: list[date]) -> float:
    """Two million calls, one by one, over the days again and again."""
    asked = (days * (ASKED // len(days) + 1))[:ASKED]
    started = time.perf_counter()
    for day in asked:
        work(day)
    return ASKED / (time.perf_counter() - started)


def tabled(rules: Deadlines) -> dict[str, int]:
    """The due date of a pack for one event through ``Deadlines.table``; every answer is held against ``due``."""
    table = rules.table(ITEM, "formed")
    started = time.perf_counter()
    for day in ALL_DAYS:
        table[day]
    first = len(ALL_DAYS) / (time.perf_counter() - started)
    for day in ALL_DAYS[::97]:
        if table[day] != rules.due(ITEM, {"formed": day}, explain=False).due:
            raise SystemExit(f"{day}: the table and due answer differently")
    again = per_second(table.__getitem__, ALL_DAYS)
    filled = per_second(rules.table(ITEM, "formed").__getitem__, ALL_DAYS)
    return {
        "pack_due_date_one_by_one": round(again),
        "pack_due_date_with_filling": round(filled),
        "pack_due_date_first_asked": round(first),
    }


def start_up() -> float:
    """Seconds from nothing to the answer of ``gongkai due``, the best of five with the compiled packs in place."""
    program = "import sys; from gongkai.site.cli import main; sys.exit(main())"
    words = ["due", "--pack", "cn-hl-tongjiang", "--item", ITEM, "--event", "formed=2018-12-03"]
    best = 9.0
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", program, *words], check=True, capture_output=True)
        best = min(best, time.perf_counter() - started)
    return best


def main() -> None:
    calendar = load_calendar()
    rules = Deadlines(load_catalogue("cn-hl-tongjiang"), calendar)
    others = peers()
    ours = rate(lambda day: calendar.due_date(day, SPAN))
    plain = per_second(lambda day: calendar.due_date(day, SPAN), DAYS)
    tables = tabled(rules)
    steps = rate(lambda day: calendar.steps(day, SPAN))
    full = rate(lambda day: rules.due(ITEM, {"formed": day}))
    brief = rate(lambda day: rules.due(ITEM, {"formed": day}, explain=False))
    print(
        json.dumps(
            {
                "bench": "due",
                "python": platform.python_version(),
                "cores": os.cpu_count(),
                "working_days": SPAN,
                "per_second": {
                    **tables,
                    "deadlines_due_without_explanation": round(brief),
                    "deadlines_due_with_explanation": round(full),
                    "calendar_due_date": round(plain),
                    "calendar_due_date_same_harness_as_peers": round(ours),
                    **{f"peer_{name}": round(value) for name, value in others.items()},
                },
                "microseconds": {"explanation": round(1e6 / steps, 1)},
                "times_faster_than": {name: round(ours / value, 1) for name, value in others.items()},
                "seconds": {"command_start": round(start_up(), 3)},
                "limits": {
                    "pack_due_date_one_by_one_per_second": 1_000_000,
                    "explanation_microseconds": 50,
                    "command_start_seconds": 0.4,
                },
            },
            ensure_ascii=False,
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
