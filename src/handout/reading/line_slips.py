"""Know the common slips in a line that YAML cannot read: a dash for a hyphen, a missing blank, quotes within quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import pairwise, takewhile

from handout.problems import Problems, shortened
from handout.reading.nodes import Scalar, Sequence, YamlNode
from handout.source import Located, Span

_LIST_SIGN = r"(?:[•‣▪◦●○∙■□·*+\u2010-\u2015\u2212]|o(?= )|\(?(?:\d{1,2}|[A-Za-z])[.)])(?=\s|[^\W\d_])"
_SURE_SIGN = r"[•‣▪◦●○∙■□·]|-[^\W\d_]|[\u2010-\u2013\u2212] [^\W\d_]"
"""What no prose begins with."""
_STRANGE_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_GLUED_KEY = rf"((?:- )?[a-z_-]+)(?::(?=[^\s/:])|:(?=[{_STRANGE_BLANKS}])|：)"
STOPS = ".!?…؟\u06d4\u0589\u203c\u2047-\u2049"
"""Signs that end a sentence where a blank follows."""
DENSE_STOPS = "。！？｡\u0964\u0965\u104b\u1362\u17d4\u17d5"
"""Signs that need no blank behind them: of Chinese, Devanagari, Burmese, Ethiopic, Khmer."""
SENTENCE_END = rf"[{STOPS}{DENSE_STOPS}](?:[\"'”’»)\]*_]|\[@[^\]]*\])*$"
_WITHOUT_STOPS = "\u0e00-\u0eff"
"""Thai and Lao, which end no sentence in a sign."""
_JOINS = "และ|หรือ|แต่|เพื่อ|เพราะ|ซึ่ง|โดย|จน|ที่|ແລະ|ຫຼື|ແຕ່|ເພື່ອ|ເພາະ|ເຊິ່ງ|ໂດຍ|ຈົນ|ທີ່"
"""Their words for and, or, but, in order to, because, which, by, until, that: no sentence begins with one."""
_VALUE = r"\s*(?:-\s+)*(?:[^\s\"'\[\]{}#,][^\"'\[\]{}#]*?:\s+)?"
"""What stands before a value on its line: hyphens, and a key."""
_LEAST_WIDTH = 60
"""Columns, with those that the line is indented by: where a shorter line ends, its author ended it."""
_OPENS_LAST = "and or und oder sowie et ou y och eller og или та або lub oraz ve veya và hoặc"
"""Words for "and" and "or", which the last entry of an enumeration begins with; not those of Dutch, which are Spanish,
French and English for "in" and "of"."""
_GOES_ON = (
    "then but puis dann danach aber sondern luego después pero sino poi depois maar dan potem potom потом затем но "
    "потім але sonra derefter deretter"
)
"""Words with which a text goes on behind a comma, in a small letter, and no entry of a list begins.

Not those that are another word elsewhere: men, ale, mais (corn; more).
"""
_SAYS_WHEN = r"(?:luego|después|depois) (?:d[aeo]s?|del|que)\b"
"""How an entry may begin with them all the same: después de comer."""
_LEFT_OPEN = (
    (r"(?<![:;=-])[(（][^()（）]*$", r"[^()（）]*[)）]"),
    (r"“[^“”„]*$", r"[^“”„]*”"),
    (r"(?<=\s)\"(?=\w)[^\"]*$", r"[^\"]*\w[.!?]?\""),
)
"""Brackets (but for those of faces, `:(`) and quotation marks that a text does not close, and what closes them."""
_WITH_COMMA = r"(\d+),(\d{1,2}) ?((?:pt|in|cm|mm|em)?)"
"""A number with a decimal comma, alone or with the unit of a length; not the thousands of an amount."""
_IN_DATE_PARTS = r"date-parts[\"']?\s*:[\s\[\]\"'\d,]*$"
"""Before a number of a date as CSL has it in JSON: `"date-parts":[[2019,12,4]]`."""
_NAMES = {"\u2013": "dash", "\u2014": "dash", "\u2212": "minus sign", "*": "star", "+": "plus sign"}

NEW = "(write)"
"""What is put where somebody is to write: no handout that still says it can be signed or released."""
FILL_IN = "put the words in its place that belong there, or take it out"


def quoted(text: str) -> str:
    """The text between quotation marks: double ones, or single ones where it holds a `"` or a backslash."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def tell_of_left_over(typed: str, span: Span, problems: Problems, hint: str = FILL_IN) -> None:
    """Tell of a placeholder that nobody filled (E29), with what to do about it."""
    problems.error("E29", span, f"'{typed}' was left to be filled in", hint)


def is_left_over(text: Located, span: Span, problems: Problems) -> bool:
    """Whether nobody filled in a value that holds no words, such as a number or a day; that is told."""
    is_one = text.text.strip() == NEW
    if is_one:
        tell_of_left_over(text.text, span, problems)
    return is_one


def tell_of_dropped(
    typed: str,
    place: Span,
    problems: Problems,
    comment: str = "put it on a line of its own, or two spaces before the # and one after",
) -> None:
    """Tell of a `#` that YAML takes for the sign of a comment, with all that was typed as one text (E08).

    `comment`: how it is typed where a comment was meant.
    """
    hint = f"if it is text, quote it: {quoted(typed)}; if it is a comment, {comment}"
    problems.error("E08", place, "YAML drops everything from this '#' on", hint)


def ends_above_hashes(text: str) -> frozenset[int]:
    """Where the words of a line end below which a line begins with `#4` or `#name`, without a blank behind it."""
    found = set()
    at = text.find("#")
    while at >= 0:
        end = text.rfind("\n", 0, at)
        if end >= 0 and text[at + 1 : at + 2].isalnum() and not text[end + 1 : at].strip(" "):
            while text[end - 1 : end] == " ":
                end -= 1
            found.add(end)
        at = text.find("#", at + 1)
    return frozenset(found)


def tell_of_hash_below(typed: str, below: str, above: Span, margin: int, problems: Problems) -> None:
    """Tell of the line below a text that seems to go on with it, and begins with `#4` or `#name` (E08).

    `below` is what follows the text, from the end of its line on. The line is a comment where a blank or a key stands
    behind the `#`, or where it is no further in than column `margin`.
    """
    line = below.partition("\n")[2].partition("\n")[0]
    words = line.strip(" ")
    column = len(line) - len(line.lstrip(" ")) + 1
    is_key = re.match(r"#[a-z_-]+:(?:\s|$)", words) is not None
    if words[:1] == "#" and words[1:2].isalnum() and column > margin and not is_key:
        place = Span(above.file, above.line + 1, column)
        tell_of_dropped(f"{typed} {words}", place, problems, "put a space after the #")


def tell_of_repeated(name: Scalar, first: Scalar, problems: Problems, *, is_entry: bool) -> None:
    """Tell of a key that its mapping has already (E03); in an entry of a list a hyphen may be missing before it."""
    hint = "keep one of the two"
    if is_entry:
        hint += f"; if an entry of its own begins here, write: - {name.text}: …"
    message = f"duplicate key '{name.text}'; it is already on line {first.span.line}"
    problems.error("E03", name.span, message, hint)


def on_one_line(text: str, start: int, end: int) -> str:
    """What stands between two places, if it is one line; else nothing."""
    first, _, rest = text[start:end].partition("\n")
    return "" if rest.strip() else first.strip()


def value_on(line: str) -> str:
    """The value on a line, to its end, without the hyphens and the key before it."""
    found = re.match(_VALUE, line)
    return line[found.end() if found is not None else 0 :].strip()


def entry_around(line: str, column: int) -> tuple[str, str]:
    """The key, if it has one, and the words of the entry around a column inside brackets."""
    start = max(line.rfind(sign, 0, column) for sign in "[{,") + 1
    found = re.compile(r"[\]},]").search(line, column)
    entry = line[start : found.start() if found is not None else len(line)].strip()
    key, colon, words = entry.partition(": ")
    return (key, words.strip()) if colon and start and "{" in line[:start] else ("", entry)


def cuts_a_number(text: str, start: int) -> bool:
    """Whether the comma before this place, inside brackets, stands between two figures: `[1,000 mg]`."""
    if start < 2 or text[start - 1] != "," or not (text[start - 2].isdigit() and text[start : start + 1].isdigit()):
        return False
    return re.search(_IN_DATE_PARTS, text[max(start - 80, 0) : start]) is None


def hint_for_comma(text: str, start: int, end: int, *, is_mapping: bool) -> str | None:
    """How a number is typed that was cut before this stretch; None where the comma is not its first."""
    before = text[max(start - 40, 0) : start]
    if re.search(r"\d,\d[^,\[\]{}\n]*,$", before):
        return None
    behind = re.compile(r"(?:,\d[^,\]}\n]*)*").match(text, end)
    rest = behind.group() if behind is not None else ""
    number = re.split(r"[\[{,:\n]", before[:-1])[-1].strip() + f",{text[start:end]}{rest}"
    if is_mapping and (parts := re.fullmatch(_WITH_COMMA, number)) is not None:
        return f"type {parts[1]}.{parts[2]}{parts[3]}; if it is text, quote it: {quoted(number)}"
    return f"quote it: {quoted(number)}; or put a space after the comma of a list"


def check_block(source: str, place: Span, problems: Problems) -> None:
    """Look at the header of a text below a '|' or '>', and at lines below a '>' that are indented in several ways."""
    header, _, body = source.partition("\n")
    if "#" in header and " #" not in header:
        hint = f"write the text on the lines below the '{header[0]}'"
        problems.error("E08", place.shifted(header.index("#")), "YAML drops everything from this '#' on", hint)
    if header.startswith(">"):
        indents = {len(line) - len(line.lstrip(" ")) for line in body.split("\n") if line.strip(" ")}
        if len(indents) > 1:
            message = "'>' joins the lines below into one paragraph"
            problems.warning("W01", place, message, "use '|' to keep the lines as they are")


def slip_in(line: str, above: str) -> tuple[str, str | None] | None:
    """What to tell of a line that does not fit where it stands, and how to mend it; None when it shows no slip.

    `above` is the nearest line above it that is not empty.
    """
    words = line.lstrip(" " + _STRANGE_BLANKS)
    blank = next((char for char in line[: len(line) - len(words)] if char != " "), None)
    if blank is not None:
        name = f"U+{ord(blank):04X} {unicodedata.name(blank)}"
        return (
            f"a space at the start of this line is a special one ({name})",
            "type the spaces again with the space bar",
        )
    sign = re.match(_LIST_SIGN, words)
    if sign is not None:
        name = _NAMES.get(sign[0], "sign")
        return (
            f"an entry of a list begins with a hyphen and a space, not with the {name} '{sign[0]}'",
            f"write: - {words[sign.end() :].strip()}",
        )
    if re.match(r"-[^\s-]", words):
        return "a space is missing after the hyphen", f"write: - {words[1:].strip()}"
    glued = glued_key(words)
    if glued is not None:
        return glued
    if above.lstrip().startswith("- ") and len(above) - len(above.lstrip()) == len(line) - len(words):
        hint = "begin an entry of its own with '- '; indent the line by two more spaces to go on with the text above"
        if re.match(r"[a-z_-]+:(?=\s|$)", words):
            hint = "begin an entry of its own with '- '; else begin the key in the column of the keys it goes with"
        return "this line begins where the hyphens of the list above stand, and has none", hint
    return None


def slip_in_text(node: YamlNode, names: Container[str] | None = None) -> tuple[str, str | None] | None:
    """What to tell of a text that was meant for a list or for keys, by how its lines begin; None when it shows no slip.

    One line alone may begin with a dash, a number or a letter that is to print: -5 °C, 3. Mai, A. Smith. Of words
    before a colon without a blank only these `names` are keys; any may be one if they are None.
    """
    if not isinstance(node, Scalar) or not node.plain:
        return None
    text, starts = node.text.text, {place.line: offset for offset, place in reversed(node.text.anchors)}
    first, *others = (text[start:end].rstrip() for start, end in pairwise([*reversed(starts.values()), len(text)]))
    slip = slip_in(first, "")
    if slip is None or (others and slip_in(others[0], "") is not None) or re.match(_SURE_SIGN, first):
        return slip
    is_key = glued_key(first) == slip and (names is None or re.split("[:：]", first)[0] in names)
    return slip if is_key else None


def glued_key(words: str) -> tuple[str, str] | None:
    """What to tell of a line whose key is not parted from its value by a plain colon and a plain blank."""
    key = re.match(_GLUED_KEY, words)
    if key is None:
        return None
    colon, blank = "a space is missing after the colon", words[key.end() : key.end() + 1]
    if key[0].endswith("："):
        colon = "this colon is a special one (U+FF1A)"
    elif blank in _STRANGE_BLANKS:
        colon = f"the space after the colon is a special one (U+{ord(blank):04X}); type it again with the space bar"
    value = words[key.end() :].strip()
    if value.startswith("- "):
        return colon, f"write '{key[1]}:' alone, and each entry of its list on a line below"
    return colon, f"write: {key[1]}: {value}"


def quotes_in(line: str, end: int) -> tuple[str, str] | None:
    """What to tell of words after a closing quotation mark that ends before the offset `end`; None for other lines."""
    quote = line[end - 1 : end]
    opening = line.rfind(quote, 0, end - 1) if quote in {'"', "'"} else -1
    if opening < 0:
        return None
    other = "'" if quote == '"' else '"'
    is_in_brackets = re.search(r"[\[{]", line[:opening]) is not None
    rest = re.split(r"[,\]}]", line[end:])[0].rstrip() if is_in_brackets else line[end:].rstrip()
    if not line[end - 2 : end - 1].isspace() and line[end : end + 1].isspace():
        return f"words after a closing {quote}", _around(line[opening:end] + rest, other)
    inside = line[opening + 1 : end] + rest.removesuffix(quote)
    return f"the text holds the same mark {quote} as stands around it", _around(inside, other)


def tell_of_forgotten_hyphens(items: tuple[YamlNode, ...], problems: Problems) -> None:
    """Tell of a line in a list that begins with a sentence of its own and no hyphen (E27).

    YAML joins it to the entry above, so that three steps print as two. A line that ends where no word more had room
    was wrapped, and may go on with a second sentence.
    """
    for item in items:
        if not isinstance(item, Scalar) or not item.plain or len(item.text.anchors) < 2:
            continue
        text, anchors = item.text.text, item.text.anchors
        ends = [start for start, _ in anchors[1:]] + [len(text)]
        lines = [(text[start:end].rstrip(), place) for (start, place), end in zip(anchors, ends, strict=True)]
        width = max(_LEAST_WIDTH, *(place.column + len(words) for words, place in lines))
        for (before, above), (words, place) in pairwise(lines):
            has_room = above.column + len(before) + 1 + len(words.partition(" ")[0]) <= width
            is_ended = re.search(SENTENCE_END, before) is not None
            is_begun = re.match(f"(?!{_JOINS})[{_WITHOUT_STOPS}]", words) is not None  # no number, which may go on
            is_ended |= is_begun and re.search(f"[{_WITHOUT_STOPS}]$", before) is not None
            if place.line > above.line and has_room and is_ended and _begins_sentence(words):
                hint = "begin the line with '- '; to keep it in the entry above, write both on one line"
                message = f"'{shortened(words)}' has no hyphen, and would go on with the entry above"
                problems.error("E27", place, message, hint)


def tell_of_split_texts(items: tuple[YamlNode, ...], problems: Problems) -> None:
    """Tell of `[Take 1, 2 or 3 tablets, Rest.]`: inside [ ] a comma ends an entry, and one text prints as two (E27).

    So it was meant where a number goes on with a number, where an entry begins with "and", and where, among sentences,
    one stops at a comma and the next entry ends it.
    """
    texts = [item for item in items if isinstance(item, Scalar) and item.plain]
    if len(texts) < len(items) or len({item.span.line for item in texts}) == len(texts):
        return
    for at, (before, after) in enumerate(pairwise(texts)):
        typed, rest = before.text.text, after.text.text
        is_counted = _has_words_and(typed, last=True) and _has_words_and(rest, last=False)
        is_enumerated = _begins_with(rest, _OPENS_LAST) and not any(
            _begins_with(one.text.text, _OPENS_LAST) for one in texts[: at + 1]
        )
        if (
            is_enumerated
            or is_counted
            or (not typed[:1].islower() and _begins_with(rest, _GOES_ON) and not re.match(_SAYS_WHEN, rest))
            or (typed[:1].isupper() and rest[:1].islower() and _is_one_sentence(typed, rest, texts))
        ):
            message = f"the comma ends the entry: '{shortened(typed)}' and '{shortened(rest)}' would print as two"
            whole = _unfinished(texts[:at]) if is_enumerated else []
            one = quoted(", ".join([*whole, typed, rest]))
            hint = f"if it is one text, quote it: {one}; if not, write each entry on a line of its own"
            problems.error("E27", after.span, message, hint)


def _begins_with(typed: str, words: str) -> bool:
    """Whether an entry begins with one of these words, and does not end with it."""
    word, _, rest = typed.partition(" ")
    return bool(rest) and word in words.split()


def _unfinished(texts: list[Scalar]) -> list[str]:
    """The last of some entries, as far back as none of them ends a sentence."""
    unfinished = takewhile(lambda one: not re.search(SENTENCE_END, one.text.text), reversed(texts))
    return [one.text.text for one in unfinished][::-1]


def tell_of_parted_brackets(node: Sequence, problems: Problems) -> bool:
    """Tell of `[Wash (soap, water), Rest.]`, where a comma in a text's own brackets or quotes ends the entry (E27)."""
    is_told = False
    for at, before in enumerate(node.items[:-1] if node.in_flow else ()):
        typed = before.text.text if isinstance(before, Scalar) and before.plain else ""
        closing = next((closing for opening, closing in _LEFT_OPEN if re.search(opening, typed)), None)
        if closing is None:
            continue
        texts = takewhile(lambda one: isinstance(one, Scalar), node.items[at + 1 :])
        below = [one.text.text if one.plain else quoted(one.text.text) for one in texts if isinstance(one, Scalar)]
        found = re.match(closing, "\n".join(below))
        if found is not None:
            whole = quoted(", ".join([typed, *below[: found[0].count("\n") + 1]]))
            message = f"the comma ends the entry: '{shortened(typed)}' and '{shortened(below[0])}' would print as two"
            problems.error("E27", node.items[at + 1].span, message, f"quote the text: {whole}")
            is_told = True
    return is_told


def _has_words_and(typed: str, *, last: bool) -> bool:
    """Whether these are words with a plain number or a range at their end, or at their beginning."""
    number, *words = typed.split()[:: -1 if last else 1] or ("",)
    is_number = number[:1].isnumeric() and all(char.isnumeric() or char in "-\u2013" for char in number)
    return is_number and any(map(str.isalpha, "".join(words)))


def _is_one_sentence(typed: str, rest: str, others: list[Scalar]) -> bool:
    """Whether the second of two entries ends what the first begins, in a list of sentences."""
    if not re.search(SENTENCE_END, rest) or re.search(SENTENCE_END, typed):
        return False
    return any(re.search(SENTENCE_END, one.text.text) and _begins_sentence(one.text.text) for one in others)


def _begins_sentence(words: str) -> bool:
    first = words.lstrip("\"'“‘«¿¡([*_")[:1]
    return first.isupper() or first.isdigit() or (first.isalpha() and not first.islower())


def _around(words: str, quote: str) -> str:
    if quote in words:
        return "write the text on the line below a '|', where quotation marks print as they are typed"
    return f"use the other kind around it: {quote}{words}{quote}"
