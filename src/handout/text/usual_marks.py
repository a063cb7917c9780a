"""Read the usual marks of a paragraph without a parser: citations, and links, strong words and emphasis of words alone.

What is read here is what CommonMark reads whatever stands around it: stars behind a space and before a letter can only
open, stars behind a word and before a space can only close. Any other text is left to the parser.
"""

import re

from handout.text import links
from handout.text.content import Content
from handout.text.phrase import Citation, Emphasis, Inline, Link, Phrase, Strong
from handout.text.phrasing import leaves_of

_KEY = r"[A-Za-z0-9][A-Za-z0-9:.-]{0,80}"
_INSIDE = r"(?=[^\W_])[^*_\[\]<\\\n!]+"
_PART = re.compile(
    r"(?P<words>(?:[^*_\[\]<\\\n!]|!(?!\[))+)"
    r"|(?P<line_end>(?<![ \t])\n(?=[^ \t\n]))"
    rf"|(?P<citation>\[@{_KEY}(?:; @{_KEY})*\](?!\())"
    r"|(?P<link>\[[^*_\[\]<\\\n!@]+\]\((?P<target>#[A-Za-z0-9-]+|https?://[A-Za-z0-9./-]+)\))"
    rf"|(?P<marked>(?<![^ \n])(?P<mark>\*\*?){_INSIDE}"
    r"(?:(?<=\S)(?P=mark)(?=[ \n]|\Z)|(?<=[^\W_])(?P=mark)(?=[.,;:?)])))"
)
_CITED = re.compile(rf"@({_KEY})")


def usual_phrase(content: Content) -> Phrase | None:
    """The phrase that the parser would give; None when the paragraph holds anything unusual."""
    text = content.text
    parts: list[Inline] = []
    at = 0
    while at < len(text):
        found = _PART.match(text, at)
        if found is None:
            return None
        start, end = found.span()
        match found.lastgroup:
            case "words":
                # The end of a line is read as a space, and belongs to the words before it.
                if _is_line_end(text, end):
                    end += 1
                parts.extend(leaves_of(content, start, found[0] + " " * (end - found.end())))
            case "line_end":
                parts.extend(leaves_of(content, start, " "))
            case "citation":
                keys = ((cited[1], content.place(cited.start(1))) for cited in _CITED.finditer(text, start, end))
                parts.append(Citation(tuple(keys), content.place(start)))
            case "link":
                words = text[start + 1 : found.start("target") - 2]
                if links.fault(found["target"]) is not None or not links.is_seen(words):
                    return None
                inside = tuple(leaves_of(content, start + 1, words))
                parts.append(Link(inside, found["target"], content.place(start)))
            case _:
                mark = len(found["mark"])
                inside = tuple(leaves_of(content, start + mark, text[start + mark : end - mark]))
                parts.append(Strong(inside) if mark == 2 else Emphasis(inside))
        at = end
    return tuple(parts)


def _is_line_end(text: str, at: int) -> bool:
    found = _PART.match(text, at)
    return found is not None and found.lastgroup == "line_end"
