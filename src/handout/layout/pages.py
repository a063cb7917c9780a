"""Fill pages with strips: the best place to break within each page, never a heading or a lone line stranded."""

from collections.abc import Sequence

from handout.layout.strips import Frame, Penalty, Strip
from handout.record import Mutable, field

COST: dict[int, float] = {Penalty.FREE: 0.0, Penalty.AVOID: 25.0, Penalty.NEVER: 10_000.0}
"""What a break costs beside the white space it leaves: (share of the page left empty)² × 100."""


class Fragment(Mutable, kw_only=False):
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


def fill_pages(strips: Sequence[Strip], height: float, first_height: float | None = None) -> list[Page]:
    """Every strip on exactly one page, in order. `height` is the text block's, in points."""
    pages: list[Page] = []
    start = 0
    while start < len(strips):
        room = first_height if first_height is not None and not pages else height
        end = _best_break(strips, start, room)
        pages.append(_laid(strips, start, end))
        start = end
    return pages or [Page()]


def fit_one_page(strips: Sequence[Strip], room: float) -> bool:
    """Whether `fill_pages` needs no second page for these strips."""
    return not strips or _best_break(strips, 0, room) == len(strips)


def _best_break(strips: Sequence[Strip], start: int, room: float) -> int:
    """The index of the first strip of the next page."""
    before = strips[start].frames
    y = _carried(strips, start) + _opening((), before) + strips[start].height
    best, best_cost = start + 1, float("inf")
    closing = _closing(before, ())
    forced = Penalty.FORCE
    for index in range(start + 1, len(strips)):
        strip = strips[index]
        used = y + closing
        if used > room:
            return best
        penalty = strip.penalty
        if penalty is forced:
            return index
        cost = COST[penalty] + (1 - used / room) ** 2 * 100
        if cost <= best_cost:
            best, best_cost = index, cost
        frames = strip.frames
        if frames is not before:
            y += _closing(before, frames) + _opening(before, frames)
            before = frames
            closing = _closing(before, ())
        y += strip.gap + strip.height
    return len(strips) if y + closing <= room else best


def _carried(strips: Sequence[Strip], start: int) -> float:
    """Height of table heads painted again at the top of the page."""
    if not start:
        return 0.0
    going_on = [frame for frame in strips[start].frames if frame in strips[start - 1].frames]
    return sum(_head_height(frame) for frame in going_on)


def _head_height(frame: Frame) -> float:
    if not frame.head:
        return 0.0
    around = frame.head[0].frames[: frame.head[0].frames.index(frame) + 1]
    y, before = 0.0, around
    for number, strip in enumerate(frame.head):
        y += strip.height + _closing(before, strip.frames) + _opening(before, strip.frames)
        y += strip.gap if number and strip.frames == before else 0.0
        before = strip.frames
    return y + _closing(before, around)


def _closing(before: tuple[Frame, ...], now: tuple[Frame, ...]) -> float:
    """Padding below, of the frames that end between two strips."""
    return sum([frame.bottom for frame in before if frame not in now])


def _opening(before: tuple[Frame, ...], now: tuple[Frame, ...]) -> float:
    """Padding above, of the frames that begin between two strips."""
    return sum([frame.top for frame in now if frame not in before])


def _laid(strips: Sequence[Strip], start: int, end: int) -> Page:
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
                    if frame.head and index == start and frame in earlier:
                        y = _repeat(page, frame, y)
            before = strip.frames
        elif index > start:
            y += strip.gap
        page.strips.append((strip, y))
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
