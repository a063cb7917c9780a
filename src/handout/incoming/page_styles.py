"""The looks that a page's own style sheet gives by class, as Google Docs and Word write them, put where they hold.

Of a sheet only what changes the words is read: what is hidden, struck out, raised, strong, slanted or in another font.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handout.incoming.page import HtmlElement, elements, every
from handout.incoming.tree import SourceRun
from handout.record import replace

_OF_CLASSES = frozenset(
    {
        "display", "visibility", "mso-hide", "text-decoration", "text-decoration-line", "vertical-align", "font",
        "font-family", "font-weight", "font-style", "font-size", "opacity", "left", "text-indent", "text-transform",
    }
)  # fmt: skip
_OF_ELEMENTS = frozenset({"display", "visibility", "mso-hide", "text-decoration", "text-decoration-line"})
"""Of elements without a class only what takes words away: headings are strong anyway."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_UNSEEN = re.compile(
    r"(?<![\w-])(?:font-size|opacity)\s*:\s*0(?:\.0+)?(?:px|pt|em|%)?\s*(?:;|$)|(?<![\w-])(?:left|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
"""Too small, too clear or too far away to be seen."""
_CAPITALS = re.compile(r"text-transform\s*:\s*uppercase", re.IGNORECASE)
_ADDED = re.compile(
    r":(?:before|after)\s*\{[^{}]{0,400}?content\s*:\s*(?:\"([^\"{}\n]{1,200})\"|'([^'{}\n]{1,200})')", re.IGNORECASE
)
_SHIFTED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*(?:(?P<strong>bold|bolder|[6-9]00)|normal|lighter|[1-5]00)\b", re.IGNORECASE)
_SLANT = re.compile(r"font-style\s*:\s*(?:(?P<emphasis>italic|oblique)|normal)\b", re.IGNORECASE)
_SELECTOR = re.compile(r"(?P<element>[a-z][a-z0-9]*)?(?:\.(?P<cls>[\w-]+))?", re.ASCII | re.IGNORECASE)


def put_styles(root: HtmlElement) -> None:
    """Give each element the declarations of its classes, before its own, which go over them."""
    rules: dict[tuple[str, str], dict[str, str]] = {}
    for sheet in every(root, "style"):
        for selector, declared in _rules("".join(child for child in sheet.children if isinstance(child, str))):
            rules.setdefault(selector, {}).update(declared)
    if rules:
        _put(root, rules)


def _put(element: HtmlElement, rules: Mapping[tuple[str, str], Mapping[str, str]]) -> None:
    waiting = [element]
    while waiting:
        found = waiting.pop()
        waiting += [child for child in found.children if isinstance(child, HtmlElement)]
        given: dict[str, str] = dict(rules.get((found.name, ""), {}))
        for name in found.attributes.get("class", "").split():
            given.update(rules.get(("", name), {}))
            given.update(rules.get((found.name, name), {}))
        own = found.attributes.get("style", "")
        over = {part.partition(":")[0].strip().lower() for part in own.split(";")}
        if given := {name: value for name, value in given.items() if name not in over}:
            declared = ";".join(f"{name}:{value}" for name, value in given.items())
            found.attributes["style"] = f"{declared};{own}"


def _rules(sheet: str) -> Iterator[tuple[tuple[str, str], dict[str, str]]]:
    """The rules of a sheet for an element, a class, or both; those of print and of small screens are passed over."""
    for selectors, body in _blocks(re.sub(r"/\*.*?\*/|<!--|-->", "", sheet, flags=re.DOTALL)):
        declared: dict[str, str] = {}
        for part in body.split(";"):
            name, colon, value = part.partition(":")
            if colon and name.strip().lower() in _OF_CLASSES:
                declared[name.strip().lower()] = value.strip()
        for selector in selectors.split(",") if declared else ():
            found = _SELECTOR.fullmatch(selector.strip())
            if found is None or not found[0]:
                continue
            taken = _OF_CLASSES if found["cls"] else _OF_ELEMENTS
            wanted = {name: value for name, value in declared.items() if name in taken}
            if wanted:
                yield ((found["element"] or "").lower(), found["cls"] or ""), wanted


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """The selectors and the body of each rule that stands in no other."""
    depth, start, selectors = 0, 0, ""
    for mark in re.finditer("[{};]", sheet):
        if mark[0] == "{":
            if not depth:
                selectors = sheet[start : mark.start()].strip()
            depth += 1
        elif mark[0] == "}":
            depth = max(depth - 1, 0)
            if not depth and not selectors.startswith("@"):
                yield selectors, sheet[sheet.rfind("{", 0, mark.start()) + 1 : mark.start()]
        if not depth:
            start = mark.end()


def not_taken(root: HtmlElement) -> Iterator[tuple[int, str, str]]:
    """What is told of looks that do not come along, each once: the line, why, and the words if they are the style's."""
    unseen = "words that a page hides by their size, place or clearness are taken: see that they belong here"
    for reason, looks in (
        (unseen, _UNSEEN),
        ("words that the page shows in capitals stand as they were typed", _CAPITALS),
    ):
        for element in elements(root):
            if looks.search(element.attributes.get("style", "")) and _has_words(element):
                yield element.line, reason, ""
                break
    for sheet in every(root, "style"):
        for found in _ADDED.finditer("".join(child for child in sheet.children if isinstance(child, str))):
            words = found[1] or found[2]
            if any(map(str.isalnum, words)) and not words.startswith("\\"):
                yield sheet.line, "words that the page's style sheet adds are not taken", words


def _has_words(element: HtmlElement) -> bool:
    return any(child.strip() for part in elements(element) for child in part.children if isinstance(child, str))


def taken_away(element: HtmlElement) -> str | None:
    """Why the words of an element do not count: they are hidden, or struck out."""
    style = element.attributes.get("style", "")
    if "hidden" in element.attributes or _HIDDEN.search(style):
        return "hidden"
    return "struck out" if _STRUCK.search(style) else None


def shift_of(element: HtmlElement) -> str | None:
    """Whether what an element holds is raised or lowered: by its name, or by its style."""
    if element.name in ("sup", "sub"):
        return "superscript" if element.name == "sup" else "subscript"
    found = _SHIFTED.search(element.attributes.get("style", ""))
    return None if found is None else "superscript" if found[1].lower() == "super" else "subscript"


def dressed(element: HtmlElement, look: SourceRun) -> SourceRun:
    """The look of what stands in an element, by its name and its style."""
    match element.name:
        case "b" | "strong":
            look = replace(look, strong=True)
        case "i" | "em" | "cite" | "dfn" | "var":
            look = replace(look, emphasis=True)
        case "a" if element.attributes.get("href"):
            look = replace(look, target=element.attributes["href"].strip())
    style = element.attributes.get("style", "")
    if style and (weight := _WEIGHT.search(style)):
        look = replace(look, strong=weight["strong"] is not None)
    if style and (slant := _SLANT.search(style)):
        look = replace(look, emphasis=slant["emphasis"] is not None)
    return look
