"""Tell of lines that were typed as a list and would print as one run of words.

CommonMark and YAML both join lines into paragraphs. A line that begins with a bullet of Word's, a letter and a bracket,
a number or a dash looks like an entry of a list to whoever typed it. A line of prose may begin with a dash or a number
too, where an editor wrapped it: it is let be when its first word had no room on the line before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from handout.problems import Problem, Problems, shortened
from handout.reading.line_slips import SENTENCE_END
from handout.record import Record, replace
from handout.source import Span
from handout.text.numbers import is_digit
from handout.text.paragraph_text import ParagraphText

LEAST_WIDTH = 50
"""Characters, without those that the line is indented by: where a shorter line ends, its author ended it."""

_BLANK = " \u00a0\u2007\u202f\u2002\u2003\u2009\u3000"
BULLETS = "•‣▪▫◦●○∙■□◆◇►▶▸▹➢➤⁃❖✓✔✗✘☐☑☒·・‧⦁"
_COUNTING = "一二三四五六七八九十"
_KINDS = (
    rf"[{_BLANK}]*(?:"
    rf"(?P<bullet>[{BULLETS}]\ufe0f?|\[[ xX]?\](?=[{_BLANK}]))"
    rf"|(?P<circled>[\u2460-\u24ff\u2776-\u2793]|\d\ufe0f?\u20e3)"
    rf"|(?P<dash>[-\u2010-\u2015\u2212+*](?=[{_BLANK}])|[-\u2013\u2014](?=[^\W\d_]))"
    rf"|(?P<glued>[*+](?=[^\W\d_])(?![^*]*\*))"
    rf"|(?P<letter_o>[oØü§vq](?=[{_BLANK}]))"
    rf"|(?P<bracket>[(（]?(?:\d{{1,2}}|[^\W\d_]|[ivx]{{1,4}})[)）](?=[{_BLANK}]|[^\W\d_]))"
    rf"|(?P<number>\d{{1,3}}[.．](?=[{_BLANK}]|[^\W\d_ºª]))"
    rf"|(?P<letter>(?:[^\W\d_]|[ivx]{{2,4}})[.-](?=[{_BLANK}])|\d{{1,3}}(?:-(?=[{_BLANK}])|[:：](?=[{_BLANK}]?[^\W\d_])"
    rf"|[{_BLANK}][-\u2013\u2014](?=[{_BLANK}][^\W\d_])|\.?[ºª°](?=[{_BLANK}]))|[#№][{_BLANK}]?\d{{1,3}}(?=[{_BLANK}]))"
    rf"|(?P<counted>(?:\d{{1,3}}|[{_COUNTING}]{{1,3}})、)"
    rf"|(?P<sign>[^\w\s\"'“”„‘’‚«([{{<¿¡*_…—–-]\ufe0f?(?=[{_BLANK}]))"
    r")"
)
_WITH_FELLOWS = frozenset({"letter_o", "letter", "counted", "sign", "glued"})
"""Marks that a line of prose may begin with: of a list only where the next line begins so too."""
_SAME = frozenset({"letter_o", "sign", "glued"})
"""Marks that are the same before each entry."""
_BELOW_A_BAR = "write '- |' or 'key: |' and the text on the lines below"
_OR_PARAGRAPH = ", and \\n\\n for a new paragraph"
_SENTENCE_ENDS = frozenset(".!?…:;,")
_ENDS_LABEL = (": ", "：", " - ", " \u2013 ", " \u2014 ", " | ")
_LONGEST_LABEL = 24
_ENDS_APART = frozenset(")]%°”\"'’")
_PLAIN_SPACE = " \t"
_ENDS_NUMERAL = frozenset(")）.-")
_DASHES_OF_PROSE = frozenset("\u2013\u2014")


class _Line(Record, kw_only=False):
    """A line as typed: its words, where it begins, the kind of mark at its beginning, and what joins it."""

    words: str
    start: int
    kind: str | None
    mark: str
    is_folded: bool
    is_broken: bool


def tell_of_lists(content: ParagraphText, starts: list[int], problems: Problems) -> None:
    """Tell the first line of each list in a paragraph that would run together (E27). `starts`: those of its lines."""
    if len(starts) < 2 or not any(_may_be_mark(content.text, start) for start in starts):
        return
    lines = _typed_lines(content, starts)
    width = max(LEAST_WIDTH, *(len(line.words) for line in lines))
    is_told = False
    for number, line in enumerate(lines):
        if line.kind is None:
            is_told = False
        elif not is_told and _is_entry(lines, number, width):
            is_told = True
            _tell(line, content, problems)


def mark_of(words: str) -> tuple[str, str]:
    """The kind of mark that words begin with as an entry of a list does, and the mark as typed; nothing for others."""
    found = re.match(_KINDS, words) if _may_be_mark(words, 0) else None
    return ("", "") if found is None else (found.lastgroup or "", found[0].strip(_BLANK))


def tell_of_joined(content: ParagraphText, problems: Problems) -> bool:
    """Tell of an empty line between paragraphs that YAML took away (E27): it does so but behind a '|'."""
    located = content.located
    for here, there in content.lines[1:]:
        above = located.text.rfind("\n", 0, there) - 1
        if located.at(there).line - located.at(above).line > 1:
            hint = "write '- |', or 'key: |', and the text on the lines below: there an empty line stays"
            words, place = _shown(content.text[here:].partition("\n")[0]), content.place(here)
            if not any(problem.code == "E27" and problem.span == place for problem in problems.found):
                problems.error("E27", place, f"'{words}' would run on from the paragraph above", hint)
            return True
    return False


def warn_of_short_lines(content: ParagraphText, starts: list[int], problems: Problems) -> None:
    """Warn of lines of a paragraph that were typed to stand apart, such as an address, or `Day 1: …` and more (W24)."""
    is_ended = content.text[-1:] in _SENTENCE_ENDS
    if is_ended and not _may_be_labels(content.text, starts):
        return
    lines = _typed_lines(content, starts)
    if len(lines) < 2:
        return
    if _are_labelled(lines) or (not is_ended and all(_stand_apart(*pair) for pair in pairwise(lines))):
        words, place = _shown(lines[1].words), content.place(lines[1].start)
        hint = "end the line above with a \\ to keep the lines apart, or make them a list"
        hint = f"{_BELOW_A_BAR}, and {hint}" if lines[1].is_folded else hint
        problems.warning("W24", place, f"'{words}' prints on the same line as the words above", hint)


def warn_of_lost_ends(content: ParagraphText, starts: list[int], problems: Problems) -> bool:
    """Warn of a line that was ended with `\\n` in double quotes, or with a `\\`, and runs on in print (W24)."""
    text = content.text
    for start in starts[1:]:
        end = start - 1 if text[start - 1] == " " else start  # A blank that YAML put in may be the first of its line.
        if text[end - 1 : end + 1] == "\\ " and (end - len(text[:end].rstrip("\\"))) % 2 == 1:
            words, place = _shown(text[end:].partition("\n")[0]), content.place(start)
            message = f"'{words}' prints on the same line as the words above, and the \\ prints between them"
            problems.warning("W24", place, message, f"{_BELOW_A_BAR}: there a \\ at its end keeps a line apart")
            return True
        is_typed = text[start - 1] == "\n" and content.place(start).line > content.place(start - 2).line
        if text[start - 1] == "\n" and not is_typed and not text[:start].endswith(("\\\n", "  \n")):
            words, place = _shown(text[start:].partition("\n")[0]), content.place(start)
            if any(problem.code == "E09" and problem.span.line == place.line for problem in problems.found):
                return True
            hint = f"in double quotes write \\\\\\n for a new line{_OR_PARAGRAPH}; or put a space there"
            problems.warning("W24", place, f"'{words}' prints on the same line as the words above", hint)
            return True
    return False


def for_one_paragraph(problem: Problem) -> Problem:
    """The problem as it is told where one paragraph may stand."""
    hint = problem.hint
    return (
        problem if hint is None or _OR_PARAGRAPH not in hint else replace(problem, hint=hint.replace(_OR_PARAGRAPH, ""))
    )


def tell_of_lazy_line(words: str, span: Span, problems: Problems) -> None:
    """Tell that a line below a list, no further in than its marks, goes on with the last entry (E27)."""
    hint = "put an empty line before it; if it belongs to the entry, begin it below the entry's first word"
    problems.error("E27", span, f"'{_shown(words)}' would run on from the entry of the list above", hint)


def tell_of_short_indent(words: str, span: Span, problems: Problems) -> None:
    """Tell of a line that was meant to be inside an entry of the list above it, and is not far enough in (E27)."""
    hint = "begin it below the entry's first word; if it does not belong to the entry, begin it where the list begins"
    problems.error("E27", span, f"'{_shown(words)}' would print below the list, not inside its entry", hint)


def _tell(line: _Line, content: ParagraphText, problems: Problems) -> None:
    place = content.place(line.start + len(line.words) - len(line.words.lstrip(_BLANK)))
    if line.is_folded:
        _take_out_of_folding(content, problems)
        hint = (
            "for an entry of its own, put its '- ' below the '- ' of the other entries; "
            "for a list below a text, write '- |', then the text, an empty line, and the entries below it"
        )
    elif line.kind in {"number", "bracket"}:
        hint = (
            "put an empty line before the list, and begin each of its lines with a number, a point and a space: '1. '"
        )
    else:
        hint = "put an empty line before the list, and begin each of its lines with a hyphen and a space: '- '"
        if line.mark in _DASHES_OF_PROSE:
            hint += "; if the dash parts a sentence, write it at the end of the line above"
    problems.error(
        "E27",
        place,
        f"'{_shown(line.words)}' looks like an entry of a list, and would run on from the line above",
        hint,
    )


def _shown(words: str) -> str:
    return shortened(" ".join(words.split()))


def _is_entry(lines: list[_Line], number: int, width: int) -> bool:
    """Whether the line at this number, which has a mark, begins a list or goes on with one."""
    line = lines[number]
    follows = lines[number + 1] if number + 1 < len(lines) else None
    has_fellow = follows is not None and follows.kind == line.kind and not follows.is_broken
    if line.kind in _SAME:
        has_fellow = has_fellow and follows is not None and follows.mark == line.mark
    if number == 0 or line.is_broken:
        return has_fellow
    if line.kind in {"bullet", "circled"}:
        return True
    if line.kind in _WITH_FELLOWS:
        return has_fellow
    before = lines[number - 1].words.rstrip()
    if has_fellow or before.endswith((":", "：")) or not is_wrapped(before, line.words, width):
        return True
    return re.search(SENTENCE_END, before) is not None and not _may_be_prose(before, line)


def _may_be_prose(before: str, line: _Line) -> bool:
    """Whether prose may begin a line so behind the end of a sentence: (a), —said she, 12. 2026 behind "on the 3."."""
    is_dash = line.kind == "dash" and line.words.lstrip(_BLANK)[1:2].isalpha()
    is_date = line.kind == "number" and re.search(r"\d\.$", before) is not None
    return is_dash or is_date or line.mark.startswith("(")


def is_wrapped(before: str, words: str, width: int) -> bool:
    """Whether an editor may have begun a line here: its first word had no room on the line before."""
    first = words.split(maxsplit=2)
    return len(before) + 1 + len(" ".join(first[:1])) > width


def _stand_apart(above: _Line, line: _Line) -> bool:
    """Whether a short line without an end and the one below it were not typed as words that run on."""
    before, after = above.words.rstrip(), line.words.lstrip(_BLANK)
    ends = before[-1:].isalnum() or before[-1:] in _ENDS_APART
    begins = after[:1].isupper() or is_digit(after[:1])
    return ends and begins and len(before) < LEAST_WIDTH and not line.is_broken and not above.kind and not line.kind


def _may_be_labels(text: str, starts: list[int]) -> bool:
    """A cheap look at a paragraph: most have fewer of the signs that labels end in than lines."""
    return len(starts) > 1 and sum(map(text.count, (":", *_ENDS_LABEL[1:], ". ", ") "))) >= len(starts) - 1


def _are_labelled(lines: list[_Line]) -> bool:
    """Whether each line begins with a label, the first of them perhaps with nothing behind it."""
    width = max(LEAST_WIDTH, *(len(line.words) for line in lines))
    for above, line in pairwise(lines):
        if line.is_broken or not _is_labelled(line) or is_wrapped(above.words, line.words, width):
            return False
    return _is_labelled(lines[0]) or lines[0].words.rstrip().endswith((":", "："))


def _is_labelled(line: _Line) -> bool:
    """Whether a line begins so: `Morning: 1 tablet`, `Monday – rest`, `Step 2. Wash`, `8:00 Rest`."""
    words = line.words.lstrip(_BLANK)
    for sign in _ENDS_LABEL:
        label, found, rest = words[: _LONGEST_LABEL + len(sign)].partition(sign)
        if found and label and not _SENTENCE_ENDS.intersection(label.replace(".m.", "")):
            return bool(rest.strip())
    begun = words.split(maxsplit=2)
    if len(begun) < 3:
        return False
    is_step = begun[0].isalpha() and begun[1][:-1].isdecimal() and begun[1][-1] in ".)"
    return is_step or (":" in begun[0] and begun[0].replace(":", "").isdecimal() and begun[1][0].isupper())


def _may_be_mark(text: str, start: int) -> bool:
    """A cheap look at how a line begins: most lines begin with two letters, or one and a blank or a vowel sign."""
    first, second = text[start : start + 1], text[start + 1 : start + 2]
    if not first.isalpha() or first in _COUNTING:
        return first + second != "**"
    if second.isalpha():
        return first in "ivx" and text[start : start + 5].lstrip("ivx")[:1] in _ENDS_NUMERAL
    return second in _ENDS_NUMERAL or (first in "oØüvq" and second in {*_BLANK})


def _typed_lines(content: ParagraphText, starts: list[int]) -> list[_Line]:
    """The lines of a paragraph as they stand in the file, those too that YAML has folded into one."""
    text = content.text
    lines: list[_Line] = []
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        words = text[start:end]
        found = re.match(_KINDS, words) if _may_be_mark(text, start) else None
        before = text[:start]
        is_folded = start > 0 and not before.endswith("\n")
        is_broken = before.endswith(("\\\n", "  \n"))
        kind, mark = (None, "") if found is None else (found.lastgroup, found[0].strip())
        lines.append(_Line(words.rstrip(_PLAIN_SPACE + "\n"), start, kind, mark, is_folded, is_broken))
    return lines


def line_starts(content: ParagraphText) -> list[int]:
    """The offsets in the paragraph at which a line of the file begins."""
    text, anchors = content.text, content.located.anchors
    starts = [0]
    while (at := text.find("\n", starts[-1]) + 1) > 0:
        starts.append(at)
    first = content.lines[0][1]
    inside = anchors[
        bisect_right(anchors, first, key=itemgetter(0)) : bisect_left(
            anchors, content.origin(len(text)), key=itemgetter(0)
        )
    ]
    if len(inside) >= len(starts):
        starts = sorted({*starts, *_folds(content, inside)})
    return [start for start in starts if start < len(text)]


def _folds(content: ParagraphText, inside: Sequence[tuple[int, Span]]) -> Iterator[int]:
    """The offsets in the paragraph at which YAML joined a line of the file to the one above."""
    line = content.place(0).line
    ends = [here for here, _ in content.lines[1:]] + [len(content.text)]
    at = 0
    for (here, there), end in zip(content.lines, ends, strict=True):
        line = max(line, content.located.at(there).line)
        while at < len(inside) and inside[at][0] < there + end - here:
            offset, span = inside[at]
            if offset > there and span.line != line:
                yield here + offset - there
            line = max(line, span.line)
            at += 1


def _take_out_of_folding(content: ParagraphText, problems: Problems) -> None:
    """Take out what was said of the '>' above a text (W01), of which the list in it says more."""
    above = content.located.at(0).line - 1
    problems.found[:] = [one for one in problems.found if (one.code, one.span.line) != ("W01", above)]


def tell_of_moved_mark(words: str, span: Span, problems: Problems) -> None:
    """Tell of an entry whose mark stands further in than the others, and not far enough for a list inside one (E27)."""
    hint = "begin it where the other marks begin; for a list inside an entry, below that entry's first word"
    problems.error("E27", span, f"'{_shown(words)}' would print beside the entries above, not inside one", hint)
