"""Why a handout may not be released."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.problems import Problem, Severity
from handout.review.judging import due_day, missing_roles, role_of, to_ask_again
from handout.review.status import ReviewStatus, SignOff, State
from handout.source import Span


def release_problems(status: ReviewStatus, clinic: Clinic, sign_offs: Sequence[SignOff], span: Span) -> list[Problem]:
    """Nothing for a handout that is signed; else one problem at its place that names the reason and what to do."""
    missing = missing_roles(clinic, sign_offs, status.digest)
    due = [role_of(one) for one in status.sign_offs if due_day(one, clinic) == status.due]
    sign = f"handout sign {span.file} --name … --credentials … --role {(*missing, *due, 'clinical')[0]} --due …"
    match status.state:
        case State.SIGNED:
            return []
        case State.OVERDUE:
            code, message, hint = "E85", f"not released: its review was due on {status.due}", sign
        case State.CHANGED:
            code, message = "E84", "not released: it has changed since it was reviewed"
            hint = f"see what changed with: handout diff {span.file}"
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
    hint = "to give it out again, take 'withdrawn' out; to be rid of its files: handout build --prune"
    return Problem(found.span, Severity.ERROR, "E17", message, hint)
