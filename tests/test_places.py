"""Every painted word knows where it was typed: measured against PDFium, which knows nothing of us."""

import re
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from handout.files import Inputs
from handout.library import Library
from handout.problems import Problems
from handout.source import Span
from handout.targets.pdf import make_pdf
from handout.targets.places import Place, Watch, nearest, on_line
from support.faulty import TODAY, handout_yaml, make_project

ROOT = Path(__file__).parent.parent
DAY = date.fromisoformat(TODAY)


def made(root: Path, name: str, unsaved: bytes | None = None) -> tuple[Watch, bytes, str]:
    library = Library(root, DAY)
    path = root / "content" / name
    if unsaved is not None:
        library.unsaved = {str(path.absolute()): unsaved}
    problems, watch = Problems(), Watch()
    (entry,) = library.chosen([path], problems)
    opened, sheet = library.open(entry, problems), library.sheet("standard", problems)
    assert opened is not None and sheet is not None
    pdf = make_pdf(opened.edition, sheet, problems, watch=watch)
    assert pdf is not None
    return watch, pdf.data, (unsaved or path.read_bytes()).decode("utf-8")


@pytest.mark.parametrize("name", ["calciphylaxis.yaml", "calciphylaxis.es.yaml"])
def test_the_word_that_pdfium_sees_at_a_place_is_the_one_typed_there(name: str) -> None:
    watch, data, text = made(ROOT, name)
    lines = text.splitlines()
    references = lines.index("references:")  # of these the program words a part
    pdf = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage() for page in pdf]
    looked = right = 0
    for place in watch.places:
        low, high = watch.paper[1] - place.baseline - 2, watch.paper[1] - place.baseline + place.size * 0.8
        seen = pages[place.page - 1].get_text_bounded(place.x - 0.5, low, place.x + place.width + 0.5, high)
        first = re.findall(r"\w{4,}", seen)
        if first and place.line < references:
            looked += 1
            right += any(word in lines[place.line - 1] for word in first)
    assert looked > 100
    assert right / looked > 0.9, (right, looked)


def test_a_point_of_a_page_leads_to_the_line_and_back(tmp_path: Path) -> None:
    root = make_project(tmp_path, wound=handout_yaml("      - Wash your hands with **warm water** twice.\n"))
    watch, _, text = made(root, "wound.yaml")
    line = text[: text.index("warm")].count("\n") + 1
    place = min((one for one in watch.places if one.line == line and one.column > 30), key=lambda one: one.column)
    found = nearest(watch.places, place.page, place.x + 1, place.baseline - 3)
    assert found == Span("content/wound.yaml", line, text.splitlines()[line - 1].index("warm") + 1)
    assert {one.line for one in on_line(watch.places, line)} == {line}


def test_the_line_of_the_title_shows_the_title_alone(tmp_path: Path) -> None:
    """And not what the program says of the handout that begins there."""
    root = make_project(tmp_path, wound="# A remark.\n" + handout_yaml(title="Your wound"))
    watch, _, _ = made(root, "wound.yaml")
    told = " ".join(place.text for place in watch.places if place.line == 2 and not place.is_typed)
    assert "Riverside Kidney Clinic" in told and "About" in told
    assert " ".join(place.text.strip() for place in on_line(watch.places, 2)) == "Your wound"


def test_a_page_without_words_leads_nowhere() -> None:
    assert nearest([], 1, 10, 10) is None
    assert list(on_line([Place(1, 0, 0, 1, 12, 9, 1, "one")], 5)) == []


def test_a_text_that_is_not_saved_is_made_and_the_file_stays(tmp_path: Path) -> None:
    root = make_project(tmp_path, wound=handout_yaml("      - Saved words.\n"))
    before = (root / "content" / "wound.yaml").read_bytes()
    _, data, _ = made(root, "wound.yaml", before.replace(b"Saved words", b"Words in hand"))
    assert "Words in hand" in pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert (root / "content" / "wound.yaml").read_bytes() == before


def test_given_bytes_count_instead_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"file")
    assert Inputs({str(path): b"given"}).read(path, 100) == b"given"


def pixels(data: bytes) -> list[bytes]:
    return [bytes(page.render(scale=0.5).buffer) for page in pypdfium2.PdfDocument(data)]


@pytest.mark.parametrize(
    ("old", "new", "others"),
    [
        ("Drink water.", "Drink tea.", True),
        ("Your wound", "Your cut", False),
        ("Last words.", "آخر الكلمات.", False),
    ],
)
def test_a_page_with_the_same_number_looks_the_same(tmp_path: Path, old: str, new: str, others: bool) -> None:
    """After a change on one page; in the title, which stands on every page; of letters that get codes of their own."""
    many = "".join(f"      - Walk {number} steps.\n" for number in range(60))
    text = handout_yaml(f"{many}      - Drink water.\n{many}      - Last words.\n", title="Your wound")
    root = make_project(tmp_path, wound=text)
    before, one, _ = made(root, "wound.yaml")
    after, other, _ = made(root, "wound.yaml", text.replace(old, new).encode())
    same = [number for number, (was, now) in enumerate(zip(before.looks, after.looks, strict=True)) if was == now]
    assert (len(same) == len(before.looks) - 1) is others
    was, now = pixels(one), pixels(other)
    assert [number for number in same if was[number] != now[number]] == []
    assert was != now
