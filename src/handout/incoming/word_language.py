"""The language that a Word file says its words are in."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree.ElementTree import Element

from handout.incoming.word_package import W
from handout.incoming.word_styles import Styles, is_on, value

_EAST = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def language_of(document: Element, styles: Styles) -> str | None:
    """The language of most letters, where two thirds or more of all are in one; None where the file does not say."""
    letters: Counter[str] = Counter()
    for paragraph in document.iter(f"{W}p"):
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        for run in paragraph.iter(f"{W}r"):
            text = "".join(part.text or "" for part in run.findall(f"{W}t"))
            letters[_said(run, style, text, styles)] += len(text)
    found, most = next(iter(letters.most_common(1)), ("", 0))
    return found if found and most * 3 >= letters.total() * 2 else None


def _said(run: Element, style: str, text: str, styles: Styles) -> str:
    """A run names up to three languages: which counts, its letters decide."""
    own = run.find(f"{W}rPr")
    is_rtl = own is not None and (rtl := own.find(f"{W}rtl")) is not None and is_on(rtl)
    name = "bidi" if is_rtl else "eastAsia" if _EAST.search(text) else "val"
    looks = [own, *styles.looks(value(own.find(f"{W}rStyle")) if own is not None else ""), *styles.looks(style)]
    for look in (*looks, styles.default):
        said = None if look is None else look.find(f"{W}lang")
        if said is not None and said.get(f"{W}{name}"):
            return said.get(f"{W}{name}", "")
    return ""
