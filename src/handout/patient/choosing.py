"""Which sections a print for one patient holds: all but those optional ones that were not asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handout.content.handout import Handout, Section
from handout.content.phrases import parts_in, phrases_in
from handout.content.sections import every_section, section_ids, without
from handout.problems import near
from handout.record import Record, replace
from handout.text.phrase import Link


class NoSuchSection(Exception):
    """A section was asked for that the handout has not; says which there are."""


class ChosenSections(Record, kw_only=False):
    """What is left out, and the ids of all that are printed; `linked_only` are those that only a link keeps."""

    left_out: tuple[Section, ...]
    printed: tuple[str, ...]
    linked_only: tuple[str, ...]


def chosen(handout: Handout, wanted: Sequence[str] | None) -> ChosenSections:
    """The choice for the optional sections of these ids; None asks for all.

    A section inside one that is asked for is printed only if it is no optional one, or asked for itself. One that is
    asked for brings the sections that it stands in. What a printed part links to is printed too.
    """
    ids = section_ids(handout.sections)
    if unknown := [name for name in wanted or () if name not in ids.values()]:
        raise NoSuchSection(
            f"this handout has no section '{unknown[0]}' ({near(unknown[0], ids.values(), 'sections')})"
        )
    names = set(ids.values()) if wanted is None else set(wanted)
    left_out = tuple(_left_out(handout.sections, {span for span, name in ids.items() if name in names}))
    linked_only: list[str] = []
    while linked := _linked_to(handout, left_out, {ids[section.span]: section for section in _inside(left_out)}):
        linked_only += linked
        names |= set(linked)
        left_out = tuple(_left_out(handout.sections, {span for span, name in ids.items() if name in names}))
    printed = tuple(ids[section.span] for section in every_section(without(handout.sections, left_out)))
    return ChosenSections(left_out, printed, tuple(linked_only))


def _left_out(sections: Sequence[Section], wanted: set[object]) -> Iterator[Section]:
    """The outermost sections that are left out."""
    for section in sections:
        is_wanted = any(part.span in wanted for part in every_section((section,)))
        if section.optional and not is_wanted:
            yield section
        else:
            yield from _left_out(section.sections, wanted)


def _inside(sections: tuple[Section, ...]) -> Iterator[Section]:
    return every_section(sections)


def _linked_to(handout: Handout, left_out: tuple[Section, ...], by_id: dict[str, Section]) -> list[str]:
    """The ids of sections left out that something printed leads to."""
    printed = replace(handout, sections=without(handout.sections, left_out))
    parts = (part for phrase in phrases_in(printed) for part in parts_in(phrase))
    targets = {part.target[1:] for part in parts if isinstance(part, Link) and part.target.startswith("#")}
    return [name for name in by_id if name in targets]
