"""Each page of docs/how-to, followed to the letter in a copy of the program: it works, and touches what it says."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from handout.content.blocks import KINDS
from handout.desk.starters import in_words, starters
from support.lint_subjects import subject_from

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "how-to"
CLINIC = """\
name: Clinic
phone: 555 0100
language: en-US
styles: [standard]
disclaimer: {en: For information only., is: Aðeins til upplýsinga., es: Solo información.}
"""
OUTSIDE = ("docs/blocks/examples.yaml", "tests/test_style_obeying.py")
"""What pages change that does not lie in `src`."""
SEEN = {"block": "The wound nurse: 555 0123", "rule": "Rest for two days.", "language": "Hringdu í",
        "style-property": "Rest for two days.", "target": "Rest for two days."}  # fmt: skip
"""Words of the example that only a page shows that was followed whole."""


class Fence(NamedTuple):
    """What one fence of a page has typed."""

    how: str
    paths: tuple[str, ...]
    text: str


def fences(page: str) -> list[Fence]:
    found = re.findall(r"^```(\w+) (\S+(?: \S+)?)\n(.*?)^```$", (PAGES / f"{page}.md").read_text("utf-8"), re.M | re.S)
    return [Fence(how, tuple(paths.split()), text) for how, paths, text in found]


def follow(page: str, root: Path) -> set[str]:
    """Type everything; the files that were touched."""
    return {path for fence in fences(page) for path in _typed(fence, root)}


def _typed(fence: Fence, root: Path) -> Iterator[str]:
    if "*" in fence.paths[0]:
        for path in sorted(root.glob(fence.paths[0])):
            if path.stem != "likely":
                path.write_text(path.read_text("utf-8") + fence.text, "utf-8")
                yield str(path.relative_to(root))
        return
    path = root / fence.paths[-1]
    path.parent.mkdir(parents=True, exist_ok=True)
    if fence.how in ("diff", "copy"):
        path.write_text(changed((root / fence.paths[0]).read_text("utf-8"), fence), "utf-8")
    else:
        assert not path.exists(), f"{path} is there already"
        path.write_text(fence.text, "utf-8")
    yield fence.paths[-1]


def changed(text: str, fence: Fence) -> str:
    """The file with each run of `-` and blank lines found once, and replaced by that of `+` and blank lines."""
    hunks = [fence.text] if fence.how == "diff" else re.findall(r"^-.*\n\+.*\n", fence.text, re.M)
    for hunk in hunks:
        lines = hunk.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line[0] in " -")
        after = "".join(line[1:] for line in lines if line[0] in " +")
        assert text.count(before) == 1, f"in {fence.paths[0]} this does not stand once:\n{before}"
        text = text.replace(before, after)
    return text


def handout(root: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(root / "src")}
    command = [sys.executable, "-P", "-m", "handout", *arguments]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=300)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def targets(root: Path) -> list[str]:
    """All there are, the one of a page too."""
    return re.findall(r'^    "(\w+)": Target\(', (root / "src/handout/targets/__init__.py").read_text("utf-8"), re.M)


def assert_ruff_passes(root: Path, paths: set[str]) -> None:
    for way in (["check"], ["format", "--check"]) if paths else ():
        settings = ["--no-cache", "--config", str(ROOT / "pyproject.toml")]
        command = [sys.executable, "-P", "-m", "ruff", *way, *settings, *paths]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stdout + done.stderr


def costs() -> dict[str, int]:
    """How many files of code each page says that it touches."""
    rows = re.findall(r"\((\w[\w-]*)\.md\) \| (\d+) \|", (PAGES / "README.md").read_text("utf-8"))
    return {page: int(count) for page, count in rows}


def test_the_overview_names_every_page() -> None:
    assert costs().keys() == {path.stem for path in PAGES.glob("*.md")} - {"README"}


@pytest.mark.parametrize("page", costs())
def test_a_page_can_be_followed_and_touches_what_it_says(page: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("*.egg-info"))
    for name in OUTSIDE:
        (tmp_path / name).parent.mkdir(parents=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "clinic.yaml").write_text(CLINIC, "utf-8")
    touched = follow(page, tmp_path)
    code = {path for path in touched if path.endswith(".py") and path.startswith("src/")}
    assert len(code) == costs()[page]
    assert_ruff_passes(tmp_path, code)
    handout(tmp_path, "build", *(word for name in targets(tmp_path) for word in ("--to", name)))
    html = (tmp_path / "out" / "example.html").read_text("utf-8")
    assert SEEN[page] in re.sub(r'<span class="whole">(.*?)</span>', r"\1", html)
    handout(tmp_path, "translate", "content/example.yaml", "--to", "es")
    (tmp_path / "content" / "example.es.yaml").unlink()
    told = handout(tmp_path, "check")
    assert ("PL91" in told) == (page == "rule")


def test_the_rule_finds_what_its_examples_say_where_they_say() -> None:
    typed = {Path(fence.paths[-1]).suffix: fence.text for fence in fences("rule") if "PL91" in fence.paths[-1]}
    rule: dict[str, Any] = {}
    exec(compile(typed[".py"], "PL91", "exec"), rule)  # noqa: S102 — a page of ours
    examples = yaml.safe_load(typed[".yaml"])
    for text, found in [(text, "") for text in examples["passes"]] + [
        (one["handout"], one["found"].strip()) for one in examples["fails"]
    ]:
        told = [f"{one.span.line}:{one.span.column} {one.message}" for one in rule["find"](subject_from(text))]
        assert "\n".join(told) == found


def test_the_form_begins_a_new_kind_of_block_by_what_it_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = next(fence.text for fence in fences("block") if fence.paths[-1].endswith("helper.py"))
    kind: dict[str, Any] = {}
    exec(compile(typed, "helper", "exec"), kind)  # noqa: S102 — a page of ours
    monkeypatch.setitem(KINDS, "helper", kind["Helper"])
    assert starters.__wrapped__()["helper"] == '- helper:\n    name: "(write)"\n    phone: "(write)"'
    assert in_words("helper") == "somebody a patient may call"
