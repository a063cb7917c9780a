"""Find every phrase of an author's in a handout, whatever it stands in."""

from collections.abc import Iterator

from handout.late.dataclasses import fields, is_dataclass
from handout.source import Located, Span
from handout.text.phrase import Break, Citation, Cite, Emphasis, Foreign, Link, Phrase, Strong, Text

_INLINE = (Text, Strong, Emphasis, Link, Citation, Cite, Break, Foreign)


def phrases_in(value: object) -> Iterator[Phrase]:
    """The phrases in a record, in the order of its keys. Knows no kind of block, so that a new kind is covered too."""
    if isinstance(value, Located | Span):
        return
    if isinstance(value, tuple):
        if value and all(isinstance(part, _INLINE) for part in value):
            yield value
        else:
            for part in value:
                yield from phrases_in(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from phrases_in(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for entry in fields(value):
            yield from phrases_in(getattr(value, entry.name))


def parts_in(phrase: Phrase) -> Iterator[Link | Citation]:
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
