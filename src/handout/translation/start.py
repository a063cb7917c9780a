"""The whole file of a translation, new or brought up to date: the source's texts, marked, and what they follow."""

from __future__ import annotations

from collections.abc import Sequence

from handout.content.handout import Handout
from handout.problems import HandoutError, Problems
from handout.reading import models, yaml_file
from handout.reading.nodes import Mapping
from handout.translation.alignment import AlignedPair, aligned
from handout.translation.blocks import blocks_of
from handout.translation.followed_lines import brought_in_step, with_record
from handout.translation.insertion import with_missing
from handout.translation.skeleton import skeleton


def started(source: bytes, name: str, language: str) -> bytes:
    """A translation to be made from this source, which was read without errors. `name` is that of the new file."""
    root = _root(source, name)
    data = skeleton(source, root, language)
    pairs = aligned(blocks_of(_handout(_root(data, name))), blocks_of(_handout(root)), ())
    return with_record(data, name, brought_in_step(pairs, None))


def updated(source: bytes, data: bytes, name: str, pairs: Sequence[AlignedPair]) -> bytes:
    """The translation's file with the source's new blocks in their places; as it was where that cannot be done.

    What each block follows stays; which block it is of, in today's words, is written down, so that it is known again.
    """
    after = with_missing(source, _root(source, name), data, _root(data, name), pairs)
    problems = Problems()
    root = yaml_file.parse(after, name, problems)
    if after == data or not isinstance(root, Mapping) or problems.has_errors:
        return data
    lines = brought_in_step(pairs, ())
    return with_record(after, name, lines) if lines else after


def _root(data: bytes, name: str) -> Mapping:
    problems = Problems()
    root = yaml_file.parse(data, name, problems)
    if not isinstance(root, Mapping) or problems.has_errors:
        raise HandoutError(problems)
    return root


def _handout(root: Mapping) -> Handout:
    problems = Problems()
    handout = models.read(Handout, root, problems, "handout")
    if handout is None or problems.has_errors:
        raise HandoutError(problems)
    return handout
