"""Numbers and Latin phrases in right-to-left text are read in the order in which they were written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handout.pdf.text.bidi import bidi_class, visual_order
from handout.pdf.text.bidi_isolates import levels_with_phrases, phrases, reversed_numbers
from handout.pdf.text.lines import ReversedNumber, extents, set_lines
from support.two_way import line_levels
from support.typeset import run
from support.work import work

WORDS = {"ar": ("اتصل على", "اليوم"), "fa": ("تماس با", "امروز"), "ur": ("کال کریں", "آج"), "he": ("התקשרו אל", "היום")}
PHRASES = {
    "telephone": "555-0123",
    "telephone with area code": "(303) 555-0123",
    "international telephone": "+1 (303) 555-0123",
    "range": "5-10",
    "spaced range": "5 – 10",
    "dose": "5-10 mg",
    "drug and dose": "Metformin 500 mg",
    "date": "2026-03-05",
    "date with slashes": "22/11/2026",
    "date in words": "Nov 22, 2026",
    "name of a measure": "pH 7.4",
    "dilution with spaces": "1 : 10 000",
    "times with spaces": "4 * 1",
    "time": "9:30",
    "opening hours": "9:00-17:00",
    "percentage": "50%",
    "negative number": "-5",
    "minus sign": "\u22125",
    "fraction": "1/2",
    "decimal": "0.25",
    "temperature": "37.5 °C",
    "address": "https://example.org/a-1",
    "e-mail": "clinic@example.org",
    "persian digits": "۵-۱۰",
    "arabic digits": "٢٢/١١/٢٠٢٦",
}


MIRRORED = str.maketrans("([", ")]")
"""A bracket between right-to-left letters is drawn as its mirror image: which of the two is no matter here."""


def on_the_line(text: str, base: int = 1) -> str:
    """A line as it stands, from left to right."""
    levels, gaps = levels_with_phrases(text, base, phrases(text))
    levels = line_levels([bidi_class(char) for char in text], levels, base)
    return "".join(text[index] for index in visual_order(levels, gaps))


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("kind", PHRASES)
def test_a_phrase_stands_as_it_was_written(language, kind):
    before, after = WORDS[language]
    assert PHRASES[kind] in on_the_line(f"{before} {PHRASES[kind]} {after}.")


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("kind", PHRASES)
def test_no_number_is_left_to_be_turned(language, kind):
    before, after = WORDS[language]
    text = f"{before} {PHRASES[kind]} {after}."
    assert reversed_numbers(text, levels_with_phrases(text, 1, phrases(text))) == []


def test_without_isolation_the_check_sees_a_turned_range():
    text = "ب 5-10 ب"
    assert reversed_numbers(text, levels_with_phrases(text, 1, [])) == [(2, 6)]


def test_work_grows_with_the_number_of_numbers() -> None:
    def look(count: int) -> None:
        text = "א1" * count
        reversed_numbers(text, levels_with_phrases(text, 0, phrases(text)))

    look(100)
    assert work(lambda: look(400)) < 2.4 * work(lambda: look(200))


@pytest.mark.parametrize(
    "text",
    [
        "Ask for the Kא card.", "A salבtabs lid.", "Keep\u200fit dry.", "Keep\u061cit dry.",
        "Sugar is א and salt is ב. Take ג 5-10 mg of salt ד (water).", "א means sugar, ב means salt.",
    ],
)  # fmt: skip
def test_a_letter_or_mark_of_the_other_direction_turns_no_english_words(text):
    assert on_the_line(text, base=0) == text


def test_a_right_to_left_sentence_in_left_to_right_text_stays_in_one_piece():
    assert on_the_line("אבגדהוז Advil 5 חטיכלמ", base=0) == "מלכיטח 5 Advil זוהדגבא"


def test_words_of_another_direction_turn_only_themselves_in_a_foreign_stretch():
    """Its own direction counts, whatever the paragraph's is."""
    text = "ابت Sugar א and ב. ثجح"
    levels, gaps = levels_with_phrases(text, 1, phrases(text), [(4, 18)])
    assert text[4:18] in "".join(text[index] for index in visual_order(levels, gaps))


def test_names_that_are_isolated_follow_one_another_from_the_right():
    shown = on_the_line("\u2068The Clinic\u2069, \u20681 High Street, Anytown\u2069, \u2068555-0123\u2069")
    assert shown.translate(dict.fromkeys(map(ord, "\u2068\u2069"))) == "555-0123 ,1 High Street, Anytown ,The Clinic"


def test_a_dose_with_its_unit_in_arabic_stays_beside_the_unit():
    assert on_the_line("خذ Metformin 500 ملغ") == "غلم 500 Metformin ذخ"


def test_the_hyphen_after_a_hebrew_prefix_stays_with_the_prefix():
    assert on_the_line("ל-555-0123") == "555-0123-ל"


def test_the_end_of_a_sentence_ends_the_phrase():
    assert phrases("خذ Tylenol. 5 mg") == [(3, 10), (12, 16)]


def test_latin_words_go_on_over_a_stop_as_they_do_without_isolation():
    assert phrases("خذ Advil, Tylenol الآن") == [(3, 17)]


MEANT = {
    "fraction of a range": ("W ¼-2 W", "W ¼-2 W"),
    "range to a fraction": ("W ¾-1 W", "W ¾-1 W"),
    "mixed number": ("W 2¼ W", "W 2¼ W"),
    "range to a mixed number": ("W 3-3¾ W", "W 3-3¾ W"),
    "spaced mixed number": ("W 1 ½ W", "W 1 ½ W"),
    "number in brackets": ("W Aspirin 81 mg (4 W) W", "W (W 4) Aspirin 81 mg W"),
    "number of a name, number in brackets": ("W Omega 3 (2 W) W", "W (W 2) Omega 3 W"),
    "brackets of two words": ("W TSH (4 W W) W", "W (W W 4) TSH W"),
    "telephone in brackets": ("W ICU (555-0144 W) W", "W (W 555-0144) ICU W"),
    "names in brackets": ("W paracetamol (Panadol W Tylenol) W", "W (Tylenol W Panadol) paracetamol W"),
    "brackets in brackets": ("W (Advil [Motrin W] W) W", "W (W [W Motrin] Advil) W"),
    "brackets of a phrase": ("W ibuprofen (Advil) W", "W ibuprofen (Advil) W"),
    "title": ("W Dr. Ana Example W", "W Dr. Ana Example W"),
    "address": ("W 45 Trial Ave, Anytown, IL 62701 W", "W 45 Trial Ave, Anytown, IL 62701 W"),
    "blood group": ("W AB- W", "W AB- W"),
    "blood group with a plus": ("W B+ W", "W B+ W"),
    "initials": ("W Ana Example, M.D. W", "W Ana Example, M.D. W"),
    "last number": ("W Advil 2 W", "W 2 Advil W"),
    "last mixed number": ("W Advil 1 ½ W", "W 1 ½ Advil W"),
    "last number in brackets": ("W Advil (2) W", "W Advil (2) W"),
    "code": ("W CO 80204 W", "W CO 80204 W"),
    "sign before a number": ("W ≥ 38.5 °C W", "W ≥ 38.5 °C W"),
    "name, sign and number": ("W SpO2 ≥ 92% W", "W SpO2 ≥ 92% W"),
    "name and percentage": ("W HbA1c 7% W", "W HbA1c 7% W"),
    "names that end in numbers": ("W T3, T4 W", "W T3, T4 W"),
    "result with its sign": ("W HIV- W", "W HIV- W"),
    "ion with two signs": ("W Ca++ W", "W Ca++ W"),
    "ion with its sign": ("W Na+ W", "W Na+ W"),
    "number of an item": ("W 1- W", "W -1 W"),
    "number of a thing": ("W Fig. 3 W No. 4 W", "W No. 4 W Fig. 3 W"),
    "extension": ("W 555-0144 ext. 12 W", "W 555-0144 ext. 12 W"),
    "range in words": ("W 1/2 to 1 W", "W 1/2 to 1 W"),
    "more or less": ("W 5 +/- 2 mg W", "W 5 +/- 2 mg W"),
    "feet and inches": ("W 5' 3\" W", "W 5' 3\" W"),
    "trademark": ("W Tylenol PM™ W", "W Tylenol PM™ W"),
    "address that ends in a slash": ("W www.example.org/a/ W", "W www.example.org/a/ W"),
    "halves of the day": ("W 8 a.m.–5 p.m. W", "W 8 a.m.–5 p.m. W"),
    "left-to-right mark behind a stop": ("W Dr.\u200e W", "W Dr.\u200e W"),
    "right-to-left mark before a code": ("W CO\u200f 80204 W", "W 80204 \u200fCO W"),
    "two doses": ("W 5 mg, 10 mg W", "W 10 mg ,5 mg W"),
    "name and dose": ("W Tylenol. 5 mg W", "W 5 mg .Tylenol W"),
}


@pytest.mark.parametrize("kind", MEANT)
@pytest.mark.parametrize("word", ["ب", "א"])
def test_what_is_typed_stands_on_the_line_as_it_is_meant(kind, word):
    typed, meant = (text.replace("W", word) for text in MEANT[kind])
    assert on_the_line(typed).translate(MIRRORED) == meant.translate(MIRRORED)


def test_very_many_brackets_are_looked_at_in_turn():
    assert phrases("ب " + "a(" * 3000 + " ب" + ")" * 3000) == [(2 + 2 * n, 3 + 2 * n) for n in range(3000)]


def test_a_reference_in_english_is_one_phrase_with_its_stops():
    assert phrases("NHS. How do I care for a wound?") == [(0, 31)]


def test_the_stop_of_a_number_that_labels_is_on_the_side_of_what_it_labels():
    assert on_the_line("12.") == ".12"


def test_brackets_around_a_phrase_stay_outside_it():
    assert phrases("خذ (Advil) الآن") == [(4, 9)]


def test_a_line_holds_its_pieces_in_reading_order_and_their_places_on_the_page():
    [line] = set_lines([run("خذ 5-10 mg الآن", "ar")], 300, base_direction="rtl")
    assert [piece.text.strip() for piece in line.pieces if piece.text.strip()] == ["خذ", "5-10 mg", "الآن"]
    places = [piece.x for piece in line.pieces if piece.text.strip()]
    assert places == sorted(places, reverse=True)


def test_the_pieces_of_a_line_fill_its_width():
    [line] = set_lines([run("خذ 5-10 mg الآن", "ar")], 300, base_direction="rtl")
    assert sum(piece.width for piece in line.pieces) == pytest.approx(line.width)


def test_spaces_at_the_end_of_a_right_to_left_line_hang_over_its_left_edge():
    first, _ = set_lines([run("اغسل يديك", "ar")], 40, base_direction="rtl")
    assert first.pieces[-1].text == " "
    assert first.pieces[-1].x < 0


def test_a_number_that_would_be_turned_is_an_error_with_its_place():
    with pytest.raises(ReversedNumber) as caught:
        set_lines([run("خذ 5-\u200f10 الآن", "ar")], 300, base_direction="rtl")
    assert [(problem.code, str(problem.span)) for problem in caught.value.problems] == [("E54", "words.yaml:1:4")]


def test_a_name_with_a_number_before_another_number_is_no_range():
    assert len(set_lines([run("خذ B12 2 أقراص، 9:30: 40", "ar")], 300, base_direction="rtl")) == 1


def test_numbers_of_two_sentences_are_no_range():
    assert len(set_lines([run("خذ 5. 10 الآن، 3، 4", "ar")], 300, base_direction="rtl")) == 1


def test_an_arabic_phrase_in_an_english_line_keeps_its_own_direction():
    runs = [run("Say "), run("خذ 5-10 mg", "ar"), run(" now.")]
    [line] = set_lines(runs, 300)
    places = {piece.text.strip(): piece.x for piece in line.pieces if piece.text.strip()}
    assert places["Say"] < places["5-10 mg"] < places["خذ"] < places["now."]


@pytest.mark.parametrize("last", ["555-0100", "12", "العربية"])
def test_a_paragraph_that_begins_with_foreign_words_is_still_in_its_own_language(last):
    runs = [run("\u2068Français\u2069", "fr"), run(" · ", "ar"), run(f"\u2068{last}\u2069", "ar", bold=True)]
    [line] = set_lines(runs, 300, base_direction="rtl")
    places = {piece.text.strip(): piece.x for piece in line.pieces if piece.text.strip(" \u2068\u2069")}
    assert sorted(places, key=places.__getitem__) == [last, "·", "Français"]


def test_a_citation_number_keeps_its_digits_in_order():
    runs = [run("اغسل يديك", "ar"), run("12", "ar", size=8, rise=4), run(" الآن", "ar")]
    [line] = set_lines(runs, 300, base_direction="rtl")
    cite = next(piece for piece in line.pieces if piece.text == "12")
    assert not cite.glyphs[0].rtl


def test_numbers_that_were_measured_as_a_citation_are_measured_anew_in_the_text():
    orders = []
    for rise in (4.0, 0.0):
        [line] = set_lines([run("1, 3", "ar", rise=rise)], 300, base_direction="rtl")
        orders.append([piece.text for piece in sorted(line.pieces, key=lambda piece: piece.x)])
    assert orders == [["1, 3"], ["3", ", ", "1"]]


@given(
    words=st.lists(st.text("אבגדab05-+.,()%", min_size=1, max_size=9), min_size=1, max_size=12),
    direction=st.sampled_from(["ltr", "rtl"]),
    cut=st.integers(0, 60),
)
def test_no_text_is_lost_and_every_line_is_filled(words, direction, cut):
    text = " ".join(words)
    runs = [run(text[:cut], "he"), run(text[cut:], "he", bold=True)]
    room = max(extents(runs, base_direction=direction)[1], 80)
    lines = set_lines(runs, room, base_direction=direction)
    assert "".join(line.text for line in lines) == text
    for line in lines:
        inside = [piece for piece in line.pieces if piece.text.strip()]
        assert all(-0.001 <= piece.x <= line.width + 0.001 for piece in inside)
        assert sum(piece.width for piece in line.pieces) == pytest.approx(line.width)
