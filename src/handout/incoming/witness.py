"""Hold what was written against the source: every word of it stands in the handout, in order, or in the report.

Both sides are reduced to what a reader would miss: blanks, marks of lists and the raising of a figure do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from handout.incoming.signs import BOXES, BULLETS
from handout.reading.characters import FORBIDDEN
from handout.record import Record

WRITE = re.compile(r"\(write(?: …|: ([^()\n]{0,80}))\)")
"""What this program leaves for a person to write; the group is what."""

_BETWEEN = "\x01?"
_IGNORED = re.compile(rf"[\s{BOXES}{BULLETS}\u00ad\u200b-\u200f\u2060\ufeff]+")


class Account(Record):
    """How many words a source has, what became of them, and what stands in the handout that the source has not.

    `misplaced` are words that stand in the handout, but not where the source has them.
    """

    words: int
    in_handout: int
    reported: int
    lost: tuple[str, ...]
    misplaced: tuple[str, ...]
    added: tuple[str, ...]


def bare(text: str) -> str:
    """A text as it is compared: Normalization Form KC, without blanks and marks of lists."""
    text = unicodedata.normalize("NFKC", re.sub(FORBIDDEN, " ", _IGNORED.sub(" ", text))).replace("\u2044", "/")
    return _IGNORED.sub("", text).replace("\u2011", "\u2010").replace("\u2212", "-")


def account(source: Iterable[str], written: str, reported: Iterable[str]) -> Account:
    """Follow the words of a source through what was written, and through what was reported.

    `source` are its stretches, in order. Each is looked for where the one before ended, then in the report, then
    further on; only then is it broken into words.
    """
    following = _Following(bare(written), _apart(" \x00 ".join(reported)))
    for stretch in source:
        words = [word for word in stretch.split() if bare(word)]
        if words and not following.take(bare(stretch), words):
            for word in words:
                if not following.take(bare(word), [word]):
                    following.lost.append(word)
    return Account(
        words=following.in_handout + following.reported + len(following.lost), in_handout=following.in_handout,
        reported=following.reported, lost=tuple(following.lost), misplaced=tuple(following.misplaced),
        added=tuple(following.added()),
    )  # fmt: skip


def _apart(text: str) -> str:
    """A text's words, bare, each between two signs that no word holds."""
    return (
        "\x01" + "\x01".join(filter(None, (word if word == "\x00" else bare(word) for word in text.split()))) + "\x01"
    )


class _Following:
    """A place in what was written, that moves on with the words of the source."""

    def __init__(self, written: str, report: str) -> None:
        self.written = written
        self.report = report
        self.at = 0
        self.gaps: list[str] = []
        self.in_handout = self.reported = 0
        self.lost: list[str] = []
        self.misplaced: list[str] = []

    def take(self, wanted: str, words: list[str]) -> bool:
        """Whether these words, `wanted` when bare, are found; what was found is not found again."""
        if self.written.startswith(wanted, self.at):
            self.at += len(wanted)
        elif self._takes_from_report(wanted, words):
            self.reported += len(words)
            return True
        elif (further := self._further(wanted)) >= 0:
            self.gaps.append(self.written[self.at : further])
            self.at = further + len(wanted)
        elif not self._takes_from_gaps(wanted, words):
            return False
        self.in_handout += len(words)
        return True

    def _takes_from_report(self, wanted: str, words: list[str]) -> bool:
        """Whole words go before parts of words, as a stretch may end inside a word."""
        whole = _apart(" ".join(words))
        at, length = self.report.find(whole), len(whole)
        if at < 0:
            found = re.search(_BETWEEN.join(map(re.escape, wanted)), self.report)
            if found is None:
                return False
            at, length = found.start(), len(found[0])
        self.report = f"{self.report[:at]}\x01\x00\x01{self.report[at + length :]}"
        return True

    def _further(self, wanted: str) -> int:
        """Where the words stand further on. Short ones, that may stand anywhere, must be near."""
        return self.written.find(wanted, self.at, self.at + (len(self.written) if len(wanted) > 8 else 60))

    def _takes_from_gaps(self, wanted: str, words: list[str]) -> bool:
        for number, gap in enumerate(self.gaps):
            if wanted in gap:
                self.gaps[number] = gap.replace(wanted, "\x00", 1)
                self.misplaced.append(" ".join(words))
                return True
        return False

    def added(self) -> Iterator[str]:
        """What stands in what was written, and no words of the source led to."""
        for gap in (*self.gaps, self.written[self.at :]):
            yield from (part for part in gap.split("\x00") if part)


def without_marks(text: str) -> str:
    """What was written, without what is left to be written."""
    return WRITE.sub(" ", text)
