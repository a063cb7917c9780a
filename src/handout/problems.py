"""Gather what an author must mend, and tell it apart from what only we can mend."""

from collections.abc import Iterable, Iterator
from enum import Enum

from handout.record import Mutable, Record, field
from handout.source import Span


class Severity(Enum):
    """How much a problem matters: an error stops the build, a warning and an advice do not."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Problem(Record, kw_only=False):
    """One thing to mend: where, what, and a hint that can be typed. `about` is the key that is unknown or missing."""

    span: Span
    severity: Severity
    code: str
    message: str
    hint: str | None = None
    about: str | None = None

    def __str__(self) -> str:
        line = _on_one_line(f"{self.span}: {self.severity.value}[{self.code}] {self.message}")
        return line if self.hint is None else f"{line}\n    hint: {_on_one_line(self.hint)}"


class Problems(Mutable, kw_only=False):
    """The problems of one run, gathered as they are found and reported all at once, sorted."""

    found: list[Problem] = field(default_factory=list)

    def error(self, code: str, span: Span, message: str, hint: str | None = None, about: str | None = None) -> None:
        self.found.append(Problem(span, Severity.ERROR, code, message, hint, about))

    def warning(self, code: str, span: Span, message: str, hint: str | None = None) -> None:
        self.found.append(Problem(span, Severity.WARNING, code, message, hint))

    def extend(self, others: Iterable[Problem]) -> None:
        self.found.extend(others)

    @property
    def has_errors(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.found)

    def __iter__(self) -> Iterator[Problem]:
        """Sorted by place, each once."""
        return iter(sorted(set(self.found), key=lambda p: (p.span, p.code, p.message)))

    def __len__(self) -> int:
        return len(set(self.found))


class HandoutError(Exception):
    """Content that cannot be built; carries the problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class InternalError(Exception):
    """A fault of handout itself, never of the author's text."""


MOST_UNKNOWN = 50
"""How many unknown names of one place are reported one by one."""

MANY = 40
"""So many words nobody reads through."""


def meant_by(typed: str, words: Iterable[str]) -> str | None:
    """Which of these words was meant: the one that is called so elsewhere, else the closest, if one is close."""
    from difflib import get_close_matches

    from handout.other_names import named_otherwise

    folded = {word.casefold(): word for word in words}
    asked = typed[:MANY].casefold()
    if asked in folded:
        return folded[asked]
    if (same := named_otherwise(asked, folded.values())) is not None:
        return same
    close = get_close_matches(asked, folded, n=1, cutoff=0.62)
    return folded[close[0]] if close else None


def near(typed: str, known: Iterable[str], kind: str = "keys") -> str | None:
    """A hint that offers the known word closest to what was typed, if one is close; else the words there are.

    Of more than `MANY` words those that are least unlike it. `kind` is what they are, such as "commands".
    """
    words = sorted(known)
    if (meant := meant_by(typed, words)) is not None:
        return f"did you mean '{meant}'?"
    if len(words) > MANY:
        from difflib import get_close_matches

        folded = {word.casefold(): word for word in words}
        nearest = [folded[word] for word in get_close_matches(typed[:MANY].casefold(), folded, n=5, cutoff=0.0)]
        return f"the nearest {kind} here are: {', '.join(nearest)}"
    return f"the {kind} here are: {', '.join(words)}" if words else None


_NEEDS_NO_QUOTES = frozenset("-_./:,+=@%…")


def argument(text: str) -> str:
    """A name in a command of a hint, as it is typed: in quotation marks where a shell would cut or change it."""
    if text and all(sign.isalnum() or sign in _NEEDS_NO_QUOTES for sign in text):
        return text
    if not frozenset('"$`!') & frozenset(text):
        return f'"{text}"'
    import shlex

    return shlex.quote(text)


def offer(hint: str | None) -> str | None:
    """The word that a hint of `near` offers, if it offers one."""
    before, found, rest = (hint or "").partition("did you mean '")
    return rest.partition("'")[0] if found and not before else None


def shortened(text: str, most: int = 40) -> str:
    """A text as a message quotes it: its beginning, where it is longer than so many characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _on_one_line(text: str) -> str:
    """Safe to print, with a blank for each line end and what is blank around it: what is quoted may have several."""
    return visible(" ".join(filter(None, (line.strip(" ") for line in text.split("\n")))) if "\n" in text else text)


UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""General categories of what draws nothing, parts lines, or is no character (UAX #44, table 12)."""


def visible(text: str) -> str:
    """Text safe to print on a terminal: control, format and bidirectional characters are shown as escapes."""
    if text.isascii() and text.isprintable():
        return text
    from unicodedata import category

    return "".join(char if char == "\n" or category(char) not in UNSEEN else f"\\u{ord(char):04x}" for char in text)
