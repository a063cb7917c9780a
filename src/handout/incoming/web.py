"""Read HTML: what a browser would show becomes parts; what it would not show goes to the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from handout.incoming.encoding import decoded
from handout.incoming.gathering import GatheredLine, Gathering
from handout.incoming.page import LINES, UNSEEN, Child, HtmlElement, every, parsed
from handout.incoming.page_lists import LEVEL, label_of_word, marks_of, settle_entries_of_word
from handout.incoming.page_looks import not_taken
from handout.incoming.page_styles import dressed, put_styles, shift_of, taken_away
from handout.incoming.pictures import image_from
from handout.incoming.remarks import SECOND_HEAD, UNKNOWN_SIGNS
from handout.incoming.signs import clean, is_known, is_symbol_font, lowered, meant, raised, shifted
from handout.incoming.tables import table_parts
from handout.incoming.tree import Incoming, Paragraph, SourcePart, SourceRun, SourceTable, Telling, trimmed
from handout.incoming.word_lists import Label
from handout.record import replace

_LEFT_OUT = {
    "del": "struck out", "s": "struck out", "strike": "struck out", "nav": "a menu of the page",
    "rt": "a reading aid above a word", "rp": "a reading aid above a word", "select": "choices of a form",
    "option": "choices of a form", "button": "a button", "textarea": "a field of a form",
}  # fmt: skip
_FIELDS = frozenset({"text", "submit", "button", "reset", "email", "tel", "number", "date", "search", "url", ""})
"""The fields of a form whose value is seen."""
_FONT = re.compile(r"(?<![\w-])font(?:-family\s*:|\s*:[^,;]{0,80}\d[^\s,;]{0,20}\s)([^,;]*)", re.IGNORECASE)
"""The first font of a style: its own property, or behind the size in `font: 12pt Symbol`. `mso-bidi-font-family` is for
other letters."""


def read_html(data: bytes, folder: Path | None) -> Incoming:
    """A page of HTML. Pictures are taken from its folder; those of the web are reported."""
    telling = Telling()
    text = decoded(data, telling, _declared(data))
    return of_page(parsed(text), folder, telling)


def of_page(root: HtmlElement, folder: Path | None, telling: Telling) -> Incoming:
    """A page that was parsed."""
    put_styles(root)
    for line, reason, words in not_taken(root):
        telling.changed(f"line {line}", reason, words)
    _settle_signs(root, "", telling)
    settle_entries_of_word(root)
    for table in every(root, "table"):
        # A browser shows the foot of a table at its end, wherever it stands.
        table.children.sort(key=lambda child: isinstance(child, HtmlElement) and child.name == "tfoot")
    incoming = Incoming(parts=[], telling=telling, words=[*_seen_words(root)])
    reader = _Reader(folder, telling, incoming)
    gathering = Gathering(telling)
    reader.flow(root.children, gathering, SourceRun())
    incoming.parts, incoming.title = gathering.parts(), gathering.title
    reader.settle_title(root)
    html = next(every(root, "html"), None)
    incoming.language = html.attributes.get("lang") if html is not None else None
    return incoming


def _settle_signs(element: HtmlElement, font: str, telling: Telling) -> None:
    """Put in place of the letters of a symbol font the signs that they show."""
    style = element.attributes.get("style", "")
    named = _FONT.search(style) if style else None
    font = element.attributes.get("face", font) if named is None else named[1].strip("\"' ")
    for number, child in enumerate(element.children):
        if isinstance(child, HtmlElement):
            _settle_signs(child, font, telling)
        elif is_symbol_font(font):
            if not is_known(child, font):
                telling.changed(f"line {element.line}", UNKNOWN_SIGNS, child)
            element.children[number] = meant(child, font)


def _declared(data: bytes) -> str | None:
    found = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]{1,40})", data[:4096], re.IGNORECASE)
    return found[1].decode("ascii") if found else None


def _seen_words(root: HtmlElement) -> Iterator[str]:
    """Every stretch of text of a page that is no code, in order."""
    waiting: list[Child] = [root]
    while waiting:
        found = waiting.pop()
        if isinstance(found, str):
            yield clean(found)[0]
        elif found.name == "input":
            yield _value(found)
        elif found.name == "q":
            waiting += ["”", *reversed(found.children), "“"]
        elif found.name not in ("script", "style", "template"):
            waiting += reversed(found.children)


def _value(field: HtmlElement) -> str:
    """What is seen in a field of a form that somebody filled in beforehand."""
    is_seen = field.attributes.get("type", "").lower() in _FIELDS
    return clean(field.attributes.get("value", ""))[0] if is_seen else ""


def words_in(element: HtmlElement) -> str:
    """The words that are seen in an element, a blank between them."""
    return " ".join(word for text in _seen_words(element) for word in text.split())


class _Reader:
    """Walks the elements of a page; what stands in a line becomes pieces, what stands by itself becomes parts."""

    def __init__(self, folder: Path | None, telling: Telling, incoming: Incoming) -> None:
        self.folder = folder
        self.telling = telling
        self.incoming = incoming
        self.line = 1

    @property
    def place(self) -> str:
        return f"line {self.line}"

    def settle_title(self, root: HtmlElement) -> None:
        """Take the page's `<title>` where no heading of the first level says it; where one does, tell it."""
        title = next(every(root, "title"), None)
        words = "" if title is None else words_in(title)
        if words and next(every(root, "h1"), None) is None and not self.incoming.title:
            self.incoming.title = (SourceRun(text=words),)
        elif words:
            self.telling.left_out(
                "title of the window", "the page's <title>, which a browser shows outside the page", words
            )

    def flow(self, children: list[Child], gathering: Gathering, look: SourceRun, depth: int = 0) -> None:
        """The parts of what stands below each other; text between is a paragraph."""
        pieces: list[SourceRun] = []
        pictures: list[SourcePart | None] = []

        def end() -> None:
            gathering.line(GatheredLine(pieces=trimmed(pieces), place=self.place))
            pieces.clear()
            _put(pictures, gathering)
            pictures.clear()

        for child in children:
            if isinstance(child, str) or not self._stands_alone(child):
                pieces += self.pieces([child], look, pictures)
                continue
            end()
            self.line = int(child.attributes.get("data-line", child.line))
            self._block(child, gathering, look, depth)
        end()

    def _stands_alone(self, element: HtmlElement) -> bool:
        if self._reason(element) is not None or element.name in UNSEEN:
            return False
        if element.name in LINES or element.name in ("ul", "ol", "table", "hr", "html", "head", "tr", "td", "th"):
            return True
        return any(isinstance(child, HtmlElement) and self._stands_alone(child) for child in element.children)

    def _block(self, element: HtmlElement, gathering: Gathering, look: SourceRun, depth: int) -> None:
        name = element.name
        if name == "title":
            return
        if name in ("ul", "ol"):
            self._list(element, gathering, look, depth)
        elif name == "table":
            for part in self._table(element, look):
                gathering.add(part)
        elif re.fullmatch("h[1-6]", name):
            pictures: list[SourcePart | None] = []
            pieces = trimmed(self.pieces(element.children, look, pictures))
            gathering.line(GatheredLine(pieces=pieces, place=self.place, role="heading", level=int(name[1])))
            _put(pictures, gathering)
        elif (label := label_of_word(element)) is not None:
            pieces = trimmed(self.pieces(element.children, dressed(element, look), pictures := []))
            gathering.line(
                GatheredLine(pieces=pieces, place=self.place, label=label.sort, depth=label.level, ordinal=label.text)
            )
            _put(pictures, gathering)
        elif name in ("figcaption", "caption"):
            self._caption(element, gathering, look)
        elif name == "figure":
            self._figure(element, gathering, look)
        elif name == "pre":
            self._as_typed(element, gathering, look)
        elif name == "dt":
            self.flow(element.children, gathering, replace(look, strong=True), depth)
        else:
            self._tell_not_taken(element)
            inner = dressed(element, look)
            self.flow(element.children, gathering, inner, depth)

    def _caption(self, element: HtmlElement, gathering: Gathering, look: SourceRun) -> None:
        pictures: list[SourcePart | None] = []
        pieces = trimmed(self.pieces(element.children, look, pictures))
        _put(pictures, gathering)
        gathering.line(GatheredLine(pieces=pieces, place=self.place, role="caption"))

    def _figure(self, element: HtmlElement, gathering: Gathering, look: SourceRun) -> None:
        """What stands in a figure belongs together: its caption is no other picture's."""
        inner = Gathering(self.telling)
        self.flow(element.children, inner, look)
        for part in inner.parts():
            gathering.add(part)

    def _as_typed(self, element: HtmlElement, gathering: Gathering, look: SourceRun) -> None:
        lines = "".join(text for text in _raw(element)).strip("\n").split("\n")
        pieces = [piece for line in lines for piece in (replace(look, text=clean(line)[0]), SourceRun(is_break=True))]
        gathering.line(GatheredLine(pieces=trimmed(pieces), place=self.place))

    def _list(self, element: HtmlElement, gathering: Gathering, look: SourceRun, depth: int) -> None:
        level = LEVEL.search(element.attributes.get("class", ""))
        depth = depth if level is None else int(level[1])
        if level is None or "start" in element.attributes.get("class", "").split():
            gathering.end_lists(depth)
        is_back = "reversed" in element.attributes
        count = sum(isinstance(child, HtmlElement) and child.name == "li" for child in element.children)
        number = _whole(element.attributes.get("start"), count if is_back else 1)
        marks = marks_of(element)
        if marks.is_unknown:
            self.telling.look(self.place, "numbers that the page draws of several parts: see that they are right")
        for child in element.children:
            if isinstance(child, str):
                if child.strip():
                    gathering.line(GatheredLine(pieces=trimmed(self.pieces([child], look, [])), place=self.place))
                continue
            if child.name != "li":
                self.flow([child], gathering, look, depth + 1)
                continue
            self.line = int(child.attributes.get("data-line", child.line))
            if self._leaves_out(child):
                continue
            number = _whole(child.attributes.get("value"), number)
            self._entry(child, gathering, look, depth, marks.label(number))
            number += -1 if is_back else 1
        if level is None:
            gathering.end_lists(depth)

    def _entry(self, item: HtmlElement, gathering: Gathering, look: SourceRun, depth: int, label: Label) -> None:
        inner = Gathering(self.telling, is_entry=True)
        self.flow(item.children, inner, look)
        parts = inner.parts()
        first, rest = (parts[0], parts[1:]) if parts and isinstance(parts[0], Paragraph) else (None, parts)
        if first is None:
            for part in parts:
                gathering.into_entry(part)
            return
        gathering.line(
            GatheredLine(pieces=first.pieces, place=first.place, label=label.sort, depth=depth, ordinal=label.text)
        )
        for part in rest:
            gathering.into_entry(part)

    def _table(self, element: HtmlElement, look: SourceRun) -> Iterator[SourcePart]:
        place = self.place
        rows: list[list[list[SourcePart]]] = []
        caption = next((c for c in element.children if isinstance(c, HtmlElement) and c.name == "caption"), None)
        is_joined = False
        is_head = False
        for row in _rows(element):
            if self._leaves_out(row):
                continue
            cells: list[list[SourcePart]] = []
            heads = []
            for cell in row.children:
                if not isinstance(cell, HtmlElement) or cell.name not in ("td", "th"):
                    continue
                is_joined |= any(cell.attributes.get(name, "1") not in ("", "1") for name in ("colspan", "rowspan"))
                inner = Gathering(self.telling)
                if not self._leaves_out(cell):
                    self.flow(cell.children, inner, look)
                cells.append(inner.parts())
                heads.append(cell.name == "th")
            if cells and not rows:
                is_head = all(heads)
            elif is_head and len(rows) == 1 and cells and all(heads):
                self.telling.changed(place, SECOND_HEAD)
            rows.append(cells)
        pieces = trimmed(self.pieces(caption.children, look, [])) if caption is not None else ()
        parts = [*table_parts(rows, is_head, "joined cells" if is_joined else None, place, self.telling)]
        if pieces and len(parts) == 1 and isinstance(parts[0], SourceTable):
            parts[0] = replace(parts[0], caption=pieces)
        elif pieces:
            yield Paragraph(pieces=pieces, place=place)
        yield from parts

    def pieces(self, children: list[Child], look: SourceRun, pictures: list[SourcePart | None]) -> Iterator[SourceRun]:
        """What stands in a line."""
        for child in children:
            if isinstance(child, str):
                text, lost = clean(child)
                for name in lost:
                    self.telling.changed(self.place, f"a character that no handout may hold is left out: {name}")
                yield replace(look, text=re.sub("[ ]+", " ", text))
                continue
            reason = self._reason(child)
            if reason is not None:
                self.telling.left_out(self.place, reason, words_in(child))
            elif child.name in UNSEEN:
                self._tell_unseen(child)
                if child.name == "math":
                    yield replace(look, text="(write: what an equation says)")
            elif child.name == "br":
                yield SourceRun(is_break=True)
            elif child.name == "img":
                self._picture(child, pictures)
            elif (shift := shift_of(child)) is not None:
                yield from self._shifted(child, shift, look, pictures)
            elif child.name == "input":
                words = _value(child) or child.attributes.get("placeholder", "")
                self.telling.left_out(self.place, "a field of a form", words)
                if child.attributes.get("type", "").lower() == "checkbox":
                    yield replace(look, text="☒ " if "checked" in child.attributes else "☐ ")
            elif child.name == "q":
                yield replace(look, text="“")
                yield from self.pieces(child.children, look, pictures)
                yield replace(look, text="”")
            elif child.name == "a" and (note := child.attributes.get("data-note")):
                yield SourceRun(note=note)
            else:
                self._tell_not_taken(child)
                if child.name in LINES:
                    yield replace(look, text=" ")
                yield from self.pieces(child.children, dressed(child, look), pictures)
                if child.name in LINES:
                    yield replace(look, text=" ")

    def _reason(self, element: HtmlElement) -> str | None:
        if element.name in _LEFT_OUT:
            return _LEFT_OUT[element.name]
        return taken_away(element)

    def _leaves_out(self, element: HtmlElement) -> bool:
        """Whether an entry, a row or a cell is hidden or struck out; its words are in the report then."""
        reason = self._reason(element)
        if reason is not None:
            self.telling.left_out(self.place, reason, words_in(element))
        return reason is not None

    def _tell_unseen(self, element: HtmlElement) -> None:
        if element.name in ("script", "style", "template"):
            return
        words = words_in(element)
        what = {"svg": "a drawing in the page", "math": "an equation: write it in words, or as a picture"}
        reason = what.get(element.name, "something a page plays or loads")
        if words:
            self.telling.left_out(self.place, reason, words)
        else:
            self.telling.changed(self.place, f"{reason} is not taken")

    def _tell_not_taken(self, element: HtmlElement) -> None:
        self.telling.left_out(self.place, "a tag that no browser knows, and none shows", element.unknown)
        if element.name in ("u", "mark"):
            looks = (
                "underlined words have no line" if element.name == "u" else "marked words have no colour behind them"
            )
            self.telling.changed(self.place, f"{looks} here: make them strong if it matters")

    def _picture(self, element: HtmlElement, pictures: list[SourcePart | None]) -> None:
        self.line = int(element.attributes.get("data-line", element.line))
        address, alt = element.attributes.get("src", ""), element.attributes.get("alt")
        pictures.append(image_from(address, alt, self.folder, self.place, self.telling))

    def _shifted(
        self, element: HtmlElement, shift: str, look: SourceRun, pictures: list[SourcePart | None]
    ) -> Iterator[SourceRun]:
        for piece in self.pieces(element.children, look, pictures):
            if piece.note or piece.is_break:
                yield piece
                continue
            text, left = shifted(piece.text, raised if shift == "superscript" else lowered)
            if left.strip():
                self.telling.changed(self.place, f"{shift} is printed on the line", left)
            yield replace(piece, text=text)


def _put(pictures: list[SourcePart | None], gathering: Gathering) -> None:
    """Pictures into their text; one that was not taken leaves its place."""
    for picture in pictures:
        if picture is None:
            gathering.miss()
        else:
            gathering.add(picture)


def _raw(element: HtmlElement) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.name == "br":
            yield "\n"
        else:
            yield from _raw(child)


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table.children:
        if isinstance(child, HtmlElement):
            if child.name == "tr":
                yield child
            elif child.name in ("thead", "tbody", "tfoot"):
                yield from _rows(child)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise
