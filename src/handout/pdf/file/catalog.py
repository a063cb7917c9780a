"""Write what stands at the root of a file: the catalog, the metadata, the output intent, the information dictionary.

The catalog says what PDF/UA-1 (ISO 14289-1, 7.1) and PDF/A-2a (ISO 19005-2, 6.2.3, 6.6, 6.7) ask of it.
"""

from __future__ import annotations

from functools import cache

from handout.pdf.file.icc import srgb
from handout.pdf.file.objects import PdfFile, deflated, text_string
from handout.pdf.file.xmp import PRODUCER, packet
from handout.record import Record


class About(Record, kw_only=False):
    """What a document says of itself. `fields` are properties of its own; `day` is an ISO date, or None for no date."""

    title: str
    language: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    fields: dict[str, str]
    day: str | None


def write_catalog(document: PdfFile, about: About, pages: int, tree: int, outline: int | None) -> tuple[int, int]:
    """The object numbers of the catalog and of the information dictionary."""
    xmp = packet(
        title=about.title, language=about.language, author=about.author, subject=about.subject,
        keywords=about.keywords, fields=about.fields, day=about.day,
    )  # fmt: skip
    # ISO 19005-2 lets metadata be deflated (ISO 19005-1 did not): three quarters of it are names that never change.
    metadata = document.add_deflated(b"/Type/Metadata/Subtype/XML", xmp)
    profile = document.add_stream(b"/N 3/Filter/FlateDecode", _profile())
    bookmarks = "" if outline is None else f"/Outlines {outline} 0 R"
    root = document.add(
        f"<</Type/Catalog/Pages {pages} 0 R/StructTreeRoot {tree} 0 R/MarkInfo<</Marked true>>"
        f"/Lang{text_string(about.language)}/Metadata {metadata} 0 R"
        f"/ViewerPreferences<</DisplayDocTitle true>>/PageLabels<</Nums[0<</S/D>>]>>{bookmarks}"
        f"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
        f"/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile} 0 R>>]>>"
    )
    return root, document.add(_information(about))


def _information(about: About) -> str:
    """The same as the metadata says, for readers that look nowhere else."""
    entries = {"Title": about.title, "Author": about.author, "Subject": about.subject}
    entries |= {"Keywords": ", ".join(about.keywords), "Creator": PRODUCER, "Producer": PRODUCER}
    if about.day is not None:
        entries["CreationDate"] = entries["ModDate"] = f"D:{about.day.replace('-', '')}000000Z"
    return f"<<{''.join([f'/{key}{text_string(text)}' for key, text in entries.items() if text])}>>"


@cache
def _profile() -> bytes:
    return deflated(srgb())
