"""Lines have the room that their letters need: seen in pictures of pages that PDFium makes."""

from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from handout.pdf.text.font_book import book
from handout.pdf.text.leading import TALL_WORDS, Reach, ink_of_word, room_for, usual_reach
from handout.pdf.text.lines import Ink, Run, set_lines
from handout.pdf.text.scripts import SCRIPTS
from handout.source import Span
from support.faulty import build, handout_yaml, make_project, paragraph

FAMILIES = ("Atkinson Hyperlegible", "Noto Sans")
FAMILY = {script.code: script.family for script in SCRIPTS}
HERE = sorted(code for code in TALL_WORDS if book().has(FAMILY[code]))
LATIN = "Wash the wound each day, and say when it hurts. Ångström Đặng Ấp ṩ — “quoted”. " * 2
SCALE = 3


def lines_of(text: str, size: float = 12.0, families: tuple[str, ...] = FAMILIES):
    ink = Ink(families, size, (0, 0, 0))
    return set_lines([Run(text, ink, "und", None, Span("x.yaml", 1, 1))], 200.0)


def test_latin_letters_need_no_more_room_than_the_sheet_gives():
    assert room_for(lines_of(LATIN), 12.0, 1.15) is None


@pytest.mark.parametrize("text", ["Ελληνικά για σας", "По-русски для вас", "药物 每天", "はい、どうぞ", "한국어"])
def test_neither_do_greek_cyrillic_and_han(text):
    assert room_for(lines_of(text), 12.0, 1.15) is None


@pytest.mark.parametrize("code", HERE)
def test_a_larger_leading_of_the_sheet_stands(code):
    room = room_for(lines_of(TALL_WORDS[code] * 3), 10.0, 2.0)
    assert room is not None and room.height == 20.0


@pytest.mark.parametrize(
    ("code", "least"), [("Arab", 1.4), ("Thai", 1.3), ("Laoo", 1.45), ("Khmr", 1.5), ("Mymr", 1.5)]
)
def test_a_smaller_leading_is_raised(code, least):
    room = room_for(lines_of(TALL_WORDS[code] * 3), 10.0, 1.15)
    assert room is not None and room.height > least * 10


@pytest.mark.parametrize("code", HERE)
def test_every_line_has_room_for_its_own_ink(code):
    inks = {word: ink_of_word(book().face(FAMILY[code]), word) for word in TALL_WORDS[code].split()}
    tallest = max(inks, key=lambda word: inks[word].up + inks[word].down)
    room = room_for(lines_of(f"{tallest} " * 60, 10.0), 10.0, 1.15)
    assert room is not None
    ink = ink_of_word(book().face(FAMILY[code]), tallest)
    assert all(room.height + extra >= 10 * (ink.up + ink.down) for extra in room.extra[1:])


@pytest.mark.parametrize("word", ["a" + "\u0301" * 6, "a" + "\u0323" * 6])
def test_accents_above_or_below_one_another_move_lines_apart(word: str) -> None:
    room = room_for(lines_of(f"{word} " * 60, 10.0), 10.0, 1.4)
    assert room is not None and room.height == 14.0
    ink = ink_of_word(book().face("Noto Sans"), word)
    assert all(14.0 + extra >= 10 * (ink.up + ink.down) for extra in room.extra[1:])
    assert room.below > 0 if "\u0323" in word else room.extra[0] > 0


def test_a_script_whose_words_are_not_known_has_no_usual_reach():
    assert usual_reach(book().face("Noto Sans Armenian"), "Thaa") == Reach(0.0, 0.0)


def rows_with_ink(page) -> list[bool]:
    """Of each row of a page's picture, from the top: whether it holds dark ink (the mark across the page is pale).

    The bar at the side of a box is left out.
    """
    picture = page.render(scale=SCALE, grayscale=True).to_pil()
    width, height = picture.size
    data = picture.tobytes()
    return [min(data[row * width + 90 * SCALE : (row + 1) * width]) < 140 for row in range(height)]


def baselines(page) -> list[float]:
    """Where the lines of a page stand, from the top, in points."""
    text = page.get_textpage()
    x, y = pdfium.c_double(), pdfium.c_double()
    found: list[float] = []
    for number in range(text.count_chars()):
        if pdfium.FPDFText_GetCharOrigin(text.raw, number, x, y) and text.get_text_range(number, 1).strip():
            found.append(page.get_height() - y.value)
    apart = sorted(found)
    return [at for n, at in enumerate(apart) if n == 0 or at - apart[n - 1] > 4]


def test_no_ink_of_one_line_touches_the_next_in_any_script(tmp_path):
    body = "".join(paragraph(f"{TALL_WORDS[code]} " * 5) for code in HERE)
    headings = "".join(f"  - heading: '{TALL_WORDS[code]} {TALL_WORDS[code]}'\n    body: [Rest.]\n" for code in HERE)
    make_project(tmp_path, tall=handout_yaml(body, title=f"{TALL_WORDS['Mymr']} {TALL_WORDS['Khmr']}") + headings)
    assert build(tmp_path).code == 0
    with pypdfium2.PdfDocument(tmp_path / "out/tall.pdf") as document:
        touching, pairs = [], 0
        for number, page in enumerate(document):
            rows, lines = rows_with_ink(page), baselines(page)
            for above, below in pairwise(lines):
                pairs += 1
                if all(rows[int(above * SCALE) : int(below * SCALE)]):
                    touching.append((number + 1, above, below))
    assert pairs > 80
    assert touching == []
