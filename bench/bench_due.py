"""How fast deadlines are computed; prints JSON. The peers run the same counting in the same run, for the ratio."""

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
QUESTION = ("construction.award", {"formed": "2018-12-03"})


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


def start_up() -> float:
    """Seconds from nothing to the answer of ``gongkai due``, the best of five with the compiled packs in place."""
    program = "import sys; from gongkai.site.cli import main; sys.exit(main())"
    words = ["due", "--pack", "cn-hl-tongjiang", "--item", QUESTION[0], "--event", "formed=2018-12-03"]
    best = 9.0
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", program, *words], check=True, capture_output=True)
        best = min(best, time.perf_counter() - started)
    return best


def main() -> None:
    calendar = load_calendar()
    rules = Deadlines(load_catalogue("cn-hl-tongjiang"), calendar)
    table = rules.table(QUESTION[0], "formed")
    others = peers()
    ours = rate(lambda day: calendar.due_date(day, SPAN))
    count = 2_000_000
    due_date = calendar.due_date
    many = (DAYS * (count // len(DAYS) + 1))[:count]
    started = time.perf_counter()
    for day in many:
        due_date(day, SPAN)
    plain = count / (time.perf_counter() - started)
    started = time.perf_counter()
    for day in many:
        table[day]
    tabled = count / (time.perf_counter() - started)
    steps = rate(lambda day: calendar.steps(day, SPAN))
    full = rate(lambda day: rules.due(QUESTION[0], {"formed": day}))
    brief = rate(lambda day: rules.due(QUESTION[0], {"formed": day}, explain=False))
    print(
        json.dumps(
            {
                "bench": "due",
                "python": platform.python_version(),
                "cores": os.cpu_count(),
                "working_days": SPAN,
                "per_second": {
                    "due_date": round(plain),
                    "due_date_same_harness_as_peers": round(ours),
                    "due_table_all_rules": round(tabled),
                    "all_rules_no_steps": round(brief),
                    "all_rules_with_steps": round(full),
                    **{f"peer_{name}": round(value) for name, value in others.items()},
                },
                "microseconds": {"explanation": round(1e6 / steps, 1)},
                "times_faster_than": {name: round(ours / value, 1) for name, value in others.items()},
                "seconds": {"command_start": round(start_up(), 3)},
                "limits": {
                    "due_date_per_second": 1_000_000,
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
