"""What the programs behind screen readers make of our tags: PDFium, and pdf.js where it is installed."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from support.cases import case
from support.outside_readers import Heard, by_pdfium, by_pdfjs

READERS = {"PDFium": by_pdfium, "pdf.js": by_pdfjs}
Hear = Callable[[str], list[Heard]]


@pytest.fixture(params=READERS)
def hear(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Hear:
    """All elements of a case, page by page, in the order in which one of the readers tells of them."""
    return lambda name: heard(str(request.param), name, tmp_path_factory.getbasetemp())


@cache
def heard(reader: str, name: str, folder: Path) -> list[Heard]:
    path = folder / f"heard-{name}.pdf"
    path.write_bytes(case(name).pdf or b"")
    return [part for root in READERS[reader](path) for part in root.walk()]


def roles(parts: list[Heard], *wanted: str) -> list[tuple[str, str]]:
    return [(part.role, part.text) for part in parts if part.role in wanted]


def test_the_state_is_heard_first_then_who_publishes_then_the_title(hear: Hear) -> None:
    first = roles(hear("every-key"), "P", "H1")[:3]
    assert first[0][1].startswith("DRAFT · Not yet reviewed")
    assert [role for role, _ in first] == ["P", "P", "H1"]
    assert first[2][1] == "Care for your wound"


def test_headings_lead_from_part_to_part(hear: Hear) -> None:
    found = roles(hear("every-key"), "H1", "H2", "H3", "H4")
    assert ("H2", "Washing") in found
    assert found.index(("H2", "Washing")) < found.index(("H3", "Your hands")) < found.index(("H4", "How long"))


def test_a_link_is_heard_within_its_sentence_and_by_name(hear: Hear) -> None:
    [item] = [part for part in hear("every-key") if part.role == "LBody" and "48" in part.text]
    kids = [(kid.role, kid.text) for kid in item.kids]
    assert [role for role, _ in kids][-2:] == ["Reference", "Span"]
    assert "48 hours" in item.text
    assert [part.alt for part in item.walk() if part.role == "Link"] == ["reference 1"]


def test_no_link_is_heard_as_an_address_spelt_out(hear: Hear) -> None:
    names = [part.alt for part in hear("every-key") if part.role == "Link"]
    assert {"Example Clinic", "Tell us what you think"} <= set(names)
    assert [name for name in names if "://" in name] == []


def test_a_list_has_entries_with_labels_and_words(hear: Hear) -> None:
    for listing in (part for part in hear("lists") if part.role == "L"):
        assert {kid.role for kid in listing.kids} == {"LI"}
        assert all([kid.role for kid in entry.kids] == ["Lbl", "LBody"] for entry in listing.kids)


def test_a_picture_says_what_it_shows(hear: Hear) -> None:
    found = [part for part in hear("figures") if part.role == "Figure"]
    assert found
    assert all(part.alt for part in found)


def test_boxes_to_tick_and_room_to_write_are_fields_with_names(hear: Hear) -> None:
    assert [part.alt for part in hear("checklists") if part.role == "Form"] == [
        "Your card", "Your list", "A coat", "A friend",
    ]  # fmt: skip
    assert "Your nurse:" in [part.alt for part in hear("fill-in") if part.role == "Form"]


def test_a_table_has_rows_and_cells_with_headings_first(hear: Hear) -> None:
    tables = [part for part in hear("table") if part.role == "Table"]
    assert tables
    for table in tables:
        rows = [part for part in table.walk() if part.role == "TR"]
        assert {cell.role for cell in rows[0].kids} == {"TH"}
        assert any(cell.role == "TD" for row in rows for cell in row.kids)


def test_words_of_another_language_say_which(hear: Hear) -> None:
    languages = {part.language for part in hear("languages") if part.language}
    assert {"vi", "ru"} <= languages
