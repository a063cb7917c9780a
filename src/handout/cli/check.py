"""`handout check`: every problem, no output files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from handout.bilingual import tell_of_pairs
from handout.build import nothing_to_build, refuse_clashes
from handout.cli import options
from handout.cli.output import count, document, once
from handout.content.project import Entry
from handout.library import Library
from handout.limits import in_time, size_limits
from handout.lint import formats, merging
from handout.lint.codes import codes, hint
from handout.lint.codes import codes as rules
from handout.lint.scores import Readability, readability
from handout.messages import page_of
from handout.problems import HandoutError, Problem, Problems, Severity, visible
from handout.review.orphans import orphans
from handout.targets.pdf import make_pdf


@click.command("check")
@options.files
@click.option(
    "--style", "styles", multiple=True, metavar="S", help="A style sheet to lay out with (default: the clinic's)."
)
@click.option("--rule", "rules", multiple=True, metavar="CODE", help="Only what this rule finds; again for more.")
@click.option(
    "--severity",
    type=click.Choice(["error", "warning", "advice"]),
    default="advice",
    help="Only what weighs at least so much.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True)
@options.today
@options.project
def command(
    files: tuple[Path, ...], styles: tuple[str, ...], rules: tuple[str, ...], severity: str, form: str, today: date,
    root: Path,
) -> int:  # fmt: skip
    """Tell every problem of these handouts, or of all in content/; write nothing.

    Errors stop a build. Warnings and advice do not, unless the clinic's `checks` say so. What keeps a handout from
    being checked is reported whatever rule was asked for.
    """
    asked = _codes(rules)
    problems = Problems()
    library = Library(root, today)
    entries = library.chosen(files, problems)
    if not entries and not files and not problems.has_errors:
        problems.extend([nothing_to_build(root)])
    refuse_clashes(library, styles, problems)
    scored: list[Readability] = []
    texts: dict[str, Entry] = {}
    for entry in entries:
        try:
            with in_time(library.clinic, library.project.name(entry.path), root):
                _check(library, entry, styles or library.styles, problems, scored, texts)
        except HandoutError as fault:
            problems.extend(fault.problems)
    if not files:
        problems.extend(orphans(library.project, entries, texts))
    found = [problem for problem in once(problems) if _is_asked(problem, asked, severity)]
    if form == "text":
        click.echo(formats.as_text(found), err=True, nl=False)
        for one in scored:
            click.echo(visible(f"{one.span.file}: {one}"))
        click.echo(
            f"{len(entries)} handout{'s' * (len(entries) != 1)}: {count(found) if found else _nothing(asked, severity)}"
        )
        if found:
            click.echo(f"what weighs most first: {formats.ranking(found)}")
    else:
        document((formats.as_json if form == "json" else formats.as_sarif)(found, scored))
    return 1 if any(problem.severity is Severity.ERROR for problem in found) else 0


def _codes(typed: Sequence[str]) -> frozenset[str]:
    """The codes that were asked for; all there are when none was."""
    for code in typed:
        if code.upper() not in codes() and page_of(code) is None:
            raise click.UsageError(f"there is no rule '{visible(code)}' ({hint(code)})")
    return frozenset(code.upper() for code in typed)


def _nothing(codes: frozenset[str], severity: str) -> str:
    """That there is none of what was asked for, which may be less than all."""
    if codes:
        return f"no {' or '.join(sorted(codes))}"
    return {"error": "no errors", "warning": "no errors or warnings"}.get(severity, "no problems")


def _is_asked(problem: Problem, codes: frozenset[str], severity: str) -> bool:
    """Whether a problem is reported: it weighs enough, and is of a rule asked for or an error that is of no rule."""
    order = ("error", "warning", "advice")
    is_asked = not codes or problem.code in codes or (problem.severity.value == "error" and problem.code not in rules())
    return is_asked and order.index(problem.severity.value) <= order.index(severity)


def _check(
    library: Library, entry: Entry, styles: Sequence[str], problems: Problems, scored: list[Readability],
    texts: dict[str, Entry],
) -> None:  # fmt: skip
    """Tell all problems of one handout. When it can be read, how readable it is; when it is whole, its digest."""
    own = Problems()
    opened = library.open(entry, own)
    handout = opened.handout if opened is not None else library.project.readable(entry.path, library.clinic)
    for style in styles:
        sheet = library.sheet(style, own)
        if opened is not None and sheet is not None:
            make_pdf(opened.edition, sheet, own, size_limits(opened.clinic).pages)
    if opened is not None:
        tell_of_pairs(library, opened, styles, own)
        texts[opened.edition.digest] = entry
    if handout is None:
        problems.extend(own)
        return
    subject = library.subject(handout, own)
    problems.extend(merging.beside(own, subject, library.faulty_keys))
    scored.append(readability(subject))
