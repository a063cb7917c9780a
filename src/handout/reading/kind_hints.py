"""Say how a value is typed where a list, keys or text were found in its place."""

from __future__ import annotations

from handout.reading.line_slips import FILL_IN, quoted
from handout.reading.nodes import Mapping, Scalar, Sequence, YamlNode


def hint_for_kind(node: YamlNode, *, is_text: bool) -> str:
    """How one value is typed where a list or keys were found."""
    typed = hint_for_text(node) if is_text else None
    match node:
        case Mapping(entries=()) | Sequence(items=()):
            return "type a value in the place of the empty brackets"
        case Sequence(in_flow=False, items=(Mapping() | Sequence(), *_)):
            return typed or "take out one of the two hyphens"
        case Sequence():
            return typed or "write one value, without a list"
        case Mapping():
            return typed or "write the value alone, without keys"
        case _:
            return "write its keys below it, each on a line of its own"


def hint_for_text(node: YamlNode) -> str | None:
    """How to quote text that YAML took for a mapping or a list."""
    match node:
        case Mapping(entries=((Scalar() as name, Sequence()),)):
            return f"there is no room for a list here; end '{name.text}' without the colon, and say the rest in words"
        case Mapping(entries=((Scalar() as name, Scalar() as value), *_)):
            if len(node.entries) > 1:
                return None
            said = f"write the text without a key: {value.text}" if value.text.text else FILL_IN
            alone = f"{said}; or, " if node.typed.startswith("{") else ""
            return f"{alone}quote it: {quoted(node.typed or f'{name.text}: {value.text}'.rstrip())}"
        case Sequence(items=(Scalar() as first,), in_flow=False):
            if first.is_empty:
                return "take out one of the two hyphens, and write the text after the other"
            minus = f'for a minus, write: "−{first.text}"; for a list, ' if first.text.text[:1].isdigit() else ""
            return f"{minus}take out the hyphen before '{first.text.text[:40]}'"
        case Sequence(items=(Scalar() as first,)):
            return f"take out the list, or quote text that starts with [: {quoted(node.typed or f'[{first.text}]')}"
        case Sequence(in_flow=True, typed=str() as typed) if typed:
            return f"take out the list; if it is one text, quote it: {quoted(typed)}"
        case _:
            return None
