"""How a Word file sets words off, or out of sight, that a handout does not: with a line, a colour, capitals, white."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from handout.incoming.word_package import W
from handout.incoming.word_styles import Styles, is_on, value

LEAST_SIZE = 8
"""Half points; letters that are smaller are no letters to read."""
_COLUMN = re.compile(r"[^\s._…][^\S\t]*+\t\s*+[^._…]")
"""A tab between words; lines and dots are blanks to write on."""
_TYPED_MARK = re.compile(r"(?:[\W_]{1,3}|o|\(?\w{1,4}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)[^\S\t]*+\t\s*+")
"""The bullet or number of a list that was typed."""
_WHITEST, _GREYEST = 0xF0, 0x40
"""The least of each colour in a white, and the most that the colours of a grey differ by."""


def not_taken(properties: Element | None, *, is_link: bool) -> Iterator[str]:
    """What is told of the looks that a run names itself and that do not come along."""
    if properties is None:
        return
    if value(properties.find(f"{W}u")) not in ("", "none") and not is_link:
        yield "underlined words have no line here: make them strong if it matters"
    if value(properties.find(f"{W}highlight")) not in ("", "none"):
        yield "highlighted words have no colour behind them here: make them strong if it matters"
    if is_on(properties.find(f"{W}caps")) or is_on(properties.find(f"{W}smallCaps")):
        yield "words that Word shows in capitals stand as they were typed"


def is_coloured(properties: Element | None) -> bool:
    """Whether a run gives itself a colour that is no grey, as in "the words in red"."""
    channels = _channels(None if properties is None else properties.find(f"{W}color"))
    return channels is not None and max(channels) - min(channels) > _GREYEST


def is_unseen(properties: Element | None, style: str, styles: Styles, *, is_shaded: bool) -> bool:
    """Whether nobody sees a run on paper: it is too small, or white, with no colour behind it (17.3.2.6, 17.3.2.38)."""
    half_points = value(styles.of_run(properties, style, "sz"))
    if half_points.isascii() and half_points.isdigit() and int(half_points[:4]) < LEAST_SIZE:
        return True
    channels = _channels(styles.of_run(properties, style, "color"))
    if is_shaded or channels is None or min(channels) < _WHITEST:
        return False
    shade = styles.of_run(properties, style, "shd")
    return not is_fill(shade) and value(styles.of_run(properties, style, "highlight")) in ("", "none", "white")


def shades(element: Element, styles: Styles) -> bool:
    """Whether a page, a table, a cell or a paragraph puts a colour behind its words; the style of a table may."""
    name = element.tag.removeprefix(W)
    if name == "background":
        return element.get(f"{W}color", "auto").lower() not in ("auto", "ffffff")
    properties = element.find(f"{W}{name}Pr")
    if properties is None:
        return name == "p" and _is_shaded_by(styles, "")
    if name == "tbl" and properties.find(f"{W}tblStyle") is not None:
        return True
    own = properties.find(f"{W}shd")
    if own is not None or name != "p":
        return is_fill(own)
    return _is_shaded_by(styles, value(properties.find(f"{W}pStyle")))


def is_in_columns(paragraph: Element) -> bool:
    """Whether tabs set words of a paragraph apart from one another."""
    if next(paragraph.iter(f"{W}tab"), None) is None:
        return False
    marks = {f"{W}t": None, f"{W}tab": "\t"}
    runs = (child for run in paragraph.iter(f"{W}r") for child in run if child.tag in marks)
    words = "".join(marks[child.tag] or child.text or "" for child in runs).strip()
    mark = _TYPED_MARK.match(words)
    return _COLUMN.search(words, mark.end() if mark else 0) is not None


def _is_shaded_by(styles: Styles, style: str) -> bool:
    shades = (found.find(f"{W}pPr/{W}shd") for found in styles.chain(style or styles.usual))
    return is_fill(next((shade for shade in shades if shade is not None), None))


def is_fill(shade: Element | None) -> bool:
    """Whether shading has a colour that white words are read on."""
    if shade is None:
        return False
    return value(shade) not in ("", "clear", "nil") or shade.get(f"{W}fill", "auto").lower() not in ("auto", "ffffff")


def _channels(color: Element | None) -> tuple[int, ...] | None:
    typed = value(color)
    if re.fullmatch("[0-9A-Fa-f]{6}", typed) is None:
        return None
    return tuple(int(typed[at : at + 2], 16) for at in (0, 2, 4))


def with_first_letters(elements: Iterable[Element]) -> Iterator[tuple[Element, int]]:
    """The elements with each letter that hangs beside a paragraph put before its words, where it is read.

    Each comes with how many paragraphs of the file it is. A drop cap is a paragraph of its own there (17.3.1.11).
    """
    hanging: list[Element] = []
    for element in elements:
        if _hangs(element):
            hanging.append(element)
        elif hanging and element.tag == f"{W}p":
            at = 0 if element.find(f"{W}pPr") is None else 1
            element[at:at] = [run for letter in hanging for run in _letters(letter)]
            yield element, len(hanging) + 1
            hanging = []
        else:
            yield from ((letter, 1) for letter in hanging)
            hanging = []
            yield element, 1
    yield from ((letter, 1) for letter in hanging)


def _hangs(element: Element) -> bool:
    frame = element.find(f"{W}pPr/{W}framePr") if element.tag == f"{W}p" else None
    return frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin")


def _letters(paragraph: Element) -> list[Element]:
    """What stands in a paragraph that hangs, on the line of the words that it begins."""
    for looks in paragraph.iter(f"{W}rPr"):
        looks[:] = [look for look in looks if look.tag != f"{W}position"]
    return [child for child in paragraph if child.tag != f"{W}pPr"]
