"""`handout verify`: say what a PDF is, and whether it still holds."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handout.cli import options

if TYPE_CHECKING:
    from handout.review.stamp import Stamp
    from handout.review.verdict import Evidence

LARGEST = 50_000_000


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.pdf")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.today
@options.project
def command(file: Path, form: str, today: date, root: Path) -> int:
    """Say what FILE.pdf is: which handout, who signed it, whether it is in date and like today's content.

    Exit 0: signed, in date, unaltered, the same as today's content. 1: genuine as far as can be told, but it does not
    hold today: a draft, changed, overdue, or unknown here. 2: wrong use, such as no file of this name. 3: altered since
    handout wrote it. 4: not a PDF of handout's.
    """
    from handout.pdf.xmp import NAMESPACE
    from handout.problems import visible
    from handout.review.as_written import is_as_written
    from handout.review.stamp import NotOurs, read_stamp
    from handout.review.verdict import Verdict, verdict

    data = _read(file)
    try:
        stamp = read_stamp(data, NAMESPACE)
    except NotOurs as reason:
        if form == "json":
            click.echo(json.dumps({"file": str(file), "verdict": Verdict.NOT_OURS.name.lower(), "reason": str(reason)}))
        else:
            click.echo(visible(f"{file}: not a handout: {reason}"), err=True)
        return Verdict.NOT_OURS
    evidence = _evidence(stamp, root, today, is_as_written(data), _is_listed(data, file, root))
    found, reason_told = verdict(evidence)
    if form == "json":
        click.echo(json.dumps(_members(file, evidence, found.name.lower(), reason_told), indent=2, ensure_ascii=False))
    else:
        lines = [f"{name:<11}{value}" for name, value in _lines(evidence)]
        click.echo(visible("\n  ".join([str(file), *lines, f"{'verdict':<11}{reason_told}"])))
    return found


def _read(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise click.UsageError(f"{file} is not a file")
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as fault:
        raise click.UsageError(f"{file} cannot be read: {(fault.strerror or 'unknown').lower()}") from fault
    if len(data) > LARGEST:
        raise click.UsageError(f"{file} has more than {LARGEST} bytes; no handout is that large")
    return data


def _evidence(stamp: "Stamp", root: Path, today: date, as_written: bool, listed: bool | None) -> "Evidence":
    """What this project knows of the handout that the stamp names."""
    from handout.library import Library
    from handout.problems import Problems
    from handout.review.state import standing
    from handout.review.verdict import CONTENT_FILE, Evidence

    def unknown(why: str) -> Evidence:
        return Evidence(stamp=stamp, is_as_written=as_written, is_listed=listed, unknown=why)

    path = root / stamp.content_file
    if CONTENT_FILE.fullmatch(stamp.content_file) is None or not path.is_file():
        return unknown(f"there is no {stamp.content_file} in this project")
    problems = Problems()
    library = Library(root, today)
    entry = library.project.entry(path, problems)
    handout = None if entry is None else library.handout(entry, problems)
    if entry is None or handout is None or library.clinic is None or library.clinic_problems.has_errors:
        return unknown(f"{stamp.content_file} has errors today; see them with: handout check {stamp.content_file}")
    found, following = library.judged(entry, handout, library.clinic, problems)
    if problems.has_errors:
        return unknown(f"{stamp.content_file} or its sign-offs have errors; see them with: handout check")
    then = standing(library.clinic, found.sign_offs, stamp.digest, today)
    behind = None
    if following is not None and not following.is_in_step:
        behind = f"this translation is not in step with {following.source_file}: {following}"
    return Evidence(
        stamp=stamp, is_as_written=as_written, is_listed=listed, then=then, today=found.standing.digest, behind=behind
    )


def _is_listed(data: bytes, file: Path, root: Path) -> bool | None:
    """Whether a manifest beside the file or in the project's out/ lists these bytes; None without a manifest."""
    digest = hashlib.sha256(data).hexdigest()
    manifests = [path for path in (file.parent / "manifest.json", root / "out" / "manifest.json") if path.is_file()]
    return any(digest.encode() in path.read_bytes() for path in manifests) if manifests else None


def _lines(evidence: "Evidence") -> list[tuple[str, str]]:
    stamp, then = evidence.stamp, evidence.then
    about = [stamp.content_file, stamp.language, f"version {stamp.version}" if stamp.version else "no version"]
    about += [f"style {stamp.style}"] if stamp.style else []
    signed = [
        f"{who.name}, {who.credentials} ({who.role}) on {who.time[:10]}" for who in (then.sign_offs if then else ())
    ]
    whole = "as handout wrote it" if evidence.is_as_written else "altered since handout wrote it"
    listed = {None: "", True: ", listed in the manifest", False: ", not listed in the manifest"}[evidence.is_listed]
    same = {None: "not compared", True: "the same as today's", False: "not the same as today's"}[_same(evidence)]
    return [
        ("handout", f"{stamp.slug} ({', '.join(about)})"),
        ("digest", stamp.digest),
        ("made as", stamp.state),
        ("signed by", "; ".join(signed) or ("nobody" if then else "not known here")),
        ("in date", _in_date(evidence)),
        ("content", same),
        ("file", whole + listed),
    ]


def _same(evidence: "Evidence") -> bool | None:
    return None if evidence.today is None else evidence.today == evidence.stamp.digest


def _in_date(evidence: "Evidence") -> str:
    due = evidence.then.due if evidence.then else None
    if due is None or evidence.then is None:
        return "no: no sign-off of this text holds" if evidence.then else "not known here"
    return f"no: its review was due on {due}" if evidence.then.state == "overdue" else f"yes, until {due}"


def _members(file: Path, evidence: "Evidence", found: str, reason: str) -> dict[str, object]:
    stamp, then = evidence.stamp, evidence.then
    return {
        "file": str(file),
        "verdict": found,
        "reason": reason,
        "slug": stamp.slug,
        "content_file": stamp.content_file,
        "language": stamp.language,
        "style": stamp.style,
        "version": stamp.version,
        "digest": stamp.digest,
        "state_when_made": stamp.state,
        "state_today": then.state.value if then else None,
        "due": then.due.isoformat() if then and then.due else None,
        "signed_by": [
            {"name": who.name, "credentials": who.credentials, "role": who.role, "time": who.time}
            for who in (then.sign_offs if then else ())
        ],
        "same_as_today": _same(evidence),
        "as_written": evidence.is_as_written,
        "listed": evidence.is_listed,
    }
