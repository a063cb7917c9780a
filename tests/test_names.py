"""A name says one thing: no two classes or types that other files use are called the same."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "handout"
STAGES = ("content/", "flow.py", "text/phrase.py")
"""What an author types, what is printed of it, and the words of either: a kind keeps its name from one to the next."""


def public_types(path: Path) -> Iterator[str]:
    """Classes and named types at the top of a file."""
    for node in ast.parse(path.read_text("utf-8")).body:
        match node:
            case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name), annotation=ast.Name(id="TypeAlias")):
                if not name.startswith("_"):
                    yield name


def test_no_two_types_share_a_name() -> None:
    homes = defaultdict(list)
    for path in sorted(SOURCE.rglob("*.py")):
        file = path.relative_to(SOURCE).as_posix()
        stage = next((stage for stage in STAGES if file.startswith(stage)), file)
        for name in public_types(path):
            homes[name].append((file, stage))
    twice = {
        name: [file for file, _ in places]
        for name, places in homes.items()
        if len(places) > len({stage for _, stage in places}.intersection(STAGES)) and len(places) > 1
    }
    assert twice == {}
