"""The whole file of a new translation: the skeleton, and the record of the text it was copied from."""

from handout.content.handout import Handout
from handout.problems import HandoutError, Problems
from handout.reading import records, yaml_file
from handout.reading.nodes import Mapping
from handout.translation.alignment import aligned
from handout.translation.blocks import blocks_of
from handout.translation.record import brought_in_step, with_record
from handout.translation.skeleton import skeleton


def started(source: bytes, name: str, language: str) -> bytes:
    """A translation to be made from this source, which was read without errors. `name` is that of the new file."""
    root = _root(source, name)
    data = skeleton(source, root, language)
    pairs = aligned(blocks_of(_handout(_root(data, name))), blocks_of(_handout(root)), ())
    return with_record(data, name, brought_in_step(pairs, None))


def _root(data: bytes, name: str) -> Mapping:
    problems = Problems()
    root = yaml_file.parse(data, name, problems)
    if not isinstance(root, Mapping) or problems.has_errors:
        raise HandoutError(problems)
    return root


def _handout(root: Mapping) -> Handout:
    problems = Problems()
    handout = records.read(Handout, root, problems, "handout")
    if handout is None or problems.has_errors:
        raise HandoutError(problems)
    return handout
