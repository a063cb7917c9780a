"""How often the rules are right, from labels that a reader gave to findings."""

from collections import Counter
from pathlib import Path
from typing import Literal, NamedTuple, cast

LABELS = Path(__file__).parent.parent / "lint" / "precision" / "labels.tsv"
LEAST = 10
"""Labels below which a share says nothing."""
GOAL = 0.8
Verdict = Literal["right", "debatable", "wrong"]
WORTH: dict[Verdict, float] = {"right": 1.0, "debatable": 0.5, "wrong": 0.0}


class Label(NamedTuple):
    """A finding by its place, and what a reader said of it."""

    rule: str
    page: str
    block: int
    column: int
    verdict: Verdict

    @property
    def place(self) -> tuple[str, str, int, int]:
        return self[:4]


def labels() -> list[Label]:
    """The labels that are kept. Raises KeyError for a verdict there is not."""
    found = []
    for line in LABELS.read_text("utf-8").splitlines():
        rule, page, block, column, verdict = line.split("\t")
        if verdict not in WORTH:
            raise KeyError(f"{line}: no verdict '{verdict}'")
        found.append(Label(rule, page, int(block), int(column), cast(Verdict, verdict)))
    return found


def share_right(some: list[Label]) -> float:
    """The share that is right, what is debatable counting half."""
    return sum(WORTH[label.verdict] for label in some) / len(some)


def by_rule(some: list[Label]) -> dict[str, list[Label]]:
    """The labels of each rule, by code."""
    found: dict[str, list[Label]] = {}
    for label in sorted(some):
        found.setdefault(label.rule, []).append(label)
    return found


def table(some: list[Label]) -> str:
    """A table in Markdown: how many findings of each rule were read, and what was said of them."""
    rows = ["| rule | read | right | debatable | wrong | share right |", "| --- | --- | --- | --- | --- | --- |"]
    for rule, own in [*by_rule(some).items(), ("all", some)]:
        count = Counter(label.verdict for label in own)
        said = f"{share_right(own):.0%}" if len(own) >= LEAST else "too few"
        rows.append(f"| {rule} | {len(own)} | {count['right']} | {count['debatable']} | {count['wrong']} | {said} |")
    return "\n".join(rows) + "\n"
