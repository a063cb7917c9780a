"""Who publishes: the keys of `content/clinic.yaml`."""

from typing import Any, ClassVar, Literal

from handout.content.values import Duration, ImagePath, Language, Prose, TimeZone, Url, Words
from handout.problems import Problems
from handout.reading.models import key
from handout.reading.nodes import Scalar, Sequence, YamlNode, holds_refused, kind_of
from handout.record import Record, Value
from handout.source import Located, Span


def _brackets(one: str, other: str) -> str:
    return f"put each pair in brackets of its own: [[{one}, {other}]]"


class LanguagePair(Value, kw_only=False):
    """Two languages, each by its tag."""

    languages: tuple[str, str]
    span: Span

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "LanguagePair | None":
        if holds_refused(node):
            return None
        if not isinstance(node, Sequence) or len(node.items) != 2:
            message = f"expected two languages, such as [en-US, es], found {kind_of(node)}"
            problems.error("E05", node.span, message, _brackets("en-US", "es"))
            return None
        read = [Language.read(item, problems) for item in node.items]
        if read[0] is None or read[1] is None:
            return None
        if read[0].tag == read[1].tag:
            problems.error("E07", node.span, f"these are not two languages: '{read[0]}' twice", "write [en-US, es]")
            return None
        return cls((read[0].tag, read[1].tag), node.span)

    @staticmethod
    def of_flat(items: tuple[Scalar, ...]) -> tuple[str, str]:
        """What is said of a list of languages where a list of pairs is expected, and the hint."""
        typed = [item.text.text for item in items] if len(items) == 2 else ["en-US", "es"]
        return "expected pairs of languages, found a list of text", _brackets(*typed)

    @staticmethod
    def in_list(_node: YamlNode) -> str:
        """How pairs are typed where no list stands."""
        return _brackets("en-US", "es")

    def __str__(self) -> str:
        return f"[{', '.join(self.languages)}]"

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "two languages", "type": "array", "items": Language.schema(), "minItems": 2, "maxItems": 2}


class Feedback(Record):
    """Where readers tell the clinic what they think of a handout."""

    CALLED: ClassVar[str] = "way to give feedback"

    url: Url = key("Where a reader can say what is wrong or missing.", required=True)
    span: Span


class ReviewPolicy(Record):
    required: tuple[Located, ...] = key("The roles that must sign a handout, such as clinical.")
    valid_for: Duration | None = key("How long a sign-off holds, such as 24 months.")
    open_comments: Literal["warn", "refuse"] | None = key(
        "Whether open comments are warned of (when not given) or keep a handout from being released."
    )
    words: Literal["warn", "refuse", "required"] | None = key(
        "Whether the program's own words in a language, machine-made and signed by nobody here, are warned of at "
        "release (when not given) or keep a handout from being released; `required` is the same as `refuse`."
    )
    span: Span


class Checks(Record):
    """What `handout check` asks of a clinic's handouts beyond advice."""

    CALLED: ClassVar[str] = "set of checks"

    reading_grade: int | None = key("The highest Flesch-Kincaid grade that may be built.", least=1)
    reading_ease: int | None = key("The lowest INFLESZ that may be built (Spanish).")
    sentence_words: int | None = key("How many words a sentence may have; 20 when not given.", least=1)
    fail: tuple[Located, ...] = key("Rules whose findings fail the build, such as PL13.")
    familiar: tuple[Located, ...] = key("Words that this clinic's readers know.")
    span: Span


class Limits(Record):
    """How large a handout's PDF may become, and how long making one may take."""

    CALLED: ClassVar[str] = "set of limits"

    pages: int | None = key(
        "How many pages a PDF may have; 2000 when not given. From 61 pages on there is a warning.", least=1
    )
    megabytes: int | None = key("How large a PDF may be; 10 when not given.", least=1)
    seconds: int | None = key("How long making one handout may take; 60 when not given.", least=1)
    span: Span


class Clinic(Record):
    """One clinic."""

    name: Located = key("The clinic's name.", required=True)
    phone: Located | None = key("The number to call, in quotes, as it is printed.")
    emergency: Located | None = key("The emergency number, in quotes.")
    website: Url | None = key("The clinic's web site.")
    address: Located | None = key("The clinic's address, printed as typed.")
    logo: ImagePath | None = key("The logo: PNG, JPEG or SVG, in content/images.", sort="aside")
    language: Language | None = key("The clinic's main language (BCP 47).", sort="aside")
    timezone: TimeZone | None = key("The clinic's time zone, such as America/New_York; for prints.", sort="aside")
    styles: tuple[Located, ...] = key("The style sheets that `handout build` makes when not told.", sort="aside")
    bilingual: tuple[LanguagePair, ...] = key(
        "Pairs of languages that `handout build` also sets side by side, where a handout is there in both.",
        sort="aside",
    )
    disclaimer: dict[Language, Prose] | None = key("The disclaimer, for every language in use.", sort="aside")
    short_disclaimer: dict[Language, Words] | None = key("The line in the footer; worded by us when not given.")
    editorial_policy: dict[Language, Prose] | None = key("How handouts are written and checked; printed at the end.")
    feedback: Feedback | None = key("How readers reach the clinic about a handout.")
    review: ReviewPolicy | None = key("Which sign-offs a handout needs, and how long they hold.", sort="aside")
    checks: Checks | None = key("What `handout check` asks of this clinic's handouts.", sort="aside")
    limits: Limits | None = key("How large a handout may become, and how long making it may take.", sort="aside")
    language_help: dict[Language, Words] | None = key("Free language help, each line in its own language.")
    divisions: dict[Language, tuple[Located, ...]] | None = key(
        "Where long words may be cut when they do not fit: each with hyphens, such as Arzneimittel-verordnung.",
        sort="aside",
    )
    references_mode: Literal["print", "on-request"] | None = key("Print the references, or say how to ask for them.")
    span: Span
