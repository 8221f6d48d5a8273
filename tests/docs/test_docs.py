import re
from pathlib import Path

import console
import generate
import pytest

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
#: the words that design and code share; each stands in the glossary with its Chinese term
WORDS = {
    "policy pack": "政策包", "field": "领域", "item": "公开事项", "element": "内容要素", "duty": "公开义务", "body": "公开主体",
    "project": "项目", "notice": "公告", "version": "版本", "event": "业务事件", "withholding": "不予公开决定", "ledger": "留痕",
    "entry": "记录", "checkpoint": "检查点", "witness": "见证", "receipt": "回执", "peer": "对接平台", "delivery": "交互",
    "aggregation code": "归集编码", "circular": "通报", "application": "依申请公开",
}  # fmt: skip


def page_names():
    return [str(page.relative_to(ROOT)) for page in console.pages()]


def slug(heading):
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("name", page_names())
def test_links_lead_somewhere(name):
    page = ROOT / name
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert "://" not in target, f"{name}: the documentation stands by itself"
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{name}: {target}"
        if anchor:
            headings = re.findall(r"^#+ (.*)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {slug(heading) for heading in headings}, f"{name}: {target}"


def shown():
    return [(name, command, output) for name in page_names() for command, output in console.blocks(ROOT / name)]


@pytest.mark.parametrize(("name", "command", "output"), shown(), ids=[f"{n}: {c}" for n, c, _ in shown()])
def test_what_a_page_shows_is_what_the_program_answers(name, command, output):
    got = console.answer(command)
    assert "程序内部出错" not in got
    assert not got.startswith(("错误", "error"))
    if output != "…\n":
        assert got == output, f"{name} is out of date; run make docs"


def test_generated_pages_are_up_to_date():
    for page, text in generate.generated().items():
        assert page.read_text(encoding="utf-8") == text, f"{page.name} is out of date; run make docs"


def test_the_glossary_has_every_word():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|", glossary, re.MULTILINE))
    for english, chinese in WORDS.items():
        assert chinese in rows[english]


def test_every_decision_and_how_to_is_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    for folder in ("decisions", "how-to", "reference"):
        for page in (ROOT / "docs" / folder).glob("*.md"):
            assert f"({folder}/{page.name})" in index


def test_every_dependency_has_its_reason():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8").lower()
    for wanted in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        name = re.split(r"[><=\[]", wanted)[0]
        stem = re.sub(r"^types-|-stubs$|^pytest-xdist$", "", name) or "pytest-xdist"
        assert name in page or stem in page, name


def test_both_readmes_have_the_same_parts():
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md"))
    assert len(re.findall(r"^## ", english, re.MULTILINE)) == len(re.findall(r"^## ", chinese, re.MULTILINE))
    commands = [
        [c.replace("--lang en ", "") for c, _ in console.blocks(ROOT / n)] for n in ("README.md", "README.zh-CN.md")
    ]
    assert commands[0] == commands[1]


def test_lock_files_pin_everything_with_hashes_and_name_no_address():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert not re.search(r"^\s*--(index|extra-index|trusted|find-links)", text, re.MULTILINE)
        pinned = re.findall(r"^[\w.-]+==\S+ \\\n\s+--hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
        assert len(pinned) == len(re.findall(r"^[\w.-]+==", text, re.MULTILINE)) > 0
