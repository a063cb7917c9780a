"""Strips side by side become one strip as wide as all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handout.layout.pages import laid
from handout.layout.strips import Frame, Strip


def merged(sides: Sequence[Sequence[Strip]]) -> Strip:
    """The strips of all sides as one strip, in which every side begins at the top."""
    whole = Strip(0.0)
    boxes: list[list[tuple[Frame, float, float]]] = []
    for side in sides:
        page = laid(side, 0, len(side))
        boxes.append([(part.frame, part.top, part.bottom) for part in page.fragments])
        whole.height = max([whole.height, *(y + strip.height for strip, y in page.strips), *(b for *_, b in boxes[-1])])
        for strip, y in page.strips:
            whole.lines.extend((line, x, baseline + y) for line, x, baseline in strip.lines)
            whole.drawings += tuple(drawing.lowered(y) for drawing in strip.drawings)
            whole.anchors += strip.anchors
            whole.headings += strip.headings
    whole.boxes = tuple(box for side in boxes for box in _as_tall(side, whole.height))
    return whole


def moved(strip: Strip, across: float) -> Strip:
    """The same strip, without boxes, so far to the right."""
    return Strip(
        strip.height, strip.gap, strip.penalty, strip.frames,
        [(line, x + across, baseline) for line, x, baseline in strip.lines],
        tuple(drawing.moved(across) for drawing in strip.drawings),
        strip.anchors, strip.headings, strip.cells,
    )  # fmt: skip


def _as_tall(boxes: list[tuple[Frame, float, float]], height: float) -> Iterator[tuple[Frame, float, float]]:
    """The boxes of a side; a box that is all there is of it reaches as far down as the row."""
    outer = [box for box in boxes if box[1] == 0.0]
    lowest = max((bottom for *_, bottom in boxes), default=0.0)
    for frame, top, bottom in boxes:
        is_all = len(outer) >= 1 and (frame, top, bottom) == outer[0] and bottom == lowest
        yield frame, top, height if is_all else bottom
