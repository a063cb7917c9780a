"""A document whose language has letters that the sheet's family lacks is set in a family that has them all."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from handout import flow
from handout.layout import own_letters
from handout.layout.inline import Inliner
from handout.layout.own_letters import families_for
from handout.layout.text_styles import looks_of
from handout.pdf.file.structure import Element
from handout.pdf.text.font_book import FontBook, book
from handout.pdf.text.runs import Ink
from handout.record import replace
from handout.source import Span
from handout.targets.html import make_html
from handout.text.phrase import Emphasis, Strong, Text
from support.faulty import build, handout_yaml, make_project
from support.fonts import write_font
from test_right_to_left_pages import handout_of, standard

WORDS = {
    "Vietnamese": "Rửa tay trước khi chạm vào vết thương và giữ băng gạc luôn khô ráo nhé",
    "Yoruba": "Fọ ọwọ́ rẹ kí o tó fọwọ́ kan ojú ọgbẹ́ náà kí o sì jẹ́ kí ó gbẹ",
    "Navajo": "Níláʼ tánígis dóó bąąh łóodígíí yídólnííł áłtséédą́ą́ʼ shį́į́ ałdóʼ",
}
"""Some words in each, for their letters."""


def families(root: Path) -> set[str]:
    """The families of the letters of the first page, without the tag of a subset."""
    fonts = PdfReader(root / "out" / "wound.pdf").pages[0]["/Resources"]["/Font"].get_object().values()
    names = (str(font.get_object()["/BaseFont"]) for font in fonts)
    return {name.partition("+")[2].partition("-")[0] for name in names}


@pytest.mark.parametrize("language", WORDS)
def test_a_language_is_set_in_one_family(tmp_path: Path, language: str) -> None:
    make_project(tmp_path, wound=handout_yaml(f"      - {WORDS[language]}\n" * 12))
    assert build(tmp_path).code == 0
    assert not any("Atkinson" in family for family in families(tmp_path))


def test_a_name_from_elsewhere_changes_no_family(tmp_path: Path) -> None:
    make_project(tmp_path, wound=handout_yaml("      - Ask for Dr. Nguyễn.\n      - Ask for Dr. Đặng Ngọc.\n"))
    assert build(tmp_path).code == 0
    assert any("Atkinson" in family for family in families(tmp_path))


@pytest.mark.skipif(not book().has_pack("cjk"), reason="the cjk pack is not installed")
@pytest.mark.parametrize(
    ("language", "words"),
    [("ko", "6시간마다 500 mg씩, 3일 동안 250 mg을 드세요."), ("zh-Hans", "每6小时服500 mg，体重低于50公斤服250 mg。")],
)
def test_digits_between_east_asian_letters_and_those_by_themselves_are_of_one_family(language: str, words: str) -> None:
    sheet = ("Atkinson Hyperlegible", "Noto Sans")
    assert families_for(sheet, language, words)[0] not in sheet
    assert families_for(sheet, language, "Ask 김민수 or 王小明.") == sheet


def test_a_line_in_another_language_is_set_in_one_family() -> None:
    sheet = ("Atkinson Hyperlegible", "Noto Sans")
    assert families_for(sheet, "vi", "Dịch vụ trợ giúp ngôn ngữ miễn phí cho quý vị") == sheet[::-1]
    assert families_for(sheet, "es", "Hay servicios gratis de ayuda con el idioma, ¿sí?") == sheet


@pytest.mark.parametrize(
    ("words", "is_sloped"),
    [("now", True), ("jetzt für", True), ("сейчас", True), ("τώρα", True), ("अभी", True), ("الآن", False),
     ("Advil الآن", False), ("٣", False), ("½ 3", True), ("עכשיו", False), ("ตอนนี้", False), ("ახლა", False)],
)  # fmt: skip
def test_emphasis_is_bold_in_letters_that_have_no_italics(words: str, is_sloped: bool) -> None:
    """A slant is never faked, and nobody would see an upright word among others."""
    ink = emphasised(words, looks_of(standard()).plain["paragraph"].families, "ar")
    assert (ink.italic, ink.bold) == (is_sloped, not is_sloped)


def test_emphasis_is_bold_in_a_family_of_the_clinics_own_that_has_no_italics(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for family, italic, chars in (("Upright", False, "nowé"), ("Sloped", False, "nowé"), ("Sloped", True, "now")):
        write_font(tmp_path / f"{family}{italic}.ttf", family, chars=chars, italic=italic)
    fonts = FontBook(str(tmp_path))
    monkeypatch.setattr(own_letters, "book", lambda: fonts)
    assert emphasised("now", ("Sloped",), "en").italic
    for words, family in (("now", "Upright"), ("é", "Upright"), ("é", "Sloped")):
        assert emphasised(words, (family,), "en").bold


def emphasised(words: str, families: tuple[str, ...], language: str) -> Ink:
    """The look of these words where they are emphasised in a paragraph."""
    looks = looks_of(standard())
    emphasis = Emphasis((Text(words, Span("x.yaml", 1, 1)),))
    paragraph = replace(looks.plain["paragraph"], families=families)
    [run] = Inliner(looks).runs((emphasis,), paragraph, language, Element("P"))
    return run.ink


def test_on_a_screen_emphasis_is_bold_in_scripts_without_italics() -> None:
    place = Span("x.yaml", 1, 1)
    emphasis = [Emphasis((Text(words, place),)) for words in ("now", "für", "الآن")]
    made = make_html(handout_of("en", flow.Text(phrase=tuple(emphasis), span=place), direction="ltr"), standard())
    assert '<em>now</em><em>für</em><em class="upright">الآن</em>' in made


def test_on_a_screen_emphasis_has_one_look_though_a_name_in_it_is_held_apart() -> None:
    place = Span("x.yaml", 1, 1)
    line = (Strong((Emphasis((Text("خذ Advil الآن", place),)),)), Emphasis((Text("Advil", place),)))
    made = make_html(handout_of("ar", flow.Text(phrase=line, span=place)), standard())
    assert '<bdi dir="ltr"><strong><em class="upright">Advil</em></strong></bdi>' in made
    assert '<bdi dir="ltr"><em>Advil</em></bdi>' in made
