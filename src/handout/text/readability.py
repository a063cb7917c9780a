"""Score how hard a text is to read, always by a named formula, and only in a language the formula was made for.

The text is given as blocks (see `text/sentences.py`). English: Flesch reading ease, Flesch-Kincaid grade
(Kincaid and others 1975), SMOG (McLaughlin 1969, precise form). Spanish: INFLESZ (Barrio-Cantalejo and others 2008),
the Flesch-Szigriszt equation with bands for health texts. A language without a table here gets no score.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from handout.record import Record
from handout.text.sentences import sentences
from handout.text.syllables import counter


class Counts(Record):
    """What every formula reads. `polysyllables` have three syllables or more."""

    sentences: int
    words: int
    syllables: int
    polysyllables: int

    @property
    def words_per_sentence(self) -> float:
        return self.words / self.sentences

    @property
    def syllables_per_word(self) -> float:
        return self.syllables / self.words


class Score(Record):
    """One score by one formula. `grade`: a higher value is harder; otherwise higher is easier."""

    formula: str
    value: float
    grade: bool
    band: str | None = None

    def __str__(self) -> str:
        return f"{self.formula} {self.value:.1f}" + (f", {self.band}" if self.band else "")


def count(blocks: Iterable[str], language: str) -> Counts | None:
    """Sentences, words and syllables over blocks; None for a language without a syllable rule, or without words."""
    syllables = counter(language)
    if syllables is None:
        return None
    found = [sentence.words for block in blocks for sentence in sentences(block, language)]
    found = [words for words in found if words]
    numbers = [syllables(word.text) for words in found for word in words]
    if not numbers:
        return None
    polysyllables = sum(number >= 3 for number in numbers)
    return Counts(sentences=len(found), words=len(numbers), syllables=sum(numbers), polysyllables=polysyllables)


def scores(counts: Counts, language: str) -> tuple[Score, ...]:
    """Every score there is for this language, the one to judge by first; none for a language without a formula."""
    formulas = _FORMULAS.get(language.split("-")[0].casefold(), ())
    return tuple(score for formula in formulas if (score := formula(counts)) is not None)


def has_formula(language: str) -> bool:
    """Whether texts in this language can be scored."""
    return language.split("-")[0].casefold() in _FORMULAS


def flesch_reading_ease(counts: Counts) -> Score:
    """How easy English is to read: the higher, the easier."""
    value = 206.835 - 1.015 * counts.words_per_sentence - 84.6 * counts.syllables_per_word
    return Score(formula="Flesch reading ease", value=value, grade=False)


def flesch_kincaid(counts: Counts) -> Score:
    """The years of school that English asks for."""
    value = 0.39 * counts.words_per_sentence + 11.8 * counts.syllables_per_word - 15.59
    return Score(formula="Flesch-Kincaid grade", value=value, grade=True)


def smog(counts: Counts) -> Score | None:
    """SMOG from 30 sentences, nothing below: its formula was fitted on samples of 30, and is off by grades on fewer."""
    if counts.sentences < SMOG_SENTENCES:
        return None
    value = smog_grade(counts.polysyllables * SMOG_SENTENCES / counts.sentences)
    return Score(formula="SMOG grade", value=value, grade=True)


SMOG_SENTENCES = 30


def smog_grade(polysyllables: float) -> float:
    """McLaughlin's precise formula, for the words of three syllables or more in 30 sentences."""
    return 1.0430 * math.sqrt(polysyllables) + 3.1291


def inflesz(counts: Counts) -> Score:
    """How easy Spanish is to read, with the band that the value falls in."""
    value = 206.835 - 62.3 * counts.syllables_per_word - counts.words_per_sentence
    band = next(name for least, name in _INFLESZ_BANDS if round(value, 1) >= least)
    return Score(formula="INFLESZ", value=value, grade=False, band=band)


_INFLESZ_BANDS = (
    (80.0, "muy fácil"),
    (65.0, "bastante fácil"),
    (55.0, "normal"),
    (40.0, "algo difícil"),
    (-math.inf, "muy difícil"),
)

_FORMULAS: dict[str, tuple[Callable[[Counts], Score | None], ...]] = {
    "en": (flesch_kincaid, flesch_reading_ease, smog),
    "es": (inflesz,),
}
