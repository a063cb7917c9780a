"""Shorthand of prescriptions, which readers do not know and professionals misread.

Why it matters: µg is read as mg, cc as U; bid, prn and the like are no words at all to most readers.
Instead of: "Take 1 tablet BID." "Swallow 3 cc."
Write: "Take 1 tablet twice a day." "Swallow 3 mL."
Source: ISMP, List of Error-Prone Abbreviations, Symbols, and Dose Designations (2021), for English; what is written in
its place in French, German, Italian, Portuguese and Spanish (1-0-1, 1 cp x3/j, 3 x tgl.) is told in these. Pairs of
capitals that mean other things, too, are reported only beside a dose, or, of eyes and ears, where the handout speaks
of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from handout.lint.capitals import is_in_a_place
from handout.lint.doses import as_typed, doses, is_beside_dose
from handout.lint.finding import Finding
from handout.lint.subject import Subject, TextUnit
from handout.lint.word_lists import lines
from handout.problems import Severity

SEVERITY = Severity.WARNING
_ORGANS = {
    "eye": re.compile(
        r"\b(?:eyes?|drops?|ojos?|gotas?|œil|yeux|gouttes?|Augen?|Tropfen|occhio?|gocc(?:ia|e)|olhos?)\b", re.IGNORECASE
    ),
    "ear": re.compile(r"\b(?:ears?|drops?|oídos?|gotas?)\b", re.IGNORECASE),
}
_TAKE = re.compile(
    r"\b(?:take|give|swallow|apply|use|inject|inhale|tome|dé|trague|use|aplique|inyecte)\b[^.;:!?]{1,60}$",
    re.IGNORECASE,
)
_WHERE = frozenset({"dose", "eye", "ear", "take"})
_LONGEST_PLAIN = 40
_SAME_PLAIN = {
    "twice a day": ("twice a day", "twice daily", "two times a day", "2 times a day"),
    "three times a day": ("three times a day", "three times daily", "3 times a day"),
    "four times a day": ("four times a day", "four times daily", "4 times a day"),
    "only if you need it": ("if you need it", "as needed", "when needed", "if needed"),
}
"""Plain words as they are also said."""
_MICRO = re.compile("[µμu]g")


def find(subject: Subject) -> Iterator[Finding]:
    for unit, dose in doses(subject):
        typed = unit.text[dose.start : dose.end]
        if dose.unit == "μg" and (micro := _MICRO.search(typed)) is not None:
            plain = f"{typed[: micro.start()]}mcg{typed[micro.end() :]}"
            yield Finding(unit.at(dose.start), f"'{typed}' may be read as mg", f"write: {plain}")
        if typed.endswith(("cc", "CC")):
            yield Finding(unit.at(dose.start), f"'{typed}' may be read as units", f"write: {typed[:-2]}mL")
    for unit in subject.units:
        seen: set[int] = set()
        for where, pattern, plain in _shorthand(subject.primary):
            for found in pattern.finditer(unit.text):
                if found.start() in seen:
                    continue
                if _is_said_before(unit.text, found, plain):
                    seen.add(found.start())
                elif _is_meant(where, unit, found, subject.primary):
                    seen.add(found.start())
                    message = f"'{as_typed(found)}' is shorthand that readers do not know"
                    yield Finding(unit.at(found.start()), message, f"write: {plain}")


def _is_meant(where: str, unit: TextUnit, found: re.Match[str], language: str) -> bool:
    if is_in_a_place(unit.text, *found.span()):
        return False
    if not where:
        return True
    beside = is_beside_dose(unit.text, *found.span(), language)
    if where == "take":
        return beside or _TAKE.search(unit.text, 0, found.start()) is not None
    return beside and (where == "dose" or _ORGANS[where].search(unit.text) is not None)


def _is_said_before(text: str, found: re.Match[str], plain: str) -> bool:
    """Whether it stands in brackets behind its plain words: in the right eye (OD)."""
    before = text[max(found.start() - _LONGEST_PLAIN, 0) : found.start()].casefold()
    return before.endswith("(") and before[:-1].rstrip().endswith(_SAME_PLAIN.get(plain, (plain,)))


@cache
def _shorthand(language: str) -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Where each is reported, how it is typed, and its plain words.

    Everywhere, beside a dose, beside one of eyes or ears, or also behind a word for taking something.
    """
    found = []
    for line in lines(language, "shorthand"):
        typed, _, plain = line.partition(" = ")
        where, blank, pattern = typed.partition(" ")
        if where not in _WHERE or not blank:
            where, pattern = "", typed
        flags = 0 if where else re.IGNORECASE
        found.append((where, re.compile(rf"(?<![\w.])(?:{pattern})", flags), plain))
    return tuple(found)
