"""Where lines may end."""

import random
import sys

import pytest

from handout.pdf.text import line_breaking
from handout.pdf.text.line_breaking import BreakerMissing, segments
from support.work import work


def cut(text: str, language: str = "en") -> str:
    """The text with a bar wherever a line may end."""
    return "|".join(segments(text, language))


@pytest.mark.parametrize(
    ("text", "bars"),
    [
        ("Wash your hands.", "Wash |your |hands."),
        ("two  spaces", "two  |spaces"),
        ("well-known", "well-|known"),
        ("follow-up", "follow-|up"),
        ("e-mail", "e-mail"),
        ("X-ray", "X-ray"),
        ("COVID-19", "COVID-19"),
        ("24-hour", "24-hour"),
        ("12–14", "12–14"),
        ("Boston–Denver", "Boston–|Denver"),
        ("hands—both", "hands—|both"),
        ("“hands—” both", "“hands—” |both"),
        ("hands—, both", "hands—, |both"),
        ("hands ) and , both .", "hands ) |and , |both ."),
        ("mother/father", "mother/|father"),
        ("and/or", "and/or"),
        ("mg/dL", "mg/dL"),
        ("5 mg", "5 mg"),
        ("take 5 mg now", "take |5 mg |now"),
        ("5–10 mL", "5–10 mL"),
        ("90 mg/dL is", "90 mg/dL |is"),
        ("(5 mg)", "(5 mg)"),
        ("48 hours.", "48 hours."),
        ("1½ tablets", "1½ tablets"),
        ("Ⅳ mg", "Ⅳ mg"),
        ("9:30 a.m.", "9:30 a.m."),
        ("at 9 PM.", "at |9 PM."),
        ("37.5 °C", "37.5 °C"),
        ("38.5 ° F", "38.5 ° F"),
        ("120/80 mm Hg or less", "120/80 mm Hg |or |less"),
        ("take 500 mg × 2 daily", "take |500 mg × 2 daily"),
        ("5 mg / day or so", "5 mg / day |or |so"),
        ("5 mg / 2", "5 mg / 2"),
        ("take 2 tablets × 3 daily", "take |2 tablets × 3 daily"),
        ("по 5 мг × 2 в день", "по |5 мг × 2 в день"),
        ("take 5 mg per kg per day, then", "take |5 mg per kg per day, |then"),
        ("in November 2026, on May 5", "in |November 2026, |on |May 5"),
        ("the 22nd of November, 2026", "the |22nd of November, 2026"),
        ("on Nov. 22, 2026 or 1 Dec 2026", "on |Nov. 22, 2026 or 1 Dec 2026"),
        ("at pH 7.4, CHF 20, type 2 now", "at |pH 7.4, |CHF 20, |type 2 now"),
        ("of 12 people in 7 towns, 2,020 mg", "of |12 people |in |7 towns, |2,020 mg"),
        ("every 8 to 10 hours", "every |8 to 10 hours"),
        ("from 8 a.m. to 5 p.m. daily", "from |8 a.m. to 5 p.m. |daily"),
        ("10 mg or 20 mg a day", "10 mg or 20 mg |a |day"),
        ("mix 1 : 10 000 now", "mix |1 : 10 000 now"),
        ("a 2- to 3-day stay", "a |2- to 3-day |stay"),
        ("it weighs 6 lb 4 oz now", "it |weighs |6 lb 4 oz |now"),
        ("for 2 min 30 s, then", "for |2 min 30 s, |then"),
        ("is 5' 3\" tall", "is |5' 3\" |tall"),
        ("of 3 kg 2 grams", "of |3 kg |2 grams"),
        ("grades II–III, vitamin B 12", "grades |II–III, |vitamin |B 12"),
        ("2 or more, 3, or 4", "2 or |more, |3, |or |4"),
        ("50 %", "50 %"),
        ("10 000 steps", "10 000 steps"),
        ("555 0100", "555 0100"),
        ("+1 303 555 0123", "+1 303 555 0123"),
        ("(303) 555-0123", "(303) 555-0123"),
        ("555-0100", "555-0100"),
        ("0.000125", "0.000125"),
        ("1/2", "1/2"),
        ("2026-11-22", "2026-11-22"),
        ("Dr. Smith", "Dr. Smith"),
        ("see Dr. Lee today", "see |Dr. Lee |today"),
        ("Fig. 3", "Fig. 3"),
        ("chambre N° 5", "chambre |N° 5"),
        ("No. Call us", "No. |Call |us"),
        ("5\u202fmg", "5\u202fmg"),
        ("5\u2009mg", "5\u2009mg"),
        ("5\u2007mg", "5\u2007mg"),
        ("5\u00a0mg", "5\u00a0mg"),
        ("long\u200bword", "long\u200b|word"),
        ("dif\u00adficult", "dif\u00ad|ficult"),
        ("الم\u00adتأصلة", "الم\u00adتأصلة"),
        ("Vraiment ?", "Vraiment ?"),
        ("« Oui »", "« Oui »"),
        ("В 48 часов", "В |48 часов"),
        ("https://www.nhs.uk/", "https://www.nhs.uk/"),
        ("a", "a"),
        ("", ""),
    ],
)
def test_lines_end_where_a_reader_expects(text, bars):
    assert cut(text) == bars


@pytest.mark.parametrize(
    ("language", "text", "bars"),
    [
        ("ru", "см. рис. 3 и стр. 12", "см. |рис. 3 и |стр. 12"),
        ("ru", "Ваш врач д-р Иванов", "Ваш |врач |д-р Иванов"),
        ("pl", "zob. rys. 3, dr Nowak", "zob. |rys. 3, |dr Nowak"),
        ("it", "la Sig.ra Rossi, pag. 4", "la |Sig.ra Rossi, |pag. 4"),
        ("he", "אצל ד\"ר כהן עמ' 5", "אצל |ד\"ר כהן |עמ' 5"),
        ("ar", "عند د. سمير ص. 5", "عند |د. سمير |ص. 5"),
        ("hi", "डॉ. शर्मा से मिलें", "डॉ. शर्मा |से |मिलें"),
        ("vi", "gặp BS. Lan, số 5", "gặp |BS. Lan, |số 5"),
        ("tr", "Op. Dr. Yılmaz", "Op. Dr. Yılmaz"),
        ("en", "an Op. is done", "an |Op. |is |done"),
        ("fr", "toutes les 4 à 6 heures", "toutes |les |4 à 6 heures"),
        ("ar", "كل 8 إلى 10 ساعات", "كل |8 إلى 10 ساعات"),
        ("es", "el 22 de noviembre de 2026", "el |22 de noviembre de 2026"),
        ("fr", "le 1er juin 2026, 5 mg par jour", "le |1er juin 2026, |5 mg par jour"),
        ("hu", "ma: 2026. november 22.", "ma: |2026. november 22."),
        ("lt", "nuo 2026 m. lapkričio 22 d.", "nuo |2026 m. lapkričio 22 d."),
        ("vi", "ngày 22 tháng 11 năm 2026", "ngày |22 tháng 11 năm 2026"),
        ("ar", "في 22 نوفمبر 2026", "في |22 نوفمبر 2026"),
        ("so", "laga Nofeembar 22, 2026", "laga |Nofeembar 22, 2026"),
    ],
)
def test_a_title_and_a_word_between_numbers_stay_with_what_follows(language: str, text: str, bars: str) -> None:
    assert cut(text, language) == bars


def test_a_german_day_stays_with_its_month():
    assert cut("am 22. November", "de-AT") == "am |22. November"
    assert cut("Ward 22. Then rest", "en") == "Ward |22. |Then |rest"
    assert cut("Ward 22. Then rest", "del") == "Ward |22. |Then |rest"


def test_a_long_address_may_be_cut_after_its_signs_only():
    address = "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/?report=reader&page=2"
    assert cut(address) == "https://www.|ncbi.|nlm.|nih.|gov/|pmc/|articles/|PMC1234567/?|report=|reader&|page=2"


def test_a_digital_object_identifier_is_never_cut_between_digits():
    assert "10.|" not in cut("https://doi.org/10.1053/j.ajkd.2014.11.012-supplement")


def test_cutting_loses_no_character():
    text = "Call (303) 555-0123 — day/night — for 5 mg of well-known « X » at https://example.org/a/b/c/d/e/f."
    assert "".join(segments(text, "en")) == text


@pytest.mark.parametrize(
    ("text", "language", "bars"),
    [
        ("ล้างมือก่อน", "th", "ล้าง|มือ|ก่อน"),
        ("500 มก. ทุก", "th", "500 มก. |ทุก"),
        ("每4至6小时一次", "zh-Hans", "每|4至6小时|一|次"),
        ("每次5毫克，", "zh-Hans", "每|次|5毫克，"),
        ("服药5 mg药物", "zh-Hans", "服|药|5 mg|药|物"),
        ("6个月后，8個小時", "zh-Hans", "6个月|后，|8個小時"),
        ("在2026年11月22日上午8点30分来", "zh-Hans", "在|2026年11月22日|上|午|8点30分|来"),
        ("2026 年 11 月 22 日来", "zh-Hant", "2026 年 11 月 22 日|来"),
        ("西暦2026年11月22日の8時30分に", "ja", "西|暦|2026年11月22日|の|8時30分|に"),
        ("2026년 11월 22일 8시 30분에", "ko", "2026년 11월 22일 |8시 30분에"),
        ("6か月後に", "ja", "6か月|後|に"),
        ("ください。", "ja", "く|だ|さ|い。"),
        ("ゃっ", "ja", "ゃっ"),
        ("손을 씻으십시오.", "ko", "손을 |씻으십시오."),
        ("한국어 안에 漢字", "ko", "한국어 |안에 |漢字"),
        ("用한국어写字的时候", "zh", "用|한국어|写|字|的|时|候"),
        ("ລ້າງມືຂອງທ່ານ", "lo", "ລ້າງມື|ຂອງ|ທ່ານ"),
        ("លាងដៃរបស់អ្នក", "km", "លាងដៃ|របស់|អ្នក"),
        ("သင့်လက်များကို", "my", "သင့်|လက်|များ|ကို"),
        ("ဒုက္ခသည်အက်တမ်", "my", "ဒုက္ခသည်|အက်တမ်"),
        ("၊ ကမ္ဘာ့", "my", "၊ |ကမ္ဘာ့"),
        ("တႃႇၸၢဝ်း", "shn", "တႃႇၸၢဝ်း"),
        ("យុត្ដិធម៌", "km", "យុត្ដិ|ធម៌"),
        ("ทุก ๆ วัน ฯลฯ", "th", "ทุก ๆ |วัน ฯลฯ"),
        ("ທຸກໆມື້", "lo", "ທຸກໆ|ມື້"),
        ("ផ្សេងៗទៀត", "km", "ផ្សេងៗ|ទៀត"),
        ("སྨན་པ་ལ་འདྲི", "bo", "སྨན་|པ་|ལ་|འདྲི"),
        ("ꦏꦸꦭꦮꦂꦒ", "jv", "ꦏꦸ|ꦭ|ꦮꦂ|ꦒ"),
        ("ꀀꀁꀂ", "ii", "ꀀ|ꀁ|ꀂ"),
    ],
)
def test_scripts_without_spaces_are_cut_between_words(text, language, bars):
    pytest.importorskip("icu4py", reason="icu4py is not installed: no dictionaries")
    assert cut(text, language) == bars


def test_a_short_name_among_words_of_another_script_is_cut_only_where_it_fits_no_line() -> None:
    assert cut("Español · 简体中文 · ภาษาไทย · Tiếng Việt", "es") == "Español |· |简体中文 |· |ภาษาไทย |· |Tiếng |Việt"
    pytest.importorskip("icu4py", reason="icu4py is not installed: no dictionaries")
    assert "|".join(segments("Español · 简体中文", "es", set())) == "Español |· |简|体|中|文"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2026年11月22日", "zh"),
        ("2026 年 11 月 22 日", "zh"),
        ("2026년 11월 22일", "ko"),
        ("2026 년 11 월 22 일", "ko"),
    ],
)
def test_a_date_that_fits_no_line_is_cut_behind_its_year_or_month(text: str, language: str) -> None:
    pytest.importorskip("icu4py", reason="icu4py is not installed: no dictionaries")
    spare: set[int] = set()
    parts = segments(text, language, spare)
    assert [part.strip()[-1] for part in parts] == [char for char in text if not char.isdecimal() and char != " "]
    assert len(spare) == 2


@pytest.mark.parametrize("unit", ["一1", "1/一年 "])
def test_work_grows_with_the_number_of_quantities(unit: str) -> None:
    pytest.importorskip("icu4py", reason="icu4py is not installed: no dictionaries")
    segments(unit * 100, "en", set())
    assert work(lambda: segments(unit * 400, "en", set())) < 2.4 * work(lambda: segments(unit * 200, "en", set()))


def test_the_sign_of_thai_money_needs_no_line_breaker(monkeypatch):
    monkeypatch.setitem(sys.modules, "icu4py.breakers", None)
    assert segments("฿500 is due", "en")[-1] == "due"


def test_text_without_spaces_needs_its_line_breaker(monkeypatch):
    monkeypatch.setitem(sys.modules, "icu4py.breakers", None)
    with pytest.raises(BreakerMissing):
        segments("ล้างมือก่อนสัมผัสผ้า", "th")


@pytest.mark.parametrize(
    ("address", "pieces"),
    [
        (
            "https://el.example.org/wiki/%CE%BD%CE%B5%CF%86%CF%81%CE%BF%CF%80",
            ["https://el.", "example.", "org/", "wiki/", "%CE%BD%CE%B5", "%CF%86%CF%81", "%CE%BF%CF%80"],
        ),
        ("https://x.org/" + "%2F" * 9, ["https://x.", "org/", "%2F%2F%2F%2F", "%2F%2F%2F%2F%2F"]),
        ("https://x.org/" + "a" * 30, ["https://x.", "org/", "a" * 12, "a" * 12, "a" * 6]),
        ("https://x.org/" + "a" * 24, ["https://x.", "org/", "a" * 24]),
    ],
)
def test_an_address_without_a_place_to_cut_is_cut_between_characters(address: str, pieces: list[str]) -> None:
    assert segments(address, "en") == pieces


def test_an_address_and_a_doi_are_cut_anywhere_where_they_do_not_fit() -> None:
    for text, start, end in (("see www.x.org/%CE%BD", 5, 15), ("10.1002/(SICI)1097<1::AID>3.0", 1, 29)):
        spare: set[int] = set()
        assert "".join(segments(text, "en", spare)) == text
        assert spare == set(range(start, end))
    assert segments("see 10.1002/(SICI)1097-0258(19980815)17:15", "en") == [
        "see ",
        "10.1002/(SICI)1097-0258(19980815)17:15",
    ]


def test_a_text_found_plain_at_once_is_cut_as_it_is_word_by_word() -> None:
    words = ["Wash", "m.", "don't", "hands,", "both.", "well)", '"so"', "a.b"] * 6
    words += [
        "a.",
        "P.",
        "Dr.",
        "Mr.",
        "(Dr.",
        "",
        ".",
        ",",
        ".)",
        "'",
        ")",
        "www.x",
        "x-y",
        "5",
        "it\xa0\ue000.",
        "\xa0\ue000",
    ]
    chance = random.Random(1)
    found = 0
    for _ in range(2_000):
        text = " ".join(chance.choices(words, k=3)) + chance.choice(["", " ", "  "])
        tokens = line_breaking._words(text)
        if line_breaking._are_plain(text, tokens):
            found += 1
            assert tokens == line_breaking._spaced(text, "en")
    assert 200 < found < 1_800
