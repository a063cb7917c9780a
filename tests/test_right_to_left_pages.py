"""On a right-to-left page every number is read as it was typed: from the YAML to the ink, as PDFium sees it."""

import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable
from ctypes import byref, c_double
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from handout import flow
from handout.edition import Edition, Running
from handout.library import Library
from handout.problems import Problems
from handout.source import Span
from handout.style.properties import Sheet
from handout.style.sheet import load_sheet
from handout.targets.pdf import make_pdf
from handout.targets.text import text as as_text
from handout.text.phrase import Cite, Foreign, Strong, Text, words
from support.readback import Readback

ROOT = Path(__file__).parent.parent
SENTENCES = {
    "ar": ("خذ", "كل يوم بعد الأكل."),
    "fa": ("هر روز", "بعد از غذا بخورید."),
    "ur": ("روزانہ", "کھانے کے بعد لیں۔"),
    "he": ("קחו", "כל יום אחרי האוכל."),
}
NUMBERS = {
    "phone": "555-0123", "phone with area": "(303) 555-0123", "international phone": "+1 303 555 0123",
    "range": "5-10", "dash range": "5–10", "dose range": "5-10 mg", "dose": "Metformin 500 mg", "date": "2026-03-05",
    "slashed date": "22/11/2026", "time": "9:30", "hours": "9:00-17:00", "percent": "50%", "negative": "-5",
    "minus": "−5", "decimal": "0.25 mg", "ratio": "120/80", "thousands": "1,500 mL", "address": "https://example.org/a-1",
}  # fmt: skip
NOWHERE = Span("page.yaml", 1, 1)
UNSAID = Running(title="", clinic="", review_line="", later_line="", version="", page_of="", disclaimer="")


@cache
def standard() -> Sheet:
    sheet = load_sheet("standard", [ROOT / "styles"], Problems())
    assert sheet is not None
    return sheet


def handout_of(language: str, *nodes: flow.Node, direction: Literal["ltr", "rtl"] = "rtl") -> Edition:
    """A handout with nothing but these parts."""
    return Edition(
        slug="page", file="page.yaml", language=language, direction=direction, title=(), title_text="page", subject="",
        author="", keywords=(), version=None, published=None, audience=None, codes=(), digest="", state="draft",
        body=nodes, running=UNSAID,
    )  # fmt: skip


def page(language: str, *nodes: flow.Node, direction: Literal["ltr", "rtl"] = "rtl") -> bytes:
    """The PDF of a handout with nothing but these parts."""
    problems = Problems()
    made = make_pdf(handout_of(language, *nodes, direction=direction), standard(), problems)
    assert made is not None, [str(problem) for problem in problems]
    return made.data


def text(*parts: str) -> flow.Text:
    return flow.Text(phrase=words(" ".join(parts), NOWHERE), span=NOWHERE)


def as_seen(pdf: bytes) -> str:
    """Every line as it stands on the page, from left to right by the origins of its characters.

    Without spaces and brackets: PDFium tells a bracket as its mirror image where it finds letters of Arabic or Hebrew.
    """
    import pypdfium2
    import pypdfium2.raw as raw

    told = []
    across, baseline = c_double(), c_double()
    for one in pypdfium2.PdfDocument(pdf):
        characters = one.get_textpage()
        lines: dict[float, list[tuple[float, str]]] = defaultdict(list)
        for index in range(characters.count_chars()):
            char = characters.get_text_range(index, 1)
            raw.FPDFText_GetCharOrigin(characters, index, byref(across), byref(baseline))
            if char.strip(" \r\n()") and not raw.FPDFText_IsGenerated(characters, index):
                lines[round(baseline.value)].append((across.value, char))
        told += ["".join(char for _, char in sorted(line)) for _, line in sorted(lines.items(), reverse=True)]
    return "\n".join(told)


def seen(number: str) -> str:
    return "".join(number.translate({ord(char): None for char in "()"}).split())


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("kind", NUMBERS)
def test_a_number_in_a_sentence_stands_as_it_was_typed(language: str, kind: str) -> None:
    before, after = SENTENCES[language]
    assert seen(NUMBERS[kind]) in as_seen(page(language, text(before, NUMBERS[kind], after)))


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("kind", NUMBERS)
def test_a_number_alone_in_a_cell_stands_as_it_was_typed(language: str, kind: str) -> None:
    cells = tuple(flow.Cell(children=(text(part),), span=NOWHERE) for part in (SENTENCES[language][0], NUMBERS[kind]))
    table = flow.Table(columns=(flow.Column(),) * 2, body=(flow.Row(cells=cells, span=NOWHERE),), span=NOWHERE)
    assert seen(NUMBERS[kind]) in as_seen(page(language, table))


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("kind", ["dose range", "phone", "hours"])
def test_a_number_that_is_strong_in_part_stands_as_it_was_typed(language: str, kind: str) -> None:
    before, after = SENTENCES[language]
    number = NUMBERS[kind]
    phrase = (Text(f"{before} ", NOWHERE), Strong(words(number[:3], NOWHERE)), Text(f"{number[3:]} {after}", NOWHERE))
    assert seen(number) in as_seen(page(language, flow.Text(phrase=phrase, span=NOWHERE)))


def test_a_page_behind_a_date_in_the_language_of_the_handout_is_a_number_by_itself() -> None:
    """The reference is English, its date is not: 1926:2 is no ratio that is parted."""
    date = Foreign(words("26 سبتمبر 1926", NOWHERE), "ar")
    reference = (*words("Example A. Title. The Times. ", NOWHERE), date, *words(":2.", NOWHERE))
    assert ":2." in as_seen(page("ar", flow.Text(phrase=reference, language="en", span=NOWHERE)))


def test_plain_text_holds_each_number_between_marks_and_citations_in_the_direction_of_the_page() -> None:
    """Whoever shows it knows no more than UAX 9."""
    cites = [Cite(number, f"ref-{number}", f"cite-{number}", NOWHERE) for number in (1, 2)]
    line = (*words("اتصل بالرقم 555-0123 الآن ", NOWHERE), cites[0], Text(",", NOWHERE), cites[1])
    told = as_text(handout_of("ar", flow.Text(phrase=line, span=NOWHERE)))
    assert "اتصل بالرقم \u2066555-0123\u2069 الآن \u2066[1]\u2069\u200f,\u2066[2]\u2069\u200f\n" in told


@pytest.mark.parametrize("kind", ["۵-۱۰", "۲۰۲۶/۱۱/۲۲", "٥-١٠", "٩:٣٠"])
def test_native_digits_stand_as_they_were_typed(kind: str) -> None:
    before, after = SENTENCES["fa"]
    assert kind in as_seen(page("fa", text(before, kind, after)))


@pytest.mark.parametrize("kind", NUMBERS)
def test_numbers_survive_the_way_from_the_file(kind: str, tmp_path: Path) -> None:
    number = NUMBERS[kind]
    content = tmp_path / "content"
    content.mkdir()
    (content / "clinic.yaml").write_text(
        'name: عيادة\nphone: "555-0199"\nlanguage: ar\ndisclaimer: {ar: للمعلومات فقط.}\n', "utf-8"
    )
    (content / "x.yaml").write_text(
        f'title: "دواء {number} لك"\npurpose: شرح.\nsummary: ["خذ {number} كل يوم."]\n'
        f'get_help: {{call: ["كان لديك {number} أو أكثر."]}}\n'
        f'sections:\n  - heading: الدواء\n    body:\n      - "خذ {number}، ثم استرح."\n'
        f'      - steps: ["خذ {number}."]\n',
        "utf-8",
    )
    problems = Problems()
    library = Library(tmp_path, date(2026, 11, 23))
    [entry] = library.chosen([content / "x.yaml"], problems)
    opened = library.open(entry, problems)
    assert opened is not None, [str(problem) for problem in problems]
    made = make_pdf(opened.edition, standard(), problems)
    assert made is not None, [str(problem) for problem in problems]
    shown = as_seen(made.data)
    assert shown.count(seen(number)) >= 5
    assert "555-0199" in shown


def test_language_help_lines_are_marked_with_their_own_languages() -> None:
    from io import BytesIO

    from pypdf import PdfReader

    problems = Problems()
    library = Library(ROOT, date(2026, 11, 23))
    [entry] = library.chosen([ROOT / "content" / "calciphylaxis.ar.yaml"], problems)
    opened = library.open(entry, problems)
    assert opened is not None
    made = make_pdf(opened.edition, standard(), problems)
    assert made is not None
    found = []

    def walk(element: object) -> None:
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, list):
            for kid in element:
                walk(kid)
        elif isinstance(element, dict):
            if "/Lang" in element:
                found.append(str(element["/Lang"]))
            walk(element.get("/K"))

    catalog = PdfReader(BytesIO(made.data)).root_object
    assert catalog["/Lang"] == "ar"
    walk(catalog["/StructTreeRoot"]["/K"])
    wanted = [str(tag) for tag in (opened.clinic.language_help or {}) if str(tag) != "ar"]
    references = ["en"] * len(opened.handout.references)
    source = ["en"]
    clinic = ["en-US"]
    # The clinic's name above and at the end; each language named on page 1, and with a line of its own at the end.
    assert [tag for tag in found if tag != "ar"] == clinic + wanted + wanted + references + source + clinic


def test_a_line_of_arabic_on_an_english_page_runs_from_right_to_left() -> None:
    line = flow.Text(phrase=words("اتصل بالرقم 555-0100.", NOWHERE), language="ar", span=NOWHERE)
    assert as_seen(page("en", line, direction="ltr")).startswith(".555-0100")


def test_a_line_of_spanish_on_an_arabic_page_runs_from_left_to_right() -> None:
    line = flow.Text(phrase=words("Llame al 555-0100, o venga.", NOWHERE), language="es", span=NOWHERE)
    assert as_seen(page("ar", line)) == "Llameal555-0100,ovenga."


def test_parts_are_mirrored() -> None:
    """Bullets and labels stand at the right of their text, the first column of a table at the right of the second."""
    item = flow.Item(label=words("7.", NOWHERE), children=(text("اغسل يديك"),), span=NOWHERE)
    cells = tuple(flow.Cell(children=(text(part),), span=NOWHERE) for part in ("11", "22"))
    parts = (
        flow.List(items=(item,), marker="decimal", span=NOWHERE),
        flow.Table(columns=(flow.Column(),) * 2, body=(flow.Row(cells=cells, span=NOWHERE),), span=NOWHERE),
    )
    listed, row = as_seen(page("ar", *parts)).split("\n")
    assert listed.endswith(".7")
    assert row == "2211"


MARKED = {"ar": "خذ الدواء يوميًا ولا تأكل كثيرًا، فورًا وأيضًا بعد لا شيء.", "he": "קַח אֶת הַתְּרוּפָה כָּל יוֹם."}


def read_by_pypdf(pdf: bytes, folder: Path) -> str:
    return "\n".join(Readback(pdf).text())


def read_by_pdfium(pdf: bytes, folder: Path) -> str:
    import pypdfium2

    return "\n".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(pdf))


def read_by_poppler(pdf: bytes, folder: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not here: install the package poppler-utils")
    (folder / "page.pdf").write_bytes(pdf)
    return subprocess.run(["pdftotext", folder / "page.pdf", "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("language", MARKED)
@pytest.mark.parametrize("reader", [read_by_pypdf, read_by_pdfium, read_by_poppler])
def test_every_reader_gives_letters_and_their_marks_in_the_order_typed(
    language: str, reader: Callable[[bytes, Path], str], tmp_path: Path
) -> None:
    seen_by_it = reader(page(language, text(MARKED[language])), tmp_path)
    found = normalize("NFKD", seen_by_it)
    typed = [word.strip("،.") for word in MARKED[language].split()]
    assert [word for word in typed if normalize("NFKD", word) not in found] == []
