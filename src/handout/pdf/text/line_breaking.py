"""Where a line may end: text cut into segments, each with the spaces that follow it.

For scripts that put spaces between words this follows UAX 14 for ordinary text, and is stricter where a patient could
misread. No line ends inside a quantity. A number stays with the word after it, whatever the word, a title with its
name, and what says one thing with a quantity (8 to 10, 22 Nov 2026, 11月22日): such a *spare* place serves only where
they do not fit a line of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from operator import attrgetter

from handout.pdf.text.joined_words import WITHIN_DATES, joined_words, spoken_ranges
from handout.pdf.text.runs import SPACES
from handout.pdf.text.scripts import is_hangul, is_unspaced, is_western, is_within
from handout.text.numbers import FIRST_DIGIT
from handout.text.phrase import SOFT_HYPHEN
from handout.text.quantities import Quantity, counting_ends, find, is_digit
from handout.text.recognized import in_every_language

HYPHENS = "-\u2010"
ZERO_WIDTH_SPACE = "\u200b"
RISEN = "\ue000"  # stands for a superscript, which belongs to the word before it
CAPITAL_NOUNS = ("de", "lb")
"""Languages that write `22. November`: a capital behind a full stop begins no sentence there for sure."""
LONG_ADDRESS = 30
ROOM = 60_000
"""So many words are remembered as plain or not."""
_LONGEST_MEASURE = 24
_REPEATS = frozenset("\u0e2f\u0e46\u0eaf\u0ec6\u17d7")
"""Thai, Lao and Khmer signs that say the word before them again, or that it goes on; a space may stand between."""
_STACKERS = frozenset("\u1039\u17d2\u1a60\u1b44\ua9c0")
"""Signs of scripts from Burmese to Javanese that set the next letter below; by itself such a sign would be drawn."""
_FINAL_IN_BURMESE = ("\u1039", "\u103a", "\u1037\u103a")  # a letter with one ends its syllable
_COUNTERS = frozenset("个個箇かカヵヶケ")
"""Words between a number and what is counted, in Chinese and Japanese: 6个月, 6か月."""
_OF_DATES = WITHIN_DATES.union("日号號分일분")
"""Words behind the numbers of a date in Chinese, Japanese and Korean.

A date that fits no line is cut behind one of them, never before.
"""

_CLOSERS = "! ? ; : » % … !! ?! ?? , . ) ] }"
TITLES = in_every_language("kept-words", "titles")
NUMBERED = in_every_language("kept-words", "numbered")
CLOSERS = frozenset(_CLOSERS.split())
_LETTERS_OF_NAMES = frozenset("BCDFGHJLMNPQRTX")
"""Letters before a number of a name (vitamin B 12, room C 5) that are no word by themselves in any language."""

_TOKEN = f"[^{SPACES}]+[{SPACES}]*|[{SPACES}]+"
_OTHER_SPACES = frozenset(SPACES) - {" "}
_CUTTABLE = frozenset(f"{HYPHENS}\u2013\u2014/{SOFT_HYPHEN}{ZERO_WIDTH_SPACE}\u1361")
"""Signs behind which a word may be cut."""
_SIGNS = _CUTTABLE.union("«»@", SPACES)
"""Signs that ask for care."""
_WHOLE_BETWEEN = frozenset("\u2014\u200b\u1361")
"""Em dash, zero width space and word space: what is a number on one side of them is none on the other."""
_ROMAN = f"IVX{HYPHENS}\u2013.,;:()"
"""What a range of Roman numerals is typed of: II–III."""
_HALVES = frozenset({"a.", "p.", "A.", "P."})
"""The beginning of `a. m.`, which a line may not part."""
_ENDS = ".,;:?!"
"""Signs that many words end in."""
_CLOSING = frozenset("!?;:%….,)]}")
_ORDINARY = f"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz{_ENDS}'\") ".encode("ascii")
"""What most English text is typed of. All of it but letters stands before `A`."""
_CITED = f"\u00a0{RISEN}"
"""What a citation adds to the word before it."""
_TITLES = frozenset(title + after for title in TITLES for after in ("", " "))
_SPACED = f"\0\u0dff\u1e00\u2e7f{RISEN}{RISEN}\ufffc\ufffc"
"""First and last of the ranges of scripts with spaces, of signs, and of what stands for something else."""
_ADDRESS = re.compile(r"://|^www\.|^[^@]+@[^@]+\.|^[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}/")
_DOI = r"\b10\.\w{4,9}/\S"
"""The beginning of a DOI (DOI Handbook, 2.2), which is as long as a journal made it and has no place to be cut."""
WHOLE_IN_ADDRESS = 24
"""So many characters of an address stay on one line, even where it offers no place to be cut."""
CUT_IN_ADDRESS = 12
NAME = 7
"""So many letters without spaces are a name, where most letters of a text are of another script."""
_ADDRESS_UNIT = re.compile(r"%[0-9A-Fa-f]{2}(?:%[89ABab][0-9A-Fa-f])*|(?:[^\W_]|.)[^\w\x00-\x7f]*", re.DOTALL)
"""One character: an escape with the bytes that go on with it (UTF-8), or a letter with its marks."""
_ADDRESS_CUT = re.compile(r"[/?&.=-]+")


class BreakerMissing(Exception):
    """The text needs a dictionary or rules that are not installed."""


class _Plainness(dict[str, bool]):
    """Whether each word, with the space after it, is plain (`_is_plain`), found once."""

    def __missing__(self, word: str) -> bool:
        if len(self) > ROOM:
            self.clear()
        plain = self[word] = _is_plain(word)
        return plain


_PLAIN = _Plainness()


def segments(text: str, language: str, spare: set[int] | None = None, *, is_uncut: bool = False) -> Sequence[str]:
    """The text cut after every place where a line may end; one that `is_uncut` only where there are spaces.

    Given `spare`, the text is cut at its spare places too, and inside addresses; their offsets are added to it.
    """
    tokens = _words(text)
    if _are_plain(text, tokens) or all(map(_PLAIN.__getitem__, tokens)):
        return tokens
    if is_uncut or not is_dense(text, has_names_whole=spare is None):
        return _spaced(text, language, spare)
    found, places = _dense(text, language, spare is not None)
    if spare is not None:
        spare |= places
    return found


def is_dense(text: str, *, has_names_whole: bool = True) -> bool:
    """Whether a text is of a script that puts no spaces between words: only a dictionary tells where they end.

    A short name in a text of another script stays whole, as the Chinese one in "Español · 简体中文 · Tiếng Việt". Text
    that has more Korean letters is Korean, which puts spaces between words.
    """
    if text.isascii() or not _may_be_dense(text):
        return False
    lengths = [sum(map(is_unspaced, word)) for word in text.split()]
    least = NAME if has_names_whole and 2 * sum(lengths) < sum(map(str.isalpha, text)) else 0
    return max(lengths, default=0) > least and sum(lengths) > sum(map(is_hangul, text))


def _spaced(text: str, language: str, spare: set[int] | None = None) -> list[str]:
    """Text of words with spaces between them, cut. Two plain words are parted, but for the spaces inside a quantity."""
    tokens = _tokens(text)
    plain = [*map(_PLAIN.__getitem__, tokens)]
    quantities = find(text)
    held = {place + 1 for found in quantities for place in range(found.start, found.end) if text[place] in SPACES}
    counting = {end for found in quantities for end in counting_ends(text, found)}
    ends = [*accumulate(map(len, tokens))]
    joined = joined_words(text, quantities)
    if held or joined:
        # Two words inside a quantity may both be plain: mm and Hg, mg and ×.
        plain = [is_one and end not in held and end not in joined for is_one, end in zip(plain, ends, strict=True)]
    cut: list[str] = []
    glued = ""
    index = 0
    plain.append(False)
    while index < len(tokens):
        # Plain words are passed over up to the last before one that asks for care.
        careful = max(plain.index(False, index) - 1, index)
        if careful > index:
            cut += [glued + tokens[index], *tokens[index + 1 : careful]]
            glued = ""
        token, end = tokens[careful], ends[careful]
        parts = [token] if plain[careful] else _inside(token, end - len(token), quantities, spare)
        parts[0] = glued + parts[0]
        glued = ""
        index = careful + 1
        if end in held or (index < len(tokens) and _holds(token, tokens[index])):
            glued = parts.pop()
        elif end in joined or (
            index < len(tokens) and _keeps(token, tokens[index], end - len(token), counting, language)
        ):
            if spare is None or text[end] in _OF_DATES:
                glued = parts.pop()
            else:
                spare.add(end)
        cut += parts
    return cut


def _tokens(text: str) -> list[str]:
    """Words, each with the spaces after it."""
    if "  " in text or not (text.isascii() or _OTHER_SPACES.isdisjoint(text)):
        return re.findall(_TOKEN, text)
    return _words(text)


def _words(text: str) -> list[str]:
    """Stretches of a text, each but the last with the one space that it ends in."""
    found = text.replace(" ", " \0").split("\0")
    if not found[-1]:
        found.pop()
    return found


def _are_plain(text: str, tokens: list[str]) -> bool:
    """Whether a text is ordinary English, which is cut at every space: found for all its words at once, or left open.

    It has no digits, so that `a.` and `p.` are no halves of a day.
    """
    return (
        not text.replace(_CITED, "").encode("utf-8", "replace").translate(None, _ORDINARY)
        and min(tokens, default="") >= "A" and _TITLES.isdisjoint(tokens) and "www." not in text
    )  # fmt: skip


def _is_plain(token: str) -> bool:
    """Whether a word, with the space after it, is of ordinary letters, and a line may end before and after it only."""
    word = token.removesuffix(" ")
    if word.isascii() and word.rstrip(_ENDS).isalpha():
        return not (word in TITLES or word in _HALVES or "www." in word)
    return not (
        not word or word[0] in _CLOSING or word in _HALVES or word.lstrip("([") in TITLES
        or FIRST_DIGIT.search(word) or not _SIGNS.isdisjoint(word) or "www." in word or _may_be_dense(word)
    )  # fmt: skip


def _holds(token: str, following: str) -> bool:
    """Whether no line may ever end at the space between two words."""
    first = following[0]
    if first in _REPEATS:
        return True
    if (first in _CLOSING or first in "».") and (following.rstrip(SPACES) in CLOSERS or first == "»"):
        return token[0] not in SPACES
    return token.rstrip(SPACES)[-1:] == "«"


def _keeps(token: str, following: str, start: int, counting: set[int], language: str) -> bool:
    """Whether a word that begins at a place stays with the next, unless the two do not fit a line of their own.

    A number does, `5.` before small letters (in German before any), a title before a name, and such as `Fig.` or the
    letter of a vitamin before a number.
    """
    word = token.rstrip(SPACES)
    end = start + len(word.rstrip(RISEN))
    is_ordinal = following[0].islower() or (following[0].isalpha() and language.partition("-")[0] in CAPITAL_NOUNS)
    if end in counting or (end - 1 in counting and word[-1] == "." and is_ordinal):
        return following[0] not in SPACES
    bare = word.lstrip("([")
    if bare in TITLES:
        return following[0].isalpha() and not following[0].islower()
    return (bare in NUMBERED or bare in _LETTERS_OF_NAMES) and is_digit(following[0])


def _inside(token: str, start: int, quantities: Sequence[Quantity], spare: set[int] | None = None) -> list[str]:
    """One token with its spaces, which begins at a place of the text, cut where a line may end inside it.

    Given `spare`, an address or a DOI is cut anywhere, a word of letters that join (as in Arabic) at its soft hyphens.
    """
    word = token.rstrip(SPACES)
    if word.isalnum():
        return [token]
    is_address = _ADDRESS.search(word) is not None
    if is_address or (spare is not None and re.search(_DOI, word)):
        cuts = _address_cuts(word) if is_address and len(word) > LONG_ADDRESS else []
        if spare is not None:
            places = [unit.end() for unit in _ADDRESS_UNIT.finditer(word)][:-1]
            spare |= {start + place for place in places if place not in cuts}
            cuts = sorted({*cuts, *places})
    else:
        places = [at for at, char in enumerate(word[:-1], 1) if char in _CUTTABLE]
        joined = {cut for cut in places if word[cut - 1] == SOFT_HYPHEN and "\u0600" <= word[cut] < "\u0900"}
        if spare is not None:
            spare |= {start + cut for cut in joined}
            joined.clear()
        places = _may_be_cut(word, [at for at in places if at not in joined])
        cuts = [at for at in places if not _would_cut(quantities, start + at)]
    edges = [0, *cuts, len(token)]
    return [token[a:b] for a, b in pairwise(edges)]


def _would_cut(quantities: Sequence[Quantity], place: int) -> bool:
    """Whether a place lies inside one of the quantities, which stand in order."""
    before = bisect_left(quantities, place, key=attrgetter("start"))
    return before > 0 and place < quantities[before - 1].end


def _address_cuts(word: str) -> list[int]:
    start = word.find("://") + 3 if "://" in word else 1
    cuts = [
        match.end()
        for match in _ADDRESS_CUT.finditer(word)
        if start < match.end() <= len(word) - 3
        and not (is_digit(word[match.end()]) and is_digit(word[match.start() - 1]) and match.group() in ".-")
    ]
    edges = pairwise([0, *cuts, len(word)])
    return sorted({*cuts, *(at for a, b in edges if b - a > WHOLE_IN_ADDRESS for at in _cuts_within(word, a, b))})


def _cuts_within(word: str, start: int, end: int) -> list[int]:
    """Where a stretch of an address is cut that offers no place, such as percent escapes: never inside a character."""
    cuts: list[int] = []
    for unit in _ADDRESS_UNIT.finditer(word, start, end):
        if unit.start() - max([start, *cuts[-1:]]) >= CUT_IN_ADDRESS <= end - unit.start() + CUT_IN_ADDRESS // 2:
            cuts.append(unit.start())
    return cuts


def _may_be_cut(word: str, places: Sequence[int]) -> list[int]:
    """Those of these places in a word at which a line may end; none beside a number.

    Of a number is what em dashes, zero width and word spaces leave whole around it.
    """
    if not places:
        return []
    bounds = [place for place, char in enumerate(word) if char in _WHOLE_BETWEEN]
    edges = pairwise([-1, *bounds, len(word)])
    has_number = [any(map(is_digit, word[start + 1 : end])) for start, end in edges]
    is_number = not word.strip(_ROMAN)
    return [at for at in places if _may_cut(word, at, is_number or has_number[bisect_left(bounds, at)])]


def _may_cut(word: str, cut: int, is_number: bool) -> bool:
    """Whether a line may end inside a word, after its first `cut` characters; they may be part of a number."""
    before, after = word[cut - 1], word[cut]
    if before in {ZERO_WIDTH_SPACE, "\u1361"}:
        return after != "\u1361"
    if before == "\u2014":
        return after.isalpha() or after in "([{¿¡"
    if is_number:
        return False
    if before == SOFT_HYPHEN:
        return after not in ")]}"
    if before in HYPHENS or before == "\u2013":
        return word[cut - 3 : cut - 1].isalpha() and cut >= 3 and word[cut : cut + 2].isalpha() and cut + 2 <= len(word)
    if before == "/":
        return cut >= 4 and word[cut - 4 : cut - 1].islower() and len(word) >= cut + 3 and word[cut : cut + 3].islower()
    return False


@lru_cache(maxsize=2048)
def _dense(text: str, language: str, is_loose: bool) -> tuple[tuple[str, ...], frozenset[int]]:
    """Text cut further where ICU lets a line end; the spare places with it, when it is cut there too."""
    try:
        from icu4py.breakers import LineBreaker
    except ImportError as fault:
        raise BreakerMissing("the line breaker for text without spaces between words is not installed") from fault
    offered = set(accumulate(len(part) for part in LineBreaker(text, f"{language}@lb=strict")))
    quantities = find(text)
    measures = [_measure(text, found, language) for found in quantities if counting_ends(text, found)]
    ranges = [*spoken_ranges(text, quantities)]
    measures += [(start, end + 1) for start, end in ranges]
    joined = {at for start, end in measures for at in range(start, end)}
    may_serve = {start for start, _ in measures if text[start : start + 1] not in _OF_DATES} | {
        end for _, end in ranges
    }
    spare: set[int] | None = set() if is_loose else None
    found: list[str] = []
    place = 0
    for segment in _spaced(text, language, spare):
        edges = [place]
        for at in range(place + 1, place + len(segment)):
            if at not in offered or not _parts_dense(text[at - 1], text[at : at + 3]) or _would_cut(quantities, at):
                continue
            if at not in joined:
                edges.append(at)
            elif spare is not None and at in may_serve:
                edges.append(at)
                spare.add(at)
        place += len(segment)
        found += [text[a:b] for a, b in pairwise([*edges, place])]
    return tuple(found), frozenset(spare or ())


def _measure(text: str, quantity: Quantity, language: str) -> tuple[int, int]:
    """From the end of a number to the end of the word after it, where that is of a script without spaces."""
    from icu4py.breakers import WordBreaker

    begin = quantity.end
    while text[begin : begin + 1] in {*SPACES} and begin - quantity.end < 2:
        begin += 1
    if not is_unspaced(text[begin : begin + 1]):
        return quantity.end, quantity.end
    words = iter(WordBreaker(text[begin : begin + _LONGEST_MEASURE], language))
    word = next(words)
    if word in _COUNTERS:
        word += next(words, "")
    return quantity.end, begin + len(word)


def _parts_dense(before: str, following: str) -> bool:
    """Whether a line may end between two characters of which one is of a script without spaces."""
    after = following[0]
    if before in SPACES or before in _STACKERS or after in _REPEATS or RISEN in {before, after}:
        return False
    return (is_unspaced(before) or is_unspaced(after)) and not following.startswith(_FINAL_IN_BURMESE, 1)


def _may_be_dense(text: str) -> bool:
    return not is_western(text) and not all(map(_is_spaced, text))


@cache
def _is_spaced(char: str) -> bool:
    return is_within(char, _SPACED)
