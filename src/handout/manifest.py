"""`manifest.json`: a row for each file that was made, beside the files; and what lies there without one."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from handout.content.project import Entry
from handout.files import CannotRead, CannotWrite, digest_of_file, read, why, write_whole
from handout.jobs import Built
from handout.problems import Problem, Severity
from handout.record import Record, from_json, indented, to_json
from handout.review.locking import locked
from handout.source import Span

MANIFEST = "manifest.json"
LARGEST = 200_000_000
"""Bytes of a manifest; one of 60,000 PDFs has 27 million."""
Row = Mapping[str, object]


class Everything(Record):
    """What a build of everything makes: the handouts there are, the names of their files, those withdrawn or failed."""

    entries: tuple[Entry, ...]
    names: Collection[str]
    withdrawn: frozenset[Path] = frozenset()
    failed: frozenset[Path] = frozenset()

    def failed_for(self, row: Row) -> Path | None:
        """What failed in this build, so that the file of a row, which was to be made of it, stays as it was."""
        if str(row["path"]) not in self.names:
            return None
        stem, is_of_two = _stem(row), "+" in str(row["path"])
        of_row = [entry for entry in self.entries if entry.stem == stem or (is_of_two and entry.slug == stem)]
        of_row.sort(key=lambda entry: entry.stem != stem)
        failed = self.failed - self.withdrawn
        return next((entry.path for entry in of_row if entry.path in failed), None)


def write_manifest(out: Path, built: Sequence[Built], withdrawn: Collection[Path], memory: Path) -> list[Problem]:
    """Bring `manifest.json` up to date: the rows of this run, and the earlier ones whose files still stand.

    The files of what this run found `withdrawn` have no row any more; those that lie there are reported (W81), and
    remembered in the folder `memory` until they are gone.
    """
    if not built and not out.exists():
        return []
    known, gone = left_file(memory, out), {path.stem: path for path in withdrawn}
    with locked(out):
        remembered = {str(row["path"]): row for row in rows_in(known)}
        rows = {str(row["path"]): row for row in rows_of(out) if (out / str(row["path"])).is_file()}
        of_gone = [row for row in (remembered | rows).values() if _stem(row) in gone and _lies_there(out, row)]
        left = {str(row["path"]): row for row in of_gone}
        if left:
            remember(known, [*(remembered | left).values()])
        if built or left.keys() & rows.keys():
            others = {name: row for name, row in rows.items() if name not in left}
            _write(out, others | {row.path: row.as_row() for row in built})
    return [_left_over(out, row, _why_withdrawn(gone[_stem(row)])) for _, row in sorted(left.items())]


def write_whole_manifest(
    out: Path, built: Sequence[Built], everything: Callable[[], Everything], memory: Path, *, prune: bool
) -> tuple[list[Problem], list[Path]]:
    """Write `manifest.json` anew after a build of everything: it lists what was made, and nothing else.

    What an earlier manifest listed and still lies there is reported (W81), or taken away if `prune` says so: then its
    path is among those returned. `memory` is the folder where such files are remembered until they are gone. Nothing is
    taken away but a regular file with the bytes that we made, and none that this build failed to make again.
    """
    if not built and not out.exists():
        return [], []
    names = {row.path for row in built}
    known = left_file(memory, out)
    if not built and not out.exists():
        remember(known, [])
        return [], []  # nothing was made, and no folder is left behind to say so
    with locked(out):
        rows = {str(row["path"]): row for row in (*rows_in(known), *rows_of(out))}
        left = [row for name, row in sorted(rows.items()) if name not in names and _lies_there(out, row)]
        found = everything() if left else Everything(entries=(), names=())
        not_today = [row for row in left if found.failed_for(row) is None]
        removed, refused = _taken_away(out, not_today) if prune else ([], [])
        left = [row for row in left if out / str(row["path"]) not in removed]
        remember(known, left)
        if built or (out / MANIFEST).exists():
            _write(out, {row.path: row.as_row() for row in built})
    problems = [
        _left_over(out, row, *_why(row, found))
        for row in left if found.failed_for(row) is not None or not (prune and _is_as_made(out, row))
    ]  # fmt: skip
    return [*refused, *problems], removed


def _left_over(out: Path, row: Row, message: str, hint: str = "to remove it: handout build --prune") -> Problem:
    """That a file has no row any more, and why. One that somebody changed is not ours to remove."""
    path = out / str(row["path"])
    if not _is_as_made(out, row):
        message, hint = f"{message}; it is not the file that was made here, and is left alone", "remove it by hand"
    return Problem(Span(path.as_posix(), 1, 1), Severity.WARNING, "W81", message, hint)


def _taken_away(out: Path, rows: Sequence[Row]) -> tuple[list[Path], list[Problem]]:
    """Remove the files of these rows: those that are gone, and what to tell of those that cannot be removed."""
    removed, refused = [], []
    for path in (out / str(row["path"]) for row in rows if _is_as_made(out, row)):
        try:
            path.unlink()
            removed.append(path)
        except OSError as fault:
            message = f"this is left over and cannot be removed: {why(fault)}"
            refused.append(Problem(Span(path.as_posix(), 1, 1), Severity.ERROR, "E69", message, "remove it by hand"))
    return removed, refused


def rows_of(out: Path) -> list[Row]:
    """The rows of the manifest that stands in this folder; none when it is missing or not one of ours."""
    return rows_in(out / MANIFEST)


def rows_in(path: Path) -> list[Row]:
    """The rows of a manifest."""
    try:
        found = from_json(read(path, LARGEST), object)
    except (CannotRead, ValueError, RecursionError):
        return []
    rows = found.get("files") if isinstance(found, dict) else None
    if not isinstance(rows, list):
        return []
    return [row for row in rows if isinstance(row, dict) and isinstance(row.get("path"), str)]


def _write(out: Path, rows: Mapping[str, Row]) -> None:
    path, data = out / MANIFEST, indented(to_json({"files": [rows[name] for name in sorted(rows)]})) + b"\n"
    if path.is_file() and path.read_bytes() == data:
        return
    foreign = foreign_manifest(out)
    if foreign is not None:
        raise CannotWrite(foreign)
    write_whole(path, data)


def foreign_manifest(out: Path) -> str | None:
    """What to say of a manifest in this folder that another program wrote; None when there is none."""
    path = out / MANIFEST
    if path.is_file() and is_of_others(path.read_bytes(), lambda found: found.keys() <= {"files"}):
        return f"{path}: is not a manifest of a build, and is left alone"
    return None


def is_of_others(data: bytes, is_ours: Callable[[dict[str, object]], bool]) -> bool:
    """Whether these bytes are JSON that is not ours. What is damaged may have been."""
    try:
        found = from_json(data, object)
    except (ValueError, RecursionError):
        return False
    return not (isinstance(found, dict) and is_ours(found))


def left_file(memory: Path, folder: Path) -> Path:
    """Where the rows of what was left in a folder are remembered."""
    return memory / f"left-{sha256(os.fsencode(folder.absolute())).hexdigest()[:16]}.json"


def remember(known: Path, left: Sequence[Row]) -> None:
    """Keep the rows of what was left, for whoever takes it away later; the program does without if it must."""
    with suppress(OSError, CannotWrite):
        if left:
            write_whole(known, to_json({"files": left}))
        else:
            known.unlink(missing_ok=True)


def _lies_there(out: Path, row: Row) -> bool:
    """Whether the file of a row is a regular one in this very folder."""
    path = out / str(row["path"])
    try:
        return path.parent == out and path.name == row["path"] and stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def _is_as_made(out: Path, row: Row) -> bool:
    """Whether the file of a row has the bytes that we made."""
    return digest_of_file(out / str(row["path"])) == row.get("sha256")


def _stem(row: Row) -> str:
    """What the handout that a file was made from is called, without .yaml: `sleep`, or `sleep.es`."""
    slug, tag = str(row.get("slug")), str(row.get("language"))
    return f"{slug}.{tag}" if str(row["path"]).startswith(f"{slug}.{tag}.") else slug


def _why_withdrawn(source: Path) -> str:
    return f"left over: {source.name} is withdrawn"


def _why(row: Row, everything: Everything) -> tuple[str] | tuple[str, str]:
    """Why a file has no row any more, and what to do if that is not to take it away."""
    name, stem = str(row["path"]), _stem(row)
    entry = next((entry for entry in everything.entries if entry.stem == stem), None)
    if entry is None:
        return ("left over: its handout is not in content/ any more",)
    if entry.path in everything.withdrawn:
        return (_why_withdrawn(entry.path),)
    if name not in everything.names:
        return ("left over: nobody asks for this style or kind any more",)
    failed = everything.failed_for(row)
    if failed is not None:
        message = f"left over: {failed.name} could not be made again, and this is what was made of it before"
        return message, f"correct what is said of {failed.name}, and build again; until then this file stays"
    return (f"left over: {entry.path.name} was left out, and this is what was made of it before",)
