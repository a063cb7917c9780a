"""The desk's engine: a process of its own that makes pages of whatever text was typed last, and can be killed."""

import signal
from collections.abc import Generator
from contextlib import suppress
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeAlias

from handout import look_seldom_for_garbage
from handout.desk.pictures import PagePicture, PictureRequest, digests, pictures
from handout.library import Library, Opened
from handout.limits import size_limits
from handout.lint.check import problems_of, rules_for, sorted_findings
from handout.problems import HandoutError, InternalError, Problem, Problems, Severity
from handout.record import Record, replace
from handout.source import Span
from handout.style.properties import Sheet
from handout.targets.pdf import make_pdf
from handout.targets.places import Place, Watch
from handout.watching import Seen, look

Inbox: TypeAlias = "dict[str, Ask]"
Answers: TypeAlias = "Generator[Preview | Painted | Advised | WholePdf, None, bool]"
"""What is reported of a text; at the end, whether it was all."""
REST = 0.25
"""Seconds without a key after which the rules of `handout check` are asked."""


class Ask(Record):
    """What one page of the desk wants: this text of this file in this style. `number` rises with each request.

    `is_whole`: not pictures of its pages, but the PDF.
    """

    client: str
    number: int
    path: Path
    text: str
    style: str
    order: PictureRequest
    is_whole: bool = False


class Preview(Record):
    """What became of a text: what is wrong with it, and where its words stand; no pages when it cannot be made.

    `pages` are the digests of their pictures: those that the page knows are not painted again.
    """

    client: str
    number: int
    problems: tuple[Problem, ...]
    places: tuple[Place, ...] = ()
    paper: tuple[float, float] = (0.0, 0.0)
    pages: tuple[str, ...] = ()
    digest: str = ""
    state: str = ""


class Painted(Record):
    """One page of it."""

    client: str
    number: int
    picture: PagePicture


class WholePdf(Record):
    """The PDF of it, as `handout build` makes it."""

    client: str
    number: int
    data: bytes


class Advised(Record):
    """What the rules of `handout check` say of it, besides what is wrong with it."""

    client: str
    number: int
    problems: tuple[Problem, ...]


class AtWork(Record):
    """That the engine begins with a text, or with what was left of it, or is done with it."""

    client: str
    number: int
    is_done: bool


class Engine:
    """Makes pages; keeps what the clinic and its sheets say until one of their files changes."""

    def __init__(self, root: Path, today: date) -> None:
        self._root = root
        self._today = today
        self._library = Library(root, today)
        self._seen = self._shared()

    def answers(self, ask: Ask, connection: Connection, is_alone: bool = True) -> Answers:
        """Everything about a text, what is wanted first at first; False at the end when something newer came.

        `is_alone`: nobody else waits. Then somebody who types on is let go first: what is seen comes at once, all else
        when the keys rest.
        """
        library, problems = self._renewed(), Problems()
        entry = library.project.entry(ask.path, problems)
        library.unsaved = {str(ask.path.absolute()): ask.text.encode("utf-8", "replace")}
        opened = None if entry is None else library.open(entry, problems)
        sheet = library.sheet(ask.style, problems)
        data, watch = None, Watch()
        if opened is not None and sheet is not None:
            data = _pdf(opened, sheet, problems, watch)
        if ask.is_whole and data is not None:
            yield WholePdf(client=ask.client, number=ask.number, data=data)
            return True
        pages = digests(watch.looks, ask.order.width) if data is not None else ()
        digest = opened.survey.status.digest if opened is not None else ""
        state = opened.survey.status.state.value if opened is not None else "error"
        yield Preview(
            client=ask.client, number=ask.number, problems=tuple(problems), places=tuple(watch.places),
            paper=watch.paper, pages=pages, digest=digest, state=state,
        )  # fmt: skip
        for picture in pictures(data or b"", pages, ask.order, connection.poll):
            yield Painted(client=ask.client, number=ask.number, picture=picture)
        if connection.poll(REST if is_alone else 0):
            return False
        advice = None if opened is None else _advice(library, opened, connection)
        if advice is None:
            return opened is None
        yield Advised(client=ask.client, number=ask.number, problems=advice)
        return True

    def _renewed(self) -> Library:
        """The library; a new one when what all handouts are made with has changed."""
        if (seen := self._shared()) != self._seen:
            self._library, self._seen = Library(self._root, self._today), seen
        return self._library

    def _shared(self) -> Seen:
        """The files that all handouts are made with."""
        seen = look(self._root, ("styles", "content/fonts", "content/locales"))
        clinic = self._root / "content" / "clinic.yaml"
        with suppress(OSError):
            about = clinic.stat()
            seen[str(clinic)] = (about.st_size, about.st_mtime_ns)
        return seen


def _pdf(opened: Opened, sheet: Sheet, problems: Problems, watch: Watch) -> bytes | None:
    made = make_pdf(opened.edition, sheet, problems, size_limits(opened.clinic).pages, watch=watch)
    return None if made is None or problems.has_errors else made.data


def _advice(library: Library, opened: Opened, connection: Connection) -> tuple[Problem, ...] | None:
    """What the rules say, one after the other; None when something newer came before the last."""
    problems = Problems()
    subject = library.subject(opened.handout, problems)
    found: set[Problem] = set()
    for rule in rules_for(subject):
        if connection.poll():
            return None
        found.update(problems_of(rule, subject))
    return (*problems, *sorted_findings(found))


def work(connection: Connection, root: Path, today: date) -> None:
    """The life of the process: of what waits, the newest text of each page; it ends when nobody listens any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    look_seldom_for_garbage()
    engine = Engine(root, today)
    waiting: Inbox = {}
    left: Ask | None = None
    try:
        while True:
            while not (waiting or left) or connection.poll():
                ask: Ask = connection.recv()
                waiting[ask.client] = ask
            if left is not None:
                # Another page was served first: what is left of this one comes when that is done.
                waiting.setdefault(left.client, left)
            ask = waiting.pop(next(iter(waiting)))
            left = _sent(engine, ask, connection, not waiting)
    except (EOFError, OSError):
        return


def _sent(engine: Engine, ask: Ask, connection: Connection, is_alone: bool) -> Ask | None:
    """Send all answers; what is left to be done of it when something newer came."""
    answers = _told(engine, ask, connection, is_alone)
    known = set(ask.order.known)
    connection.send(AtWork(client=ask.client, number=ask.number, is_done=False))
    while True:
        try:
            answer = next(answers)
        except StopIteration as end:
            connection.send(AtWork(client=ask.client, number=ask.number, is_done=True))
            return None if end.value else replace(ask, order=replace(ask.order, known=frozenset(known)))
        connection.send(answer)
        if isinstance(answer, Painted):
            known.add(answer.picture.digest)


def _told(engine: Engine, ask: Ask, connection: Connection, is_alone: bool) -> Answers:
    """The answers; a fault is reported like a problem, and ends no process."""
    try:
        return (yield from engine.answers(ask, connection, is_alone))
    except HandoutError as fault:
        yield Preview(client=ask.client, number=ask.number, problems=fault.problems, state="error")
    except (InternalError, MemoryError, RecursionError, ValueError, LookupError, TypeError, AttributeError) as fault:
        place = Span(ask.path.name, 1, 1)
        problem = Problem(place, Severity.ERROR, "E10", f"this text cannot be made: {fault or type(fault).__name__}")
        yield Preview(client=ask.client, number=ask.number, problems=(problem,), state="error")
    return True
