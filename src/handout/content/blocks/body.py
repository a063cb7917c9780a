"""Read a body: a list whose entries are text or blocks, each block one key, its kind."""

import re
from typing import Any

from handout.content.blocks.block import Block, schema_for
from handout.content.blocks.page_break import PageBreak
from handout.content.values import PICTURE_ENDINGS, Prose
from handout.problems import Problems, near
from handout.reading.line_slips import glued_key, quoted, slip_in_text
from handout.reading.models import read_as, refuse
from handout.reading.nodes import Mapping, Scalar, Sequence, YamlNode

_LONGEST = 20
"""Letters that the name of a kind has at most, and its colon."""


class BodyReader:
    """Reads a body whose blocks are of these kinds; one text alone needs no list around it.

    Kinds that may stand `elsewhere` are known, and refused here; so are fewer entries than the `least`.
    """

    holds_words = True

    def __init__(self, kinds: dict[str, Any], elsewhere: frozenset[str] = frozenset(), least: int = 0) -> None:
        self.kinds = kinds
        self.elsewhere = elsewhere
        self.least = least

    def read(self, node: YamlNode, problems: Problems) -> tuple[Prose | Block, ...] | None:
        if isinstance(node, Scalar):
            slip = self._glued(node) or slip_in_text(node, self.kinds)
            if slip is not None:
                problems.error("E05", node.span, *slip)
                return None
            prose = Prose.read(node, problems)
            return None if prose is None else (prose,)
        if not isinstance(node, Sequence):
            first = node.entries[0][0].text.text if isinstance(node, Mapping) and node.entries else ""
            hint = f"write '- ' before '{first}', and indent what belongs to it" if first else None
            refuse(node, "a list of texts and blocks", problems, hint)
            return None
        if len(node.items) < self.least:
            hint = "write each entry on a line of its own, after '- '"
            problems.error("E07", node.span, f"'body' needs at least {self.least} entry", hint)
            return None
        parts = (self._part(item, problems) for item in node.items)
        return tuple(part for part in parts if part is not None)

    def schema(self) -> dict[str, Any]:
        blocks = [
            {
                "type": "object",
                "properties": {name: schema_for(kind)},
                "required": [name],
                "additionalProperties": False,
            }
            for name, kind in self.kinds.items()
        ]
        several = {"type": "array", "items": {"anyOf": [Prose.schema(), *blocks]}}
        return {"title": "list of texts and blocks", "anyOf": [several, Prose.schema()]}

    def _part(self, node: YamlNode, problems: Problems) -> Prose | Block | None:
        match node:
            case Mapping(entries=((name, value),)):
                return self._block(name, value, node.typed, problems)
            case Mapping(entries=()):
                problems.error("E06", node.span, "this block is empty", f"its kind is one of {self._names}")
                return None
            case Mapping():
                self._refuse_several(node, problems)
                return None
            case Scalar() if (slip := self._glued(node)) is not None:
                problems.error("E05", node.span, *slip)
                return None
            case Scalar(plain=True) if self._is_name(node.text.text):
                self._refuse_name(node, problems)
                return None
            case Scalar():
                found: Prose | None = read_as(Prose, node, problems, "an entry of 'body'")
                return found
            case Sequence(in_flow=False, items=(_, _, *_)):
                hint = "write '- |' and the list below it; or a block, such as '- checklist:' with the list below it"
                problems.error("E05", node.span, "expected a block or text, found a list", hint)
                return None
            case _:
                refuse(node, "a block or text", problems)
                return None

    def _glued(self, node: Scalar) -> tuple[str, str] | None:
        """What to tell of a text that begins with the name of a kind and a colon without a blank: it would print."""
        text = node.text.text
        kind = text[:_LONGEST].replace("：", ":").partition(":")[0]
        slip = glued_key(text) if node.plain and (kind in self.kinds or kind in self.elsewhere) else None
        if slip is None:
            return None
        value = text[len(kind) + 1 :].strip()
        below = f"write '- {kind}:' and what belongs to it on the lines below"
        is_whole = value.startswith(("[", "{")) or self.kinds.get(kind) is PageBreak
        mending = f"write: - {kind}: {value}" if is_whole else below
        return slip[0], f"{mending}; to print it as text, quote it: {quoted(text)}"

    def _is_name(self, text: str) -> bool:
        """Whether a text is the name of a kind, or begins with one that is no word: `page_break true`."""
        return (_first_word(text) if "_" in text[:12] else text) in self.kinds

    def _refuse_name(self, node: Scalar, problems: Problems) -> None:
        """The name of a kind without its colon would print as a paragraph."""
        kind = _first_word(node.text.text)
        whole = f"{kind}: true" if self.kinds[kind] is PageBreak else f"{kind}:"
        below = "" if whole.endswith("true") else " and what belongs to it on the lines below"
        message = f"'{kind}' is the name of a block, and no colon with a space stands after it"
        problems.error(
            "E06", node.span, message, f"write '{whole}'{below}; to print the word, quote it: {quoted(node.text.text)}"
        )

    @property
    def _names(self) -> str:
        return ", ".join(self.kinds)

    def _block(self, name: Scalar, value: YamlNode, typed: str, problems: Problems) -> Block | None:
        """The block of this kind; `typed` is its line, where it is one that may be meant as a text."""
        kind = name.text.text
        if kind in self.kinds:
            block: Block | None = read_as(self.kinds[kind], value, problems, kind)
            return block
        if kind in self.elsewhere:
            problems.error("E02", name.span, f"a {kind} cannot stand inside another block", "move it out of this one")
            return None
        hint = near(kind, self.kinds)
        is_word = kind != kind.lower() and kind.lower() not in self.kinds
        if is_word or _may_lead_in(kind, value, self.kinds):
            hint = None  # A capital begins a sentence, not the name of a kind; "bullets:" may lead in a list.
        if hint is None or not hint.startswith("did you mean"):
            if isinstance(value, Sequence) or not kind.isidentifier():
                _refuse_lead_in(name, value, typed, problems)
                return None
            hint = f"blocks: {self._names}"
            if isinstance(value, Scalar) and (is_word or value.text.text or typed.startswith(("?", "{"))):
                hint = f"to print it as text, quote it: {quoted(typed or f'{kind}: {value.text}'.rstrip())}"
        problems.error("E02", name.span, f"unknown block '{kind}'", hint)
        return None

    def _refuse_several(self, node: Mapping, problems: Problems) -> None:
        """Two keys: the second is a key of the block that was not indented, or a block without its own '- '."""
        names = [name for name, _ in node.entries]
        first, second = names[0].text.text, names[1].text.text
        if second in self.kinds:
            hint = f"start '{second}' on a line of its own with '- '"
        elif first in self.kinds and second in self._keys_of(first):
            hint = f"indent '{second}' by two more spaces, so that it belongs to '{first}'"
        else:
            hint = "indent what belongs to the block by two more spaces than its kind"
        problems.error("E05", names[1].span, f"a block has one key, its kind; '{second}' is a second one", hint)

    def _keys_of(self, kind: str) -> set[str]:
        """The keys that a block of this kind takes, when it takes any."""
        schema = schema_for(self.kinds[kind])
        return set().union(*(part.get("properties", {}) for part in (schema, *schema.get("anyOf", []))))


def _first_word(text: str) -> str:
    return re.split(r"[\s:=;]", text, maxsplit=1)[0]


def _may_lead_in(kind: str, value: YamlNode, kinds: dict[str, Any]) -> bool:
    """Whether a text, or a list of texts, stands behind a word that is only called like a kind elsewhere.

    The name of a picture's file and `true` are no texts: picture: images/wound.png, pagebreak: true.
    """
    from handout.other_names import named_otherwise

    first = value.items[0] if isinstance(value, Sequence) and value.items else value
    if not isinstance(first, Scalar) or first.text.text == "true" or first.text.text.lower().endswith(PICTURE_ENDINGS):
        return False
    return named_otherwise(kind, kinds) is not None


def _refuse_lead_in(name: Scalar, value: YamlNode, typed: str, problems: Problems) -> None:
    """Tell of words with a colon, and a list or more words behind it: a text, which YAML takes for a key."""
    kind = name.text.text
    if isinstance(value, Sequence):
        message = f"'{kind}:' has a list below it, and is a key to YAML"
        hint = (
            f"write '- |', below it '{kind}:', an empty line, and the entries, each after '- '; "
            f"or: - checklist: {{title: {kind}, items: […]}}"
        )
    else:
        message = f"unknown block '{kind}'"
        words = f" {value.text}" if isinstance(value, Scalar) and value.text.text else ""
        hint = f"to print it as text, quote it: {quoted(typed or f'{kind}:{words}')}"
    problems.error("E02", name.span, message, hint)
