"""Texts of a translation that are still in the language of its source."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache

from handout.content.handout import Handout
from handout.content.languages import language_of
from handout.record import Record
from handout.source import Span
from handout.translation.agreement import as_allowed
from handout.translation.blocks import FollowedBlock
from handout.translation.text_units import units_of

RULE = "W35"
"""What an author names under `allow`, with the text it is for, to say that a text is meant to be so."""
FEWEST = 3
"""Words of a text that is more than a name."""
_FUNCTION_WORDS = {
    "en": "the and of to in is you your for with on or if it that are this not at be as by from have can will when do",
    "es": "el la los las de y en que un una su con por para si se lo del al es son está como cuando más le o sus esta",
    "fr": "le la les de des et en que un une vous votre vos avec pour si du au aux est sont dans sur ou ne pas cette",
    "ht": "ou ak nan pou yon li la yo ki pa si sou se pran fè lè gen nou kò tout men sa kòman oswa chak w an pi",
    "de": "der die das und in zu den von mit ist sie ihr ihre für auf oder wenn es nicht ein eine dem des bei im sich",
    "pt": "o a os as de e em que um uma seu sua com por para se do da no na ao é são como quando mais ou não",
    "it": "il lo la i gli le di e in che un una suo sua con per se del della al è sono come quando più o non",
    "vi": "và của bạn là có không được cho với để khi nếu hoặc trong các những một này đó từ đến sẽ hãy bị về",
}  # fmt: skip
"""The small words that nearly every sentence of a language holds: they tell in which language a text is."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class LeftIn(Record):
    """One paragraph, item, cell, caption or title that is not translated."""

    block: FollowedBlock
    text: str
    span: Span
    is_same: bool


def left_in(
    translated: Handout, blocks: Sequence[FollowedBlock], source: Handout, originals: Sequence[FollowedBlock]
) -> list[LeftIn]:
    """The texts that say the same as one of the source's, or are in its language by their words or their letters.

    Those that the author names under `allow` are not among them.
    """
    said = {as_allowed(unit.text) for block in originals for unit in units_of(block)}
    meant = {as_allowed(one.text.text) for one in translated.allow if one.rule.text == RULE and one.text is not None}
    units = [(block, unit) for block in blocks for unit in units_of(block) if as_allowed(unit.text) not in meant]
    own, other = _function_words(language_of(translated, None) or ""), _function_words(language_of(source, None) or "")
    script = _script_of(" ".join(unit.text for _, unit in units))
    found = []
    for block, unit in units:
        text = unit.text
        if not _is_more_than_a_name(text):
            continue
        is_same = as_allowed(text) in said
        if is_same or _is_in(text, other, own) or (script != "LATIN" and not _has_letter_of(text, script)):
            found.append(LeftIn(block=block, text=" ".join(text.split()), span=unit.span, is_same=is_same))
    return found


def _is_more_than_a_name(text: str) -> bool:
    """Three words or more, one of them in small letters; in scripts without them, as many letters as make three."""
    words = _WORD.findall(text)
    if len(words) >= FEWEST and any(word.islower() for word in words):
        return True
    return sum(char.isalpha() and char.lower() == char.upper() for char in text) >= 2 * FEWEST


def _is_in(text: str, other: frozenset[str], own: frozenset[str]) -> bool:
    """Whether two small words of the source's language stand in a text, and none of its own language's."""
    words = {word.casefold() for word in _WORD.findall(text)}
    return bool(own) and len(words & (other - own)) > 1 and not words & (own - other)


def _script_of(text: str) -> str:
    """The script of most letters of a text, in Unicode's words."""
    return next((name for name, _ in Counter(map(_script, filter(str.isalpha, text))).most_common(1)), "LATIN")


def _has_letter_of(text: str, script: str) -> bool:
    return any(char.isalpha() and _script(char) == script for char in text)


@cache
def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]


def _function_words(language: str) -> frozenset[str]:
    """The small words of a language (BCP 47); none for one that is not known here."""
    return frozenset(_FUNCTION_WORDS.get(language.partition("-")[0].casefold(), "").split())
