"""Take the tear-off out of the section it was typed in: it is printed at the foot of the last page, and read last."""

from __future__ import annotations

from collections.abc import Iterable

from handout import flow
from handout.record import replace
from handout.text.phrase import Typed

STYLE = "tear-off"


def part_tear_off(nodes: Iterable[flow.TypedNode]) -> tuple[tuple[flow.TypedNode, ...], tuple[flow.Panel[Typed], ...]]:
    """The parts without it, and it. The heading of a section that holds nothing else goes along with it."""
    remaining: list[flow.TypedNode] = []
    parted: list[flow.Panel[Typed]] = []
    for node in nodes:
        if isinstance(node, flow.Panel) and node.style == STYLE:
            parted.append(node)
        elif isinstance(node, flow.Section):
            children, found = part_tear_off(node.children)
            if found and not children and node.heading is not None:
                parted.append(replace(found[0], children=(node.heading, *found[0].children)))
                parted.extend(found[1:])
                continue
            parted.extend(found)
            remaining.append(replace(node, children=children) if found else node)
        else:
            remaining.append(node)
    return tuple(remaining), tuple(parted)
