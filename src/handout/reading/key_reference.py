"""Write the reference of a record's keys as Markdown, from the same declarations that are read."""

from __future__ import annotations

from typing import assert_never

from handout.reading.key_types import Choice, Flag, Keyed, KeyType, Many, Number, OpenMapping, Own, SomeText, keys


def reference(kind: type, title: str) -> str:
    """A section with a table of keys for the record, and one for each record inside it, in the order they occur."""
    order = _records(kind)
    titles = {record: _called(Keyed(record)).capitalize() for record in order} | {kind: title}
    sections = [_section(record, f"{'#' if record is kind else '##'} {titles[record]}") for record in order]
    return "\n\n".join(sections) + "\n"


def in_words(shape: KeyType, *, several: bool = False) -> str:
    """What a value is, in words."""
    match shape:
        case SomeText():
            return "texts" if several else "text"
        case Flag():
            return "`true` or `false`"
        case Number():
            return ("whole number" if shape.whole else "number") + ("s" if several else "")
        case Choice():
            return "one of " + ", ".join(f"`{option}`" for option in shape.options)
        case Many():
            return f"list of {in_words(shape.item, several=True)}{_count(shape)}"
        case OpenMapping():
            return f"{in_words(shape.value)} for each {in_words(shape.key)}"
        case Keyed():
            words = _called(shape)
            return f"[{words}](#{words.replace(' ', '-')})"
        case Own():
            return shape.words
        case _:
            assert_never(shape)


def _called(shape: Keyed) -> str:
    """What a record is called in a sentence: that of `get_help` has the name of its key in messages."""
    return shape.words.replace("_", " ")


def _count(shape: Many) -> str:
    least = f"at least {shape.least}" if shape.least else ""
    most = f"at most {shape.most}" if shape.most is not None else ""
    return f" ({', '.join(filter(None, (least, most)))})" if least or most else ""


def _section(kind: type, heading: str) -> str:
    rows = [
        f"| `{key.name}` | {_cell(in_words(key.shape))} | {'yes' if key.required else ''} | {_cell(key.doc)} |"
        for key in keys(kind).values()
    ]
    return "\n".join([heading, "", "| key | type | required | meaning |", "| --- | --- | --- | --- |", *rows])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _records(kind: type) -> list[type]:
    """The record and all records inside it, each once."""
    found = [kind]
    for record in found:
        # The list grows while it is walked: records inside records come after.
        for key in keys(record).values():
            found.extend(inner for inner in _inside(key.shape) if inner not in found)
    return found


def _inside(shape: KeyType) -> list[type]:
    match shape:
        case Keyed():
            return [shape.kind]
        case Many():
            return _inside(shape.item)
        case OpenMapping():
            return _inside(shape.value)
        case _:
            return []
