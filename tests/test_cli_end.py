"""A process ends quickly, and yet does all that is to be done at its end."""

import subprocess
import sys

import pytest

MAIN = "from handout.cli import main, program\nimport atexit, sys\n"


def ended(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-c", MAIN + program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), (["no-such-verb"], 2)])
def test_nothing_is_taken_apart_and_the_code_is_told(arguments: list[str], code: int) -> None:
    run = ended("class Left:\n def __del__(self): print('taken apart')\nleft = Left()\nprogram()", *arguments)
    assert run.returncode == code
    assert "taken apart" not in run.stdout


def test_what_is_registered_while_it_runs_is_done() -> None:
    hook = "import handout.cli as cli\nold = cli._run\n"
    hook += "def run(*given, **named):\n atexit.register(print, 'the end')\n return old(*given, **named)\n"
    run = ended(f"{hook}cli._run = run\nprogram()", "--help")
    assert run.stdout.endswith("the end\n")


def test_what_was_registered_before_it_is_done() -> None:
    run = ended("atexit.register(print, 'the end')\nprogram()", "--help")
    assert (run.returncode, run.stdout.endswith("the end\n")) == (0, True)


def test_what_is_not_yet_printed_is_printed() -> None:
    run = ended("sys.stdout.write('begun without an end of line, ')\nsys.stderr.write('told')\nprogram()", "--help")
    assert run.stdout.startswith("begun without an end of line, Usage")
    assert run.stderr == "told"


def test_who_asks_for_arguments_of_their_own_goes_on() -> None:
    run = ended(
        "try: main(['--help'])\nexcept SystemExit as end: print('code', end.code)\natexit.register(print, 'on')"
    )
    assert run.stdout.endswith("code 0\non\n")


@pytest.mark.parametrize(("after", "code"), [("sys.exit(7)", 7), ("raise RuntimeError", 1), ("pass", 0)])
def test_who_goes_on_after_it_has_the_last_word(after: str, code: int) -> None:
    run = ended(f"try: main()\nexcept SystemExit: pass\n{after}", "no-such-verb")
    assert run.returncode == code
