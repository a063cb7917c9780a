"""The file: the same bytes always, nothing in it that nobody asked for, read by strict readers."""

import gc
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from handout.pdf.file.objects import PdfFile, ascii_string, text_string
from handout.problems import InternalError
from support.painting import everything, one_line
from support.readback import Readback

TESTS = Path(__file__).parent
HASH = (
    "import hashlib; from support.painting import everything; print(hashlib.sha256(everything().finish()).hexdigest())"
)
FORBIDDEN = [
    "/OpenAction", "/AA", "/JavaScript", "/JS", "/Launch", "/SubmitForm", "/GoToR", "/EmbeddedFiles", "/EmbeddedFile",
    "/AcroForm", "/XFA", "/Encrypt", "/AF", "/RichMedia", "/Movie", "/Sound", "/SMask", "/Trans",
]  # fmt: skip


def digest(**environment: str) -> str:
    """The digest of the same document made by another process."""
    path = {"PYTHONPATH": str(TESTS)}
    needed = ("PATH", "HOME", "SYSTEMROOT", "HANDOUT_FONT_PATH")
    kept = {name: os.environ[name] for name in needed if name in os.environ}
    run = subprocess.run(
        [sys.executable, "-c", HASH], env=kept | path | environment, capture_output=True, text=True, check=True
    )
    return run.stdout.strip()


def test_the_same_document_is_the_same_bytes() -> None:
    assert everything().finish() == everything().finish()


def test_neither_hash_seed_nor_clock_nor_place_changes_a_byte() -> None:
    places = [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"},
    ]
    assert len({digest(**place) for place in places}) == 1


def test_two_documents_have_two_identifiers() -> None:
    first, second = (PdfReader(BytesIO(one_line(text))).trailer["/ID"] for text in ("One.", "Two."))
    assert first != second
    assert first[0] == first[1]


def test_a_document_says_the_same_wherever_another_was_made_before() -> None:
    alone = one_line("Two.")
    one_line("One.")
    assert one_line("Two.") == alone


def test_pdfium_opens_every_page() -> None:
    document = pypdfium2.PdfDocument(everything().finish())
    assert [document[at].get_size() for at in range(len(document))] == [(612.0, 792.0)] * 4


def test_nothing_acts_by_itself_and_nothing_is_attached() -> None:
    words = set(Readback(everything().finish()).everything().splitlines())
    assert [name for name in FORBIDDEN if name in words] == []


def test_every_font_is_in_the_file() -> None:
    fonts = Readback(everything().finish()).fonts()
    assert len(fonts) == 3
    assert all(fonts.values())


def test_elements_of_one_type_stand_side_by_side() -> None:
    root = Readback(everything().finish()).root["/StructTreeRoot"]
    found: dict[str, list[int]] = {}
    waiting = [root.raw_get("/K")]
    while waiting:
        reference = waiting.pop()
        element = reference.get_object()
        found.setdefault(element["/S"], []).append(reference.idnum)
        kids = element.get("/K", [])
        waiting += [kid for kid in (kids if isinstance(kids, list) else [element.raw_get("/K")])
                    if isinstance(kid, IndirectObject)]  # fmt: skip
    assert len(found["/P"]) > 3
    for numbers in found.values():
        assert max(numbers) - min(numbers) == len(numbers) - 1


def test_there_is_one_revision() -> None:
    assert "/Prev" not in PdfReader(BytesIO(everything().finish())).trailer


def test_nothing_of_the_machine_is_in_the_file() -> None:
    said = Readback(everything().finish()).everything()
    strangers = (f"{Path.home()}/", str(TESTS), "reportlab", "ReportLab", "anonymous", "unspecified")
    assert [word for word in strangers if word in said] == []


def test_a_stream_ends_in_a_line_end_that_is_no_part_of_it() -> None:
    pdf = one_line()
    for found in re.finditer(rb"/Length (\d+)>>\nstream\n", pdf):
        assert pdf[found.end() + int(found[1]) :].startswith(b"\nendstream\n")


def test_many_objects_are_found_again() -> None:
    file = PdfFile()
    numbers = [file.add(f"({number})") for number in range(2500)]
    root = file.add("<</Type/Catalog>>")
    reader = PdfReader(BytesIO(file.finish(root, file.add("<<>>"))), strict=True)
    assert [str(reader.get_object(number)) for number in numbers] == [str(number) for number in range(2500)]


def test_an_object_without_a_body_is_a_fault() -> None:
    file = PdfFile()
    root = file.reserve()
    with pytest.raises(InternalError, match="object 1 has no body"):
        file.finish(root, root)


@pytest.mark.parametrize("text", ["plain", "(a) \\ b)", "Ünïcode", "a\nb", "", "🩹"])
def test_a_text_string_reads_back(text: str) -> None:
    file = PdfFile()
    root = file.add(f"<</Type/Catalog/T{text_string(text)}>>")
    reader = PdfReader(BytesIO(file.finish(root, file.add("<<>>"))), strict=True)
    assert reader.root_object["/T"] == text


def test_a_uri_is_ascii() -> None:
    assert ascii_string("https://example.org/ü(1)") == "(https://example.org/%C3%BC\\(1\\))"


def test_a_finished_document_leaves_no_rubbish_to_look_for() -> None:
    one_line()
    gc.collect()
    gc.disable()
    try:
        one_line()
        assert gc.collect() == 0
    finally:
        gc.enable()
