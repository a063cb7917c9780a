"""One file of interface words: what it says, and everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from handout.files import Inputs
from handout.locales.keys import BEGINNINGS, LISTS, MADE, WORDS
from handout.locales.locale import PLACEHOLDER
from handout.problems import Problems, meant_by, near
from handout.reading import nodes
from handout.reading.nodes import kind_of
from handout.reading.untranslated import refuse_untranslated
from handout.record import Record, replace
from handout.text.direction import has_right_to_left

_CHOSEN = frozenset({"direction", "decimal_marks"})
"""Keys whose words are one of a few."""


class LocaleWords(Record):
    """What one file says. It may say a part; `made` is empty where the file does not say whose wording it is."""

    words: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    beginnings: Mapping[str, Mapping[str, str]]
    made: str


def read_words(
    path: Path, name: str, problems: Problems, inputs: Inputs | None = None, *, partly: bool = False,
    is_own: bool = False,
) -> LocaleWords | None:  # fmt: skip
    """The words of one file; None when anything in it is wrong, all of it reported. Messages call it `name`.

    `partly`: some may still be marked as not translated. `is_own`: it is a clinic's, which may have left something to
    be filled in.
    """
    from handout.reading.yaml_file import load

    before = len(problems.found)
    root = load(path, name, problems, inputs=inputs)
    if root is None:
        return None
    if not isinstance(root, nodes.Mapping):
        hint = "type a key, a colon and its words on each line, such as review_draft: Not yet reviewed"
        problems.error("E33", root.span, "a file of interface words must be keys with their words", hint)
        return None
    known = ("made", *WORDS, *LISTS, *BEGINNINGS)
    for key, _ in root.entries:
        if key.text.text not in known:
            problems.error("E33", key.span, f"unknown key '{key.text.text}' in these interface words",
                           near(key.text.text, known))  # fmt: skip
    if not partly:
        refuse_untranslated(root, problems)
    if is_own:
        _refuse_left_overs(root, path.stem, problems)
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


def _refuse_left_overs(root: nodes.Mapping, language: str, problems: Problems) -> None:
    from handout.content.left_overs import check_texts

    texts = (value.text for _, node in root.entries for value in _scalars(node) if not value.is_refused)
    check_texts((replace(text, text=re.sub(r"\{\w*\}", _as_a_word, text.text)) for text in texts), language, problems)


def _scalars(node: nodes.YamlNode) -> list[nodes.Scalar]:
    match node:
        case nodes.Scalar():
            return [node]
        case nodes.Sequence():
            return [item for item in node.items if isinstance(item, nodes.Scalar)]
        case nodes.Mapping():
            return [value for _, value in node.entries if isinstance(value, nodes.Scalar)]


def _as_a_word(placeholder: re.Match[str]) -> str:
    return "a" * len(placeholder[0])


def _settings(typed: Mapping[str, nodes.YamlNode], name: str, problems: Problems) -> None:
    """What is chosen and not said: which way lines run, and what stands before decimals."""
    marks, direction = typed.get("decimal_marks"), typed.get("direction")
    if marks is not None:
        _choice("decimal_marks", marks, (".", ",", ".,"), problems)
    if direction is None:
        return
    if _choice("direction", direction, ("ltr", "rtl"), problems) == "ltr" and has_right_to_left(name):
        message = f"'direction' is 'ltr', and {name} is written from right to left"
        problems.error("E33", direction.span, message, "write: direction: rtl")


def _choice(key: str, node: nodes.YamlNode, choices: tuple[str, ...], problems: Problems) -> str:
    typed = node.text.text if isinstance(node, nodes.Scalar) else ""
    if typed not in choices:
        is_called = f"'{typed}'" if isinstance(node, nodes.Scalar) else kind_of(node)
        if isinstance(node, nodes.Scalar) and node.is_empty:
            is_called = "empty"
        meant = meant_by(typed, choices)
        hint = f"type {key}: {meant or choices[0]}"
        problems.error("E33", node.span, f"'{key}' is {is_called}; it must be {' or '.join(choices)}", hint)
    return typed


def _word(key: str, node: nodes.YamlNode, problems: Problems) -> str:
    """The words under a key, with exactly the placeholders that are filled when they are printed."""
    if key in _CHOSEN:
        return node.text.text if isinstance(node, nodes.Scalar) else ""
    if not isinstance(node, nodes.Scalar):
        hint = f"type the words after '{key}:', in quotes where they hold a brace"
        problems.error("E33", node.span, f"'{key}' must be words, found {kind_of(node)}", hint)
        return ""
    text = node.text.text
    if node.is_empty:
        problems.error("E33", node.span, f"'{key}' is empty", "type its words, or take the key out")
        return text
    if node.plain and (mark := _lonely_mark(text)):
        hint = f"type it on both sides, or leave it out: {key}: {mark}{' ' * text[:-1].endswith(' ')}{text}"
        problems.error("E33", node.span, f"the words for '{key}' end in a {mark}, and none stands before them", hint)
        return text
    found = PLACEHOLDER.findall(text)
    lost = [name for name in WORDS[key] if name not in found]
    unknown = next((name for name in found if name not in WORDS[key]), None)
    if text.count("{") != len(found) or text.count("}") != len(found):
        problems.error("E33", node.span, f"a brace in '{key}' belongs to no placeholder", _braces(WORDS[key]))
    elif unknown is not None:
        meant = meant_by(unknown, lost)
        hint = f"did you mean {{{meant}}}?" if meant else _braces(WORDS[key])
        problems.error("E33", node.span, f"nothing fills the placeholder {{{unknown}}} in '{key}'", hint)
    elif lost:
        message = f"the words for '{key}' have lost their placeholder{'s' * (len(lost) > 1)} {_in_braces(lost)}"
        problems.error("E33", node.span, message, f"type {_in_braces(lost)} where the words have it")
    return text


def _lonely_mark(text: str) -> str:
    """The quotation mark that ends a text and stands nowhere else in it; an apostrophe behind a letter is none."""
    mark = text[-1]
    is_mark = mark == '"' or (mark == "'" and not text[-2:-1].isalpha())
    return mark if is_mark and text.count(mark) == 1 else ""


def _in_braces(names: Sequence[str]) -> str:
    return " and ".join(f"{{{name}}}" for name in names)


def _braces(names: Sequence[str]) -> str:
    return f"placeholders here: {', '.join(f'{{{name}}}' for name in names)}" if names else "take it out"


def _list(key: str, node: nodes.YamlNode, problems: Problems) -> tuple[str, ...]:
    """The entries of a list of words of fixed length."""
    count = LISTS[key]
    what, hint = f"'{key}' must be a list of {count} words", f"type {count} of them in brackets, a comma between two"
    if not isinstance(node, nodes.Sequence):
        problems.error("E33", node.span, f"{what}, found {kind_of(node)}", hint)
        return ()
    words = tuple(entry.text.text for entry in node.items if isinstance(entry, nodes.Scalar) and not entry.is_empty)
    if len(node.items) != count:
        problems.error("E33", node.span, f"{what}; it has {len(node.items)}", hint)
    elif len(words) != count:
        entry = next(one for one in node.items if not isinstance(one, nodes.Scalar) or one.is_empty)
        problems.error("E33", entry.span, f"{what}, and this is {kind_of(entry)}", "type the word that belongs here")
    return words


def _pairs(key: str, node: nodes.YamlNode, problems: Problems) -> Mapping[str, str]:
    """Beginnings of words, and what is said before each."""
    entries = node.entries if isinstance(node, nodes.Mapping) else ()
    pairs = {
        start.text.text.casefold(): said.text.text
        for start, said in entries
        if isinstance(said, nodes.Scalar) and not said.is_empty
    }
    if not pairs or len(pairs) != len(entries):
        message = f"'{key}' must be beginnings of words, each with what is said before it"
        problems.error("E33", node.span, message, f"such as {key}: {{hi: ' e '}}, or take the key out")
    return pairs
