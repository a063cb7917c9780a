"""`handout build`: make the PDFs."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Generator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handout.cli import WRONG_USE, options
from handout.targets import TARGETS, USUAL

if TYPE_CHECKING:
    from handout.cache import BuildCache, Request
    from handout.cli.report import Report
    from handout.content.project import Entry
    from handout.jobs import Outcome
    from handout.library import Library
    from handout.problems import Problems


@click.command("build")
@options.files
@click.option(
    "--style", "styles", multiple=True, metavar="S", help="A style sheet; again for more (default: the clinic's)."
)
@click.option("--out", type=options.PATH, help="Where the files go (default: out/ in the project).")
@click.option(
    "--jobs", type=options.CountOption(1, 256), default=1, metavar="N", help="How many to make at a time (default: 1)."
)
@click.option("--scheduler", metavar="URL", help="Make them on this Dask cluster, as tcp://127.0.0.1:8786.")
@click.option("--release", is_flag=True, help="Refuse whatever is not signed and in date.")
@click.option("--signed-only", is_flag=True, help="Make what is signed and in date, and name the rest.")
@click.option("--prune", is_flag=True, help="Take away files of earlier builds that nobody makes any more.")
@click.option("--quiet", is_flag=True, help="Say in one line what was made, instead of a line for each file.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first handout that cannot be made.")
@click.option(
    "--to", "targets", multiple=True, type=click.Choice(TARGETS), help="What to make; again for more (default: pdf)."
)
@click.option(
    "--with", "beside", multiple=True, metavar="LANG", help="Also set each side by side with its translation into LANG."
)
@click.option("--html", is_flag=True, help="Make an HTML file of each as well.")
@options.today
@options.project
def command(
    files: tuple[Path, ...], styles: tuple[str, ...], out: Path | None, jobs: int, scheduler: str | None,
    release: bool, signed_only: bool, prune: bool, quiet: bool, fail_fast: bool, targets: tuple[str, ...],
    beside: tuple[str, ...], html: bool, today: date, root: Path,
) -> int:  # fmt: skip
    """Make the PDFs of these handouts, or of all in content/.

    A handout with errors is not made, and its earlier files stay as they were; the others are made. What was made
    before from the same content, clinic, styles, fonts and program is left as it stands. After a build of everything
    the manifest lists what was made and nothing else, and files that are left over are named.
    """
    from handout.cache import Request, read_cache
    from handout.cli.report import Report

    if prune and (files or styles):
        raise click.UsageError("--prune goes with a build of everything: name no files and no styles")
    if release and signed_only:
        raise click.UsageError("--release refuses what is not signed, --signed-only leaves it out: choose one")
    folder = root / "out" if out is None else out
    if out is not None:
        options.refuse_target(out, root)
    request = Request(
        root=root,
        files=files,
        styles=styles,
        out=folder,
        release=release,
        targets=tuple(dict.fromkeys((*(targets or USUAL), *(("html",) if html else ())))),
        signed_only=signed_only,
        beside=_language_tags(beside),
    )
    record = read_cache(request, today)
    same = record.everything()
    report = Report(request, today, is_quiet=quiet, prune=prune)
    if same is not None:
        report.begin(len(same))
        for outcome in same:
            report.add(outcome)
        report.is_whole = True
        report.close()
        return report.code
    return _changed(request, record, report, today, jobs, scheduler, fail_fast)


def _language_tags(typed: tuple[str, ...]) -> tuple[str, ...]:
    """Language tags (BCP 47) in their canonical spelling."""
    if not typed:
        return ()
    from handout.cli.own_words import language_tag

    return tuple(dict.fromkeys(map(language_tag, typed)))


def _changed(
    request: Request, record: BuildCache, report: Report, today: date, workers: int, scheduler: str | None,
    fail_fast: bool,
) -> int:  # fmt: skip
    """Make what is not as it was."""
    from handout.batch import run
    from handout.build import jobs_for, library_of, nothing_to_build, refuse_clashes
    from handout.content.project import Project
    from handout.manifest import foreign_manifest
    from handout.problems import Problems
    from handout.review.orphans import orphans

    foreign = foreign_manifest(request.out)
    if foreign is not None:
        raise click.UsageError(f"{foreign}; name another folder with --out")

    problems = report.problems
    this_run = f"{os.getpid()}-{time.time_ns()}"
    library = library_of(request.root, today, this_run)
    entries = library.chosen(request.files, problems)
    if not entries and not problems.has_errors:
        problems.extend([nothing_to_build(request.root, request.files)])
        report.is_whole = not request.files
        report.close()
        return WRONG_USE
    named = library.named(request.files)
    _refuse_to_set_beside(request, library, entries, named)
    clashes = Problems()
    refuse_clashes(library, request.styles, clashes)
    problems.extend(clashes)
    debug = bool(click.get_current_context().find_root().params.get("debug"))
    wanted = jobs_for(
        library, _with_names_of_their_own(entries, clashes), request.styles, request.out, release=request.release,
        targets=request.targets, debug=debug, run=this_run, signed_only=request.signed_only,
        beside=request.beside, named=named,
    )  # fmt: skip
    report.begin(len(wanted))
    try:
        report.is_whole = _make(run(wanted, workers, record, scheduler), fail_fast, report) and not clashes.has_errors
        if not request.files:
            problems.extend(orphans(Project(request.root, library.names), entries, report.texts(entries)))
        is_clean = not len(problems)
    finally:
        report.close()
    shared = tuple((kind, path, state) for (kind, path), state in (library.inputs.noted | library.names.noted).items())
    record.save(shared, is_whole=is_clean and len(record.now) == len(wanted))
    return report.code


def _refuse_to_set_beside(
    request: Request, library: Library, entries: Sequence[Entry], named: Collection[Path]
) -> None:
    """Refuse `--with` where no translation is there, or where only translations were named."""
    for tag in request.beside:
        if not named and not any(entry.language == tag for entry in entries):
            raise click.UsageError(f"there is no translation into '{tag}' to set anything beside")
    if request.beside and entries and all(entry.language for entry in entries):
        from handout.problems import argument

        original = argument(library.project.name(library.project.source_of(entries[0])))
        fault = f"handout build {original} --with {entries[0].language}"
        raise click.UsageError(f"two languages are set side by side from the source: {fault}")


def _with_names_of_their_own(entries: Sequence[Entry], clashes: Problems) -> tuple[Entry, ...]:
    """The handouts that no other meets in `out/`: none where file names meet, as styles can do so in any of them."""
    namesakes = {Path(problem.span.file).name.partition(".")[0] for problem in clashes if problem.code == "E12"}
    if any(problem.code != "E12" for problem in clashes):
        return ()
    return tuple(entry for entry in entries if entry.slug not in namesakes)


def _make(outcomes: Generator[Outcome, None, None], fail_fast: bool, report: Report) -> bool:
    """Tell of each outcome as it comes; whether all of them came."""
    try:
        for outcome in outcomes:
            report.add(outcome)
            if fail_fast and outcome.failed:
                return False
    finally:
        outcomes.close()
    return True
