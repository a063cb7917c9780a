"""Lines in two directions, made up from words, names, quantities and brackets, and how they stand on a line."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handout.pdf.text.bidi import ISOLATES, REMOVED, bidi_class, paragraph_levels, visual_order
from handout.pdf.text.bidi_isolates import levels_with_phrases, phrases

WORDS = {
    "ar": ("خذ", "كوب", "ليلا", "الدواء", "بعد", "أقراص", "أو", "الماء"),
    "he": ("קחו", "כוס", "בלילה", "התרופה", "אחרי", "כדורים", "או", "מים"),
    "fa": ("بخورید", "لیوان", "شب", "دارو", "بعد", "قرص", "یا", "آب"),
}
NAMES = ("Advil", "Tylenol", "Vitamin D3", "Omega 3", "TSH", "Dr. Ana Example", "St. Trial Hospital", "e-mail", "B12",
         "AB-", "O+", "Ana Example, M.D.", "Advil PM")  # fmt: skip
QUANTITIES = (
    "5-10", "5–10", "1½", "1 ½", "¼-2", "1-1½", "½", "0.25", "1,500", "120/80", "9:30", "9:00-17:00", "50%", "-5",
    "5-10 mg", "500 mg", "37.5 °C", "555-0123", "(303) 555-0123", "+1 (303) 555-0123", "2026-03-05", "22/11/2026",
    "2", "40",
)  # fmt: skip
BRACKETS = ("()", "()", "()", "[]", "«»")
STOPS = (",", ".", ":", ";", "!", "؟", "،", "")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, the quantities that were put into it, and where each pair of brackets stands."""

    text: str
    quantities: tuple[tuple[int, int], ...]
    brackets: tuple[tuple[int, int], ...]


def lines(language: str, count: int, seed: object) -> Iterator[Line]:
    """So many lines that begin with a word of the language, the same for the same seed."""
    chosen = random.Random(f"{language} {seed}")
    for _ in range(count):
        yield _line(chosen, WORDS[language])


def line_levels(classes: Sequence[str], levels: Sequence[int], base: int) -> list[int]:
    """The levels of one line: separators, and white space before them and at the line's end, are at the base (L1)."""
    line = list(levels)
    trailing = True
    for index in range(len(line) - 1, -1, -1):
        name = classes[index]
        if name in {"B", "S"}:
            trailing = True
            line[index] = base
        elif name == "WS" or name == "PDI" or name in ISOLATES or name in REMOVED:
            if trailing:
                line[index] = base
        else:
            trailing = False
    return line


def as_set(text: str, base: int = 1) -> list[int]:
    """The indexes of a line's characters from left to right, as handout sets them."""
    levels, gaps = levels_with_phrases(text, base, phrases(text))
    return visual_order(line_levels([bidi_class(char) for char in text], levels, base), gaps)


def plainly(text: str, base: int = 1) -> list[int]:
    """The indexes of a line's characters from left to right by UAX 9 alone."""
    levels = paragraph_levels(text, base)
    return visual_order(line_levels([bidi_class(char) for char in text], levels, base))


def turned(line: Line, order: list[int]) -> list[str]:
    """The quantities that do not stand as typed, and the brackets that are not around what they hold."""
    places = {index: place for place, index in enumerate(order)}
    found = []
    for start, end in line.quantities:
        if [places[index] for index in range(start, end)] != [places[start] + n for n in range(end - start)]:
            found.append(line.text[start:end])
    for start, end in line.brackets:
        inside = sorted(places[index] for index in range(start, end + 1))
        if inside != [*range(inside[0], inside[-1] + 1)] or {places[start], places[end]} != {inside[0], inside[-1]}:
            found.append(line.text[start : end + 1])
    return found


class _Writer:
    def __init__(self, chosen: random.Random, words: tuple[str, ...]) -> None:
        self.chosen = chosen
        self.words = words
        self.text = ""
        self.quantities: list[tuple[int, int]] = []
        self.brackets: list[tuple[int, int]] = []

    def say(self, words: str) -> None:
        self.text += words

    def part(self, depth: int) -> None:
        kind = self.chosen.random()
        if kind < 0.15 and depth < 2:
            opening, closing = self.chosen.choice(BRACKETS)
            start = len(self.text)
            self.say(opening)
            self.parts(self.chosen.randint(1, 3), depth + 1)
            self.brackets.append((start, len(self.text)))
            self.say(closing)
        elif kind < 0.45:
            self.say(self.chosen.choice(self.words))
        elif kind < 0.7:
            self.say(self.chosen.choice(NAMES))
        else:
            # Two quantities side by side could be read as one.
            beside = bool(self.quantities) and not self.text[self.quantities[-1][1] :].strip()
            self.say(self.chosen.choice(self.words) + " " if beside else "")
            start = len(self.text)
            self.say(self.chosen.choice(QUANTITIES))
            self.quantities.append((start, len(self.text)))

    def parts(self, count: int, depth: int) -> None:
        for number in range(count):
            if number:
                self.say((self.chosen.choice(STOPS) if self.chosen.random() < 0.2 else "") + " ")
            self.part(depth)


def _line(chosen: random.Random, words: tuple[str, ...]) -> Line:
    writer = _Writer(chosen, words)
    writer.say(chosen.choice(words) + " ")
    writer.parts(chosen.randint(2, 7), 0)
    writer.say(chosen.choice((".", "", " " + chosen.choice(words) + ".")))
    return Line(writer.text, tuple(writer.quantities), tuple(writer.brackets))
