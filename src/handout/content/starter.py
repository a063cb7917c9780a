"""The handout that `handout new` writes: it builds and passes every check, but nobody can sign it as it is.

Each of its lines says what to write there, so that a line that was left as it is is told from a text that was written.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache

from handout.content.templates import NAMES, PLAIN, text_of
from handout.problems import Problems, argument
from handout.reading import yaml_file
from handout.reading.nodes import Mapping, Scalar, Sequence, YamlNode
from handout.source import Located

HEAD = """\
# One handout. Replace the words on the right; `handout check {file}` tells what is missing.
title: {title}
{language}version: "1.0"
{published}"""
END = """\
funding: None
conflicts: None
"""
TO_REPLACE = ("say ", "name ")
"""How the texts begin that say what to write in their place; the others are good as they are, if they fit."""


CLINIC_NAME = "Your clinic"
CLINIC_TEXT = """\
# Who publishes the handouts in this folder. Replace the words on the right, and add your phone number: phone: "…"
name: {name}
language: en-US
disclaimer:
  en: {disclaimer}
review: {{required: [clinical], valid_for: 24 months}}
"""

DISCLAIMER = "This handout is for information only. It does not replace advice from your own care team."


def starter(
    slug: str, language: str | None = None, published: date | None = None,
    *, like: str = PLAIN, needs_disclaimer: bool = False, file: str = "",
) -> str:  # fmt: skip
    """The text of a new handout, like this template; its title is its slug in words. `file` is what it is called."""
    title = slug.replace("-", " ")
    title = title[:1].upper() + title[1:]
    named = "" if language is None else f"language: {language}\n"
    dated = "" if published is None else f"published: {published.isoformat()}\n"
    head = HEAD.format(
        file=argument(file or f"content/{slug}.yaml"), title=_quoted(title), language=named, published=dated
    )
    return f"{head}{text_of(like)}{END}" + (f"disclaimer: {DISCLAIMER}\n" if needs_disclaimer else "")


def starter_clinic() -> str:
    """The text of a clinic.yaml with what a handout cannot do without."""
    return CLINIC_TEXT.format(name=CLINIC_NAME, disclaimer=DISCLAIMER)


def _quoted(title: str) -> str:
    """Quoted when YAML would not take it for text: a title of digits, or a word that means true or nothing."""
    return f'"{title}"' if not title.replace(" ", "").isalpha() or title.lower() in ("null", "true", "false") else title


def untouched(root: YamlNode) -> Iterator[Located]:
    """The texts of a handout that still are those of a starter."""
    ours = _texts_of_the_starter()
    return (text for text in _texts(root) if _folded(text) in ours)


@cache
def _texts_of_the_starter() -> frozenset[str]:
    """What is left to write in the starter and in every template."""
    roots = (yaml_file.parse(text_of(name).encode("utf-8"), name, Problems()) for name in (PLAIN, *NAMES))
    texts = {_folded(text) for root in roots if root is not None for text in _texts(root)}
    return frozenset(text for text in texts if text.startswith(TO_REPLACE))


def _texts(node: YamlNode) -> Iterator[Located]:
    match node:
        case Scalar():
            yield node.text
        case Sequence():
            for item in node.items:
                yield from _texts(item)
        case Mapping():
            for _, value in node.entries:
                yield from _texts(value)


def _folded(text: Located) -> str:
    return " ".join(text.text.casefold().split()).rstrip(".")
