"""A list prints its own numbers, bullets and boxes: an entry that brings one too is told, and a legend is let be."""

import pytest

from handout.content.blocks import Body
from handout.content.own_marks import check_marks
from handout.problems import Problems
from handout.reading.models import read_as
from handout.reading.yaml_file import parse


def told(yaml: str) -> list[str]:
    """Code and place of each problem in a body."""
    problems = Problems()
    node = parse(yaml.encode(), "x.yaml", problems)
    check_marks(read_as(Body, node, problems, "body"), problems)
    return [f"{problem.code} {problem.span.line}:{problem.span.column}" for problem in problems]


@pytest.mark.parametrize(
    ("yaml", "place"),
    [
        ('- steps: ["1. Wash", "2. Dry"]', "1:12"),
        ('- steps: ["Wash", "2) Dry", "3) Look"]', "1:20"),
        ('- steps: ["1. Wash"]', "1:12"),
        ('- steps: ["① Wash", "② Dry"]', "1:12"),
        ('- steps: ["1️⃣ Wash", "2\u20e3 Dry"]', "1:12"),
        ('- steps: ["a) Wash", "b) Dry"]', "1:12"),
        ('- steps: ["Wash", "• Dry"]', "1:20"),
        ('- checklist: ["☐ Card"]', "1:16"),
        ('- checklist: ["[ ] Card", "[ ] Keys"]', "1:16"),
        ('- do_dont: {do: ["✓ Rest"], dont: [Run]}', "1:19"),
        ('- do_dont: {do: [Rest], dont: ["– Run", "– Jump"]}', "1:33"),
        ('- zones: [{level: go, signs: ["◆ Fine", "◆ Well"]}]', "1:32"),
        ("- |\n  - • Salt\n  - Sugar", "2:5"),
        ("- |\n  - [ ] Card\n  - [ ] Keys", "2:5"),
        ("- |\n  1. 1. Wash\n  2. 2. Dry", "2:3"),
        ("- |\n  - - Salt", "2:3"),
    ],
)
def test_a_mark_that_would_print_twice_is_told(yaml: str, place: str) -> None:
    assert told(yaml) == [f"E67 {place}"]


@pytest.mark.parametrize(
    "yaml",
    [
        '- steps: ["2 tablets", "3 tablets"]',
        '- steps: ["1. Mai: nichts essen", "Trinken", "Ruhen"]',
        '- steps: ["12. September", "14. September"]',
        '- steps: ["A. Smith calls you."]',
        '- checklist: ["1. Call", "2. Pack"]',
        '- do_dont: {do: [Rest], dont: ["– 5 °C is cold"]}',
        "- |\n  - ✓ means taken\n  - ✗ means not taken",
        "- |\n  - Soup\n    - Salt\n    - Fat",
        "- |\n  1. Wash\n  2. Dry",
        "- |\n  - -omics are fields of study",
        '- table: {columns: [No, A], rows: [["1.", Wash], ["2.", Dry]]}',
        '- questions: [{q: "1. Why?", a: Because.}]',
    ],
)
def test_a_number_or_a_sign_of_the_text_is_let_be(yaml: str) -> None:
    assert told(yaml) == []
