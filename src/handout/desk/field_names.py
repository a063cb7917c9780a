"""What the values of a handout are called in its form: `Medicine 1: Metoprolol`, and in it `Morning`."""

from collections.abc import Mapping

from handout.content.blocks import KINDS
from handout.desk.declared import choices_at
from handout.desk.starters import TEXT, in_words
from handout.desk.words import DeskWords
from handout.reading.patch import Path, Typed

LONGEST = 40
"""Letters of an entry's first words that stand beside its number."""


class FieldNames:
    """The names in one text, whose values these are, in the words of the desk; a key it has no word for is itself."""

    def __init__(self, say: DeskWords, values: Mapping[Path, Typed]) -> None:
        self._say, self._values = say, values
        self._first: dict[Path, Typed] = {}
        """The first value of each part."""
        self._bodies: dict[Path, list[Path]] = {}
        """The entries of each body."""
        for path, typed in values.items():
            for end in range(1, len(path) + 1):
                if self._first.setdefault(path[:end], typed) is typed and path[end - 2 : end - 1] == ("body",):
                    self._bodies.setdefault(path[: end - 1], []).append(path[:end])

    def group(self, path: Path) -> str:
        """What stands above all values below this path; above those with keys of their own, where it is none."""
        if len(path) < 2:
            return self.of(path) if path else self._say("form_head")
        heading = self._values.get((*path, "heading"))
        return self._entry(path) if heading is None or not heading.text.strip() else _short(heading.text)

    def of(self, path: Path) -> str:
        """What a value, an entry of a list or a block is called where it stands."""
        *_, name = path
        if isinstance(name, int):
            return self._entry(path)
        return self._block(path) if is_block(path) else self._key(name)

    def choices(self, path: Path) -> dict[str, str]:
        """The words one of which this value must be, each with its name; none where it may be many others."""
        names = (str(path[-1]), "value")
        return {
            word: next((said for name in names if (said := self._say.of(f"choice_{name}", word))), word)
            for word in choices_at(path)
        }

    def whole(self, path: Path) -> str:
        """The same for who does not see where it stands, after what it is part of."""
        around = parts_around(path)
        return f"{self.of(around[-1])}, {self.of(path)}" if around else self.of(path)

    def _key(self, name: str) -> str:
        words = name.replace("_", " ").replace("-", " ")
        return self._say.of("key", name) or words[:1].upper() + words[1:]

    def _entry(self, path: Path) -> str:
        """By the singular of its list, its number, and what it says first when it holds several values."""
        *_, name, number = path
        if name == "body":
            kind = self._kind_at(path)
            return self._block((*path, kind)) if kind else f"{self._key(TEXT)} {self._count(path)[0]}"
        numbered = self._say("cell") if isinstance(name, int) else self._say.of("entry", name) or self._key(name)
        numbered = f"{numbered} {int(number) + 1}"
        first = self._first.get(path)
        return numbered if first is None or first.path == path else f"{numbered}: {_short(first.text)}"

    def _block(self, path: Path) -> str:
        """A block by its kind, numbered where its body has others of it."""
        kind = str(path[-1])
        name = self._say.of("block", kind) or (in_words(kind) if kind in KINDS else kind)
        number, count = self._count(path[:-1])
        return name[:1].upper() + name[1:] + (f" ({number})" if count > 1 else "")

    def _count(self, entry: Path) -> tuple[int, int]:
        """Which among the entries of a body that are of one kind this is, and how many they are."""
        kind = self._kind_at(entry)
        alike = [other for other in self._bodies.get(entry[:-1], ()) if self._kind_at(other) == kind]
        return (alike.index(entry) + 1 if entry in alike else 1), len(alike)

    def _kind_at(self, entry: Path) -> str:
        """The kind of block that an entry of a body is; nothing, where it is a text."""
        first = self._first.get(entry)
        return "" if first is None or first.path == entry else str(first.path[len(entry)])


def parts_around(path: Path) -> list[Path]:
    """The blocks, entries with keys, and keys with keys that a value is part of, the outermost first.

    Not what it is grouped under: its section, or the first of its keys.
    """
    start = 2 if path[0] == "sections" else 1
    return [path[:end] for end in range(start + 1, len(path)) if _is_part(path[:end], path[end])]


def _is_part(path: Path, below: str | int) -> bool:
    """Whether this is a part with a name of its own, not a list, nor the entry that a block is."""
    if isinstance(path[-1], int):
        return path[-2] != "body"
    return isinstance(below, str) or is_block(path)


def is_block(path: Path) -> bool:
    """Whether this is a block of a body: what stands under its kind."""
    return len(path) > 2 and path[-3] == "body" and isinstance(path[-2], int)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0]} …"
