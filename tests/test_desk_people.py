"""Who may work at the desk, and what must be typed before others can reach it."""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handout.cli.people import command
from handout.cli.serve import command as serve
from handout.desk.people import is_right, read_people
from handout.problems import HandoutError
from support.faulty import handout_yaml, make_project


def add(path: Path, name: str, password: str = "long enough", *more: str) -> Result:
    return CliRunner().invoke(command, [str(path), "--add", name, *more], input=f"{password}\n")


def test_people_are_added_shown_and_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "people.yaml"
    assert add(path, 'Ana "Ani" Example', "long enough", "--credentials", "M.D.", "--role", "clinical").exit_code == 0
    assert add(path, "Ben Example").exit_code == 0
    assert CliRunner().invoke(command, [str(path)]).output == 'Ana "Ani" Example (M.D.; clinical)\nBen Example\n'
    assert CliRunner().invoke(command, [str(path), "--remove", "ben example"]).exit_code == 0
    (ana,) = read_people(path)
    assert ana.roles == ("clinical",)
    assert is_right("long enough", ana.password) and not is_right("long enougH", ana.password)


def test_only_its_owner_can_read_the_file_and_no_password_stands_in_it(tmp_path: Path) -> None:
    path = tmp_path / "people.yaml"
    add(path, "Ana Example", "secret words")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "secret" not in path.read_text("utf-8")
    path.chmod(0o640)
    with pytest.raises(HandoutError) as fault:
        read_people(path)
    assert [problem.code for problem in fault.value.problems] == ["E79"]


@pytest.mark.parametrize(
    ("name", "password", "says"),
    [
        ("Ana Example", "short", "at least 8"),
        (" ", "long enough", "plain letters"),
        ("A\u202eB", "long enough", "plain letters"),
        ("\u0410na Example", "long enough", "mixes two alphabets: its '\u0410' is a Cyrillic capital letter a"),
    ],
)
def test_what_cannot_be_a_person_is_refused(tmp_path: Path, name: str, password: str, says: str) -> None:
    done = add(tmp_path / "people.yaml", name, password)
    assert done.exit_code == 2
    assert says in done.output
    assert not (tmp_path / "people.yaml").exists()


def test_nobody_is_in_it_twice(tmp_path: Path) -> None:
    path = tmp_path / "people.yaml"
    add(path, "Ana Example")
    assert "is in it already" in add(path, "ana  EXAMPLE").output


PEOPLE = ("--people", "people.yaml")
NAMED = ("--allow-host", "handouts.clinic.lan")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--host", "0.0.0.0"), "--people FILE"),
        (("--host", "0.0.0.0", *PEOPLE), "--allow-host"),
        (("--host", "0.0.0.0", *PEOPLE, *NAMED), "--behind-proxy ADDRESS"),
        (("--host", "0.0.0.0", *PEOPLE, *NAMED, "--plain-http", "--behind-proxy", "10.0.0.1"), "choose one of"),
        (("--behind-proxy", "127.0.0.1"), "--people FILE"),
        (("--plain-http",), "--host"),
        (("--allow-host", "evil example"), "is not the name of a machine"),
        (("--people", "content/people.yaml"), "lies in content/"),
    ],
)
def test_nobody_else_reaches_it_before_all_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], says: str
) -> None:
    pytest.importorskip("nicegui")
    monkeypatch.chdir(make_project(tmp_path, wound=handout_yaml()))
    add(Path("people.yaml"), "Ana Example")
    add(Path("content/people.yaml"), "Ana Example")
    done = CliRunner().invoke(serve, [*arguments, "--port", "0"])
    assert done.exit_code == 2
    assert says in done.output
