"""Tell the lists of signs to call for that give no number to call."""

from __future__ import annotations

from collections.abc import Iterator

from handout.content.blocks.block import place
from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.problems import Problem, Severity
from handout.source import Located, Span
from handout.text import quantities
from handout.text.phrase import Phrase, plain

_SHORT_NUMBER = 3
"""Digits of an emergency number: 911, 112, 999."""


def missing_numbers(handout: Handout, clinic: Clinic) -> Iterator[tuple[Span, str, str]]:
    """The place of each list without a number, what to tell, and how to mend it."""
    signs = handout.get_help
    if signs is None:
        return
    boxes: tuple[tuple[tuple[Phrase, ...] | None, Located | None, str, str], ...] = (
        (signs.emergency, clinic.emergency, "emergency", "911"),
        (signs.call, clinic.phone, "phone", "555-0100"),
    )
    for entries, number, key, example in boxes:
        if entries and number is None and not any(_gives_number(entry) for entry in entries):
            message = "this box says to call, and no number to call is given"
            yield (
                place(entries[0], signs.span),
                message,
                f'in content/clinic.yaml, type {key}: "{example}", with your own',
            )


def release_without_number(handout: Handout, clinic: Clinic) -> list[Problem]:
    """An error for each list without a number: such a handout is not released."""
    return [
        Problem(span, Severity.ERROR, "E89", f"not released: {message}", hint)
        for span, message, hint in missing_numbers(handout, clinic)
    ]


def _gives_number(entry: Phrase) -> bool:
    found = quantities.find(plain(entry))
    return any(
        one.kind == "phone" or (one.kind == "number" and len(one.parts[0].typed) == _SHORT_NUMBER) for one in found
    )
