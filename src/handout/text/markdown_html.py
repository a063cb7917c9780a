"""Full Markdown as HTML, for texts that come from elsewhere; handouts themselves know far less of it."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token


def as_html(text: str) -> str:
    """CommonMark with tables and strikethrough, each block with the line it begins at (`data-line`)."""
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable(["table", "strikethrough"])
    tokens: Sequence[Token] = md.parse(text)
    for token in tokens:
        if token.map is not None and token.nesting >= 0 and token.type != "inline":
            token.attrSet("data-line", str(token.map[0] + 1))
    return str(md.renderer.render(tokens, md.options, {}))
