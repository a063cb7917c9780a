"""The elements of a page of HTML, nested as browsers nest them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TypeAlias

from handout.incoming.tree import CannotImport
from handout.incoming.word_package import DEEPEST
from handout.record import Mutable, field

UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "svg", "math", "object", "iframe", "audio", "video", "canvas"}
)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_HOLDERS = frozenset(
    {"div", "section", "article", "blockquote", "ul", "ol", "table", "td", "th", "details", "main", "aside"}
)
LINES = frozenset(
    {
        "p", "div", "section", "article", "main", "aside", "header", "footer", "figure", "figcaption", "blockquote",
        "pre", "address", "dl", "dt", "dd", "details", "summary", "fieldset", "form", "legend", "body", "center",
        "hgroup", "li", "dialog", "search", "menu", "dir", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "title",
    }
)  # fmt: skip
_ENDS_A_PARAGRAPH = LINES - {"body", "title"} | {"ul", "ol", "table", "hr"}
KNOWN = LINES | UNSEEN | _VOID | _HOLDERS | frozenset(
    {
        "a", "abbr", "acronym", "applet", "b", "basefont", "bdi", "bdo", "big", "blink", "button", "caption", "cite",
        "code", "colgroup", "data", "datalist", "dd", "del", "dfn", "dialog", "dir", "em", "fieldset", "font", "form",
        "frame", "frameset", "head", "html", "i", "ins", "kbd", "keygen", "label", "main", "map", "mark", "marquee",
        "menu", "menuitem", "meter", "nav", "nobr", "noframes", "optgroup", "option", "output", "picture", "plaintext",
        "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "search", "select", "slot", "small", "span",
        "strike", "strong", "sub", "sup", "tbody", "textarea", "tfoot", "thead", "time", "tr", "tt", "u", "var",
        "bgsound", "image", "isindex", "listing", "multicol", "noembed", "spacer", "xmp",
    }
)  # fmt: skip
"""The elements that HTML has or had; what else stands between `<` and `>` was hardly meant for a tag."""
_OF_OTHERS = re.compile(r"[a-z][a-z0-9]*[:-][a-z][\w.:-]*", re.ASCII)
"""Names of elements with a namespace (`o:p`) or of a program's own (`app-root`), which browsers pass over."""


class HtmlElement(Mutable):
    """An element with its attributes and what stands in it, in order; `line` is where it begins.

    `unknown` is the tag as typed of one that HTML does not have.
    """

    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[HtmlElement | str] = field(default_factory=list)
    unknown: str = ""


Child: TypeAlias = HtmlElement | str


def parsed(text: str) -> HtmlElement:
    """The elements of a page; raises CannotImport when they stand too deep inside one another."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    return parser.root


def every(element: HtmlElement, name: str) -> Iterator[HtmlElement]:
    """The elements of this name in an element, itself among them, in the order of the page."""
    return (found for found in elements(element) if found.name == name)


def elements(element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements in an element, itself first, in the order of the page."""
    waiting: list[Child] = [element]
    while waiting:
        found = waiting.pop()
        if isinstance(found, HtmlElement):
            yield found
            waiting += reversed(found.children)


_CLOSES = {
    "li": {"li"}, "p": {"p"}, "td": {"td", "th"}, "th": {"td", "th"}, "tr": {"tr", "td", "th"}, "dt": {"dt", "dd"},
    "dd": {"dt", "dd"}, "option": {"option"}, "tbody": {"thead", "tr", "td", "th"},
}  # fmt: skip
"""What ends where an element of this name begins."""
_STOPS = frozenset({"table", "ul", "ol", "dl", "body", "select"})
"""Through what no end of an element reaches."""
_MOST_OPEN = 200
"""Old pages leave `<b>` and `<font>` open without end: what begins deeper stands beside the last, as browsers do it."""


class _Parser(HTMLParser):
    """Elements as browsers nest them, as far as texts need it: `<p>`, `<li>`, `<td>` end when the next begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = HtmlElement(name="", line=1)
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end(_CLOSES.get(tag, {"p"} if tag in _ENDS_A_PARAGRAPH else set()))
        is_known = tag in KNOWN or _OF_OTHERS.fullmatch(tag) is not None
        element = HtmlElement(
            name=tag, line=self.getpos()[0], attributes={name: value or "" for name, value in attrs},
            unknown="" if is_known else self.get_starttag_text() or "",
        )  # fmt: skip
        self.open[-1].children.append(element)
        if tag in _VOID or len(self.open) > _MOST_OPEN:
            return
        self.open.append(element)
        holders = sum(found.name in _HOLDERS for found in self.open)
        if holders > DEEPEST:
            raise CannotImport(f"its elements stand inside one another more than {DEEPEST} deep")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and tag in UNSEEN:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        names = [element.name for element in self.open]
        if tag in names:
            at = len(names) - 1 - names[::-1].index(tag)
            if tag in ("table", "ul", "ol") or not _STOPS & set(names[at + 1 :]):
                del self.open[max(at, 1) :]

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def _end(self, names: set[str]) -> None:
        for number in range(len(self.open) - 1, 0, -1):
            name = self.open[number].name
            if name in names:
                del self.open[number:]
                if name in ("td", "th", "tr") and "tr" in names:
                    continue
            elif name in _STOPS or name in ("td", "th"):
                return
