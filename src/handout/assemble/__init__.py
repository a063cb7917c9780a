"""Make the edition of a handout: worded, expanded, its citations numbered, with what every page carries."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from handout import flow
from handout.assemble.about import about, roles_as_typed
from handout.assemble.back import disclaimer, language_help, references, warn_of_uncited
from handout.assemble.citations import Citations
from handout.assemble.front import front
from handout.assemble.running import running
from handout.assemble.tear_off import part_tear_off
from handout.content.blocks import Expansion, expand_body
from handout.content.blocks.block import place
from handout.content.clinic import Clinic
from handout.content.handout import Handout, Section
from handout.content.languages import in_language, language_of, language_of_name
from handout.content.sections import section_ids, without
from handout.content.values import ImagePath
from handout.edition import Edition
from handout.locales import Locale
from handout.problems import Problems
from handout.review.status import ReviewStatus
from handout.source import Span
from handout.text.phrase import SOFT_HYPHEN, Typed, one_line, plain

HEADINGS: tuple[tuple[flow.TextRole, str], ...] = (("H2", "heading-1"), ("H3", "heading-2"), ("H4", "heading-3"))

Pictures = Callable[[ImagePath], flow.Picture | None]


def assemble(
    handout: Handout, clinic: Clinic, locale: Locale, status: ReviewStatus, pictures: Pictures,
    *, slug: str, file: str, problems: Problems, left_out: Collection[Section] = (),
) -> Edition:  # fmt: skip
    """The edition of a handout that has been checked (`check_handout`); a reference nobody cites is reported here.

    `left_out` are the sections that a print for one patient leaves out; "About this handout" names them.
    """
    language = language_of(handout, clinic) or locale.tag
    title = one_line(handout.title)
    citations = Citations(
        known=frozenset(reference.id.text for reference in handout.references),
        announce=lambda number: locale.say("citation", number=number),
        linked=clinic.references_mode != "on-request",
    )
    ids = section_ids(handout.sections)
    typed = sections(without(handout.sections, left_out), ids, locale, pictures, problems)
    said, cut_off = part_tear_off(typed)
    before = citations.nodes((
        *front(handout, clinic, locale, language),
        *said,
        *language_help(clinic, language),
        *disclaimer(handout, clinic, locale, language),
    ))  # fmt: skip
    # "About this handout" and a tear-off are printed last, but may cite: the list before them must know.
    last = citations.nodes((about(handout, clinic, status, locale, language, left_out), *cut_off))
    listed = tuple(references(handout, clinic, citations, locale))
    warn_of_uncited(handout, citations, problems)
    return Edition(
        slug=slug,
        file=file,
        language=language,
        direction=locale.direction_of(language),
        title=handout.title,
        title_text=title,
        subject=_searched(plain(handout.purpose)),
        author=_searched(clinic.name.text),
        keywords=tuple(_searched(keyword.text) for keyword in handout.keywords),
        version=None if handout.version is None else handout.version.text,
        published=None if handout.published is None else handout.published.date.isoformat(),
        audience=None if handout.audience is None else _searched(plain(handout.audience)),
        codes=tuple((code.system, code.code.text) for code in handout.codes),
        digest=status.digest,
        state=status.state.value,
        body=(*before, *listed, *last),
        running=running(
            title=title,
            clinic=_searched(clinic.name.text),
            clinic_language=language_of_name(clinic, language),
            version=None if handout.version is None else handout.version.text,
            disclaimer=_short_disclaimer(clinic, locale, language),
            source=handout.source,
            status=status,
            locale=locale,
            roles=len(roles_as_typed(clinic)),
        ),
        logo=None if clinic.logo is None else pictures(clinic.logo),
        numbers=tuple(number.text for number in (clinic.phone, clinic.emergency) if number is not None),
        divisions=_divisions(clinic),
    )


def _searched(text: str) -> str:
    """A text as people search for it."""
    return text.replace(SOFT_HYPHEN, "")


def _divisions(clinic: Clinic) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The words that may be cut, by language."""
    return tuple((str(tag), tuple(word.text for word in words)) for tag, words in (clinic.divisions or {}).items())


def sections(
    typed: tuple[Section, ...],
    ids: Mapping[Span, str],
    locale: Locale,
    pictures: Pictures,
    problems: Problems,
    level: int = 0,
) -> Iterator[flow.Section[Typed]]:
    """Sections as the flow has them, each with its sections inside."""
    role, style = HEADINGS[level]
    expansion = Expansion(say=locale.say, language=locale.tag, level=level + 2, pictures=pictures, problems=problems)
    for section in typed:
        span = place(section.heading, section.span)
        heading = flow.Text(phrase=section.heading, role=role, style=style, id=ids[section.span], span=span)
        inside = sections(section.sections, ids, locale, pictures, problems, level + 1) if section.sections else ()
        children = (*expand_body(section.body, expansion), *inside)
        yield flow.Section(heading=heading, children=children, span=section.span)


def _short_disclaimer(clinic: Clinic, locale: Locale, language: str) -> str:
    typed = in_language(clinic.short_disclaimer, language)
    return locale.say("short_disclaimer") if typed is None else plain(typed).replace("\n", " ")
