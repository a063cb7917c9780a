"""Look through what a reference prints in words of its author's for what was left in it, and for words for nothing."""

from collections.abc import Iterable
from functools import cache

from handout.content.csl_dates import Date
from handout.content.left_overs import check_unwritten
from handout.content.nothing import says_nothing
from handout.content.reference import Reference
from handout.problems import Problems
from handout.source import Located

_UNSEEN = "not printed"
"""What a key says of itself that prints nothing: one's own notes may hold a reminder."""


def check_words(references: Iterable[Reference], language: str | None, problems: Problems) -> None:
    """Tell of placeholders (E29), and of `n/a` and the like where a key is better left out (E06)."""
    titles: list[Located] = []
    others: list[Located] = []
    people: list[Located] = []
    for one in references:
        for key in _printed():
            value = getattr(one, key)
            if isinstance(value, tuple):
                for name in value:
                    others += _words(name.literal)
                    people += (*_words(name.family), *_words(name.given), *_words(name.suffix))
            elif value is not None:
                (titles if key.endswith("title") else others).extend(_words(value))
    check_unwritten(titles, language, problems)
    check_unwritten((*others, *people), language, problems, is_short=True)
    for word in others:
        if says_nothing(word.text, language):
            message = f"'{word.text}' would print as it is typed in this reference"
            problems.error("E06", word.span, message, "leave out what is not known of a source")


@cache
def _printed() -> tuple[str, ...]:
    return tuple(field for field, about in Reference.KEYS.items() if _UNSEEN not in about.doc)


def _words(value: object) -> tuple[Located, ...]:
    match value:
        case Located():
            return (value,)
        case Date(literal=str(words)):
            return (Located(words, ((0, value.span),)),)
        case _:
            return ()
