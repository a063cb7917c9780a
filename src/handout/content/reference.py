"""One entry of the references, in the words of CSL-YAML, as Zotero and Pandoc write it."""

import re
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from handout.content.csl_dates import Date
from handout.content.values import Url
from handout.problems import Problems
from handout.reading import models
from handout.reading.key_types import keys
from handout.reading.line_slips import is_left_over, quoted
from handout.reading.models import key, read_text
from handout.reading.nodes import Mapping, Scalar, YamlNode, holds_refused
from handout.record import Record, Value
from handout.source import Located, Span
from handout.text import links
from handout.text.phrase import KEY

__all__ = ["RETRACTED", "CitationKey", "Date", "Name", "Reference", "ReferenceType"]

ReferenceType: TypeAlias = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
]  # fmt: skip
"""The types of CSL 1.0.2, appendix III."""


RETRACTED = (
    r"(?i)\W{0,3}(?:retracted|withdrawn)(?: (?:article|paper|publication|chapter|preprint))?(?:\W{0,2}[:.\]]|\))"
)
"""How a title begins that publishers and catalogues have marked as taken back."""


class CitationKey(Value, kw_only=False):
    """What `[@key]` cites."""

    text: str
    span: Span

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "CitationKey | None":
        typed = read_text(node, "a key, as text", problems)
        if typed is None:
            return None
        text = typed.text
        if re.fullmatch(KEY, text) is None:
            if is_left_over(typed, node.span, problems):
                return None
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


_NAME_BEFORE = r"(?i)\s*(?:doi|pmc?id)(?:\s*+:\s++|\s++:?\s*+)(?=\S)|\s++(?=\S)"


class IdentifierReader:
    """Reads a DOI or a number that a link is made of, which holds nothing that cannot be seen.

    Pages show it behind its name: `PMID: 12345678`.
    """

    def read(self, node: YamlNode, problems: Problems) -> Located | None:
        typed = read_text(node, "its number, as text", problems)
        if typed is None:
            return None
        if (name := re.match(_NAME_BEFORE, typed.text)) is not None:
            typed = Located(typed.text[name.end() :].rstrip(), ((0, typed.at(name.end())),))
        fault = links.hidden_fault(typed.text)
        if fault is not None:
            problems.error("E22", node.span, *fault)
            return None
        return typed

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
    comma_suffix: Located | None = key("Whether a comma stands before the suffix; NLM has none.", name="comma-suffix")
    static_ordering: Located | None = key("Whether the family name stands first; here it does.", name="static-ordering")
    parse_names: Located | None = key("A note of Zotero's; not printed.", name="parse-names")
    span: Span

    TAKES_EMPTY_TEXTS: ClassVar[bool] = True
    KEEPS_LINES: ClassVar[frozenset[str]] = frozenset()


PERSON = "for a person {family: …, given: …}"


def _typed_as_keys(node: YamlNode) -> str:
    """A name as a mapping: what was typed as one text is the name of an organisation."""
    if isinstance(node, Scalar) and node.text.text.strip():
        return f"{{literal: {quoted(node.text.text.strip()[:60])}}}"
    typed = node.typed if isinstance(node, Mapping) else ""
    return typed if typed and len(typed) <= 60 else "{family: …, given: …}"


class NameReader:
    """Reads a name, which has a family name or is literal."""

    def in_list(self, node: YamlNode) -> str:
        """How a name is typed that stands where a list of names must."""
        return f"write a list, even of one: [{_typed_as_keys(node)}]"

    def read(self, node: YamlNode, problems: Problems) -> Name | None:
        if isinstance(node, Scalar):
            message = "expected a name with its keys, found text"
            problems.error("E05", node.span, message, f"for an organisation write {_typed_as_keys(node)}, {PERSON}")
            return None
        before = len(problems.found)
        name = models.read(Name, node, problems, "name")
        if name is not None and name.family is None and name.literal is None:
            if len(problems.found) > before or holds_refused(node):
                return None
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
    number: Located | None = key("The number of a report, a standard, a patent, a law or an article.")
    edition: Located | None = key("The edition, as a number or in words.")
    publisher: Located | None = key("Who published it.")
    publisher_place: Located | None = key("Where it was published.", name="publisher-place")
    issued: Date | None = key("When it was published: 2021, 2021-07 or 2021-07-25.")
    accessed: Date | None = key("When a web page was read.")
    url: Url | None = key("Where it can be read.", name="URL")
    doi: Identifier | None = key("Its DOI, such as 10.1056/NEJMsb020632.", name="DOI")
    pmid: Identifier | None = key("Its number in PubMed.", name="PMID")
    pmcid: Identifier | None = key("Its number in PubMed Central.", name="PMCID")
    language: Located | None = key(
        "The language it is written in; printed when it is a word, and not this handout's language."
    )
    # What Zotero exports besides: read, so that an export can be pasted as it is, and not printed.
    title_short: Located | None = key("A short title; not printed.", name="title-short")
    container_author: Names = key("Who wrote the book it stands in.", name="container-author")
    collection_editor: Names = key("Who edited the series; not printed.", name="collection-editor")
    contributor: Names = key("Who else took part; not printed.")
    original_author: Names = key("Who wrote the original; not printed.", name="original-author")
    reviewed_author: Names = key("Whose work is reviewed; not printed.", name="reviewed-author")
    collection_title: Located | None = key("The series it belongs to.", name="collection-title")
    collection_number: Located | None = key("Its number in the series.", name="collection-number")
    chapter_number: Located | None = key("The number of the chapter; not printed.", name="chapter-number")
    number_of_pages: Located | None = key("How many pages it has; not printed.", name="number-of-pages")
    number_of_volumes: Located | None = key("How many volumes it has; not printed.", name="number-of-volumes")
    original_date: Date | None = key("When the original was published; not printed.", name="original-date")
    event: Located | None = key("The conference.")
    event_title: Located | None = key("The conference.", name="event-title")
    event_place: Located | None = key("Where the conference was held.", name="event-place")
    event_date: Date | None = key("When the conference was held.", name="event-date")
    archive: Located | None = key("The archive that keeps it; not printed.")
    archive_location: Located | None = key("Where in the archive it is; not printed.")
    authority: Located | None = key("The authority that made a patent or law.")
    call_number: Located | None = key("Its shelf mark; not printed.", name="call-number")
    citation_key: Located | None = key("Zotero's own key; not printed.", name="citation-key")
    genre: Located | None = key("The kind of thesis, preprint, manuscript, dataset or map.")
    medium: Located | None = key("The medium of a film or a recording.")
    isbn: Located | None = key("Its ISBN; not printed.", name="ISBN")
    issn: Located | None = key("The journal's ISSN; not printed.", name="ISSN")
    journal_abbreviation: Located | None = key(
        "The journal's abbreviation, as Zotero has it.", name="journalAbbreviation"
    )
    license: Located | None = key("Its licence; not printed.")
    section: Located | None = key("The section of a newspaper or a law.")
    source: Located | None = key("The catalogue it was found in; not printed.")
    status: Located | None = key("Whether it has appeared, such as in press; printed where there is no date.")
    version: Located | None = key("The version of a document or program.")
    keyword: Located | None = key("Words to find it by; not printed.")
    abstract: Located | None = key("Its abstract; not printed.")
    note: Located | None = key(
        "A note of your own; not printed, but for lines such as PMID: 12345678, as Zotero keeps them."
    )
    annote: Located | None = key("A longer note; not printed.")
    chair: Names = key("Who chaired the meeting; not printed.")
    composer: Names = key("Who composed it; not printed.")
    director: Names = key("Who directed it; the author where there is no other.")
    executive_producer: Names = key("Who produced it; not printed.", name="executive-producer")
    guest: Names = key("Who was a guest; not printed.")
    host: Names = key("Who hosted it; not printed.")
    interviewer: Names = key("Who asked the questions; the author where there is no other.")
    narrator: Names = key("Who reads it aloud; not printed.")
    organizer: Names = key("Who organized the event; not printed.")
    performer: Names = key("Who performs it; not printed.")
    producer: Names = key("Who produced it; not printed.")
    recipient: Names = key("Whom it was sent to; not printed.")
    script_writer: Names = key("Who wrote the script; not printed.", name="script-writer")
    series_creator: Names = key("Who created the series; not printed.", name="series-creator")
    compiler: Names = key("Who compiled it; the author where there is no other.")
    curator: Names = key("Who curated it; not printed.")
    editorial_director: Names = key("Who directed the edition; not printed.", name="editorial-director")
    illustrator: Names = key("Who illustrated it; not printed.")
    editor_translator: Names = key("Who edited and translated it; not printed.", name="editor-translator")
    dimensions: Located | None = key("Its size or running time; not printed.")
    original_publisher: Located | None = key("Who published the original; not printed.", name="original-publisher")
    original_publisher_place: Located | None = key(
        "Where the original was published; not printed.", name="original-publisher-place"
    )
    original_title: Located | None = key("The title of the original; not printed.", name="original-title")
    part_number: Located | None = key("The number of the part; not printed.", name="part-number")
    part_title: Located | None = key("The title of the part; not printed.", name="part-title")
    references: Located | None = key("What it refers to; not printed.")
    scale: Located | None = key("The scale of a map; not printed.")
    short_title: Located | None = key("A short title; not printed.", name="shortTitle")
    volume_title: Located | None = key("The title of the volume.", name="volume-title")
    supplement: Located | None = key("The supplement of a journal.")
    supplement_number: Located | None = key("The number of a journal's supplement.", name="supplement-number")
    division: Located | None = key("The division of an authority; not printed.")
    printing_number: Located | None = key("The number of the printing; not printed.", name="printing-number")
    archive_place: Located | None = key("Where the archive is; not printed.", name="archive-place")
    archive_collection: Located | None = key("The collection in the archive; not printed.")
    jurisdiction: Located | None = key("Where a law holds; not printed.")
    reviewed_title: Located | None = key("The title of what is reviewed; not printed.", name="reviewed-title")
    reviewed_genre: Located | None = key("The kind of what is reviewed; not printed.", name="reviewed-genre")
    page_first: Located | None = key("The first page; not printed.", name="page-first")
    submitted: Date | None = key("When it was handed in; not printed.")
    available_date: Date | None = key("When it became available; not printed.", name="available-date")
    span: Span

    TAKES_EMPTY_TEXTS: ClassVar[bool] = True
    KEEPS_LINES: ClassVar[frozenset[str]] = frozenset({"note"})
    """Elsewhere an exported text that was folded reads on, as in CSL; a note has a number on each line (PMID: …)."""

    @staticmethod
    def pasted(text: str) -> str | None:
        """How what another program exported, or a file of it, becomes a reference; None when this is neither."""
        from handout.reading.exports import hint_for_export

        return hint_for_export(text)

    @staticmethod
    def refusal_of_export(node: Mapping, typed: frozenset[str], problems: Problems) -> bool:
        """Whether this is a record copied from Crossref, which is told once with the reference that it is."""
        from handout.content.exported_reference import is_exported, tell_of_export

        if not is_exported(typed):
            return False
        tell_of_export(node, problems)
        return True
