"""Word files for tests, made with python-docx, with XML of our own where it has no words for something."""

import re
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


def element(xml: str) -> Any:
    """An element; the prefixes `w`, `m` and `a` are declared."""
    name = re.match(r"<[\w:]+", xml)
    assert name is not None
    return parse_xml(f"{name[0]} {nsdecls('w', 'm', 'a')}{xml[name.end() :]}")


def append(paragraph: Any, xml: str) -> None:
    """Add an element to a paragraph."""
    paragraph._p.append(element(xml))


def field(paragraph: Any, code: str, data: str = "", result: str = "") -> None:
    """Add a field that Word fills in, with what it filled in last."""
    append(paragraph, f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>')
    append(paragraph, f"<w:r><w:instrText>{code}</w:instrText></w:r>")
    append(paragraph, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
    append(paragraph, f"<w:r><w:t>{result}</w:t></w:r>")
    append(paragraph, '<w:r><w:fldChar w:fldCharType="end"/></w:r>')


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
