"""Blocks and entries that are put into a text from its form, with a mark wherever somebody is to write."""

from handout.desk.starters import starters
from handout.problems import Problems
from handout.reading import yaml_file
from handout.reading.list_patch import NEW, with_entry, with_new
from handout.reading.nodes import Mapping
from handout.reading.patch import CannotPatch, Path, all_patched, scalars
from handout.translation.typed_texts import typed_texts


def with_block(text: str, section: int, kind: str) -> tuple[str, Path]:
    """The text with a block of this kind at the end of a section, and the path of it; raises CannotPatch."""
    numbers = [int(path[3]) for path in scalars(text) if path[:3] == ("sections", section, "body") and len(path) > 3]
    if not numbers:
        raise CannotPatch("this section has no list of texts and blocks: write it in the text first")
    last = max(numbers)
    after = with_new(text, ("sections", section, "body", last), starters()[kind])
    return after, ("sections", section, "body", last + 1)


def with_another(text: str, path: Path) -> str:
    """The text with another entry below the one at this path, of the same keys; none of its words is said again.

    A copied dose would look like one that somebody wrote. Raises CannotPatch.
    """
    after = with_entry(text, path)
    new = (*path[:-1], int(path[-1]) + 1)
    root = yaml_file.parse(after.encode("utf-8"), "", Problems())
    if not isinstance(root, Mapping):
        return after
    words = {typed.path: NEW for typed in typed_texts(root) if typed.path[: len(new)] == new}
    return all_patched(after.encode("utf-8"), words).decode("utf-8")
