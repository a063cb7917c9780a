"""The sections of a handout in reading order, and the ids that links lead to."""

import unicodedata
from collections.abc import Collection, Iterator

from handout.content.handout import Section
from handout.record import replace
from handout.source import Span
from handout.text.phrase import plain


def every_section(sections: tuple[Section, ...]) -> Iterator[Section]:
    """The sections and all sections inside them, in reading order."""
    for section in sections:
        yield section
        yield from every_section(section.sections)


def without(sections: tuple[Section, ...], left_out: Collection[Section]) -> tuple[Section, ...]:
    """The sections but those that are left out, at any level."""
    if not left_out:
        return sections
    spans = {section.span for section in left_out}
    return tuple(
        replace(section, sections=without(section.sections, left_out))
        for section in sections if section.span not in spans
    )  # fmt: skip


def section_ids(sections: tuple[Section, ...]) -> dict[Span, str]:
    """The id of each section by its place: as typed, else its heading as an id, with -2 when that is taken."""
    listed = tuple(every_section(sections))
    taken = {str(section.id) for section in listed if section.id is not None}
    return {section.span: str(section.id) if section.id is not None else _free(section, taken) for section in listed}


def slug_of(heading: str) -> str:
    """A heading as an id: its letters and digits, whatever their script, in lower case, joined by hyphens."""
    characters = (char if unicodedata.category(char)[0] in "LMN" else " " for char in heading.casefold())
    return "-".join("".join(characters).split()) or "section"


def _free(section: Section, taken: set[str]) -> str:
    slug = slug_of(plain(section.heading))
    name, count = slug, 1
    while name in taken:
        count += 1
        name = f"{slug}-{count}"
    taken.add(name)
    return name
