"""A picture with too few pixels for how wide it is printed.

Why it matters: a coarse picture shows stairs instead of lines, and what it should show cannot be seen.
Instead of: a photo of 60 × 40 pixels with `width: 100%`
Write: the picture as it came from the camera, or a smaller `width`.
Source: 300 pixels to the inch print sharp; below 100 the eye sees them at reading distance. Drawings (SVG) have none.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout import flow
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING
TEXT_WIDTH, TALLEST = 6.5, 7.0
"""Inches of a letter page between its margins, and of the tallest picture."""
LEAST = 100
"""Pixels to the inch."""


def find(subject: Subject) -> Iterator[Finding]:
    for node in subject.nodes():
        if isinstance(node, flow.Figure) and isinstance(node.picture, flow.Picture) and node.width:
            across, down = node.picture.pixels
            width = min(TEXT_WIDTH * node.width, TALLEST * across / down)
            if node.picture.data and node.picture.kind != "svg" and across < LEAST * width:
                message = f"this picture of {across} × {down} pixels prints coarse: {across / width:.0f} to the inch"
                most = int(100 * across / LEAST / TEXT_WIDTH)
                wider = f"take one that is {LEAST * width:.0f} pixels wide or more"
                hint = f"type width: {most}%, or {wider}" if most >= SMALLEST else wider
                yield Finding(node.span, message, hint)


SMALLEST = 5
"""Percent of the text's width that a picture must have at least."""
