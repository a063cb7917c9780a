"""The review line and the other words of every page: never more than is true."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import assert_never

from handout.content.handout import Source
from handout.edition import Running
from handout.locales import Locale
from handout.problems import InternalError
from handout.review.standing import SignOff, Standing, State
from handout.review.state import signing_day


def running(
    *, title: str, clinic: str, version: str | None, disclaimer: str, source: Source | None, standing: Standing,
    locale: Locale,
) -> Running:  # fmt: skip
    """What every page carries outside the text."""
    is_unsigned = standing.state in (State.DRAFT, State.CHANGED)
    return Running(
        title=title,
        clinic=clinic,
        review_line=review_line(standing, source, locale),
        version="" if version is None else locale.say("version", version=version),
        page_of=locale.template("page_of"),
        disclaimer=disclaimer,
        mark=locale.say("mark_draft") if is_unsigned else None,
        flag=locale.say("flag_overdue") if standing.state is State.OVERDUE else None,
    )


def review_line(standing: Standing, source: Source | None, locale: Locale) -> str:
    """The line of the format's table for this state."""
    match standing.state:
        case State.DRAFT:
            line = locale.say("review_draft")
            reviewer = None if source is None else source.reviewed_by
            if reviewer is None:
                return line
            name = credited(reviewer.name, reviewer.credentials)
            return f"{line} · {locale.say('review_source', name=name)}"
        case State.CHANGED:
            return locale.say("review_changed")
        case State.SIGNED:
            reviews = locale.template("clause_separator").join(_reviews(standing.sign_offs, locale))
            return locale.say("review_signed", reviews=reviews, due=locale.month(due_day(standing)))
        case State.OVERDUE:
            return locale.say("review_overdue", due=locale.date(due_day(standing)))
        case _:
            assert_never(standing.state)


def credited(*parts: object) -> str:
    """A name with what follows it: "Ana Ruiz, M.D.", what is absent left out."""
    return ", ".join(str(part) for part in parts if part is not None and str(part))


def due_day(standing: Standing) -> date:
    if standing.due is None:
        raise InternalError(f"a handout that is {standing.state} has no due date")
    return standing.due


def _reviews(sign_offs: Sequence[SignOff], locale: Locale) -> list[str]:
    """Who reviewed on which day, one entry a day; nobody is given another's day."""
    reviews = []
    for day, signed in groupby(sorted(sign_offs, key=signing_day), key=signing_day):
        names = list(dict.fromkeys(credited(sign_off.name, sign_off.credentials) for sign_off in signed))
        reviews.append(locale.say("review_signed_by", reviewers=locale.join(names), date=locale.date(day)))
    return reviews
