"""`handout translate`: start a translation, say where it fell behind, record that it was brought in step."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from handout.cli import options, own_words, xliff
from handout.cli.output import tell
from handout.content.project import Entry
from handout.content.values import Language
from handout.files import write_whole
from handout.library import Library
from handout.limits import in_time
from handout.problems import HandoutError, Problem, Problems, Severity
from handout.reading.untranslated import WHAT_TO_DO
from handout.record import replace
from handout.source import Span
from handout.translation.followed_lines import brought_in_step, obstacles, with_record
from handout.translation.in_step import Following, following
from handout.translation.start import started, updated


@click.command("translate")
@click.argument("file", type=options.PATH, metavar="[FILE]", required=False)
@click.option("--to", "language", metavar="LANGUAGE", help="The language to translate into, such as es or pt-BR.")
@click.option("--words", is_flag=True, help="Start a file of the program's own words in LANGUAGE, instead of FILE.")
@click.option("--accept", is_flag=True, help="Record that every block says what its source says today.")
@click.option("--done", "done", multiple=True, metavar="BLOCK", help="Record it of this block only; again for more.")
@click.option("--xliff", "out", type=options.PATH, metavar="OUT", help="Write the texts as XLIFF to OUT.")
@click.option(
    "--xliff-version",
    "version",
    type=click.Choice(["1.2", "2.0"]),
    help="The version of XLIFF to write (default: 1.2).",
)
@click.option(
    "--from-xliff",
    "back",
    type=options.PATH,
    metavar="IN",
    help="Take in what a translator's tool wrote.",
)
@options.today
@options.project
def command(
    file: Path | None, language: str | None, words: bool, accept: bool, done: tuple[str, ...], out: Path | None,
    version: str | None, back: Path | None, today: date, root: Path,
) -> int:  # fmt: skip
    """Make the translation of FILE into a language, or say how it stands to FILE.

    A new translation is FILE copied, with '(translate)' before every text: put the translation in its place. Later,
    blocks whose source has changed are named, and new ones put in; bring them in step, then run this again with
    --accept, or with --done and the name of a block.

    With --xliff the texts go to a translator's tool, with --from-xliff they come back: each text that a person stands
    for there is put in its place, unless its numbers, links or citations are not those of its source.

    With --words: start content/locales/LANGUAGE.yaml, with the words that the program itself prints.
    """
    library = Library(root, today)
    if version is not None and out is None:
        raise click.UsageError("--xliff-version goes with --xliff OUT")
    if words:
        if file is not None or language is None or accept or done or out is not None or back is not None:
            raise click.UsageError("write: handout translate --words --to LANGUAGE")
        return own_words.start(library, own_words.language_tag(language))
    if file is None:
        raise click.UsageError("say which handout: handout translate FILE --to LANGUAGE")
    if sum((out is not None, back is not None, accept or bool(done))) > 1:
        raise click.UsageError("--xliff, --from-xliff, and --accept or --done go one at a time")
    if out is not None or back is not None:
        source, target = _entries(library, file, language, None if back is None else xliff.language_of(library, back))
        with in_time(library.clinic, library.project.name(target.path), root):
            if out is not None:
                return xliff.send(library, source, target, out, version or "1.2")
            return xliff.take(library, source, target, back)
    source, target = _entries(library, file, language)
    if not target.path.exists() and (accept or done):
        raise click.UsageError(f"there is no {library.project.name(target.path)} yet; run this without --accept")
    with in_time(library.clinic, library.project.name(target.path), root):
        if not target.path.exists():
            return _start(library, source, target)
        return _record(library, target, done) if accept or done else _update(library, source, target)


def _entries(
    library: Library, file: Path, language: str | None, else_language: str | None = None
) -> tuple[Entry, Entry]:
    """The source and its translation; either may be named, the language then being that of its name."""
    problems = Problems()
    named = library.one(file, problems, may_be_new=True)
    if named is None:
        raise HandoutError(problems)
    tag = language or named.language or else_language
    canonical = None if tag is None else Language.canonical(tag)
    if canonical is None:
        fault = "say into which language: --to es" if tag is None else f"'{tag}' is not a language tag; write --to es"
        raise click.UsageError(fault)
    source = library.project.named(library.project.source_of(named), problems)
    place = named.path.parent / f"{named.slug}.{canonical}.yaml"
    if not (language or named.language or place.exists()):
        wider = named.path.parent / f"{named.slug}.{xliff.without_country(canonical)}.yaml"
        place = wider if wider.exists() else place
    target = library.project.entry(place, problems)
    if source is None or target is None:
        raise HandoutError(problems)
    _refuse_its_own(library, source, canonical)
    return source, target


def _refuse_its_own(library: Library, source: Entry, language: str) -> None:
    """A handout is not translated into the language that it is in, be it said with a region or without."""
    original = library.project.readable(source.path, library.clinic)
    own = None if original is None or original.language is None else str(original.language)
    if own is not None and language in {own, own.partition("-")[0]}:
        raise click.UsageError(f"{library.project.name(source.path)} is in '{own}' already")


def _start(library: Library, source: Entry, target: Entry) -> int:
    """Write the skeleton, with the record of the text it was copied from."""
    problems = Problems()
    whole = library.handout(source, problems)
    name = library.project.name(target.path)
    own_words.tell_without(library, target, problems)
    if whole is None or problems.has_errors:
        raise HandoutError(problem for problem in problems if problem.severity is Severity.ERROR)
    data = started(source.path.read_bytes(), name, target.language or "")
    write_whole(target.path, data)
    click.echo(f"wrote {name}; {WHAT_TO_DO}")
    return 0


def _following(library: Library, target: Entry, *, anew: bool = False) -> Following:
    """How a translation stands to its source; HandoutError when one of them has errors of its own.

    `anew`: by the order of the blocks alone, whatever was recorded.
    """
    problems = Problems()
    path = library.project.source_of(target)
    source = library.project.load_handout(path, library.clinic, problems)
    translated = library.project.load_handout(target.path, library.clinic, problems)
    if problems.has_errors:
        raise HandoutError(problem for problem in problems if problem.severity is Severity.ERROR)
    if source is None or translated is None:
        place = Span(library.project.name(target.path), 1, 1)
        raise HandoutError([Problem(place, Severity.ERROR, "E11", "this translation cannot be read")])
    name = library.project.name(path)
    return following(
        replace(translated, follows=()) if anew else translated, source, name, library.clinic, library.words
    )


def _update(library: Library, source: Entry, target: Entry) -> int:
    """Name every block that is not in step; put what is missing into the file, to be translated."""
    found = _following(library, target)
    name = library.project.name(target.path)
    tell(found.problems)
    before = target.path.read_bytes()
    after = updated(source.path.read_bytes(), before, name, found.pairs)
    if after != before:
        write_whole(target.path, after)
        click.echo(f"{name}: put in what was missing; {WHAT_TO_DO}")
    if found.is_in_step:
        click.echo(f"{name}: in step with {found.source_file}")
    else:
        click.echo(f"{name}: not in step with {found.source_file}: {str(found).removeprefix('no: ')}")
    return 1 if any(problem.severity is Severity.ERROR for problem in found.problems) else 0


def _record(library: Library, target: Entry, done: tuple[str, ...]) -> int:
    """Record what the translator says, unless the two texts show that it is not so."""
    found = _following(library, target, anew=not done)
    name = library.project.name(target.path)
    names = {pair.translated.name for pair in found.pairs if pair.translated is not None}
    unknown = [block for block in done if block not in names]
    if unknown:
        raise click.UsageError(f"there is no block '{unknown[0]}' in {name}; see their names with: handout translate")
    faults = obstacles(found, done or None)
    if faults:
        raise HandoutError(faults)
    lines = brought_in_step(found.pairs, done or None)
    write_whole(target.path, with_record(target.path.read_bytes(), name, lines))
    again = _following(library, target)
    click.echo(f"recorded {name}: {'in step with ' + again.source_file if again.is_in_step else str(again)}")
    return 0
