"""What a page shows otherwise than its words are typed, and a handout does not: it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.incoming.page import HtmlElement, elements, every
from handout.incoming.page_lists import STRING, text_of
from handout.incoming.page_styles import added_by, typed_in
from handout.incoming.remarks import TURNED, UNSEEN_WORDS
from handout.incoming.signs import SAYING, is_turned

_UNSEEN = re.compile(
    r"(?<![\w-])(?:font-size|opacity)\s*:\s*0(?:\.0+)?(?:px|pt|em|%)?\s*(?:;|$)|(?<![\w-])(?:left|text-indent)\s*:\s*-\d{3,}"
    r"|(?<![\w-])clip\s*:\s*rect\(|clip-path\s*:\s*inset\((?:50|100)%",
    re.IGNORECASE,
)
"""Too small, too clear or too far away to be seen."""
_FOR_EARS = re.compile(r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-reader(?:-text|-only)?)(?!\S)", re.IGNORECASE)
"""The classes by which sites keep words from the eye for those who have a page read aloud."""
_WHITE = re.compile(
    r"(?<![\w-])color\s*:\s*(?:white\b|#fff(?:fff)?\b|rgba?\(\s*255\s*,\s*255\s*,\s*255\b)", re.IGNORECASE
)
_BEHIND = re.compile(
    r"background(?:-color|-image)?\s*:(?!\s*(?:white|#fff(?:fff)?|transparent|none|inherit|initial)\s*(?:[;}!\"']|$))",
    re.IGNORECASE,
)
"""A colour or a picture behind words."""
_OVER = re.compile(r"unicode-bidi\s*:\s*(?:isolate-override|bidi-override)", re.IGNORECASE)
_DIRECTION = re.compile(r"(?<![\w-])direction\s*:\s*(rtl|ltr)", re.IGNORECASE)
_CAPITALS = re.compile(r"text-transform\s*:\s*uppercase", re.IGNORECASE)


def not_taken(root: HtmlElement) -> Iterator[tuple[int, str, str]]:
    """What is told of looks that do not come along, each once: the line, why, and the words if they are the style's."""
    unseen = "words that a page hides by their size, place or clearness are taken: see that they belong here"
    is_plain = _has_nothing_behind(root)
    for element in elements(root):
        style = element.attributes.get("style", "")
        if (_UNSEEN.search(style) or _FOR_EARS.search(element.attributes.get("class", ""))) and _has_words(element):
            yield element.line, unseen, ""
        if _CAPITALS.search(style) and _has_words(element):
            yield element.line, "words that the page shows in capitals stand as they were typed", ""
        if is_plain and (_WHITE.search(style) or _WHITE.search(f"color:{element.attributes.get('color', '')}")):
            yield element.line, UNSEEN_WORDS, _words(element)
        if (direction := _turning(element)) and is_turned(words := _words(element), direction):
            yield element.line, TURNED, words
    classes = {name for element in elements(root) for name in element.attributes.get("class", "").split()}
    for sheet in every(root, "style"):
        for content in added_by(typed_in(sheet), classes):
            words = " ".join(text_of(string) for string in STRING.finditer(content)).strip()
            if any(char.isalnum() or char in SAYING for char in words):
                yield sheet.line, "words that the page's style sheet adds are not taken", words
            if "counter(" in content or "counters(" in content:
                yield sheet.line, "numbers that the page's style sheet counts are not taken", ""


def _has_nothing_behind(root: HtmlElement) -> bool:
    """Whether a page is known to have no colour behind any words: then white ones are seen by nobody."""
    for element in elements(root):
        attributes = element.attributes
        if element.name == "link" and "stylesheet" in attributes.get("rel", "").lower():
            return False
        if element.name == "style" and _BEHIND.search(typed_in(element)):
            return False
        if _BEHIND.search(attributes.get("style", "")) or {"bgcolor", "background"} & attributes.keys():
            return False
    return True


def _turning(element: HtmlElement) -> str:
    """The direction in which an element turns all letters, whichever they are; nothing where it turns none."""
    style = element.attributes.get("style", "")
    if element.name != "bdo" and not _OVER.search(style):
        return ""
    said = _DIRECTION.search(style)
    return element.attributes.get("dir", "") or (said[1] if said else "")


def _words(element: HtmlElement) -> str:
    return " ".join("".join(c for part in elements(element) for c in part.children if isinstance(c, str)).split())


def _has_words(element: HtmlElement) -> bool:
    return any(child.strip() for part in elements(element) for child in part.children if isinstance(child, str))
