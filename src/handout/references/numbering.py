"""Say which volume, issue, edition or version of a work it is, and which number a report has."""

from __future__ import annotations

import re

from handout.content.reference import Reference
from handout.locales import Locale
from handout.references.writer import Writer

_EDITION = (
    r"(?i)\b(?:ed(?:ition|izione|ición|ició|ição|iz|iția|isyon|itie|n|ycja|isi|ice)?(?:\.|\b)|[ée]d(?:ition)?\b|aufl"
    r"|ausg|wyd|изд|вид|vyd|izd|kiad|uppl|utg|udg|painos|druk|ekdosi|έκδ|baskı|bas\.)|版|판|طبعة|ویرایش|چاپ|ایڈیشن"
    r"|מהדורה|संस्करण|সংস্করণ|พิมพ์ครั้งที่|bản\b"
)
"""How an edition that is typed in words says that it is one."""
_IS_NUMBERED = (
    r"(?i)(?<!\w)(?:(?:reports?|rapports?|informes?|berichte?|publications?|nos?|nr|num)(?=[\s:.\d])|№|n[.]?[º°])"
)
"""How a number of a report is typed that says itself what it is a number of."""


def of_journal(reference: Reference) -> str:
    """42(3), 42 Suppl 2, 58(12 Suppl 7), (401); of a supplement that is no number what was typed."""
    volume, issue = str(reference.volume or ""), str(reference.issue or "")
    supplement = str(reference.supplement_number or reference.supplement or "")
    if supplement and re.fullmatch(r"\w{1,4}", supplement):
        supplement = f"Suppl {supplement}"
    if supplement and issue:
        issue += f" {supplement}"
    elif supplement:
        volume = f"{volume} {supplement}".lstrip()
    return with_hyphens(f"{volume}({issue})" if issue else volume)


def with_hyphens(typed: str) -> str:
    """A range of numbers as it is typed, between them a hyphen: 1-2."""
    return re.sub(r"(?<=\w)[‐‑–—]+(?=\w)", "-", typed)


def volume_and_edition(reference: Reference, writer: Writer) -> None:
    """Vol. 2, The foot. 4th ed."""
    if reference.volume is not None:
        volume = reference.volume.text
        is_number = re.match(r"\d|[IVXLC]+(?!\w)", volume) is not None
        writer.say(writer.locale.say("reference_volume", volume=volume) if is_number else volume, reference.volume)
        if reference.volume_title is not None:
            writer.say(",", tight=True)
    writer.say(reference.volume_title)
    writer.stop()
    writer.sentence(edition(reference, writer.locale))


def edition(reference: Reference, locale: Locale) -> str:
    """ "4", "4." and "4th" are all "4th ed."; an edition in words stands as typed."""
    typed = str(reference.edition or "").strip()
    number = re.fullmatch(r"(\d+)(?:st|nd|rd|th|\.)?", typed)
    ordinals = locale.lists["ordinals"]
    if number is not None and 0 < int(number[1]) <= len(ordinals):
        return locale.say("reference_edition", edition=ordinals[int(number[1]) - 1])
    if not typed or re.search(_EDITION, typed):
        return typed
    return locale.say("reference_edition", edition=typed)


def version(reference: Reference, writer: Writer) -> None:
    """Version 4.3.1, also of "v4.3.1"; one that says itself that it is one stands as typed."""
    if reference.version is None:
        return
    typed = re.sub(r"(?i)^(?:version|ver\.?|v\.?)\s*(?=\d)", "", reference.version.text)
    word = writer.locale.say("reference_version", version="").strip().casefold()
    said = typed if typed.casefold().startswith(word) else writer.locale.say("reference_version", version=typed)
    writer.sentence(said, reference.version)


def report(reference: Reference, writer: Writer) -> None:
    """Report No.: 12; as typed where the number has words that say so."""
    if reference.number is not None:
        number = reference.number.text
        is_said = re.search(_IS_NUMBERED, number)
        said = number if is_said else writer.locale.say("reference_report", number=number)
        writer.sentence(said, reference.number)
