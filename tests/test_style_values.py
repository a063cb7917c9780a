"""Lengths and colours are read exactly, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handout.problems import Problems
from handout.reading.yaml_file import parse
from handout.style.values import (
    BLACK,
    WHITE,
    Bounded,
    Color,
    ColorName,
    Count,
    Length,
    MeasureReader,
    contrast,
    from_hex,
    legible,
    luminance,
    to_hex,
)


def test_a_length_is_read_in_points():
    assert [_length(text) for text in ("12pt", "1in", "2.54cm", "25.4mm", "0.75in", "0pt")] == [
        12.0,
        72.0,
        72.0,
        72.0,
        54.0,
        0.0,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "12 pt",
        "-1pt",
        "1e3pt",
        "nan",
        "inf",
        ".5pt",
        "5.pt",
        "12px",
        "1,5pt",
        "pt",
        "999999pt",
        "\u0661pt",
        "12PT",
    ],
)
def test_what_is_no_length_is_refused(text):
    assert _length(text) is None


def test_a_number_without_a_unit_is_given_one_in_the_hint():
    problems = Problems()
    node = parse(b"'12'", "x", problems)
    assert node is not None
    Length(0, 100).read(node, problems)
    assert [problem.hint for problem in problems] == ["type 12pt"]


def test_a_number_keeps_to_its_bounds():
    assert [_number(text) for text in ("1.4", "1.15", "3", "1.1", "3.01", "nan", "inf", "-2", "1pt")] == [
        1.4,
        1.15,
        3.0,
        None,
        None,
        None,
        None,
        None,
        None,
    ]


def test_three_digits_of_a_colour_are_doubled():
    assert from_hex("#abc") == from_hex("#aabbcc")
    assert to_hex(from_hex("#abc") or BLACK) == "#aabbcc"


@pytest.mark.parametrize(
    "text",
    [
        "#12",
        "#12345",
        "#1234567",
        "1a5276",
        "#ggg",
        "rgba(0,0,0,0)",
        "5",
        "Red",
        "",
        "# abc",
    ],
)
def test_what_is_no_colour_is_refused(text):
    problems = Problems()
    node = parse(f"'{text}'".encode(), "x", problems)
    assert node is not None
    assert Color.read(node, problems) is None
    assert problems.has_errors


def test_a_word_is_the_name_of_a_colour():
    problems = Problems()
    node = parse(b"deep-teal", "x", problems)
    assert node is not None
    assert Color.read(node, problems) == ColorName("deep-teal")


@given(st.from_regex("#[0-9a-f]{6}", fullmatch=True))
def test_a_colour_comes_back_as_typed(text):
    assert to_hex(from_hex(text) or BLACK) == text


def test_contrast_is_that_of_wcag():
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(from_hex("#777777") or BLACK, WHITE) == pytest.approx(4.478, abs=0.001)
    assert luminance(from_hex("#ff0000") or BLACK) == pytest.approx(0.2126)


@given(st.from_regex("#[0-9a-f]{6}", fullmatch=True), st.from_regex("#[0-9a-f]{6}", fullmatch=True))
def test_a_colour_that_is_offered_can_be_read(text, ground):
    background = from_hex(ground) or WHITE
    found = legible(from_hex(text) or BLACK, [background], 4.5)
    assert found is not None
    assert contrast(from_hex(to_hex(found)) or BLACK, background) >= 4.5


@pytest.mark.parametrize(
    ("reader", "text", "told"),
    [
        (Count(2), "3", "'3' is not a number from 1 to 2"),
        (Count(2), "two", "'two' is not a number from 1 to 2"),
        (MeasureReader(), "34", "'34' is not a measure"),
        (MeasureReader(), "5em", "5em is out of bounds; here a measure is 15em to 100em"),
        (MeasureReader(), "10pt", "10pt is out of bounds; here a length is 144pt to 1440pt"),
        (MeasureReader(), "wide", "'wide' is not a length"),
    ],
)
def test_columns_and_measures_out_of_bounds_are_told(reader, text, told):
    problems = Problems()
    node = parse(text.encode(), "x", problems)
    assert node is not None and reader.read(node, problems) is None
    assert [problem.message for problem in problems] == [told]


def test_a_measure_is_so_many_letters_or_a_length():
    read = [MeasureReader().read(parse(text.encode(), "x", Problems()), Problems()) for text in ("34em", "5in")]
    assert [measure and (str(measure), measure.points(12)) for measure in read] == [("34em", 408.0), ("360pt", 360.0)]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("12", "type 12pt"),
        ("12,5 pt", "type 12.5pt"),
        ("2 CM", "type 2cm"),
        ("1 2pt", "type a number and its unit: 12pt, 2cm, 5mm, 0.75in"),
    ],
)
def test_a_length_that_is_meant_is_offered(typed, hint):
    problems = Problems()
    node = parse(f"'{typed}'".encode(), "x", problems)
    assert node is not None and Length(0, 300).read(node, problems) is None
    assert [problem.hint for problem in problems] == [hint]


def _length(text: str) -> float | None:
    problems = Problems()
    node = parse(f"'{text}'".encode(), "x", problems)
    assert node is not None
    found = Length(0, 3000).read(node, problems)
    assert (found is None) == problems.has_errors
    return found


def _number(text: str) -> float | None:
    problems = Problems()
    node = parse(text.encode(), "x", problems)
    assert node is not None
    found = Bounded(1.15, 3).read(node, problems)
    assert (found is None) == problems.has_errors
    return found
