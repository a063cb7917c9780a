"""Numbers in what authors write are read by one grammar: no other module has a pattern of digits of its own."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import handout

SOURCE = Path(handout.__file__).parent
GRAMMAR = ("text/quantities.py", "text/numbers.py", "text/units.py", "text/telephones.py", "text/coded_names.py")
ROOMS = ("text", "content", "assemble", "flow.py", "lint", "layout", "locales", "pdf/text", "targets", "translation")
"""Where an author's words are read. Elsewhere digits are those of file formats, colours, lengths, days on the command
line, numbers of objects."""
ELSEWHERE = {
    "text/markdown.py": "the number before an entry of a list, as CommonMark has it",
    "text/escaping.py": "the same",
    "text/lost_signs.py": "the same",
    "text/run_together.py": "the same, as people type it: a), 2., ③",
    "content/own_marks.py": "the same",
    "text/commonmark.py": "the year in the key of a reference: who-2009",
    "content/checks.py": "whether a number to call has a digit at all",
    "translation/typed_texts.py": "the same, and numbers of people in a chance",
    "text/links.py": "the port in a web address, which ends where the address does",
    "text/code_forms.py": "codes of ICD-10, SNOMED CT, LOINC and their like: whole values in one form",
    "text/sentences.py": "counts a figure as one word",
    "content/left_overs.py": "a character of HTML by its number: &#160;",
    "content/unfilled.py": "half a telephone number, left to be filled in: 555-XXXX",
    "content/values.py": "days, versions and language tags: whole values in one form",
    "content/csl_dates.py": "days and years of references, in the forms of CSL and EDTF",
    "content/blocks/table.py": "the width of a column: a whole value",
    "lint/rules/CI03_doi.py": "a DOI",
    "lint/rules/PL07_abbreviation.py": "a ZIP code behind the letters of a state",
    "lint/capitals.py": "the same",
    "lint/rules/CI04_pubmed_number.py": "a number of PubMed",
    "lint/rules/GV08_alt_says_nothing.py": "the name of a file",
    "text/unit_words.py": "the names of rows in its own list",
    "pdf/text/bidi_isolates.py": "whether a number follows what is numbered",
    "text/title_markup.py": "whether what is raised begins with a digit",
    "translation/xliff.py": "the place of a unit among others, as XLIFF numbers it",
    "translation/same_numbers.py": "asks how a number is typed that the grammar has found",
    "lint/rules/MD06_run_together.py": "the same",
    "lint/rules/MD07_long_number.py": "the same",
    "lint/rules/MD09_two_ways_to_read_a_date.py": "the same",
}
ASKED = {"isdigit", "isdecimal", "isnumeric"}
DIGITS = re.compile(r"(?<!\^\\W)\\d|\[0-9[^]A-Za-z]*\]")
"""In a pattern: a digit by itself, or a class of digits; letters without digits, and names with digits in them, are not
meant."""


def modules() -> Iterator[tuple[str, Path]]:
    for room in ROOMS:
        path = SOURCE / room
        for found in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            yield found.relative_to(SOURCE).as_posix(), found


def reads_digits(text: str) -> bool:
    return any(is_of_digits(node) for node in ast.walk(ast.parse(text)))


def is_of_digits(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=str(typed)):
            return DIGITS.search(typed) is not None
        case ast.Attribute(attr=name):
            return name in ASKED
        case _:
            return False


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        (r"re.compile(r'\d+ mg')", True),
        ("re.compile('[0-9]{1,3}')", True),
        ("re.compile('[0-9.,]+')", True),
        ("word.isdigit()", True),
        ("filter(str.isdecimal, word)", True),
        (r"re.compile(r'[^\W\d_]+')", False),
        ("re.compile('[a-z0-9]+')", False),
        ("is_digit(word[0])", False),
    ],
)
def test_a_pattern_of_digits_is_seen(text: str, reads: bool) -> None:
    assert reads_digits(text) == reads


def test_nothing_but_the_grammar_reads_numbers() -> None:
    found = {name for name, path in modules() if reads_digits(path.read_text("utf-8"))}
    assert found - set(GRAMMAR) == set(ELSEWHERE)
