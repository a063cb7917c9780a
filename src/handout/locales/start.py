"""A file of words for a language that has none yet: the English ones, each marked to be translated."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from handout.locales.keys import LISTS, WORDS
from handout.locales.locale import Locale
from handout.locales.own_names import own_name
from handout.locales.shelf import FOLDER
from handout.reading.untranslated import MARK
from handout.text.direction import has_right_to_left

_HEAD = (
    "# The words that handout itself prints, in the language '{tag}'. Put the translation in place of each '{mark}'\n"
    "# and the words after it, and keep every {{placeholder}}. Words without a mark may stay, if they are right.\n"
    "# Have somebody who reads the language go through them, then: handout sign --words {tag}\n"
)
_HINTS = {
    "direction": "ltr: lines run from left to right; rtl: from right to left",
    "months": "beside a day",
    "months_alone": "without a day",
    "decimal_marks": "what stands before decimals: '.' or ',' or both",
    "ordinals": "of editions; numbers serve where the language has no short form",
}


def started(tag: str, english: Locale, keys: Collection[str] = (*WORDS, *LISTS)) -> str:
    """The text of a whole new file."""
    return _HEAD.format(tag=tag, mark=MARK) + "\n".join(_lines(tag, english, keys)).lstrip("\n") + "\n"


def missing(tag: str, english: Locale, keys: Collection[str]) -> str:
    """Lines with what a file that was begun does not have yet."""
    return "\n" + "\n".join(line for line in _lines(tag, english, keys) if line and not line.startswith("# ")) + "\n"


def _lines(tag: str, english: Locale, keys: Collection[str]) -> Iterator[str]:
    """The lines of the English file, its headings too, with what is to be translated in place of its words."""
    for line in (FOLDER / f"{english.tag}.yaml").read_text(encoding="utf-8").splitlines():
        key = re.match(r"([a-z_]+):", line)
        if key is None:
            if not line or line.startswith("#"):
                yield line
        elif key[1] in keys:
            if key[1] in _HINTS:
                yield f"# {key[1]}: {_HINTS[key[1]]}"
            yield f"{key[1]}: {_value(key[1], tag, english)}".replace(": \n", ":\n")


def _value(key: str, tag: str, english: Locale) -> str:
    if key == "name" and (name := own_name(tag)) is not None:
        return _quoted(name)
    if key == "direction" and (name := own_name(tag)) is not None:
        return "rtl" if has_right_to_left(name) else "ltr"
    if key == "ordinals":
        numbers = [_quoted(str(number)) for number in range(1, LISTS[key] + 1)]
        rows = (", ".join(numbers[start : start + 15]) for start in range(0, len(numbers), 15))
        return "[\n" + "".join(f"  {row},\n" for row in rows) + "]"
    if key in LISTS:
        return "".join(f"\n  - {_marked(entry)}" for entry in english.lists[key])
    return _marked(english.words[key])


def _marked(text: str) -> str:
    """Words with the mark; what has no letters of its own, such as `{day} {month}`, stands without."""
    has_letters = any(map(str.isalpha, re.sub(r"\{[^{}]*\}", "", text)))
    return _quoted(f"{MARK} {text}" if has_letters else text)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
