"""`handout diff`: what changed since the last sign-off."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from handout.cli import options
from handout.cli.opening import open_one
from handout.limits import in_time
from handout.problems import HandoutError, Problem, Problems, Severity, visible
from handout.review import signed_text
from handout.review.canonical import text_of
from handout.review.changes import changes, word_changes
from handout.review.overview import record_path
from handout.source import Span


@click.command("diff")
@click.argument("file", type=options.PATH, metavar="FILE")
@options.today
@options.project
def command(file: Path, today: date, root: Path) -> int:
    """Show what changed in FILE since its last sign-off, part by part; nothing where today's text was signed."""
    library, one = open_one(root, file, today)
    name = one.edition.file
    if not one.survey.sign_offs:
        message = "nobody has signed this handout, so there is nothing to compare it with"
        raise HandoutError([Problem(Span(name, 1, 1), Severity.ERROR, "E83", message)])
    digest = one.survey.status.digest
    of_this_text = [sign_off for sign_off in one.survey.sign_offs if sign_off.digest == digest]
    last = (of_this_text or one.survey.sign_offs)[-1]
    signed = f"{last.name}, {last.credentials} signed on {last.time[:10]}"
    if of_this_text:
        click.echo(visible(f"{name}: as {signed}"))
        return 0
    problems = Problems()
    path = record_path(library.project, one.entry)
    before = signed_text.read_signed_text(path, library.project.name(path), last.digest, problems)
    if before is None:
        raise HandoutError(problems)
    lines = one.survey.lines
    click.echo(visible(f"{name}: changed since {signed} ({last.role})"))
    with in_time(one.clinic, name, root):
        found = [*changes(before, text_of(lines))]
    for change in found:
        spans = () if change.number is None else (line.span for line in lines[change.number :])
        place = next((str(span) for span in spans if span is not None), name)
        click.echo(visible(f"\n{place}: {change.part}: {change.kind}"))
        for old, new in change.lines:
            if old is not None and new is not None:
                click.echo(visible(f"  ~ {word_changes(old.strip(), new.strip())}"))
            elif old or new:
                click.echo(visible(f"  - {old}" if old else f"  + {new}"))
    return 0
