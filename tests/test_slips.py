"""Common slips of an author's hand get the advice that mends them, and nothing else is blamed."""

import re
from itertools import product
from pathlib import Path
from textwrap import indent

import pypdf
import pytest

from handout.problems import Problems
from handout.reading.characters import MOST_MARKS
from handout.reading.yaml_file import parse
from handout.text.run_together import _KINDS, BULLETS, _may_be_mark
from support.faulty import build, handout_yaml, make_project


def told(yaml: str) -> list[str]:
    problems = Problems()
    parse(yaml.encode(), "x.yaml", problems)
    return [str(problem) for problem in problems]


SLIPS = {
    "a:\n  - Sit.\n  – Breathe.\n": (3, 3, "write: - Breathe."),
    "a:\n  - Sit.\n  -Breathe.\n": (3, 3, "write: - Breathe."),
    "a:\n  - Sit.\n  • Breathe.\n": (3, 3, "write: - Breathe."),
    "a:\n* Sit.\n* Breathe.\n": (2, 1, "write: - Sit."),
    "a:\n1. Sit.\n2. Breathe.\n": (2, 1, "write: - Sit."),
    "a:\n  - b\n\u00a0 - c\n": (3, 1, "space bar"),
    "a:\n  - b\n  \u00a0c: d\n": (3, 3, "space bar"),
    "a: |\n      Indented as in print,\n  and then not.\n": (3, 3, "at the same column"),
    "a: b\nc:d\n": (2, 1, "write: c: d"),
    "a:\n  - b\n  c\n": (3, 3, "begin an entry of its own with '- '"),
    'a: "Say "I hurt" now."\n': (1, 10, "'Say \"I hurt\" now.'"),
    "a: 'It's here'\n": (1, 8, '"It\'s here"'),
    'a: "Rest" is best\n': (1, 11, "'\"Rest\" is best'"),
    'a: ["Say "x" now"]\n': (1, 11, "'Say \"x\" now'"),
    'a: "Say "it\'s" now"\n': (1, 10, "below a '|'"),
    'a: "bay\\_3"\n': (1, 8, "single quotes"),
    'a: "Don\\u0092t"\n': (1, 8, "did you mean ’ ?"),
    "a: {{name}}\n": (1, 4, "put the words in its place"),
    "a: {{name}} rests\n": (1, 4, "put the words in its place"),
    "a:\n  - {{ name }}\n": (2, 5, "put the words in its place"),
}


@pytest.mark.parametrize(("yaml", "expected"), SLIPS.items())
def test_a_slip_gets_the_advice_that_mends_it(yaml: str, expected: tuple[int, int, str]) -> None:
    line, column, mending = expected
    [problem] = told(yaml)
    assert problem.startswith(f"x.yaml:{line}:{column}: error[")
    assert mending in problem.partition("hint: ")[2]


@pytest.mark.parametrize("typed", ["e" + "\u0301" * (MOST_MARKS + 2), '"e' + "\\u0301" * (MOST_MARKS + 2) + '"'])
def test_a_letter_with_more_marks_than_any_language_writes_is_refused(typed: str) -> None:
    [problem] = told(f"a: {typed}\n")
    assert "marks" in problem


def test_long_runs_of_signs_and_marks_of_many_letters_are_let_be() -> None:
    assert told("a: " + "—" * 50 + "\nb: " + "नि" * 40 + "\nc: " + "ก็" * 40 + "\n") == []


@pytest.mark.parametrize("joined", ["https://example.org/a\\\n b", "and/\\\n or", "six-\\\n hourly", "一日\\\n 三回"])
def test_what_is_joined_at_the_end_of_a_line_on_purpose_is_let_be(joined: str) -> None:
    assert told(f'a: "{joined}"\n') == []
    assert "print as one word" in "".join(told('a: "six\\\n hours"\n'))


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("      - steps:\n          - Tilt your head.\n            Pull the lid down.\n", 11),
        ("      - steps:\n          - Tilt your head [@a].\n            Pull the lid down.\n          - Rest.\n", 11),
        ("      - checklist: \n          - Have you eaten?\n            “Yes” is good.\n", 11),
        ("      - steps:\n          - ራስዎን ያዘንብሉ።\n            ሽፋሽፍቱን ይሳቡ።\n", 11),
        ("      - steps:\n          - سر پیچھے کریں۔\n            پپوٹا کھینچیں۔\n", 11),
        ("      - steps:\n          - ခေါင်းမော့ပါ။\n            မျက်ခွံဆွဲပါ။\n", 11),
        ("      - steps:\n          - เงยหน้า\n            ดึงเปลือกตา\n", 11),
        (
            "      - steps:\n          - Tilt your head back until you see the lamp above you.\n            - Wait.\n",
            11,
        ),
    ],
)
def test_a_sentence_without_its_hyphen_is_told(tmp_path: Path, body: str, line: int) -> None:
    make_project(tmp_path, wound=handout_yaml(body))
    assert f"content/wound.yaml:{line}:13: error[E27]" in build(tmp_path).err


@pytest.mark.parametrize(
    "typed",
    [
        "Come to us on the ward as soon as you can on Monday, and that is the 3.\n12. 2026 at ten.",
        "Does the wound hurt when you walk about in the house or in the street?\n—she said so.",
        "There are two ways to look after the wound when you are home again now.\n(a) is the best.",
    ],
)
def test_prose_may_begin_a_line_as_an_entry_does(tmp_path: Path, typed: str) -> None:
    make_project(tmp_path, wound=handout_yaml("      - |\n" + indent(f"{typed}\n", " " * 8)))
    assert build(tmp_path).code == 0


@pytest.mark.parametrize(
    "body",
    [
        "      - steps:\n          - Tilt your head back far, and look right up at the lamp.\n            Pull it.\n",
        "      - steps:\n          - Tilt your head\n            Back and look.\n",
        "      - steps:\n          - Tilt your head.\n            and look.\n",
        "      - steps:\n          - เงยหน้า\n            และดึงเปลือกตา\n            2 ครั้ง\n            mL\n",
        "      - steps:\n          - |\n            Tilt your head.\n            Look up.\n",
        "      - Tilt your head.\n        Pull the lid down.\n",
    ],
)
def test_a_line_that_was_wrapped_is_let_be(tmp_path: Path, body: str) -> None:
    make_project(tmp_path, wound=handout_yaml(body))
    assert build(tmp_path).code == 0


@pytest.mark.parametrize(
    "text", ["A. Smith calls you.", "3. Mai", "-5 °C is cold.", "mailto:us@example.org", "—So it is."]
)
def test_a_text_in_the_place_of_a_list_prints_as_it_is_typed(tmp_path: Path, text: str) -> None:
    make_project(tmp_path, wound=handout_yaml("      - Walk.\n").replace("body:\n      - Walk.", f"body: {text}"))
    assert build(tmp_path).code == 0
    make_project(tmp_path, wound=handout_yaml("      – Walk.\n      – Rest.\n"))
    assert "hint: write: - Walk." in build(tmp_path).err


@pytest.mark.parametrize(
    ("block", "typed"),
    [
        ("steps: [Check BP: 120/80, Rest]", "Check BP: 120/80"),
        ("steps:\n          - Weigh: every day", "Weigh: every day"),
        ("table: {columns: [Dose: mg, Day], rows: [[1, 2]]}", "Dose: mg"),
        ("checklist: [Bring: a card]", "Bring: a card"),
    ],
)
def test_a_text_with_a_colon_is_told_once_and_how_to_quote_it(tmp_path: Path, block: str, typed: str) -> None:
    make_project(tmp_path, wound=handout_yaml(f"      - {block}\n"))
    told = build(tmp_path).err
    assert told.count("error[") == 1
    assert f'error[E05] expected text, found keys with values\n    hint: quote it: "{typed}"' in told


@pytest.mark.parametrize(("typed", "wrong"), [("heading", "title"), ("title", "heading")])
def test_a_title_for_a_heading_is_told_once(tmp_path: Path, typed: str, wrong: str) -> None:
    make_project(tmp_path, wound=re.sub(rf"\b{typed}: ", f"{wrong}: ", handout_yaml(), count=1))
    told = build(tmp_path).err
    assert told.count("error[") == 1
    assert f"unknown key '{wrong}'" in told and f"did you mean '{typed}'?" in told


def test_an_unknown_key_of_a_handout_is_not_taken_for_the_one_that_is_missing(tmp_path: Path) -> None:
    make_project(tmp_path, wound=handout_yaml().replace("purpose: ", "reviewer: "))
    told = build(tmp_path).err
    assert "unknown key 'reviewer'" in told and "this handout needs 'purpose'" in told


@pytest.mark.parametrize(
    ("name", "line", "mending"),
    [
        ("wound.yaml", "disclaimer: none", "or take the key out, and the clinic's is printed"),
        ("wound.yaml", "subtitle: N/A", "take it out"),
        ("clinic.yaml", "address: '-'", "take it out"),
        ("clinic.yaml", "short_disclaimer: {es: Ninguno.}", "take it out"),
    ],
)
def test_a_word_for_nothing_where_a_text_must_stand_is_told(tmp_path: Path, name: str, line: str, mending: str) -> None:
    make_project(tmp_path, wound=handout_yaml(title="Rest") + "funding: None\nconflicts: none\n")
    path = tmp_path / "content" / name
    path.write_text(path.read_text("utf-8") + f"{line}\n", "utf-8")
    told = build(tmp_path).err
    assert told.count("error[") == 1
    assert f"would print as the text of '{line.partition(':')[0]}'" in told and mending in told


def test_a_warning_in_a_table_does_not_hide_a_row_that_is_too_long(tmp_path: Path) -> None:
    rows = '[["70 km\\\\/h", b, c]]'
    make_project(tmp_path, wound=handout_yaml(f"      - table: {{columns: [A, B], rows: {rows}}}\n"))
    told = build(tmp_path).err
    assert "W25" in told and "this row has 3 cells, the table has 2 columns" in told


SPLIT = {
    "[Take 1, 2 or 3 tablets, Rest]": '"Take 1, 2 or 3 tablets"',
    "[Rest., Tome 1, 2 o 3 pastillas]": '"Tome 1, 2 o 3 pastillas"',
    "[Cut it into ½, 4 parts at most]": '"Cut it into ½, 4 parts at most"',
    "[On day 2, 3-4 more cups]": '"On day 2, 3-4 more cups"',
    "[Sit., Bend, stretch, and lift it]": '"Bend, stretch, and lift it"',
    "[Wash, rinse and dry your hands., Rest.]": '"Wash, rinse and dry your hands."',
    "[Take 2, then 3]": '"Take 2, then 3"',
    "[Lavez, puis séchez, Marchez]": '"Lavez, puis séchez"',
}


@pytest.mark.parametrize(("typed", "whole"), SPLIT.items())
def test_a_text_that_a_comma_splits_is_told(tmp_path: Path, typed: str, whole: str) -> None:
    make_project(tmp_path, wound=handout_yaml(f"      - steps: {typed}\n"))
    told = build(tmp_path).err
    assert "content/wound.yaml:9:" in told and "error[E27] the comma ends the entry" in told
    assert f"quote it: {whole}" in told
    make_project(tmp_path / "mended", wound=handout_yaml(f"      - steps: [{whole}, Rest.]\n"))
    assert build(tmp_path / "mended").code == 0


@pytest.mark.parametrize(
    "block",
    [
        "steps: [Take 1 tablet, 2 cups of water, Rest]",
        "checklist: [Fever, chills, a rash.]",
        "steps: [Vitamin B12, 2 eggs]",
        "steps: [Room 1,\n            2 chairs]",
        "steps: ['Take 1', 2 cups]",
        "checklist: [1, 2, 3]",
        "checklist: [3, 5 km]",
        "table: {caption: A, columns: [Week, Dose], rows: [[Week 1, 2 tablets]]}",
        "checklist: [My list of medicines, glasses, ID card]",
        "checklist: [Asma, en casa]",
        "checklist: [fever, of the skin]",
        "checklist: [Women, men over 50, Beer, ale and lager, Pan, mais en grano, Té, ama de casa]",
        "log: {columns: [Antes de comer, después de comer, Antes do almoço, depois do almoço], rows: 3}",
        "checklist: [y meddyg, y nyrs]",
        "log: {columns: [Day 1, 2 p.m.], rows: 3}",
        "log: {columns: [Dose, Pain], rows: [Day 1, 2 weeks later]}",
    ],
)
def test_a_list_between_brackets_is_a_list(tmp_path: Path, block: str) -> None:
    make_project(tmp_path, wound=handout_yaml(f"      - {block}\n"))
    assert "E27" not in build(tmp_path).err


def test_a_line_with_bullets_below_it_is_told_how_to_be_written(tmp_path: Path) -> None:
    for kind in ("Take with you", "Bring"):
        make_project(tmp_path, wound=handout_yaml(f"      - {kind}:\n          - a book\n          - socks\n"))
        result = build(tmp_path)
        assert "content/wound.yaml:9:9: error[E02]" in result.err
        assert f"write '- |', below it '{kind}:'" in result.err


def test_no_soft_hyphen_reaches_what_is_searched(tmp_path: Path) -> None:
    text = handout_yaml("      - Walk.\n").replace(
        "title: ", 'title: "Osteo\\u00adporosis"\naudience: "Adu\\u00adlts"\nkeywords: ["bone\\u00ads"]\n#', 1
    )
    make_project(tmp_path, wound=text)
    clinic = tmp_path / "content" / "clinic.yaml"
    clinic.write_text(
        re.sub("name: .*", 'name: "Exa\\\\u00admple Clinic"', clinic.read_text("utf-8"), count=1), "utf-8"
    )
    assert build(tmp_path).code == 0
    assert "Osteoporosis" in (tmp_path / "out" / "manifest.json").read_text("utf-8")
    pdf = pypdf.PdfReader(tmp_path / "out" / "wound.pdf")
    assert pdf.metadata is not None and pdf.metadata.author == "Example Clinic"
    assert "\u00ad" not in "".join(str(value) for value in pdf.metadata.values())


@pytest.mark.parametrize("text", ["w \\u200d x", "w\\u200c", "w **\\u200d** y", "w \\u200d\\u0308"])
def test_a_joiner_that_joins_nothing_prints_nothing(tmp_path: Path, text: str) -> None:
    make_project(tmp_path, wound=handout_yaml(f'      - "{text}"\n'))
    assert build(tmp_path).code == 0


def test_what_was_left_in_the_clinics_number_or_in_the_source_is_told(tmp_path: Path) -> None:
    reference = (
        "{id: a, type: book, title: 'TODO', author: [{literal: TODO}], publisher: TODO sobre la piel, note: TODO, "
        "publisher-place: '[place unknown]', DOI: TBD, volume: '[volume]', page: n/a, issued: {literal: FIXME}}"
    )
    make_project(
        tmp_path, wound=handout_yaml("      - Walk [@a].\n") + f"source: {{title: TODO}}\nreferences: [{reference}]\n"
    )
    clinic = tmp_path / "content" / "clinic.yaml"
    clinic.write_text(clinic.read_text("utf-8") + 'address: "[street address]"\n', "utf-8")
    told = build(tmp_path).err
    assert told.count("error[E29] 'TODO'") == 3
    assert [typed for typed in ("TBD", "[volume]", "FIXME") if f"error[E29] '{typed}'" in told] == [
        "TBD", "[volume]", "FIXME",
    ]  # fmt: skip
    assert "error[E06] 'n/a'" in told
    assert told.count("error[") == 8
    assert "error[E29] '[street address]'" in told


def test_what_catalogues_and_titles_say_is_not_taken_for_left_over(tmp_path: Path) -> None:
    fair = {
        "title": ("TODO lists for carers", "TBD: tick-borne diseases", "(Write)ing on leave", "[Date palm allergy]"),
        "author": ("[No authors listed]", "[Department of Health]", "TODO Collaborators"),
        "publisher-place": ("[place unknown]", "[address unknown]"),
        "issued": ("[date unknown]", "[no date]"),
        "genre": ("[Patient leaflet]",),
        "container-title": ("N/A",),
    }
    left = {"title": ("Todo: look it up", "TODO: the title"), "author": ("[insert who]", "[author]"), "DOI": ("n/a",)}
    typed = []
    for key, value in ((key, value) for part in (fair, left) for key, values in part.items() for value in values):
        said = {"author": f"[{{literal: '{value}'}}]", "issued": f"{{literal: '{value}'}}"}.get(key, f"'{value}'")
        common = {"title": "Rest", "author": "[{literal: A}]", "type": "report", "id": f"r{len(typed)}", key: said}
        typed.append("{" + ", ".join(f"{name}: {part}" for name, part in common.items()) + "}")
    cited = " ".join(f"Walk [@r{number}]." for number in range(len(typed)))
    make_project(tmp_path, wound=handout_yaml(f"      - {cited}\n") + f"references: [{', '.join(typed)}]\n")
    told = build(tmp_path).err
    assert re.findall(r"error\[\w+\] '([^']+)'", told) == ["Todo:", "TODO", "[insert who]", "[author]", "n/a"]
    assert "CI03" not in told


def test_what_was_left_in_a_text_that_is_only_heard_is_told(tmp_path: Path) -> None:
    picture = "{image: images/p.png, alt: 'TODO <b>'}"
    body = f"      - figure: {picture}\n      - tear_off: {{title: Keep, body: [figure: {picture}]}}\n"
    make_project(tmp_path, wound=handout_yaml(body) + "version: FIXME\nsource: {title: 'A &amp; B'}\n")
    told = build(tmp_path).err
    assert [told.count(f"error[E29] '{typed}'") for typed in ("TODO", "FIXME")] == [2, 1]
    assert [told.count(f"warning[W22] '{typed}'") for typed in ("<b>", "&amp;")] == [2, 1]


def test_marks_print_where_a_text_is_words_alone_and_are_warned_of(tmp_path: Path) -> None:
    """So does the key of a reference without its brackets; a number of two scripts is refused there as elsewhere."""
    alt, title, name = "A **red** wound", "Care [@k]", "A [site](https://a.org)"
    body = (
        f"      - figure: {{image: images/p.png, alt: '{alt}'}}\n"
        "      - 'Rest as @k says. Write to a@k.org, or @kin. [@k]'\n"
        "      - 'A bracket that is no citation is told of once: [see @k].'\n"
    )
    more = (
        f"references: [{{id: k, type: book, title: 'See [one] of 2 * 3'}}]\nsource: {{title: '{title}', "
        f"publisher: 'Press *', reviewed_by: {{name: '{name}', credentials: '1\u0662'}}}}\n"
    )
    clinic = "name: C\nlanguage: en\nphone: '555-01\u0664\u0664'\ndisclaimer: {en: 'Take 5\u0665.'}\n"
    told = build(make_project(tmp_path, clinic=clinic, wound=handout_yaml(body) + more)).err
    assert re.findall(r"warning\[W22\] '(\S+?)[('\]]", told) == ["**red**", "@k", "[@k", "[site"]
    assert re.findall(r"(\w+)\.yaml:(\d+):\d+: error\[E25\]", told) == [
        ("clinic", "3"),
        ("clinic", "4"),
        ("wound", "13"),
    ]
    assert told.count("error[E20]") == 1


def test_what_prints_on_one_line_has_no_second(tmp_path: Path) -> None:
    """Not of an address, of which a comma parts the lines, nor of a reference, whose lines a program folded."""
    reference = '{id: a, type: book, title: "A\\n\\n B", author: [{literal: "C\\nD"}], note: "PMID: 1\\nRead it"}'
    typed = handout_yaml("      - Walk [@a].\n") + f"version: |\n  2\n  1\nreferences: [{reference}]\n"
    make_project(tmp_path, wound=typed)
    assert build(tmp_path).err.count("error[E27]") == 1
    make_project(tmp_path, wound=typed.replace("\n  1\n", "\n"))
    assert build(tmp_path).code == 0
    assert "C D. A B. " in pypdf.PdfReader(tmp_path / "out" / "wound.pdf").pages[-1].extract_text()
    clinic = tmp_path / "content" / "clinic.yaml"
    typed = clinic.read_text("utf-8").replace("phone: ", 'phone: "555\\n0100" #')
    policy = "editorial_policy: {en: TODO say how, es: TODO el texto.}\n"
    clinic.write_text(f'{typed}address: "1 Main St\\nAnytown"\n{policy}', "utf-8")
    told = [line for line in build(tmp_path).err.splitlines() if "clinic.yaml" in line]
    assert [line.partition(" ")[2] for line in told] == [
        "error[E27] '0100' would run on from the line above", "error[E29] 'TODO' was left to be filled in",
    ]  # fmt: skip


def test_the_quick_look_at_a_line_lets_every_mark_of_a_list_through() -> None:
    """What `_may_be_mark` says no to begins with no mark that `_KINDS` knows."""
    signs = [*'abioqvxIØü§19.-:)(、*+“"—…一十é日ت\u064f \u00a0\ufe0f', *BULLETS]
    starts = [
        "".join(some) for count in (1, 2, 3) for some in product(signs if count < 3 else signs[:24], repeat=count)
    ]
    assert not [start for start in starts if re.match(_KINDS, f"{start} x") and not _may_be_mark(f"{start} x", 0)]
    assert not _may_be_mark("ت\u064fراجَع", 0)


def test_an_entry_whose_mark_stands_a_little_further_in_is_told(tmp_path: Path) -> None:
    make_project(tmp_path, wound=handout_yaml("      - |\n        - one\n         - two\n        - three\n"))
    told = build(tmp_path).err
    assert told.count("error[") == 1
    assert "error[E27] '- two' would print beside the entries above, not inside one" in told


def test_a_list_below_a_fold_is_told_once(tmp_path: Path) -> None:
    make_project(tmp_path, wound=handout_yaml("      - >\n        Things:\n        - a\n          more\n        - b\n"))
    told = build(tmp_path).err
    assert told.count("[E27]") == 1 and "W01" not in told


CROSSREF = """references:
  - {id: r, indexed: {timestamp: 1}, reference-count: 30, publisher: P, content-domain: {}, type: journal-article,
     title: [Rest], author: [{given: J, family: S, sequence: first, affiliation: []}], container-title: [The Lancet],
     member: "78", score: 1, issued: {date-parts: [[2020, 3]]}, DOI: 10.1016/abc}
"""


def test_a_record_of_crossref_is_told_once_with_the_reference_that_it_is(tmp_path: Path) -> None:
    make_project(tmp_path, wound=handout_yaml("      - Rest [@r].\n") + CROSSREF)
    told = build(tmp_path).err
    assert told.count("error[") == 1
    [hint] = re.findall(r"hint: write: (.*)", told)
    make_project(tmp_path, wound=handout_yaml("      - Rest [@r].\n") + f"references:\n  - {hint}\n")
    assert build(tmp_path).code == 0
