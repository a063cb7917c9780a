"""Build one handout: a job in, an outcome out, and no fault in it reaches the next."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from handout import flow
from handout.content.project import Entry, Project
from handout.files import CannotWrite, why, write_whole
from handout.jobs import WITHDRAWN, Built, Job, Outcome
from handout.library import NOT_A_HANDOUT, Library, Opened
from handout.limits import TakesTooLong, seconds_allowed, size_limits, too_long, within
from handout.problems import HandoutError, InternalError, Problem, Problems, Severity
from handout.record import replace
from handout.review.status import State, due_day, signing_day
from handout.source import Span
from handout.targets import TARGETS, USUAL, File, Target


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
    targets: Sequence[str] = USUAL,
    debug: bool = False,
    run: str = "",
    signed_only: bool = False,
    beside: Sequence[str] = (),
    named: Collection[Path] = (),
) -> list[Job]:
    """The jobs of one run; styles not named are the clinic's. `named` are the handouts named by themselves."""
    wanted = tuple(dict.fromkeys(styles)) or library.styles
    return [
        Job(
            root=library.project.root, entry=entry, styles=wanted, default_style=library.styles[0], out=out,
            today=library.today, release=release, targets=tuple(targets), debug=debug,
            run=run, signed_only=signed_only, beside=tuple(beside), is_named=entry.path in named,
        )
        for entry in entries
    ]  # fmt: skip


def build_one(job: Job) -> Outcome:
    """Make one handout in all its styles, and put each file in its place; no fault in it reaches the next."""
    try:
        return _build(job)
    except HandoutError as fault:
        return Outcome(source=job.entry.path, problems=fault.problems)
    except TakesTooLong:
        return Outcome(source=job.entry.path, problems=(too_long(_name(job), job.root),))
    except MemoryError:
        return refused(job, "there is not enough memory to make this handout", "divide it, or build it alone")
    except OSError as fault:
        return Outcome(source=job.entry.path, unwritten=(f"{fault.filename or job.entry.path}: {why(fault)}",))
    except Exception as fault:
        if job.debug:
            raise
        cause = str(fault) if isinstance(fault, InternalError) else f"{type(fault).__name__}: {fault}"
        return Outcome(source=job.entry.path, faults=(f"{_name(job)}: {cause}",))


def refused(job: Job, message: str, hint: str) -> Outcome:
    """The outcome of a job that was given up (E10)."""
    place = Span(_name(job), 1, 1)
    return Outcome(source=job.entry.path, problems=(Problem(place, Severity.ERROR, "E10", message, hint),))


def _name(job: Job) -> str:
    return Project(job.root).name(job.entry.path)


def _build(job: Job) -> Outcome:
    problems = Problems()
    library = library_of(job.root, job.today, job.run)
    made: list[tuple[Built, bytes]] = []
    others: dict[str, Opened] = {}
    has_all = True
    with within(seconds_allowed(library.clinic)):
        opened = _opened(job, library, problems)
        if opened is not None:
            made = [] if _left_out(job, opened) else list(_made(job, library, opened, problems))
            others, has_all = _others(job, library, opened, problems)
            made += list(_made_beside(job, library, opened, others, problems))
    out = None if opened is None else _left_out(job, opened)
    if out is not None and out[0] == WITHDRAWN and job.release and job.is_named:
        problems.extend([out[1]])
    # Nothing is written before all files are whole.
    if opened is None or problems.has_errors:
        return Outcome(source=job.entry.path, problems=tuple(problems), left_out=None if out is None else out[0])
    if out is not None:
        problems.extend([left_out(out[1], opened)])
    built, unwritten = [], []
    for row, data in made:
        try:
            write_whole(job.out / row.path, data)
            built.append(row)
        except CannotWrite as fault:
            unwritten.append(str(fault))
    inputs = _inputs(library, opened, *others.values()) if has_all else ()
    return Outcome(
        source=job.entry.path, built=tuple(built), problems=tuple(problems), unwritten=tuple(unwritten),
        inputs=inputs, due=_soonest(opened, *others.values(), today=job.today),
        day_matters=opened.clinic.checks is not None, left_out=None if out is None else out[0],
    )  # fmt: skip


def _left_out(job: Job, opened: Opened) -> tuple[str, Problem] | None:
    """Why a handout is rightly not made, in a word, and the obstacle that says so; None when it is to be made."""
    survey = opened.survey
    if survey.withdrawn is not None:
        return WITHDRAWN, survey.withdrawn
    if job.signed_only and survey.obstacles:
        is_signed = survey.status.state is State.SIGNED
        return "signed but held back" if is_signed else survey.status.state.value, survey.obstacles[0]
    return None


def left_out(obstacle: Problem, opened: Opened) -> Problem:
    """What stands against a handout, as the reason why it is rightly left out: W84 when withdrawn, W83 not signed."""
    if obstacle is opened.survey.withdrawn:
        return replace(obstacle, severity=Severity.WARNING, code="W84", message=f"left out: {obstacle.message}")
    message = f"left out: {obstacle.message.removeprefix('not released: ')}"
    return Problem(Span(opened.edition.file, 1, 1), Severity.WARNING, "W83", message, obstacle.hint)


def _others(job: Job, library: Library, opened: Opened, problems: Problems) -> tuple[dict[str, Opened], bool]:
    """The translations that a handout is to be set side by side with, by language, and whether these are all.

    One that may not be made keeps nothing else from being made, unless it was asked for. What it was read from is not
    known then, so that nothing of this build can be remembered.
    """
    if not job.beside and not opened.clinic.bilingual:
        return {}, True
    from handout.bilingual import MAKERS, languages_beside, missing, not_made, translation

    found: dict[str, Opened] = {}
    has_all = True
    for tag in languages_beside(job, opened) if MAKERS.keys() & job.targets else ():
        entry = translation(library, job.entry, tag, opened)
        if entry is None:
            problems.extend(one for one in (missing(job, library, tag),) if one is not None)
            continue
        own = Problems()
        other = _opened(replace(job, entry=entry), library, own)
        if other is not None:
            found[tag] = other
        elif tag in job.beside and job.is_named:
            problems.extend(own)
        else:
            problems.extend([not_made(job.entry, library, entry)])
            has_all = False
    return found, has_all


def _made_beside(
    job: Job, library: Library, opened: Opened, others: Mapping[str, Opened], problems: Problems
) -> Iterator[tuple[Built, bytes]]:
    """The files with two languages side by side."""
    if not others or _left_out(job, opened):
        return
    from handout.bilingual import MAKERS, left_out_beside, output_name_beside, row_beside

    released = []
    for tag, other in others.items():
        out = _left_out(job, other)
        if out is None:
            released.append((tag, other))
        elif job.is_named:  # In a build of everything the translation itself is said to be left out.
            problems.extend([left_out_beside(opened, other, out[1])])
    for name in (name for name in job.targets if name in MAKERS):
        target = TARGETS[name]
        for style in job.styles if target.every_style else (job.default_style,):
            sheet = library.sheet(style, problems)
            for tag, other in released:
                file = None if sheet is None else MAKERS[name](opened, other, sheet, problems)
                if file is not None and _has_fair_size(file, opened, problems):
                    own, standard = opened.edition.language, job.default_style
                    path = output_name_beside(job.entry, own, tag, style, standard, target.ending)
                    yield row_beside(_row(opened, path, style, file), opened, other), file.data


def _soonest(*all_opened: Opened, today: date) -> date | None:
    """The last day on which all of these surely give the same files."""
    return min((due for opened in all_opened if (due := _next_due(opened, today)) is not None), default=None)


def _inputs(library: Library, *all_opened: Opened) -> tuple[tuple[str, str, str], ...]:
    """What it was made from: its own files, those that all share, and the fonts that were opened."""
    from handout.pdf.text.font_book import book

    fonts = {("bytes", str(path.absolute())): digest for path, digest in book().opened().items()}
    noted = dict(library.inputs.noted)
    for opened in all_opened:
        noted |= opened.inputs.noted
    noted |= fonts
    return tuple((kind, path, state) for (kind, path), state in noted.items())


def _opened(job: Job, library: Library, problems: Problems) -> Opened | None:
    """A handout that may be made; None when there is an error."""
    opened = library.open(job.entry, problems)
    if opened is None:
        return None
    if job.release and opened.survey.obstacles and not _left_out(job, opened):
        problems.extend(opened.survey.obstacles)
        return None
    if job.release and opened.unsigned_words is not None:
        problems.extend([opened.unsigned_words])
    if job.release and opened.unsigned_source is not None:
        problems.extend([opened.unsigned_source])
    hold_to_limits(library, opened, problems)
    return None if problems.has_errors else opened


def _made(job: Job, library: Library, opened: Opened, problems: Problems) -> Iterator[tuple[Built, bytes]]:
    """Every file of a job as bytes."""
    limits = size_limits(opened.clinic)
    for name in job.targets:
        target = TARGETS[name]
        make = target.make()
        for style in job.styles if target.every_style else (job.default_style,):
            sheet = library.sheet(style, problems)
            file = None if sheet is None else make(opened.edition, sheet, problems, limits.pages)
            if file is not None and _has_fair_size(file, opened, problems):
                path = output_name(job.entry, style, job.default_style, target.ending)
                yield _row(opened, path, style, file), file.data


def _has_fair_size(file: File, opened: Opened, problems: Problems) -> bool:
    """Whether a file is no larger than it may be."""
    most = size_limits(opened.clinic).bytes
    if len(file.data) > most:
        message = f"this handout makes {len(file.data) / 1e6:.1f} MB; the most is {most / 1e6:g} MB"
        hint = "use smaller pictures, or set limits: {megabytes: …} in clinic.yaml"
        problems.error("E61", Span(opened.edition.file, 1, 1), message, hint)
    return len(file.data) <= most


def refuse_clashes(library: Library, styles: Sequence[str], problems: Problems) -> frozenset[str]:
    """The names of all files that a project makes; an error (E19) for each two that meet, upper and lower case aside.

    All handouts count, whichever are to be made, and all of the clinic's styles.
    """
    default = library.styles[0]
    wanted = dict.fromkeys((*library.styles, *styles))
    owners: dict[str, tuple[Entry, str]] = {}
    names = set()
    found = Problems()

    def styles_of(target: Target) -> Iterable[str]:
        return wanted if target.every_style else (default,)

    entries = library.project.entries(found)
    problems.extend(problem for problem in found if problem.code == "E12")
    for entry in entries:
        for style, ending in ((style, each.ending) for each in TARGETS.values() for style in styles_of(each)):
            name = output_name(entry, style, default, ending)
            names.add(name)
            other, other_style = owners.setdefault(normalize("NFC", name).casefold(), (entry, style))
            if (other, other_style) != (entry, style):
                own, its = library.project.name(entry.path), library.project.name(other.path)
                message = f"two files would be called '{name}': {its} in the style '{other_style}', and this one"
                message += f" in '{style}'" if style != default else ""
                problems.error("E19", Span(own, 1, 1), message, "give the style or the handout another name")
    return frozenset(names)


def output_name(entry: Entry, style: str, default_style: str, ending: str) -> str:
    """`x.pdf` in the default style, `x.es.large-print.pdf` in another."""
    return f"{entry.stem}.{ending}" if style == default_style else f"{entry.stem}.{style}.{ending}"


def _row(opened: Opened, path: str, style: str, file: File) -> Built:
    edition = opened.edition
    return Built(
        path=path,
        slug=edition.slug,
        title=edition.title_text,
        language=edition.language,
        style=style,
        version=edition.version,
        pages=file.pages,
        bytes=len(file.data),
        sha256=hashlib.sha256(file.data).hexdigest(),
        state=edition.state,
        digest=edition.digest,
        fonts=file.fonts,
    )


def hold_to_limits(library: Library, opened: Opened, problems: Problems) -> None:
    """The rules that the clinic says fail a build, those about doses in a schedule of medicines, and unknown rules.

    Nothing is imported for them when there are none.
    """
    for rules in _held_to(opened):
        found = library.advice(opened.handout, problems, rules)
        problems.extend(problem for problem in found if problem.severity is Severity.ERROR)


def _held_to(opened: Opened) -> Iterator[str]:
    """How the codes of the rules begin that may fail this handout: all where the clinic has checks."""
    if opened.clinic.checks is not None:
        yield ""
        return
    if flow.has_schedule(opened.edition.body):
        yield "MD"
    if opened.handout.allow:
        from handout.lint.codes import may_be_allowed

        if not all(may_be_allowed(allow.rule.text) for allow in opened.handout.allow):
            yield "GV11"


def nothing_to_build(root: Path, files: Sequence[Path] = ()) -> Problem:
    """The problem of a project without a handout, or of the clinic named alone."""
    if files:
        place = Span(Project(root).name(files[0]), 1, 1)
        return Problem(place, Severity.ERROR, "E11", NOT_A_HANDOUT, "name the file of a handout, or none for all")
    place = Span((root / "content").as_posix(), 1, 1)
    return Problem(place, Severity.ERROR, "E11", "there is no handout here", "start one with: handout new wound-care")


def _next_due(opened: Opened, today: date) -> date | None:
    """The last day on which the same text surely gives the same files.

    The day after, a sign-off that is named runs out, one that was given ahead of its day begins to hold, or the
    handout is withdrawn.
    """
    dues = [due_day(sign_off, opened.clinic) for sign_off in opened.survey.status.sign_offs]
    begins = [signing_day(sign_off) for sign_off in opened.survey.sign_offs]
    source = None if opened.following is None else opened.following.source
    begins += [
        one.withdrawn.on.date for one in (opened.handout, source) if one is not None and one.withdrawn is not None
    ]
    dues += [day - timedelta(days=1) for day in begins]
    return min((due for due in dues if due >= today), default=None)
