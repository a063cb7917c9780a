"""The comments on one handout in one language: a file that only grows, every entry sealed to the one before.

Nothing of it is printed or signed. A comment is closed by another that names it.

A comment is called by where it stands, from 1. That is the number it was written with, until the comments of two
branches are put into one file: which one another closes is then told by what that one is sealed to, or by its seal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from handout.content.project import Entry, Project
from handout.files import Inputs
from handout.problems import HandoutError, Problem, Problems, Severity
from handout.reading.characters import FORBIDDEN
from handout.reading.models import key
from handout.record import Record, replace
from handout.review.locking import locked
from handout.review.sealed_file import AS_GIT_HAS_IT, add_entry, disturbed, entry_lines, read_sealed
from handout.source import Located, Span

HEADING = """\
# Comments, written by `handout comments`. Entries are only ever added at the end: each is sealed, and names the seal of
# the one before. Take nothing back: close a comment instead.
comments:
"""
LONGEST = 2_000
"""The characters that a comment may have."""


class CommentEntry(Record):
    """One comment as it stands in the file."""

    CALLED: ClassVar[str] = "comment"

    id: Located = key("Its number in the file it was written to.", required=True)
    by: Located = key("Who made it.", required=True)
    time: Located = key("When (ISO 8601, with its zone).", required=True)
    part: Located | None = key("The part of the handout that it is about, in words.")
    block: Located | None = key("Sixteen digits over what that part said then.")
    quote: Located | None = key("The words that it is about.")
    text: Located | None = key("What it says.")
    closes: Located | None = key("The number of the comment that it closes.")
    closed_seal: Located | None = key("The seal of that comment, where two may have its number.")
    previous: Located | None = key("The seal of the entry before; the first has none.")
    seal: Located = key("The digest of this entry's other keys.", required=True)
    span: Span


class CommentFile(Record):
    """All comments on one handout in one language, the oldest first."""

    comments: tuple[CommentEntry, ...] = key("The comments, the oldest first.", required=True, least=1)
    span: Span


class Comment(Record):
    """One comment. `block` is the digest of the block it is about, `part` the block's name, `quote` words in it."""

    by: str
    time: str
    text: str | None = None
    part: str | None = None
    block: str | None = None
    quote: str | None = None
    closes: int | None = None
    id: int = 0


def comments_path(project: Project, entry: Entry) -> Path:
    """Where the comments on a content file are kept: the same name in `content/comments/`."""
    return project.content / "comments" / f"{entry.stem}.yaml"


def read_comments(path: Path, name: str, problems: Problems, inputs: Inputs | None = None) -> tuple[Comment, ...]:
    """The comments in a file; none when there is no file, or when `problems` says what is wrong with it."""
    return tuple(_comments(_entries(path, name, problems, inputs)))


def open_ones(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """The comments that nobody has closed."""
    every = tuple(comments)
    closed = {comment.closes for comment in every}
    return tuple(comment for comment in every if comment.closes is None and comment.id not in closed)


def shown(text: str) -> str:
    """A text with what cannot be printed shown by its number, as messages do."""
    return re.sub(FORBIDDEN, lambda found: f"\\u{ord(found[0]):04x}", text)


def faults(comment: Comment) -> list[str]:
    """Why this cannot be kept, in plain words; empty when it can."""
    return [*_unfit(comment)]


def append(path: Path, name: str, comment: Comment) -> Comment:
    """Add a comment at the end, all earlier bytes as they were; HandoutError if the file was edited.

    The comment is given back with its number.
    """
    with locked(path.parent):
        problems = Problems()
        entries = _entries(path, name, problems)
        _refuse_to_close_nothing(comment, entries, name, problems)
        if problems.has_errors:
            raise HandoutError(problems)
        numbered = replace(comment, id=len(entries) + 1)
        add_entry(path, HEADING, _new_lines(numbered, entries), is_first=not entries)
        return numbered


def _new_lines(comment: Comment, entries: Sequence[CommentEntry]) -> list[str]:
    """The lines of a comment that stands below these."""
    closed = None if comment.closes is None else entries[comment.closes - 1]
    is_joined = any(str(entry.id) != str(number) for number, entry in enumerate(entries, 1))
    values = {
        "id": str(comment.id), "by": comment.by, "time": comment.time, "part": comment.part, "block": comment.block,
        "quote": comment.quote, "text": comment.text, "closes": None if closed is None else str(closed.id),
        "closed_seal": str(closed.seal) if closed is not None and is_joined else None,
        "previous": str(entries[-1].seal) if entries else None,
    }  # fmt: skip
    return entry_lines(values.items())


def _refuse_to_close_nothing(comment: Comment, entries: Sequence[CommentEntry], name: str, problems: Problems) -> None:
    waiting = [str(one.id) for one in open_ones(_comments(entries))]
    if comment.closes is not None and str(comment.closes) not in waiting:
        hint = f"open are: {', '.join(waiting)}" if waiting else None
        problems.error("E76", Span(name, 1, 1), f"there is no open comment {comment.closes}", hint)


def _unfit(comment: Comment) -> Iterator[str]:
    for what, text in (("who it is by", comment.by), ("comment", comment.text), ("quote", comment.quote)):
        if text is None:
            continue
        odd = re.search(FORBIDDEN, text)
        if not text.strip():
            yield f"the {what} is empty" if what != "who it is by" else "it does not say who it is by"
        elif odd is not None:
            yield f"the {what} holds a character that cannot be printed (U+{ord(odd[0]):04X})"
        elif len(text) > LONGEST:
            yield f"the {what} has {len(text)} characters; the most is {LONGEST}"
    if comment.text is None and comment.closes is None:
        yield "the comment is empty"


def _entries(path: Path, name: str, problems: Problems, inputs: Inputs | None = None) -> tuple[CommentEntry, ...]:
    read = read_sealed(CommentFile, path, name, problems, inputs, "file of comments")
    if read is None:
        return ()
    found = [*_edited(read.comments)]
    problems.extend(found)
    return () if found else read.comments


def _edited(entries: Sequence[CommentEntry]) -> Iterator[Problem]:
    """What shows that the file was changed by other hands than the program's."""
    hint = f"{AS_GIT_HAS_IT}; to take a comment back, close it"
    found = [*disturbed(entries, _lines)]
    for entry, how in found:
        message = f"this comment by {entry.by}, or the one before it, was changed, taken out or put in by hand"
        if how == "twice":
            message = f"this comment by {entry.by} stands here twice"
        yield Problem(entry.span, Severity.ERROR, "E77", message, "take one out" if how == "twice" else hint)
    for entry in () if found else _without_another(entries):
        message = f"a comment that stood above this one by {entry.by} was taken out"
        yield Problem(entry.span, Severity.ERROR, "E77", message, hint)


def _without_another(entries: Sequence[CommentEntry]) -> Iterator[CommentEntry]:
    """Those with fewer entries above than when they were written, or without the one that they close.

    Of two branches that were joined the last entry of one may be that to which none is sealed.
    """
    for number, (entry, comment) in enumerate(zip(entries, _comments(entries), strict=True), 1):
        if int(str(entry.id)) > number or (entry.closes is not None and comment.closes is None):
            yield entry


_KEYS = ("id", "by", "time", "part", "block", "quote", "text", "closes", "closed_seal", "previous")


def _lines(entry: CommentEntry) -> list[str]:
    """An entry's lines but for its seal; none where a number or a time is none: no program of ours wrote that."""
    try:
        datetime.fromisoformat(str(entry.time))
        int(str(entry.id))
    except ValueError:
        return []
    return entry_lines((name, _said(getattr(entry, name))) for name in _KEYS)


def _comments(entries: Sequence[CommentEntry]) -> Iterator[Comment]:
    """The comments of a file that is whole, each called by where it stands."""
    places = {str(entry.seal): number for number, entry in enumerate(entries)}
    for number, entry in enumerate(entries, 1):
        closed = None if entry.closes is None else _closed(entry, entries, places)
        yield Comment(
            id=number, by=str(entry.by), time=str(entry.time), part=_said(entry.part), block=_said(entry.block),
            quote=_said(entry.quote), text=_said(entry.text), closes=closed,
        )  # fmt: skip


def _closed(entry: CommentEntry, entries: Sequence[CommentEntry], places: Mapping[str, int]) -> int | None:
    """Where the comment stands that this one closes: of those that it is sealed to, the one of that number."""
    if entry.closed_seal is not None:
        place = places.get(str(entry.closed_seal))
        return None if place is None else place + 1
    above: CommentEntry | None = entry
    while above is not None and above.previous is not None:
        place = places[str(above.previous)]
        above = entries[place]
        if str(above.id) == str(entry.closes):
            return place + 1
    return None


def _said(value: Located | None) -> str | None:
    return None if value is None else str(value)
