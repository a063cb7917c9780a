"""Words of a clinic's own, in `content/locales/`: for a language that the program has none for, or in place of some."""

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handout.cli.verbs import handout
from handout.library import Library
from handout.locales import FOLDER, Locale, LocaleFiles, locale_for
from handout.locales.keys import LISTS, WORDS
from handout.problems import HandoutError, Problems
from handout.source import Span

HERE = Span("x.yaml", 1, 1)
CLINIC = """\
name: Example Clinic
phone: 555 0100
emergency: '911'
disclaimer: {en: General information., ps: General information., es: Información general.}
"""
REST = """\
title: Rest
purpose: You will know how to rest.
language: en
summary: [Sleep., Drink.]
get_help: {emergency: [You faint.], call: [You are hot.]}
sections:
  - heading: Walk
    body: [Walk a little.]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content" / "locales").mkdir(parents=True)
    (tmp_path / "content" / "clinic.yaml").write_text(CLINIC, "utf-8")
    (tmp_path / "content" / "rest.yaml").write_text(REST, "utf-8")
    return tmp_path


def own(project: Path, tag: str, text: str) -> None:
    (project / "content" / "locales" / f"{tag}.yaml").write_text(text, "utf-8")


def locale(project: Path, tag: str) -> tuple[Locale | None, list[str]]:
    problems = Problems()
    shelf = LocaleFiles(project / "content" / "locales", lambda path: path.relative_to(project).as_posix())
    return shelf.locale_for(tag, HERE, problems), [str(problem) for problem in problems]


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(handout, [*arguments, "--project", str(project)])


def english() -> str:
    return (FOLDER / "en.yaml").read_text("utf-8")


def test_a_clinics_own_words_replace_the_programs(project: Path) -> None:
    own(project, "es", "summary_heading: Lo importante\n")
    found, told = locale(project, "es-MX")
    assert found is not None
    assert told == []
    assert found.say("summary_heading") == "Lo importante"
    assert found.say("tone_tip") == "Consejo"
    assert found.made == "machine"


def test_the_narrower_of_two_files_decides(project: Path) -> None:
    own(project, "es", "summary_heading: Lo importante\ntone_tip: Recomendación\n")
    own(project, "es-MX", "tone_tip: Sugerencia\n")
    found, _ = locale(project, "es-MX")
    assert found is not None
    assert (found.say("summary_heading"), found.say("tone_tip")) == ("Lo importante", "Sugerencia")


def test_all_words_of_a_language_may_be_the_clinics(project: Path) -> None:
    own(project, "tlh", english().replace("name: English", "name: tlhIngan").replace("made: project\n", ""))
    found, told = locale(project, "tlh")
    assert told == []
    assert found is not None
    assert (found.name, found.made) == ("tlhIngan", "clinic")


def test_what_is_missing_is_one_error_in_that_file(project: Path) -> None:
    own(project, "tlh", english().replace("tone_tip: Tip\n", "").replace("figure_credit: 'Picture: {credit}'\n", ""))
    _, told = locale(project, "tlh")
    [problem] = told
    assert problem.startswith(
        "content/locales/tlh.yaml:1:1: error[E33] 2 of the program's words are missing in this language: tone_tip, "
        "figure_credit\n    hint: put them into content/locales/tlh.yaml;"
    )


def test_a_lost_placeholder_is_told_where_it_was_typed(project: Path) -> None:
    own(project, "es", "tone_tip: Consejo\nget_help_call: 'Llámenos si:'\n")
    _, told = locale(project, "es")
    assert told == [
        "content/locales/es.yaml:2:16: error[E33] the words for 'get_help_call' have lost their placeholder {phone}\n"
        "    hint: type {phone} where the words have it"
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("page_of: 'Página {page} de {pages} {total}'", "nothing fills the placeholder {total} in 'page_of'"),
        ("review_draft: 'Aún no {revisado'", "a brace in 'review_draft' belongs to no placeholder"),
        ("page_of: '{Página} {page} de {pages}'", "a brace in 'page_of' belongs to no placeholder"),
        ("pages_of: x", "unknown key 'pages_of' in these interface words\n    hint: did you mean 'page_of'?"),
        ("page_of: 'Página {pag} de {pages}'", "the placeholder {pag} in 'page_of'\n    hint: did you mean {page}?"),
        ("page_of: Página", "have lost their placeholders {page} and {pages}"),
        ("review_draft: ''", "'review_draft' is empty\n    hint: type its words, or take the key out"),
        ("skip_to_text: '  '", "'skip_to_text' is empty"),
        ("version: null", "'version' is empty"),
        ("review_draft: [Borrador]", "'review_draft' must be words, found a list"),
        ("quotes: [«, »]", "'quotes' must be a list of 4 words; it has 2"),
        ("quotes: [«, '', “, ”]", "es.yaml:1:13: error[E33] 'quotes' must be a list of 4 words, and this is nothing"),
        ("seasons: primavera", "'seasons' must be a list of 4 words, found text"),
        (
            "list_last:  y '",
            "end in a ', and none stands before them\n    hint: type it on both sides, or leave it out: "
            "list_last: ' y '",
        ),
        ("made: ''", "'made' is empty; it must be machine or project"),
        ("date: '{day} de {month}'", "the words for 'date' have lost their placeholder {year}"),
        ("decimal_marks: ';'", "'decimal_marks' is ';'; it must be . or , or .,"),
        ("direction: right", "'direction' is 'right'; it must be ltr or rtl"),
        ("name: 'עברית'\ndirection: ltr", "'direction' is 'ltr', and עברית is written from right to left"),
    ],
)
def test_words_that_cannot_be_right_are_told(project: Path, typed: str, told: str) -> None:
    own(project, "es", f"{typed}\n")
    _, [problem] = locale(project, "es")
    assert "error[E33]" in problem
    assert told in problem


@pytest.mark.parametrize("typed", ["tone_tip: TODO", "seasons: [primavera, verano, '(write) otoño', invierno]"])
def test_what_was_left_to_be_filled_in_is_told(project: Path, typed: str) -> None:
    own(project, "es", f"{typed}\n")
    _, [problem] = locale(project, "es")
    assert "error[E29]" in problem


def test_a_language_without_words_is_told_before_a_translation_is_begun(project: Path) -> None:
    made = run(project, "translate", "content/rest.yaml", "--to", "ps")
    assert isinstance(made.exception, HandoutError)
    [problem] = made.exception.problems
    assert problem.code == "E33"
    assert f"all {len(WORDS) + len(LISTS)} are missing" in problem.message
    assert not (project / "content" / "rest.ps.yaml").exists()


def test_missing_words_are_told_beside_texts_that_are_not_translated(project: Path) -> None:
    marked = REST.replace("language: en", "language: ps").replace("Sleep.", "(translate) Sleep.")
    (project / "content" / "rest.ps.yaml").write_text(marked, "utf-8")
    told = run(project, "check", "content/rest.ps.yaml").output
    assert [told.count(f"error[{code}]") for code in ("E33", "E35")] == [1, 1]


def test_a_file_is_begun_with_every_word_marked(project: Path) -> None:
    assert run(project, "translate", "--words", "--to", "ps").exit_code == 0
    text = (project / "content" / "locales" / "ps.yaml").read_text("utf-8")
    assert "summary_heading: '(translate) Key points'" in text
    _, told = locale(project, "ps")
    assert len(told) == 1
    assert "E35" in told[0]
    done = text.replace("(translate) ", "")
    own(project, "ps", done)
    found, told = locale(project, "ps")
    assert told == []
    assert found is not None
    assert found.name == "پښتو"
    theirs = locale_for("en", HERE, Problems())
    assert theirs is not None
    assert {key for key in WORDS if found.words[key] != theirs.words[key]} == {"name", "direction"}


def test_a_file_that_was_begun_gets_what_is_missing(project: Path) -> None:
    own(project, "ps", english().replace("tone_tip: Tip\n", ""))
    assert "put in 1 word that was missing: tone_tip" in run(project, "translate", "--words", "--to", "ps").output
    text = (project / "content" / "locales" / "ps.yaml").read_text("utf-8")
    assert text.endswith("\ntone_tip: '(translate) Tip'\n")
    assert "no word is missing" in run(project, "translate", "--words", "--to", "ps").output


def test_no_file_is_begun_for_a_language_that_has_words(project: Path) -> None:
    assert "handout has words in 'es'" in run(project, "translate", "--words", "--to", "es").output
    assert not (project / "content" / "locales" / "es.yaml").exists()


def test_a_handout_in_a_language_of_the_clinics_own_is_built(project: Path) -> None:
    own(project, "ps", english().replace("Key points", "Our points"))
    (project / "content" / "rest.ps.yaml").write_text(REST.replace("language: en", "language: ps"), "utf-8")
    built = run(project, "build", "content/rest.ps.yaml", "--out", str(project / "out"))
    assert built.exit_code == 0, built.output
    library = Library(project, date(2026, 11, 22))
    entry = library.project.entry(project / "content" / "rest.ps.yaml", Problems())
    assert entry is not None
    opened = library.open(entry, Problems())
    assert opened is not None
    assert opened.locale.say("summary_heading") == "Our points"
    read = {Path(path).name for kind, path in library.inputs.noted if kind == "bytes"}
    assert re.search("ps.yaml", " ".join(read))


@pytest.mark.parametrize("verb", ["check", "build"])
def test_a_language_without_words_is_told_once_for_all_its_handouts(project: Path, verb: str) -> None:
    for slug in ("rest", "sleep", "walk"):
        text = REST.replace("language: en", "language: ps")
        (project / "content" / f"{slug}.ps.yaml").write_text(text, "utf-8")
        (project / "content" / f"{slug}.yaml").write_text(REST, "utf-8")
    told = run(project, verb, *(["--out", str(project / "out")] if verb == "build" else [])).output
    assert told.count("error[E33]") == 1
    assert "3 handouts need them" in told


@pytest.mark.parametrize(
    ("key", "said"),
    [("language", "clinic.yaml names a language; 3"), ("disclaimer", "no disclaimer in the language 'en'; 3")],
)
def test_what_the_clinic_lacks_is_told_once_for_all_its_handouts(project: Path, key: str, said: str) -> None:
    for slug in ("rest", "sleep", "walk"):
        text = REST if key == "disclaimer" else REST.replace("language: en\n", "")
        (project / "content" / f"{slug}.yaml").write_text(text, "utf-8")
    (project / "content" / "clinic.yaml").write_text("name: A Clinic\n", "utf-8")
    told = run(project, "build", "--out", str(project / "out")).output
    assert (told.count("error["), f"{said} handouts need one" in told) == (1, True), told
