"""What Chromium tells a screen reader of our PDFs when it reads their tags: the order, sentences, pictures, languages.

Words of running matter are told in the last part of a page, since Chromium knows no artifacts: no test asks where.
"""

import pytest

from support.cases import case
from support.chromium_reader import by_chromium
from support.outside_readers import Heard

Told = dict[str, list[Heard]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """All parts of three cases, page after page, in Chromium's order."""
    folder = tmp_path_factory.mktemp("chromium")
    paths = [folder / f"{name}.pdf" for name in ("every-key", "figures", "table")]
    for path in paths:
        path.write_bytes(case(path.stem).pdf or b"")
    return {
        name: [part for page in pages for part in page.walk()] for name, pages in by_chromium(paths, folder).items()
    }


def texts(parts: list[Heard], *roles: str) -> list[str]:
    return [part.text for part in parts if part.role in roles]


def test_the_state_is_told_first_then_who_publishes_then_the_title(told: Told) -> None:
    state, clinic, title = texts(told["every-key"], "paragraph", "heading")[:3]
    assert state.startswith("DRAFT · Not yet reviewed")
    assert (clinic, title) == ("Example Clinic", "Care for your wound")


def test_what_is_urgent_is_told_before_the_sections(told: Told) -> None:
    headings = texts(told["every-key"], "heading")
    assert headings[1:5] == ["Key points", "Call 911 now if:", "Call us at 555-0100 if:", "Washing"]


def test_a_link_is_told_in_the_place_where_it_stands_in_its_sentence_and_by_name(told: Told) -> None:
    [sentence] = [part for part in told["every-key"] if part.role == "none" and "48 hours" in part.text]
    assert sentence.text == "Keep the dressing dry for 48 hours 1 ."
    assert [part.alt for part in sentence.walk() if part.role == "link"] == ["reference 1"]


def test_pictures_are_told_by_what_they_show(told: Told) -> None:
    shown = [part.alt for name in ("every-key", "figures") for part in told[name] if part.role == "image"]
    assert "A grey square" in shown
    assert "QR code that opens https://www.example.org/feedback" in shown
    assert all(shown)


def test_lists_have_entries_and_tables_rows_with_headings(told: Told) -> None:
    lists = [part for part in told["every-key"] if part.role == "list"]
    assert lists
    assert {entry.role for part in lists for entry in part.kids} == {"listItem"}
    rows = [[cell.role for cell in part.kids] for part in told["table"] if part.role == "row"]
    assert rows[:2] == [["rowHeader"] * 3, ["rowHeader", "cell", "cell"]]


def test_words_of_another_language_say_which(told: Told) -> None:
    assert {"es", "vi", "ru"} <= {part.language for part in told["every-key"]}
