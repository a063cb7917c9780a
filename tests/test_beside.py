"""Parts that stand side by side, and what is torn off, as PDFium sees their ink."""

from itertools import pairwise

import pytest
from PIL import Image

from handout import flow
from handout.layout.beside import GUTTER, _columns
from handout.layout.strips import TextColumn
from handout.source import Span
from support.cases import case
from support.readback import Readback
from support.second_witness import glyph_boxes
from test_layout_compose import Builder, built, ink, rules

__all__ = ["built"]

CHANCE = {"chance": {"in": 3, "of": 10, "happens": "Ψ", "otherwise": "Ω"}}


def test_both_sides_of_a_chance_stand_beside_its_picture(built: Builder) -> None:
    happens, otherwise = ink(built(CHANCE), "ΨΩ")
    assert happens.left > 300 and otherwise.left > 300
    assert happens.bottom > otherwise.bottom


@pytest.mark.parametrize(
    "block",
    [
        {"do_dont": {"do": ["Ψ"], "dont": ["Ω"]}},
        {"schedule": [{"when": "Ψ", "what": "Ω"}]},
        {"table": {"columns": ["Ψ", "Ω", {"heading": "", "tick": True}], "rows": [["1", "2"]]}},
        {"log": {"columns": ["Ψ", "Ω"], "rows": 2}},
        {"signatures": ["Ψ", "Ω"]},
        {"zones": [{"level": "go", "signs": ["Ψ"], "do": ["Ω"]}]},
    ],
    ids=lambda block: next(iter(block)),
)
def test_what_stands_side_by_side_begins_at_the_right_in_arabic(built: Builder, block: object) -> None:
    at = {glyph.char: glyph.left for glyph in ink(built(block, language="ar", disclaimer="للعلم."), "ΨΩ")}
    assert at["Ψ"] > at["Ω"] + 50


def test_a_side_taller_than_a_page_is_parted_between_its_entries(built: Builder) -> None:
    pdf = built({"do_dont": {"do": ["Ω" + " Ψ" * 110] * 9, "dont": ["Nothing."]}})
    for page in glyph_boxes(pdf):
        lines = sorted({round(glyph.bottom) for glyph in page if glyph.char == "Ψ"}, reverse=True)
        starts = [round(glyph.bottom) for glyph in page if glyph.char == "Ω"]
        apart = [above - below for above, below in pairwise(lines) if all(abs(below - start) > 3 for start in starts)]
        assert max(apart, default=0) < 18


def test_the_words_for_a_time_of_day_stand_below_its_icon_and_level_with_the_others(built: Builder) -> None:
    pdf = built({"medicines": [{"name": "Ψ", "morning": "one", "notes": "Ω"}]})
    [bedtime] = ink(pdf, "B")
    notes = max(glyph.bottom for glyph in ink(pdf, "N") if abs(glyph.bottom - bedtime.bottom) < 30)
    assert abs(notes - bedtime.bottom) < 1
    assert rules(pdf) - rules(built({"medicines": [{"name": "Ψ", "as_needed": "one", "notes": "Ω"}]})) > 4


def test_short_entries_stand_in_two_columns_and_are_read_down_then_across() -> None:
    pdf = case("columns").pdf or b""
    early, late = ink(pdf, "ΨΩ")
    assert late.left - early.left > 200
    assert late.bottom < early.bottom  # the second of three, and the last of two, below one of two lines


def test_a_word_to_know_stands_beside_its_meaning_at_the_edge_of_the_text() -> None:
    pdf = case("columns").pdf or b""
    term, last = ink(pdf, "ΔΣ")
    assert last.left > 240 and term.bottom - last.bottom < 20
    assert term.left < 70


def test_a_tear_off_stands_at_the_foot_of_the_last_page(built: Builder) -> None:
    pdf = built({"tear_off": {"title": "Mine", "body": ["Ψ"]}}, "Ω")
    pages = glyph_boxes(pdf)
    below = [glyph for glyph in pages[-1] if glyph.char == "Ψ"]
    above = [glyph for glyph in pages[0] if glyph.char == "Ω"]
    assert below[0].bottom < 110 < above[0].bottom


def test_a_tear_off_takes_the_heading_along_that_has_nothing_else_below_it(built: Builder) -> None:
    pdf = built({"tear_off": {"title": "Mine", "body": ["Ψ"]}})
    heading = [glyph for glyph in glyph_boxes(pdf)[-1] if glyph.char == "S" and glyph.bottom < 200]
    assert len(heading) == 1


def test_a_handout_has_one_tear_off(built: Builder) -> None:
    made, told = built.made(*({"tear_off": {"title": title, "body": ["It is."]}} for title in "AB"))
    assert made is None
    assert told == [
        "content/any.yaml:1:163: error[E66] a handout has one tear_off; the first stands in line 1\n"
        "    hint: make them one"
    ]


def test_a_column_of_a_log_is_wide_enough_to_write_in(built: Builder) -> None:
    days = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "All", "Own", "End"]
    assert built.made({"log": {"columns": days[:9], "rows": 2}})[1] == []
    assert built.made({"log": {"columns": ["Measurements", "Temperatures", *days[:5]], "rows": 2}})[1] == []
    long = built.made({"log": {"columns": ["Measurements" * 2, "Temperatures" * 2, *days[:5]], "rows": 2}})[1]
    assert "long words in its headings take the room" in long[0]
    made, told = built.made({"log": {"columns": days, "rows": 2}})
    assert made is None
    assert told == [
        "content/any.yaml:1:108: error[E68] in the style 'standard' the 10 columns of this log are too narrow to write "
        "in\n"
        "    hint: 9 fit: make it two logs, or turn columns into rows"
    ]


def test_a_tear_off_leaves_room_on_its_page(built: Builder) -> None:
    made, told = built.made({"tear_off": {"title": "A", "body": [{"fill_in": [{"label": "B", "lines": 20}]}]}})
    assert made is None
    assert "this tear_off takes" in told[0] and "the most is 60%" in told[0]


def test_a_tall_picture_between_flat_ones_stands_beside_them(built: Builder) -> None:
    Image.new("L", (60, 200), 128).save(built.root / "content" / "images" / "tall.png")
    pictures = [{"image": f"images/{name}.png", "alt": f"Picture {name}"} for name in ("wide", "tall")]
    pdf = built({"figures": [*pictures, {"image": "images/wide.png", "alt": "Another"}]})
    boxes = [[*map(float, tag.properties["BBox"].split())] for tag in Readback(pdf).tree.walk() if tag.role == "Figure"]
    assert [left for left, *_ in boxes] == sorted(left for left, *_ in boxes)
    assert len({round(top) for *_, top in boxes}) == 1


@pytest.mark.parametrize(
    ("shares", "widths"),
    [
        pytest.param((1.0, 1.0), [100.0, 100.0], id="all are just wide enough"),
        pytest.param((3.0, 1.0), [100.0, 100.0], id="one takes what it lacks"),
        pytest.param((4.0, 1.0, 1.0), [124.0, 31.0, 31.0], id="there is not enough for all"),
    ],
)
def test_a_narrow_picture_takes_of_the_others_what_it_lacks(shares: tuple[float, ...], widths: list[float]) -> None:
    span = Span("x.yaml", 1, 1)
    picture: flow.Figure = flow.Figure(picture=flow.QrCode(text="x"), alt="x", span=span)
    beside: flow.Beside = flow.Beside(rows=(((picture,),) * len(shares),), shares=shares, span=span)
    found = _columns(beside, TextColumn(0.0, 200.0 + GUTTER), mirrored=False, least=100.0)
    assert [column.width for column in found] == pytest.approx(widths)


def test_a_line_to_sign_on_takes_of_the_other_what_its_longest_word_lacks(built: Builder) -> None:
    column, lines = TextColumn(0.0, 100.0 + GUTTER), flow.Beside(rows=(), shares=(0.7, 0.3), span=Span("x.yaml", 1, 1))
    found = _columns(lines, column, mirrored=False, least=0.0, longest=[10.0, 40.0])
    assert [one.width for one in found] == pytest.approx([60.0, 40.0])
