"""The texts that were signed, kept beside the sign-offs so that what changed since can be shown.

Each is the canonical form itself, so that `sha256sum` of the file gives the digest in the sign-off.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from handout.files import CannotRead, digest_of_file, read, write_whole
from handout.problems import Problems
from handout.review.canonical import digest_of
from handout.review.locking import locked
from handout.source import Span

LARGEST = 64_000_000
"""Bytes of a canonical text: more than a handout of the largest size has."""


def signed_text_path(record: Path, digest: str) -> Path:
    """`content/reviews/<slug>[.<lang>].<first 12 digits>.txt`, beside the sign-offs."""
    return record.with_suffix(f".{digest.removeprefix('sha256:')[:12]}.txt")


def store_signed_text(record: Path, text: str) -> Path:
    """Keep a canonical text beside the sign-offs; a text that is already there stays as it is."""
    path = signed_text_path(record, digest_of(text))
    data = text.encode("utf-8")
    with locked(path.parent):
        if path.is_symlink() or f"sha256:{digest_of_file(path)}" != digest_of(text):
            write_whole(path, data)
    return path


def read_signed_text(record: Path, name: str, digest: str, problems: Problems) -> str | None:
    """The text with this digest; None, and a problem (E87), when it is gone or no longer what was signed.

    It may be a link, as sign-offs may: the digest says whether it is what was signed. None is written through.
    """
    path = signed_text_path(record, digest)
    span = Span(PurePosixPath(name).with_name(path.name).as_posix(), 1, 1)
    hint = "get it back from git; the sign-off itself still holds"
    try:
        data = read(path, LARGEST)
    except CannotRead as fault:
        why = "is not here" if fault.is_absent else f"cannot be read ({fault})"
        problems.error("E87", span, f"the text that was signed {why}, so what changed cannot be shown", hint)
        return None
    # A checkout may have changed the line ends; the form has only LF.
    text = data.replace(b"\r\n", b"\n").decode("utf-8", "replace")
    if digest_of(text) != digest:
        problems.error("E87", span, "this is not the text that was signed: its digest differs", hint)
        return None
    return text
