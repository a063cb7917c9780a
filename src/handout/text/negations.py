"""What says "not" in a language: in a command, by a word of its own, or in another way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from handout.reading.line_slips import DENSE_STOPS, STOPS
from handout.record import Record
from handout.text.recognized import rows
from handout.text.vocabulary import Vocabulary

_STOPS = re.compile(rf"(?<=[{STOPS}:;])\s+|\n|(?<=[{DENSE_STOPS}：；])")
_WORD = re.compile(r"[^\W\d_]+(?:[^\W\d_]|[\u0300-\u036f']|(?![\u0964\u0965])[\u0900-\u0dff])*")
"""With the vowel signs of India's scripts, which to Python are no letters: a दिन, day, holds no न, not."""


_OPENING = " \"'(¡¿“«"
_BOUNDS = ("only", "except")
_MOST_OBJECT = 2
"""Words that name what not to take; more of them may say how: on an empty stomach, which is with food."""


class Negations(Record, kw_only=False):
    """The rows of one language in `data/negations.txt`; see there."""

    words: frozenset[str]
    inside: tuple[str, ...]
    commands: tuple[str, ...]
    surely: tuple[str, ...]
    turns: frozenset[str]
    turning: tuple[str, ...]
    rendered: frozenset[str]
    rendering: tuple[str, ...]
    apart: tuple[str, ...]
    bounds: Vocabulary
    in_place_of_bounds: Vocabulary

    @property
    def is_known(self) -> bool:
        """Whether the language has rows of all that may say "not"."""
        return bool(self.turns or self.turning)

    @property
    def tells_rendered(self) -> bool:
        """Whether the language has rows of what a good translation may say by a "not"."""
        return bool(self.rendered or self.rendering)

    def count(self, text: str) -> int:
        """How often a text says "not" by a word of its own."""
        typed = self._without_apart(text)
        return sum(map(self._is_not, _WORD.findall(typed))) + sum(typed.count(part) for part in self.inside)

    def may_say_not(self, text: str) -> bool:
        """Whether a text says "not" in any way that is known."""
        typed = _folded(text)
        return self.count(text) > 0 or self._turns(typed)

    def surely_says_not(self, text: str) -> bool:
        """Whether a text says "not" and nothing in it turns that round, as "do not hesitate" does."""
        words = [
            word for word in _WORD.findall(self._without_apart(text)) if not any(part in word for part in self.inside)
        ]
        others = [word.partition("'")[2] if self._is_not(word) else word for word in words]
        return self.count(text) > 0 and not any(map(self._is_turned_by, others))

    def may_be_rendered(self, text: str) -> bool:
        """Whether a good translation may say a text by a "not" that is not in it: keep it dry, until it heals."""
        words = _WORD.findall(_folded(text))
        return self.may_say_not(text) or any(word in self.rendered or word.startswith(self.rendering) for word in words)

    def is_order(self, text: str) -> bool:
        """Whether a text is one short command to do what may as surely be forbidden: take this medicine."""
        words = _WORD.findall(_folded(text))
        orders = {entry.rpartition(" ")[2] for entry in self.surely}
        return 0 < len(words) - 1 <= _MOST_OBJECT and words[0] in orders

    def may_forbid(self, text: str) -> bool:
        """Whether a text may forbid what an order tells: no tome does, no se apresure (take your time) does not."""
        typed = _folded(text).lstrip(_OPENING)
        return not self.surely or any(_begins(typed, start) for start in self.surely)

    def commanded(self, text: str) -> str | None:
        """The first sentence that tells what not to do, and does not turn that round as "do not forget" does."""
        for sentence in filter(str.strip, _STOPS.split(text)):
            typed = _folded(sentence).lstrip(_OPENING)
            start = next((start for start in self.commands if _begins(typed, start)), None)
            if start is not None and not self._turns(typed[len(start) :]):
                return sentence.strip()
        return None

    def is_sure(self, command: str) -> bool:
        """Whether a command can hardly be said without a "not": do not take ibuprofen; no more than that."""
        typed = _folded(command).lstrip(_OPENING)
        start = next((start for start in self.surely if _begins(typed, start)), None)
        return start is not None and len(_WORD.findall(typed[len(start) :])) <= _MOST_OBJECT

    def _without_apart(self, text: str) -> str:
        typed = _folded(text)
        for phrase in self.apart:
            typed = typed.replace(phrase, " ")
        return typed

    def _is_not(self, word: str) -> bool:
        head, mark, tail = word.partition("'")
        return not self.words.isdisjoint({word, f"{head}{mark}", tail})

    def _is_turned_by(self, word: str) -> bool:
        return word in self.turns or word.startswith(self.turning)

    def _turns(self, typed: str) -> bool:
        if any(map(self._is_turned_by, _WORD.findall(typed))):
            return True
        return any(part in typed for part in self.turning if not part[0].isascii() and len(part) == 1)


NO_NEGATIONS = Negations(frozenset(), (), (), (), frozenset(), (), frozenset(), (), (), Vocabulary(()), Vocabulary(()))


@cache
def negations(language: str) -> Negations:
    """How a language, given by its tag, says "not"; nothing where it has no rows."""
    known = dict(rows("negations", language.partition("-")[0].casefold()))
    turns, rendered = (known.get(kind, "").split() for kind in ("turns", "rendered"))
    return Negations(
        frozenset(known.get("words", "").split()),
        tuple(known.get("inside", "").split()),
        _entries(known.get("commands", "")),
        _entries(known.get("surely", "")),
        frozenset(word for word in turns if word[-1] != "*"),
        tuple(word[:-1] for word in turns if word[-1] == "*"),
        frozenset(word for word in rendered if word[-1] != "*"),
        tuple(word[:-1] for word in rendered if word[-1] == "*"),
        _entries(known.get("apart", "")),
        _of_kinds(known, ("",)),
        _of_kinds(known, ("", "-also")),
    )


def _of_kinds(known: Mapping[str, str], endings: Sequence[str]) -> Vocabulary:
    """The words of bounds, each with its kind, of the rows whose names end so."""
    return Vocabulary(
        (entry, kind) for kind in _BOUNDS for ending in endings for entry in _entries(known.get(f"{kind}{ending}", ""))
    )


def _entries(row: str) -> tuple[str, ...]:
    return tuple(entry.strip() for entry in row.split(";") if entry.strip())


def _folded(text: str) -> str:
    return text.casefold().replace("\u2019", "'")


def _begins(typed: str, start: str) -> bool:
    """Whether a text begins with these words, whole."""
    return typed.startswith(start) and not typed[len(start) : len(start) + 1].isalpha()
