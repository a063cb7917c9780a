"""What ISO 14289-1 asks of a file, read back by pypdf; `docs/pdf-ua.md` goes through it clause by clause."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf.generic import DictionaryObject

from support.cases import case
from support.painting import everything
from support.readback import Readback, Tag

TESTS = Path(__file__).parent
TABLE = TESTS.parent / "docs" / "pdf-ua.md"
CLAUSES = [f"7.{number}" for number in range(1, 22)]
FILES = ("everything the canvas paints", "every-key", "languages", "citations", "callouts")


@cache
def made(name: str) -> Readback:
    if name not in FILES[1:]:
        return Readback(everything().finish())
    pdf = case(name).pdf
    assert pdf is not None
    return Readback(pdf)


@pytest.fixture(params=FILES)
def found(request: pytest.FixtureRequest) -> Readback:
    return made(request.param)


def of(found: Readback, *roles: str) -> list[Tag]:
    return [tag for tag in found.tree.walk() if tag.role in roles]


def fonts(found: Readback) -> Iterator[DictionaryObject]:
    """Every font that a page or a form can name; of a composite one the whole."""
    for page in found.reader.pages:
        for reference in page["/Resources"]["/Font"].values():  # type: ignore[index]
            yield reference.get_object()


def test_all_that_is_painted_is_tagged_or_an_artifact(found: Readback) -> None:
    assert found.unmarked == []


def test_a_language_stands_in_the_catalog(found: Readback) -> None:
    assert re.fullmatch(r"[a-z]{2,3}(-\w+)*", str(found.root["/Lang"]))


def test_every_figure_has_words_in_its_place_and_says_where_it_lies(found: Readback) -> None:
    figures = of(found, "Figure")
    assert [tag for tag in figures if not tag.properties.get("Alt") or "BBox" not in tag.properties] == []


def test_headings_begin_at_the_first_level_and_skip_none_on_the_way_down() -> None:
    for name in FILES[1:]:
        levels = [int(tag.role[1]) for tag in made(name).tree.walk() if re.fullmatch("H[1-6]", tag.role)]
        assert levels[0] == 1
        assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []
        assert of(made(name), "H") == []


def test_every_header_cell_says_what_it_heads(found: Readback) -> None:
    assert {tag.properties.get("Scope") for tag in of(found, "TH")} <= {"Row", "Column", "Both"}


def test_every_list_is_made_of_items_with_a_body_and_says_how_it_is_numbered(found: Readback) -> None:
    for listing in of(found, "L"):
        kids = [kid for kid in listing.kids if isinstance(kid, Tag)]
        assert {kid.role for kid in kids} <= {"LI", "Caption"}
        assert "ListNumbering" in listing.properties
        for item in kids:
            assert {kid.role for kid in item.kids if isinstance(kid, Tag)} <= {"Lbl", "LBody", "P", "Span"}


def test_headers_and_footers_are_artifacts_of_pagination() -> None:
    kinds = {mark.kind for name in FILES[1:] for mark in made(name).marks if mark.kind.startswith("Artifact Pag")}
    assert kinds >= {"Artifact Pagination Header", "Artifact Pagination Footer"}


def test_every_note_has_an_identifier_of_its_own(found: Readback) -> None:
    named = [tag.properties.get("ID") for tag in of(found, "Note")]
    assert None not in named
    assert len(named) == len(set(named))


@pytest.mark.parametrize("key", ["/OCProperties", "/Threads", "/AcroForm", "/AF", "/Collection", "/OpenAction", "/AA"])
def test_nothing_optional_threaded_attached_filled_in_or_acting_is_in_the_catalog(found: Readback, key: str) -> None:
    assert key not in found.root
    assert "/EmbeddedFiles" not in str(found.root.get("/Names", ""))


def test_nothing_is_encrypted_or_signed(found: Readback) -> None:
    assert "/Encrypt" not in found.reader.trailer
    assert "/Perms" not in found.root


def test_every_annotation_is_a_link_with_words_in_a_page_whose_tabs_follow_the_structure(found: Readback) -> None:
    for page in found.reader.pages:
        assert page["/Tabs"] == "/S"
        for reference in page.get("/Annots", ()):
            note: Any = reference.get_object()
            assert (note["/Subtype"], bool(note["/Contents"]), "/StructParent" in note) == ("/Link", True, True)


def test_no_form_is_a_reference_to_another_file_and_none_holds_tagged_content(found: Readback) -> None:
    for page in found.reader.pages:
        for reference in page["/Resources"].get("/XObject", {}).values():  # type: ignore[union-attr]
            shown = reference.get_object()
            if shown["/Subtype"] == "/Form":
                assert "/Ref" not in shown
                assert b"/MCID" not in shown.get_data()


def test_every_font_is_in_the_file_and_leads_to_unicode(found: Readback) -> None:
    assert set(found.fonts().values()) == {True}
    assert [font["/BaseFont"] for font in fonts(found) if "/ToUnicode" not in font] == []


def test_composite_fonts_are_identity_encoded_with_a_map_from_cid_to_glyph(found: Readback) -> None:
    for font in fonts(found):
        if font["/Subtype"] == "/Type0":
            below: Any = font["/DescendantFonts"][0].get_object()  # type: ignore[index]
            assert str(font["/Encoding"]) == "/Identity-H"
            assert "/CIDToGIDMap" in below


def test_no_map_leads_to_nought_or_to_a_byte_order_mark(found: Readback) -> None:
    for font in fonts(found):
        data = font["/ToUnicode"].get_object().get_data()  # type: ignore[attr-defined]
        assert re.search(rb"> ?<(0000|feff|fffe)>", data, re.IGNORECASE) is None


def rows() -> list[list[str]]:
    lines = TABLE.read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if re.match(r"\| 7\.", line)]


def test_the_table_goes_through_every_clause_in_order() -> None:
    assert [row[0] for row in rows()] == CLAUSES
    assert [row[0] for row in rows() if len(row) != 4 or not all(row)] == []


def test_every_test_that_the_table_names_exists() -> None:
    named = [name for row in rows() for name in re.findall(r"`(test_\w+)::(test_\w+)`", row[3])]
    assert len({row[0] for row in rows() if "::" in row[3]}) == len(CLAUSES)
    missing = [name for name in named if name[1] not in functions(name[0])]
    assert missing == []


@cache
def functions(file: str) -> set[str]:
    tree = ast.parse((TESTS / f"{file}.py").read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
