"""A source made into a handout, as tests look at it."""

from pathlib import Path

from handout.incoming.reading import ImportedHandout, make


def made(folder: Path, name: str, data: bytes | str, clinic: str = "en-US") -> ImportedHandout:
    """The handout of a file with these contents. No word of it is lost, and none stands where it should not."""
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    found = make(path, "x", clinic)
    assert found.account.lost == ()
    return found


def body(found: ImportedHandout) -> str:
    """The sections as they were written, without what the format wants before them."""
    return found.written.text.partition("sections:\n")[2]


def left_out(found: ImportedHandout) -> list[tuple[str, str]]:
    """Reason and words of all that stands in the report alone."""
    return [(told.reason, told.words) for told in found.incoming.telling.found if told.sort == "left out"]


def changed(found: ImportedHandout) -> list[str]:
    """The reasons of all that became something else."""
    return [told.reason for told in found.incoming.telling.found if told.sort == "changed"]
