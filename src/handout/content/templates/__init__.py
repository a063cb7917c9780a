"""Handouts of five common kinds with nothing in them but what is left to write: where `handout new --like` begins."""

from pathlib import Path

_HERE = Path(__file__).parent
NAMES = tuple(sorted(path.stem for path in _HERE.glob("*.yaml")))


def text_of(name: str) -> str:
    """What stands in a template after the title, language and dates, up to funding and conflicts."""
    return (_HERE / f"{name}.yaml").read_text("utf-8")
