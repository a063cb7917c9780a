"""A table of more than five columns.

Why it matters: few readers can follow a row that long, and in large print it does not fit the page.
Instead of: a table with a column for each day of the week.
Write: one row for each day, or two small tables. The medicine schedule keeps its own columns.
Source: PEMAT-P item 19 (simple tables with short and clear row and column headings).
"""

from collections.abc import Iterator

from handout import flow
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.ADVICE
MOST = 5


def find(subject: Subject) -> Iterator[Finding]:
    for node in subject.nodes():
        if isinstance(node, flow.Table) and node.style != "medicines" and len(node.columns) > MOST:
            message = f"this table has {len(node.columns)} columns; {MOST} is plenty"
            yield Finding(node.span, message, "turn rows into columns, or make two tables")
