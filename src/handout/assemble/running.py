"""The review line and the other words of every page: never more than is true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import assert_never

from handout.content.handout import Source
from handout.edition import Running
from handout.locales import Locale
from handout.problems import InternalError
from handout.review.status import ReviewStatus, SignOff, State, signing_day

MODEL_NAME = "nnnnnnnnnnn nnnnnnnnnnnnn, nnnn, nnnnnnn"
"""As many letters as a reviewer's name and credentials have room for in the footer."""


def running(
    *, title: str, clinic: str, clinic_language: str | None, version: str | None, disclaimer: str,
    source: Source | None, status: ReviewStatus, locale: Locale, roles: int,
) -> Running:  # fmt: skip
    """What every page carries outside the text; `roles` is how many must sign."""
    is_unsigned = status.state in (State.DRAFT, State.CHANGED)
    return Running(
        title=title,
        clinic=clinic,
        clinic_language=clinic_language,
        review_line=review_line(status, source, locale),
        later_line=review_line(status, None, locale),
        version="" if version is None else locale.say("version", version=version),
        page_of=locale.template("page_of"),
        disclaimer=disclaimer,
        mark=locale.say("mark_draft") if is_unsigned else None,
        flag=locale.say("flag_overdue") if status.state is State.OVERDUE else None,
        other_states=tuple(_all_states(source, locale, max(roles, 1))),
        skip_to_text=locale.say("skip_to_text"),
    )


def _all_states(source: Source | None, locale: Locale, roles: int) -> Iterator[tuple[str | None, str]]:
    """What the footer says in each state: signed, by a model reviewer for each role on a day of its own."""
    draft = locale.say("mark_draft")
    yield draft, _draft_line(source, locale)
    yield draft, locale.say("review_changed")
    day = longest_day(locale)
    yield locale.say("flag_overdue"), locale.say("review_overdue", due=locale.date(day))
    signed = [locale.say("review_signed_by", reviewers=MODEL_NAME, date=locale.date(day))] * roles
    reviews = locale.template("clause_separator").join(signed)
    yield None, locale.say("review_signed", reviews=reviews, due=locale.month(day))


def longest_day(locale: Locale) -> date:
    """A day whose date takes the most letters."""
    return max((date(2028, month, 28) for month in range(1, 13)), key=lambda day: len(locale.date(day)))


def review_line(status: ReviewStatus, source: Source | None, locale: Locale) -> str:
    """The line of the format's table for this state."""
    match status.state:
        case State.DRAFT:
            return _draft_line(source, locale)
        case State.CHANGED:
            return locale.say("review_changed")
        case State.SIGNED:
            reviews = locale.template("clause_separator").join(_reviews(status.sign_offs, locale))
            return locale.say("review_signed", reviews=reviews, due=locale.month(day_due(status)))
        case State.OVERDUE:
            return locale.say("review_overdue", due=locale.date(day_due(status)))
        case _:
            assert_never(status.state)


def _draft_line(source: Source | None, locale: Locale) -> str:
    line = locale.say("review_draft")
    reviewer = None if source is None else source.reviewed_by
    if reviewer is None:
        return line
    name = credited(reviewer.name, reviewer.credentials)
    return f"{line} · {locale.say('review_source', name=name)}"


def credited(*parts: object) -> str:
    """A name with what follows it: "Ana Ruiz, M.D.", what is absent left out."""
    return ", ".join(str(part) for part in parts if part is not None and str(part))


def day_due(status: ReviewStatus) -> date:
    """The day by which a signed handout is to be reviewed again. Raises `InternalError` where none is signed."""
    if status.due is None:
        raise InternalError(f"a handout that is {status.state} has no due date")
    return status.due


def _reviews(sign_offs: Sequence[SignOff], locale: Locale) -> list[str]:
    """Who reviewed on which day, one entry a day; nobody is given another's day."""
    reviews = []
    for day, signed in groupby(sorted(sign_offs, key=signing_day), key=signing_day):
        names = list(dict.fromkeys(credited(sign_off.name, sign_off.credentials) for sign_off in signed))
        reviews.append(locale.say("review_signed_by", reviewers=locale.join(names), date=locale.date(day)))
    return reviews
