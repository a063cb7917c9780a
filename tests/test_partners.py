"""Whether numbers of a translation stand beside the words that they stand beside in its source."""

import pytest

from handout.locales import OURS
from handout.translation.number_words import number_words
from handout.translation.partners import moved


def told(translated: str, source: str, language: str = "es") -> list[str]:
    words = (number_words(language, OURS), number_words("en", OURS))
    return list(moved(translated, source, words, (language, "en")))


@pytest.mark.parametrize(
    ("language", "source", "translated"),
    [
        ("es", "5 mg of warfarin and 10 mg of aspirin", "10 mg de warfarina y 5 mg de aspirina"),
        ("es", "5 mg of warfarin and 10 mg of aspirin", "5 mg de aspirina y 10 mg de warfarina"),
        ("de", "Warfarin: 5 mg, aspirin: 10 mg", "Warfarin: 10 mg, Aspirin: 5 mg"),
        ("es", "2 tablets in the morning and 1 tablet at night", "1 tableta por la mañana y 2 tabletas por la noche"),
        (
            "fr",
            "Two drops in the left eye, three in the right",
            "Deux gouttes à droite, trois à gauche",
        ),
        ("zh-Hans", "2 tablets in the morning and 1 tablet at night", "早上1片，晚上2片"),
        ("ar", "at least 1 hour before or 2 hours after", "قبل بساعتين على الأقل أو بعد بساعة"),
    ],
)
def test_numbers_that_changed_places_are_told(language, source, translated):
    assert len(told(translated, source, language)) == 1


@pytest.mark.parametrize(
    ("language", "source", "translated"),
    [
        ("es", "5 mg of warfarin and 10 mg of aspirin", "5 mg de warfarina y 10 mg de aspirina"),
        ("es", "5 mg of warfarin and 10 mg of aspirin", "10 mg de aspirina y 5 mg de warfarina"),
        ("de", "5 mg of warfarin and 10 mg of aspirin", "Aspirin 10 mg und Warfarin 5 mg"),
        ("es", "In the morning take 2 tablets, and 1 at night", "Tome 2 tabletas por la mañana y 1 por la noche"),
        ("zh-Hans", "2 tablets in the morning and 1 tablet at night", "早上2片，晚上1片"),
        ("es", "2 tablets of aspirin, then 1 tablet of aspirin", "2 tabletas de aspirina, luego 1 de aspirina"),
        ("ar", "at least 1 hour before or 2 hours after", "قبل بساعة على الأقل أو بعد بساعتين"),
        ("es", "8 hours after warfarin, 5 mg of aspirin", "5 mg de aspirina 8 horas después de la warfarina"),
    ],
)
def test_numbers_may_move_with_their_words(language, source, translated):
    assert told(translated, source, language) == []
