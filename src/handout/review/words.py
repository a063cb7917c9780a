"""Who of the clinic read the program's own words in a language and stands by them: `content/reviews/words/<tag>.yaml`.

The words are on every handout in that language, and are no part of a handout's digest: they have a sign-off of their
own, without a role or a day it is due. It holds as long as the words in force are the same.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from pathlib import Path

from handout import __version__
from handout.content.clinic import Clinic
from handout.content.project import Project
from handout.files import Inputs
from handout.locales import Locale
from handout.problems import HandoutError, Problem, Problems, Severity
from handout.reading.models import key
from handout.record import Record
from handout.review.canonical import digest_of, quoted
from handout.review.locking import locked
from handout.review.sealed_file import AS_GIT_HAS_IT, add_entry, entry_lines, read_sealed, seal_of
from handout.source import Located, Span

HEADING = """\
# Who read the program's own words in this language, written by `handout sign --words`. Entries are only ever added.
signed:
"""


class WordsState(StrEnum):
    """Whether somebody of the clinic stands by the words in force; `OURS` were written for this project."""

    OURS = "written for this project"
    SIGNED = "signed"
    CHANGED = "changed since they were signed"
    UNSIGNED = "not signed"


class SignedWords(Record):
    """One reader's sign-off of the words of one language."""

    name: Located = key("Who read them.", required=True)
    credentials: Located = key("Their credentials.", required=True)
    time: Located = key("When (ISO 8601, with its zone).", required=True)
    tool: Located = key("The program whose words they were.", required=True)
    words: Located = key("The digest of the words that were read.", required=True)
    seal: Located = key("The digest of this entry's other keys.", required=True)
    span: Span


class SignedWordsFile(Record):
    """All sign-offs of the words of one language, the oldest first."""

    signed: tuple[SignedWords, ...] = key("The sign-offs, the oldest first.", required=True, least=1)
    span: Span


def words_path(project: Project, tag: str) -> Path:
    """Where the sign-offs of the words of a language are kept."""
    return project.content / "reviews" / "words" / f"{tag}.yaml"


def digest_of_words(locale: Locale) -> str:
    """The digest of all words in force: one key a line, sorted, entries of lists by their number."""
    said = dict(locale.words)
    said |= {f"{name}[{number}]": text for name, texts in locale.lists.items() for number, text in enumerate(texts, 1)}
    said |= {f"{name}[{start}]": text for name, pairs in locale.beginnings.items() for start, text in pairs.items()}
    lines = (f"{name}: {quoted(unicodedata.normalize('NFC', text))}\n" for name, text in sorted(said.items()))
    return digest_of("".join(lines))


def signed_words(
    project: Project, tag: str, problems: Problems, inputs: Inputs | None = None
) -> tuple[SignedWords, ...]:
    """The sign-offs of the words of a language; none when there are none, or when one was edited (E80, reported)."""
    path = words_path(project, tag)
    found = read_sealed(SignedWordsFile, path, project.name(path), problems, inputs, "file of signed words")
    entries = () if found is None else found.signed
    for entry in entries:
        if str(entry.seal) != seal_of(_lines_of(entry)):
            message = f"this sign-off by {entry.name} was changed after it was signed"
            problems.error("E80", entry.span, message, f"{AS_GIT_HAS_IT}, or move it away and sign again")
            return ()
    return entries


def state_of_words(locale: Locale, signed: tuple[SignedWords, ...]) -> WordsState:
    """Where the words in force stand."""
    if not signed:
        return WordsState.OURS if locale.made == "project" else WordsState.UNSIGNED
    digest = digest_of_words(locale)
    is_signed = any(str(entry.words) == digest for entry in signed)
    return WordsState.SIGNED if is_signed else WordsState.CHANGED


def sign_words(project: Project, locale: Locale, name: str, credentials: str, time: str) -> str:
    """Add a sign-off of the words in force; the name of its file. Raise HandoutError if the file was edited."""
    path = words_path(project, locale.tag)
    lines = _lines(name, credentials, time, f"handout {__version__}", digest_of_words(locale))
    with locked(path.parent):
        problems = Problems()
        entries = signed_words(project, locale.tag, problems)
        if problems.has_errors:
            raise HandoutError(problems)
        add_entry(path, HEADING, lines, is_first=not entries)
    return project.name(path)


def unsigned_words(state: WordsState, locale: Locale, clinic: Clinic, name: str) -> Problem | None:
    """What is reported at release of words nobody signed: a warning, or an error where the clinic wants a sign-off."""
    if state in (WordsState.OURS, WordsState.SIGNED):
        return None
    made = "the clinic's own and" if locale.made == "clinic" else "machine-made and"
    why = "nobody here has signed them" if state is WordsState.UNSIGNED else "have changed since they were signed"
    message = f"handout's own words in {locale.tag} are {made} {why}"
    hint = f"read them with: handout worksheet --words {locale.tag}; then: handout sign --words {locale.tag} --name …"
    if clinic.review is not None and clinic.review.words in ("refuse", "required"):
        return Problem(Span(name, 1, 1), Severity.ERROR, "E39", f"not released: {message}", hint)
    return Problem(Span(name, 1, 1), Severity.WARNING, "W38", message, hint)


def _lines(name: str, credentials: str, time: str, tool: str, words: str) -> list[str]:
    values = {"name": name, "credentials": credentials, "time": time, "tool": tool, "words": words}
    return entry_lines(values.items())


def _lines_of(entry: SignedWords) -> list[str]:
    return _lines(*map(str, (entry.name, entry.credentials, entry.time, entry.tool, entry.words)))
