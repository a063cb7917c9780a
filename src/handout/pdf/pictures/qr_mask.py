"""Which of its eight masks a QR code has: the one with the fewest points (ISO/IEC 18004, 7.8.3).

The points are those that ReportLab's encoder gives, counted over all modules at once: it looks at them one by one,
eight times over, which takes longer than to read a handout from its file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

PERIOD = 12
"""Each mask repeats after so many rows, and after so many columns."""
FINDER = (True, False, True, True, True, False, True, False, False, False, False)
"""What looks like the mark in a corner, with light modules after it; ReportLab looks for it along rows only."""


def best_mask(code: Any, masks: Mapping[int, Callable[[int, int], bool]]) -> int:
    """The number of the mask that an encoder is to lay over its code. The encoder is of ReportLab, and has no types."""
    code.makeImpl(True, 0)
    count = code.getModuleCount()
    plain = _number(_written(cell for row in code.modules for cell in row))
    data = sum(1 << row * count + column for column, row in code.dataPosIterator())
    laid = {number: _mask(mask, count) & data for number, mask in masks.items()}
    return min(laid, key=lambda number: (points(plain ^ laid[0] ^ laid[number], count), number))


def points(modules: int, count: int) -> int:
    """The points of a code of so many rows: bit n is dark where the n-th module is, row by row."""
    rows = ((1 << count * count) - 1) // ((1 << count) - 1)
    across = ~(modules ^ modules >> 1) & rows * ((1 << count - 1) - 1)
    down = ~(modules ^ modules >> count) & (1 << count * (count - 1)) - 1
    found = 3 * (across & across >> count & down).bit_count()
    for alike, step in ((across, 1), (down, count)):
        fives = alike & alike >> step & alike >> 2 * step & alike >> 3 * step
        found += fives.bit_count() + 2 * (fives & ~(fives << step)).bit_count()
    finders = rows * ((1 << count - len(FINDER)) - 1)
    for number, is_dark in enumerate(FINDER):
        finders &= (modules if is_dark else ~modules) >> number
    found += 40 * finders.bit_count()
    return found + 10 * (abs(100 * modules.bit_count() // count**2 - 50) // 5)


def _mask(mask: Callable[[int, int], bool], count: int) -> int:
    """The modules that a mask turns over."""
    times = count // PERIOD + 1
    rows = [(_written(mask(row, column) for column in range(PERIOD)) * times)[:count] for row in range(PERIOD)]
    return _number("".join((rows * times)[:count]))


def _written(cells: Iterable[bool]) -> str:
    return "".join(["01"[cell] for cell in cells])


def _number(cells: str) -> int:
    """The number whose n-th bit is the n-th of these."""
    return int(cells[::-1], 2)
