"""Blocks and entries that are put into a text from its form, with a mark wherever somebody is to write."""

from handout.desk.declared import choices_at
from handout.desk.starters import key_starters, section_starter, starters
from handout.reading.line_slips import NEW
from handout.reading.list_patch import with_entry, with_new, with_top_key
from handout.reading.patch import CannotPatch, Path, all_patched, scalars


def with_block(text: str, section: int, kind: str) -> str:
    """The text with a block of this kind at the end of a section; raises CannotPatch."""
    last = last_in_body(text, section)
    if last is None:
        raise CannotPatch("this section has no list of texts and blocks: write it in the text first")
    return with_new(text, ("sections", section, "body", last), starters()[kind])


def last_in_body(text: str, section: int) -> int | None:
    """The number of the last entry in a section's body, the first where that is one text; None where it has none."""
    body = ("sections", section, "body")
    places = [(*path[3:], 0)[0] for path in scalars(text) if path[:3] == body]
    return max((place for place in places if isinstance(place, int)), default=None)


def missing_keys(text: str) -> tuple[str, ...]:
    """The keys of a handout that this text has not, in their order."""
    there = {path[0] for path in scalars(text)}
    return tuple(name for name in key_starters() if name not in there)


def with_missing_key(text: str, name: str) -> str:
    """The text with a key that it lacks, in the order in which they are declared; raises CannotPatch."""
    names = [*key_starters()]
    return with_top_key(text, key_starters()[name], names[names.index(name) + 1 :])


def with_another(text: str, path: Path) -> str:
    """The text with another entry below the one at this path, of the same keys; nothing of it is said again.

    A copied dose, number or picture would look like one that somebody chose. Only what is one of a few words stays, and
    an empty cell; of a section, its heading and one text. Raises CannotPatch.
    """
    if path[-2] == "sections":
        return with_new(text, path, section_starter())
    after = with_entry(text, path)
    new = (*path[:-1], int(path[-1]) + 1)
    added = {place: typed.text for place, typed in scalars(after).items() if place[: len(new)] == new}
    unsaid = {place: NEW for place, said in added.items() if said.strip() and not choices_at(place)}
    return all_patched(after.encode("utf-8"), unsaid).decode("utf-8")
