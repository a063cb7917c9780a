"""Where one handout in one language stands today, with all that led to it."""

from datetime import date
from pathlib import Path

from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.content.project import Entry, Project
from handout.problems import Problem, Problems
from handout.record import Record
from handout.review.canonical import Line, canonical, text_of
from handout.review.digest import digest_of
from handout.review.gate import release_problems
from handout.review.pictures import picture_reader
from handout.review.record import read_record
from handout.review.standing import SignOff, Standing
from handout.review.state import standing
from handout.source import Span


class Survey(Record):
    """The standing, every sign-off there ever was, the canonical text of today; and why it may not be released."""

    standing: Standing
    sign_offs: tuple[SignOff, ...]
    lines: tuple[Line, ...]
    obstacles: tuple[Problem, ...]


def survey(project: Project, entry: Entry, handout: Handout, clinic: Clinic, today: date, problems: Problems) -> Survey:
    """Judge a handout that was read without errors. Sign-offs that were edited (E80, told) count for nothing."""
    path = record_path(project, entry)
    sign_offs = read_record(path, project.name(path), problems, project.inputs)
    lines = canonical(handout, clinic, picture_reader(project, problems))
    found = standing(clinic, sign_offs, digest_of(text_of(lines)), today)
    place = Span(project.name(entry.path), 1, 1)
    obstacles = tuple(release_problems(found, clinic, sign_offs, place))
    return Survey(standing=found, sign_offs=sign_offs, lines=lines, obstacles=obstacles)


def record_path(project: Project, entry: Entry) -> Path:
    """Where the sign-offs of a content file are kept: the same name in `content/reviews/`."""
    return project.content / "reviews" / f"{entry.stem}.yaml"
