"""What dialects of Markdown read otherwise than CommonMark, and what CommonMark does not show: it is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from html import unescape
from urllib.parse import unquote

from handout.incoming.remarks import CITATION
from handout.incoming.signs import BOXES, BULLETS, SAYING
from handout.incoming.tree import Telling

_PLUS = re.compile(r"^[ \t>]*(\+[ \t]+\d.*)$", re.MULTILINE)
_CITATION = re.compile(r"\[[^\[\]\n]{0,80}?(?<![\w.])@[A-Za-z0-9_][\w:./-]{0,80}[^\[\]\n]{0,120}\](?![(:])")
_OF_OTHERS = re.compile(
    "|".join(
        (
            r"^:{3,}.*$",  # boxes of Pandoc
            r"\]\{[.#][^}\n]{1,80}\}|\)\{[\w.#][^}\n]{1,80}\}|^\{:[^}\n]{0,80}\}",  # attributes of words and pictures
            r"^ {0,3}#{1,6} .{0,200}\{[#.:][^}\n]{1,80}\}[ \t]*$",  # and of headings
            r"\{\{[<%].{0,80}",
            r"\^\[[^\]\n]{1,200}\]",  # notes inside the line
            r"(?<![~\w])\w{1,20}~\w{1,6}~(?!~)|\w\^[^\s^]{1,6}\^",  # lowered and raised figures
            r"(?<![\w$])\$\$?[^\s$](?:[^$\n]{0,200}[^\s$])?\$\$?(?!\d)",  # formulas
            r"^ {0,3}(?:!!!|\?\?\?\+?)[ \t]+[a-z][\w-]{0,30}(?:[ \t]+\".{0,80})?[ \t]*$",  # boxes of MkDocs
            r"^[ \t>]*\[![A-Za-z]{2,20}\].{0,80}",  # and of GitHub
            r"(?<![=\w])==[^\s=][^=\n]{0,200}==(?!=)",  # marked words
            r"\[\[[^\[\]\n]{1,200}\]\]|^ {0,3}\[(?:TOC|toc)\][ \t]*$",  # links of a wiki, a list of contents
            r"^ {0,3}:[ \t]{1,3}\S.{0,80}|^\*\[[^\]\n]{1,60}\]:.{0,80}",  # definitions, abbreviations
            r"^ {0,3}\+[-=+]{3,}\+[ \t]*$|^ {0,3}-{3,}[ \t]+---[ -]*$",  # tables drawn with signs
            r"^ {0,3}\|[ \t](?![^\n]*\|).{0,80}",  # lines that are kept as lines
            r"%%[^%\n]{1,200}%%|(?<!\S):[a-z][a-z0-9_]{2,30}:(?!\w)",  # remarks, little pictures by name
            r"^\+{3}[ \t]*$",  # front matter of another kind
            r"^ {0,3}(?:#\.|\(@\w{0,20}\))[ \t]+\S.{0,80}",  # lists that number themselves
        )
    ),
    re.MULTILINE,
)
"""Signs that other dialects read, and CommonMark prints."""
_COMMENT = re.compile(r"<!--(?:(.*?)-->|.*)", re.DOTALL)
"""A comment; without a group, one that nobody closes."""
_INFO = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})[ \t]*([^`\s][^`\n]*)$", re.MULTILINE)
_DEFINED = re.compile(r"^ {0,3}\[[^\]\n]{1,100}\]:[ \t]*\n?[ \t]*(\S.*)$", re.MULTILINE)
_LED = re.compile(r"\]\[[^\]]{0,100}\]")
"""What names the address that words lead to, which stands elsewhere (`_DEFINED`)."""
_MOST_COMPARED = 4_000_000
"""Words of the text times words that are shown: with more, a word that is missing is told where it stands last."""
_OWN = re.compile(r" (?:data-line|start)=\"\d*\"| class=\"language-[^\"]*\"")
"""What the HTML of a Markdown text has that nobody typed."""
_TAG = re.compile(r"</?(?:p|h[1-6]|ul|ol|li|table|thead|tbody|t[rhd]|strong|em|s|pre|code|blockquote|br|hr|a|img)\b")
_WORD = re.compile(r"[^\W_]+")
_SIGNS = BULLETS + BOXES + SAYING + "–—"
_ORDINAL = r"(?:[A-Za-z]|[ivx]{1,4}|[IVX]{1,4}|\d{1,9})[.)]|\((?:[A-Za-z]|[ivx]{1,4}|\d{1,2})\)"
_MARKED = re.compile(rf"[ \t]*(?:({_ORDINAL})|([{_SIGNS}]))[ \t]+\S")
_LATER = re.compile(r" {0,3}(?!0*1[.)])\d{1,9}[.)][ \t]")
"""The number of a list that begins with another one than 1: it ends no paragraph."""
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ENTRY = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_OF_BLOCKS = re.compile(r"[ \t]*(?:$|[-*+](?:[ \t]|$)|\d{1,9}[.)][ \t]|[>|]|#{1,6}(?:[ \t]|$)|(?:[-*_=][ \t]*){3,}$)")
_CODE = re.compile(r" {4}|\t")
_DASHES = {"–", "—"}
"""With these, prose goes on as well: only lines one after the other are entries."""


def tell_signs(body: str, telling: Telling) -> None:
    """Point out what means something else to other programs."""
    reasons = (
        (_PLUS, "Markdown takes a + before a number for the dot of a list: see that no sign is lost"),
        (_CITATION, CITATION),
        (_OF_OTHERS, "this stands as it was typed: it means something to other programs alone"),
    )
    for pattern, reason in reasons:
        for found in pattern.finditer(body):
            telling.look(_place(body, found.start()), reason, found[found.lastindex or 0])


def with_lines_apart(body: str, telling: Telling) -> str:
    """The text with a hard break before each of several lines that begin as entries, which CommonMark joins.

    `a) Wash`, `b) Dry` and `• soap`, `• towel`, each on a line, are lists to whoever typed them.
    """
    lines = body.split("\n")
    for block in _paragraphs(lines):
        own = int(_ENTRY.match(lines[block[0]]) is not None) if block else 0
        run = [number for number in block[own:] if _MARKED.match(lines[number])]
        labels = {_label(lines[number]) for number in run}
        if len(run) < 2 or (len(labels) < 2 and not labels & {*_SIGNS}):
            continue
        if labels <= _DASHES and run[-1] - run[0] >= len(run):
            continue
        first = next(number for number in run if number > block[0])
        telling.look(f"line {first + 1}", "Markdown joins these lines: they are kept apart here", lines[first])
        for number in block:
            if number + 1 in run and number + 1 in block:
                lines[number] = f"{lines[number].rstrip()}  "
    return "\n".join(lines)


def _label(line: str) -> str:
    found = _MARKED.match(line)
    return "" if found is None else found[1] or found[2]


def _paragraphs(lines: list[str]) -> Iterator[list[int]]:
    """The numbers of the lines of each paragraph, as CommonMark has them."""
    block: list[int] = []
    fence = ""
    is_alone = True  # below an entry of a list, the next number begins the next entry
    is_listed = False  # and what is set in below it is no code
    for number, line in enumerate([*lines, ""]):
        found = _FENCE.match(line)
        if found is not None and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
        is_joined = bool(block) and is_alone and _LATER.match(line) is not None
        if fence or found is not None or (_OF_BLOCKS.match(line) and not is_joined):
            yield block
            is_entry = not fence and found is None and _ENTRY.match(line) is not None
            block = [number] if is_entry else []
            is_alone = not line.strip()
            is_listed = is_listed or is_entry
        elif block or is_listed or _CODE.match(line) is None:
            is_alone = is_alone and (bool(block) or not line.startswith(" "))
            is_listed = is_listed and (bool(block) or line.startswith((" ", "\t")))
            block.append(number)


def tell_unshown(body: str, html: str, telling: Telling) -> list[str]:
    """Put into the report the words that CommonMark shows nowhere; gives them.

    They are what its author wrote between `<!--` and `-->`, what stands after the fence of code, an address that nobody
    leads to, and the cells that a row has too many.
    """
    unshown: list[tuple[str, str, str]] = []

    def without(pattern: re.Pattern[str], reason: str, text: str, is_seen: Callable[[re.Match[str]], bool]) -> str:
        """The text without what a pattern finds, which is told if it is seen nowhere."""
        for found in pattern.finditer(text):
            if not is_seen(found):
                unshown.append((_place(text, found.start(1)), reason, found[1]))
        return pattern.sub(lambda found: found[0] if found[1] is None else "\n" * found[0].count("\n"), text)

    shown = _words(_OWN.sub("", _COMMENT.sub(" ", html)))
    rest = without(
        _COMMENT, "a comment that no reader sees", body, lambda found: found[1] is None or found[0] not in html
    )
    rest = without(_INFO, "what stands after the fence of code", rest, lambda _: False)
    rest = without(
        _DEFINED,
        "an address that nothing leads to",
        rest,
        lambda found: found[1].split()[0].strip("<>") in unescape(html),
    )
    rest = _LED.sub(lambda found: "]" + "\n" * found[0].count("\n"), rest)
    typed = [(number, word) for number, line in enumerate(rest.split("\n"), 1) for word in _words(line)]
    if missing := Counter(word for _, word in typed) - Counter(shown):
        gone: dict[int, list[str]] = {}
        for number, word in _unmatched(typed, shown):
            if missing[word] > 0:
                missing[word] -= 1
                gone.setdefault(number, []).append(word)
        reason = "words that Markdown does not show"
        unshown += [(f"line {number}", reason, " ".join(words)) for number, words in gone.items()]
    for place, reason, words in unshown:
        telling.left_out(place, reason, words)
    return [words for _, _, words in unshown]


def _unmatched(typed: list[tuple[int, str]], shown: list[str]) -> Iterator[tuple[int, str]]:
    """The words with their lines, first those that have no counterpart among the words that are shown."""
    if len(typed) * len(shown) < _MOST_COMPARED:
        matcher = SequenceMatcher(None, [word for _, word in typed], shown, autojunk=False)
        for what, start, end, _, _ in matcher.get_opcodes():
            if what in ("delete", "replace"):
                yield from typed[start:end]
    yield from reversed(typed)


def _words(text: str) -> list[str]:
    return _WORD.findall(unquote(re.sub(r"&#?\w{1,32};", lambda found: unescape(found[0]), _TAG.sub(" ", text))))


def _place(body: str, at: int) -> str:
    return f"line {body.count(chr(10), 0, at) + 1}"
