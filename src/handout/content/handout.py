"""A handout as its author typed it, read and checked: the keys of `content/<slug>.yaml`."""

from typing import ClassVar, Literal

from handout.content.blocks import Body
from handout.content.own_marks import ListMark
from handout.content.reference import Reference
from handout.content.translation_record import Followed
from handout.content.values import Day, Language, Prose, Slug, Url, Words
from handout.reading.models import key
from handout.record import Record
from handout.source import Located, Span


class GetHelp(Record):
    """When to call for help; at least one of the two."""

    CALLED: ClassVar[str] = "get_help"

    MARKED: ClassVar[dict[str, ListMark]] = {"emergency": "bullet", "call": "bullet"}
    BEGINS_WITH: ClassVar[tuple[str, ...]] = ("emergency", "call")

    emergency: tuple[Words, ...] = key("Signs that mean: call the emergency number now.")
    call: tuple[Words, ...] = key("Signs that mean: call the clinic.")
    span: Span


class Section(Record):
    """A heading, what stands under it, and up to two more levels of sections below."""

    BEGINS_WITH: ClassVar[tuple[str, ...]] = ("body",)

    heading: Words = key("The section's heading.", required=True)
    id: Slug | None = key("Where a link `#id` leads; the heading's slug when not given.")
    optional: bool = key("Whether a print for one patient may leave it out; not when nothing is said.")
    body: Body = key("Paragraphs (CommonMark) and blocks, in order.")
    sections: "tuple[Section, ...]" = key("Sections inside this one, two levels deep at most.")
    span: Span


class Code(Record):
    """One entry of a code system that says what the handout is about; used by portals, never printed."""

    system: Literal["icd-10-cm", "snomed-ct", "loinc", "rxnorm"] = key("The code system.", required=True)
    code: Located = key("The code, as the system writes it.", required=True)
    match: Literal["exact", "category"] | None = key(
        "Whether a look-up by a code below this one finds it too (category: E83.5 for E83.59); exact if not given."
    )
    span: Span


class SourceReviewer(Record):
    """Who reviewed the text this handout was adapted from. Not a reviewer of the handout."""

    name: Located = key("The reviewer's name.", required=True)
    credentials: Located | None = key("The reviewer's credentials.")
    affiliation: Located | None = key("Whom the reviewer works for.")
    span: Span


class Source(Record):
    """What the handout was adapted from."""

    title: Located = key("The title of the source.", required=True)
    language: Language | None = key(
        "The language its title is in (BCP 47); the handout's when not given.", sort="aside"
    )
    publisher: Located | None = key("Who published it.")
    url: Url | None = key("Where it stands.")
    reviewed_by: SourceReviewer | None = key("Who reviewed the source.")
    modified: Day | None = key("The day the source was last changed.")
    span: Span


class Allow(Record):
    """A rule of `handout check` that is silenced in this handout, and why."""

    rule: Located = key("The rule's code, such as PL01.", required=True)
    because: Located = key("The reason, for whoever reviews the handout.", required=True)
    text: Located | None = key(
        "For W35 (not translated) and E36 (other numbers): the text that it is for, as it is read."
    )
    span: Span


class Withdrawn(Record):
    """That a handout is given out no more. It is still read and checked, and its sign-offs are kept."""

    CALLED: ClassVar[str] = "withdrawal"

    on: Day = key("The first day on which it is given out no more.", required=True)
    because: Located = key("The reason, for the clinic's own people.", required=True)
    span: Span


class Handout(Record):
    """One handout in one language."""

    MARKED: ClassVar[dict[str, ListMark]] = {"summary": "bullet"}

    title: Words = key("The handout's title.", required=True)
    subtitle: Words | None = key("A line under the title.")
    language: Language | None = key(
        "The language it is written in (BCP 47); the clinic's when not given.", sort="aside"
    )
    version: Located | None = key("The version, in quotes, as the clinic counts.", sort="fact")
    published: Day | None = key("The day it was published.")
    audience: Words | None = key("Whom it is for.")
    purpose: Words = key("What the reader will know or be able to do; printed first.", required=True)
    summary: tuple[Words, ...] = key("The key points, printed in a box on page 1.", most=7)
    get_help: GetHelp = key("When to call for help; printed on page 1, before the sections.", required=True)
    sections: tuple[Section, ...] = key("The sections, in order.", required=True, least=1)
    references: tuple[Reference, ...] = key("The references, in CSL-YAML.", sort="fact")
    codes: tuple[Code, ...] = key("Codes that say what it is about.", sort="aside")
    keywords: tuple[Located, ...] = key("Words to find it by.", sort="aside", translated=True)
    source: Source | None = key('What it was adapted from; printed in "About this handout".', sort="fact")
    funding: Words | None = key('Who paid for it; printed in "About this handout".')
    conflicts: Words | None = key('Conflicts of interest; printed in "About this handout".')
    disclaimer: Prose | None = key("Replaces the clinic's disclaimer for this handout.", sort="aside", translated=True)
    withdrawn: Withdrawn | None = key("That it is given out no more, since when and why.", sort="aside")
    allow: tuple[Allow, ...] = key("Rules silenced here, each with a reason.", sort="aside")
    follows: tuple[Followed, ...] = key(
        "Which text of the source each block follows; handout translate writes it.", sort="aside"
    )
    span: Span
