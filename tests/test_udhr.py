"""The Universal Declaration of Human Rights builds in every translation whose script there is a font for."""

import unicodedata
from functools import cache
from pathlib import Path

import pytest

from handout import flow
from handout.edition import Edition, Running
from handout.pdf.text.faces import INVISIBLE
from handout.pdf.text.font_book import book
from handout.problems import Problems
from handout.source import Span
from handout.style.properties import Sheet
from handout.style.sheet import load_sheet
from handout.targets.pdf import make_pdf
from handout.text.phrase import words
from support.udhr import Translation, translations

CHUNKS = 24
NOWHERE = Span("udhr.yaml", 1, 1)
UNSAID = Running(title="", clinic="", review_line="", later_line="", version="", page_of="", disclaimer="")
LEAST = 400


@cache
def drawn() -> frozenset[str]:
    """Every character that some installed family has."""
    faces = (book().face(family) for family in book().families())
    return frozenset(chr(code) for face in faces for code in face.hb_face.unicodes) | INVISIBLE


@cache
def standard() -> Sheet:
    problems = Problems()
    sheet = load_sheet("standard", [Path(__file__).parent.parent / "styles"], problems)
    assert sheet is not None
    return sheet


def is_covered(translation: Translation) -> bool:
    used = set(unicodedata.normalize("NFC", "".join(translation.paragraphs)))
    parts = set(unicodedata.normalize("NFD", "".join(used - drawn())))
    return parts <= drawn()


def edition(translation: Translation) -> Edition:
    """The paragraphs as a handout with nothing else in it: no locale is asked for."""
    paragraphs = (unicodedata.normalize("NFC", paragraph) for paragraph in translation.paragraphs)
    body = tuple(flow.Text(phrase=words(text, NOWHERE), span=NOWHERE) for text in paragraphs)
    return Edition(
        slug="udhr", file="udhr.yaml", language=translation.language, direction=translation.direction, title=(),
        title_text=translation.code, subject="", author="", keywords=(), version=None, published=None, audience=None,
        codes=(), digest="", state="draft", body=body, running=UNSAID,
    )  # fmt: skip


def built(translation: Translation) -> bytes:
    problems = Problems()
    made = make_pdf(edition(translation), standard(), problems)
    assert made is not None, [str(problem) for problem in problems]
    return made.data


def read_back(pdf: bytes) -> str:
    """The text of all pages as PDFium reads it, without white space.

    For a hyphen at a line's end PDFium gives U+FFFE, whether it was typed or not.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    return bare("".join(page.get_textpage().get_text_range() for page in document).replace("\ufffe", "-"))


def bare(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFC", text) if not char.isspace() and char not in INVISIBLE)


def faults(translation: Translation) -> list[str]:
    """What is wrong with one translation, in words."""
    try:
        pdf = built(translation)
    except Exception as fault:
        return [f"{translation.code} ({translation.language}): {type(fault).__name__}: {str(fault)[:200]}"]
    if translation.direction == "rtl":
        return []
    expected, found = bare("".join(translation.paragraphs)), read_back(pdf)
    if expected == found:
        return []
    at = next((n for n, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b), 0)
    return [
        f"{translation.code} ({translation.language}): '{expected[at : at + 20]}' reads back '{found[at : at + 20]}'"
    ]


def test_at_least_four_hundred_translations_are_covered() -> None:
    assert sum(map(is_covered, translations())) >= LEAST


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_covered_translation_builds_and_reads_back(chunk: int) -> None:
    chosen = [translation for translation in translations()[chunk::CHUNKS] if is_covered(translation)]
    assert [fault for translation in chosen for fault in faults(translation)] == []
