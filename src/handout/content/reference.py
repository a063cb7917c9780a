"""One entry of the references, in the words of CSL-YAML, as Zotero and Pandoc write it."""

import re
from typing import Annotated, Any, Literal, TypeAlias

from handout.content.values import Date, Url
from handout.problems import Problems
from handout.reading import records
from handout.reading.nodes import Node, Scalar
from handout.reading.records import key, refuse
from handout.reading.shapes import keys
from handout.record import Record, Value
from handout.source import Located, Span
from handout.text import links
from handout.text.markdown import KEY

__all__ = ["CitationKey", "Date", "Name", "Reference", "ReferenceType"]

ReferenceType: TypeAlias = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
]  # fmt: skip
"""The types of CSL 1.0.2, appendix III."""


class CitationKey(Value, kw_only=False):
    """What `[@key]` cites."""

    text: str
    span: Span

    @classmethod
    def read(cls, node: Node, problems: Problems) -> "CitationKey | None":
        if not isinstance(node, Scalar):
            refuse(node, "a key, as text", problems)
            return None
        text = node.text.text
        if re.fullmatch(KEY, text) is None:
            better = "-".join(re.findall("[A-Za-z0-9_]+", text))
            hint = f"write {better}" if better else "write letters, digits and hyphens"
            problems.error("E07", node.span, f"'{text}' cannot be cited as [@{text}]", hint)
            return None
        return cls(text, node.span)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "citation key", "type": ["string", "integer"], "pattern": f"^{KEY}$"}

    def __str__(self) -> str:
        return self.text


class IdentifierReader:
    """Reads a DOI or a number that a link is made of, which holds nothing that cannot be seen."""

    def read(self, node: Node, problems: Problems) -> Located | None:
        if not isinstance(node, Scalar):
            refuse(node, "its number, as text", problems)
            return None
        fault = links.hidden_fault(node.text.text)
        if fault is not None:
            problems.error("E22", node.span, *fault)
            return None
        return node.text

    def schema(self) -> dict[str, Any]:
        return {"title": "identifier", "type": ["string", "integer"]}


Identifier: TypeAlias = Annotated[Located, IdentifierReader()]


class Name(Record):
    """A person, or with `literal` an organisation."""

    family: Located | None = key("The family name.")
    given: Located | None = key("The given names or initials.")
    suffix: Located | None = key("What follows the name, such as Jr.")
    dropping_particle: Located | None = key("A particle dropped in sorting.", name="dropping-particle")
    non_dropping_particle: Located | None = key("A particle kept with the name.", name="non-dropping-particle")
    literal: Located | None = key("The name of an organisation, printed as typed.")
    span: Span


class NameReader:
    """Reads a name, which has a family name or is literal."""

    def read(self, node: Node, problems: Problems) -> Name | None:
        name = records.read(Name, node, problems, "name")
        if name is not None and name.family is None and name.literal is None:
            hint = "write {family: …, given: …}, or {literal: …} for an organisation"
            problems.error("E04", node.span, "this name has neither 'family' nor 'literal'", hint)
            return None
        return name

    def schema(self) -> dict[str, Any]:
        parts = {entry: {"type": "string"} for entry in keys(Name)}
        either = [{"required": ["family"]}, {"required": ["literal"]}]
        return {"title": "name", "type": "object", "properties": parts, "additionalProperties": False, "anyOf": either}


Names: TypeAlias = tuple[Annotated[Name, NameReader()], ...]


class Reference(Record):
    """One source that the handout cites."""

    id: CitationKey = key("The key that `[@key]` cites.", required=True)
    type: ReferenceType = key("What kind of source it is.", required=True)
    title: Located = key("Its title.", required=True)
    author: Names = key("Who wrote it, in order.")
    editor: Names = key("Who edited it.")
    translator: Names = key("Who translated it.")
    container_title: Located | None = key("The journal, book or site it stands in.", name="container-title")
    container_title_short: Located | None = key("The journal's abbreviation.", name="container-title-short")
    volume: Located | None = key("The volume.")
    issue: Located | None = key("The issue.")
    page: Located | None = key("The pages, such as 284-7.")
    number: Located | None = key("The number of a report or an article.")
    edition: Located | None = key("The edition, as a number or in words.")
    publisher: Located | None = key("Who published it.")
    publisher_place: Located | None = key("Where it was published.", name="publisher-place")
    issued: Date | None = key("When it was published: 2021, 2021-07 or 2021-07-25.")
    accessed: Date | None = key("When a web page was read.")
    url: Url | None = key("Where it can be read.", name="URL")
    doi: Identifier | None = key("Its DOI, such as 10.1056/NEJMsb020632.", name="DOI")
    pmid: Identifier | None = key("Its number in PubMed.", name="PMID")
    pmcid: Identifier | None = key("Its number in PubMed Central.", name="PMCID")
    language: Located | None = key("The language it is written in.")
    # What Zotero exports besides: read, so that an export can be pasted as it is, and not printed.
    title_short: Located | None = key("A short title; not printed.", name="title-short")
    container_author: Names = key("Who wrote the book it stands in; not printed.", name="container-author")
    collection_editor: Names = key("Who edited the series; not printed.", name="collection-editor")
    contributor: Names = key("Who else took part; not printed.")
    original_author: Names = key("Who wrote the original; not printed.", name="original-author")
    reviewed_author: Names = key("Whose work is reviewed; not printed.", name="reviewed-author")
    collection_title: Located | None = key("The series; not printed.", name="collection-title")
    collection_number: Located | None = key("Its number in the series; not printed.", name="collection-number")
    chapter_number: Located | None = key("The number of the chapter; not printed.", name="chapter-number")
    number_of_pages: Located | None = key("How many pages it has; not printed.", name="number-of-pages")
    number_of_volumes: Located | None = key("How many volumes it has; not printed.", name="number-of-volumes")
    original_date: Date | None = key("When the original was published; not printed.", name="original-date")
    event: Located | None = key("The conference; not printed.")
    event_title: Located | None = key("The conference; not printed.", name="event-title")
    event_place: Located | None = key("Where the conference was held; not printed.", name="event-place")
    event_date: Date | None = key("When the conference was held; not printed.", name="event-date")
    archive: Located | None = key("The archive that keeps it; not printed.")
    archive_location: Located | None = key("Where in the archive it is; not printed.")
    authority: Located | None = key("The authority that made it; not printed.")
    call_number: Located | None = key("Its shelf mark; not printed.", name="call-number")
    citation_key: Located | None = key("Zotero's own key; not printed.", name="citation-key")
    genre: Located | None = key("The kind of report or thesis; not printed.")
    medium: Located | None = key("The medium; not printed.")
    isbn: Located | None = key("Its ISBN; not printed.", name="ISBN")
    issn: Located | None = key("The journal's ISSN; not printed.", name="ISSN")
    journal_abbreviation: Located | None = key("The journal's abbreviation; not printed.", name="journalAbbreviation")
    license: Located | None = key("Its licence; not printed.")
    section: Located | None = key("The section of a newspaper or law; not printed.")
    source: Located | None = key("The catalogue it was found in; not printed.")
    status: Located | None = key("Whether it has appeared; not printed.")
    version: Located | None = key("The version of a document or program; not printed.")
    keyword: Located | None = key("Words to find it by; not printed.")
    abstract: Located | None = key("Its abstract; not printed.")
    note: Located | None = key("A note of the author's own; not printed.")
    annote: Located | None = key("A longer note; not printed.")
    span: Span
