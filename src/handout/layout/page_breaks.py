"""Choose where pages end, over the whole document: as few pages as can be, then as evenly filled as can be.

A page costs (share of it that is left empty)² × 100, and each break its own; the last page of all, and the last before
a break that was typed, cost nothing. What a page holds gets no shorter when it begins earlier or ends later, so the
furthest that each page can reach gives their number and the latest place of each break, the same from the end the
earliest; only the breaks between the two are weighed. It does get shorter where a page could begin within the head of a
table: one that begins below it paints the whole head again. Then every way is weighed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from handout.layout.strips import ALONE, AVOID, FORCE, FREE, NEVER, WITHIN, Frame, Penalty, Strip

COST: dict[Penalty, float] = {FREE: 0.0, WITHIN: 2.0, AVOID: 12.0, ALONE: 24.0, NEVER: 10_000.0, FORCE: 0.0}
"""What a break costs before a strip of this penalty: a paragraph is parted rather than leave a seventh of a page empty,
what is loath to be parted a third of it, what would leave one row or entry alone half of it; what must not be parted
never is where anything else can be done."""
ROUNDING = 1e-6
"""Heights are sums: what differs by less is the same."""


class Heights:
    """How tall any strips of a document are on one page, from sums made once; all in points.

    Strips `start` to `end` (not with it) are as tall as `below[end - 1] - above[start]`.
    """

    def __init__(self, strips: Sequence[Strip]) -> None:
        self.above: list[float] = []
        self.below: list[float] = []
        above, below = self.above, self.below
        down = 0.0  # from the document's top to a strip's lower edge, were there no pages
        before: tuple[Frame, ...] = ()
        opening = closing = 0.0
        heads: list[tuple[Frame, float]] = []
        for strip in strips:
            frames = strip.frames
            if frames is not before:
                opening = closing = 0.0
                heads = []
                for frame in before:
                    if frame not in frames:
                        down += frame.bottom
                for frame in frames:
                    opening += frame.top
                    closing += frame.bottom
                    if frame not in before:
                        down += frame.top
                    if frame.head:
                        heads.append((frame, head_height(frame)))
            height = strip.height
            down += strip.gap + height
            above.append(down - height - opening - (_carried(heads, strip, before) if heads else 0.0))
            below.append(down + closing)
            before = frames

    def between(self, start: int, end: int) -> float:
        """The height of strips `start` to `end` (not with it) on a page of their own."""
        return self.below[end - 1] - self.above[start]

    def furthest(self, start: int, room: float, ends: Sequence[int]) -> int:
        """The last of these ends (sorted) at which a page that begins with `start` can end, or -1."""
        low, high = bisect_right(ends, start), len(ends)
        limit = self.above[start] + room + ROUNDING
        below = self.below
        while low < high:
            middle = (low + high) // 2
            if below[ends[middle] - 1] <= limit:
                low = middle + 1
            else:
                high = middle
        return ends[low - 1] if low and ends[low - 1] > start else -1

    def earliest(self, end: int, room: float, starts: Sequence[int]) -> int:
        """The first of these starts (sorted) with which a page that ends at `end` can begin, or -1."""
        low, high = 0, bisect_left(starts, end)
        limit = self.below[end - 1] - room - ROUNDING
        above = self.above
        while low < high:
            middle = (low + high) // 2
            if above[starts[middle]] >= limit:
                high = middle
            else:
                low = middle + 1
        return starts[low] if low < len(starts) and starts[low] < end else -1


def height_of(strips: Sequence[Strip]) -> float:
    """How tall strips are together, with the frames around them."""
    return Heights(strips).between(0, len(strips)) if strips else 0.0


def page_ends(strips: Sequence[Strip], room: float, first_room: float, whole: int = 0) -> list[int]:
    """Where each page ends: the number of the strip after its last one.

    `room` is a page's, `first_room` that of the first. The first `whole` strips are not parted, if they fit there.
    """
    heights = Heights(strips)
    if whole and heights.between(0, whole) > first_room + ROUNDING:
        whole = 0
    forced = [at for at in range(max(whole, 1), len(strips)) if strips[at].penalty is FORCE]
    ends: list[int] = []
    start = 0
    for stop in (*forced, len(strips)):
        part = _Part(strips, heights, start, stop, room, room if ends else first_room, whole)
        ends += part.ends()
        start = stop
    return ends


class _Part:
    """The pages from one break that was typed to the next."""

    def __init__(
        self,
        strips: Sequence[Strip],
        heights: Heights,
        start: int,
        stop: int,
        room: float,
        first_room: float,
        whole: int,
    ) -> None:
        self._strips, self._heights = strips, heights
        self._start, self._stop = start, stop
        self._room, self._first_room = room, first_room
        self._places = list(self._breaks(max(start, whole)))
        self._tops = [heights.above[at] for at in (start, *self._places[:-1])]

    def _breaks(self, after: int) -> list[int]:
        """Where a page may end; within what fits on no page, wherever it must."""
        penalties = [strip.penalty for strip in self._strips[after + 1 : self._stop]]
        free = [at for at, penalty in enumerate(penalties, after + 1) if penalty is not NEVER]
        if self._start < after < self._stop:
            free.insert(0, after)
        found: list[int] = []
        before = self._start
        for at in (*free, self._stop):
            room = self._first_room if before == self._start else self._room
            if self._heights.between(before, at) > room + ROUNDING:
                found += range(max(before, after) + 1, at)
            found.append(at)
            before = at
        return found

    def ends(self) -> list[int]:
        if any(after < before for before, after in pairwise(self._tops)):
            return self._weighed()
        latest = self._latest()
        earliest = self._earliest(len(latest))
        # For each break between two pages: (cost up to it, its place in the layer before), by place.
        reached: list[dict[int, tuple[float, int]]] = [{self._start: (0.0, -1)}]
        for number, (low, high) in enumerate(zip(earliest[:-1], latest[:-1], strict=True)):
            first, last = bisect_left(self._places, low), bisect_right(self._places, high)
            layer = self._layer(reached[-1], self._places[first:last], self._first_room if number == 0 else self._room)
            reached.append(layer)
        return self._traced(reached, self._first_room if len(latest) == 1 else self._room)

    def _latest(self) -> list[int]:
        """The latest place of each break, each page as full as it can be; the last is the end."""
        found, at, room = [], self._start, self._first_room
        while at < self._stop:
            reach = self._heights.furthest(at, room, self._places)
            at = reach if reach > at else self._next(at)
            room = self._room
            found.append(at)
        return found

    def _next(self, at: int) -> int:
        """The next break after one from which nothing fits: a single part that is too tall."""
        return self._places[bisect_right(self._places, at)]

    def _earliest(self, count: int) -> list[int]:
        """The earliest place of each break, so that as few pages hold what follows."""
        found, at = [self._stop], self._stop
        for _ in range(count - 1):
            reach = self._heights.earliest(at, self._room, self._places)
            at = reach if 0 <= reach < at else self._places[bisect_left(self._places, at) - 1]
            found.append(at)
        return found[::-1]

    def _layer(
        self, before: dict[int, tuple[float, int]], places: list[int], room: float
    ) -> dict[int, tuple[float, int]]:
        """The cheapest way to each of these breaks.

        What a page costs is convex in what it holds, so a later break is never reached best from an earlier start.
        """
        layer: dict[int, tuple[float, int]] = {}
        starts, costs = list(before), [cost for cost, _ in before.values()]
        least = list(accumulate(reversed(costs), min))[::-1]
        tops, lows = self._heights.above, self._heights.below
        share = 1 / room
        first = 0
        for place in places:
            low, best, by = lows[place - 1], float("inf"), -1
            last = bisect_left(starts, place)
            while first < last and low - tops[starts[first]] > room + ROUNDING and self._next(starts[first]) != place:
                first += 1
            for at in range(first, last):
                empty = 1 - (low - tops[starts[at]]) * share
                lost = empty * empty * 100
                if lost + least[at] >= best and empty >= 0:
                    break
                if costs[at] + lost < best:
                    best, by = costs[at] + lost, at
            if by >= 0:
                layer[place] = (best + COST[self._strips[place].penalty], starts[by])
                first = by
        return layer

    def _weighed(self) -> list[int]:
        """The breaks of the cheapest of all ways with the fewest pages."""
        highest = [*accumulate(self._tops, max)]
        roomiest = max(self._room, self._first_room) + ROUNDING
        # For each place: pages up to it, what they cost, and the number of the place before.
        ways: list[tuple[int, float, int]] = [(0, 0.0, -1)]
        first = 0
        for number, place in enumerate(self._places, 1):
            low = self._heights.below[place - 1]
            while first < number - 1 and low - highest[first] > roomiest:
                first += 1
            found = []
            for at in range(first, number):
                empty = 1 - (low - self._tops[at]) / (self._room if at else self._first_room)
                if empty >= -ROUNDING or at == number - 1:
                    pages, cost, _ = ways[at]
                    spent = 0.0 if place == self._stop else empty * empty * 100 + COST[self._strips[place].penalty]
                    found.append((pages + 1, cost + spent, at))
            ways.append(min(found))
        ends, at = [], len(self._places)
        while at:
            ends.append(self._places[at - 1])
            at = ways[at][2]
        return ends[::-1]

    def _traced(self, reached: list[dict[int, tuple[float, int]]], room: float) -> list[int]:
        """The breaks of the cheapest way to the end, on whose last page nothing is lost."""
        fitting = [
            (cost, -at) for at, (cost, _) in reached[-1].items()
            if self._heights.between(at, self._stop) <= room + ROUNDING or self._next(at) == self._stop
        ]  # fmt: skip
        at = -min(fitting)[1]
        ends = [self._stop]
        for layer in reversed(reached[1:]):
            ends.append(at)
            at = layer[at][1]
        return ends[::-1]


def head_height(frame: Frame) -> float:
    """The height of a table's head rows where they are painted again at the top of a page."""
    if not frame.head:
        return 0.0
    around = frame.head[0].frames[: frame.head[0].frames.index(frame) + 1]
    y, before = 0.0, around
    for number, strip in enumerate(frame.head):
        y += strip.height + _closing(before, strip.frames) + _opening(before, strip.frames)
        y += strip.gap if number and strip.frames == before else 0.0
        before = strip.frames
    return y + _closing(before, around)


def _carried(heads: Sequence[tuple[Frame, float]], strip: Strip, before: tuple[Frame, ...]) -> float:
    """What these table heads take where they are painted again because a page begins with this strip."""
    return sum([height for frame, height in heads if frame in before and frame.repeats_above(strip)])


def _closing(before: tuple[Frame, ...], now: tuple[Frame, ...]) -> float:
    """Padding below, of the frames that end between two strips."""
    return sum([frame.bottom for frame in before if frame not in now]) if before else 0.0


def _opening(before: tuple[Frame, ...], now: tuple[Frame, ...]) -> float:
    """Padding above, of the frames that begin between two strips."""
    return sum([frame.top for frame in now if frame not in before]) if now else 0.0
