"""The scores are the published ones, and a block is never joined to the next."""

from pathlib import Path

import pytest

from handout.text import readability
from handout.text.readability import count, flesch_kincaid, flesch_reading_ease, inflesz, scores, smog, smog_grade
from handout.text.sentences import sentences, words
from handout.text.syllables import counter, english, spanish

PLATYPUS = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
PASSAGE = "This sentence, taken as a reading passage unto itself, is being used to prove a point."


def counts(*blocks: str, language: str = "en") -> readability.Counts:
    found = count(blocks, language)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "ease"), [("The cat sat on the mat.", 116.145), (PASSAGE, 68.9825), (PLATYPUS, 37.455)]
)
def test_flesch_reading_ease_is_the_published_one(text: str, ease: float) -> None:
    assert flesch_reading_ease(counts(text)).value == pytest.approx(ease, abs=0.005)


def test_flesch_kincaid_grade_is_the_published_one() -> None:
    assert round(flesch_kincaid(counts(PLATYPUS)).value, 1) == 11.3


def test_smog_gives_the_grade_of_its_author() -> None:
    assert round(smog_grade(95), 2) == 13.30


@pytest.mark.parametrize(("number", "told"), [(30, "SMOG grade 8.8"), (29, "None"), (1, "None")])
def test_smog_says_nothing_of_fewer_than_thirty_sentences(number: int, told: str) -> None:
    assert str(smog(counts(*["The pharmacist sees the doctor."] * number))) == told


def test_the_cat_that_sat_on_the_mat_reads_as_published() -> None:
    assert round(flesch_reading_ease(counts("The cat sat on the mat.")).value) == 116


def test_bullets_under_a_lead_in_are_no_long_sentence() -> None:
    bullets = ["You have chest pain.", "You cannot breathe.", "You faint."]
    found = counts("Call 911 if:", *bullets, "Go to the nearest emergency room.")
    assert found.sentences == 5
    assert flesch_kincaid(found).value < 1


def test_short_sentences_count() -> None:
    assert counts("Take it daily. Call us. Rest.").sentences == 3


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en-US", "Dr. Smith said to take 2.5 mg at 8 a.m. Call us with questions, e.g. about diet.", 2),
        ("en", "Take vitamin D. Rest.", 2),
        ("en", "J. Doe comes at 8 a.m. on Monday.", 1),
        ("en", "Is it red? Call us! Rest…", 3),
        ("en", "Say “stop.” Then rest.", 2),
        ("en", "See Fig. 2 and No. 5 for help.", 1),
        ("en", "Drink more. Always follow the plan.", 2),
        ("en", "Do you smoke? No. Do you drink? No.", 4),
        ("en", "Take 10 ml every 24 hr. Ask your NP. Send it to Sacramento, CA. Rest for 30 min. Then call.", 5),
        ("en", "Hold on to the tel. Leave it off.", 1),
        ("en", "…", 0),
        ("es", "La Dra. Ruiz le dará 2,5 mg. ¿Tiene dolor? Llámenos.", 3),
        ("es", "¿Le duele? No. Dr. Ruiz lo verá a las 8. ¿Fuma? No. 5 veces al día está bien.", 6),
        ("de", "Trinken Sie z.B. Tee oder ca. 2 Liter Wasser. Fragen Sie Prof. Weber.", 2),
        ("de", "Kommen Sie am 3. Mai, ab dem 2. Tag z. B. um 8. Dann ruhen Sie.", 2),
        ("de", "Es ist ein Sig. Das gilt nur auf Italienisch.", 2),
        ("fr", "Prenez-en env. 20 ml. Appelez au tél. 15.", 2),
        ("pl", "Weź lek. Popij wodą. Zob. np. rys. 2.", 3),
        ("ru", "Спросите, напр. Анну. Затем ешьте рис. Пейте воду.", 3),
        ("el", "Πονάτε; Τηλεφωνήστε. Πιείτε νερό· ξεκουραστείτε.", 3),
        ("en", "Drink tea; Then rest.", 1),
        ("ar", "اشرب الماء. هل تشعر بألم؟ اتصل بنا فورًا.", 3),
        ("ur", "پانی پیئیں۔ آرام کریں۔", 2),
        ("hi", "दवा दिन में 2 बार लें। पानी पिएँ ।आराम करें।", 3),
        ("hy", "Խմեք ջուր։ Ինչպե՞ս եք։", 2),
        ("am", "ውሃ ይጠጡ። ያርፉ፡፡ ይደውሉ።", 3),
        ("my", "ရေသောက်ပါ။ အနားယူပါ။", 2),
        ("km", "ផឹកទឹក។ សម្រាក។", 2),
        ("zh-Hans", "请喝水。“休息。”发烧超过 38.5 °C 吗？请打电话给我们！", 4),
    ],
)
def test_sentences_end_where_a_reader_of_the_language_stops(language: str, text: str, expected: int) -> None:
    assert len(sentences(text, language)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "दवा दिन में बार लें", "তেতো ওষুধ খাওয়ার পরে", "தண்ணீர் குடிக்கவும்", "నీరు త్రాగండి", "اتصل بنا فورًا",
        "این را می‌خورید", "שָׁלוֹם ד״ר כהן", "Ինչպե՞ս եք", "ສະບາຍດີ ເຈົ້າ", "ရေသောက်ပါ အနားယူပါ",
        "ផឹកទឹក សម្រាក", "ดื่มน้ำ แก้ว", "l’eau d'ici", "к̌а ā̂b",
    ],
)  # fmt: skip
def test_no_vowel_sign_parts_a_word(text: str) -> None:
    assert [word.text for word in words(text)] == text.split()


def test_a_sentence_knows_where_it_starts() -> None:
    text = "Rest. (Call us.)  Then rest."
    assert [text[found.start :].startswith(found.text) for found in sentences(text, "en")] == [True] * 3


def test_a_hyphenated_word_and_an_address_are_one_word_each() -> None:
    text = "Go to https://example.org/a-b, take 1,200 mg of follow-up care at 10:30 a.m."
    assert [word.text for word in words(text)][2:] == [
        "https://example.org/a-b",
        "take",
        "1,200",
        "mg",
        "of",
        "follow-up",
        "care",
        "at",
        "10:30",
        "a.m.",
    ]


def test_syllables_agree_with_the_dictionary_on_words_held_out() -> None:
    lines = Path(__file__).parent.joinpath("fixtures/syllables-held-out.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    right = sum(str(english(word)) in known for word, *known in rows)
    long = sum((english(word) >= 3) == any(int(number) >= 3 for number in known) for word, *known in rows)
    assert len(rows) > 400
    assert right / len(rows) >= 0.94
    assert long / len(rows) >= 0.97


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("take", 1), ("tables", 2), ("wanted", 2), ("careful", 2), ("people", 2), ("didn't", 2), ("nurse’s", 1),
        ("diarrhea", 4), ("anemia", 4), ("cutaneous", 4), ("tachycardia", 5), ("calciphylaxis", 5), ("parathyroid", 4),
        ("911", 1), ("2.5", 1), ("CT", 1), ("a.m.", 1), ("follow-up", 3), ("CALL", 1),
    ],
)  # fmt: skip
def test_english_syllables(word: str, expected: int) -> None:
    assert english(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("médico", 3), ("agua", 2), ("día", 2), ("guitarra", 3), ("ciudad", 2), ("leer", 2), ("río", 2), ("muy", 1),
        ("estudiáis", 3), ("búho", 2), ("queso", 2), ("huevo", 2), ("país", 2), ("aéreo", 4), ("enfermedad", 4),
    ],
)  # fmt: skip
def test_spanish_syllables(word: str, expected: int) -> None:
    assert spanish(word) == expected


def test_spanish_is_scored_by_inflesz_with_its_band() -> None:
    found = counts("Llame a la clínica si tiene fiebre.", language="es-MX")
    assert found.syllables == 12
    assert inflesz(found).value == pytest.approx(206.835 - 62.3 * 12 / 7 - 7)
    assert [str(score) for score in scores(found, "es-MX")] == ["INFLESZ 93.0, muy fácil"]


def test_every_score_names_its_formula() -> None:
    assert [score.formula for score in scores(counts(*[PASSAGE] * 30), "en-GB")] == [
        "Flesch-Kincaid grade", "Flesch reading ease", "SMOG grade",
    ]  # fmt: skip


def test_a_language_without_a_table_gets_no_score() -> None:
    assert counter("fr") is None
    assert count(["Appelez-nous."], "fr") is None
