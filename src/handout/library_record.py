"""The record of a library, `.handout/library.sqlite`: what was read, found and made of each handout, for all who ask.

It may be deleted at any time, for the files are the truth. Where it cannot be written, is damaged, in use or another
program's, it is as if it were not there. Every row is sealed by a digest of all it says: a power cut may leave it half
as it was before, or in another's place.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from handout.files import REMEMBERED, CannotWrite, listed, refuse_odd_target

PATH = Path(REMEMBERED) / "library.sqlite"
FORM = 4
PATIENCE = 2.0
"""Seconds to wait for another process that writes the record."""
MOST_BUILDS = 30
"""Kinds of builds that are remembered: of all handouts, of one, in a style, for release; the latest count."""
TABLES = {
    "handouts": "(name TEXT PRIMARY KEY, digest TEXT, title TEXT, texts TEXT, folded TEXT, seal TEXT)",
    "looks": "(name TEXT PRIMARY KEY, stamp TEXT, body BLOB, seal TEXT)",
    "builds": "(name TEXT PRIMARY KEY, stamp TEXT, body BLOB, seal TEXT)",
}
"""The words of each handout, to be searched; where it stands with its reviewers; what each kind of build made.

`stamp` says which program wrote a row.
"""
_IN_USE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def rows_of(root: Path, table: str, name: str | None = None) -> list[tuple[Any, ...]]:
    """All rows of a table that are as they were put in, or the one of this name, without their seals.

    None when there is no record to be used.
    """
    path = root / PATH
    if not path.is_file():
        return []
    asked, named = (
        (f"SELECT * FROM {table}", ()) if name is None else (f"SELECT * FROM {table} WHERE name = ?", (name,))
    )
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)) as record:
            if record.execute("PRAGMA user_version").fetchone()[0] != FORM:
                return []
            found = record.execute(asked, named).fetchall()
    except (sqlite3.Error, ValueError, TypeError):
        return []
    # A damaged index leads from a name to the row of another.
    return [tuple(row) for *row, seal in found if seal == _seal(table, row) and name in {None, row[0]}]


def _seal(table: str, row: Iterable[Any]) -> str:
    """The digest of all that a row says, and of where it stands."""
    digest = hashlib.sha256(table.encode())
    for part in row:
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        digest.update(f" {type(part).__name__} {len(data)} ".encode())
        digest.update(data)
    return digest.hexdigest()


def put(root: Path, table: str, fresh: Sequence[tuple[Any, ...]], gone: Iterable[str]) -> None:
    """Put rows in, which are sealed here, and take others out, by their names.

    Failing, it harms nothing but the next look's speed.
    """
    path = root / PATH
    if not (root / "content").is_dir():
        return  # no library: nothing is left behind in a folder that was named by mistake
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
    for is_second in (False, True):
        try:
            refuse_odd_target(path)
            _put(path, table, fresh, [(name,) for name in gone])
            return
        except CannotWrite:
            return
        except sqlite3.DatabaseError as fault:
            # What another process is writing is whole, and is left to it.
            if is_second or getattr(fault, "sqlite_errorcode", 0) & 0xFF in _IN_USE:
                return
            with suppress(OSError):
                path.unlink()


def _put(path: Path, table: str, fresh: Sequence[tuple[Any, ...]], gone: Sequence[tuple[str]]) -> None:
    with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as record, record:
        # What a power cut damages is made anew, for no seal holds then: nobody waits for the disk.
        record.execute("PRAGMA synchronous = OFF")
        # One transaction, so that whoever is killed leaves all of it or nothing.
        record.execute("BEGIN IMMEDIATE")
        if record.execute("PRAGMA user_version").fetchone()[0] != FORM:
            _make_tables(record)
            _clear_earlier_forms(path.parent)
        record.executemany(f"DELETE FROM {table} WHERE name = ?", gone)
        if fresh:
            places = ", ".join("?" * (len(fresh[0]) + 1))
            sealed = [(*row, _seal(table, row)) for row in fresh]
            record.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({places})", sealed)
        if table == "builds":
            latest = "SELECT rowid FROM builds ORDER BY rowid DESC LIMIT ?"
            record.execute(f"DELETE FROM builds WHERE rowid NOT IN ({latest})", (MOST_BUILDS,))


def _make_tables(record: sqlite3.Connection) -> None:
    for name, columns in TABLES.items():
        record.execute(f"DROP TABLE IF EXISTS {name}")
        record.execute(f"CREATE TABLE {name} {columns}")
    record.execute(f"PRAGMA user_version = {FORM}")


def _clear_earlier_forms(folder: Path) -> None:
    """Take away the files in which earlier versions of the program noted what each build made."""
    for name in listed(folder):
        if name.startswith("build-") and name.endswith(".json"):
            with suppress(OSError):
                (folder / name).unlink()
