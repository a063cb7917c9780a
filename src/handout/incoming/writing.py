"""Write a source as the YAML of a handout. No word is added but `(write: …)`, where the format needs one."""

from __future__ import annotations

from handout.incoming.marking import marked
from handout.incoming.scalars import entry, scalar
from handout.incoming.sections import SourceSection, arranged
from handout.incoming.tree import (
    Incoming,
    Listing,
    Paragraph,
    SourcePart,
    SourcePicture,
    SourceRuns,
    SourceTable,
    Telling,
)
from handout.incoming.witness import WRITE
from handout.record import Mutable, field

Lines = list[str]


class Written(Mutable):
    """The text of a handout, its pictures by file name, and what is left to be written."""

    text: str
    pictures: dict[str, bytes]
    missing: list[str]


def written(incoming: Incoming, slug: str, language: str | None) -> Written:
    """The handout that a source becomes. `language` is named where the clinic has none, or another one."""
    writer = _Writer(slug=slug, telling=incoming.telling)
    lines = writer.head(incoming, language)
    sections = arranged(incoming) or [SourceSection(heading=())]
    lines.append("sections:")
    for section in sections:
        lines += writer.section(section, 2, "the heading of this part")
    lines += writer.notes(incoming.notes)
    text = "\n".join(lines) + "\n"
    return Written(text=text, pictures=writer.pictures, missing=WRITE.findall(text))


class _Writer(Mutable):
    slug: str
    telling: Telling
    pictures: dict[str, bytes] = field(default_factory=dict)

    def write(self, what: str) -> str:
        """A mark where a person has to write something."""
        return f"(write: {what})"

    def words(self, pieces: SourceRuns, place: str, what: str) -> str:
        return marked(pieces, place, self.telling) if pieces else self.write(what)

    def head(self, incoming: Incoming, language: str | None) -> Lines:
        lines = entry("title: ", self.words(incoming.title, "title", "the title"), 0)
        if incoming.subtitle:
            lines += entry("subtitle: ", marked(incoming.subtitle, "subtitle", self.telling), 0)
        if language is not None:
            lines.append(f"language: {scalar(language)}")
        lines.append('version: "1.0"')
        lines += entry("purpose: ", self.write("what the reader can do after reading this"), 0)
        lines.append("get_help:")
        for key, what in (
            ("emergency", "a sign that means call for help now"),
            ("call", "a sign that means call the clinic"),
        ):
            lines += [f"  {key}:", *entry("- ", self.write(what), 4)]
        return lines

    def section(self, section: SourceSection, indent: int, what: str) -> Lines:
        blanks = " " * indent
        lines = entry("- heading: ", self.words(section.heading, "heading", what), indent)
        body = [line for part in section.body for line in self.part(part, indent + 4)]
        if body:
            lines += [f"{blanks}  body:", *body]
        elif not section.sections:
            lines += [f"{blanks}  body:", *entry("- ", self.write("what stands under this heading"), indent + 4)]
        if section.sections:
            lines.append(f"{blanks}  sections:")
            for inner in section.sections:
                lines += self.section(inner, indent + 4, what)
        return lines

    def part(self, part: SourcePart, indent: int) -> Lines:
        match part:
            case Paragraph():
                return entry("- ", marked(part.pieces, part.place, self.telling, is_block=True), indent)
            case Listing() if part.is_boxes:
                return self._checklist(part, indent)
            case Listing():
                return entry("- ", "\n".join(self._list(part)) + "\n", indent)[:-1]
            case SourceTable():
                return self._table(part, indent)
            case SourcePicture():
                return self._figure(part, indent)
        return []

    def _checklist(self, listing: Listing, indent: int) -> Lines:
        lines = [f"{' ' * indent}- checklist:"]
        for item in listing.items:
            for part in item:
                if isinstance(part, Paragraph):
                    lines += entry("- ", marked(part.pieces, part.place, self.telling), indent + 6)
        return lines

    def _list(self, listing: Listing) -> Lines:
        lines: Lines = []
        for number, item in enumerate(listing.items):
            mark = f"{listing.numbers[number]} " if listing.numbers is not None else "- "
            inner = "\n\n".join(self._inner(part) for part in item).split("\n")
            lines.append(f"{mark}{inner[0]}")
            lines += [f"{' ' * len(mark)}{line}" if line else "" for line in inner[1:]]
        return lines

    def _inner(self, part: SourcePart) -> str:
        if isinstance(part, Paragraph):
            return marked(part.pieces, part.place, self.telling, is_block=True)
        return "\n".join(self._list(part)) if isinstance(part, Listing) else ""

    def _table(self, grid: SourceTable, indent: int) -> Lines:
        blanks = " " * indent
        lines = [f"{blanks}- table:"]
        if grid.caption:
            lines += entry("caption: ", marked(grid.caption, grid.place, self.telling), indent + 6)
        lines.append(f"{blanks}      columns:")
        for number in range(len(grid.rows[0])):
            said = grid.head[number] if grid.head is not None else ()
            if grid.head is not None and not said:
                lines.append(f'{blanks}        - heading: ""')
            else:
                lines += entry("- ", self.words(said, grid.place, f"the heading of column {number + 1}"), indent + 8)
        lines.append(f"{blanks}      rows:")
        for row in grid.rows:
            for number, cell in enumerate(row):
                lead = "- - " if number == 0 else "  - "
                text = marked(cell, grid.place, self.telling) if cell else ""
                lines += _cell(lead, text, indent + 8)
        return lines

    def _figure(self, image: SourcePicture, indent: int) -> Lines:
        name = next((name for name, data in self.pictures.items() if data == image.data), None)
        if name is None:
            name = f"{self.slug}-{len(self.pictures) + 1}.{image.kind}"
            self.pictures[name] = image.data
        lines = [f"{' ' * indent}- figure:", *entry("image: ", f"images/{name}", indent + 6)]
        if image.is_decorative:
            lines.append(f"{' ' * (indent + 6)}decorative: true")
        else:
            alt = image.alt or self.write("what this picture shows")
            lines += entry("alt: ", alt, indent + 6)
        if image.caption:
            lines += entry("caption: ", marked(image.caption, image.place, self.telling), indent + 6)
        return lines

    def notes(self, notes: dict[str, str]) -> Lines:
        lines: Lines = ["references:"] if notes else []
        for key, words in notes.items():
            lines += [f"  - id: {key}", "    type: document"]
            lines += entry("title: ", words or self.write("the words of this note"), 4)
        return lines


def _cell(lead: str, text: str, indent: int) -> Lines:
    lines = entry(lead, text, indent)
    return [lines[0], *(f"  {line}" if line else "" for line in lines[1:])]
