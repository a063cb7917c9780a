"""Put a handout that was made of a file where it belongs, with its pictures and its report; nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

from handout.content.project import Project
from handout.files import write_whole
from handout.incoming.reading import ImportedHandout
from handout.incoming.report import report
from handout.record import Record


class WrittenFiles(Record):
    """What was written, by its path."""

    handout: Path
    report: Path
    pictures: tuple[Path, ...]


def place(made: ImportedHandout, path: Path, project: Project, here: Path) -> WrittenFiles:
    """Write the pictures, then the report into the folder `here`, and last the handout; raises CannotWrite.

    So there is no handout without the report of what is missing in it. A picture whose name is taken by another one
    gets the next free name.
    """
    images = project.content / "images"
    text = made.written.text
    pictures: list[Path] = []
    for name, data in made.written.pictures.items():
        target = free(images / name, data)
        text = text.replace(f"images/{name}\n", f"images/{target.name}\n")
        if not target.exists():
            write_whole(target, data)
        pictures.append(target)
    report_file = here / f"{path.stem}.import.md"
    write_whole(report_file, report(made, project.name(path)).encode("utf-8"))
    write_whole(path, text.encode("utf-8"))
    return WrittenFiles(handout=path, report=report_file, pictures=tuple(pictures))


def free(path: Path, data: bytes) -> Path:
    """This path, or where other bytes have it, the next with a number."""
    stem, number = path.stem, 1
    while (path.exists() or path.is_symlink()) and not (path.is_file() and path.read_bytes() == data):
        number += 1
        path = path.with_stem(f"{stem}-{number}")
    return path
