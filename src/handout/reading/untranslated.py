"""Refuse a translation that still holds words copied from the source to be translated."""

from __future__ import annotations

from collections.abc import Iterator

from handout.problems import Problems
from handout.reading.nodes import Mapping, Scalar, Sequence, YamlNode
from handout.source import Span

MARK = "(translate)"
"""Stands before every text that `handout translate` copied; the translator takes it out with the words after it."""
WHAT_TO_DO = f"put the translation in place of each '{MARK}' and the words after it"


def refuse_untranslated(node: YamlNode, problems: Problems) -> None:
    """Tell that texts still bear the mark (E35): how many, at the first of them."""
    places = [*_marked(node)]
    if places:
        message = "this text is not translated yet"
        if len(places) > 1:
            message = f"{len(places)} texts are not translated yet; this is the first"
        problems.error("E35", places[0], message, WHAT_TO_DO)


def _marked(node: YamlNode) -> Iterator[Span]:
    match node:
        case Scalar():
            at = node.text.text.find(MARK)
            while at >= 0:
                yield node.text.at(at)
                at = node.text.text.find(MARK, at + len(MARK))
        case Sequence():
            for item in node.items:
                yield from _marked(item)
        case Mapping():
            for _, value in node.entries:
                yield from _marked(value)
