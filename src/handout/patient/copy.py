"""One patient's copy: the added part and the reviewed text in one PDF, or the reasons why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from handout.build import hold_to_limits
from handout.content.clinic import Clinic
from handout.content.handout import Handout, Section
from handout.content.languages import language_of
from handout.content.left_overs import check_texts
from handout.content.project import Entry
from handout.content.values import Language
from handout.library import Library, Opened
from handout.limits import in_time, size_limits
from handout.locales import locale_for
from handout.patient.added import added_part, printed_for_one
from handout.patient.appointments import Surroundings
from handout.patient.bundle import START
from handout.patient.choosing import ChosenSections, chosen
from handout.patient.days import check_days
from handout.patient.details import PatientDetails
from handout.patient.fhir import read_fhir
from handout.patient.filled_in import tell_unsettled, to_be_filled_in
from handout.patient.label import check_label
from handout.patient.quiet import errors, quieted
from handout.patient.typed import looks_like_table, read_csv, read_yaml
from handout.problems import HandoutError, Problem, Problems, Severity, near
from handout.record import Record
from handout.source import Span
from handout.targets.pdf import make_pdf

MOST = 2_000_000
"""How many bytes of data one patient may have."""


class NoTranslation(Exception):
    """The handout is not there in the language that was asked for; says in which it is."""


class PrintRequest(Record):
    """What was asked for. `form` is yaml, fhir or csv; None: as the data look. `sections` None: all."""

    file: Path
    root: Path
    today: date
    form: str | None = None
    sections: tuple[str, ...] | None = None
    style: str | None = None
    language: str | None = None
    draft: bool = False


def copy_for(data: bytes, order: PrintRequest, problems: Problems) -> bytes:
    """The PDF; raises HandoutError with all that stands against it. `problems` gets what else is to be reported."""
    library = Library(order.root, order.today)
    choices: list[ChosenSections] = []

    def leave_out(handout: Handout) -> tuple[Section, ...]:
        choices.append(chosen(handout, order.sections))
        return choices[-1].left_out

    entry = _entry(library, order)
    with in_time(library.clinic, library.project.name(entry.path), order.root):
        found = Problems()
        opened = library.open(entry, found, leave_out=leave_out)
        if opened is None or found.has_errors:
            raise HandoutError(errors(found))
        _refuse_unsigned(opened, draft=order.draft)
        hold_to_limits(library, opened, found)
        if found.has_errors:
            raise HandoutError(errors(found))
        details = _told(data, order, opened.clinic, problems)
        for name in choices[-1].linked_only:
            problems.warning(
                "W74", Span(opened.edition.file, 1, 1), f"the section '{name}' is printed too: another links to it"
            )
        return _made(library, opened, details, choices[-1], order, problems)


def _entry(library: Library, order: PrintRequest) -> Entry:
    """The handout that was named, or its translation."""
    problems = Problems()
    entry = library.one(order.file, problems)
    if entry is None:
        raise HandoutError(errors(problems))
    if order.language is None:
        return entry
    # The one that was named comes first, which may lie outside of the library.
    same = [entry, *(one for one in library.chosen([], Problems()) if one.slug == entry.slug and one != entry)]
    found = {_language(library, one): one for one in reversed(same)}
    wanted = Language.canonical(order.language) or order.language
    of_regions = [tag for tag in found if tag.startswith(f"{wanted}-")]
    if wanted in found or len(of_regions) == 1:  # pt may be pt-BR, and where there is pt-PT too nobody knows which.
        return found[wanted if wanted in found else of_regions[0]]
    raise NoTranslation(
        f"{library.project.name(entry.path)} is not there in '{order.language}'"
        f" ({near(order.language, found, 'languages')})"
    )


def _language(library: Library, entry: Entry) -> str:
    """The language of a handout: that of its file's name, else what it says, else the clinic's."""
    handout = None if entry.language else library.handout(entry, Problems())
    return entry.language or (handout and language_of(handout, library.clinic)) or "en"


def _refuse_unsigned(opened: Opened, *, draft: bool) -> None:
    """What may not be released is given to no patient; a draft only to try a print out."""
    survey = opened.survey
    if survey.withdrawn is not None:
        raise HandoutError([survey.withdrawn])
    if draft:
        return
    refusals = (*survey.obstacles, opened.unsigned_words, opened.unsigned_source)
    against = [problem for problem in refusals if problem is not None and problem.severity is Severity.ERROR]
    if against:
        raise HandoutError(against)


def _told(data: bytes, order: PrintRequest, clinic: Clinic, problems: Problems) -> PatientDetails:
    if len(data) > MOST:
        problems.error("E73", START, f"there are more than {MOST} bytes of data for one patient")
    own = Problems()
    details = None if len(data) > MOST else _read(data, order, clinic, own)
    if details is not None:
        check_label(details, own)
        check_days(details, order.today, str(clinic.language or "en"), own)
        tell_unsettled(details, own)
    problems.extend(own)
    if details is None or own.has_errors:
        raise HandoutError(errors(problems))
    return details


def _read(data: bytes, order: PrintRequest, clinic: Clinic, problems: Problems) -> PatientDetails | None:
    is_fhir = data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"[", b"<"))
    form = order.form or ("fhir" if is_fhir else "csv" if looks_like_table(data) else "yaml")
    own = str(clinic.language or "en")
    if form in ("csv", "yaml"):
        details = read_csv(data, problems) if form == "csv" else read_yaml(data, problems)
        left = Problems()
        if details is not None:
            check_texts(to_be_filled_in(details), str(details.language or own), left)
        problems.extend(quieted(errors(left)))
        return details
    zone = None if clinic.timezone is None else str(clinic.timezone)
    around = Surroundings(
        decimal_mark=lambda tag: decimal_mark(tag or own), timezone=zone, today=order.today, language=own
    )
    return read_fhir(data, around, problems)


def decimal_mark(tag: str) -> str:
    """The mark that parts a number in this language: a full stop where it is used, as prescriptions have it."""
    locale = locale_for(tag, START, Problems())
    marks = "." if locale is None else locale.template("decimal_marks")
    return "." if "." in marks else marks[0]


def _made(
    library: Library,
    opened: Opened,
    details: PatientDetails,
    choice: ChosenSections,
    order: PrintRequest,
    problems: Problems,
) -> bytes:
    """Both parts laid out and painted. Of what goes wrong here no word is told, since it may be the patient's."""
    found = Problems()
    limits = size_limits(opened.clinic)
    sheet = library.sheet(order.style or library.styles[0], found)
    if sheet is None or found.has_errors:
        raise HandoutError(errors(found))
    language = str(details.language or opened.clinic.language or "en")
    before = added_part(details, opened.edition, opened.locale, language, found)
    edition = printed_for_one(opened.edition, opened.locale, choice.printed)
    made = None if found.has_errors else make_pdf(edition, sheet, found, limits.pages, before=before)
    if made is None or found.has_errors:
        raise HandoutError(quieted(errors(found)))
    if len(made.data) > limits.bytes:
        raise HandoutError(_too_heavy(opened, limits.bytes))
    if made.before > 1:
        problems.warning("W75", details.patient.span, f"the added part takes {made.before} pages", "shorten the notes")
    return made.data


def _too_heavy(opened: Opened, most: int) -> Sequence[Problem]:
    problems = Problems()
    problems.error("E61", Span(opened.edition.file, 1, 1), f"this print would have more than {most} bytes")
    return tuple(problems)
