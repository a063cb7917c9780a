"""Turn the inline marks of one paragraph into a phrase whose every leaf knows its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from handout.problems import Problems
from handout.record import Mutable, field
from handout.text import links
from handout.text.lost_signs import tell_of_lost_mark, tell_of_parted_mark
from handout.text.paragraph_text import ParagraphText
from handout.text.phrase import Break, Citation, Emphasis, Link, Phrase, Strong, Text, Typed, plain

if TYPE_CHECKING:
    from markdown_it.token import Token

DEEPEST = 6
"""How deep strong words, emphasis and links may stand in one another."""

BROKEN_LINK = r"\]\([ ]?(?:https?:|mailto:|tel:|www\.|#)"
LEFT_STARS = r"(?<!\*)\*\*(?![*\s])|(?<=[^\s*])\*\*(?!\*)"
"""Marks of strong words that touch a word, and that CommonMark did not take."""
_MARKS_OF_LINES = "-+#=.)"
_NO_MARKS = frozenset("\"$%',/:;?^{}" + _MARKS_OF_LINES)
"""Before these a backslash holds no mark back; before some of them it does where a line begins."""
_MAY_BEGIN_LINE = " \t0123456789"
LINE_END = re.compile(r"\\?[ ]*\n[ \t]*")


def plain_phrase(content: ParagraphText) -> Phrase:
    """One line of words without a mark among them."""
    return tuple(leaves_of(content, 0, content.text))


def marked_phrase(content: ParagraphText, problems: Problems) -> Phrase:
    """A paragraph with its marks read, and a problem for each mark that has no place here."""
    from handout.text.commonmark import inline_tokens

    tokens, faults = inline_tokens(content.text)
    for fault in faults:
        problems.error("E20", content.place(fault.offset), fault.message, fault.hint)
    reader = _Reader(content, problems)
    for token in tokens:
        reader.take(token)
    return reader.phrase()


class _Reader(Mutable, kw_only=False):
    """Reads tokens in order; `cursor` is how much of the source they have taken.

    `marks` are the places of marks of emphasis that are still open, `single` those of one sign, `taken` of every sign.
    """

    content: ParagraphText
    problems: Problems
    cursor: int = 0
    open: list[list[Typed]] = field(default_factory=lambda: [[]])
    links: list[tuple[int, str, str | None]] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    single: list[int] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    run: list[str] = field(default_factory=list)
    run_start: int = 0
    run_end: int = 0
    has_told_backslash: bool = False

    def phrase(self) -> Phrase:
        self._flush()
        for place in self.single:
            tell_of_parted_mark(self.content, place, self.taken, self.problems)
        return tuple(self.open[0])

    def take(self, token: Token) -> None:
        match token.type:
            case "text":
                self._look_for_links(token.content)
                self._look_for_stars(token.content)
                self._write(token.content, self.cursor)
                self.cursor += len(token.content)
            case "picture":
                self._write(token.content, self.cursor)
                self.cursor += len(token.content)
            case "text_special":
                self._look_for_backslash(token.markup)
                self._write(token.content, self.cursor + len(token.markup) - len(token.content))
                self.cursor += len(token.markup)
            case "softbreak" | "hardbreak":
                self._end_line(hard=token.type == "hardbreak")
            case "em_open" | "strong_open":
                self._begin()
                self.marks.append(self.cursor)
                self._pass_mark(token.markup)
            case "em_close":
                self._end(Emphasis)
                tell_of_lost_mark(self.content, self.marks.pop(), self.cursor, token.markup, self.problems)
                self._pass_mark(token.markup)
            case "strong_close":
                self._end(Strong)
                tell_of_lost_mark(self.content, self.marks.pop(), self.cursor, token.markup, self.problems)
                self._pass_mark(token.markup)
            case "link_open":
                title = token.attrs.get("title")
                self.links.append((self.cursor, str(token.attrs["href"]), None if title is None else str(title)))
                self._begin()
                self.cursor += 1
            case "link_close":
                self._end_link()
                self.cursor = token.meta["end"]
            case "citation":
                self._cite(token)
                self.cursor = token.meta["end"]

    def _pass_mark(self, mark: str) -> None:
        if len(mark) == 1:
            self.single.append(self.cursor)
        self.taken.update(range(self.cursor, self.cursor + len(mark)))
        self.cursor += len(mark)

    def _look_for_links(self, text: str) -> None:
        """Tell of a link that CommonMark does not take for one, and would print with its brackets."""
        for found in re.finditer(BROKEN_LINK, text) if "](" in text else ():
            span = self.content.place(self.cursor + found.start())
            hint = "write [words](https://…), no space in the address, no citation among the words"
            self.problems.error("E22", span, "this link is not complete", hint)

    def _look_for_stars(self, text: str) -> None:
        """Warn of two stars that are no mark where they stand, and print."""
        found = re.search(LEFT_STARS, text) if "**" in text else None
        if found is not None:
            span = self.content.place(self.cursor + found.start())
            hint = "no space inside the marks, and one outside: **strong words** here; to print them: \\*\\*"
            self.problems.warning("W23", span, "'**' prints as it is typed", hint)

    def _look_for_backslash(self, typed: str) -> None:
        """Warn, once in a paragraph, of a backslash that CommonMark takes out where there was no mark to hold back."""
        sign = typed[1:]
        begins_line = not self.content.text[: self.cursor].rpartition("\n")[2].strip(_MAY_BEGIN_LINE)
        if self.has_told_backslash or sign not in _NO_MARKS or (sign in _MARKS_OF_LINES and begins_line):
            return
        self.has_told_backslash = True
        hint = "take it out; to print a backslash, write \\\\"
        message = f"this backslash does not print: '{typed}' reads as '{sign}'"
        self.problems.warning("W25", self.content.place(self.cursor), message, hint)

    def _write(self, text: str, at: int) -> None:
        if at != self.run_end:
            self._flush()
            self.run_start = at
        self.run.append(text)
        self.run_end = at + len(text)

    def _flush(self) -> None:
        text = "".join(self.run)
        self.run.clear()
        self.run_end = -1
        if text:
            self.open[-1].extend(leaves_of(self.content, self.run_start, text))

    def _end_line(self, *, hard: bool) -> None:
        found = LINE_END.match(self.content.text, self.cursor)
        if not hard:
            self._write(" ", self.cursor)
        self._flush()
        if hard:
            self.open[-1].append(Break())
        self.cursor = found.end() if found is not None else self.cursor

    def _begin(self) -> None:
        """Open a part; past the deepest level its words join the part around it."""
        self._flush()
        if len(self.open) == DEEPEST + 1:
            hint = "one mark of emphasis at a time is enough"
            self.problems.error("E10", self.content.place(self.cursor), "too many marks inside one another here", hint)
        self.open.append(self.open[-1] if len(self.open) > DEEPEST else [])

    def _end(self, part: Callable[[Phrase], Typed]) -> None:
        self._flush()
        children = self.open.pop()
        if children is not self.open[-1]:
            self.open[-1].append(part(tuple(children)))

    def _end_link(self) -> None:
        start, target, title = self.links.pop()
        span = self.content.place(start)
        self._flush()
        words = plain(tuple(self.open[-1]))
        fault = links.fault(target) or links.words_fault(words, target)
        if fault is not None:
            self.problems.error("E22", span, *fault)
        elif not links.is_seen(words):
            self.problems.error("E22", span, "this link has no words", f"write [where it leads]({target})")
        self._end(lambda children: Link(children, unicodedata.normalize("NFC", target), span, title or None))

    def _cite(self, token: Token) -> None:
        self._flush()
        span = self.content.place(self.cursor)
        keys = tuple((key, self.content.place(offset)) for key, offset in token.meta["keys"])
        self.open[-1].append(Citation(keys, span))


def leaves_of(content: ParagraphText, start: int, text: str) -> Iterator[Text]:
    """Text on one line of the paragraph, cut so that each part lies on one line of the author's file.

    A word stays whole even where YAML's escapes part what was typed of it: its letters are shaped together.
    What was read is in NFC already, and so is any stretch of it; composing here is for text from elsewhere.
    """
    first = content.origin(start)
    if len(content.located.anchors) == 1 and text.isascii():
        yield Text(text, content.located.at(first))
        return
    begin = 0
    for _, stop in content.located.stretches(first, first + len(text)):
        end = stop - first
        if end <= begin:
            continue
        if end < len(text) and not text[end - 1].isspace():
            end = next((at for at in range(end, len(text)) if text[at].isspace()), len(text))
        if begin < end:
            yield Text(unicodedata.normalize("NFC", text[begin:end]), content.located.at(first + begin))
            begin = end
