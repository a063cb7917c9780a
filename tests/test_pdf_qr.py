"""QR codes are ReportLab's, module for module, without the rest of its bar codes."""

import re
import subprocess
import sys
from pathlib import Path
from random import Random
from string import ascii_letters

import pytest

from handout.content.checks import LONGEST_CODE
from handout.pdf.pictures.qr import QUIET, bars, blocks, drawing, modules, qr_svg
from handout.pdf.pictures.qr_mask import best_mask, points
from support.faulty import build, handout_yaml, make_project

TEXT = "https://example.org/feedback?h=wounds&l=ü"
COUNT = (
    "import sys; from handout.pdf.pictures.qr import modules; modules('x'); print('reportlab.platypus' in sys.modules)"
)


@pytest.mark.parametrize("text", [TEXT, "HTTPS://EXAMPLE.ORG/", "12345", "漢字", "漢字a", "Где"])
def test_the_code_is_the_one_that_reportlab_draws(text: str) -> None:
    from reportlab.graphics.barcode.qr import QrCodeWidget

    widget = QrCodeWidget(text, barLevel="M")
    widget.draw()
    count = widget.qr.getModuleCount()
    assert modules(text) == tuple(
        "".join("1" if widget.qr.isDark(row, column) else "0" for column in range(count)) for row in range(count)
    )


@pytest.mark.parametrize("length", [1, 9, 40, 100, 300])
def test_the_mask_is_the_one_that_reportlab_chooses_and_has_the_points_that_it_gives(length: int) -> None:
    from reportlab.graphics.barcode import qrencoder

    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(qrencoder.QR8bitByte("".join(Random(length).choices(ascii_letters, k=length))))
    code.version = code.calculate_version()
    assert best_mask(code, qrencoder.QRUtil.maskPattern) == code.getBestMaskPattern()
    cells = "".join("01"[cell] for row in code.modules for cell in row)
    assert points(int(cells[::-1], 2), code.getModuleCount()) == qrencoder.QRUtil.getLostPoint(code)


def test_blocks_cover_what_bars_do_and_each_module_once() -> None:
    dark = [(row, column + at) for row, column, length in bars(TEXT) for at in range(length)]
    covered = [
        (row + down, column + at)
        for column, row, across, height in blocks(TEXT) for at in range(across) for down in range(height)
    ]  # fmt: skip
    assert sorted(covered) == dark
    assert len(blocks(TEXT)) < len(list(bars(TEXT)))


def test_bars_cover_the_dark_modules_and_leave_the_quiet_zone_white() -> None:
    dark = {(row, column + at) for row, column, length in bars(TEXT) for at in range(length)}
    rows = enumerate(modules(TEXT), QUIET)
    expected = {(row, column) for row, cells in rows for column, cell in enumerate(cells, QUIET) if cell == "1"}
    assert dark == expected
    assert max(max(place) for place in dark) == drawing(TEXT).view_box[2] - QUIET - 1


def test_the_svg_has_its_words_and_no_markup_of_theirs() -> None:
    svg = qr_svg("x", 'Leads to "x" & <y>')
    assert 'aria-label="Leads to &quot;x&quot; &amp; &lt;y&gt;"' in svg
    assert re.search(r'viewBox="0 0 (\d+) \1"', svg)


def test_platypus_stays_out() -> None:
    run = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_an_address_that_no_code_holds_is_told_at_its_place(tmp_path: Path) -> None:
    longest = "https://example.org/".ljust(LONGEST_CODE, "a")
    assert len(modules(longest)) == 173
    root = make_project(tmp_path, wound=handout_yaml())
    clinic = root / "content" / "clinic.yaml"
    before = clinic.read_text("utf-8")
    clinic.write_text(f"{before}feedback: {{url: {longest}a}}\n", "utf-8")
    told = build(root)
    line = before.count("\n") + 1
    assert (told.code, f"content/clinic.yaml:{line}:17: error[E07] this address has 2214 characters" in told.err) == (
        1, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/feedback?h=wounds&l=en#top",
        "https://example.org/R%C3%BCckmeldung/%D0%BE%D1%82%D0%B7%D1%8B%D0%B2",
        "https://example.org/ü/отзыв",
        "https://example.org/" + "a-long-way/" * 30,
    ],
)
def test_a_reader_of_codes_finds_the_address_that_stands_beside_it(tmp_path: Path, url: str) -> None:
    pdfium, zxing = pytest.importorskip("pypdfium2"), pytest.importorskip("zxingcpp")
    make_project(tmp_path, wound=handout_yaml())
    with (tmp_path / "content" / "clinic.yaml").open("a", encoding="utf-8") as clinic:
        clinic.write(f"feedback: {{url: '{url}'}}\n")
    assert build(tmp_path).code == 0
    pages = list(pdfium.PdfDocument(tmp_path / "out" / "wound.pdf"))
    found = [code.text for page in pages for code in zxing.read_barcodes(page.render(scale=4).to_pil())]
    printed = "".join(page.get_textpage().get_text_range() for page in pages)
    assert found == [url]
    assert url in re.sub(r"\s", "", printed).replace("\ufffe", "-")  # PDFium: a hyphen at the end of a line
