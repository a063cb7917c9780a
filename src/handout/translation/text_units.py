"""The texts of a block one by one, as a translator works through them: paragraphs, items, cells, captions, titles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from handout.content.handout import Handout
from handout.content.members import compared, translated
from handout.content.values import ImagePath, Prose
from handout.reading.key_types import Keyed
from handout.record import Record
from handout.review.canonical import canonical_value, text_of
from handout.source import Located, Span
from handout.text.markdown import MdList, MdParagraph
from handout.text.phrase import Text, is_phrase, leaves, plain
from handout.translation.blocks import FollowedBlock


class TranslationUnit(Record):
    """One text. `path` says where it stands in its block: names of keys and numbers from 1, such as `rows/2/1`.

    `value` is what the author typed there: a phrase, or a text without marks.
    """

    path: str
    text: str
    value: object
    span: Span

    @property
    def digest(self) -> str:
        """Eight hexadecimal digits over what the text tells its reader: its words, marks, links and citations."""
        text = text_of(canonical_value("text", self.value, _no_picture))
        return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]


def units_of(block: FollowedBlock) -> tuple[TranslationUnit, ...]:
    """Every text of a block, in the order of its keys. References and the source are the same in every language."""
    is_key = block.kind in Handout.__struct_fields__ or block.kind == "reference"
    if is_key and translated(Keyed(Handout), block.kind) is None:
        return ()
    return tuple(_units("", block.value, block.span))


def digests_of(block: FollowedBlock) -> tuple[str, ...]:
    """The digests of a block's texts, for the record of what was translated; none when the block is one text."""
    units = units_of(block)
    return tuple(unit.digest for unit in units) if len(units) > 1 else ()


def changed_units(recorded: Sequence[str], todays: Sequence[TranslationUnit]) -> tuple[TranslationUnit, ...]:
    """Those of today's texts that are not among the recorded ones (digests), in order."""
    digests = [unit.digest for unit in todays]
    matcher = SequenceMatcher(None, recorded, digests, autojunk=False)
    return tuple(
        unit
        for operation, _, _, start, end in matcher.get_opcodes() if operation != "equal"
        for unit in todays[start:end]
    )  # fmt: skip


def _units(path: str, value: object, near: Span) -> Iterator[TranslationUnit]:
    match value:
        case Located():
            yield TranslationUnit(path=path, text=value.text, value=value, span=value.span)
        case Prose():
            yield from _units(path, value.blocks, value.span)
        case MdParagraph():
            yield from _units(path, value.phrase, value.span)
        case MdList():
            yield from _units(path, value.items, value.span)
        case tuple() if is_phrase(value):
            place = next((leaf.span for leaf in leaves(value) if isinstance(leaf, Text)), None)
            yield TranslationUnit(path=path, text=plain(value), value=value, span=place or near)
        case tuple():
            for number, part in enumerate(value, 1):
                yield from _units(f"{path}/{number}".lstrip("/"), part, near)
        case ImagePath() | Span():
            return
        case Record() if type(value).__str__ is object.__str__:
            own = getattr(value, "span", near)
            for name in compared(type(value)):
                yield from _units(f"{path}/{name}".lstrip("/"), getattr(value, name), own)
        case _:
            return


def _no_picture(image: ImagePath) -> bytes:
    return image.path.encode("utf-8")
