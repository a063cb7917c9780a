"""Cut a handout into the blocks that a translator works through, each with its kind, its name and its digest."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import chain

from handout.content.handout import Handout, Section
from handout.content.phrases import phrases_in
from handout.content.sections import every_section, section_ids
from handout.content.values import ImagePath, Prose
from handout.problems import shortened
from handout.record import Record
from handout.review.canonical import canonical_value, text_of
from handout.source import Span
from handout.text.phrase import plain


class FollowedBlock(Record):
    """One block. `name` is what an author would call it; only blocks of the same kind can follow one another."""

    kind: str
    name: str
    value: object
    span: Span

    @property
    def digest(self) -> str:
        """Sixteen hexadecimal digits over what the block tells its reader. A picture counts by its file's name."""
        text = text_of(canonical_value(self.kind, self.value, _by_name))
        return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(chain.from_iterable(plain(phrase).split() for phrase in phrases_in(self.value)))

    @property
    def first_words(self) -> str:
        """How the block begins, to know it by."""
        return shortened(" ".join(self.words))

    def __str__(self) -> str:
        return f"{self.name} ('{self.first_words}')" if self.first_words else self.name


def blocks_of(handout: Handout) -> tuple[FollowedBlock, ...]:
    """Every block of a handout that follows its source's, in the order in which it is read."""
    return tuple(_blocks(handout))


def _blocks(handout: Handout) -> Iterator[FollowedBlock]:
    for name in ("title", "subtitle", "audience", "purpose"):
        yield from _one(name, getattr(handout, name), handout.span)
    yield from _several("summary", "summary", handout.summary, handout.span)
    yield from _several("emergency", "get_help emergency", handout.get_help.emergency, handout.span)
    yield from _several("call", "get_help call", handout.get_help.call, handout.span)
    ids = section_ids(handout.sections)
    depths = {section.span: depth for depth, section in _depths(handout.sections, 1)}
    for section in every_section(handout.sections):
        yield from _section(section, ids[section.span], depths[section.span])
    for reference in handout.references:
        yield FollowedBlock(kind="reference", name=f"reference {reference.id}", value=reference, span=reference.span)
    for name in ("source", "funding", "conflicts", "disclaimer"):
        yield from _one(name, getattr(handout, name), handout.span)


def _section(section: Section, name: str, depth: int) -> Iterator[FollowedBlock]:
    yield FollowedBlock(
        kind=f"heading-{depth}", name=f"section {name}", value=section.heading,
        span=_place(section.heading, section.span),
    )  # fmt: skip
    counts: dict[str, int] = {}
    for part in section.body:
        kind = _kind(part)
        if kind == "page_break":
            continue
        counts[kind] = counts.get(kind, 0) + 1
        span = _place(part, section.span)
        yield FollowedBlock(kind=kind, name=f"section {name}, {kind} {counts[kind]}", value=part, span=span)


def _depths(sections: tuple[Section, ...], depth: int) -> Iterator[tuple[int, Section]]:
    for section in sections:
        yield depth, section
        yield from _depths(section.sections, depth + 1)


def _one(name: str, value: object, fallback: Span) -> Iterator[FollowedBlock]:
    if value is not None and value != ():
        yield FollowedBlock(kind=name, name=name, value=value, span=_place(value, fallback))


def _several(kind: str, name: str, values: tuple[object, ...], fallback: Span) -> Iterator[FollowedBlock]:
    for number, value in enumerate(values, 1):
        yield FollowedBlock(kind=kind, name=f"{name} {number}", value=value, span=_place(value, fallback))


def _kind(part: object) -> str:
    """What the author typed: text, or the kind of a block."""
    if isinstance(part, Prose):
        return "text"
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(part).__name__).lower()


def _place(value: object, fallback: Span) -> Span:
    """Where a value begins."""
    span = getattr(value, "span", None)
    if isinstance(span, Span):
        return span
    lines = canonical_value("at", value, _by_name)
    return next((line.span for line in lines if line.span is not None), fallback)


def _by_name(image: ImagePath) -> bytes:
    return image.path.encode("utf-8")
