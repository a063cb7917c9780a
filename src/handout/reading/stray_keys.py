"""Tell of keys that are none where they stand, and what was meant: a misspelt key, or one in a wrong column."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Mapping as Mapped
from collections.abc import Sequence as Sequenced
from collections.abc import Set as AbstractSet

from handout.problems import MOST_UNKNOWN, Problem, Problems, meant_by, near, visible
from handout.reading.characters import all_visible, named
from handout.reading.key_types import Key, Keyed, KeyType, Many, OpenMapping, keys
from handout.reading.line_slips import quoted
from handout.reading.nodes import Mapping, Scalar, Sequence, YamlNode
from handout.record import Record, replace
from handout.source import Located, Span

_SMALL = 8
"""Of so many keys, one that is unknown is the one that is missing; of more, somebody may have thought of another."""
_FEW = 3
"""So many unknown keys, none of them close to one that is known, have one cause."""
_LOST = "or the line that these keys belong to is missing above"


def tell_of_stray_keys(
    node: Mapping, known: Iterable[str], problems: Problems, what: str, needed: Sequenced[str] = (),
    homes: Mapped[str, str] | None = None,
) -> frozenset[str]:  # fmt: skip
    """Tell of the keys that are none of those known here (E02), and give the keys that were meant by them.

    `needed` are the keys that must stand here and do not: where few may, one unknown key is the one that is needed.
    `homes` names of a key the one that it belongs to. Of very many, most are only counted: looking for the word that
    was meant takes time.
    """
    known = frozenset(known)
    unknown = [(name, value) for name, value in node.entries if name.text.text not in known]
    if not unknown:
        return frozenset()
    glued = {name.text.text: key for name, _ in unknown if (key := name.text.text.partition(":")[0]) in known}
    for name in (name for name, _ in unknown if name.text.text in glued):
        key, _, value = name.text.text.partition(":")
        slip = "a space is missing after the colon" if value else "one colon is enough"
        hint = f"{slip}; write: {key}: {value}".rstrip()
        problems.error("E02", name.span, f"unknown key '{all_visible(name.text.text)}' in this {what}", hint)
    cut_off = _tell_of_cut_off_texts(node, known | glued.keys(), problems, what)
    unknown = [(name, value) for name, value in unknown if name not in cut_off and name.text.text not in glued]
    words = sorted(known)
    is_likely = len(known) <= _SMALL and len(node.entries) > 1
    only = needed[0] if is_likely and len(needed) == len(unknown) == 1 else None
    if _are_of_another(unknown, node, words, homes or {}):
        (name, _), *more = unknown
        message = f"unknown key '{all_visible(name.text.text)}' in this {what}, and {len(more)} more below it"
        problems.found[:] = [one for one in problems.found if not _is_repeated_below(one, name.span, node)]
        problems.error("E02", name.span, message, _or_lost(near(name.text.text, words)), name.text.text)
        return frozenset(glued.values())
    meant = {*glued.values()} | {
        _unknown_key(name, words, problems, what, only, (homes or {}).get(name.text.text))
        for name, _ in unknown[:MOST_UNKNOWN]
    }
    if len(unknown) > MOST_UNKNOWN:
        problems.error(
            "E02",
            unknown[MOST_UNKNOWN][0].span,
            f"{len(unknown) - MOST_UNKNOWN} more unknown keys in this {what}, from here on",
        )
    return frozenset(word for word in meant if word is not None)


def _or_lost(hint: str | None) -> str:
    """The hint with the other mending behind it."""
    if hint is None:
        return _LOST
    return f"{hint} {_LOST.capitalize()}" if hint.endswith("?") else f"{hint}; {_LOST}"


def _is_repeated_below(problem: Problem, first: Span, node: Mapping) -> bool:
    """Whether a key that the mapping has already (E03) stands among those that belong to something else."""
    last, place = node.entries[-1][0].span, problem.span
    return problem.code == "E03" and place.column == first.column and first < place < last


def _are_of_another(
    unknown: Sequenced[tuple[Scalar, YamlNode]], node: Mapping, known: list[str], homes: Mapped[str, str]
) -> bool:
    """Whether these are some keys of something else, whose own key is missing above them.

    So they are where none is close to one that is known; or where they are the last, and some are close to none.
    """
    names = [name.text.text for name, _ in unknown]
    if not _FEW <= len(names) <= MOST_UNKNOWN or any(name in homes for name in names):
        return False
    are_last = [name for name, _ in node.entries[-len(unknown) :]] == [name for name, _ in unknown]
    return _are_strange(names, known) if are_last else not any(meant_by(name, known) for name in names)


def _are_strange(names: Sequenced[str], known: Collection[str]) -> bool:
    """Whether at least a third of these keys is close to none that is known: they are hardly misspelt."""
    return sum(meant_by(name, known) is None for name in names) * 3 >= len(names)


def _unknown_key(
    name: Scalar, known: list[str], problems: Problems, what: str, only: str | None, home: str | None
) -> str | None:
    """Tell of one unknown key; the key that was meant by it: one that is close, or the only one that is needed."""
    typed = name.text.text
    hint = f"indent it, so that it belongs to '{home}'" if home else near(typed, known)
    if only is not None and not (hint or "").startswith(("did you mean", "indent")):
        hint = f"did you mean '{only}'?"
        problems.error("E02", name.span, f"unknown key '{all_visible(typed)}' in this {what}", hint, typed)
        return only
    meant = next((word for word in known if hint == f"did you mean '{word}'?"), None)
    strange = next((char for char in typed if not char.isascii()), None)
    if typed[:1].isspace():
        hint = f"the space before it is a special one ({named(typed[0])}); type the spaces again with the space bar"
    elif strange is not None and hint is not None and hint.startswith("did you mean"):
        hint += f" one of the letters typed is {named(strange)}"
    problems.error("E02", name.span, f"unknown key '{all_visible(typed)}' in this {what}", hint, typed)
    return meant


def read_strays(
    node: Mapping, known: Mapped[str, Key], needed: list[Key], problems: Problems, what: str
) -> tuple[list[Key], frozenset[str]]:
    """Tell of the stray keys of a record; which of those it needs are missing still, and which hold strays."""
    homes = _homes_of(node, known)
    meant = tell_of_stray_keys(node, known, problems, what, [entry.name for entry in needed], homes)
    return [entry for entry in needed if entry.name not in meant], frozenset(homes.values())


def _homes_of(node: Mapping, known: Mapped[str, Key]) -> dict[str, str]:
    """Of keys that belong further to the right, to what the key above holds: the name of that key."""
    homes: dict[str, str] = {}
    above: Key | None = None
    is_open = False
    for name, value in node.entries:
        typed = name.text.text
        if typed in known:
            above, is_open = known[typed], isinstance(value, Scalar) and value.is_empty
        elif above is not None and (typed in _keys_inside(above.shape) or (is_open and _holds_keys(above.shape))):
            homes[typed] = above.name
        else:
            above = None
    return homes


def _keys_inside(shape: KeyType) -> Iterable[str]:
    match shape:
        case Keyed(kind=kind):
            return keys(kind)
        case Many(item=inner):
            return _keys_inside(inner)
        case _:
            return ()


def _holds_keys(shape: KeyType) -> bool:
    return isinstance(shape, Keyed | OpenMapping)


def still_needed(
    needed: list[Key], known: AbstractSet[str], what: str, node: Mapping, problems: Problems, before: int
) -> list[Key]:
    """The keys that are needed, and that nothing reported since `before` says is there, further to the right.

    What lacks a key that stands here, too far to the left, is reported no more.
    """
    typed = {name.text.text for name, _ in node.entries}
    problems.found[before:] = [
        one for one in problems.found[before:] if one.code != "E04" or one.about not in typed - known
    ]
    inside, absent = problems.found[before:], known - typed
    lines = {place.line for _, value in node.entries if isinstance(value, Scalar) for _, place in value.text.anchors}
    if any(problem.code == "E27" and problem.span.line in lines for problem in inside):
        return []  # A list without its key runs on from the line above.
    if needed:
        inside = _without_run_on(inside, node)
        problems.found[before:] = inside
    claimed: dict[str, Span] = {}
    for problem in inside:
        is_offered = (problem.hint or "").startswith("did you mean")
        if problem.about is None or problem.about not in absent or problem.code == "E04" or is_offered:
            continue
        if problem.span.column > node.span.column:
            claimed[problem.about] = problem.span
            hint = f"'{problem.about}' is a key of the {what}: begin it in column {node.span.column}"
            problems.found[problems.found.index(problem)] = replace(problem, hint=hint)
    _forget_what_is_below(claimed.values(), node, problems, before)
    return [entry for entry in needed if entry.name not in claimed]


def forget_strange_entries(node: Sequence, shape: Keyed, problems: Problems, before: int) -> None:
    """Of the entries of a list that have keys of something else alone, tell the first (E02), and nothing more.

    The key or the block that they belong to is missing above them.
    """
    known = sorted(keys(shape.kind))
    strange = [at for at, item in enumerate(node.items) if _is_strange(item, known)]
    if not strange:
        return
    starts = [item.span for item in node.items]
    inside = [(starts[at], starts[at + 1] if at + 1 < len(starts) else None) for at in strange]
    problems.found[before:] = [
        one for one in problems.found[before:]
        if not any(start <= one.span and (end is None or one.span < end) for start, end in inside)
    ]  # fmt: skip
    first = node.items[strange[0]]
    name = first.entries[0][0] if isinstance(first, Mapping) else Scalar(Located("", ()), True, first.span)
    message = f"unknown key '{all_visible(name.text.text)}' in this {shape.words}, which has none of its own keys"
    problems.error("E02", name.span, message, _or_lost(near(name.text.text, known)), name.text.text)


def may_be_several(node: Sequence, problems: Problems) -> bool:
    """Whether the last entry has a key twice, as where the next one lost its hyphen (E03)."""
    last = node.items[-1] if node.items else None
    if not isinstance(last, Mapping) or not last.entries:
        return False
    first = last.entries[0][0].span
    return any(one.code == "E03" and one.span.column == first.column and one.span > first for one in problems.found)


def _is_strange(item: YamlNode, known: list[str]) -> bool:
    """Whether an entry has keys, none of which is one of these or, for the most part, close to one."""
    typed = [name.text.text for name, _ in item.entries] if isinstance(item, Mapping) and not item.in_flow else []
    return len(typed) > 1 and not any(map(known.count, typed)) and _are_strange(typed, known)


def _without_run_on(found: list[Problem], node: Mapping) -> list[Problem]:
    """These without what was told of short values that a list runs on from, since the key of that list is missing."""
    values = [value for _, value in node.entries if isinstance(value, Scalar) and value.plain]
    run_on = {value.span for value in values if len(value.text.anchors) > 1 and " - " in value.text.text}
    return [one for one in found if one.code != "E07" or one.span not in run_on]


def parted(node: Mapping, known: Mapped[str, Key], problems: Problems, before: int) -> Mapping | None:
    """The same with a list parted that lost the key between its entries and those of another list; None if none did.

    `references:` is missing, say, and its entries go on with those of `sections:`. All that was found since `before`
    has that one cause (E04).
    """
    if not any(one.code in {"E02", "E05"} for one in problems.found[before:]):
        return None
    typed = {name.text.text for name, _ in node.entries}
    absent = {name: entry for name, entry in known.items() if name not in typed and isinstance(entry.shape, Many)}
    for place, (name, value) in enumerate(node.entries):
        own = _kind_of_entries(known[name.text.text]) if name.text.text in known else None
        if own is None or not isinstance(value, Sequence):
            continue
        for at, item in enumerate(value.items[1:], 1):
            other = _meant_for(item, own, absent)
            if other is None:
                continue
            del problems.found[before:]
            message = f"the key '{other}' is missing above this entry, and above those below it"
            problems.error("E04", item.span, message, f"type '{other}:' on a line of its own above it", other)
            key = Scalar(Located(other, ((0, item.span),)), True, item.span)
            lists = (name, replace(value, items=value.items[:at])), (key, replace(value, items=value.items[at:]))
            return replace(node, entries=(*node.entries[:place], *lists, *node.entries[place + 1 :]))
    return None


def _meant_for(item: YamlNode, own: type[Record], absent: Mapped[str, Key]) -> str | None:
    """The key of the list that an entry with these keys, or a list, belongs to, if it is hardly one of its own."""
    if isinstance(item, Sequence):
        return next(
            (name for name, entry in absent.items() if entry.required and _kind_of_entries(entry) is None), None
        )
    typed = {name.text.text for name, _ in item.entries} if isinstance(item, Mapping) else set()
    if len(typed) < _FEW - 1 or len(typed & keys(own).keys()) * 2 > len(typed):
        return None
    kinds = ((name, _kind_of_entries(entry)) for name, entry in absent.items())
    return next((name for name, kind in kinds if kind is not None and _has_all(typed, keys(kind))), None)


def _has_all(typed: AbstractSet[str], known: Mapped[str, Key]) -> bool:
    return typed <= known.keys() and all(name in typed for name, entry in known.items() if entry.required)


def _kind_of_entries(entry: Key) -> type[Record] | None:
    """What the entries of a list are, where they have keys."""
    shape = entry.shape
    return shape.item.kind if isinstance(shape, Many) and isinstance(shape.item, Keyed) else None


def _forget_what_is_below(moved: Collection[Span], node: Mapping, problems: Problems, before: int) -> None:
    """Tell nothing found since `before` of what stands below keys that were moved to the right: it belongs to them."""
    starts = [name.span for name, _ in node.entries]
    ends = {place: min((start for start in starts if start > place), default=None) for place in moved}

    def is_below(span: Span) -> bool:
        return span not in ends and any(
            place < span and place.file == span.file and (end is None or span < end) for place, end in ends.items()
        )

    if moved:
        problems.found[before:] = [one for one in problems.found[before:] if not is_below(one.span)]


def _tell_of_cut_off_texts(node: Mapping, known: frozenset[str], problems: Problems, what: str) -> list[Scalar]:
    """Tell of a text in `{ }` that a comma ends: `{text: Rest, then walk}`. What stands behind it looks like keys."""
    names = [name for name, _ in node.entries]
    cut_off = [at for at in range(1, len(names)) if names[at].text.text not in known and _is_behind_comma(node, at)]
    for at in cut_off:
        if at - 1 in cut_off:
            continue
        end = next(after for after in range(at, len(names) + 1) if after not in cut_off)
        key, value = node.entries[at - 1]
        hint = "inside { } a comma ends the value; quote text that holds one"
        if isinstance(value, Scalar) and value.plain and value.text.text:
            words = ", ".join([value.text.text, *(name.text.text for name in names[at:end])])
            hint = f"inside {{ }} a comma ends the value; quote the text: {key.text}: {quoted(words)}"
        problems.error("E02", names[at].span, f"unknown key '{visible(names[at].text.text)}' in this {what}", hint)
    return [names[at] for at in cut_off]


def _is_behind_comma(node: Mapping, at: int) -> bool:
    """Whether the key of this entry has neither a value nor a colon."""
    name, value = node.entries[at]
    if not node.in_flow or not isinstance(value, Scalar) or not value.plain:
        return False
    if value.text.text or value.comment or value.is_refused:
        return False
    return f"{name.text}:" not in node.typed if node.typed else " " in name.text.text
