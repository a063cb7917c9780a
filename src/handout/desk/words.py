"""The desk's own words: a file for each language. None of them is ever printed on a handout."""

from functools import cache
from pathlib import Path

from handout.problems import InternalError, Problems
from handout.reading import yaml_file
from handout.reading.nodes import Mapping, Scalar

FOLDER = Path(__file__).parent / "words"


@cache
def words(language: str) -> dict[str, str]:
    """The words in a language."""
    path = FOLDER / f"{language}.yaml"
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
