"""Blocks and entries that are put into a text from its form, with a mark wherever somebody is to write."""

from handout.desk.declared import choices_at
from handout.desk.starters import starters
from handout.reading.line_slips import NEW
from handout.reading.list_patch import with_entry, with_new
from handout.reading.patch import CannotPatch, Path, all_patched, scalars


def with_block(text: str, section: int, kind: str) -> tuple[str, Path]:
    """The text with a block of this kind at the end of a section, and the path of it; raises CannotPatch."""
    numbers = [int(path[3]) for path in scalars(text) if path[:3] == ("sections", section, "body") and len(path) > 3]
    if not numbers:
        raise CannotPatch("this section has no list of texts and blocks: write it in the text first")
    last = max(numbers)
    after = with_new(text, ("sections", section, "body", last), starters()[kind])
    return after, ("sections", section, "body", last + 1)


def with_another(text: str, path: Path) -> str:
    """The text with another entry below the one at this path, of the same keys; nothing of it is said again.

    A copied dose, number or picture would look like one that somebody chose. Only what is one of a few words stays, and
    an empty cell. Raises CannotPatch.
    """
    after = with_entry(text, path)
    new = (*path[:-1], int(path[-1]) + 1)
    added = {place: typed.text for place, typed in scalars(after).items() if place[: len(new)] == new}
    unsaid = {place: NEW for place, said in added.items() if said.strip() and not choices_at(place)}
    return all_patched(after.encode("utf-8"), unsaid).decode("utf-8")
