"""Which files serve a language: those of a clinic's own first, then the program's.

A file of `content/locales/` may say a part of the words of a language that the program has words for, or all of one
that it has none for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from handout.files import Inputs, listed
from handout.locales.keys import LISTS, WORDS
from handout.locales.locale import Locale
from handout.locales.words import LocaleWords, read_words
from handout.problems import InternalError, Problems
from handout.reading import nodes
from handout.record import Record, replace
from handout.source import Span
from handout.text.direction import Direction

FOLDER = Path(__file__).parent
OWN_FOLDER = "locales"
"""Where a clinic keeps words of its own, below `content/`."""
LIKELY = "likely"
NO_WORDS = "handout has no words of its own in the language"
_SHOWN = 6
"""Names of missing words that are reported when all of them are missing."""


class Layer(Record, kw_only=False):
    """One file that serves a language: where it lies, and what messages call it."""

    path: Path
    name: str
    is_own: bool


class LocaleFiles:
    """The files of interface words there are; of a clinic's own, `inputs` notes what was looked for and read.

    Messages call a file of the clinic's by what `name` says of its path.
    """

    def __init__(
        self, folder: Path | None = None, name: Callable[[Path], str] = str, inputs: Inputs | None = None
    ) -> None:
        self._folder = folder
        self._name = name
        self._inputs = Inputs() if inputs is None else inputs
        self._own: dict[str, str] | None = None
        self._found: dict[tuple[Layer, ...], tuple[Locale | None, Problems]] = {}

    def layers(self, tag: str) -> tuple[Layer, ...]:
        """The files that serve a tag (BCP 47), the one that decides first; none for a language without words."""
        own, ours = self._own_names(), _shipped()
        found = []
        for wanted in _names(tag):
            if self._folder is not None and wanted in own:
                path = self._folder / f"{own[wanted]}.yaml"
                found.append(Layer(path, self._name(path), True))
            if wanted in ours:
                found.append(Layer(FOLDER / f"{ours[wanted]}.yaml", f"locales/{ours[wanted]}.yaml", False))
        return tuple(found)

    def locale_for(self, tag: str, span: Span, problems: Problems) -> Locale | None:
        """The words for a language; None when there are none (reported at `span`) or not all (reported there)."""
        layers = self.layers(tag)
        if not layers:
            keys = (*WORDS, *LISTS)
            message = f"{NO_WORDS} '{tag}': all {len(keys)} are missing ({', '.join(keys[:_SHOWN])} …)"
            problems.error("E33", span, message, _start(tag))
            return None
        if layers not in self._found:
            found = Problems()
            self._found[layers] = (self._put_together(layers, tag, found), found)
        locale, found = self._found[layers]
        problems.extend(found)
        return locale

    def _put_together(self, layers: tuple[Layer, ...], tag: str, problems: Problems) -> Locale | None:
        read = [self._read(layer, problems) for layer in layers]
        typed = [words for words in read if words is not None]
        if len(typed) < len(layers):
            return None
        if missing := missing_in(typed):
            count = f"{len(missing)} of the program's words {'is' if len(missing) == 1 else 'are'} missing"
            place = Span(layers[0].name, 1, 1)
            problems.error("E33", place, f"{count} in this language: {', '.join(missing)}", _start(tag))
            return None
        found = put_together(layers[0].path.stem, typed)
        # What a clinic says anew is not this project's, whoever wrote the rest.
        return replace(found, made="clinic") if layers[0].is_own and found.made == "project" else found

    def _read(self, layer: Layer, problems: Problems) -> LocaleWords | None:
        if layer.is_own:
            return read_words(layer.path, layer.name, problems, self._inputs, is_own=True)
        words, found = _read_shipped(layer.path, layer.name)
        problems.extend(found)
        return words

    def _own_names(self) -> Mapping[str, str]:
        if self._own is None:
            names = [] if self._folder is None else self._inputs.names(self._folder)
            self._own = {name.casefold(): name for name in _names_in(names)}
        return self._own


OURS = LocaleFiles()
"""The words of the program alone."""


def put_together(tag: str, layers: list[LocaleWords]) -> Locale:
    """The locale that files make together; the first that says something decides. No word may be missing in all."""
    words = {key: text for layer in reversed(layers) for key, text in layer.words.items()}
    direction: Direction = "rtl" if words["direction"] == "rtl" else "ltr"
    return Locale(
        tag=tag, name=words["name"], direction=direction, words=words,
        made=next((layer.made for layer in layers if layer.made), "clinic"),
        lists={key: entries for layer in reversed(layers) for key, entries in layer.lists.items()},
        beginnings={key: pairs for layer in reversed(layers) for key, pairs in layer.beginnings.items()},
    )  # fmt: skip


def missing_in(layers: list[LocaleWords]) -> list[str]:
    """The keys that none of these files has."""
    return [
        *(key for key in WORDS if not any(key in layer.words for layer in layers)),
        *(key for key in LISTS if not any(key in layer.lists for layer in layers)),
    ]


def available() -> tuple[str, ...]:
    """The tags that the program has a file for."""
    return tuple(sorted(_shipped().values()))


def file_for(tag: str) -> str | None:
    """The name of the program's file that serves this tag: its own, or that of a wider tag (RFC 4647, 3.4)."""
    return next((layer.path.stem for layer in OURS.layers(tag)), None)


def locale_for(tag: str, span: Span, problems: Problems) -> Locale | None:
    """The program's own words for a language; None when there are none, which is reported at `span`."""
    return OURS.locale_for(tag, span, problems)


def _start(tag: str) -> str:
    return f"put them into content/{OWN_FOLDER}/{tag}.yaml; start it with: handout translate --words --to {tag}"


def _names(tag: str) -> Iterator[str]:
    """The names a file for this tag may have, in lower case, the narrowest first.

    A tag is never widened past its script: Traditional Chinese is not served by Simplified.
    """
    parts = tag.casefold().split("-")
    likely: Mapping[str, str] | None = None
    while parts:
        wanted = "-".join(parts)
        yield wanted
        if wanted in _shipped():
            likely = {}
        elif likely is None:
            likely = _likely()
        if wanted in likely:
            parts, likely = likely[wanted].casefold().split("-"), {}
            continue
        if len(parts[-1]) == 4 and parts[-1].isalpha():
            return
        parts.pop()


def _names_in(files: Iterable[str]) -> Iterator[str]:
    """The names, without their endings, of those files that may hold words."""
    return (name[:-5] for name in files if name.endswith(".yaml"))


@cache
def _shipped() -> Mapping[str, str]:
    """The program's files by their names in lower case."""
    return {name.casefold(): name for name in _names_in(listed(FOLDER)) if name != LIKELY}


@cache
def _read_shipped(path: Path, name: str) -> tuple[LocaleWords | None, Problems]:
    problems = Problems()
    return read_words(path, name, problems), problems


@cache
def _likely() -> Mapping[str, str]:
    from handout.reading.yaml_file import load

    problems = Problems()
    root = load(FOLDER / f"{LIKELY}.yaml", f"locales/{LIKELY}.yaml", problems)
    if problems.has_errors or not isinstance(root, nodes.Mapping):
        raise InternalError(f"locales/{LIKELY}.yaml cannot be read: {[str(problem) for problem in problems]}")
    return {key.text.text.casefold(): value.text.text for key, value in root.entries if isinstance(value, nodes.Scalar)}
