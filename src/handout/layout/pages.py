"""Fill pages with strips: where each stands on its page, and the parts of the boxes around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handout.layout.page_breaks import height_of, page_ends
from handout.layout.strips import FORCE, Frame, Strip
from handout.record import Mutable, Struct, field


class Fragment(Struct):
    """The part of a frame that lies on one page: `top` and `bottom` measured down from the text block's top."""

    frame: Frame
    top: float
    bottom: float
    is_first: bool
    is_last: bool


class Page(Mutable, kw_only=False):
    """What one page holds, each strip with its top's distance from the text block's top. `repeats` are artifacts."""

    strips: list[tuple[Strip, float]] = field(default_factory=list)
    repeats: list[tuple[Strip, float]] = field(default_factory=list)
    fragments: list[Fragment] = field(default_factory=list)


def fill_pages(strips: Sequence[Strip], height: float, first_height: float | None = None, whole: int = 0) -> list[Page]:
    """Every strip on exactly one page, in order. `height` is the text block's, in points, `first_height` on page 1.

    The first `whole` strips stand together on page 1, if they fit there.
    """
    if not strips:
        return [Page()]
    pages, start = [], 0
    for end in page_ends(strips, height, height if first_height is None else first_height, whole):
        pages.append(laid(strips, start, end))
        start = end
    return pages


def lower_to_foot(page: Page, style: str, height: float) -> None:
    """Move a box of this style, and all that is below its top, down to the foot of a page so tall, if it is there."""
    tops = [part.top for part in page.fragments if part.frame.name == style and part.is_first]
    tops += [y + top for strip, y in page.strips for frame, top, _ in strip.boxes if frame.name == style]
    if not tops:
        return
    top, lowest = tops[0], max((part.bottom for part in page.fragments), default=0.0)
    by = max(height - max(lowest, *(y + strip.height for strip, y in page.strips)), 0.0)
    page.strips = [(strip, y + by if y >= top else y) for strip, y in page.strips]
    page.repeats = [(strip, y + by if y >= top else y) for strip, y in page.repeats]
    for part in page.fragments:
        if part.top >= top:
            part.top += by
            part.bottom += by


def fit_one_page(strips: Sequence[Strip], room: float) -> bool:
    """Whether `fill_pages` needs no second page for these strips."""
    return not any(strip.penalty is FORCE for strip in strips[1:]) and height_of(strips) <= room


def laid(strips: Sequence[Strip], start: int, end: int) -> Page:
    """The page that holds strips `start` to `end` (not with it)."""
    page = Page()
    y = 0.0
    open_frames: list[Fragment] = []
    before: tuple[Frame, ...] = ()
    earlier = strips[start - 1].frames if start else ()
    later = strips[end].frames if end < len(strips) else ()
    for index in range(start, end):
        strip = strips[index]
        if strip.frames is not before:
            for fragment in reversed([part for part in open_frames if part.frame not in strip.frames]):
                y += fragment.frame.bottom
                fragment.bottom = y
                open_frames.remove(fragment)
            if index > start:
                y += strip.gap
            for frame in strip.frames:
                if frame not in before:
                    fragment = Fragment(frame, y, y, is_first=frame not in earlier, is_last=True)
                    open_frames.append(fragment)
                    page.fragments.append(fragment)
                    y += frame.top
                    if index == start and frame in earlier and frame.repeats_above(strip):
                        y = _repeat(page, frame, y)
            before = strip.frames
        elif index > start:
            y += strip.gap
        page.strips.append((strip, y))
        if strip.boxes:
            page.fragments += [Fragment(frame, y + top, y + bottom, True, True) for frame, top, bottom in strip.boxes]
        y += strip.height
    for fragment in reversed(open_frames):
        y += fragment.frame.bottom
        fragment.bottom = y
        fragment.is_last = fragment.frame not in later
    return page


def _repeat(page: Page, frame: Frame, y: float) -> float:
    """Paint a table's head rows again below `y`; the place where the rows go on."""
    row: Fragment | None = None
    for strip in frame.head:
        own = strip.frames[-1]
        if row is None or row.frame is not own:
            if row is not None:
                y += row.frame.bottom
                row.bottom = y
            row = Fragment(own, y, y, is_first=True, is_last=True)
            page.fragments.append(row)
            y += own.top
        else:
            y += strip.gap
        page.repeats.append((strip, y))
        y += strip.height
    if row is not None:
        y += row.frame.bottom
        row.bottom = y
    return y


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
