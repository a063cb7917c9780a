"""What a page shows before the entries of a list: by an attribute, by a style, or by what its style sheet writes."""

from __future__ import annotations

import re

from handout.incoming.page import HtmlElement, elements
from handout.incoming.word_lists import Label, in_figures
from handout.record import Record

WRITTEN = "data-written"
"""The attribute in which `page_styles` puts what a sheet writes before the entries of a list."""
LEVEL = re.compile(r"(?<!\S)lst-kix_\w+-(\d)(?!\S)")
"""The class by which Google Docs says how deep a list stands: its lists stand one after the other."""
_BY_ATTRIBUTE = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BY_STYLE = {
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero", "decimal": "decimal",
}  # fmt: skip
_STYLE = re.compile(r"(?<![\w-])list-style(?:-type)?\s*:([^;]*)", re.IGNORECASE)
_COUNTER = re.compile(r"counters?\(\s*[\w-]+\s*(?:,\s*([\w-]+)\s*)?\)")
STRING = re.compile(r"\"([^\"]*)\"|'([^']*)'")
"""A string of a style sheet, as `text_of` reads it."""


LABEL, DEPTH = "data-label", "data-depth"
"""The attributes in which `settle_entries_of_word` puts what stands before an entry, and how deep its list stands."""
_ENTRY_OF_WORD = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)", re.IGNORECASE)
_LABEL_OF_WORD = re.compile(r"mso-list\s*:\s*Ignore", re.IGNORECASE)


def settle_entries_of_word(root: HtmlElement) -> None:
    """Take the number or sign out of each paragraph that Word, saving a page, wrote for an entry of a list."""
    for element in elements(root):
        level = _ENTRY_OF_WORD.search(element.attributes.get("style", ""))
        if level is None or element.name != "p":  # the number of a heading stays among its words
            continue
        words: list[str] = []
        for inner in elements(element):
            for label in [child for child in inner.children if isinstance(child, HtmlElement) and _is_label(child)]:
                words += [text for part in elements(label) for text in part.children if isinstance(text, str)]
                inner.children.remove(label)
        if label_words := " ".join("".join(words).split()):
            element.attributes[LABEL], element.attributes[DEPTH] = label_words, str(int(level[1]) - 1)


def _is_label(element: HtmlElement) -> bool:
    return _LABEL_OF_WORD.search(element.attributes.get("style", "")) is not None


def label_of_word(element: HtmlElement) -> Label | None:
    """What stands before an entry of such a list; None where an element is none."""
    words = element.attributes.get(LABEL)
    if words is None:
        return None
    is_bullet = not any(map(str.isalnum, words)) or words == "o"
    return Label(is_bullet=is_bullet, text=words, level=int(element.attributes[DEPTH]))


class ListMarks(Record):
    """How the entries of one list are marked: with a sign before each, else with a number between two texts."""

    kind: str = "decimal"
    before: str = ""
    after: str = "."
    sign: str | None = None
    is_unknown: bool = False
    """Whether the page draws numbers of several parts, of which but the last is known here."""

    def label(self, number: int) -> Label:
        """What stands before the entry of this number."""
        if self.sign is not None:
            return Label(is_bullet=True, text=self.sign, level=0)
        return Label(is_bullet=False, text=f"{self.before}{in_figures(number, self.kind)}{self.after}", level=0)


def marks_of(element: HtmlElement) -> ListMarks:
    """How a `ul` or `ol` marks its entries."""
    bullet = ListMarks(sign="")
    if written := element.attributes.get(WRITTEN):
        return _written(written, bullet)
    styled = _STYLE.findall(element.attributes.get("style", ""))
    said = styled[-1].strip() if styled else ""
    if (string := STRING.search(said)) is not None:
        return ListMarks(sign=text_of(string).strip())
    kind = next((_BY_STYLE[word] for word in said.lower().split() if word in _BY_STYLE), None)
    if kind is not None:
        return ListMarks(kind=kind)
    if element.name != "ol" or {"disc", "circle", "square"} & {*said.lower().split()}:
        return bullet
    return ListMarks(kind=_BY_ATTRIBUTE.get(element.attributes.get("type", "1"), "decimal"))


def _written(content: str, bullet: ListMarks) -> ListMarks:
    """What `content` of a sheet makes of a list: `counter(x, lower-latin) ") "`, or a sign."""
    counters = [*_COUNTER.finditer(content)]
    if not counters:
        sign = "".join(map(text_of, STRING.finditer(content))).strip()
        return ListMarks(sign=sign) if sign else bullet
    last = counters[-1]
    before = "".join(map(text_of, STRING.finditer(content[: last.start()])))
    after = "".join(map(text_of, STRING.finditer(content[last.end() :])))
    kind = _BY_STYLE.get((last[1] or "decimal").lower(), "decimal")
    if len(counters) > 1:
        return ListMarks(kind=kind, after=after.strip(), is_unknown=True)
    return ListMarks(kind=kind, before=before.lstrip(), after=after.rstrip())


def text_of(string: re.Match[str]) -> str:
    """The characters of a string in a style sheet, whose escapes are codes (`\\2713`)."""
    typed = string[1] if string[1] is not None else string[2] or ""
    return re.sub(r"\\([0-9A-Fa-f]{1,6})\s?", lambda code: _character(code[1]), typed).replace("\\", "")


def _character(code: str) -> str:
    value = int(code, 16)
    return "" if value > 0x10FFFF or 0xD800 <= value <= 0xDFFF or not value else chr(value)
