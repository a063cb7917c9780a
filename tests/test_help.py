"""The help of the whole program is told without its parser, and is what the parser would tell."""

import pytest
from click.testing import CliRunner

from handout.cli.help import is_asked, whole_help
from handout.cli.verbs import handout


@pytest.mark.parametrize("columns", [60, 80, 97, 100, 200])
def test_the_help_is_the_parsers_own(columns: int) -> None:
    width = max(min(columns, 100) - 2, 50)
    told = CliRunner().invoke(handout, ["--help"], prog_name="handout", terminal_width=width)
    assert whole_help(columns) == told.output


def test_an_option_that_stands_before_its_command_is_told_where_it_belongs() -> None:
    told = CliRunner().invoke(handout, ["--project", "x", "build"], prog_name="handout").output
    assert "there is no option '--project' before a command; after one: handout build --project …" in told


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("--subject", "after one: handout export --subject …"),
        ("--verison", "No such option '--verison'. Did you mean '--version'?"),
        ("-q", "No such option '-q'."),
    ],
)
def test_no_option_is_said_to_belong_behind_a_command_that_does_not_know_it(typed: str, said: str) -> None:
    assert said in CliRunner().invoke(handout, [typed, "build"], prog_name="handout").output


def test_who_types_help_as_a_command_is_told_where_it_stands() -> None:
    done = CliRunner().invoke(handout, ["help"])
    assert (done.exit_code, "handout --help" in done.output) == (2, True)


def test_only_the_bare_question_is_answered_without_the_parser() -> None:
    assert is_asked(["--help"])
    assert is_asked(["-h"])
    assert not is_asked(["build", "--help"])
    assert not is_asked([])
