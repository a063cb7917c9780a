"""What the rules of `handout check` look at: one handout, flattened into units that know their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias, assert_never

from handout import flow
from handout.content.blocks import Expansion, expand_body
from handout.content.clinic import Clinic
from handout.content.handout import Handout, Section
from handout.content.languages import language_of
from handout.content.phrases import parts_in, phrases_in
from handout.content.values import ImagePath
from handout.lint.rule_limits import RuleLimits
from handout.reading.untranslated import MARK
from handout.record import Record, field, replace
from handout.source import Span
from handout.text.phrase import Break, Citation, Phrase, Text, leaves
from handout.text.sentences import Sentence, Word, sentences, words

UnitKind: TypeAlias = Literal[
    "title", "subtitle", "audience", "purpose", "summary", "emergency", "call", "heading", "paragraph", "item", "step",
    "task", "term", "meaning", "cell", "column", "caption", "credit", "label", "funding", "conflicts",
]  # fmt: skip

_PROSE: frozenset[UnitKind] = frozenset(
    ("purpose", "summary", "emergency", "call", "paragraph", "item", "step", "task", "meaning", "cell")
)
_TITLES = frozenset(("callout-title", "checklist-title"))
_MARKED: dict[flow.Marker, UnitKind] = {"steps": "step", "checkbox": "task", "term": "meaning", "none": "paragraph"}


class TextUnit(Record, kw_only=False):
    """One block of text as a reader meets it: never joined to the next.

    `text` is as long as what it was read from, so an offset into it is a place in the author's file: see `at`.
    `cited` are the keys of the citations in it. `within` is the style of the table or box around it. `language` is the
    handout's.
    """

    kind: UnitKind
    phrase: Phrase
    text: str
    path: str
    anchors: tuple[tuple[int, Span], ...]
    cited: tuple[str, ...]
    within: str = ""
    language: str = "en"

    def at(self, offset: int) -> Span:
        """The place in the author's file of the character at this offset of `text`."""
        start, span = next(pair for pair in reversed(self.anchors) if pair[0] <= offset or pair is self.anchors[0])
        return span.shifted(max(offset - start, 0))

    @property
    def span(self) -> Span:
        return self.at(len(self.text) - len(self.text.lstrip()))

    @property
    def is_prose(self) -> bool:
        """Whether it is running text that a reader reads, not a title, a label or the small print."""
        return self.kind in _PROSE

    @property
    def is_scored(self) -> bool:
        """Whether it counts for readability: prose, but of table cells only those that hold a phrase."""
        return self.is_prose and not self.is_untranslated and (self.kind != "cell" or len(self.words) >= 5)

    @property
    def is_untranslated(self) -> bool:
        """Whether these are words of the source, which wait for a translator."""
        return MARK in self.text

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return sentences(self.text, self.language)

    @property
    def words(self) -> tuple[Word, ...]:
        return words(self.text)


class Subject(Record):
    """One handout as the rules see it: see `subject_of`.

    `body` is its sections, expanded into flow, with citations as typed and without the interface's words. `today` is
    None when the day is not known: rules that need it then say nothing. `project` holds `content/`.
    """

    handout: Handout
    clinic: Clinic | None
    language: str
    body: tuple[flow.TypedNode, ...]
    units: tuple[TextUnit, ...]
    today: date | None = None
    project: Path | None = None
    limits: RuleLimits = field(default_factory=RuleLimits)

    @property
    def span(self) -> Span:
        """Where to point for what is wrong with the handout as a whole: its title."""
        return next((unit.span for unit in self.units if unit.kind == "title"), self.handout.span)

    @property
    def prose(self) -> tuple[TextUnit, ...]:
        return tuple(unit for unit in self.units if unit.is_prose)

    @property
    def is_untranslated(self) -> bool:
        """Whether part of it waits for a translator: then nobody can say what it lacks as a whole."""
        return any(unit.is_untranslated for unit in self.units)

    @property
    def primary(self) -> str:
        """The language without its region or script: what word lists are kept by."""
        return self.language.split("-")[0].casefold()

    @property
    def region(self) -> str:
        """The region of the language in small letters, us in en-US; empty where none is said."""
        return next((part.casefold() for part in self.language.split("-")[1:] if len(part) == 2), "")

    @property
    def cited(self) -> frozenset[str]:
        """The keys that are cited anywhere, the small print too."""
        parts = (part for phrase in phrases_in(self.handout) for part in parts_in(phrase))
        return frozenset(key for part in parts if isinstance(part, Citation) for key, _ in part.keys)

    def nodes(self) -> Iterator[flow.TypedNode]:
        """Every node of the body, in reading order, parents before their children."""
        return flow.walk(self.body)


def subject_of(
    handout: Handout,
    clinic: Clinic | None,
    *,
    language: str | None = None,
    today: date | None = None,
    project: Path | None = None,
    limits: RuleLimits | None = None,
    pictures: Callable[[ImagePath], flow.Picture | None] | None = None,
) -> Subject:
    """A handout as it was read, made ready for the rules. Its language is its own, else the clinic's, else English.

    `pictures` gives checked pictures; where it is not given, or a picture is not there, only its name is known.
    """
    body = _sections(handout.sections or (), 2, pictures)
    language = language or language_of(handout, clinic) or "en"
    return Subject(
        handout=handout,
        clinic=clinic,
        language=language,
        body=body,
        units=tuple(replace(unit, language=language) for unit in _units(handout, body)),
        today=today,
        project=project,
        limits=limits or RuleLimits(),
    )


def _sections(
    sections: tuple[Section, ...],
    level: Literal[2, 3, 4],
    pictures: Callable[[ImagePath], flow.Picture | None] | None,
) -> tuple[flow.TypedNode, ...]:
    """Sections as flow: what an author wrote and no word of ours."""

    def picture(image: ImagePath) -> flow.Picture:
        return (pictures(image) if pictures is not None else None) or _named(image)

    expansion = Expansion(say=_nothing, level=level, pictures=picture)
    found: list[flow.TypedNode] = []
    for section in sections:
        heading = flow.Text(phrase=section.heading, role=_ROLES[level], style="heading", span=section.span)
        inside = _sections(section.sections or (), 3 if level == 2 else 4, pictures)
        children = (*expand_body(section.body or (), expansion), *inside)
        found.append(flow.Section(heading=heading, children=children, span=section.span))
    return tuple(found)


_ROLES: dict[int, flow.TextRole] = {2: "H2", 3: "H3", 4: "H4"}


def _nothing(key: str, /, **values: str) -> str:
    return ""


def _named(image: ImagePath) -> flow.Picture:
    return flow.Picture(data=b"", kind="png", pixels=(1, 1), name=image.path)


def unit(kind: UnitKind, phrase: Phrase, path: str) -> TextUnit | None:
    """A phrase as a unit; None when it has no words.

    A line end inside a leaf becomes a space: only a hard break ends a line for the reader.
    """
    text, anchors, cited = "", [], []
    for leaf in leaves(phrase):
        match leaf:
            case Text():
                anchors.append((len(text), leaf.span))
                text += re.sub(r"[\r\n\t]", " ", leaf.text)
            case Break():
                text += "\n"
            case Citation():
                cited += [key for key, _ in leaf.keys]
            case _:
                assert_never(leaf)
    return TextUnit(kind, phrase, text, path, tuple(anchors), tuple(cited)) if text.strip() else None


def _units(handout: Handout, body: tuple[flow.TypedNode, ...]) -> Iterator[TextUnit]:
    """The units of a handout in reading order: the head as it is printed, the body, the small print."""
    help_ = handout.get_help
    head: list[tuple[UnitKind, str, tuple[Phrase, ...]]] = [
        ("title", "title", (handout.title,)),
        ("subtitle", "subtitle", (handout.subtitle or (),)),
        ("audience", "audience", (handout.audience or (),)),
        ("purpose", "purpose", (handout.purpose or (),)),
        ("summary", "summary", handout.summary or ()),
        ("emergency", "get_help.emergency", (help_.emergency or ()) if help_ else ()),
        ("call", "get_help.call", (help_.call or ()) if help_ else ()),
    ]
    last: list[tuple[UnitKind, str, tuple[Phrase, ...]]] = [
        ("funding", "funding", (handout.funding or (),)),
        ("conflicts", "conflicts", (handout.conflicts or (),)),
    ]
    for kind, path, phrases in head:
        yield from _made(kind, path, phrases)
    yield from _of_nodes(body, "paragraph", "sections")
    for kind, path, phrases in last:
        yield from _made(kind, path, phrases)


def _made(kind: UnitKind, path: str, phrases: tuple[Phrase, ...]) -> Iterator[TextUnit]:
    for number, phrase in enumerate(phrases):
        made = unit(kind, phrase, f"{path}[{number}]" if len(phrases) > 1 else path)
        if made is not None:
            yield made


def _of_nodes(nodes: tuple[flow.TypedNode, ...], kind: UnitKind, path: str) -> Iterator[TextUnit]:
    for number, node in enumerate(nodes):
        yield from _of_node(node, kind, f"{path}[{number}]")


def _of_node(node: flow.TypedNode, kind: UnitKind, path: str) -> Iterator[TextUnit]:
    match node:
        case flow.Text():
            own: UnitKind = "caption" if node.role == "Caption" else kind if node.role == "P" else "heading"
            if node.style in _TITLES:
                own = "label"
            yield from _made(own, path, (node.phrase,))
        case flow.Section():
            if node.heading is not None:
                yield from _made("heading", f"{path}.heading", (node.heading.phrase,))
            yield from _of_nodes(node.children, kind, path)
        case flow.List():
            inner = _MARKED.get(node.marker, "item")
            for number, item in enumerate(node.items):
                if node.marker == "term" and item.label is not None:
                    yield from _made("term", f"{path}[{number}].term", (item.label,))
                yield from _of_nodes(item.children, inner, f"{path}[{number}]")
        case flow.Table():
            if node.caption is not None:
                yield from _made("caption", f"{path}.caption", (node.caption.phrase,))
            for number, row in enumerate((*node.head, *node.body)):
                for place, cell in enumerate(row.cells):
                    inner = "column" if cell.header else "cell"
                    units = _of_nodes(cell.children, inner, f"{path}.rows[{number}][{place}]")
                    yield from _within(node.style, units)
        case flow.Figure():
            for name, part in (("caption", node.caption), ("credit", node.credit)):
                if part is not None:
                    yield from _made("caption" if name == "caption" else "credit", f"{path}.{name}", (part.phrase,))
        case flow.Panel():
            yield from _within(node.style, _of_nodes(node.children, kind, path))
            if node.aside is not None:
                yield from _of_node(node.aside, kind, f"{path}.aside")
        case flow.Blank():
            yield from _made("label", path, (node.label.phrase,))
        case flow.Field():
            if node.title is not None:
                yield from _made("label", path, (node.title.phrase,))
        case flow.Beside():
            for number, side in enumerate(node.in_order()):
                yield from _of_nodes(side, kind, f"{path}.sides[{number}]")
        case flow.Break():
            pass
        case _:
            assert_never(node)


def _within(style: str, units: Iterator[TextUnit]) -> Iterator[TextUnit]:
    return (replace(unit, within=unit.within or style) for unit in units)
