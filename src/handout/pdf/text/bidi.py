"""The Unicode Bidirectional Algorithm (UAX 9): embedding levels of a paragraph, and the order of a line.

Levels come from `paragraph_levels` (P, X, W, N and I rules); once lines are known, `lines.py` sets what ends one at the
base (L1), and `visual_order` applies L2. Mirrored glyphs (L4) are the shaper's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Literal

from handout.record import Mutable

Strong = Literal["L", "R"]
DEEPEST = 125
DEEPEST_BRACKETS = 63
ISOLATES = frozenset({"LRI", "RLI", "FSI"})
EMBEDDINGS = {"LRE": (0, ""), "RLE": (1, ""), "LRO": (0, "L"), "RLO": (1, "R")}
REMOVED = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "BN"})
NEUTRAL = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})
# BidiBrackets.txt of Unicode 15: each opening bracket and its closing one.
BRACKETS = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308\u2309\u230a\u230b\u2329\u232a"
    "\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770\u2771\u2772\u2773\u2774\u2775\u27c5\u27c6\u27e6\u27e7"
    "\u27e8\u27e9\u27ea\u27eb\u27ec\u27ed\u27ee\u27ef\u2983\u2984\u2985\u2986\u2987\u2988\u2989\u298a\u298b\u298c"
    "\u298d\u2990\u298f\u298e\u2991\u2992\u2993\u2994\u2995\u2996\u2997\u2998\u29d8\u29d9\u29da\u29db\u29fc\u29fd"
    "\u2e22\u2e23\u2e24\u2e25\u2e26\u2e27\u2e28\u2e29\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c\u3008\u3009"
    "\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011\u3014\u3015\u3016\u3017\u3018\u3019\u301a\u301b\ufe59\ufe5a"
    "\ufe5b\ufe5c\ufe5d\ufe5e\uff08\uff09\uff3b\uff3d\uff5b\uff5d\uff5f\uff60\uff62\uff63"
)
CLOSING = dict(zip(BRACKETS[::2], BRACKETS[1::2], strict=True))
# Blocks whose unassigned characters are right-to-left (DerivedBidiClass.txt), with the class they then have.
UNASSIGNED = (
    (0x0590, 0x05FF, "R"),
    (0x0600, 0x07BF, "AL"),
    (0x07C0, 0x085F, "R"),
    (0x0860, 0x08FF, "AL"),
    (0xFB1D, 0xFB4F, "R"),
    (0xFB50, 0xFDCF, "AL"),
    (0xFDF0, 0xFDFF, "AL"),
    (0xFE70, 0xFEFF, "AL"),
    (0x10800, 0x10CFF, "R"),
    (0x10D00, 0x10D3F, "AL"),
    (0x10D40, 0x10EBF, "R"),
    (0x10EC0, 0x10EFF, "AL"),
    (0x10F00, 0x10F2F, "R"),
    (0x10F30, 0x10F6F, "AL"),
    (0x10F70, 0x10FFF, "R"),
    (0x1E800, 0x1EC6F, "R"),
    (0x1EC70, 0x1ECBF, "AL"),
    (0x1ECC0, 0x1ECFF, "R"),
    (0x1ED00, 0x1ED4F, "AL"),
    (0x1ED50, 0x1EDFF, "R"),
    (0x1EE00, 0x1EEFF, "AL"),
    (0x1EF00, 0x1EFFF, "R"),
    (0x20A0, 0x20CF, "ET"),
)


@cache
def bidi_class(char: str) -> str:
    """The Bidi_Class of a character."""
    found = unicodedata.bidirectional(char)
    if found:
        return found
    code = ord(char)
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF or 0xE0000 <= code <= 0xE0FFF:
        return "BN"
    return next((name for first, last, name in UNASSIGNED if first <= code <= last), "L")


def paragraph_levels(text: str, base: int, kind: Callable[[str], str] = bidi_class) -> list[int]:
    """The embedding level of each character of one paragraph, before its lines are known; `kind` gives its class."""
    return resolve([*map(kind, text)], base, text)


def first_strong(classes: Sequence[str], start: int = 0, end: int | None = None) -> int:
    """The level that the first strong character outside isolates asks for (P2, P3); 0 when there is none."""
    depth = 0
    for name in classes[start:end]:
        if name in ISOLATES:
            depth += 1
        elif name == "PDI":
            depth = max(0, depth - 1)
        elif not depth and name in {"L", "R", "AL"}:
            return 0 if name == "L" else 1
    return 0


def resolve(classes: Sequence[str], base: int, text: str | None = None) -> list[int]:
    """Levels by the rules X1 to I2. Characters that X9 removes get the level of the one before them."""
    matches = _matching_isolates(classes)
    levels, types = _explicit(classes, base, matches)
    for sequence in _sequences(classes, levels, base, matches):
        _weak(sequence, types)
        if text is not None:
            _brackets(sequence, types, classes, text)
        _neutral(sequence, types)
        for index in sequence.indexes:
            kind = types[index]
            if levels[index] % 2:
                levels[index] += kind != "R"
            elif kind != "L":
                levels[index] += 1 if kind == "R" else 2
    before = base
    for index, name in enumerate(classes):
        if name in REMOVED:
            levels[index] = before
        before = levels[index]
    return levels


def visual_order(levels: Sequence[int], gaps: Mapping[int, int] | None = None) -> list[int]:
    """The indexes of what stands on a line, from left to right (L2).

    `gaps` has the lowest level of the marks that were taken out before an index; they still part what they parted.
    """
    if gaps:
        return _order_with_gaps(levels, gaps)
    order = list(range(len(levels)))
    if not levels:
        return order
    for level in range(max(levels), 0, -1):
        start = 0
        while start < len(order):
            if levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return order


def _order_with_gaps(levels: Sequence[int], gaps: Mapping[int, int]) -> list[int]:
    """As if a mark of the level of each gap still stood there."""
    marked: list[tuple[int, int | None]] = []
    for index, level in enumerate(levels):
        marked += [(gaps[index], None), (level, index)] if index in gaps else [(level, index)]
    order = visual_order([level for level, _ in marked])
    return [found for place in order if (found := marked[place][1]) is not None]


def _matching_isolates(classes: Sequence[str]) -> dict[int, int]:
    """Isolate initiators and their closing PDI, both ways (BD9)."""
    matches: dict[int, int] = {}
    opened: list[int] = []
    for index, name in enumerate(classes):
        if name in ISOLATES:
            opened.append(index)
        elif name == "PDI" and opened:
            start = opened.pop()
            matches[start] = index
            matches[index] = start
    return matches


def _explicit(classes: Sequence[str], base: int, matches: dict[int, int]) -> tuple[list[int], list[str]]:
    """Levels and types after the explicit codes (X1 to X8)."""
    levels = [base] * len(classes)
    types = list(classes)
    stack = [(base, "", False)]
    overflow_isolates = overflow_embeddings = valid_isolates = 0
    for index, name in enumerate(classes):
        level, override, isolated = stack[-1]
        if name in EMBEDDINGS:
            parity, forced = EMBEDDINGS[name]
            deeper = _next_level(level, parity)
            if deeper <= DEEPEST and not overflow_isolates and not overflow_embeddings:
                stack.append((deeper, forced, False))
            elif not overflow_isolates:
                overflow_embeddings += 1
            continue
        if name in ISOLATES:
            levels[index] = level
            types[index] = override or name
            parity = first_strong(classes, index + 1, matches.get(index)) if name == "FSI" else int(name == "RLI")
            deeper = _next_level(level, parity)
            if deeper <= DEEPEST and not overflow_isolates and not overflow_embeddings:
                valid_isolates += 1
                stack.append((deeper, "", True))
            else:
                overflow_isolates += 1
            continue
        if name == "PDF":
            if not overflow_isolates:
                if overflow_embeddings:
                    overflow_embeddings -= 1
                elif not isolated and len(stack) > 1:
                    stack.pop()
            continue
        if name == "PDI":
            if overflow_isolates:
                overflow_isolates -= 1
            elif valid_isolates:
                overflow_embeddings = 0
                while not stack[-1][2]:
                    stack.pop()
                stack.pop()
                valid_isolates -= 1
            level, override, isolated = stack[-1]
        if name != "B":
            levels[index] = level
            types[index] = override or name
    return levels, types


def _next_level(level: int, parity: int) -> int:
    return level + 1 if (level + 1) % 2 == parity else level + 2


class _Sequence(Mutable, kw_only=False):
    """An isolating run sequence (BD13): its characters and what stands at its ends."""

    indexes: list[int]
    start: Strong
    end: Strong
    embedding: Strong


def _sequences(classes: Sequence[str], levels: Sequence[int], base: int, matches: dict[int, int]) -> list[_Sequence]:
    """The isolating run sequences (X9, X10)."""
    remaining = [index for index, name in enumerate(classes) if name not in REMOVED]
    runs: list[list[int]] = []
    for index in remaining:
        if runs and levels[runs[-1][-1]] == levels[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    run_of = {run[0]: run for run in runs}
    place = {index: position for position, index in enumerate(remaining)}
    found = []
    for run in runs:
        if classes[run[0]] == "PDI" and run[0] in matches:
            continue
        indexes = list(run)
        while classes[indexes[-1]] in ISOLATES and indexes[-1] in matches:
            indexes += run_of[matches[indexes[-1]]]
        level = levels[run[0]]
        first, last = place[run[0]], place[indexes[-1]]
        before = levels[remaining[first - 1]] if first else base
        opens = classes[indexes[-1]] in ISOLATES
        after = base if opens or last + 1 == len(remaining) else levels[remaining[last + 1]]
        found.append(
            _Sequence(indexes, _direction(max(level, before)), _direction(max(level, after)), _direction(level))
        )
    return found


def _direction(level: int) -> Strong:
    return "R" if level % 2 else "L"


def _weak(sequence: _Sequence, types: list[str]) -> None:
    """The rules for weak types, W1 to W7."""
    indexes = sequence.indexes
    before: str = sequence.start
    strong: str = sequence.start
    for index in indexes:
        kind = types[index]
        if kind == "NSM":
            kind = types[index] = "ON" if before in ISOLATES or before == "PDI" else before
        before = kind
        if kind in {"L", "R", "AL"}:
            strong = kind
        elif kind == "EN" and strong == "AL":
            types[index] = "AN"
    for index in indexes:
        if types[index] == "AL":
            types[index] = "R"
    for place in range(1, len(indexes) - 1):
        kind = types[indexes[place]]
        left = types[indexes[place - 1]]
        if left == types[indexes[place + 1]] and (
            (kind == "ES" and left == "EN") or (kind == "CS" and left in {"EN", "AN"})
        ):
            types[indexes[place]] = left
    _terminators(indexes, types)
    strong = sequence.start
    for index in indexes:
        kind = types[index]
        if kind in {"ES", "ET", "CS"}:
            types[index] = "ON"
        elif kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            types[index] = "L"


def _terminators(indexes: list[int], types: list[str]) -> None:
    """European terminators beside a European number become part of it (W5)."""
    place = 0
    while place < len(indexes):
        if types[indexes[place]] != "ET":
            place += 1
            continue
        end = place
        while end < len(indexes) and types[indexes[end]] == "ET":
            end += 1
        if (place and types[indexes[place - 1]] == "EN") or (end < len(indexes) and types[indexes[end]] == "EN"):
            for position in range(place, end):
                types[indexes[position]] = "EN"
        place = end


def _brackets(sequence: _Sequence, types: list[str], classes: Sequence[str], text: str) -> None:
    """Paired brackets take the direction of what they hold (N0)."""
    indexes = sequence.indexes
    for opening, closing in _bracket_pairs(indexes, types, text):
        inside = {_strength(types[indexes[place]]) for place in range(opening + 1, closing)}
        if sequence.embedding in inside:
            direction: str = sequence.embedding
        elif inside - {""}:
            opposite = "L" if sequence.embedding == "R" else "R"
            earlier = (_strength(types[indexes[place]]) for place in range(opening - 1, -1, -1))
            context = next(filter(None, earlier), sequence.start)
            direction = opposite if context == opposite else sequence.embedding
        else:
            continue
        for place in (opening, closing):
            types[indexes[place]] = direction
            after = place + 1
            while after < len(indexes) and classes[indexes[after]] == "NSM":
                types[indexes[after]] = direction
                after += 1


def _bracket_pairs(indexes: list[int], types: list[str], text: str) -> list[tuple[int, int]]:
    """The places of paired brackets in a sequence, by their opening (BD16)."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for place, index in enumerate(indexes):
        if types[index] != "ON":
            continue
        char = canonical_bracket(text[index])
        if char in CLOSING:
            if len(opened) == DEEPEST_BRACKETS:
                return []
            opened.append((canonical_bracket(CLOSING[char]), place))
        else:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == char:
                    pairs.append((opened[depth][1], place))
                    del opened[depth:]
                    break
    return sorted(pairs)


def canonical_bracket(char: str) -> str:
    """The bracket that this one is the same as (BD16)."""
    return {"\u2329": "\u3008", "\u232a": "\u3009"}.get(char, char)


def _strength(kind: str) -> str:
    if kind in {"R", "EN", "AN"}:
        return "R"
    return "L" if kind == "L" else ""


def _neutral(sequence: _Sequence, types: list[str]) -> None:
    """Neutral characters take the direction around them, or the embedding's (N1, N2)."""
    indexes = sequence.indexes
    place = 0
    before: str = sequence.start
    while place < len(indexes):
        kind = types[indexes[place]]
        if kind not in NEUTRAL:
            before = _strength(kind)
            place += 1
            continue
        end = place
        while end < len(indexes) and types[indexes[end]] in NEUTRAL:
            end += 1
        after = _strength(types[indexes[end]]) if end < len(indexes) else sequence.end
        direction = before if before == after else sequence.embedding
        for position in range(place, end):
            types[indexes[position]] = direction
        place = end
