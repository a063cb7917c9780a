"""Why a handout may not be released."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import assert_never

from handout.content.blocks.block import place
from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.problems import Problem, Severity, argument
from handout.review.status import ReviewStatus, SignOff, State, due_day, missing_roles, role_of, to_ask_again
from handout.source import Located, Span
from handout.text import quantities
from handout.text.phrase import Phrase, plain


def release_problems(status: ReviewStatus, clinic: Clinic, sign_offs: Sequence[SignOff], span: Span) -> list[Problem]:
    """Nothing for a handout that is signed; else one problem at its place that names the reason and what to do."""
    missing = missing_roles(clinic, sign_offs, status.digest)
    due = [role_of(one) for one in status.sign_offs if due_day(one, clinic) == status.due]
    file, role = argument(span.file), argument((*missing, *due, "clinical")[0])
    sign = f"handout sign {file} --name … --credentials … --role {role} --due …"
    match status.state:
        case State.SIGNED:
            return []
        case State.OVERDUE:
            code, message, hint = "E85", f"not released: its review was due on {status.due}", sign
        case State.CHANGED:
            code, message = "E84", "not released: it has changed since it was reviewed"
            hint = f"see what changed with: handout diff {file}"
            again = to_ask_again(sign_offs)
            hint += f"; then ask {' and '.join(again)} to look again" if again else ""
        case State.DRAFT if missing and any(sign_off.digest == status.digest for sign_off in sign_offs):
            code, message, hint = "E86", f"not released: not yet signed for {' and '.join(missing)}", sign
        case State.DRAFT:
            code, message, hint = "E83", "not released: nobody has signed it", sign
        case _:
            assert_never(status.state)
    return [Problem(span, Severity.ERROR, code, message, hint)]


def withdrawn(handout: Handout, today: date) -> Problem | None:
    """That a handout is given out no more, once the day has come."""
    found = handout.withdrawn
    if found is None or found.on.date > today:
        return None
    message = f"withdrawn on {found.on}: {found.because}"
    hint = "to give it out again, take 'withdrawn' out; to remove its files: handout build --prune"
    return Problem(found.span, Severity.ERROR, "E17", message, hint)


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
