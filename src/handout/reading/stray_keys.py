"""Tell of keys that are none where they stand, and what was meant: a misspelt key, or one in a wrong column."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Mapping as Mapped
from collections.abc import Sequence as Sequenced
from collections.abc import Set as AbstractSet

from handout.problems import MOST_UNKNOWN, Problems, meant_by, near, visible
from handout.reading.characters import all_visible, named
from handout.reading.key_types import Key, Keyed, KeyType, Many, OpenMapping, keys
from handout.reading.line_slips import quoted
from handout.reading.nodes import Mapping, Scalar, YamlNode
from handout.record import replace
from handout.source import Span

_SMALL = 8
"""Of so many keys, one that is unknown is the one that is missing; of more, somebody may have thought of another."""
_FEW = 3
"""So many unknown keys, none of them close to one that is known, have one cause."""


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
        slip = "a blank is missing after the colon" if value else "one colon is enough"
        hint = f"{slip}; write: {key}: {value}".rstrip()
        problems.error("E02", name.span, f"unknown key '{all_visible(name.text.text)}' in this {what}", hint)
    cut_off = _tell_of_cut_off_texts(node, known | glued.keys(), problems, what)
    unknown = [(name, value) for name, value in unknown if name not in cut_off and name.text.text not in glued]
    words = sorted(known)
    is_likely = len(known) <= _SMALL and len(node.entries) > 1
    only = needed[0] if is_likely and len(needed) == len(unknown) == 1 else None
    if _are_of_another(unknown, words, homes or {}):
        (name, _), *more = unknown
        message = f"unknown key '{all_visible(name.text.text)}' in this {what}, and {len(more)} more below it"
        problems.error("E02", name.span, message, near(name.text.text, words), name.text.text)
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


def _are_of_another(unknown: Sequenced[tuple[Scalar, YamlNode]], known: list[str], homes: Mapped[str, str]) -> bool:
    """Whether these are some keys of something else, whose own key is missing above them."""
    if not _FEW <= len(unknown) <= MOST_UNKNOWN:
        return False
    return not any(name.text.text in homes or meant_by(name.text.text, known) for name, _ in unknown)


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
        hint = f"the blank before it is no plain one ({named(typed[0])}); type the blanks again with the space bar"
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
