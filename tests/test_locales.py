"""The interface words: complete in every language, told apart when they are not, and put together rightly."""

import os
import re
from datetime import date
from itertools import combinations
from operator import eq
from pathlib import Path

import pytest

from handout.locales import FOLDER, Locale, LocaleFiles, available, file_for, locale_for
from handout.locales.keys import LISTS, WORDS
from handout.problems import InternalError, Problems
from handout.source import Span

HERE = Span("x.yaml", 3, 11)
DAY = date(2026, 11, 22)
STATES = {"machine": "**machine-made, awaiting a native reader**", "project": "written for this project"}


def locale(tag: str) -> Locale:
    problems = Problems()
    found = locale_for(tag, HERE, problems)
    assert found is not None, [str(problem) for problem in problems]
    return found


def told(text: str, tmp_path: Path) -> list[str]:
    """What is told of these words, as those of a language that the program has no words for."""
    (tmp_path / "is.yaml").write_text(text, encoding="utf-8")
    problems = Problems()
    assert LocaleFiles(tmp_path, lambda path: "locales/en.yaml").locale_for("is", HERE, problems) is None
    return [str(problem) for problem in problems]


@pytest.fixture
def english() -> str:
    return (FOLDER / "en.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("tag", available())
def test_every_language_has_every_word(tag: str) -> None:
    assert locale(tag).tag == tag


def test_the_languages_of_the_project_are_there() -> None:
    asked_for = (
        "am ar bg bn cs da de el en es fa fi fr gu he hi hmn hr ht hu hy it ja ka km ko lo my ne nl pa pl pt ro ru sk "
        "so sv sw th tl uk ur vi zh-Hans zh-Hant"
    )
    assert set(asked_for.split()) <= set(available())


def test_no_file_is_a_copy_of_another() -> None:
    """Two languages never share half their sentences; a copy with another name would pass for a translation."""
    keys = [key for key in WORDS if re.sub(r"\{.*?\}|\W", "", locale("en").words[key])]
    whole = [tag for tag in available() if "summary_heading:" in (FOLDER / f"{tag}.yaml").read_text("utf-8")]
    said = {tag: [locale(tag).words[key] for key in keys] for tag in whole}
    pairs = ((a, b, sum(map(eq, said[a], said[b]))) for a, b in combinations(said, 2))
    shared = {(a, b): count for a, b, count in pairs if 2 * count >= len(keys)}
    assert shared == {}


@pytest.mark.parametrize("tag", [tag for tag in available() if tag != "en"])
def test_no_sentence_is_left_in_english(tag: str) -> None:
    english, other = locale("en").words, locale(tag).words
    sentences = {key for key in WORDS if " " in re.sub(r"\{.*?\}|[^\w ]", "", english[key]).strip()}
    same = {key for key in sentences if english[key] == other[key]}
    assert same <= {"reference_et_al"}


def test_the_read_me_says_of_every_file_who_made_it() -> None:
    """`HANDOUT_ACCEPT=1` writes the table anew."""
    path = FOLDER / "README.md"
    text = path.read_text(encoding="utf-8")
    [old] = re.findall(r"^\| file \|.*?(?=\n\n)", text, re.DOTALL | re.MULTILINE)
    rows = (f"| `{tag}.yaml` | {locale(tag).name} | {STATES[locale(tag).made]} |" for tag in available())
    table = "\n".join(("| file | language | wording |", "| --- | --- | --- |", *rows))
    if os.environ.get("HANDOUT_ACCEPT") == "1":
        path.write_text(text.replace(old, table), encoding="utf-8")
    assert table in path.read_text(encoding="utf-8")


def test_only_english_was_written_for_the_project() -> None:
    assert [tag for tag in available() if locale(tag).made == "project"] == ["en"]


def test_a_file_says_whose_wording_it_is(english: str, tmp_path: Path) -> None:
    [problem] = told(english.replace("made: project\n", "made: by hand\n"), tmp_path)
    assert "'made' is 'by hand'; it must be machine or project" in problem
    assert all(
        re.search(r"^made: ", path.read_text("utf-8"), re.MULTILINE)
        for path in FOLDER.glob("*.yaml")
        if path.stem != "likely"
    )


def test_a_missing_word_is_an_error(english: str, tmp_path: Path) -> None:
    text = english.replace("summary_heading: Key points\n", "")
    assert told(text, tmp_path) == [
        "locales/en.yaml:1:1: error[E33] 1 of the program's words is missing in this language: summary_heading\n"
        "    hint: put them into content/locales/is.yaml; start it with: handout translate --words --to is"
    ]


def test_words_that_are_missing_are_told_in_one_line(english: str, tmp_path: Path) -> None:
    text = english.replace("summary_heading: Key points\n", "").replace("tone_tip: Tip\n", "")
    [problem] = told(text, tmp_path)
    assert "2 of the program's words are missing in this language: summary_heading, tone_tip" in problem


def test_an_unknown_key_is_an_error_with_a_hint(english: str, tmp_path: Path) -> None:
    [problem] = told(english.replace("\ntone_tip:", "\ntone_tipp: Tip\ntone_tip:"), tmp_path)
    assert "error[E33] unknown key 'tone_tipp' in these interface words" in problem
    assert "did you mean 'tone_tip'?" in problem


def test_a_lost_placeholder_is_an_error(english: str, tmp_path: Path) -> None:
    [problem] = told(english.replace("Call us at {phone} if:", "Call us if:"), tmp_path)
    assert "error[E33] the words for 'get_help_call' have lost their placeholder {phone}" in problem


def test_a_placeholder_that_nothing_fills_is_an_error(english: str, tmp_path: Path) -> None:
    [problem] = told(english.replace("Key points", "Key points of {title}"), tmp_path)
    assert "nothing fills the placeholder {title} in 'summary_heading'" in problem


def test_a_year_of_eleven_months_is_an_error(english: str, tmp_path: Path) -> None:
    [problem] = told(english.replace("months_alone: [January, ", "months_alone: ["), tmp_path)
    assert "'months_alone' must be a list of 12 words; it has 11" in problem


def test_a_direction_is_one_of_two(english: str, tmp_path: Path) -> None:
    [problem] = told(english.replace("direction: ltr", "direction: left"), tmp_path)
    assert "'direction' is 'left'; it must be ltr or rtl" in problem


def test_a_language_without_words_is_an_error_that_names_those_there_are() -> None:
    problems = Problems()
    assert locale_for("tlh", HERE, problems) is None
    assert [str(problem) for problem in problems] == [
        f"x.yaml:3:11: error[E33] handout has no words of its own in the language 'tlh': all {len(WORDS) + len(LISTS)} "
        "are missing (name, direction, date, first_day, month_year, decimal_marks …)\n"
        "    hint: put them into content/locales/tlh.yaml; start it with: handout translate --words --to tlh"
    ]


@pytest.mark.parametrize(
    ("tag", "file"),
    [
        ("en-US", "en"), ("es-MX", "es"), ("ES", "es"), ("zh-CN", "zh-Hans"), ("zh", "zh-Hans"),
        ("zh-Hans-SG", "zh-Hans"),
        ("zh-TW", "zh-Hant"), ("zh-Hant-HK", "zh-Hant"), ("fil", "tl"), ("mww", "hmn"), ("iw", "he"), ("prs", "fa-AF"),
        ("en-fonipa", "en"), ("zh-Latn", None), ("ru-Latn", None),
        ("esx", None), ("likely", None),
    ],
)  # fmt: skip
def test_a_tag_finds_the_file_that_serves_it(tag: str, file: str | None) -> None:
    assert file_for(tag) == file


def test_english_words_a_date_as_the_format_shows_it() -> None:
    assert locale("en-US").date(DAY) == "22 November 2026"
    assert locale("en-US").month(DAY) == "November 2026"


@pytest.mark.parametrize(
    ("tag", "day", "month"),
    [
        ("es", "22 de noviembre de 2026", "noviembre de 2026"),
        ("ru", "22 ноября 2026 г.", "ноябрь 2026 г."),
        ("zh-Hans", "2026年11月22日", "2026年11月"),
        ("vi", "ngày 22 tháng 11 năm 2026", "tháng 11 năm 2026"),
    ],
)
def test_a_date_follows_its_language(tag: str, day: str, month: str) -> None:
    assert (locale(tag).date(DAY), locale(tag).month(DAY)) == (day, month)


@pytest.mark.parametrize(
    ("tag", "day"), [("fr", "1er juin 2026"), ("ht", "1ye jen 2026"), ("es", "1 de junio de 2026")]
)
def test_the_first_of_a_month_is_written_as_it_is_said(tag: str, day: str) -> None:
    assert locale(tag).date(date(2026, 6, 1)) == day


@pytest.mark.parametrize(
    ("tag", "day", "month"),
    [
        ("en", "2024 Jun 1", "2024 Jun"),
        ("fr", "1er juin 2024", "juin 2024"),
        ("ru", "1 июн. 2024", "июнь 2024"),
        ("zh-Hans", "2024-6-1", "2024-6"),
    ],
)
def test_a_short_month_has_one_form_beside_a_day_and_one_alone(tag: str, day: str, month: str) -> None:
    assert (locale(tag).short_date(2024, 6, 1), locale(tag).short_date(2024, 6)) == (day, month)
    assert locale(tag).short_date(2024) == "2024"


def test_spanish_says_e_before_the_sound_of_i() -> None:
    others = ["Isabel", "Íñigo", "Hilda", "«Inés»", "Hielo", "Yolanda", "Ana"]
    assert [locale("es").join(["A", other])[2] for other in others] == [*"eeeeyyy"]


def test_beginnings_without_words_are_an_error(english: str, tmp_path: Path) -> None:
    [problem] = told(f"{english}list_last_before: e\n", tmp_path)
    assert "'list_last_before' must be beginnings of words, each with what is said before it" in problem


def test_words_are_filled() -> None:
    assert locale("en").say("get_help_emergency", emergency="911") == "Call 911 now if:"
    assert locale("en").say("get_help_call", phone="555 0100") == "Call us at 555 0100 if:"


def test_a_value_is_never_read_as_a_placeholder() -> None:
    assert locale("en").say("review_source", name="{due}") == "Source reviewed by {due}"


def test_a_number_in_a_right_to_left_sentence_is_isolated() -> None:
    assert "\u2068555 0100\u2069" in locale("ar").say("get_help_call", phone="555 0100")


def test_words_that_are_not_there_are_a_fault_of_ours() -> None:
    with pytest.raises(InternalError, match="get_hlep"):
        locale("en").say("get_hlep")
    with pytest.raises(InternalError, match="emergency"):
        locale("en").say("get_help_emergency")


def test_a_list_is_joined() -> None:
    assert locale("en").join([]) == ""
    assert locale("en").join(["A"]) == "A"
    assert locale("en").join(["A", "B"]) == "A and B"
    assert locale("en").join(["A", "B", "C"]) == "A, B and C"
    assert locale("es").join(["A", "B"]) == "A y B"


def test_parts_with_commas_are_kept_apart_by_semicolons() -> None:
    assert locale("en").join(["A, M.D.", "B, R.N.", "C, Ph.D."]) == "A, M.D.; B, R.N. and C, Ph.D."


def test_quotation_marks_are_the_languages_own() -> None:
    assert locale("en").quote("x") == "“x”"
    assert locale("es").quote("x") == "«x»"


def test_a_script_decides_the_direction() -> None:
    assert locale("ar").direction_of("ar") == "rtl"
    assert locale("ar").direction_of("ar-Latn") == "ltr"
    assert locale("en").direction_of("en-US") == "ltr"


def test_french_words_have_a_no_break_space_before_high_marks() -> None:
    words = locale("fr").words
    assert [key for key, text in words.items() if re.search(r"(?<!\u00a0)[:;?!»]", text)] == []


def test_every_word_is_printed_somewhere() -> None:
    source = FOLDER.parent
    code = "".join(path.read_text(encoding="utf-8") for path in source.rglob("*.py") if path.name != "keys.py")
    made_up = ("tone_", "medicines_", "zone_")
    unused = [
        key
        for key in (*WORDS, *LISTS)
        if not re.search(rf"""["']{key}["']""", code) and not key.endswith("_no_number") and not key.startswith(made_up)
    ]
    assert unused == []


def test_the_table_of_languages_has_a_row_for_each_and_says_who_made_its_words() -> None:
    table = (Path(__file__).parent.parent / "docs" / "languages.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| [^|]+ \| `([^`]+)` \| ([^|]+) \|", table, re.MULTILINE))
    said = {"machine": "machine-made", "project": "the project’s"}
    assert {tag: words for tag, words in rows.items() if words != "the clinic supplies them"} == {
        tag: said[locale(tag).made] for tag in available()
    }
