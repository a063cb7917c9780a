"""`handout verify`: say what a PDF is, and whether it still holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from handout.bilingual import made_beside
from handout.cli import options
from handout.cli.output import document
from handout.library import Library, Opened
from handout.limits import TakesTooLong, seconds_allowed, within
from handout.manifest import rows_in
from handout.pdf.file.xmp import NAMESPACE
from handout.problems import Problems, argument, visible
from handout.record import replace
from handout.review.as_written import is_as_written
from handout.review.claims import NotOurs, Stamp, read_stamp
from handout.review.status import status_of
from handout.review.verdict import CONTENT_FILE, FOR_ONE, Evidence, Verdict, verdict
from handout.targets.pdf import make_pdf
from handout.translation.in_step import status_behind

LARGEST = 50_000_000


@click.command("verify")
@click.argument("file", type=options.PATH, metavar="FILE.pdf")
@click.option(
    "--listed-in", "manifest", type=options.PATH, metavar="MANIFEST",
    help="The manifest.json of a release that you kept: bytes that it lists were made by you then.",
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.today
@options.project
def command(file: Path, manifest: Path | None, form: str, today: date, root: Path) -> int:
    """Say what FILE.pdf is: which handout, who signed it, whether it is in date, and whether we would make it so.

    Exit 0: signed, in date, and byte for byte what this project makes today. 1: by its own words ours, but it does not
    hold today: a draft, changed, overdue, withdrawn, or unknown here. 2: wrong use, such as no file of this name. 3:
    altered since handout wrote it. 4: not a PDF of handout's. 5: it says what today's content says, but is not what we
    would make: of another version of handout, its fonts or the style sheet, or forged; or a print for one patient.
    """
    data = _read(file)
    try:
        stamp = read_stamp(data, NAMESPACE)
    except NotOurs as reason:
        if form == "json":
            click.echo(json.dumps({"file": str(file), "verdict": Verdict.NOT_OURS.name.lower(), "reason": str(reason)}))
        else:
            click.echo(visible(f"{file}: not a handout: {reason}"), err=True)
        return Verdict.NOT_OURS
    evidence = _evidence(stamp, data, root, today, _is_listed(data, manifest))
    found, explanation = verdict(evidence)
    if form == "json":
        document(
            json.dumps(_members(file, evidence, found.name.lower(), explanation), indent=2, ensure_ascii=False) + "\n"
        )
    else:
        lines = [f"{name:<21}{value}" for name, value in (*_lines(evidence), ("verdict", explanation))]
        click.echo(visible("\n  ".join([str(file), *lines])))
        if found is Verdict.DIFFERS:
            click.echo("Anybody can make a file that says these words. Only this project makes these bytes.")
    return found


def _read(file: Path) -> bytes:
    try:
        if not file.is_file():
            what = "is not a file" if file.exists() else "is not there: no such file"
            raise click.UsageError(f"{file} {what}")
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as fault:
        raise click.UsageError(f"{file} cannot be read: {(fault.strerror or 'unknown').lower()}") from fault
    if len(data) > LARGEST:
        raise click.UsageError(f"{file} has more than {LARGEST} bytes; no handout is that large")
    return data


def _evidence(stamp: Stamp, data: bytes, root: Path, today: date, listed: bool | None) -> Evidence:
    """What this project knows of the handout that the stamp names, and whether it would make these bytes."""
    found = Evidence(stamp=stamp, is_as_written=is_as_written(data), is_listed=listed)
    library = Library(root, today)
    stamps = [stamp] if stamp.beside is None else [stamp, stamp.beside]
    try:
        with within(seconds_allowed(library.clinic)):
            opened = [_opened(library, one, Problems()) for one in stamps]
            whole = [one for one in opened if not isinstance(one, str)]
            is_ours = None
            if len(whole) == len(stamps) and not stamp.is_for_one:
                is_ours = _is_made_so(library, whole, stamp, data)
    except TakesTooLong:
        return replace(found, unknown=f"making {stamp.content_file} again takes too long")
    known = [
        replace(found, stamp=one, unknown=text) if isinstance(text, str) else _judged(found, one, text, today, is_ours)
        for one, text in zip(stamps, opened, strict=True)
    ]
    return known[0] if len(known) == 1 else replace(known[0], beside=known[1])


def _opened(library: Library, stamp: Stamp, problems: Problems) -> Opened | str:
    """The text that a stamp names, or why it cannot be looked at."""
    path = library.project.root / stamp.content_file
    if CONTENT_FILE.fullmatch(stamp.content_file) is None or not path.is_file():
        is_project = library.project.content.is_dir()
        where = "in this project" if is_project else "here; name the project's folder with --project DIR"
        return f"there is no {stamp.content_file} {where}"
    entry = library.project.entry(path, problems)
    opened = None if entry is None else library.open(entry, problems)
    see = f"see them with: handout check {argument(stamp.content_file)}"
    return opened or f"{stamp.content_file} or its sign-offs have errors today; {see}"


def _judged(found: Evidence, stamp: Stamp, opened: Opened, today: date, is_ours: bool | None) -> Evidence:
    """What today's content says of the text that a stamp names."""
    following = opened.following
    behind, then = None, status_of(opened.clinic, opened.survey.sign_offs, stamp.digest, today)
    if following is not None and following.is_behind:
        behind = f"this translation is not in step with {following.source_file}: {following}"
        then = status_behind(then)
    return replace(
        found, stamp=stamp, then=then, behind=behind,
        today=opened.survey.status.digest, is_ours=is_ours, version_today=opened.edition.version,
        withdrawn=None if opened.survey.withdrawn is None else opened.survey.withdrawn.message,
    )  # fmt: skip


def _is_made_so(library: Library, opened: Sequence[Opened], stamp: Stamp, data: bytes) -> bool:
    """Whether today's content makes these very bytes in the style that the file says it is in."""
    sheet = library.sheet(stamp.style or library.styles[0], Problems())
    if sheet is None:
        return False
    edition = replace(opened[0].edition, html_file=stamp.html_file)
    if len(opened) == 1:
        made = make_pdf(edition, sheet, Problems())
        return made is not None and made.data == data
    both = made_beside(replace(opened[0], edition=edition), opened[1], sheet, Problems())
    return both is not None and both.data == data


def _is_listed(data: bytes, manifest: Path | None) -> bool | None:
    """Whether a manifest that the clinic kept lists these bytes. No other is read: anybody could write that one."""
    if manifest is None:
        return None
    rows = rows_in(manifest)
    if not rows:
        raise click.UsageError(f"{manifest} is not a manifest.json of handout's, or lists nothing")
    digest = hashlib.sha256(data).hexdigest()
    return any(row.get("sha256") == digest for row in rows)


def _lines(evidence: Evidence) -> list[tuple[str, str]]:
    """What is said of a file; of one with two languages first of one text, then of the other."""
    if evidence.beside is None:
        return _lines_of_text(evidence)
    last = {"file", "as we would make it", "fonts not shipped"}
    own = _lines_of_text(evidence)
    beside = [line for line in _lines_of_text(evidence.beside) if line[0] not in last]
    return [
        *(line for line in own if line[0] not in last), ("beside it", evidence.beside.stamp.language), *beside,
        *(line for line in own if line[0] in last),
    ]  # fmt: skip


def _lines_of_text(evidence: Evidence) -> list[tuple[str, str]]:
    stamp, then = evidence.stamp, evidence.then
    version = f"version {stamp.version}" if stamp.version else "no version"
    if evidence.today is not None and evidence.version_today != stamp.version:
        version += f", today {evidence.version_today or 'none'}"
    about = [stamp.content_file, stamp.language, version]
    about += [f"style {stamp.style}"] if stamp.style else []
    signed = [
        f"{who.name}, {who.credentials} ({who.role}) on {who.time[:10]}" for who in (then.sign_offs if then else ())
    ]
    whole = "as handout wrote it" if evidence.is_as_written else "altered since handout wrote it"
    listed = {None: "", True: ", listed in that manifest", False: ", not listed in that manifest"}[evidence.is_listed]
    ours = {None: "not compared", True: "yes, byte for byte", False: "no"}[evidence.is_ours]
    same = {None: "not compared", True: "the same as today's", False: "not the same as today's"}[_same(evidence)]
    for_one = [("what it is", FOR_ONE), ("sections", ", ".join(stamp.sections))] if stamp.is_for_one else []
    return [
        ("handout", f"{stamp.slug} ({', '.join(about)})"),
        *for_one,
        ("digest", stamp.digest),
        ("says of itself", stamp.state),
        ("signed by", "; ".join(signed) or ("nobody" if then else "not known here")),
        ("in date", _in_date(evidence)),
        ("content", same),
        ("file", whole + listed),
        ("as we would make it", ours),
        *([("fonts not shipped", stamp.fonts)] if stamp.fonts else []),
    ]


def _same(evidence: Evidence) -> bool | None:
    return None if evidence.today is None else evidence.today == evidence.stamp.digest


def _in_date(evidence: Evidence) -> str:
    if evidence.withdrawn is not None:
        return f"no: {evidence.withdrawn}"
    due = evidence.then.due if evidence.then else None
    if due is None or evidence.then is None:
        return "no: no sign-off of this text holds" if evidence.then else "not known here"
    return f"no: its review was due on {due}" if evidence.then.state == "overdue" else f"yes, until {due}"


def _members(file: Path, evidence: Evidence, found: str, reason: str) -> dict[str, object]:
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
        "state_today": None if then is None else "withdrawn" if evidence.withdrawn else then.state.value,
        "due": then.due.isoformat() if then and then.due else None,
        "signed_by": [
            {"name": who.name, "credentials": who.credentials, "role": who.role, "time": who.time}
            for who in (then.sign_offs if then else ())
        ],
        "same_as_today": _same(evidence),
        "as_written": evidence.is_as_written,
        "as_we_would_make_it": evidence.is_ours,
        "listed": evidence.is_listed,
        "fonts": stamp.fonts,
        "version_today": evidence.version_today,
        "kind": stamp.kind,
        "beside": None if evidence.beside is None else _members(file, evidence.beside, found, reason),
        "sections": list(stamp.sections),
    }
