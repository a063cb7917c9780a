"""Handouts made of texts for patients that others wrote, to measure the rules on; the texts are kept elsewhere.

A file of them has a page a line: `{"source": …, "page": …, "parts": [{"part": …, "text": …}, …]}`.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from handout.lint.check import problems_of
from handout.lint.registry import every_rule
from handout.lint.subject import Subject
from support.lint_subjects import subject_from

Half = Literal["tuned", "held"]
ABOUT_THE_WHOLE = ("GV", "PL02", "PL15", "PL16", "PL18", "CI01")
"""Rules about the handout as a whole, which these pages never were."""
_BULLET = re.compile(r"\s*[-*] +")


@dataclass(frozen=True, order=True)
class Found:
    """One finding on one page: the rule, the page, the block of text (from 1) and the column there."""

    rule: str
    page: str
    block: int
    column: int
    message: str = ""
    context: str = ""

    @property
    def place(self) -> tuple[str, str, int, int]:
        return self.rule, self.page, self.block, self.column


def half_of(page: str) -> Half:
    """Which half a page is in, by hash: lists are tuned on the one, precision is measured on the other."""
    return "tuned" if hashlib.sha256(page.encode()).digest()[0] % 2 else "held"


def found_in(texts: Path, half: Half) -> Iterator[Found]:
    """What the rules find on the pages of this half, page by page."""
    for line in texts.read_text("utf-8").splitlines():
        page = json.loads(line)
        if half_of(page["page"]) == half:
            yield from _found(page["page"], *handout_of(page))


def drawn(found: Iterator[Found], most: int) -> list[Found]:
    """At most so many findings of each rule, chosen by the hash of their place."""
    by_rule: dict[str, list[Found]] = {}
    for one in found:
        by_rule.setdefault(one.rule, []).append(one)
    chosen = (
        sorted(some, key=lambda one: hashlib.sha256(repr(one.place).encode()).digest()) for some in by_rule.values()
    )
    return sorted(one for some in chosen for one in some[:most])


def handout_of(page: dict[str, object]) -> tuple[Subject, list[str]]:
    """A page as a handout, a paragraph or list item a line; and its blocks of text."""
    parts = page["parts"]
    assert isinstance(parts, list)
    blocks = [block for part in parts for block in _blocks(part["text"])]
    language = "en-GB" if "nhs" in str(page["source"]) else "en-US"
    lines = [f"language: {language}\nsections:\n  - heading: One\n    body:\n"]
    lines += [f"      - {json.dumps(block, ensure_ascii=False)}\n" for block in blocks]
    return subject_from("".join(lines)), blocks


def _found(page: str, subject: Subject, blocks: list[str]) -> Iterator[Found]:
    for rule in every_rule():
        if rule.code.startswith(ABOUT_THE_WHOLE):
            continue
        for problem in problems_of(rule, subject):
            block, column = problem.span.line - _FIRST, problem.span.column - _INDENT
            if 0 <= block < len(blocks):
                text = blocks[block]
                around = f"{text[max(column - 90, 0) : column]}⟦{text[column : column + 90]}"
                yield Found(rule.code, page, block + 1, column, problem.message, around)


_FIRST, _INDENT = 5, 10


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs, headings and list items, each on a line, without what Markdown reads as a mark."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text.replace("\r\n", "\n"))
    text = re.sub(r" - (?=[A-Z])", "\n- ", text) if "\n- " not in text else text
    for paragraph in re.split(r"\n\s*\n", text):
        lines: list[str] = []
        for line in paragraph.splitlines():
            if lines and not _BULLET.match(line) and not line.startswith("#"):
                lines[-1] += f" {line.strip()}"
            else:
                lines.append(line)
        for line in lines:
            plain = re.sub(r"\s+", " ", re.sub(r"[*_`\[\]<>\\|~^#$&\"]", " ", _BULLET.sub("", line, count=1))).strip(
                " -+."
            )
            if re.search(r"[^\W\d_]", plain):
                yield re.sub(r"^(\d+)[.)]\s", r"\1: ", plain) + ("" if plain[-1] in ".:;!?" else ".")
