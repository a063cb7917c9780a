"""Handouts side by side with a translation: which ones a clinic wants, and their files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING

from handout.content.languages import language_of
from handout.content.project import Entry
from handout.edition import Edition
from handout.jobs import Built, Job
from handout.library import Library, Opened
from handout.limits import size_limits
from handout.problems import Problem, Problems, Severity, argument
from handout.record import replace
from handout.review.status import State
from handout.source import Span
from handout.style.properties import Sheet
from handout.targets import File

if TYPE_CHECKING:
    from handout.targets.places import Watch

_RANK = (State.DRAFT.value, State.CHANGED.value, State.OVERDUE.value, State.SIGNED.value)
"""The states, the one that says most against a handout first."""


def languages_beside(job: Job, opened: Opened) -> tuple[str, ...]:
    """The languages that a handout is to be set beside: those asked for, and those the clinic pairs with its own."""
    if job.entry.language is not None:
        return ()
    return tuple(dict.fromkeys((*job.beside, *paired_with(opened))))


def paired_with(opened: Opened) -> Iterator[str]:
    """The languages that the clinic pairs with that of a handout."""
    language = language_of(opened.handout, opened.clinic)
    for pair in opened.clinic.bilingual:
        one, other = pair.languages
        if _is_same(one, language):
            yield other
        elif _is_same(other, language):
            yield one


def _is_same(tag: str, language: str | None) -> bool:
    """Whether a language is the one that a tag names: `en` names `en-US` too."""
    return language is not None and (language == tag or language.startswith(f"{tag}-"))


def translation(library: Library, entry: Entry, tag: str, opened: Opened) -> Entry | None:
    """The translation of a handout into a language, if there is one; that there is none is noted."""
    path = entry.path.parent / f"{entry.slug}.{tag}.yaml"
    return library.project.entry(path, Problems()) if opened.inputs.is_there(path) else None


def tell_of_pairs(library: Library, opened: Opened, styles: Iterable[str], problems: Problems) -> None:
    """Tell what keeps a handout from being set side by side with the translations that the clinic pairs it with."""
    if opened.entry.language is not None:
        return
    for tag in dict.fromkeys(paired_with(opened)):
        entry = translation(library, opened.entry, tag, opened)
        other = None if entry is None else library.open(entry, Problems())
        for sheet in (library.sheet(style, Problems()) for style in styles if other is not None):
            if other is not None and sheet is not None:
                made_beside(opened, other, sheet, problems)


def output_name_beside(
    entry: Entry, language: str | None, tag: str, style: str, default_style: str, ending: str
) -> str:
    """`x.en+es.pdf` in the default style, `x.en+es.large-print.pdf` in another."""
    both = f"{entry.slug}.{(language or 'en').partition('-')[0]}+{tag}"
    return f"{both}.{ending}" if style == default_style else f"{both}.{style}.{ending}"


def names_beside(
    library: Library, entries: Iterable[Entry], beside: Iterable[str], endings: Iterable[str]
) -> Iterator[str]:
    """The names of all files of two languages that the clinic pairs, or that are asked for (`beside`)."""
    clinic = library.clinic
    own = "en" if clinic is None or clinic.language is None else str(clinic.language)
    pairs = [(own, tag) for tag in beside]
    for pair in () if clinic is None else clinic.bilingual:
        one, other = map(str, pair.languages)
        pairs += [(one, other), (other, one)]
    sources = [entry for entry in entries if entry.language is None]
    for entry, (one, other), style, ending in product(sources, pairs, library.styles, endings):
        yield output_name_beside(entry, one, other, style, library.styles[0], ending)


def missing(job: Job, library: Library, tag: str) -> Problem | None:
    """That there is no translation into a language that was asked for, where handouts were named."""
    if tag not in job.beside or not job.is_named:
        return None
    name = library.project.name(job.entry.path)
    handout = library.handout(job.entry, Problems())
    own = None if handout is None else language_of(handout, library.clinic)
    if own is not None and f"{own}-".startswith(f"{tag}-"):
        message, hint = f"it is in '{own}' already", "name the language of a translation: --with es"
        return Problem(Span(name, 1, 1), Severity.ERROR, "E11", message, hint)
    message = f"there is no translation into '{tag}' to set beside it"
    hint = f"start one with: handout translate {argument(name)} --to {tag}"
    return Problem(Span(name, 1, 1), Severity.ERROR, "E11", message, hint)


def left_out_beside(own: Opened, other: Opened, obstacle: Problem) -> Problem:
    """That a handout is not set beside a translation which is left out, and why that is."""
    message = f"it is not set side by side with {other.edition.file}: {obstacle.message.removeprefix('not released: ')}"
    return Problem(Span(own.edition.file, 1, 1), Severity.WARNING, "W62", message, obstacle.hint)


def not_made(own: Entry, library: Library, entry: Entry) -> Problem:
    """That a handout is not set beside a translation which has errors or may not be released."""
    name = library.project.name(entry.path)
    message = f"it is not set side by side with {name}, which cannot be made"
    place = Span(library.project.name(own.path), 1, 1)
    return Problem(place, Severity.WARNING, "W62", message, f"see why with: handout build {argument(name)}")


def made_beside(
    own: Opened, other: Opened, sheet: Sheet, problems: Problems, watch: Watch | None = None
) -> File | None:
    """The PDF of one pair in one style; None with errors. `watch` is told where words stand."""
    from handout.targets.bilingual import make_bilingual

    editions = in_one_state(own.edition, other.edition)
    return make_bilingual(editions, sheet, problems, size_limits(own.clinic).pages, watch)


def html_beside(own: Opened, other: Opened, sheet: Sheet, problems: Problems) -> File:
    """The HTML file of one pair."""
    from handout.targets.bilingual_html import make_beside_html

    return make_beside_html(in_one_state(own.edition, other.edition), sheet)


MAKERS: Mapping[str, Callable[[Opened, Opened, Sheet, Problems], File | None]] = {
    "pdf": made_beside, "html": html_beside,
}  # fmt: skip
"""The targets that can hold two languages."""


def in_one_state(one: Edition, other: Edition) -> tuple[Edition, Edition]:
    """Two editions that both say of their page what says most against either: DRAFT, or OVERDUE.

    The review line of each stays its own.
    """
    worst = joint_state(one, other)
    return _said_to_be(one, worst), _said_to_be(other, worst)


def joint_state(one: Edition, other: Edition) -> str:
    """The state of both together: the one that says most against it."""
    return worst(one.state, other.state)


def worst(*states: str) -> str:
    """The state that says most against a handout."""
    return min(states, key=_RANK.index)


def joined(one: Edition, other: Edition) -> Edition:
    """What is said of both together: the first, with both titles, purposes, keywords, languages and digests."""
    from handout.targets.bilingual import joint_title

    return replace(
        one, title_text=joint_title((one, other)), subject=f"{one.subject} / {other.subject}",
        keywords=tuple(dict.fromkeys((*one.keywords, *other.keywords))), language=f"{one.language}+{other.language}",
        digest=f"{one.digest}+{other.digest}", state=joint_state(one, other),
    )  # fmt: skip


def _said_to_be(edition: Edition, state: str) -> Edition:
    """An edition whose pages bear the mark or flag of a state that says more against it than its own."""
    running = edition.running
    words = [flag for flag, _ in running.other_states]
    if state in (State.DRAFT.value, State.CHANGED.value) and running.mark is None:
        return replace(edition, running=replace(running, mark=words[0], flag=None))
    if state == State.OVERDUE.value and running.mark is None and running.flag is None:
        return replace(edition, running=replace(running, flag=words[2]))
    return edition


def row_beside(row: Built, own: Opened, other: Opened) -> Built:
    """The row of a file with two languages: both titles, languages and digests, and the state of both together."""
    both = joined(own.edition, other.edition)
    return replace(row, title=both.title_text, language=both.language, state=both.state, digest=both.digest)
