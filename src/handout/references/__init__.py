"""Write a reference in NLM form (Citing Medicine, 2nd edition; what journals call Vancouver).

Checked against the National Library of Medicine's "Samples of Formatted References for Authors of Journal Articles".
The small words (editors, cited, Available from) come from the locale; what the author typed prints as typed, but for
what NLM changes: initials without points, pages without the digits they repeat, suffixes as ordinals.
"""

from __future__ import annotations

import re

from handout.content.reference import Names, Reference
from handout.locales import Locale
from handout.record import replace
from handout.references import numbering
from handout.references.languages import at_home, language_of_letters, language_typed
from handout.references.names import authors, in_a_role
from handout.references.writer import Writer
from handout.source import Located
from handout.text import links
from handout.text.phrase import PrintedPhrase, plain
from handout.text.title_markup import marked

ARTICLES = frozenset({"article", "article-journal", "article-magazine", "article-newspaper", "review", "review-book"})
CHAPTERS = frozenset({"chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"})
LAWS = frozenset({"bill", "legislation", "regulation", "legal_case", "treaty", "hearing"})
MEETINGS = frozenset({"paper-conference", "speech"})
NUMBERED = frozenset({"article", "dataset", "document", "manuscript", "pamphlet", "standard"})
"""What is known by its number as it is typed: ISO 9001. A report's has words before it."""
_ESCAPES = {ord(sign): f"%{ord(sign):02X}" for sign in '%"#?<>[]{}|\\^`'}
_BEFORE_NUMBER = r"(?i)^(?:https?://\S*/(?=\w+/?$)|PM(?:C?ID):)|/$"
"""What may be typed before and after a number of PubMed's: its name, or the address of its page."""
_DASHES = str.maketrans("‐‑–—", "----")
_BEFORE_DOI = r"(?i)^(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)"
LANGUAGES = {"en": "english", "es": "spanish", "fr": "french", "ar": "arabic", "ru": "russian", "vi": "vietnamese"}
"""How catalogues in English call the languages of handouts."""
_TAG = r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*"
_NUMBER_IN_NOTE = r"(?i)(?<!\w)(?:(PMC?ID)[ \t]*:[ \t]*([^\s;,]+)|(DOI)[ \t]*:[ \t]*(\S+))"


def paragraph(reference: Reference, locale: Locale) -> tuple[PrintedPhrase, str | None]:
    """The reference as one paragraph, and the language it is in where that is not the handout's.

    The handout's own words are marked as theirs there.
    """
    typed = language_typed(reference, locale)
    if typed is None and locale.direction == "ltr":
        return formatted(reference, locale), None
    abroad = formatted(reference, replace(locale, is_abroad=True))
    language = typed or language_of_letters(abroad)
    if language is None:
        return formatted(reference, locale), None
    return tuple(at_home(abroad, locale.tag)), language


def formatted(reference: Reference, locale: Locale) -> PrintedPhrase:
    """The reference in the handout's language, its identifiers and its URL as links."""
    reference = _with_numbers_of_note(reference)
    writer = Writer(locale, reference.span)
    writer.sentence(locale.isolated(authors(_authors(reference), locale)))
    match reference.type:
        case kind if kind in ARTICLES and reference.container_title is not None:
            _article(reference, writer)
        case kind if kind in CHAPTERS and reference.container_title is not None:
            _chapter(reference, writer)
        case "patent" if reference.number is not None:
            _patent(reference, writer)
        case kind if kind in LAWS and (reference.number or reference.container_title or reference.authority):
            _law(reference, writer)
        case _:
            _book_or_page(reference, writer)
    _series(reference, writer)
    _language(reference, writer)
    _where(reference, writer)
    return tuple(writer.parts)


def _authors(reference: Reference) -> Names:
    """Who wrote it; without an author or editor who directed it, asked the questions, or compiled it."""
    if reference.author or reference.editor:
        return reference.author
    return reference.director or reference.interviewer or reference.compiler


def _with_numbers_of_note(reference: Reference) -> Reference:
    """The reference with the numbers that Zotero keeps on lines of a note, where it has no key for them."""
    if reference.note is None:
        return reference
    found: dict[str, Located] = {}
    at = 0
    for line in reference.note.text.split("\n"):
        numbers = list(re.finditer(_NUMBER_IN_NOTE, line))
        is_told_apart = not re.sub(_NUMBER_IN_NOTE, "", line).strip(" \t;,")
        for one in numbers if is_told_apart else ():
            name, typed = (one[1] or one[3]).lower(), (one[2] or one[4]).rstrip(";,")
            if getattr(reference, name) is None and links.hidden_fault(typed) is None:
                found.setdefault(name, Located(typed, ((0, reference.note.at(at + max(one.start(2), one.start(4)))),)))
        at += len(line) + 1
    return replace(reference, **found) if found else reference


def pages(typed: str) -> str:
    """A range of pages without the digits it repeats: 284-287 is 284-7, S93-S99 is S93-9, but 123A-125A stays.

    So does what is no range: 287-284 would be read as one. "pp." is said where it belongs.
    """
    typed = re.sub(r"(?i)^pp?(?:\.\s*|\s+)(?=\w)", "", typed.strip())
    match = re.fullmatch(r"([A-Za-z]*)(\d+)-+([A-Za-z]*)(\d+)", typed.translate(_DASHES))
    if match is None:
        return numbering.with_hyphens(typed)
    prefix, first, other_prefix, last = match.groups()
    if other_prefix not in ("", prefix):
        return f"{prefix}{first}-{other_prefix}{last}"
    if first == last:
        return prefix + first
    if len(first) == len(last) and first < last:
        same = next(index for index, (a, b) in enumerate(zip(first, last, strict=True)) if a != b)
        last = last[same:]
    return f"{prefix}{first}-{last}"


def _article(reference: Reference, writer: Writer) -> None:
    """Title [kind]. Journal (place). Date;volume(issue):pages."""
    writer.say(reference.title)
    writer.kind(reference)
    writer.stop()
    writer.say(reference.container_title_short or reference.journal_abbreviation or reference.container_title)
    is_newspaper = reference.type == "article-newspaper"
    if is_newspaper:
        _edition_or_place(reference, writer)
    writer.online(reference)
    writer.stop()
    writer.say(writer.dated(reference))
    volume = numbering.of_journal(reference)
    if volume:
        writer.say(f";{volume}", reference.volume or reference.issue, tight=True)
    if is_newspaper and reference.section is not None:
        section = writer.locale.say("reference_section", section=reference.section.text)
        writer.say(f";{section}", reference.section, tight=True)
    where = reference.page or reference.number
    if where is not None:
        writer.say(f":{pages(where.text)}", where, tight=True)
    writer.stop()


def _edition_or_place(reference: Reference, writer: Writer) -> None:
    """(Late ed.), or where a newspaper appears that does not say so itself: (Anytown)."""
    place = reference.publisher_place or reference.event_place
    if reference.edition is not None:
        writer.say(f"({writer.locale.isolated(numbering.edition(reference, writer.locale))})", reference.edition)
    elif place is not None and place.text.casefold() not in str(reference.container_title).casefold():
        writer.say(f"({writer.locale.isolated(place.text)})", place)


def _chapter(reference: Reference, writer: Writer) -> None:
    """Title of the chapter. In: editors. Title of the book. Volume. Edition. Place: publisher; date. p. pages.

    Where the book has an author of its own, the editors follow its edition.
    """
    writer.sentence(reference.title)
    writer.say(writer.locale.say("reference_in"))
    of_the_book = reference.container_author
    writer.sentence(writer.locale.isolated(authors(of_the_book, writer.locale)))
    if not of_the_book:
        writer.sentence(_editors(reference, writer.locale))
    writer.say(reference.container_title)
    writer.online(reference)
    writer.stop()
    _meeting(reference, writer)
    numbering.volume_and_edition(reference, writer)
    if of_the_book:
        writer.sentence(_editors(reference, writer.locale))
    _translators(reference, writer)
    _imprint(reference, writer)
    _pages(reference, writer)


def _pages(reference: Reference, writer: Writer) -> None:
    """p. 284-7."""
    if reference.page is not None:
        writer.sentence(writer.locale.say("reference_pages", pages=pages(str(reference.page))), reference.page)


def _meeting(reference: Reference, writer: Writer) -> None:
    """Name of the conference; its days; its place."""
    name = reference.event_title or reference.event
    if reference.type not in MEETINGS or name is None:
        return
    if name.text != str(reference.container_title):
        writer.say(name)
        if reference.event_date is not None:
            writer.say(";", tight=True)
    if reference.event_date is not None:
        writer.say(writer.day(reference.event_date))
    if reference.event_place is not None and (name.text != str(reference.container_title) or reference.event_date):
        writer.say(";", tight=True)
        writer.say(reference.event_place)
    writer.stop()


def _book_or_page(reference: Reference, writer: Writer) -> None:
    """Editors in place of authors. Title [Internet]. Site. Edition. Editors. Place: publisher; date. Report No.

    Where there are only translators, they stand first.
    """
    editors = _editors(reference, writer.locale)
    if not reference.author:
        writer.sentence(editors)
    is_only_translated = not (_authors(reference) or reference.editor)
    if is_only_translated:
        _translators(reference, writer)
    writer.say(reference.title)
    writer.kind(reference)
    writer.online(reference)
    writer.stop()
    site = reference.container_title
    said = {str(reference.title), str(reference.publisher), authors(reference.author, writer.locale)}
    if site is not None and str(site) not in said:
        writer.sentence(site)
    _meeting(reference, writer)
    numbering.volume_and_edition(reference, writer)
    if reference.type in LAWS:
        _section(reference, writer)
        writer.stop()
    numbering.version(reference, writer)
    if reference.author:
        writer.sentence(editors)
    if not is_only_translated:
        _translators(reference, writer)
    _imprint(reference, writer)
    if reference.type == "report":
        numbering.report(reference, writer)
    elif reference.type in NUMBERED and reference.doi is None:
        writer.sentence(reference.number)
    if reference.type in CHAPTERS | ARTICLES and re.search(r"\d(?:(?![^\W\d_]{3})\D)*+$", str(reference.page or "")):
        _pages(reference, writer)


def _translators(reference: Reference, writer: Writer) -> None:
    names = reference.translator
    writer.sentence(in_a_role(names, "reference_translator", "reference_translators", writer.locale))


def _patent(reference: Reference, writer: Writer) -> None:
    """Title. Authority and number. Date."""
    writer.say(reference.title)
    writer.online(reference)
    writer.stop()
    writer.say(reference.authority)
    writer.sentence(reference.number)
    writer.sentence(writer.dated(reference))


def _law(reference: Reference, writer: Writer) -> None:
    """Title. Number, volume container page section. Court or parliament. Date."""
    writer.say(reference.title)
    writer.online(reference)
    writer.stop()
    places = reference.volume, reference.container_title, reference.page
    writer.say(reference.number)
    if reference.number is not None and any((*places, reference.section)):
        writer.say(",", tight=True)
    for part in places:
        writer.say(part)
    _section(reference, writer)
    writer.stop()
    writer.sentence(reference.authority)
    writer.sentence(writer.dated(reference))


def _section(reference: Reference, writer: Writer) -> None:
    """§ 12, or as it is typed where that is more than a number."""
    section = reference.section
    if section is not None and section.text[:1].isdigit():
        writer.say(f"§\u00a0{section.text}", section)
    else:
        writer.say(section)


def _series(reference: Reference, writer: Writer) -> None:
    """(Series; number)."""
    if reference.collection_title is None or reference.type in ARTICLES | LAWS | {"patent"}:
        return
    number = "" if reference.collection_number is None else f"; {reference.collection_number}"
    title = plain(marked(reference.collection_title))
    writer.say(f"({writer.locale.isolated(title)}{number})", reference.collection_title)
    writer.stop()


def _language(reference: Reference, writer: Writer) -> None:
    """The language it is written in, where a word for it was typed that is not the language of the handout."""
    language = reference.language
    if language is None or re.fullmatch(_TAG, language.text.strip()):
        return
    own = {writer.locale.name.casefold(), LANGUAGES.get(writer.locale.tag.partition("-")[0], "")}
    if language.text.strip().casefold() not in own:
        writer.sentence(language)


def _imprint(reference: Reference, writer: Writer) -> None:
    """Place: publisher; date [cited date]."""
    place, publisher = reference.publisher_place, reference.publisher
    if place is None and (reference.type not in MEETINGS or (reference.event_title or reference.event) is None):
        place = reference.event_place
    if place is not None:
        writer.say(place)
        writer.say(":" if publisher is not None else ";", tight=True)
    if publisher is not None:
        writer.say(publisher)
        writer.say(";", tight=True)
    writer.say(writer.dated(reference))
    writer.stop()


def _where(reference: Reference, writer: Writer) -> None:
    """Available from: URL. Then the DOI; where there is none, PubMed PMID; PubMed Central PMCID.

    Who has the DOI finds the rest, and a patient reads less.
    """
    if writer.is_online(reference) and reference.url is not None:
        writer.say(writer.locale.say("reference_available"))
        title = None if reference.title is None else reference.title.text
        writer.link(reference.url.text, reference.url.text, reference.url.span, title)
        # Citing Medicine ends a URL with a point only after a slash.
        if reference.url.text.endswith("/"):
            writer.say(".", tight=True)
    if reference.doi is not None:
        doi, target = _resolved(reference.doi.text)
        writer.link(f"doi: {doi}", target, reference.doi.span)
        writer.stop()
        return
    if reference.pmid is not None:
        pmid = re.sub(_BEFORE_NUMBER, "", reference.pmid.text)
        writer.link(f"PubMed PMID: {pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/", reference.pmid.span)
    if reference.pmcid is not None:
        pmcid = "PMC" + re.sub(_BEFORE_NUMBER, "", reference.pmcid.text).upper().removeprefix("PMC")
        if reference.pmid is not None:
            writer.say(";", tight=True)
        where = f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/"
        writer.link(f"PubMed Central PMCID: {pmcid}", where, reference.pmcid.span)
    if reference.pmid is not None or reference.pmcid is not None:
        writer.say(".", tight=True)


def bare_doi(typed: str) -> str:
    """A DOI without the ways people write it: `doi:`, `https://doi.org/`."""
    return re.sub(_BEFORE_DOI, "", typed)


def _resolved(typed: str) -> tuple[str, str]:
    """A DOI, and where it leads: what means something in an address is written there as an escape (DOI Handbook, 2.5).

    One that was typed as an address has its escapes already.
    """
    doi = bare_doi(typed)
    if not typed.lower().startswith("http"):
        return doi, "https://doi.org/" + doi.translate(_ESCAPES)
    shown = (
        doi
        if "%" not in doi
        else re.sub("(?i)%(2[1-9A-F]|[3-6][0-9A-F]|7[0-9A-E])", lambda found: chr(int(found[1], 16)), doi)
    )
    return shown, f"https://doi.org/{doi}"


def _editors(reference: Reference, locale: Locale) -> str:
    return in_a_role(reference.editor, "reference_editor", "reference_editors", locale)
