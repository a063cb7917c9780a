"""What `handout build` tells: each file as it is made, everything else at the end."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from handout.cli import BUG, CONTENT_PROBLEM
from handout.problems import Problems, Severity, visible

if TYPE_CHECKING:
    from pathlib import Path

    from handout.cache import Request
    from handout.content.project import Entry
    from handout.jobs import Built, Outcome
    from handout.manifest import Everything

_SHARED = ("content/clinic.yaml", "content/fonts/", "styles/", "handout/styles/")
"""What all handouts are made from, as messages call it."""


class Report:
    """One build as it goes on. `is_whole`: everything that was asked for has been gone through, to its end."""

    def __init__(self, request: Request, today: date, *, is_quiet: bool, prune: bool) -> None:
        self.problems = Problems()
        self.built: list[Built] = []
        self.is_whole = False
        self._request = request
        self._today = today
        self._is_quiet = is_quiet
        self._prune = prune
        self._outcomes: list[Outcome] = []
        self._told: list[str] = []
        self._progress = _Progress(0)
        self._code = 0

    @property
    def code(self) -> int:
        """The exit code."""
        return max(self._code, CONTENT_PROBLEM) if self.problems.has_errors else self._code

    def begin(self, count: int) -> None:
        """So many handouts will be gone through."""
        self._progress = _Progress(0 if self._is_quiet else count)

    def add(self, outcome: Outcome) -> None:
        """One more handout is done."""
        # Kept before it is told: a reader who goes away must not take a row out of the manifest.
        self._outcomes.append(outcome)
        self.built += outcome.built
        self.problems.extend(outcome.problems)
        self._told += outcome.unwritten
        self._told += (f"a bug in handout: {fault}" for fault in outcome.faults)
        if outcome.failed:
            self._code = BUG if outcome.faults else max(self._code, CONTENT_PROBLEM)
        self._progress.clear()
        for row in () if self._is_quiet else outcome.built:
            pages = "" if row.pages is None else f"{row.pages} page{'s' * (row.pages != 1)}, "
            same = ", unchanged" if outcome.is_unchanged else ""
            path = visible(str(self._request.out / row.path))
            click.echo(f"{path}: {pages}{row.bytes / 1000:.0f} kB, {row.state}{same}")
        self._progress.show()

    def texts(self, entries: Sequence[Entry]) -> dict[str, Entry]:
        """The handouts that were made, by the digest of their text."""
        entry_of = {entry.path: entry for entry in entries}
        return {row.digest: entry_of[outcome.source] for outcome in self._outcomes for row in outcome.built}

    def close(self) -> None:
        """Problems, what could not be written, which handouts were not made; and the manifest of those that were."""
        from handout.cli.output import tell

        self._progress.clear()
        self._write_manifest()
        tell(self.problems)
        for line in _each_cause(self._told):
            click.echo(visible(f"handout: {line}"), err=True)
        if self._code == BUG:
            hint = "run again with 'handout --debug build …' and send what it prints, with the file"
            click.echo(f"    hint: {hint}", err=True)
        failed = [outcome.source for outcome in self._outcomes if outcome.failed]
        if failed and len(self._outcomes) > 1:
            names = ", ".join(visible(str(path)) for path in failed)
            click.echo(f"handout: {len(failed)} of {len(self._outcomes)} handouts not made: {names}", err=True)
        if self._is_quiet or self._request.signed_only:
            click.echo(self._summary())

    def _write_manifest(self) -> None:
        from handout.files import REMEMBERED, CannotWrite
        from handout.manifest import write_manifest, write_whole_manifest

        request, memory, withdrawn = self._request, self._request.root / REMEMBERED, self._withdrawn()
        try:
            is_broken = self._has_shared_fault() or any(
                outcome.unwritten or outcome.faults for outcome in self._outcomes
            )
            if self.is_whole and not is_broken and not request.files and not request.styles:
                own, removed = write_whole_manifest(
                    request.out, self.built, self._everything, memory, prune=self._prune
                )
                self.problems.extend(own)
                for path in removed:
                    click.echo(visible(f"{path}: removed"))
            elif self.built or withdrawn:
                self.problems.extend(write_manifest(request.out, self.built, withdrawn, memory))
        except CannotWrite as fault:
            self._told.append(str(fault))
            self._code = max(self._code, CONTENT_PROBLEM)

    def _has_shared_fault(self) -> bool:
        """Whether clinic.yaml, a style sheet or a font has errors: then nobody knows what all was to be made."""
        return any(
            problem.severity is Severity.ERROR and problem.span.file.startswith(_SHARED) for problem in self.problems
        )

    def _withdrawn(self) -> set[Path]:
        from handout.jobs import WITHDRAWN

        return {outcome.source for outcome in self._outcomes if outcome.left_out == WITHDRAWN}

    def _everything(self) -> Everything:
        """What there is to be made, for saying why something is left over."""
        from handout.bilingual import names_beside
        from handout.build import refuse_clashes
        from handout.library import Library
        from handout.manifest import Everything
        from handout.targets import TARGETS

        library = Library(self._request.root, self._today)
        endings = tuple(f".{TARGETS[name].ending}" for name in self._request.targets)
        names = refuse_clashes(library, (), Problems())
        entries = library.project.entries(Problems())
        return Everything(
            entries=entries,
            names={
                *(name for name in names if name.endswith(endings)),
                *names_beside(library, entries, self._request.beside, (ending.removeprefix(".") for ending in endings)),
            },
            withdrawn=frozenset(self._withdrawn()),
            failed=frozenset(outcome.source for outcome in self._outcomes if outcome.failed),
        )

    def _summary(self) -> str:
        """`12 handouts: 9 signed (3 made, 6 unchanged), 2 left out (1 draft, 1 withdrawn), 1 failed`."""
        found = self._outcomes
        states = Counter(outcome.built[0].state for outcome in found if outcome.built)
        unchanged = sum(outcome.is_unchanged for outcome in found if outcome.built)
        out = Counter(outcome.left_out for outcome in found if outcome.left_out and not outcome.failed)
        failed = sum(outcome.failed for outcome in found)
        parts = [f"{count} {state}" for state, count in sorted(states.items())]
        if parts:
            parts[-1] += f" ({sum(states.values()) - unchanged} made, {unchanged} unchanged)"
        if out:
            words = ", ".join(f"{count} {word}" for word, count in sorted(out.items()))
            parts.append(f"{sum(out.values())} left out ({words})")
        parts += [f"{failed} failed"] if failed else []
        return f"{len(found)} handout{'s' * (len(found) != 1)}: {', '.join(parts) or 'nothing made'}"


def _each_cause(lines: Sequence[str]) -> Iterator[str]:
    """The first line of each cause, which stands behind the last colon, and of how many more the same is true."""
    count = Counter(line.rpartition(": ")[2] for line in lines)
    for line in lines:
        more = count.pop(line.rpartition(": ")[2], 0) - 1
        if more >= 0:
            yield f"{line} (and {more} more likewise)" if more else line


class _Progress:
    """How far a long build has come, on one line of a terminal; nothing where nobody looks."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._done = 0
        self._is_shown = count > 1 and sys.stderr is not None and sys.stderr.isatty()

    def show(self) -> None:
        """One more handout is done."""
        self._done += 1
        if self._is_shown and self._done < self._count:
            click.echo(f"\r{self._done} of {self._count}", nl=False, err=True)

    def clear(self) -> None:
        """Make room for other lines."""
        if self._is_shown and self._done:
            click.echo("\r\x1b[K", nl=False, err=True)
