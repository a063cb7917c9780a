"""Everything painted is inside exactly one mark, and reading it back gives the tree that was meant."""

import re
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from handout.pdf.file.content_stream import color_operator
from handout.pdf.file.structure import Element, Leaf
from handout.pdf.pictures.drawing import Drawing, PathStep, Shape
from handout.pdf.text.lines import Ink, Run, set_lines
from handout.problems import InternalError
from handout.record import replace
from support.painting import BLACK, BLUE, LEFT, NOWHERE, Sheet, everything, picture
from support.readback import Readback


def read(sheet: Sheet) -> Readback:
    return Readback(sheet.finish())


def test_everything_reads_back_as_it_was_meant() -> None:
    golden = Path(__file__).parent / "golden" / "canvas-everything.tags.txt"
    assert read(everything()).tags() == golden.read_text("utf-8").removesuffix("\n")


def test_nothing_is_painted_outside_of_a_mark() -> None:
    assert read(everything()).unmarked == []


def test_a_paragraph_over_a_page_break_stays_one_element() -> None:
    sheet = Sheet()
    sheet.page()
    sheet.write(sheet.tree.element("P"), "Wash your hands before you touch it.", width=120, break_after=1)
    assert read(sheet).tags() == ('Document\n  P\n    p1#0 "Wash your hands "\n    p2#0 "before you touch it."')


def test_lines_of_one_leaf_are_one_mark_although_rules_are_drawn_between_them() -> None:
    sheet = Sheet()
    sheet.page()
    paragraph = sheet.tree.element("P")
    leaf = paragraph.leaf()
    for text in ("first line ", "second line"):
        boxes = sheet.paint(leaf, text)
        sheet.canvas.segment(LEFT, boxes[0][1], boxes[0][2], boxes[0][1], BLUE, 0.6)
    read_back = read(sheet)
    assert read_back.tags() == 'Document\n  P\n    p1#0 "first line second line"'
    assert [(mark.kind, mark.operators) for mark in read_back.marks] == [("P", 2), ("Artifact", 1)]


def test_a_rule_among_text_is_drawn_before_what_is_painted_over_it() -> None:
    sheet = Sheet()
    sheet.page()
    sheet.write(sheet.tree.element("P"), "Words")
    sheet.canvas.segment(72, 690, 90, 690, BLUE, 0.6)
    sheet.canvas.rect(72, 680, 50, 50, fill=BLACK)
    content = Readback(sheet.finish()).reader.pages[0].get_contents().get_data()
    assert content.index(b" l S") < content.index(b" re f")


def test_rules_of_one_look_are_one_path() -> None:
    sheet = Sheet()
    sheet.page()
    sheet.write(sheet.tree.element("P"), "Words")
    for color in (BLUE, BLUE, BLACK):
        sheet.canvas.segment(72, 690.25, 90, 690.25, color, 0.6)
    content = Readback(sheet.finish()).reader.pages[0].get_contents().get_data()
    assert b"72 690.25 m 90 690.25 l 72 690.25 m 90 690.25 l S 0 G 72 690.25 m 90 690.25 l S" in content


def test_every_step_of_a_colour_is_kept() -> None:
    written = {color_operator((step / 255, 0.0, 0.0), "g", "rg") for step in range(1, 256)}
    assert {round(float(operator.split()[0]) * 255) for operator in written} == {*range(1, 256)}


@pytest.mark.parametrize(
    ("color", "operator"),
    [((0.0, 0.0, 0.0), "0 g"), ((1.0, 1.0, 1.0), "1 g"), ((0.1, 0.1, 0.1), ".1 g"), ((1.0, 0.0, 0.25), "1 0 .25 rg")],
)
def test_a_colour_is_written_in_few_digits(color: tuple[float, float, float], operator: str) -> None:
    assert color_operator(color, "g", "rg") == operator


def test_an_artifact_says_of_what_kind_it_is() -> None:
    kinds = {mark.kind for mark in read(everything()).marks if mark.number is None}
    assert kinds == {"Artifact", "Artifact Pagination Watermark", "Artifact Pagination Footer"}


def test_a_line_repeated_as_an_artifact_is_not_read_again() -> None:
    sheet = Sheet()
    sheet.page()
    sheet.write(sheet.tree.element("P"), "Head")
    sheet.paint(sheet.tree.kids[0].kids[0], "Head", artifact=True)  # type: ignore[union-attr]
    assert read(sheet).tree.text == "Head"


def test_elements_with_nothing_in_them_are_left_out_but_for_cells() -> None:
    sheet = Sheet()
    sheet.page()
    row = sheet.tree.element("Table").element("TR")
    sheet.write(row.element("TH", scope="Row"), "Day")
    row.element("TD").element("P").leaf()
    sheet.tree.element("Sect").element("P").leaf()
    assert read(sheet).tags() == 'Document\n  Table\n    TR\n      TH Scope=Row\n        p1#0 "Day"\n      TD'


def test_a_figure_drawn_in_many_steps_is_one_mark_with_its_box() -> None:
    sheet = Sheet()
    sheet.page()
    with sheet.canvas.marked(sheet.tree.element("Figure", alt="Two bars").leaf()):
        sheet.canvas.rect(100, 100, 10, 30, fill=BLUE)
        sheet.canvas.rect(120, 100, 10, 50, fill=BLUE)
    assert read(sheet).tags() == "Document\n  Figure Alt=Two bars BBox=100 100 130 150\n    p1#0"


def test_after_a_mark_comes_the_one_around_it() -> None:
    sheet = Sheet()
    sheet.page()
    with sheet.canvas.artifact("Layout"):
        with sheet.canvas.marked(sheet.tree.element("Figure", alt="A bar").leaf(), "Figure"):
            sheet.canvas.rect(100, 100, 10, 30, fill=BLUE)
        sheet.canvas.rect(120, 100, 10, 50, fill=BLUE)
    sheet.canvas.rect(140, 100, 10, 50, fill=BLUE)
    assert [mark.kind for mark in read(sheet).marks] == ["Figure", "Artifact Layout", "Artifact"]


def test_a_drawing_changes_no_colour_and_no_line_of_what_is_painted_after_it() -> None:
    sheet = Sheet()
    sheet.page()
    sheet.canvas.rect(10, 10, 5, 5, fill=BLUE, stroke=BLUE)
    path = Shape((PathStep("r", ((0.0, 0.0), (9.0, 9.0))),), fill=(1.0, 0.0, 0.0), stroke=BLACK, width=3.0)
    sheet.canvas.drawing(None, Drawing((0.0, 0.0, 9.0, 9.0), (path,)), 100, 100, 9, 9)
    sheet.canvas.rect(10, 110, 5, 5, fill=BLUE, stroke=BLUE)
    sheet.write(sheet.tree.element("P"), "Words")
    page = PdfDocument(sheet.finish())[0].render(scale=1).to_pil().convert("RGB")
    assert page.getpixel((12, 792 - 12)) == page.getpixel((12, 792 - 112))
    assert page.getpixel((10, 792 - 112)) == page.getpixel((10, 792 - 12))


def test_paint_under_a_leaf_of_no_tree_is_a_fault() -> None:
    sheet = Sheet()
    sheet.page()
    sheet.write(sheet.tree.element("P"), "Words")
    sheet.paint(Leaf(), "Stray")
    with pytest.raises(InternalError, match="not in the tree"):
        sheet.finish()


def test_a_type_that_no_standard_knows_is_a_fault() -> None:
    sheet = Sheet()
    sheet.page()
    sheet.write(sheet.tree.element("Paragraph"), "Words")
    with pytest.raises(InternalError, match="is not a standard structure type"):
        sheet.finish()


def test_words_of_two_lines_do_not_run_together() -> None:
    sheet = Sheet()
    sheet.page()
    sheet.write(sheet.tree.element("P"), "Wash your hands before you touch it", width=80)
    assert read(sheet).tree.text == "Wash your hands before you touch it"


def test_right_to_left_text_is_read_in_its_own_order() -> None:
    sheet = Sheet(language="ar")
    sheet.page()
    sheet.write(sheet.tree.element("P"), "اغسل يديك قبل 5-10 دقائق", language="ar")
    read_back = read(sheet)
    assert read_back.tree.text == "اغسل يديك قبل 5-10 دقائق"
    # PDFium then takes every line, of Latin words too, for one that runs from right to left.
    assert "/Direction" not in read_back.root["/ViewerPreferences"]


def test_the_same_picture_is_embedded_once() -> None:
    sheet = Sheet()
    sheet.page()
    for number in range(3):
        figure = sheet.tree.element("Figure", alt="A")
        sheet.canvas.picture(figure.leaf(), picture("PNG"), "png", 72, 72 * number, 60, 45)
    names = read(sheet).reader.pages[0]["/Resources"]["/XObject"]
    assert list(names) == ["/I1"]


def test_what_recurs_is_kept_once_and_marked_on_every_page() -> None:
    sheet = Sheet()
    for number in range(3):
        sheet.page()
        sheet.write(sheet.tree.element("P"), f"Page {number}", size=8.0, rise=4.0, color=BLUE)
        with sheet.canvas.artifact("Pagination", "Footer"):
            sheet.canvas.recur("footer", lambda: _footer(sheet))
    read_back = read(sheet)
    assert read_back.artifacts("Artifact Pagination Footer") == [(page, "Example Clinic") for page in (1, 2, 3)]
    assert read_back.unmarked == []
    forms = [page["/Resources"]["/XObject"] for page in read_back.reader.pages]
    assert [len(found) for found in forms] == [1, 1, 1]


def _footer(sheet: Sheet) -> None:
    sheet.y = 40
    sheet.paint(None, "Example Clinic")
    sheet.canvas.segment(72, 60, 540, 60, BLACK, 0.75)
    sheet.canvas.rect(72, 30, 10, 10, fill=BLUE)


def test_runs_of_one_look_and_leaf_are_shown_in_one_go() -> None:
    sheet = Sheet()
    sheet.page()
    leaf, other = sheet.tree.element("P").leaf(), sheet.tree.element("P").leaf()
    ink = Ink(("Atkinson Hyperlegible",), 12.0, BLACK)
    words = [("Adv Ther", leaf, ink), (". (", leaf, ink), ("20)", leaf, replace(ink, bold=True)), ("21.", other, ink)]
    [line] = set_lines([Run(text, look, "en", of, NOWHERE) for text, of, look in words], 400)
    sheet.canvas.paint_line(line, 72, 700)
    read_back = read(sheet)
    [content] = [page.get_contents().get_data() for page in read_back.reader.pages]
    assert re.findall(rb"\[(.*?)\]TJ", content) == [rb"(Adv Ther. \()", rb"(20\))", b"(21.)"]
    assert [mark.text for mark in read_back.marks] == ["Adv Ther. (20)", "21."]


def test_what_recurs_is_in_the_ledger_on_every_page() -> None:
    sheet = Sheet()
    for _ in range(3):
        sheet.page()
        sheet.canvas.recur("footer", lambda: _footer(sheet))
    ledger = sheet.canvas.ledger
    assert [(stretch.page, stretch.text) for stretch in ledger.stretches()] == [(n, "Example Clinic") for n in range(3)]
    assert [page for page, _, _ in ledger.fills] == [0, 1, 2]


def test_what_recurs_depends_on_nothing_around_it() -> None:
    sheet = Sheet()
    sheet.page()
    for rise, color in ((4.0, BLUE), (0.0, BLACK)):
        sheet.write(sheet.tree.element("P"), "Around", rise=rise, color=color)
        sheet.canvas.recur(f"within {color}", lambda: _footer(sheet))
    [form] = read(sheet).reader.pages[0]["/Resources"]["/XObject"].values()
    assert re.search(rb"/F1 12 Tf 0 Ts 0.*? r?g ", form.get_data())


def test_ids_are_found_through_the_tree_of_ids() -> None:
    sheet = Sheet()
    sheet.page()
    sheet.write(sheet.tree.element("Note"), "One")
    sheet.write(sheet.tree.element("Note", id="b"), "Two")
    root = read(sheet).root["/StructTreeRoot"]
    names = root["/IDTree"]["/Names"]
    assert {str(names[at]): str(names[at + 1]["/ID"]) for at in (0, 2)} == {"note 1": "note 1", "b": "b"}


def test_an_id_used_twice_is_a_fault() -> None:
    sheet = Sheet()
    sheet.page()
    for _ in range(2):
        sheet.write(sheet.tree.element("Note", id="b"), "Two")
    with pytest.raises(InternalError, match="the id 'b'"):
        sheet.finish()


def test_elements_nest_as_deep_as_lists_may() -> None:
    sheet = Sheet()
    sheet.page()
    element: Element = sheet.tree
    for _ in range(20):
        element = element.element("L").element("LI").element("LBody")
    sheet.write(element, "Deep")
    assert read(sheet).tags().splitlines()[-1].strip() == 'p1#0 "Deep"'
