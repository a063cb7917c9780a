"""Handouts that no author would write on purpose, and what must become of every one of them."""

import random
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from handout.build import Job, Outcome, build_one
from handout.content.project import Entry
from handout.edition import words_of
from handout.library import Library
from handout.problems import Problems
from handout.targets import USUAL
from support.faulty import make_project
from support.second_witness import page_texts

SIDES = str.maketrans(")]}>»›", "([{<«‹")
DAY = date(2026, 11, 24)
CORPUS = Path(__file__).parent.parent / "fuzz_corpus"
TOKENS = [
    "- ", ": ", "#", " #", "\n", "\n\n", "  ", "\t", "&a ", "*a", "!!str ", "<<: *a", "|", ">", "|-", ">+2", "[", "]",
    "{", "}", ",", "?", "---\n", "...\n", "%YAML 1.2\n", '"', "'", "\\", "\\u202e", "\0", "\r", "\u0085", "\u2028",
    "\ufeff", "\u202e", "\u00ad", "\u200b", "\u0301", "\U0001f48a", "漢", "ע", "م", "é", "ﬁ", "½", "µ", "5 mg",
    "0.000125", "1,000", "**", "*", "_", "`", "~~", "<b>", "</b>", "<!--", "&amp;", "[@a]", "[@a; @b]", "[x](#y)",
    "[x](https://e.org)", "<https://e.org>", "![x](y)", "# ", "> ", "1. ", "1) ", "+ ", "***\n", "|a|b|\n", "title",
    "null", "~", "true", "no", "12:30", "9" * 50, "x" * 200, "sections", "body", "callout: ", "table: ", "figure: ",
    "page_break: true", "language: ar\n", "language: zz\n", "version: ", "allow: ", "codes: ", "source: ",
]  # fmt: skip


def corpus() -> dict[str, bytes]:
    """The handouts to begin with, and those that once went wrong; the first line of each says why it is here."""
    return {path.stem: path.read_bytes() for path in sorted(CORPUS.glob("*.txt"))}


def mutated(data: bytes, dice: random.Random) -> bytes:
    """The same with a few stretches cut, doubled, swapped, or filled with what YAML and Markdown trip over."""
    for _ in range(dice.randint(1, 6)):
        at, to = sorted(dice.randrange(len(data) + 1) for _ in range(2))
        to = min(to, at + dice.choice((1, 4, 40, 400)))
        lines = data.split(b"\n")
        match dice.randrange(7):
            case 0:
                data = data[:at] + data[to:]
            case 1:
                data = data[:to] + data[at:to] + data[to:]
            case 2:
                data = data[:at] + dice.choice(TOKENS).encode("utf-8", "surrogatepass") + data[at:]
            case 3:
                data = data[:at] + dice.choice(TOKENS).encode("utf-8", "surrogatepass") + data[to:]
            case 4:
                one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
                lines[one], lines[other] = lines[other], lines[one]
                data = b"\n".join(lines)
            case 5:
                one = dice.randrange(len(lines))
                lines[one] = b" " * dice.choice((1, 2, 4)) + lines[one]
                data = b"\n".join(lines)
            case _:
                data = data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
    return data


class Workshop:
    """One project whose only handout is written anew for each trial."""

    def __init__(self, root: Path) -> None:
        self.root = make_project(root)
        self.path = root / "content" / "wound.yaml"
        self.entry = Entry(slug="wound", language=None, path=self.path)

    def build(self, data: bytes) -> Outcome:
        """What becomes of these bytes; a fault of ours is raised, not told."""
        self.path.write_bytes(data)
        job = Job(
            root=self.root, entry=self.entry, styles=("standard",), default_style="standard", out=self.root / "out",
            targets=USUAL, today=DAY, debug=True,
        )  # fmt: skip
        return build_one(job)

    def complaints(self, data: bytes) -> list[str]:
        """What is wrong with what became of these bytes; nothing when they were built whole or refused in place."""
        outcome = self.build(data)
        if outcome.failed:
            told = [str(problem) for problem in outcome.problems]
            wrong = [line for line in told if not line.startswith(("content/", "styles/"))]
            return wrong + [line for line in told if any(ord(char) < 32 and char != "\n" for char in line)]
        problems = Problems()
        opened = Library(self.root, DAY).open(self.entry, problems)
        if opened is None:
            return ["built once and refused the second time"]
        texts = [text for _, text in words_of(opened.edition)]
        return lost_characters(texts, (self.root / "out" / "wound.pdf").read_bytes())


def lost_characters(expected: Iterable[str], pdf: bytes) -> list[str]:
    """Characters that PDFium reads fewer times than they are written, whatever their order and their line."""
    # PDFium tells a hyphen at a line's end as U+0002 or U+FFFE.
    pages = "".join(page_texts(pdf)).replace("\x02", "-").replace("\ufffe", "-")
    lost = _counted("".join(expected)) - _counted(pages)
    return [f"{char!r} is lost {count} times" for char, count in sorted(lost.items())]


def _counted(text: str) -> Counter[str]:
    """How often each character is seen; looks of a letter are that letter, and brackets have no side."""
    # PDFium spells an accent that stands alone in many ways.
    text = "".join(char for char in text if not unicodedata.decomposition(char).startswith("<compat> 0020"))
    folded = unicodedata.normalize("NFKD", text.translate(SIDES)).replace("\u2044", "/")
    return Counter(char for char in folded if unicodedata.category(char) not in {"Cf", "Zs", "Cc"})
