"""When to get help stands on page 1, whatever must give way for it; signing a handout moves no page break."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from handout.edition import Edition
from handout.layout.first_page import BOXES, concessions
from handout.layout.furniture import Furniture
from handout.library import Library
from handout.locales import FOLDER, locale_for
from handout.locales.own_names import OWN_NAMES, own_name
from handout.problems import Problems
from handout.record import replace
from handout.source import Span
from handout.style.sheet import load_sheet
from handout.targets.pdf import make_pdf
from handout.targets.signature_room import letters_too_many
from support.second_witness import glyph_boxes, page_texts

CLINIC = """\
name: Example Clinic
phone: "555-0100"
emergency: "911"
language: en-US
styles: [standard]
disclaimer: {en: Ask your own care team.}
review: {required: [clinical, pharmacy]}
feedback: {url: "https://www.example.org/tell"}
language_help: {es: Ayuda., es-MX: Ayuda., vi: "Trợ giúp.", ht: Èd., qaa: Help.}
"""
STYLES = ["standard", "large-print", "high-contrast", "large-print-high-contrast"]


def edition_of(root: Path, signs: int = 3, points: int = 2, lines: int = 3) -> Edition:
    handout = {
        "title": "Going home after your operation", "subtitle": "What to do", "purpose": "How to care for yourself.",
        "audience": "Adults", "summary": [f"Point {number}: rest, and walk a little." for number in range(points)],
        "get_help": {"emergency": ["You cannot breathe."],
                     "call": [f"Sign {number} is there." for number in range(signs)]},
        "source": {"title": "A page", "reviewed_by": {"name": "Example Reviewer", "credentials": "M.D."}},
        "sections": [{"heading": "One", "body": [f"Line {number} to read." for number in range(lines)]}],
    }  # fmt: skip
    (root / "content").mkdir(exist_ok=True)
    (root / "content" / "clinic.yaml").write_text(CLINIC, "utf-8")
    path = root / "content" / "any.yaml"
    path.write_text(json.dumps(handout), "utf-8")
    library, problems = Library(root, date(2026, 11, 29)), Problems()
    entry = library.project.entry(path, problems)
    assert entry is not None
    opened = library.open(entry, problems)
    assert opened is not None, list(map(str, problems))
    return opened.edition


def made(edition: Edition, style: str) -> tuple[bytes | None, list[str]]:
    problems = Problems()
    sheet = load_sheet(style, [], problems)
    assert sheet is not None
    pdf = make_pdf(edition, sheet, problems)
    return (None if pdf is None else pdf.data), [str(problem) for problem in problems]


@pytest.mark.parametrize("style", STYLES)
def test_help_ends_on_page_1_or_the_build_says_how_many_lines_too_long_it_is(tmp_path: Path, style: str) -> None:
    over = []
    for signs in range(8, 40):
        pdf, problems = made(edition_of(tmp_path, signs), style)
        if pdf is None:
            [problem] = problems
            assert problem.startswith("content/any.yaml:1:") and "error[E62]" in problem
            assert f"in the style '{style}' the get-help boxes are " in problem
            over.append(int(problem.split("boxes are ")[1].split()[0]))
        else:
            assert over == []
            first = page_texts(pdf)[0]
            assert f"Sign {signs - 1} is there." in first
            assert "Tiếng Việt" in first
    # Each sign more is one line more, or now and then one and a part.
    assert over and over[0] <= 2
    assert {later - before for before, later in pairwise(over)} <= {1, 2}


def test_what_gives_way_goes_after_the_boxes_and_nothing_is_lost(tmp_path: Path) -> None:
    edition, sheet = edition_of(tmp_path), load_sheet("large-print", [], Problems())
    assert sheet is not None
    plans = list(concessions(edition, sheet))
    fronts = [[getattr(node, "style", "") for node in plan.body] for plan, _ in plans]
    assert fronts[0][:8] == ["title", "subtitle", "purpose", "paragraph", "summary", *BOXES, "language-line"]
    assert fronts[1][:8] == ["title", "subtitle", "purpose", *BOXES, "language-line", "paragraph", "summary"]
    assert fronts[2][:8] == ["title", "purpose", *BOXES, "language-line", "subtitle", "paragraph", "summary"]
    assert all(sorted(map(id, plan.body)) == sorted(map(id, edition.body)) for plan, _ in plans)
    assert all(sheet["paragraph"] == other["paragraph"] for _, other in plans)


def test_the_line_of_languages_names_each_once_in_its_own_words_or_says_its_help_and_the_number(tmp_path: Path) -> None:
    pdf, _ = made(edition_of(tmp_path), "standard")
    assert pdf is not None
    assert "Español · Tiếng Việt · Kreyòl ayisyen · Help. · 555-0100" in page_texts(pdf)[0]


def test_the_names_of_languages_are_those_of_their_files() -> None:
    for tag in ("ar", "en", "es", "et", "fa-AF", "fr", "ht", "lv", "nb", "ru", "vi", "zh-Hans"):
        locale = locale_for(tag, Span("", 1, 1), Problems())
        assert locale is not None
        assert locale.name == OWN_NAMES[tag]
    assert [path.stem for path in FOLDER.glob("*.yaml") if path.stem != "likely" and own_name(path.stem) is None] == []
    assert (own_name("es-MX"), own_name("zh-Hant-TW"), own_name("qaa")) == ("Español", "繁體中文", None)


def signed_by(edition: Edition, name: str) -> Edition:
    """The same edition as it is when it was signed: other words in the footer, no mark."""
    line = f"Reviewed by {name} · 22 September 2026; {name} · 23 September 2026 · next review September 2028"
    return replace(edition, running=replace(edition.running, mark=None, review_line=line))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("lines", [18, 22, 26])
def test_the_footer_of_a_signed_handout_breaks_no_page_elsewhere(tmp_path: Path, style: str, lines: int) -> None:
    draft = edition_of(tmp_path, lines=lines)
    overdue = replace(draft, running=replace(draft.running, mark=None, flag="OVERDUE", review_line="Review was due"))
    breaks = []
    for edition in (draft, signed_by(draft, "A. Reviewer, M.D."), overdue):
        pdf, problems = made(edition, style)
        assert pdf is not None, problems
        breaks.append([[line for line in page.splitlines() if "to read" in line] for page in page_texts(pdf)])
    assert breaks[0] == breaks[1] == breaks[2]


@pytest.mark.parametrize("side", (72, 152, 184))
def test_no_row_of_the_footer_ends_in_a_separator(tmp_path: Path, side: int) -> None:
    edition, sheet = edition_of(tmp_path), load_sheet("large-print", [], Problems())
    assert sheet is not None
    narrow = replace(sheet, page=replace(sheet.page, left=float(side), right=float(side)))
    parts = "Review was due · 22 November 2028"
    running = replace(edition.running, mark=None, flag="OVERDUE", review_line=parts, title="T", clinic="C")
    said = Furniture(running, narrow, "en-US", "ltr", Span("", 1, 1)).state_words
    assert said.replace(" · ", " ") == "OVERDUE Review was due 22 November 2028"


@pytest.mark.parametrize(
    ("title", "clinic"),
    [("Your wound", "Harbour Street Family Clinic"), ("Caring for your wound at home", "The Clinic")],
)
def test_title_and_clinic_share_one_line_where_both_fit_on_it(tmp_path: Path, title: str, clinic: str) -> None:
    edition = edition_of(tmp_path, lines=40)
    pdf, problems = made(replace(edition, running=replace(edition.running, title=title, clinic=clinic)), "large-print")
    assert pdf is not None, problems
    assert f"{title} {clinic}" in page_texts(pdf)[1].splitlines()


def test_a_name_that_needs_more_room_than_the_footer_has_is_known(tmp_path: Path) -> None:
    edition, sheet = edition_of(tmp_path), load_sheet("standard", [], Problems())
    assert sheet is not None
    assert letters_too_many(signed_by(edition, "A. Reviewer, M.D."), sheet) == 0
    assert letters_too_many(signed_by(edition, "A very long name, " * 8 + "M.D."), sheet) > 20


@pytest.mark.parametrize("style", STYLES)
def test_words_begin_on_one_line_in_all_boxes(tmp_path: Path, style: str) -> None:
    pdf, _ = made(edition_of(tmp_path), style)
    page, *_ = glyph_boxes(pdf or b"")
    bullets = [round(box.left, 1) for box in page if box.char == "•"]
    assert len(bullets) == 2 + 1 + 3
    assert len(set(bullets)) == 1
