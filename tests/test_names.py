"""A name says one thing, and says it in the words of the field."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from support.program import SOURCE, Facts, facts, files

STAGES = ("content/", "flow.py", "text/phrase.py")
"""What an author types, what is printed of it, and the words of either: a kind keeps its name from one to the next."""


def test_no_two_types_share_a_name() -> None:
    homes = defaultdict(list)
    for path in files():
        file = path.relative_to(SOURCE).as_posix()
        stage = next((stage for stage in STAGES if file.startswith(stage)), file)
        for name in facts(path).types:
            homes[name].append((file, stage))
    twice = {
        name: [file for file, _ in places]
        for name, places in homes.items()
        if len(places) > len({stage for _, stage in places}.intersection(STAGES)) and len(places) > 1
    }
    assert twice == {}


LONG = 20
"""Letters of a value that nobody writes twice by chance."""


def test_no_constant_stands_in_two_files() -> None:
    homes = defaultdict(set)
    for path in files():
        for name, value in facts(path).values:
            if len(value) >= LONG and not value.startswith("TypeVar("):
                homes[name.lstrip("_"), value].add(path.relative_to(SOURCE).as_posix())
    assert {name: sorted(places) for (name, _), places in homes.items() if len(places) > 1} == {}


OWN_DIALECT = {
    "told": "report, message, or what it is that is told",
    "kept": "cache, or what it is kept in",
    "standing": "status",
    "late": "lazy",
}
"""Words that once stood here for many things each, and what to say instead."""


def dialect_in(name: str) -> set[str]:
    """The words of a name, `told_of` or `ToldOf`, that say too little; a question may hold one: `is_kept`."""
    words = [word.lower() for word in re.findall(r"[A-Z]?[a-z]+", name)]
    return set() if name.startswith(("_", "is_", "has_", "tell_of_")) else OWN_DIALECT.keys() & words


def in_dialect(names: Callable[[Facts], Iterable[str]]) -> set[str]:
    """Such names of all files with a word of OWN_DIALECT in them, and what to say instead."""
    return {
        f"{path.relative_to(SOURCE)}: {name}: say {OWN_DIALECT[word]}"
        for path in files()
        for name in names(facts(path))
        for word in dialect_in(name)
    }


def test_no_public_name_is_in_a_dialect_of_our_own() -> None:
    assert in_dialect(lambda of: of.public) == set()


def test_no_argument_and_no_variable_is_in_a_dialect_of_our_own() -> None:
    assert in_dialect(lambda of: of.inside) == set()
