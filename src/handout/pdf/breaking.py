"""Where a line may end: text cut into segments, each with the spaces that follow it.

For scripts that put spaces between words this follows UAX 14 for ordinary text, and is stricter where a patient could
misread: a number stays with its unit, a token with a digit is never cut.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from handout.pdf.faces import SOFT_HYPHEN
from handout.pdf.runs import SPACES

HYPHENS = "-\u2010"
ZERO_WIDTH_SPACE = "\u200b"
RISEN = "\ue000"  # stands for a superscript, which belongs to the word before it
LONG_ADDRESS = 30

# Words that a number before them is never parted from, in languages written with Latin letters.
_UNITS = """
    mg g kg mcg µg μg ng mL ml L l dL dl cL cl cc mm cm m km in ft lb lbs oz fl tsp tbsp mmol mol mEq IU UI U mmHg kPa
    kcal cal kJ J W Hz °C °F ° ℃ ℉ % ‰ h hr hrs min mins s sec secs ms bpm x × a.m p.m am pm AM PM A.M P.M
    second seconds minute minutes hour hours day days week weeks month months year years night nights time times
    o'clock degrees percent units unit tablet tablets pill pills capsule capsules drop drops puff puffs cup cups
    teaspoon teaspoons tablespoon tablespoons ounce ounces pound pounds gram grams milligram milligrams inch inches
    segundo segundos minuto minutos hora horas día días dia dias semana semanas mes meses mês año años ano anos
    vez veces vezes gota gotas tableta tabletas comprimido comprimidos pastilla pastillas cápsula cápsulas unidades
    seconde secondes heure heures jour jours semaine semaines mois an ans fois comprimés gouttes
    giây phút giờ ngày tuần tháng năm lần viên giọt
    minit èdtan jou semèn mwa ane fwa
"""
_TITLES = "Dr. Dr Dra. Dra Mr. Mr Mrs. Mrs Ms. Ms Mx. Mx Prof. Sr. Sra. St. Mme M. BS."
_NUMBERED = "No. no. Nos. n.º nº Nr. № Fig. p. pp. vol. ca. approx. Art. §"
_CLOSERS = "! ? ; : » % … !! ?! ?? , . ) ] }"
UNITS = frozenset(_UNITS.split())
TITLES = frozenset(_TITLES.split())
NUMBERED = frozenset(_NUMBERED.split())
CLOSERS = frozenset(_CLOSERS.split())

_TOKEN = re.compile(f"[^{SPACES}]+[{SPACES}]*|[{SPACES}]+")
# Signs that ask for care.
_SIGN = re.compile(f"[{HYPHENS}\\d½¼¾\u2013\u2014/{SOFT_HYPHEN}{ZERO_WIDTH_SPACE}\u1361«»@{SPACES}]")
_CLOSING = frozenset("!?;:%….,)]}")
# A cheap look for what may be of a script without spaces, nor stands for something else; letter by letter takes
# longer. What it names is what it passes over, which is less: a set is compiled character by character.
_PERHAPS_DENSE = re.compile(f"[^\0-\u0dff\u1e00-\u2e7f{RISEN}\ufffc]")
_CUTTABLE = re.compile(f"[{HYPHENS}\u2013\u2014/{SOFT_HYPHEN}{ZERO_WIDTH_SPACE}\u1361]")
_ADDRESS = re.compile(r"://|^www\.|^[^@]+@[^@]+\.|^[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}/")
_ADDRESS_CUT = re.compile(r"[/?&.=-]+")


class BreakerMissing(Exception):
    """The text needs a dictionary or rules that are not installed."""


def segments(text: str, language: str) -> Sequence[str]:
    """The text cut after every place where a line may end."""
    if text.isascii() or _PERHAPS_DENSE.search(text) is None:
        return _spaced(text)
    if not any(map(_is_dense, text)) or any(map(_is_hangul, text)):
        return _spaced(text)
    return _dense(text, language)


def _spaced(text: str) -> list[str]:
    """Text of words with spaces between them, cut. Two plain words are never kept together."""
    tokens = _tokens(text)
    plain = [*map(is_plain, tokens)]
    if all(plain):
        return tokens
    found: list[str] = []
    glued = ""
    last = len(tokens) - 1
    for index, token in enumerate(tokens):
        parts = [token] if plain[index] else _inside(token)
        if glued:
            parts[0] = glued + parts[0]
            glued = ""
        may_keep = index < last and not (plain[index] and plain[index + 1])
        if may_keep and keeps_with(token.rstrip(SPACES), tokens[index + 1].rstrip(SPACES)):
            glued = parts.pop()
        found += parts
    return found


def _tokens(text: str) -> list[str]:
    """Words, each with the spaces after it."""
    if not text.isascii() or "  " in text:
        return _TOKEN.findall(text)
    *words, last = text.split(" ")
    tokens = [word + " " for word in words]
    return [*tokens, last] if last else tokens


def is_plain(token: str) -> bool:
    """Whether a word, with the space after it, is of ordinary letters, and a line may end before and after it only."""
    word = token.removesuffix(" ")
    if word.isascii() and word.isalpha():
        return word not in TITLES
    return not (
        not word or word[0] in _CLOSING or word[-1].isnumeric() or word.lstrip("([") in TITLES
        or _SIGN.search(word) or "www." in word or _PERHAPS_DENSE.search(word)
    )  # fmt: skip


def keeps_with(word: str, following: str) -> bool:
    """Whether no line may end at the space between two words."""
    if not word or not following:
        return False
    if following in CLOSERS or word[-1] == "«" or following[0] == "»":
        return True
    if _ends_in_number(word):
        return _is_unit(following) or (following[0].isdigit() and _is_figure_group(word, following))
    bare = word.lstrip("([")
    if bare in TITLES:
        return following[0].isupper()
    if bare in NUMBERED:
        return following[0].isdigit()
    return word[-1] == ")" and following[0].isdigit() and word.lstrip("+(").rstrip(")").isdigit()


def _ends_in_number(word: str) -> bool:
    return word[-1].isnumeric()


def _is_unit(word: str) -> bool:
    """Whether a word is a unit, or a script that is not Latin begins: there a number keeps the word after it."""
    bare = word.lstrip("([").rstrip(".,;:!?)]\u2019\u201d\"'*" + RISEN)
    if bare in UNITS:
        return True
    head = re.split(r"[/·-]", bare, maxsplit=1)[0]
    return head in UNITS or (bare[:1].isalpha() and not _is_latin(bare[0]))


def _is_latin(letter: str) -> bool:
    return letter < "\u0370" or "\u1e00" <= letter <= "\u1eff"


def _is_figure_group(word: str, following: str) -> bool:
    """Whether two numbers side by side are groups of one: a telephone number or thousands."""
    tail = re.split(r"[^0-9]", word)[-1]
    head = following.rstrip(".,;:!?)")
    return 1 <= len(tail) <= 4 and bool(re.fullmatch(r"\d{2,4}(?:[-.]\d{2,4})*", head)) and len(head) >= 3


def _inside(token: str) -> list[str]:
    """One token with its spaces, cut where a line may end inside it."""
    word = token.rstrip(SPACES)
    if _ADDRESS.search(word):
        cuts = _address_cuts(word) if len(word) > LONG_ADDRESS else []
    else:
        places = [match.end() for match in _CUTTABLE.finditer(word, 0, len(word) - 1)]
        cuts = [cut for cut in places if _may_cut(word, cut)]
    edges = [0, *cuts, len(token)]
    return [token[a:b] for a, b in pairwise(edges)]


def _address_cuts(word: str) -> list[int]:
    start = word.find("://") + 3 if "://" in word else 1
    return [
        match.end()
        for match in _ADDRESS_CUT.finditer(word)
        if start < match.end() <= len(word) - 3
        and not (word[match.end()].isdigit() and word[match.start() - 1].isdigit() and match.group() in ".-")
    ]


def _may_cut(word: str, cut: int) -> bool:
    """Whether a line may end inside a word, after its first `cut` characters."""
    before, after = word[cut - 1], word[cut]
    if before in {ZERO_WIDTH_SPACE, "\u1361"}:
        return after != "\u1361"
    if before == "\u2014":
        return after.isalpha() or after in "([{¿¡"
    part = _between_dashes(word, cut)
    if any(char.isdigit() for char in part):
        return False
    if before == SOFT_HYPHEN:
        return after not in ")]}"
    if before in HYPHENS or before == "\u2013":
        return word[cut - 3 : cut - 1].isalpha() and cut >= 3 and word[cut : cut + 2].isalpha() and cut + 2 <= len(word)
    if before == "/":
        return cut >= 4 and word[cut - 4 : cut - 1].islower() and len(word) >= cut + 3 and word[cut : cut + 3].islower()
    return False


def _between_dashes(word: str, cut: int) -> str:
    """The stretch around a place that em dashes, zero width and word spaces leave whole."""
    bounds = [match.start() for match in re.finditer("[\u2014\u200b\u1361]", word)]
    start = max((bound + 1 for bound in bounds if bound < cut), default=0)
    end = min((bound for bound in bounds if bound >= cut), default=len(word))
    return word[start:end]


@lru_cache(maxsize=2048)
def _dense(text: str, language: str) -> tuple[str, ...]:
    """Text cut further where ICU lets a line end; never between a number and what it counts."""
    try:
        from icu4py.breakers import LineBreaker
    except ImportError as fault:
        raise BreakerMissing("the line breaker for text without spaces between words is not installed") from fault
    offered = set(accumulate(len(part) for part in LineBreaker(text, f"{language}@lb=strict")))
    found: list[str] = []
    place = 0
    for segment in _spaced(text):
        edges = [place]
        inner = range(place + 1, place + len(segment))
        edges += [at for at in inner if at in offered and _parts_dense(text[at - 1], text[at])]
        place += len(segment)
        found += [text[a:b] for a, b in pairwise([*edges, place])]
    return tuple(found)


def _parts_dense(before: str, after: str) -> bool:
    """Whether a line may end between two characters of which one is of a script without spaces."""
    if before.isdecimal() or before in SPACES or RISEN in {before, after}:
        return False
    return _is_dense(before) or _is_dense(after)


# First and last of each range. A regular expression would take longer to compile than a handout's letters to look up.
_DENSE = (
    "\u0e00\u0eff\u1000\u109f\u1780\u17ff\u19e0\u19ff\u1a20\u1aaf\u2e80\u30ff\u31f0\u31ff"
    "\u3400\u4dbf\u4e00\u9fff\ua9e0\ua9ff\uaa60\uaa7f\uf900\ufaff\uff00\uffef\U00020000\U0003ffff"
)
_HANGUL = "\u1100\u11ff\u3130\u318f\uac00\ud7ff"


@cache
def _is_dense(char: str) -> bool:
    """Whether this is of a script without spaces: Thai, Lao, Burmese, Khmer, Tai Tham, Han, kana; full-width signs."""
    return _is_within(char, _DENSE)


@cache
def _is_hangul(char: str) -> bool:
    """Whether this is a Korean letter: Korean puts spaces between words, and a line ends only there."""
    return _is_within(char, _HANGUL)


def _is_within(char: str, ranges: str) -> bool:
    return any(first <= char <= last for first, last in zip(ranges[::2], ranges[1::2], strict=True))
