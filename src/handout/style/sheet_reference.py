"""Write the reference of style sheets as Markdown: properties and parts, from the declarations that are read."""

from __future__ import annotations

from handout.part import KINDS, Part
from handout.reading.key_reference import in_words
from handout.style.parts import PARTS
from handout.style.properties import Style, obeyed
from handout.style.settings import Setting, settings
from handout.style.values import to_hex


def properties_table() -> str:
    """Each property of a style: what it takes, what holds when no sheet says, what it means."""
    rows = [
        f"| `{entry.name}` | {in_words(entry.shape)} | {_default(entry)} | {entry.doc} |"
        for entry in settings(Style).values()
    ]
    return "\n".join(["| property | value | default | meaning |", "| --- | --- | --- | --- |", *rows])


def parts_table() -> str:
    """Each part of a handout that a sheet styles."""
    rows = [
        f"| `{name}` | {part.doc}{_like(part)} | {part.kind.name} | {_smallest(part.smallest, part.on)} |"
        for name, part in PARTS.items()
    ]
    return "\n".join(["| style | what it is | kind | smallest size |", "| --- | --- | --- | --- |", *rows])


def kinds_table() -> str:
    """What parts of each kind obey; anything else that is typed on them is an error."""
    order = list(settings(Style))
    rows = [f"| {kind.name} | {_obeyed(sorted(obeyed(kind), key=order.index))} |" for kind in KINDS]
    return "\n".join(["| kind | obeys |", "| --- | --- |", *rows])


def _like(part: Part) -> str:
    return f" Like `{part.like}` in a sheet that does not name it." if part.like else ""


def _obeyed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _smallest(points: float, on: tuple[str, ...]) -> str:
    return f"{points:g}pt" if on else ""


def _default(entry: Setting) -> str:
    match entry.default:
        case None:
            return ""
        case bool():
            return f"`{str(entry.default).lower()}`"
        case float():
            return f"`{entry.default:g}pt`" if in_words(entry.shape).startswith("length") else f"`{entry.default:g}`"
        case (float() as red, float() as green, float() as blue):
            return f"`{to_hex((red, green, blue))}`"
        case _:
            return f"`{entry.default}`"
