"""The record of a library, `.handout/library.sqlite`: what was read and found of each handout, shared by all who ask.

It may be deleted at any time, for the files are the truth. Where it cannot be written, is damaged, in use or another
program's, it is as if it were not there.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

PATH = Path(".handout") / "library.sqlite"
FORM = 2
PATIENCE = 2.0
"""Seconds to wait for another process that writes the record."""
TABLES = {
    "handouts": "(name TEXT PRIMARY KEY, digest TEXT, title TEXT, texts TEXT, folded TEXT)",
    "looks": "(name TEXT PRIMARY KEY, stamp TEXT, digest TEXT, body TEXT)",
}
"""The words of each handout, to be searched; and where it stands with its reviewers."""
_IN_USE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def rows_of(root: Path, table: str) -> list[tuple[Any, ...]]:
    """All rows of a table; none when there is no record to be used."""
    path = root / PATH
    if not path.is_file():
        return []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)) as record:
            if record.execute("PRAGMA user_version").fetchone()[0] != FORM:
                return []
            return record.execute(f"SELECT * FROM {table}").fetchall()
    except (sqlite3.Error, ValueError, TypeError):
        return []


def put(root: Path, table: str, fresh: Sequence[tuple[Any, ...]], gone: Iterable[str]) -> None:
    """Put rows in and take others out, by their names; failing, it harms nothing but the next look's speed."""
    path = root / PATH
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
    for is_second in (False, True):
        try:
            _put(path, table, fresh, [(name,) for name in gone])
            return
        except sqlite3.DatabaseError as fault:
            # What another process is writing is whole, and is left to it.
            if is_second or getattr(fault, "sqlite_errorcode", 0) & 0xFF in _IN_USE:
                return
            with suppress(OSError):
                path.unlink()


def _put(path: Path, table: str, fresh: Sequence[tuple[Any, ...]], gone: Sequence[tuple[str]]) -> None:
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as record, record:
        is_ours = record.execute("PRAGMA user_version").fetchone()[0] == FORM
        if not is_ours:
            record.execute(f"PRAGMA user_version = {FORM}")
        for name, columns in TABLES.items():
            if not is_ours:
                record.execute(f"DROP TABLE IF EXISTS {name}")
            record.execute(f"CREATE TABLE IF NOT EXISTS {name} {columns}")
        record.executemany(f"DELETE FROM {table} WHERE name = ?", gone)
        if fresh:
            places = ", ".join("?" * len(fresh[0]))
            record.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({places})", fresh)
