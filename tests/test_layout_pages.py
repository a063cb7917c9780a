"""What lies on each page of a long handout, and what stands around it."""

import re
from pathlib import Path

import pytest
from pypdf.generic import ContentStream

from handout import flow
from handout.edition import said
from handout.layout.first_page import BOXES
from handout.library import Library
from handout.problems import Problems
from handout.targets.pdf import make_pdf
from support.cases import TODAY, case
from support.long_handout import ROWS, SECTIONS, long_handout
from support.readback import Readback
from support.second_witness import glyph_boxes, page_texts

ROOT = Path(__file__).parent.parent
FOOTER = re.compile(r"Page (\d+) of (\d+)")


def test_every_page_of_a_long_handout_has_its_footer_and_its_number() -> None:
    pages = page_texts(long_handout())
    assert len(pages) > SECTIONS
    assert [FOOTER.findall(text) for text in pages] == [[(str(n), str(len(pages)))] for n in range(1, len(pages) + 1)]
    assert all("Not yet reviewed" in text for text in pages)
    assert all("For information only." in text for text in pages)


def test_every_page_but_the_first_names_handout_and_clinic_above_its_text() -> None:
    headers = [
        text for _, text in Readback(case("table-over-pages").pdf or b"").artifacts("Artifact Pagination Header")
    ]
    assert headers == ["A long tableExample Clinic"] * 2 or headers == ["A long table", "Example Clinic"] * 2


def test_every_page_of_a_table_shows_its_head_and_the_head_is_read_once() -> None:
    pdf = case("table-over-pages").pdf or b""
    assert [text.count("What to do") for text in page_texts(pdf)] == [1, 1, 1]
    assert Readback(pdf).reading().count("What to do") == 1


def test_no_row_of_a_long_handout_is_lost_or_read_twice() -> None:
    read = Readback(long_handout()).reading()
    assert read.count(f"Day {ROWS}") == SECTIONS
    assert len([text for text in read if re.fullmatch(r"Day \d+", text)]) == SECTIONS * ROWS


def test_a_page_is_named_as_its_footer_names_it() -> None:
    reader = Readback(long_handout()).reader
    assert reader.page_labels[:3] == ["1", "2", "3"]


def test_bookmarks_follow_the_headings() -> None:
    found = Readback(case("sections").pdf or b"").bookmarks()
    titles = [(depth, title) for depth, title, _ in found]
    first = titles.index((2, "First"))
    assert titles[0] == (1, "Levels")
    assert titles[first : first + 6] == [
        (2, "First"), (3, "Inside"), (4, "Deepest"), (3, "Beside"), (2, "Second: `3 < 4`"), (3, "Only this"),
    ]  # fmt: skip


def test_all_ink_stays_on_the_paper() -> None:
    for name in ("a4", "large-print", "high-contrast", "every-key", "long-words"):
        width, height = Readback(case(name).pdf or b"").reader.pages[0].mediabox[2:]
        for glyph in (glyph for page in glyph_boxes(case(name).pdf or b"") for glyph in page):
            assert 30 < glyph.left < glyph.right < float(width) - 30
            assert 25 < glyph.bottom < glyph.top < float(height) - 25


def test_a4_is_a4() -> None:
    boxes = {tuple(map(float, page.mediabox)) for page in Readback(case("a4").pdf or b"").reader.pages}
    assert boxes == {(0.0, 0.0, 595.276, 841.89)}


def test_large_print_sets_nothing_that_is_read_smaller_than_18_point() -> None:
    found = Readback(case("large-print").pdf or b"")
    sizes = {
        round(float(operands[1]), 2)
        for page in found.reader.pages
        for operands, operator in ContentStream(page.get_contents(), found.reader).operations
        if operator == b"Tf"
    }
    assert {size for size in sizes if size < 18} <= {
        12.0,
        13.5,
        14.0,
        16.0,
    }  # footer, numbers of citations, running header, what is looked up


def test_citations_lead_there_and_back() -> None:
    links = Readback(case("citations").pdf or b"").links
    there = [link for link in links if link.text.isdigit()]
    back = [link for link in links if link.contents.startswith("back to")]
    assert [link.text for link in there] == ["1", "2", "1", "3", "2", "1"]
    assert [link.text for link in back] == ["^", "^", "^"]
    assert all(link.target.startswith("page ") for link in (*there, *back))


def test_a_link_over_a_page_break_has_a_place_to_click_on_both_pages() -> None:
    links = [link for link in Readback(case("link-over-a-page-break").pdf or b"").links if "example.org" in link.target]
    assert [link.page for link in links] == [1, 2]
    assert len({link.target for link in links}) == 1


@pytest.mark.parametrize("style", ["standard", "large-print", "high-contrast", "large-print-high-contrast"])
def test_both_boxes_that_say_when_to_get_help_stand_on_the_first_page_of_the_example(style: str) -> None:
    library, problems = Library(ROOT, TODAY), Problems()
    entry = library.project.entry(ROOT / "content" / "calciphylaxis.yaml", problems)
    opened = None if entry is None else library.open(entry, problems)
    sheet = library.sheet(style, problems)
    made = None if opened is None or sheet is None else make_pdf(opened.edition, sheet, problems)
    assert opened is not None
    assert made is not None
    helps = [said(item.children[0].phrase)
             for panel in opened.edition.body if isinstance(panel, flow.Panel) and panel.style in BOXES
             for listing in panel.children if isinstance(listing, flow.List)
             for item in listing.items if isinstance(item.children[0], flow.Text)]  # fmt: skip
    first = "".join(page_texts(made.data)[0].split())
    assert len(helps) > 6
    assert [text for text in helps if "".join(text.split()) not in first] == []
