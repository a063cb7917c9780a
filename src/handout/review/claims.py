"""What a PDF says of itself in its metadata (XMP, ISO 16684-1)."""

from __future__ import annotations

import logging
from io import BytesIO

from handout.record import Record


class NotOurs(Exception):
    """A file that is no PDF of handout's; says why in plain words."""


class Stamp(Record):
    """What the file claims to be. Anybody can write these words: nothing here is proof."""

    slug: str
    content_file: str
    language: str
    style: str | None
    version: str | None
    digest: str
    state: str
    fonts: str | None = None
    kind: str | None = None
    sections: tuple[str, ...] = ()
    html_file: str = ""
    beside: Stamp | None = None
    """What it says of the text beside it in another language."""

    @property
    def is_for_one(self) -> bool:
        """Whether it says that it is a print for one patient, with a part that nobody reviewed."""
        return self.kind == "patient"


def read_stamp(data: bytes, namespace: str) -> Stamp:
    """The stamp of a PDF, its properties in this namespace; raises NotOurs with the reason if there is none."""
    return stamp_in(_packet(data), namespace)


def stamp_in(packet: bytes, namespace: str) -> Stamp:
    """The same from the metadata of a PDF (XMP), where somebody has read it already."""
    said = _properties(packet, namespace)
    missing = [name for name in ("slug", "content_file", "language", "digest", "state") if not said.get(name)]
    if missing:
        raise NotOurs("it is a PDF, but not one that handout made, or its metadata was taken out")
    return Stamp(
        slug=said["slug"],
        content_file=said["content_file"],
        language=said["language"],
        style=said.get("style"),
        version=said.get("version"),
        digest=said["digest"],
        state=said["state"],
        fonts=said.get("fonts"),
        kind=said.get("kind"),
        sections=tuple(said.get("sections", "").split()),
        html_file=said.get("html_file", ""),
        beside=_beside(said),
    )


def _beside(said: dict[str, str]) -> Stamp | None:
    """The stamp of the text in another language, of a file that says there is one."""
    if said.get("kind") != "bilingual":
        return None
    return Stamp(
        slug=said["slug"],
        content_file=said.get("beside_file", ""),
        language=said.get("beside_language", ""),
        style=said.get("style"),
        version=said.get("beside_version"),
        digest=said.get("beside_digest", ""),
        state=said.get("beside_state", ""),
    )


_ENCRYPTED = "it is encrypted, and handout encrypts nothing"


def _packet(data: bytes) -> bytes:
    if b"%PDF-" not in data[:1024]:
        raise NotOurs("it is empty" if not data else "it is not a PDF")
    from pypdf import PdfReader

    # The damage in a file is told by us, once, in our words.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise NotOurs(_ENCRYPTED)
        if len(reader.pages) == 0:
            raise NotOurs("it has no pages")
        metadata = reader.root_object.get("/Metadata")
        return b"" if metadata is None else bytes(metadata.get_object().get_data())
    except NotOurs:
        raise
    except Exception as fault:
        # Any file may come: what pypdf raises on a damaged one, or on one locked by means it lacks, is of many types.
        if b"/Encrypt" in data:
            raise NotOurs(_ENCRYPTED) from fault
        raise NotOurs("it is damaged or cut short: it cannot be read as a PDF") from fault


def _properties(packet: bytes, namespace: str) -> dict[str, str]:
    """The simple properties of one namespace, whether written as elements or as attributes."""
    from xml.etree import ElementTree

    if not packet or len(packet) > 1_000_000 or b"<!DOCTYPE" in packet or b"<!ENTITY" in packet:
        return {}
    try:
        root = ElementTree.fromstring(packet)
    except (ElementTree.ParseError, ValueError, LookupError):
        return {}
    mark = "{" + namespace + "}"
    said: dict[str, str] = {}
    for element in root.iter():
        said |= {name.removeprefix(mark): value for name, value in element.attrib.items() if name.startswith(mark)}
        if element.tag.startswith(mark):
            said[element.tag.removeprefix(mark)] = (element.text or "").strip()
    return said
