"""Say which language a reference is in, and which of its words are the handout's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import bidirectional

from handout.content.reference import Reference
from handout.locales import END_OF_ISOLATE, ISOLATE, ISOLATED, Locale
from handout.record import replace
from handout.text.direction import RIGHT_TO_LEFT
from handout.text.phrase import Emphasis, Foreign, Link, Printed, PrintedPhrase, Strong, Text, plain

ENGLISH = "en"
_TAG = r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*"
_NO_LANGUAGE = frozenset({"mis", "mul", "und", "zxx"})
"""Tags for several languages, and for none that is known (BCP 47, 4.1)."""
_OWN = f"{ISOLATE}((?:[^{ISOLATE}{END_OF_ISOLATE}]|{ISOLATED})*){END_OF_ISOLATE}"
"""What a locale isolated, with isolates in it."""


def language_typed(reference: Reference, locale: Locale) -> str | None:
    """The language of a reference, where a tag for it was typed that is not the handout's (BCP 47).

    Catalogues type three letters (`eng`, `fre`), and `mul` or `und` where they know of none.
    """
    if reference.language is None or not re.fullmatch(_TAG, reference.language.text):
        return None
    tag = reference.language.text
    if not re.fullmatch(r"[a-z]{2}(?:-[A-Za-z0-9-]+)?", tag):
        from handout.text.language_codes import tag_of  # seldom needed

        tag = tag_of(tag)
    own = tag.partition("-")[0]
    return None if own == locale.tag.partition("-")[0].lower() or own in _NO_LANGUAGE else tag


def language_of_letters(abroad: PrintedPhrase) -> str | None:
    """English for a reference in Latin letters throughout, but for what a locale isolated.

    Whatever language it is in, it is no part of a right-to-left page, and most are in English.
    """
    kinds = {bidirectional(char) for char in re.sub(_OWN, "", plain(abroad))}
    return ENGLISH if "L" in kinds and not kinds & RIGHT_TO_LEFT else None


def at_home(parts: Iterable[Printed], tag: str) -> Iterator[Printed]:
    """The parts of a paragraph abroad: what a locale isolated is in the language of its tag."""
    for part in parts:
        match part:
            case Text():
                yield from _told_apart(part, tag)
            case Strong() | Emphasis() | Link():
                yield replace(part, children=tuple(at_home(part.children, tag)))
            case _:
                yield part


def _told_apart(text: Text, tag: str) -> Iterator[Printed]:
    last = 0
    for own in re.finditer(_OWN, text.text):
        if own.start() > last:
            yield Text(text.text[last : own.start()], text.span)
        yield Foreign((Text(own[1], text.span),), tag)
        last = own.end()
    if last < len(text.text):
        yield Text(text.text[last:], text.span)
