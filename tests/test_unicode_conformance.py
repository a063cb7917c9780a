"""Where lines may end, against LineBreakTest.txt of Unicode: every difference has a reason that stands here.

The engine follows UAX 14 for text as people write it and is stricter where a patient could misread. BidiTest.txt and
BidiCharacterTest.txt are held to in `test_bidi.py`, all of them, without exceptions.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

import pytest

from handout.pdf.text.line_breaking import segments

DATA = Path("/usr/share/unicode")
TESTS = DATA / "auxiliary" / "LineBreakTest.txt"
LINE_ENDS = {"BK", "CR", "LF", "NL"}

LATER = {
    ("SP", "OP"): "LB14, LB15: a space after an opening mark. Who types one gets a line end there.",
    ("SP", "ZW"): "LB7: the line may end after the zero width space as well; nobody sees which it was.",
    ("SP", "WJ"): "LB11: a word joiner after a space joins nothing; between letters it is kept.",
    ("SP", "SY"): "LB13: a slash after a space begins a word, such as a path.",
    ("SP", "IS"): "LB13: only in runs of signs without any word.",
    ("SP", "CL"): "LB13: only in runs of signs without any word.",
    ("SP", "CP"): "LB13: only in runs of signs without any word.",
    ("SP", "EX"): "LB13: only where nothing stands before the space.",
    ("SP", "NS"): "LB16: a space between a closing mark and a Khmer or Japanese sign.",
    ("SP", "CJ"): "LB16: a space between a closing mark and small kana.",
    ("SP", "B2"): "LB17: a space between two em dashes.",
    ("SP", "QU"): "LB15: a space after an opening quotation mark.",
    ("B2", "CJ"): "LB21: small kana after an em dash is taken for a letter.",
    ("ZW", "ZW"): "LB7: two zero width spaces; the line ends at one of them.",
}
"""Line ends that UAX 14 forbids and the engine allows, by the classes on both sides."""
AFTER_OPENING = "〈⟨([{“‘«\u2329"


@cache
def classes() -> dict[str, str]:
    """The line breaking class of each character."""
    found = {}
    for line in (DATA / "LineBreak.txt").read_text("utf-8").splitlines():
        row = line.partition("#")[0].strip()
        if row:
            codes, name = row.split(";")
            first, _, last = codes.partition("..")
            found.update(dict.fromkeys(map(chr, range(int(first, 16), int(last or first, 16) + 1)), name.strip()))
    return found


def cases() -> Iterator[tuple[str, set[int]]]:
    """Texts with the places where a line may end; those with forced line ends, which no run of text holds, are not."""
    for line in TESTS.read_text("utf-8").splitlines():
        row = line.partition("#")[0].split()
        if not row:
            continue
        text = "".join(chr(int(code, 16)) for code in row[1::2])
        if not any(classes().get(char) in LINE_ENDS for char in text):
            yield text, {place for place, mark in enumerate(row[2::2], 1) if mark == "÷"}


def offered(text: str) -> set[int]:
    return set(accumulate(len(part) for part in segments(text, "en")))


def pair(text: str, place: int) -> tuple[str, str]:
    return classes().get(text[place - 1], "XX"), classes().get(text[place], "XX")


def is_known(text: str, place: int) -> bool:
    """Whether a line end that UAX 14 forbids is one of those with a reason."""
    before = [char for char in text[:place] if char != " " and not unicodedata.combining(char)]
    return pair(text, place) in LATER or (text[place - 1] == " " and (not before or before[-1] in AFTER_OPENING))


needs_data = pytest.mark.skipif(not TESTS.exists(), reason="unicode-data is not installed: no LineBreakTest.txt")


@needs_data
def test_every_line_end_that_uax_14_forbids_has_its_reason() -> None:
    unknown = [
        (" ".join(f"{ord(char):04X}" for char in text), place, pair(text, place))
        for text, allowed in cases() for place in sorted(offered(text) - allowed)
        if place < len(text) and not is_known(text, place)
    ]  # fmt: skip
    assert unknown == []


@needs_data
def test_most_cases_agree_and_the_others_are_counted() -> None:
    """The rest is stricter: no line ends inside a word with a digit or beside a number's signs (LB25 allows more),
    after a hyphen or slash near short parts, around objects, or between marks and emoji that are no text."""
    found = {"same": 0, "stricter": 0, "looser": 0}
    for text, allowed in cases():
        own = offered(text)
        found["same" if own == allowed else "looser" if own - allowed else "stricter"] += 1
    assert found["same"] >= 4_700
    assert found["stricter"] <= 1_250
    assert found["looser"] <= 400


@needs_data
@pytest.mark.parametrize("text", ["500 mg", "5-10 mg", "37.5 °C", "555-0100", "(303) 555-0123", "1/2", "50 %", "$5.00"])
def test_no_line_ends_inside_a_number_even_where_uax_14_allows_it(text: str) -> None:
    assert offered(text) == {len(text)}
