"""The drawings of a Word file: what of them a handout cannot hold, and what a picture shows otherwise there."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from handout.incoming.package import A, C, W
from handout.incoming.tree import Telling

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
