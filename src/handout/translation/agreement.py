"""See that a translated block keeps what no language changes: its numbers, citations, links, entries and choices.

Numbers are compared text by text: see `figures`; so are words and their opposites: see `opposites`. In blocks with
entries (steps, tables, medicines) each entry is compared with its own, so that morning and evening doses cannot be
swapped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping

from handout.content.members import choices, compared, numbers
from handout.content.phrases import parts_in
from handout.content.values import ImagePath, Prose
from handout.record import Record
from handout.source import Located, Span
from handout.text.markdown import MdBlock, MdList
from handout.text.phrase import Break, Citation, Link, Phrase, Text, is_phrase, plain
from handout.translation.conversions import Conversion
from handout.translation.number_words import UNKNOWN, NumberWords
from handout.translation.opposites import reversals
from handout.translation.partners import moved
from handout.translation.same_numbers import differences
from handout.translation.small_words import added_not, doubts


class Disagreement(Record, kw_only=False):
    """What differs, in words, with the place in the translation and the place in the source.

    `is_doubt`: it may well be the same, said in another way. `conversion`: the amounts that were only converted.
    """

    message: str
    place: Span | None
    source: Span | None
    is_doubt: bool = False
    conversion: Conversion | None = None


class _Unit(Record, kw_only=False):
    """A stretch whose numbers belong together: where it stands in its block, its text, what it cites and links to."""

    path: str
    text: str
    cited: frozenset[str]
    targets: frozenset[str]
    span: Span | None
    choice: str = ""


def disagreements(
    translated: object,
    source: object,
    sections: Mapping[str, str],
    source_sections: Mapping[str, str],
    words: tuple[NumberWords, NumberWords] = (UNKNOWN, UNKNOWN),
    converted: Collection[str] = (),
    languages: tuple[str | None, str | None] = (None, None),
) -> Iterator[Disagreement]:
    """What a translated block says otherwise than its source's. The mappings give each section id a common name.

    `words` are how the two languages say numbers. `converted` are the texts that say other numbers, or the opposite, on
    purpose (the number of a local line), `as_allowed`. `languages` are the tags of the two.
    """
    own, original = [*_units("", translated, sections)], [*_units("", source, source_sections)]
    if [unit.path for unit in own] != [unit.path for unit in original]:
        yield Disagreement("its entries are not those of its source", own[0].span if own else None, None)
        own, original = [_joined(own)], [_joined(original)]
    for unit, other in zip(own, original, strict=True):
        is_converted = bool(converted) and as_allowed(unit.text) in converted
        if not is_converted:
            for said in _said_otherwise(unit.text, other.text, words, languages):
                conversion = said if isinstance(said, Conversion) else None
                yield Disagreement(str(said), unit.span, other.span, conversion=conversion)
            for message in doubts(unit.text, other.text, languages):
                yield Disagreement(message, unit.span, other.span, is_doubt=True)
        for message in _differences(unit, other):
            yield Disagreement(message, unit.span, other.span)


def texts_in(value: object) -> Iterator[str]:
    """The texts of a record that are compared, each as it is read."""
    return (unit.text for unit in _units("", value, {}))


def as_allowed(text: str) -> str:
    """A text as it is read, by which an `allow` names it: what cites, such as `tablets [@a].`, reads `tablets.`"""
    folded = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    return re.sub(r" (?=[.,;:!?)\]])", "", folded)


def _said_otherwise(
    text: str, other: str, words: tuple[NumberWords, NumberWords], languages: tuple[str | None, str | None]
) -> Iterator[str | Conversion]:
    """What the words and numbers of a text say otherwise; places are compared where all the numbers are there."""
    found = list(differences(text, other, words))
    yield from found or moved(text, other, words, languages)
    yield from reversals(text, other, languages)
    yield from added_not(text, other, languages)


def _differences(unit: _Unit, other: _Unit) -> Iterator[str]:
    """What two units say otherwise by what no language changes: choices, citations, links."""
    if unit.choice != other.choice:
        yield f"it has {unit.choice}; its source has {other.choice}"
    if unit.cited != other.cited:
        yield f"it cites {_listed(unit.cited)}; its source cites {_listed(other.cited)}"
    if unit.targets != other.targets:
        yield f"it links to {_listed(unit.targets)}; its source links to {_listed(other.targets)}"


def _units(path: str, value: object, sections: Mapping[str, str]) -> Iterator[_Unit]:
    match value:
        case None | bool() | Span():
            return
        case int():
            yield _Unit(path, str(value), frozenset(), frozenset(), None)
        case Prose():
            yield from _prose(path, value.blocks, sections)
        case ImagePath():
            yield _Unit(f"{path} {value.path}", "", frozenset(), frozenset(), value.span)
        case Located():
            yield _Unit(path, value.text, frozenset(), frozenset(), value.span)
        case tuple() if is_phrase(value):
            yield _phrase(path, value, sections)
        case tuple():
            for number, part in enumerate(value, 1):
                yield from _units(f"{path}/{number}", part, sections)
        case str():
            yield _Unit(path, value, frozenset(), frozenset(), None)
        case Record() if type(value).__str__ is not object.__str__:
            yield _Unit(path, str(value), frozenset(), frozenset(), getattr(value, "span", None))
        case Record():
            yield from _choices(path, value)
            for name in compared(type(value)):
                yield from _units(f"{path}/{name}", getattr(value, name), sections)
        case _:
            return


def _choices(path: str, value: Record) -> Iterator[_Unit]:
    """What the author chose of a few words, or gave as a number: it says the same in every language."""
    for field, name in numbers(type(value)).items():
        number = getattr(value, field)
        said = f"no '{name}'" if number is None else f"'{name}: {number}'"
        yield _Unit(f"{path}/{name}", "", frozenset(), frozenset(), getattr(value, "span", None), said)
    for field, (name, usual) in choices(type(value)).items():
        choice = f"the {name} '{getattr(value, field) or usual}'"
        yield _Unit(f"{path}/{name}", "", frozenset(), frozenset(), getattr(value, "span", None), choice)


def _prose(path: str, blocks: tuple[MdBlock, ...], sections: Mapping[str, str]) -> Iterator[_Unit]:
    """Paragraphs beside each other are one stretch, which translators divide otherwise; entries of lists are not."""
    paragraphs: list[_Unit] = []
    for block in (*blocks, None):
        if isinstance(block, MdList) or block is None:
            if paragraphs:
                yield _joined(paragraphs)
                paragraphs = []
            for count, item in enumerate(block.items if block is not None else (), 1):
                yield from _prose(f"{path}/list/{count}", item, sections)
        else:
            paragraphs.append(_phrase(f"{path}/text", block.phrase, sections))


def _phrase(path: str, phrase: Phrase, sections: Mapping[str, str]) -> _Unit:
    parts = tuple(parts_in(phrase))
    cited = frozenset(key for part in parts if isinstance(part, Citation) for key, _ in part.keys)
    targets = frozenset(_target(part.target, sections) for part in parts if isinstance(part, Link))
    return _Unit(path, plain(phrase), cited, targets, _first(phrase))


def _target(target: str, sections: Mapping[str, str]) -> str:
    return sections.get(target[1:], target) if target.startswith("#") else target


def _joined(units: list[_Unit]) -> _Unit:
    return _Unit(
        units[0].path if units else "",
        "\n".join(unit.text for unit in units),
        frozenset().union(*(unit.cited for unit in units)),
        frozenset().union(*(unit.targets for unit in units)),
        units[0].span if units else None,
    )


def _first(phrase: Phrase) -> Span | None:
    for part in phrase:
        if isinstance(part, Break):
            continue
        found = part.span if isinstance(part, Text) else _first(getattr(part, "children", ()))
        if found is not None:
            return found
    return None


def _listed(found: frozenset[str]) -> str:
    return ", ".join(sorted(found)) or "none"
