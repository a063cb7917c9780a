"""The digest changes with every letter a reader is told, and with nothing else."""

import hashlib
import re
import unicodedata
from pathlib import Path

import pytest

from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.content.values import ImagePath
from handout.problems import Problems
from handout.reading import models, yaml_file
from handout.reading.key_types import keys
from handout.review.canonical import canonical, clinic_text, digest_of, text_of

VECTORS = Path(__file__).parent / "vectors" / "digest"
PICTURES = {"images/wound.png": b"\x89PNG a wound", "images/copy.png": b"\x89PNG a wound"}


def read(kind: type, source: str, name: str) -> object:
    problems = Problems()
    node = yaml_file.parse(source.encode(), f"content/{name}.yaml", problems)
    record = None if node is None else models.read(kind, node, problems, name)
    assert [str(problem) for problem in problems] == []
    return record


def told(handout: str, clinic: str, pictures: dict[str, bytes]) -> str:
    def bytes_of(image: ImagePath) -> bytes:
        return pictures[str(image)]

    read_handout, read_clinic = read(Handout, handout, "handout"), read(Clinic, clinic, "clinic")
    assert isinstance(read_handout, Handout)
    assert isinstance(read_clinic, Clinic)
    return text_of(canonical(read_handout, read_clinic, bytes_of))


FULL = (VECTORS / "full.yaml").read_text("utf-8")
CLINIC = (VECTORS / "clinic.yaml").read_text("utf-8")
TEXT = told(FULL, CLINIC, PICTURES)


@pytest.mark.parametrize("name", ["full", "small"])
def test_the_canonical_text_is_the_documented_one(name: str) -> None:
    source = (VECTORS / f"{name}.yaml").read_text("utf-8")
    text = told(source, CLINIC, PICTURES)
    assert text == (VECTORS / f"{name}.txt").read_text("utf-8")
    assert f"{digest_of(text)}  {name}.txt" in (VECTORS / "digests.txt").read_text("utf-8").splitlines()


def test_the_digest_is_what_sha256sum_gives_for_the_text() -> None:
    assert digest_of(TEXT) == "sha256:" + hashlib.sha256(TEXT.encode("utf-8")).hexdigest()


# Words, by where they stand; each is typed once in the full content.
TOLD = {
    "title": "for your wound at home", "subtitle": "After a skin operation", "version": "2.1",
    "published": "2026-11-22",
    "audience": "going home with stitches", "purpose": "How to keep your wound clean", "strong": "48 hours",
    "key point": "gets redder or hotter", "citation": "[@nhs-2024]", "emergency": "cannot stop the bleeding",
    "call": "turns red", "heading": "Washing and dressing", "paragraph": "before you touch", "emphasis": "gently",
    "link": "our page", "link target": "example.org/wounds", "list item": "one thing", "nested item": "inner thing",
    "number as typed": "3. third", "steps": "Take off the old dressing", "callout title": "Do not soak it",
    "callout text": "No baths for two weeks", "tone": "tone: warning", "checklist title": "Before you leave",
    "checklist": "Bandages for a week", "caption of a table": "Doses by weight", "column": "heading: Weight",
    "cell": "250 mg", "cell heading": "40 kg", "row headings": "row_headings: true",
    "alt text": "a closed cut", "caption of a picture": "Day three", "credit": "Photo by the clinic",
    "question": "Can I swim", "answer": "Not yet", "term": "Suture", "meaning": "A stitch",
    "medicine": "Ibuprofen", "what for": "For pain", "morning": "1 tablet", "noon": "half a tablet",
    "evening": "2 tablets", "bedtime": "none at night", "notes": "With food", "blank": "Your nurse",
    "lines": "lines: 3", "sub-section": "Showers", "text of a sub-section": "Short ones only",
    "reference title": "How do I care for", "reference author": "National Health Service", "issued": "2024-03-01",
    "accessed": "2026-11-20", "reference address": "nhs.uk", "funding": "funding: Nobody",
    "conflicts": "conflicts: None",
    "source title": "Wound care leaflet", "source publisher": "A publisher", "source reviewer": "Some Reviewer",
    "source modified": "2023-09-27",
}  # fmt: skip


@pytest.mark.parametrize("words", TOLD.values(), ids=TOLD)
def test_one_flipped_letter_changes_the_digest(words: str) -> None:
    assert FULL.count(words) == 1
    flipped = FULL.replace(words, flip(words))
    assert digest_of(told(flipped, CLINIC, PICTURES)) != digest_of(TEXT)


def flip(words: str) -> str:
    """The words with one letter another, chosen so that the content stays valid."""
    known = {"tone: warning": "tone: tip", "row_headings: true": "row_headings: false", "[@nhs-2024]": "[@who-2009]"}
    if words in known:
        return known[words]
    if last_digit := re.search(r"[0-9](?=[^0-9]*$)", words):
        return words[: last_digit.start()] + ("8" if last_digit[0] != "8" else "7") + words[last_digit.end() :]
    return words[:-1] + ("x" if words[-1] != "x" else "y")


def test_every_string_of_the_canonical_text_comes_from_a_place_that_is_tried_here() -> None:
    kinds = set(re.findall(r"- ([a-z-]+)$", TEXT, re.MULTILINE))
    assert {"callout", "steps", "checklist", "table", "figure", "questions", "terms", "medicines", "fill-in"} <= kinds


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Riverside Kidney Clinic", "Riverside Kidney Clinix"),
        ("555 0100", "555 0101"),
        ('"911"', '"912"'),
        ("Ask your care team.", "Ask your care team!"),
        ("checked every year", "checked every month"),
        ("clinic.example/feedback", "clinic.example/feedbacks"),
        ("ayuda gratis", "ayuda gratuita"),
        ("1 River Street", "2 River Street"),
        ("https://clinic.example\n", "https://clinics.example\n"),
    ],
)
def test_what_the_clinic_tells_changes_the_digest(old: str, new: str) -> None:
    assert CLINIC.count(old) == 1
    assert told(FULL, CLINIC.replace(old, new), PICTURES) != TEXT


def test_one_picture_byte_changes_the_digest() -> None:
    assert told(FULL, CLINIC, PICTURES | {"images/wound.png": b"\x89PNG a wounc"}) != TEXT


def test_a_disclaimer_of_its_own_changes_the_digest() -> None:
    assert told(FULL + "disclaimer: Ask us.\n", CLINIC, PICTURES) != TEXT


def test_the_language_changes_the_digest() -> None:
    assert told(FULL.replace("language: en-US", "language: en-GB"), CLINIC, PICTURES) != TEXT


def test_the_order_of_paragraphs_changes_the_digest() -> None:
    one, two = "- Wash your hands before you touch the dressing.", "- Pat it dry *gently*."
    swapped = FULL.replace(one, "- X").replace(two, one).replace("- X", two)
    assert swapped != FULL
    assert told(swapped, CLINIC, PICTURES) != TEXT


UNTOLD = {
    "a comment": ("keywords:", "# a comment\nkeywords:"),
    "quotes": ("subtitle: After a skin operation", 'subtitle: "After a skin operation"'),
    "other quotes": ("- You cannot stop the bleeding.", "- 'You cannot stop the bleeding.'"),
    "a literal block": ("purpose: How to keep your wound clean.", "purpose: |\n  How to keep your wound clean."),
    "a folded block": ("purpose: How to keep your wound clean.", "purpose: >-\n  How to keep\n  your wound\n  clean."),
    "a plain line broken": ("purpose: How to keep your wound clean.", "purpose: How to keep\n  your wound clean."),
    "a paragraph broken elsewhere": ("A longer paragraph with\n", "A longer\n        paragraph with\n"),
    "a picture of another name": ("images/wound.png", "images/copy.png"),
    "the width of a picture": ("width: 60%", "width: 70%"),
    "the width of a column": ("heading: Weight", "heading: Weight, width: 40%"),
    "the place of a column's words": ("heading: Weight", "heading: Weight, align: end"),
    "a page break": ("      - terms:", "      - page_break: true\n      - terms:"),
    "a code": ("T14.8XXA", "T14.9"),
    "a keyword": ("keywords: [wound, dressing]", "keywords: [wound]"),
    "a silenced rule": ("keywords:", "allow: [{rule: PL01, because: x}]\nkeywords:"),
    "other list marks": ("- one thing\n        - another", "* one thing\n        * another"),
}


@pytest.mark.parametrize(("old", "new"), UNTOLD.values(), ids=UNTOLD)
def test_what_no_reader_is_told_does_not_change_the_digest(old: str, new: str) -> None:
    assert FULL.count(old) == 1
    assert told(FULL.replace(old, new), CLINIC, PICTURES) == TEXT


def test_the_order_of_keys_does_not_change_the_digest() -> None:
    parts = re.split(r"^(?=[a-z])", FULL, flags=re.MULTILINE)
    assert told("".join(reversed(parts)), CLINIC, PICTURES) == TEXT


def test_decomposed_characters_do_not_change_the_digest() -> None:
    composed = FULL.replace("After a skin", "Après a skin")
    decomposed = unicodedata.normalize("NFD", composed)
    assert decomposed != composed
    assert told(decomposed, CLINIC, PICTURES) == told(composed, CLINIC, PICTURES)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("images/logo.svg", "images/sign.svg"),
        ("styles: [standard]", "styles: [large-print]"),
        ("valid_for: 24 months", "valid_for: 12 months"),
        ("es: Pregunte a su equipo.", "es: Consulte a su equipo."),
    ],
)
def test_what_no_page_of_this_handout_shows_does_not_change_it(old: str, new: str) -> None:
    assert CLINIC.count(old) == 1
    assert told(FULL, CLINIC.replace(old, new), PICTURES) == TEXT


def test_the_language_may_be_the_clinics() -> None:
    assert told(FULL.replace("language: en-US\n", ""), CLINIC, PICTURES) == TEXT


def test_text_that_looks_like_the_form_cannot_pass_for_it() -> None:
    tricky = FULL.replace("After a skin operation", '\'" strong["After"]\\\'')
    text = told(tricky, CLINIC, PICTURES)
    assert r'subtitle "\" strong[\"After\"]\\"' in text


def test_every_key_of_the_clinic_is_told_or_known_to_be_untold() -> None:
    clinic, handout = read(Clinic, CLINIC, "clinic"), read(Handout, FULL, "handout")
    assert isinstance(clinic, Clinic)
    assert isinstance(handout, Handout)
    untold = {entry.field for entry in keys(Clinic).values() if entry.sort == "aside"} | {"span"}
    assert set(Clinic.__struct_fields__) == untold | set(clinic_text(handout, clinic))
