"""Say how a record that was copied from Crossref is written as a reference: its texts are in lists, among much else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handout.problems import Problems
from handout.reading.line_slips import quoted
from handout.reading.nodes import Mapping, Scalar, Sequence, YamlNode

_LEAST = 3
"""So many keys that only such records have tell one."""
_OF_CROSSREF = frozenset({
    "indexed", "reference-count", "references-count", "content-domain", "short-container-title", "published-print",
    "published-online", "created", "is-referenced-by-count", "prefix", "member", "deposited", "score", "resource",
    "journal-issue", "alternative-id", "relation", "subject", "published", "link", "reference", "update-policy",
    "assertion", "funder",
})  # fmt: skip
_TYPES = {
    "journal-article": "article-journal", "book-chapter": "chapter", "proceedings-article": "paper-conference",
    "posted-content": "article", "monograph": "book", "edited-book": "book", "reference-book": "book",
    "dissertation": "thesis", "peer-review": "review",
}  # fmt: skip
_TEXTS = ("title", "container-title", "volume", "issue", "page", "publisher", "DOI", "URL")
_NAMES = ("author", "editor", "translator")
_OF_A_NAME = ("family", "given", "literal", "name", "suffix")


def is_exported(typed: Iterable[str]) -> bool:
    """Whether these are the keys of such a record."""
    return len(_OF_CROSSREF.intersection(typed)) >= _LEAST


def tell_of_export(node: Mapping, problems: Problems) -> None:
    """Tell of such a record once (E02), and give the reference that it is."""
    first, *more = [name for name, _ in node.entries if name.text.text in _OF_CROSSREF]
    message = f"unknown key '{first.text.text}' in this reference, and {len(more)} more that Crossref writes"
    problems.error("E02", first.span, message, f"write: {{{', '.join(_entry(node))}}}", first.text.text)


def _entry(node: Mapping) -> Iterator[str]:
    kind = _text(node.get("type"))
    yield f"id: {_text(node.get('id')) or '…'}"
    yield f"type: {_TYPES.get(kind, kind) or '…'}"
    for key in _NAMES:
        names = node.get(key)
        people = [_name(one) for one in names.items if isinstance(one, Mapping)] if isinstance(names, Sequence) else []
        if people:
            yield f"{key}: [{', '.join(people)}]"
    yield from (f"{key}: {quoted(typed)}" for key in _TEXTS if (typed := _text(node.get(key))))
    if day := _day(node.get("issued")):
        yield f"issued: {day}"


def _name(node: Mapping) -> str:
    parts = ((key, _text(node.get(key))) for key in _OF_A_NAME)
    said = [f"{'literal' if key == 'name' else key}: {quoted(typed)}" for key, typed in parts if typed]
    return f"{{{', '.join(said)}}}"


def _text(node: YamlNode | None) -> str:
    """A text, be it the one of a list."""
    first = node.items[0] if isinstance(node, Sequence) and node.items else node
    return " ".join(first.text.text.split()) if isinstance(first, Scalar) else ""


def _day(node: YamlNode | None) -> str:
    parts = node.get("date-parts") if isinstance(node, Mapping) else node
    inner = parts.items[0] if isinstance(parts, Sequence) and parts.items else parts
    typed = [_text(one) for one in inner.items] if isinstance(inner, Sequence) else [_text(inner)]
    return "-".join(part.zfill(2) for part in typed if part)
