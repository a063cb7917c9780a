"""`handout build`: make the PDFs."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handout.cli import BUG, CONTENT_PROBLEM, WRONG_USE, options

if TYPE_CHECKING:
    from handout.build import Built, Job, Outcome
    from handout.problems import Problems


@click.command("build")
@options.files
@click.option(
    "--style", "styles", multiple=True, metavar="S", help="A style sheet; again for more (default: the clinic's)."
)
@click.option("--out", type=click.Path(path_type=Path), help="Where the files go (default: out/ in the project).")
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="How many to make at a time.")
@click.option("--release", is_flag=True, help="Refuse whatever is not signed and in date.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first handout that cannot be made.")
@click.option("--html", is_flag=True, help="Make an HTML file of each as well.")
@options.today
@options.project
def command(
    files: tuple[Path, ...], styles: tuple[str, ...], out: Path | None, jobs: int, release: bool, fail_fast: bool,
    html: bool, today: date, root: Path,
) -> int:  # fmt: skip
    """Make the PDFs of these handouts, or of all in content/.

    A handout with errors is not made, and its earlier files stay as they were; the others are made.
    """
    from handout.build import jobs_for, nothing_to_build
    from handout.cli.telling import tell
    from handout.library import Library
    from handout.problems import Problems

    problems = Problems()
    library = Library(root, today)
    folder = root / "out" if out is None else out
    entries = library.chosen(files, problems)
    if not entries and not problems.has_errors:
        tell([nothing_to_build(root)])
        return WRONG_USE
    debug = bool(click.get_current_context().find_root().params.get("debug"))
    wanted = jobs_for(library, entries, styles, folder, release=release, html=html, debug=debug)
    report = _Report(folder, len(wanted), problems)
    try:
        _make(wanted, jobs, fail_fast, report)
    finally:
        report.close()
    return report.code


def _make(wanted: "Sequence[Job]", workers: int, fail_fast: bool, report: "_Report") -> None:
    from handout.build import run

    for outcome in run(wanted, workers):
        report.add(outcome)
        if fail_fast and outcome.failed:
            return


class _Report:
    """Tells of each file as it is made, and of everything else at the end."""

    def __init__(self, folder: Path, count: int, problems: "Problems") -> None:
        self._folder = folder
        self._count = count
        self._problems = problems
        self._built: list[Built] = []
        self._failed: list[Job] = []
        self._told: list[str] = []
        self.code = CONTENT_PROBLEM if problems.has_errors else 0

    def add(self, outcome: "Outcome") -> None:
        from handout.problems import visible

        # Kept before it is told: a reader who goes away must not take a row out of the manifest.
        self._built += outcome.built
        self._problems.extend(outcome.problems)
        self._told += outcome.unwritten
        self._told += (f"a bug in handout: {fault}" for fault in outcome.faults)
        if outcome.failed:
            self._failed.append(outcome.job)
            self.code = BUG if outcome.faults else max(self.code, CONTENT_PROBLEM)
        for row in outcome.built:
            pages = "" if row.pages is None else f"{row.pages} page{'s' * (row.pages != 1)}, "
            click.echo(f"{visible(str(self._folder / row.path))}: {pages}{row.bytes / 1000:.0f} kB, {row.state}")

    def close(self) -> None:
        """Problems, what could not be written, which handouts were not made; and the manifest of those that were."""
        from handout.build import write_manifest
        from handout.cli.telling import tell
        from handout.files import CannotWrite
        from handout.problems import visible

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
            names = ", ".join(visible(str(job.entry.path)) for job in self._failed)
            click.echo(f"handout: {len(self._failed)} of {self._count} handouts not made: {names}", err=True)
