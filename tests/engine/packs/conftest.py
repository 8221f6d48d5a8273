"""A small pack of its own in a folder, to be read, broken and mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

PACK = """\
id: my-county
title: 某县公共资源配置领域政府信息公开实施方案
jurisdiction: {code: 230882, name: 某县, level: county}
extends: cn
documents:
  - id: my-county-1
    number: 某政办发〔2020〕1号
    title: 某县公共资源配置领域政府信息公开实施方案
    issuer: 某县人民政府办公室
    in-force: 2020-01-01
duties:
  - {when: [formed, changed], within: 15 working-days, clause: 五}
"""
LAND = """\
field: land
clause: 三(一)
bodies: {owner: land-authority}
channels:
  - {channel: government-site, clause: 四}
items:
  - item: land.announcement
    clause: 三(一)
    elements: {required: [area, location], optional: [term]}
    duties:
      - {when: received, within: 1 working-day, facts: {by: paper}, clause: 五(一)}
  - item: land.deal-publicity
    clause: 三(二)
    elements-open: true
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write the pack with some files changed (None leaves a file out); the folder that holds it comes back."""

    def write_pack(name: str = "my-county", **files: str | bytes | None) -> Path:
        folder = tmp_path / "own" / name
        folder.mkdir(parents=True, exist_ok=True)
        contents = {"pack": PACK, "land": LAND, **files}
        for stem, text in contents.items():
            if text is not None:
                raw = text if isinstance(text, bytes) else text.encode()
                (folder / f"{stem}.yaml").write_bytes(raw)
        return folder.parent

    return write_pack


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, so that nothing of the user's is read or written."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "gongkai" / "packs"
