"""Every code that a message can show is explained, and no other."""

import re
from pathlib import Path

import pytest

from handout.lint.registry import codes
from handout.messages import page_of, pages

SOURCE = Path(__file__).parent.parent / "src" / "handout"


def shown() -> set[str]:
    """The codes of errors and warnings that stand anywhere in the program."""
    text = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    return set(re.findall(r"[\"']([EW]\d\d)[\"']", text))


STRANGE = {
    "blank": r"\bblanks? (?:is|are|at|before|after|between)\b|(?<!leave )\b(?:a|no|the|one) blank\b(?! that| to)",
    "is no": r"(?<![Tt]here )\bis no (?!longer\b)\w",
    "anew": r"\banew\b",
    "mend": r"\bmend(?:s|ed)?\b",
    "behind": r"\b(?:words|two|put .*|write .*|stands|one) behind\b(?! proxy| no )",
}
"""What people who learned English hardly know: a space is a space, and what is wrong is corrected, not mended."""


@pytest.mark.parametrize("word", STRANGE)
def test_messages_are_in_words_that_are_known_to_all(word: str) -> None:
    text = re.sub(r'(?s)""".*?"""', "", "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py")))
    said = [*re.findall(r'"[^"\n]* [^"\n]*"', text), *(f"{page.what} {page.do}" for page in pages().values())]
    assert [one for one in said if re.search(STRANGE[word], one)] == []


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert sorted(pages()) == sorted(shown())


@pytest.mark.parametrize("code", sorted({*shown(), *codes()}))
def test_explain_knows_it(tmp_path: Path, code: str) -> None:
    done = run_explain(code.lower())
    assert done.startswith(f"{code} ")
    assert len(done.splitlines()) > 2


def run_explain(code: str) -> str:
    from click.testing import CliRunner

    from handout.cli.explain import command

    done = CliRunner().invoke(command, [code])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_code_that_is_none_is_told_with_one_that_is(tmp_path: Path) -> None:
    assert page_of("E00") is None
