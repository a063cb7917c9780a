"""The looks that a page's own style sheet gives by class, as Google Docs and Word write them, put where they hold.

Of a sheet only what changes the words is read: what is hidden, struck out, raised, strong, slanted or in another font.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handout.incoming.page import HtmlElement, elements, every
from handout.incoming.page_lists import WRITTEN
from handout.incoming.tree import SourceRun
from handout.record import replace

_OF_CLASSES = frozenset(
    {
        "display", "visibility", "mso-hide", "text-decoration", "text-decoration-line", "vertical-align", "font",
        "font-family", "font-weight", "font-style", "font-size", "opacity", "left", "text-indent", "text-transform",
        "list-style", "list-style-type", "clip", "clip-path", "color", "unicode-bidi", "direction",
    }
)  # fmt: skip
_OF_ELEMENTS = frozenset(
    {"display", "visibility", "mso-hide", "text-decoration", "text-decoration-line", "list-style", "list-style-type"}
)
"""Of elements without a class only what takes words away or numbers them: headings are strong anyway."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_ADDED = re.compile(r":(?:before|after)\s*$", re.IGNORECASE)
_NUMBERED_ANYHOW = re.compile(r"ol\s*+>?\s*+li::?before", re.IGNORECASE)
_FIGURES = re.compile(r"counter\(\s*[\w-]+\s*(?:,\s*decimal\s*)?\)", re.IGNORECASE)
"""The number that a list has without a sheet, too."""
_CLASS, _NOT = re.compile(r"\.([\w-]+)"), re.compile(r":not\([^)]*\)", re.IGNORECASE)
_BEFORE_ENTRIES = re.compile(r"(?:ul|ol)?\.([\w-]+)\s*+>?\s*+li::?before", re.IGNORECASE)
_CONTENT = re.compile(r"(?<![\w-])content\s*:((?:\"[^\"]*\"|'[^']*'|[^;\"'])*)", re.IGNORECASE)
_COMMENT_OF_WORD = re.compile(r"mso-element\s*:\s*comment-list|mso-special-character\s*:\s*comment", re.IGNORECASE)
_COMMENTS_OF_WORD = {"MsoCommentText", "MsoCommentSubject", "MsoCommentReference"}
_SHIFTED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*(?:(?P<strong>bold|bolder|[6-9]00)|normal|lighter|[1-5]00)\b", re.IGNORECASE)
_SLANT = re.compile(r"font-style\s*:\s*(?:(?P<emphasis>italic|oblique)|normal)\b", re.IGNORECASE)
_SELECTOR = re.compile(r"(?P<element>[a-z][a-z0-9]*)?(?:\.(?P<cls>[\w-]+))?", re.ASCII | re.IGNORECASE)


def put_styles(root: HtmlElement) -> None:
    """Give each element the declarations of its classes, before its own, which go over them."""
    rules: dict[tuple[str, str], dict[str, str]] = {}
    written: dict[str, str] = {}
    for sheet in every(root, "style"):
        typed = typed_in(sheet)
        for selector, declared in _rules(typed):
            rules.setdefault(selector, {}).update(declared)
        written |= _written_before_entries(typed)
    if rules:
        _put(root, rules)
    for element in elements(root) if written else ():
        names = element.attributes.get("class", "").split() if element.name in ("ul", "ol") else ()
        if (content := next((written[name] for name in names if name in written), None)) is not None:
            element.attributes[WRITTEN] = content


def typed_in(sheet: HtmlElement) -> str:
    """What a style sheet in a page holds."""
    return "".join(child for child in sheet.children if isinstance(child, str))


def _written_before_entries(sheet: str) -> dict[str, str]:
    """What a sheet writes before the entries of lists, by the class of the list."""
    found: dict[str, str] = {}
    for selectors, body in _blocks(_without_comments(sheet)):
        if (content := _CONTENT.search(body)) is not None and content[1].strip().lower() not in ("none", "normal"):
            for selector in selectors.split(","):
                if (name := _BEFORE_ENTRIES.fullmatch(selector.strip())) is not None:
                    found[name[1]] = content[1].strip()
    return found


def _without_comments(sheet: str) -> str:
    return re.sub(r"/\*(?s:.*?)(?:\*/|\Z)|<!--|-->", "", sheet)


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
    for selectors, body in _blocks(_without_comments(sheet)):
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


def added_by(sheet: str, classes: set[str]) -> Iterator[str]:
    """What a sheet writes before or after elements, but for the marks of lists, which are taken.

    Rules for other classes than these, which the page has, write nothing.
    """
    for selectors, body in _blocks(_without_comments(sheet)):
        added = [
            selector.strip()
            for selector in selectors.split(",")
            if _ADDED.search(selector) and classes.issuperset(_CLASS.findall(_NOT.sub("", selector)))
        ]
        content = _CONTENT.search(body)
        if content is not None and any(_BEFORE_ENTRIES.fullmatch(selector) is None for selector in added):
            is_numbered = all(map(_NUMBERED_ANYHOW.fullmatch, added))
            yield _FIGURES.sub("", content[1], count=1) if is_numbered else content[1]


def taken_away(element: HtmlElement) -> str | None:
    """Why the words of an element do not count: they are hidden, struck out, or a comment of Word's."""
    style = element.attributes.get("style", "")
    is_closed = element.name == "dialog" and "open" not in element.attributes
    if _COMMENT_OF_WORD.search(style) or {*element.attributes.get("class", "").split()} & _COMMENTS_OF_WORD:
        return "a comment in the margin"
    if is_closed or "hidden" in element.attributes or _HIDDEN.search(style):
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
