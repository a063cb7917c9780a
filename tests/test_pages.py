"""Where pages are broken, and what is drawn around what lies on them."""

import pytest

from handout.layout.pages import Page, fill_pages, fit_one_page
from handout.layout.strips import Frame, Penalty, Strip


def paragraph(lines: int, frames: tuple[Frame, ...] = (), gap: float = 0.0) -> list[Strip]:
    strips = [Strip(10.0, frames=frames) for _ in range(lines)]
    strips[0].gap = gap
    for number in {1, lines - 1} - {0}:
        strips[number].penalty = Penalty.NEVER
    return strips


def sizes(pages: list[Page]) -> list[int]:
    return [len(page.strips) for page in pages]


def test_every_strip_is_on_one_page_in_order() -> None:
    strips = paragraph(95)
    pages = fill_pages(strips, 100.0)
    assert [strip for page in pages for strip, _ in page.strips] == strips


def test_an_empty_story_is_one_empty_page() -> None:
    assert sizes(fill_pages([], 100.0)) == [0]


@pytest.mark.parametrize("lines", range(12))
def test_what_fits_one_page_is_known_without_filling_any(lines: int) -> None:
    frame = Frame(x=0.0, width=100.0, top=4.0, bottom=6.0)
    strips = [Strip(10.0, frames=(frame,)) for _ in range(lines)]
    assert fit_one_page(strips, 100.0) == (len(fill_pages(strips, 100.0)) == 1) == (lines <= 9)


def test_one_line_of_a_paragraph_is_never_left_alone_above_a_break() -> None:
    assert sizes(fill_pages([*paragraph(9), *paragraph(4)], 100.0)) == [9, 4]


def test_one_line_of_a_paragraph_is_never_left_alone_below_a_break() -> None:
    assert sizes(fill_pages([*paragraph(7), *paragraph(4)], 100.0)) == [9, 2]


def test_a_heading_goes_to_the_next_page_with_what_it_heads() -> None:
    heading = Strip(10.0)
    text = paragraph(3)
    text[0].penalty = Penalty.NEVER
    assert sizes(fill_pages([*paragraph(8), heading, *text], 100.0)) == [8, 4]


def test_the_space_above_a_part_is_dropped_at_the_top_of_a_page() -> None:
    pages = fill_pages([*paragraph(10), *paragraph(2, gap=30.0)], 100.0)
    assert [y for _, y in pages[1].strips] == [0.0, 10.0]


def test_a_typed_page_break_is_kept() -> None:
    text = paragraph(2)
    text[0].penalty = Penalty.FORCE
    assert sizes(fill_pages([*paragraph(2), *text], 100.0)) == [2, 2]


def test_a_typed_page_break_does_not_make_a_page_longer() -> None:
    text = paragraph(2)
    text[0].penalty = Penalty.FORCE
    assert sizes(fill_pages([*paragraph(11), *text], 100.0)) == [9, 2, 2]


def test_a_box_is_kept_whole_when_little_is_lost_by_it() -> None:
    frame = Frame(0.0, 50.0, top=5.0, bottom=5.0)
    box = [Strip(10.0, frames=(frame,), penalty=Penalty.AVOID if n else Penalty.FREE) for n in range(4)]
    assert sizes(fill_pages([*paragraph(7), *box], 100.0)) == [7, 4]


def test_a_box_over_a_break_is_drawn_on_both_pages_with_its_padding() -> None:
    frame = Frame(0.0, 50.0, top=5.0, bottom=5.0)
    pages = fill_pages([Strip(10.0, frames=(frame,)) for _ in range(12)], 100.0)
    assert [(part.top, part.bottom, part.is_first, part.is_last) for page in pages for part in page.fragments] == [
        (0.0, 100.0, True, False),
        (0.0, 40.0, False, True),
    ]


def test_a_table_head_is_repeated_above_the_rows_that_go_on() -> None:
    whole, row = Frame(0.0, 50.0), Frame(0.0, 50.0, top=2.0, bottom=2.0)
    head = Strip(10.0, frames=(whole, row))
    whole.head = [head]
    rows = [Strip(10.0, frames=(whole, Frame(0.0, 50.0))) for _ in range(12)]
    first, second = fill_pages([head, *rows], 100.0)
    assert (len(first.strips), first.repeats) == (9, [])
    assert second.repeats == [(head, 2.0)]
    assert second.strips[0][1] == 14.0


def test_no_page_is_fuller_than_it_can_be() -> None:
    whole, row = Frame(0.0, 50.0), Frame(0.0, 50.0, top=2.0, bottom=2.0)
    head = Strip(10.0, frames=(whole, row))
    whole.head = [head]
    rows = [Strip(7.0, frames=(whole, Frame(0.0, 50.0, top=3.0, bottom=3.0))) for _ in range(80)]
    for page in fill_pages([head, *rows], 100.0):
        assert max(part.bottom for part in page.fragments) <= 100.0


def test_what_fits_nowhere_still_ends() -> None:
    assert sizes(fill_pages([Strip(500.0), Strip(500.0)], 100.0)) == [1, 1]
