"""Find what a handout tells its reader to do: sentences that begin with a verb."""

import re

from handout.lint.subject import Subject, TextUnit
from handout.lint.word_lists import words

_LEAD = re.compile(r"(?:please|then|next|first|also|por favor|luego|después|primero)[,:]?\s+", re.IGNORECASE)


def actions(subject: Subject) -> tuple[TextUnit, ...] | None:
    """The units in which some sentence begins with a verb of the list; None for a language without a list."""
    verbs = words(subject.primary, "actions")
    if not verbs:
        return None
    return tuple(unit for unit in subject.prose if any(_begins(part.text, verbs) for part in unit.sentences))


def _begins(sentence: str, verbs: frozenset[str]) -> bool:
    text = _LEAD.sub("", sentence.lstrip('¡("“'), count=1)
    # "If it bleeds, press on it": the verb comes after the condition.
    parts = [text, *text.split(",")[1:2]]
    firsts = (part.strip().split(" ", 1)[0].casefold().strip(".,:;!") for part in parts)
    return any(first in verbs for first in firsts)
