"""Find every phrase of an author's in a handout, whatever it stands in."""

from collections.abc import Iterator
from functools import cache

from handout.record import Record
from handout.source import Located, Span
from handout.text.phrase import Citation, Emphasis, Foreign, Link, Phrase, Strong, Typed, is_phrase


def phrases_in(value: object) -> list[Phrase]:
    """The phrases in a record, in the order of its keys. Knows no kind of block, so that a new kind is covered too."""
    found: list[Phrase] = []
    _gather(value, found)
    return found


def _gather(value: object, found: list[Phrase]) -> None:
    """Add the phrases in a value to those found before it."""
    if isinstance(value, tuple):
        if is_phrase(value):
            found.append(value)
        else:
            for part in value:
                _gather(part, found)
    elif isinstance(value, dict):
        for part in value.values():
            _gather(part, found)
    else:
        kind: type = type(value)
        for name in _members(kind):
            part = getattr(value, name)
            if part:
                _gather(part, found)


@cache
def _members(kind: type) -> tuple[str, ...]:
    """The fields of a record that may hold phrases; none of what is no record."""
    if not issubclass(kind, Record) or issubclass(kind, Located | Span):
        return ()
    return tuple(name for name in kind.__struct_fields__ if name != "span")


def parts_in(phrase: Phrase) -> Iterator[Link[Typed] | Citation]:
    """The links and citations in a phrase, those inside others too."""
    for part in phrase:
        match part:
            case Link():
                yield part
                yield from parts_in(part.children)
            case Citation():
                yield part
            case Strong() | Emphasis() | Foreign():
                yield from parts_in(part.children)
            case _:
                pass
