"""The engine's process as the page sees it: ask, be answered, and never wait for a text that takes too long."""

import asyncio
import threading
from collections.abc import Callable
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeAlias

from handout.desk.engine import Advised, Ask, Painted, Preview, WholePdf, work

EngineAnswer: TypeAlias = Preview | Painted | Advised | WholePdf
Hear: TypeAlias = Callable[[EngineAnswer | None], None]
"""Called with each answer; with None when the engine died or was given up, and has begun anew."""


class Worker:
    """One engine for all pages. Answers come in the event loop that `start` was called in."""

    def __init__(self, root: Path, today: date, seconds: float) -> None:
        self._root, self._today, self._seconds = root, today, seconds
        self._hearers: dict[str, Hear] = {}
        self._since: dict[str, asyncio.TimerHandle] = {}
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
        threading.Thread(target=self._listen, args=(ours, self._loop), daemon=True).start()

    def ask(self, ask: Ask, hear: Hear) -> None:
        """Have a text made; of the texts of one page only the newest is answered."""
        if self._loop is None or self._connection is None:
            self.start()
        self._hearers[ask.client] = hear
        if ask.client not in self._since and self._loop is not None:
            self._since[ask.client] = self._loop.call_later(self._seconds, self._give_up)
        try:
            if self._connection is not None:
                self._connection.send(ask)
        except (OSError, ValueError):
            self._give_up()

    def forget(self, client: str) -> None:
        """A page was closed."""
        self._hearers.pop(client, None)
        if (timer := self._since.pop(client, None)) is not None:
            timer.cancel()

    def stop(self) -> None:
        """End the process; what it was doing is nobody's loss."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None

    def _listen(self, connection: Connection, loop: asyncio.AbstractEventLoop) -> None:
        """In a thread: pass on whatever comes."""
        while True:
            try:
                answer: EngineAnswer | None = connection.recv()
            except (EOFError, OSError):
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
        if (timer := self._since.pop(answer.client, None)) is not None:
            timer.cancel()
        if (hear := self._hearers.get(answer.client)) is not None:
            hear(answer)

    def _give_up(self) -> None:
        """End what takes too long or is broken, begin anew, and say so to every page that waits."""
        waiting = [self._hearers[client] for client in self._since if client in self._hearers]
        for timer in self._since.values():
            timer.cancel()
        self._since.clear()
        self.stop()
        self.start()
        for hear in waiting:
            hear(None)
