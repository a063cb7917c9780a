"""Choose the mask of a QR code (ISO/IEC 18004, 7.8.3): the one under which the fewest things could mislead a scanner.

ReportLab tries the eight masks module by module, in 9 ms. Here a row is one number: a mask is laid over it in one step,
and what counts against it is found in many modules at once. The choice is ReportLab's, and so is what counts: what is
like a finder is looked for in rows alone, and not at a row's very end.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

MASKS = range(8)
PERIOD = 12
"""After so many rows, and so many columns, every mask begins again."""


def best_mask(code: Any, encoder: Any) -> int:
    """The mask for this code, whose version is settled. Both are ReportLab's, which has no types."""
    code.makeImpl(True, MASKS[0])
    size = code.getModuleCount()
    data = [0] * size
    for column, row in code.dataPosIterator():
        data[row] |= 1 << size - 1 - column
    turned = [_mask_rows(encoder.QRUtil.getMask(mask), size) for mask in MASKS]
    under_first = [int("".join("01"[dark] for dark in row), 2) for row in code.modules]
    bare = _laid(turned[MASKS[0]], data, under_first)
    return min(MASKS, key=lambda mask: _penalty(_laid(turned[mask], data, bare), size))


def _mask_rows(is_turned: Any, size: int) -> list[int]:
    """What a mask turns, row by row."""
    tiles = ["".join("01"[is_turned(row, column)] for column in range(PERIOD)) for row in range(PERIOD)]
    return [int((tiles[row % PERIOD] * (size // PERIOD + 1))[:size], 2) for row in range(size)]


def _laid(mask: Sequence[int], data: Sequence[int], rows: Sequence[int]) -> list[int]:
    """The rows with a mask over what is data; laid a second time, it is off again."""
    return [row ^ turned & kept for row, turned, kept in zip(rows, mask, data, strict=True)]


def _penalty(rows: Sequence[int], size: int) -> int:
    lines = [f"{row:0{size}b}" for row in rows]
    columns = map("".join, zip(*lines, strict=True))
    runs = _runs().findall("\n".join([*lines, *columns]))
    finders = sum(line[:-1].count("10111010000") for line in lines)
    dark = sum(map(int.bit_count, rows))
    uneven = abs(100 * dark // size**2 - 50) // 5
    return sum(map(len, runs)) - 2 * len(runs) + 3 * _blocks(rows, size) + 40 * finders + 10 * uneven


@cache
def _runs() -> re.Pattern[str]:
    """Five or more modules alike, side by side."""
    return re.compile("0{5,}|1{5,}")


def _blocks(rows: Sequence[int], size: int) -> int:
    """How many squares of two by two modules are all alike."""
    pairs = (1 << size - 1) - 1
    differs = [row ^ row >> 1 for row in rows]
    return sum(
        (pairs & ~(here | there | upper ^ lower)).bit_count()
        for (here, there), (upper, lower) in zip(pairwise(differs), pairwise(rows), strict=True)
    )
