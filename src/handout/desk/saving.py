"""Put an edited text into its file: never over what somebody else saved meanwhile, and never lost on the way.

What is typed lies on disk within a second as a draft, with the digest of the text it began from.
"""

import hashlib
import json
import re
import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from difflib import SequenceMatcher, unified_diff
from itertools import islice, zip_longest
from pathlib import Path

from handout import files
from handout.files import REMEMBERED, CannotWrite, write_whole
from handout.reading.yaml_file import LIMITS
from handout.record import Record
from handout.review.locking import locked

_END = re.compile(r"\r\n|\r|\n")
DRAFTS = Path(REMEMBERED) / "drafts"
MARK = "\ufeff"


class Held(Record):
    """A file's text as an editor shows it, with the digest of its bytes, and how its lines end.

    `end`: how a new line ends, as most there do; `ends`: how each does, where they are not alike.
    """

    text: str
    digest: str
    end: str = "\n"
    ends: tuple[str, ...] = ()
    has_mark: bool = False


class Draft(Record):
    """A text that was typed and not saved; `base` is the text it began from, `digest` that of the file then.

    `by`: who typed it, where people have names here.
    """

    text: str
    base: str
    digest: str
    time: str
    by: str = ""


class Conflict(Exception):
    """The file was saved by somebody else since; `theirs` is what it holds now."""

    def __init__(self, theirs: Held) -> None:
        self.theirs = theirs
        super().__init__("the file was changed by somebody else")


class Gone(Exception):
    """The file is not there any more: it was moved, renamed or taken away."""


def held(path: Path) -> Held:
    """What a file holds; raises files.CannotRead, also when it is no UTF-8."""
    return _shown(files.read(path, LIMITS.size))


def _shown(data: bytes) -> Held:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise files.CannotRead("it is not UTF-8") from fault
    shown, digest, has_mark = text.removeprefix(MARK), hashlib.sha256(data).hexdigest(), text.startswith(MARK)
    if "\r" not in shown:
        return Held(text=shown, digest=digest, has_mark=has_mark)
    ends = tuple(_END.findall(shown))
    counted = Counter(ends).most_common()
    return Held(
        text=_END.sub("\n", shown), digest=digest, end=counted[0][0], ends=ends if len(counted) > 1 else (),
        has_mark=has_mark,
    )  # fmt: skip


def save(path: Path, text: str, began: Held, *, is_anew: bool = False) -> Held:
    """Write a text over the one it began from; raises Conflict when the file holds another, CannotWrite.

    Raises Gone when there is no file any more, unless it is to be made anew.
    """
    with locked(path.parent):
        if not path.exists():
            if not is_anew:
                raise Gone
            return _written(path, text, began)
        try:
            now = held(path)
        except files.CannotRead as fault:
            raise CannotWrite(f"{path}: cannot be read any more: {fault}") from fault
        if now.digest != began.digest:
            raise Conflict(now)
        return _written(path, text, began)


def _written(path: Path, text: str, like: Held) -> Held:
    data = _bytes(text, like)
    write_whole(path, data)
    # Not read again: somebody else may have written by now, and that is to be noticed.
    return _shown(data)


def _bytes(text: str, like: Held) -> bytes:
    """The text with line ends and byte order mark as the file had them."""
    body = text.replace("\r\n", "\n")
    try:
        return f"{MARK if like.has_mark else ''}{_ended(body, like)}".encode()
    except UnicodeEncodeError as fault:
        line = body[: fault.start].count("\n") + 1
        raise CannotWrite(f"line {line} holds half a character, which no file can hold: type it again") from fault


def _ended(text: str, like: Held) -> str:
    """The text with the line ends of the file; a line that was there before ends as it did."""
    if like.end == "\n" and not like.ends:
        return text
    lines, before = text.split("\n"), like.text.split("\n")
    ends = [like.end] * (len(lines) - 1)
    if like.ends:
        for one, other, count in SequenceMatcher(None, before, lines, autojunk=False).get_matching_blocks():
            for at in range(min(count, len(before) - 1 - one, len(lines) - 1 - other)):
                ends[other + at] = like.ends[one + at]
    return "".join(f"{line}{end}" for line, end in zip_longest(lines, ends, fillvalue=""))


def new_draft(stem: str) -> str:
    """A name for what one browser types into a handout; two that type into one have two."""
    return f"{stem}+{secrets.token_hex(8)}"


def keep_draft(root: Path, name: str, draft: Draft) -> None:
    """Keep what was typed, for us alone; raises CannotWrite."""
    folder = root / DRAFTS
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as fault:
        raise CannotWrite(f"{folder}: {files.why(fault)}") from fault
    members = {member: getattr(draft, member) for member in _MEMBERS}
    write_whole(folder / f"{name}.json", json.dumps(members).encode("ascii"), is_private=True)


def drafts_of(root: Path, stem: str, by: str = "") -> dict[str, Draft]:
    """What this person typed into a handout and never saved, by its name, the newest first; what is broken is none."""
    found: list[tuple[float, str, Draft]] = []
    for path in (root / DRAFTS).glob(f"{stem}+*.json"):
        try:
            members = json.loads(path.read_bytes())
            draft = Draft(**{member: str(members[member]) for member in _MEMBERS})
            found.append((path.stat().st_mtime, path.stem, draft))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return {name: draft for _, name, draft in sorted(found, key=lambda one: -one[0]) if draft.by == by}


_MEMBERS = ("text", "base", "digest", "time", "by")


def drop_draft(root: Path, name: str) -> None:
    """Take a draft away, if there is one."""
    with suppress(OSError):
        (root / DRAFTS / f"{name}.json").unlink()


def difference(theirs: str, mine: str, theirs_name: str, mine_name: str) -> str:
    """The lines in which two texts differ, with two around them, below what `-` and `+` stand for before a line."""
    lines = islice(unified_diff(theirs.splitlines(), mine.splitlines(), lineterm="", n=2), 2, None)
    shown = ("…" if line.startswith("@@") else line for line in lines if not line.startswith("@@ -1,"))
    return "\n".join([f"- {theirs_name}", f"+ {mine_name}", *shown])


def merged(base: str, mine: str, theirs: str) -> str | None:
    """Both changes to a text, line by line; None where they touch each other and somebody must choose."""
    old, one, other = (text.splitlines(keepends=True) for text in (base, mine, theirs))
    made: list[str] = []
    at = 0
    for start, end, lines in _both(old, one, other):
        if start < at:
            return None
        made += old[at:start]
        made += lines
        at = end
    return "".join([*made, *old[at:]])


def _both(old: Sequence[str], one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int, list[str]]]:
    """The changes of both sides in order, one that both made alike once; those that touch overlap on purpose."""
    found = sorted(set(_changes(old, one)) | set(_changes(old, other)))
    before = -1
    for start, end, lines in found:
        # Two changes at one place, one of them an insertion, have no order.
        yield (start - 1 if start == before else start), end, list(lines)
        before = end


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield start, end, tuple(new[first:last])
