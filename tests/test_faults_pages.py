"""Pages that naive layout spoils (rows 55 to 69d): every word on the page, to be seen, or refused with its line."""

import time
from pathlib import Path

import pytest

from support.faulty import Result, bare, build, handout_yaml, is_refused, make_project, paragraph, words
from support.seen import unseen


def table(columns: int, *cells: str, rows: int = 1) -> str:
    heads = ", ".join("{heading: H}" for _ in range(columns))
    row = ", ".join(f'"{cell}"' for cell in cells)
    return f"      - table:\n          columns: [{heads}]\n          rows: [{', '.join([f'[{row}]'] * rows)}]\n"


SENTENCE = "Wash your hands before you touch the dressing. "
ODD = {
    "row 55: a cell wider than the page": table(2, SENTENCE * 20, "x"),
    "row 55: sixteen columns": table(16, *["ab"] * 16),
    "row 56: a word of 5000 letters": paragraph("x" * 5000),
    "row 56: a word of 5000 letters in a cell": table(3, "a", "b", "x" * 5000),
    "row 57: sixty words that may not be parted": paragraph("\u00a0".join(["word"] * 60)),
    "row 59: a row with one long and one short cell": table(2, SENTENCE * 8, "x", rows=3),
    "row 68: a cell taller than a page": table(2, SENTENCE * 200, SENTENCE),
    "row 68: a list in a list in a list": paragraph("- one\n\n  - two\n\n    - three\n\n      - four"),
    "row 68: a callout taller than a page": (
        f'      - callout: {{tone: warning, title: Do not, text: "{SENTENCE * 150}"}}\n'
    ),
    "row 68: a label to stick taller than a page": f'      - label_box: {{title: "{SENTENCE * 300}"}}\n',
    "row 68: a table whose head is taller than a page": (
        f'      - table:\n          columns: [{{heading: "{SENTENCE * 100}"}}, {{heading: H}}]\n'
        "          rows: [[a, b], [c, d]]\n"
    ),
    "row 68: a row to write in taller than a page": (
        f"      - log: {{columns: [Morning, Evening], rows: [Monday, https://e.org/{'a' * 5000}, Sunday]}}\n"
    ),
    "row 68: an empty cell beside a full one": table(2, "", SENTENCE),
    "row 69a: a list nested 400 deep": paragraph("\n".join(" " * 2 * n + "- x" for n in range(400))),
    "row 69a: emphasis nested 400 deep": paragraph("*a **b " * 400 + "c** d*" * 400),
    "row 69a: quotation marks nested 4000 deep": paragraph("> " * 4000 + "x"),
    "row 69a: brackets nested 4000 deep": paragraph("[" * 4000 + "x" + "](https://e.org)" * 4000),
    "row 69b: 5000 words in one paragraph": paragraph("word " * 4990),
    "row 69b: 64000 words in one paragraph": paragraph("word " * 64_000),
    "row 69b: 40000 strong words": paragraph("**b** " * 40_000),
    "row 69b: 10000 links": paragraph("[a](https://e.org/) " * 10_000),
    "row 69b: 2000 rows": table(2, "a", "b", rows=2_000),
    "row 69b: 10000 rows": table(2, "a", "b", rows=10_000),
    "row 69b: 200 kB without a space": paragraph("x" * 200_000),
    "row 69b: 20000 pointed brackets": paragraph("<" * 20_000),
    "row 69b: 200000 asterisks": paragraph("*" * 59_000),
    "row 69b: 20000 short paragraphs": paragraph("word\n\n" * 20_000),
}
QUICKLY = 20.0
"""Seconds of work; most take under one."""


@pytest.mark.parametrize("body", ODD.values(), ids=ODD)
def test_every_word_is_on_the_page_or_the_build_is_refused_within_seconds(tmp_path: Path, body: str) -> None:
    make_project(tmp_path, wound=handout_yaml(body))
    start = time.process_time()
    result = build(tmp_path)
    assert time.process_time() - start < QUICKLY
    if result.code:
        assert is_refused(result)
        assert "content/wound.yaml:" in result.err
        assert "content/wound.yaml:1:1: error[E60]" not in result.err
        assert result.err.count("is taller than a page") <= 1
        assert not (tmp_path / "out").exists()
    elif len(body) < 40_000:
        assert unseen(tmp_path / "out" / "wound.pdf") == []


LONG = "Caring for your wound at home after a skin operation, with a great many words in its name, " * 3


@pytest.mark.parametrize("key", ["title", "clinic"])
def test_row_58_a_long_name_is_whole_in_header_and_footer(tmp_path: Path, key: str) -> None:
    pages = paragraph("First.") + "      - page_break: true\n" + paragraph("Second.")
    make_project(tmp_path, wound=handout_yaml(pages, title=LONG if key == "title" else "T"))
    if key == "clinic":
        clinic = tmp_path / "content" / "clinic.yaml"
        clinic.write_text(clinic.read_text().replace("Riverside Kidney Clinic", LONG))
    result = build(tmp_path)
    assert result.code == 0 or is_refused(result)
    if result.code == 0:
        assert unseen(tmp_path / "out" / "wound.pdf") == []
        assert words(tmp_path / "out" / "wound.pdf").count(bare(LONG)) >= 2


SHEETS = {
    "row 14: letters of no size": "styles: {paragraph: {size: 0pt}}",
    "row 61: letters of 5 points": "styles: {paragraph: {size: 5pt}}",
    "row 63: lines closer than letters": "styles: {paragraph: {leading: 0.9}}",
    "row 63: lines on each other": "styles: {paragraph: {leading: 0}}",
    "row 63: space that takes away": "styles: {paragraph: {space_after: -50pt}}",
    "row 57: an indent to the left": "styles: {paragraph: {indent: -90pt}}",
    "row 64: letters of 900 points": "styles: {paragraph: {size: 900pt}}",
    "row 67: white on white": 'styles: {paragraph: {color: "#ffffff"}}',
    "row 67: grey on grey": 'styles: {callout-note: {background: "#888888"}, callout-text: {color: "#777777"}}',
    "row 67: a dark mark": 'styles: {mark: {color: "#555555"}}',
    "row 69: margins wider than the paper": "page: {margins: {left: 5in, right: 5in}}",
    "row 69: margins taller than the paper": "page: {margins: {top: 8in, bottom: 8in}}",
    "row 69: paper of no size": "page: {size: [0pt, 0pt]}",
    "row 69: paper of a mile": "page: {size: [1e9pt, 1e9pt]}",
    "row 69: no number": "page: {margins: {left: .nan}}",
    "row 17: an endless size": "styles: {paragraph: {size: .inf}}",
    "row 16: a size of 4301 digits": f"styles: {{paragraph: {{size: {'9' * 4301}pt}}}}",
    "row 33: three digits": 'styles: {paragraph: {color: "#ab"}}',
    "row 113: a font nobody has": "fonts: {body: {family: Nobody Sans}}",
    "row 114: a font by its path": "fonts: {body: {family: /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf}}",
}


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_a_sheet_that_would_hide_words_is_refused_with_its_line(tmp_path: Path, sheet: str) -> None:
    make_project(tmp_path, wound=handout_yaml())
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "ours.yaml").write_text(f"extends: standard\n{sheet}\n")
    result = build(tmp_path, "--style", "ours")
    assert is_refused(result)
    assert "styles/ours.yaml:2:" in result.err


@pytest.mark.parametrize("width", ["0", "-0.5", "5000", "nan", "12", "0.00001"])
def test_rows_65_111_a_picture_stays_on_the_page(tmp_path: Path, width: str) -> None:
    from io import BytesIO

    from PIL import Image

    make_project(tmp_path, wound=handout_yaml(f"      - figure: {{image: images/a.png, alt: x, width: {width}}}\n"))
    (tmp_path / "content" / "images").mkdir()
    data = BytesIO()
    Image.new("RGB", (10, 6000), "teal").save(data, "PNG")
    (tmp_path / "content" / "images" / "a.png").write_bytes(data.getvalue())
    result = build(tmp_path)
    assert is_refused(result) or (result.code == 0 and unseen(tmp_path / "out" / "wound.pdf") == [])


def test_row_69c_a_handout_without_words_is_refused(tmp_path: Path) -> None:
    make_project(tmp_path, wound=handout_yaml().replace("      - Wash your hands.\n", "      []\n"))
    assert is_refused(build(tmp_path))


def test_row_69d_nothing_stands_for_what_comes_later(tmp_path: Path) -> None:
    make_project(tmp_path, wound=handout_yaml(paragraph(SENTENCE * 100)))
    assert build(tmp_path).code == 0
    pages = words(tmp_path / "out" / "wound.pdf")
    assert "{" not in pages
    assert "laceholder" not in pages
    assert "Page1of" in pages


NESTED = "".join(
    f"      - callout: {{tone: {tone}, title: T, text: Words in a box.}}\n"
    for tone in ("note", "tip", "warning", "emergency")
)


@pytest.mark.parametrize("style", ["standard", "large-print", "high-contrast", "large-print-high-contrast"])
def test_rows_15_60_62_66_67_everything_is_seen_in_every_shipped_style(tmp_path: Path, style: str) -> None:
    make_project(tmp_path, wound=handout_yaml(NESTED + table(3, "a", "b", "c", rows=5)))
    result: Result = build(tmp_path, "--style", style, "--out", str(tmp_path / "out"))
    assert result.code == 0
    (pdf,) = (tmp_path / "out").glob("*.pdf")
    assert unseen(pdf) == []
