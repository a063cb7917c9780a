"""`handout new --like`: each template has the parts of its kind, and nothing in them but what is left to write."""

import re
from pathlib import Path

import pytest

from handout.content.templates import NAMES, text_of
from support.faulty import make_project, run

WRITE = re.compile(r'"\(write: [^()"]{3,80}\)"')
KEYS = re.compile(r"(?:- ?|[a-z_]+: ?|true|tip|warning|emergency|3)*")


@pytest.mark.parametrize("name", NAMES)
def test_a_template_says_nothing_by_itself(name: str) -> None:
    for line in text_of(name).splitlines():
        assert KEYS.fullmatch(WRITE.sub("", line).strip()), line


@pytest.mark.parametrize("name", NAMES)
def test_each_of_its_marks_is_an_error_and_nothing_else_is(tmp_path: Path, name: str) -> None:
    root = make_project(tmp_path)
    done = run(root, "new", "my-topic", "--like", name)
    assert (done.code, done.out) == (0, "wrote content/my-topic.yaml; next: handout check content/my-topic.yaml\n")
    file = root / "content" / "my-topic.yaml"
    marks = file.read_text("utf-8").count("(write: ")
    checked = run(root, "check", str(file))
    assert re.findall(r"error\[(\w+)\]", checked.err) == ["E29"] * marks


@pytest.mark.parametrize("name", NAMES)
def test_once_all_is_written_it_builds(tmp_path: Path, name: str) -> None:
    root = make_project(tmp_path)
    run(root, "new", "my-topic", "--like", name)
    file = root / "content" / "my-topic.yaml"
    words = iter(f"Some words, {number}." for number in range(100))
    file.write_text(WRITE.sub(lambda _: f'"{next(words)}"', file.read_text("utf-8")), "utf-8")
    assert run(root, "build", str(file)).code == 0


def test_the_help_names_the_templates(tmp_path: Path) -> None:
    done = run(make_project(tmp_path), "new", "--help")
    assert all(name in done.out for name in NAMES)


def test_an_unknown_template_is_refused_with_the_names(tmp_path: Path) -> None:
    done = run(make_project(tmp_path), "new", "x", "--like", "letter")
    assert done.code == 2
    assert "'action-plan', 'condition', 'diet', 'discharge', 'procedure'" in done.err
