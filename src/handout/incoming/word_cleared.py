"""Prepare a Word file for mammoth: what mammoth would lose, join or print against its author's will is settled before.

Words that were struck out, hidden or deleted go to the report; boxes of text stand after their paragraph; each
paragraph begins with a marker that says what it is and what number Word shows before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from handout.incoming.remarks import CITATION, SIDE_BY_SIDE, TURNED, UNKNOWN_SIGNS, UNSEEN_WORDS
from handout.incoming.signs import clean, is_known, is_turned, meant, of_symbol_font
from handout.incoming.tree import Telling
from handout.incoming.word_drawings import boxes_in, chosen, empty, outermost, tell_drawings, wordart
from handout.incoming.word_fields import PAGE, Fields, choice_of
from handout.incoming.word_lists import Label, Lists
from handout.incoming.word_looks import is_coloured, is_in_columns, is_unseen, not_taken, shades, with_first_letters
from handout.incoming.word_package import MC, A, M, W
from handout.incoming.word_styles import Styles, is_on, value
from handout.record import Mutable

OPEN, CLOSE, BETWEEN = "\ue000", "\ue001", "\ue002"
"""Private characters around a marker; a source's own are gone by then."""
MARKER = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")

LEAST_SHIFT = 4
"""Half points that figures are raised by at the least to be read as raised: less is a touch of the layout."""
_FIGURES = re.compile(r"[0-9+\-\u2212]+")

_GONE = {
    f"{W}del": "deleted in Word, with changes tracked",
    f"{W}moveFrom": "moved away in Word, with changes tracked",
    f"{M}oMath": "an equation: write it in words, or as a picture",
    f"{M}oMathPara": "an equation: write it in words, or as a picture",
}
_OPENED = {f"{W}{name}" for name in ("smartTag", "customXml", "bdo", "dir", "ins", "moveTo", "sdtContent", "rubyBase")}
_LINK = f"{W}hyperlink"
_OWN_MARK = f"{W}customMarkFollows"
_MATH = {f"{M}den": "/", f"{M}sup": "^", f"{M}sub": "_", f"{M}rad": "√"}
"""What stands between the words of an equation when it is told on one line."""


def words_of(element: Element) -> str:
    """All words inside an element, deleted ones too, a blank between paragraphs."""
    found: list[str] = []
    for part in element.iter():
        if part.tag in (f"{W}t", f"{W}delText", f"{M}t", f"{A}t"):
            found.append(part.text or "")
        elif part.tag in (f"{W}tab", f"{W}br", f"{W}cr", f"{W}p", f"{A}p"):
            found.append(" ")
        elif part.tag == f"{W}sym":
            found.append(sign_of(part) or "")
        elif said := wordart(part) or choice_of(part):
            found.append(f" {said} ")
        elif part.tag in _MATH:
            found.append(_MATH[part.tag])
    return clean("".join(found))[0]


def sign_of(element: Element) -> str | None:
    """The character that a `w:sym` means."""
    code = element.get(f"{W}char", "")
    if re.fullmatch("[0-9A-Fa-f]{1,6}", code) is None:
        return None
    return of_symbol_font(element.get(f"{W}font", ""), int(code, 16))


class Clearing(Mutable):
    """One pass through the parts of a file that hold its text."""

    styles: Styles
    lists: Lists
    telling: Telling
    fields: Fields
    paragraph: int = 0
    style: str = ""
    """That of the paragraph in hand."""
    in_note: str = ""
    is_link: bool = False
    """Whether the words in hand are a link, which a handout sets off itself."""
    is_shaded: bool = False
    """Whether there is a colour behind the words in hand."""
    columns: str = ""
    """Where the paragraph before stands, if tabs set its words apart."""

    @property
    def place(self) -> str:
        return self.in_note or f"paragraph {max(self.paragraph, 1)}"

    def clear(self, parent: Element) -> None:
        """Settle everything below an element, in reading order."""
        settled: list[Element] = []
        for child, paragraphs in with_first_letters([*parent]):
            self.paragraph += paragraphs - 1
            settled += self._settled(child)
        parent[:] = settled

    def _settled(self, element: Element) -> Iterator[Element]:
        tag = element.tag
        if tag in _GONE:
            self.telling.left_out(self.place, _GONE[tag], words_of(element))
            if tag == f"{M}oMath":
                yield _run_of("(write: what an equation says)")
        elif tag in _OPENED:
            yield from self._opened(element)
        elif tag == f"{MC}AlternateContent":
            way = chosen(element)
            for child in list(way) if way is not None else ():
                yield from self._settled(child)
        elif tag == f"{W}sdt":
            yield from self._control(element)
        elif tag == f"{W}fldSimple":
            yield from self._field(element)
        elif tag == f"{W}ruby":
            yield from self._annotated(element)
        elif tag in (f"{W}altChunk", f"{W}subDoc"):
            self.telling.changed(self.place, "a part that is another file is not read: import that file by itself")
        elif tag == f"{W}p":
            yield from self._paragraph(element)
        elif tag == f"{W}r":
            yield from self._run(element)
        elif tag == f"{W}tr" and is_on(element.find(f"{W}trPr/{W}hidden")):
            self.telling.left_out(self.place, "hidden", words_of(element))
        elif tag == f"{W}tr" and element.find(f"{W}trPr/{W}del") is not None:
            self.telling.left_out(self.place, "a row deleted in Word, with changes tracked", words_of(element))
        elif tag == f"{W}tc" and element.find(f"{W}tcPr/{W}cellDel") is not None:
            self.telling.left_out(self.place, "a cell deleted in Word, with changes tracked", words_of(element))
        elif tag in (f"{W}tbl", f"{W}tc"):
            self._clear_on(element)
            yield element
        elif tag == _LINK:
            self.is_link = True
            self.clear(element)
            self.is_link = False
            yield element
        else:
            self.clear(element)
            yield element

    def _clear_on(self, element: Element) -> None:
        """Settle what stands on an element that may put a colour behind it."""
        before = self.is_shaded
        self.is_shaded = before or shades(element, self.styles)
        self.clear(element)
        self.is_shaded = before

    def _opened(self, element: Element) -> Iterator[Element]:
        if element.tag in (f"{W}ins", f"{W}moveTo") and (words := _words_that_stay(element)).strip():
            self.telling.changed(self.place, "inserted in Word, with changes tracked: taken as if accepted", words)
        if element.tag == f"{W}bdo" and is_turned(words := words_of(element), value(element)):
            self.telling.changed(self.place, TURNED, words)
        for child in list(element):
            yield from self._settled(child)

    def _control(self, element: Element) -> Iterator[Element]:
        gallery = value(element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"))
        if gallery == "Table of Contents":
            self.telling.left_out(self.place, "the table of contents", words_of(element))
            return
        if value(element.find(f"{W}sdtPr/{W}tag")).startswith(("MENDELEY_CITATION", "CITAVI")):
            self.telling.look(self.place, CITATION)
        if is_on_in(element, "showingPlcHdr"):
            self.telling.look(self.place, "a field that nobody has filled in", words_of(element))
        content = element.find(f"{W}sdtContent")
        for child in list(content) if content is not None else ():
            yield from self._settled(child)

    def _field(self, element: Element) -> Iterator[Element]:
        code = element.get(f"{W}instr", "")
        self.fields.tell(code, self.place)
        if PAGE.match(code):
            self.telling.left_out(self.place, "a page number", words_of(element))
            return
        if (missing := self.fields.unseen(code, words_of(element), self.place)) is not None:
            yield _run_of(missing)
        # mammoth follows the address of a field only where it stands in runs.
        is_link = re.match(r"\s*HYPERLINK\b", code) is not None
        if is_link:
            yield _mark_of_field("begin", code)
            yield _mark_of_field("separate")
        for child in list(element):
            yield from self._settled(child)
        if is_link:
            yield _mark_of_field("end")

    def _annotated(self, element: Element) -> Iterator[Element]:
        for part in element.iter(f"{W}rt"):
            self.telling.left_out(self.place, "a reading aid above a word", words_of(part))
        base = element.find(f"{W}rubyBase")
        for child in list(base) if base is not None else ():
            yield from self._settled(child)

    def _paragraph(self, element: Element) -> Iterator[Element]:
        self.paragraph += 1
        self.fields.begin_paragraph()
        properties = element.find(f"{W}pPr")
        style = self.style = value(properties.find(f"{W}pStyle")) if properties is not None else ""
        role, level = self.styles.role(style, properties)
        if role == "contents":
            self.telling.left_out(self.place, "a line of a table of contents", words_of(element))
            return
        label = self._label(style, properties)
        boxes = [list(box) for drawing in outermost(element) for box in boxes_in(drawing)]
        for drawing in outermost(element):
            empty(drawing)
        self._tell_paragraph(element, properties)
        self._clear_on(element)
        if properties is not None:
            for name in ("numPr", "pStyle"):
                for found in properties.findall(f"{W}{name}"):
                    properties.remove(found)
        element.insert(0 if properties is None else 1, self._marker(role, level, label))
        yield element
        for box in boxes:
            self.telling.changed(self.place, "a box of text: its words stand after the paragraph it is anchored in")
            before, self.is_shaded = self.is_shaded, True
            for child in box:
                yield from self._settled(child)
            self.is_shaded = before

    def _tell_paragraph(self, element: Element, properties: Element | None) -> None:
        """Tell of what is not taken, and to be seen in the paragraph as a whole."""
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            reason = "a line end that was deleted in Word, with changes tracked, still ends its paragraph"
            self.telling.changed(self.place, reason)
        if is_in_columns(element):
            if self.columns:
                self.telling.look(self.columns, SIDE_BY_SIDE)
            self.columns = self.columns or self.place
        else:
            self.columns = ""
        if next(element.iter(f"{W}color"), None) is None:
            return
        linked = {run for link in element.iter(_LINK) for run in link.iter(f"{W}r")}
        runs = [(run, words) for run in element.iter(f"{W}r") if run not in linked and (words := words_of(run)).strip()]
        coloured = [words for run, words in runs if is_coloured(run.find(f"{W}rPr"))]
        if 0 < len(coloured) < len(runs):
            reason = "coloured words have no colour here: make them strong if it matters"
            self.telling.changed(self.place, reason, "".join(coloured))

    def _label(self, style: str, properties: Element | None) -> Label | None:
        own = None if properties is None else properties.find(f"{W}numPr")
        usual = self.styles.numbering(style)
        number = value(own.find(f"{W}numId")) if own is not None else ""
        level = value(own.find(f"{W}ilvl")) if own is not None else ""
        number = number or (usual[0] if usual else "")
        deep = int(level) if level.isascii() and level.isdigit() else (usual[1] if usual else 0)
        label = self.lists.label(number, min(deep, 8)) if number not in ("", "0") else None
        if label is not None and label.is_of_others:
            reason = "Word numbers this in letters or signs that are not known here: see that the number is right"
            self.telling.look(self.place, reason, label.text)
        return label

    def _marker(self, role: str, level: int, label: Label | None) -> Element:
        sort = "" if label is None else label.sort
        said = [self.place, role, str(level), sort, str(label.level if label else 0), label.text if label else ""]
        return _run_of(OPEN + BETWEEN.join(map(_safe, said)) + CLOSE)

    def _run(self, element: Element) -> Iterator[Element]:
        properties = element.find(f"{W}rPr")
        reason = self._why_left_out(properties)
        if reason is not None and (words := words_of(element)).strip():
            self.telling.left_out(self.place, reason, words)
            return
        if words_of(element).strip():
            for reason in not_taken(properties, is_link=self.is_link):
                self.telling.changed(self.place, reason)
            if is_unseen(properties, self.style, self.styles, is_shaded=self.is_shaded):
                self.telling.changed(self.place, UNSEEN_WORDS, words_of(element))
        self._dress(element)
        self.fields.settle(element, self.place)
        for mark in [child for child in element if has_own_mark(child)]:
            # A handout numbers its notes itself; the sign that stood for one here follows it in the run.
            for said in [child for child in element if child.tag in (f"{W}t", f"{W}sym")]:
                own = sign_of(said) if said.tag == f"{W}sym" else said.text
                self.telling.left_out(self.place, "the mark of a note, which a handout numbers", own or "")
                element.remove(said)
            mark.attrib.pop(_OWN_MARK)
        font = self.styles.font(properties, self.style)
        for child in list(element):
            self._settle_text(child, font)
        nested = [child for child in list(element) if child.tag in (f"{W}ruby", f"{MC}AlternateContent")]
        if nested:
            parts = list(element)
            element[:] = []
            for child in parts:
                for found in self._settled(child) if child in nested else (child,):
                    # The base of a ruby is runs of its own: their words join this run.
                    element.extend(list(found) if found.tag == f"{W}r" else [found])
        tell_drawings(element, self.place, self.telling)
        yield element

    def _why_left_out(self, properties: Element | None) -> str | None:
        for names, reason in ((("strike", "dstrike"), "struck out"), (("vanish",), "hidden")):
            for name in names:
                if self._looks(properties, name):
                    return reason
        return None

    def _looks(self, properties: Element | None, name: str) -> bool:
        """Whether a run looks so."""
        return is_on(self._look(properties, name))

    def _look(self, properties: Element | None, name: str) -> Element | None:
        return self.styles.of_run(properties, self.style, name)

    def _dress(self, element: Element) -> None:
        """Say in the run itself what the style of its characters says: mammoth looks at no style for it."""
        properties = element.find(f"{W}rPr")
        shift = self._shift(element, properties)
        if properties is None:
            properties = Element(f"{W}rPr")
            element.insert(0, properties)
        for found in properties.findall(f"{W}vertAlign"):
            properties.remove(found)
        SubElement(properties, f"{W}vertAlign", {f"{W}val": shift})
        style = value(properties.find(f"{W}rStyle"))
        for name in ("b", "i"):
            if properties.find(f"{W}{name}") is None and self.styles.says(style, name):
                SubElement(properties, f"{W}{name}")

    def _shift(self, element: Element, properties: Element | None) -> str:
        """Whether a run is raised or lowered: as such, or figures by so many half points (17.3.2.24, 17.3.2.42)."""
        said = value(self._look(properties, "vertAlign"))
        if said in ("superscript", "subscript"):
            return said
        points = re.fullmatch(r"(-?)(\d{1,4})", value(self._look(properties, "position")), re.ASCII)
        if points is None or int(points[2]) < LEAST_SHIFT or not _FIGURES.fullmatch(words_of(element).strip()):
            return "baseline"
        return "subscript" if points[1] else "superscript"

    def _settle_text(self, element: Element, font: str) -> None:
        if element.tag == f"{W}sym":
            sign = sign_of(element)
            if sign is None:
                name = f"{element.get(f'{W}font', '')} {element.get(f'{W}char', '')}"
                self.telling.changed(self.place, f"a sign of a symbol font that nobody can tell ({name}) is left out")
            element.tag = f"{W}t"
            element.text = sign or ""
        elif element.tag == f"{W}t":
            typed = element.text or ""
            if not is_known(typed, font):
                self.telling.changed(self.place, UNKNOWN_SIGNS, typed)
            element.text, lost = clean(meant(typed, font))
            for name in lost:
                self.telling.changed(self.place, f"a character that no handout may hold is left out: {name}")
        elif element.tag == f"{W}softHyphen":
            element.tag, element.text = f"{W}t", ""
        elif element.tag in (f"{W}ptab", f"{W}cr"):
            element.tag = f"{W}tab" if element.tag == f"{W}ptab" else f"{W}br"


def _run_of(text: str) -> Element:
    run = Element(f"{W}r")
    SubElement(run, f"{W}t").text = text
    return run


def _mark_of_field(kind: str, code: str = "") -> Element:
    """A run in which a field begins, comes to its result, or ends; behind its beginning stands its code."""
    run = Element(f"{W}r")
    SubElement(run, f"{W}fldChar", {f"{W}fldCharType": kind})
    if code:
        SubElement(run, f"{W}instrText").text = code
    return run


def _words_that_stay(inserted: Element) -> str:
    """The words of an insertion that were not deleted again."""
    deleted = {part for gone in inserted.iter() if gone.tag in (f"{W}del", f"{W}moveFrom") for part in gone.iter()}
    return "".join(part.text or "" for part in inserted.iter(f"{W}t") if part not in deleted)


def has_own_mark(child: Element) -> bool:
    """Whether a note is marked by a sign of its author's own."""
    return child.get(_OWN_MARK, "0") not in ("0", "false", "off")


def is_on_in(control: Element, name: str) -> bool:
    """Whether the properties of a control turn this on."""
    found = control.find(f"{W}sdtPr/{W}{name}")
    return found is not None and is_on(found)


def _safe(text: str) -> str:
    return "".join(char for char in clean(text)[0] if char not in (OPEN, CLOSE))
