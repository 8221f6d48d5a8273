"""Reading: raw HTML notices a second on one core, peak memory at 1,000 and 100,000 notices, start of the commands.

``raw_html_read_and_screened``: normalise → classify → extract → screen (no checks) of the HTML notices of ``samples`` and of
``tests/data/platforms``, HTML alone, already in memory; the mean of three passes after one to warm up, in process time.
``docx_pdf_read_and_screened``: the same for the DOCX and PDF samples. ``samples_with_checks`` and ``real_with_checks``: files
opened, read, screened and held against the pack ``cn``; wall time of the second of two passes.

``GONGKAI_BENCH_NOTICES`` names another file of JSON lines; ``GONGKAI_BENCH_MANY`` another number than 100,000.
"""

from __future__ import annotations

import dataclasses
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "samples" / "notices"
PLATFORMS = HERE.parent / "tests" / "data" / "platforms" / "notices.jsonl"
PASSES = 3
REAL = Path(os.environ.get("GONGKAI_BENCH_NOTICES", HERE.parent.parent / "shared" / "real" / "notices.jsonl"))


def html_notices(path: Path, most: int) -> list[dict[str, str]]:
    """Notices that have HTML, without their text, so that the HTML is what is read."""
    out: list[dict[str, str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            notice = json.loads(line)
            if notice.get("html"):
                notice.pop("text", None)
                out.append(notice)
                if len(out) == most:
                    break
    return out


def read_and_screened(*, html: bool) -> dict[str, float | int]:
    """Normalise, classify, extract and screen raw HTML notices, or DOCX and PDF files, in process time."""
    from gongkai.engine.packs.load import load_catalogue
    from gongkai.engine.reading.lexicon import Lexicon
    from gongkai.engine.reading.read import read_notice
    from gongkai.engine.reading.sources import Unreadable, iter_incoming
    from gongkai.engine.screening import screen

    lexicon = Lexicon.of(load_catalogue("cn").vocabulary)
    notices = []
    for incoming in iter_incoming([SAMPLES, PLATFORMS]):
        if isinstance(incoming, Unreadable):
            continue
        if html and (incoming.html or incoming.name.endswith((".html", ".htm"))):
            notices.append(dataclasses.replace(incoming, text=""))
        elif not html and incoming.name.endswith((".docx", ".pdf")):
            notices.append(incoming)

    def read_all() -> float:
        started = time.process_time()
        for incoming in notices:
            reading = read_notice(incoming, lexicon)
            list(screen(reading.document, reading))
        return time.process_time() - started

    read_all()
    seconds = sum(read_all() for _ in range(PASSES)) / PASSES
    return {
        "notices": len(notices),
        "passes": PASSES,
        "process_seconds_a_pass": round(seconds, 3),
        "notices_per_second_per_core": round(len(notices) / seconds),
    }


def speed(paths: list[Path]) -> dict[str, float | int]:
    """Read everything twice in this process, on one core, and take the second time."""
    from gongkai.engine.inspection import Inspector
    from gongkai.engine.packs.load import load_catalogue
    from gongkai.engine.reading.sources import iter_incoming

    inspector = Inspector(load_catalogue("cn"))
    seconds = 0.0
    count = 0
    for _ in range(2):
        started = time.perf_counter()
        count = sum(1 for incoming in iter_incoming(paths) if inspector.inspect(incoming))
        seconds = time.perf_counter() - started
    return {"notices": count, "seconds": round(seconds, 2), "notices_per_second_per_core": round(count / seconds)}


def repeated(notices: list[dict[str, str]], count: int) -> Iterator[str]:
    for number in range(count):
        notice = dict(notices[number % len(notices)], id=f"n{number}")
        yield json.dumps(notice, ensure_ascii=False)


def memory(lines: Iterable[str]) -> dict[str, float | int]:
    """Peak memory and time of ``gongkai check --json`` over the lines, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notices.jsonl"
        count = 0
        with path.open("w", encoding="utf-8") as out:
            for line in lines:
                out.write(line + "\n")
                count += 1
        code = (
            "import resource, sys; from gongkai.site.cli import main; "
            f"main(['check', {str(path)!r}, '--json']); "
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        )
        started = time.perf_counter()
        run = subprocess.run(
            [sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True
        )
        seconds = time.perf_counter() - started
        peak = int(run.stderr.split()[-1]) / 1024
    return {"notices": count, "peak_megabytes": round(peak, 1), "seconds": round(seconds, 1)}


def start(*arguments: str, times: int = 9) -> float:
    """Median seconds from nothing to the answer."""
    took = []
    for _ in range(times):
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "gongkai", *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        took.append(time.perf_counter() - started)
    return round(statistics.median(took), 3)


def main() -> None:
    results: dict[str, object] = {
        "raw_html_read_and_screened": read_and_screened(html=True),
        "docx_pdf_read_and_screened": read_and_screened(html=False),
        "samples_with_checks": speed([SAMPLES]),
        "limits": {"raw_html_read_and_screened_per_second_per_core": 300},
    }
    due = ("due", "--pack", "cn", "--item", "land.announcement", "--event", "formed=2018-12-03")
    results["start_seconds"] = {
        "gongkai --version": start("--version"),
        "gongkai due": start(*due),
        "gongkai check, one notice": start("check", str(next((SAMPLES / "ggzy").glob("*.html")))),
    }
    if REAL.exists():
        notices = html_notices(REAL, 2000)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "html.jsonl"
            path.write_text("".join(line + "\n" for line in repeated(notices, len(notices))), encoding="utf-8")
            results["real_with_checks"] = speed([path])
    else:
        notices = html_notices(SAMPLES / "rows" / "harvest.jsonl", 100)
        results["real_with_checks"] = f"{REAL} is not there; memory is measured on the samples"
    many = int(os.environ.get("GONGKAI_BENCH_MANY", "100000"))
    results["memory"] = [memory(repeated(notices, 1000)), memory(repeated(notices, many))]
    print(json.dumps(results, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
