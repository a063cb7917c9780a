"""Which block of the source a block of a translation follows, as `handout translate` writes it down."""

import re
from typing import Any, ClassVar

from handout.problems import Problems
from handout.reading.models import read_text
from handout.reading.nodes import YamlNode
from handout.record import Value
from handout.source import Span


class Followed(Value, kw_only=False):
    """One block: its kind, the digest of the source's block, the digest of the translation's own as it was then.

    `texts` are the digests of the texts in the source's block, one by one, where it has several.
    """

    kind: str
    source: str
    own: str
    span: Span
    texts: tuple[str, ...] = ()

    PATTERN: ClassVar[str] = r"([a-z][a-z0-9_-]*) ([0-9a-f]{16}) ([0-9a-f]{16})((?: [0-9a-f]{8})*)"

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "Followed | None":
        typed = read_text(node, "a line that handout translate wrote, as text", problems)
        if typed is None:
            return None
        found = re.fullmatch(cls.PATTERN, typed.text)
        if found is None:
            hint = "take out the whole of 'follows' and let handout translate write it again"
            problems.error("E07", node.span, "this is not a line that handout translate wrote", hint)
            return None
        return cls(found[1], found[2], found[3], node.span, tuple(found[4].split()))

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "record of a block", "type": "string", "pattern": f"^{cls.PATTERN}$"}

    def __str__(self) -> str:
        return " ".join((self.kind, self.source, self.own, *self.texts))
