"""The witnesses see what stands in a PDF, and miss what does not: they are tried on documents made to fool them."""

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject

from support.painting import Sheet, one_line
from support.readback import Readback
from support.second_witness import glyph_boxes, words_lost
from support.verapdf import HOW_TO_INSTALL, REFEREE_IS_MISSING, check, check_bytes, main

referee = pytest.mark.skipif(REFEREE_IS_MISSING, reason=HOW_TO_INSTALL)


def rewritten(pdf: bytes, tmp_path: Path, old: bytes, new: bytes) -> bytes:
    """The same document with other content on its first page."""
    writer = PdfWriter(clone_from=PdfReader(path_of(pdf, tmp_path)))
    contents = writer.pages[0].get_contents()
    data = contents.get_data()
    assert old in data
    contents.set_data(data.replace(old, new))
    writer.pages[0][NameObject("/Contents")] = writer._add_object(contents)
    target = tmp_path / "after.pdf"
    writer.write(target)
    return target.read_bytes()


def path_of(pdf: bytes, folder: Path) -> Path:
    path = folder / "before.pdf"
    path.write_bytes(pdf)
    return path


def two_pages() -> bytes:
    sheet = Sheet()
    sheet.page()
    sheet.write(sheet.tree.element("H1"), "Care at home")
    sheet.write(sheet.tree.element("P"), "Wash your hands with soap and dry them well.", width=120, break_after=1)
    with sheet.canvas.artifact("Pagination", "Footer"):
        sheet.paint(None, "Page 2", artifact=True)
    return sheet.finish()


def test_a_paragraph_over_a_page_break_is_one_element_with_two_marks() -> None:
    assert Readback(two_pages()).tags().splitlines()[3:] == [
        "  P",
        '    p1#1 "Wash your hands with "',
        '    p2#0 "soap and dry them well."',
    ]


def test_what_is_read_aloud_follows_the_tree() -> None:
    assert Readback(two_pages()).reading() == ["Care at home", "Wash your hands with soap and dry them well."]


def test_artifacts_are_told_by_their_kind() -> None:
    read = Readback(two_pages())
    assert read.artifacts("Artifact Pagination Footer") == [(2, "Page 2")]
    assert read.artifacts("Artifact Layout") == []


def test_painting_outside_of_every_mark_is_seen(tmp_path: Path) -> None:
    pdf = rewritten(one_line(), tmp_path, b"EMC", b"EMC 0 0 9 9 re f")
    assert Readback(pdf).unmarked == [(1, "f")]


def test_a_mark_that_no_element_owns_is_refused(tmp_path: Path) -> None:
    pdf = rewritten(one_line(), tmp_path, b"EMC", b"EMC /P <</MCID 7>> BDC EMC")
    with pytest.raises(ValueError, match="no element owns"):
        Readback(pdf).tags()


def test_a_way_back_that_leads_astray_is_refused(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(path_of(two_pages(), tmp_path)))
    numbers = writer.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = numbers[1].get_object()
    owners[0], owners[1] = owners[1], owners[0]
    writer.write(tmp_path / "after.pdf")
    with pytest.raises(ValueError, match="leads back to another element"):
        Readback((tmp_path / "after.pdf").read_bytes()).tags()


def test_no_word_is_lost_from_what_was_painted() -> None:
    assert words_lost(["Care at home", "Wash your hands with soap and dry them well."], two_pages()) == []


@pytest.mark.parametrize(
    ("expected", "lost"),
    [
        (["Wash your hands."], []),
        (["Do not wash your hands."], ["Do", "not", "wash"]),
        (["Wash your hands.", "Wash your hands."], ["Wash", "your", "hands."]),
        (["5 mg"], ["5", "mg"]),
        (["and"], ["and"]),
    ],
)
def test_words_that_are_not_on_the_page_are_lost(expected: list[str], lost: list[str]) -> None:
    assert words_lost(expected, one_line("Wash your hands.")) == lost


def test_a_word_cut_by_a_visible_hyphen_is_not_lost() -> None:
    sheet = Sheet()
    sheet.page()
    sheet.write(sheet.tree.element("P"), "calci\u00adphylaxis is a well-known word", width=70)
    assert words_lost(["calci\u00adphylaxis is a well-known word"], sheet.finish()) == []


def test_arabic_words_are_found_whatever_the_order_of_their_accents() -> None:
    text = "اتصل بالرقم 911 فورًا (الآن)."
    sheet = Sheet(language="ar")
    sheet.page()
    sheet.write(sheet.tree.element("P"), text, language="ar")
    pdf = sheet.finish()
    assert words_lost([text], pdf) == []
    assert words_lost(["ألم"], pdf) == ["ألم"]
    assert Readback(pdf).reading() == [text]


def test_glyphs_stand_where_they_were_painted() -> None:
    (boxes,) = glyph_boxes(one_line("Wash"))
    assert "".join(box.char for box in boxes) == "Wash"
    assert all(72 <= box.left < box.right < 110 and 695 < box.bottom < box.top < 715 for box in boxes)


@referee
def test_the_referee_passes_a_good_document_and_names_what_is_wrong_with_a_bad_one(tmp_path: Path) -> None:
    good = one_line()
    assert check_bytes(good, tmp_path) == []
    writer = PdfWriter(clone_from=PdfReader(path_of(good, tmp_path)))
    del writer.root_object["/Lang"]
    writer.root_object["/MarkInfo"][NameObject("/Marked")] = NumberObject(0)
    writer.pages[0][NameObject("/Group")] = ArrayObject()
    bad = tmp_path / "bad.pdf"
    writer.write(bad)
    failures = check([bad])
    assert failures == check([bad], ["ua1"]) + check([bad], ["2a"])
    assert {failure.flavour for failure in failures} == {"ua1", "2a"}
    assert any(failure.rule.startswith("7.2") for failure in failures)
    assert str(bad) in str(failures[0])


def test_the_referee_wants_files_and_known_flavours() -> None:
    assert str(main([])).startswith("usage")
    assert str(main(["--flavours", "ua9", "x.pdf"])).startswith("usage")


@referee
def test_a_file_that_is_not_there_is_no_pass(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        check([tmp_path / "none.pdf"])
