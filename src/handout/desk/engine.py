"""The desk's engine: a process of its own that makes pages of whatever text was typed last, and can be killed."""

import signal
from collections.abc import Iterator, Mapping
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeAlias

from handout.desk.pictures import Order, Picture, pictures
from handout.problems import HandoutError, InternalError, Problem, Problems
from handout.record import Record
from handout.targets.places import Place, Watch
from handout.watching import Seen, look

Inbox: TypeAlias = "dict[str, Ask]"


class Ask(Record):
    """What one page of the desk wants: this text of this file in this style. `number` rises with each request."""

    client: str
    number: int
    path: Path
    text: str
    style: str
    order: Order


class Made(Record):
    """What became of a text: what is wrong with it, and where its words stand; no pages when it cannot be made."""

    client: str
    number: int
    problems: tuple[Problem, ...]
    places: tuple[Place, ...] = ()
    paper: tuple[float, float] = (0.0, 0.0)
    pages: int = 0
    digest: str = ""
    state: str = ""


class Painted(Record):
    """One page of it."""

    client: str
    number: int
    picture: Picture


class Advised(Record):
    """All that the rules of `handout check` say of it."""

    client: str
    number: int
    problems: tuple[Problem, ...]


class Engine:
    """Makes pages; keeps what the clinic and its sheets say until one of their files changes."""

    def __init__(self, root: Path, today: date) -> None:
        from handout.library import Library

        self._root = root
        self._today = today
        self._library = Library(root, today)
        self._seen = self._shared()

    def answers(self, ask: Ask, connection: Connection) -> Iterator[Made | Painted | Advised]:
        """Everything about a text, what is wanted first at first; it ends early when something newer waits."""
        if (seen := self._shared()) != self._seen:
            from handout.library import Library

            self._library, self._seen = Library(self._root, self._today), seen
        library, problems = self._library, Problems()
        entry = library.project.entry(ask.path, problems)
        library.unsaved = {str(ask.path.absolute()): ask.text.encode("utf-8", "replace")}
        opened = None if entry is None else library.open(entry, problems)
        sheet = library.sheet(ask.style, problems)
        data, watch = None, Watch()
        if opened is not None and sheet is not None:
            data = _pdf(opened, sheet, problems, watch)
        digest = opened.survey.standing.digest if opened is not None else ""
        state = opened.survey.standing.state.value if opened is not None else "error"
        yield Made(
            client=ask.client, number=ask.number, problems=tuple(problems), places=tuple(watch.places),
            paper=watch.paper, pages=watch.pages if data is not None else 0, digest=digest, state=state,
        )  # fmt: skip
        if data is not None:
            for picture in pictures(data, ask.order, connection.poll):
                yield Painted(client=ask.client, number=ask.number, picture=picture)
        if opened is not None and not connection.poll():
            found = Problems()
            found.extend(problems)
            found.extend(library.advice(opened.handout, found))
            yield Advised(client=ask.client, number=ask.number, problems=tuple(found))

    def _shared(self) -> Seen:
        """The files that all handouts are made with."""
        every = look(self._root)
        shared = ("/clinic.yaml", "/styles/", "/content/fonts/", "/content/locales/")
        return {path: about for path, about in every.items() if any(part in Path(path).as_posix() for part in shared)}


def _pdf(opened: Any, sheet: Any, problems: Problems, watch: Watch) -> bytes | None:
    from handout.bounds import bounds_of
    from handout.targets.pdf import make_pdf

    made = make_pdf(opened.edition, sheet, problems, bounds_of(opened.clinic).pages, watch=watch)
    return None if made is None or problems.has_errors else made.data


def work(connection: Connection, root: Path, today: date) -> None:
    """The life of the process: of what waits, the newest text of each page; it ends when nobody listens any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    engine = Engine(root, today)
    waiting: Inbox = {}
    try:
        while True:
            while not waiting or connection.poll():
                ask: Ask = connection.recv()
                waiting[ask.client] = ask
            ask = waiting.pop(next(iter(waiting)))
            for answer in _told(engine, ask, connection):
                connection.send(answer)
    except (EOFError, OSError):
        return


def _told(engine: Engine, ask: Ask, connection: Connection) -> Iterator[Made | Painted | Advised]:
    """The answers; a fault is told like a problem, and ends no process."""
    from handout.problems import Severity
    from handout.source import Span

    try:
        yield from engine.answers(ask, connection)
    except HandoutError as fault:
        yield Made(client=ask.client, number=ask.number, problems=fault.problems, state="error")
    except (InternalError, MemoryError, RecursionError, ValueError, LookupError, TypeError, AttributeError) as fault:
        place = Span(ask.path.name, 1, 1)
        told = Problem(place, Severity.ERROR, "E10", f"this text cannot be made: {fault or type(fault).__name__}")
        yield Made(client=ask.client, number=ask.number, problems=(told,), state="error")


def known_pictures(sent: Mapping[str, bytes]) -> frozenset[str]:
    """The digests of pictures that need not be sent again."""
    return frozenset(sent)
