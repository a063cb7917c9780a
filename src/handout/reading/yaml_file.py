"""Read a YAML file into located nodes, refusing whatever YAML would quietly lose, change or multiply.

The nodes are built from a parser's events with a stack of our own: PyYAML's C loader recurses, and dies of a deep
file. A value is never retyped: `no`, `9:30` and `1.10` are the text that was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handout import files
from handout.problems import Problems
from handout.reading.characters import decoded, only_allowed
from handout.reading.line_slips import (
    check_block,
    cuts_a_number,
    ends_above_hashes,
    entry_around,
    hint_for_comma,
    on_one_line,
    quoted,
    tell_of_dropped,
    tell_of_hash_below,
    tell_of_left_over,
    tell_of_repeated,
)
from handout.reading.nodes import Mapping, Scalar, Sequence, YamlNode
from handout.reading.positions import located
from handout.record import Mutable, Record, field, replace
from handout.source import Located, Span


class YamlLimits(Record, kw_only=False):
    """How much one file may hold."""

    size: int = 2_000_000
    depth: int = 40
    nodes: int = 200_000


LIMITS = YamlLimits()


def load(
    path: Path, name: str, problems: Problems, limits: YamlLimits = LIMITS, inputs: files.Inputs | None = None
) -> YamlNode | None:
    """The root node of a file; None when it cannot be read, and `problems` says why. Messages call it `name`."""
    data = contents(path, name, problems, limits, inputs)
    return None if data is None else parse(data, name, problems, limits)


def parse(data: bytes, name: str, problems: Problems, limits: YamlLimits = LIMITS) -> YamlNode | None:
    """The root node of these bytes; None when there is none.

    A fault that leaves the tree whole (a key typed twice, an anchor) is reported and the tree is returned, so that
    the reader of the tree can tell its own problems in the same run. Whoever builds looks at `has_errors`.
    """
    if len(data) > limits.size:
        _too_large(len(data), name, problems, limits)
        return None
    text = decoded(data, name, problems)
    if text is None or not only_allowed(text, name, problems):
        return None
    return _Builder(text, name, problems, limits).root()


def contents(
    path: Path, name: str, problems: Problems, limits: YamlLimits = LIMITS, inputs: files.Inputs | None = None
) -> bytes | None:
    """The bytes of a regular file of fair size; None when it cannot be read, and `problems` says why."""
    start = Span(name, 1, 1)
    try:
        return files.read(path, limits.size, inputs)
    except files.CannotRead as fault:
        if fault.size > limits.size:
            _too_large(fault.size, name, problems, limits)
        elif fault.is_absent:
            problems.error("E11", start, "there is no such file")
        elif fault.is_odd:
            problems.error("E11", start, "this is not a regular file")
        else:
            problems.error("E11", start, f"this file cannot be opened: {fault}")
    return None


def _too_large(size: int, name: str, problems: Problems, limits: YamlLimits) -> None:
    message = f"this file has {size} bytes; the most is {limits.size}"
    problems.error("E10", Span(name, 1, 1), message, "split it into several handouts")


class _Frame(Mutable, kw_only=False):
    """A list or mapping that is still open. `key` is the key whose value comes next."""

    is_mapping: bool
    in_flow: bool
    span: Span
    start: int
    items: list[YamlNode] = field(default_factory=list)
    entries: dict[str, tuple[Scalar, YamlNode]] = field(default_factory=dict)
    key: Scalar | None = None
    awaits_value: bool = False
    repeats: bool = False
    had_repeats: bool = False
    """Whether the last key was one that the mapping had already, and whether any was."""
    left_over: str = ""
    """All of it, where it is a word between two braces that somebody was to put words for."""

    def refuse_last(self) -> None:
        """Say no more of the last value: it is the first part of a number that a comma has cut."""
        if self.is_mapping and self.entries:
            name, value = self.entries[next(reversed(self.entries))]
            if isinstance(value, Scalar):
                self.entries[name.text.text] = (name, replace(value, is_refused=True))
        elif self.items and isinstance(self.items[-1], Scalar):
            self.items[-1] = replace(self.items[-1], is_refused=True)

    def closed(self, text: str, mark: Any) -> YamlNode:
        if self.left_over:
            return Scalar(Located(self.left_over, ((0, self.span),)), False, self.span, is_refused=True)
        if self.is_mapping:
            entries = tuple(self.entries.values())
            may_be_text = self.in_flow or (len(entries) == 1 and isinstance(entries[0][1], Scalar))
            typed = on_one_line(text, self.start, mark.index) if may_be_text else ""
            return Mapping(entries, self.span, self.in_flow, typed)
        in_brackets = on_one_line(text, self.start, mark.index) if self.in_flow else ""
        return Sequence(tuple(self.items), self.span, self.in_flow, in_brackets)


_COMMENT = r" *#.*"
_HEADER_WITH_NUMBER = r"[|>][-+]?[1-9][-+]?"
_LEFT_OVER = r"\{\{[^{}:,\n]{1,60}\}\}"
"""`{{name}}`, which is a mapping of a mapping to YAML."""
_CLEAR_COMMENT = r"  +#(?=[ #!-]|$).*"
_BEFORE_COMMENTS = frozenset({" ", "#"})


class _Builder:
    """Turns events into nodes, with a stack instead of recursion."""

    def __init__(self, text: str, name: str, problems: Problems, limits: YamlLimits) -> None:
        self.text = text
        self.name = name
        self.problems = problems
        self.limits = limits
        self.open: list[_Frame] = []
        self.tree: YamlNode | None = None
        self.lost = False
        self.is_cut = False
        self.left_over_on = 0
        self.hashes_below = ends_above_hashes(text)

    def root(self) -> YamlNode | None:
        """The root node, or None when the file does not parse, is empty or goes over a limit."""
        from handout.reading.pyyaml import yaml

        count = documents = 0
        for event in self.events():
            match event:
                case yaml.ScalarEvent():
                    self.add(self.scalar(event))
                case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                    self.no_properties(event)
                    if len(self.open) >= self.limits.depth:
                        self.problems.error(
                            "E10", self.at(event.start_mark), f"this is nested deeper than {self.limits.depth} levels"
                        )
                        return None
                    self.open.append(self.frame(event, is_mapping=isinstance(event, yaml.MappingStartEvent)))
                case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                    self.add(self.open.pop().closed(self.text, event.end_mark))
                case yaml.AliasEvent():
                    # Behind a key that is refused itself, such as '<<', an alias goes with it.
                    if not self.open or not self.open[-1].awaits_value or self.open[-1].key is not None:
                        self.refuse_property(event, "*", "an alias")
                    return None
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        hint = "keep one handout in one file; take out the line '---'"
                        self.problems.error("E08", self.at(event.start_mark), "a second document starts here", hint)
                        return self.tree
                    if event.version or event.tags:
                        hint = "take out the line that starts with %"
                        self.problems.error("E08", self.at(event.start_mark), "a directive (%) is not allowed", hint)
                case _:
                    continue
            count += 1
            if count > 2 * self.limits.nodes:
                self.problems.error(
                    "E10", self.at(event.start_mark), f"this file has more than {self.limits.nodes} values"
                )
                return None
        if self.tree is None and not self.lost:
            self.problems.error("E06", Span(self.name, 1, 1), "this file is empty")
        return None if self.lost else self.tree

    def events(self) -> Iterator[Any]:
        """The parser's events until the end or the first syntax error. Untyped: libyaml's parser has no types."""
        from handout.reading.pyyaml import yaml

        parser_type: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # only its events are used
        try:
            parser = parser_type(self.text)
            yield from iter(parser.get_event, None)
        except yaml.MarkedYAMLError as error:
            self.lost = True
            from handout.reading.yaml_syntax import explained

            code, mark, message, hint = explained(error, self.text)
            place = self.at(mark)
            found = self.problems.found
            if code == "E01":
                # What else was wrong with this line came of it.
                same = [one for one in found if (one.span.file, one.span.line) == (place.file, place.line)]
                found[:] = [one for one in found if one not in same or one.code not in {"E03", "E05"}]
            is_behind = code == "E01" and place.line == self.left_over_on
            if not is_behind and not any(one.code == code and one.span == place for one in found):
                self.problems.error(code, place, message, hint)
        except yaml.YAMLError:
            self.lost = True
            self.problems.error("E09", Span(self.name, 1, 1), "this file holds a character that YAML does not allow")

    def at(self, mark: Any) -> Span:
        return Span(self.name, mark.line + 1, mark.column + 1)

    def frame(self, event: Any, *, is_mapping: bool) -> _Frame:
        mark = event.start_mark
        return _Frame(is_mapping, bool(event.flow_style), self.at(mark), mark.index)

    def add(self, node: YamlNode) -> None:
        """Put a finished node where it belongs: under its key, into its list, or at the root."""
        if not self.open:
            self.tree = node
            return
        frame = self.open[-1]
        if self.is_cut:
            # What a comma cut off its number says nothing by itself.
            self.is_cut = False
            frame.awaits_value, frame.key = frame.is_mapping, None
        elif not frame.is_mapping:
            frame.items.append(node)
        elif frame.awaits_value:
            frame.awaits_value = False
            if frame.key is not None:
                frame.entries[frame.key.text.text] = (frame.key, node)
        else:
            frame.awaits_value = True
            frame.key = self.key(node, frame)

    def no_key(self, node: YamlNode, frame: _Frame) -> None:
        """Tell of a list or a mapping in the place of a key; of braces around a word, that nobody replaced it."""
        left_over = re.compile(_LEFT_OVER).match(self.text, frame.start) if isinstance(node, Mapping) else None
        if left_over is not None:
            frame.left_over, self.left_over_on = left_over[0], frame.span.line
            tell_of_left_over(left_over[0], frame.span, self.problems)
        elif frame.in_flow and self.text[frame.start : frame.start + 2] == "{{":
            frame.left_over = "{{"
            self.problems.error("E01", frame.span, "two braces stand here where one is enough", "write one { and one }")
        else:
            self.problems.error("E05", node.span, "a key must be text", "quote text that starts with [ or {")

    def key(self, node: YamlNode, frame: _Frame) -> Scalar | None:
        """The node as a key of its mapping; None, and reported, when it cannot be one."""
        if not isinstance(node, Scalar):
            self.no_key(node, frame)
            return None
        if node.is_refused:
            # Left over of `{{title}}: …`, which was reported: the key in the braces is meant.
            meant = node.text.text.strip("{ }") if node.text.text.startswith("{{") else ""
            return Scalar(Located(meant, ((0, node.span),)), False, node.span) if meant else None
        name = node.text.text
        if node.plain and name == "<<":
            self.problems.error("E08", node.span, "a merge key '<<' is not allowed", "repeat the keys here")
            return None
        if not name:
            self.problems.error("E06", node.span, "there is no key before this ':'")
            return None
        is_second, frame.repeats = frame.repeats, name in frame.entries
        return self.repeated(node, frame, is_second) if frame.repeats else node

    def repeated(self, node: Scalar, frame: _Frame, is_told: bool) -> Scalar | None:
        """A key that its mapping has already, if it is to be read: where nothing stands at the first one.

        Of several in a row, or in one entry of a list, as where the hyphen before the next is missing, the first is
        reported.
        """
        name = node.text.text
        first, value = frame.entries[name]
        is_entry = len(self.open) > 1 and not self.open[-2].is_mapping and not frame.in_flow
        is_told = is_told or (is_entry and frame.had_repeats)
        frame.had_repeats = True
        if not is_told:
            tell_of_repeated(node, first, self.problems, is_entry=is_entry)
        if isinstance(value, Scalar) and value.is_empty:
            del frame.entries[name]
            return node
        return None

    def scalar(self, event: Any) -> Scalar:
        """The event's text with its places."""
        before = len(self.problems.found)
        if event.anchor is not None or event.tag is not None:
            self.no_properties(event)
        style = event.style or ""
        mark, end = event.start_mark, event.end_mark.index
        place = Span(self.name, mark.line + 1, mark.column + 1)
        source = self.text[mark.index : end]
        text = located(event.value, style, source, place)
        if not event.value and source.startswith(("!", "&")):
            return Scalar(text, True, place, is_refused=True)
        if style == "":
            if self.open and self.open[-1].in_flow:
                self.check_number(event)
            elif end in self.hashes_below and event.value and self.open:
                below, margin = self.text[end : end + 300], self.open[-1].span.column
                tell_of_hash_below(text.text, below, self.at(event.end_mark), margin, self.problems)
            # A line ends behind most values, and a colon stands behind most keys.
            if self.text[end : end + 1] in _BEFORE_COMMENTS:
                comment = self.comment_after(event, text)
                if comment is not None:
                    place = place.shifted(self.text.index("#", end) - end)
                    return Scalar(text, True, place, comment)
            return Scalar(text, True, place, is_refused=self.is_refused_word(text, before))
        if style == '"':
            # Without an escape every character is one of the file's, which were looked at.
            if "\\" in source:
                from handout.reading.escapes import tell_of_escapes

                tell_of_escapes(text, source, place, self.problems)
        elif style in "|>":
            check_block(source, place, self.problems)
            if not event.value and (header := re.match(_HEADER_WITH_NUMBER, source)) is not None:
                message = f"'{header[0]}' is taken for the sign of a text on the lines below, and none stands there"
                self.problems.error("E01", place, message, f"to print it, quote it: {quoted(header[0])}")
                return Scalar(text, False, place, is_refused=True)
        is_refused = self.is_refused_word(text, before)
        return Scalar(text, False, place, is_refused=is_refused, in_double_quotes=style == '"')

    def is_refused_word(self, text: Located, before: int) -> bool:
        """Whether this value is one word in which something was refused: what it is to be need not be said as well.

        `before` is how many problems there were. A text of several words is read on, for what else is wrong with it.
        """
        if len(self.problems.found) == before or " " in text.text:
            return False
        return not self.open or not self.open[-1].is_mapping or self.open[-1].awaits_value

    def comment_after(self, event: Any, text: Located) -> str | None:
        """The comment that leaves a value empty; and an error for a `#` that may have been meant as text.

        YAML drops ` # daily` from `Take 2 # daily`. Behind words without quotes, a comment is one only when two
        spaces stand before its `#` and one after.
        """
        end = event.end_mark.index
        comment = re.compile(_COMMENT).match(self.text, end)
        if comment is None:
            return None
        if not text.text:
            return comment.group().strip()
        if re.compile(_CLEAR_COMMENT).match(self.text, end) is None:
            column = event.end_mark.column + comment.group().index("#")
            line = self.text[end - event.end_mark.column :].partition("\n")[0]
            typed = text.text.rpartition("\n")[2] + comment.group().rstrip()
            if self.open and self.open[-1].in_flow:
                typed = entry_around(line, column)[1]
            tell_of_dropped(typed, Span(self.name, event.end_mark.line + 1, column + 1), self.problems)
        return None

    def check_number(self, event: Any) -> None:
        """Refuse `[1,000 mg, 2,5]`: the comma inside a number would end the entry."""
        start = event.start_mark.index
        if cuts_a_number(self.text, start):
            self.is_cut = True
            hint = hint_for_comma(self.text, start, event.end_mark.index, is_mapping=self.open[-1].is_mapping)
            if hint is None:
                return
            self.open[-1].refuse_last()
            place = self.at(event.start_mark).shifted(-1)
            self.problems.error("E07", place, "the comma in a number ends the entry here", hint)

    def no_properties(self, event: Any) -> None:
        """Refuse anchors and tags, which would swallow the word they stand at."""
        if event.anchor is not None:
            self.refuse_property(event, "&", "an anchor")
        if event.tag is not None:
            self.refuse_property(event, "!", "a tag")

    def refuse_property(self, event: Any, sign: str, what: str) -> None:
        start = event.start_mark.index
        line = self.text[start : start + 200].partition("\n")[0]
        at = max(line.find(sign), 0)
        typed = line[at:].split(" ", 1)[0]
        self.problems.error(
            "E08",
            self.at(event.start_mark).shifted(at),
            f"{what} ('{typed}') is not allowed",
            f"quote text that starts with {sign}: {quoted(line.strip())}",
        )
