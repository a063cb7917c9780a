"""Marks made in a PDF reader come home to their lines, also when the text has moved on."""

import json
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject, NullObject, read_object

from handout.cli.build import command as build
from handout.cli.comments import command as comments
from support.faulty import TODAY, handout_yaml, make_project
from support.marking import mark

BODY = "      - Wash your hands twice a day.\n      - Keep the dressing dry for two days.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = make_project(tmp_path, wound=handout_yaml(BODY, title="Your wound"))
    CliRunner().invoke(build, ["--project", str(root), "--today", TODAY], standalone_mode=False)
    return root


def marked(project: Path, words: str, note: str = "Since when?", by: str = "Ana Example") -> Path:
    """The built PDF with these words highlighted."""
    return mark(project / "out" / "wound.pdf", project / "marked.pdf", words, note, by)


def run(project: Path, file: Path | str, *arguments: str) -> Result:
    options = ["--project", str(project), "--today", TODAY]
    return CliRunner().invoke(comments, [str(file), *arguments, *options], standalone_mode=False)


def line_of(project: Path, words: str) -> int:
    text = (project / "content" / "wound.yaml").read_text("utf-8")
    return text[: text.index(words)].count("\n") + 1


def test_a_mark_is_told_at_its_line_and_column_with_its_words(project: Path) -> None:
    found = json.loads(run(project, marked(project, "dressing dry"), "--format", "json").output)
    text = (project / "content" / "wound.yaml").read_text("utf-8").splitlines()
    line = line_of(project, "dressing dry")
    (highlight,) = [one for one in found if one["kind"] == "highlighted"]
    assert (highlight["line"], highlight["quote"], highlight["by"]) == (line, "dressing dry", "Ana Example")
    assert abs(highlight["column"] - text[line - 1].index("dressing") - 1) <= 2
    (note,) = [one for one in found if one["kind"] == "note"]
    assert (note["line"], note["text"]) == (line, "Why?")


def test_it_is_told_as_messages_are(project: Path) -> None:
    out = run(project, marked(project, "dressing dry")).output
    place = f"content/wound.yaml:{line_of(project, 'dressing dry')}:"
    assert out.startswith(place)
    assert "highlighted by Ana Example on 'dressing dry': Since when?" in out


def test_when_the_text_moved_on_its_words_are_looked_for(project: Path) -> None:
    pdf = marked(project, "Keep the dressing dry for two days.")
    path = project / "content" / "wound.yaml"
    path.write_text(path.read_text("utf-8").replace("      - Wash", "      - Call us.\n      - Wash"), "utf-8")
    out = run(project, pdf).output
    assert f"content/wound.yaml:{line_of(project, 'Keep the dressing')}:" in out
    assert "of another text than today's" in out


def test_marks_are_kept_once(project: Path) -> None:
    pdf = marked(project, "dressing dry")
    assert "kept 2 of 2 marks" in run(project, pdf, "--keep").output
    again = run(project, pdf, "--keep").output
    assert "kept 0 of 2 marks in content/comments/wound.yaml; 2 are there already\n" in again
    assert run(project, "content/wound.yaml").output.count("by Ana Example") == 2


def test_a_mark_is_kept_with_what_cannot_be_printed_shown_by_its_number(project: Path) -> None:
    pdf = marked(project, "dressing dry", "one \u202e two", "Ana\u2066")
    assert "kept 2 of 2 marks" in run(project, pdf, "--keep", "--by", "Eva Example").output
    assert "one \\u202e two" in run(project, "content/wound.yaml").output


def test_a_reply_is_told_where_the_mark_is_that_it_replies_to(project: Path) -> None:
    pdf = marked(project, "dressing dry")
    writer = PdfWriter(clone_from=PdfReader(pdf))
    first = next(one for one in writer.pages[0]["/Annots"] if one.get_object().get("/Subtype") == "/Highlight")
    reply = read_object(BytesIO(b"<< /Type /Annot /Subtype /Text /Contents (Two.) /Rect [9 9 19 19] >>"), writer)
    reply[NameObject("/IRT")] = first
    writer.pages[0]["/Annots"].append(writer._add_object(reply))
    writer.write(pdf)
    assert f"content/wound.yaml:{line_of(project, 'dressing dry')}:24: reply: Two." in run(project, pdf).output


def test_when_one_mark_cannot_be_kept_none_is(project: Path) -> None:
    pdf = marked(project, "dressing dry", by="")
    assert "cannot be kept" in str(run(project, pdf, "--keep").exception)
    assert run(project, "content/wound.yaml").output == "no comments\n"
    assert "kept 2 of 2 marks" in run(project, pdf, "--keep", "--by", "Eva Example").output


MARKS = {
    "/Subtype /StrikeOut /Contents (1)": "struck out by Ana: 1",
    "/Subtype /Caret /Contents (2)": "insertion by Ana: 2",
    "/Subtype /Stamp /Contents (3)": "stamp by Ana: 3", "/Subtype /Line /Contents (4)": "drawn by Ana: 4",
    "/Subtype /Redact /Contents (5)": "struck out by Ana: 5", "/Subtype /FileAttachment": "attached file by Ana",
    "/Subtype /New /Contents (7)": "note by Ana: 7",
    "/Subtype /FreeText /RC (<p>Say <b>hot</b> &amp; red</p>)": "note by Ana: Say hot & red",
    "/Subtype /Text /Contents (9) /IRT 1 0 R": "reply by Ana: 9",
    "/Subtype /Text /Contents (10) /IRT 1 0 R /RT /Group": "note by Ana: 10",
    "/Subtype /Text /Contents (1\\r1)": "note by Ana: 1 1", "/Subtype /Text /Contents <FF00>": "note by Ana: ÿ",
    "/Subtype /Text /Contents (13) /Rect [(a) null]": "note by Ana: 13",
    "/Subtype /Highlight /Contents (14) /QuadPoints [(nan) 1 2 3 4 5 6 7]": "highlighted by Ana: 14",
    "/Subtype /Text /StateModel (Review)": "", "/Subtype /Popup": "", "/Subtype /Widget /Contents (x)": "",
}  # fmt: skip


def test_a_mark_of_any_kind_is_told(project: Path) -> None:
    path = added(project, *(f"/Rect [60 50 300 62] /T (Ana) {annotation}" for annotation in MARKS))
    lines = run(project, path).output.splitlines()
    assert len(lines) == sum(map(bool, MARKS.values()))
    assert [told for told in MARKS.values() if not any(told in line for line in lines)] == []


def test_a_mark_over_two_lines_is_read_from_the_first(project: Path) -> None:
    """Programs give the boxes of a mark in any order."""
    document = pypdfium2.PdfDocument(project / "out" / "wound.pdf")
    boxes = []
    for words in ("Keep the dressing", "Wash your hands"):
        page = document[0].get_textpage()
        found = page.search(words).get_next()
        assert found is not None
        chars = [page.get_charbox(found[0] + at) for at in range(len(words))]
        boxes.append((min(c[0] for c in chars), min(c[1] for c in chars), max(c[2] for c in chars), chars[0][3]))
    quads = " ".join(f"{at} {top} {to} {top} {at} {low} {to} {low}" for at, low, to, top in boxes)
    out = run(project, added(project, f"/Subtype /Highlight /Rect [0 0 9 9] /QuadPoints [{quads}]")).output
    assert "on 'Wash your hands Keep the dressing'" in out


SPANISH = """\
language: es
title: Su herida
purpose: Para qué sirve esto.
disclaimer: Estos son consejos generales.
get_help: {call: [Tiene fiebre.]}
sections: [{heading: Lavar, body: [Lávese las manos dos veces al día., Mantenga seca la venda dos días.]}]
"""


def test_a_mark_on_two_languages_comes_home_to_the_one_it_lies_on(project: Path) -> None:
    (project / "content" / "wound.es.yaml").write_text(SPANISH, "utf-8")
    source = str(project / "content" / "wound.yaml")
    options = ["--with", "es", "--project", str(project), "--today", TODAY]
    CliRunner().invoke(build, [source, *options], standalone_mode=False, catch_exceptions=False)
    both = project / "out" / "wound.en+es.pdf"
    for words, file in (("la venda", "wound.es"), ("dressing dry", "wound")):
        pdf = mark(both, project / f"{file}.pdf", words, "Why?")
        out = run(project, pdf, "--keep").output
        assert out.startswith(f"content/{file}.yaml:")
        assert words.split()[-1] in out
        assert f"kept 2 of 2 marks in content/comments/{file}.yaml" in out


def test_words_that_were_changed_lead_to_the_text_most_like_them(project: Path) -> None:
    pdf = marked(project, "Keep the dressing dry for two days.")
    path = project / "content" / "wound.yaml"
    path.write_text(path.read_text("utf-8").replace("for two days", "for three days"), "utf-8")
    assert f"content/wound.yaml:{line_of(project, 'Keep the dressing')}:" in run(project, pdf).output


def added(project: Path, *annotations: str) -> Path:
    """The built PDF with these annotations on its first page, in an array of its own as other programs keep it."""
    writer = PdfWriter(clone_from=PdfReader(project / "out" / "wound.pdf"))
    typed = [f"<< /Type /Annot {annotation} >>".encode("latin-1") for annotation in annotations]
    made = [writer._add_object(read_object(BytesIO(one), writer)) for one in typed]
    page = writer.pages[0]
    before = page.get("/Annots")
    array = ArrayObject([*(() if before is None else before.get_object()), *made, NullObject()])
    page[NameObject("/Annots")] = writer._add_object(array)
    writer.write(project / "marked.pdf")
    return project / "marked.pdf"


def test_a_pdf_without_marks_says_so(project: Path) -> None:
    assert run(project, project / "out" / "wound.pdf").output == "no marks\n"


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7\n" + b"x" * 99])
def test_what_is_no_pdf_of_ours_is_told(project: Path, data: bytes) -> None:
    path = project / "other.pdf"
    path.write_bytes(data)
    done = run(project, path)
    assert type(done.exception).__name__ == "UsageError"


def test_links_of_our_own_are_no_marks(project: Path) -> None:
    path = project / "content" / "wound.yaml"
    path.write_text(path.read_text("utf-8").replace("twice", "[twice](https://example.org)"), "utf-8")
    CliRunner().invoke(build, ["--project", str(project), "--today", TODAY], standalone_mode=False)
    assert run(project, project / "out" / "wound.pdf").output == "no marks\n"
