"""Where one handout in one language stands today, with all that led to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.content.project import Entry, Project
from handout.problems import Problem, Problems, Severity, argument
from handout.record import Record
from handout.review.canonical import CanonicalLine, canonical, digest_of, text_of
from handout.review.comments import comments_path, open_ones, read_comments
from handout.review.pictures import picture_reader
from handout.review.release import release_problems, release_without_number, withdrawn
from handout.review.sign_off_file import read_record
from handout.review.status import ReviewStatus, SignOff, signing_day, status_of
from handout.source import Span


class Survey(Record):
    """The status, every sign-off there ever was, the canonical text of today; and why it may not be released.

    `withdrawn` says that it is given out no more. `comments` counts those that are open.
    """

    status: ReviewStatus
    sign_offs: tuple[SignOff, ...]
    lines: tuple[CanonicalLine, ...]
    obstacles: tuple[Problem, ...]
    withdrawn: Problem | None = None
    comments: int = 0


def survey(
    project: Project, entry: Entry, handout: Handout, clinic: Clinic, today: date, problems: Problems,
    pending: SignOff | None = None,
) -> Survey:  # fmt: skip
    """Judge a handout that was read without errors. Sign-offs that were edited (E80, reported) count for nothing.

    `pending` is a sign-off that is about to be added.
    """
    path = record_path(project, entry)
    sign_offs = read_record(path, project.name(path), problems, project.inputs)
    for sign_off in sign_offs:
        if signing_day(sign_off) > today:
            message = f"the sign-off by {sign_off.name} is of {signing_day(sign_off)}, a day that has not come"
            problems.warning("W80", Span(project.name(path), 1, 1), message, "until then it does not count")
    sign_offs = sign_offs if pending is None else (*sign_offs, pending)
    lines = canonical(handout, clinic, picture_reader(project, problems))
    found = status_of(clinic, sign_offs, digest_of(text_of(lines)), today)
    place = Span(project.name(entry.path), 1, 1)
    out = withdrawn(handout, today)
    remarks = comments_path(project, entry)
    comments = len(open_ones(read_comments(remarks, project.name(remarks), problems, project.inputs)))
    obstacles = (
        *((out,) if out is not None else ()),
        *release_problems(found, clinic, sign_offs, place),
        *release_without_number(handout, clinic),
        *_obstacle(comments, place.file, clinic, problems),
    )
    return Survey(status=found, sign_offs=sign_offs, lines=lines, obstacles=obstacles, withdrawn=out, comments=comments)


def record_path(project: Project, entry: Entry) -> Path:
    """Where the sign-offs of a content file are kept: the same name in `content/reviews/`."""
    return project.content / "reviews" / f"{entry.stem}.yaml"


def _obstacle(count: int, name: str, clinic: Clinic, problems: Problems) -> list[Problem]:
    """What stands against release: comments that are open, where the clinic wants none; else they are warned of."""
    if not count:
        return []
    said = "1 comment is open" if count == 1 else f"{count} comments are open"
    hint = f"read them with: handout comments {argument(name)}"
    if clinic.review is None or clinic.review.open_comments != "refuse":
        problems.warning("W85", Span(name, 1, 1), said, hint)
        return []
    return [Problem(Span(name, 1, 1), Severity.ERROR, "E78", f"not released: {said}", hint)]
