"""The bookmarks of a document: an outline tree that takes headings as they come (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handout.pdf.file.objects import PdfFile, text_string

Entry = tuple[int, str, str]
"""Level from 1, title, place."""


def write_outline(document: PdfFile, entries: Sequence[Entry], place: Callable[[str], str]) -> int:
    """The number of the outline's root; a skipped level is closed up.

    `place` gives the destination that stands for an entry's place.
    """
    root = document.reserve()
    numbers = [document.reserve() for _ in entries]
    kids = _kids(entries)
    for parent, row in kids.items():
        for own, at in enumerate(row):
            _, title, name = entries[at]
            above = root if parent < 0 else numbers[parent]
            body = f"<</Title{text_string(title)}/Parent {above} 0 R/Dest{place(name)}"
            if own:
                body += f"/Prev {numbers[row[own - 1]]} 0 R"
            if own + 1 < len(row):
                body += f"/Next {numbers[row[own + 1]]} 0 R"
            below = kids.get(at)
            if below:
                body += f"/First {numbers[below[0]]} 0 R/Last {numbers[below[-1]]} 0 R/Count {_open(below, kids)}"
            document.put(numbers[at], f"{body}>>")
    top = kids[-1]
    document.put(
        root, f"<</Type/Outlines/First {numbers[top[0]]} 0 R/Last {numbers[top[-1]]} 0 R/Count {len(numbers)}>>"
    )
    return root


def _kids(entries: Sequence[Entry]) -> dict[int, list[int]]:
    """The entries below each entry, by index; those at the top are below -1."""
    kids: dict[int, list[int]] = {}
    above: list[tuple[int, int]] = []
    for at, (level, _, _) in enumerate(entries):
        while above and above[-1][0] >= level:
            above.pop()
        kids.setdefault(above[-1][1] if above else -1, []).append(at)
        above.append((level, at))
    return kids


def _open(row: Sequence[int], kids: dict[int, list[int]]) -> int:
    """How many entries show when all of a row are open."""
    return sum(1 + _open(kids.get(at, ()), kids) for at in row)
