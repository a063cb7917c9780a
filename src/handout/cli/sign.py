"""`handout sign`: record that a reviewer stands by exactly this text."""

import os
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handout.cli import options

if TYPE_CHECKING:
    from handout.library import Library, Opened
    from handout.review.standing import SignOff


def moment_of(typed: str) -> datetime:
    """A time with its zone, as ISO 8601 writes it."""
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise click.BadParameter(f"'{typed}' is no time with its zone; write it like 2026-11-22T14:30:00-05:00")
    return moment


@click.command("sign")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--name", required=True, help="Who signs.")
@click.option("--credentials", required=True, help="Their credentials, such as M.D.")
@click.option("--affiliation", help="Whom they work for.")
@click.option("--role", required=True, help="The role they review in, such as clinical.")
@click.option("--attests", help="What the signature means, in a sentence.")
@click.option("--due", type=options.Day(), help="The day to review it again (default: after the clinic's valid_for).")
@click.option("--time", "moment", type=moment_of, metavar="TIME", help="When it is signed, with its zone (now).")
@click.option("--yes", is_flag=True, help="Do not ask.")
@options.today
@options.project
def command(
    file: Path, name: str, credentials: str, affiliation: str | None, role: str, attests: str | None, due: date | None,
    moment: datetime | None, yes: bool, today: date, root: Path,
) -> int:  # fmt: skip
    """Sign FILE off: add a sign-off of exactly today's text to content/reviews/."""
    from handout.cli.one_handout import open_one
    from handout.files import CannotWrite
    from handout.problems import visible
    from handout.review import kept, record, signing
    from handout.review.canonical import text_of
    from handout.review.survey import record_path

    when = moment or _now(today)
    library, one = open_one(root, file, when.date())
    project, file_name = library.project, one.edition.file
    statement = signing.Statement(
        name=name, credentials=credentials, affiliation=affiliation, role=role, attests=attests, time=when,
        due=due or _due(one, when.date()),
    )  # fmt: skip
    if faults := signing.faults(statement):
        raise click.UsageError("; ".join(faults))
    _refuse_what_is_not_in_step(one)
    _refuse_what_cannot_be_built(library, one)
    version = None if one.handout.version is None else str(one.handout.version)
    sign_off = signing.sign_off(statement, version, one.survey.standing.digest)

    shown = "".join(f"  {line}\n" for line in _lines(sign_off, one))
    if sys.stdin.isatty() and not yes:
        click.echo(visible(f"About to sign {file_name}:\n{shown}"), nl=False)
        click.confirm("Sign it?", abort=True)
    path = record_path(project, one.entry)
    try:
        text = kept.keep(path, text_of(one.survey.lines))
        record.append(path, project.name(path), sign_off)
    except CannotWrite as fault:
        click.echo(visible(f"handout: not signed: {fault}"), err=True)
        return 1
    click.echo(visible(f"signed {file_name}\n{shown}"), nl=False)
    click.echo(f"  in         {project.name(path)}")
    click.echo(f"  text       {project.name(text)}")
    _tell_missing(one, sign_off)
    following = one.following
    if following is not None and not following.is_in_step:
        click.echo(f"  but        it prints DRAFT until it is in step with {following.source_file} ({following})")
    return 0


def _refuse_what_is_not_in_step(one: "Opened") -> None:
    """No sign-off holds for a translation that fell behind its source: nobody should give one.

    One that was never recorded may be signed, as its text is what is signed; it prints DRAFT until it is recorded.
    """
    following = one.following
    if following is not None and following.record and not following.is_in_step:
        from handout.problems import HandoutError
        from handout.translation.standing import not_in_step

        raise HandoutError([*following.problems, not_in_step(following)])


def _refuse_what_cannot_be_built(library: "Library", one: "Opened") -> None:
    """A text that no page can hold, or that a font lacks letters for, will have to change: nobody should sign it."""
    from handout.problems import HandoutError, Problems, Severity
    from handout.targets.pdf import make_pdf

    problems = Problems()
    for style in library.styles:
        sheet = library.sheet(style, problems)
        if sheet is not None:
            make_pdf(one.edition, sheet, problems)
    if problems.has_errors:
        raise HandoutError(problem for problem in problems if problem.severity is Severity.ERROR)


def _now(today: date) -> datetime:
    """The time of signing: SOURCE_DATE_EPOCH's or the clock's; the start of the day if `--today` names another."""
    options.today_from_environment()  # says so when SOURCE_DATE_EPOCH is no number
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.now(UTC) if epoch is None else datetime.fromtimestamp(int(epoch), UTC)
    return now.replace(microsecond=0) if now.date() == today else datetime.combine(today, time(), UTC)


def _due(one: "Opened", day: date) -> date:
    policy = one.clinic.review
    if policy is None or policy.valid_for is None:
        raise click.UsageError("say by when it must be reviewed again, --due YYYY-MM-DD, or set review: valid_for: "
                               "24 months in content/clinic.yaml")  # fmt: skip
    return policy.valid_for.after(day)


def _lines(sign_off: "SignOff", one: "Opened") -> list[str]:
    from handout.review.state import due_day

    holds = due_day(sign_off, one.clinic)
    capped = "" if holds == sign_off.due else f" (the clinic's valid_for ends it on {holds})"
    who = ", ".join(part for part in (sign_off.name, sign_off.credentials, sign_off.affiliation) if part)
    return [
        f"reviewer   {who}",
        f"role       {sign_off.role}",
        f"attests    {sign_off.attests}",
        f"time       {sign_off.time}",
        f"due        {sign_off.due}{capped}",
        f"version    {sign_off.version or '(none)'}",
        f"digest     {sign_off.digest}",
    ]


def _tell_missing(one: "Opened", sign_off: "SignOff") -> None:
    from handout.review.state import missing_roles

    missing = missing_roles(one.clinic, (*one.survey.sign_offs, sign_off), sign_off.digest)
    if missing:
        click.echo(f"  still to sign: {', '.join(missing)}")
