"""A handout as long as one can be in earnest: forty sections, in each a table of twenty-five rows."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from handout.library import Library
from handout.problems import Problems
from handout.targets.pdf import make_pdf
from support.cases import CASES

SECTIONS, ROWS = 40, 25


@cache
def long_handout() -> bytes:
    """Its PDF."""
    with TemporaryDirectory() as folder:
        content = Path(folder, "content")
        content.mkdir()
        (content / "clinic.yaml").write_text((CASES / "clinic.yaml").read_text("utf-8"), "utf-8")
        (content / "long.yaml").write_text(json.dumps(_typed()), "utf-8")
        library, problems = Library(Path(folder), date(2026, 11, 24)), Problems()
        entry = library.project.entry(content / "long.yaml", problems)
        opened = None if entry is None else library.open(entry, problems)
        sheet = library.sheet("standard", problems)
        made = None if opened is None or sheet is None else make_pdf(opened.edition, sheet, problems)
    if made is None:
        raise ValueError([str(problem) for problem in problems])
    return made.data


def _typed() -> dict[str, object]:
    return {
        "title": "A long handout",
        "purpose": "How a handout goes on and on.",
        "get_help": {"call": ["You feel worse."]},
        "sections": [
            {
                "heading": f"Section {section}",
                "body": [
                    f"What is told in section {section} [@one].",
                    {
                        "table": {
                            "caption": f"Table {section}",
                            "columns": ["Day", "Morning", "Evening"],
                            "row_headings": True,
                            "rows": [
                                [f"Day {row}", f"Take {row} mL", f"Rest {section} times, then take {row} mL more."]
                                for row in range(1, ROWS + 1)
                            ],
                        }
                    },
                ],
            }
            for section in range(1, SECTIONS + 1)
        ],
        "references": [{"id": "one", "type": "webpage", "title": "One", "URL": "https://example.org/"}],
    }
