"""Tell of a second line in a text that prints on one: a name, a number, the title of a source."""

from collections.abc import Iterable

from handout.problems import Problems, shortened
from handout.source import Located


def check_one_line(texts: Iterable[Located | None], problems: Problems) -> None:
    """Tell of the second line of each text (E27)."""
    for text in texts:
        if text is None or "\n" not in text.text:
            continue
        first, _, rest = text.text.strip().partition("\n")
        if rest.strip():
            place = text.at(text.text.index(first) + len(first) + 1)
            message = f"'{shortened(' '.join(rest.split()))}' would run on from the line above"
            problems.error("E27", place, message, "write all of it on one line, without a '|'")
