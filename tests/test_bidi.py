"""UAX 9: short strings with known levels, and Unicode's own conformance files where they are installed."""

from pathlib import Path

import pytest

from handout.pdf.text.bidi import bidi_class, first_strong, paragraph_levels, resolve, visual_order
from support.two_way import line_levels

CONFORMANCE = Path("/usr/share/unicode")


def shown(text: str, base: int) -> str:
    """The text as it stands on the line, left to right."""
    classes = [bidi_class(char) for char in text]
    levels = line_levels(classes, paragraph_levels(text, base), base)
    return "".join(text[index] for index in visual_order(levels))


@pytest.mark.parametrize(
    ("text", "base", "levels"),
    [
        ("abc", 0, "000"),
        ("abc", 1, "222"),
        ("אבג", 0, "111"),
        ("אבג", 1, "111"),
        ("a אב b", 0, "001100"),
        ("א ab ב", 1, "112211"),
        ("אב 12 ג", 1, "1112211"),
        ("a 12", 1, "2222"),
        ("ب 12-34", 1, "1122122"),
        ("א 12-34", 1, "1122222"),
        ("ب 12.5", 1, "112222"),
        ("ب 1+2", 1, "11212"),
        ("א 1+2", 1, "11222"),
        ("א 50%", 1, "11222"),
        ("ب 50%", 1, "11221"),
        ("א (b)", 1, "11121"),
        ("a (ב) c", 0, "0001000"),
        ("א (b) c", 1, "1112112"),
        ("a (ב", 0, "0001"),
        ("۵۰۰ mg", 1, "222122"),
        ("א\u20665-10\u2069ב", 1, "11222211"),
        ("ب\u20665-10\u2069ج", 1, "11222211"),
        ("\u2067a\u2069", 0, "020"),
        ("\u2068א\u2069b", 0, "0100"),
        ("\u2068b\u2069א", 1, "1211"),
        ("א.", 1, "11"),
        ("א.", 0, "10"),
        ("a\tא", 1, "211"),
        ("ב\u0301 a", 1, "1112"),
        ("$10 ב", 1, "22211"),
        ("ب -5", 1, "1112"),
    ],
)
def test_characters_get_the_levels_of_uax_9(text, base, levels):
    assert "".join(map(str, paragraph_levels(text, base))) == levels


def test_the_base_level_is_that_of_the_first_strong_letter():
    assert first_strong([bidi_class(char) for char in "12 אב a"]) == 1


def test_letters_inside_an_isolate_do_not_set_the_base_level():
    assert first_strong([bidi_class(char) for char in "\u2067א\u2069 a"]) == 0


def test_spaces_at_a_lines_end_stand_at_its_end():
    assert shown("אב ab  ", 1) == "  ab בא"


def test_an_isolated_range_keeps_its_order_in_arabic():
    assert shown("ب\u20665-10\u2069ج", 1).replace("\u2066", "").replace("\u2069", "") == "ج5-10ب"


@pytest.mark.skipif(
    not (CONFORMANCE / "BidiTest.txt").exists(), reason="unicode-data is not installed: no BidiTest.txt"
)
def test_the_bidi_classes_conform_to_bidi_test_txt():
    wrong = 0
    levels: list[str] = []
    order: list[int] = []
    for line in (CONFORMANCE / "BidiTest.txt").read_text("utf-8").splitlines():
        if line.startswith("@Levels:"):
            levels = line.partition(":")[2].split()
        elif line.startswith("@Reorder:"):
            order = [int(index) for index in line.partition(":")[2].split()]
        elif line and line[0] not in "#@":
            names, bits = line.split(";")
            classes = names.split()
            for bit, base in ((1, None), (2, 0), (4, 1)):
                if int(bits) & bit:
                    wrong += not conforms(classes, base, None, levels, order)
    assert wrong == 0


@pytest.mark.skipif(
    not (CONFORMANCE / "BidiCharacterTest.txt").exists(),
    reason="unicode-data is not installed: no BidiCharacterTest.txt",
)
def test_characters_conform_to_bidi_character_test_txt():
    wrong = 0
    for line in (CONFORMANCE / "BidiCharacterTest.txt").read_text("utf-8").splitlines():
        if not line or line[0] == "#":
            continue
        codes, direction, _, levels, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        classes = [bidi_class(char) for char in text]
        base = {"0": 0, "1": 1, "2": None}[direction]
        wrong += not conforms(classes, base, text, levels.split(), [int(index) for index in order.split()])
    assert wrong == 0


def conforms(classes, base, text, levels, order):
    base = first_strong(classes) if base is None else base
    found = line_levels(classes, resolve(classes, base, text), base)
    kept = [index for index, level in enumerate(levels) if level != "x"]
    if any(found[index] != int(levels[index]) for index in kept):
        return False
    return [kept[place] for place in visual_order([found[index] for index in kept])] == order
