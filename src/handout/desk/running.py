"""Run a verb as anybody could in a terminal: the page does nothing that a verb cannot."""

import asyncio
import os
import re
import sys
from pathlib import Path

from handout.record import Record, replace

_COMMAND = re.compile(r" +hint: (?:.*[:'] ?)?handout [a-z]+(?: |$)")
"""A hint that is a command, or ends in one; "every handout has one" is none."""
PATIENCE = 120.0
"""Seconds that a verb may take."""


class Done(Record):
    """What a verb said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """All of it, without the name of the program before what it could not do."""
        err = "\n".join(line.removeprefix("handout: ") for line in self.err.splitlines())
        return "\n".join(part.strip() for part in (self.out, err) if part.strip())

    @property
    def without_commands(self) -> str:
        """The same without the hints that are commands, which nobody can type at the desk."""
        return "\n".join(line for line in self.said.splitlines() if not _COMMAND.match(line))

    def without(self, folder: Path) -> "Done":
        """The same, with the names alone of files that lay in this folder for a moment only."""
        out, err = (part.replace(f"{folder}{os.sep}", "") for part in (self.out, self.err))
        return replace(self, out=out, err=err)


async def verb(root: Path, *arguments: str, seconds: float | None = PATIENCE) -> Done:
    """Run `handout ARGUMENTS` on this project. Values that somebody typed come as `--option=value`.

    `seconds`: how long it may take; None where that grows with the library, and each handout has its own limit.
    """
    code, out, err = await made(root, b"", *arguments, seconds=seconds)
    return Done(code=code, out=out.decode("utf-8", "replace"), err=err)


async def made(
    root: Path, typed: bytes, *arguments: str, seconds: float | None = PATIENCE
) -> tuple[int, bytes, str]:  # fmt: skip
    """Run a verb that is told something on standard input: how it ended, the bytes it made, and what it said."""
    name, *rest = arguments
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "handout", name, "--project", str(root), *rest,
        cwd=root, env={**os.environ, "PYTHONIOENCODING": "utf-8"}, stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        out, err = await asyncio.wait_for(process.communicate(typed), seconds)
    except TimeoutError:
        process.kill()
        await process.wait()
        return 1, b"", f"'handout {name}' took longer than {seconds:.0f} seconds and was ended"
    return process.returncode or 0, out, err.decode("utf-8", "replace")
