"""`handout build`: make the PDFs."""

from datetime import date
from pathlib import Path

import click

from handout.cli import options


@click.command("build")
@options.files
@click.option(
    "--style", "styles", multiple=True, metavar="S", help="A style sheet; again for more (default: the clinic's)."
)
@click.option("--out", type=click.Path(path_type=Path), help="Where the files go (default: out/ in the project).")
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="How many to make at a time.")
@click.option("--release", is_flag=True, help="Refuse whatever is not signed and in date.")
@click.option("--html", is_flag=True, help="Make an HTML file of each as well.")
@options.today
@options.project
def command(
    files: tuple[Path, ...], styles: tuple[str, ...], out: Path | None, jobs: int, release: bool, html: bool,
    today: date, root: Path,
) -> int:  # fmt: skip
    """Make the PDFs of these handouts, or of all in content/.

    A handout with errors is not made, and its earlier files stay as they were; the others are made.
    """
    from handout.build import Built, jobs_for, nothing_to_build, run, write_manifest
    from handout.cli.telling import tell
    from handout.files import CannotWrite
    from handout.library import Library
    from handout.problems import Problems

    problems = Problems()
    library = Library(root, today)
    folder = root / "out" if out is None else out
    entries = library.chosen(files, problems)
    if not entries and not problems.has_errors:
        tell([nothing_to_build(root)])
        return 2
    built: list[Built] = []
    failed = problems.has_errors
    for outcome in run(jobs_for(library, entries, styles, folder, release=release, html=html), jobs):
        for row in outcome.built:
            pages = "" if row.pages is None else f"{row.pages} page{'s' * (row.pages != 1)}, "
            click.echo(f"{folder / row.path}: {pages}{row.bytes / 1000:.0f} kB, {row.state}")
        built += outcome.built
        problems.extend(outcome.problems)
        failed |= outcome.failed
        for reason in outcome.unwritten:
            click.echo(f"handout: {reason}", err=True)
    tell(problems)
    if built:
        try:
            write_manifest(folder, built)
        except CannotWrite as fault:
            click.echo(f"handout: {fault}", err=True)
            failed = True
    return 1 if failed else 0
