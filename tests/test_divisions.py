"""A long word is cut where the clinic says, and only where it does not fit."""

import pytest

from handout.layout.divisions import divided, divided_text, how_to_divide
from handout.pdf.text.lines import Ink, Run
from handout.source import Span
from handout.targets.long_words import with_divisions
from support.faulty import CLINIC, build, handout_yaml, make_project, paragraph
from support.readback import Readback

WORD = "Arzneimittelunverträglichkeitsreaktionen"
DIVISIONS = "divisions: {en: [Arzneimittel-unverträglichkeits-reaktionen]}\n"
LARGE = "extends: standard\nstyles: {paragraph: {size: 30pt}, checklist: {label_width: 60pt}}\n"


def project(root, *, clinic="", sheet=None, text=f"Es gibt {WORD}."):
    body = paragraph(text)
    make_project(root, wound=handout_yaml(body))
    (root / "content/clinic.yaml").write_text(CLINIC + clinic, "utf-8")
    if sheet:
        (root / "styles").mkdir()
        (root / "styles/standard.yaml").write_text(sheet, "utf-8")
    return root


def words_of(root):
    return "".join(Readback((root / "out/wound.pdf").read_bytes()).text())


def test_a_word_that_does_not_fit_is_told_with_the_style_and_the_line_to_write(tmp_path):
    result = build(project(tmp_path, sheet=LARGE))
    assert result.code == 1
    assert "error[E60] in the style 'standard' 'Arzneimittelunverträglichkeitsreaktione" in result.err
    assert f"divisions: {{en: [{WORD}]}}" in result.err


def test_it_is_cut_where_the_clinic_says(tmp_path):
    result = build(project(tmp_path, sheet=LARGE, clinic=DIVISIONS))
    assert result.code == 0, result.err
    assert "Arzneimittel\u00ad" in words_of(tmp_path)


def test_where_it_fits_a_line_it_is_never_cut(tmp_path):
    text = f"{'Wort ' * 13}{WORD} {'und so weiter ' * 9}{WORD}."
    assert build(project(tmp_path, clinic=DIVISIONS, text=text)).code == 0
    assert "\u00ad" not in words_of(tmp_path)


@pytest.mark.parametrize("word", ["Arznei", "5-mg", "Arznei--mittel", "-mittel"])
def test_a_division_is_letters_with_hyphens_between(tmp_path, word):
    result = build(project(tmp_path, clinic=f"divisions: {{en: ['{word}']}}\n"))
    assert result.code == 1
    assert f"error[E07] '{word}' does not say where a word of letters may be cut" in result.err


def test_only_whole_words_of_the_language_are_divided():
    ink = Ink(("Noto Sans",), 12, (0, 0, 0))
    runs = [Run(text, ink, tag, None, Span("x", 1, 1)) for text, tag in (("Abba Abbas abba", "de-AT"), ("Abba", "en"))]
    assert [run.text for run in divided(runs, {"de": ["ab-ba"]})] == ["Ab\u00adba Abbas ab\u00adba", "Abba"]


def test_a_word_is_divided_with_either_capital_of_an_i():
    assert divided_text("İlaçlar, Ilaçlar, ilaçlar", ["ilaç-lar"], hyphen="-") == "İlaç-lar, Ilaç-lar, ilaç-lar"


def test_no_division_is_offered_for_an_address_or_a_number():
    assert "divisions" not in how_to_divide("https://example.org/a", "de")
    assert "divisions" not in how_to_divide("0.000125", "de")


def test_signs_of_vowels_are_of_a_word():
    assert "divisions: {ta: [துணிந்துள்ளார்கள்]}" in how_to_divide("துணிந்துள்ளார்கள்,", "ta-LK")
    run = Run("कल, कला", Ink(("Noto Sans",), 12, (0, 0, 0)), "hi", None, Span("x", 1, 1))
    assert divided([run], {"hi": ["क-ल"]})[0].text == "क\u00adल, कला"


def test_a_property_that_is_gone_names_what_does_its_work(tmp_path):
    result = build(project(tmp_path, sheet="extends: standard\nstyles: {paragraph: {hyphens: true}}\n"))
    assert "error[E02] there is no property 'hyphens'" in result.err
    assert "divisions:" in result.err


PARTED = "Arzneimittel&shy;unverträglichkeits&shy;reaktionen"


@pytest.mark.parametrize(
    ("written", "divided"),
    [
        pytest.param(f"({WORD}), ja", f'<span class="divided">({PARTED}),</span> ja', id="signs go with their word"),
        pytest.param(f"<b>{WORD}</b> ja", f'<b><span class="divided">{PARTED}</span></b> ja', id="in another look"),
        pytest.param(f"ja <b>{WORD}</b>, ja", f"ja <b>{PARTED}</b>, ja", id="no line may begin with the comma"),
        pytest.param(f'<a href="{WORD}">ja</a>', f'<a href="{WORD}">ja</a>', id="no address is divided"),
    ],
)
def test_on_a_screen_a_word_is_a_box_that_is_cut_only_where_it_does_not_fit(written, divided):
    assert with_divisions(written, ["Arzneimittel-unverträglichkeits-reaktionen"]) == divided


def test_a_page_divides_the_words_of_its_language(tmp_path):
    assert build(project(tmp_path, clinic=DIVISIONS), "--html").code == 0
    assert f'Es gibt <span class="divided">{PARTED}.</span>' in (tmp_path / "out/wound.html").read_text("utf-8")
