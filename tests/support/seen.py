"""Say which letters of a PDF no eye would find: PDFium's boxes and a picture of each page, none of it our code."""

import unicodedata
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

SCALE = 2.0
SMALLEST_HEIGHT = 0.3
"""Points; a full stop's."""
FAINTEST = 60
"""Levels of 255 between a letter's ink and what lies around it. 4.5:1 on white is a grey of 118, 137 levels away; a
thin stroke is softened by the rendering."""


def unseen(pdf: Path) -> list[str]:
    """Letters off the page, without size, or without contrast; page and letter, a few of each."""
    found = []
    document = pdfium.PdfDocument(pdf)
    for number, page in enumerate(document, 1):
        width, height = page.get_size()
        text = page.get_textpage()
        picture = page.render(scale=SCALE).to_pil().convert("L")
        for index in range(text.count_chars()):
            letter = chr(raw.FPDFText_GetUnicode(text, index))
            if letter.isspace() or letter in "\u00ad\u200b\u2060\ufffe\x02" or raw.FPDFText_IsGenerated(text, index):
                continue
            left, low, right, high = text.get_charbox(index)
            if left < 0 or low < 0 or right > width or high > height:
                found.append(f"page {number}: {letter!r} is off the page")
            elif unicodedata.combining(letter) and right == left:
                continue  # the letter before it draws both, where the font has put them together
            elif max(high - low, right - left) < SMALLEST_HEIGHT:
                found.append(f"page {number}: {letter!r} has no size")
            else:
                box = (left * SCALE - 2, (height - high) * SCALE - 2, right * SCALE + 2, (height - low) * SCALE + 2)
                darkest, lightest = picture.crop(tuple(map(int, box))).getextrema()
                if lightest - darkest < FAINTEST:
                    found.append(f"page {number}: {letter!r} cannot be seen")
    document.close()
    return found[:20]
