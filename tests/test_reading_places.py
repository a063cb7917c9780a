"""The place of every character of a value is the place where that character stands in the file."""

import time

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handout.problems import Problems
from handout.reading import positions as places
from handout.reading.nodes import Mapping, Scalar, Sequence, YamlNode
from handout.reading.yaml_file import parse
from handout.source import Span

ESCAPES = "\\'"


def scalars(node: YamlNode | None) -> list[Scalar]:
    match node:
        case Scalar():
            return [node]
        case Sequence():
            return [scalar for item in node.items for scalar in scalars(item)]
        case Mapping():
            return [scalar for entry in node.entries for part in entry for scalar in scalars(part)]
        case None:
            return []


def check_places(source: str) -> int:
    """How many characters of values were found where they are said to be."""
    lines = source.split("\n")
    found = 0
    problems = Problems()
    node = parse(source.encode(), "x", problems)
    if any("an anchor" in problem.message or "a tag" in problem.message for problem in problems):
        return 0  # refused text keeps the place of the sign it begins with
    for scalar in scalars(node):
        text = scalar.text
        offsets = [offset for offset, _ in text.anchors]
        assert offsets[0] == 0
        assert offsets == sorted(set(offsets))
        for offset, char in enumerate(text.text):
            if char.isspace():
                continue
            place = text.at(offset)
            there = lines[place.line - 1][place.column - 1]
            if not (there == char or there in ESCAPES):
                raise AssertionError(f"{char!r} of {text.text!r} is not at {place}: {there!r} in {source!r}")
            found += 1
    return found


@pytest.mark.parametrize(
    "source",
    [
        "a: one two",
        "a: one\n  two\n\n  three",
        "a: 'it''s one\n  and two'",
        'a: "one \\"two\\" \\u00e9 x\n\n  y \\\n  z"',
        "a: |\n  one\n    two\n\n   three  \n  four\n",
        "a: |2\n    one\n  two\n",
        "a: >\n  one\n  two\n\n  three\n    four\n  five\n",
        "a: >-\n\n  one\n   two\n   three\n\n\n  four\n",
        "- |+\n one\n\n\n- two",
        "- [one, 'two', {\"three\": four\n   five}]",
        "a: \u00e9\U0001d49c x\n  \u0416",
        "\ufeffa: one",
    ],
)
def test_in_every_style(source):
    assert check_places(source.removeprefix("\ufeff")) > 1


@settings(max_examples=600)
@given(
    st.text("ab é'\"\\\n #:-|>,[]{}\U0001d49c", max_size=60),
    st.sampled_from(["a: ", "- ", "a: |\n ", "a: >\n ", 'a: "', "a: '", "a:\n  b: ", "[", "a: >2\n    "]),
    st.sampled_from(["", "\n", '"', "'", "]", '"\n', "'\nb: x"]),
)
@example("\n   a\n b", "a: >\n ", "")
def test_in_any_soup(soup, before, after):
    check_places(before + soup + after)


@settings(max_examples=500)
@given(
    st.lists(st.text("ab é'\"\\ #:-", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=5),
    st.sampled_from(["|", ">", '"', "'"]),
    st.integers(2, 5),
    st.booleans(),
)
def test_in_well_formed_values(lines, style, indent, gaps):
    room = " " * indent
    between = "\n\n" if gaps else "\n"
    if style in "|>":
        source = f"a: {style}\n" + between.join(room + line.strip() for line in lines) + "\n"
    else:
        quoted = [
            line.replace("'", "''") if style == "'" else line.replace("\\", "\\\\").replace('"', '\\"')
            for line in lines
        ]
        source = f"a: {style}" + (between + room).join(quoted) + style
    assert check_places(source) > 1


@settings(max_examples=500)
@given(st.text("ab 1'\"\\\n #:-|>,[]{}&*!%@`~?\u0301e\t\r\x00\u2028\ud7ff", max_size=40))
def test_no_text_makes_the_reader_fail(soup):
    check_places(soup.replace("e\u0301", "e").replace("\u0301", ""))


@settings(max_examples=300)
@given(st.binary(max_size=60))
def test_no_bytes_make_the_reader_fail(data):
    problems = Problems()
    assert parse(data, "x", problems) is not None or problems.has_errors


@settings(max_examples=500)
@given(st.text("ab é'\"\\\n #:-|>,[]{}1.", max_size=60))
def test_values_are_those_of_another_loader(soup):
    problems = Problems()
    node = parse(f"a: {soup}".encode(), "x", problems)
    if problems.has_errors:
        return
    expected = [value.rstrip() for value in flat(yaml.load(f"a: {soup}", Loader=yaml.BaseLoader))]
    assert [scalar.text.text.rstrip() for scalar in scalars(node)] == expected


def flat(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in flat(item)]
    assert isinstance(value, dict)
    return [text for name, item in value.items() for text in (name, *flat(item))]


@given(
    st.lists(
        st.sampled_from([*"ab é'#,", "  ", "\\n", "\\n\\n", '\\"', "\\\\", "\\u00e9", "\\x41", "\\U0001f600"])
    ).map("".join),
    st.sampled_from(["", "x", " "]),
)
def test_a_quoted_line_has_the_places_of_a_quoted_text(body, more):
    value = yaml.safe_load(f'"{body}"') + more
    place = Span("x", 3, 5)
    assert places._quoted_line(value, body, place) == places._flow(value, body, place, '"')


def test_composed_text_keeps_the_line_of_each_stretch():
    source = "a: |\n  cafe\u0301 un\n  deux cafe\u0301s\n"
    (_, scalar) = scalars(parse(source.encode(), "x", Problems()))
    assert scalar.text.text == "caf\u00e9 un\ndeux caf\u00e9s"
    assert str(scalar.text.at(scalar.text.text.index("deux"))) == "x:3:3"


def test_marks_behind_escapes_are_composed_and_later_places_stay_right():
    source = 'a: "cafe\\u0301 one\n  two"\n'
    (_, scalar) = scalars(parse(source.encode(), "x", Problems()))
    assert scalar.text.text == "caf\u00e9 one two"
    assert str(scalar.text.at(scalar.text.text.index("one"))) == "x:1:16"
    assert str(scalar.text.at(scalar.text.text.index("two"))) == "x:2:3"


@pytest.mark.parametrize(
    "hostile",
    [
        'k: "' + "e\\u0301\n " * 20_000 + '"',
        "[" + "1," * 40_000 + "]",
        "a: &x 1\n" * 20_000,
        "a: " + "".join(map(chr, range(0xF0000, 0xF8000))),
        "k: " + "some words\n " * 40_000,
        "k: |\n" + " \n" * 40_000 + "  x",
        "- '" + "''" * 100_000 + "'",
        "? " * 50_000,
        "{" * 50_000,
        "a: " * 50_000,
        "'" * 99_999,
        "#" * 200_000,
    ],
)
def test_no_text_takes_long(hostile):
    start = time.process_time()
    parse(hostile.encode(), "x", Problems())
    assert time.process_time() - start < 5
