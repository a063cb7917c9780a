"""What a package says of its files: `manifest.json` in full, `manifest.csv` as a table, `SHA256SUMS` for sha256sum."""

import csv
import hashlib
import io
import json
import re
import types
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from handout.files import CannotRead, read
from handout.reading.key_types import spaced
from handout.record import Record, asdict, to_builtins
from handout.targets.fhir import SYSTEMS

JSON, CSV, SUMS = "manifest.json", "manifest.csv", "SHA256SUMS"
FORM: Final = 2
"""Counts up when a key is added or changes its meaning. One of form 1 is read too."""
LARGEST = 64_000_000
"""Bytes of a file in a package; more is not read."""
COLUMNS: Final = (
    "file", "title", "language", "version", "audience", "codes", "keywords", "pages", "bytes", "sha256", "sha1",
    "state", "reviewers", "signed", "due", "digest",
)  # fmt: skip


_FORMULA = re.compile(r"(?:^|[;,]) *[=+\-@＝＋－＠\t\r]")
"""What a spreadsheet may run: at the beginning, or where it would cut the cell in two."""


class BadManifest(Exception):
    """A file that is no manifest of handout's; says why in plain words."""


class ManifestCode(Record):
    """A code the author gave, its system by FHIR's address and by its object identifier too.

    `match`: `category` when it stands for the codes below it too, else `exact`.
    """

    system: str
    uri: str
    oid: str
    code: str
    match: str


class Reviewer(Record):
    """Who stands by the text, in which role, and since when."""

    name: str
    credentials: str
    affiliation: str | None
    role: str
    signed: str
    due: str


class ManifestRow(Record):
    """One file that a portal may show.

    `document` is its identifier, in FHIR too when it is a PDF; `replaces` that of the version before.
    """

    file: str
    media_type: str
    slug: str
    title: str
    purpose: str
    language: str
    style: str
    version: str | None
    audience: str | None
    codes: tuple[ManifestCode, ...]
    keywords: tuple[str, ...]
    pages: int | None
    bytes: int
    sha256: str
    sha1: str
    state: str
    reviewers: tuple[Reviewer, ...]
    signed: str | None
    due: str | None
    digest: str
    document: str | None
    replaces: str | None

    @property
    def is_beside(self) -> bool:
        """Whether it holds two languages side by side; its `language` is then `en-US+es`."""
        return "+" in self.language


class Manifest(Record):
    """The rows of a package, by file name; `draft` when the package may hold what is not signed."""

    clinic: str
    draft: bool
    rows: tuple[ManifestRow, ...]


def code_of(system: str, code: str, match: str) -> ManifestCode:
    """A code with the names of its system: its URI and its OID."""
    uri, oid = SYSTEMS[system]
    return ManifestCode(system=system, uri=uri, oid=oid, code=code, match=match)


def as_json(manifest: Manifest) -> bytes:
    """The manifest as JSON, the same bytes for the same manifest."""
    members = {
        "form": FORM,
        "clinic": manifest.clinic,
        "draft": manifest.draft,
        "files": to_builtins(manifest.rows),
    }
    return (json.dumps(members, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def as_csv(rows: Iterable[ManifestRow]) -> bytes:
    """RFC 4180, UTF-8. A cell that a spreadsheet would run as a formula begins with an apostrophe."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_inert(cell) for cell in _cells(row)] for row in rows)
    return written.getvalue().encode("utf-8")


def as_sums(files: Mapping[str, bytes]) -> bytes:
    """One line a file, as `sha256sum` writes them and `sha256sum -c` reads them."""
    lines = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return "".join(lines).encode("ascii")


def read_manifest(path: Path) -> Manifest:
    """The manifest of a package as it lies; raises BadManifest with the reason."""
    try:
        found = json.loads(read(path, LARGEST))
    except CannotRead as fault:
        raise BadManifest("it is missing" if fault.is_absent else str(fault)) from fault
    except (ValueError, RecursionError) as fault:
        raise BadManifest("it cannot be read as JSON") from fault
    if isinstance(found, dict) and found.get("form") == 1:
        found = _of_today(found)
    if not isinstance(found, dict) or found.get("form") != FORM:
        raise BadManifest(f"it is not a manifest of handout's in form {FORM}")
    rows, clinic, draft = found.get("files"), found.get("clinic"), found.get("draft")
    if not isinstance(rows, list) or not isinstance(clinic, str) or not isinstance(draft, bool):
        raise BadManifest("it does not say 'clinic', 'draft' and 'files'")
    return Manifest(clinic=clinic, draft=draft, rows=tuple(_record(ManifestRow, row) for row in rows))


def _of_today(found: dict[str, Any]) -> dict[str, Any]:
    """A manifest of form 1 with the keys that came later. `Any`: JSON that nobody has looked at yet."""
    rows = found.get("files")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict):
            row.setdefault("purpose", "")
            codes = row.get("codes")
            for code in codes if isinstance(codes, list) else ():
                if isinstance(code, dict):
                    code.setdefault("match", "exact")
    return found | {"form": FORM}


def _cells(row: ManifestRow) -> Sequence[str]:
    cells: dict[str, object] = asdict(row)
    cells["codes"] = "; ".join(f"{code.system}:{code.code}" for code in row.codes)
    cells["keywords"] = "; ".join(row.keywords)
    cells["reviewers"] = "; ".join(f"{who.name}, {who.credentials} ({who.role})" for who in row.reviewers)
    return ["" if cells[name] is None else str(cells[name]) for name in COLUMNS]


def _inert(cell: str) -> str:
    return f"'{cell}" if _FORMULA.search(cell) else cell


def _record(kind: type[Any], value: object) -> Any:
    """JSON read back into one of the records above. `Any`: which one, only the caller knows."""
    if not isinstance(value, dict) or set(value) != set(kind.__struct_fields__):
        raise BadManifest(f"a {spaced(kind.__name__)} in it has not the keys that it should have")
    hints = get_type_hints(kind)
    return kind(**{name: _typed(hints[name], value[name], name) for name in kind.__struct_fields__})


def _typed(hint: Any, value: object, name: str) -> object:
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise BadManifest(f"'{name}' in it is not a list")
        return tuple(_typed(get_args(hint)[0], entry, name) for entry in value)
    if get_origin(hint) in {Union, types.UnionType}:
        return None if value is None else _typed(get_args(hint)[0], value, name)
    if hint in {ManifestCode, Reviewer}:
        return _record(hint, value)
    if not isinstance(value, hint) or isinstance(value, bool):
        raise BadManifest(f"'{name}' in it is not as handout writes it")
    return value
