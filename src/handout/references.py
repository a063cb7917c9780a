"""Write a reference in NLM form (Citing Medicine, 2nd edition; what journals call Vancouver).

Checked against the National Library of Medicine's "Samples of Formatted References for Authors of Journal Articles".
The small words (editors, cited, Available from) come from the locale; what the author typed prints as typed, but for
what NLM changes: initials without points, pages without the digits they repeat, suffixes as ordinals.
"""

import re
from collections.abc import Sequence

from handout.content.reference import Name, Reference
from handout.content.values import Date
from handout.locales import END_OF_ISOLATE, Locale
from handout.record import Mutable, field
from handout.source import Located, Span
from handout.text.phrase import Inline, Link, Phrase, Text, plain

MOST_AUTHORS = 6
ARTICLES = frozenset({"article", "article-journal", "article-magazine", "article-newspaper", "review", "review-book"})
CHAPTERS = frozenset({"chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"})
ORDINAL_SUFFIXES = {"II": "2nd", "III": "3rd", "IV": "4th", "V": "5th", "Jr.": "Jr", "Sr.": "Sr"}
DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
DOI_ADDRESS = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)
ENDS = (".", "?", "!", "…", "。", "？", "！", "؟")


def formatted(reference: Reference, locale: Locale) -> Phrase:
    """The reference as one paragraph, its identifiers and its URL as links."""
    writer = _Writer(locale, reference.span)
    writer.sentence(locale.isolated(authors(reference.author, locale)))
    match reference.type:
        case kind if kind in ARTICLES and reference.container_title is not None:
            _article(reference, writer)
        case kind if kind in CHAPTERS and reference.container_title is not None:
            _chapter(reference, writer)
        case _:
            _book_or_page(reference, writer)
    _where(reference, writer)
    return tuple(writer.parts)


def authors(names: Sequence[Name], locale: Locale) -> str:
    """Up to six names, then "et al."; a semicolon stands before and after a group among them."""
    words = ""
    for index, name in enumerate(names[:MOST_AUTHORS]):
        if index:
            words += "; " if name.literal or names[index - 1].literal else ", "
        words += _name(name)
    return f"{locale.isolated(words)}, {locale.say('reference_et_al')}" if len(names) > MOST_AUTHORS else words


def pages(typed: str) -> str:
    """A range of pages without the digits it repeats: 284-287 is 284-7, S93-S99 is S93-9, but 123A-125A stays."""
    match = re.fullmatch(r"([A-Za-z]*)(\d+)[-‐‑–—]+([A-Za-z]*)(\d+)", typed.strip())
    if match is None:
        return re.sub(r"(?<=\w)[‐‑–—]+(?=\w)", "-", typed.strip())
    prefix, first, other_prefix, last = match.groups()
    if other_prefix not in ("", prefix):
        return f"{prefix}{first}-{other_prefix}{last}"
    if len(first) == len(last) and first != last:
        same = next(index for index, (a, b) in enumerate(zip(first, last, strict=True)) if a != b)
        last = last[same:]
    return f"{prefix}{first}-{last}"


def _article(reference: Reference, writer: "_Writer") -> None:
    """Title. Journal. Date;volume(issue):pages."""
    writer.sentence(reference.title)
    journal = reference.container_title_short or reference.container_title
    writer.say(journal)
    writer.online(reference)
    writer.stop()
    writer.say(writer.dated(reference))
    volume = str(reference.volume or "")
    if reference.issue is not None:
        volume += f"({reference.issue})"
    if volume:
        writer.say(f";{volume}", reference.volume or reference.issue, tight=True)
    where = reference.page or reference.number
    if where is not None:
        writer.say(f":{pages(where.text)}", where, tight=True)
    writer.stop()


def _chapter(reference: Reference, writer: "_Writer") -> None:
    """Title of the chapter. In: editors. Title of the book. Edition. Place: publisher; date. p. pages."""
    writer.sentence(reference.title)
    writer.say(writer.locale.say("reference_in"))
    writer.sentence(_editors(reference, writer.locale))
    writer.say(reference.container_title)
    writer.online(reference)
    writer.stop()
    writer.sentence(_edition(reference, writer.locale))
    _imprint(reference, writer)
    if reference.page is not None:
        writer.sentence(writer.locale.say("reference_pages", pages=pages(str(reference.page))), reference.page)


def _book_or_page(reference: Reference, writer: "_Writer") -> None:
    """Editors in place of authors. Title [Internet]. Site. Edition. Editors. Place: publisher; date. Report No."""
    editors = _editors(reference, writer.locale)
    if not reference.author:
        writer.sentence(editors)
    writer.say(reference.title)
    writer.online(reference)
    writer.stop()
    site = reference.container_title
    if site is not None and str(site) not in (str(reference.publisher), authors(reference.author, writer.locale)):
        writer.sentence(site)
    writer.sentence(_edition(reference, writer.locale))
    if reference.author:
        writer.sentence(editors)
    _imprint(reference, writer)
    if reference.type == "report" and reference.number is not None:
        writer.sentence(writer.locale.say("reference_report", number=reference.number.text), reference.number)


def _imprint(reference: Reference, writer: "_Writer") -> None:
    """Place: publisher; date [cited date]."""
    place, publisher = reference.publisher_place, reference.publisher
    if place is not None:
        writer.say(place)
        writer.say(":" if publisher is not None else ";", tight=True)
    if publisher is not None:
        writer.say(publisher)
        writer.say(";", tight=True)
    writer.say(writer.dated(reference))
    writer.stop()


def _where(reference: Reference, writer: "_Writer") -> None:
    """Available from: URL. doi. PubMed PMID; PubMed Central PMCID."""
    if writer.is_online(reference) and reference.url is not None:
        writer.say(writer.locale.say("reference_available"))
        writer.link(reference.url.text, reference.url.text, reference.url.span)
        # Citing Medicine ends a URL with a point only after a slash.
        if reference.url.text.endswith("/"):
            writer.say(".", tight=True)
    if reference.doi is not None:
        doi = DOI_PREFIX.sub("", reference.doi.text)
        writer.link(f"doi: {doi}", f"https://doi.org/{doi}", reference.doi.span)
        writer.say(".", tight=True)
    if reference.pmid is not None:
        where = f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/"
        writer.link(f"PubMed PMID: {reference.pmid}", where, reference.pmid.span)
    if reference.pmcid is not None:
        pmcid = "PMC" + str(reference.pmcid).upper().removeprefix("PMC")
        if reference.pmid is not None:
            writer.say(";", tight=True)
        where = f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/"
        writer.link(f"PubMed Central PMCID: {pmcid}", where, reference.pmcid.span)
    if reference.pmid is not None or reference.pmcid is not None:
        writer.say(".", tight=True)


def _name(name: Name) -> str:
    """Family name, initials without points, suffix; a group's name as typed."""
    if name.literal is not None:
        return str(name.literal)
    family = " ".join(str(part) for part in (name.non_dropping_particle, name.family) if part is not None)
    given = str(name.given or "")
    particle = f" {name.dropping_particle}" if name.dropping_particle is not None else ""
    suffix = str(name.suffix or "")
    after = f" {ORDINAL_SUFFIXES.get(suffix, suffix)}" if suffix else ""
    if not _has_cases(family + given):
        return family + given + after
    return f"{family} {_initials(given)}{particle}".rstrip() + after


def _initials(given: str) -> str:
    """The first letter of each part; letters that are initials already stay."""
    parts = [part for part in re.split(r"[\s.\-‐‑]+", given) if part]
    return "".join(part if part.isupper() and len(part) <= 3 and len(parts) == 1 else part[0] for part in parts)


def _has_cases(name: str) -> bool:
    """Whether a script has capital letters; Chinese or Arabic names are not cut to initials."""
    return any(char.isupper() or char.islower() for char in name)


def _editors(reference: Reference, locale: Locale) -> str:
    if not reference.editor:
        return ""
    word = locale.say("reference_editor" if len(reference.editor) == 1 else "reference_editors")
    return f"{locale.isolated(authors(reference.editor, locale))}, {word}"


def _edition(reference: Reference, locale: Locale) -> str:
    """ "4" and "4th" are both "4th ed."; an edition in words stands as typed."""
    typed = str(reference.edition or "").strip()
    number = re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", typed)
    ordinals = locale.lists["ordinals"]
    if number is not None and 0 < int(number[1]) <= len(ordinals):
        return locale.say("reference_edition", edition=ordinals[int(number[1]) - 1])
    if not typed or re.search(r"\bed(?:ition|\.|$)", typed):
        return typed
    return locale.say("reference_edition", edition=typed)


class _Writer(Mutable, kw_only=False):
    """Puts sentences one behind the other, each with the place it came from."""

    locale: Locale
    span: Span
    parts: list[Inline] = field(default_factory=list)

    def say(self, words: Located | str | None, at: Located | None = None, *, tight: bool = False) -> None:
        """These words, after a space unless `tight`."""
        if not words:
            return
        if self.parts and not tight:
            self._end_in(" ")
        span = at.span if at is not None else words.span if isinstance(words, Located) else self.span
        said = self.locale.isolated(words.text) if isinstance(words, Located) else words
        self.parts.append(Text(said, span))

    def sentence(self, words: Located | str | None, at: Located | None = None) -> None:
        """These words and a full stop."""
        if words:
            self.say(words, at)
            self.stop()

    def stop(self) -> None:
        """A full stop, unless the words end in a mark of their own."""
        said = plain(tuple(self.parts)).rstrip().rstrip(END_OF_ISOLATE)
        if said and not said.endswith(ENDS):
            self._end_in(".")

    def link(self, words: str, target: str, span: Span) -> None:
        """A link that is announced by its own words."""
        if self.parts:
            self._end_in(" ")
        self.parts.append(Link((Text(self.locale.isolated(words), span),), target, span))

    def _end_in(self, sign: str) -> None:
        """A space or a full stop, with the words before it: parts of one look are set sooner when they are few."""
        last = self.parts[-1]
        if isinstance(last, Text):
            self.parts[-1] = Text(last.text + sign, last.span)
        else:
            self.parts.append(Text(sign, self.span))

    def is_online(self, reference: Reference) -> bool:
        """Whether the reference says where it stands on the Internet, beyond repeating its DOI."""
        if reference.url is None:
            return False
        return reference.doi is None or DOI_ADDRESS.match(reference.url.text) is None

    def online(self, reference: Reference) -> None:
        if self.is_online(reference):
            self.say(f"[{self.locale.say('reference_internet')}]")

    def dated(self, reference: Reference) -> str:
        """When it was published, and when somebody looked: "2021 [cited 2023 Sep 27]"."""
        issued = self.locale.say("reference_no_date") if reference.issued is None else self.day(reference.issued)
        if reference.issued is None:
            issued = f"[{issued}]"
        if reference.accessed is None or not self.is_online(reference):
            return issued
        cited = "reference_cited" if reference.accessed.day else "reference_cited_month"
        return f"{issued} [{self.locale.say(cited, date=self.day(reference.accessed))}]"

    def day(self, date: Date) -> str:
        """As much of a date as is known."""
        return self.locale.short_date(date.year, date.month, date.day)
