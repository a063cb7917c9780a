"""Full Markdown as HTML, for texts that come from elsewhere; handouts themselves know far less of it."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

DEEPEST = 40
"""How deep blocks may stand inside one another; markdown-it drops what stands deeper, unsaid."""


def as_html(text: str) -> str | None:
    """CommonMark with tables and strikethrough, each block with the line it begins at (`data-line`).

    Entries of a list keep the numbers that were typed, of which CommonMark heeds the first alone.

    None where its blocks stand too deep inside one another.
    """
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    tokens: Sequence[Token] = md.parse(text)
    if any(token.block and token.level >= DEEPEST - 1 for token in tokens):
        return None
    for token in tokens:
        if token.type == "list_item_open" and token.info:
            token.attrSet("value", token.info)
        if token.map is not None and token.nesting >= 0 and token.type != "inline":
            token.attrSet("data-line", str(token.map[0] + 1))
    return str(md.renderer.render(tokens, md.options, {}))
