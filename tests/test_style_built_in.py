"""The four sheets that come with the program keep what they promise."""

from pathlib import Path

import pytest

from handout.content.blocks.callout import CALLOUTS
from handout.layout.text_styles import raised_size
from handout.problems import Problems
from handout.style.parts import PARTS
from handout.style.properties import Sheet, Style, obeyed
from handout.style.settings import settings
from handout.style.sheet import load_sheet
from handout.style.values import BLACK, WHITE, contrast

ROOT = Path(__file__).parents[1]
NAMES = ("standard", "large-print", "high-contrast", "large-print-high-contrast")


def built_in(name: str) -> Sheet:
    problems = Problems()
    sheet = load_sheet(name, [], problems)
    assert [str(problem) for problem in problems] == []
    assert sheet is not None
    return sheet


@pytest.mark.parametrize("name", NAMES)
def test_every_part_has_a_style(name):
    assert set(PARTS) <= set(built_in(name).styles)


@pytest.mark.parametrize("name", NAMES)
def test_text_over_the_mark_is_as_clear_as_can_be(name):
    sheet = built_in(name)
    assert contrast(sheet["paragraph"].color, sheet["mark"].color) >= 7


@pytest.mark.parametrize("name", NAMES)
def test_an_emergency_is_told_by_its_frame_even_without_colour(name):
    sheet = built_in(name)
    for box in ("get-help-emergency", "callout-emergency"):
        assert sheet[box].border_sides == "all"
        others = [sheet[other] for other in (*CALLOUTS[:3], "summary", "get-help-call")]
        assert all(other.border_sides != "all" or other.border_width < sheet[box].border_width - 1 for other in others)


def test_the_body_is_twelve_points_with_room_between_lines():
    body = built_in("standard")["paragraph"]
    assert (body.size, body.leading) == (12.0, 1.3)


LOOKED_UP = {"table-note", "reference", "about-text", "language-line"}
"""What is looked up, not read through."""
FURNITURE = {"running-header", "footer"}


def test_large_print_is_eighteen_points_or_more_for_all_that_is_read():
    sheet = built_in("large-print")
    sized = [name for name, part in PARTS.items() if "size" in obeyed(part.kind)]
    assert {name for name in sized if sheet[name].size < 18} == LOOKED_UP | FURNITURE
    assert all(sheet[name].size >= 16 for name in LOOKED_UP | FURNITURE)
    assert all(raised_size(sheet[name].size) >= 16 for name in sized if sheet[name].size >= 18)
    assert min(sheet.page.left, sheet.page.right) >= 72
    assert all(18 < sheet[f"heading-{level}"].size <= 28 for level in (1, 2, 3))
    assert all(sheet[name].leading >= 1.2 for name in sized if not name.startswith("title"))
    assert sheet["paragraph"].leading >= 1.25
    assert all(style.slant == "upright" for style in sheet.styles.values())


def test_large_print_in_high_contrast_has_the_lengths_of_the_one_and_the_colours_of_the_other():
    both, large, contrasted = (built_in(name) for name in ("large-print-high-contrast", "large-print", "high-contrast"))
    assert both.page == large.page
    assert both.colors == contrasted.colors
    for name in PARTS:
        for prop in settings(Style):
            is_ink = prop.endswith("color") or prop in {"background", "header_background", "stripe"}
            one = contrasted if is_ink or prop in {"border_width", "border_sides"} else large
            assert getattr(both[name], prop) == getattr(one[name], prop), (name, prop)


@pytest.mark.parametrize("name", ["high-contrast", "large-print-high-contrast"])
def test_high_contrast_is_seven_to_one_everywhere_and_without_tints(name):
    sheet = built_in(name)
    inks = [(style.color, part) for part, style in sheet.styles.items() if part != "mark"]
    assert all(contrast(color, ground) >= 7 for color, _ in inks for ground in (WHITE, sheet["mark"].color))
    assert {style.background for style in sheet.styles.values()} <= {None, WHITE}
    assert all(style.border_width >= 1.5 for style in sheet.styles.values() if style.border_sides != "none")
    assert sheet["heading-1"].color == BLACK


def test_headings_are_larger_than_what_they_head():
    for name in NAMES:
        sheet = built_in(name)
        sizes = [sheet[style].size for style in ("title", "heading-1", "heading-2", "heading-3", "paragraph")]
        assert sizes == sorted(sizes, reverse=True)


def test_every_property_says_what_it_means():
    assert all(entry.doc.endswith(".") for entry in settings(Style).values())
    assert list(settings(Style)) == [name for name in Style.__struct_fields__ if name != "name"]


def test_the_example_of_a_clinics_own_sheet_changes_one_colour():
    problems = Problems()
    own = load_sheet("example-clinic", [ROOT / "styles"], problems)
    standard = load_sheet("standard", [], problems)
    assert problems.found == []
    assert own is not None
    assert standard is not None
    assert own.colors == {**standard.colors, "accent": own.colors["accent"]} != standard.colors


@pytest.mark.parametrize("name", ["high-contrast", "large-print-high-contrast"])
def test_in_high_contrast_the_mark_is_an_outline_that_leaves_letters_black_on_white(name: str) -> None:
    mark = built_in(name)["mark"]
    assert mark.border_width >= 1.5
    assert contrast(mark.color, WHITE) < 2.3
