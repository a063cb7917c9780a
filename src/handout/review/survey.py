"""Where one handout in one language stands today, with all that led to it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.problems import Problems
from handout.review.canonical import ReadPicture, canonical
from handout.review.digest import digest_of
from handout.review.record import read_record, record_path
from handout.review.standing import SignOff, Standing
from handout.review.state import standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The standing, every sign-off there ever was, the canonical text of today, and where the sign-offs are kept."""

    standing: Standing
    sign_offs: tuple[SignOff, ...]
    text: str
    record: Path
    record_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A project's folder and the content file in it, as it is called: `content/<slug>[.<lang>].yaml`."""

    project: Path
    content_file: str


def survey(
    handout: Handout, clinic: Clinic, place: Place, read_picture: ReadPicture, today: date, problems: Problems
) -> Survey:
    """Judge a handout that was read without errors. Sign-offs that were edited (E80) count for nothing."""
    record = record_path(place.project, place.content_file)
    name = f"content/reviews/{record.name}"
    sign_offs = read_record(record, name, problems)
    text = canonical(handout, clinic, read_picture)
    return Survey(
        standing=standing(clinic, sign_offs, digest_of(text), today),
        sign_offs=sign_offs,
        text=text,
        record=record,
        record_name=name,
    )
