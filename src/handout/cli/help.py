"""What `handout --help` says, told without loading the parser of options: in a third of its time."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from handout.extras import DISTRIBUTION

SUMMARY = "Patient handouts from YAML: PDFs that print well, read well aloud, and say only what is true."
VERBS = {
    "build": "Make the PDFs.",
    "check": "Tell every problem; write nothing.",
    "new": "Start a handout.",
    "sign": "Sign a handout off.",
    "status": "Show where every handout stands.",
    "verify": "Say what a PDF is, and whether it still holds.",
    "serve": "Write, review, sign and release in a browser.",
    "people": "Say who may work at the desk over a network.",
    "find": "Search the library.",
    "watch": "Make the PDFs again whenever a file is saved.",
    "comments": "Show, add and close comments on a handout.",
    "diff": "Show what changed since the last sign-off.",
    "translate": "Start a translation, or see how it stands to its source.",
    "print": "Print a handout for one patient; leave no trace.",
    "export": "Make a package for a patient portal.",
    "answer": "Answer look-ups by code from a package.",
    "worksheet": "Print a reviewer's worksheet (PEMAT-P, CDC Index).",
    "fonts": "Show which scripts can be set here, and in what.",
    "explain": "Explain a code that a message shows.",
    "schema": "Print the JSON Schema of the format.",
}
OPTIONS = {
    "--version": "Show the version and exit.",
    "--debug": "Show where in the program a fault happened.",
    "-h, --help": "Show this message and exit.",
}
WIDEST, NARROWEST = 100, 50


def is_asked(arguments: Sequence[str]) -> bool:
    """Whether this asks for the whole program's help and for nothing else."""
    return len(arguments) == 1 and arguments[0] in {"-h", "--help"}


def whole_help(columns: int) -> str:
    """The help for a terminal of so many columns."""
    width = max(min(columns, WIDEST) - 2, NARROWEST)
    lines = ["Usage: handout [OPTIONS] COMMAND [ARGS]...", "", *_wrapped(SUMMARY, width, "  ")]
    for title, rows in (("Options", OPTIONS), ("Commands", VERBS)):
        first = max(map(len, rows)) + 2
        lines += ["", f"{title}:"]
        for name, said in rows.items():
            label = f"  {name:{first}}"
            text = _wrapped(said, width, " " * len(label))
            lines += [label + text[0].lstrip(), *text[1:]]
    if (where := guide()) is not None:
        lines += ["", f"The guide: {where}"]
    return "\n".join(lines) + "\n"


def guide() -> Path | None:
    """Where the guide for authors lies: where it was installed to, or in the repository that this runs from."""
    here = Path(__file__).resolve()
    places = [*(folder / "share" / "doc" / DISTRIBUTION for folder in here.parents), here.parents[3]]
    found = (place / "content" / "README.md" for place in places)
    return next((path for path in found if path.is_file()), None)


def columns() -> int:
    """The terminal's width, as the environment or the terminal says; else 80."""
    typed = os.environ.get("COLUMNS", "")
    if typed.isascii() and typed.isdigit() and int(typed[:6]):
        return int(typed[:6])
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else 80
    except (OSError, ValueError):
        return 80


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    lines = [indent]
    for word in text.split():
        if lines[-1] != indent and len(lines[-1]) + 1 + len(word) > width:
            lines.append(indent)
        lines[-1] += word if lines[-1] == indent else f" {word}"
    return lines
