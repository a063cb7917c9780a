"""Word files for tests, made with python-docx, with XML of our own where it has no words for something."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W = nsdecls("w")
_SYMBOLS = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'


def docx(build: Callable[[Any], None]) -> bytes:
    """The bytes of a file whose content `build` adds."""
    document = Document()
    build(document)
    whole = BytesIO()
    document.save(whole)
    return whole.getvalue()


def append(paragraph: Any, xml: str) -> None:
    """Add an element to a paragraph; the prefixes `w` and `m` are declared."""
    start = xml.index(" ") if " " in xml.split(">")[0] else xml.index(">")
    paragraph._p.append(parse_xml(f"{xml[:start]} {nsdecls('w', 'm')}{xml[start:]}"))


def numbered(document: Any, *levels: tuple[str, str], starts: int = 1) -> str:
    """A list of these levels (`decimal`, `%1.`), and the number that its paragraphs name."""
    numbering = document.part.numbering_part.element
    name = str(500 + len(numbering))
    inner = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{starts}"/>'
        f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f"{_SYMBOLS if kind == 'bullet' else ''}</w:lvl>"
        for level, (kind, text) in enumerate(levels)
    )
    abstract = parse_xml(f'<w:abstractNum {W} w:abstractNumId="{name}">{inner}</w:abstractNum>')
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {W} w:numId="{name}"><w:abstractNumId w:val="{name}"/></w:num>'))
    return name


def in_list(paragraph: Any, number: str, level: int = 0) -> None:
    """Make a paragraph an entry of a list."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))


def notes(document: Any, words: dict[int, str]) -> None:
    """Add footnotes, each with its number and its words, in this order."""
    inner = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:footnote>' for n, said in words.items()
    )
    blob = f"<w:footnotes {W}>{inner}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
