"""`handout translate --xliff` and `--from-xliff`: texts to a translator's tool and back."""

from __future__ import annotations

import re
from pathlib import Path

import click

from handout.cli import own_words
from handout.cli.output import tell
from handout.content.project import Entry
from handout.content.values import Language
from handout.files import CannotRead, read, write_whole
from handout.library import Library
from handout.problems import HandoutError, Problem, Problems, Severity, argument
from handout.source import Span
from handout.translation.exchange import BothSides, OutOfStep, Side, laid_together, sent, taken
from handout.translation.number_words import number_words
from handout.translation.start import started
from handout.translation.xliff import Back, read_back, written
from handout.translation.xml_tree import MOST_BYTES, BadXml


def send(library: Library, source: Entry, target: Entry, out: Path, version: str) -> int:
    """Write the texts of a translation, which is started if it is not there yet, as XLIFF."""
    sides = _sides(library, source, target, Problems())
    exchange = sent(sides, _tag(library, sides.source.handout.language), target.language or "")
    data = written(exchange, "2.0" if version == "2.0" else "1.2")
    if out.exists() and out.read_bytes() != data:
        raise click.UsageError(f"{out} is there already, and may hold a translator's work: name another file")
    write_whole(out, data)
    if not target.path.exists():
        write_whole(target.path, sides.own.data)
        click.echo(f"wrote {sides.own.name}, where the translations will stand")
    waiting = sum(unit.target is None for unit in exchange.units)
    click.echo(f"wrote {out}: {len(exchange.units)} texts of {sides.source.name}, {waiting} of them not translated yet")
    return 0


def take(library: Library, source: Entry, target: Entry, path: Path | None) -> int:
    """Take in a file that came back; 1 when some of it was refused."""
    if path is None:
        raise click.UsageError("say which file came back: --from-xliff IN")
    name = library.project.name(path)
    back = _read(path, name, source, target)
    sides = _sides(library, source, target, Problems())
    tags = (target.language, _tag(library, sides.source.handout.language))
    numbers = (number_words(tags[0], library.words), number_words(tags[1], library.words))
    found = taken(sides, back, name, numbers)
    tell(found.problems)
    own = sides.own.name
    if not target.path.exists() or found.data != sides.own.data:
        write_whole(target.path, found.data)
    refused = sum(problem.severity is Severity.ERROR for problem in found.problems)
    counts = (f"{found.taken} texts taken in", f"{refused} refused", f"{found.waiting} not translated yet")
    click.echo(f"{own}: {', '.join(counts)}")
    return 1 if refused else 0


def language_of(library: Library, path: Path) -> str | None:
    """The language that a file which came back is in, as it says."""
    return _opened(path, library.project.name(path)).language.replace("_", "-") or None


def without_country(tag: str) -> str:
    """A language tag without its region, which some tools add: `es` of `es-MX`, `zh-Hant` of `zh-Hant-TW`."""
    return re.sub(r"-(?:[A-Z]{2}|\d{3})\Z", "", tag, flags=re.ASCII)


def _opened(path: Path, name: str) -> Back:
    try:
        return read_back(read(path, MOST_BYTES))
    except CannotRead as fault:
        raise click.UsageError(f"{path} cannot be read: {fault}") from fault
    except BadXml as fault:
        place = Span(name, fault.line, fault.column)
        raise HandoutError([Problem(place, Severity.ERROR, "E56", str(fault), "send it out again: --xliff")]) from fault


def _read(path: Path, name: str, source: Entry, target: Entry) -> Back:
    """What came back, if it is of this handout and in this language, for whatever country a tool has written it."""
    back = _opened(path, name)
    language = Language.canonical(back.language.replace("_", "-"))
    same = {language, None if language is None else without_country(language)}
    if back.original and Path(back.original).name != source.path.name:
        message = f"these are texts of {back.original}, not of {source.path.name}"
    elif back.language and target.language not in same:
        message = f"these texts are in the language '{back.language}', not in '{target.language}'"
    else:
        return back
    raise HandoutError([Problem(Span(name, 1, 1), Severity.ERROR, "E56", message, "name the file of this translation")])


def _sides(library: Library, source: Entry, target: Entry, problems: Problems) -> BothSides:
    """The source and its translation, as it is or as it would be started."""
    name = library.project.name(target.path)
    if not target.path.exists():
        own_words.tell_without(library, target, problems)
    typed = library.project.load_handout(source.path, library.clinic, problems)
    if typed is None or problems.has_errors:
        raise HandoutError(problem for problem in problems if problem.severity is Severity.ERROR)
    data = source.path.read_bytes()
    original = Side.read(data, library.project.name(source.path), problems)
    own_data = target.path.read_bytes() if target.path.exists() else started(data, name, target.language or "")
    own = Side.read(own_data, name, problems)
    if original is None or own is None:
        raise HandoutError(problem for problem in problems if problem.severity is Severity.ERROR)
    try:
        return laid_together(original, own)
    except OutOfStep as fault:
        message = f"its blocks are not those of {original.name}, so that no text is known to be the other's"
        hint = (
            f"put in or take out what is named by: handout translate {argument(original.name)} --to {target.language}"
        )
        raise HandoutError([Problem(Span(name, 1, 1), Severity.ERROR, "E57", message, hint)]) from fault


def _tag(library: Library, language: object) -> str:
    """The language of the source: its own, else the clinic's."""
    clinic = None if library.clinic is None else library.clinic.language
    return str(language or clinic or "en")
