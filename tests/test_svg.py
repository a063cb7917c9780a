"""A logo in SVG is drawn as paths, and nothing in it can start, open or reach anything."""

import random
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from handout.pdf.canvas import TaggedCanvas
from handout.pdf.file.structure import Element
from handout.pdf.pictures.checked import BadPicture
from handout.pdf.pictures.drawing import PathStep
from handout.pdf.pictures.images import check_picture
from handout.pdf.pictures.svg_path import BadPath, read_path
from handout.pdf.pictures.svg_reader import read_svg
from support.drawings import complaint, drawn
from support.readback import Readback

LOGO = Path(__file__).parent.parent / "content" / "images" / "logo.svg"
SIZE = 100


def svg(inside: str, box: str = "0 0 100 100", more: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {more}>{inside}</svg>'.encode()


def pdf_of(data: bytes, width: float = SIZE, height: float = SIZE) -> bytes:
    picture = check_picture(data, "logo.svg")
    assert picture.kind == "svg"
    tree = Element("Document")
    leaf = tree.element("Figure", alt="a logo").leaf()
    canvas = TaggedCanvas(tree, language="en", title="A logo")
    canvas.new_page(width, height)
    canvas.picture(leaf, picture.data, picture.kind, 0, 0, width, height)
    return canvas.finish()


class Painted:
    """The colours on the page, from its top left corner, in points."""

    def __init__(self, pdf: bytes) -> None:
        self.image = pypdfium2.PdfDocument(BytesIO(pdf))[0].render(scale=1).to_pil().convert("RGB")

    def __call__(self, x: int, y: int) -> str:
        red, green, blue = self.image.getpixel((x, y))
        return f"#{red:02x}{green:02x}{blue:02x}"


def painted(inside: str, box: str = "0 0 100 100") -> Painted:
    return Painted(pdf_of(svg(inside, box)))


def reason(data: bytes) -> str:
    with pytest.raises(BadPicture) as caught:
        check_picture(data, "logo.svg")
    assert caught.value.hint
    return caught.value.reason


def test_the_logo_of_the_example_clinic_is_drawn() -> None:
    at = Painted(pdf_of(LOGO.read_bytes()))
    assert (at(50, 5), at(60, 40), at(0, 0)) == ("#0b5394", "#ffffff", "#ffffff")


def test_every_path_stands_in_the_mark_of_its_figure() -> None:
    read = Readback(pdf_of(LOGO.read_bytes()))
    assert [tag.role for tag in read.tree.walk()] == ["Document", "Figure"]
    assert [mark.operators for mark in read.marks if mark.number == 0] == [4]
    assert read.unmarked == []


def test_the_drawing_keeps_its_shape_in_the_middle_of_a_wide_box() -> None:
    at = Painted(pdf_of(svg('<rect width="100" height="100" fill="red"/>'), 300, 100))
    assert (at(95, 50), at(105, 50), at(195, 50), at(205, 50)) == ("#ffffff", "#ff0000", "#ff0000", "#ffffff")


def test_what_hangs_over_the_view_box_is_cut_off() -> None:
    at = Painted(pdf_of(svg('<rect x="-500" width="1000" height="100" fill="red"/>'), 300, 100))
    assert (at(95, 50), at(150, 50), at(205, 50)) == ("#ffffff", "#ff0000", "#ffffff")


def test_the_view_box_need_not_begin_at_nought() -> None:
    at = painted('<rect x="-50" y="-50" width="50" height="50" fill="blue"/>', "-50 -50 100 100")
    assert (at(25, 25), at(75, 75)) == ("#0000ff", "#ffffff")


@pytest.mark.parametrize(
    "shape",
    [
        '<rect x="30" y="30" width="40" height="40" rx="4"/>',
        '<circle cx="50" cy="50" r="20"/>',
        '<ellipse cx="50" cy="50" rx="20" ry="10"/>',
        '<polygon points="30,30 70,30 70,70 30,70"/>',
        '<polyline points="30 30 70 30 70 70 30 70"/>',
        '<line x1="30" y1="50" x2="70" y2="50" stroke="black" stroke-width="10"/>',
        '<path d="M30 30h40v40h-40z"/>',
        '<path d="M30,30 H70 V70 H30 Z"/>',
        '<path d="M50 30A20 20 0 0 1 50 70A20 20 0 1 1 50 30"/>',
        '<path d="m50 30a20 20 0 1150 70 20 20 0 01-50-70z" transform="scale(1)"/>',
        '<path d="M30 50Q50 20 70 50T30 50Z M40 45h20v10h-20z"/>',
        '<path d="M30 50C30 20 70 20 70 50S30 80 30 50"/>',
        '<g transform="translate(30 30)"><rect width="40" height="40"/></g>',
        '<rect transform="rotate(45 50 50)" x="40" y="40" width="20" height="20"/>',
        '<rect transform="matrix(2 0 0 2 -50 -50)" x="40" y="40" width="20" height="20"/>',
        '<g style="fill:#000000; stroke:none"><rect x="30" y="30" width="40" height="40"/></g>',
    ],
)
def test_every_shape_is_black_in_its_middle_and_leaves_the_corner_white(shape: str) -> None:
    at = painted(shape)
    assert (at(50, 50), at(5, 5)) == ("#000000", "#ffffff")


def test_the_filling_rule_is_kept() -> None:
    rings = 'd="M10 10h80v80h-80zM30 30h40v40h-40z"'
    assert painted(f"<path {rings}/>")(50, 50) == "#000000"
    assert painted(f'<path fill-rule="evenodd" {rings}/>')(50, 50) == "#ffffff"


def test_paint_is_inherited_and_style_outranks_attributes() -> None:
    at = painted('<g fill="red"><rect width="50" height="100"/>'
                 '<rect x="50" width="50" height="100" fill="red" style="fill: rgb(0, 0, 255)"/></g>')  # fmt: skip
    assert (at(25, 50), at(75, 50)) == ("#ff0000", "#0000ff")


def test_what_editors_write_beside_the_drawing_is_left_out() -> None:
    data = svg(
        '<title>Secret</title><metadata>Secret</metadata><defs><linearGradient id="Secret"/></defs>'
        '<i:view xmlns:i="http://inkscape.example" i:secret="Secret"><path d="M0 0h9"/></i:view>'
        '<path id="Secret" class="Secret" d="M0 0h9v9z" style="font-family:Secret;opacity:1"/><!-- Secret -->'
    )
    picture = check_picture(data, "logo.svg")
    assert picture.data == (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path d="M0 0L9 0L9 9Z" fill="#000000"/></svg>'
    )


def test_plain_svg_is_the_same_drawing() -> None:
    plain = check_picture(LOGO.read_bytes(), "logo.svg").data
    assert check_picture(plain, "logo.svg").data == plain
    assert len(read_svg(plain).shapes) == len(read_svg(LOGO.read_bytes()).shapes) == 3


def test_the_size_is_that_of_the_view_box_or_else_of_the_drawing() -> None:
    assert check_picture(svg('<path d="M0 0h1v1z"/>', "0 0 240.4 80"), "l.svg").pixels == (240.4, 80)
    bare = b'<svg xmlns="http://www.w3.org/2000/svg" width="30px" height="20"><path d="M0 0h1v1z"/></svg>'
    assert check_picture(bare, "l.svg").pixels == (30, 20)


CLIP = '<clipPath id="c"><path d="M{}"/></clipPath>'
ICON = '<symbol id="a" viewBox="0 0 10 10"><rect width="10" height="10"/></symbol>'


@pytest.mark.parametrize(
    ("inside", "right", "left"),
    [
        ("<style>.a{fill:red}.b,.a{stroke:none}</style>" '<path class="b a" d="M50 0h50v99h-50z"/>', "#ff0000", ""),
        ('<style>#i{fill:red}path.a{fill:blue}path{fill:lime}</style><path id="i" class="a" d="M50 0h50v99h-50z"/>'
         '<path class="a" d="M0 0h50v99h-50z"/>', "#ff0000", "#0000ff"),
        ('<style>.a{fill:red!important}</style><path class="a" style="fill:blue" d="M50 0h50v99h-50z"/>',
         "#ff0000", ""),
        ('<path style="/* x */FILL:red ! important;fill:blue" d="M50 0h50v99h-50z"/>', "#ff0000", ""),
        ('<path class="a" d="M50 0h50v99h-50z"/><style><![CDATA[ .a { fill: red } ]]></style>', "#ff0000", ""),
        (f'{ICON}<use href="#a" x="50" width="50" height="100" fill="red"/>', "#ff0000", ""),
        ('<defs><path id="a" d="M0 0h50v99h-50z"/></defs><use href="#a" x="50%" fill="red"/>'
         '<use href="#a" fill="blue"/>',
         "#ff0000", "#0000ff"),
        ('<svg x="50" width="50" viewBox="0 0 10 20" fill="red"><rect width="100%" height="20"/></svg>', "#ff0000", ""),
        (f'<g clip-path="url(#c)"><path fill="red" d="M50 0h150v99h-150z"/></g>{CLIP.format("0 0H100V100H0Z M0 0")}',
         "#ff0000", ""),
        ('<rect id="r" width="100" height="100" fill="none"/><clipPath id="c"><use href="#r" style="overflow:visible"/>'
         '</clipPath><path style="clip-path:url(#c)" d="M50 0h50v99h-50z"/>', "#000000", ""),
        ('<clipPath id="c"><rect width="5" height="10" transform="translate(50 0) scale(10)"/></clipPath>'
         '<path clip-path="url(#c)" d="M50 0h50v99h-50z"/><path clip-path="none" d="M0 0h50v99h-50z" fill="red"/>',
         "#000000", "#ff0000"),
        ('<symbol id="a" viewBox="0 0 5 9" style="overflow:visible"><path d="M0 0h10v9h-10z"/></symbol>'
         '<use href="#a" x="50" width="25" height="99"/>', "#000000", ""),
        ('<switch><foreignObject requiredExtensions="x"/><path d="M50 0h50v99h-50z"/><path d="M0 0h50v99h-50z"/>'
         "</switch>",
         "#000000", ""),
        ('<g visibility="hidden"><path d="M0 0h50v99h-50z"/><path visibility="visible" d="M50 0h50v99h-50z"/></g>',
         "#000000", ""),
        ('<g opacity="0"><path d="M0 0h50v99h-50z"/></g><path fill-opacity="100%" d="M50 0h50v99h-50z"/>',
         "#000000", ""),
        ('<path fill-opacity="0" d="M0 0h50v99h-50z"/><path d="M50 0h50v99h-50z"/>', "#000000", ""),
        ('<path d="M50 0h50v99h-50z"><path d="M0 0h50v99h-50z"/></path>', "#000000", ""),
        ('<path style="transform:translate(50px,0) rotate(0deg)" d="M0 0h50v99h-50z"/>', "#000000", ""),
        ('<linearGradient id="g"/><clipPath id="c"/><symbol/><path d="M50 0h50v99h-50z"/>', "#000000", ""),
        ('<text x="9" y="9"><tspan> </tspan></text><flowRoot/><path d="M50 0h50v99h-50z"/>', "#000000", ""),
        ('<path stroke-dasharray="0" paint-order="fill stroke" display="flex" d="M50 0h50v99h-50z"/>', "#000000", ""),
    ],
)  # fmt: skip
def test_what_drawing_programs_and_sets_of_icons_write_is_drawn(inside: str, right: str, left: str) -> None:
    at = painted(inside)
    assert (at(75, 50), at(25, 50)) == (right, left or "#ffffff")


@pytest.mark.parametrize(
    ("fit", "shown"),
    [
        ("", "-50 0 200 100"),
        ("xMinYMin", "0 0 200 100"),
        ("xMaxYMid meet", "-100 0 200 100"),
        ("xMidYMin slice", "0 0 100 50"),
        ("defer xMidYMax slice", "0 50 100 50"),
    ],
)
def test_a_picture_of_another_shape_than_its_view_box_shows_more_or_less_of_it(fit: str, shown: str) -> None:
    box = read_svg(svg("<path d='M0 0h9v99z'/>", more=f'width="4in" height="2in" preserveAspectRatio="{fit}"')).view_box
    assert box == tuple(map(float, shown.split()))


def test_a_picture_that_is_stretched_or_turned_is_refused() -> None:
    assert "'none'" in reason(svg("<g/>", more='width="4em" height="2em" preserveAspectRatio="none"'))
    assert "'transform'" in reason(svg("<g/>", more='transform="rotate(9)"'))


def test_a_picture_may_be_as_high_as_its_view_box_asks() -> None:
    look = 'width="50" height="100" style="max-width:100%;height:auto;margin:0 auto"'
    assert read_svg(svg("<path d='M0 0h9v9z'/>", more=look)).view_box == (0, 0, 100, 100)


def test_the_ground_of_a_picture_is_painted() -> None:
    at = Painted(pdf_of(svg('<rect width="50" height="100"/>', more='style="background:#ff0"')))
    assert (at(25, 50), at(75, 50)) == ("#000000", "#ffff00")


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("<text>Clinic</text>", "<text>"),
        ("<text><tspan>Clinic</tspan></text>", "<text>"),
        ('<image href="file:///etc/passwd"/>', "<image>"),
        ('<use href="#a"/>', "'#a', which is not in it"),
        ('<use href="icons.svg#a"/>', "refers to something else (href)"),
        ('<g id="a"><use href="#a"/></g>', "repeats too much"),
        (
            '<path id="a0" d="M0 0h9v9z"/>'
            + "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 30 + "</g>" for n in range(1, 9)),
            "repeats too much",
        ),
        ("<style>@import 'https://example.org/x.css';</style>", "<style>"),
        ("<defs><style>g .a{fill:red}</style></defs>", "the rule 'g .a'"),
        ("<style>@media print{.a{fill:red}}</style>", "more than plain rules"),
        ('<style media="print">.a{fill:red}</style>', "not for all"),
        ('<style>.a{fill:url(#g)}</style><path class="a" d="M0 0h9v9z"/>', "filled with a gradient"),
        ("<script>alert(1)</script>", "<script>"),
        ("<foreignObject/>", "<foreignObject>"),
        ('<linearGradient id="a"/>', "draws nothing"),
        ('<rect width="9" height="9"><animate attributeName="width"/></rect>', "<animate>"),
        ('<symbol id="a" viewBox="0 0 9 9"><path d="M0 0h99v9z"/></symbol><use href="#a"/>', "cut off by <symbol>"),
        ('<svg width="9" height="9"><path d="M0 0h99v9z"/></svg>', "cut off by <svg>"),
        ('<svg style="width:9px" height="9"><path d="M0 0h9v9z"/></svg>', "its place in a style"),
        (f'{ICON}<use href="#a" style="height:9px"/>', "its place in a style"),
        ('<line style="x2:9px" x1="1"/>', "in a style, where it means nothing"),
        ('<path style="transform:translate(9,9px)" d="M0 0h9v9z"/>', "in a style, where it means nothing"),
        ('<path transform="translate(9px)" d="M0 0h9v9z"/>', "where a number has no unit"),
        (f'<path clip-path="url(#c)" d="M0 0h50v9z"/>{CLIP.format("0 0h40v40h-40z")}', "cut off by a <clipPath>"),
        (f'<path clip-path="url(#c)" d="M0 0h50v9z"/>{CLIP.format("0 0h40v40z")}', "not a plain box"),
        (f'<path clip-path="url(#c)" d="M0 0h50v9z"/>{CLIP.format("0 0h9V9L0 9L9 0L0 0")}', "not a plain box"),
        ('<path clip-path="url(#c)" d="M0 0h50v9z"/>', "not a plain box"),
        ('<path stroke="red" stroke-width="-5" d="M0 0h50v9z"/>', "'stroke-width: -5'"),
        ('<rect width="5." height="9"/>', "width '5.' is not a plain number"),
        ('<a href="https://example.org/"><path d="M0 0h9v9z"/></a>', "<a>"),
        ('<rect width="9" height="9" fill="url(#a)"/>', "filled with a gradient"),
        ('<rect width="9" height="9" stroke="url(#a)"/>', "outlined with a gradient"),
        ('<rect width="9" height="9" style="fill:url(https://example.org/a.svg#b)"/>', "refers to something else"),
        ('<rect width="9" height="9" onload="alert(1)"/>', "refers to something else (onload)"),
        ('<path xmlns:x="http://www.w3.org/1999/xlink" x:href="a" d="M0 0h9"/>', "refers to something else (href)"),
        ('<rect width="9" height="9" opacity="0.5"/>', "'opacity: 0.5'"),
        ('<rect width="9" height="9" stroke-dasharray="4 2"/>', "'stroke-dasharray: 4 2'"),
        ('<rect width="9" height="9" filter="blur(2px)"/>', "'filter: blur(2px)'"),
        ('<rect width="2em" height="9"/>', "width '2em' is not a plain number"),
        ('<rect width="9" height="9" fill="#12345678"/>', "'#12345678'"),
        ('<rect width="9" height="9" sparkle="yes"/>', "'sparkle'"),
        ('<rect width="9" height="9" transform="wobble(3)"/>', "'wobble(3)'"),
        ('<path d="M0 0 L 5"/>', "too few numbers"),
        ('<path d="M0 0 L 1e9 0"/>', "too large"),
        ('<path d="L 1 1"/>', "begins with M"),
        ('<g transform="scale(9e6) scale(9e6)"><path d="M0 0h9v9z"/></g>', "transforms are too large"),
        ("", "draws nothing"),
        ('<rect width="9" height="9" fill="#fff" stroke="#fafafa"/>', "is white"),
        ('<rect width="9" height="9" fill="#fff"/><rect x="110" width="9" height="9"/>', "outside its viewBox"),
        ('<path d="M9 9L99 9" stroke="red" stroke-width="4" transform="translate(0 -18)"/>', "outside its viewBox"),
        ("<path", "not a well-formed SVG"),
        ("<g>" * 60 + "</g>" * 60, "nested more than 40 deep"),
    ],
)
def test_what_is_not_drawn_is_refused_by_name(inside: str, named: str) -> None:
    assert named in reason(svg(inside))


@pytest.mark.parametrize(
    "inside", ['<path d="M9 -3H99" stroke="red" stroke-width="8"/>', '<rect width="9" height="9" fill="#ff0"/>']
)
def test_what_is_pale_or_mostly_outside_is_drawn(inside: str) -> None:
    assert read_svg(svg(inside)).shapes


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    assert "declares" in reason(bomb.encode() + svg("<title>&b;</title>"))


def test_an_entity_from_a_file_is_never_read() -> None:
    outside = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert "declares" in reason(outside.encode() + svg("<title>&a;</title>"))


def test_a_document_type_without_declarations_is_harmless() -> None:
    kind = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert check_picture(kind + LOGO.read_bytes(), "logo.svg").kind == "svg"


def test_a_style_sheet_beside_the_drawing_is_refused() -> None:
    assert "style sheet" in reason(b'<?xml-stylesheet href="https://example.org/x.css"?>' + svg("<g/>"))


def test_numbers_may_stand_close_together() -> None:
    assert read_path("M.5.5-1-1") == (PathStep("m", ((0.5, 0.5),)), PathStep("l", ((-1.0, -1.0),)))


def test_after_a_path_is_closed_the_next_begins_where_it_began() -> None:
    assert read_path("M1 1h5zl2 2")[-1] == PathStep("l", ((3.0, 3.0),))


def test_an_arc_ends_exactly_where_it_says() -> None:
    assert read_path("M0 0A5 3 30 1 0 7 7")[-1].points[-1] == (7.0, 7.0)


@pytest.mark.parametrize("data", ["M", "M1", "5 5", "M0 0z5", "M0 0 A1 1 0 2 0 5 5", "M0 0 L1 nan", "x"])
def test_bad_path_data_is_refused(data: str) -> None:
    with pytest.raises(BadPath):
        read_path(data)


def test_a_drawing_without_size_is_refused() -> None:
    assert reason(svg('<path d="M0 0h9v9z"/>', "0 0 0 10")) == "the SVG has no size"
    assert reason(b'<svg><path d="M0 0h9v9z"/></svg>') == "the SVG has no viewBox"


def test_an_arc_of_hardly_any_size_is_a_line() -> None:
    assert read_path("M0 0A1e-320 1 0 0 1 5 5")[-1] == PathStep("l", ((5.0, 5.0),))


def test_current_color_is_black_where_none_is_said() -> None:
    assert painted('<rect width="100" height="100" fill="currentColor"/>')(50, 50) == "#000000"


def test_current_color_is_that_of_the_element_or_of_those_around_it() -> None:
    at = painted('<g color="red"><rect width="50" height="100" fill="currentColor"/></g>'
                 '<path d="M60 50h30" stroke="CurrentColor" stroke-width="20" color="blue"/>')  # fmt: skip
    assert (at(25, 50), at(75, 50)) == ("#ff0000", "#0000ff")


def test_current_color_is_handed_on_as_a_word_not_as_a_colour() -> None:
    at = painted('<g color="red" fill="currentColor"><rect width="100" height="100" color="rgb(0,0,255)"/></g>')
    assert at(50, 50) == "#0000ff"


def test_an_unknown_color_that_nothing_follows_is_harmless() -> None:
    assert painted('<rect width="100" height="100" color="context-fill"/>')(50, 50) == "#000000"
    assert "'context-fill'" in reason(svg('<rect width="9" height="9" color="context-fill" fill="currentColor"/>'))


@pytest.mark.parametrize(
    ("value", "drawn"),
    [
        ("rgb(12, 280, 90)", "#0cff5a"),
        ("rgb(-5,0,1e9)", "#0000ff"),
        ("rgb(110% 0% 20%)", "#ff0033"),
        ("rgba(255,0,0,1)", "#ff0000"),
        ("#f00", "#ff0000"),
        ("#ff0000ff", "#ff0000"),
        ("RED", "#ff0000"),
        ("rgb(0 0 0 / 0)", "#ffffff"),
        ("#00000000", "#ffffff"),
    ],
)
def test_colours_are_brought_into_range(value: str, drawn: str) -> None:
    rest = '<rect width="1" height="1"/>'
    assert painted(f'<rect width="100" height="100" fill="{value}"/>{rest}')(50, 50) == drawn


@pytest.mark.parametrize("value", ["rgb(1,2)", "rgb(NaN,0,0)", "rgba(1,2,3,.5)", "#12345678", "sparkle", "initial"])
def test_a_colour_that_cannot_be_drawn_is_named(value: str) -> None:
    assert value in reason(svg(f'<rect width="9" height="9" fill="{value}"/>'))


@pytest.mark.parametrize("data", ["M50 50z", "M50 50h0", "M50 50L50 50", "M50 50c0 0 0 0 0 0", "M50 50l.001 0"])
@pytest.mark.parametrize(("cap", "edge"), [("round", "#ffffff"), ("square", "#ff0000")])
def test_a_line_without_length_is_a_dot_under_round_and_square_caps(data: str, cap: str, edge: str) -> None:
    at = painted(f'<path stroke="red" stroke-width="40" stroke-linecap="{cap}" d="{data}"/>')
    assert (at(50, 50), at(33, 33), at(25, 25)) == ("#ff0000", edge, "#ffffff")


@pytest.mark.parametrize(
    "shape",
    [
        '<line x1="0" y1="0" x2="100" y2="100"/>',
        '<path d="M0 0L100 100"/>',
        '<path d="M0 0L100 100L50 50z"/>',
        '<path d="M0 0C50 50 50 50 100 100"/>',
        '<polyline points="0,0 100,100"/>',
        '<path stroke="red" stroke-width="30" d="M50 50z"/>',
        '<path stroke="red" stroke-width="30" stroke-linecap="round" d="M50 50"/>',
    ],
)
def test_what_has_neither_an_inside_nor_a_line_is_not_painted(shape: str) -> None:
    at = painted('<rect width="2" height="2"/>' + shape)
    assert {at(x, x) for x in range(5, 100, 5)} == {"#ffffff"}


def test_a_line_keeps_its_stroke_when_it_has_no_inside_to_fill() -> None:
    assert painted('<path d="M0 50h100" stroke="red" stroke-width="9"/>')(50, 50) == "#ff0000"


@pytest.mark.parametrize("radii", ['rx="20"', 'ry="20"', 'rx="20" ry="auto"', 'rx="auto" ry="20"', 'rx="20" ry="-3"'])
def test_an_ellipse_with_one_radius_is_a_circle(radii: str) -> None:
    at = painted(f'<ellipse cx="50" cy="50" {radii} fill="red"/>')
    assert (at(50, 33), at(33, 50), at(50, 27), at(27, 50)) == ("#ff0000", "#ff0000", "#ffffff", "#ffffff")


@pytest.mark.parametrize("word", ["NaN", "Infinity", "1" * 60_000 + "x", "1 " * 30_000 + "x"])
def test_what_is_no_number_is_refused_at_once(word: str) -> None:
    assert "where numbers belong" in reason(svg(f'<polyline points="3.14159265358979,2.71828182845904 {word} 30,30"/>'))
    assert "where numbers belong" in reason(svg("<g/>", word))
    assert "where numbers belong" in reason(svg(f'<g transform="scale({word})"/>'))
    assert reason(svg(f'<path d="M0 0 L{word} 1"/>'))


def test_properties_of_text_are_passed_over() -> None:
    style = "text-indent:0;text-align:start;direction:ltr;font:9px x;-webkit-font-smoothing:auto;baseline-shift:0"
    at = painted(f'<path d="M5 5h90v90h-90z" style="{style};fill:red" cursor="pointer" focusable="false"/>')
    assert at(50, 50) == "#ff0000"


def test_only_text_is_told_to_become_paths() -> None:
    for inside, paths in [("<text>Clinic</text>", True), ('<use href="#a"/>', False)]:
        with pytest.raises(BadPicture) as caught:
            check_picture(svg(inside), "logo.svg")
        assert ("into paths" in (caught.value.hint or "")) == paths


def test_lengths_may_have_units() -> None:
    assert painted('<rect width="1in" height="2cm" fill="red"/>')(90, 70) == "#ff0000"


def test_an_svg_that_grows_when_it_is_written_out_is_refused() -> None:
    arcs = "a1 1 0 1 1 1.5 1" * 20_000
    assert "when each line is written out" in reason(svg(f'<path d="M0 0{arcs}"/>'))


@pytest.mark.parametrize("seed", range(40))
def test_any_svg_is_refused_with_a_hint_or_drawn(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(25):
        data = drawn(dice)
        assert complaint(data) is None, data
