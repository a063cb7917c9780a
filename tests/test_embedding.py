"""What a reader takes out of the PDF is what was put in, and the fonts in it are sound."""

import re
import struct
from io import BytesIO

import pypdf
import pytest

from handout.pdf.file.font_objects import DocumentFonts, _chars_in, _ranges_of, _to_unicode
from handout.pdf.file.font_subset import _subset
from handout.pdf.text.faces import FREE
from handout.pdf.text.font_book import book
from handout.pdf.text.lines import set_lines
from support.typeset import ATKINSON, NOTO, extracted, pdf_of, run

LATIN = {
    "en": "Wash your hands before you touch the dressing: take 5–10 mg of AV Tomato every 48 hours.",
    "es": "Lávese las manos antes de tocar el vendaje. ¿Duele? ¡Llámenos!",
    "vi": "Đặng Thị Hồng uống thuốc trước bữa ăn 30 phút, mỗi ngày hai lần.",
    "el": "Πλύνετε τα χέρια σας πριν αγγίξετε τον επίδεσμο.",
    "ru": "Мойте руки перед тем, как прикасаться к повязке, каждые 48 часов.",
    "uk": "Мийте руки перед тим, як торкатися пов’язки. Її ґанок.",
    "yo": "Ẹ fọ ọwọ́ yín kí ẹ tó fi ọwọ́ kan ọgbẹ́ náà.",
    "pl": "Zażółć gęślą jaźń.",
}
PACKS = {
    "hi": "पट्टी छूने से पहले अपने हाथ धोएँ। हर 48 घंटे में 5–10 mg लें। क्षत्रिय श्री",
    "ne": "पट्टी छुनु अघि आफ्नो हात धुनुहोस्।",
    "bn": "ব্যান্ডেজ স্পর্শ করার আগে আপনার হাত ধুয়ে নিন। ৪৮ ঘণ্টা",
    "ta": "கட்டைத் தொடுவதற்கு முன் உங்கள் கைகளைக் கழுவுங்கள்.",
    "te": "కట్టును తాకే ముందు మీ చేతులు కడుక్కోండి.",
    "th": "ล้างมือก่อนสัมผัสผ้าพันแผล รับประทานยา 500 มก. ทุก 8 ชั่วโมง น้ำ",
    "lo": "ລ້າງມືຂອງທ່ານກ່ອນແຕະຜ້າພັນແຜ ທຸກໆ 48 ຊົ່ວໂມງ",
    "km": "លាងដៃរបស់អ្នកមុនពេលប៉ះបង់រុំ រៀងរាល់ 48 ម៉ោងម្តង ស្ត្រី",
    "my": "ပတ်တီးကို မထိမီ သင့်လက်များကို ဆေးပါ။ ၄၈ နာရီ",
    "am": "ፋሻውን ከመንካትዎ በፊት እጅዎን ይታጠቡ።",
    "zh-Hans": "触摸敷料前请先洗手。每次5毫克，每48小时一次（“重要”）。",
    "zh-Hant": "觸摸敷料前請先洗手。每次5毫克，每48小時一次。",
    "ja": "包帯に触れる前に手を洗ってください。48時間ごとに5mgを飲みます。",
    "ko": "붕대를 만지기 전에 손을 씻으십시오. 48시간마다 5mg을 드세요.",
}
RIGHT_TO_LEFT = {
    "ar": "اغسل يديك قبل لمس الضمادة (5-10 mg) كل 48 ساعة من Metformin 500 mg.",
    "ur": "پٹی کو چھونے سے پہلے اپنے ہاتھ دھوئیں۔ 5-10 mg ہر 48 گھنٹے۔",
    "he": "שטפו ידיים לפני שנוגעים בתחבושת (5-10 mg). התקשרו אל 555-0123.",
}
NEEDS_PACKS = pytest.mark.skipif(not book().has_pack("cjk"), reason="the cjk pack is not installed")


def bare(text: str) -> str:
    return "".join(text.split())


def typeset(text, language="en", families=ATKINSON, width=200, direction="ltr"):
    return pdf_of(set_lines([run(text, language, families)], width, base_direction=direction))


def fonts_of(pdf: bytes):
    page = pypdf.PdfReader(BytesIO(pdf)).pages[0]
    return {name: font.get_object() for name, font in page["/Resources"]["/Font"].items()}


def program_of(font):
    fontTools = pytest.importorskip("fontTools.ttLib", reason="fontTools is not installed: no second reader of fonts")
    below = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    return fontTools.TTFont(BytesIO(below["/FontDescriptor"]["/FontFile2"].get_data()))


@pytest.mark.parametrize("families", [ATKINSON, NOTO])
@pytest.mark.parametrize("language", LATIN)
def test_pdfium_reads_what_was_set(language, families):
    assert extracted(typeset(LATIN[language], language, families)).replace("\r\n", "") == LATIN[language]


@NEEDS_PACKS
@pytest.mark.parametrize("language", PACKS)
def test_pdfium_reads_what_was_set_in_other_scripts(language):
    pytest.importorskip("icu4py", reason="icu4py is not installed: no line breaks for these scripts")
    assert bare(extracted(typeset(PACKS[language], language))) == bare(PACKS[language])


@NEEDS_PACKS
@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_what_is_shown_is_in_reading_order_from_right_to_left_too(language):
    text = RIGHT_TO_LEFT[language]
    pdf = typeset(text, language, direction="rtl")
    assert bare(pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text()) == bare(text)


def test_a_no_break_space_is_read_as_one():
    assert "\u00a0" in pypdf.PdfReader(BytesIO(typeset("5\u00a0mg now"))).pages[0].extract_text()


def test_a_ligature_is_read_as_its_letters():
    segments = set_lines([run("office", families=NOTO)], 200)[0].pieces[0].glyphs
    assert any(getattr(code, "text", None) == "ffi" for code, _ in segments[0].codes)
    assert extracted(typeset("office", families=NOTO)) == "office"


def test_a_hyphen_at_a_lines_end_is_read_as_a_soft_hyphen():
    pdf = typeset("dif\u00adficult", width=40)
    assert "dif\u00ad" in pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_marks_that_the_font_places_are_one_glyph_with_their_letter():
    [line] = set_lines([run("x\u030c\u0323", families=NOTO)], 200)
    [(code, _)] = line.pieces[0].glyphs[0].codes
    assert len(code.parts) == 3
    assert code.text == "x\u0323\u030c"


def test_every_width_is_that_of_the_font_program():
    for font in fonts_of(typeset("Đặng office x\u030c AV 5 mg", families=NOTO)).values():
        descendant = font["/DescendantFonts"][0].get_object()
        program = program_of(font)
        metrics, glyphs = program["hmtx"].metrics, program.getGlyphOrder()
        table = descendant["/CIDToGIDMap"].get_data()
        rows = iter(descendant["/W"])
        for first in rows:
            for offset, width in enumerate(next(rows)):
                code = first + offset
                glyph = int.from_bytes(table[2 * code : 2 * code + 2], "big")
                assert glyph, f"code {code} has no glyph"
                assert metrics[glyphs[glyph]][0] == pytest.approx(float(width), abs=0.5)


def test_a_font_holds_only_what_is_shown():
    for families in (ATKINSON, NOTO):
        [font] = fonts_of(typeset("aab", families=families)).values()
        assert program_of(font)["maxp"].numGlyphs == 3  # .notdef, a, b


@pytest.mark.parametrize("family", ["Atkinson Hyperlegible", "Noto Sans", "Noto Sans SC"])
def test_glyphs_asked_for_by_their_characters_are_those_of_the_font(family):
    face = book().face(family)
    chars = {char for char in "Wash – 5 mg ¿Đặng? 免费" if face.cmap[char]}
    assert _subset(face, chars, set()) == _subset(face, (), {face.cmap[char] for char in chars})


def test_latin_words_of_a_plain_face_are_shown_a_byte_a_letter():
    pdf = typeset("Wash “AV” – 5\u00a0mg dif\u00adficult ¿Duele?", width=60)
    [font] = fonts_of(pdf).values()
    assert (font["/Subtype"], font["/Encoding"]) == ("/TrueType", "/WinAnsiEncoding")
    assert font["/FontDescriptor"]["/Flags"] == 32
    assert b"Duele?" in pdf


def test_a_look_in_which_nothing_is_seen_has_no_simple_font():
    [font] = fonts_of(typeset("\u200b")).values()
    assert font["/Subtype"] == "/Type0"


def test_every_code_of_a_simple_font_leads_to_its_glyph_and_width():
    [font] = fonts_of(typeset("Wash “AV” – 5\u00a0mg dif\u00adficult ¿Duele?", width=60)).values()
    program = program_of(font)
    [table] = program["cmap"].tables
    assert (table.platformID, table.platEncID, table.format) == (3, 1, 4)
    names = table.cmap
    assert {names[ord("-")], names[0xAD]} == {names[ord("-")]}
    shown = [code for code, width in enumerate(font["/Widths"], font["/FirstChar"]) if width]
    for code in shown:
        name = names[ord(bytes([code]).decode("cp1252"))]
        assert program["hmtx"][name][0] == pytest.approx(float(font["/Widths"][code - font["/FirstChar"]]), abs=0.5)
    assert {0x57, 0xA0, 0xAD, 0xBF, 0x93, 0x96} <= set(shown)


def test_a_face_shown_both_ways_is_embedded_once():
    fonts = fonts_of(typeset("Take ≥ 5 mg of ﬁ x\u0304"))
    assert {font["/Subtype"] for font in fonts.values()} == {"/Type0", "/TrueType"}
    below = [font.get("/DescendantFonts", [font])[0].get_object() for font in fonts.values()]
    assert (
        len({font["/FontDescriptor"].indirect_reference.idnum for font in below if "Atkinson" in font["/BaseFont"]})
        == 1
    )
    assert extracted(typeset("Take ≥ 5 mg")) == "Take ≥ 5 mg"


@pytest.mark.parametrize("text", ["", "Wash.", "Σ☐\u00a0a\0@~é—\U0001f48a", "The quick brown fox (1–5) – “x”"])
def test_every_character_of_a_text_is_found(text):
    assert _chars_in(text) == set(text)


def test_documents_that_show_most_letters_share_a_font():
    fox = "Wash the quick brown fox, jump over lazy dogs: ABCDEFGHIJKLMNOPQ 0123"
    names = [
        {font["/BaseFont"] for font in fonts_of(typeset(text)).values()} for text in (fox, f"{fox}456", f"({fox})?")
    ]
    assert names[0] == names[1] == names[2]


def test_one_map_to_unicode_serves_all_composite_fonts():
    lines = [
        line for bold in (False, True) for line in set_lines([run("Мойте x\u030c y\u030c", "ru", NOTO, bold=bold)], 200)
    ]
    fonts = fonts_of(pdf_of(lines)).values()
    [table] = {font["/ToUnicode"].indirect_reference.idnum: font["/ToUnicode"].get_data() for font in fonts}.values()
    rows = [line for line in table.decode().splitlines() if re.fullmatch(r"(<[0-9a-f]+>)+", line)]
    assert len(fonts) == 2
    assert rows == [
        "<0000><ffff>", "<0020><007e><0020>", "<00a0><00ff><00a0>", "<0400><04ff><0400>",
        "<0001><0078030c>", "<0002><0079030c>", "<0003><0078030c>", "<0004><0079030c>",
    ]  # fmt: skip


@NEEDS_PACKS
def test_rare_han_characters_give_their_codes_away_and_are_still_read():
    text = "\u3400\u4e00\u3401"
    face = book().face("Noto Sans SC")
    assert [bool(face.plain[char]) for char in text] == [False, True, False]
    assert bare(extracted(typeset(text, "zh-Hans"))) == text


def test_codes_to_give_away_stand_in_no_row_of_characters():
    assert sum(map(len, FREE)) > 15_000
    rows = {code >> 8 for codes in FREE for code in codes} - {0}
    assert all(row << 8 | low in codes for row in rows for codes in FREE if row << 8 in codes for low in range(256))


def test_no_code_stands_for_what_is_no_character():
    lines = _to_unicode([], [], _ranges_of(frozenset({0x00, 0x30, 0xFF}))).decode().splitlines()
    assert "<ff00><fffd><ff00>" in lines
    assert not [line for line in lines if line.startswith("<0000><00")]


@NEEDS_PACKS
def test_two_characters_that_share_a_glyph_are_read_as_they_were_written():
    person, radical = "\u4eba", "\u2f08"
    face = book().face("Noto Sans SC")
    assert face.cmap[person] == face.cmap[radical]
    pdf = typeset(person + radical, "zh-Hans")
    assert bare(pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text()) == person + radical


def test_ranges_of_the_unicode_map_end_where_a_last_byte_does():
    codes = [1, 2, 3, 0xFE, 0xFF, 0x100, 0x101, 0x102, 0x200]
    readings = ["a", "b", "d", "\u0410", "\u0411", "\u0412", "\u04ff", "\u0500", "ffi"]
    lines = _to_unicode(codes, readings).decode().splitlines()
    assert [line for line in lines if re.fullmatch(r"(<[0-9a-f]+>)+", line)] == [
        "<0000><ffff>", "<0001><0002><0061>", "<00fe><00ff><0410>",
        "<0003><0064>", "<0100><0412>", "<0101><04ff>", "<0102><0500>", "<0200><006600660069>",
    ]  # fmt: skip


def test_a_map_of_more_than_a_hundred_rows_is_told_in_blocks_of_at_most_a_hundred():
    codes = list(range(1, 402, 2))
    lines = _to_unicode(codes, [chr(0x4E00 + code) for code in codes]).decode().splitlines()
    assert [line for line in lines if "beginbf" in line] == ["100 beginbfchar", "100 beginbfchar", "1 beginbfchar"]


def test_offsets_of_a_small_font_are_short_with_added_glyphs_too():
    [font] = fonts_of(typeset("x\u030c y\u030c", families=NOTO)).values()
    opened = program_of(font)
    assert opened["head"].indexToLocFormat == 0
    assert any(opened["glyf"][name].isComposite() for name in opened.getGlyphOrder())


def test_bold_of_a_variable_font_is_drawn_bold():
    regular = set_lines([run("Wash", families=NOTO)], 200)[0]
    bold = set_lines([run("Wash", families=NOTO, bold=True)], 200)[0]
    assert bold.width > regular.width * 1.02


def test_the_same_words_make_the_same_bytes_whatever_was_set_before():
    text = "office fjord x\u030c difficult"
    alone = typeset(text, families=NOTO)
    typeset("waffle x\u0323 y\u030c ffi fl fj", families=NOTO)
    assert typeset(text, families=NOTO) == alone


def test_fonts_are_named_in_the_order_of_their_first_use():
    fonts = DocumentFonts()
    bold = book().face("Atkinson Hyperlegible", bold=True)
    regular = book().face("Atkinson Hyperlegible")
    assert [fonts.resource(face) for face in (bold, regular, bold)] == ["/F1", "/F2", "/F1"]


def test_four_styles_of_a_page_stay_small():
    text = "The quick brown fox jumps over the lazy dog, 0123456789 (ABCDEFGHIJKLMNOPQRSTUVWXYZ) – “x” & more."
    looks = [(False, False), (True, False), (False, True), (True, True)]
    lines = [line for bold, italic in looks for line in set_lines([run(text, bold=bold, italic=italic)], 400)]
    assert len(pdf_of(lines)) < 45_000


def test_the_limits_of_a_font_stay_within_what_a_font_can_say():
    from handout.pdf.file.font_subset import _limits

    most = struct.pack(">IHHHHHHHHHHHHHH", 0x00010000, 3, *[0xFFFF] * 13)
    limits = struct.unpack(">IHHHHHHHHHHHHHH", _limits(most, 4, [bytes(26)]))
    assert limits[1] == 4 and limits[2:] == (0xFFFF,) * 13


def test_glyphs_that_are_all_blank_raise_no_limits():
    from handout.pdf.file.font_subset import _limits

    few = struct.pack(">IHHHHHHHHHHHHHH", 0x00010000, 3, *[5] * 13)
    limits = struct.unpack(">IHHHHHHHHHHHHHH", _limits(few, 4, [b"", b""]))
    assert limits[1] == 4 and min(limits[2:]) >= 5
