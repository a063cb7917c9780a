"""The tags of a PDF as the programs read them that screen readers are told by: PDFium (Chrome), pdf.js (Firefox)."""

import ctypes
import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from support.node import HERE, need

NONE = -1


@dataclass(slots=True)
class Heard:
    """An element as a reader tells of it: what it is, its other words, its language, the words in it, its kids."""

    role: str
    alt: str = ""
    language: str = ""
    words: str = ""
    kids: "list[Heard]" = field(default_factory=list)

    def walk(self) -> "Iterator[Heard]":
        yield self
        for kid in self.kids:
            yield from kid.walk()

    @property
    def text(self) -> str:
        """All words in it, in order, with one space between any two."""
        return " ".join("".join(part.words for part in self.walk()).split())


def by_pdfium(path: Path) -> list[Heard]:
    """The roots of the trees of each page."""
    document = pypdfium2.PdfDocument(path)
    found = []
    for page in document:
        words: dict[int, str] = {}
        text = page.get_textpage()
        for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            number = raw.FPDFPageObj_GetMarkedContentID(thing.raw)
            words[number] = words.get(number, "") + _string(partial(raw.FPDFTextObj_GetText, thing.raw, text.raw))
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        roots = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(raw.FPDF_StructTree_CountChildren(tree))]
        found += [_element(root, words) for root in roots]
        raw.FPDF_StructTree_Close(tree)
    return found


def _element(element: Any, words: dict[int, str]) -> Heard:
    asked = (raw.FPDF_StructElement_GetType, raw.FPDF_StructElement_GetAltText, raw.FPDF_StructElement_GetLang)
    heard = Heard(*(_string(partial(ask, element)) for ask in asked))
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        kid = raw.FPDF_StructElement_GetChildAtIndex(element, at)
        if kid:
            heard.kids.append(_element(kid, words))
            continue
        number = raw.FPDF_StructElement_GetChildMarkedContentID(element, at)
        if number != NONE:
            heard.kids.append(Heard("content", words=words.get(number, "")))
    return heard


def _string(ask: Callable[[Any, int], int]) -> str:
    """What a function of PDFium's writes into a buffer (UTF-16, with a nought at the end)."""
    size = ask(None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    ask(buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le")


def by_pdfjs(path: Path) -> list[Heard]:
    """The same by pdf.js; the test is skipped where that is not installed."""
    need("pdfjs-dist")
    done = subprocess.run(
        ["node", "tags.mjs", str(path)], cwd=HERE, capture_output=True, text=True, timeout=300, check=True
    )
    return [_node(page["tree"], page["words"]) for page in json.loads(done.stdout) if page["tree"]]


def _node(node: dict[str, Any], words: dict[str, str]) -> Heard:
    if node.get("type") == "content":
        return Heard("content", words=words.get(node["id"], ""))
    kids = [_node(kid, words) for kid in node.get("children", []) if kid.get("type", "content") == "content"]
    return Heard(node["role"], node.get("alt", ""), node.get("lang", ""), kids=kids)
