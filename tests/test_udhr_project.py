"""Translations of the Universal Declaration of Human Rights as handouts of a clinic, with words of its own in need."""

import json
import re
import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from handout.content.values import Language
from handout.locales import FOLDER, file_for
from handout.pdf.text.font_book import book
from support.faulty import run
from support.udhr import Translation, translations

EVERY = 26
CLINIC = """\
name: Example Clinic
phone: 555 0100
emergency: '911'
disclaimer: {en: General information.}
"""


def handout(translation: Translation, tag: str) -> str:
    texts = (re.sub(r"([\\`*_\[\]<>#|~^@{}])", r"\\\1", text) for text in translation.paragraphs)
    body = "".join(f"      - {json.dumps(text, ensure_ascii=False)}\n" for text in texts)
    return (
        f"title: '1'\npurpose: '2'\nlanguage: {tag}\ndisclaimer: '3'\nsummary: ['4']\nget_help: {{emergency: ['5']}}\n"
        f"sections:\n  - heading: '6'\n    body:\n{body}"
    )


def bare(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text)))


@pytest.fixture
def chosen() -> dict[str, Translation]:
    """One in twenty-six, of those that every letter of can be drawn and typed, by canonical tag."""
    drawn = {chr(code) for family in book().families() for code in book().face(family).hb_face.unicodes}
    found = {}
    for translation in translations()[::EVERY]:
        used = set(unicodedata.normalize("NFC", "".join(translation.paragraphs)))
        tag = Language.canonical(translation.language)
        if tag is not None and used <= drawn | {" "}:
            found[tag] = translation
    return found


def test_they_build_with_words_of_the_program_or_of_the_clinic(tmp_path: Path, chosen: dict[str, Translation]) -> None:
    (tmp_path / "content" / "locales").mkdir(parents=True)
    (tmp_path / "content" / "clinic.yaml").write_text(CLINIC, "utf-8")
    english = (FOLDER / "en.yaml").read_text("utf-8").replace("made: project\n", "")
    for tag, translation in chosen.items():
        if file_for(tag) is None:
            own = english.replace("name: English", f"name: '{tag}'")
            own = own.replace("direction: ltr", f"direction: {translation.direction}")
            (tmp_path / "content" / "locales" / f"{tag}.yaml").write_text(own, "utf-8")
        (tmp_path / "content" / f"udhr-{tag.casefold()}.yaml").write_text(handout(translation, tag), "utf-8")
    made = run(tmp_path, "build")
    assert (made.code, made.err) == (0, "")
    assert len(chosen) >= 12
    for tag, translation in chosen.items():
        pdf = pypdfium2.PdfDocument(tmp_path / "out" / f"udhr-{tag.casefold()}.pdf")
        read = bare("".join(page.get_textpage().get_text_range() for page in pdf))
        if translation.direction == "ltr":
            words = " ".join(translation.paragraphs).split()
            assert [word for word in words if bare(word) not in read] == [], tag
