"""The ``console`` blocks of the documentation: what they say is what the program answers.

``python docs/console.py`` writes the answers anew (``make docs``); the tests compare them. A block is one command and its
output; a lone ``…`` stands for output that is not shown.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"```console\n\$ (.*)\n((?:.*\n)*?)```")


def pages() -> list[Path]:
    """Every page of the documentation."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "samples").glob("*.md")])


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    """The commands of a page, each with the output it shows."""
    for found in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        yield found[1], found[2]


def answer(command: str) -> str:
    """What the command prints, standard error after standard output; every line without trailing blanks."""
    program, *arguments = shlex.split(command)
    if program != "gongkai":
        raise ValueError(f"only gongkai is run from the documentation, not {program}")
    run = subprocess.run(
        [sys.executable, "-m", "gongkai", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)},
        check=False,
    )
    lines = [line.rstrip() for line in (run.stdout + run.stderr).splitlines()]
    return "\n".join(lines).strip("\n") + "\n"


def renew(page: Path) -> None:
    """Write the answers of a page anew."""
    text = page.read_text(encoding="utf-8")
    text = _BLOCK.sub(
        lambda found: found[0] if found[2] == "…\n" else f"```console\n$ {found[1]}\n{answer(found[1])}```", text
    )
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    for each in pages():
        renew(each)
