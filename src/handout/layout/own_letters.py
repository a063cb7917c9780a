"""The letters of a document decide its family: words of two faces by turns are hard to read.

A face may have most letters of a language and lack a few (Vietnamese, Yoruba, Navajo). Where that is more than one
word in fifty, the first family that has them all comes first, and sets what the other would have set too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from handout import flow
from handout.edition import Edition, Phrases
from handout.pdf.text.faces import Face
from handout.pdf.text.font_book import WHEN_OTHER, book
from handout.pdf.text.harfbuzz import composes, with_marks
from handout.pdf.text.scripts import is_within, scripts_in
from handout.record import replace
from handout.style.properties import Sheet
from handout.text.numbers import FIRST_DIGIT, is_digit
from handout.text.phrase import Foreign, Printed, PrintedPhrase, Text

ONE_IN = 50
"""Of so many words one may be set in another face."""
LEAST = 3
"""A name or two from another language do not change the face of a document."""
_ASCII = bytes(range(128))
_WORD = re.compile(r"[^\W\d_][\w\u0300-\u036f]*")
_EAST_ASIAN = "\u3040\u30ff\u3400\u4dbf\u4e00\u9fff\uac00\ud7a3"
"""First and last letters of Chinese, Japanese and Korean."""
_FITTED: dict[tuple[int, tuple[tuple[str, ...], ...]], tuple[Sheet, Sheet]] = {}
"""Sheets that were made of others, with the other so that its identity stays its own."""
_ROOM = 64


def fitted(edition: Edition, sheet: Sheet, phrases: Phrases) -> Sheet:
    """The sheet, with those families first that have the letters of the edition's phrases in its own language."""
    # What letters a language has, the first words of the author's own phrases show.
    own = [phrase[0].text for span, phrase in phrases if span.file == edition.file and type(phrase[0]) is Text]
    others = "".join([text for text in own if not text.isascii()]).encode("utf-8", "surrogatepass")
    strange = frozenset(filter(str.isalpha, others.translate(None, _ASCII).decode("utf-8", "surrogatepass")))
    if not any(_lacking(families, strange) for families in sheet.fonts.values()):
        return sheet
    words = _words(_of_own(edition.body))
    fonts = {role: best_families(families, edition.language, words) for role, families in sheet.fonts.items()}
    if fonts == sheet.fonts:
        return sheet
    key = (id(sheet), tuple(fonts.values()))
    if key not in _FITTED:
        if len(_FITTED) >= _ROOM:
            _FITTED.clear()
        _FITTED[key] = (sheet, replace(sheet, fonts=fonts))
    return _FITTED[key][1]


@lru_cache(maxsize=256)
def families_for(families: tuple[str, ...], language: str, text: str) -> tuple[str, ...]:
    """The families for a few words in another language, with that first which has their letters."""
    return best_families(families, language, _words([text]))


@lru_cache(maxsize=256)
def can_slope(families: tuple[str, ...], language: str, text: str) -> bool:
    """Whether the letters and digits of a text have italics in the families that set them."""
    tried = (*families, *book().fallbacks(families, language))
    for letter in dict.fromkeys(char for char in text if char.isalpha() or is_digit(char)):
        family = next((name for name in tried if _sets(name, letter)), None)
        if family is not None and not (book().has_italic(family) and book().face(family, italic=True).covers(letter)):
            return False
    return True


def _sets(family: str, letter: str) -> bool:
    face = book().stand_in(family, False, False) if book().may_have(family, scripts_in(letter)) else None
    return face is not None and face.covers(letter)


def best_families(families: tuple[str, ...], language: str, words: Mapping[str, int]) -> tuple[str, ...]:
    """The families with that first which has all letters of these words, when the first lacks too many of them.

    Only words count of which it has a letter: another script has its own face in any case.
    """
    first = book().face(families[0])
    lacking = {word: count for word, count in words.items() if not _has(first, word)}
    partly = {word: count for word, count in lacking.items() if any(map(first.covers, word))}
    if not partly:
        return families
    if len(partly) < LEAST <= len(words):
        return families
    met = sum(words.values()) - sum(lacking.values()) + sum(partly.values())
    if sum(partly.values()) * ONE_IN <= met:
        return families
    letters = "".join(dict.fromkeys(letter for word in partly for letter in with_marks(word)))
    best = next((family for family in _others(families, language) if _serves(family, letters)), None)
    return families if best is None else (best, *(family for family in families if family != best))


@lru_cache(maxsize=256)
def _lacking(families: tuple[str, ...], letters: frozenset[str]) -> bool:
    first = book().face(families[0])
    return not all(_has(first, letter) for letter in letters)


def _words(texts: Iterable[str]) -> Counter[str]:
    """The words of letters alone, and digits with East Asian letters; each with how often it stands there."""
    texts = [*texts]
    found = (word for text in texts for word in _WORD.findall(text))
    words = Counter(word for word in found if "".join(filter(str.isalnum, word)).isalpha())
    return words + Counter(pair for text in texts if not text.isascii() for pair in _numbered(text))


def _numbered(text: str) -> Iterator[str]:
    """Each digit that no space parts from a letter of East Asia, with that letter, so that one face sets both."""
    for digit in FIRST_DIGIT.finditer(text):
        at = digit.start()
        for pair in (text[max(at - 1, 0) : at + 1], text[at : at + 2]):
            if any(is_within(char, _EAST_ASIAN) for char in pair):
                yield pair


def _others(families: tuple[str, ...], language: str) -> tuple[str, ...]:
    return (*families[1:], *book().fallbacks(families, language))


def _serves(family: str, letters: str) -> bool:
    """Whether a family has these letters, regular and bold."""
    faces = [book().stand_in(family, bold, False) for bold in (False, True)]
    return all(face is not None and not face.lacks_bold and _has(face, letters) for face in faces)


def _has(face: Face, word: str) -> bool:
    return face.covers(word) and composes(face, word)


def _of_own(nodes: Iterable[flow.Node[Printed]]) -> Iterable[str]:
    """The texts in the document's own language; references may be in any."""
    for node in nodes:
        if not (isinstance(node, flow.List) and node.marker == "reference"):
            if isinstance(node, flow.Text) and node.language is None:
                yield "".join(_own_words(node.phrase))
            yield from _of_own(flow.children(node))


def _own_words(phrase: PrintedPhrase) -> Iterable[str]:
    for part in phrase:
        if isinstance(part, Text):
            yield part.text
        elif not isinstance(part, Foreign):
            yield from _own_words(getattr(part, "children", ()))


WHEN_OTHER.extend((_FITTED.clear, families_for.cache_clear, can_slope.cache_clear, _lacking.cache_clear))
