"""One file of interface words: what it says, and everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from unicodedata import bidirectional

from handout.files import Inputs
from handout.locales.keys import BEGINNINGS, LISTS, MADE, WORDS
from handout.problems import Problems, near
from handout.reading import nodes
from handout.reading.untranslated import refuse_untranslated
from handout.record import Record

_PLACEHOLDER = re.compile(r"\{([a-z_]*)\}")


class LocaleWords(Record):
    """What one file says. It may say a part; `made` is empty where the file does not say whose wording it is."""

    words: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    beginnings: Mapping[str, Mapping[str, str]]
    made: str


def read_words(
    path: Path, name: str, problems: Problems, inputs: Inputs | None = None, *, partly: bool = False
) -> LocaleWords | None:
    """The words of one file; None when anything in it is wrong, all of it reported. Messages call it `name`.

    `partly`: some may still be marked as not translated.
    """
    from handout.reading.yaml_file import load

    before = len(problems.found)
    root = load(path, name, problems, inputs=inputs)
    if root is None:
        return None
    if not isinstance(root, nodes.Mapping):
        problems.error("E33", root.span, "a file of interface words must be keys with their words")
        return None
    known = ("made", *WORDS, *LISTS, *BEGINNINGS)
    for key, _ in root.entries:
        if key.text.text not in known:
            problems.error("E33", key.span, f"unknown key '{key.text.text}' in these interface words",
                           near(key.text.text, known))  # fmt: skip
    if not partly:
        refuse_untranslated(root, problems)
    if len(problems.found) > before:
        return None
    typed = {key.text.text: value for key, value in root.entries}
    found = LocaleWords(
        words={key: _word(key, typed[key], problems) for key in WORDS if key in typed},
        lists={key: _list(key, typed[key], problems) for key in LISTS if key in typed},
        beginnings={key: _pairs(key, typed[key], problems) for key in BEGINNINGS if key in typed},
        made=_choice("made", typed["made"], MADE, problems) if "made" in typed else "",
    )
    if not partly:
        _settings(typed, found.words.get("name", ""), problems)
    return None if len(problems.found) > before else found


def _settings(typed: Mapping[str, nodes.YamlNode], name: str, problems: Problems) -> None:
    """What is chosen and not said: which way lines run, and what stands before decimals."""
    if "decimal_marks" in typed:
        _choice("decimal_marks", typed["decimal_marks"], (".", ",", ".,"), problems)
    direction = typed.get("direction")
    if direction is None:
        return
    is_rtl = any(bidirectional(char) in {"R", "AL"} for char in name)
    if _choice("direction", direction, ("ltr", "rtl"), problems) == "ltr" and is_rtl:
        message = f"'direction' is 'ltr', and {name} is written from right to left"
        problems.error("E33", direction.span, message, "write: direction: rtl")


def _choice(key: str, node: nodes.YamlNode, choices: tuple[str, ...], problems: Problems) -> str:
    typed = node.text.text if isinstance(node, nodes.Scalar) else ""
    if typed not in choices:
        problems.error("E33", node.span, f"'{key}' is '{typed}'; it must be {' or '.join(choices)}")
    return typed


def _word(key: str, node: nodes.YamlNode, problems: Problems) -> str:
    """The words under a key, with exactly the placeholders that are filled when they are printed."""
    if not isinstance(node, nodes.Scalar) or not node.text.text:
        problems.error("E33", node.span, f"'{key}' must be words")
        return ""
    text = node.text.text
    found = _PLACEHOLDER.findall(text)
    for name in WORDS[key]:
        if name not in found:
            problems.error("E33", node.span, f"the words for '{key}' have lost their placeholder {{{name}}}")
    if text.count("{") != len(found) or text.count("}") != len(found):
        problems.error("E33", node.span, f"a brace in '{key}' belongs to no placeholder", _braces(WORDS[key]))
    for name in found:
        if name not in WORDS[key]:
            problems.error("E33", node.span, f"nothing fills the placeholder {{{name}}} in '{key}'")
    return text


def _braces(names: Sequence[str]) -> str:
    return f"placeholders here: {', '.join(f'{{{name}}}' for name in names)}" if names else "take it out"


def _list(key: str, node: nodes.YamlNode, problems: Problems) -> tuple[str, ...]:
    """The entries of a list of words of fixed length."""
    entries = node.items if isinstance(node, nodes.Sequence) else ()
    words = tuple(entry.text.text for entry in entries if isinstance(entry, nodes.Scalar) and not entry.is_empty)
    if len(words) != LISTS[key]:
        problems.error("E33", node.span, f"'{key}' must be a list of {LISTS[key]} words; it has {len(words)}")
    return words


def _pairs(key: str, node: nodes.YamlNode, problems: Problems) -> Mapping[str, str]:
    """Beginnings of words, and what is said before each."""
    entries = node.entries if isinstance(node, nodes.Mapping) else ()
    pairs = {start.text.text: said.text.text for start, said in entries if isinstance(said, nodes.Scalar)}
    if not pairs or len(pairs) != len(entries) or not all(pairs.values()):
        problems.error("E33", node.span, f"'{key}' must be beginnings of words, each with what is said before it")
    return pairs
