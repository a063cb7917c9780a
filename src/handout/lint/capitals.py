"""Tell words that are shouted from abbreviations: both are in capitals."""

import re
from collections.abc import Iterator

from handout.lint.word_lists import words

_CAPITALS = re.compile(r"(?<![\w.@-])[^\W\d_a-zß-ÿ]{2,}(?:['’][^\W\d_a-zß-ÿ]+)?(?![\w@])")


def is_shouted(word: str, language: str) -> bool:
    """Whether a word in capitals is a common word of the language, or too long for an abbreviation."""
    if not word.isupper() or word in words(language, "abbreviations"):
        return False
    bare = word.casefold().replace("’", "'").split("'")[0]
    return len(word) > 6 or bare in words(language, "familiar") or bare in words(language, "familiar-health")


def shouted(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Each run of shouted words: its offset and its text."""
    run: list[re.Match[str]] = []
    for match in _CAPITALS.finditer(text):
        if not is_shouted(match.group(), language):
            continue
        if run and text[run[-1].end() : match.start()].strip(" ,;:!—-"):
            yield run[0].start(), text[run[0].start() : run[-1].end()]
            run = []
        run.append(match)
    if run:
        yield run[0].start(), text[run[0].start() : run[-1].end()]
