"""How a Word file sets words off that a handout does not set off: with a line, a colour behind them, or capitals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from handout.incoming.package import W
from handout.incoming.word_styles import is_on, value


def not_taken(properties: Element | None) -> Iterator[str]:
    """What is told of the looks that a run names itself and that do not come along."""
    if properties is None:
        return
    if value(properties.find(f"{W}u")) not in ("", "none"):
        yield "underlined words have no line here: make them strong if it matters"
    if value(properties.find(f"{W}highlight")) not in ("", "none"):
        yield "highlighted words have no colour behind them here: make them strong if it matters"
    if is_on(properties.find(f"{W}caps")):
        yield "words that Word shows in capitals stand as they were typed"


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
