"""What is put into a text without being typed: a picture with its description, a reference from here or elsewhere."""

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from handout import files
from handout.content.project import Project
from handout.incoming.bibliography import reference_in
from handout.incoming.placing import free
from handout.pdf.pictures.images import check_picture
from handout.problems import Problems
from handout.reading.list_patch import entry_at, lines_of, with_new
from handout.reading.patch import CannotPatch, scalars
from handout.record import Record
from handout.review.canonical import quoted


class CitableSource(Record):
    """A reference that can be cited: its key, how it is known, and its lines; `is_own`: the text has it already."""

    key: str
    label: str
    entry: str
    is_own: bool


def saved_picture(content: Path, name: str, data: bytes) -> str:
    """Put a picture into `content/images/`; its path as a handout names it. Raises BadPicture, CannotWrite.

    Nothing is overwritten: a name that another picture has gets a number.
    """
    checked = check_picture(data, name)
    stem = re.sub("[^a-z0-9]+", "-", PurePosixPath(name).stem.lower()).strip("-")[:60] or "picture"
    target = free(content / "images" / f"{stem}.{'jpg' if checked.kind == 'jpeg' else checked.kind}", data)
    if not target.exists():
        files.write_whole(target, data)
    return f"images/{target.name}"


def with_picture(text: str, line: int, image: str, alt: str, caption: str) -> str:
    """The text with a figure below the block at this line; raises CannotPatch."""
    at = entry_at(text, line, "body")
    if at is None:
        raise CannotPatch("there is no section with a body yet: write one first")
    lines = ["- figure:", f"    image: {quoted(image)}", f"    alt: {quoted(alt)}"]
    if caption:
        lines.append(f"    caption: {quoted(caption)}")
    return with_new(text, at, "\n".join(lines))


def with_reference(text: str, source: CitableSource) -> str:
    """The text with a reference at the end of its list; as it is when it has that one already."""
    if source.is_own:
        return text
    last = max((int(path[1]) for path in scalars(text) if path[0] == "references" and len(path) > 2), default=0)
    return with_new(text, ("references", last), source.entry)


def with_citation(text: str, at: int, key: str) -> str:
    """The text with a citation at a place in it, counted in the units of UTF-16, as browsers count."""
    units = text.encode("utf-16-le")
    before = units[: 2 * at].decode("utf-16-le", "ignore")
    blank = "" if not before or before[-1].isspace() else " "
    return f"{before}{blank}[@{key}]{text[len(before) :]}"


def sources(project: Project, text: str) -> tuple[CitableSource, ...]:
    """The references of a text, then those of all other handouts that it does not have."""
    found = {key: CitableSource(key=key, label=label, entry=entry, is_own=True) for key, label, entry in _in(text)}
    for entry in project.entries(Problems()):
        try:
            other = files.read(entry.path, 1_000_000).decode("utf-8", "replace")
        except files.CannotRead:
            continue
        for key, label, lines in _in(other):
            if lines:
                found.setdefault(key, CitableSource(key=key, label=label, entry=lines, is_own=False))
    return tuple(found.values())


def _in(text: str) -> Iterator[tuple[str, str, str]]:
    """The references of a text: key, title and year, and their lines, set in as in a list that is not."""
    try:
        values = scalars(text)
    except CannotPatch:
        return
    by_number: dict[int, dict[str, Any]] = {}
    for path, typed in values.items():
        if path[0] == "references" and len(path) > 2 and isinstance(path[1], int):
            by_number.setdefault(path[1], {})[str(path[2])] = typed
    for number, about in by_number.items():
        if "id" in about and "title" in about:
            key, title = about["id"].text, " ".join(about["title"].text.split())
            year = about["issued"].text[:4] if "issued" in about else ""
            yield key, f"{title}{f' ({year})' if year else ''}", _lines(text, ("references", number))


def _lines(text: str, path: tuple[str, int]) -> str:
    try:
        return lines_of(text, path)
    except CannotPatch:
        return ""


def pasted(typed: str) -> CitableSource:
    """A reference as other programs export it; raises NoReference."""
    item = reference_in(typed)
    key = _key(item)
    own = {"id": key, **{name: value for name, value in item.items() if name not in {"id", "abstract"}}}
    lines = [f"  {quoted(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in own.items() if value]
    label = " ".join(item["title"].split())
    return CitableSource(key=key, label=label, entry="- " + "\n".join(lines).removeprefix("  "), is_own=False)


def _key(item: dict[str, Any]) -> str:
    """A key that can be cited: that of the reference where it can, else the first author and the year."""
    typed = str(item.get("id", "")).rsplit("/", 1)[-1]
    if re.fullmatch("[A-Za-z][A-Za-z0-9_-]{0,40}", typed):
        return typed
    author = item.get("author")
    first = author[0] if isinstance(author, list) and author and isinstance(author[0], dict) else {}
    year = re.search(r"\d{4}", json.dumps(item.get("issued", "")))
    words = f"{first.get('family') or first.get('literal') or item['title']} {year[0] if year else ''}"
    return "-".join(re.findall("[a-z0-9]+", words.lower()))[:40].strip("-") or "source"
