"""Small projects with one fault each, and what the command line says of them."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pypdfium2 as pdfium

from handout.cli import main

CLINIC = """name: Riverside Kidney Clinic
phone: "555 0100"
emergency: "911"
language: en-US
styles: [standard]
disclaimer: {en: This is general advice. Ask your nurse about yours.}
"""
TODAY = "2026-11-24"


@dataclass(frozen=True)
class Result:
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


def handout_yaml(body: str = "", *, title: str = "Caring for your wound", more: str = "") -> str:
    """A handout whose one section holds this body, as YAML."""
    return (
        f"title: {json.dumps(title, ensure_ascii=False)}\nlanguage: en-US\npurpose: How to keep a wound clean.\n"
        f"get_help:\n  call: [The skin turns red.]\n{more}sections:\n  - heading: Washing\n    body:\n"
        + (body or "      - Wash your hands.\n")
    )


def paragraph(text: str) -> str:
    """A body of one paragraph, quoted so that YAML takes nothing away."""
    return f"      - {json.dumps(text, ensure_ascii=False)}\n"


def make_project(root: Path, *, clinic: str = CLINIC, **handouts: str) -> Path:
    """A folder with a clinic and these handouts; `_` in a name stands for a hyphen."""
    (root / "content").mkdir(parents=True, exist_ok=True)
    (root / "content" / "clinic.yaml").write_text(clinic, "utf-8")
    for name, text in handouts.items():
        (root / "content" / f"{name.replace('_', '-')}.yaml").write_text(text, "utf-8")
    return root


def run(root: Path, *arguments: str) -> Result:
    """The command line in this process."""
    out, err = (TextIOWrapper(BytesIO(), "utf-8", errors="surrogateescape") for _ in range(2))
    with _signals_kept(), redirect_stdout(out), redirect_stderr(err):
        try:
            main([arguments[0], "--project", str(root), *arguments[1:]])
        except SystemExit as done:
            code = done.code
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8", "surrogateescape"))
    return Result(code if isinstance(code, int) else 1, *texts)


def build(root: Path, *arguments: str) -> Result:
    """`handout build` on a fixed day."""
    return run(root, "build", "--today", TODAY, *arguments)


@contextmanager
def _signals_kept() -> Iterator[None]:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    safe = os.environ.get("PYTHONSAFEPATH")
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
        os.environ.pop("PYTHONSAFEPATH", None)
        if safe is not None:
            os.environ["PYTHONSAFEPATH"] = safe


COMMAND = [sys.executable, "-P", "-m", "handout"]


def spawn(root: Path, *arguments: str, environment: dict[str, str] | None = None, **options: object) -> Result:
    """`handout build` in a process of its own."""
    done = subprocess.run(
        [*COMMAND, "build", "--project", str(root), "--today", TODAY, *arguments],
        capture_output=True, env={**os.environ, **(environment or {})}, timeout=120, **options,
    )  # fmt: skip
    return Result(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def words(pdf: Path) -> str:
    """All that PDFium reads on the pages, without white space: a witness that shares nothing with our code."""
    document = pdfium.PdfDocument(pdf)
    try:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    return bare(text)


def bare(text: str) -> str:
    """Text without white space and marks that are not seen."""
    for mark in "\u00ad\u200b\u2060\ufeff\ufffe\x02":
        text = text.replace(mark, "")
    return "".join(text.split())


def is_refused(result: Result, *, code: int = 1) -> bool:
    """Whether a run ended in problems with a place, and in nothing worse."""
    return result.code == code and "Traceback" not in result.err and ": error[E" in result.err


def sandbox(source: Path, target: Path) -> Path:
    """A copy of a project."""
    return Path(shutil.copytree(source, target))
