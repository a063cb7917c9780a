"""Stand-ins for what is required and missing: so the rest is read too, and all mistakes are reported at once."""

from handout.content.handout import Handout
from handout.problems import Problems
from handout.reading import models
from handout.reading.key_types import keys
from handout.reading.nodes import Mapping, Scalar, Sequence, YamlNode
from handout.source import Located, Span


def with_stand_ins(node: YamlNode) -> Handout | None:
    """The handout as it would be read if what is required stood there; None when even that cannot be read."""
    if not isinstance(node, Mapping):
        return None
    entries = list(node.entries)
    for entry in keys(Handout).values():
        if entry.required and models.read_shape(entry.shape, _or_nothing(node, entry.name), Problems(), "") is None:
            entries = [(key, value) for key, value in entries if key.text.text != entry.name]
            entries.append((_scalar(entry.name, node.span), _stand_in(entry.name, node.span)))
    return models.read(Handout, Mapping(tuple(entries), node.span), Problems(), "handout")


def _or_nothing(node: Mapping, name: str) -> YamlNode:
    return node.get(name) or _scalar("", node.span)


def _stand_in(name: str, span: Span) -> YamlNode:
    """Something that reads well for this key."""
    words = _scalar("…", span)
    match name:
        case "get_help":
            return _mapping(span, call=Sequence((words,), span))
        case "sections":
            return Sequence((_mapping(span, heading=words, body=Sequence((words,), span)),), span)
        case _:
            return words


def _mapping(span: Span, **values: YamlNode) -> Mapping:
    return Mapping(tuple((_scalar(name, span), value) for name, value in values.items()), span)


def _scalar(text: str, span: Span) -> Scalar:
    return Scalar(Located(text, ((0, span),)), plain=True, span=span)
