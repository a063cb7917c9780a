"""All handouts of a project with where each stands, as `handout status` shows them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.content.project import Entry, Project
from handout.problems import HandoutError, Problems, visible
from handout.record import Record
from handout.review.overview import Survey
from handout.review.status import ReviewStatus, State, due_day, missing_roles, signing_day, to_ask_again
from handout.text.phrase import one_line

WITHDRAWN, ERROR = "withdrawn", "error"
STATES = (*(state.value for state in State), WITHDRAWN, ERROR)
"""All that may stand in a row's `state`."""
Judge = Callable[[Entry, Handout, Clinic, Problems], tuple[Survey, str | None]]
"""Where a handout stands, and for a translation whether it is in step with its source: `yes`, or what it is instead."""


class StatusRow(Record):
    """One handout in one language. Content with errors has no status.

    `again` are those who should look at it again since it has changed; `comments` counts the open ones.
    """

    file: str
    slug: str
    language: str
    title: str
    version: str | None
    status: ReviewStatus | None
    missing: tuple[str, ...]
    days_left: int | None
    in_step: str | None
    again: tuple[str, ...] = ()
    is_withdrawn: bool = False
    comments: int = 0
    changes: tuple[date, ...] = ()
    """The days from which a row may say something else, though nothing is typed."""

    @property
    def state(self) -> str:
        if self.is_withdrawn:
            return WITHDRAWN
        return ERROR if self.status is None else self.status.state.value

    @property
    def is_signed(self) -> bool:
        return self.state == State.SIGNED


def row_of(
    project: Project, entry: Entry, clinic: Clinic | None, today: date, judge: Judge, problems: Problems
) -> StatusRow:
    """A handout with where it stands; `problems` says what is wrong with one that cannot be read."""
    own = Problems()
    handout = project.load_handout(entry.path, clinic, own)
    judged, in_step = None, None
    if handout is not None and clinic is not None and not own.has_errors:
        try:
            judged, in_step = judge(entry, handout, clinic, own)
        except HandoutError as fault:
            own.extend(fault.problems)
        judged = None if own.has_errors else judged
    problems.extend(own)
    due = None if judged is None else judged.status.due
    return StatusRow(
        file=project.name(entry.path),
        slug=entry.slug,
        language=str(handout.language or "") if handout else entry.language or "",
        title=one_line(handout.title) if handout else "",
        version=str(handout.version) if handout and handout.version else None,
        status=judged.status if judged else None,
        missing=missing_roles(clinic, judged.sign_offs, judged.status.digest) if judged and clinic else (),
        days_left=None if due is None else (due - today).days,
        in_step=in_step,
        again=to_ask_again(judged.sign_offs) if judged and judged.status.state is State.CHANGED else (),
        is_withdrawn=judged is not None and judged.withdrawn is not None,
        comments=judged.comments if judged else 0,
        changes=tuple(_changes(handout, judged, clinic)),
    )


def shown(found: Iterable[StatusRow]) -> list[dict[str, Any]]:
    """The rows as they are shown and chosen: in values that JSON can hold."""
    return [
        {"members": _members(row), "cells": _cells(row), "is_signed": row.is_signed, "days_left": row.days_left}
        for row in found
    ]  # fmt: skip


def next_change(found: Iterable[StatusRow], today: date) -> date:
    """The first day after today on which a row may say something else, though nothing is typed."""
    return min((day for row in found for day in row.changes if day > today), default=date.max)


def on_another_day(found: Iterable[dict[str, Any]], today: date) -> list[dict[str, Any]]:
    """The same rows with the days that are left from this day on."""
    return [row if row["days_left"] is None else _counted(row, today) for row in found]


def _counted(row: dict[str, Any], today: date) -> dict[str, Any]:
    left = (date.fromisoformat(row["members"]["due"]) - today).days
    cells = tuple(
        str(left) if name == "DAYS LEFT" else cell for name, cell in zip(_HEADINGS, row["cells"], strict=True)
    )
    return {**row, "members": {**row["members"], "days_left": left}, "cells": cells, "days_left": left}


def as_json(found: Sequence[Mapping[str, Any]]) -> str:
    """The rows for other programs."""
    return json.dumps([row["members"] for row in found], indent=2, ensure_ascii=False)


def as_text(found: Sequence[Mapping[str, Any]], more: Sequence[tuple[str, ...]] = ()) -> str:
    """The rows for people, in columns; `more` are rows whose last cells may be missing."""
    others = ((*map(visible, row), *["-"] * (len(_HEADINGS) - len(row))) for row in more)
    lines = [_HEADINGS, *(row["cells"] for row in found), *others]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADINGS))]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def _changes(handout: Handout | None, judged: Survey | None, clinic: Clinic | None) -> Iterator[date]:
    """The days on which it is withdrawn, and on which sign-offs begin to count and no longer do."""
    if handout is not None and handout.withdrawn is not None:
        yield handout.withdrawn.on.date
    if judged is None or clinic is None:
        return
    for one in judged.sign_offs:
        yield signing_day(one)
        yield due_day(one, clinic) + timedelta(days=1)


_HEADINGS = ("HANDOUT", "LANGUAGE", "STATE", "REVIEWERS", "SIGNED", "DUE", "DAYS LEFT", "IN STEP", "COMMENTS")


def _cells(row: StatusRow) -> tuple[str, ...]:
    sign_offs = row.status.sign_offs if row.status else ()
    reviewers = "; ".join(f"{who.name}, {who.credentials} ({who.role})" for who in sign_offs)
    waiting = f"waits for {', '.join(row.missing)}" if row.missing and row.state != State.CHANGED else ""
    cells = (
        row.slug,
        row.language,
        row.state,
        reviewers or waiting,
        max((who.time[:10] for who in sign_offs), default=""),
        row.status.due.isoformat() if row.status and row.status.due else "",
        "" if row.days_left is None else str(row.days_left),
        row.in_step or "",
        str(row.comments or ""),
    )
    return tuple(visible(cell) or "-" for cell in cells)


def _members(row: StatusRow) -> dict[str, object]:
    status = row.status
    return {
        "file": row.file,
        "slug": row.slug,
        "language": row.language,
        "title": row.title,
        "version": row.version,
        "state": row.state,
        "digest": status.digest if status else None,
        "due": status.due.isoformat() if status and status.due else None,
        "days_left": row.days_left,
        "missing_roles": list(row.missing),
        "look_again": list(row.again),
        "in_step": None if row.in_step is None else row.in_step == "yes",
        "translation": row.in_step,
        "comments": row.comments,
        "sign_offs": [
            {
                "name": who.name, "credentials": who.credentials, "affiliation": who.affiliation, "role": who.role,
                "attests": who.attests, "time": who.time, "due": who.due.isoformat(), "version": who.version,
                "read": who.read,
            }
            for who in (status.sign_offs if status else ())
        ],
    }  # fmt: skip
