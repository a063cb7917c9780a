"""A package that is answered from: held to all its checks when it is opened and whenever its manifest changes."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

from handout.answer.lookup import Reply, reply_to
from handout.answer.shelf import CodeIndex
from handout.export.checking import check_package
from handout.export.manifest import JSON, LARGEST, SUMS, ManifestRow
from handout.files import CannotRead, read
from handout.problems import Problems
from handout.review.status import State
from handout.source import Span

UNFIT = Reply(status=503, body=b"the package is being changed, or is not as it was exported\n")


class AnsweredPackage:
    """Replies from one folder. `tell` is given what is wrong with it, each time that is found out."""

    def __init__(
        self, folder: Path, day: Callable[[], date], tell: Callable[[Problems], None], *, draft: bool = False
    ) -> None:
        self._folder = folder
        self._day = day
        self._tell = tell
        self._draft = draft
        self._lock = threading.Lock()
        self._seen: tuple[object, ...] = ()
        self._shelf: CodeIndex | None = None

    def shelf(self) -> CodeIndex | None:
        """What is on the shelf now; None while something is wrong with the package."""
        state = self._state()
        if state != self._seen:
            with self._lock:
                if state != self._seen:
                    self._shelf, self._seen = self._opened(), state
        return self._shelf

    def reply(self, target: str, base: str, accept: str = "") -> Reply:
        """The reply to a request's target; a file's bytes are those that were exported, or there is no reply."""
        shelf = self.shelf()
        if shelf is None:
            return UNFIT
        found = reply_to(target, shelf, self._day(), base, accept)
        if found.file is None:
            return found
        data = self._bytes(found.file)
        return UNFIT if data is None else Reply(kind=found.kind, body=data)

    def _bytes(self, row: ManifestRow) -> bytes | None:
        try:
            data = read(self._folder / row.file, LARGEST)
        except CannotRead:
            return None
        return data if hashlib.sha256(data).hexdigest() == row.sha256 else None

    def _opened(self) -> CodeIndex | None:
        """The shelf of a package that passes every check. What has run out is reported, and left out day by day."""
        problems = Problems()
        found = check_package(self._folder, self._day(), draft=True, problems=problems, is_answered=True)
        for row in found.rows if found is not None else ():
            self._judge(row, problems)
        self._tell(problems)
        return None if found is None or problems.has_errors else CodeIndex(found, draft=self._draft)

    def _judge(self, row: ManifestRow, problems: Problems) -> None:
        place = Span((self._folder / row.file).as_posix(), 1, 1)
        if row.state != State.SIGNED and not self._draft:
            message = f"this handout is {row.state}, not signed"
            problems.error("E99", place, message, "export what is signed; to try a connection out: --draft")
        elif row.due is not None and row.due < self._day().isoformat():
            problems.warning("W94", place, f"not given out: its review was due on {row.due}", "have it reviewed")

    def _state(self) -> tuple[object, ...]:
        """What the package looks like from outside; it is opened again when that changes.

        An export renames the sums last. Whoever copies a package may bring its files in any order: while something is
        wrong with it, all of them are looked at.
        """
        try:
            paths = [self._folder / JSON, self._folder / SUMS]
            if self._shelf is None and self._seen:
                paths = sorted(self._folder.rglob("*"))
            found = [path.stat() for path in paths]
        except OSError:
            return ("not there",)
        return tuple((about.st_mtime_ns, about.st_size, about.st_ino) for about in found)
