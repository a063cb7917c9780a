"""Ask pdfium, which has nothing in common with what wrote the file, which words and glyphs stand on the pages."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

UNSEEN = "\u00ad\u200b\u2060\ufeff"
BRACKETS = str.maketrans(")]}>»", "([{<«")
"""Between right-to-left words pdfium may give a bracket as its mirror image."""
AROUND = ".,;:!?،؛؟۔([{<«\"'“”‘’"
BROKEN = re.compile("[\x02\ufffe]")
"""pdfium's sign for a hyphen at the end of a line."""
LONG = 12
"""Letters of a text that is not found in others by chance."""
UNSPACED = {"THAI", "LAO", "KHMER", "MYANMAR", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}


@dataclass(frozen=True, slots=True)
class GlyphBox:
    """A painted character and its ink, in points from the page's lower left corner."""

    char: str
    left: float
    bottom: float
    right: float
    top: float


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, as pdfium extracts it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def glyph_boxes(pdf: bytes) -> list[list[GlyphBox]]:
    """The ink of every visible character of every page."""
    import pypdfium2

    pages = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            text = page.get_textpage()
            chars = ((text.get_text_range(at, 1), text.get_charbox(at)) for at in range(text.count_chars()))
            pages.append([GlyphBox(char, *box) for char, box in chars if char.strip() and box[2] > box[0]])
    finally:
        document.close()
    return pages


def words_lost(expected: Sequence[str], pdf: bytes) -> list[str]:
    """The words of these texts that are not found on the pages as often as they are written.

    A text found whole, whatever its line breaks, counts as found. Else its words are counted; a word in a script
    without spaces, or with signs in it, may be broken over lines.
    """
    pages = "\n".join(page_texts(pdf))
    readings = [BROKEN.sub(sign, pages) for sign in ("", "-")]
    solid = [_solid(reading) for reading in readings]
    found = Counter(_words(re.sub("[\x02\ufffe]\\s*", "", pages)))
    wanted = Counter(word for part in expected for word in _words(part))
    wholes = Counter(_solid(part) for part in expected)
    lost: dict[str, None] = {}
    for part in expected:
        whole = _solid(part)
        if len(whole) >= LONG and any(text.count(whole) >= wholes[whole] for text in solid):
            continue
        for word, key in zip(_plain(part).split(), _words(part), strict=True):
            breakable = not word.isalpha() or any(_is_unspaced(char) for char in word)
            seen = max(found[key], max(text.count(_solid(word)) for text in solid) if breakable else 0)
            if seen < wanted[key]:
                lost[word] = None
    return list(lost)


def _plain(text: str) -> str:
    return "".join(char for char in text if char not in UNSEEN)


def _solid(text: str) -> str:
    """Text without spaces, line breaks and what only says where a line may break."""
    return "".join(_plain(text).translate(BRACKETS).split())


def _words(text: str) -> list[str]:
    """Words as they are counted, without the signs around them, whose order pdfium guesses in right-to-left text.

    In right-to-left scripts, where it swaps letter and accent, a word is known by its letters.
    """
    words = (word.strip(AROUND) or word for word in _plain(text).translate(BRACKETS).split())
    return ["".join(sorted(word)) if _is_rtl(word) else word for word in words]


def _is_rtl(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def _is_unspaced(char: str) -> bool:
    return unicodedata.name(char, "").partition(" ")[0] in UNSPACED
