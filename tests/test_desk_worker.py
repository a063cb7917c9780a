"""A text of the desk that takes too long is given up once, and nobody else loses anything by it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handout.desk.engine import Ask, AtWork, Preview
from handout.desk.pictures import PictureRequest
from handout.desk.worker import STARTING, Outbox, Worker
from support.faulty import TODAY

SECONDS = 5.0


class Clock:
    """A loop of events whose time is told to it."""

    def __init__(self) -> None:
        self.now = 0.0
        self._due: list[tuple[float, Callable[[], None], Any]] = []

    def call_later(self, seconds: float, call: Callable[[], None]) -> Any:
        timer = Timer()
        self._due.append((self.now + seconds, call, timer))
        return timer

    def pass_by(self, seconds: float) -> None:
        self.now += seconds
        due, self._due = self._due, [one for one in self._due if one[0] > self.now]
        for at, call, timer in due:
            if at <= self.now and not timer.is_cancelled:
                call()


class Timer:
    is_cancelled = False

    def cancel(self) -> None:
        self.is_cancelled = True


class Tried(Worker):
    """A worker whose engine is the test: `sent` is what this one was asked, `begun` how many there were."""

    def __init__(self) -> None:
        super().__init__(Path(), date.fromisoformat(TODAY), SECONDS)
        self.clock: Any = Clock()
        self.begun = 0
        self.heard: list[tuple[str, int | None]] = []

    def start(self) -> None:
        self.begun += 1
        self._loop, self._connection = self.clock, self.line
        self._outbox, self._begun, self._has_worked = Outbox(), None, False

    @property
    def line(self) -> Any:
        class Line:
            def close(self) -> None: ...

        return Line()

    @property
    def sent(self) -> list[tuple[str, int]]:
        return [(ask.client, ask.number) for ask in self._outbox._asks.values()]

    def type(self, client: str, number: int) -> None:
        order = PictureRequest(width=612, seen=(), known=frozenset())
        ask = Ask(client=client, number=number, path=Path(), text="", style="", order=order)
        self.ask(ask, lambda answer: self.heard.append((client, None if answer is None else answer.number)))

    def answer(self, client: str, *states: int | str) -> None:
        """By the number of a text: it is begun with; then `made`, and `done`."""
        number = int(states[0])
        for state in states:
            if state == "made":
                self._hear(self._connection, Preview(client=client, number=number, problems=()))
            else:
                self._hear(self._connection, AtWork(client=client, number=number, is_done=state == "done"))


def test_a_text_that_takes_too_long_is_told_once_and_not_asked_for_again() -> None:
    worker = Tried()
    worker.type("ana", 1)
    worker.type("ben", 1)
    worker.clock.pass_by(STARTING - 1)
    assert worker.heard == [], "the engine is beginning"
    worker.answer("ana", 1)
    worker.clock.pass_by(SECONDS)
    assert (worker.heard, worker.begun, worker.sent) == ([("ana", None)], 2, [("ben", 1)])
    worker.answer("ben", 1, "made", "done")
    worker.clock.pass_by(10 * SECONDS)
    assert (worker.heard[1:], worker.begun) == ([("ben", 1)], 2)
    worker.type("ana", 2)
    assert worker.sent == [("ben", 1), ("ana", 2)]


def test_whoever_types_on_is_asked_anew_and_an_older_answer_stops_no_clock() -> None:
    worker = Tried()
    worker.type("ana", 1)
    worker.answer("ana", 1)
    worker.type("ana", 2)
    worker.clock.pass_by(SECONDS - 1)
    worker.answer("ana", 1, "made", "done")
    worker.clock.pass_by(SECONDS - 1)
    assert worker.begun == 1
    worker.answer("ana", 2)
    worker.type("ana", 3)
    worker.clock.pass_by(SECONDS)
    assert (worker.heard, worker.begun, worker.sent) == ([("ana", 1)], 2, [("ana", 3)])
    worker.answer("ana", 3, "made")
    worker.clock.pass_by(SECONDS)
    assert worker.heard[-1] == ("ana", None), "its advice takes too long"


@pytest.mark.parametrize("has_worked", [True, False])
def test_an_engine_that_dies_is_replaced_unless_it_never_worked(has_worked: bool) -> None:
    worker = Tried()
    worker.type("ana", 1)
    if has_worked:
        worker.answer("ana", 1, "made", "done")
        worker.type("ana", 2)
    worker._hear(worker._connection, None)
    assert (worker.begun, worker.heard[-1][1]) == ((2, 1) if has_worked else (1, None))
    worker.type("ana", 3)
    assert (worker.begun, worker.sent[-1]) == (2, ("ana", 3))


def test_a_page_that_is_closed_is_told_nothing() -> None:
    worker = Tried()
    worker.type("ana", 1)
    worker.answer("ana", 1)
    worker.forget("ana")
    worker.clock.pass_by(SECONDS)
    assert (worker.heard, worker.begun, worker.sent) == ([], 2, [])
