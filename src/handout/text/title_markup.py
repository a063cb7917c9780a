"""Read the marks that CSL knows in a title: `<i>`, `<b>`, `<sub>`, `<sup>`, small capitals, and words to keep as typed.

Only closed pairs are marks; whatever else stands between pointed brackets prints as typed (CSL 1.0.2, appendix V; the
rich text of Zotero).
"""

from __future__ import annotations

import re

from handout.source import Located
from handout.text.phrase import Emphasis, Printed, PrintedPhrase, Strong, Text

_PAIR = (
    r"<(?P<tag>i|b|sub|sup|sc)>(?P<words>[^<>]*(?:<(?!/?(?P=tag)>)[^<>]*>[^<>]*)*)</(?P=tag)>"
    r"|<span (?:class=\"nocase\"|style=\"font-variant:\s*small-caps;?\")>(?P<span>[^<>]*)</span>"
)
_DEEPEST = 4
_RAISED = str.maketrans("0123456789+-\u2212=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-\u2212=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def marked(words: Located) -> PrintedPhrase:
    """The words with their marks read."""
    return tuple(_parts(words, 0, len(words.text), 0))


def _parts(words: Located, start: int, end: int, depth: int) -> list[Printed]:
    found: list[Printed] = []
    at = start
    for pair in re.compile(_PAIR).finditer(words.text, start, end) if depth < _DEEPEST else ():
        found += _text(words, at, pair.start())
        inside = pair.start("words"), pair.end("words")
        match pair["tag"]:
            case "i":
                found.append(Emphasis(tuple(_parts(words, *inside, depth + 1))))
            case "b":
                found.append(Strong(tuple(_parts(words, *inside, depth + 1))))
            case "sup" | "sub" as tag:
                shifted = _shifted(pair["words"], _RAISED if tag == "sup" else _LOWERED)
                if re.match(r"\d", shifted, re.ASCII) and words.text[: pair.start()][-1:].isdigit():
                    # 10 to the power of 9.5 is not 109.5.
                    found += _text(words, *pair.span())
                else:
                    found.append(Text(shifted, words.at(inside[0])))
            case "sc":
                found += _parts(words, *inside, depth + 1)
            case _:
                found += _text(words, pair.start("span"), pair.end("span"))
        at = pair.end()
    return found + _text(words, at, end)


def _text(words: Located, start: int, end: int) -> list[Printed]:
    return [Text(words.text[start:end], words.at(start))] if end > start else []


def _shifted(typed: str, signs: dict[int, int]) -> str:
    """Raised or lowered figures; as typed where one of them has no such form."""
    return typed.translate(signs) if all(ord(char) in signs for char in typed) else typed
