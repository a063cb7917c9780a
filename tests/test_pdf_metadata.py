"""What a file says of itself: metadata, information, catalog, colour profile."""

import xml.etree.ElementTree as ElementTree
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from handout.pdf.file.icc import srgb
from handout.pdf.file.xmp import NAMESPACE
from support.painting import everything, one_line
from support.readback import Readback

SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/", "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/", "pdfuaid": "http://www.aiim.org/pdfua/ns/id/", "handout": NAMESPACE,
}  # fmt: skip


@pytest.fixture(scope="module")
def full() -> Readback:
    return Readback(everything().finish())


def described(read_back: Readback) -> ElementTree.Element:
    packet = read_back.root["/Metadata"].get_data()
    found = ElementTree.fromstring(packet).find("rdf:RDF/rdf:Description", SPACES)
    if found is None:
        raise ValueError("no description")
    return found


def texts(description: ElementTree.Element, path: str) -> list[str]:
    return [element.text or "" for element in description.iterfind(path, SPACES)]


def test_the_packet_names_the_standards_kept(full: Readback) -> None:
    about = described(full)
    names = ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")
    assert [texts(about, name) for name in names] == [["2"], ["A"], ["1"]]


def test_the_packet_is_deflated(full: Readback) -> None:
    assert full.root["/Metadata"]["/Filter"] == "/FlateDecode"


def test_the_packet_tells_title_language_author_subject_and_keywords(full: Readback) -> None:
    about = described(full)
    assert texts(about, "dc:title/rdf:Alt/rdf:li") == ["Für zu Hause: wounds (a test)"]
    assert texts(about, "dc:language/rdf:Bag/rdf:li") == ["en-US"]
    assert texts(about, "dc:creator/rdf:Seq/rdf:li") == ["Riverside Clinic"]
    assert texts(about, "dc:description/rdf:Alt/rdf:li") == ["How to care for a wound"]
    assert texts(about, "dc:subject/rdf:Bag/rdf:li") == ["wound", "Verband & Pflege"]
    assert texts(about, "pdf:Keywords") == ["wound, Verband & Pflege"]


def test_own_fields_stand_in_an_own_namespace(full: Readback) -> None:
    about = described(full)
    assert texts(about, "handout:slug") == ["wounds"]
    assert texts(about, "handout:something_else") == ["a < b"]


def test_the_only_date_is_the_one_given(full: Readback) -> None:
    assert texts(described(full), "xmp:ModifyDate") == ["2026-11-22T00:00:00Z"]
    assert full.reader.metadata is not None
    assert full.reader.metadata["/CreationDate"] == full.reader.metadata["/ModDate"] == "D:20261122000000Z"


def test_without_a_date_there_is_none() -> None:
    read_back = Readback(one_line())
    assert read_back.reader.metadata == {"/Title": "A title", "/Creator": "handout", "/Producer": "handout"}
    assert texts(described(read_back), "xmp:CreateDate") == []


def test_the_information_says_what_the_packet_says(full: Readback) -> None:
    found = full.reader.metadata
    assert found is not None
    assert (found.title, found.author, found.subject, found.get("/Keywords")) == (
        "Für zu Hause: wounds (a test)", "Riverside Clinic", "How to care for a wound", "wound, Verband & Pflege",
    )  # fmt: skip


def test_the_catalog_shows_the_title_and_numbers_the_pages(full: Readback) -> None:
    assert full.root["/ViewerPreferences"] == {"/DisplayDocTitle": True}
    assert full.root["/MarkInfo"] == {"/Marked": True}
    assert full.root["/Lang"] == "en-US"
    assert full.reader.page_labels == ["1", "2", "3", "4"]


def test_tabs_follow_the_structure(full: Readback) -> None:
    assert [page["/Tabs"] for page in full.reader.pages] == ["/S"] * 4


def test_the_profile_is_srgb() -> None:
    ramps = bytes(level if row == at else 255 - level for row in range(3) for level in range(256) for at in range(3))
    colours = Image.frombytes("RGB", (256, 3), ramps)
    ours = ImageCms.ImageCmsProfile(BytesIO(srgb()))
    turned = ImageCms.profileToProfile(colours, ours, ImageCms.createProfile("sRGB"))
    assert turned is not None
    assert max(abs(one - other) for one, other in zip(ramps, turned.tobytes(), strict=True)) <= 1
