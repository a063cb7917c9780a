"""Letters that no font has are told once a script, and a clinic's own fonts are used for them without being named."""

import re

import pytest

from handout.cli.output import once
from handout.pdf.text import font_book
from handout.pdf.text.missing_letters import BREAKER, NO_BREAKER, Missing, missing_problems
from handout.source import Span
from support.faulty import build, handout_yaml, make_project, paragraph
from support.fonts import write_font
from support.readback import Readback

CHEROKEE = "ᎠᎹ ᎠᏗᏔᎲ"
THAANA = "ގުޅާ"


pytestmark = pytest.mark.usefixtures("own_book")


def project(root, **more):
    body = paragraph(f"One {CHEROKEE} two.") + paragraph(f"**{CHEROKEE}**") + paragraph(f"Three {THAANA}.")
    return make_project(root, wound=handout_yaml(body, **more))


def told(result):
    return re.findall(r"^(\S+): (error|warning)\[(\w+)\] (.*)$", result.err, re.M)


def test_letters_of_a_script_are_told_once_with_their_number_and_the_first(tmp_path):
    result = build(project(tmp_path))
    assert result.code == 1
    assert told(result) == [
        ("content/wound.yaml:9:14", "error", "E50", "no font here has Cherokee letters (12 here; first: Ꭰ)"),
        ("content/wound.yaml:11:16", "error", "E50", "no font here has Thaana letters (4 here; first: ގ)"),
    ]
    assert "make fonts FOR=chr" in result.err
    assert "@expo-google-fonts/noto-sans-cherokee" in result.err


def test_letters_of_the_title_and_the_text_are_told_together(tmp_path):
    result = build(project(tmp_path, title=f"A {CHEROKEE}"))
    assert next(row[3] for row in told(result)) == "no font here has Cherokee letters (18 here; first: Ꭰ)"
    assert len(told(result)) == 2


def test_letters_of_a_script_are_told_once_for_all_handouts_with_their_number_and_the_first(tmp_path):
    project(tmp_path)
    make_project(tmp_path, burn=handout_yaml(paragraph(f"One {CHEROKEE}.")), cut=handout_yaml())
    assert [row[:1] + row[3:] for row in told(build(tmp_path))] == [
        ("content/burn.yaml:9:14", "no font here has Cherokee letters (18 in 2 files; first: Ꭰ)"),
        ("content/wound.yaml:11:16", "no font here has Thaana letters (4 here; first: ގ)"),
    ]


def test_what_the_fonts_lack_is_told_once_for_all_handouts():
    places = [Span(f"content/{name}.yaml", 1, 1) for name in ("burn", "cut", "wound")]
    found = [problem for place in places for problem in missing_problems([Missing(BREAKER, place)])]
    assert [(problem.span, problem.message) for problem in once(found)] == [
        (places[0], f"{NO_BREAKER}; 3 handouts need it")
    ]


def test_a_font_in_the_project_is_used_for_what_others_lack(tmp_path):
    project(tmp_path)
    (tmp_path / "content/fonts/deep").mkdir(parents=True)
    letters = "".join(sorted({*CHEROKEE, *THAANA}))
    write_font(tmp_path / "content/fonts/a.ttf", "Trial", chars=letters)
    write_font(tmp_path / "content/fonts/deep/b.ttf", "Trial", chars=letters, weight=700)
    (tmp_path / "content/fonts/a.woff2").write_bytes(b"wOF2: a copy for the web")
    result = build(tmp_path)
    assert (result.code, told(result)) == (0, [])
    assert CHEROKEE in "".join(Readback((tmp_path / "out/wound.pdf").read_bytes()).text())


def test_a_font_without_bold_serves_for_strong_words_too_and_that_is_told_once(tmp_path):
    project(tmp_path)
    (tmp_path / "content/fonts").mkdir()
    write_font(tmp_path / "content/fonts/a.ttf", "Trial", chars="".join(sorted({*CHEROKEE, *THAANA})))
    result = build(tmp_path)
    assert result.code == 0
    [(place, severity, code, message)] = told(result)
    assert (place, severity, code) == ("content/wound.yaml:1:1", "warning", "W50")
    assert message == "strong words in letters of 'Trial' look like any others: it has no bold"
    make_project(tmp_path, burn=handout_yaml(paragraph(f"**{CHEROKEE}**")))
    assert [row[::3] for row in told(build(tmp_path))] == [("content/burn.yaml:1:1", f"{message}; 2 handouts need one")]


def test_fonts_of_one_project_do_not_serve_another(tmp_path):
    for name in ("with", "without"):
        project(tmp_path / name)
    (tmp_path / "with/content/fonts").mkdir()
    write_font(tmp_path / "with/content/fonts/a.ttf", "Trial", chars="".join(sorted({*CHEROKEE, *THAANA})))
    assert [build(tmp_path / name).code for name in ("with", "without", "with")] == [0, 1, 0]


@pytest.mark.parametrize("case", ["notes.ttf", "cut.ttf", "web.woff2", "alone.ttf"])
def test_a_file_in_the_project_that_cannot_serve_is_told_once_where_it_lies(tmp_path, case):
    make_project(tmp_path, wound=handout_yaml())
    (tmp_path / "content/fonts").mkdir()
    path = tmp_path / "content/fonts" / case
    write_font(path, "Atkinson Hyperlegible" if case == "alone.ttf" else "Trial", chars="abc")
    data = path.read_bytes()
    path.write_bytes({"notes.ttf": b"not a font", "cut.ttf": data[:-200], "web.woff2": b"wOF2" + data}.get(case, data))
    said = (
        "the font family 'Atkinson Hyperlegible' has no bold"
        if case == "alone.ttf"
        else "this font file is not a whole TrueType font"
    )
    assert told(build(tmp_path)) == [(f"content/fonts/{case}:1:1", "error", "E52", said)]


def test_a_font_that_cannot_serve_is_named_where_its_letters_are_missed(tmp_path, monkeypatch):
    folder = tmp_path / "fonts"
    folder.mkdir()
    write_font(folder / "a.ttf", "Trial", chars="Ꭰ", rights=2)
    monkeypatch.setenv(font_book.FONT_PATH, str(folder))
    result = build(project(tmp_path))
    assert "the font file 'a.ttf' of 'Trial' may not be embedded" in result.err


def test_a_missing_line_breaker_hides_no_missing_letters():
    place = Span("x.yaml", 1, 1)
    found = missing_problems([Missing(BREAKER, place), Missing("Ꭰ", place), Missing(BREAKER, place)])
    assert [problem.code for problem in found] == ["E51", "E50"]


def test_a_sign_of_money_is_of_no_script():
    [problem] = missing_problems([Missing("฿", Span("x.yaml", 1, 1))])
    assert problem.message == "no font can draw '฿' (U+0E3F THAI CURRENCY SYMBOL BAHT)"


def test_a_rare_letter_of_a_script_that_is_here_is_shown_itself():
    [problem] = missing_problems([Missing("\u0d5e", Span("x.yaml", 1, 1)), Missing("\u0d64", Span("x.yaml", 1, 5), 2)])
    assert problem.message == "no font here has these Malayalam letters: \u0d5e \u0d64 (3 here)"
    assert "content/fonts/" in (problem.hint or "")
