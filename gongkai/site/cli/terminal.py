"""What a terminal is given to print: words from notices and names of files must not steer it."""

from __future__ import annotations

import re

#: control characters, invisible ones and changes of writing direction
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")


def harmless(text: str) -> str:
    """``text`` on one line, without anything that moves the cursor, colours or hides what follows."""
    return _UNSEEN.sub(" ", text)
