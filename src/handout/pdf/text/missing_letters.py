"""Tell an author which letters cannot be set here: one message a cause, whatever the number of letters and places."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import groupby

from handout.extras import extra
from handout.pdf.text.font_book import FONT_PATH, book, describe
from handout.pdf.text.scripts import DEBIAN_PACKAGE, Script, script_name, script_with
from handout.problems import Problem, Severity
from handout.record import Record
from handout.source import Span

MOST_SHOWN = 5
"""So many rare letters of a script are shown in a message."""
BREAKER = ""
"""Stands for letters in a paragraph that only a line breaker could break."""
NO_BREAKER = "the line breaker for text without spaces between words is not installed"
NO_BOLD = "strong words in letters of"
"""How the message begins that says of a family that it has no bold."""


class Missing(Record, kw_only=False):
    """Letters that cannot be set, at the first of so many places of one paragraph (0: they are reported already)."""

    letter: str
    place: Span
    places: int = 1


def missing_problems(found: Iterable[Missing]) -> list[Problem]:
    """One problem for each script, and for each sign, at its first place."""
    named = sorted(found, key=lambda one: (_cause(one.letter), one.place))
    return [_problem(list(group)) for _, group in groupby(named, key=lambda one: _cause(one.letter))]


def _cause(letter: str) -> str:
    """What letters have in common that are reported together."""
    if letter == BREAKER or _is_composed(letter):
        return letter
    return script_name(letter) or letter


def _problem(missing: list[Missing]) -> Problem:
    letter, place = missing[0].letter, missing[0].place
    count = max(1, sum(one.places for one in missing))
    if letter == BREAKER:
        return Problem(place, Severity.ERROR, "E51", NO_BREAKER, extra("i18n"))
    if _is_composed(letter):
        message = f"no font here puts '{letter}' together: its mark would stand beside the letter"
        return Problem(place, Severity.ERROR, "E50", message, "leave the mark out, or write the word in another way")
    name = script_name(letter)
    if name is None:
        return Problem(place, Severity.ERROR, "E50", f"no font can draw {describe(letter)}", _in_words(letter))
    script = script_with(letter)
    if script is not None and book().has(script.family):
        rare = " ".join([*dict.fromkeys(one.letter for one in missing)][:MOST_SHOWN])
        message = f"no font here has these {name} letters: {rare} ({count} here)"
        return Problem(place, Severity.ERROR, "E50", message, how_to_get(None) + _refused())
    message = f"no font here has {name} letters ({count} here; first: {letter})"
    if script is not None and script.extra and not book().has_pack(script.extra):
        return Problem(place, Severity.ERROR, "E51", message, how_to_get(script))
    return Problem(place, Severity.ERROR, "E50", message, how_to_get(script) + _refused())


def _is_composed(letter: str) -> bool:
    return len(letter) > 1 or (script_with(letter) is None and len(unicodedata.normalize("NFD", letter)) > 1)


def _in_words(sign: str) -> str:
    """What to write in place of a sign: its letters where Unicode says that it stands for some, as mg for U+338E."""
    plain = unicodedata.normalize("NFKC", sign)
    if plain != sign and not book().face("Noto Sans").missing(plain):
        return f"write {plain}"
    return "write it in words, or use a sign that the fonts have: handout fonts"


def how_to_get(script: Script | None) -> str:
    """What to do for letters of a script that no font here has."""
    if script is None:
        return f"put a TrueType font that has them into content/fonts/, or its folder into {FONT_PATH}"
    if script.extra and not book().has_pack(script.extra):
        return extra(script.extra)
    tag = script.languages.partition(" ")[0] or script.code
    return (
        f"put {script.family} (regular and bold) into content/fonts/: make fonts FOR={tag}, "
        f"or take it from Debian's {DEBIAN_PACKAGE} or npm's {script.npm_package}"
    )


def _refused() -> str:
    """Why fonts that a clinic has put there cannot serve."""
    faults = {fault.message for fault in book().refused.values()}
    return "".join(f"; {fault}" for fault in sorted(faults))
