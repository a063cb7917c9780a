"""Every rule finds what its fixture says, where it says, and nothing in the text that is right."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from handout.lint.codes import codes
from handout.lint.registry import every_rule, rule
from support.lint_subjects import clinic_from, picture, subject_from

FIXTURES = Path(__file__).parent / "lint"


@dataclass(frozen=True)
class Case:
    """One text of a fixture: for which rule, and the findings it must give, one a line."""

    code: str
    snippet: str
    without: tuple[str, ...]
    found: str
    clinic: str | None = None
    pixels: tuple[int, int] | None = None

    @classmethod
    def of(cls, code: str, entry: Any) -> "Case":
        typed = {"handout": entry} if isinstance(entry, str) else entry
        return cls(
            code, typed["handout"], tuple(typed.get("without", ())), typed.get("found", "").strip(),
            typed.get("clinic"), typed.get("pixels"),
        )  # fmt: skip


@cache
def fixture(path: Path) -> Any:
    """What a fixture holds; read by the parser in C where there is one."""
    return yaml.load(path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def cases(part: str) -> list[Any]:
    found = []
    for path in sorted(FIXTURES.glob("*.yaml")):
        entries = fixture(path)[part]
        found += [pytest.param(Case.of(path.stem, entry), id=f"{path.stem}-{n}") for n, entry in enumerate(entries)]
    return found


def told(case: Case) -> str:
    """The findings of the case's rule: `line:column message`, one a line."""
    options = {} if case.clinic is None else {"clinic": clinic_from(case.clinic)}
    subject = subject_from(case.snippet, case.without, pictures=lambda _: picture(case.pixels), **options)
    found = rule(case.code).find(subject)
    ordered = sorted(found, key=lambda finding: finding.span)
    return "\n".join(f"{one.span.line}:{one.span.column} {one.message}" for one in ordered)


@pytest.mark.parametrize("case", cases("passes"))
def test_a_text_that_is_right_passes(case: Case) -> None:
    assert told(case) == ""


@pytest.mark.parametrize("case", cases("fails"))
def test_a_fault_is_found_where_it_stands(case: Case) -> None:
    assert case.found
    assert told(case) == case.found


def test_every_rule_has_a_fixture_with_both_kinds_of_text() -> None:
    fixtures = {path.stem: fixture(path) for path in FIXTURES.glob("*.yaml")}
    assert sorted(fixtures) == sorted(codes())
    assert [code for code, parts in fixtures.items() if not parts["passes"] or not parts["fails"]] == []


@pytest.mark.parametrize("label", ["Why it matters", "Instead of", "Write", "Source"])
def test_every_page_says_why_and_what_to_write(label: str) -> None:
    assert [known.code for known in every_rule() if not re.search(rf"^{label}: \S", known.page, re.MULTILINE)] == []


def test_every_page_opens_with_a_sentence() -> None:
    assert [known.code for known in every_rule() if not known.title.endswith(".")] == []
