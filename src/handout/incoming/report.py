"""Say what came of a source: words counted, what is left to write, left out, or became another thing."""

from __future__ import annotations

import re

from handout.incoming.reading import ImportedHandout
from handout.incoming.tree import Heading, Incoming, Listing, Paragraph, Reported, plain

_CALL = re.compile(
    r"when (?:to|should you) (?:call|get|seek|ask)|call (?:us|your|911|999|112)|emergency|warning signs|get help"
    r"|cu[aá]ndo (?:llamar|acudir|pedir)|emergencia|urgencia|quand (?:appeler|consulter)|urgence",
    re.IGNORECASE,
)
_STEPS = re.compile(
    r"(?:wash|take|put|remove|clean|open|close|press|hold|turn|check|call|drink|eat|avoid|keep|do not|don't|place|use"
    r"|sit|stand|lie|wait|rinse|dry|apply|insert|breathe|lave|tome|ponga|quite|limpie|prenez|mettez|lavez)\b",
    re.IGNORECASE,
)

_ENTRY = re.compile(r"(?:\d{1,2}[.)]|[a-z][.)]|[-–—*]|o )\s+\S")

MOST_PLACES = 5


def point_out(incoming: Incoming) -> None:
    """Tell of parts that may belong elsewhere: signs that mean call, steps. Nothing is moved."""
    for part in incoming.parts:
        if isinstance(part, Heading) and _CALL.search(plain(part.pieces)):
            reason = "this may be what 'get_help' is for: move its signs there yourself"
            incoming.telling.look(part.place, reason, plain(part.pieces))
        if isinstance(part, Paragraph) and _ENTRY.match(plain(part.pieces)):
            incoming.telling.look(part.place, "this may be an entry of a list: its number or sign was typed as words")
        if isinstance(part, Paragraph) and _may_be_heading(part):
            incoming.telling.look(
                part.place, "this may be a heading: it is a short line in strong letters", plain(part.pieces)
            )
        if isinstance(part, Listing) and part.numbers is not None and _is_steps(part):
            first = part.items[0][0]
            words = plain(first.pieces) if isinstance(first, Paragraph) else ""
            incoming.telling.look(part.place, "these may be steps: a 'steps' block prints them larger", words)


def _may_be_heading(part: Paragraph) -> bool:
    words = plain(part.pieces).strip()
    is_strong = all(piece.strong or not piece.text.strip() for piece in part.pieces)
    return is_strong and len(words) < 80 and "\n" not in words and not words.endswith((".", ",", ";", "!"))


def _is_steps(listing: Listing) -> bool:
    first = [plain(item[0].pieces) for item in listing.items if isinstance(item[0], Paragraph)]
    return len(first) > 1 and sum(_STEPS.match(words) is not None for words in first) * 2 > len(first)


def report(made: ImportedHandout, handout: str) -> str:
    """The report, as Markdown."""
    found, account = made.incoming.telling.found, made.account
    lines = [
        f"# {made.source}", "",
        f"What came of `{made.source}` in `{handout}`. No word of the source is gone: each stands there, or below.", "",
        "| | words |", "| --- | ---: |",
        f"| in the file | {account.words} |",
        f"| in the handout | {account.in_handout} |",
        f"| in this report alone | {account.reported + len(account.lost)} |", "",
    ]  # fmt: skip
    if account.lost:
        lines += _section("Not placed: put these words where they belong", [f"- {_quoted(' '.join(account.lost))}"])
    lines += _section("Left to write", _counted(made.written.missing))
    lines += _section("Left out", _told(found, "left out"))
    lines += _section("Taken, but not as it was", _told(found, "changed"))
    if account.misplaced:
        words = [f"- {_quoted(words)}" for words in account.misplaced]
        lines += _section("In the handout, but in another place", words)
    lines += _section("Have a look", _told(found, "look"))
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(heading: str, lines: list[str]) -> list[str]:
    return [f"## {heading}", "", *lines, ""] if lines else []


def _counted(missing: list[str]) -> list[str]:
    counts: dict[str, int] = {}
    for what in missing:
        counts[what] = counts.get(what, 0) + 1
    return [f"- {what}" + (f" ({count} times)" if count > 1 else "") for what, count in counts.items()]


def _told(found: list[Reported], sort: str) -> list[str]:
    """One line for each remark; one without words of its own is made once, with its first places."""
    places: dict[tuple[str, str], list[str]] = {}
    for number, entry in enumerate(found):
        if entry.sort == sort:
            places.setdefault((entry.reason, f"{number} {entry.words}" if entry.words else ""), []).append(entry.place)
    return [
        f"- {_places(where)}: {reason}" + (f": {_quoted(words.partition(' ')[2])}" if words else "")
        for (reason, words), where in places.items()
    ]


def _places(where: list[str]) -> str:
    more = len(where) - MOST_PLACES
    return ", ".join(where[:MOST_PLACES]) + (f" and {more} more place{'s' * (more > 1)}" if more > 0 else "")


def _quoted(words: str) -> str:
    """Words as they are, between signs that Markdown does not read."""
    fence = "`" * (max((len(run) for run in re.findall("`+", words)), default=0) + 1)
    blank = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{blank}{words}{blank}{fence}"
