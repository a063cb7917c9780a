"""The handout that `handout new` writes: it builds and passes every check, but nobody can sign it as it is.

Each of its lines says what to write there, so that a line that was left as it is is told from a text that was written.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache

from handout.content.templates import text_of
from handout.problems import Problems
from handout.reading import yaml_file
from handout.reading.nodes import Mapping, Node, Scalar, Sequence
from handout.source import Located

TEXT = """\
# One handout. Replace the words on the right; `handout check content/{slug}.yaml` tells what is missing.
title: {title}
{language}version: "1.0"
{published}purpose: Say here what your reader can do after reading this.
summary:
  - Say the most important thing first.
  - Say the next most important thing.
get_help:
  emergency:
    - Name a sign that means call for help now.
    - Name the next sign of this kind.
  call:
    - Name a sign that means call the clinic.
    - Name the next sign that means call the clinic.
sections:
  - heading: Say what this part is about
    body:
      - Say what to do and why, in a few short sentences.
      - steps:
          - Say the first thing to do.
          - Say the next thing to do.
          - Say how to know that it worked.
funding: None
conflicts: None
"""


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
    slug: str, language: str | None = None, published: date | None = None, *, needs_disclaimer: bool = False
) -> str:
    """The text of a new handout; its title is its slug in words."""
    title = slug.replace("-", " ")
    title = title[:1].upper() + title[1:]
    named = "" if language is None else f"language: {language}\n"
    dated = "" if published is None else f"published: {published.isoformat()}\n"
    text = TEXT.format(slug=slug, title=_quoted(title), language=named, published=dated)
    return f"{text}disclaimer: {DISCLAIMER}\n" if needs_disclaimer else text


def from_template(
    name: str, slug: str, language: str | None = None, published: date | None = None, *, needs_disclaimer: bool = False
) -> str:
    """The text of a new handout of this kind: blocks in a good order, and in them only what is left to write."""
    head = starter(slug, language, published).partition("purpose:")[0]
    end = 'funding: "(write: who paid for it, or None)"\nconflicts: "(write: conflicts of interest, or None)"\n'
    return f"{head}{text_of(name)}{end}" + (f"disclaimer: {DISCLAIMER}\n" if needs_disclaimer else "")


def starter_clinic() -> str:
    """The text of a clinic.yaml with what a handout cannot do without."""
    return CLINIC_TEXT.format(name=CLINIC_NAME, disclaimer=DISCLAIMER)


def _quoted(title: str) -> str:
    """Quoted when YAML would not take it for text: a title of digits, or a word that means true or nothing."""
    return f'"{title}"' if not title.replace(" ", "").isalpha() or title.lower() in ("null", "true", "false") else title


def untouched(root: Node) -> Iterator[Located]:
    """The texts of a handout that still are those of a starter."""
    ours = _texts_of_the_starter()
    return (text for text in _texts(root) if _folded(text) in ours)


@cache
def _texts_of_the_starter() -> frozenset[str]:
    root = yaml_file.parse(starter("x").encode("utf-8"), "starter", Problems())
    texts = frozenset(_folded(text) for text in _texts(root)) if root is not None else frozenset()
    return frozenset(text for text in texts if " " in text)


def _texts(node: Node) -> Iterator[Located]:
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
