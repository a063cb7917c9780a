"""What to do and what not to do, in two boxes side by side."""

from typing import ClassVar

from handout import flow
from handout.content.blocks.block import Expansion, Placeholders, heading_below, paragraph, place
from handout.content.own_marks import ListMark
from handout.content.values import Words
from handout.reading.models import key
from handout.record import Record
from handout.source import Span
from handout.text.phrase import Typed, plain, words
from handout.text.recognized import rows

_AROUND = '.,;:!?()[]"“”«»¡¿。，、！؟،'
"""Signs that stand beside a word and are none of its letters."""
_BESIDE_THE_VERB = 3
"""Words at the end of an entry, among which its "not" stands where the verb comes last."""


class DoDont(Record):
    """What to do, and what not to do."""

    CALLED: ClassVar[str] = "do_dont"

    MARKED: ClassVar[dict[str, ListMark]] = {"do": "check", "dont": "cross"}
    WORDS: ClassVar[Placeholders] = {"do": (), "dont": ()}

    do: tuple[Words, ...] = key("What to do.", required=True, least=1)
    dont: tuple[Words, ...] = key("What not to do.", required=True, least=1)
    do_title: Words | None = key('What stands above the first; "Do" when not given.')
    dont_title: Words | None = key('What stands above the second; "Do not" when not given.')
    span: Span

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        sides = (
            (self._box(expansion, "callout-note", "check", "do"),),
            (self._box(expansion, "callout-warning", "cross", "dont"),),
        )
        return (flow.Beside(rows=(sides,), shares=(0.5, 0.5), read="columns", is_kept_together=True, span=self.span),)

    def _box(self, expansion: Expansion, style: str, marker: flow.Marker, name: str) -> flow.Panel[Typed]:
        """A box with its title; each entry's sign is heard as the word that it stands for.

        Not before an entry that says so itself: "Do not: Don't soak it" would be heard as the contrary.
        """
        said = expansion.say("do" if name == "do" else "dont")
        typed, entries = (self.do_title, self.do) if name == "do" else (self.dont_title, self.dont)
        title = typed or words(said, self.span)
        heading = heading_below(expansion, title, "callout-title", place(title, self.span))
        items = tuple(
            flow.Item(
                heard=None if name == "dont" and _says_not(plain(entry), expansion.language) else said,
                children=(paragraph(entry, "list-item", self.span),),
                span=place(entry, self.span),
            )
            for entry in entries
        )
        listing = flow.List(items=items, marker=marker, style="list", span=self.span)
        return flow.Panel(children=(heading, listing), style=style, span=self.span)


def _says_not(entry: str, language: str) -> bool:
    """Whether an entry says "not" of what it tells to do, in this language; not only when or how, as "without" does."""
    known = dict(rows("negations", language.partition("-")[0]))
    typed = entry.casefold().replace("\u2019", "'")
    if any(part in typed for part in known.get("inside", "").split()):
        return True
    says_not, ends = (frozenset(known.get(kind, "").split()) for kind in ("words", "ends"))
    spoken = [word.strip(_AROUND) for word in typed.split()]
    for number, word in enumerate(spoken if ends else spoken[-_BESIDE_THE_VERB:]):
        forms = {word, word.partition("'")[0] + "'"} if "'" in word else {word}
        if number and not ends.isdisjoint(forms):
            return False
        if not says_not.isdisjoint(forms):
            return True
    return False
