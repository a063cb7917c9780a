"""Say in an author's words why a file is not YAML, and name the place where it went wrong.

The parser's own prose speaks of block mappings and simple keys, and differs between libyaml and PyYAML. Its marks are
good: `context_mark` is where the thing began that went wrong, `problem_mark` where it was noticed.
"""

from __future__ import annotations

import re
from typing import Any

from handout.reading.cut_texts import bracket_in_text
from handout.reading.exports import hint_for_export
from handout.reading.indentation import (
    Explanation,
    Mark,
    beside,
    indent,
    is_left_of_its_text,
    out_of_line,
    slip_above,
    start,
    too_far_left,
)
from handout.reading.line_slips import entry_around, glued_key, quoted, quotes_in, slip_in, value_on

_BEFORE_A_COMMENT = r"(?:[^\s\"'#]|\s(?!#)|(?<=[^\s\[{,])[#\"']|(?<![^\s\[{,])(?:\"[^\"]*\"|'[^']*'))*"
"""Words, in which a `#`, `"` or `'` inside is one of their letters (don't), and texts between quotation marks."""


def explained(error: Any, text: str) -> Explanation:
    """What to tell for a `yaml.MarkedYAMLError`."""
    slip = (
        _two_versions(text)
        or _directive(error, text)
        or _comment_in_brackets(error, text)
        or bracket_in_text(error, text)
        or _slip(error, text)
    )
    if slip is not None:
        return slip
    problem = str(error.problem or "")
    here = error.problem_mark
    began = error.context_mark or here
    line = text.split("\n")[began.line] if began.line < text.count("\n") + 1 else ""
    if "':'" in problem:
        hint = "indent it to go on with the text above, or write 'key: value'"
        if line.strip().isidentifier():
            hint = f"write '{line.strip()}:'; to go on with the text above, indent it"
        return ("E01", began, "this line has no 'key: ' at its start", hint)
    if problem.startswith("mapping values"):
        return _second_colon(here, text.split("\n"))
    if "sequence entries" in problem:
        return (
            "E01",
            here,
            "a list cannot start on the line of its key",
            "put '- ' on the next line, or quote the text",
        )
    if "end of stream" in problem or "document indicator" in problem:
        return _open_quote(began, line)
    if "',' or ']'" in problem or "',' or '}'" in problem:
        typed = text.split("\n")[here.line] if here.line < text.count("\n") + 1 else ""
        is_second = began.line == here.line or ": " in typed[: here.column]
        if is_second and typed[here.column : here.column + 1] == ":":
            return _colon_in_brackets(here, typed)
        return _open_bracket(began, "[" if "]" in problem else "{")
    if "escape" in problem or "hexdecimal" in problem or "hexadecimal" in problem:
        return _escape(here, text)
    if "cannot start any token" in problem or "alphabetic or numeric" in problem or "tag" in problem:
        return _bad_start(began if "alphabetic" in problem or "tag" in problem else here, text)
    if "comment or line break" in problem or "chomping" in problem:
        hint = f"to print it, quote it: {quoted(line[began.column :].strip())}; else write the text on the lines below"
        return ("E01", began, "nothing may follow the '|' or '>' on its line", hint)
    return _other(here, text)


def _directive(error: Any, text: str) -> Explanation | None:
    """A line that begins with `%`, such as `%YAML 1.2`, without the `---` that YAML wants below it."""
    problem, lines = str(error.problem or ""), text.split("\n")
    if "directive" not in f"{error.context or ''}{problem}" and "<document start>" not in problem:
        return None
    last = min(error.problem_mark.line, len(lines) - 1)
    found = next((at for at in range(last, -1, -1) if lines[at].startswith("%")), None)
    if found is None:
        return None
    hint = "take the line out" if not found else "indent it to go on with the text above, or take it out"
    return ("E08", Mark(found, 0), "YAML takes a line that begins with % for a directive to itself", hint)


def _comment_in_brackets(error: Any, text: str) -> Explanation | None:
    """A `#` on the line of an opened bracket takes what closes it away: `{ink: #1b1b1b}`, `[Take #2, Rest]`."""
    lines = text.split("\n")
    number = error.problem_mark.line
    while number and (number >= len(lines) or not lines[number].strip()):
        number -= 1
    for at in (number, number - 1):
        line = lines[at] if at >= 0 else ""
        found = re.match(rf"{_BEFORE_A_COMMENT}(?:\s|(?<=[\[{{,]))(?=#)", line)
        typed = found.group() if found is not None else ""
        if any(typed.count(one) > typed.count(other) and other in line[len(typed) :] for one, other in ("[]", "{}")):
            entry = entry_around(line, len(typed))
            what = f"{entry[0]}: {quoted(entry[1])}" if entry[0] else quoted(entry[1])
            return ("E08", Mark(at, len(typed)), "YAML drops everything from this '#' on", f"quote the text: {what}")
    return None


def _slip(error: Any, text: str) -> Explanation | None:
    """A common slip at the place of the error, which says more than what the parser missed there."""
    problem, here = str(error.problem or ""), error.problem_mark
    began = error.context_mark or here
    lines = text.split("\n")
    if here.line < len(lines) and ("did not find expected" in problem or "expected <block end>" in problem):
        line = lines[here.line]
        ends = len(line[: here.column].rstrip())
        quotes = quotes_in(line, ends)
        if quotes is not None:
            return ("E01", here, *quotes)
    mark = began if "':'" in problem or "alphabetic" in problem else here
    if mark.line >= len(lines) or lines[mark.line][: mark.column].strip() or _knows(problem):
        return None
    slip = slip_in(lines[mark.line], beside(lines, mark.line))
    if slip is not None:
        return ("E01", mark, *slip)
    first = None if began.line == here.line else slip_in(lines[began.line], "")
    return None if first is None else ("E01", start(lines, began.line), *first)


def _knows(problem: str) -> bool:
    """Whether the parser's problem says what is wrong, whatever its line looks like."""
    return any(said in problem for said in ("end of stream", "',' or ", "escape", "hexadecimal", "comment or line"))


def _second_colon(here: Any, lines: list[str]) -> Explanation:
    """A ': ' within text: behind a key's own, or on a line that was meant to go deeper than its neighbour."""
    line = lines[here.line]
    key, colon, value = line.strip().removeprefix("- ").partition(": ")
    if ": " in line[: here.column]:
        return ("E01", here, "a second ': ' on one line", f"quote the text: {key}: {quoted(value)}")
    above = next((at for at in range(here.line - 1, -1, -1) if lines[at].strip()), here.line)
    glued = glued_key(lines[above].strip()) if above < here.line else None
    if glued is not None:
        return ("E01", start(lines, above), *glued)
    slip = slip_above(lines, here.line) or too_far_left(lines, here.line)
    if slip is not None:
        return slip
    message = "this ': ' stands inside the text that began on the line above"
    if line.lstrip().startswith("- "):
        return (
            "E01",
            here,
            message,
            "for a list below a key, write nothing after the key's colon; else quote the text",
        )
    is_key = colon or line.rstrip().endswith(":")
    hint = "indent the line like the keys it goes with, or quote the text" if is_key else "quote the text"
    return ("E01", here, message, hint)


def _escape(here: Any, text: str) -> Explanation:
    """A backslash in double quotes that YAML does not know, or a half of a surrogate pair."""
    line = text.split("\n")[here.line]
    start = line.rfind("\\", 0, here.column + 2)
    typed = line[start : start + 6] if line[start + 1 : start + 2] == "u" else line[start : start + 2]
    if typed[2:4].lower() in {"d8", "d9", "da", "db", "dc", "dd", "de", "df"} and typed.startswith("\\u"):
        return ("E09", here, f"'{typed}' is half of a surrogate pair", "type the character itself")
    return (
        "E01",
        here,
        f"'{typed}' is not an escape that YAML knows",
        "use single quotes around text with a backslash",
    )


def _colon_in_brackets(here: Any, line: str) -> Explanation:
    """A ': ' in a text inside `{ }`, behind that of its key, or in one inside `[ ]`, behind another."""
    key, words = entry_around(line, here.column)
    hint = f"quote the text: {key}: {quoted(words)}" if key else f"quote the text: {quoted(words)}"
    return ("E01", here, "a second ': ' in one entry", hint)


def _two_versions(text: str) -> Explanation | None:
    """The marks between which git puts what two people changed at once."""
    found = re.search(r"^(?:<{7}|={7}|>{7})(?: .*)?$", text, re.MULTILINE)
    if found is None:
        return None
    message = f"git could not join two versions of this file and left its mark '{found[0][:7]}' here"
    mark = Mark(text.count("\n", 0, found.start()), 0)
    hint = "keep what is right and take the marks out"
    if "\nsign_offs:" in text:
        hint = "keep the sign-offs of both, each whole from its name to its seal, below one another, without the marks"
    elif "\ncomments:" in text:
        hint = "keep the comments of both, each whole from its id to its seal, below one another, without the marks"
    return ("E01", mark, message, hint)


def _open_bracket(mark: Any, sign: str) -> Explanation:
    closing = {"[": "]", "{": "}"}[sign]
    hint = f"close it with '{closing}', or quote text inside that holds [ ] {{ }} or a comma"
    return ("E01", mark, f"'{sign}' is never closed, or a comma is missing", hint)


def _last_open(lines: list[str]) -> Mark | None:
    """The last bracket that nothing closes, when a file ends inside it."""
    closed = 0
    for number in range(len(lines) - 1, -1, -1):
        for column in range(len(lines[number]) - 1, -1, -1):
            match lines[number][column]:
                case "]" | "}":
                    closed += 1
                case "[" | "{" if closed:
                    closed -= 1
                case "[" | "{":
                    return Mark(number, column)
    return None


def _open_quote(mark: Any, line: str) -> Explanation:
    """A quotation mark that nothing closes; a single one may be an apostrophe."""
    rest = line[mark.column :].strip()
    hint = "close it at the end of the text"
    if rest[:1] == "'" and '"' not in rest:
        hint += f'; if it is an apostrophe, write: "{rest}"'
    return ("E01", mark, f"the quotation mark {rest[:1]} is never closed", hint)


def _bad_start(mark: Any, text: str) -> Explanation:
    """Text that begins with a sign which YAML keeps for itself."""
    line = text.split("\n")[mark.line]
    rest = line[mark.column :]
    sign = rest[:1]
    code = "E08" if sign in ("&", "*", "!") else "E01"
    hint = hint_for_export(rest) if sign == "@" else None
    hint = hint or f"quote it: {quoted(_text_at(mark, line))}"
    return (code, mark, f"text without quotes cannot start with '{sign}'", hint)


def _text_at(mark: Any, line: str) -> str:
    """The text that begins at a mark, or at a bracket before it: `[@key] says so` is no list, `[@key, b]` is one."""
    value = value_on(line)
    begins = line.rindex(value) if value else mark.column
    opening = mark.column - 1
    if begins > opening or not any(sign in line[begins : mark.column] for sign in "[{"):
        return line[mark.column :].strip()
    if line[opening] in "[{":
        inside, bracket, behind = line[mark.column :].partition("]" if line[opening] == "[" else "}")
        words = re.split(r"[,\]}]", behind)[0]
        if opening == begins and bracket and (words.strip() or ", " not in inside):
            return value
        if opening > begins and words.strip():
            return f"{line[opening]}{inside}{bracket}{words.rstrip()}"
    return entry_around(line, mark.column)[1]


def _other(here: Any, text: str) -> Explanation:
    """Whatever is left: nearly always an indentation that fits nothing above, or words after a closing quote."""
    lines = text.split("\n")
    ended = next((at for at in range(min(here.line, len(lines)) - 1, -1, -1) if lines[at].strip()), None)
    if ended is not None and lines[ended].rstrip() == "...":
        return ("E08", Mark(ended, 0), "the line '...' ends the file for YAML, and more follows", "take the line out")
    if not "".join(lines[here.line :])[here.column :].strip() and (opening := _last_open(lines)) is not None:
        return _open_bracket(opening, lines[opening.line][opening.column])
    line = lines[here.line] if here.line < len(lines) else ""
    before = line[: here.column].rstrip()
    if before.endswith(("]", "}")) and value_on(line)[:1] in {"[", "{"}:
        return ("E01", here, f"words after a closing {before[-1]}", f"quote the whole text: {quoted(value_on(line))}")
    if before.endswith(('"', "'")) and (opening := _opened_above(before[-1], lines, here.line)) is not None:
        message = f"the quotation mark {before[-1]} is closed first in line {here.line + 1}"
        return ("E01", opening, message, "close it at the end of the text")
    if before.endswith(('"', "'", "]", "}")):
        return ("E01", here, f"words after a closing {before[-1]}", "put the whole text in quotes, or none of it")
    if before.endswith((",", "[", "{")) and line[here.column : here.column + 1] == ",":
        return ("E01", here, "nothing stands before this comma", "take the comma out")
    if before:
        message = f"'{line[here.column :].strip()}' is not expected here"
        return ("E01", here, message, f"quote the text: {quoted(value_on(line))}")
    if (comment := _comment_above(lines, here.line)) is not None:
        hint = "write the comment above the text; if it is text itself, quote it all, or put it below a '|'"
        return ("E08", comment, "a comment ends the text above it, and more of the text follows", hint)
    if is_left_of_its_text(lines, here.line):
        hint = "begin all lines of the text at the same column; spaces before its first line do not print"
        return ("E01", here, "this line begins further to the left than the first line of its text", hint)
    if here.line < len(lines) and (slip := out_of_line(lines, here.line)) is not None:
        return slip
    return ("E01", here, "the indentation of this line fits nothing above it", "indent it like the line it goes with")


def _opened_above(quote: str, lines: list[str], number: int) -> Mark | None:
    """Where a quotation mark was opened that ends in a line below."""
    for at in range(number - 1, -1, -1):
        if lines[at].count(quote) % 2:
            return Mark(at, lines[at].rindex(quote))
    return None


def _comment_above(lines: list[str], number: int) -> Mark | None:
    """Where a comment begins that stands right above a line of words, itself below a text."""
    if number >= len(lines) or re.match(r"\s*(?:-\s|[\w-]+:(?:\s|$))", lines[number]):
        return None
    above = next((at for at in range(number - 1, -1, -1) if lines[at].strip()), 0)
    if not lines[above].lstrip().startswith("#"):
        return None
    while above and lines[above - 1].lstrip().startswith("#"):
        above -= 1
    return Mark(above, indent(lines[above])) if above else None
