"""What docs/languages.md says a language is set in is what its own name is set in."""

from pathlib import Path

import pytest

from handout.locales.own_names import own_name
from handout.pdf.text.shaper import shaper

FAMILIES = ("Atkinson Hyperlegible", "Noto Sans")
LINES = Path("docs/languages.md").read_text("utf-8").splitlines()
ROWS = {
    row[1].strip("`"): row
    for line in LINES
    if line.startswith("| ") and "`" in line and len(row := [cell.strip() for cell in line.strip("| ").split("|")]) == 6
}


@pytest.mark.parametrize("tag", ROWS)
def test_it_says_what_letters_of_its_own_are_set_in(tag: str) -> None:
    """A language that is written in Latin letters may still need others than those of its name."""
    name = own_name(tag) or ""
    if not name or name.isascii() or "make fonts" in ROWS[tag][4]:
        return
    word = shaper(FAMILIES, False, False, tag)[name.split()[0]]
    assert {part.face.family for part in word.parts or (word,)} <= {ROWS[tag][3], "Atkinson Hyperlegible"}
