"""Links and bookmarks lead where they should, and are owned by the element that says their words."""

import pytest

from handout.problems import InternalError
from support.painting import Sheet
from support.readback import Link, Readback


def linked(target: str, text: str = "the page", **place: float) -> Sheet:
    sheet = Sheet()
    sheet.page()
    for name, y in place.items():
        sheet.canvas.destination(name, y)
    link = sheet.tree.element("P").element("Link")
    boxes = sheet.write(link, text, width=90)
    sheet.canvas.link(link, boxes, target, "Where it leads")
    return sheet


def test_a_link_out_keeps_its_address() -> None:
    assert Readback(linked("mailto:care@example.org").finish()).links == [
        Link(1, "mailto:care@example.org", "Where it leads", "the page", 1)
    ]


def test_a_link_inside_leads_to_its_place() -> None:
    assert Readback(linked("#there", there=650.5).finish()).links[0].target == "page 1 at 651"


def test_a_link_over_two_lines_is_one_annotation_with_two_boxes() -> None:
    (link,) = Readback(linked("https://example.org", "all there is to know about it").finish()).links
    assert (link.text, link.boxes) == ("all there is to know about it", 2)


def test_a_link_has_a_flag_to_print_and_no_border() -> None:
    annotation = Readback(linked("https://example.org").finish()).reader.pages[0]["/Annots"][0].get_object()
    assert (annotation["/F"], annotation["/Border"]) == (4, [0, 0, 0])


def test_a_link_reaches_around_its_words() -> None:
    sheet = Sheet()
    sheet.page()
    link = sheet.tree.element("P").element("Link")
    [(left, low, right, high)] = sheet.write(link, "the page", x=72.4)
    sheet.canvas.link(link, [(left, low, right, high)], "https://example.org", "Where it leads")
    x1, y1, x2, y2 = Readback(sheet.finish()).reader.pages[0]["/Annots"][0].get_object()["/Rect"]
    assert left - 1 < x1 <= left
    assert low - 1 < y1 <= low
    assert right <= x2 < right + 1
    assert high <= y2 < high + 1


def test_a_link_to_nowhere_is_a_fault() -> None:
    with pytest.raises(InternalError, match="leads to 'nowhere'"):
        linked("#nowhere").finish()


def test_the_first_of_two_places_of_one_name_holds() -> None:
    sheet = linked("#there", there=650.0)
    sheet.canvas.destination("there", 10.0)
    assert Readback(sheet.finish()).links[0].target == "page 1 at 650"


def test_a_place_never_lies_above_its_page() -> None:
    assert Readback(linked("#there", there=900.0).finish()).links[0].target == "page 1 at 792"


def test_a_link_of_no_tree_is_a_fault() -> None:
    sheet = linked("https://example.org")
    sheet.tree.kids[0].kids.clear()  # type: ignore[union-attr]
    sheet.write(sheet.tree.element("P"), "Words")
    with pytest.raises(InternalError, match="not in the tree"):
        sheet.finish()


def bookmarks(*levels: int) -> list[tuple[int, str]]:
    sheet = Sheet()
    sheet.page()
    sheet.write(sheet.tree.element("P"), "Words")
    sheet.canvas.destination("there", 700)
    sheet.canvas.outline([(level, f"{number}", "there") for number, level in enumerate(levels)])
    return [(depth, title) for depth, title, _ in Readback(sheet.finish()).bookmarks()]


def test_bookmarks_nest_as_headings_do() -> None:
    assert bookmarks(1, 2, 2, 3, 1) == [(1, "0"), (2, "1"), (2, "2"), (3, "3"), (1, "4")]


def test_a_skipped_level_is_closed_up() -> None:
    assert bookmarks(1, 4, 4, 2) == [(1, "0"), (2, "1"), (2, "2"), (2, "3")]


def test_bookmarks_may_begin_at_any_level() -> None:
    assert bookmarks(3, 2, 1) == [(1, "0"), (1, "1"), (1, "2")]


def test_without_headings_there_are_no_bookmarks() -> None:
    assert bookmarks() == []
