"""Print the PEMAT-P and CDC Clear Communication Index items of a handout, for its reviewer to finish.

A machine can look at some of the items, never score them: a found place is shown, everything else is left to the
reviewer. The result is not, and is never called, a score of either instrument.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from handout import flow
from handout.lint.check import problems_of
from handout.lint.codes import codes
from handout.lint.registry import rule
from handout.lint.scores import score_line
from handout.lint.subject import Subject
from handout.problems import Problem
from handout.record import Record
from handout.source import Span
from handout.text.phrase import Strong, one_line


class InstrumentItem(Record, kw_only=False):
    """One item of an instrument and the rules that look at it; `part`: they see only some of what it asks.

    `shown_by` is a kind of part that answers the item by being there: see `_parts`.
    """

    number: int
    asks: str
    rules: tuple[str, ...] = ()
    part: bool = True
    shown_by: Literal["cue", "tool"] | None = None


class Answer(Record):
    """What the rules found for an item, and the places of what it asks to be there; None where nothing looks."""

    item: InstrumentItem
    found: tuple[Problem, ...] | None = None
    shown: tuple[Span, ...] | None = None

    @property
    def is_checked(self) -> bool:
        return self.found is not None or self.shown is not None

    @property
    def needs_a_look(self) -> bool:
        return bool(self.found) or self.shown == ()


PEMAT = (
    InstrumentItem(1, "The purpose is evident", ("GV01",)),
    InstrumentItem(2, "Nothing distracts from the purpose"),
    InstrumentItem(3, "Common, everyday words", ("PL06", "PL07", "PL08")),
    InstrumentItem(4, "Medical terms only to make them known, and explained", ("PL08",)),
    InstrumentItem(5, "Active voice", ("PL05",)),
    InstrumentItem(6, "Numbers are clear and easy to understand", ("PL09", "PL10")),
    InstrumentItem(7, "The reader need not calculate", ("PL11",)),
    InstrumentItem(8, "Information in short sections", ("PL01", "PL03", "PL04")),
    InstrumentItem(9, "Sections have informative headers", ("PL18", "GV09")),
    InstrumentItem(10, "A logical order"),
    InstrumentItem(11, "A summary", ("GV10",), part=False),
    InstrumentItem(12, "Visual cues draw attention to key points", shown_by="cue"),
    InstrumentItem(15, "Visual aids wherever they would make it easier"),
    InstrumentItem(16, "Visual aids reinforce the content"),
    InstrumentItem(17, "Visual aids have clear titles or captions", ("GV07", "GV08")),
    InstrumentItem(18, "Illustrations and photographs are clear and uncluttered"),
    InstrumentItem(19, "Tables are simple, with short and clear headings", ("PL19",)),
    InstrumentItem(20, "At least one action the reader can take", ("PL15",)),
    InstrumentItem(21, "The reader is addressed directly", ("PL13", "PL16")),
    InstrumentItem(22, "Actions are broken into clear steps", ("PL15",)),
    InstrumentItem(23, "A tangible tool, such as a checklist or a menu planner", shown_by="tool"),
    InstrumentItem(24, "Simple instructions or examples for calculations"),
    InstrumentItem(25, "Charts, graphs and tables are explained"),
    InstrumentItem(26, "Visual aids make it easier to act"),
)
"""PEMAT-P (AHRQ); 13 and 14 are for audio and video only. Worded in short: the reviewer has the user's guide."""

CCI = (
    InstrumentItem(1, "One main message", ("GV01",)),
    InstrumentItem(2, "The main message is at the top", ("GV10",)),
    InstrumentItem(3, "The main message is emphasised"),
    InstrumentItem(4, "A visual supports the main message", ("GV07", "GV08")),
    InstrumentItem(5, "A call to action", ("PL15",)),
    InstrumentItem(6, "Active voice", ("PL05",)),
    InstrumentItem(7, "Words the audience uses", ("PL06", "PL07", "PL08")),
    InstrumentItem(8, "Lists for long information, none over seven items", ("PL04",)),
    InstrumentItem(9, "Chunks with headings", ("PL18", "GV09")),
    InstrumentItem(10, "The most important information comes first", ("GV10",)),
    InstrumentItem(11, "What is known and what is not"),
    InstrumentItem(12, "Why the behaviour matters"),
    InstrumentItem(13, "Directions for the behaviour", ("PL15",)),
    InstrumentItem(14, "When and how to contact a provider", ("GV02",)),
    InstrumentItem(15, "Numbers the audience uses", ("PL09",)),
    InstrumentItem(16, "What the numbers mean", ("PL09",)),
    InstrumentItem(17, "No calculation", ("PL11",), part=False),
    InstrumentItem(18, "The nature of the risk"),
    InstrumentItem(19, "Risks and benefits of the behaviour"),
    InstrumentItem(20, "Probability in words or a visual", ("PL09", "CI09")),
)
"""CDC Clear Communication Index, worded in short; items 12, 13 and 15 to 20 only where they apply."""


def worksheet(subject: Subject) -> str:
    """The worksheet of one handout, as Markdown that reads as plain text too."""
    found = {code: tuple(problems_of(rule(code), subject)) for code in _codes()}
    title = " ".join(one_line(subject.handout.title).split())
    parts = [f"# Worksheet for the reviewer: {title}", f"Readability: {score_line(subject)}."]
    for name, items in (("PEMAT-P", PEMAT), ("CDC Clear Communication Index", CCI)):
        outcomes = tuple(_outcome(item, found, subject) for item in items)
        parts += [f"## {name}", _tally(name, outcomes), "\n".join(_line(each) for each in outcomes)]
    return "\n\n".join((*parts, _CLOSING)) + "\n"


def _outcome(item: InstrumentItem, found: dict[str, tuple[Problem, ...]], subject: Subject) -> Answer:
    """An item with what its rules found, or where what it asks for is."""
    if item.shown_by is not None:
        return Answer(item=item, shown=tuple(_parts(item.shown_by, subject)))
    if not item.rules:
        return Answer(item=item)
    places = [problem for code in item.rules for problem in found[code]]
    return Answer(item=item, found=tuple(sorted(places, key=lambda problem: (problem.span, problem.code))))


def _parts(kind: Literal["cue", "tool"], subject: Subject) -> Iterator[Span]:
    """Where there is a box or bold words (a cue), or something to fill in, tick or look things up in (a tool)."""
    for node in subject.nodes():
        match node:
            case flow.Panel() if kind == "cue":
                yield node.span
            case flow.Blank() | flow.List(marker="checkbox") | flow.Table() if kind == "tool":
                yield node.span
            case _:
                pass
    if kind == "cue":
        yield from (unit.span for unit in subject.units if any(isinstance(part, Strong) for part in unit.phrase))


_CLOSING = (
    'An item is "nothing found" when a rule looked and found no fault; that is not the same as good. Items marked '
    '"in part" ask more than a machine can see. Rate every item yourself, by the instrument\'s own guide.'
)


def _codes() -> tuple[str, ...]:
    named = {code for item in (*PEMAT, *CCI) for code in item.rules}
    return tuple(code for code in codes() if code in named)


def _tally(name: str, outcomes: Sequence[Answer]) -> str:
    checked = [each for each in outcomes if each.is_checked]
    failed = sum(each.needs_a_look for each in checked)
    return (
        f"{len(checked)} of {len(outcomes)} {name} items have a machine check: nothing found in "
        f"{len(checked) - failed}, something to look at in {failed}; "
        f"{len(outcomes) - len(checked)} are left to the reviewer."
    )


def _line(each: Answer) -> str:
    head = f"{each.item.number}. {each.item.asks}"
    if each.shown is not None:
        return f"- [ ] {head}: {f'one at {min(each.shown)}' if each.shown else 'none found'}, in part"
    if each.found is None:
        return f"- [ ] {head}: for the reviewer"
    extent = ", in part" if each.item.part else ""
    if not each.found:
        return f"- [ ] {head}: nothing found{extent} ({', '.join(each.item.rules)})"
    shown = [f"      - {problem.span}: {problem.code} {problem.message}" for problem in each.found[:_MOST]]
    more = len(each.found) - _MOST
    shown += [f"      - and {more} more"] if more > 0 else []
    return "\n".join((f"- [ ] {head}: look at {len(each.found)}{extent}", *shown))


_MOST = 5
