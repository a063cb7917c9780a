"""An action plan in zones: what to do while all is well, when to be careful, and when to stop and get help.

A zone is told by its word, its icon, the shape of its frame and its colour: none of them alone.
"""

from typing import ClassVar, Literal

from handout import flow
from handout.content.blocks.block import Expansion, Parts, Placeholders, heading_below, paragraph, place, titled
from handout.content.blocks.listed import Listed
from handout.content.own_marks import ListMark
from handout.content.values import Words
from handout.part import BOX, Part
from handout.problems import Problems
from handout.reading.models import key
from handout.reading.nodes import YamlNode
from handout.record import Record, replace
from handout.source import Span
from handout.text.phrase import Phrase, Strong, Typed, words

SHARES = (0.42, 0.58)
ZONES = ("zone-go", "zone-careful", "zone-stop")
DOSE = {"how_much": "medicines_how_much", "when": "zone_when"}
"""What is said of a medicine besides its name, and what heads its column."""
HELD = ("list", "list-item", "medicines")
"""What lies on the background of a zone besides its own words."""


class ZoneMedicine(Record):
    """A medicine of a zone."""

    CALLED: ClassVar[str] = "medicine of a zone"

    name: Words = key("Its name and strength.", required=True)
    how_much: Words | None = key("How much to take.")
    when: Words | None = key("When to take it.")
    span: Span


class Zone(Record):
    """One zone of an action plan."""

    MARKED: ClassVar[dict[str, ListMark]] = {"signs": "bullet", "do": "bullet"}
    BEGINS_WITH: ClassVar[tuple[str, ...]] = ("title", "signs", "do")

    level: Literal["go", "careful", "stop"] = key("Which zone it is.", required=True)
    title: Words | None = key("What it is like to be in it.")
    signs: tuple[Words, ...] = key("What is noticed in it.")
    do: tuple[Words, ...] = key("What to do.")
    medicines: tuple[ZoneMedicine, ...] = key("What to take.")
    span: Span

    def expand(self, expansion: Expansion) -> flow.Panel[Typed]:
        title = titled(expansion, expansion.say(f"zone_{self.level}"), self.title, self.span)
        heading = replace(heading_below(expansion, title, "zone-title", self.span), icon=self.level)
        sides = tuple(
            (paragraph((Strong(words(expansion.say(said), self.span)),), "zone-text", self.span), self._list(entries))
            for said, entries in (("zone_signs", self.signs), ("zone_do", self.do))
            if entries
        )
        shares = SHARES if len(sides) == len(SHARES) else (1.0,)
        beside = (flow.Beside(rows=(sides,), shares=shares, span=self.span),) if sides else ()
        table = (self._table(expansion),) if self.medicines else ()
        return flow.Panel(children=(heading, *beside, *table), style=f"zone-{self.level}", span=self.span)

    def _list(self, entries: tuple[Phrase, ...]) -> flow.List[Typed]:
        items = tuple(
            flow.Item(children=(paragraph(entry, "list-item", self.span),), span=place(entry, self.span))
            for entry in entries
        )
        return flow.List(items=items, span=self.span)

    def _table(self, expansion: Expansion) -> flow.Table[Typed]:
        """What nobody says of any medicine has no column."""
        fields = [field for field in DOSE if any(getattr(item, field) for item in self.medicines)]
        names = ("medicines_name", *(DOSE[field] for field in fields))
        head = tuple(_cell(words(expansion.say(name), self.span), self.span, "column") for name in names)
        body = tuple(
            flow.Row(
                cells=(
                    _cell((Strong(item.name),), item.span, "row"),
                    *(_cell(getattr(item, field) or (), item.span) for field in fields),
                ),
                span=item.span,
            )
            for item in self.medicines
        )
        rows = (flow.Row(cells=head, span=self.span),)
        return flow.Table(
            columns=(flow.Column(),) * len(names), head=rows, body=body, style="medicines", span=self.span
        )

    def agrees(self, problems: Problems, is_whole: bool) -> bool:
        """Tell of a zone that says nothing of how it is known, nor of what to do."""
        if is_whole and not self.signs and not self.do:
            problems.error("E04", self.span, "this zone says neither 'signs' nor 'do'", "write one of them")
        return True


class Zones(Listed[Zone]):
    """The zones, in order."""

    PARTS: ClassVar[Parts] = {
        "zone-go": Part("The zone of an action plan in which all is well.", kind=BOX, holds=HELD, like="callout-note"),
        "zone-careful": Part("The zone in which to be careful.", kind=BOX, holds=HELD, like="callout-warning"),
        "zone-stop": Part("The zone in which to get help.", kind=BOX, holds=HELD, like="callout-emergency"),
        "zone-title": Part("The title of a zone.", ZONES, like="callout-title", comes_first=True),
        "zone-text": Part("What stands above its signs and above what to do.", ZONES, like="callout-text"),
    }
    WORDS: ClassVar[Placeholders] = {
        "zone_go": (),
        "zone_careful": (),
        "zone_stop": (),
        "titled": ("word", "title"),
        "zone_signs": (),
        "zone_do": (),
        "zone_when": (),
    }

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "Zones | None":
        found = super().read(node, problems)
        seen: dict[str, Zone] = {}
        for zone in () if found is None else found.items:
            if zone.level in seen:
                message = f"the zone '{zone.level}' stands in line {seen[zone.level].span.line} already"
                problems.error("E07", zone.span, message, "make the two one")
            seen.setdefault(zone.level, zone)
        return found

    def expand(self, expansion: Expansion) -> tuple[flow.TypedNode, ...]:
        zones = (zone.expand(expansion) for zone in self.items)
        return tuple(zone if at == 0 else replace(zone, goes_on=True) for at, zone in enumerate(zones))


def _cell(phrase: Phrase, span: Span, header: Literal["column", "row"] | None = None) -> flow.Cell[Typed]:
    style = "medicines-heading" if header == "column" else "medicines-cell"
    children = (paragraph(phrase, style, span),) if phrase else ()
    return flow.Cell(children=children, header=header, span=place(phrase, span))
