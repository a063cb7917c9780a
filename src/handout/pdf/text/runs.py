"""Runs of text as they come from layout: characters with their look, language and place in the structure tree."""

from __future__ import annotations

from handout.pdf.file.structure import Leaf
from handout.record import Record, Struct
from handout.source import Span

SPACES = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u200a\u205f\u3000"
"""The spaces at which a line may end."""


class Ink(Record, kw_only=False):
    """How a run looks. `families` are font families in order of preference (the first that has the glyphs serves)."""

    families: tuple[str, ...]
    size: float
    color: tuple[float, float, float]
    bold: bool = False
    italic: bool = False
    rise: float = 0.0
    underline: bool = False


class Run(Struct, frozen=True, gc=False):
    """Characters of one look, one language and one leaf of the structure tree (None: an artifact)."""

    text: str
    ink: Ink
    language: str
    leaf: Leaf | None
    span: Span
    hard_break: bool = False
