"""Check a package as it lies in its folder: names, sizes, hashes, titles, languages, tags, the day."""

import hashlib
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from handout.export import manifest, names
from handout.export.manifest import BadManifest, Manifest, ManifestRow
from handout.export.package import TOO_HEAVY
from handout.export.placing import others
from handout.export.probe import Looked, look_at_html, look_at_pdf
from handout.files import CannotWrite, refuse_odd_target, why
from handout.pdf.file.xmp import NAMESPACE
from handout.problems import Problems
from handout.record import Record
from handout.review.as_written import is_as_written
from handout.review.claims import NotOurs, Stamp, stamp_in
from handout.review.status import State
from handout.source import Span

_SUM = re.compile(r"([0-9a-f]{64}) [ *]((?:fhir/|openemr/)?[A-Za-z0-9][A-Za-z0-9._-]*)", re.ASCII)
PEOPLE = "records of patients lie here: do not hand on this folder as it is"


def check_package(
    folder: Path, today: date, *, draft: bool, problems: Problems, is_answered: bool = False
) -> Manifest | None:
    """Tell everything that is wrong with a package; `draft` lets what is not signed pass.

    `is_answered`: nobody gets a file that is not listed, so that it is a warning. The manifest, when it can be read at
    all.
    """
    check = _Check(folder, problems)
    if not any((folder / name).exists() for name in (manifest.JSON, manifest.SUMS)):
        message = f"this is not a package: there is neither {manifest.JSON} nor {manifest.SUMS} in it"
        problems.error("E95", Span(folder.as_posix(), 1, 1), message, "make one with: handout export --to DIR")
        return None
    sums = check.sums()
    if sums is None:
        # Nothing says what belongs here: each file would be told to be no part of the package.
        return None
    files = {name: data for name in sums if (data := check.file(name, sums[name])) is not None}
    check.leftovers(sums, is_answered=is_answered)
    try:
        found = manifest.read_manifest(folder / manifest.JSON)
    except BadManifest as reason:
        if manifest.JSON in files or manifest.JSON not in sums:
            check.error("E95", manifest.JSON, f"this is not a manifest: {reason}", check.again)
        return None
    if files.get(manifest.CSV) not in {None, manifest.as_csv(found.rows)}:
        check.error("E97", manifest.CSV, "this table does not say what manifest.json says", check.again)
    for row in found.rows:
        check.row(row, files.get(row.file))
        if not draft:
            check.day(row, today)
    for name, data in files.items():
        if name.startswith(f"{names.FHIR}/"):
            check.resource(name, data, found)
        elif name.startswith(f"{names.OPENEMR}/"):
            check.copy(name, data, found)
    for name in {manifest.JSON, manifest.CSV, *(row.file for row in found.rows)} - set(sums):
        check.error("E95", name, f"{manifest.SUMS} does not list this file", check.again)
    return found


class _Check(Record, kw_only=False):
    """The folder, and where its faults are gathered."""

    folder: Path
    problems: Problems

    again = "export the package again, into an empty folder"

    def error(self, code: str, name: str, message: str, hint: str | None = None) -> None:
        self.problems.error(code, self._place(name), message, hint)

    def sums(self) -> Mapping[str, str] | None:
        """Each file that should be here, and its SHA-256; None when that cannot be read."""
        data = self.file(manifest.SUMS, None)
        if data is None:
            return None
        read = [_SUM.fullmatch(line) for line in data.decode("utf-8", "replace").splitlines()]
        if None in read:
            place = Span((self.folder / manifest.SUMS).as_posix(), read.index(None) + 1, 1)
            self.problems.error("E95", place, "this is not a line of a package's sums", self.again)
            return None
        return {found[2]: found[1] for found in read if found is not None}

    def file(self, name: str, sha256: str | None) -> bytes | None:
        """The bytes of a file, whole and as they were summed; None when they cannot be had."""
        path = self.folder / name
        try:
            refuse_odd_target(path)
            if path.parent != self.folder:
                refuse_odd_folder(path.parent)
            if path.stat().st_size > manifest.LARGEST:
                self.error("E94", name, f"this file has more than {manifest.LARGEST} bytes")
                return None
            data = path.read_bytes()
        except FileNotFoundError:
            self.error("E95", name, "this file is missing", self.again)
            return None
        except CannotWrite as reason:
            self.error("E95", name, str(reason))
            return None
        except OSError as fault:
            self.error("E95", name, f"this file cannot be read: {why(fault)}")
            return None
        if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256:
            self.error("E96", name, "the bytes of this file are not those that were exported", self.again)
            return None
        return data

    def leftovers(self, sums: Mapping[str, str], *, is_answered: bool) -> None:
        """What nobody listed: a file that a portal would load is an error, since nothing says what it is."""
        for name in others(self.folder, frozenset({*sums, manifest.SUMS})):
            hint = "delete it, or move it away"
            if name.endswith((".pdf", ".html", ".json")) and not is_answered:
                self.error("E95", name, "this file is not part of the package", hint)
            else:
                self.problems.warning("W92", self._place(name), "this file is not part of the package", hint)
        if (self.folder / names.DELIVERIES).is_dir():
            self.problems.warning("W93", self._place(names.DELIVERIES), PEOPLE)

    def row(self, row: ManifestRow, data: bytes | None) -> None:
        """A file against what the manifest says of it."""
        if names.SAFE.fullmatch(row.file) is None:
            self.error("E92", row.file, "this is not a name that every system takes")
        if row.bytes > TOO_HEAVY:
            self.error("E94", row.file, f"this file has {row.bytes} bytes; systems take {TOO_HEAVY} at most")
        if data is None:
            return
        hashes = (hashlib.sha256(data).hexdigest(), hashlib.sha1(data, usedforsecurity=False).hexdigest())
        if (len(data), *hashes) != (row.bytes, row.sha256, row.sha1):
            self.error("E96", row.file, "its size or its hashes are not what manifest.json says", self.again)
        is_pdf = row.media_type == "application/pdf"
        looked = look_at_pdf(data) if is_pdf else look_at_html(data)
        for fault in looked.faults:
            self.error("E98", row.file, fault, self.again)
        for message in _untrue(row, looked) if not looked.faults else ():
            self.error("E97", row.file, message, self.again)
        if is_pdf and not looked.faults:
            self._stamp(row, data, looked.metadata)

    def day(self, row: ManifestRow, today: date) -> None:
        """Whether a file may be shown to patients today."""
        if row.state != State.SIGNED:
            self.error(
                "E99", row.file, f"this handout is {row.state}, not signed", f"sign it: handout sign … {row.slug}"
            )
        elif row.due is None or row.due < today.isoformat():
            self.error("E99", row.file, f"its review was due on {row.due}", "have it reviewed, and export it again")

    def resource(self, name: str, data: bytes, found: Manifest) -> None:
        """A FHIR resource: it must hold a file of this package, and say its size and hash as they are."""
        try:
            resource = json.loads(data)
            attachment = resource["content"][0]["attachment"]
            held = b64decode(attachment["data"], validate=True)
            identifier = resource["masterIdentifier"]["value"]
            declared = (attachment["size"], attachment["hash"], attachment["language"], attachment["title"])
        except (ValueError, LookupError, TypeError):
            self.error("E97", name, "this is not a DocumentReference as handout writes it", self.again)
            return
        row = next((row for row in found.rows if row.document == identifier), None)
        sha1 = b64encode(hashlib.sha1(held, usedforsecurity=False).digest()).decode("ascii")
        if row is None or hashlib.sha256(held).hexdigest() != row.sha256:
            self.error("E97", name, "the file in this resource is not one of this package", self.again)
        elif declared != (len(held), sha1, row.language, row.title):
            self.error("E97", name, "its size, hash, language or title is not that of the file in it", self.again)
        elif resource.get("docStatus") != ("final" if row.state == State.SIGNED else "preliminary"):
            self.error("E97", name, f"its docStatus is not that of a handout that is {row.state}", self.again)

    def copy(self, name: str, data: bytes, found: Manifest) -> None:
        """A copy for OpenEMR: its name says its code, and it must be a PDF of this package that has that code."""
        rows = [row for row in found.rows if row.sha256 == hashlib.sha256(data).hexdigest()]
        if names.OPENEMR_SAFE.fullmatch(Path(name).name) is None or not rows:
            self.error("E97", name, "this is not a copy of a PDF of this package", self.again)

    def _stamp(self, row: ManifestRow, data: bytes, metadata: bytes) -> None:
        """What the PDF's own metadata says, and whether another program saved it again."""
        try:
            stamp = stamp_in(metadata, NAMESPACE)
        except NotOurs as reason:
            self.error("E97", row.file, str(reason), self.again)
            return
        both = [stamp] if stamp.beside is None else [stamp, stamp.beside]
        language, digest = (
            "+".join(words) for words in zip(*((one.language, one.digest) for one in both), strict=True)
        )
        said = (stamp.slug, language, stamp.style, stamp.version, digest, _worst(both))
        if said != (row.slug, row.language, row.style, row.version, row.digest, row.state):
            self.error("E97", row.file, "what the PDF says of itself is not what manifest.json says", self.again)
        if not is_as_written(data):
            self.error("E96", row.file, "another program has changed or saved this PDF", self.again)

    def _place(self, name: str) -> Span:
        return Span((self.folder / name).as_posix(), 1, 1)


def refuse_odd_folder(path: Path) -> None:
    """Raise `CannotWrite` for a folder of the package that is a link to another place."""
    if path.is_symlink():
        raise CannotWrite(f"{path}: is a symbolic link, not a folder")


def _worst(stamps: Sequence[Stamp]) -> str:
    """The state of all together; any other word as it is said."""
    from handout.bilingual import worst

    states = [stamp.state for stamp in stamps]
    return worst(*states) if set(states) <= set(State) else ", ".join(states)


def _untrue(row: ManifestRow, looked: Looked) -> Iterator[str]:
    if looked.title != row.title:
        yield f"its title is '{looked.title}', and manifest.json says '{row.title}'"
    if looked.language != row.language.partition("+")[0]:
        yield f"its language is '{looked.language}', and manifest.json says '{row.language}'"
