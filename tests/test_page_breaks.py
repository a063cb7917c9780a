"""Pages end where a search of every way to break would end them."""

import random
from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest

from handout.layout.page_breaks import COST, page_ends
from handout.layout.pages import laid
from handout.layout.strips import ALONE, AVOID, FORCE, FREE, NEVER, WITHIN, Frame, Strip

ROOM, FIRST_ROOM = 100.0, 108.0


def document(seed: int) -> list[Strip]:
    """A few strips, some in boxes, some in a table whose head is repeated."""
    chance = random.Random(seed)
    strips: list[Strip] = []
    while len(strips) < chance.randint(4, 11):
        frames: tuple[Frame, ...] = ()
        head: list[Strip] = []
        kind = chance.choice(["words", "box", "table"])
        if kind == "box":
            frames = (Frame(0.0, 50.0, top=chance.choice([0.0, 5.0]), bottom=chance.choice([0.0, 8.0])),)
        elif kind == "table":
            whole = Frame(0.0, 50.0)
            row = Frame(0.0, 50.0, top=2.0, bottom=2.0)
            head = [Strip(9.0, frames=(whole, row)) for _ in range(chance.choice([1, 1, 5]))]
            whole.head = head
            frames = (whole,)
        strips += head
        for _ in range(chance.randint(1, 4)):
            own = (Frame(0.0, 50.0, top=3.0, bottom=3.0),) if kind == "table" else ()
            strips.append(Strip(
                chance.choice([10.0, 17.0, 30.0, 60.0, 130.0 if chance.random() < 0.1 else 25.0]),
                chance.choice([0.0, 4.0, 12.0]),
                chance.choices([FREE, WITHIN, AVOID, ALONE, NEVER, FORCE], [6, 4, 3, 2, 6, 1])[0],
                (*frames, *own),
            ))  # fmt: skip
        if head:
            strips[-1].penalty = AVOID
    return strips


class Search:
    """Every way to break a few strips."""

    def __init__(self, strips: list[Strip]) -> None:
        self.strips = strips
        self.forced = [at for at in range(1, len(strips)) if strips[at].penalty is FORCE]
        self._heights: dict[tuple[int, int], float] = {}

    def parts(self) -> list[tuple[int, int]]:
        """From one break that was typed to the next."""
        return list(pairwise((0, *self.forced, len(self.strips))))

    def height(self, start: int, end: int) -> float:
        """How far down a page reaches, as it is laid out."""
        found = self._heights.get((start, end))
        if found is None:
            page = laid(self.strips, start, end)
            lows = [y + strip.height for strip, y in page.strips] + [part.bottom for part in page.fragments]
            found = self._heights[start, end] = max(lows)
        return found

    def places(self, start: int, stop: int) -> list[int]:
        """Where a page may end: never where a strip says so, but within what no page holds."""
        free = [at for at in range(start + 1, stop) if self.strips[at].penalty is not NEVER]
        found, before = [], start
        for at in (*free, stop):
            if self.height(before, at) > (ROOM if before else FIRST_ROOM) + 1e-6:
                found += range(before + 1, at)
            found.append(at)
            before = at
        return found

    def cost(self, ends: Sequence[int], start: int, places: list[int]) -> float | None:
        """What these pages cost; None when one does not hold what it should."""
        total, before = 0.0, start
        for number, end in enumerate(ends, 1):
            room = ROOM if before else FIRST_ROOM
            used = self.height(before, end)
            if used > room + 1e-6 and end != next(place for place in places if place > before):
                return None
            if number < len(ends):
                total += (1 - used / room) ** 2 * 100 + COST[self.strips[end].penalty]
            before = end
        return total

    def best(self, start: int, stop: int) -> tuple[int, float]:
        """The fewest pages there can be, and the least that so few can cost."""
        places = self.places(start, stop)
        for pages in range(len(places)):
            costs = [self.cost((*ends, stop), start, places) for ends in combinations(places[:-1], pages)]
            fitting = [one for one in costs if one is not None]
            if fitting:
                return pages + 1, min(fitting)
        raise AssertionError(places)


@pytest.mark.parametrize("block", range(4))
def test_the_breaks_are_those_of_a_full_search(block: int) -> None:
    for seed in range(block * 250, block * 250 + 250):
        search = Search(document(seed))
        ends = page_ends(search.strips, ROOM, FIRST_ROOM)
        for start, stop in search.parts():
            own = [end for end in ends if start < end <= stop]
            spent = search.cost(own, start, search.places(start, stop))
            assert (len(own), spent) == (lambda best: (best[0], pytest.approx(best[1])))(search.best(start, stop)), seed


def test_what_stands_together_at_the_start_is_not_parted() -> None:
    strips = [Strip(10.0) for _ in range(14)]
    strips[9].penalty = NEVER
    assert page_ends(strips, 100.0, 100.0, 10) == [10, 14]
    assert page_ends(strips, 100.0, 100.0, 14) == page_ends(strips, 100.0, 100.0)


def test_a_paragraph_is_parted_only_where_much_of_a_page_would_be_empty() -> None:
    strips = [Strip(10.0) for _ in range(14)]
    strips[10].penalty = WITHIN
    assert page_ends(strips, 100.0, 100.0) == [9, 14]
    strips[9].penalty = strips[8].penalty = WITHIN
    assert page_ends(strips, 100.0, 100.0) == [10, 14]


def test_two_thousand_pages_are_no_trouble() -> None:
    strips = [Strip(7.0 + at % 5, at % 3, NEVER if at % 4 == 1 else FREE) for at in range(30_000)]
    ends = page_ends(strips, 150.0, 150.0)
    assert ends == sorted(set(ends))
    assert ends[-1] == len(strips)
