"""The readability of a handout: one score over all its prose, and its hardest part."""

from handout.lint.subject import Subject, Unit
from handout.text.readability import Counts, Score, count, scores

_LEAST_WORDS = 10


def handout_scores(subject: Subject) -> tuple[Counts | None, tuple[Score, ...]]:
    """What was counted, and every score of this language; nothing for a language without a formula."""
    counts = count((unit.text for unit in subject.units if unit.is_scored), subject.language)
    return counts, scores(counts, subject.language) if counts else ()


def hardest(subject: Subject) -> Unit | None:
    """The block that is hardest to read, of those long enough to say."""
    ranked: list[tuple[float, Unit]] = []
    for unit in subject.units:
        counts = count((unit.text,), subject.language) if unit.is_scored else None
        if counts is not None and counts.words >= _LEAST_WORDS:
            score = scores(counts, subject.language)[0]
            ranked.append((score.value if score.grade else -score.value, unit))
    return max(ranked, key=lambda pair: pair[0])[1] if ranked else None


def score_line(subject: Subject) -> str:
    """The scores in one line, each with its formula; says so when the language has none."""
    counts, found = handout_scores(subject)
    if counts is None or not found:
        return f"no readability formula for '{subject.language}'"
    told = "; ".join(str(score) for score in found)
    return f"{told} ({counts.words} words in {counts.sentences} sentences)"
