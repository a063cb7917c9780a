"""The commands of docs/ci.md run as they stand there, and end as it says."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
import yaml

from support.faulty import TODAY, Result, handout_yaml, make_project, run

PAGE = (Path(__file__).parent.parent / "docs" / "ci.md").read_text("utf-8")
FENCES = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
SIGN = ("--name", "Example Reviewer", "--credentials", "RN", "--role", "clinical", "--due", "2028-11-22", "--yes")


def commands(kind: str, text: str) -> list[str]:
    """The calls of handout in a fence."""
    found = re.findall(r"^(?:exec )?(handout [^#\n]+)|(?:run: |- )(handout [^\n]+)", text, re.MULTILINE)
    return [(plain or listed).strip() for plain, listed in found]


ALL = list(dict.fromkeys(command for kind, text in FENCES for command in commands(kind, text)))


def called(root: Path, command: str) -> Result:
    verb, *rest = shlex.split(command)[1:]
    rest = [str(root / word) if word == "package" else word for word in rest]
    return run(root, verb, *rest, "--today", TODAY)


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_project(
        tmp_path_factory.mktemp("signed"), rest=handout_yaml(title="Rest"), sleep=handout_yaml(title="Sleep")
    )
    assert run(root, "sign", str(root / "content" / "rest.yaml"), *SIGN, "--today", TODAY).code == 0
    return root


@pytest.fixture
def project(signed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(signed, tmp_path, dirs_exist_ok=True))


def test_the_page_holds_the_commands_of_two_systems_and_a_hook() -> None:
    assert len(ALL) >= 6
    assert [kind for kind, _ in FENCES] == ["sh", "yaml", "yaml", "sh"]


@pytest.mark.parametrize("text", [text for kind, text in FENCES if kind == "yaml"])
def test_its_workflows_are_yaml(text: str) -> None:
    assert isinstance(yaml.safe_load(text), dict)


@pytest.mark.parametrize("command", ALL)
def test_a_command_ends_as_the_page_says(project: Path, command: str) -> None:
    done = called(project, command)
    assert done.code == (1 if "--strict" in command else 0), done.err


@pytest.mark.parametrize("command", [command for command in ALL if "status" not in command])
def test_an_error_in_content_makes_it_red(project: Path, command: str) -> None:
    path = project / "content" / "sleep.yaml"
    path.write_text(path.read_text("utf-8") + "colour: red\n", "utf-8")
    assert called(project, command).code == 1


def test_a_night_with_everything_signed_is_green_to_the_end(project: Path) -> None:
    assert run(project, "sign", str(project / "content" / "sleep.yaml"), *SIGN, "--today", TODAY).code == 0
    assert [called(project, command).code for command in ALL] == [0] * len(ALL)
