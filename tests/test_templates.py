"""`handout new --like`: each template builds as it is, and cannot be signed while anything is left to write."""

from pathlib import Path

import pytest

from handout.content.templates import NAMES, text_of
from support.faulty import make_project, run

WHO = ("--name", "A. Reader", "--credentials", "M.D.", "--role", "clinical", "--due", "2028-11-22")


@pytest.mark.parametrize("name", NAMES)
def test_a_template_builds_and_is_told_nothing_of_but_that_it_cannot_be_signed(tmp_path: Path, name: str) -> None:
    root = make_project(tmp_path)
    done = run(root, "new", "my-topic", "--like", name)
    assert (done.code, done.out) == (0, "wrote content/my-topic.yaml; next: handout build content/my-topic.yaml\n")
    file = str(root / "content" / "my-topic.yaml")
    assert run(root, "build", file).code == 0
    checked = run(root, "check", file)
    assert (checked.code, [line for line in checked.err.splitlines() if "GV13" not in line and "hint" not in line]) == (
        0, [],
    )  # fmt: skip
    signed = run(root, "sign", file, *WHO)
    assert signed.code == 1
    assert signed.err.count("error[E13] this line is still the starter's") == left_to_write(name)


def left_to_write(name: str) -> int:
    return sum(line.count("Say ") + line.count("Name ") for line in text_of(name).splitlines())


def test_the_help_names_the_templates(tmp_path: Path) -> None:
    done = run(make_project(tmp_path), "new", "--help")
    assert all(name in done.out for name in NAMES)


def test_an_unknown_template_is_refused_with_the_names(tmp_path: Path) -> None:
    done = run(make_project(tmp_path), "new", "x", "--like", "letter")
    assert done.code == 2
    assert "'action-plan', 'condition', 'diet', 'discharge', 'procedure'" in done.err
