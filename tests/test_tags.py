"""What a screen reader finds in the tags beyond the words: emphasis, the names of links, titles, pictures."""

import pytest
from pypdf.generic import DictionaryObject

from handout.pdf.canvas import TaggedCanvas
from handout.pdf.file.structure import Element
from handout.pdf.pictures import qr
from support.cases import case
from support.readback import Mark, Readback, Tag


def read(name: str) -> Readback:
    return Readback(case(name).pdf or b"")


def of(name: str, role: str) -> list[Tag]:
    return [tag for tag in read(name).tree.walk() if tag.role == role]


def test_no_element_holds_words_and_elements_side_by_side() -> None:
    for name in ("every-key", "languages", "links"):
        for tag in read(name).tree.walk():
            assert len({type(kid) for kid in tag.kids if isinstance(kid, (Tag, Mark))}) < 2, tag.role


def test_words_that_stand_out_say_so_to_readers_that_know_and_are_a_span_to_others() -> None:
    found = read("figures")
    assert [tag.text for tag in found.tree.walk() if tag.role == "Em"] == ["looks"]
    roles = found.root["/StructTreeRoot"]["/RoleMap"]  # type: ignore[index]
    assert roles == {"/Em": "/Span", "/Strong": "/Span"}


def test_every_link_is_called_in_the_tags_as_its_annotation_is() -> None:
    for tag in of("every-key", "Link"):
        [note] = [kid for kid in tag.kids if isinstance(kid, DictionaryObject)]
        assert tag.properties["Alt"] == note["/Contents"]


def test_a_bare_address_in_a_reference_is_called_by_the_title_of_the_reference() -> None:
    names = {tag.text: tag.properties["Alt"] for tag in of("citations", "Link")}
    assert names["https://example.org/b"] == "Second"


def test_titles_of_callouts_and_checklists_are_headings_below_that_of_their_section() -> None:
    assert {tag.text for tag in of("callouts", "H3")} >= {"Note", "Emergency"}
    assert [tag.text for tag in of("checklists", "H3")] == ["For the way home"]


def test_a_drawn_figure_holds_a_picture_that_paints_nothing() -> None:
    """Chromium passes over the words of a figure that holds no picture."""
    tree = Element("Document", language="en")
    canvas = TaggedCanvas(tree, language="en", title="A")
    canvas.new_page(300, 300)
    canvas.drawing(tree.element("Figure", alt="QR code").leaf(), qr.drawing("https://example.org"), 10, 10, 90, 90)
    [page] = Readback(canvas.finish()).reader.pages
    [mask] = [shown.get_object() for shown in page["/Resources"]["/XObject"].values()]  # type: ignore[index]
    assert (mask["/Subtype"], mask["/ImageMask"], mask.get_data()) == ("/Image", True, b"\x80")


@pytest.mark.parametrize(("name", "said"), [
    ("least", "DRAFT · Not yet reviewed"),
    ("overdue", "OVERDUE · Review was due 2 February 2026"),
])  # fmt: skip
def test_how_far_a_text_was_reviewed_is_the_first_to_be_heard_and_on_later_pages_an_artifact(
    name: str, said: str
) -> None:
    assert read(name).reading()[0] == said
    assert said not in [text for _, text in read(name).artifacts()]


def test_who_reviewed_the_source_is_said_on_page_1_and_at_the_end_only() -> None:
    found = read("every-key")
    assert "Source reviewed by" in found.reading()[0]
    later = [text for page, text in found.artifacts("Artifact Pagination Footer") if page > 1]
    assert any("Not yet reviewed" in text for text in later)
    assert not any("Source reviewed by" in text for text in later)


def test_a_box_to_tick_is_a_form_field_named_by_what_stands_beside_it() -> None:
    fields = [tag.properties for tag in of("checklists", "Form")]
    assert [(field["Alt"], field["Role"], field["checked"], field["Desc"]) for field in fields][:1] == [
        ("Your card", "cb", "off", "Your card")
    ]
    assert [tag.kids[0].role for tag in of("checklists", "Lbl") if isinstance(tag.kids[0], Tag)] == ["Form"] * 4


@pytest.mark.parametrize("name", ["fill-in", "blocks-side-by-side"])
def test_room_to_write_in_is_a_form_field_named_by_its_label_and_read_after_it(name: str) -> None:
    fields = [
        (tag, form) for tag in of(name, "P") for form in tag.kids if isinstance(form, Tag) and form.role == "Form"
    ]
    for tag, form in fields:
        assert [kid.role for kid in tag.kids if isinstance(kid, Tag)] == ["Span", "Form"]
        assert form.properties["Role"] == "tv"
        assert form.properties["Desc"] == form.properties["Alt"]
        assert form.properties["Desc"].rpartition(": ")[2] == tag.text.strip()
    assert fields


def test_dates_beside_signatures_are_called_after_who_signs() -> None:
    names = [form.properties["Desc"] for form in of("blocks-side-by-side", "Form") if form.properties["Role"] == "tv"]
    assert [name for name in names if name.endswith("Date")] == ["Patient: Date", "Nurse: Date", "Interpreter: Date"]


def test_a_field_of_several_lines_says_where_all_of_them_lie() -> None:
    one, three = [form.properties["BBox"] for form in of("fill-in", "Form")][:2]
    low, high = (float(three.split()[at]) for at in (1, 3))
    assert high - low > 2 * 27
    assert len(one.split()) == 4
