"""Count the syllables of a word, for the languages whose rule is known.

English spelling hides its syllables, so its rules are followed by a list of the common words on which they disagree
with the Carnegie Mellon Pronouncing Dictionary (`tools/syllable_exceptions.py` makes it; the notices stand beside it
in `data/NOTICES.txt`). Spanish spelling shows them, so its rule needs no list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.resources import files

_PARTS = re.compile(r"[-‐‑/]")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}|[A-Z]{2,5}")


def counter(language: str) -> Callable[[str], int] | None:
    """The function that counts a word's syllables in this language (BCP 47), or None where no rule is known."""
    return _COUNTERS.get(language.split("-")[0].casefold())


def english(word: str) -> int:
    """Syllables of an English word; a figure, an address and an abbreviation count as one."""
    return sum(_english_part(part) for part in _PARTS.split(word) if part) or 1


def english_by_rule(word: str) -> int:
    """Syllables of one lower-case English word by the rules alone, without the list of exceptions."""
    said = _SILENT_END.sub("", word) if len(_VOWELS.findall(word)) > 1 else word
    said = _SILENT_INSIDE.sub("", said)
    more = sum(len(rule.findall(word)) for rule in _APART)
    return max(len(_VOWELS.findall(said)) + more - word.endswith("ically"), 1)


def spanish(word: str) -> int:
    """Syllables of a Spanish word: strong vowels and stressed weak ones each make one; other weak ones lean on them."""
    return sum(_spanish_part(part) for part in _PARTS.split(word) if part) or 1


_COUNTERS: dict[str, Callable[[str], int]] = {"en": english, "es": spanish}

_VOWELS = re.compile(r"[aeiouy]+")

# A last e, es or ed that is written and not said: take, takes, called; said in table, boxes, wanted.
_SILENT_END = re.compile(
    r"(?<=[gq])ue[sd]?$"
    r"|(?<=[^aeiouy])(?<![bcdfgkptsz]l)e$"
    r"|(?<=[^aeiouytd])(?<![bcdfgkptsz]l)ed$"
    r"|(?<=[^aeiouyscxzg])(?<![bcdfgkptsz]l)(?<!sh)(?<!ch)es$"
)

# The same e before an ending or inside a compound: careful, basement, homework.
_SILENT_INSIDE = re.compile(
    r"(?<=[aeiouy][^aeiouy])e(?=(?:ful|less|ly|ment|ness|some|wise|like|where|work|time|man|men|land|keep|pin|line|ty|back"
    r"|house|board|side|ways?|hood|ship|guard|rate)(?:s|ed|er|ers|ing|ly|ness|al)?$)"
    r"|(?<=[aeiouy]th)e(?=(?:less|ly|ment)$)"
    r"|(?<=[aeiouy][nrs][cgs])e(?=(?:ful|less|ly|ment|ness)s?$)"
    r"|(?:(?<=^lif)|(?<=^mak)|(?<=^hom)|(?<=^tak)|(?<=^gat)|(?<=^tim)|(?<=^sid)|(?<=^wid)|(?<=^fac)|(?<=^not)|(?<=^nam))e(?=[^lrnsd])"
    r"|(?<=^som)e|(?<=^mor)e|(?<=^whol)e|(?<=^plac)e|(?<=^spac)e|(?<=^for)e(?=[^isnv])|(?<=^bas)e(?=[blm])|(?<=^cas)e(?=[blw])"
    r"|(?<=^ther)e|(?<=^wher)e(?!v)|(?<=^her)e(?=[abu])|(?<=^lin)e(?=[mu])|(?<=^ic)e(?=b)|(?<=^us)e(?=[fl])"
)

# Neighbouring vowels said apart, or a syllable without a vowel letter: di-al, nu-cle-us, a-ne-mi-a, pris-m.
_APART = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![ctsgxl])i[ao](?!u|n$|ns$)|(?<=[^ctsgxl])ian|(?<![ctsgxnl])ions?$|[bcgvn]ilia|lia[tbr](?<!lliar)|[eao]lia[ls]",
        r"^[lb]ion|[lv]io[ltn](?<!lion)|^[st]?riang|[ctg]iat|xiat|[st]iast|polio|folio",
        r"(?<![ctsgx])iou|(?<=[^gc])eou",
        r"[ts][hm]ms?$|sms?$",
        r"(?<![gqs])u[aio](?![yr])(?<!bui)(?<!gui)(?<!rui)(?<!jui)(?<!cui)(?!us)|[cos]nsu[ao]|[st]ui[tc]i|uous",
        r"ie(?=t|r$|rs$|st$|nc|nt)(?<!friend)(?<![ct]ie)(?<!shie)(?<!prie)|^scie|ieth",
        r"e[ou](?=s$|m$|ms$)|eo(?=[lgnpcdr])(?<!peo)(?<!geo[nr])|northea|southea",
        r"(?<=^re)[aeiou](?!a?[dlmprcsvkgi])|(?<=^pre)[aeiou](?!a)|(?<=^co)[ae](?![atcskdxulpn])|cooper|coord|react|realit|realis",
        r"[aeouy]ing|[aeouy]is[tm]|[ao]ye(?=r|st)|[ao]ya[lng]",
        r"(?<=[^aeiou])y[aou]",
        r"(?<=[ds])nt$",
        r"iu|uou(?!s)|eia|oa$|oala|rrhea|reat(?:e[ds]|ing|ion|ive|or)|thea|poe[mt]|[lr]nea|cereal|linear|oi[sc]t?ic",
    )
)


def _english_part(part: str) -> int:
    word = part.strip(".'’")
    if _INITIALS.fullmatch(word) or not _LETTERS.fullmatch(word):
        return 1
    word = word.casefold().replace("’", "'").removesuffix("'s").replace("'", "")
    listed = _english_exceptions().get(word)
    return english_by_rule(_bare(word)) if listed is None else listed


def _bare(word: str) -> str:
    """The letters without their accents (naïve keeps its two sounds only through the list)."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if letter.isascii())


@cache
def _english_exceptions() -> dict[str, int]:
    """Words whose count the rules get wrong: each line of the file is a count and its words."""
    text = (files("handout.text") / "data" / "syllables-en.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {word: int(count) for count, *words in lines for word in words}


# A vowel group of Spanish is as many syllables as it has strong vowels (a, e, o) and stressed weak ones (í, ú).
_SPANISH_VOWELS = re.compile(r"[aeiouáéíóúü]+")
_SPANISH_STRONG = re.compile(r"[aeoáéóíú]")


def _spanish_part(part: str) -> int:
    word = part.strip(".'’")
    if _INITIALS.fullmatch(word) or not _LETTERS.fullmatch(word):
        return 1
    # The u of que, qui, gue, gui is not said; h between vowels does not join them; a last y is a vowel.
    word = re.sub(r"(?<=[qg])u(?=[eiéí])", "", word.casefold())
    word = re.sub(r"y$", "i", word)
    word = re.sub(r"(?<=[aeiouáéíóú])h(?=[iu](?![aeiouáéíóú]))", "", word)
    groups = _SPANISH_VOWELS.findall(word)
    return max(sum(max(len(_SPANISH_STRONG.findall(group)), 1) for group in groups), 1)
