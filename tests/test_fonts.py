"""Families come from packages and the clinic's own folder, never from the system."""

import shutil

import pytest

from handout.files import Inputs
from handout.pdf.text import font_book
from handout.pdf.text.font_book import SOURCES, WITHOUT_LETTERS, FontBook, FontError, book
from handout.pdf.text.font_files import own_files
from handout.pdf.text.scripts import SCRIPTS, scripts_in, scripts_of
from handout.pdf.text.shaper import Shaper
from support.fonts import write_font


@pytest.fixture
def folder(tmp_path):
    """A folder with one regular style of a family."""
    face = book().face("Atkinson Hyperlegible")
    shutil.copy(face.path, tmp_path / "Mine.ttf")
    return tmp_path


def renamed(folder):
    """The family of the folder under a name of its own: its own package is out of sight."""
    fonts = FontBook(str(folder))
    fonts.sources.pop("atkinsonhyperlegible")
    return fonts


def test_the_core_families_have_four_styles():
    for family in ("Atkinson Hyperlegible", "Noto Sans"):
        looks = [(False, False), (True, False), (False, True), (True, True)]
        keys = [book().face(family, *look).key for look in looks]
        assert keys == [f"{family}/{style}" for style in ("Regular", "Bold", "Italic", "BoldItalic")]


def test_metrics_are_parts_of_the_font_size():
    face = book().face("Atkinson Hyperlegible")
    assert (face.ascent, face.descent) == (0.95, 0.29)


def test_a_face_says_what_it_covers():
    face = book().face("Atkinson Hyperlegible")
    assert face.covers("Wash ≥ é")
    assert not face.covers("Đặng")


def test_a_face_names_what_it_lacks():
    assert book().face("Atkinson Hyperlegible").missing("a☐b☐→") == ["☐", "→"]


def test_the_digest_of_the_file_is_known():
    assert len(book().face("Noto Sans").sha256) == 64


def test_a_family_without_italics_gives_its_upright():
    assert book().face("Noto Sans Thai", italic=True).path == book().face("Noto Sans Thai").path


def test_an_unknown_family_is_named_with_those_there_are():
    with pytest.raises(FontError, match="unknown font family 'Papyrus'") as caught:
        book().face("Papyrus")
    assert caught.value.code == "E53"
    assert "Noto Sans" in (caught.value.hint or "")


def test_a_family_whose_pack_is_missing_says_how_to_install_it():
    fonts = FontBook()
    fonts._roots = {source.package: None for source in SOURCES}
    with pytest.raises(FontError) as caught:
        fonts.face("Noto Sans KR")
    assert (caught.value.code, caught.value.hint) == ("E51", "pip install 'patient-handout[cjk]'")


def test_the_core_has_the_scripts_that_it_promises():
    promised = {script.family for script in SCRIPTS if script.extra == ""}
    assert promised <= set(book().families())
    for script in SCRIPTS:
        if script.extra == "":
            assert book().face(script.family).covers(next(filter(str.isalpha, map(chr, letters_of(script))))), script


def letters_of(script):
    return range(ord(script.blocks[0]), ord(script.blocks[1]))


def test_the_font_path_adds_families_by_the_names_in_their_files(folder):
    assert renamed(folder).face("Atkinson Hyperlegible").path == folder / "Mine.ttf"


def test_a_family_without_bold_is_refused_when_bold_is_asked(folder):
    with pytest.raises(FontError, match="has no bold"):
        renamed(folder).face("Atkinson Hyperlegible", bold=True)


def test_a_file_that_is_cut_off_is_refused(folder):
    path = folder / "Mine.ttf"
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(FontError) as caught:
        FontBook(str(folder)).face("Mine")
    assert caught.value.code == "E52"
    own, [(refused, reason)] = own_files(folder, Inputs())
    assert (own, refused) == ([], path)
    assert "whole TrueType font" in reason or "cannot be read" in reason


def test_a_file_that_is_no_font_is_refused(tmp_path):
    (tmp_path / "Notes.ttf").write_text("not a font")
    with pytest.raises(FontError, match=r"'Notes\.ttf' of 'Notes' is not a whole TrueType font"):
        FontBook(str(tmp_path)).face("Notes")


def test_postscript_outlines_are_refused(tmp_path):
    builder = pytest.importorskip("fontTools.fontBuilder", reason="fontTools is not installed: no CFF font")
    pens = pytest.importorskip("fontTools.pens.t2CharStringPen")
    font = builder.FontBuilder(1000, isTTF=False)
    font.setupGlyphOrder([".notdef", "a"])
    font.setupCharacterMap({97: "a"})
    blank = pens.T2CharStringPen(500, None).getCharString()
    font.setupCFF("Curve", {}, {".notdef": blank, "a": blank}, {})
    font.setupHorizontalMetrics({".notdef": (500, 0), "a": (500, 0)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Curve", "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    font.save(tmp_path / "Curve.otf")
    with pytest.raises(FontError, match=r"'Curve\.otf' of 'Curve' has PostScript outlines \(CFF\)"):
        FontBook(str(tmp_path)).face("Curve")


def test_fallback_families_come_in_one_order_with_the_languages_own_han_first():
    if not book().has_pack("cjk"):
        pytest.skip("the cjk pack is not installed")
    han = [name for name in book().fallbacks((), "ja") if name[-2:] in {"SC", "TC", "JP", "KR"}]
    assert han[0] == "Noto Sans JP"


def test_a_family_for_one_script_has_no_letters_of_others_and_one_of_signs_has_none():
    """But a sign of Tamil texts, which the family of its own script has too: so none of them is opened in vain."""
    strange = set()
    for source in SOURCES:
        scripts = scripts_of(source.family) if source.extra is None else frozenset()
        is_looked_at = scripts or source.family in WITHOUT_LETTERS
        letters = map(chr, book().face(source.family).hb_face.unicodes) if is_looked_at else ()
        strange |= {letter for letter in letters if scripts_in(letter) - scripts}
    assert strange == {"\ua8f3"}
    assert book().face("Noto Sans Devanagari").covers("\ua8f3")


def test_no_family_of_another_script_or_of_signs_is_opened_for_a_letter(monkeypatch):
    fonts, asked = FontBook(), []
    monkeypatch.setattr(font_book, "_current", fonts)
    monkeypatch.setattr(fonts, "stand_in", lambda family, *_: asked.append(family))
    Shaper(("Atkinson Hyperlegible",), False, False, "en", "", False).lacking("\u0e81")
    assert asked == ["Noto Sans", "Noto Sans Lao"]


def test_names_compare_without_case_and_spaces():
    assert book().face("noto sansthai").path == book().face("Noto Sans Thai").path


def test_the_weights_of_a_family_are_those_that_its_files_say(tmp_path):
    for weight in range(100, 1000, 100):
        write_font(tmp_path / f"T{weight}.ttf", "Nine", weight=weight)
    fonts = FontBook(str(tmp_path))
    assert [fonts.face("Nine", bold).path.name for bold in (False, True)] == ["T400.ttf", "T700.ttf"]


def test_a_width_that_is_not_normal_serves_only_where_there_is_no_other(tmp_path):
    write_font(tmp_path / "a.ttf", "Wide", width=3)
    assert FontBook(str(tmp_path)).face("Wide").path.name == "a.ttf"
    write_font(tmp_path / "b.ttf", "Wide", weight=500)
    assert FontBook(str(tmp_path)).face("Wide").path.name == "b.ttf"


def test_an_italic_is_known_by_its_own_flag(tmp_path):
    write_font(tmp_path / "a.ttf", "Lean", italic=True)
    write_font(tmp_path / "b.ttf", "Lean")
    fonts = FontBook(str(tmp_path))
    assert [fonts.face("Lean", italic=italic).path.name for italic in (False, True)] == ["b.ttf", "a.ttf"]


def test_two_files_for_one_style_are_an_error_that_names_both(tmp_path):
    write_font(tmp_path / "a.ttf", "Twin", chars="ab")
    write_font(tmp_path / "b.ttf", "Twin", chars="abc")
    with pytest.raises(FontError, match=r"'a\.ttf' and 'b\.ttf' are both the regular of the font family") as caught:
        FontBook(str(tmp_path)).face("Twin")
    assert caught.value.code == "E52"


def test_two_copies_of_one_file_are_one(tmp_path):
    write_font(tmp_path / "a.ttf", "Twin")
    shutil.copy(tmp_path / "a.ttf", tmp_path / "b.ttf")
    assert FontBook(str(tmp_path)).face("Twin").path.name == "a.ttf"


def test_a_file_that_says_bold_is_bold_though_it_gives_the_weight_of_a_regular_one(tmp_path):
    write_font(tmp_path / "a.ttf", "Nasta", chars="ab")
    write_font(tmp_path / "b.ttf", "Nasta", chars="abc", is_flagged_bold=True)
    fonts = FontBook(str(tmp_path))
    assert [fonts.face("Nasta", bold).path.name for bold in (False, True)] == ["a.ttf", "b.ttf"]


def test_weights_up_to_500_are_no_bold(tmp_path):
    write_font(tmp_path / "a.ttf", "Light", weight=300)
    write_font(tmp_path / "b.ttf", "Light", weight=500)
    fonts = FontBook(str(tmp_path))
    with pytest.raises(FontError, match="has no bold"):
        fonts.face("Light", bold=True)
    assert fonts.stand_in("Light", True, False).lacks_bold


def test_a_clinics_own_fonts_come_before_those_of_the_path_and_these_before_packages(tmp_path):
    for place in ("own", "path"):
        (tmp_path / place).mkdir()
        write_font(tmp_path / place / "a.ttf", "Atkinson Hyperlegible" if place == "path" else "Mine")
        write_font(tmp_path / place / "b.ttf", "Noto Sans Thai")
    own, _ = own_files(tmp_path / "own", Inputs())
    fonts = FontBook(str(tmp_path / "path"), tuple(own))
    assert fonts.face("Noto Sans Thai").path.parent.name == "own"
    assert fonts.face("Atkinson Hyperlegible").path.parent.name == "path"
    assert fonts.fallbacks((), "en")[:4] == ("Noto Sans Thai", "Mine", "Handout Signs", "Atkinson Hyperlegible")


def test_the_files_that_were_opened_are_known_by_their_digests(tmp_path):
    write_font(tmp_path / "a.ttf", "Mine")
    fonts = FontBook(str(tmp_path))
    face = fonts.face("Mine")
    fonts.face("Noto Sans")
    assert fonts.opened() == {tmp_path / "a.ttf": face.sha256}


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("notes.ttf", b"not a font", "is not a whole TrueType font"),
        ("large.ttf", bytes(25_000_001), "is larger than 25 MB"),
    ],
)
def test_a_file_of_a_clinic_that_cannot_serve_is_told(tmp_path, name, data, reason):
    (tmp_path / name).write_bytes(data)
    assert own_files(tmp_path, Inputs()) == ([], [(tmp_path / name, reason)])


def test_what_a_clinic_keeps_is_noted_as_input(tmp_path):
    write_font(tmp_path / "a.ttf", "Mine")
    inputs = Inputs()
    own_files(tmp_path, inputs)
    assert {kind for kind, _ in inputs.noted} == {"names", "bytes"}
