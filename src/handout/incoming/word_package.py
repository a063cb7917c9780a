"""Open a Word file (ISO/IEC 29500-2) with care: bounded, without entities, its parts told apart by what they hold."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from xml.etree import ElementTree
from xml.parsers import expat

from handout.incoming.tree import CannotImport

MOST_BYTES = 20_000_000
MOST_ENTRIES = 2_000
MOST_UNPACKED = 60_000_000
DEEPEST = 40
"""How many tables, controls, boxes and other holders of text may stand inside one another."""
_DEEPEST_ELEMENTS = 130
"""How deep any element of XML may stand: each holder takes two or three."""
HOLDERS = frozenset({"tbl", "sdt", "txbxContent", "customXml", "smartTag", "ins", "hyperlink", "fldSimple", "group"})

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/chart": C[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": (
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/picture": b"http://schemas.openxmlformats.org/drawingml/2006/picture",
}
_DAMAGED = "it is not a Word file, or a damaged one"


class WordPackage:
    """The parts of a Word file, by name."""

    def __init__(self, data: bytes) -> None:
        if len(data) > MOST_BYTES:
            raise CannotImport(f"it has {len(data) / 1e6:.1f} MB, and the most is {MOST_BYTES // 1_000_000} MB")
        self.parts = _unpacked(data)
        self.document = self._main()

    def xml(self, name: str) -> ElementTree.Element | None:
        """A part as a tree; None when the package has no such part."""
        data = self.parts.get(name)
        return None if data is None else ElementTree.fromstring(data)

    def related(self, kind: str) -> list[str]:
        """The parts to which the document is related in this way (`footnotes`, `header`), sorted."""
        return sorted(name for said, name, _ in self._relations(self.document) if said == kind and name in self.parts)

    def _relations(self, part: str) -> list[tuple[str, str, str]]:
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels").lstrip("/"))
        return [
            (
                relation.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join(folder, relation.get("Target", ""))).lstrip("/"),
                relation.get("Id", ""),
            )
            for relation in (root.iter(_RELATION) if root is not None else ())
            if relation.get("TargetMode") != "External"
        ]

    def _main(self) -> str:
        root = self.xml("_rels/.rels")
        for relation in root.iter(_RELATION) if root is not None else ():
            name = relation.get("Target", "").lstrip("/")
            if relation.get("Type", "").endswith("/officeDocument") and name in self.parts:
                return name
        if "word/document.xml" in self.parts:
            return "word/document.xml"
        raise CannotImport(_DAMAGED)


def _unpacked(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise CannotImport(f"it holds {len(entries)} parts, and the most is {MOST_ENTRIES}")
            parts: dict[str, bytes] = {}
            left = MOST_UNPACKED
            for entry in entries:
                if entry.flag_bits & 1:
                    raise CannotImport("it is locked with a password")
                with archive.open(entry) as part:
                    content = part.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise CannotImport(f"it unpacks to more than {MOST_UNPACKED // 1_000_000} MB")
                parts[entry.filename.lstrip("/")] = content
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, RuntimeError, ValueError) as fault:
        raise CannotImport(_why_no_package(data)) from fault
    except Exception as fault:
        if type(fault).__module__ != "zlib":
            raise
        raise CannotImport(_DAMAGED) from fault
    return {name: _plain_xml(content) if _is_xml(name) else content for name, content in parts.items()}


def _why_no_package(data: bytes) -> str:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "it is of Word's older kind, or locked with a password: save it as .docx, without a password"
    return _DAMAGED


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _plain_xml(data: bytes) -> bytes:
    """XML without a DOCTYPE, not too deep, in the names of the transitional form."""
    if _STRICT in data:
        for strict, transitional in _TRANSITIONAL.items():
            data = data.replace(strict, transitional)
    depth = holders = 0

    def opened(name: str, _: object) -> None:
        nonlocal depth, holders
        depth += 1
        holders += name.rpartition("}")[2] in HOLDERS
        if depth > _DEEPEST_ELEMENTS or holders > DEEPEST:
            raise CannotImport(f"its tables, controls or boxes stand inside one another more than {DEEPEST} deep")

    def closed(name: str) -> None:
        nonlocal depth, holders
        depth -= 1
        holders -= name.rpartition("}")[2] in HOLDERS

    def refused(*_: object) -> None:
        raise CannotImport("it holds a DOCTYPE, which no Word file needs")

    reader = expat.ParserCreate(namespace_separator="}")
    reader.StartElementHandler, reader.EndElementHandler = opened, closed
    reader.StartDoctypeDeclHandler = refused
    try:
        reader.Parse(data, True)
    except expat.ExpatError as fault:
        raise CannotImport(_DAMAGED) from fault
    return data


def repacked(parts: dict[str, bytes]) -> BytesIO:
    """The parts as a package again, for a program that wants one."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    whole.seek(0)
    return whole
