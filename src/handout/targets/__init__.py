"""From an edition to what somebody reads. A target is a file here, and a line in `TARGETS`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

from handout.record import Record

if TYPE_CHECKING:
    from handout.edition import Edition
    from handout.problems import Problems
    from handout.style.properties import Sheet


class File(Record, kw_only=False):
    """What a target made of an edition. `pages` is None where there are none; `fonts` are those no package shipped."""

    data: bytes
    pages: int | None = None
    fonts: tuple[str, ...] = ()


Make: TypeAlias = "Callable[[Edition, Sheet, Problems, int], File | None]"
"""Makes the file, of at most so many pages; None when there are errors, which are then among the problems."""


class Target(Record, kw_only=False):
    """How a file's name ends, behind its full stop; who makes it, imported when wanted; whether each style has one."""

    ending: str
    maker: str
    every_style: bool = False

    def make(self) -> Make:
        module, _, name = self.maker.partition(":")
        found: Make = getattr(import_module(module), name)
        return found


TARGETS = {
    "pdf": Target("pdf", "handout.targets.pdf:make", every_style=True),
    "html": Target("html", "handout.targets.html:make"),
    "txt": Target("txt", "handout.targets.text:make"),
}
USUAL = ("pdf",)
"""What is made when nobody says."""
