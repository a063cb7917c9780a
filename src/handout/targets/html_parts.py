"""The parts of an edition as HTML: the same words in the same order."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import repeat
from typing import assert_never

from handout import flow
from handout.edition import Edition
from handout.record import replace
from handout.targets.cut_phrases import between
from handout.targets.dialling import with_links
from handout.targets.html_icons import icon_svg, people_svg
from handout.targets.isolates import Hold, MarkedLink, direction_of, held, with_marks
from handout.targets.line_ends import bare_words, joined, parted, whole, whole_words
from handout.text.direction import Direction, has_right_to_left
from handout.text.phrase import (
    Break,
    Cite,
    Emphasis,
    Foreign,
    Link,
    Printed,
    PrintedPhrase,
    Strong,
    Text,
    one_line,
    plain,
)

MEDIA_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
LIST_CLASSES = {
    "bullet": "bullets",
    "decimal": "numbers",
    "steps": "steps",
    "checkbox": "checklist",
    "check": "signs",
    "cross": "signs",
    "reference": "references",
    "none": "plain",
}
NARROW = 2
"""So many columns fit on a phone."""


class Upright(Emphasis[Printed]):
    """Emphasis of which some letters have no italics: whatever it is cut into is bold, as all of it is on paper."""


class HtmlParts:
    """Writes the parts of one edition; headings keep their levels, ids are the edition's own, after a prefix."""

    def __init__(self, edition: Edition, prefix: str = "") -> None:
        self._prefix = prefix
        self._direction = edition.direction
        self._numbers = edition.numbers
        self._divisions = dict(edition.divisions)
        self._language = edition.language
        self._tables = 0

    def nodes(self, nodes: Iterable[flow.Node]) -> Iterator[str]:
        for node in nodes:
            yield from self.node(node)

    def node(self, node: flow.Node) -> Iterator[str]:
        match node:
            case flow.Text():
                yield self._text(node)
            case flow.Section():
                yield "<section>"
                if node.heading is not None:
                    yield self._text(node.heading)
                yield from self.nodes(node.children)
                yield "</section>"
            case flow.List():
                yield from self._list(node)
            case flow.Table():
                yield from self._table(node)
            case flow.Figure():
                yield from self._figure(node)
            case flow.Panel():
                yield from self._panel(node)
            case flow.Blank():
                words, lines = self.phrase(node.label.phrase), "<span></span>" * node.lines
                inside = f"{lines} {words}" if node.is_below else f"{words} {lines}"
                yield f'<p class="blank {escape(node.label.style)}">{inside}</p>'
            case flow.Field():
                yield self._field(node)
            case flow.Beside():
                yield from self._beside(node)
            case flow.Break():
                yield '<div class="break"></div>'
            case _:
                assert_never(node)

    def _panel(self, panel: flow.Panel) -> Iterator[str]:
        if panel.aside is None:
            yield f'<div class="box {escape(panel.style)}">'
            yield from self.nodes(panel.children)
        else:
            yield f'<div class="box aside {escape(panel.style)}">'
            yield from ("<div>", *self.nodes(panel.children), "</div>")
            yield from self._figure(panel.aside)
        yield "</div>"

    def _text(self, text: flow.Text) -> str:
        tag = text.role.lower() if text.role.startswith("H") else "p"
        attributes = f' class="{escape(text.style)}"' + self._id(text.id) + _language(text.language, text.phrase)
        icon = _icon(text)
        return f"<{tag}{attributes}>{icon}{self.phrase(text.phrase, text.language)}</{tag}>"

    def _field(self, field: flow.Field) -> str:
        """A place to fill in on paper: on a screen its outline, named for who cannot see it."""
        title = "" if field.title is None else self._text(field.title)
        return (
            f'<div class="field field-{field.kind}"{_named(field.name)}></div>'
            if not title
            else (f'<div class="field field-{field.kind}">{title}</div>')
        )

    def _beside(self, beside: flow.Beside) -> Iterator[str]:
        """Sides that go below one another where a screen is narrow."""
        rows = beside.rows
        if beside.read == "columns":
            rows = (tuple(tuple(node for row in rows for node in row[at]) for at in range(len(beside.shares))),)
        for row in rows:
            yield '<div class="beside">'
            for side, share in zip(row, beside.shares, strict=False):
                grow = share / min(beside.shares)
                yield f'<div style="flex:{grow:.3g} 1 {beside.least * min(grow, 1.5):.3g}em">'
                yield from self.nodes(side)
                yield "</div>"
            yield "</div>"

    def _list(self, listing: flow.List) -> Iterator[str]:
        if listing.marker == "term":
            yield '<dl class="terms">'
            for item in listing.items:
                yield f"<dt{self._id(item.id)}>{self.phrase(item.label or ())}</dt>"
                yield "<dd>"
                yield from self.nodes(item.children)
                yield "</dd>"
            yield "</dl>"
            return
        tag = "ol" if listing.marker in {"decimal", "steps", "reference"} else "ul"
        yield f'<{tag} class="{LIST_CLASSES[listing.marker]}">'
        for item in listing.items:
            yield f"<li{self._id(item.id)}>"
            if listing.marker in {"check", "cross"}:
                yield f'<span class="label">{icon_svg(listing.marker, item.heard)}</span>'
            if item.label is not None:
                yield f'<span class="label">{self.phrase(item.label)}</span> '
            yield from self.nodes(item.children)
            yield "</li>"
        yield f"</{tag}>"

    def _table(self, table: flow.Table) -> Iterator[str]:
        # A wide table scrolls by itself on a narrow screen, by keyboard too (WCAG 2.1, 2.1.1); its caption names it.
        # No landmark, as a section with a name would be: two tables may have the same caption.
        named, caption = "", ""
        if table.caption is not None:
            self._tables += 1
            caption_id = f"{self._prefix}table--{self._tables}"
            named = f' role="group" aria-labelledby="{caption_id}"'
            attributes = f'id="{caption_id}" class="{escape(table.caption.style)}"'
            caption = f"<caption {attributes}>{self.phrase(table.caption.phrase)}</caption>"
        labels = _labels(table)
        name, stacked = escape(table.style), " stacked" if labels else ""
        role = _roles(labels)
        yield f'<div class="scroll" tabindex="0"{named}><table class="{name}{stacked}"{role["table"]}>{caption}'
        for tag, rows in (("thead", table.head), ("tbody", table.body)):
            if rows:
                yield f"<{tag}{role['rowgroup']}>"
                for row in rows:
                    cells = "".join(
                        self._cell(cell, column, label, role)
                        for cell, column, label in zip(row.cells, table.columns, labels or repeat(""), strict=False)
                    )
                    yield f"<tr{role['row']}>{cells}</tr>"
                yield f"</{tag}>"
        yield "</table></div>"

    def _cell(self, cell: flow.Cell, column: flow.Column, label: str, role: Mapping[str, str]) -> str:
        """A cell; its `label` stands before it where a narrow screen has no room for the heads of columns."""
        tag, scope = ("td", "") if cell.header is None else ("th", f' scope="{_SCOPES[cell.header]}"')
        align = "" if column.align == "start" else f' class="{column.align}"'
        only = cell.children[0] if len(cell.children) == 1 else None
        inner = (
            _icon(only) + self.phrase(only.phrase)
            if isinstance(only, flow.Text)
            else "".join(self.nodes(cell.children))
        )
        said = f' data-label="{escape(self._label(label))}"' if label and cell.header is None else ""
        kind = role[_CELL_ROLES[cell.header]]
        return f"<{tag}{scope}{kind}{align}{said}>{inner}</{tag}>"

    def _label(self, words: str) -> str:
        """Words where no element can stand: what an element does for others is done by signs that are not seen."""
        if self._divisions:
            from handout.layout.divisions import divided_text, words_for

            words = divided_text(words, words_for(self._language, self._divisions))
        return with_marks(words, self._direction)

    def _figure(self, figure: flow.Figure) -> Iterator[str]:
        yield f'<figure class="{_kind(figure.picture)}">'
        yield _picture(figure)
        notes = [part for part in (figure.caption, figure.credit) if part is not None]
        if notes:
            yield "<figcaption>" + "".join(map(self._text, notes)) + "</figcaption>"
        yield "</figure>"

    def phrase(self, phrase: PrintedPhrase, language: str | None = None) -> str:
        """A paragraph's words; in text that runs both ways, what must stand left to right is kept together.

        `language` is theirs if it is not the page's: then they run the way of their first letter.
        """
        runs_both_ways = self._direction == "rtl" or has_right_to_left(plain(phrase))
        both_ways = (direction_of(phrase) if language else self._direction) if runs_both_ways else None
        return self._in_language(with_links(joined(phrase), self._numbers), both_ways, language or self._language)

    def _in_language(self, phrase: PrintedPhrase, both_ways: Direction | None, language: str) -> str:
        """Words of one language; where all run from left to right, long words may be cut where the clinic says."""
        said = self._inside(phrase, both_ways)
        if not self._divisions or both_ways:
            return said
        from handout.layout.divisions import words_for
        from handout.targets.long_words import with_divisions

        return with_divisions(said, words_for(language, self._divisions))

    def _inside(self, phrase: PrintedPhrase, both_ways: Direction | None) -> str:
        """`both_ways` is the direction of a paragraph that runs both ways, and None of any other."""
        if both_ways is None:
            return self._parts(phrase, None)
        return "".join(self._held(*stretch, both_ways) for stretch in held(_with_upright(phrase), both_ways))

    def _held(self, phrase: PrintedPhrase, hold: Hold, is_marked: bool, both_ways: Direction) -> str:
        inside = self._parts(phrase, both_ways if hold == "none" else None)
        if hold == "override":
            inside = f'<bdo dir="ltr">{inside}</bdo>'
        mark = "&lrm;" if is_marked else ""
        return inside if hold == "none" else f'{mark}<bdi dir="ltr">{inside}</bdi>'

    def _parts(
        self, phrase: PrintedPhrase, both_ways: Direction | None, written: Callable[[str], str] = whole_words
    ) -> str:
        """Parts one behind the other; no line ends in a quantity of which some is strong or stressed."""
        found: list[str] = []
        last = 0
        for start, end in parted(phrase) if written is whole_words else ():
            inside = self._parts(between(phrase, start, end), both_ways, bare_words)
            found += self._inlines(between(phrase, last, start), both_ways, written)
            found.append(whole(inside, end - start))
            last = end
        rest = between(phrase, last) if last else phrase
        return "".join((*found, *self._inlines(rest, both_ways, written)))

    def _inlines(
        self, phrase: PrintedPhrase, both_ways: Direction | None, written: Callable[[str], str]
    ) -> Iterator[str]:
        """Each part; a comma between two citations is raised as they are."""
        before: Printed | None = None
        for part in phrase:
            is_raised = isinstance(before, Cite) and isinstance(part, Text) and part.text == ","
            yield "<sup>,</sup>" if is_raised else self._inline(part, both_ways, written)
            before = part

    def _inline(self, part: Printed, both_ways: Direction | None, written: Callable[[str], str]) -> str:
        """A part; of text that runs both ways, what was not cut is looked into by itself."""
        match part:
            case Text():
                return written(part.text)
            case Strong():
                return f"<strong>{self._parts(part.children, both_ways, written)}</strong>"
            case Emphasis():
                return f"<em{_classed(part)}>{self._parts(part.children, both_ways, written)}</em>"
            case Link():
                words = self._inside(part.children, None if isinstance(part, MarkedLink) else both_ways)
                target = escape(self._inner(part.target))
                return f'<a href="{target}"{_title(part.title, plain(part.children))}>{words}</a>'
            case Cite():
                target = escape(self._inner(f"#{part.target}"))
                link = f'<a href="{target}"{_title(part.title, str(part.number))}>{part.number}</a>'
                # An order of its own: two side by side would be one number there (UAX 9, W4).
                apart = ' dir="ltr"' if both_ways else ""
                return f"<sup{self._id(part.id)}{apart}>{link}</sup>"
            case Break():
                return "<br>"
            case Foreign():
                way = direction_of(part.children) if both_ways else None
                words = self._in_language(part.children, way, part.language)
                return f"<span{_language(part.language, part.children)}>{words}</span>"
            case _:
                assert_never(part)

    def _id(self, name: str | None) -> str:
        return f' id="{escape(self._prefix + name)}"' if name else ""

    def _inner(self, target: str) -> str:
        """Where a link leads: a place on the same page goes by the prefix too."""
        return f"#{self._prefix}{target[1:]}" if target.startswith("#") else target


_SCOPES = {"column": "col", "row": "row"}
_CELL_ROLES = {"column": "columnheader", "row": "rowheader", None: "cell"}


def _labels(table: flow.Table) -> list[str]:
    """What heads each column, for a table whose rows become cards on a narrow screen; none for one that fits or that is
    written in."""
    if len(table.head) != 1 or len(table.columns) <= NARROW or table.is_written_in:
        return []
    return [" ".join(one_line(text.phrase) for text in flow.texts(cell.children)) for cell in table.head[0].cells]


def _roles(labels: Sequence[str]) -> Mapping[str, str]:
    """The roles of a table and its parts, said where it may be set as blocks: some browsers then tell no table."""
    return {name: f' role="{name}"' if labels else "" for name in ("table", "rowgroup", "row", *_CELL_ROLES.values())}


def _kind(picture: flow.Picture | flow.QrCode | flow.IconArray) -> str:
    match picture:
        case flow.Picture():
            return "picture"
        case flow.QrCode():
            return "qr"
        case flow.IconArray():
            return "people"


def _named(name: str) -> str:
    return f' role="img" aria-label="{escape(name)}"' if name else ""


def _icon(text: flow.Text) -> str:
    """An icon before the words or in a line of its own above them; that line where others in the row have an icon."""
    above = "<br>" if text.is_icon_above else ""
    return above if text.icon is None else icon_svg(text.icon) + above


def _with_upright(phrase: PrintedPhrase) -> PrintedPhrase:
    """The phrase before it is cut, with emphasis that has no italics told from other."""
    return tuple(_told(part) for part in phrase)


def _told(part: Printed) -> Printed:
    match part:
        case Emphasis() if _lacks_italics(part):
            return Upright(part.children)
        case Strong() | Emphasis():
            return replace(part, children=_with_upright(part.children))
        case _:
            return part


def _classed(part: Emphasis[Printed]) -> str:
    """Nothing, or the class of words whose script has no italics: they are bold, as on paper."""
    return ' class="upright"' if isinstance(part, Upright) or _lacks_italics(part) else ""


def _lacks_italics(part: Emphasis[Printed]) -> bool:
    text = plain(part.children)
    if text.isascii():
        return False
    from handout.pdf.text.scripts import scripts_in

    return bool(scripts_in(text))


def _title(title: str | None, words: str) -> str:
    """The name of a link, with the words that are seen: who speaks to a browser says these (WCAG 2.2, 2.5.3)."""
    if not title:
        return ""
    is_named = words in title or not any(map(str.isalnum, words))
    return f' aria-label="{escape(title if is_named else f"{title}, {words}")}"'


def _language(language: str | None, phrase: PrintedPhrase) -> str:
    return f' lang="{escape(language)}" dir="{direction_of(phrase)}"' if language else ""


def _picture(figure: flow.Figure) -> str:
    share = figure.fills or figure.width
    width = f' style="width:{share:.0%}"' if share else ""
    picture = figure.picture
    if isinstance(picture, flow.IconArray):
        return people_svg(picture, figure.alt or "")
    if isinstance(picture, flow.QrCode):
        from handout.pdf.pictures.qr import qr_svg

        return qr_svg(picture.text, figure.alt or picture.text)
    if picture.kind == "svg" and not share:
        # It has no size of its own in pixels: a browser would make it as wide as there is room.
        width = f' width="{max(1, round(picture.pixels[0]))}"'
    return f'<img src="{data_of(picture)}" alt="{escape(figure.alt or "")}"{width}>'


def data_of(picture: flow.Picture) -> str:
    """A picture as a `data:` address, so that a page needs no other file."""
    return f"data:{MEDIA_TYPES[picture.kind]};base64,{b64encode(picture.data).decode('ascii')}"
