"""Write the paths that pages are ruled and boxed with (ISO 32000-1, 8.5.2), to hundredths of a point."""

from __future__ import annotations

from functools import lru_cache

ROUND = 0.4477152
"""How far a corner's control points stay from the corner, in parts of its radius."""
MOST_NUMBERS = 20_000


@lru_cache(maxsize=MOST_NUMBERS)
def length(points: float) -> str:
    """A length or a place, to hundredths of a point."""
    return f"{round(points, 2):.9g}"


def segment(x1: float, y1: float, x2: float, y2: float) -> str:
    """A straight line."""
    return f"{length(x1)} {length(y1)} m {length(x2)} {length(y2)} l"


def rectangle(x: float, y: float, width: float, height: float, radius: float) -> str:
    """A box; its corners are round when they have a radius."""
    if not radius:
        return f"{length(x)} {length(y)} {length(width)} {length(height)} re"
    r = min(radius, width / 2, height / 2)
    right, top = x + width, y + height
    xs = [length(at) for at in (x, x + r * ROUND, x + r, right - r, right - r * ROUND, right)]
    ys = [length(at) for at in (y, y + r * ROUND, y + r, top - r, top - r * ROUND, top)]
    return (
        f"{xs[2]} {ys[0]} m {xs[3]} {ys[0]} l {xs[4]} {ys[0]} {xs[5]} {ys[1]} {xs[5]} {ys[2]} c "
        f"{xs[5]} {ys[3]} l {xs[5]} {ys[4]} {xs[4]} {ys[5]} {xs[3]} {ys[5]} c "
        f"{xs[2]} {ys[5]} l {xs[1]} {ys[5]} {xs[0]} {ys[4]} {xs[0]} {ys[3]} c "
        f"{xs[0]} {ys[2]} l {xs[0]} {ys[1]} {xs[1]} {ys[0]} {xs[2]} {ys[0]} c h"
    )
