"""Abbreviations used before they are spelled out.

Why it matters: a short form is a foreign word until someone says what it stands for.
Instead of: "Your COPD may get worse."
Write: "Chronic obstructive pulmonary disease (COPD) may get worse." or "COPD (a lung disease) may get worse."
Source: PEMAT-P item 3; CDC Clear Communication Index item 7.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from handout.lint.capitals import is_in_address, shouted_places
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.lint.word_lists import words
from handout.problems import Severity
from handout.text.coded_names import is_letter_and_number
from handout.text.quantities import inside

SEVERITY = Severity.WARNING


_SHORT = re.compile(r"(?<![\w.@/-])(?!AB[-+\u2212](?!\w))[A-Z][A-Z0-9]{1,5}(?=(?:['’]?s)?(?![\w@]|-[a-z]))")
_SAID = re.compile(r"[^\W\d_]{2}[^.;:!?]{0,200}\b(?:called|known as|llamad[oa]s?)\s+$")
_OR = re.compile(r"([^.;:!?()]{3,200}),\s+(?:or|o)\s+$")
_ZIP = 6
"""A ZIP code and the space before it."""
_ASIDE = re.compile(r"(?:(?<!\s)\s++)?\([^()]*+\)")
"""How a word is said, between it and its short form: "cardiomyopathy (kar-de-o-mi-OP-ah-thee), or CM"."""


def find(subject: Subject) -> Iterator[Finding]:
    own = words(subject.primary, "abbreviations") or words("en", "abbreviations")  # Most are of English everywhere.
    known = set(own) | {word.upper() for word in subject.limits.familiar}
    known |= words(subject.primary, f"abbreviations-{subject.region}") | words(subject.primary, "latin")
    known |= {word.text for unit in subject.units if unit.kind == "term" for word in unit.words}
    if subject.clinic is not None:
        known |= set(subject.clinic.name.text.split())
    for unit in subject.prose:
        shouts = shouted_places(unit.text, subject.primary)
        for match in _SHORT.finditer(unit.text):
            short = match.group()
            if (
                short in known
                or is_in_address(unit.text, match.start())
                or is_letter_and_number(short)  # names a thing, and stands for no words
                or match.start() in shouts
                or _is_in_a_name(unit.text, match, known)
                or inside(unit.text, match.start() + 1) is not None  # a unit: MD04 speaks of IU
            ):
                continue
            known.add(short)
            if not _is_explained(unit.text, match):
                yield Finding(
                    unit.at(match.start()),
                    f"'{short}' is used before it is spelled out",
                    f"write the words, then ({short}); or {short}, then (plain words)",
                )


def _is_in_a_name(text: str, match: re.Match[str], known: Container[str]) -> bool:
    """Whether it is a state before its ZIP code, a blood group, or a known one with a number: SPF30."""
    behind, before = text[match.end() : match.end() + _ZIP], text[max(match.start() - _ZIP, 0) : match.start()]
    is_state = len(match.group()) == 2 and behind.strip().isdecimal() and len(behind.strip()) == _ZIP - 1
    is_blood = match.group() == "AB" and before.casefold().endswith(("type ", "group "))
    return is_state or is_blood or match.group().rstrip("0123456789") in known


def _is_explained(text: str, match: re.Match[str]) -> bool:
    """Whether its long form stands before it, or plain words follow it in brackets."""
    before, after = text[max(match.start() - 300, 0) : match.start()], text[match.end() : match.end() + 300]
    before = _ASIDE.sub("", before)
    if _SAID.search(before) or _follows_its_words(before, match.group()):
        return True
    long_form, bracket, inside = before.rpartition("(")
    if bracket and ")" not in inside and long_form.rstrip()[-2:].isalpha() and re.match(r"[^()]*+\)", after):
        return True
    aside = re.match(r"['’]?s?\s*+\(([^()]*+)\)", after)
    return aside is not None and re.search(r"[^\W\d_]{3}", aside[1]) is not None


def _follows_its_words(before: str, short: str) -> bool:
    """Whether "or" joins it to words that begin with its letters: "premenstrual syndrome, or PMS"."""
    joined = _OR.search(before)
    if joined is None:
        return False
    firsts = [word[0].upper() for word in re.findall(r"[^\W_]+", joined.group(1))]
    return short[0] in firsts[-2 * len(short) :] and short[-1] in "".join(joined.group(1).upper().split())
