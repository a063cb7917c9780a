"""`handout build`: make the PDFs."""

import os
import sys
import time
from collections.abc import Generator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handout.cli import BUG, CONTENT_PROBLEM, WRONG_USE, options

if TYPE_CHECKING:
    from handout.cache import Kept, Request
    from handout.outcomes import Built, Outcome
    from handout.problems import Problems


@click.command("build")
@options.files
@click.option(
    "--style", "styles", multiple=True, metavar="S", help="A style sheet; again for more (default: the clinic's)."
)
@click.option("--out", type=click.Path(path_type=Path), help="Where the files go (default: out/ in the project).")
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="How many to make at a time.")
@click.option("--scheduler", metavar="URL", help="Make them on this Dask cluster, as tcp://127.0.0.1:8786.")
@click.option("--release", is_flag=True, help="Refuse whatever is not signed and in date.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first handout that cannot be made.")
@click.option("--html", is_flag=True, help="Make an HTML file of each as well.")
@options.today
@options.project
def command(
    files: tuple[Path, ...], styles: tuple[str, ...], out: Path | None, jobs: int, scheduler: str | None,
    release: bool, fail_fast: bool, html: bool, today: date, root: Path,
) -> int:  # fmt: skip
    """Make the PDFs of these handouts, or of all in content/.

    A handout with errors is not made, and its earlier files stay as they were; the others are made. What was made
    before from the same content, clinic, styles, fonts and program is left as it stands.
    """
    from handout.cache import Request, kept
    from handout.problems import Problems

    folder = root / "out" if out is None else out
    request = Request(root=root, files=files, styles=styles, out=folder, release=release, html=html)
    record = kept(request, today)
    same = record.everything()
    if same is not None:
        report = _Report(folder, len(same), Problems())
        for outcome in same:
            report.add(outcome)
        report.close()
        return report.code
    return _changed(request, record, today, jobs, scheduler, fail_fast)


def _changed(
    request: "Request", record: "Kept", today: date, workers: int, scheduler: str | None, fail_fast: bool
) -> int:
    """Make what is not as it was."""
    from handout.batch import run
    from handout.build import jobs_for, library_of, nothing_to_build
    from handout.cli.telling import tell
    from handout.problems import Problems

    problems = Problems()
    this_run = f"{os.getpid()}-{time.time_ns()}"
    library = library_of(request.root, today, this_run)
    entries = library.chosen(request.files, problems)
    if not entries and not problems.has_errors:
        tell([nothing_to_build(request.root)])
        return WRONG_USE
    debug = bool(click.get_current_context().find_root().params.get("debug"))
    wanted = jobs_for(
        library, entries, request.styles, request.out, release=request.release, html=request.html, debug=debug,
        run=this_run,
    )  # fmt: skip
    is_clean = not len(problems)
    report = _Report(request.out, len(wanted), problems)
    try:
        _make(run(wanted, workers, record, scheduler), fail_fast, report)
    finally:
        report.close()
        shared = tuple(
            (kind, path, state) for (kind, path), state in (library.inputs.noted | library.names.noted).items()
        )
        record.save(shared, is_whole=is_clean and len(record.now) == len(wanted))
    return report.code


def _make(outcomes: "Generator[Outcome, None, None]", fail_fast: bool, report: "_Report") -> None:
    try:
        for outcome in outcomes:
            report.add(outcome)
            if fail_fast and outcome.failed:
                return
    finally:
        outcomes.close()


class _Report:
    """Tells of each file as it is made, and of everything else at the end."""

    def __init__(self, folder: Path, count: int, problems: "Problems") -> None:
        self._folder = folder
        self._count = count
        self._problems = problems
        self._built: list[Built] = []
        self._failed: list[Path] = []
        self._told: list[str] = []
        self._progress = _Progress(count)
        self.code = CONTENT_PROBLEM if problems.has_errors else 0

    def add(self, outcome: "Outcome") -> None:
        from handout.problems import visible

        # Kept before it is told: a reader who goes away must not take a row out of the manifest.
        self._built += outcome.built
        self._problems.extend(outcome.problems)
        self._told += outcome.unwritten
        self._told += (f"a bug in handout: {fault}" for fault in outcome.faults)
        if outcome.failed:
            self._failed.append(outcome.source)
            self.code = BUG if outcome.faults else max(self.code, CONTENT_PROBLEM)
        self._progress.clear()
        for row in outcome.built:
            pages = "" if row.pages is None else f"{row.pages} page{'s' * (row.pages != 1)}, "
            same = ", unchanged" if outcome.is_kept else ""
            click.echo(f"{visible(str(self._folder / row.path))}: {pages}{row.bytes / 1000:.0f} kB, {row.state}{same}")
        self._progress.show()

    def close(self) -> None:
        """Problems, what could not be written, which handouts were not made; and the manifest of those that were."""
        from handout.cli.telling import tell
        from handout.files import CannotWrite
        from handout.manifest import write_manifest
        from handout.problems import visible

        self._progress.clear()
        if self._built:
            try:
                write_manifest(self._folder, self._built)
            except CannotWrite as fault:
                self._told.append(str(fault))
                self.code = max(self.code, CONTENT_PROBLEM)
        tell(self._problems)
        for line in self._told:
            click.echo(visible(f"handout: {line}"), err=True)
        if self.code == BUG:
            hint = "run again with 'handout --debug build …' and send what it prints, with the file"
            click.echo(f"    hint: {hint}", err=True)
        if self._failed and self._count > 1:
            names = ", ".join(visible(str(path)) for path in self._failed)
            click.echo(f"handout: {len(self._failed)} of {self._count} handouts not made: {names}", err=True)


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
