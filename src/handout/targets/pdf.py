"""An edition and a style sheet become the bytes of a tagged, archival PDF."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import ceil
from typing import TYPE_CHECKING

from handout import flow
from handout.edition import Edition, words_of
from handout.layout.compose import galley_for
from handout.layout.first_page import BOXES, concessions, front_of
from handout.layout.furniture import Furniture
from handout.layout.galley import Galley
from handout.layout.masthead import put_masthead
from handout.layout.page_breaks import height_of
from handout.layout.pages import Page, fill_pages, fit_one_page, lower_to_foot
from handout.layout.paint import Painter
from handout.layout.stacked_tables import turned
from handout.layout.strips import Strip, TextColumn
from handout.pdf.canvas import TaggedCanvas
from handout.pdf.file.integrity import check_sound
from handout.pdf.file.structure import Element, Leaf
from handout.pdf.text.faces import Face
from handout.pdf.text.lines import MissingGlyph
from handout.pdf.text.missing_letters import Missing, missing_problems
from handout.problems import HandoutError, InternalError, Problem, Problems
from handout.record import Record, replace
from handout.source import Span
from handout.style.properties import Sheet
from handout.targets import File
from handout.text.phrase import Text, leaves

if TYPE_CHECKING:
    from handout.targets.places import Watch

MOST_PAGES = 2_000
LONG = 60
"""A handout of more pages is warned of."""
DRAWN = ("border_width", "padding", "label_width", "line", "space_before", "space_after")
"""The properties that decide how near to words something is drawn."""


class Made(Record, kw_only=False):
    """A finished PDF."""

    data: bytes
    pages: int
    fonts: tuple[str, ...] = ()
    """The font files it is set in that no package shipped: each name, and the SHA-256 of its bytes."""
    before: int = 0
    """How many of them stand before the edition's own."""


class _Laid(Record, kw_only=False):
    edition: Edition
    tree: Element
    state: Leaf
    """The review line of page 1: read first, painted in the footer."""
    galley: Galley
    pages: list[Page]
    furniture: Furniture


def make(edition: Edition, sheet: Sheet, problems: Problems, most_pages: int) -> File | None:
    """The PDF in this style (`targets.Make`)."""
    made = make_pdf(edition, sheet, problems, most_pages)
    return None if made is None else File(data=made.data, pages=made.pages, fonts=made.fonts)


def make_pdf(
    edition: Edition, sheet: Sheet, problems: Problems, most_pages: int = MOST_PAGES, watch: "Watch | None" = None,
    before: Edition | None = None,
) -> Made | None:  # fmt: skip
    """The PDF, or None when there are errors; they are then among the problems. `watch` is told where words stand.

    `before` is set on pages of its own before those of the edition, which come out as they do without it.
    """
    parts = (edition,) if before is None else (before, edition)
    laid = [part for one in parts if (part := _part(one, sheet, problems, parts.index(one))) is not None]
    if len(laid) < len(parts) or not _has_fair_length(laid, sheet, most_pages, problems):
        return None
    canvas = TaggedCanvas(
        _whole_tree(laid),
        language=edition.language,
        title=edition.title_text,
        author=edition.author,
        subject=edition.subject,
        keywords=edition.keywords,
        fields=_fields(edition, sheet),
        day=edition.published,
    )
    canvas.outline(_painted(laid, canvas, sheet))
    if watch is not None:
        own = laid[-1]
        watch.looks = canvas.looks()
        watch.paper = (sheet.page.width, sheet.page.height)
        watch.note(own.pages, chain.from_iterable(own.galley.inliner.made), own.furniture, edition.file)
    _hold_to_account(laid, canvas, sheet, problems)
    _tell_of_bold(canvas.faces, edition, problems)
    if problems.has_errors:
        return None
    fonts = _not_shipped(canvas.faces)
    if fonts:
        canvas.say("fonts", "; ".join(fonts))
    data = canvas.finish()
    check_sound(data, _count(laid))
    return Made(data=data, pages=_count(laid), fonts=fonts, before=_count(laid[:-1]))


def _part(edition: Edition, sheet: Sheet, problems: Problems, number: int) -> _Laid | None:
    """One edition on its pages."""
    place = _title_place(edition)
    name = f" {number + 1}" if number else ""
    try:
        furniture = Furniture(edition.running, sheet, edition.language, edition.direction, place, name)
    except HandoutError as fault:
        missing = fault.missing if isinstance(fault, MissingGlyph) else ()
        if not missing:
            problems.extend(_at_title(fault.problems, edition))
        known = [Missing(one.letter, place, 0) for one in missing]
        _composed(edition, sheet, _without_words(edition, sheet), problems, missing=known)
        return None
    return _lay(edition, sheet, furniture, problems)


def _whole_tree(laid: Sequence[_Laid]) -> Element:
    """The tree of a document of one part, or of several that are read one after the other."""
    if len(laid) == 1:
        return laid[0].tree
    parts: list[Element | Leaf] = [Element("Part", part.tree.kids) for part in laid]
    return Element("Document", parts, laid[-1].edition.language)


def _count(laid: Sequence[_Laid]) -> int:
    return sum(len(part.pages) for part in laid)


def _painted(laid: Sequence[_Laid], canvas: TaggedCanvas, sheet: Sheet) -> list[tuple[int, str, str]]:
    """Paint all pages; the bookmarks."""
    outline: list[tuple[int, str, str]] = []
    before = 0
    for part in laid:
        painter = Painter(canvas, sheet.page, part.furniture, _targets(part.galley), part.state, outline)
        painter.paint(part.pages, before, _count(laid))
        before += len(part.pages)
        outline = painter.outline
    return outline


def _not_shipped(faces: Iterable[Face]) -> tuple[str, ...]:
    """The files of these faces that are no package's: we cannot know what their letters look like."""
    files = {(face.path.name, face.sha256) for face in faces if not face.is_shipped}
    return tuple(f"{name} sha256:{digest}" for name, digest in sorted(files))


def _tell_of_bold(faces: Iterable[Face], edition: Edition, problems: Problems) -> None:
    """A warning for each family that has no bold, though strong words are set in it."""
    for family in sorted({face.family for face in faces if face.lacks_bold}):
        message = f"strong words in letters of '{family}' look like any others: it has no bold"
        hint = "put its bold file beside the regular one, or say in words what is important"
        problems.warning("W50", Span(edition.file, 1, 1), message, hint)


def _title_place(edition: Edition) -> Span:
    """Where the title was typed: what header and footer say has no place of its own."""
    return next((part.span for part in leaves(edition.title) if isinstance(part, Text)), Span(edition.file, 1, 1))


def _at_title(found: Iterable[Problem], edition: Edition) -> Iterator[Problem]:
    """Problems of header and footer, told at the title: where in their own words they are says nothing to an author."""
    place = _title_place(edition)
    hint = "header and footer hold the title, the clinic's name, the version and the reviewers: make that word shorter"
    for problem in found:
        yield replace(problem, span=place, hint=hint if problem.code == "E60" else problem.hint)


def _without_words(edition: Edition, sheet: Sheet) -> Furniture:
    """Furniture that says nothing, to find what else is wrong when its words cannot be set."""
    said = edition.running
    silent = replace(
        said, title="", clinic="", review_line="", later_line="", version="", disclaimer="", mark=None, flag=None
    )
    return Furniture(silent, sheet, edition.language, edition.direction, _title_place(edition))


def _has_fair_length(laid: Sequence[_Laid], sheet: Sheet, most: int, problems: Problems) -> bool:
    place, count = Span(laid[-1].edition.file, 1, 1), _count(laid)
    if count > most:
        hint = "divide the handout, or set limits: {pages: …} in clinic.yaml"
        message = f"in the style '{sheet.name}' this handout has {count} pages; the most is {most}"
        problems.error("E61", place, message, hint)
    elif count > LONG:
        message = f"in the style '{sheet.name}' this handout has {count} pages; few people read so many"
        problems.warning("W60", place, message, "divide the handout")
    return count <= most


def _hold_to_account(laid: Sequence[_Laid], canvas: TaggedCanvas, sheet: Sheet, problems: Problems) -> None:
    """Raise `InternalError` unless every word of the edition was painted: once, in order, in its room, to be seen.

    What a sheet draws on words is its author's to mend.
    """
    words: list[tuple[Span, str]] = []
    rooms = []
    for part in laid:
        place = Span(part.edition.file, 1, 1)
        words += [(place, part.furniture.state_words), (place, part.edition.running.clinic), *words_of(part.edition)]
        rooms += [_room(part.furniture, True), *[_room(part.furniture, False)] * (len(part.pages) - 1)]
    tree = Element("Document", [kid for part in laid for kid in part.tree.kids])
    findings = canvas.ledger.findings(tree, words, rooms, in_margin=frozenset(part.state for part in laid))
    ours = [finding for finding in findings if finding.kind != "covered"]
    if ours:
        raise InternalError("; ".join(map(str, ours[:5])))
    told: set[str] = set()
    for finding in findings:
        if finding.by not in told:
            told.add(finding.by)
            message = f"in the style '{sheet.name}' what '{finding.by}' draws would lie on '{_short(finding.text)}'"
            hint = "leave more room: padding, space before and after, leading, or a thinner border"
            problems.error("E64", _line_that_draws(sheet, finding.by), message, hint)


def _line_that_draws(sheet: Sheet, style: str) -> Span:
    """The line of a sheet to look at first when what a style draws has too little room: a clinic's own before ours."""
    lines = [line for name in DRAWN if (line := sheet.decided_by(style, name)) is not None]
    own = [line for line in lines if not line.file.startswith("handout/")]
    return next(iter((*own, *lines)), Span(f"styles/{sheet.name}.yaml", 1, 1))


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _room(furniture: Furniture, is_first: bool) -> tuple[float, float, float, float]:
    left, top, width, height = furniture.text_block(first=is_first)
    return left, top - height, left + width, top


class _HelpComesLate(Exception):
    """The get-help boxes are too long for the first page, by so many points."""

    def __init__(self, over: float) -> None:
        self.over = over


def _lay(edition: Edition, sheet: Sheet, furniture: Furniture, problems: Problems) -> _Laid | None:
    """Pages with everything in its place; help on the first, whatever else must give way for it."""
    over, last = 0.0, sheet
    for given, last in concessions(edition, sheet):
        try:
            return _composed(given, last, furniture, problems, front_of(given.body))
        except _HelpComesLate as late:
            over = late.over
    item = last["get-help-call-item"]
    lines = ceil(over / (item.size * item.leading))
    said = "1 line" if lines == 1 else f"{lines} lines"
    place = next(node.span for node in edition.body if isinstance(node, flow.Panel) and node.style in BOXES)
    message = f"in the style '{sheet.name}' the get-help boxes are {said} too long for page 1"
    problems.error("E62", place, message, "shorten get_help, the title or the purpose")
    return None


def _composed(
    edition: Edition, sheet: Sheet, furniture: Furniture, problems: Problems, front: int = 0,
    *, missing: Sequence[Missing] = (),
) -> _Laid | None:  # fmt: skip
    """Pages; given the count of parts that shall end on the first page, `_HelpComesLate` when they do not."""
    _, _, width, height = furniture.text_block()
    first_height = furniture.text_block(first=True)[3]
    tree = Element("Document", language=edition.language)
    state = tree.element("P").leaf()
    own = Problems()
    galley = galley_for(sheet, edition.language, edition.direction, height, own, dict(edition.divisions))
    put_masthead(galley, edition, tree, TextColumn(0.0, width))
    galley.nodes(edition.body[:front], tree, TextColumn(0.0, width))
    if front and not own.has_errors and not galley.missing and not fit_one_page(galley.strips, first_height):
        raise _HelpComesLate(height_of(galley.strips) - first_height)
    whole = len(galley.strips) if front else 0
    galley.nodes(edition.body[front:], tree, TextColumn(0.0, width))
    if galley.narrow:
        wider = replace(edition, body=turned(edition.body, galley.narrow))
        return _composed(wider, sheet, furniture, problems, front)
    own.extend(missing_problems([*missing, *galley.missing]))
    problems.extend(own)
    if problems.has_errors:
        return None
    pages = fill_pages(galley.strips, height, first_height, whole)
    lower_to_foot(pages[-1], "tear-off", height if len(pages) > 1 else first_height)
    _refuse_overflow(pages, first_height, edition, problems)
    if problems.has_errors:
        return None
    return _Laid(edition, tree, state, galley, pages, furniture)


def _refuse_overflow(pages: list[Page], height: float, edition: Edition, problems: Problems) -> None:
    """Nothing may stand below the text block; a strip is only ever too tall when it fills a page by itself."""
    for page in pages:
        bottom = max([y + strip.height for strip, y in page.strips], default=0.0)
        if bottom > height + 0.5:
            place = Span(edition.file, 1, 1)
            words = _first_words([strip for strip, _ in page.strips])
            problems.error(
                "E60", place, f"a part is taller than a page: '{words}'", "make it shorter, or the type smaller"
            )


def _first_words(strips: list[Strip]) -> str:
    return " ".join(line.text.strip() for strip in strips for line, _, _ in strip.lines)[:60]


def _targets(galley: Galley) -> set[str]:
    """The ids that some link leads to."""
    return {link.target[1:] for link in galley.inliner.links if link.target.startswith("#")}


def _fields(edition: Edition, sheet: Sheet) -> dict[str, str]:
    """What the file says of itself, so that it can be recognised wherever it is found."""
    fields = {
        "slug": edition.slug,
        "content_file": edition.file,
        "language": edition.language,
        "style": sheet.name,
        "version": edition.version or "",
        "digest": edition.digest,
        "state": edition.state,
        "kind": edition.kind,
        "sections": " ".join(edition.sections),
    }
    return {name: value for name, value in fields.items() if value}
