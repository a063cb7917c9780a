"""The drawings of a Word file: the boxes of text in them, and what of them a handout cannot hold."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from handout.incoming.tree import Telling
from handout.incoming.word_package import MC, A, C, W

V = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
CHART = f"{C}chart"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_SIDES = ("l", "t", "r", "b")


def wordart(element: Element) -> str | None:
    """The words of a WordArt of older kind, which stand in an attribute."""
    return element.get("string") if element.tag == f"{V}textpath" else None


def tell_drawings(run: Element, place: str, telling: Telling) -> None:
    """Tell of the drawings in a run, whose boxes of text were taken out of them."""
    for drawing in _drawings(run):
        parts = {part.tag: part for part in drawing.iter()}
        if CHART in parts or DIAGRAM in parts:
            what = "a chart" if CHART in parts else "a drawing of Word's (SmartArt)"
            telling.changed(place, f"{what} is not taken: put a picture in its place")
        elif PICTURE in parts or f"{V}imagedata" in parts:
            _tell_picture(drawing, place, telling)
        elif f"{V}textpath" in parts:
            for part in drawing.iter():
                telling.left_out(place, "WordArt", wordart(part) or "")
        elif f"{W}txbxContent" not in parts and not any(part.get(f"{_OFFICE}hr") for part in drawing.iter()):
            telling.changed(place, "a drawing of Word's is not taken: put a picture in its place")


def _tell_picture(drawing: Element, place: str, telling: Telling) -> None:
    for cut in drawing.iter(f"{A}srcRect"):
        if any(cut.get(side, "0") not in ("", "0") for side in _SIDES):
            telling.changed(place, "a picture that is cut in Word is whole here: cut the file itself if you want it so")
    for turned in drawing.iter(f"{A}xfrm"):
        if turned.get("rot", "0") != "0" or "1" in (turned.get("flipH"), turned.get("flipV")):
            telling.changed(place, "a picture that is turned in Word is not turned here: turn the file itself")


def _drawings(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            yield child
        else:
            yield from _drawings(child)


def chosen(element: Element) -> Element | None:
    """Of the ways in which a file says the same, the one that is read: with a box or picture if the first has one."""
    first = element.find(f"{MC}Choice")
    other = element.find(f"{MC}Fallback")
    read = (f"{W}t", PICTURE, CHART, DIAGRAM)
    if first is not None and (other is None or any(part.tag in read for part in first.iter())):
        return first
    return other


def outermost(element: Element) -> Iterator[Element]:
    """The drawings of a paragraph that hold boxes of text, of two ways to say the same the one that is read."""
    for child in element:
        if child.tag == f"{MC}AlternateContent":
            way = chosen(child)
            for other in list(child):
                if other is not way:
                    child.remove(other)
            if way is not None:
                yield from outermost(way)
        elif child.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            yield child
        elif child.tag != f"{W}p":
            yield from outermost(child)


def boxes_in(element: Element) -> Iterator[Element]:
    """The boxes of text in a drawing."""
    if element.tag == f"{W}txbxContent":
        yield element
        return
    for child in element:
        yield from boxes_in(child)


def empty(drawing: Element) -> None:
    """Take the words out of the boxes of a drawing."""
    for holder in list(drawing.iter()):
        for box in holder.findall(f"{W}txbxContent"):
            box[:] = []
