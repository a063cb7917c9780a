"""The desk's own words: a file for each language. None of them is ever printed on a handout."""

from functools import cache
from pathlib import Path

from handout.problems import InternalError, Problems
from handout.reading import yaml_file
from handout.reading.nodes import Mapping, Scalar
from handout.reading.patch import CannotPatch

FOLDER = Path(__file__).parent / "words"
REASONS = Path(__file__).parent / "reasons"
TITLES = Path(__file__).parent / "titles"
"""For the languages that messages are not in, what each of their codes says in short."""


@cache
def words(language: str) -> dict[str, str]:
    """The words in a language."""
    return texts_in(FOLDER / f"{language}.yaml")


@cache
def titles(language: str) -> dict[str, str]:
    """What each code of a message says in short; nothing for the language that messages are in."""
    path = TITLES / f"{language}.yaml"
    return texts_in(path) if path.exists() else {}


@cache
def reasons(language: str) -> dict[str, str]:
    """Why a change cannot be made, by how it is said in English; nothing for English."""
    path = REASONS / f"{language}.yaml"
    return texts_in(path) if path.exists() else {}


def texts_in(path: Path) -> dict[str, str]:
    """The texts of a file of the desk's, by their keys."""
    problems = Problems()
    root = yaml_file.load(path, path.name, problems)
    if not isinstance(root, Mapping) or problems.has_errors:
        raise InternalError(f"{path.name} cannot be read: {[str(problem) for problem in problems]}")
    return {key.text.text: value.text.text for key, value in root.entries if isinstance(value, Scalar)}


def languages() -> tuple[str, ...]:
    """The languages that the desk speaks."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


class DeskWords:
    """Says a word of the desk's: `say("saved", time=…)`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._words = words(language)

    def __call__(self, key: str, **values: object) -> str:
        text = self._words[key]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def refusal(self, fault: CannotPatch, name: str = "") -> str:
        """Why a change cannot be made: what it is about by this name, and the reason, which is marked if in English."""
        why = reasons(self.language).get(fault.why) or self.english(fault.why)
        where = "" if fault.line is None else f"{self('line', line=fault.line)}: "
        return f"{where}{name} {why}" if name else f"{where}{why}"

    def english(self, text: str) -> str:
        """A message, which is in English; that is said where the desk speaks another language."""
        return self("in_english", text=text)

    def of(self, sort: str, name: str) -> str:
        """The name of one of a sort of things that may grow without a word here, such as kinds of block; or nothing."""
        return self._words.get(f"{sort}_{name}", "")
