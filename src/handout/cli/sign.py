"""`handout sign`: record that a reviewer stands by exactly this text."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from handout.build import output_name
from handout.cli import options, own_words
from handout.cli.opening import open_one
from handout.cli.output import tell
from handout.files import CannotRead, CannotWrite
from handout.files import read as contents
from handout.library import Library, Opened
from handout.limits import in_time
from handout.manifest import rows_of
from handout.pdf.file.xmp import NAMESPACE
from handout.problems import HandoutError, Problem, Problems, Severity, argument, visible
from handout.reading import yaml_file
from handout.record import replace
from handout.review import sign_off_file, signed_text, signing
from handout.review.canonical import text_of
from handout.review.claims import NotOurs, read_stamp
from handout.review.overview import record_path
from handout.review.refusals import Asked, refusals
from handout.review.signing import Statement
from handout.review.status import SignedFile, SignOff, State, due_day, missing_roles, required_roles
from handout.source import Span
from handout.targets.html import make_html
from handout.targets.pdf import make_pdf
from handout.targets.signature_room import breaks_alike, letters_too_many
from handout.translation.in_step import BLOCK_BY_BLOCK, not_in_step, not_translated

LARGEST = 50_000_000
"""Bytes; no handout is that large."""


@click.command("sign")
@click.argument("file", type=options.PATH, metavar="[FILE]", required=False)
@click.option("--words", metavar="LANGUAGE", help="Sign the program's own words in a language, instead of FILE.")
@click.option("--name", required=True, help="Who signs.")
@click.option("--credentials", required=True, help="Their credentials, such as M.D.")
@click.option("--affiliation", help="Whom they work for.")
@click.option("--role", help="The role they review in, such as clinical.")
@click.option(
    "--also", is_flag=True, help="The role is meant, though the clinic's 'review: required' does not name it."
)
@click.option("--attests", help="What the signature means, in a sentence.")
@click.option("--read", type=options.PATH, metavar="PDF", help="The file that was read; it must be today's.")
@click.option("--digest", "shown", metavar="DIGEST", help="Sign only if the text has this digest: the one you read.")
@click.option(
    "--due", type=options.DayOption(), help="The day to review it again (default: after the clinic's valid_for)."
)
@click.option("--time", "moment", type=options.MomentOption(), help="When it is signed, with its zone (now).")
@click.option("--yes", is_flag=True, help="Do not ask.")
@options.today
@options.project
def command(
    file: Path | None, words: str | None, name: str, credentials: str, affiliation: str | None, role: str | None,
    also: bool, attests: str | None, read: Path | None, shown: str | None, due: date | None, moment: datetime | None,
    yes: bool, today: date, root: Path,
) -> int:  # fmt: skip
    """Sign FILE off: add a sign-off of exactly today's text to content/reviews/.

    It is refused for a text with errors, with lines of the starter's, or with a version that another text was signed
    as. With --read the sign-off is tied to the file that was read.

    With --words: say that somebody of the clinic read the program's own words in a language and stands by them.
    """
    when = moment or options.moment(today)
    if words is not None:
        dropped = {
            "--affiliation": affiliation, "--role": role, "--also": also or None, "--attests": attests, "--read": read,
            "--digest": shown, "--due": due,
        }  # fmt: skip
        _refuse_with_words([option for option, value in dropped.items() if value is not None])
        return own_words.sign(root, words, file, name, credentials, when, today)
    if file is None:
        raise click.UsageError("say which handout: handout sign FILE …")
    if role is None:
        clinic = Library(root, today).clinic
        roles = () if clinic is None else required_roles(clinic)
        raise click.UsageError(f"say the role they review in: --role {argument((*roles, 'clinical')[0])}")
    library, one = open_one(root, file, max(today, when.date()))
    _refuse_another(one, shown)
    statement = signing.Statement(
        name=name, credentials=credentials, affiliation=affiliation, role=role, attests=attests, time=when,
        due=due or _due(one, when.date()),
    )  # fmt: skip
    if faults := signing.faults(statement):
        raise click.UsageError("; ".join(faults))
    with in_time(one.clinic, one.edition.file, root):
        digest = _refuse(library, one, statement, is_also=also, today=today, read=read)
    version = None if one.handout.version is None else str(one.handout.version)
    usual = one.locale.template("attests").replace("{role}", role.strip())
    sign_off = signing.sign_off(statement, usual, version, one.survey.status.digest, digest)
    with in_time(one.clinic, one.edition.file, root):
        sign_off = _with_files(library, one, sign_off)
    summary = "".join(f"  {line}\n" for line in _lines(sign_off, one, library.today))
    if sys.stdin.isatty() and not yes:
        click.echo(visible(f"About to sign {one.edition.file}:\n{summary}"), nl=False)
        click.confirm("Sign it?", abort=True)
    return _keep(library, one, sign_off, summary)


def _refuse_with_words(typed: Sequence[str]) -> None:
    """Of the program's own words nothing is kept but who signed them, and when."""
    if typed:
        fault = f"--words goes with --name, --credentials and --time; leave out {' and '.join(typed)}"
        raise click.UsageError(fault)


def _refuse_another(one: Opened, shown: str | None) -> None:
    """Raise HandoutError when the text is not the one with the digest that the reviewer was shown."""
    if shown is not None and shown != one.survey.status.digest:
        message = "not signed: the text has changed since it was read"
        raise HandoutError([Problem(Span(one.edition.file, 1, 1), Severity.ERROR, "E18", message, "read it again")])


def _keep(library: Library, one: Opened, sign_off: SignOff, shown: str) -> int:
    """Write the sign-off down, and say what was signed."""
    project = library.project
    path = record_path(project, one.entry)
    try:
        text = signed_text.store_signed_text(path, text_of(one.survey.lines))
        sign_off_file.append(path, project.name(path), sign_off)
    except CannotWrite as fault:
        click.echo(visible(f"handout: not signed: {fault}"), err=True)
        return 1
    click.echo(visible(f"signed {one.edition.file}\n{shown}"), nl=False)
    click.echo(f"  in         {project.name(path)}")
    click.echo(f"  text       {project.name(text)}")
    _tell_missing(one, sign_off)
    # What a translation says otherwise than its source, where it never recorded what it follows.
    tell(() if one.following is None else one.following.problems)
    return 0


def _refuse(
    library: Library, one: Opened, statement: Statement, *, is_also: bool, today: date, read: Path | None
) -> str | None:
    """Raise everything that stands against a sign-off; else the SHA-256 of the file that was read, if one is named."""
    problems = Problems()
    root = yaml_file.load(one.entry.path, one.edition.file, problems)
    if root is not None:
        asked = Asked(
            handout=one.handout, clinic=one.clinic, root=root, place=Span(one.edition.file, 1, 1),
            sign_offs=one.survey.sign_offs,
            digest=one.survey.status.digest, role=statement.role, is_also=is_also, time=statement.time, today=today,
            now=options.now(today),
        )  # fmt: skip
        problems.extend(refusals(asked))
    if one.survey.withdrawn is not None:
        problems.extend([one.survey.withdrawn])
    _refuse_what_is_not_in_step(one, problems)
    problems.extend(library.advice(one.handout, problems))
    files = _files(library, one, problems)
    digest = _read_today(library, one, files, read, problems)
    if problems.has_errors:
        raise HandoutError(
            problem for problem in problems if problem.severity is Severity.ERROR or problem.code in BLOCK_BY_BLOCK
        )
    return digest


def _refuse_what_is_not_in_step(one: Opened, problems: Problems) -> None:
    """No sign-off holds for a translation that fell behind its source: nobody should give one."""
    following = one.following
    if following is not None and following.is_behind:
        problems.extend([*following.problems, not_in_step(following)])
    if following is not None and following.left_in:
        problems.extend([not_translated(following)])


def _files(library: Library, one: Opened, problems: Problems) -> dict[str, bytes]:
    """The PDF in each of the clinic's styles, by name.

    A text that no page can hold, or that a font lacks letters for, will have to change: nobody should sign it.
    """
    made = {}
    for style in library.styles:
        sheet = library.sheet(style, problems)
        pdf = None if sheet is None else make_pdf(one.edition, sheet, problems)
        if pdf is not None:
            made[output_name(one.entry, style, library.styles[0], "pdf")] = pdf.data
    return made


def _read_today(
    library: Library, one: Opened, files: dict[str, bytes], read: Path | None, problems: Problems
) -> str | None:
    """The SHA-256 of the file that was read, which must be what today's content makes.

    When none is named, no file in out/ may hold another text: that is what will have been read.
    """
    place = Span(one.edition.file, 1, 1)
    hint = "build it, read it, then sign it"
    if read is None:
        for row in rows_of(library.project.root / "out"):
            is_ours = row.get("path") in files
            if is_ours and row.get("digest") != one.survey.status.digest:
                message = f"out/{row['path']} holds another text than this one: is it the one that was read?"
                problems.error("E18", place, message, hint)
        return None
    try:
        data = contents(read, LARGEST)
    except CannotRead as fault:
        raise click.UsageError(f"{read} cannot be read: {fault}") from fault
    if data not in files.values() and data not in (_html(library, one, problems), _as_it_says(library, one, data)):
        problems.error("E18", place, f"{read} is not what this content makes today", hint)
    return hashlib.sha256(data).hexdigest()


def _as_it_says(library: Library, one: Opened, data: bytes) -> bytes | None:
    """The PDF in the style that a file says it is in, which may be none of the clinic's; None for what is no PDF."""
    try:
        stamp = read_stamp(data, NAMESPACE)
    except NotOurs:
        return None
    sheet = library.sheet(stamp.style or library.styles[0], Problems())
    made = None if sheet is None else make_pdf(replace(one.edition, html_file=stamp.html_file), sheet, Problems())
    return None if made is None else made.data


def _html(library: Library, one: Opened, problems: Problems) -> bytes | None:
    sheet = library.sheet(library.styles[0], problems)
    return None if sheet is None else make_html(one.edition, sheet).encode("utf-8")


def _with_files(library: Library, one: Opened, sign_off: SignOff) -> SignOff:
    """The sign-off with the files that the text makes once it stands."""
    problems = Problems()
    signed = library.open(one.entry, problems, sign_off)
    if signed is None or signed.survey.status.digest != sign_off.digest:
        message = "this handout was changed while it was being signed"
        place = Span(one.edition.file, 1, 1)
        raise HandoutError([Problem(place, Severity.ERROR, "E18", message, "read it again, then sign it")])
    _refuse_long_names(library, signed, problems)
    files = [
        SignedFile(path=f"out/{name}", sha256=hashlib.sha256(data).hexdigest())
        for name, data in _files(library, signed, problems).items()
    ]
    _refuse_moved_pages(library, one, signed, problems)
    if problems.has_errors:
        raise HandoutError(problem for problem in problems if problem.severity is Severity.ERROR)
    return replace(sign_off, files=tuple(files))


def _refuse_moved_pages(library: Library, one: Opened, signed: Opened, problems: Problems) -> None:
    """Signing moves no page break: whatever "About this handout" says of a sign-off must fit into its room."""
    if problems.has_errors:
        return
    sheets = [sheet for style in library.styles if (sheet := library.sheet(style, problems)) is not None]
    both, head = (one.edition, signed.edition), signed.handout.span.line
    moved = next((sheet.name for sheet in sheets if not breaks_alike(*both, sheet, head)), None)
    if moved is not None:
        message = f"in the style '{moved}' this sign-off needs more room than 'About' keeps: pages would end elsewhere"
        hint = "shorten --attests, --name or --affiliation"
        if len(signed.survey.status.sign_offs) > max(len(required_roles(signed.clinic)), 1):
            hint += "; or put the role into 'review: required' of content/clinic.yaml, which keeps room for it"
        problems.error("E93", Span(signed.edition.file, 1, 1), message, hint)


def _refuse_long_names(library: Library, signed: Opened, problems: Problems) -> None:
    """A footer that grows would move page breaks that were read: names must fit into the room that it has.

    It has room for a name for each role that is required; whoever signs besides them cannot be held to it.
    """
    status = signed.survey.status
    if status.state is not State.SIGNED or len(status.sign_offs) > max(len(required_roles(signed.clinic)), 1):
        return
    sheets = [sheet for style in library.styles if (sheet := library.sheet(style, problems)) is not None]
    over, style = max(((letters_too_many(signed.edition, sheet), sheet.name) for sheet in sheets), default=(0, ""))
    if over:
        letters = "1 letter" if over == 1 else f"{over} letters"
        message = f"who signed has {letters} too many for the footer in the style '{style}'"
        problems.error("E93", Span(signed.edition.file, 1, 1), message, "shorten --name or --credentials")


def _due(one: Opened, day: date) -> date:
    policy = one.clinic.review
    if policy is None or policy.valid_for is None:
        raise click.UsageError("say by when it must be reviewed again, --due YYYY-MM-DD, or set review: valid_for: "
                               "24 months in content/clinic.yaml")  # fmt: skip
    return policy.valid_for.after(day)


def _lines(sign_off: SignOff, one: Opened, today: date) -> list[str]:
    holds = due_day(sign_off, one.clinic)
    capped = "" if holds == sign_off.due else f" (the clinic's valid_for ends it on {holds})"
    capped += " (overdue already, and the pages say so)" if holds < today else ""
    who = ", ".join(part for part in (sign_off.name, sign_off.credentials, sign_off.affiliation) if part)
    return [
        f"reviewer   {who}",
        f"role       {sign_off.role}",
        f"attests    {sign_off.attests}",
        f"time       {sign_off.time}",
        f"due        {sign_off.due}{capped}",
        f"version    {sign_off.version or '(none)'}",
        f"digest     {sign_off.digest}",
        *(
            [f"comments   {one.survey.comments} open: handout comments {argument(one.edition.file)}"]
            if one.survey.comments
            else []
        ),
        *([f"read       {sign_off.read}"] if sign_off.read else []),
        *(f"file       {file.path} sha256:{file.sha256}" for file in sign_off.files),
    ]


def _tell_missing(one: Opened, sign_off: SignOff) -> None:
    missing = missing_roles(one.clinic, (*one.survey.sign_offs, sign_off), sign_off.digest)
    if missing:
        click.echo(f"  still to sign: {', '.join(missing)}")
