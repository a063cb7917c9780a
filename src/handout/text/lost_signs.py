"""Tell of signs that CommonMark takes for its own, and that were meant to print.

`2*5 mL` and, further on, `3*5 mL` are emphasis to CommonMark, and print 25 mL and 35 mL; `- 5 °C` is an entry of a
list, and prints as a bullet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet

from handout.problems import Problems
from handout.source import Located, Span
from handout.text.paragraph_text import ParagraphText
from handout.text.quantities import Quantity, find, is_digit

_DENSE = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\uffef]"
"""Scripts that put no spaces between words: there emphasis begins and ends between any two letters."""

_SIGN = r"^[ ]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ ]+)*(?P<sign>[-+*])[ ]+"
_NEAR = 48
"""Characters behind a sign of which a quantity may be made."""
_FOOTNOTE = r"(?<=[\w%)])\*(?![\w*])|(?m:[ ]\*[ ]*$)"
"""A star behind a word, alone (two close strong words), or at the end of a line."""


def tell_of_lost_mark(content: ParagraphText, opening: int, closing: int, mark: str, problems: Problems) -> None:
    """Tell of a pair of marks of emphasis that would vanish between digits, inside a word or an address (E26).

    `**F**ace`, the first letter of a word made strong, is let be, and so is `**5**mg`. Between a letter and its accent
    no look can begin or end.
    """
    text = content.text
    for at in (opening, closing):
        if unicodedata.category(text[at + len(mark) : at + len(mark) + 1] or " ")[0] == "M":
            message = f"this {mark[0]} parts a letter from a sign that belongs to it"
            problems.error("E26", content.place(at), message, "put the marks of emphasis around all of the word")
            return
    between = text[opening:closing].strip("*_")
    opens = _holds_no_words(between, mark) or _is_inside(text, opening, mark) or _is_in_address(text, opening)
    closes = _is_inside(text, closing, mark)
    if not opens and not closes:
        return
    if (
        not opens
        and between.isalnum()
        and (between.isalpha() or (len(mark) == 2 and not is_digit(text[closing + 2 : closing + 3])))
    ):
        return
    place = content.place(opening if opens else closing)
    sign = mark[0]
    hint = f"write × for times, or \\{sign} to print the {sign}; to stress a word, put the marks around all of it"
    problems.error("E26", place, f"this {sign} would not print: it is taken for a mark of emphasis", hint)


def tell_of_parted_mark(content: ParagraphText, at: int, taken: AbstractSet[int], problems: Problems) -> None:
    """Tell of two signs of which one is a mark of emphasis and the other prints (E26): in `**Pills* at night**` the
    star of the footnote would move behind the words.

    `at` is a mark of one sign, `taken` the places of all signs that are marks.
    """
    text = content.text
    sign, start, end = text[at], at, at + 1
    while start and text[start - 1] == sign and not text[: start - 1].endswith("\\"):
        start -= 1
    while text[end : end + 1] == sign:
        end += 1
    left = [place for place in range(start, end) if place not in taken]
    if len(left) == 1:
        hint = f"write \\{sign} for the one that is to print; strong words have two before them and two after"
        message = f"of '{text[start:end]}' one {sign} would print, as the other is taken for a mark of emphasis"
        problems.error("E26", content.place(start), message, hint)


def _holds_no_words(between: str, mark: str) -> bool:
    """Whether nobody would stress what stands between the marks: `(*) and (*)`, `-*.png or b-*.png`, `__-__`."""
    if not any(map(str.isalnum, between)):
        is_seen = any(char.isprintable() and not char.isspace() for char in between)
        return is_seen and (mark[0] == "_" or ")" in between)
    return between[0] in ")]}.,;:" or between[-1] in "([{"


def _is_in_address(text: str, at: int) -> bool:
    """Whether the word in which the marks stand is an address that was typed plain."""
    word = text[:at].rpartition(" ")[2]
    return "://" in word or "www." in word


def _is_inside(text: str, at: int, mark: str) -> bool:
    """Whether the marks at this place have a letter or a digit on both sides, of a script with spaces between words."""
    start, end = at, at + len(mark)
    while start and text[start - 1] == mark[0]:
        start -= 1
    while end < len(text) and text[end] == mark[0]:
        end += 1
    before, after = text[start - 1 : start], text[end : end + 1]
    return all(side.isalnum() and (side.isascii() or re.match(_DENSE, side) is None) for side in (before, after))


def tell_of_lost_signs(located: Located, alone: AbstractSet[Span], problems: Problems) -> None:
    """Tell of signs that begin a list where none was meant (E27).

    `alone` are the places of the lists of bullets that have one entry: a minus is one only there, or before degrees,
    and the star of a footnote there.
    """
    text = located.text
    if not alone and "+ " not in text and not any(sign in text for sign in "°℃℉"):
        return
    for found in re.finditer(_SIGN, text, re.MULTILINE):
        place = located.at(found.start("sign"))
        is_alone = place in alone
        number = _quantity_at(text, found.end())
        match found["sign"]:
            case "+" if number:
                sign, words = "+", "plus"
            case "-" if number and (_is_degrees(number) or (is_alone and not _is_led_in(text, found.start()))):
                sign, words = "−", "minus"
            case "*" if is_alone and ("\n" not in text.strip() or re.search(_FOOTNOTE, text)):
                message = "this * is taken for the bullet of a list, and would print as one"
                problems.error("E27", place, message, "write \\* to print it; for a list of one entry begin it with -")
                continue
            case _:
                continue
        hint = f"type {sign} without a space after it, or write '{words}'; for a list, begin each entry with words"
        typed = found["sign"]
        problems.error("E27", place, f"this {typed} is taken for the bullet of a list, and would not print", hint)


def _quantity_at(text: str, place: int) -> Quantity | None:
    """The quantity that begins at a place of a line."""
    near = text[place : place + _NEAR].partition("\n")[0]
    return next((found for found in find(near)[:1] if found.start == 0), None)


def _is_degrees(number: Quantity) -> bool:
    return number.unit.startswith("°")


def _is_led_in(text: str, start: int) -> bool:
    """Whether the words before a list end in a colon."""
    return text[:start].rstrip().endswith((":", "："))
