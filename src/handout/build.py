"""Build one handout or a whole library: jobs in, outcomes out, one bad handout never stopping the others."""

import hashlib
import json
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

from handout.bounds import TakesTooLong, bounds_of, within
from handout.content.project import Entry, Project
from handout.files import CannotWrite, why, write_whole
from handout.library import Library, Opened
from handout.problems import HandoutError, InternalError, Problem, Problems, Severity
from handout.source import Span

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One handout in one language, to be made in these styles. Can be pickled."""

    root: Path
    entry: Entry
    styles: tuple[str, ...]
    default_style: str
    out: Path
    today: date
    release: bool = False
    html: bool = False
    debug: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """One file that was made: a row of the manifest."""

    path: str
    slug: str
    title: str
    language: str
    style: str
    version: str | None
    pages: int | None
    bytes: int
    sha256: str
    state: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a job: files made, problems found, files that could not be written, faults of ours.

    Can be pickled.
    """

    job: Job
    built: tuple[Built, ...] = ()
    problems: tuple[Problem, ...] = ()
    unwritten: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        return bool(self.unwritten or self.faults) or any(
            problem.severity is Severity.ERROR for problem in self.problems
        )


def jobs_for(
    library: Library, entries: Sequence[Entry], styles: Sequence[str], out: Path, *, release: bool, html: bool,
    debug: bool = False,
) -> list[Job]:
    """The jobs of one run; styles not named are the clinic's."""
    wanted = tuple(dict.fromkeys(styles)) or library.styles
    return [
        Job(
            root=library.project.root, entry=entry, styles=wanted, default_style=library.styles[0], out=out,
            today=library.today, release=release, html=html, debug=debug,
        )
        for entry in entries
    ]  # fmt: skip


def run(jobs: Sequence[Job], workers: int = 1) -> Iterator[Outcome]:
    """The outcomes, in the order of the jobs, each as soon as it and those before it are there."""
    workers = min(workers, len(jobs))
    if workers <= 1:
        yield from map(build_one, jobs)
        return
    with _processes(workers) as executor:
        yield from run_on(executor, jobs)


def run_on(executor: Executor, jobs: Sequence[Job]) -> Iterator[Outcome]:
    """The same on any executor; what a dead worker took with it is tried once more, each job for itself.

    Whoever stops asking stops the work: jobs that have not begun are dropped, those that have are finished.
    """
    from concurrent.futures import BrokenExecutor

    futures = [executor.submit(build_one, job) for job in jobs]
    try:
        for job, future in zip(jobs, futures, strict=True):
            try:
                outcome = future.result()
            except BrokenExecutor:
                outcome = _build_alone(job)
            yield outcome
    finally:
        for future in futures:
            future.cancel()


def _processes(workers: int) -> Executor:
    """Worker processes that leave interruptions to the process that started them."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_interruptions)


def _leave_interruptions() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _build_alone(job: Job) -> Outcome:
    """A job in a process of its own, so that one that dies takes nothing else with it."""
    from concurrent.futures import BrokenExecutor

    with _processes(1) as executor:
        try:
            return executor.submit(build_one, job).result()
        except BrokenExecutor:
            message = "the process that made this handout died, perhaps because memory ran out"
            return _refused(job, message, "make the handout and its pictures smaller")


def build_one(job: Job) -> Outcome:
    """Make one handout in all its styles, and put each file in its place; no fault in it reaches the next."""
    try:
        return _build(job)
    except HandoutError as fault:
        return Outcome(job=job, problems=fault.problems)
    except TakesTooLong:
        hint = "divide the handout, or set limits: {seconds: …} in clinic.yaml"
        return _refused(job, "making this handout takes too long", hint)
    except MemoryError:
        return _refused(job, "there is not enough memory to make this handout", "divide it, or build it alone")
    except OSError as fault:
        return Outcome(job=job, unwritten=(f"{fault.filename or job.entry.path}: {why(fault)}",))
    except Exception as fault:
        if job.debug:
            raise
        told = str(fault) if isinstance(fault, InternalError) else f"{type(fault).__name__}: {fault}"
        return Outcome(job=job, faults=(f"{_name(job)}: {told}",))


def _refused(job: Job, message: str, hint: str) -> Outcome:
    place = Span(_name(job), 1, 1)
    return Outcome(job=job, problems=(Problem(place, Severity.ERROR, "E10", message, hint),))


def _name(job: Job) -> str:
    return Project(job.root).name(job.entry.path)


def _build(job: Job) -> Outcome:
    problems = Problems()
    library = _library(job.root, job.today)
    with within(bounds_of(library.clinic).seconds):
        made = _whole(job, library, problems)
    if made is None:
        return Outcome(job=job, problems=tuple(problems))
    built, unwritten = [], []
    for row, data in made:
        try:
            write_whole(job.out / row.path, data)
            built.append(row)
        except CannotWrite as fault:
            unwritten.append(str(fault))
    return Outcome(job=job, built=tuple(built), problems=tuple(problems), unwritten=tuple(unwritten))


def _whole(job: Job, library: Library, problems: Problems) -> list[tuple[Built, bytes]] | None:
    """All files of a job, or None when there is an error: nothing is written before all of them are whole."""
    opened = library.open(job.entry, problems)
    if opened is None:
        return None
    if job.release and opened.survey.obstacles:
        problems.extend(opened.survey.obstacles)
        return None
    hold_to_limits(library, opened, problems)
    if problems.has_errors:
        return None
    made = list(_made(job, library, opened, problems))
    return None if problems.has_errors else made


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
    """`x.pdf` in the default style, `x.es.large-print.pdf` in another."""
    return f"{job.entry.stem}.{ending}" if style == job.default_style else f"{job.entry.stem}.{style}.{ending}"


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


@lru_cache(maxsize=4)
def _library(root: Path, today: date) -> Library:
    """One opened library per project and process, so that clinic, sheets and fonts are read once."""
    return Library(root, today)


def write_manifest(out: Path, built: Sequence[Built]) -> None:
    """Bring `manifest.json` up to date: the rows of this run, and the earlier ones whose files still stand."""
    path = out / MANIFEST
    rows = {str(row["path"]): row for row in _earlier(path) if (out / str(row["path"])).is_file()}
    rows.update({row.path: asdict(row) for row in built})
    text = json.dumps({"files": [rows[name] for name in sorted(rows)]}, ensure_ascii=False, indent=2) + "\n"
    write_whole(path, text.encode("utf-8"))


def _earlier(path: Path) -> list[dict[str, object]]:
    """The rows of the manifest that stands; none when it is missing or not one of ours."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return []
    rows = found.get("files") if isinstance(found, dict) else None
    if not isinstance(rows, list):
        return []
    return [row for row in rows if isinstance(row, dict) and isinstance(row.get("path"), str)]


def nothing_to_build(root: Path) -> Problem:
    """The problem of a project without a handout."""
    place = Span((root / "content").as_posix(), 1, 1)
    return Problem(place, Severity.ERROR, "E11", "there is no handout here", "start one with: handout new wound-care")
