"""CommonMark as handouts use it: markdown-it-py with fewer rules, citations, and a place for every token.

Off are HTML, backticks, entities and references, so that they print as typed. Headings, rules, quotes, fences, tables
and pictures stay on only to be refused by name. Imported when the first marked-up text is met: markdown-it
costs some 20 ms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.link import link as commonmark_link
from markdown_it.token import Token

from handout.problems import shortened
from handout.record import Record
from handout.text.phrase import KEY

CITATION = re.compile(rf"\[@{KEY}(?:[ \t\n]*;[ \t\n]*@{KEY})*[ \t\n]*\]")
CITED = re.compile(rf"@({KEY})")
MISTYPED = rf"\[(?:@[^\[\]]*\]?|[^\[\]@]*(?<![A-Za-z0-9.])@{KEY}[^\[\]]*\])"
_MEANT = rf"(?:@|[;,]\s*(?=[A-Za-z]+[_:-][A-Za-z_:-]*\d{{4}}\w?\s*[];,]))({KEY})"
"""A key, with its @ or plainly a key without it: [@nhs-2024; who-2009]."""
IMAGE = r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,500}\)?"
AUTOLINK = r"(?i)<((?:(?:https?|mailto|tel):|[a-z][a-z0-9+.-]{1,31}://)[^<>\x00-\x20]+)>"
LOOK_AHEAD = 2_000
"""How far a bracket may reach when looking for a citation: keeps a text of nothing but brackets linear."""


class Fault(Record, kw_only=False):
    """Something of Pandoc's or Markdown's that has no place here, at an offset into what was parsed."""

    offset: int
    message: str
    hint: str


def block_tokens(text: str) -> tuple[list[Token], list[int]]:
    """The block tokens of a text, its inline content not yet parsed, and the lines of code it would have held."""
    md = _parser()
    indented: list[int] = []
    tokens: list[Token] = []
    md.block.parse(text, md, {"indented": indented}, tokens)
    return tokens, indented


def inline_tokens(content: str) -> tuple[Sequence[Token], list[Fault]]:
    """The inline tokens of a paragraph and what has no place in it.

    Added up, what each token takes of the source is the whole source: a text its length, an escape and a mark of
    emphasis their `markup`, a break the blanks around it, a citation and the end of a link up to `meta["end"]`.
    """
    md = _parser()
    faults: list[Fault] = []
    return md.inline.parse(content, md, {"faults": faults}, []), faults


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        """Accept every target: markdown-it would print a refused link as text, without a word to the author."""
        return True

    def normalizeLink(self, url: str) -> str:
        return url


@cache
def _parser() -> MarkdownIt:
    md = _Parser("commonmark", {"html": False, "maxNesting": 40})
    md.disable(["code", "html_block", "reference", "html_inline", "entity", "backticks"])
    md.enable("table")
    md.block.ruler.before("paragraph", "indented", _indented)
    md.inline.ruler.at("link", _link)
    md.inline.ruler.at("autolink", _autolink)
    md.inline.ruler.before("link", "citation", _citation)
    md.inline.ruler.at("image", _image)
    return md


def _indented(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Note a paragraph that CommonMark would take for code: its indentation is lost in print."""
    if not silent and state.sCount[start] - state.blkIndent >= 4:
        state.env["indented"].append(start)
    return False


def _link(state: StateInline, silent: bool) -> bool:
    """CommonMark's link, its end noted: the length of a target and a title cannot be told from the token."""
    if not commonmark_link(state, silent):
        return False
    if not silent:
        state.tokens[-1].meta["end"] = state.pos
    return True


def _autolink(state: StateInline, silent: bool) -> bool:
    """`<https://example.org>`. Anything else between angle brackets, a mail address too, prints as typed."""
    found = re.compile(AUTOLINK).match(state.src, state.pos, state.posMax) if state.src[state.pos] == "<" else None
    if found is None:
        return False
    if not silent:
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": found[1]}
        state.push("text", "", 0).content = found[1]
        closing = state.push("link_close", "a", -1)
        closing.meta["end"] = found.end()
    state.pos = found.end()
    return True


def _citation(state: StateInline, silent: bool) -> bool:
    """Pandoc's `[@key; @key]`; a link such as `[@clinic](https://…)` goes before."""
    source, start = state.src, state.pos
    if source[start] != "[":
        return False
    reach = min(state.posMax, start + LOOK_AHEAD)
    found = CITATION.match(source, start, reach)
    if found is None:
        mistyped = None if silent else re.compile(MISTYPED).match(source, start, reach)
        if mistyped is not None and source[mistyped.end() : mistyped.end() + 1] != "(":
            state.env["faults"].append(_mistyped(mistyped[0], start))
        return False
    if source[found.end() : found.end() + 1] == "(" and _link(state, silent):
        return True
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {
            "end": found.end(),
            "keys": [(key[1], key.start(1)) for key in CITED.finditer(source, start, found.end())],
        }
    state.pos = found.end()
    return True


def _mistyped(typed: str, offset: int) -> Fault:
    shown = shortened(" ".join(typed.split()))
    keys = "; ".join(f"@{found[1].rstrip('.:')}" for found in re.finditer(_MEANT, typed))
    hint = f"write [{keys}]" if keys else "write [@key] or [@key1; @key2]"
    return Fault(offset, f"'{shown}' is not a citation", f"{hint}; to print it as typed, write \\[")


def _image(state: StateInline, silent: bool) -> bool:
    """Note a picture, and take it for the words it was typed as."""
    found = re.compile(IMAGE).match(state.src, state.pos, state.posMax) if state.src[state.pos] == "!" else None
    if found is None:
        return False
    if not silent:
        hint = "use a figure block, '- figure: {image: …, alt: …}'; to print the '!', write \\!"
        state.env["faults"].append(Fault(state.pos, "a picture cannot stand in a text", hint))
        state.push("picture", "", 0).content = found[0]
    state.pos = found.end()
    return True
