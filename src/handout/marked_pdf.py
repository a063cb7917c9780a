"""Bring what a reviewer marked in a PDF home to the lines it was typed on.

The same text gives the same pages, so a mark's place on its page leads to a line. When the text has moved on, the words
under the mark are looked for in today's.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from io import BytesIO
from typing import Any, TypeAlias

from pypdf import PdfReader

from handout.bilingual import made_beside
from handout.content.project import Entry
from handout.library import Library, Opened
from handout.pdf.file.xmp import NAMESPACE
from handout.problems import Problems
from handout.record import Record, replace
from handout.review.claims import Stamp, read_stamp
from handout.source import Span
from handout.targets.pdf import make_pdf
from handout.targets.places import Place, Watch, nearest
from handout.translation.blocks import blocks_of

LARGEST = 20_000_000
LIKE = 0.6
"""The share of the words under a mark that a changed text must still have to be taken for theirs."""
MOST = 2_000
"""Marks that are read of one file."""
MOST_REPLIES = 100
"""So many replies to replies are followed to the mark that they are about."""
KINDS = {
    "/Highlight": "highlighted", "/StrikeOut": "struck out", "/Underline": "underlined", "/Squiggly": "underlined",
    "/Redact": "struck out", "/Caret": "insertion", "/Text": "note", "/FreeText": "note", "/Square": "box",
    "/Circle": "circle", "/Ink": "drawn", "/Line": "drawn", "/Polygon": "drawn", "/PolyLine": "drawn",
    "/Stamp": "stamp", "/FileAttachment": "attached file", "/Sound": "recording",
}  # fmt: skip
"""The annotations of ISO 32000-1, 12.5.6, that people make by hand, and what they are called."""
NO_REMARKS = frozenset({
    "/Link", "/Popup", "/Widget", "/Screen", "/Movie", "/3D", "/RichMedia", "/PrinterMark", "/TrapNet", "/Watermark",
    "/Projection",
})  # fmt: skip
"""Annotations in which nobody says anything; of any other kind the words are a note."""
PageBox: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the page's left and upper edges."""


class Markup(Record):
    """One mark: its page from 1, its boxes, and what was written."""

    page: int
    kind: str
    boxes: tuple[PageBox, ...]
    text: str
    by: str


class Home(Record):
    """A mark with the place it is about; none when it is not found. `is_exact`: the text is the one that was read."""

    mark: Markup
    span: Span | None
    quote: str
    is_exact: bool


def homes(library: Library, data: bytes, problems: Problems) -> tuple[Entry | None, list[Home]]:
    """Every mark of a PDF of ours, in order; NotOurs when it is none. `problems` says what keeps today's text away."""
    stamp = read_stamp(data, NAMESPACE)
    entry = library.project.entry(library.project.root / stamp.content_file, problems)
    entries = library.project.entries(Problems())
    if entry is None or entry not in entries:
        place = Span(stamp.content_file, 1, 1)
        problems.error("E11", place, "the handout that this PDF was made from is not in this project")
        return None, []
    opened = library.open(entry, problems)
    if opened is None:
        return entry, []
    texts = [*_texts(library, opened, stamp)]
    places = _same_pages(library, texts, stamp)
    found = []
    for mark, words in _marks(data, with_words=places is None):
        found.append(_by_words(mark, words, texts) if places is None else _at_place(mark, places))
    return entry, found


class _Text(Record, kw_only=False):
    """A text that a PDF says it holds, as it is today, and the digest it had then."""

    opened: Opened
    digest: str


def _texts(library: Library, opened: Opened, stamp: Stamp) -> Iterator[_Text]:
    """The text of a PDF, and the one beside it in another language, if that is still there."""
    yield _Text(opened, stamp.digest)
    if stamp.beside is not None:
        entry = library.project.entry(library.project.root / stamp.beside.content_file, Problems())
        other = None if entry is None or not entry.path.exists() else library.open(entry, Problems())
        if other is not None:
            yield _Text(other, stamp.beside.digest)


def _same_pages(library: Library, texts: Sequence[_Text], stamp: Stamp) -> tuple[Place, ...] | None:
    """The places on the pages of these very texts; None when one of today's is another."""
    sheet = library.sheet(stamp.style or library.styles[0], Problems())
    is_today = len(texts) == 1 + (stamp.beside is not None)
    is_today = is_today and all(text.opened.edition.digest == text.digest for text in texts)
    if not is_today or sheet is None or stamp.is_for_one:
        return None
    watch, own = Watch(), texts[0].opened
    if len(texts) > 1:
        made: object = made_beside(own, texts[1].opened, sheet, Problems(), watch)
    else:
        made = make_pdf(own.edition, sheet, Problems(), watch=watch)
    return None if made is None else tuple(watch.places)


def _at_place(mark: Markup, places: Sequence[Place]) -> Home:
    left, top, right, bottom = mark.boxes[0]
    is_on_words = mark.kind in {"highlighted", "struck out", "underlined"}
    across = left + 1 if is_on_words else (left + right) / 2
    span = nearest(places, mark.page, across, (top + bottom) / 2)
    words = " ".join(place.text.strip() for box in mark.boxes for place in _under(box, mark.page, places))
    return Home(mark=mark, span=span, quote=words if is_on_words else "", is_exact=True)


def _under(box: PageBox, page: int, places: Iterable[Place]) -> Iterator[Place]:
    """The stretches that a box lies on; of each the part that it covers, to whole words."""
    left, top, right, bottom = box
    for place in places:
        middle = place.baseline - place.size * 0.3
        if place.page != page or not top <= middle <= bottom or not place.width:
            continue
        start = max((left - place.x) / place.width, 0.0)
        end = min((right - place.x) / place.width, 1.0)
        if start < end:
            yield replace(place, text=_share(place.text, start, end))


def _share(text: str, start: float, end: float) -> str:
    """The words of which more than half lies between these shares of a text."""
    words, at = [], 0
    for word in text.split(" "):
        middle = (at + len(word) / 2) / max(len(text), 1)
        if start <= middle <= end:
            words.append(word)
        at += len(word) + 1
    return " ".join(words)


def _by_words(mark: Markup, words: str, texts: Sequence[_Text]) -> Home:
    """The block of today's texts that holds the words under a mark, if only one does; else the one most like them."""
    every = [
        (text.opened.edition.file, block, " ".join(block.words))
        for text in texts for block in blocks_of(text.opened.handout)
    ]  # fmt: skip
    holding = [(name, block) for name, block, said in every if words and words in said]
    if not holding and words:
        likeness = [_likeness(words, said) for _, _, said in every]
        most = max(likeness, default=0.0)
        if most >= LIKE and likeness.count(most) == 1:
            holding = [every[likeness.index(most)][:2]]
    span = replace(holding[0][1].span, file=holding[0][0]) if len(holding) == 1 else None
    return Home(mark=mark, span=span, quote=words, is_exact=False)


def _likeness(words: str, said: str) -> float:
    """How many of these words a text still has, as a share of them."""
    asked = words.casefold().split()
    return sum(word in said.casefold().split() for word in asked) / len(asked)


def _marks(data: bytes, *, with_words: bool) -> Iterator[tuple[Markup, str]]:
    """The marks of a file in reading order, each with the words under it when they are asked for."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    count = 0
    for number, page in enumerate(PdfReader(BytesIO(data)).pages, 1):
        height = float(page.mediabox.top)
        marks = []
        found = page.get("/Annots")
        references = None if found is None else found.get_object()
        for reference in references if isinstance(references, list) else ():
            count += 1
            mark = None if count > MOST else _mark(reference.get_object(), number, height)
            if mark is not None:
                marks.append(mark)
        pieces = _pieces(page, height) if with_words and marks else []
        for mark in sorted(marks, key=lambda mark: (mark.boxes[0][1], mark.boxes[0][0])):
            yield mark, _words_under(mark, pieces)


def _mark(annotation: Any, page: int, height: float) -> Markup | None:
    """One annotation as a mark; None for links, pop-ups, and the states that readers add to notes.

    Where it stands may be said in a way that no reader understands; what it says is told all the same. A reply is about
    what it replies to, wherever it is drawn itself.
    """
    kind = str(annotation.get("/Subtype")) if isinstance(annotation, Mapping) else "/Link"
    if kind in NO_REMARKS or "/StateModel" in annotation:
        return None
    is_reply = "/IRT" in annotation and str(annotation.get("/RT", "/R")) != "/Group"
    corners = _corners(_first(annotation) if is_reply else annotation)
    boxes = [(min(one[0::2]), height - max(one[1::2]), max(one[0::2]), height - min(one[1::2])) for one in corners]
    return Markup(
        page=page, kind="reply" if is_reply else KINDS.get(kind, "note"),
        boxes=tuple(sorted(boxes, key=lambda box: (round(box[1]), box[0]))), text=_said(annotation),
        by=" ".join(_words(annotation, "/T").split()),
    )  # fmt: skip


def _first(annotation: Any) -> Any:
    """The mark that a reply, or a reply to one, answers; the reply itself where that says no place."""
    found = annotation
    for _ in range(MOST_REPLIES):
        asked = found.get("/IRT")
        asked = None if asked is None else asked.get_object()
        if not isinstance(asked, Mapping) or not ("/Rect" in asked or "/QuadPoints" in asked):
            break
        found = asked
    return found


def _corners(annotation: Any) -> list[list[float]]:
    """The four corners of each place that an annotation marks, or of where it is drawn."""
    flat = _numbers(annotation.get("/QuadPoints"))
    corners = [flat[at : at + 8] for at in range(0, len(flat) - 7, 8)]
    if corners:
        return corners
    left, low, right, high = [*_numbers(annotation.get("/Rect")), 0.0, 0.0, 0.0, 0.0][:4]
    return [[left, high, right, high, left, low, right, low]]


def _said(annotation: Any) -> str:
    """What was written; some programs write it with its looks alone (rich text, 12.7.3.4)."""
    plain = _words(annotation, "/Contents")
    return plain or " ".join(unescape(re.sub("<[^>]*>", " ", _words(annotation, "/RC"))).split())


def _numbers(array: Any) -> list[float]:
    """The numbers of an array; none where something else stands in it."""
    array = None if array is None else array.get_object()
    try:
        found = [float(number) for number in array] if isinstance(array, list) else []
    except (TypeError, ValueError):
        return []
    return found if all(abs(number) < 1e6 for number in found) else []


def _words(annotation: Any, key: str) -> str:
    """A text of an annotation, whose lines may end as on any machine."""
    value = annotation.get(key)
    value = None if value is None else value.get_object()
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value) if isinstance(value, str) else ""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _pieces(page: Any, height: float) -> list[tuple[float, float, str]]:
    """The words of a page as pypdf finds them: x, baseline from the top, text."""
    found: list[tuple[float, float, str]] = []

    def note(text: str, _: Any, matrix: Any, *__: Any) -> None:
        if text.strip():
            found.append((float(matrix[4]), height - float(matrix[5]), " ".join(text.split())))

    page.extract_text(visitor_text=note)
    return found


def _words_under(mark: Markup, pieces: Iterable[tuple[float, float, str]]) -> str:
    """The pieces whose baseline lies in a box of the mark: those that begin in it, and the last that begins before it.

    Another column begins before it too.
    """
    words = []
    for left, top, right, bottom in mark.boxes:
        level = [(x, text) for x, baseline, text in pieces if top <= baseline - 3 <= bottom and x <= right]
        start = max((x for x, _ in level if x <= left + 1), default=left)
        words += [text for x, text in level if x >= start]
    return " ".join(words)
