"""What is asked of every PDF before it is given out: a fair length, no word lost, every face with its bold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from handout.assemble.running import MODEL_NAME
from handout.edition import Edition, title_place, words_of
from handout.layout.no_room import SHORT_WORD
from handout.layout.pages import Page
from handout.part import PAGE
from handout.pdf.canvas import TaggedCanvas
from handout.pdf.file.integrity import check_sound
from handout.pdf.file.structure import Box, Element, Leaf
from handout.pdf.text.faces import Face
from handout.pdf.text.lines import DoesNotFit
from handout.pdf.text.missing_letters import NO_BOLD
from handout.problems import HandoutError, InternalError, Problem, Problems, Severity, shortened
from handout.record import replace
from handout.source import Span
from handout.style.properties import Sheet
from handout.style.sheet import OURS
from handout.targets import File

LONG = 60
"""A handout of more pages is warned of."""
ACROSS = ("width", "left", "right")
"""What decides how wide a line of header and footer is."""
DRAWN = ("border_width", "padding", "label_width", "line", "space_before", "space_after", "border_sides")
"""The properties that decide how near to words something is drawn."""


class HelpTooLong(Exception):
    """The get-help boxes are too long for the first page, by so many points."""

    def __init__(self, over: float) -> None:
        self.over = over


class TextBlock(Protocol):
    """What knows where the text of a page stands."""

    def text_block(self, *, first: bool = False) -> Box: ...


def at_title(fault: HandoutError, edition: Edition, sheet: Sheet) -> Iterator[Problem]:
    """Problems of header and footer, placed at the title: where they are in their own words says nothing to authors.

    Where not even a short word has room, it is the sheet that leaves too little.
    """
    if isinstance(fault, DoesNotFit) and len(fault.text) <= SHORT_WORD:
        place = own_line(sheet, [("footer", "size"), ("running-header", "size"), *((PAGE, side) for side in ACROSS)])
        what = "the name of a reviewer" if fault.text in MODEL_NAME.split() else f"'{fault.text}'"
        message = f"in the style '{sheet.name}' header and footer have no room for {what}"
        yield Problem(
            place, Severity.ERROR, "E60", message, "make their size or the margins smaller, or the paper wider"
        )
        return
    hint = "header and footer hold the title, the clinic's name, the version and the reviewers: make that word shorter"
    place = title_place(edition)
    for problem in fault.problems:
        if problem.code == "E60":
            yield replace(problem, span=place, message=f"in the style '{sheet.name}' {problem.message}", hint=hint)
        else:
            yield replace(problem, span=place)


def is_reported(fault: HandoutError, problems: Problems) -> bool:
    """Whether a word of header or footer that does not fit is reported where it was typed."""
    return isinstance(fault, DoesNotFit) and any(fault.shown in problem.message for problem in problems)


def own_line(sheet: Sheet, decided: Iterable[tuple[str, str]]) -> Span:
    """The first line that decided one of these (style, property), a clinic's own before ours."""
    lines = [line for style, name in decided if (line := sheet.decided_by(style, name)) is not None]
    own = [line for line in lines if not line.file.startswith(OURS)]
    return next(iter((*own, *lines)), Span(f"styles/{sheet.name}.yaml", 1, 1))


def has_fair_length(count: int, place: Span, sheet: Sheet, most: int, problems: Problems) -> bool:
    """Whether so many pages are no more than a handout may have; a long one is warned of."""
    if count > most:
        hint = "divide the handout, or set limits: {pages: …} in clinic.yaml"
        message = f"in the style '{sheet.name}' this handout has {count} pages; the most is {most}"
        problems.error("E61", place, message, hint)
    elif count > LONG:
        message = f"in the style '{sheet.name}' this handout has {count} pages; few people read so many"
        problems.warning("W60", place, message, "divide the handout")
    return count <= most


def refuse_overflow(pages: list[Page], height: float, editions: Sequence[Edition], problems: Problems) -> None:
    """Nothing may stand below the text block; a strip is only ever too tall when it fills a page by itself.

    It is said once of what begins at one place, however many pages it would take.
    """
    found: dict[Span, str] = {}
    for page in pages:
        bottom = max([y + strip.height for strip, y in page.strips], default=0.0)
        if bottom > height + 0.5:
            lines = [line.text.strip() for strip, _ in page.strips for line, _, _ in strip.lines]
            found.setdefault(_place_of(lines, editions), " ".join(lines)[:60])
    for place, start in found.items():
        message = f"a part is taller than a page: '{start}'"
        problems.error("E60", place, message, "make it shorter, or the type smaller")


def _place_of(lines: Iterable[str], editions: Sequence[Edition]) -> Span:
    """Where the first of these lines was typed that belongs to the body; else where the title was."""
    typed = [(place, " ".join(text.split())) for edition in editions for place, text in words_of(edition)]
    places = (place for line in lines if line for place, text in typed if " ".join(line.split()) in text)
    return next(places, title_place(editions[0]))


def room_of(furniture: TextBlock, is_first: bool) -> Box:
    """Where text may stand on a page, from the paper's lower left corner."""
    left, top, width, height = furniture.text_block(first=is_first)
    return left, top - height, left + width, top


def hold_to_account(
    canvas: TaggedCanvas, kids: list[Element | Leaf], words: Sequence[tuple[Span, str]], rooms: Sequence[Box],
    in_margin: frozenset[Leaf], sheet: Sheet, problems: Problems,
) -> None:  # fmt: skip
    """Raise `InternalError` unless every word of the edition was painted: once, in order, in its room, to be seen.

    `kids` hold the words in reading order; the rooms are those of the pages in order. What a sheet draws on words is
    its author's to mend.
    """
    findings = canvas.ledger.findings(Element("Document", kids), words, rooms, in_margin=in_margin)
    ours = [finding for finding in findings if finding.kind != "covered"]
    if ours:
        raise InternalError("; ".join(map(str, ours[:5])))
    reported: set[str] = set()
    for finding in findings:
        if finding.by not in reported:
            reported.add(finding.by)
            message = f"in the style '{sheet.name}' what '{finding.by}' draws would lie on '{shortened(finding.text)}'"
            hint = "leave more room: padding, space before and after, leading, or a thinner border"
            problems.error("E64", own_line(sheet, [(finding.by, name) for name in DRAWN]), message, hint)


def finished(canvas: TaggedCanvas, editions: Iterable[Edition], pages: int, problems: Problems) -> File | None:
    """The file of what was painted, if nothing is wrong with it; it says which of its fonts no package ships."""
    for edition in editions:
        _tell_of_bold(canvas.faces, edition, problems)
    if problems.has_errors:
        return None
    fonts = _not_shipped(canvas.faces)
    if fonts:
        canvas.say("fonts", "; ".join(fonts))
    data = canvas.finish()
    check_sound(data, pages)
    return File(data=data, pages=pages, fonts=fonts)


def _tell_of_bold(faces: Iterable[Face], edition: Edition, problems: Problems) -> None:
    """A warning for each family that has no bold, though strong words are set in it."""
    for family in sorted({face.family for face in faces if face.lacks_bold}):
        message = f"{NO_BOLD} '{family}' look like any others: it has no bold"
        hint = "put its bold file beside the regular one, or say in words what is important"
        problems.warning("W50", Span(edition.file, 1, 1), message, hint)


def _not_shipped(faces: Iterable[Face]) -> tuple[str, ...]:
    """The files of these faces that are no package's: we cannot know what their letters look like."""
    files = {(face.path.name, face.sha256) for face in faces if not face.is_shipped}
    return tuple(f"{name} sha256:{digest}" for name, digest in sorted(files))
