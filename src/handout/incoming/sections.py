"""Arrange parts under headings: the first two levels in use are sections and sections inside them."""

from __future__ import annotations

from handout.incoming.tree import Heading, Incoming, Paragraph, SourcePart, SourceRun, SourceRuns, Telling
from handout.record import Mutable, field, replace


class SourceSection(Mutable):
    """A heading (none where the source has none) and what stands below it."""

    heading: SourceRuns
    body: list[SourcePart] = field(default_factory=list)
    sections: list[SourceSection] = field(default_factory=list)


def with_title(incoming: Incoming) -> Incoming:
    """The source with its title: of that style, or a first heading 1 that is alone."""
    headings = [part for part in incoming.parts if isinstance(part, Heading)]
    if incoming.title or not headings:
        return incoming
    first = headings[0]
    is_alone = first.level == 1 and sum(heading.level == 1 for heading in headings) == 1
    if not is_alone or first is not incoming.parts[0]:
        return incoming
    return replace(incoming, title=first.pieces, parts=incoming.parts[1:])


def arranged(incoming: Incoming) -> list[SourceSection]:
    """The sections, in order; what stands before the first heading is in a section without one."""
    levels = sorted({part.level for part in incoming.parts if isinstance(part, Heading)})
    sections: list[SourceSection] = []
    for part in incoming.parts:
        if not isinstance(part, Heading):
            _place(sections).body.append(part)
            continue
        rank = levels.index(part.level)
        if rank == 0:
            sections.append(SourceSection(heading=part.pieces))
        elif rank == 1:
            if not sections:
                sections.append(SourceSection(heading=()))
            sections[-1].sections.append(SourceSection(heading=part.pieces))
        else:
            _place(sections).body.append(_as_words(part, incoming.telling))
    return sections


def _place(sections: list[SourceSection]) -> SourceSection:
    if not sections:
        sections.append(SourceSection(heading=()))
    return sections[-1].sections[-1] if sections[-1].sections else sections[-1]


def _as_words(heading: Heading, telling: Telling) -> Paragraph:
    telling.changed(heading.place, "a heading of a third level or deeper stands as strong words")
    strong = tuple(replace(piece, strong=True) if _is_words(piece) else piece for piece in heading.pieces)
    return Paragraph(pieces=strong, place=heading.place)


def _is_words(piece: SourceRun) -> bool:
    return piece.note is None and not piece.is_break
