"""Scripts of Unicode: which letters are whose."""

import unicodedata
from functools import lru_cache

# The first word of a letter's name, for scripts in which digits or punctuation look different.
_SCRIPTS = {
    "ARABIC": "Arab",
    "BENGALI": "Beng",
    "CJK": "Hani",
    "CYRILLIC": "Cyrl",
    "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi",
    "GREEK": "Grek",
    "HANGUL": "Hang",
    "HEBREW": "Hebr",
    "HIRAGANA": "Hira",
    "KATAKANA": "Kana",
    "KHMER": "Khmr",
    "LAO": "Laoo",
    "MYANMAR": "Mymr",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "THAI": "Thai",
}


@lru_cache(maxsize=4096)
def script_of(text: str) -> str:
    """The script of the first letter that is not Latin, for what has none of its own; empty if all is Latin."""
    for char in text:
        if char > "\u036f" and char.isalpha():
            script = _SCRIPTS.get(unicodedata.name(char, "").partition(" ")[0])
            if script:
                return script
    return ""
