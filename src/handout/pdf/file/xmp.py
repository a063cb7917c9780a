"""The metadata packet: what the file is, which standards it keeps, and what it says of itself (ISO 16684-1).

PDF/A asks that every property outside its own list be described in an extension schema (ISO 19005-2, 6.6.2.3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

NAMESPACE = "https://handout.invalid/ns/1/"
"""The properties a handout says of itself; a name, never an address."""

PRODUCER = "handout"

MEANINGS = {
    "slug": "the name of the handout",
    "content_file": "the file it was made from",
    "language": "the language it is in",
    "style": "the style sheet it was made with",
    "version": "its version",
    "digest": "the digest of its text",
    "state": "its review state when it was made",
    "kind": "what kind of file it is",
    "beside_file": "the file that stands beside it in another language",
    "beside_language": "the language of that file",
    "beside_digest": "the digest of its text",
    "beside_state": "its review state when the file was made",
    "beside_version": "its version",
    "sections": "the sections that are in it",
    "html_file": "the HTML file of the same text that went out with it",
    "signed_by": "who signed it",
    "due": "when its review is due",
    "fonts": "the font files it is set in that are not of handout's packages, with their digests",
    "made_on": "the day its review state was judged",
}

_OPENING = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" '
    'xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
    f'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" xmlns:handout="{NAMESPACE}">\n'
    "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>"
    "<dc:format>application/pdf</dc:format>"
)
_CLOSING = '\n</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'


def packet(
    *, title: str, language: str, author: str, subject: str, keywords: Sequence[str], fields: Mapping[str, str],
    day: str | None,
) -> bytes:  # fmt: skip
    """The packet, UTF-8, read-only."""
    names = tuple(sorted(fields))
    parts = [_OPENING, _alternative("dc:title", title), _listed("dc:language", "Bag", [language])]
    if author:
        parts.append(_listed("dc:creator", "Seq", [author]))
    if subject:
        parts.append(_alternative("dc:description", subject))
    if keywords:
        parts.append(_listed("dc:subject", "Bag", keywords))
        parts.append(f"<pdf:Keywords>{_escaped(', '.join(keywords))}</pdf:Keywords>")
    parts.append(f"<pdf:Producer>{PRODUCER}</pdf:Producer><xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>")
    if day:
        parts.append(
            f"<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>"
        )
    parts += [f"\n<handout:{name}>{_escaped(fields[name])}</handout:{name}>" for name in names]
    parts += [_extension(names), _CLOSING]
    return "".join(parts).encode("utf-8")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _alternative(tag: str, text: str) -> str:
    return f'<{tag}><rdf:Alt><rdf:li xml:lang="x-default">{_escaped(text)}</rdf:li></rdf:Alt></{tag}>'


def _listed(tag: str, kind: str, values: Sequence[str]) -> str:
    items = "".join(f"<rdf:li>{_escaped(value)}</rdf:li>" for value in values)
    return f"<{tag}><rdf:{kind}>{items}</rdf:{kind}></{tag}>"


@lru_cache(maxsize=64)
def _extension(names: tuple[str, ...]) -> str:
    ua = _schema(
        "PDF/UA identification", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid",
        [("part", "Integer", "internal", "the part of ISO 14289 that the file keeps")],
    )  # fmt: skip
    meant = [(name, "Text", "external", MEANINGS.get(name, name.replace("_", " "))) for name in names]
    own = _schema("Handout", NAMESPACE, "handout", meant) if names else ""
    return f"\n<pdfaExtension:schemas><rdf:Bag>{ua}{own}</rdf:Bag></pdfaExtension:schemas>"


def _schema(title: str, uri: str, prefix: str, properties: Sequence[tuple[str, str, str, str]]) -> str:
    rows = "".join(
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        f"<pdfaProperty:category>{category}</pdfaProperty:category>"
        f"<pdfaProperty:description>{meaning}</pdfaProperty:description></rdf:li>"
        for name, kind, category, meaning in properties
    )
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{title}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{uri}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{rows}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )
