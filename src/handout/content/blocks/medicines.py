"""The universal medication schedule: what to take in the morning, at noon, in the evening and at bedtime.

What has no place in a day of four times stands in tables of its own below the grid: what is taken at other times, and
what is taken only when it is needed. In the grid it would have to say "none" four times, against what its notes say.
"""

from collections.abc import Sequence
from typing import ClassVar, Literal

from handout import flow
from handout.content.blocks.block import Expansion, Parts, Placeholders, paragraph, place
from handout.content.blocks.listed import Listed
from handout.content.blocks.table import table_caption
from handout.content.values import Words
from handout.part import CELL, TABLE, Part
from handout.problems import Problems
from handout.reading.models import key
from handout.record import Record, replace
from handout.source import Span
from handout.text.numbers import plain_digits
from handout.text.phrase import Phrase, Strong, Typed, plain, words

TIMES = ("morning", "noon", "evening", "bedtime")
ICONS = {"morning": "sun", "noon": "noon", "evening": "evening", "bedtime": "moon"}
"""What is drawn above the words for a time of day."""
APART = {"when": "how_much_and_when", "as_needed": "how_much"}
"""What may be said instead of the four times, in the order of its tables, and what heads its column there."""

_TRUTHS = frozenset({"true", "false"})
_ANSWERS = _TRUTHS | {"yes", "no", "on", "off", "y", "n", "x", "✓", "✔"}


class Medicine(Record):
    """One medicine."""

    BEGINS_WITH: ClassVar[tuple[str, ...]] = ("what_for", *TIMES, "notes")

    name: Words = key("Its name and strength.", required=True)
    what_for: Words | None = key("What it is for.")
    morning: Words | None = key("How much to take in the morning.")
    noon: Words | None = key("How much to take at noon.")
    evening: Words | None = key("How much to take in the evening.")
    bedtime: Words | None = key("How much to take at bedtime.")
    when: Words | None = key("Instead of the four times: how much and when, as typed (4 tablets once a week).")
    as_needed: Words | None = key("Instead of the four times: how much to take, only if it is needed.")
    notes: Words | None = key("What else to know, such as: with food.")
    span: Span

    @property
    def times(self) -> tuple[Phrase | None, ...]:
        return (self.morning, self.noon, self.evening, self.bedtime)

    def agrees(self, problems: Problems, is_whole: bool) -> bool:
        """Tell of a medicine that says when it is taken in no way, or in two."""
        if is_whole:
            check_times(self, problems)
        return True


class Medicines(Listed[Medicine]):
    """Medicines and when to take them."""

    PARTS: ClassVar[Parts] = {
        "medicines": Part("The medicine schedule as a whole.", kind=TABLE),
        "medicines-heading": Part("A heading of the medicine schedule.", ("medicines", "medicines heading"), kind=CELL),
        "medicines-cell": Part(
            "The words in a cell of the medicine schedule.", ("medicines", "medicines stripe"), kind=CELL
        ),
    }
    WORDS: ClassVar[Placeholders] = dict.fromkeys(
        (
            "medicines_name", "medicines_what_for", "medicines_morning", "medicines_noon", "medicines_evening",
            "medicines_bedtime", "medicines_notes", "medicines_none", "medicines_when", "medicines_as_needed",
            "medicines_how_much", "medicines_how_much_and_when",
        ),
        (),
    )  # fmt: skip

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        """The grid of the day, then what is taken at other times, then what is taken only if it is needed."""
        if expansion.problems is not None:
            for item in self.items:
                check_taken(item, expansion.say("medicines_none"), expansion.problems)
        daily = tuple(item for item in self.items if any(item.times))
        tables = (self._grid(daily, expansion) if daily else None, *(self._apart(key, expansion) for key in APART))
        return tuple(table for table in tables if table is not None)

    def _grid(self, items: tuple[Medicine, ...], expansion: Expansion) -> flow.Table[Typed]:
        """A row a medicine. The four times are always there, and a time without a dose says so in words: an empty cell
        could be filled in by anyone, and a dash is not read aloud."""
        none = expansion.say("medicines_none")
        doses = [[dose or words(none, item.span) for dose in item.times] for item in items]
        return self._table(items, doses, TIMES, expansion)

    def _apart(self, name: str, expansion: Expansion) -> flow.Table[Typed] | None:
        """The table of the medicines that say this instead of the four times."""
        items = tuple(item for item in self.items if getattr(item, name))
        if not items:
            return None
        table = self._table(items, [[getattr(item, name)] for item in items], (APART[name],), expansion)
        said = words(expansion.say(f"medicines_{name}"), items[0].span)
        return replace(table, caption=table_caption(said, items[0].span))

    def _table(
        self, items: tuple[Medicine, ...], doses: list[list[Phrase]], times: Sequence[str], expansion: Expansion
    ) -> flow.Table[Typed]:
        has_notes = any(item.notes for item in items)
        names = ["name", *times, *(["notes"] if has_notes else [])]
        headings = [[expansion.say(f"medicines_{name}")] for name in names]
        headings[0] += [expansion.say("medicines_what_for")] if any(item.what_for for item in items) else []
        has_icons = any(name in ICONS for name in names)
        cells = tuple(
            self._heading(lines, ICONS.get(name), has_icons) for name, lines in zip(names, headings, strict=True)
        )
        head = flow.Row(cells=cells, span=self.span)
        body = tuple(_row(item, said, has_notes=has_notes) for item, said in zip(items, doses, strict=True))
        columns = (flow.Column(),) * len(names)
        return flow.Table(columns=columns, head=(head,), body=body, style="medicines", span=items[0].span)

    def _heading(self, lines: list[str], icon: str | None, has_icons: bool) -> flow.Cell[Typed]:
        texts = tuple(paragraph(words(line, self.span), "medicines-heading", self.span) for line in lines)
        first = replace(texts[0], icon=icon, is_icon_above=has_icons)
        return flow.Cell(children=(first, *texts[1:]), header="column", span=self.span)


def check_times(item: Medicine, problems: Problems) -> None:
    """A medicine says when it is taken in one way."""
    said = [(name, phrase) for name in (*TIMES, *APART) if (phrase := getattr(item, name))]
    apart = [name for name, _ in said if name in APART]
    no_amount = next(((name, phrase) for name, phrase in said if _is_answer(name, plain(phrase))), None)
    if no_amount is not None:
        name, phrase = no_amount
        message = f"'{plain(phrase)}' does not say how much of this medicine to take"
        amount = "1 tablet on Mondays" if name == "when" else "1 tablet"
        hint = f"write it, as in '{name}: {amount}'; or take '{name}' out, where it is not so"
        problems.error("E07", place(phrase, item.span), message, hint)
    elif not said:
        message = "this medicine says neither a time of day, nor 'when', nor 'as_needed'"
        hint = "write 'morning:', 'noon:', 'evening:' or 'bedtime:' and how much; 'when:' or 'as_needed:' and the words"
        problems.error("E06", item.span, message, hint)
    elif apart and len(said) > 1:
        other = next(name for name, _ in said if name != apart[-1])
        message = f"a medicine is taken at its times, or as '{apart[-1]}' says, not both; this one has '{other}' too"
        place_of = next(phrase for name, phrase in said if name == apart[-1])
        problems.error("E07", place(place_of, item.span), message, "make it two entries, or say all in one of the two")


def check_taken(item: Medicine, none: str, problems: Problems) -> None:
    """A row that says "none" at every time, typed or not, is read as a medicine that was forgotten, or stopped.

    `none` is what the language prints for a time without a dose.
    """
    said = [(name, phrase) for name in (*TIMES, *APART) if (phrase := getattr(item, name))]
    if said and all(_is_nothing(plain(phrase), none) for _, phrase in said):
        message = f"this medicine is taken at no time: '{plain(said[0][1])}' is all that is said of when"
        hint = "write how much at the times it is taken; if it must not be taken, write 'when: Do not take it'"
        problems.error("E07", place(said[0][1], item.span), message, hint)


def _is_answer(name: str, typed: str) -> bool:
    """Whether `true` stands where an amount should, or `yes` under a key that sounds like a question."""
    return typed.strip().casefold() in (_TRUTHS if name in TIMES else _ANSWERS)


def _is_nothing(typed: str, none: str) -> bool:
    """Whether this is the word for none, a dash, or a zero."""
    bare = typed.casefold().strip(" \u00a0.()")
    return bare in {none.casefold(), "none"} or not any(map(str.isalnum, bare)) or plain_digits(bare) == "0"


def _row(item: Medicine, doses: Sequence[Phrase], *, has_notes: bool) -> flow.Row[Typed]:
    name = [(Strong(item.name),), item.what_for]
    cells = [_cell(name, item, "row"), *(_cell([dose], item) for dose in doses)]
    if has_notes:
        cells.append(_cell([item.notes], item))
    return flow.Row(cells=tuple(cells), span=item.span)


def _cell(phrases: Sequence[Phrase | None], item: Medicine, header: Literal["row"] | None = None) -> flow.Cell[Typed]:
    children = tuple(paragraph(phrase, "medicines-cell", item.span) for phrase in phrases if phrase)
    span = place(phrases[0], item.span) if phrases[0] else item.span
    return flow.Cell(children=children, header=header, span=span)
