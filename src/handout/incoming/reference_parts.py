"""What a reference is made of, as CSL-JSON has it: names, days, a title; what is none of these is refused."""

from collections.abc import Sequence
from typing import Any, TypeAlias

CslItem: TypeAlias = dict[str, Any]
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class NoReference(Exception):
    """What was given is no reference that can be read; says why in plain words."""


def name_of(typed: str) -> CslItem:
    """A name as `Family, Given, Suffix`; without a comma it is that of an organisation."""
    parts = [part.strip() for part in typed.split(",")]
    if len(parts) == 1:
        return {"literal": parts[0]}
    names = ("family", "given", "suffix")
    if len(parts) > len(names):
        raise NoReference(f"'{typed}' is no name such as 'Family, Given'")
    return {name: part for name, part in zip(names, parts, strict=False) if part}


def day_of(parts: Sequence[str]) -> list[int]:
    """Year, month and day, as far as they are given as numbers."""
    found: list[int] = []
    for part in parts[:3]:
        if not (part.isascii() and part.isdigit()):
            break
        found.append(int(part))
    if not found or found[0] < 1000:
        raise NoReference(f"'{'/'.join(parts)}' is no year")
    return found


def with_title(item: CslItem) -> CslItem:
    """A reference that has the title without which nothing can be printed."""
    if not item.get("title"):
        raise NoReference("this reference has no title")
    return item
