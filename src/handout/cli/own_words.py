"""What `translate`, `sign` and `worksheet` do with the program's own words in a language, instead of a handout."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from handout.library import Library


def language_tag(typed: str) -> str:
    """A language tag (BCP 47) in its canonical spelling."""
    from handout.content.values import Language

    canonical = Language.canonical(typed)
    if canonical is None:
        raise click.UsageError(f"'{typed}' is no language tag; write one like es")
    return canonical


def start(library: "Library", tag: str) -> int:
    """Write `content/locales/<tag>.yaml` with every word to be translated, or put in those that are missing."""
    from handout.locales import locale_for
    from handout.locales.shelf import missing_in
    from handout.locales.start import missing, started
    from handout.locales.words import read_words
    from handout.problems import HandoutError, InternalError, Problems, Severity
    from handout.source import Span

    path = library.project.content / "locales" / f"{tag}.yaml"
    name = library.project.name(path)
    english = locale_for("en", Span(name, 1, 1), Problems())
    if english is None:
        raise InternalError("there are no English words")
    if any(not layer.is_own for layer in library.words.layers(tag)):
        click.echo(
            f"handout has words in '{tag}'; those that you would say otherwise go into {name}, the others need not"
        )
        click.echo(f"see all of them beside the English: handout worksheet --words {tag}")
        return 0
    if not path.exists():
        _write(path, started(tag, english))
        click.echo(f"wrote {name}; put the translation in place of each '(translate)' and the words after it")
        return 0
    problems = Problems()
    words = read_words(path, name, problems, partly=True)
    if words is None:
        raise HandoutError(problem for problem in problems if problem.severity is Severity.ERROR)
    if keys := missing_in([words]):
        _write(path, path.read_text(encoding="utf-8").rstrip("\n") + "\n" + missing(tag, english, keys))
        click.echo(f"{name}: put in {len(keys)} words that were missing: {', '.join(keys)}")
    else:
        click.echo(f"{name}: no word is missing")
    return 0


def _write(path: "Path", text: str) -> None:
    from handout.files import CannotWrite, write_whole

    try:
        write_whole(path, text.encode("utf-8"))
    except CannotWrite as fault:
        raise click.ClickException(str(fault)) from fault
