"""What is painted stands in the order that the edition's text has by UAX 9: in the PDF, and in the HTML in a browser.

The judges know nothing of handout: python-bidi, PDFium, Chromium. HANDOUT_LINES asks for more lines.
"""

import os
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest

from handout import flow
from handout.edition import said
from handout.pdf.text.bidi_isolates import CLOSE, LEFT_TO_RIGHT, OPEN, has_latin, phrases, reads_from_the_left
from handout.source import Span
from handout.targets.html import make_html
from handout.text.phrase import Cite, Link, PrintedPhrase, Strong, Text
from support.browser import orders
from support.two_way import as_set, lines
from test_right_to_left_pages import as_seen, handout_of, page, standard

COUNT = int(os.environ.get("HANDOUT_LINES", "120"))
LONGEST = 60
"""Letters of a line that fits the page."""
DIGITS = {"European": "0123456789", "Arabic": "٠١٢٣٤٥٦٧٨٩", "Persian": "۰۱۲۳۴۵۶۷۸۹"}
DIRECTIONS: tuple[Literal["rtl", "ltr"], ...] = ("rtl", "ltr")
LANGUAGES = {"rtl": "ar", "ltr": "en"}
OBJECT = "\ufffc"
NOWHERE = Span("page.yaml", 1, 1)
MARKS = re.compile("[\u200e\u202a-\u202e\u2066-\u2069]")
UNSURE = re.compile(r"[\s()\[\]«»]")
UNJUDGED = re.compile(rf"{LEFT_TO_RIGHT}.*{CLOSE}\W*[(\[]")
"""python-bidi looks for the letter before a bracket (UAX 9, N0) past the first one when an isolate stands between;
Chromium, which does not, judges these lines too."""
OTHERWISE = {"/12": "½", "/14": "¼", "\ufffe": "-"}
"""What PDFium calls a fraction beside Hebrew letters (sorted by place and sign), and a hyphen at a line's end; it also
tells brackets as their mirror images and puts in spaces."""


def texts(digits: str, direction: str) -> list[str]:
    """Lines of Hebrew, of which each letter is drawn by itself, in one of three kinds of digits."""
    table = str.maketrans(DIGITS["European"], DIGITS[digits])
    made = (line.text.translate(table) for line in lines("he", COUNT, f"{digits} {direction}"))
    return [text for text in made if len(text) <= LONGEST]


def in_two_looks(text: str, chosen: random.Random) -> PrintedPhrase:
    """The words with a stretch of them strong, which begins and ends anywhere."""
    start, end = sorted(chosen.sample(range(1, len(text)), k=2))
    strong = Strong((Text(text[start:end], NOWHERE),))
    return (Text(text[:start], NOWHERE), strong, Text(text[end:], NOWHERE))


def linked_and_cited(text: str, chosen: random.Random) -> PrintedPhrase:
    """The words with a link that begins and ends anywhere, and two citations somewhere behind it."""
    start, end, cited = sorted(chosen.sample(range(1, len(text)), k=3))
    link = Link((Text(text[start:end], NOWHERE),), "https://example.org/", NOWHERE)
    cites = (Cite(1, "one", "c1", NOWHERE), Text(",", NOWHERE), Cite(3, "three", "c3", NOWHERE))
    between = Text(text[end:cited], NOWHERE)
    return (Text(text[:start], NOWHERE), link, between, *cites, Text(text[cited:], NOWHERE))


def as_objects(phrase: PrintedPhrase) -> str:
    """The words, with an object for each sign of a citation: it stands above the line, in no direction of its own."""
    start, link, between, *_, last = phrase
    return f"{said((start, link, between))}{OBJECT * 3}{said((last,))}"


def marked(text: str, direction: str) -> str:
    """A text with the marks of its phrases typed into it."""
    is_from_left = reads_from_the_left(text, int(direction == "rtl"))
    for start, end in reversed(phrases(text)):
        mark = LEFT_TO_RIGHT if is_from_left and has_latin(text[start:end]) else ""
        text = f"{text[:start]}{mark}{OPEN}{text[start:end]}{CLOSE}{text[end:]}"
    return text


def _told(line: str) -> str:
    """A line as PDFium tells it, in our words."""
    line = UNSURE.sub("", line)
    for told, meant in OTHERWISE.items():
        line = line.replace(told, meant)
    return line


def paragraphs(phrases: Sequence[PrintedPhrase]) -> list[flow.Text]:
    return [flow.Text(phrase=phrase, span=NOWHERE) for phrase in phrases]


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("digits", DIGITS)
def test_the_pdf_shows_each_line_in_the_order_of_its_text(digits: str, direction: Literal["rtl", "ltr"]) -> None:
    bidi = pytest.importorskip("bidi", reason="python-bidi is not here")
    typed = texts(digits, direction)
    chosen = random.Random(digits)
    nodes = paragraphs([in_two_looks(text, chosen) for text in typed])
    pdf = page(LANGUAGES[direction], *nodes, direction=direction)
    with_marks = [marked(text, direction) for text in typed]
    meant = [bidi.get_display(text, base_dir=direction[0].upper()) for text in with_marks]
    wanted = [UNSURE.sub("", MARKS.sub("", text)) for text in meant]
    found = [_told(text) for text in as_seen(pdf).split("\n")]
    told = zip(typed, found, wanted, map(UNJUDGED.search, with_marks), strict=True)
    assert [line for *line, unjudged in told if line[1] != line[2] and not unjudged] == []


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_browser_shows_each_line_in_the_order_of_the_pdf(direction: Literal["rtl", "ltr"], tmp_path: Path) -> None:
    typed: list[str] = []
    phrases_typed: list[PrintedPhrase] = []
    for digits in DIGITS:
        chosen = random.Random(digits)
        for text in texts(digits, direction):
            linked = linked_and_cited(text, chosen)
            typed += [text, as_objects(linked)]
            phrases_typed += [in_two_looks(text, chosen), linked]
    edition = handout_of(LANGUAGES[direction], *paragraphs(phrases_typed), direction=direction)
    found = orders(make_html(edition, standard()), tmp_path)
    wanted = [as_set(text, int(direction == "rtl")) for text in typed]
    told = zip(typed, found, wanted, strict=True)
    assert [text for text, one, other in told if one != [index for index in other if index in set(one)]] == []
