"""Where `handout new` begins: a plain handout, or with `--like` one with the parts of a common kind.

What is left to write says what to write there; headings and labels that fit every one of its kind are there.
"""

from pathlib import Path

_HERE = Path(__file__).parent
PLAIN = "plain"
"""The one for which nobody has to ask."""
NAMES = tuple(sorted(path.stem for path in _HERE.glob("*.yaml") if path.stem != PLAIN))


def text_of(name: str) -> str:
    """What stands in a template after the title, language and dates, up to funding and conflicts."""
    return (_HERE / f"{name}.yaml").read_text("utf-8")
