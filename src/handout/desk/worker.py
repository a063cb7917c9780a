"""The engine's process as the page sees it: ask, be answered, and never wait for a text that takes too long."""

import asyncio
import threading
from collections.abc import Callable
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeAlias

from handout.desk.engine import Advised, Ask, AtWork, Painted, Preview, WholePdf, work

EngineAnswer: TypeAlias = Preview | Painted | Advised | WholePdf
STARTING = 60.0
"""Seconds that an engine has to begin with its first text, on a machine that is busy."""
Hear: TypeAlias = Callable[[EngineAnswer | None], None]
"""Called with each answer; with None when this text took too long, or the engine died of it."""


class Worker:
    """One engine for all pages. Answers come in the event loop that `start` was called in.

    A text has so many seconds from when the engine begins with it to its first answer, and from each answer to the
    next. One that takes longer is given up and not asked for again; all others are, of an engine that begins anew.
    """

    def __init__(self, root: Path, today: date, seconds: float) -> None:
        self._root, self._today, self._seconds = root, today, seconds
        self._hearers: dict[str, Hear] = {}
        self._newest: dict[str, Ask] = {}
        """What each page asked last."""
        self._unanswered: set[str] = set()
        """The pages that know nothing yet of what they asked last."""
        self._begun: AtWork | None = None
        """What the engine is at."""
        self._has_worked = False
        """Whether this engine has begun with anything."""
        self._timer: asyncio.TimerHandle | None = None
        self._outbox = Outbox()
        self._process: Any = None
        self._connection: Connection | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Begin the process; it imports what it needs while the first page is loading."""
        self._loop = asyncio.get_running_loop()
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, self._root, self._today), daemon=True)
        self._process.start()
        theirs.close()
        self._connection = ours
        self._outbox, self._begun, self._has_worked = Outbox(), None, False
        threading.Thread(target=self._outbox.send_all, args=(ours,), daemon=True).start()
        threading.Thread(target=self._listen, args=(ours, self._loop), daemon=True).start()

    def ask(self, ask: Ask, hear: Hear) -> None:
        """Have a text made; of the texts of one page only the newest is answered."""
        if self._loop is None or self._connection is None:
            self.start()
        self._hearers[ask.client], self._newest[ask.client] = hear, ask
        self._unanswered.add(ask.client)
        self._outbox.put(ask)
        if self._timer is None:
            self._wait(True)

    def forget(self, client: str) -> None:
        """A page was closed."""
        self._hearers.pop(client, None)
        self._newest.pop(client, None)
        self._unanswered.discard(client)

    def stop(self) -> None:
        """End the process; what it was doing is nobody's loss."""
        connection, self._connection = self._connection, None
        self._outbox.close()
        self._wait(False)
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None
        # Last: what is being sent ends with the process.
        if connection is not None:
            connection.close()

    def _listen(self, connection: Connection, loop: asyncio.AbstractEventLoop) -> None:
        """In a thread: pass on whatever comes."""
        while True:
            try:
                answer: EngineAnswer | None = connection.recv()
            except (EOFError, OSError, TypeError):  # the last, when it is closed meanwhile
                answer = None
            try:
                loop.call_soon_threadsafe(self._hear, connection, answer)
            except RuntimeError:
                return
            if answer is None:
                return

    def _hear(self, connection: Connection, answer: EngineAnswer | None) -> None:
        if connection is not self._connection:
            return
        if answer is None:
            self._give_up()
            return
        if isinstance(answer, AtWork):
            self._begun, self._has_worked = (None if answer.is_done else answer), True
            self._wait(not answer.is_done or bool(self._unanswered))
            return
        self._wait(True)
        newest = self._newest.get(answer.client)
        if newest is not None and newest.number == answer.number:
            self._unanswered.discard(answer.client)
        if (hear := self._hearers.get(answer.client)) is not None:
            hear(answer)

    def _wait(self, is_awaited: bool) -> None:
        """Give the engine its time from now on, if anything is awaited of it."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if is_awaited and self._loop is not None:
            seconds = self._seconds if self._has_worked else max(self._seconds, STARTING)
            self._timer = self._loop.call_later(seconds, self._give_up)

    def _give_up(self) -> None:
        """End what takes too long or has died, say so to whoever asked for it, and begin anew with all the rest.

        An engine that died before it began with anything would again: then all are told, and the next who asks begins.
        """
        begun, has_worked = self._begun, self._has_worked
        self.stop()
        if has_worked:
            self.start()
        for ask in [*self._newest.values()]:
            is_unanswered = ask.client in self._unanswered
            is_begun = begun is not None and (begun.client, begun.number) == (ask.client, ask.number)
            if is_begun or (is_unanswered and not has_worked):
                self._unanswered.discard(ask.client)
                self._hearers[ask.client](None)
            elif is_unanswered:
                self._outbox.put(ask)
                self._wait(True)


class Outbox:
    """What is to be sent: of each page the newest. Whoever puts it in does not wait, however large it is.

    An engine that is at work reads nothing, and what does not fit into the pipe would hold up all pages.
    """

    def __init__(self) -> None:
        self._asks: dict[str, Ask] = {}
        self._changed = threading.Condition()
        self._is_closed = False

    def put(self, ask: Ask) -> None:
        with self._changed:
            self._asks[ask.client] = ask
            self._changed.notify()

    def close(self) -> None:
        with self._changed:
            self._is_closed = True
            self._changed.notify()

    def send_all(self, connection: Connection) -> None:
        """In a thread: send whatever is put in until it is closed, or nobody is there any more to read it."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._asks or self._is_closed)
                if self._is_closed:
                    return
                ask = self._asks.pop(next(iter(self._asks)))
            try:
                connection.send(ask)
            except (OSError, ValueError, TypeError):  # the last, when it is closed meanwhile
                return
