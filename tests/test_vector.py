"""Vector pictures are painted by ReportLab's own canvas, and nothing but paths comes with them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from handout.pdf.pictures.reportlab_setup import Canvas
from handout.pdf.canvas import TaggedCanvas
from handout.pdf.file.structure import Element
from handout.pdf.pictures import qr
from handout.pdf.pictures.drawing import CAPS, JOINS, Drawing, PathStep, Shape
from handout.pdf.pictures.svg_reader import read_svg
from handout.pdf.pictures.svg_writer import plain_svg
from handout.pdf.pictures.vector import OPERATORS, checked, fitted, painted
from handout.problems import InternalError
from support.program import facts, files
from support.readback import Readback

SQUARE = (PathStep("r", ((0.0, 0.0), (8.0, 8.0))),)
PAGE = "import sys; from support.painting import one_line; one_line(); print('reportlab' in sys.modules)"


def test_the_canvas_is_reportlabs_own_and_nothing_of_ours_descends_from_a_class_of_its() -> None:
    assert (Canvas.__module__, Canvas.__name__) == ("reportlab.pdfgen.canvas", "Canvas")
    assert TaggedCanvas.__mro__ == (TaggedCanvas, object)
    bases = {base for path in files() for base in facts(path).bases}
    assert {name for name in bases if name.endswith("Canvas")} == set()


def test_only_pictures_and_codes_ask_for_it() -> None:
    asking = re.compile(r"^ *(?:from|import) .*reportlab", re.MULTILINE)
    named = {path.name for path in files() if asking.search(path.read_text("utf-8"))}
    assert named == {"vector.py", "qr.py"}


def test_a_page_without_a_vector_picture_is_made_without_it() -> None:
    run = subprocess.run(
        [sys.executable, "-c", PAGE], cwd=Path(__file__).parent, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"


def test_every_kind_of_shape_is_painted_with_known_operators() -> None:
    curve = (
        PathStep("m", ((1.0, 1.0),)),
        PathStep("l", ((7.0, 1.0),)),
        PathStep("c", ((8, 2), (8, 6), (7, 7))),
        PathStep("z", ()),
    )
    shapes = [
        Shape(steps, matrix, fill, even_odd, stroke, 0.5, cap, join)
        for steps in (SQUARE, curve)
        for matrix in ((1.0, 0.0, 0.0, 1.0, 0.0, 0.0), (0.5, 0.1, -0.1, 0.5, 3.0, 1e-5))
        for fill in (None, (0.2, 0.4, 0.6))
        for even_odd in (False, True)
        for stroke in (None, (1.0, 0.0, 0.0))
        for cap, join in zip(CAPS.values(), JOINS.values(), strict=True)
    ]
    words = set(painted(Drawing((0.0, 0.0, 8.0, 8.0), tuple(shapes))).split())
    assert {word for word in words if not re.fullmatch(r"-?\d*\.?\d+", word)} <= OPERATORS
    assert {"q", "Q", "cm", "m", "l", "c", "h", "re", "f", "f*", "S", "B", "B*"} <= words


@pytest.mark.parametrize(
    "content",
    ["BT /F1 12 Tf ET", "/Im0 Do", "/GS1 gs", "/Sh sh", "/P BMC", "1 0 0 1 0 nan cm", "1e-7 0 m", "inf 0 l", "- 0 l"],
)
def test_what_paints_no_path_is_refused(content: str) -> None:
    with pytest.raises(InternalError, match="was painted in a drawing"):
        checked(f"q 0 0 m {content} Q")


@pytest.mark.parametrize("size", [1e-6, 0.5, 1e7])
def test_a_view_box_of_any_size_fills_the_box(size: float) -> None:
    box = Drawing((0.0, 0.0, size, size), (Shape((PathStep("r", ((0.0, 0.0), (size, size))),)),))
    scale, _, _, _, x, y, *_ = map(float, fitted(box, 10, 20, 60, 90).split(" cm")[0].split())
    assert (round(scale * size, 6), x, y) == (60.0, 10.0, 35.0)


def test_a_drawing_is_one_mark_of_its_figure() -> None:
    tree = Element("Document")
    canvas = TaggedCanvas(tree, language="en", title="A code")
    canvas.new_page(100, 100)
    leaf = tree.element("Figure", alt="a code").leaf()
    canvas.drawing(leaf, qr.drawing("https://example.org/"), 10, 10, 80, 80)
    read = Readback(canvas.finish())
    assert [(mark.kind, mark.number) for mark in read.marks] == [("Figure", 0)]
    assert read.unmarked == []


def test_a_rectangle_is_written_as_svg_and_read_again() -> None:
    drawing = Drawing((0.0, 0.0, 8.0, 8.0), (Shape(SQUARE, fill=(1.0, 0.0, 0.0)),))
    data = plain_svg(drawing)
    assert b'd="M0 0h8v8h-8z"' in data
    assert len(read_svg(data).shapes[0].steps) == 5


def test_the_same_drawing_is_painted_once() -> None:
    painted.cache_clear()
    for _ in range(3):
        painted(qr.drawing("x"))
    assert painted.cache_info().misses == 1
