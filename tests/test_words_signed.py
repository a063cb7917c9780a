"""The program's own words in a language, signed by whoever in the clinic reads it."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handout.cli.verbs import handout
from handout.content.project import Project
from handout.locales import Locale, locale_for
from handout.problems import HandoutError, Problems
from handout.record import replace
from handout.review.words import WordsState, digest_of_words, signed_words, state_of_words
from handout.source import Span

CLINIC = """\
name: Example Clinic
phone: 555 0100
emergency: '911'
review: {valid_for: 24 months}
disclaimer: {en: General information., es: Información general.}
"""
REST = """\
title: Descanso
purpose: Sabrá cómo descansar.
language: es
version: '1.0'
summary: [Duerma., Beba agua.]
get_help: {emergency: [Se desmaya.], call: [Tiene calor.]}
sections:
  - heading: Camine
    body: [Camine un poco.]
"""
DAY = ("--today", "2026-11-22")
WHO = ("--name", "Ana Example", "--credentials", "C.T.")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "clinic.yaml").write_text(CLINIC, "utf-8")
    (tmp_path / "content" / "descanso.yaml").write_text(REST, "utf-8")
    return tmp_path


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(handout, [*arguments, "--project", str(project), *DAY])


def sign_handout(project: Path) -> None:
    assert run(project, "sign", "content/descanso.yaml", *WHO, "--role", "clinical", "--yes").exit_code == 0


def spanish() -> Locale:
    found = locale_for("es", Span("", 1, 1), Problems())
    assert found is not None
    return found


def state(project: Path) -> WordsState:
    return state_of_words(spanish(), signed_words(Project(project), "es", Problems()))


def test_words_are_signed_as_they_are_in_force(project: Path) -> None:
    assert state(project) is WordsState.UNSIGNED
    assert run(project, "sign", "--words", "es", *WHO).exit_code == 0
    assert state(project) is WordsState.SIGNED
    [entry] = signed_words(Project(project), "es", Problems())
    assert (str(entry.name), str(entry.words)) == ("Ana Example", digest_of_words(spanish()))


def test_a_word_that_changed_since_is_found(project: Path) -> None:
    run(project, "sign", "--words", "es", *WHO)
    (project / "content" / "locales").mkdir()
    (project / "content" / "locales" / "es.yaml").write_text("tone_tip: Sugerencia\n", "utf-8")
    assert re.search(r"words\) +es +changed +machine-made  ", run(project, "status").output)
    assert run(project, "sign", "--words", "es", *WHO).exit_code == 0
    assert re.search(r"words\) +es +signed +Ana Example, C.T.  +20\d\d-", run(project, "status").output)


def test_every_word_is_part_of_what_is_signed() -> None:
    whole = spanish()
    digests = {digest_of_words(replace(whole, words={**whole.words, key: "x"})) for key in whole.words}
    digests |= {digest_of_words(replace(whole, lists={**whole.lists, key: ("x",)})) for key in whole.lists}
    digests |= {digest_of_words(whole), digest_of_words(replace(whole, beginnings={}))}
    assert len(digests) == len(whole.words) + len(whole.lists) + 2


def test_an_entry_that_was_edited_counts_for_nothing(project: Path) -> None:
    run(project, "sign", "--words", "es", *WHO)
    path = project / "content" / "reviews" / "words" / "es.yaml"
    path.write_text(path.read_text("utf-8").replace("Ana", "Eva"), "utf-8")
    problems = Problems()
    assert signed_words(Project(project), "es", problems) == ()
    assert [problem.code for problem in problems] == ["E80"]


def test_a_second_reader_is_added_to_the_first(project: Path) -> None:
    run(project, "sign", "--words", "es", *WHO)
    run(project, "sign", "--words", "es", "--name", "Luis Example", "--credentials", "R.N.")
    assert [str(entry.name) for entry in signed_words(Project(project), "es", Problems())] == [
        "Ana Example", "Luis Example",
    ]  # fmt: skip


def test_words_that_nobody_signed_are_told_at_release_once(project: Path) -> None:
    sign_handout(project)
    told = run(project, "build", "--release", "--out", str(project / "out"))
    assert told.exit_code == 0, told.output
    assert told.output.count("W38") == 1
    assert "handout's own words in es are machine-made and nobody here has signed them" in told.output
    run(project, "sign", "--words", "es", *WHO)
    assert "W38" not in run(project, "build", "--release", "--out", str(project / "out")).output


def test_a_clinic_may_want_them_signed(project: Path) -> None:
    (project / "content" / "clinic.yaml").write_text(CLINIC.replace("24 months", "24 months, words: refuse"), "utf-8")
    sign_handout(project)
    refused = run(project, "build", "--release", "--out", str(project / "out"))
    assert refused.output.count("error[E39]") == 1
    assert not (project / "out" / "descanso.pdf").exists()
    run(project, "sign", "--words", "es", *WHO)
    run(project, "build", "--release", "--out", str(project / "out"))
    assert (project / "out" / "descanso.pdf").exists()


def test_the_digest_of_a_handout_does_not_cover_these_words(project: Path) -> None:
    sign_handout(project)
    (project / "content" / "locales").mkdir()
    (project / "content" / "locales" / "es.yaml").write_text("tone_tip: Sugerencia\n", "utf-8")
    assert " signed " in run(project, "status").output


def test_english_words_need_nobody(project: Path) -> None:
    english = locale_for("en", Span("", 1, 1), Problems())
    assert english is not None
    assert state_of_words(english, ()) is WordsState.OURS


def test_every_word_is_printed_beside_the_english(project: Path) -> None:
    printed = run(project, "worksheet", "--words", "es").output
    assert "| summary_heading | Key points | Puntos clave |" in printed
    assert all(f"| {key} |" in printed for key in (*spanish().words, *spanish().lists))
    assert "Wording: machine-made, not signed." in printed


def test_words_are_not_signed_at_a_time_that_has_not_come(project: Path) -> None:
    refused = run(project, "sign", "--words", "es", *WHO, "--time", "2026-11-23T00:00:00Z")
    assert isinstance(refused.exception, HandoutError)
    assert [problem.code for problem in refused.exception.problems] == ["E16"]
    assert not (project / "content" / "reviews").exists()


def test_a_language_without_words_cannot_be_signed(project: Path) -> None:
    refused = run(project, "sign", "--words", "tlh", *WHO)
    assert isinstance(refused.exception, HandoutError)
    assert [problem.code for problem in refused.exception.problems] == ["E33"]


@pytest.mark.parametrize(
    "arguments",
    [("sign", *WHO, "--role", "clinical"), ("sign", "content/descanso.yaml", *WHO),
     ("sign", "content/descanso.yaml", "--words", "es", *WHO), ("worksheet",), ("translate", "--words"),
     ("translate", "--to", "es"), ("sign", "--words", "no tag", *WHO),
     ("translate", "--words", "--to", "es", "--accept"), ("translate", "--words", "--to", "es", "--xliff", "x.xlf"),
     ("translate", "content/descanso.yaml", "--to", "en", "--xliff-version", "2.0"),
     *(("sign", "--words", "es", *WHO, *more) for more in (
         ("--role", "clinical"), ("--also",), ("--attests", "I read them."), ("--read", "out/descanso.pdf"),
         ("--due", "2028-11-22"), ("--digest", "sha256:12"), ("--affiliation", "Example Clinic")))],
)  # fmt: skip
def test_what_is_missing_or_would_be_dropped_is_wrong_use(project: Path, arguments: tuple[str, ...]) -> None:
    assert run(project, *arguments).exit_code == 2


def test_words_that_a_clinic_says_anew_are_its_own_and_told_at_release(project: Path) -> None:
    sign_handout(project)
    run(project, "sign", "--words", "es", *WHO)
    (project / "content" / "locales").mkdir()
    words = project / "content" / "locales" / "es.yaml"
    words.write_text("get_help_call: 'No nos llame al {phone} si:'\n", "utf-8")
    told = run(project, "build", "--release", "--out", str(project / "out"))
    assert "handout's own words in es are machine-made and have changed since they were signed" in told.output


def test_words_of_the_project_that_a_clinic_says_anew_are_not_the_projects(project: Path) -> None:
    english = REST.replace("language: es", "language: en")
    (project / "content" / "descanso.yaml").write_text(english, "utf-8")
    sign_handout(project)
    arguments = ("build", "--release", "--out", str(project / "out"))
    assert "W38" not in run(project, *arguments).output
    (project / "content" / "locales").mkdir()
    (project / "content" / "locales" / "en.yaml").write_text("get_help_call: 'Never call {phone} if:'\n", "utf-8")
    told = run(project, *arguments).output
    assert "handout's own words in en are the clinic's own and nobody here has signed them" in told
