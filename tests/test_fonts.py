"""Families come from packages and the clinic's own folder, never from the system."""

import shutil

import pytest

from handout.pdf.fonts import SOURCES, FontBook, FontError, book, pack_for


@pytest.fixture
def folder(tmp_path):
    """A folder with one regular style of a family."""
    face = book().face("Atkinson Hyperlegible")
    shutil.copy(face.path, tmp_path / "Mine.ttf")
    return tmp_path


def renamed(folder):
    """The family of the folder under a name of its own: its own package is out of sight."""
    fonts = FontBook(str(folder))
    fonts._sources.pop("Atkinson Hyperlegible")
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
    if not book().has("Noto Sans Thai"):
        pytest.skip("the i18n pack is not installed")
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
        fonts.face("Noto Sans Thai")
    assert (caught.value.code, caught.value.hint) == ("E51", "pip install 'patient-handout[i18n]'")


def test_a_character_of_a_known_script_names_its_pack():
    assert pack_for("ล") == ("i18n", "Thai")
    assert pack_for("药") == ("cjk", "Chinese and Japanese")
    assert pack_for("💊") is None


def test_the_font_path_adds_families_by_the_names_in_their_files(folder):
    assert renamed(folder).face("Atkinson Hyperlegible").path == folder / "Mine.ttf"


def test_a_family_without_bold_is_refused_when_bold_is_asked(folder):
    with pytest.raises(FontError, match="has no bold"):
        renamed(folder).face("Atkinson Hyperlegible", bold=True)


def test_a_file_that_is_cut_off_is_refused(folder):
    path = folder / "Mine.ttf"
    path.write_bytes(path.read_bytes()[:2000])
    fonts = FontBook(str(folder))
    family = next(iter(fonts._named_files()))
    fonts._sources.pop(family, None)
    with pytest.raises(FontError) as caught:
        fonts.face(family)
    assert caught.value.code == "E52"


def test_a_file_that_is_no_font_is_refused(tmp_path):
    (tmp_path / "Notes.ttf").write_text("not a font")
    with pytest.raises(FontError, match=r"'Notes\.ttf' of 'Notes' is no whole TrueType font"):
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
