"""Read which fonts a sheet uses: a role such as `body`, the family behind it, what stands in for missing letters."""

from __future__ import annotations

import re
from typing import Any

from handout.problems import Problems
from handout.reading.models import key, refuse
from handout.reading.nodes import Scalar, YamlNode
from handout.record import Record
from handout.source import Located, Span

FALLBACK = ("Noto Sans",)

_ROLE = re.compile(r"[a-z][a-z0-9-]{0,39}")


class Font(Record):
    """The family behind a font role."""

    family: Located = key("The family, such as Atkinson Hyperlegible.", required=True)
    fallback: tuple[Located, ...] = key(
        "Families for letters that the first one lacks, in order; Noto Sans when not given."
    )
    span: Span

    @property
    def families(self) -> tuple[str, ...]:
        """All families in order, each once."""
        others = tuple(name.text for name in self.fallback) or FALLBACK
        return tuple(dict.fromkeys((self.family.text, *others)))


class FontRole:
    """One of the names under the sheet's `fonts`."""

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> str | None:
        if not isinstance(node, Scalar):
            refuse(node, "the name of a font", problems)
            return None
        if _ROLE.fullmatch(node.text.text):
            return node.text.text
        problems.error(
            "E07",
            node.span,
            f"'{node.text}' is not the name of a font of this sheet",
            "name the family under 'fonts', then use that name here",
        )
        return None

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "name of a font", "type": "string", "pattern": f"^{_ROLE.pattern}$"}
