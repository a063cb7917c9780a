"""Run a verb as anybody could in a terminal: the page does nothing that a verb cannot."""

import asyncio
import sys
from pathlib import Path

from handout.record import Record

PATIENCE = 120.0
"""Seconds that a verb may take."""


class Done(Record):
    """What a verb said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return "\n".join(part.strip() for part in (self.out, self.err) if part.strip())


async def verb(root: Path, *arguments: str) -> Done:
    """Run `handout ARGUMENTS` on this project. Values that somebody typed come as `--option=value`."""
    name, *rest = arguments
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "handout", name, "--project", str(root), *rest,
        cwd=root, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        out, err = await asyncio.wait_for(process.communicate(), PATIENCE)
    except TimeoutError:
        process.kill()
        await process.wait()
        return Done(code=1, out="", err=f"'handout {name}' took longer than {PATIENCE:.0f} seconds and was ended")
    return Done(code=process.returncode or 0, out=out.decode("utf-8", "replace"), err=err.decode("utf-8", "replace"))
