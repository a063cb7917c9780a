"""The words of a whole library, to be searched: a record that may be deleted at any time, for the files are the truth.

Each search looks at the bytes of every file, and reads again those that have changed. The record lies in
`.handout/library.sqlite`; where it cannot be written or is damaged, the search goes on without it.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from handout import __version__, library_record
from handout.content.project import Entry, Project
from handout.problems import Problems
from handout.reading import yaml_file
from handout.reading.nodes import Mapping, Scalar, YamlNode
from handout.reading.nodes import Sequence as List
from handout.record import Record
from handout.source import Span

AROUND = 40
"""The characters shown on each side of what was found."""


class Hit(Record):
    """A handout in which all words were found: the place of the first, with the words around it."""

    entry: Entry
    title: str
    span: Span
    shown: str


class _Row(Record):
    """A file as it was read: its title, and its texts, each with its line, as JSON; and folded, each on its line."""

    digest: str
    title: str
    texts: str
    folded: str


def find(project: Project, entries: Sequence[Entry], words: str, problems: Problems) -> list[Hit]:
    """The handouts that hold every one of these words, or words that begin so; those with one in the title first.

    `problems` says which handouts cannot be read, and so were not searched.
    """
    wanted = [_needle(word) for word in folded(words).split()]
    if not wanted:
        return []
    rows = _rows(project, entries, problems)
    hits = []
    for entry in entries:
        row = rows.get(project.name(entry.path))
        if row is not None and all(word in row.folded for word in wanted):
            hits.append(_hit(project, entry, row, wanted))
    return sorted(hits, key=lambda hit: not any(word in folded(hit.title) for word in wanted))


def folded(text: str) -> str:
    """Text as it is compared: without accents, capitals and signs, one blank before and between its words."""
    plain = text if text.isascii() else _without_marks(text)
    return f" {' '.join(_WORDS.findall(plain.casefold()))}"


_WORDS = re.compile(
    r"(?:[^\W_]|[\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u1360\u1369-\u1dff])+"
)
"""Letters, digits, and the marks without which an Indian or Thai word is another."""
_WITHOUT_BLANKS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese: their words stand without blanks."""


def _without_marks(text: str) -> str:
    """Letters without their accents; marks that are vowels of their own (Thai, Hindi) stay."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not "\u0300" <= char <= "\u036f" and not "\u064b" <= char <= "\u0652")


def _needle(word: str) -> str:
    """What is looked for in folded text: a word from its beginning on."""
    return word if _WITHOUT_BLANKS.search(word) else f" {word}"


def _hit(project: Project, entry: Entry, row: _Row, wanted: Sequence[str]) -> Hit:
    """The place where most of the words stand together, the first of such."""
    lines = row.folded.split("\n")
    held = (sum([word in line for word in wanted]) for line in lines)
    best, _ = max(enumerate(held), key=lambda one: one[1])
    line, text = json.loads(row.texts)[best]
    return Hit(entry=entry, title=row.title, span=Span(project.name(entry.path), line, 1), shown=_excerpt(text, wanted))


def _excerpt(text: str, wanted: Sequence[str]) -> str:
    """The words around the first that was found."""
    line = " ".join(text.split())
    starts = [found.start() for found in _WORDS.finditer(line) if any(word in folded(found[0]) for word in wanted)]
    at = starts[0] if starts else 0
    start = line.rfind(" ", 0, max(at - AROUND, 0)) + 1
    end = at + 2 * AROUND
    stop = end if end >= len(line) else max(line.rfind(" ", 0, end), at)
    stop = len(line) if stop >= len(line) else stop or end
    return f"{'… ' if start else ''}{line[start:stop]}{' …' if stop < len(line) else ''}"


def _rows(project: Project, entries: Sequence[Entry], problems: Problems) -> dict[str, _Row]:
    """What each file says today, by its name; those that cannot be read are left out, and reported."""
    known = _remembered(project.root)
    rows: dict[str, _Row] = {}
    for entry in entries:
        name = project.name(entry.path)
        data = yaml_file.contents(entry.path, name, problems)
        if data is None:
            continue
        digest = hashlib.sha256(__version__.encode() + data).hexdigest()
        row = known.get(name)
        found = row if row is not None and row.digest == digest else _read(data, name, digest, problems)
        if found is not None:
            rows[name] = found
    fresh = {name: row for name, row in rows.items() if known.get(name) is not row}
    if fresh or known.keys() - rows.keys():
        _remember(project.root, fresh, known.keys() - rows.keys())
    return rows


def _read(data: bytes, name: str, digest: str, problems: Problems) -> _Row | None:
    """A file's texts; None where it is no YAML, and `problems` says why."""
    faults = Problems()
    root = yaml_file.parse(data, name, faults)
    if root is None:
        problems.extend(faults)
        return None
    texts = [(scalar.span.line, scalar.text.text) for scalar in _texts(root) if not scalar.is_empty]
    title = root.get("title") if isinstance(root, Mapping) else None
    said = title.text.text if isinstance(title, Scalar) else ""
    stored = json.dumps(texts, ensure_ascii=False)
    return _Row(digest=digest, title=said, texts=stored, folded="\n".join(folded(text) for _, text in texts))


def _texts(node: YamlNode) -> Iterator[Scalar]:
    """Every value in a file, in order; no keys."""
    match node:
        case Scalar():
            yield node
        case List():
            for item in node.items:
                yield from _texts(item)
        case Mapping():
            for _, value in node.entries:
                yield from _texts(value)


def _remembered(root: Path) -> dict[str, _Row]:
    """The rows of the record."""
    found = library_record.rows_of(root, "handouts")
    return {
        name: _Row(digest=digest, title=title, texts=texts, folded=text) for name, digest, title, texts, text in found
    }


def _remember(root: Path, fresh: dict[str, _Row], gone: Iterable[str]) -> None:
    written = [(name, row.digest, row.title, row.texts, row.folded) for name, row in fresh.items()]
    library_record.put(root, "handouts", written, gone)
