"""Read a source by the kind that its name says, make a handout of it, and hold the one against the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from handout.content.values import Language, Slug
from handout.files import CannotRead, read
from handout.incoming.marked_text import read_markdown
from handout.incoming.plain_text import read_text
from handout.incoming.read_back import words_read
from handout.incoming.sections import with_title
from handout.incoming.tree import CannotImport, Incoming
from handout.incoming.web import read_html
from handout.incoming.witness import Account, account
from handout.incoming.word import read_word
from handout.incoming.word_package import MOST_BYTES
from handout.incoming.writing import Written, written
from handout.reading.characters import GARBLED
from handout.record import Record

KINDS = (".docx", ".md", ".html", ".htm", ".txt")
WAYS = {
    ".doc": "open it in Word and save it as .docx",
    ".docm": "open it in Word and save it as .docx, without macros",
    ".odt": "open it and save it as .docx",
    ".rtf": "open it and save it as .docx",
    ".pages": "export it as .docx",
    ".pdf": "open it in Word and save it as .docx, or use the file it was made from",
    ".markdown": "rename it to .md",
    ".yaml": "it may be a handout already: put it into content/",
    ".epub": "open it in a program for e-books and save it as .docx",
    ".pub": "copy its text into a Word file and save that as .docx",
    ".pptx": "copy its text into a Word file and save that as .docx",
    **dict.fromkeys(
        (".bib", ".ris", ".nbib", ".enw", ".json"),
        "it holds references, not text: 'Add a reference' at the desk (handout serve) takes them, one by one",
    ),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".svg"), "it is a picture: put it into content/images/ and use a 'figure' block"
    ),
}
"""How what cannot be read may still be brought."""


class ImportedHandout(Record):
    """A handout made of a source, and what became of the source's words."""

    source: str
    written: Written
    incoming: Incoming
    account: Account


def make(path: Path, slug: str, language_of_clinic: str | None) -> ImportedHandout:
    """A handout of a file; raises CannotImport."""
    try:
        data = read(path, MOST_BYTES)
    except CannotRead as fault:
        large = f"it has {fault.size / 1e6:.1f} MB, and the most is {MOST_BYTES // 1_000_000} MB"
        raise CannotImport(large if fault.size >= 0 else str(fault)) from fault
    try:
        incoming = with_title(_reader(path)(data))
    except RecursionError as fault:
        raise CannotImport("its parts stand inside one another too deep") from fault
    language = _language(incoming, language_of_clinic)
    if language is not None:
        incoming.telling.look("the whole text", f"the file says that its language is {language}: see that it is")
    found = written(incoming, slug, language)
    if garbled := dict.fromkeys(re.findall(GARBLED, found.text)):
        reason = "signs were lost when the text was copied: type each again, 'handout check' says where"
        incoming.telling.look("the whole text", reason, " ".join(garbled))
    words = words_read(found.text)
    if words is None:
        raise CannotImport("it is longer than a handout may be: divide it")
    reported = [entry.words for entry in incoming.telling.found if entry.sort == "left out"]
    return ImportedHandout(
        source=path.name, written=found, incoming=incoming,
        account=account(incoming.words, words, reported),
    )  # fmt: skip


def _reader(path: Path) -> Callable[[bytes], Incoming]:
    match path.suffix.lower():
        case ".docx":
            return read_word
        case ".md":
            return lambda data: read_markdown(data, path.parent)
        case ".html" | ".htm":
            return lambda data: read_html(data, path.parent)
        case _:
            return read_text


def _language(incoming: Incoming, of_clinic: str | None) -> str | None:
    """The language to name: the source's own where it says one that is not the clinic's."""
    said = None if incoming.language is None else Language.canonical(incoming.language)
    if said is not None and of_clinic is not None and said.split("-")[0] == of_clinic.split("-")[0]:
        return None
    return said


def slug_for(path: Path) -> str:
    """A slug made of a file's name."""
    return Slug.of(PurePosixPath(path.name).stem) or "handout"
