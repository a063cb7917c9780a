"""Runs become lines: nothing lost, nothing wider than its room, numbers whole."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handout.pdf.text import line_breaking, paragraph
from handout.pdf.text.font_book import book
from handout.pdf.text.lines import DoesNotFit, MissingGlyph, extents, natural_width, set_lines
from handout.problems import HandoutError
from handout.record import replace
from support.typeset import ATKINSON, NOTO, lines_of, run


def texts(runs, width, **how):
    return [line.text for line in set_lines(runs, width, **how)]


def test_lines_hold_every_character_and_end_in_their_space():
    assert lines_of("Wash your hands before you touch it.", 100) == [
        "Wash your hands ",
        "before you ",
        "touch it.",
    ]


@pytest.mark.parametrize("last", ["it.", "10\u00a0mg", "911!", "(daily)", "longer", "יום"])
def test_no_short_word_stands_alone_on_the_last_line(last: str) -> None:
    """However wide the lines are; where the line before has one word alone, that stays."""
    letters = sum(map(str.isalnum, last))
    for width in range(100, 260, 10):
        lines = [line.split() for line in lines_of(f"Wash your hands before you touch {last}", width, families=NOTO)]
        is_alone = len(lines) > 1 and lines[-1] == last.split()
        assert not is_alone or letters > 5 or len(lines[-2]) == 1


def test_no_line_is_wider_than_its_room():
    lines = set_lines([run("Wash your hands before you touch the dressing. " * 5)], 130)
    assert max(line.width for line in lines) <= 130


def test_the_space_at_a_lines_end_takes_no_room():
    [line] = set_lines([run("word ")], 200)
    [bare] = set_lines([run("word")], 200)
    assert line.width == bare.width


def test_a_hard_break_ends_a_line_in_a_space():
    assert texts([run("one", hard_break=True), run("two")], 200) == ["one ", "two"]


def test_an_empty_run_can_be_a_hard_break():
    runs = [run("one"), run("", hard_break=True), run("two")]
    assert texts(runs, 200) == ["one ", "two"]


def test_two_hard_breaks_leave_an_empty_line():
    runs = [run("one"), run("", hard_break=True), run("", hard_break=True), run("two")]
    assert texts(runs, 200) == ["one ", "", "two"]


def test_no_runs_make_no_lines():
    assert set_lines([], 200) == []
    assert set_lines([run("")], 200) == []


def test_a_word_in_two_looks_is_never_parted():
    assert texts([run("Wash your han"), run("ds", bold=True), run(".")], 60) == ["Wash your ", "hands."]


@pytest.mark.parametrize(
    "text", ["Take 5 mg (2 ml) of Dr. Lee's well-known mix.", "Nehmen Sie «zwei» Löffel – täglich."]
)
def test_lines_end_at_the_same_places_wherever_a_text_is_parted_into_runs(text):
    whole = texts([run(text)], 80)
    for place in range(1, len(text)):
        assert texts([run(text[:place]), run(text[place:])], 80) == whole


def test_each_look_makes_a_piece_where_the_one_before_it_ends():
    [line] = set_lines([run("Wash "), run("now", bold=True)], 200)
    assert line.pieces[1].x == pytest.approx(line.pieces[0].width)


def test_a_number_and_its_unit_in_two_looks_stay_together():
    assert texts([run("take "), run("5", bold=True), run(" mg")], 45) == ["take ", "5 mg"]


def test_no_line_ends_before_a_citation():
    assert texts([run("more words "), run("12", size=8, rise=4), run(".")], 66) == ["more ", "words 12."]


def test_a_citation_after_a_unit_does_not_free_the_unit():
    assert texts([run("take 5 mg"), run("1", size=8, rise=4), run(".")], 50) == ["take ", "5 mg1."]


def test_a_soft_hyphen_is_shown_where_a_line_ends():
    first, second = set_lines([run("dif\u00adficult")], 40)
    assert (first.text, second.text) == ("dif\u00ad", "ficult")
    assert first.pieces[-1].glyphs[-1].width > 0


def test_a_hebrew_word_that_is_cut_ends_in_a_hyphen_to_its_left():
    line, _ = set_lines([run("Advil תרו\u00adפה עם מים", "he", ("Noto Sans Hebrew",))], 60, base_direction="rtl")
    latin, blank, word = line.pieces
    end = word.x + sum(glyph.width for glyph in word.glyphs) * word.ink.size / 1000
    assert (word.x, word.text, word.glyphs[0].text) == (0, "תרו\u00ad", "")
    assert (blank.x, line.width) == pytest.approx((end, latin.x + latin.width))


@pytest.mark.parametrize("text", ["Wash your hands", "Un\u00adder\u00adstand this", "אחת שלוש"])
def test_what_is_shown_of_a_piece_is_what_its_glyphs_show(text: str) -> None:
    whole, ended = [run(text)], [run(text), run("", hard_break=True), run("two", bold=True)]
    lines = [line for runs in (whole, ended) for width in (extents(runs)[1], 400) for line in set_lines(runs, width)]
    pieces = [piece for line in lines for piece in line.pieces if piece.body is not None]
    assert pieces
    for piece in pieces:
        assert piece.body == "".join(segment.body or "" for segment in piece.glyphs)
        assert not any(segment.rtl for segment in piece.glyphs)


def test_a_soft_hyphen_inside_a_line_takes_no_room():
    assert natural_width([run("dif\u00adficult")]) == pytest.approx(natural_width([run("difficult")]), abs=0.5)


def test_a_word_that_does_not_fit_is_an_error_with_its_place():
    with pytest.raises(DoesNotFit) as caught:
        set_lines([run("a 0.000125")], 30)
    [problem] = caught.value.problems
    assert (problem.code, str(problem.span)) == ("E60", "words.yaml:1:3")


def test_a_character_without_a_glyph_is_named_with_its_place():
    with pytest.raises(MissingGlyph) as caught:
        set_lines([run("tick \u2440 and \U0001f78e")], 300)
    assert [str(problem).splitlines()[0] for problem in caught.value.problems] == [
        "words.yaml:1:6: error[E50] no font can draw '\u2440' (U+2440 OCR HOOK)",
        "words.yaml:1:12: error[E50] no font can draw '\U0001f78e' (U+1F78E LIGHT WHITE SQUARE)",
    ]


def test_a_line_end_in_the_text_is_no_glyph():
    with pytest.raises(MissingGlyph):
        set_lines([run("a\nb")], 300)


def test_an_unknown_family_is_an_error_with_its_place():
    with pytest.raises(HandoutError, match=r"words\.yaml:1:1: error\[E53\] unknown font family 'Comic Sans'"):
        set_lines([run("a", families=("Comic Sans",))], 300)


def test_a_word_that_the_first_family_lacks_is_set_whole_in_another():
    [line] = set_lines([run("for Đặng now")], 300)
    assert [(piece.face.family, piece.text) for piece in line.pieces] == [
        ("Atkinson Hyperlegible", "for "),
        ("Noto Sans", "Đặng "),
        ("Atkinson Hyperlegible", "now"),
    ]


def test_decomposed_letters_are_composed():
    assert lines_of("cafe\u0301") == ["café"]


def test_the_least_width_is_that_of_the_widest_part():
    runs = [run("take 5–10 mg now")]
    assert extents(runs)[1] == pytest.approx(natural_width([run("5–10 mg")]))


def test_text_set_in_its_natural_width_is_one_line():
    runs = [run("Wash your "), run("hands", bold=True), run(" now, please.")]
    assert len(set_lines(runs, natural_width(runs))) == 1


def test_text_set_in_its_least_width_fits():
    runs = [run("Wash your "), run("hands", bold=True), run(" for 20 seconds.")]
    assert "".join(texts(runs, extents(runs)[1])) == "Wash your hands for 20 seconds."


def test_size_scales_widths():
    assert natural_width([run("Wash", size=24)]) == pytest.approx(2 * natural_width([run("Wash", size=12)]))


@pytest.mark.parametrize("families", [ATKINSON, NOTO])
@given(words=st.lists(st.text("abcdefgÀÉñ0159.,-/()%", min_size=1, max_size=12), min_size=1, max_size=30))
def test_no_text_is_lost_or_turned(families, words):
    text = " ".join(words)
    runs = [run(text, families=families)]
    lines = set_lines(runs, max(extents(runs)[1], 120))
    assert "".join(line.text for line in lines) == text
    assert all("".join(piece.text for piece in line.pieces) == line.text for line in lines)


@given(parts=st.lists(st.tuples(st.text("ab 5mg-", min_size=1, max_size=8), st.booleans()), min_size=2, max_size=8))
def test_runs_lose_no_text_and_keep_to_their_room(parts):
    runs = [run(text, bold=bold) for text, bold in parts]
    room = max(extents(runs)[1], 60)
    lines = set_lines(runs, room)
    assert "".join(line.text for line in lines) == "".join(text for text, _ in parts)
    assert all(line.width <= room + 0.001 for line in lines)


def test_arabic_letters_join_over_a_change_of_look():
    if not book().has("Noto Sans Arabic"):
        pytest.skip("the i18n pack is not installed")
    [whole] = set_lines([run("كتاب", "ar")], 200, base_direction="rtl")
    [parted] = set_lines([run("كت", "ar"), run("اب", "ar", underline=True)], 200, base_direction="rtl")
    assert parted.width == pytest.approx(whole.width)
    assert parted.width != pytest.approx(natural_width([run("كت", "ar")]) + natural_width([run("اب", "ar")]))


def test_a_blank_at_the_end_of_a_right_to_left_line_hangs_at_its_left_edge() -> None:
    arabic = run("ملاحظة", "ar", ("Noto Sans Arabic",))
    line = set_lines([arabic, replace(arabic, text="", hard_break=True), arabic], 400.0, base_direction="rtl")[0]
    assert line.pieces[-1].glyphs[0].text == " "
    assert line.pieces[-1].x < 0


def test_a_number_stays_with_the_word_after_it_where_the_two_fit():
    assert texts([run("tome 2 cucharadas de jarabe")], 100) == ["tome ", "2 cucharadas de ", "jarabe"]


def test_a_number_and_its_word_part_only_where_they_do_not_fit_a_line():
    assert texts([run("tome 2 cucharadas y 3 gotas")], 68) == ["tome ", "2 ", "cucharadas ", "y 3 gotas"]


def test_kept_places_serve_across_looks_and_directions():
    assert texts([run("tome "), run("2", bold=True), run(" cucharadas")], 68) == ["tome ", "2 ", "cucharadas"]
    assert texts([run("ملعقة ٢ cucharadas", "ar", ("Noto Sans Arabic",))], 68, base_direction="rtl")[-1] == "cucharadas"


def test_a_quantity_that_does_not_fit_is_told_and_never_cut():
    with pytest.raises(DoesNotFit) as told:
        texts([run("tome 2 000–3 000 mL")], 70)
    assert told.value.text == "2 000–3 000 mL"
    assert "a number is never cut" in str(told.value)


def test_a_short_line_that_fits_is_set_without_what_knows_where_its_words_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is as wide as the one that is cut."""
    pytest.importorskip("icu4py", reason="icu4py is not installed: no dictionaries")
    words = [run("ล้างมือก่อน 30 นาที", families=NOTO, language="th")]
    cut_width = natural_width(words)
    for forget in (paragraph._KEPT.clear, paragraph._EARLIER.clear, line_breaking._dense.cache_clear):
        forget()
    monkeypatch.setitem(sys.modules, "icu4py.breakers", None)
    [line] = set_lines(words, 300)
    assert line.width == cut_width
    with pytest.raises(MissingGlyph, match="line breaker"):
        set_lines(words, 60)


def test_what_the_last_document_had_is_not_measured_again(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = texts([run("Drink a glass of water.")], 300)
    paragraph.begin_document()
    monkeypatch.setattr(paragraph, "_measured", None)
    assert texts([run("Drink a glass of water.")], 300) == lines
    for _ in range(2):
        paragraph.begin_document()
    with pytest.raises(TypeError):
        texts([run("Drink a glass of water.")], 300)
