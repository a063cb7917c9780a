"""What each code of an error or a warning means, for people who see it: `messages.yaml`, beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from handout.problems import InternalError, Problems
from handout.reading import nodes, yaml_file
from handout.record import Record

FILE = Path(__file__).with_name("messages.yaml")


class MessagePage(Record):
    """What was found and why it matters; what to do."""

    what: str
    do: str


def page_of(code: str) -> str | None:
    """The page of a code, in any case of letters; None when there is no such code."""
    wanted = code.strip().upper()
    found = pages().get(wanted)
    if found is None:
        return None
    kind = "error" if wanted.startswith("E") else "warning"
    return f"{wanted} ({kind})\n\n{found.what}\n\nWhat to do: {found.do}\n"


@cache
def pages() -> Mapping[str, MessagePage]:
    """All pages by their code."""
    problems = Problems()
    root = yaml_file.load(FILE, FILE.name, problems)
    if not isinstance(root, nodes.Mapping) or problems.has_errors:
        raise InternalError(f"{FILE.name} cannot be read: {[str(problem) for problem in problems]}")
    return {
        key.text.text: MessagePage(what=_said(value, "what"), do=_said(value, "do")) for key, value in root.entries
    }  # fmt: skip


def _said(node: nodes.YamlNode, name: str) -> str:
    value = node.get(name) if isinstance(node, nodes.Mapping) else None
    if not isinstance(value, nodes.Scalar) or not value.text.text:
        raise InternalError(f"{FILE.name}:{node.span.line}: there is no '{name}'")
    return value.text.text
