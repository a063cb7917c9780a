"""The readability of a handout: one score over all its prose, and its hardest part."""

from __future__ import annotations

from handout.lint.subject import Subject, TextUnit
from handout.record import Record
from handout.source import Span
from handout.text.readability import Counts, Score, count, has_formula, scores

_LEAST_WORDS = 10


def handout_scores(subject: Subject) -> tuple[Counts | None, tuple[Score, ...]]:
    """What was counted, and every score of this language; nothing for a language without a formula."""
    counts = count((unit.text for unit in subject.units if unit.is_scored), subject.language)
    return counts, scores(counts, subject.language) if counts else ()


def hardest(subject: Subject) -> TextUnit | None:
    """The block that is hardest to read, of those long enough to say."""
    ranked: list[tuple[float, TextUnit]] = []
    for unit in subject.units:
        counts = count((unit.text,), subject.language) if unit.is_scored else None
        if counts is not None and counts.words >= _LEAST_WORDS:
            score = scores(counts, subject.language)[0]
            ranked.append((score.value if score.grade else -score.value, unit))
    return max(ranked, key=lambda pair: pair[0])[1] if ranked else None


class Readability(Record):
    """How hard one handout is to read, each score with its formula; no score in a language without one."""

    span: Span
    language: str
    counts: Counts | None
    scores: tuple[Score, ...]

    def __str__(self) -> str:
        if self.counts is None or not self.scores:
            is_known = has_formula(self.language)
            return "nothing to score yet" if is_known else f"no readability formula for '{self.language}'"
        scores = "; ".join(str(score) for score in self.scores)
        return f"{scores} ({self.counts.words} words in {self.counts.sentences} sentences)"


def readability(subject: Subject) -> Readability:
    """What every formula of its language says of a handout."""
    counts, found = handout_scores(subject)
    return Readability(span=subject.span, language=subject.language, counts=counts, scores=found)


def score_line(subject: Subject) -> str:
    """The scores in one line, each with its formula; says so when the language has none."""
    return str(readability(subject))
