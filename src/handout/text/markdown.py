"""Read an author's CommonMark: paragraphs, lists, strong words, emphasis, links, citations, and nothing else.

Whatever else CommonMark knows is refused by name, with the block to use instead; all other characters print exactly
as typed. Indentation that CommonMark would take for code is a warning: the words print, the blanks before them do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from handout.problems import Problems, shortened
from handout.record import Record
from handout.source import Located, Span
from handout.text.inline_parser import marked_phrase, plain_phrase
from handout.text.lost_signs import tell_of_lost_signs
from handout.text.paragraph_text import ParagraphText
from handout.text.parted_words import warn_of_parted_words
from handout.text.phrase import Phrase
from handout.text.run_together import (
    LEAST_WIDTH,
    for_one_paragraph,
    is_wrapped,
    line_starts,
    tell_of_joined,
    tell_of_lazy_line,
    tell_of_lists,
    tell_of_moved_mark,
    tell_of_short_indent,
    warn_of_lost_ends,
    warn_of_short_lines,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST_WORDS = 5_000
MOST_CHARACTERS = 60_000
DEEPEST_LIST = 6

BLANKS = " \t\n"
MARK = re.compile(r"[*_\[<\\\n]")
BLOCK = re.compile(r"[-+#>~`=|]|\d{1,9}[.)]|[*][ \t]|[*_][*_ \t]*$")
_COMPARED = r"[ ]*>[ ]?=?[ ]?[$€£]?\d"
"""A line that begins with a comparison: > 38 °C."""

_KEY = re.compile(r"[ ]+[a-z_]+:(?:\s|$)")
"""A line that begins as the key of a block does, further to the right than the text around it."""

REFUSED = {
    "heading_open": (
        "a Markdown heading has no place in a text",
        "use a section heading, '- heading: …' under 'sections'; to print the line as typed, put a \\ before its mark",
    ),
    "table_open": ("a Markdown table has no place in a text", "use a table block, '- table: {columns: …, rows: …}'"),
    "fence": ("a Markdown code block has no place in a text", "to print the marks as typed, put a \\ before them"),
    "hr": (
        "a Markdown rule has no place in a text",
        "for a new page use '- page_break: true', for a line to write on '- fill_in: [{label: …}]'",
    ),
    "blockquote_open": (
        "a Markdown quote has no place in a text",
        "use a callout block, '- callout: {tone: note, text: …}'; to print the '>', write \\>",
    ),
}


class MdParagraph(Record, kw_only=False):
    """A paragraph."""

    phrase: Phrase
    span: Span


class MdList(Record, kw_only=False):
    """A list. `numbers` are those of a numbered list, as typed ('3.', '4)'); None for bullets."""

    items: tuple[tuple[MdBlock, ...], ...]
    numbers: tuple[str, ...] | None
    span: Span


MdBlock: TypeAlias = MdParagraph | MdList


def phrases(blocks: tuple[MdBlock, ...]) -> Iterator[Phrase]:
    """Every paragraph's words, in order."""
    for block in blocks:
        match block:
            case MdParagraph():
                yield block.phrase
            case MdList():
                for item in block.items:
                    yield from phrases(item)


def parse_inline(located: Located, problems: Problems) -> Phrase:
    """Words with inline marks. On one line nothing starts a block: `- 5` and `# of tablets` print as typed."""
    text = located.text.strip(BLANKS)
    if "\n" in text:
        before = len(problems.found)
        phrase = _only_paragraph(parse_blocks(located, problems), problems)
        problems.found[before:] = map(for_one_paragraph, problems.found[before:])
        return phrase
    start = len(located.text) - len(located.text.lstrip(BLANKS))
    return _phrase(ParagraphText(text, located, ((0, start),)), problems)


def parse_blocks(located: Located, problems: Problems) -> tuple[MdBlock, ...]:
    """Paragraphs and lists."""
    text = located.text.strip(BLANKS)
    start = located.text.find(text) if text else 0
    if _is_one_line(text) and start < 4 and "\t" not in located.text[:start]:
        content = ParagraphText(text, located, ((0, start),))
        return (MdParagraph(_phrase(content, problems), content.place(0)),) if text else ()

    blocks = _parsed_blocks(located, problems)
    if any(isinstance(block, MdList) for block in blocks):
        tell_of_lost_signs(located, set(_lists_of_one(blocks)), problems)
    return blocks


def _is_one_line(text: str) -> bool:
    """Whether a text is one line that begins with no mark of a block: a paragraph, whatever stands in it.

    Unusual blanks around a text with marks are left to the parser.
    """
    return "\n" not in text and BLOCK.match(text) is None and (text == text.strip() or MARK.search(text) is None)


def _lists_of_one(blocks: tuple[MdBlock, ...]) -> Iterator[Span]:
    """Where the lists of bullets begin that have one entry."""
    for block in blocks:
        if isinstance(block, MdList):
            if block.numbers is None and len(block.items) == 1:
                yield block.span
            for item in block.items:
                yield from _lists_of_one(item)


def _parsed_blocks(located: Located, problems: Problems) -> tuple[MdBlock, ...]:
    from handout.text.commonmark import block_tokens

    before = len(problems.found)
    tokens, indented = block_tokens(located.text)
    reader = _Blocks(tokens, located, problems)
    reader.indented |= set(indented)
    blocks = reader.blocks("", 0)
    if reader.indented:
        _tell_of_indented(reader, problems, before)
    return blocks


def _only_paragraph(blocks: tuple[MdBlock, ...], problems: Problems) -> Phrase:
    misplaced = next((block for block in blocks if isinstance(block, MdList)), blocks[1] if len(blocks) > 1 else None)
    if misplaced is not None:
        kind = "a list" if isinstance(misplaced, MdList) else "a second paragraph"
        hint = "write one paragraph; in the text of a 'body' there is room for paragraphs and lists"
        problems.error("E20", misplaced.span, f"{kind} has no place here", hint)
    return tuple(part for phrase in phrases(blocks) for part in phrase)


def _phrase(content: ParagraphText, problems: Problems, *, in_list: bool = False) -> Phrase:
    text = content.text
    if len(text) > MOST_CHARACTERS or (len(text) > MOST_WORDS and len(text.split()) > MOST_WORDS):
        message = f"this paragraph is too long: more than {MOST_WORDS} words or {MOST_CHARACTERS} characters"
        problems.error("E10", content.place(0), message, "divide it with an empty line")
        return ()
    if "\n" in text or len(content.located.anchors) > 1:
        before, starts = len(problems.found), line_starts(content)
        if not tell_of_joined(content, problems):
            tell_of_lists(content, starts, problems)
        if len(problems.found) == before and not warn_of_lost_ends(content, starts, problems) and not in_list:
            warn_of_short_lines(content, starts, problems)
        warn_of_parted_words(content, starts, problems)
    if MARK.search(text) is None:
        return plain_phrase(content)
    return marked_phrase(content, problems)


def _tell_of_indented(reader: _Blocks, problems: Problems, before: int) -> None:
    """Warn of lines that begin with blanks (W20), of the first of each row of them.

    Where lists were found since `before` to run on there (E27), all has one cause. Mostly a block has lost its first
    line, such as `- table:`, so that its keys run on from the text above.
    """
    first = reader.first_of(min(reader.indented))
    below = [one for one in problems.found[before:] if one.code == "E27" and one.span >= first]
    if not below:
        hint = "begin the line where the paragraph begins; to keep lines apart, use a list or end a line with a \\"
        for line in sorted(reader.indented):
            if line - 1 not in reader.indented:
                problems.warning(
                    "W20", reader.first_of(line), "the spaces at the start of this line do not print", hint
                )
        return
    problems.found[before:] = [one for one in problems.found[before:] if one not in below[1:]]
    key = next((line for line, words in enumerate(reader.lines) if _KEY.match(words)), None)
    if key is not None and reader.first_of(key) <= below[0].span:
        problems.found.remove(below[0])
        words = shortened(reader.lines[key].strip())
        message = f"'{words}' looks like a key of a block, and would run on from the text above"
        hint = "put the first line of its block above it, such as '- table:', where the other entries begin"
        problems.error("E27", reader.first_of(key), message, hint)


class _Blocks:
    """Walks the block tokens of one text."""

    def __init__(self, tokens: list[Token], located: Located, problems: Problems) -> None:
        self.tokens = tokens
        self.located = located
        self.problems = problems
        self.position = 0
        self.indented: set[int] = set()
        """Lines that begin with blanks where none are printed."""
        self.lines = located.text.split("\n")
        self.starts = list(accumulate((len(line) + 1 for line in self.lines), initial=0))

    def first_of(self, line: int) -> Span:
        """The place of the first character of a line that is no blank."""
        return self.located.at(self.starts[line] + len(self.lines[line]) - len(self.lines[line].lstrip(BLANKS)))

    def blocks(self, closing: str, depth: int, entry: int = -1) -> tuple[MdBlock, ...]:
        """The blocks up to the token that closes what they stand in. `entry`: the line on which their entry begins."""
        found: list[MdBlock] = []
        above = None
        while self.position < len(self.tokens) and self.tokens[self.position].type != closing:
            token = self.tokens[self.position]
            self.position += 1
            match token.type:
                case "inline":
                    found.append(self._paragraph(token, depth, above))
                    above = None
                case "bullet_list_open" | "ordered_list_open":
                    self._tell_of_short_indent(above, token)
                    above = None if _first_line(token) == entry else _first_line(token)
                    found.append(self._list(token, depth + 1))
                case kind if kind in REFUSED:
                    self._refuse(token)
        self.position += 1
        return tuple(found)

    def _list(self, opening: Token, depth: int) -> MdList:
        span = self.first_of(_first_line(opening))
        if depth == DEEPEST_LIST + 1:
            message = f"lists stand inside one another more than {DEEPEST_LIST} deep"
            self.problems.error("E10", span, message, "divide the list")
        before = self.tokens[self.position - 2]
        is_behind_mark = before.type == "list_item_open" and _first_line(before) == _first_line(opening)
        items: list[tuple[MdBlock, ...]] = []
        numbers: list[str] = []
        while self.tokens[self.position].type == "list_item_open":
            item = self.tokens[self.position]
            self.position += 1
            if not is_behind_mark:
                self._tell_of_moved_mark(opening, item)
            numbers.append(item.info + item.markup)
            items.append(self.blocks("list_item_close", depth, _first_line(item)))
            if not items[-1]:
                hint = "write its words after the mark, or take the mark away"
                self.problems.error("E06", self.first_of(_first_line(item)), "this entry of the list is empty", hint)
        self.position += 1
        return MdList(tuple(items), tuple(numbers) if opening.type == "ordered_list_open" else None, span)

    def _refuse(self, opening: Token) -> None:
        message, hint = REFUSED[opening.type]
        if opening.type == "blockquote_open" and re.match(_COMPARED, self.lines[_first_line(opening)]) is not None:
            message, hint = "this > is taken for the mark of a quote", "write 'more than'; to print the '>', write \\>"
        line = _first_line(opening)
        if opening.markup in {"-", "="} and opening.map:  # What makes it a heading is the line below it.
            line = opening.map[1] - 1
        self.problems.error("E20", self.first_of(line), message, hint)
        if opening.nesting == 1:
            while self.tokens[self.position].level > opening.level or self.tokens[self.position].nesting != -1:
                self.position += 1
            self.position += 1

    def _tell_of_short_indent(self, above: int | None, token: Token) -> bool:
        """Tell of what was typed further in than the marks of the list on line `above`, but not below its words."""
        if above is None:
            return False
        line = _first_line(token)
        is_further_in = _indent(self.lines[line]) > _indent(self.lines[above])
        if is_further_in:
            tell_of_short_indent(self.lines[line].strip(BLANKS), self.first_of(line), self.problems)
        return is_further_in

    def _tell_of_moved_mark(self, opening: Token, item: Token) -> None:
        """Tell of an entry whose mark stands further in than that of the first, and is one beside it all the same."""
        first, line = _first_line(opening), _first_line(item)
        if line > first and _indent(self.lines[line]) > _indent(self.lines[first]):
            tell_of_moved_mark(self.lines[line].strip(BLANKS), self.first_of(line), self.problems)

    def _paragraph(self, token: Token, depth: int, above: int | None) -> MdParagraph:
        content = self._content(token)
        before = len(self.problems.found)
        is_astray = self._tell_of_short_indent(above, token)
        own = Problems() if is_astray else self.problems
        phrase = _phrase(content, own, in_list=depth > 0)
        if is_astray:  # How its lines run on changes with its place.
            self.problems.extend(problem for problem in own if problem.code not in {"E27", "W24"})
        if depth and "\n" in content.text and len(self.problems.found) == before:
            self._tell_of_lazy_line(content)
        return MdParagraph(phrase, content.place(0))

    def _tell_of_lazy_line(self, content: ParagraphText) -> None:
        """Tell the first line that goes on with an entry of a list, though it begins where the marks of the list do."""
        text = self.located.text
        places = [(there, text.rfind("\n", 0, there) + 1) for _, there in content.lines]
        first, line = places[0]
        width = max(LEAST_WIDTH, *map(len, self.lines))
        for there, start in places[1:]:
            before, words = text[line : start - 1], text[there:].partition("\n")[0]
            # A small letter goes on with a sentence.
            is_kept = (
                words.lstrip("([\"'“‘")[:1].islower()
                or before.endswith(("\\", "  "))
                or is_wrapped(before.rstrip(), words, width)
            )
            if there - start < first - places[0][1] and not is_kept:
                tell_of_lazy_line(words, self.located.at(there), self.problems)
                return
            line = start

    def _content(self, token: Token) -> ParagraphText:
        """The paragraph, each of its lines laid beside the line it was typed on.

        markdown-it takes blanks and list marks from the start of each line and blanks from both ends of the whole, so
        that what is left of a line is the end of the line as typed.
        """
        typed = _first_line(token)
        lines = token.content.split("\n")
        if lines[0].strip():
            while not self.lines[typed].strip():
                typed += 1
        pairs: list[tuple[int, int]] = []
        offset = 0
        for number, line in enumerate(lines):
            words = line.lstrip(BLANKS)
            blanks = line[: len(line) - len(words)]
            if number and len(blanks.expandtabs(4)) >= 4:
                self.indented.add(typed + number)
            raw = self.lines[typed + number]
            end = len(raw) if number < len(lines) - 1 else raw.rfind(words) + len(words)
            pairs.append((offset + len(blanks), self.starts[typed + number] + end - len(words)))
            offset += len(line) + 1
        return ParagraphText(token.content, self.located, tuple(pairs))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(BLANKS))


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0
