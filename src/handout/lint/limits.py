"""What a clinic asks of its handouts: the `checks` of `content/clinic.yaml`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Targets and limits; every default is advice that never fails a build.

    `reading_grade` and `reading_ease` are limits: over (under) them PL02 is an error. `fail` names rules whose findings
    are errors. `familiar` are words this clinic's readers know, in lower case.
    """

    reading_grade: float | None = None
    reading_ease: float | None = None
    sentence_words: int = 20
    paragraph_words: int = 75
    paragraph_sentences: int = 4
    list_items: int = 7
    reference_years: int = 10
    fail: frozenset[str] = frozenset()
    familiar: frozenset[str] = frozenset()
