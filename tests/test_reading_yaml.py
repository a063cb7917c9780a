"""A YAML file becomes located nodes, and whatever YAML would quietly lose or change is refused with its place."""

import os
import re
from pathlib import Path

import pytest
import yaml

from handout.problems import Problems, Severity
from handout.reading.characters import FORBIDDEN, is_surely_allowed
from handout.reading.nodes import Mapping, Scalar, Sequence, YamlNode
from handout.reading.yaml_file import YamlLimits, load, parse


def told(text: str | bytes, limits: YamlLimits | None = None) -> list[str]:
    """Every problem in a file, without its name."""
    problems = Problems()
    parse(text if isinstance(text, bytes) else text.encode(), "x", problems, limits or YamlLimits())
    return [str(problem).replace("x:", "", 1) for problem in problems]


def plainly(text: str) -> object:
    """The file's values as lists, mappings and texts; the file must be without problems."""
    problems = Problems()
    node = parse(text.encode(), "x", problems)
    assert not list(problems)
    assert node is not None
    return values(node)


def values(node: YamlNode) -> object:
    match node:
        case Scalar():
            return node.text.text
        case Sequence():
            return [values(item) for item in node.items]
        case Mapping():
            return {name.text.text: values(value) for name, value in node.entries}


FORMAT_EXAMPLE = """\
title: Caring for your wound at home        # required
language: en-US                             # BCP 47; default: clinic.yaml
version: "2.1"
published: 2026-11-22                       # dates are ISO 8601
purpose: How to keep your wound clean and know when to ask for help.   # required; printed first
summary:                                    # key points box on page 1; at most 7
  - Keep the dressing dry for **48 hours**.
  - Call us if the wound gets redder or hotter [@nhs-2024].
get_help:                                   # required, at least one of the two
  emergency: [You cannot stop the bleeding.]        # "Call 911 now"
sections:                                   # required, at least one
  - heading: Washing and dressing
    id: washing                             # optional; default: slug of the heading
    body:
      - Wash your hands before you touch the dressing [@nhs-2024; @who-2009].
      - |
        A longer paragraph in **CommonMark**: *emphasis*, [a link](https://example.org),
        and lists:

        - one thing
        - another
      - steps: [Wash your hands., Take off the old dressing., Look at the wound.]
      - callout: {tone: warning, title: Do not soak it, text: No baths for two weeks.}
    sections: []                            # sub-sections, two levels deep at most
codes: [{system: icd-10-cm, code: T14.8XXA}]   # icd-10-cm, snomed-ct, loinc, rxnorm
source:                                     # what this was adapted from, if anything
  url: https://example.org
funding: None                               # printed in "About this handout"
styles: [standard, large-print]  # what `handout build` makes when not told
disclaimer: {en: …, es: …}       # required for every language in use
"""


def test_the_format_s_own_comments_are_comments():
    assert plainly(FORMAT_EXAMPLE) == _stripped(yaml.load(FORMAT_EXAMPLE, Loader=yaml.BaseLoader))


def _stripped(value: object) -> object:
    if isinstance(value, str):
        return value.rstrip("\n")
    if isinstance(value, list):
        return [_stripped(item) for item in value]
    assert isinstance(value, dict)
    return {name: _stripped(item) for name, item in value.items()}


@pytest.mark.parametrize(
    "typed",
    [
        "no",
        "yes",
        "on",
        "off",
        "12:30",
        "1:2:3",
        "1.10",
        "1_000",
        "007",
        "010",
        "0x1F",
        "+44123",
        ".5",
        "5.",
        "-0",
        "2026-11-22",
        "2023-02-30",
        ".nan",
        ".inf",
        "Null",
        "NULL",
        "1e3",
        "=",
        "9:30",
    ],
)
def test_no_value_is_retyped(typed):
    assert plainly(f"key: {typed}") == {"key": typed}


def test_a_key_is_text():
    assert plainly("on: a\nno: b\n1: c") == {"on": "a", "no": "b", "1": "c"}


@pytest.mark.parametrize("typed", ["", "~", "null", '""', "' '", '"\\u00a0"', '"\\u200b"'])
def test_nothing_and_what_prints_nothing_is_empty(typed):
    problems = Problems()
    node = parse(f"key: {typed}".encode(), "x", problems)
    assert isinstance(node, Mapping)
    value = node.get("key")
    assert isinstance(value, Scalar)
    assert value.is_empty


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        # A comment that may have been text
        ("text: Take 2 # daily", "1:14: error[E08] YAML drops everything from this '#' on"),
        ("text: Take #2", "1:12: error[E08] YAML drops everything from this '#' on"),
        ("text: Stop.  #1 rule", "1:14: error[E08] YAML drops everything from this '#' on"),
        ("text: one\n  two # three", "2:7: error[E08] YAML drops everything from this '#' on"),
        ("text: Take  \n  #2 now", "2:3: error[E08] YAML drops everything from this '#' on"),
        ("a:\n  - Take\n    #2 now\n  - b", "3:5: error[E08] YAML drops everything from this '#' on"),
        ("a: [one # two\n  ]", "1:9: error[E08] YAML drops everything from this '#' on"),
        ("text: |# Take 5 mg\n  x", "1:8: error[E08] YAML drops everything from this '#' on"),
        # What YAML keeps for itself
        ("text: &more info", "1:7: error[E08] an anchor ('&more') is not allowed"),
        ("text: &more [a]", "1:7: error[E08] an anchor ('&more') is not allowed"),
        ("text: *more info", "1:7: error[E08] an alias ('*more') is not allowed"),
        ("text: **Stop** now", "1:7: error[E08] text without quotes cannot start with '*'"),
        ("text: !!null take this", "1:7: error[E08] a tag ('!!null') is not allowed"),
        ("text: ! take this", "1:7: error[E08] a tag ('!') is not allowed"),
        ("a: !!python/object/apply:os.system [ls]", "1:4: error[E08] a tag ('!!python/object/apply:os.system') is not"),
        ("a: !x b", "1:4: error[E08] a tag ('!x') is not allowed"),
        ("a: !e!x b", "1:4: error[E08] text without quotes cannot start with '!'"),
        ("a: {<<: {b: c}}", "1:5: error[E08] a merge key '<<' is not allowed"),
        ("%YAML 1.2\na: 1", "1:1: error[E08] YAML takes a line that begins with % for a directive to itself"),
        ("a: up to 5\n% of people", "2:1: error[E08] YAML takes a line that begins with % for a directive to itself"),
        ("a: {<<: *b}", "1:5: error[E08] a merge key '<<' is not allowed"),
        ("a: 1\n---\nb: 2", "2:1: error[E08] a second document starts here"),
        ("%YAML 1.1\n---\na: 1", "1:1: error[E08] a directive (%) is not allowed"),
        ("%TAG ! tag:x,2000:\n---\na: 1", "1:1: error[E08] a directive (%) is not allowed"),
        # Keys
        ("a: 1\nb: 2\na: 3", "3:1: error[E03] duplicate key 'a'; it is already on line 1"),
        ('x: {a: 1, "a": 2}', "1:11: error[E03] duplicate key 'a'; it is already on line 1"),
        ("caf\u00e9: 1\ncafe\u0301: 2", "2:1: error[E03] duplicate key 'caf\u00e9'; it is already on line 1"),
        ("[a]: b", "1:1: error[E05] a key must be text"),
        ("? {a: b}\n: c", "1:3: error[E05] a key must be text"),
        ("{? : c}", "1:4: error[E06] there is no key before this ':'"),
        # Numbers
        ("doses: [1,000 mg, 5]", "1:10: error[E07] the comma in a number ends the entry here"),
        ("doses: [5, 2,5]", "1:13: error[E07] the comma in a number ends the entry here"),
        ("a: {dose: 1,000 mg}", "1:12: error[E07] the comma in a number ends the entry here"),
        # Nothing
        ("", "1:1: error[E06] this file is empty"),
        ("# a comment", "1:1: error[E06] this file is empty"),
        # Characters
        ("a:\tb", "1:3: error[E09] a tab (U+0009) is not allowed"),
        ('a: "x\ty"', "1:6: error[E09] a tab (U+0009) is not allowed"),
        ('path: "C:\\temp"', "1:10: error[E09] a tab (U+0009) is not allowed"),
        ('a: "x\\0y"', "1:6: error[E09] control character U+0000 is not allowed"),
        ('a: "x\\u202ey"', "1:6: error[E09] U+202E RIGHT-TO-LEFT OVERRIDE is not allowed"),
        ('a: "x\\Ny"', "1:6: error[E09] a next-line character (NEL) (U+0085) is not allowed"),
        ('path: "C:\\new"', "1:10: error[E09] '\\n' in double quotes prints as a space, not as it is typed"),
        ('a: "x\\n\n  y\\_z"', "2:4: error[E09] '\\_' in double quotes prints as a space, not as it is typed"),
        ("a: x\x07y", "1:5: error[E09] control character U+0007 is not allowed"),
        ("a: x\x85y", "1:5: error[E09] a next-line character (NEL) (U+0085) is not allowed"),
        ("a: x\u2028y", "1:5: error[E09] U+2028 LINE SEPARATOR is not allowed"),
        ("a: x\ry", "1:5: error[E09] a carriage return without a line feed (U+000D) is not allowed"),
        ("# \u2066x", "1:3: error[E09] U+2066 LEFT-TO-RIGHT ISOLATE is not allowed"),
        ("a: x\ufeffy", "1:5: error[E09] U+FEFF ZERO WIDTH NO-BREAK SPACE is not allowed"),
        ("\ufeff\ufeffa: x", "1:1: error[E09] U+FEFF ZERO WIDTH NO-BREAK SPACE is not allowed"),
        ("a: x\ufffd", "1:5: error[E09] U+FFFD REPLACEMENT CHARACTER is not allowed"),
        ("a: x\ufffc", "1:5: error[E09] U+FFFC OBJECT REPLACEMENT CHARACTER is not allowed"),
        ("a: x\ue000", "1:5: error[E09] private-use character U+E000 is not allowed"),
        ("a: x\U000f0000", "1:5: error[E09] private-use character U+F0000 is not allowed"),
        ("a: x\uffff", "1:5: error[E09] noncharacter U+FFFF is not allowed"),
        ("a: x\U0001fffe", "1:5: error[E09] noncharacter U+1FFFE is not allowed"),
        ("a: x\U000e0041", "1:5: error[E09] U+E0041 TAG LATIN CAPITAL LETTER A is not allowed"),
        ("a: x\u3164", "1:5: error[E09] U+3164 HANGUL FILLER is not allowed"),
        ("a: x\u2800", "1:5: error[E09] U+2800 BRAILLE PATTERN BLANK is not allowed"),
        ('a: "\\ud83d\\udc8a"', "1:7: error[E09] '\\ud83d' is half of a surrogate pair"),
        # Syntax, each at the place where it began
        ("a: some\ncontinued\nb: c", "2:1: error[E01] this line has no 'key: ' at its start"),
        ("text: Warning: do not drive", "1:14: error[E01] a second ': ' on one line"),
        ("a: one\n  b: two", "2:4: error[E01] this ': ' stands inside the text that began on the line above"),
        ("a:\n  - x\n - y", "3:2: error[E01] the hyphens of a list stand in one column, and this one in another"),
        (
            "a:\n  - k: 1\n    b:\n    - x\n   - k: 2",
            "5:4: error[E01] the hyphens of a list stand in one column, and this one in another\n"
            "    hint: begin the line in column 3, as the other entries do",
        ),
        ('a: 1\nb: "x\nc: d', '2:4: error[E01] the quotation mark " is never closed'),
        ("a: [x, y\nb: c", "1:4: error[E01] '[' is never closed, or a comma is missing"),
        ("a: {x: y", "1:4: error[E01] '{' is never closed, or a comma is missing"),
        ("a: [x, [y],", "1:4: error[E01] '[' is never closed, or a comma is missing"),
        ("a: [x,\n  {y: z},\n", "1:4: error[E01] '[' is never closed, or a comma is missing"),
        ("a: x\nb: {\n", "2:4: error[E01] '{' is never closed, or a comma is missing"),
        ("a: 'x' y", "1:8: error[E01] words after a closing '"),
        ("a: [x] y", "1:8: error[E01] words after a closing ]"),
        ("a: @x", "1:4: error[E01] text without quotes cannot start with '@'"),
        ("a: - x", "1:4: error[E01] a list cannot start on the line of its key"),
        ('a: "C:\\dir"', "1:7: error[E01] '\\d' is not an escape that YAML knows"),
        ("a: >5\nb: |2-\n", "1:4: error[E01] '>5' is taken for the sign of a text on the lines below"),
        ("a: >x\n  y", "1:4: error[E01] nothing may follow the '|' or '>' on its line"),
        ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> other\n", "2:1: error[E01] git could not join two versions"),
        # Bytes
        (b"a: b\nc: caf\xe9", "2:7: error[E11] this file is not UTF-8: byte 0xE9 here"),
        (b"\xef\xbb\xbfa: b\n\xff", "2:1: error[E11] this file is not UTF-8: byte 0xFF here"),
        ("a: b".encode("utf-16"), "1:1: error[E11] this file is not UTF-8 but UTF-16 or UTF-32"),
        ("a: b".encode("utf-16-le"), "1:1: error[E11] this file is not UTF-8 but UTF-16 or UTF-32"),
        ("a: b".encode("utf-32"), "1:1: error[E11] this file is not UTF-8 but UTF-16 or UTF-32"),
        (b"a: \xed\xa0\x80", "1:4: error[E11] this file is not UTF-8: byte 0xED here"),
    ],
)
def test_is_refused_with_its_place(typed, problem):
    assert any(line.startswith(problem) for line in told(typed)), told(typed)


GARBLED = {
    "5â€“10 mg": "–",
    "38Â°C": "°",
    "fiÃ¨vre": "è",
    "don\u00e2\u0080\u0099t": "’",
    "2Â½ tablets": "½",
    "Ã‰tape": "É",
    "â‰¥ 5 mg": "≥",
    "âˆ’5 °C": "\u2212",
    "5 Î¼g": "μ",
}
"""UTF-8 that a program took for Windows-1252 or Latin-1, and the sign that was lost."""


@pytest.mark.parametrize(("typed", "meant"), GARBLED.items())
def test_a_sign_that_was_lost_in_another_encoding_is_told_with_what_it_was(typed, meant):
    (line,) = told(f"a: {typed}")
    assert "error[E09]" in line
    assert f"did you mean {meant} ?" in line


@pytest.mark.parametrize("typed", ["«AMANHû", "Âge", "MANHÃ", "«RÂ»", "RÂ\u00a0!", "Ân", "ПÐ", "à la mode", "â la"])
def test_a_capital_with_a_mark_is_not_taken_for_a_lost_sign(typed):
    assert told(f"a: {typed}") == []


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("a: > 38.5 °C", 'to print it, quote it: "> 38.5 °C"; else write the text on the lines below'),
        ("a: | x", 'to print it, quote it: "| x"; else write the text on the lines below'),
        ("a: 'Twas night", 'close it at the end of the text; if it is an apostrophe, write: "\'Twas night"'),
        ('a: "Stop', "close it at the end of the text"),
    ],
)
def test_a_sign_that_yaml_took_for_its_own_is_kept_by_the_mending(typed, hint):
    assert told(typed)[0].endswith(f"hint: {hint}")


@pytest.mark.parametrize(
    "typed",
    [
        "text: Take 2  # a comment",
        "text: 'Take 2' # a comment",
        "text: [a] # a comment",
        "# a comment\ntext: a",
        "text: # a comment\n  - a",
        "text: | # a comment\n  a",
        "text: a#b",
        "text: a  ## a comment",
        "version: 1\n  #published: 2026-11-22",
        "doses: [1, 2]",
        "\ufefftext: a",
        "text: a\r\nmore: b\r\n",
        "---\ntext: a\n...\n",
        'text: "one\\ntwo"',
        "text: C:\\temp",
        "text: \U0001f48a \u00a0 \u200d \u200f",
        "doses: 1,000 mg",
        "- 1,000 mg",
    ],
)
def test_is_accepted(typed):
    assert told(typed) == []


def test_every_problem_that_leaves_the_tree_whole_is_told_at_once():
    lines = told("a: &x one\na: !y two\nc: three # four\nd: [1,000]")
    assert [line.split("]")[0] for line in lines if "hint" in line] == [
        "1:4: error[E08",
        "2:1: error[E03",
        "2:4: error[E08",
        "3:10: error[E08",
        "4:6: error[E07",
    ]


def test_a_hint_can_be_typed():
    assert 'quote it: "Take 2 # daily"' in told("text: Take 2 # daily")[0]
    assert 'quote text that starts with &: "&more info"' in told("text: &more info")[0]
    assert 'quote the text: text: "Warning: do not drive"' in told("text: Warning: do not drive")[0]
    assert 'quote it: "1,000 mg"' in told("[1,000 mg]")[0]


def test_a_character_that_occurs_often_is_told_once_with_its_count():
    assert told("a:\tb\nc:\td\n") == [
        "1:3: error[E09] a tab (U+0009) is not allowed (2 times in this file)\n    hint: use spaces",
    ]


def test_a_quick_look_passes_no_forbidden_character():
    forbidden = [char for char in map(chr, range(0x110000)) if re.search(FORBIDDEN, char)]
    assert not [char for char in forbidden if is_surely_allowed(char)]
    assert is_surely_allowed("a b\né 日")


def test_an_empty_value_knows_the_comment_that_emptied_it():
    node = parse(b"text: #1 rule", "x", Problems())
    assert isinstance(node, Mapping)
    value = node.get("text")
    assert isinstance(value, Scalar)
    assert value.comment == "#1 rule"


def test_a_folded_block_with_lines_indented_in_two_ways_is_warned_of():
    problems = Problems()
    parse(b"a: >\n  one\n    - two\n", "x", problems)
    assert [(problem.severity, problem.code) for problem in problems] == [(Severity.WARNING, "W01")]
    assert told("a: >\n  one\n  two\n\n  three\n") == []


def test_the_first_of_two_keys_is_kept():
    problems = Problems()
    node = parse(b"a: 1\na: 2", "x", problems)
    assert node is not None
    assert values(node) == {"a": "1"}


def test_text_is_composed():
    assert plainly("a: cafe\u0301 ko\u0308nnen") == {"a": "caf\u00e9 k\u00f6nnen"}


@pytest.mark.parametrize("deep", ["- " * 50_000, "[" * 100_000, "{a: " * 50_000, "- " * 41 + "x"])
def test_deep_nesting_is_refused(deep):
    assert told(deep)[0].endswith("error[E10] this is nested deeper than 40 levels")


def test_forty_levels_are_fine():
    assert told("- " * 40 + "x") == []


def test_too_many_values_are_refused():
    assert told("[a, b, c, d, e, f]", YamlLimits(nodes=3))[0].endswith("error[E10] this file has more than 3 values")
    assert told("[a, b]", YamlLimits(nodes=3)) == []


def test_a_large_file_is_refused_before_it_is_parsed():
    assert told("a" * 2_000_001)[0].startswith("1:1: error[E10] this file has 2000001 bytes; the most is 2000000")


def test_a_billion_laughs_are_refused():
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]"
    assert any("error[E08] an alias" in line for line in told(bomb))


@pytest.mark.parametrize("make", ["missing", "folder", "fifo", "device", "nul"])
def test_only_a_regular_file_is_read(tmp_path, make):
    path = tmp_path / "x.yaml"
    if make == "folder":
        path.mkdir()
    elif make == "fifo":
        os.mkfifo(path)
    elif make == "device":
        path = Path("/dev/zero")
    elif make == "nul":
        path = tmp_path / "a\0b"
    problems = Problems()
    assert load(path, "x.yaml", problems) is None
    assert [problem.code for problem in problems] == ["E11"]


def test_a_large_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "x.yaml"
    with path.open("wb") as file:
        file.truncate(10**12)
    problems = Problems()
    assert load(path, "x.yaml", problems) is None
    assert [problem.code for problem in problems] == ["E10"]


def test_a_file_is_read(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_bytes(b"a: b\n")
    problems = Problems()
    node = load(path, "content/x.yaml", problems)
    assert isinstance(node, Mapping)
    assert str(node.entries[0][1].span) == "content/x.yaml:1:4"


def test_without_libyaml_the_same_files_are_refused(monkeypatch):
    with_libyaml = {text: bool(told(text)) for text in _SAMPLES}
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert {text: bool(told(text)) for text in _SAMPLES} == with_libyaml


_SAMPLES = (
    FORMAT_EXAMPLE,
    "text: Take 2 # daily",
    "text: &more info",
    "a: [x, y\nb: c",
    "a: 'x' y",
    "a: @x",
    "a: |\n  x\n y",
    "a: some\ncontinued\nb: c",
    "a: - x",
    'a: "\\d"',
    "text: **Stop**",
)
