"""Write into a translation's file which blocks of the source it follows, every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from handout.content.translation_record import Followed
from handout.problems import HandoutError, Problem, Problems, Severity
from handout.reading import yaml_file
from handout.reading.nodes import Mapping
from handout.record import replace
from handout.source import Span
from handout.translation.alignment import AlignedPair, BlockState
from handout.translation.in_step import DOUBT, Following
from handout.translation.text_units import digests_of

HEADING = "# Written by `handout translate`: block by block, the text of the source that was translated. Not for hands."
_LINE = re.compile(rb"[ \t]*- [\"']?" + Followed.PATTERN.encode() + rb"[\"']?[ \t]*")


def brought_in_step(pairs: Sequence[AlignedPair], chosen: Iterable[str] | None) -> list[str]:
    """The lines of the record once these blocks (all, when None) are in step: what they follow is today's source.

    A block that was not chosen goes on following the text it followed, so that it stays stale.
    """
    names = None if chosen is None else frozenset(chosen)
    lines = []
    for pair in pairs:
        own, source = pair.translated, pair.source
        if own is None:
            continue
        is_chosen = names is None or own.name in names
        if source is not None and (is_chosen or pair.step is BlockState.IN_STEP):
            lines.append(str(Followed(own.kind, source.digest, own.digest, own.span, digests_of(source))))
        elif pair.line is not None:
            lines.append(str(replace(pair.line, own=own.digest)))
    return lines


def obstacles(following: Following, chosen: Iterable[str] | None) -> list[Problem]:
    """Why these blocks (all, when None) are not in step, whoever says so: missing, extra, or with another number."""
    names = None if chosen is None else frozenset(chosen)
    found: list[Problem] = []
    for one in following.blocks:
        own, source = one.pair.translated, one.pair.source
        if names is None or (own is not None and own.name in names):
            found += one.differences if own is not None and source is not None else one.problems
    codes = {"W36": "E36", "W31": "E38", "W32": "E38"}
    sure = [one for one in found if one.code != DOUBT]
    return [replace(one, severity=Severity.ERROR, code=codes.get(one.code, one.code)) for one in sure]


def with_record(data: bytes, name: str, lines: Sequence[str]) -> bytes:
    """The file with this record in place of the one it had, or at its end."""
    problems = Problems()
    root = yaml_file.parse(data, name, problems)
    if problems.has_errors or not isinstance(root, Mapping):
        raise HandoutError(problems)
    rows = data.splitlines(keepends=True)
    ending = b"\r\n" if rows and rows[0].endswith(b"\r\n") else b"\n"
    place = next((key.span for key, _ in root.entries if key.text.text == "follows"), None)
    start = len(rows) if place is None else place.line - 1
    end = start if place is None else start + 1
    while end < len(rows) and _LINE.fullmatch(rows[end].rstrip(b"\r\n")):
        end += 1
    written = [b"follows:", *(f"  - {line}".encode() for line in lines)]
    if place is None:
        written.insert(0, HEADING.encode())
        if rows and not rows[-1].endswith((b"\n", b"\r")):
            rows[-1] += ending
    new = b"".join([*rows[:start], *(line + ending for line in written), *rows[end:]])
    if not _holds(new, name, root, lines):
        message = "the record cannot be written into this file: it is not laid out one key a line from the left edge"
        raise HandoutError([Problem(place or Span(name, 1, 1), Severity.ERROR, "E37", message, "lay the file out so")])
    return new


def _holds(data: bytes, name: str, before: Mapping, lines: Sequence[str]) -> bool:
    """Whether the new file says what the old one said, and the record."""
    problems = Problems()
    root = yaml_file.parse(data, name, problems)
    if problems.has_errors or not isinstance(root, Mapping):
        return False
    written = root.get("follows")
    items = getattr(written, "items", ())
    return [str(getattr(item, "text", "")) for item in items] == list(lines) and _said(root) == _said(before)


def _said(node: object) -> object:
    """What a file says but for its record, without places."""
    if isinstance(node, Mapping):
        return [(key.text.text, _said(value)) for key, value in node.entries if key.text.text != "follows"]
    items = getattr(node, "items", None)
    return [_said(item) for item in items] if items is not None else str(getattr(node, "text", ""))
