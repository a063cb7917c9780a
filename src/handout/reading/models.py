"""Read a YAML mapping into a record, key by key, by the types its fields declare."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar, assert_never

from handout.problems import Problems, Severity, near
from handout.reading.key_types import (
    Choice,
    Declaration,
    Flag,
    Key,
    Keyed,
    KeyType,
    Many,
    Number,
    OpenMapping,
    Own,
    SomeText,
    Sort,
    has_span,
    keys,
    shape_of,
)
from handout.reading.line_slips import (
    glued_key,
    is_left_over,
    quoted,
    slip_in_text,
    tell_of_forgotten_hyphens,
    tell_of_parted_brackets,
    tell_of_split_texts,
)
from handout.reading.nodes import Mapping, Scalar, Sequence, YamlNode, holds_refused, kind_of
from handout.record import Declared, Record
from handout.source import Located

T = TypeVar("T", bound=Record)


def key(
    doc: str, *, required: bool = False, name: str | None = None, least: int = 0, most: int | None = None,
    sort: Sort | None = None, translated: bool | None = None,
) -> Any:  # fmt: skip
    """Declare one key of a record: what it means in one sentence, and how many entries a list may have.

    `name` is the key as typed when it is no Python name (`URL`, `container-title`). A key that may be missing is
    None then, or an empty tuple where its type is a tuple.

    `sort` is what the key is to a reader; not said, it is `text` where its type holds words, else `fact`. Text and
    facts are signed, text is translated; what else is translated says so.
    """
    about = Declaration(doc, required, name, least, most, sort, translated)
    return Declared(about) if required else Declared(about, None)


def read(kind: type[T], node: YamlNode, problems: Problems, what: str) -> T | None:
    """The record that this node holds, called `what` in messages, with every problem in it reported.

    A value that was refused is left out: the record then lacks it, or, where it is required, is None. So one run
    tells as much as it can; whoever builds looks at `problems.has_errors`.

    A record may name a key whose value may also be typed alone, without any key (`ALONE`), and may see to it that its
    values agree with each other: `agrees(problems, is_whole)` tells what does not, and gives False to be refused.
    `is_whole` is False when something in it was refused.

    What programs export (`TAKES_EMPTY_TEXTS`) may hold keys with an empty text, as if they were not there. A record
    that names the keys whose lines matter (`KEEPS_LINES`) has the lines of every other text joined by blanks. What is
    surely another program's record is told once where a record can (`refusal_of_export`).
    """
    before = len(problems.found)
    alone = None if kind.ALONE is None else keys(kind)[kind.ALONE]
    if alone is None or _has_keys(kind, alone, node):
        record = _read_keys(kind, node, problems, what)
    elif (glued := glued_to(kind, node)) is not None:
        problems.error("E01", node.span, *glued)
        return None
    else:
        value = _filled(alone.shape, node, problems, f"'{what}'", optional=False)
        record = None if value is None else kind(**{alone.field: value, "span": node.span})
    agrees = getattr(kind, "agrees", None)
    if record is None or agrees is None:
        return record
    is_whole = not any(problem.severity is Severity.ERROR for problem in problems.found[before:])
    is_whole = is_whole and not (problems.found and holds_refused(node))
    return record if agrees(record, problems, is_whole) else None


def glued_to(kind: type[Record], node: YamlNode) -> tuple[str, str] | None:
    """What to tell of a text that begins with a key of this record, and a colon without a blank: `heading:Day`."""
    text = node.text.text if isinstance(node, Scalar) and node.plain else ""
    return glued_key(text) if ":" in text and text.partition(":")[0] in keys(kind) else None


def _has_keys(kind: type[Record], alone: Key, node: YamlNode) -> bool:
    """Whether this is to be read key by key, not as the value of the key that may be typed alone."""
    return isinstance(node, Mapping) and (isinstance(alone.shape, Many) or not is_text_with_colon(node, kind))


def _read_keys(kind: type[T], node: YamlNode, problems: Problems, what: str) -> T | None:
    if not isinstance(node, Mapping):
        _wrong_kind(
            node, f"{'an' if what[0] in 'aeio' else 'a'} {what} with its keys", problems, _hint_for_keys(kind, node)
        )
        return None
    known = keys(kind)
    values: dict[str, object] = {entry.field: entry.absent for entry in known.values() if not entry.required}
    whole = True
    before = len(problems.found)
    may_be_empty = getattr(kind, "TAKES_EMPTY_TEXTS", False)
    keeps_lines: frozenset[str] | None = getattr(kind, "KEEPS_LINES", None)
    typed = {name.text.text for name, _ in node.entries}
    needed = [entry for entry in known.values() if entry.required and entry.name not in typed]
    homes: frozenset[str] = frozenset()
    if not typed <= known.keys():
        if (refusal := getattr(kind, "refusal_of_export", None)) and refusal(node, typed, problems):
            return None
        from handout.reading.stray_keys import read_strays

        needed, homes = read_strays(node, known, needed, problems, what)
    for name, value in node.entries:
        entry = known.get(name.text.text)
        if entry is None or (may_be_empty and not entry.required and _is_empty_text(value)):
            continue
        if entry.name in homes and isinstance(value, Scalar):
            whole = whole and not entry.required
            continue
        found = _filled(entry.shape, value, problems, f"'{entry.name}'", optional=not entry.required)
        if found is not None:
            is_joined = keeps_lines is not None and type(found) is Located and entry.name not in keeps_lines
            values[entry.field] = found.on_one_line() if is_joined else found
        elif entry.required:
            whole = False
    whole = whole and not any(entry.required and entry.name not in typed for entry in known.values())
    if len(problems.found) > before:
        from handout.reading.stray_keys import parted, still_needed

        if (mended := parted(node, known, problems, before)) is not None:
            return _read_keys(kind, mended, problems, what)
        needed = still_needed(needed, known.keys(), what, node, problems, before)
    if len(needed) > 1 and not node.entries:
        hint = f"write its keys: {', '.join(f'{entry.name}: …' for entry in needed)}"
        problems.error("E06", node.span, f"this {what} is empty", hint)
    elif not typed or not typed.isdisjoint(known):
        for entry in needed:
            problems.error("E04", node.span, f"this {what} needs '{entry.name}'", _what_to_type(entry), entry.name)
    if not whole:
        return None
    if has_span(kind):
        values["span"] = node.span
    return kind(**values)


def _is_empty_text(node: YamlNode) -> bool:
    """Whether a program wrote a text of nothing (`""`): it means that there is none."""
    return isinstance(node, Scalar) and not node.plain and node.is_empty


def read_as(
    hint: Any, node: YamlNode, problems: Problems, what: str, *, least: int = 0, most: int | None = None
) -> Any:
    """A value of any type that a key may have (`tuple[Phrase, ...]`, say), or None when it was refused.

    For whoever reads a node by hand. `what` is the word for it in messages.
    """
    return read_shape(_known_shape(hint, least, most), node, problems, what)


@cache
def _known_shape(hint: Any, least: int, most: int | None) -> KeyType:
    return shape_of(hint, least, most)


def read_shape(shape: KeyType, node: YamlNode, problems: Problems, what: str) -> Any:
    """A value of this shape, or None when it is empty or was refused."""
    return _filled(shape, node, problems, what if what.startswith(_ENTRY) else f"'{what}'", optional=False)


def refuse(node: YamlNode, expected: str, problems: Problems, hint: str | None = None) -> None:
    """Tell that a node is of the wrong kind (E05): `expected a list, found text`. For types that read themselves."""
    _wrong_kind(node, expected, problems, hint)


def read_text(node: YamlNode, expected: str, problems: Problems) -> Located | None:
    """What a scalar says; None for any other node, which is refused. For types that read themselves."""
    if isinstance(node, Scalar):
        return node.text
    refuse(node, expected, problems)
    return None


def is_text_with_colon(node: YamlNode, kind: type[Record]) -> bool:
    """Whether what was read as one key with its value is rather a text that holds a colon (`Check BP: 120/80`).

    For what may be a text or keys: the key is none of this record's, nor close to one.
    """
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        return False
    typed, known = node.entries[0][0].text.text, [*keys(kind)]
    return typed not in known and not (near(typed, known) or "").startswith("did you mean")


def unknown_keys(node: Mapping, known: Iterable[str], problems: Problems, what: str) -> None:
    """Tell of the keys that are none of those known here (E02). For types that read themselves."""
    known = frozenset(known)
    if any(name.text.text not in known for name, _ in node.entries):
        from handout.reading.stray_keys import tell_of_stray_keys

        tell_of_stray_keys(node, known, problems, what)


def _filled(shape: KeyType, node: YamlNode, problems: Problems, name: str, *, optional: bool) -> Any:
    """The value of a shape, or None when it is empty or refused."""
    if isinstance(node, Scalar) and node.is_refused:
        return None
    if isinstance(node, Scalar) and node.is_empty and not _takes_empty(shape):
        _tell_of_nothing(shape, node, problems, name, optional=optional)
        return None
    return _value(shape, node, problems, name)


def _tell_of_nothing(shape: KeyType, node: Scalar, problems: Problems, name: str, *, optional: bool) -> None:
    """Tell that a value is empty (E06), and what took its text away if there was one."""
    away = "take the entry out" if name.startswith(_ENTRY) else "take the key out" if optional else ""
    word = node.text.text.strip() if node.plain else ""
    typed = word if node.comment is None else node.comment
    quoting = f"quote it: {quoted(typed)}" if typed and _is_text(shape) else ""
    value = "type true or false" if isinstance(shape, Flag) else "type a value"
    message, hint = f"{name} is empty", f"{value}, or {away}" if away else value
    if node.comment is not None:
        message += ": YAML drops everything from the '#' on"
        hint = quoting or "type a value"
    elif word:
        message += f": to YAML '{word}' is the word for nothing"
        hint = f"{away or 'type a value'}; to print it, {quoting}" if quoting else hint
    problems.error("E06", node.span, message, hint)


def _is_text(shape: KeyType) -> bool:
    return isinstance(shape, SomeText) or (isinstance(shape, Own) and "string" in shape.reader.schema().get("type", ""))


def _takes_empty(shape: KeyType) -> bool:
    return isinstance(shape, Own) and bool(getattr(shape.reader, "takes_empty", False))


def _value(shape: KeyType, node: YamlNode, problems: Problems, name: str) -> Any:
    match shape:
        case Own():
            return shape.reader.read(node, problems)
        case Keyed():
            return read(shape.kind, node, problems, shape.words)
        case Many():
            return _many(shape, node, problems, name)
        case OpenMapping():
            return _table(shape, node, problems, name)
        case SomeText() | Flag() | Number() | Choice():
            if not isinstance(node, Scalar):
                from handout.reading.simple_shapes import wanted

                _wrong_kind(node, wanted(shape), problems)
                return None
            return _scalar(shape, node, problems)
        case _:
            assert_never(shape)


_ENTRY = "an entry"
"""How the name of what has no key begins."""
_OF_SHORT_NAMES = ("'columns'", "'rows'")
"""Keys whose entries are headings, not sentences: Day 1, 2 p.m."""


def _many(shape: Many, node: YamlNode, problems: Problems, name: str) -> tuple[object, ...] | None:
    reader = getattr(shape.item, "reader", None)
    if not isinstance(node, Sequence):
        slip = slip_in_text(node)
        if slip is not None:
            problems.error("E05", node.span, *slip)
            return None
        in_list = getattr(reader, "in_list", None)
        hint = in_list(node) if in_list else f"start each entry of {name} with '- ' on a line of its own"
        if isinstance(shape.item, Keyed):
            hint = _hint_for_pasted(shape.item.kind, node) or hint
        _wrong_kind(node, "a list", problems, hint)
        return None
    flat = getattr(reader, "of_flat", None)
    if flat and not holds_refused(node) and node.items and all(isinstance(item, Scalar) for item in node.items):
        problems.error("E05", node.span, *flat(node.items))
        return None
    count = len(node.items)
    if count < shape.least:
        from handout.reading.stray_keys import may_be_several

        if may_be_several(node, problems):
            return None
        message = f"{name} needs at least {shape.least} {'entry' if shape.least == 1 else 'entries'}"
        problems.error("E07", node.span, message, "write each entry on a line of its own, after '- '")
        return None
    if shape.most is not None and count > shape.most:
        message = f"{name} has {count} entries; the most is {shape.most}"
        problems.error("E07", node.items[shape.most].span, message, "take out or join the rest")
    if isinstance(shape.item, Keyed) and shape.item.kind.ALONE is None and _are_texts(node):
        _filled(shape.item, node.items[0], problems, name, optional=True)
        return None  # All others lack the same.
    if tell_of_parted_brackets(node, problems):
        return None
    tell_of_forgotten_hyphens(node.items, problems)
    if not name.startswith(_ENTRY) and name not in _OF_SHORT_NAMES:
        tell_of_split_texts(node.items, problems)  # A row of a table has as many cells as the table has columns.
    one = name if name.startswith(_ENTRY) else f"{_ENTRY} of {name}"
    before = len(problems.found)
    found = [_filled(shape.item, item, problems, one, optional=True) for item in node.items]
    if isinstance(shape.item, Keyed) and len(problems.found) > before:
        from handout.reading.stray_keys import forget_strange_entries

        forget_strange_entries(node, shape.item, problems, before)
    return tuple(item for item in found if item is not None)


def _are_texts(node: Sequence) -> bool:
    """Whether there are several entries, and each is a text."""
    return len(node.items) > 1 and all(isinstance(item, Scalar) and not item.is_empty for item in node.items)


def _table(shape: OpenMapping, node: YamlNode, problems: Problems, name: str) -> dict[object, object] | None:
    if not isinstance(node, Mapping):
        sample = getattr(getattr(shape.key, "reader", None), "EXAMPLE", "key")
        _wrong_kind(node, "keys with values", problems, hint=f"write '{sample}: …' on a line of its own under {name}")
        return None
    found = {}
    for typed, value in node.entries:
        label = _value(shape.key, typed, problems, name)
        if label is None:
            continue
        content = _filled(shape.value, value, problems, f"'{typed.text}'", optional=True)
        if content is not None:
            found[label.text if isinstance(label, Located) else label] = content
    return found


_WHOLE = r"-?(?:0|[1-9][0-9]{0,14})"
_DECIMAL = rf"{_WHOLE}(?:\.[0-9]{{1,15}})?"


def _scalar(shape: SomeText | Flag | Number | Choice, node: Scalar, problems: Problems) -> object | None:
    text = node.text.text
    match shape:
        case SomeText():
            return node.text
        case Flag():
            if node.plain and text in ("true", "false"):
                return text == "true"
        case Number():
            if node.plain and re.fullmatch(_WHOLE if shape.whole else _DECIMAL, text):
                number = int(text) if shape.whole else float(text)
                if shape.least is None or number >= shape.least:
                    return number
        case Choice():
            if text in shape.options:
                return text
        case _:
            assert_never(shape)
    if not is_left_over(node.text, node.span, problems):
        from handout.reading.simple_shapes import why_not

        problems.error("E07", node.span, *why_not(shape, text))
    return None


def _wrong_kind(node: YamlNode, expected: str, problems: Problems, hint: str | None = None) -> None:
    from handout.reading.kind_hints import hint_for_kind

    hint = hint or hint_for_kind(node, is_text="text" in expected)
    problems.error("E05", node.span, f"expected {expected}, found {kind_of(node)}", hint)


def _hint_for_pasted(record: type[Record], node: YamlNode) -> str | None:
    """What a record says (`pasted`) of a text in its place that another program wrote."""
    pasted: Callable[[str], str | None] | None = getattr(record, "pasted", None)
    return pasted(node.text.text) if pasted is not None and isinstance(node, Scalar) else None


def _hint_for_keys(record: type[Record], node: YamlNode) -> str:
    """The key to begin with: the first that is required, else the first there is."""
    if (hint := _hint_for_pasted(record, node)) is not None:
        return hint
    known = sorted(keys(record).values(), key=lambda entry: not entry.required)
    return f"write its keys, such as '{known[0].name}: …'"


def _what_to_type(entry: Key) -> str:
    match entry.shape:
        case Many():
            return f"type '{entry.name}:' and a list under it. {entry.doc}"
        case Keyed() | OpenMapping():
            return f"type '{entry.name}:' and its keys under it. {entry.doc}"
        case _:
            return f"type '{entry.name}: …'. {entry.doc}"
