"""Words that a clinic says may be cut, in HTML: each a box, which goes to the next line before a line cuts it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handout.layout.divisions import divided_text

HYPHEN = "&shy;"


def with_divisions(written: str, words: Sequence[str]) -> str:
    """A paragraph as HTML in which these words may be cut.

    A line may end beside a box, whatever stands there: a word with a sign beside it that has another look, as the comma
    behind a strong word, is none, and may be cut at the end of any line.
    """
    pieces = re.split(r"(<[^<>]*>)", written)
    texts = [divided_text(piece, words, hyphen=HYPHEN) for piece in pieces[::2]]
    if texts == pieces[::2]:
        return written
    said = ["", *filter(None, texts), ""]
    at = 0
    for number, text in enumerate(texts):
        if text:
            at += 1
            pieces[2 * number] = _boxed(text, not _ends_apart(said[at - 1]), not _begins_apart(said[at + 1]))
    return "".join(pieces)


def _boxed(text: str, is_tied_before: bool, is_tied_behind: bool) -> str:
    """A text with its divided words in boxes, but for the first or last where something stands beside it."""
    words = re.split(r"(\s+)", text)
    for at, word in enumerate(words):
        is_tied = (is_tied_before and at == 0) or (is_tied_behind and at == len(words) - 1)
        if HYPHEN in word and not is_tied:
            words[at] = f'<span class="divided">{word}</span>'
    return "".join(words)


def _ends_apart(text: str) -> bool:
    return not text or text[-1].isspace()


def _begins_apart(text: str) -> bool:
    return not text or text[0].isspace()
