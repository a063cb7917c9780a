"""Build one handout or a whole library: jobs in, outcomes out, one bad handout never stopping the others."""

import hashlib
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from handout.bounds import TakesTooLong, bounds_of, within
from handout.content.project import Entry, Project
from handout.files import CannotWrite, why, write_whole
from handout.library import Library, Opened
from handout.outcomes import Built, Job, Outcome
from handout.problems import HandoutError, InternalError, Problem, Problems, Severity
from handout.review.state import due_day, signing_day
from handout.source import Span

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from handout.cache import Kept


@lru_cache(maxsize=4)
def library_of(root: Path, today: date, run: str) -> Library:
    """One opened library for each run and process, so that clinic, sheets and fonts are read once in it."""
    return Library(root, today)


def jobs_for(
    library: Library,
    entries: Sequence[Entry],
    styles: Sequence[str],
    out: Path,
    *,
    release: bool,
    html: bool,
    debug: bool = False,
    run: str = "",
) -> list[Job]:
    """The jobs of one run; styles not named are the clinic's."""
    wanted = tuple(dict.fromkeys(styles)) or library.styles
    return [
        Job(
            root=library.project.root, entry=entry, styles=wanted, default_style=library.styles[0], out=out,
            today=library.today, release=release, html=html, debug=debug,
            run=run,
        )
        for entry in entries
    ]  # fmt: skip


AHEAD = 8
"""How many jobs of each worker are under way or waiting: enough to keep it busy, few enough to keep memory flat."""


def run(
    jobs: Sequence[Job], workers: int = 1, kept: "Kept | None" = None, scheduler: str | None = None
) -> Generator[Outcome, None, None]:
    """The outcomes, in the order of the jobs, each as soon as it and those before it are there.

    Handouts of which `kept` knows that nothing has changed are not made again.
    """
    found = [None if kept is None else kept.outcome(job.entry.path, _named(job)) for job in jobs]
    made = _made_anew([job for job, known in zip(jobs, found, strict=True) if known is None], workers, scheduler)
    try:
        for job, known in zip(jobs, found, strict=True):
            outcome = known or next(made)
            if kept is not None:
                kept.note(outcome, _named(job))
            yield outcome
    finally:
        made.close()


def _named(job: Job) -> tuple[str, ...]:
    """The styles of a job, the one that gives its name to no file first."""
    return (job.default_style, *job.styles)


def _made_anew(jobs: Sequence[Job], workers: int, scheduler: str | None) -> Generator[Outcome, None, None]:
    workers = min(workers, len(jobs))
    if scheduler is not None and jobs:
        from handout.cluster import on_cluster

        yield from on_cluster(scheduler, jobs)
    elif workers <= 1:
        yield from map(build_one, jobs)
    else:
        from handout.workers import WorkerDied, Workers

        yield from run_on(lambda: Workers(workers), jobs, workers, (WorkerDied,))


def run_on(
    connect: Callable[[], "Executor"], jobs: Sequence[Job], workers: int, lost: tuple[type[Exception], ...] = ()
) -> Generator[Outcome, None, None]:
    """The same on any executor that `connect` gives.

    When an executor breaks because a worker died, the first job without an outcome is tried in a process of its own,
    and a new executor takes up the others. `lost` are an executor's ways to say that it gave up one job and goes on.
    Whoever stops asking stops the work: jobs that have not begun are dropped, those that have are finished.
    """
    from concurrent.futures import BrokenExecutor

    executor = connect()
    waiting = iter(jobs)
    tasks: deque[tuple[Job, Future[Outcome]]] = deque()
    try:
        while True:
            for job in islice(waiting, AHEAD * workers - len(tasks)):
                tasks.append((job, executor.submit(build_one, job)))
            if not tasks:
                return
            job, task = tasks.popleft()
            try:
                yield task.result()
            except lost:
                yield _build_alone(job)
            except BrokenExecutor:
                executor.shutdown(wait=True, cancel_futures=True)
                executor = connect()
                tasks = deque(
                    (other, begun if _is_made(begun) else executor.submit(build_one, other)) for other, begun in tasks
                )
                yield _build_alone(job)
    finally:
        for _, task in tasks:
            task.cancel()
        executor.shutdown(wait=True)


def _is_made(task: "Future[Outcome]") -> bool:
    return task.done() and not task.cancelled() and task.exception() is None


def _build_alone(job: Job) -> Outcome:
    """A job in a process of its own that begins anew, so that one that dies takes nothing else with it."""
    from handout.workers import WorkerDied, Workers

    with Workers(1, "spawn") as executor:
        try:
            return executor.submit(build_one, job).result()
        except WorkerDied:
            message = "the process that made this handout died, perhaps because memory ran out"
            return _refused(job, message, "make the handout and its pictures smaller")


def build_one(job: Job) -> Outcome:
    """Make one handout in all its styles, and put each file in its place; no fault in it reaches the next."""
    try:
        return _build(job)
    except HandoutError as fault:
        return Outcome(source=job.entry.path, problems=fault.problems)
    except TakesTooLong:
        hint = "divide the handout, or set limits: {seconds: …} in clinic.yaml"
        return _refused(job, "making this handout takes too long", hint)
    except MemoryError:
        return _refused(job, "there is not enough memory to make this handout", "divide it, or build it alone")
    except OSError as fault:
        return Outcome(source=job.entry.path, unwritten=(f"{fault.filename or job.entry.path}: {why(fault)}",))
    except Exception as fault:
        if job.debug:
            raise
        told = str(fault) if isinstance(fault, InternalError) else f"{type(fault).__name__}: {fault}"
        return Outcome(source=job.entry.path, faults=(f"{_name(job)}: {told}",))


def _refused(job: Job, message: str, hint: str) -> Outcome:
    place = Span(_name(job), 1, 1)
    return Outcome(source=job.entry.path, problems=(Problem(place, Severity.ERROR, "E10", message, hint),))


def _name(job: Job) -> str:
    return Project(job.root).name(job.entry.path)


def _build(job: Job) -> Outcome:
    problems = Problems()
    library = library_of(job.root, job.today, job.run)
    made: list[tuple[Built, bytes]] = []
    with within(bounds_of(library.clinic).seconds):
        opened = _opened(job, library, problems)
        if opened is not None:
            made = list(_made(job, library, opened, problems))
    # Nothing is written before all files are whole.
    if opened is None or problems.has_errors:
        return Outcome(source=job.entry.path, problems=tuple(problems))
    built, unwritten = [], []
    for row, data in made:
        try:
            write_whole(job.out / row.path, data)
            built.append(row)
        except CannotWrite as fault:
            unwritten.append(str(fault))
    return Outcome(
        source=job.entry.path, built=tuple(built), problems=tuple(problems), unwritten=tuple(unwritten),
        inputs=_inputs(library, opened), due=_next_due(opened, job.today), day_matters=opened.clinic.checks is not None,
    )  # fmt: skip


def _inputs(library: Library, opened: Opened) -> tuple[tuple[str, str, str], ...]:
    noted = library.inputs.noted | opened.inputs.noted
    return tuple((kind, path, state) for (kind, path), state in noted.items())


def _opened(job: Job, library: Library, problems: Problems) -> Opened | None:
    """A handout that may be made; None when there is an error."""
    opened = library.open(job.entry, problems)
    if opened is None:
        return None
    if job.release and opened.survey.obstacles:
        problems.extend(opened.survey.obstacles)
        return None
    hold_to_limits(library, opened, problems)
    return None if problems.has_errors else opened


def _made(job: Job, library: Library, opened: Opened, problems: Problems) -> Iterator[tuple[Built, bytes]]:
    """Every file of a job as bytes."""
    from handout.targets.pdf import make_pdf

    bounds = bounds_of(opened.clinic)
    for style in job.styles:
        sheet = library.sheet(style, problems)
        if sheet is None:
            continue
        pdf = make_pdf(opened.edition, sheet, problems, bounds.pages)
        if pdf is not None and len(pdf.data) > bounds.bytes:
            message = f"this handout makes {len(pdf.data) / 1e6:.1f} MB; the most is {bounds.bytes / 1e6:g} MB"
            hint = "use smaller pictures, or set limits: {megabytes: …} in clinic.yaml"
            problems.error("E61", Span(opened.edition.file, 1, 1), message, hint)
        elif pdf is not None:
            yield _row(opened, file_name(job, style, "pdf"), style, pdf.data, pdf.pages), pdf.data
    if job.html:
        from handout.targets.html import make_html

        sheet = library.sheet(job.default_style, problems)
        if sheet is not None:
            data = make_html(opened.edition, sheet).encode("utf-8")
            yield _row(opened, f"{job.entry.stem}.html", job.default_style, data, None), data


def file_name(job: Job, style: str, ending: str) -> str:
    return output_name(job.entry, style, job.default_style, ending)


def output_name(entry: Entry, style: str, default_style: str, ending: str) -> str:
    """`x.pdf` in the default style, `x.es.large-print.pdf` in another."""
    return f"{entry.stem}.{ending}" if style == default_style else f"{entry.stem}.{style}.{ending}"


def _row(opened: Opened, path: str, style: str, data: bytes, pages: int | None) -> Built:
    edition = opened.edition
    return Built(
        path=path,
        slug=edition.slug,
        title=edition.title_text,
        language=edition.language,
        style=style,
        version=edition.version,
        pages=pages,
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        state=edition.state,
        digest=edition.digest,
    )


def hold_to_limits(library: Library, opened: Opened, problems: Problems) -> None:
    """The rules that the clinic says fail a build; nothing is imported for them when it says none."""
    if opened.clinic.checks is None:
        return
    problems.extend(
        problem for problem in library.advice(opened.handout, problems) if problem.severity is Severity.ERROR
    )


def nothing_to_build(root: Path) -> Problem:
    """The problem of a project without a handout."""
    place = Span((root / "content").as_posix(), 1, 1)
    return Problem(place, Severity.ERROR, "E11", "there is no handout here", "start one with: handout new wound-care")


def _next_due(opened: Opened, today: date) -> date | None:
    """The last day on which the same text surely gives the same files.

    The day after, a sign-off that is named runs out, one that was given ahead of its day begins to hold, or the
    handout is withdrawn.
    """
    dues = [due_day(sign_off, opened.clinic) for sign_off in opened.survey.standing.sign_offs]
    begins = [signing_day(sign_off) for sign_off in opened.survey.sign_offs]
    if opened.handout.withdrawn is not None:
        begins.append(opened.handout.withdrawn.on.date)
    dues += [day - timedelta(days=1) for day in begins]
    return min((due for due in dues if due >= today), default=None)
