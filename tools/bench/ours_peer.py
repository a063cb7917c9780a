"""Ours, tagged: PDF/UA-1 and PDF/A-2a, from the edition that the peers' material was taken from."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from stopwatch import serve

from handout import look_seldom_for_garbage
from handout.library import Library
from handout.problems import Problems
from handout.targets.pdf import make_pdf


def main(task: dict[str, Any], is_whole: bool) -> None:
    """Set editions; when `is_whole`, read and check each content file as well."""
    look_seldom_for_garbage()  # as the command line does
    problems = Problems()
    library = Library(Path(task["project"]), date.fromisoformat(task["today"]))
    entries = library.chosen([Path(path) for path in task["files"]], problems)
    sheet = library.sheet("standard", problems)

    def edition(number: int) -> Any:
        opened = library.open(entries[number], problems)
        if opened is None:
            raise SystemExit("\n".join(map(str, problems)))
        return opened.edition

    def compose(document: Any) -> bytes:
        made = None if sheet is None else make_pdf(edition(document) if is_whole else document, sheet, problems)
        if made is None:
            raise SystemExit("\n".join(map(str, problems)))
        return made.data

    serve(compose, range(len(entries)) if is_whole else [edition(number) for number in range(len(entries))])


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text("utf-8")), "--whole" in sys.argv)
