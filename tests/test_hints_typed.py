"""A hint that can be typed is typed in the place of what it mends: the error is gone, and the text reads as meant."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from handout.content.project import Project
from handout.other_names import OTHER_NAMES
from handout.problems import Problems, argument, near
from handout.reading import yaml_file
from support.faulty import CLINIC, build, handout_yaml, make_project

SOURCE = Path(__file__).parents[1] / "src" / "handout"
BLOCK_KEYS = re.findall(
    r"^handout\.sections\.body\.([\w.]+)\.(\w+):",
    (Path(__file__).parent / "golden" / "keys.txt").read_text("utf-8"),
    re.M,
)
HEAD = (
    "title: A\npurpose: P\ndisclaimer: D\nget_help: {call: [You feel worse.]}\nsections:\n  - heading: One\n    body:\n"
)
QUOTED = re.compile(
    r"(?:quote it|quote the text|quote the whole text|quote text that starts with .|if it is an apostrophe, write"
    r"|use the other kind around it): (?P<key>[a-z]+: )?(?P<typed>\"[^\"]*\"|'(?:[^']|'')*')"
)
TEXTS = [
    "@5 pm", "[@key] says so", "[see this](https://example.org) now", "[phone number]", "[a] b", "{x} y", "{5 mg}",
    "{a: b}", "[a, b]", '"a" and "b"', "'a' and 'b'", 'Take "2": now', '"Stop": take none', "'Stop': take none",
    "Note : prenez 5", "Note: it's \"5\"", "Take 2 tablets:", "Ratio 1: 2", "? what", ", a", "] a", ": a", "* star",
    "**Stop** now", "& more", "&c", "! Stop", "!important", "% 5", "`a`", "| x", "> 38 °C", ">= 38", "'tis",
    "# 2 tablets", "#2 tablets", "Take 2 # daily", "Take #2", "Take 2 tablets #", "Take:",
]  # fmt: skip
IN_BRACES = [
    "Rest, eat",
    "Rest, then eat, then sleep",
    "Rest: eat",
    "It's 5: rest",
    '5" x: y',
    "@5 pm",
    "`a`",
    "%5",
    "Take #2",
    "Room # 2",
    "Don't take #2",
    "Wash [@a; @b] it [@c].",
    "See [our page](https://example.org) now",
    "Press {enter}",
    'Say "no" [@a]',
    "It's dry [@a]",
]
IN_BRACKETS = [
    "Take #2", "#2 tablets", '"a" b', "Rest: eat", "Rest: eat: sleep", "@5 pm", "%5", "[@a] b", "1,000 mg",
    "Wash [@a; @b] it [@c].", "See [us](https://example.org) now", "Rest: eat [@a]", "It's dry [@a]",
    "Wash (soap, water)", "Eat (fish, eggs, nuts) daily", "Wash (soap, water) [@a]",
    "Say “yes, please” now", 'Say "yes, please." now',
]  # fmt: skip
NUMBERS = ["1,5", "1,000 mg", "1,000,000 mg", "2,5 to 3,5 mL"]


def read(tmp_path: Path, body: str) -> tuple[list[str], list[str]]:
    """What is told of a handout with this body, and the hints."""
    (tmp_path / "content").mkdir(exist_ok=True)
    path = tmp_path / "content" / "a.yaml"
    path.write_text(HEAD + body, "utf-8")
    problems = Problems()
    Project(tmp_path).load_handout(path, None, problems)
    return [problem.code for problem in problems], [problem.hint or "" for problem in problems]


def mended(body: str, hint: str) -> tuple[str, str]:
    """The body with the quoted text of a hint in the place of the same text without quotes; and that text."""
    found = QUOTED.search(hint)
    assert found is not None, f"nothing to type: {hint}"
    key, typed = found["key"] or "", found["typed"]
    text = str(yaml.safe_load(typed))
    assert key + text in body, f"{text} is not what was typed"
    return body.replace(key + text, key + typed), text


@pytest.mark.parametrize(
    ("form", "text"),
    [("      - {}\n", text) for text in TEXTS]
    + [("      - callout: {{tone: note, text: {}}}\n", text) for text in IN_BRACES]
    + [("      - callout: {{text: {}, tone: note}}\n", text) for text in IN_BRACES]
    + [("      - steps: [{}, Rest.]\n", text) for text in IN_BRACKETS]
    + [("      - medicines: [{{name: A, morning: {}, noon: 1}}]\n", text) for text in NUMBERS]
    + [("      - table: {{columns: [A, B], rows: [[{}, once]]}}\n", text) for text in NUMBERS],
)
def test_a_text_is_quoted_as_the_hint_says(tmp_path, form, text):
    body = form.format(text)
    codes, hints = read(tmp_path, body)
    assert len(codes) == 1
    after, typed = mended(body, hints[0])
    assert typed == text
    told, _ = read(tmp_path, after)
    assert set(told) <= {
        "E20",
        "E21",
        "E27",
        "E29",
    }  # What the text says is another matter: a citation without its reference.


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize(
    ("sign", "text"),
    [
        (">", "> 5 mg is too much"),
        ("*", "Take 2*5 mL, or 3*4 mL"),
        ("[", "See [@a b]"),
        ("!", "![x](y.png)"),
        ("*", "**A"),
    ],
)
def test_a_sign_is_held_back_as_the_hint_says_in_either_quotes(tmp_path, quote, sign, text):
    _, hints = read(tmp_path, f"      - {quote}{text}{quote}\n")
    escaped = re.search(rf"\\+\{sign}", hints[0])
    assert escaped is not None
    told, _ = read(tmp_path, f"      - {quote}{text.replace(sign, escaped[0])}{quote}\n")
    assert set(told) <= {"E22"}  # Of ![x](y.png) the link is left.


@pytest.mark.parametrize(
    "body", ["terms: [pulse: how fast it beats]", "fill_in: [Name: …]", "questions: [{foo: Why?}]", "callout: {foo: x}"]
)
def test_what_has_none_of_the_keys_is_told_once(tmp_path, body):
    codes, hints = read(tmp_path, f"      - {body}\n")
    assert codes == ["E02"]
    assert hints[0].startswith("the keys here are")


def test_a_comment_within_a_text_is_told_where_it_stands(tmp_path):
    typed = ["      - one\n      # not\n        two\n", "      - |\n        one\n      # not\n        two\n"]
    assert [read(tmp_path, body)[0] for body in typed] == [["E08"], ["E08"]]


def test_a_comment_is_no_text_where_a_list_belongs(tmp_path):
    assert read(tmp_path, "      - steps: # three of them\n") == (["E06"], ["type a value"])


SLIPS = [
    ("title: A\n", "title:A\n", 1, "write: title: A"),
    ("title: A\n", "title:\u00a0A\n", 1, "write: title: A"),
    ("title: A\n", "title：A\n", 1, "write: title: A"),
    ("purpose: P\n", "purpose：P\n", 2, "write: purpose: P"),
    ("    body:\n", "    body:- x\n", 7, "write 'body:' alone, and each entry of its list on a line below"),
    ("    body:\n", "     body:\n", 7, "indent the line like the keys it goes with, or quote the text"),
    ("    body:\n", "\u00a0   body:\n", 7, "the space before it is a special one (U+00A0 NO-BREAK SPACE)"),
    ("sections:\n", "sections\n", 5, "write 'sections:'"),
    ("title: A\n", "title:\n  - A\n", 2, "take out the hyphen before 'A'"),
    ("sections:\n", "...\nsections:\n", 5, "take the line out"),
]
"""What was right, what was typed, the line where it is told, and how the hint begins."""


@pytest.mark.parametrize(("right", "typed", "line", "hint"), SLIPS)
def test_a_slip_is_told_on_its_own_line(tmp_path, right, typed, line, hint):
    path = tmp_path / "content" / "a.yaml"
    path.parent.mkdir()
    path.write_text((HEAD + "      - Rest.\n").replace(right, typed, 1), "utf-8")
    problems = Problems()
    Project(tmp_path).load_handout(path, None, problems)
    first = next(iter(problems))
    assert first.span.line == line
    assert str(first.hint).startswith(hint)


def test_a_blank_that_looks_like_one_is_told_behind_a_colon():
    problems = Problems()
    yaml_file.parse("title:\u00a0A\npurpose: P\n".encode(), "a.yaml", problems)
    said = "the space after the colon is a special one (U+00A0); type it again with the space bar"
    assert [problem.message for problem in problems] == [said]


REFERENCE = (
    "      - Rest [@k].\nreferences:\n  - {id: k, type: book, title: T, AUTHOR, publisher: P, issued: 2020, MORE}\n"
)


@pytest.mark.parametrize(
    ("author", "more", "key"),
    [("author: [{family: A}]", "url: 'https://example.org'", "URL"), ("author: [{family: A}]", "doi: 10.1000/a", "DOI"),
     ("author: [{family: A}]", "isbn: 1", "ISBN"), ("author: [{famliy: A}]", "volume: 1", "family"),
     ("autor: [{family: A}]", "volume: 1", "author"), ("author: [{family: A}]", "journal: J", "container-title"),
     ("author: [{surname: A}]", "volume: 1", "family")],
)  # fmt: skip
def test_a_key_of_a_reference_is_offered_as_it_is_spelt(tmp_path, author, more, key):
    typed = REFERENCE.replace("AUTHOR", author).replace("MORE", more)
    assert read(tmp_path, typed) == (["E02"], [f"did you mean '{key}'?"])


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("author: A Group", 'write a list, even of one: [{literal: "A Group"}]'),
        ("author: {literal: A}", "write a list, even of one: [{literal: A}]"),
        ("author: [A]", 'for an organisation write {literal: "A"}, for a person {family: …, given: …}'),
        ("accessed: March 2020", "write 2020-03"),
        ("accessed: 'March 5, 2020'", "write 2020-03-05"),
        ("accessed: 20-03-2020", "write 2020-03-20"),
        ("accessed: 5.3.2020", "write 2020-03-05 or 2020-05-03, whichever is meant"),
        ("accessed: 2020-03-05T10:00Z", "write 2020-03-05"),
        ("accessed: 05/03/2020", "write 2020-03-05 or 2020-05-03, whichever is meant"),
        ("accessed: 3/3/2020", "write 2020-03-03"),
        ("accessed: soon", "write 2021"),
    ],
)
def test_a_name_and_a_date_of_a_reference_are_offered_as_they_are_typed(tmp_path, typed, hint):
    _, (given,) = read(tmp_path, REFERENCE.replace("AUTHOR", typed).replace(", MORE", ""))
    assert given.startswith(hint)


def test_no_key_is_offered_that_shares_a_few_letters_alone(tmp_path):
    typed = REFERENCE.replace("AUTHOR", "author: [{family: A}]").replace("MORE", "quality: J")
    _, (hint,) = read(tmp_path, typed)
    assert hint.startswith("the nearest keys here are")


@pytest.mark.parametrize(
    ("block", "typed"),
    [
        ("callout", "body: text, heading: title, type: tone"),
        ("checklist", "list: items, header: title"),
        ("table", "headers: columns, data: rows, title: caption"),
        ("figure", "picture: image, src: image, alternative: alt, description: alt, copyright: credit"),
        ("questions", "question: q, answer: a"),
        ("terms", "word: term, definition: meaning"),
        ("medicines", "drug: name, reason: what_for, night: bedtime, prn: as_needed, time: when, comments: notes"),
        ("zones", "colour: level, symptoms: signs, actions: do"),
        ("do_dont", "dos: do, don't: dont, avoid: dont"),
        ("schedule", "entries: items, checkbox: tick"),
        ("schedule.items", "time: when, task: what"),
        ("zones.medicines", "dose: how_much, time: when, drug: name"),
        ("table.columns", "title: heading, size: width"),
        ("steps", "step: text, picture: image"),
        ("chance", "number: in, total: of, event: happens"),
        ("fill_in", "title: label"),
        ("log", "headings: columns"),
    ],
)
def test_a_key_is_known_by_what_others_call_it(block, typed):
    known = {name for place, name in BLOCK_KEYS if place == block}
    for pair in typed.split(", "):
        other, meant = pair.split(": ")
        assert near(other, known) == f"did you mean '{meant}'?", (other, known)


def test_every_key_of_a_block_has_other_names():
    known = {name for _, name in BLOCK_KEYS if not name.endswith("_title")}
    assert known - OTHER_NAMES.keys() == {"align", "decorative", "image_side", "row_headings", "optional"} & known


VERBS = "|".join(sorted(path.stem for path in (SOURCE / "cli").glob("*.py")))
SAFE = re.compile(
    r"argument\(|(?:_?tag\b|locale\.tag|target\.language|entr(?:y|ies\[0\])\.language|path\.stem)|Slug\.of|row\.slug"
)
"""What needs no quotation marks: a language tag, a slug, the name of a style; the rest is quoted where it must be."""


def test_every_name_in_a_command_of_a_hint_can_be_typed():
    loose = []
    for path in SOURCE.rglob("*.py"):
        text = path.read_text("utf-8")
        quoted = re.findall(r"^ +(\w+(?:, \w+)*) = .*argument\(", text, re.M) + re.findall(r"(\w+)=argument\(", text)
        names = {name for names in quoted for name in names.split(", ")}
        for command in re.findall(rf"\bhandout (?:{VERBS}) [^\"'`;]*", text):
            for name in re.findall(r"\{([^{}]+?)(?:!\w)?\}", command):
                if not SAFE.match(name) and name not in names:
                    loose.append(f"{path.relative_to(SOURCE)}: {command}")
    assert loose == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("content/rest.yaml", "content/rest.yaml"),
        ("content/My Ward/rest.yaml", '"content/My Ward/rest.yaml"'),
        ("plain language", '"plain language"'),
        ("A&E", '"A&E"'),
        ("soins à domicile", '"soins à domicile"'),
        ('the "old" ward', "'the \"old\" ward'"),
        ("$HOME", "'$HOME'"),
        ("", '""'),
    ],
)
def test_a_name_in_a_command_is_quoted_where_a_shell_would_cut_or_change_it(name, typed):
    assert argument(name) == typed
    assert shlex.split(argument(name)) == [name]


def test_hints_in_a_ward_with_a_space_in_its_name_can_be_typed(tmp_path):
    root = make_project(tmp_path, clinic=CLINIC + "review: {required: [plain language]}\n")
    (root / "content" / "Day Ward").mkdir()
    (root / "content" / "Day Ward" / "rest.yaml").write_text(handout_yaml(), "utf-8")
    [hint] = re.findall(r"hint: (handout sign .*)", build(root, "--release").err)
    assert shlex.split(hint)[2::6] == ["content/Day Ward/rest.yaml", "plain language"]
