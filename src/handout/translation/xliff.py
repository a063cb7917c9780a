"""Write the texts of a translation as XLIFF 1.2 or 2.0, which translators' tools read, and read what came back.

A unit is a paragraph or an item. Marks, links and citations in it are placeholders (`ph`), in 1.2 with what is typed
inside them. OASIS XLIFF 1.2 (2008), XLIFF 2.0 (2014).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from handout.record import Record
from handout.translation.inline_codes import LINE_END, CodedText, InlineCode, codes, joined
from handout.translation.xml_tree import BadXml, XmlElement, read_xml

Version = Literal["1.2", "2.0"]
OLD, NEW = "urn:oasis:names:tc:xliff:document:1.2", "urn:oasis:names:tc:xliff:document:2.0"
DONE = frozenset({"translated", "signed-off", "final", "reviewed"})
"""The states of a unit whose target a person stands for (1.2, 2.3.1.4; 2.0, state)."""
READ = frozenset({"signed-off", "final"})
"""The states of a unit that somebody has read, so that a machine's words count as a person's."""
BREAK_SHOWN = "\\"
_LINE_END = re.compile(r"(?<![ \t])[ \t]*[\r\n][ \t\r\n]*")
_LAID_OUT = re.compile(r"\A[\r\n][ \t\r\n]*|[\r\n][ \t\r\n]*\Z")
_MARKERS = frozenset({"sm", "em"})
"""Where a remark begins and ends (XLIFF 2.0, 4.2.3): nothing of the text."""
_PLACEHOLDERS = frozenset({"ph", "x", "bpt", "ept", "it", "bx", "ex"})


class XliffUnit(Record):
    """One unit as it goes out. `target` is None while it is not translated; `is_stale`: its source has changed."""

    id: str
    note: str
    source: CodedText
    target: CodedText | None
    is_stale: bool = False


class Exchange(Record):
    """One handout on its way to a translator: the source's file, both languages, and the units."""

    original: str
    source_language: str
    language: str
    units: tuple[XliffUnit, ...]


class Placeholder(Record, kw_only=False):
    """A code as it came back: the number it had, and what is inside it, if anything."""

    number: str
    typed: str


class Returned(Record):
    """One unit as it came back; `target` is None where there is none, or where there is something we did not write.

    `is_done`: a person stands for it. `odd` names what we did not write. `source` is what the tool says was translated,
    without codes. `notes` are all notes on it, our own too.
    """

    id: str
    target: tuple[str | Placeholder, ...] | None
    is_done: bool
    odd: str
    source: str
    notes: tuple[str, ...]
    line: int
    column: int


class Back(Record):
    """A file that came back."""

    original: str
    language: str
    units: tuple[Returned, ...]


def written(exchange: Exchange, version: Version) -> bytes:
    """The XLIFF file."""
    lines = _old(exchange) if version == "1.2" else _new(exchange)
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', *lines, "")).encode("utf-8")


def _old(exchange: Exchange) -> Iterator[str]:
    yield f'<xliff xmlns="{OLD}" version="1.2">'
    languages = f'source-language="{exchange.source_language}" target-language="{exchange.language}"'
    yield f'  <file original={quoteattr(exchange.original)} {languages} datatype="plaintext">'
    yield "    <body>"
    for unit in exchange.units:
        yield f'      <trans-unit id={quoteattr(unit.id)} xml:space="preserve">'
        numbers = _numbers_of(unit)
        yield f"        <source>{_old_inline(unit.source, numbers)}</source>"
        if unit.target is not None:
            state = "needs-adaptation" if unit.is_stale else "translated"
            yield f'        <target state="{state}">{_old_inline(unit.target, numbers)}</target>'
        yield f"        <note>{escape(unit.note)}</note>"
        yield "      </trans-unit>"
    yield from ("    </body>", "  </file>", "</xliff>")


def _new(exchange: Exchange) -> Iterator[str]:
    languages = f'srcLang="{exchange.source_language}" trgLang="{exchange.language}"'
    yield f'<xliff xmlns="{NEW}" version="2.0" {languages}>'
    yield f'  <file id="handout" original={quoteattr(exchange.original)}>'
    for unit in exchange.units:
        numbers = _numbers_of(unit)
        yield f"    <unit id={quoteattr(unit.id)}>"
        yield f"      <notes><note>{escape(unit.note)}</note></notes>"
        if numbers:
            data = "".join(f'<data id="d{number}">{escape(_shown(typed))}</data>' for number, typed in numbers)
            yield f"      <originalData>{data}</originalData>"
        is_done = unit.target is not None and not unit.is_stale
        yield f'      <segment state="{"translated" if is_done else "initial"}">'
        yield f'        <source xml:space="preserve">{_new_inline(unit.source, numbers)}</source>'
        if unit.target is not None:
            yield f'        <target xml:space="preserve">{_new_inline(unit.target, numbers)}</target>'
        yield from ("      </segment>", "    </unit>")
    yield from ("  </file>", "</xliff>")


def _numbers_of(unit: XliffUnit) -> list[tuple[int, str]]:
    """The codes of a unit: its source's, and those that only its target has."""
    more = codes(unit.target or ()) - codes(unit.source)
    return _numbered((*unit.source, *map(InlineCode, more.elements())))


def _numbered(pieces: CodedText) -> list[tuple[int, str]]:
    """The codes, numbered from 1."""
    return list(enumerate((piece.typed for piece in pieces if isinstance(piece, InlineCode)), 1))


def _old_inline(pieces: CodedText, numbers: Sequence[tuple[int, str]]) -> str:
    def code(number: int, typed: str) -> str:
        kind = ' ctype="lb"' if typed == LINE_END else ""
        return f'<ph id="{number}"{kind}>{escape(_shown(typed))}</ph>'

    return "".join(piece if isinstance(piece, str) else code(*piece) for piece in _with_numbers(pieces, numbers))


def _new_inline(pieces: CodedText, numbers: Sequence[tuple[int, str]]) -> str:
    def code(number: int, typed: str) -> str:
        shown = quoteattr(_shown(typed))
        return f'<ph id="{number}" dataRef="d{number}" equiv={shown} disp={shown}/>'

    return "".join(piece if isinstance(piece, str) else code(*piece) for piece in _with_numbers(pieces, numbers))


def _with_numbers(pieces: CodedText, numbers: Sequence[tuple[int, str]]) -> Iterator[str | tuple[int, str]]:
    """Texts, escaped, and codes, each with the first number that is left for what it says."""
    left = list(numbers)
    for piece in pieces:
        if isinstance(piece, str):
            yield escape(piece)
        else:
            found = next(one for one in left if one[1] == piece.typed)
            left.remove(found)
            yield found


def _shown(typed: str) -> str:
    return BREAK_SHOWN if typed == LINE_END else typed


def read_back(data: bytes) -> Back:
    """What a translator's tool has written; raises BadXml."""
    root = read_xml(data)
    version = root.attributes.get("version", "")
    if root.name != "xliff" or not version.startswith(("1.2", "2.")):
        raise BadXml("this is not an XLIFF file of version 1.2 or 2.0", root.line, root.column)
    files = [*root.elements("file")]
    if len(files) != 1:
        raise BadXml(f"it holds the texts of {len(files)} files; one is taken at a time", root.line, root.column)
    is_old = version.startswith("1.2")
    language = files[0].attributes.get("target-language", "") if is_old else root.attributes.get("trgLang", "")
    units = _old_units(files[0]) if is_old else _new_units(files[0])
    return Back(original=files[0].attributes.get("original", ""), language=language, units=tuple(units))


def _old_units(parent: XmlElement) -> Iterator[Returned]:
    for element in parent.elements():
        if element.name != "trans-unit":
            yield from _old_units(element)
            continue
        target = element.first("target")
        state = "" if target is None else target.attributes.get("state", "")
        is_done = state in DONE or element.attributes.get("approved") == "yes"
        qualifier = "" if target is None else target.attributes.get("state-qualifier", "")
        if qualifier.startswith(("mt-", "leveraged-mt")):
            is_done = state in READ
        is_done = is_done and not qualifier.startswith("rejected-")
        yield _returned(element, [] if target is None else [target], is_done)


def _new_units(parent: XmlElement) -> Iterator[Returned]:
    for element in parent.elements():
        if element.name != "unit":
            yield from _new_units(element)
            continue
        segments = [*element.elements("segment")]
        is_done = all(segment.attributes.get("state", "") in DONE for segment in segments)
        parts = [part.first("target") or part.first("source") for part in element.elements("segment", "ignorable")]
        has_target = bool(segments) and all(segment.first("target") is not None for segment in segments)
        yield _returned(element, _in_order([part for part in parts if part is not None]) if has_target else [], is_done)


def _in_order(parts: list[XmlElement]) -> list[XmlElement]:
    """The pieces of a target as they are to be read: each where its `order` puts it (XLIFF 2.0, 4.3.1.18)."""
    said = {int(found): part for part in parts if re.fullmatch("[0-9]{1,6}", found := part.attributes.get("order", ""))}
    others = iter([part for part in parts if "order" not in part.attributes])
    if len(said) + sum("order" not in part.attributes for part in parts) != len(parts) or not said:
        return parts
    placed = [said.pop(place, None) or next(others, None) for place in range(1, len(parts) + 1)]
    return [part for part in (*placed, *others, *said.values()) if part is not None]


def _returned(element: XmlElement, targets: Sequence[XmlElement], is_done: bool) -> Returned:
    pieces: list[str | Placeholder] = []
    odd = next((odd for target in targets for odd in _inline(target, pieces)), "")
    # We write no line end in a source. Where there is one, the tool has laid out every element on a line of its own.
    if any("\n" in source.words for part in (element, *element.elements()) for source in part.elements("source")):
        pieces = [_LAID_OUT.sub("", piece) if isinstance(piece, str) else piece for piece in pieces]
    said = None if odd or not any(not isinstance(piece, str) or piece.strip() for piece in pieces) else tuple(pieces)
    return Returned(
        id=element.attributes.get("id", ""), target=said, is_done=is_done, odd=odd, source=_source_of(element),
        notes=tuple(_notes_of(element)), line=element.line, column=element.column,
    )  # fmt: skip


def _source_of(element: XmlElement) -> str:
    pieces: list[str | Placeholder] = []
    for part in (element, *element.elements("segment", "ignorable")):
        for source in part.elements("source"):
            if any(_inline(source, pieces)):
                return ""
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _notes_of(element: XmlElement) -> Iterator[str]:
    """The notes on a unit or on words of it, in the order of the file."""
    for kid in element.elements():
        if kid.name == "note" and kid.words.strip():
            yield " ".join(kid.words.split())
        elif kid.name in {"mrk", "sm"} and "comment" in (kid.attributes.get("type"), kid.attributes.get("mtype")):
            yield " ".join(kid.attributes.get("value", kid.attributes.get("comment", "")).split())
        if kid.name in {"notes", "segment", "target", "mrk"}:
            yield from _notes_of(kid)


def _inline(element: XmlElement, pieces: list[str | Placeholder]) -> Iterator[str]:
    """Gather what a target says; the names of what has no place in it."""
    for kid in element.kids:
        if isinstance(kid, str):
            pieces.append(kid)
        elif kid.name in _PLACEHOLDERS:
            pieces.append(Placeholder(kid.attributes.get("id", ""), kid.words or kid.attributes.get("disp", "")))
        elif kid.name == "mrk":
            yield from _inline(kid, pieces)
        elif kid.name not in _MARKERS:
            yield kid.name


def pieces_back(target: Sequence[str | Placeholder], source: CodedText) -> CodedText:
    """What came back in our pieces: a code by what is inside it, or by its number in the source where nothing is.

    A blank between two codes, which some tools lose, is there where the source has it.
    """
    apart = {
        (before, after) for before, blank, after in _in_threes(source) if isinstance(blank, str) and blank.isspace()
    }
    known = {_shown(typed): typed for _, typed in _numbered(source)}
    by_number = {str(number): typed for number, typed in _numbered(source)}
    found: list[str | InlineCode] = []
    for piece in target:
        if isinstance(piece, str):
            found += [_LINE_END.sub(" ", piece)] if piece else []
            continue
        inside = piece.typed.strip()
        typed = known.get(inside) or (by_number.get(piece.number) if not inside else None)
        code = InlineCode(typed or inside or f"number {piece.number}")
        found += [" ", code] if found and (found[-1], code) in apart else [code]
    return joined(found)


def _in_threes(pieces: CodedText) -> Iterator[tuple[str | InlineCode, str | InlineCode, str | InlineCode]]:
    return zip(pieces, pieces[1:], pieces[2:], strict=False)
