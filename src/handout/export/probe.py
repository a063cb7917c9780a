"""Look into a PDF or an HTML file as a portal's checks do: what it says it is, and what no handout may hold."""

import logging
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from handout.record import Record

FORBIDDEN = {
    "/JS": "JavaScript",
    "/JavaScript": "JavaScript",
    "/AA": "an action that runs by itself",
    "/EmbeddedFiles": "an embedded file",
    "/EF": "an embedded file",
}
FORBIDDEN_ACTIONS = {"/JavaScript": "JavaScript", "/Launch": "an action that starts a program"}
OUTSIDE = {"script", "iframe", "object", "embed", "link", "form", "base", "audio", "video"}
"""Elements that run something, fetch something or send something."""


class Looked(Record):
    """What a file says of itself, and every fault found in it, in plain words."""

    title: str | None
    language: str | None
    faults: tuple[str, ...]
    metadata: bytes = b""
    """The XMP of a PDF."""


def look_at_pdf(data: bytes) -> Looked:
    """A PDF as pypdf reads it."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            return Looked(title=None, language=None, faults=("it is encrypted",))
        root: Any = reader.root_object
        title = None if reader.metadata is None else reader.metadata.title
        language = root.get("/Lang")
        faults = dict.fromkeys([*_untagged(root), *_held(reader)])
        metadata = root.get("/Metadata")
        packet = b"" if metadata is None else bytes(metadata.get_object().get_data())
    except Exception:
        # Any file may come: what pypdf raises on a damaged one is of many types, not all its own.
        return Looked(title=None, language=None, faults=("it cannot be read as a PDF",))
    return Looked(
        title=title, language=None if language is None else str(language), faults=tuple(faults), metadata=packet
    )


def look_at_html(data: bytes) -> Looked:
    """An HTML file as Python's own parser reads it."""
    page = _Page()
    try:
        page.feed(data.decode("utf-8"))
    except UnicodeDecodeError:
        return Looked(title=None, language=None, faults=("it is not UTF-8",))
    return Looked(title=page.title, language=page.language, faults=tuple(dict.fromkeys(page.faults)))


def _untagged(root: Any) -> Iterator[str]:
    """What a screen reader needs (ISO 14289-1, 7.1)."""
    if not root.get("/MarkInfo", {}).get("/Marked") or "/StructTreeRoot" not in root:
        yield "it is not tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "its title is not shown in the window"


def _held(reader: Any) -> Iterator[str]:
    """Forbidden things, in whichever object they are. `Any`: pypdf's objects are of many types."""
    for number in range(1, int(reader.trailer["/Size"])):
        yield from _in_object(reader.get_object(number))


def _in_object(held: Any) -> Iterator[str]:
    if isinstance(held, dict):
        for key, value in held.items():
            if key in FORBIDDEN:
                yield f"it holds {FORBIDDEN[key]}"
            if key == "/S" and value in FORBIDDEN_ACTIONS:
                yield f"it holds {FORBIDDEN_ACTIONS[value]}"
            yield from _in_object(value)
    elif isinstance(held, list):
        for value in held:
            yield from _in_object(value)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.title: str | None = None
        self.language: str | None = None
        self.faults: list[str] = []
        self._is_in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.language = dict(attrs).get("lang")
        self._is_in_title = tag == "title"
        if tag in OUTSIDE:
            self.faults.append(f"it holds <{tag}>")
        for name, value in attrs:
            if name.startswith("on"):
                self.faults.append(f"it holds the script '{name}'")
            if name in {"src", "srcset", "poster", "data"} and not (value or "").startswith("data:"):
                self.faults.append(f"it fetches '{value}'")
            if name == "href" and (value or "").strip().lower().startswith("javascript:"):
                self.faults.append("it holds a link that runs a script")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._is_in_title = False

    def handle_data(self, data: str) -> None:
        if self._is_in_title:
            self.title = (self.title or "") + data
