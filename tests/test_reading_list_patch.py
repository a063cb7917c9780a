"""Entries of lists come, go and move as whole lines; nothing else in the file changes."""

from pathlib import Path

import pytest

from handout.reading.line_slips import NEW
from handout.reading.list_patch import (
    entry_at,
    moved_entry,
    with_entry,
    with_new,
    with_top_key,
    without_entry,
    without_key,
    without_top_key,
)
from handout.reading.patch import CannotPatch, path_text, scalars

ROOT = Path(__file__).parent.parent
TEXT = """\
# head
summary:
  # about the first
  - one
  - |
    two
    lines
  - three: 3
    four: 4

# tail
end: x
"""


def test_an_entry_goes_with_its_comments() -> None:
    assert without_entry(TEXT, ("summary", 0)) == TEXT.replace("  # about the first\n  - one\n", "")
    assert without_entry(TEXT, ("summary", 2)) == TEXT.replace("  - three: 3\n    four: 4\n", "")


REMARKED = """\
body:
  # about the list

  # above one
  - one
    # inside one
# about two

  # above two

  - two:
      - x
      # inside two
  # above three
  - |
    three
  # no comment of three
"""


def test_a_comment_between_two_entries_belongs_to_the_one_below() -> None:
    assert without_entry(REMARKED, ("body", 0)) == REMARKED.replace("  # above one\n  - one\n    # inside one\n", "")
    two = REMARKED[REMARKED.index("# about two") : REMARKED.index("  # above three")]
    assert without_entry(REMARKED, ("body", 1)) == REMARKED.replace(two, "")
    assert without_entry(REMARKED, ("body", 2)) == REMARKED.replace("  # above three\n  - |\n    three\n", "")
    one = "  # above one\n  - one\n    # inside one\n"
    assert moved_entry(REMARKED, ("body", 1), -1) == REMARKED.replace(one + two, two + one)
    below = REMARKED.replace("    # inside one\n", f'    # inside one\n  - "{NEW}"\n')
    assert with_entry(REMARKED, ("body", 0)) == below


def test_a_key_at_the_top_comes_where_it_is_looked_for_and_goes_with_all_it_holds() -> None:
    text = "# head\ntitle: a\n\n# of sections\nsections:\n  - x: [1]\n# of end\n\nend: |\n  x\n  y"
    new = text.replace("# of sections", "summary:\n  - b\n# of sections")
    assert with_top_key(text, "summary:\n  - b", ["sections", "end"]) == f"{new}\n"
    assert without_top_key(new, ("summary",)) == text
    assert with_top_key(text, "last: z", []) == f"{text}\nlast: z\n"
    without = text.replace("# of sections\nsections:\n  - x: [1]\n", "")
    assert without_top_key(text, ("sections",)) == without
    assert without_top_key(text, ("end",)) == text.partition("# of end")[0]
    for wrong, path in (("{a: 1, b: 2}", ("a",)), ("a: 1", ("a",)), ("a: 1", ("b",))):
        with pytest.raises(CannotPatch):
            without_top_key(wrong, path)


def test_an_entry_moves_with_its_comments() -> None:
    moved = TEXT.replace("  # about the first\n  - one\n", "").replace(
        "    lines\n", "    lines\n  # about the first\n  - one\n"
    )
    assert moved_entry(TEXT, ("summary", 0), 1) == moved
    assert moved_entry(moved, ("summary", 1), -1) == TEXT
    assert moved_entry(TEXT, ("summary", 0), -1) == TEXT


def test_a_new_text_is_to_be_written_and_keys_are_copied() -> None:
    assert with_entry(TEXT, ("summary", 0)) == TEXT.replace("  - one\n", f'  - one\n  - "{NEW}"\n')
    copied = with_entry(TEXT, ("summary", 2))
    assert copied == TEXT.replace("    four: 4\n", "    four: 4\n  - three: 3\n    four: 4\n")


def test_a_key_goes_with_its_value_alone() -> None:
    text = "a:\n  - x: 1 # c\n    # of y\n    y: |\n      two\n      lines\n    z: 'q'\n  - {m: 1, n: 2}\n  - only: x\n"
    assert without_key(text, ("a", 0, "x")) == text.replace("x: 1 # c\n    # of y", "# of y")
    assert without_key(text, ("a", 0, "y")) == text.replace("    # of y\n    y: |\n      two\n      lines\n", "")
    assert without_key(text, ("a", 0, "z")) == text.replace("    z: 'q'\n", "")
    for path in (("a", 1, "m"), ("a", 2, "only")):
        with pytest.raises(CannotPatch, match="take out its whole entry"):
            without_key(text, path)


@pytest.mark.parametrize("text", ["a:\n- one\n- two", "a:\n  - one\n  - two"])
def test_a_file_may_end_without_a_line_end(text: str) -> None:
    assert scalars(moved_entry(text, ("a", 0), 1))[("a", 0)].text == "two"
    assert scalars(with_entry(text, ("a", 1)))[("a", 2)].text == NEW


@pytest.mark.parametrize(
    ("text", "path", "why"),
    [
        ("a: [one, two]\n", ("a", 0), "in brackets"),
        ("a:\n  - one\n", ("a", 0), "only entry"),
        ("a:\n  - one\n", ("a", 5), "a 6 is not there"),
        ("a: x\n", ("a",), "not an entry of a list"),
    ],
)
def test_what_cannot_be_done_is_refused(text: str, path: tuple[str | int, ...], why: str) -> None:
    with pytest.raises(CannotPatch, match=why):
        without_entry(text, path)


@pytest.mark.parametrize("path", sorted(ROOT.glob("content/*.yaml")), ids=lambda path: path.name)
def test_entries_of_the_shipped_files_can_be_changed(path: Path) -> None:
    text = path.read_text("utf-8")
    places = [key for key in scalars(text) if isinstance(key[-1], int)]
    done = 0
    for place in places[::25]:
        try:
            after = with_entry(text, place)
            assert without_entry(after, (*place[:-1], int(place[-1]) + 1)) == text, path_text(place)
            assert moved_entry(moved_entry(after, place, 1), (*place[:-1], int(place[-1]) + 1), -1) == after
            done += 1
        except CannotPatch as fault:
            # A list in brackets, or one that begins on the line of the list around it, is left to the editor.
            assert "in brackets" in str(fault) or "table, rows" in path_text(place), (path_text(place), str(fault))
    assert done >= len(places[::25]) // 2


SECTIONS = """\
sections:
  - heading: One
    body:
      - first
      - callout:
          body:
            - inside
        # a remark
  - heading: Two
    body:
    - second
end: x"""


def test_a_new_entry_stands_below_the_block_that_a_line_belongs_to() -> None:
    figure = '- figure:\n    image: "images/a.png"\n    alt: "A: b"\n'
    assert entry_at(SECTIONS, 1, "body") == entry_at(SECTIONS, 4, "body") == ("sections", 0, "body", 0)
    assert entry_at(SECTIONS, 7, "body") == ("sections", 0, "body", 1)
    assert entry_at(SECTIONS, 99, "body") == ("sections", 1, "body", 0)
    assert entry_at("title: x\n", 1, "body") is None
    for path, indent in ((("sections", 0, "body", 1), 6), (("sections", 1, "body", 0), 4)):
        after = with_new(SECTIONS, path, figure)
        added = "".join(f"{' ' * indent}{line}\n" for line in figure.splitlines())
        assert after.replace(added, "") == SECTIONS
        assert scalars(after)[(*path[:-1], int(path[-1]) + 1, "figure", "alt")].text == "A: b"


@pytest.mark.parametrize("text", [SECTIONS, f"{SECTIONS}\n"])
def test_a_list_that_is_not_there_yet_comes_at_the_end(text: str) -> None:
    after = with_new(text, ("references", 0), '- id: "a"\n  title: "B"\n')
    assert after.startswith(text) and after.endswith('references:\n  - id: "a"\n    title: "B"\n')


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("One text.  # a remark", "One text.  # a remark"),
        ('"One: \\"text\\""', '"One: \\"text\\""'),
        ("\n      One text.", "One text."),
        ("One\n\n      text.", "One\n\n        text."),
        ('"One\n    text."', '"One\n      text."'),
        ("|\n      One\n\n      - text", "|\n        One\n\n        - text"),
        (">2-\n      One\n      text.", ">2-\n        One\n        text."),
    ],
)
def test_one_text_becomes_a_list_where_an_entry_is_put_below_it(typed: str, entry: str) -> None:
    text = f"sections:\n  - heading: One\n    body: {typed}\n  - heading: Two\n    body: two\n"
    at = entry_at(text, 4, "body")
    assert at == ("sections", 0, "body", 0)
    assert with_new(text, at, "- new") == text.replace(f" {typed}", f"\n      - {entry}\n      - new")


def test_one_text_in_brackets_is_left_to_the_editor() -> None:
    with pytest.raises(CannotPatch, match="sections 1, body cannot be changed"):
        with_new("sections: [{heading: One, body: text}]\n", ("sections", 0, "body", 0), "- new")
