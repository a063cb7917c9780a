"""Everything built keeps PDF/UA-1, PDF/A-2a, WCAG 2.2, as veraPDF sees it, and is sound, as pypdf reads it strictly."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject, TextStringObject

from handout.library import Library
from handout.problems import Problems
from handout.targets.pdf import make_pdf
from support.cases import case, names
from support.long_handout import long_handout
from support.painting import everything, one_line
from support.readback import HOLDS_WORDS, Readback, Tag
from support.verapdf import HOW_TO_INSTALL, REFEREE_IS_MISSING, STANDARDS, check

ROOT = Path(__file__).parent.parent
STYLES = ("standard", "large-print", "high-contrast", "large-print-high-contrast")
referee = pytest.mark.skipif(REFEREE_IS_MISSING, reason=HOW_TO_INSTALL)


@cache
def shipped() -> dict[str, bytes]:
    """Every handout of the repository in every style."""
    library, problems = Library(ROOT, date(2026, 11, 24)), Problems()
    made = {}
    for entry in library.project.entries(problems):
        opened = library.open(entry, problems)
        for style in STYLES:
            sheet = library.sheet(style, problems)
            pdf = None if opened is None or sheet is None else make_pdf(opened.edition, sheet, problems)
            assert pdf is not None, [str(problem) for problem in problems]
            made[f"{entry.stem}.{style}"] = pdf.data
    return made


@cache
def cases() -> dict[str, bytes]:
    """Every case that is not refused."""
    return {name: pdf for name in names() if (pdf := case(name).pdf) is not None}


def failures(made: dict[str, bytes], folder: Path, *flavours: str) -> list[str]:
    for name, pdf in made.items():
        (folder / f"{name}.pdf").write_bytes(pdf)
    return [str(failure) for failure in check(sorted(folder.glob("*.pdf")), flavours or STANDARDS)]


@referee
def test_every_shipped_handout_keeps_both_standards_and_one_does_in_every_style(tmp_path: Path) -> None:
    assert len(shipped()) >= 3 * len(STYLES)
    looked_at = {name: pdf for name, pdf in shipped().items() if "." not in name.removesuffix(f".{STYLES[0]}")}
    translations = ("ar.standard", "ar.large-print-high-contrast", "es.large-print", "es.high-contrast")
    looked_at |= {name: shipped()[name] for name in map("calciphylaxis.{}".format, translations)}
    assert failures(looked_at, tmp_path) == []


@referee
def test_every_case_keeps_both_standards(tmp_path: Path) -> None:
    assert len(cases()) > 30
    assert failures(cases(), tmp_path) == []


@referee
def test_what_a_machine_can_see_of_wcag_is_kept(tmp_path: Path) -> None:
    """Pages are drawn for it, so it takes its time: each language, two of the sheets, and what has the most kinds."""
    looked_at = ("calciphylaxis.standard", "calciphylaxis.es.large-print", "calciphylaxis.ar.high-contrast")
    made = {name: shipped()[name] for name in looked_at}
    made |= {name: cases()[name] for name in ("every-key", "blocks-side-by-side")}
    assert failures(made, tmp_path, "wcag") == []


@referee
def test_what_a_machine_can_see_of_wcag_is_seen(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(cases()["signed"])))
    page = writer.pages[0]
    faint = page.get_contents().get_data().replace(b".106 g", b".8 g")
    page[NameObject("/Contents")] = stream = DecodedStreamObject()
    stream.set_data(faint)
    writer.add_blank_page(792, 612)
    for thing in map(writer.get_object, range(1, len(writer._objects) + 1)):
        if isinstance(thing, dict) and thing.get("/S") == "/Figure":
            del thing["/A"]
        if isinstance(thing, dict) and "/Link" in (thing.get("/S"), thing.get("/Subtype")):
            thing.update({NameObject(key): TextStringObject("https://example.org") for key in ("/Alt", "/Contents")})
    spoiled = tmp_path / "spoiled.pdf"
    writer.write(spoiled)
    found = {failure.rule for failure in check([spoiled], ["wcag"])}
    assert {"1.3.4-1", "1.4.3-1", "1.4.10-1", "2.4.9-1"} <= found, found


@referee
def test_forty_sections_with_long_tables_keep_both_standards(tmp_path: Path) -> None:
    assert failures({"long": long_handout()}, tmp_path) == []


@referee
def test_the_least_and_the_most_that_the_canvas_paints_keep_both_standards(tmp_path: Path) -> None:
    made = {
        "everything": everything().finish(),
        "least": one_line("Words."),
        "right-to-left": one_line("نص", language="ar", title="نص (1)"),
        "fields": one_line(author="A & B", keywords=("a", "ü"), fields={"slug": "x", "digest": "0"}, day="2026-11-22"),
    }
    assert failures(made, tmp_path) == []


@pytest.mark.parametrize("name", [name for name in names() if not name.startswith("error-")])
def test_the_tags_of_a_case_are_well_formed(name: str) -> None:
    assert faults(Readback(cases()[name])) == []


def test_the_tags_of_every_shipped_handout_are_well_formed() -> None:
    assert {name: found for name, pdf in shipped().items() if (found := faults(Readback(pdf)))} == {}


def faults(found: Readback) -> list[str]:
    """What is wrong with a structure tree, beyond what the referee asks for."""
    headings = [int(tag.role[1]) for tag in found.tree.walk() if tag.role[0] == "H" and tag.role[1:].isdigit()]
    skipped = [f"H{now} after H{before}" for before, now in zip([0, *headings], headings, strict=False)
               if now > before + 1]  # fmt: skip
    return [*skipped, *_faults(found.tree), *(f"unmarked: {place}" for place in found.unmarked)]


def _faults(tag: Tag) -> Iterator[str]:
    kids = [kid for kid in tag.kids if isinstance(kid, Tag)]
    roles = [kid.role for kid in kids]
    if not tag.kids and tag.role not in ("TD", "TH"):
        yield f"an empty {tag.role}"
    if tag.role == "Table" and roles not in (
        ["Caption", "THead", "TBody"],
        ["THead", "TBody"],
        ["Caption", "TBody"],
        ["TBody"],
    ):
        yield f"a Table of {roles}"
    if tag.role == "L" and set(roles) != {"LI"}:
        yield f"an L of {roles}"
    # Where the words of an entry say what its sign does, the sign is no label.
    if tag.role == "LI" and roles not in (["Lbl", "LBody"], ["LBody"]):
        yield f"an LI of {roles}"
    if tag.role == "TH" and tag.properties.get("Scope") not in ("Column", "Row"):
        yield "a TH without a scope"
    if tag.role == "Figure" and not {"Alt", "BBox"} <= tag.properties.keys():
        yield f"a Figure with {sorted(tag.properties)}"
    if tag.role == "Form" and not {"Alt", "BBox", "Role", "Desc"} <= tag.properties.keys():
        yield f"a Form with {sorted(tag.properties)}"
    if tag.role == "Link" and sum(not hasattr(kid, "text") for kid in tag.kids) < 1:
        yield "a Link without an annotation"
    if tag.role not in HOLDS_WORDS | {"Caption", "TD", "TH", "LBody", "Figure", "Form"} and len(kids) != len(tag.kids):
        yield f"words straight inside {tag.role}"
    for kid in kids:
        yield from _faults(kid)


def test_the_example_is_no_longer_than_readers_bear() -> None:
    """Five pages, nine in large print; a translation one more at most."""
    pages = {name: len(Readback(pdf).root["/Pages"]["/Kids"]) for name, pdf in shipped().items()}  # type: ignore[index]
    assert pages["calciphylaxis.standard"] <= 5
    assert pages["calciphylaxis.large-print"] <= 9
    for language in ("ar", "es"):
        assert pages[f"calciphylaxis.{language}.standard"] <= 6
        assert pages[f"calciphylaxis.{language}.large-print"] <= 10
