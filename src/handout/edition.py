"""One handout in one language, complete: numbered, worded, expanded, with its running matter.

This is what every target reads. Nothing after it reads the author's file again.
"""

from dataclasses import dataclass
from typing import Literal

from handout.flow import Node, Picture
from handout.text.phrase import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """What every page carries outside the text.

    `page_of` holds `{page}` and `{pages}`. `mark` is a word printed large across every page ("DRAFT");
    `flag` is a word that stands out in the footer ("OVERDUE").
    """

    title: str
    clinic: str
    review_line: str
    version: str
    page_of: str
    disclaimer: str
    mark: str | None = None
    flag: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Everything the reader is told, in reading order, and what the file says of itself."""

    slug: str
    file: str
    language: str
    direction: Literal["ltr", "rtl"]
    title: Phrase
    title_text: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    version: str | None
    published: str | None
    audience: str | None
    codes: tuple[tuple[str, str], ...]
    digest: str
    state: str
    body: tuple[Node, ...]
    running: Running
    logo: Picture | None = None
    logo_alt: str | None = None
