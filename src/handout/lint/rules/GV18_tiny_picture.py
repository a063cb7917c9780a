"""A picture that prints smaller than a thumbnail, because nobody typed its `width`.

Why it matters: nobody sees what such a picture shows. An icon is often drawn in a view box of 24 by 24 units, which is
a sixth of an inch on paper.
Instead of: `figure: {image: images/inhaler.svg, alt: An inhaler}`
Write: `figure: {image: images/inhaler.svg, alt: An inhaler, width: 25%}`
Source: PEMAT-P item 18 (illustrations and photographs that are clear and uncluttered).
"""

from __future__ import annotations

from collections.abc import Iterator

from handout import flow
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING
LEAST = 0.5
"""Inches of the longer side."""


def find(subject: Subject) -> Iterator[Finding]:
    for node in subject.nodes():
        if isinstance(node, flow.Figure) and isinstance(node.picture, flow.Picture) and node.picture.data:
            longer = max(node.picture.pixels) / flow.PIXELS_TO_THE_INCH
            if node.width is None and node.fills is None and longer < LEAST:
                message = f"without a width this picture prints no larger than {longer:.2g} inches"
                yield Finding(node.span, message, "type how wide it is to be: width: 25%")
