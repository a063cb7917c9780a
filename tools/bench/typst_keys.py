"""Milliseconds in which Typst, in one process that lives on as its `watch` does, makes pictures of a text typed on."""

import json
import sys
import time
from pathlib import Path

import typst
from typst_peer import source

PER_INCH = 108.0
"""What the desk's pictures have."""


def main() -> None:
    task = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    words, count = sys.argv[2], int(sys.argv[3])
    place = Path(sys.argv[1]).parent / "typed.typ"
    before = source(task["documents"][0])
    place.write_text(before, "utf-8")
    compiler = typst.Compiler(str(place), font_paths=[str(Path(task["fonts"][0]).parent)], ignore_system_fonts=True)
    taken = []
    for number in range(count + 3):
        letters = "abcdefghijklmnopqrst"[: number % 20 + 1]
        start = time.perf_counter()
        place.write_text(before.replace(words, f"{letters}{words}", 1), "utf-8")
        compiler.compile(format="png", ppi=PER_INCH)
        taken.append(1000 * (time.perf_counter() - start))
    sys.stdout.write(json.dumps(taken[3:]))


if __name__ == "__main__":
    main()
