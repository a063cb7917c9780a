"""What `translate`, `sign` and `worksheet` do with the program's own words in a language, instead of a handout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from handout.cli import options
from handout.cli.output import document
from handout.content.project import Entry
from handout.content.values import Language
from handout.files import CannotWrite, write_whole
from handout.library import Library
from handout.locales import Locale, locale_for
from handout.locales.keys import LISTS, WORDS
from handout.locales.shelf import missing_in
from handout.locales.start import missing, started
from handout.locales.words import read_words
from handout.problems import HandoutError, InternalError, Problems, Severity, visible
from handout.reading.untranslated import WHAT_TO_DO
from handout.review import signing
from handout.review.refusals import not_yet
from handout.review.words import WordsState, digest_of_words, sign_words, signed_words, words_path
from handout.source import Span

OWN_WORDS = "(words)"
"""What stands in the table of `status` for the name of a handout."""


def language_tag(typed: str) -> str:
    """A language tag (BCP 47) in its canonical spelling."""
    canonical = Language.canonical(typed)
    if canonical is None:
        raise click.UsageError(f"'{typed}' is not a language tag; write one like es")
    return canonical


def start(library: Library, tag: str) -> int:
    """Write `content/locales/<tag>.yaml` with every word to be translated, or put in those that are missing."""
    path = library.project.content / "locales" / f"{tag}.yaml"
    name = library.project.name(path)
    english = locale_for("en", Span(name, 1, 1), Problems())
    if english is None:
        raise InternalError("there are no English words")
    if any(not layer.is_own for layer in library.words.layers(tag)):
        click.echo(
            f"handout has words in '{tag}'; those that you would say in another way go into {name}, the others need not"
        )
        click.echo(f"see all of them beside the English: handout worksheet --words {tag}")
        return 0
    if not path.exists():
        _write(path, started(tag, english))
        click.echo(f"wrote {name}; {WHAT_TO_DO}")
        return 0
    problems = Problems()
    words = read_words(path, name, problems, partly=True)
    if words is None:
        raise HandoutError(problem for problem in problems if problem.severity is Severity.ERROR)
    if keys := missing_in([words]):
        _write(path, path.read_text(encoding="utf-8").rstrip("\n") + "\n" + missing(tag, english, keys))
        were = "word that was" if len(keys) == 1 else "words that were"
        click.echo(f"{name}: put in {len(keys)} {were} missing: {', '.join(keys)}")
    else:
        click.echo(f"{name}: no word is missing")
    return 0


def sign(
    root: Path, language: str, file: Path | None, name: str, credentials: str, when: datetime, today: date
) -> int:  # fmt: skip
    """Record that somebody of the clinic stands by the words in force in a language."""
    if file is not None:
        raise click.UsageError("sign one thing: handout sign FILE, or handout sign --words LANGUAGE")
    statement = signing.Statement(
        name=name, credentials=credentials, affiliation=None, role="words", attests=None, time=when, due=when.date()
    )
    if faults := signing.faults(statement):
        raise click.UsageError("; ".join(faults))
    library = Library(root, when.date())
    locale = _locale(library, language_tag(language))
    place = Span(library.project.name(words_path(library.project, locale.tag)), 1, 1)
    if (fault := not_yet(when, today, options.now(today), place)) is not None:
        raise HandoutError([fault])
    who, moment = (name.strip(), credentials.strip()), when.isoformat(timespec="seconds")
    try:
        written = sign_words(library.project, locale, *who, moment)
    except CannotWrite as fault:
        click.echo(visible(f"handout: not signed: {fault}"), err=True)
        return 1
    click.echo(visible(f"signed handout's own words in {locale.tag}\n  reader     {', '.join(who)}"))
    click.echo(f"  digest     {digest_of_words(locale)}\n  in         {written}")
    return 0


def worksheet(root: Path, language: str, today: date) -> int:
    """Print every word of a language beside the English one."""
    library = Library(root, today)
    locale, english = _locale(library, language_tag(language)), _locale(library, "en")
    document(
        f"# The words that handout prints in {locale.tag} ({locale.name}), beside the English\n"
        f"\nWording: {_made(locale)}, {library.state_of_words(locale, Problems())}.\n\n"
        f"| key | English | {locale.name} |\n| --- | --- | --- |\n"
    )
    for key in WORDS:
        document(f"| {key} | {_shown(english.words[key])} | {_shown(locale.words[key])} |\n")
    for key in LISTS:
        own, theirs = (_shown(" · ".join(words.lists[key])) for words in (locale, english))
        document(f"| {key} | {theirs} | {own} |\n")
    document(f"\nWhen all of it is right: handout sign --words {locale.tag} --name … --credentials …\n")
    return 0


def rows(root: Path, tags: Sequence[str], today: date) -> Iterator[tuple[str, ...]]:
    """For the table of `status`, a row for each language whose words were not written for this project.

    Handout, language, state, who read them (or whose wording it is), the day they were signed.
    """
    library = Library(root, today)
    seen = set()
    for tag in tags:
        locale = library.words.locale_for(tag, Span("", 1, 1), Problems())
        if locale is None or locale.tag in seen:
            continue
        seen.add(locale.tag)
        state = library.state_of_words(locale, Problems())
        if state is WordsState.SIGNED:
            last = signed_words(library.project, locale.tag, Problems())[-1]
            yield OWN_WORDS, locale.tag, "signed", f"{last.name}, {last.credentials}", str(last.time)[:10]
        elif state is not WordsState.OURS:
            yield OWN_WORDS, locale.tag, "changed" if state is WordsState.CHANGED else "unsigned", _made(locale), "-"


def _made(locale: Locale) -> str:
    return {"machine": "machine-made", "project": "written for this project"}.get(locale.made, "the clinic's own")


def _shown(text: str) -> str:
    return text.replace("|", "\\|")


def _locale(library: Library, tag: str) -> Locale:
    problems = Problems()
    place = Span(library.project.name(words_path(library.project, tag)), 1, 1)
    locale = library.words.locale_for(tag, place, problems)
    if locale is None:
        raise HandoutError(problem for problem in problems if problem.severity is Severity.ERROR)
    return locale


def _write(path: Path, text: str) -> None:
    write_whole(path, text.encode("utf-8"))


def tell_without(library: Library, target: Entry, problems: Problems) -> None:
    """Tell of a language that there are no words in, before anybody translates into it."""
    if target.language is not None and not library.words.layers(target.language):
        library.words.locale_for(target.language, Span(library.project.name(target.path), 1, 1), problems)
