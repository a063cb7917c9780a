"""The bytes of the pictures a handout names, as they lie in the content folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from unicodedata import normalize

from handout.content.project import Project
from handout.content.values import PICTURE_ENDINGS, ImagePath
from handout.files import CannotRead, listed, read
from handout.problems import Problems, near, offer
from handout.record import Record
from handout.source import Located, Span

LARGEST = 10_000_000
"""Bytes; a larger picture is refused wherever pictures are read."""
IMAGES = "images"
"""The folder of content/ in which pictures usually lie."""
MOST_SHOWN = 8
"""So many files of a folder are named where one is not there."""


def pictures_in(value: object) -> Iterator[ImagePath]:
    """The pictures that a record names, in the order of its keys."""
    if isinstance(value, ImagePath):
        yield value
    elif isinstance(value, Record) and not isinstance(value, Located | Span):
        yield from pictures_in(tuple(getattr(value, name) for name in value.__struct_fields__))
    elif isinstance(value, tuple | dict):
        for part in value if isinstance(value, tuple) else value.values():
            yield from pictures_in(part)


def picture_reader(project: Project, problems: Problems) -> Callable[[ImagePath], bytes]:
    """Gives a picture's bytes; none, and a problem (E70), when there is no such regular file of fair size."""

    def picture(image: ImagePath) -> bytes:
        path = project.picture(image)
        if path is None:
            problems.error("E70", image.span, f"'{image}' leads out of the content folder")
            return b""
        try:
            data = read(path, LARGEST, project.inputs)
        except CannotRead as fault:
            reason = "it is larger than 10 MB" if fault.size > LARGEST else str(fault)
        else:
            reason = "it is empty"
            if data:
                return data
        problems.error(
            "E70", image.span, f"the picture '{image}' cannot be read: {reason}", _offer(path, str(image), project)
        )
        return b""

    return picture


def _offer(path: Path, typed: str, project: Project) -> str | None:
    """A hint when a file of nearly this name is there: systems differ in whether capitals and accents count.

    `typed` is the path as the author typed it, whose folder stands before what is offered.
    """
    names = [] if path.exists() else _pictures(path.parent)
    if any(normalize("NFC", name) == normalize("NFC", path.name) for name in names):
        return f"the file is there, the accents in its name are separate characters: rename it to {path.name}"
    same = next((name for name in names if name.casefold() == path.name.casefold()), None)
    folder = typed[: typed.rfind("/") + 1]
    if same is not None:
        return f"did you mean '{folder}{same}'? Capital letters matter"
    usual = [] if path.exists() else [f"{IMAGES}/{name}" for name in _pictures(project.content / IMAGES)]
    elsewhere = next((name for name in usual if Path(name).name.casefold() == path.name.casefold()), None)
    if elsewhere is not None:
        return f"did you mean '{elsewhere}'?"
    stems = {Path(name).stem: name for name in names}
    meant = offer(near(path.stem, stems))
    if meant is not None:
        return f"did you mean '{folder}{stems[meant]}'?"
    shown = sorted(names) or usual
    return f"the files there are: {', '.join(shown[:MOST_SHOWN])}" if shown else None


def _pictures(folder: Path) -> list[str]:
    """The names of the pictures in a folder, sorted."""
    return [name for name in listed(folder) if name.casefold().endswith(PICTURE_ENDINGS)]
