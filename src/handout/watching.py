"""What changes in a project's folders, found by polling: shared drives send no notifications."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

PAUSE = 0.3
"""Seconds between two looks."""
Seen: TypeAlias = dict[str, tuple[int, int]]
"""Files by their path, each with its size and the time of its last change, in nanoseconds."""


def look(root: Path, folders: Iterable[str] = ("content", "styles")) -> Seen:
    """The files that a build is made from: all in these folders that are not hidden."""
    seen: Seen = {}
    for name in folders:
        seen.update(_below(str(root / name)))
    return seen


def changed(before: Seen, after: Seen) -> list[str]:
    """The paths that came, went or changed, sorted."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def _below(folder: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """What lies in a folder and in its folders; what goes away while it is looked at is gone."""
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                        continue
                    with suppress(OSError):
                        about = entry.stat()
                        yield entry.path, (about.st_size, about.st_mtime_ns)
        except OSError:
            continue
