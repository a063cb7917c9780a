"""Write the names of people and groups as NLM does: family name, initials without points, suffix."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handout.content.reference import Name
from handout.locales import Locale
from handout.text.direction import has_right_to_left

MOST_AUTHORS = 6
SUFFIXES = {"II": "2nd", "III": "3rd", "IV": "4th", "V": "5th", "Jr.": "Jr", "Sr.": "Sr"}
_SUFFIX_IN_FAMILY = r"(?s)(?P<family>\S.*?),? (?P<suffix>Jr\.?|Sr\.?|II|III|IV)"
_SUFFIX_IN_GIVEN = r"(?s)(?P<given>\S.*?),? (?P<suffix>Jr\.?|Sr\.?|II|III|IV|2nd|3rd|4th)"
_DEGREE_IN_GIVEN = (
    r"(?s)(?P<given>[^,]*[^,\s]),\s*(?P<suffix>(?:M\.?D|Ph\.?D|Dr\.?P\.?H|Pharm\.?D|D\.?O|R\.?N|M\.?P\.?H|[MB]\.?Sc?"
    r"|M\.?A|FRCP|FACP|MBBS|MBChB)\b.*)"
)
"""Given names with a degree behind a comma, which is no name that has an initial."""
_TWO_LETTERS = "Ch Dj Dz Gy Ia Iu Kh Ny Ph Sh Sz Th Ts Ya Ye Yu Zh"
"""Letters of other alphabets, and sounds, that initials keep where they are typed as one: Iu. A. is IuA."""
_TIES = ("-", "'", "\u2019", "\u2010", "\u2011", "\u02bc")


_DENSE = (
    ("\u2e80", "\u2fdf"), ("\u3005", "\u3007"), ("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7ff"),
    ("\uf900", "\ufaff"),
)  # fmt: skip
"""Han, kana, Hangul: the first and the last of each row of letters that no space parts."""


_OTHERS = frozenset({"et al", "others"})
"""How people and BibTeX type that there are more names."""
_TITLES = r"(?:(?:Dr|Prof|Mr|Mrs|Ms)\.?\s+)+(?=\S)"


def authors(names: Sequence[Name], locale: Locale) -> str:
    """Up to six names, then "et al."; a semicolon stands before and after a group among them."""
    has_others = len(names) > 1 and str(names[-1].literal or names[-1].family).rstrip(".").casefold() in _OTHERS
    names = names[:-1] if has_others else names
    words = ""
    for index, name in enumerate(names[:MOST_AUTHORS]):
        if index:
            stop = "; " if name.literal or names[index - 1].literal else ", "
            words += locale.with_own_stops(stop) if has_right_to_left(words) else stop
        words += written(name)
    if has_others or len(names) > MOST_AUTHORS:
        return f"{locale.isolated(words)}, {locale.say('reference_et_al')}"
    return words


def in_a_role(names: Sequence[Name], one: str, several: str, locale: Locale) -> str:
    """Names and what they did: "Gilstrap LC, editor". `one` and `several` are keys of the locale."""
    if not names:
        return ""
    return f"{locale.isolated(authors(names, locale))}, {locale.say(one if len(names) == 1 else several)}"


def written(name: Name) -> str:
    """One name; a group's as typed."""
    if name.literal is not None:
        return str(name.literal)
    family, suffix = str(name.family), str(name.suffix or "")
    found = re.fullmatch(_SUFFIX_IN_FAMILY, family)
    if found is not None and not suffix:
        family, suffix = found["family"], found["suffix"]
    given = re.sub(f"^{_TITLES}", "", str(name.given or ""))
    found = re.fullmatch(_SUFFIX_IN_GIVEN, given) or ("," in given and re.fullmatch(_DEGREE_IN_GIVEN, given)) or None
    if found is not None and not suffix:
        given, suffix = found["given"], found["suffix"]
    particles = [str(part) for part in (name.dropping_particle, name.non_dropping_particle) if part is not None]
    if name.dropping_particle is None and _has_cases(given):
        given, more = _without_particles(given)
        particles = more + particles
    before = "".join(part if part.endswith(_TIES) else f"{part} " for part in particles)
    after = f" {SUFFIXES.get(suffix, suffix)}" if suffix else ""
    if not given:
        return before + family + after
    if not _has_cases(family + given):
        tie = "" if _is_dense(family[-1:]) and _is_dense(given[:1]) else " "
        return before + family + tie + given + after
    return f"{before}{family} {_initials(given)}".rstrip() + after


def _without_particles(given: str) -> tuple[str, list[str]]:
    """Given names without small words behind them, which belong to the family name: Ludwig van, José de la."""
    words = given.split()
    end = len(words) if words and not words[0].islower() else 0
    while end > 1 and words[end - 1].islower() and words[end - 1].isalpha() and len(words[end - 1]) > 1:
        end -= 1
    return (" ".join(words[:end]), words[end:]) if end else (given, [])


def _initials(given: str) -> str:
    """The first letter of each part; letters that are initials already stay."""
    parts = [part for part in re.split(r"[\s.,\-‐‑]+", given) if part]
    typed = set(re.findall(r"\b[^\W\d_]{2}(?=\.)", given)) & set(_TWO_LETTERS.split())
    is_whole = len(parts) == 1 and parts[0].isupper() and len(parts[0]) <= 3
    return parts[0] if is_whole else "".join(part if part in typed else _first(part) for part in parts)


def _first(part: str) -> str:
    """The first letter with the marks on it, as a capital."""
    found = re.search(r"[^\W_][\u0300-\u036f]*", part)
    return "" if found is None else found[0].upper() if len(found[0].upper()) == len(found[0]) else found[0]


def _has_cases(name: str) -> bool:
    """Whether a script has capital letters; Chinese or Arabic names are not cut to initials.

    Georgian letters have capitals in Unicode, and none in a name.
    """
    return any((char.isupper() or char.islower()) and not "\u10d0" <= char <= "\u10ff" for char in name)


def _is_dense(letter: str) -> bool:
    return any(first <= letter <= last for first, last in _DENSE)
