"""A handout in every language the program has words for: it builds, keeps the standards, and reads back."""

import unicodedata
from datetime import date
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from handout.edition import words_of
from handout.library import Library, Opened
from handout.locales import available
from handout.problems import Problems
from handout.style.properties import Sheet
from handout.targets.html import make_html
from handout.targets.pdf import make_pdf
from support.verapdf import HOW_TO_INSTALL, REFEREE_IS_MISSING, check

CLINIC = """\
name: Example Clinic
phone: 303-555-0100
emergency: '911'
disclaimer: {en: General information.}
"""
HANDOUT = """\
title: '1'
purpose: '2'
language: LANGUAGE
version: '1.2'
published: 2026-11-01
disclaimer: '3'
audience: '4'
summary: ['5 [@nhs-2024].', '6']
get_help: {emergency: ['7'], call: ['8']}
sections:
  - heading: '9'
    body:
      - callout: {tone: warning, text: '10'}
      - medicines:
          - {name: '11', what_for: '12', morning: '1', bedtime: '2'}
      - signatures: ['14']
references:
  - {id: nhs-2024, type: webpage, title: '13', author: [{literal: NHS}], issued: 2024-06-01, accessed: 2026-11-22,
     URL: 'https://www.nhs.uk/sleep'}
"""
SCRIPTS = ("am", "ar", "el", "gu", "he", "hy", "ja", "km", "my", "th", "zh-Hant")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A project with the handout in every language; clinic and sheet are read once."""
    root = tmp_path_factory.mktemp("languages")
    (root / "content").mkdir()
    (root / "content" / "clinic.yaml").write_text(CLINIC, "utf-8")
    for tag in available():
        (root / "content" / f"rest.{tag}.yaml").write_text(HANDOUT.replace("LANGUAGE", tag), "utf-8")
    return Library(root, date(2026, 11, 22))


@cache
def sheet(library: Library) -> Sheet:
    found = library.sheet("standard", Problems())
    assert found is not None
    return found


@cache
def opened(library: Library, tag: str) -> Opened:
    problems = Problems()
    entry = library.project.entry(library.project.content / f"rest.{tag}.yaml", problems)
    assert entry is not None
    found = library.open(entry, problems)
    assert found is not None, [str(problem) for problem in problems]
    return found


@cache
def built(library: Library, tag: str) -> bytes:
    problems = Problems()
    made = make_pdf(opened(library, tag).edition, sheet(library), problems)
    assert made is not None
    assert [str(problem) for problem in problems] == []
    return made.data


def bare(text: str) -> str:
    """Letters and digits alone: PDFium gives some marks and spaces in another order."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text)))


@pytest.mark.parametrize("tag", available())
def test_a_handout_is_built_and_says_all_of_it(library: Library, tag: str) -> None:
    found = opened(library, tag)
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(built(library, tag))]
    assert "911" in texts[0]
    assert "303-555-0100" in texts[0].replace("\ufffe", "-")
    if found.locale.direction == "ltr":
        read = bare("".join(texts))
        assert [said for _, said in words_of(found.edition) if bare(said) not in read] == []


@pytest.mark.parametrize("tag", available())
def test_a_page_for_the_web_says_its_language_and_direction(library: Library, tag: str) -> None:
    found = opened(library, tag)
    page = make_html(found.edition, sheet(library))
    assert f'lang="{tag}"' in page
    assert f'dir="{found.locale.direction}"' in page[: page.index("<head")]
    assert found.locale.say("skip_to_text") in page


@pytest.mark.skipif(REFEREE_IS_MISSING, reason=HOW_TO_INSTALL)
def test_ten_scripts_keep_both_standards(library: Library, tmp_path: Path) -> None:
    for tag in SCRIPTS:
        (tmp_path / f"{tag}.pdf").write_bytes(built(library, tag))
    assert check(sorted(tmp_path.glob("*.pdf"))) == []
