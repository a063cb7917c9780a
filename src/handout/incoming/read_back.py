"""Read a handout that was written, and give all its words in the order of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.incoming.tree import CannotImport
from handout.incoming.witness import without_marks
from handout.problems import InternalError, Problems
from handout.reading import yaml_file
from handout.reading.characters import GARBLED
from handout.reading.nodes import Mapping, Scalar, Sequence, YamlNode
from handout.source import Located
from handout.text import markdown
from handout.text.phrase import Phrase, plain

_FACTS = frozenset({"version", "language", "image", "decorative", "id", "type"})
_PLAIN = frozenset({"alt"})


def words_read(text: str) -> str | None:
    """The words that a reader of this handout is told; None when it is too large to be one.

    What a lost sign left is refused in a handout until its author has typed the sign; here it is words.
    """
    problems = Problems()
    root = yaml_file.parse(re.sub(GARBLED, _joined, text).encode("utf-8"), "import", problems)
    if root is None:
        codes = {problem.code for problem in problems}
        if "E10" in codes:
            return None
        if codes == {"E09"}:
            raise CannotImport(next(iter(problems)).message)
        raise InternalError(f"the handout that was written cannot be read: {next(iter(problems)).message}")
    return without_marks("\n".join(_words(root, in_references=False)))


def _joined(garbled: re.Match[str]) -> str:
    """The characters, with one between them that joins words and is no word."""
    return f"{garbled[0][0]}\u2060{garbled[0][1:]}"


def _words(node: YamlNode, *, in_references: bool, in_body: bool = False) -> Iterator[str]:
    match node:
        case Scalar():
            yield from _said(node.text, in_body)
        case Sequence():
            for item in node.items:
                yield from _words(item, in_references=in_references, in_body=in_body)
        case Mapping():
            for key, value in node.entries:
                name = str(key.text)
                if name in _FACTS:
                    continue
                if isinstance(value, Scalar) and (name in _PLAIN or (in_references and name == "title")):
                    yield value.text.text
                else:
                    deeper = in_references or name == "references"
                    yield from _words(value, in_references=deeper, in_body=name == "body")


def _said(text: Located, in_body: bool) -> Iterator[str]:
    phrases: Iterator[Phrase]
    if in_body:
        phrases = markdown.phrases(markdown.parse_blocks(text, Problems()))
    else:
        phrases = iter((markdown.parse_inline(text, Problems()),))
    yield from (plain(phrase) for phrase in phrases)
