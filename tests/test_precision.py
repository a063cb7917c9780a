"""How often the rules are right on texts that others wrote: the labels, the goal, and what the page on checks says."""

import os
from pathlib import Path

import pytest
import yaml

from handout.lint.registry import rule
from support.lint_subjects import subject_from
from support.patient_texts import drawn, found_in, half_of
from support.precision import GOAL, LEAST, by_rule, labels, share_right, table

ROOT = Path(__file__).parent.parent
TEXTS = os.environ.get("HANDOUT_PATIENT_TEXTS", "")
SEEDED = yaml.safe_load((ROOT / "tests/lint/precision/seeded.yaml").read_text("utf-8"))
SEEDS = 20
MOST = 40


@pytest.mark.parametrize("code", [code for code, own in by_rule(labels()).items() if len(own) >= LEAST])
def test_a_rule_is_right_at_least_four_times_of_five(code: str) -> None:
    assert share_right(by_rule(labels())[code]) >= GOAL


def test_only_pages_that_no_list_was_tuned_on_are_labelled() -> None:
    assert {half_of(label.page) for label in labels()} == {"held"}


def test_the_page_on_checks_says_what_was_measured() -> None:
    assert table(labels()) in (ROOT / "docs/checks.md").read_text("utf-8")


@pytest.mark.skipif(not TEXTS, reason="the texts are not here: HANDOUT_PATIENT_TEXTS names no file")
def test_every_finding_that_is_drawn_has_a_label() -> None:
    assert [one.place for one in drawn(found_in(Path(TEXTS), "held"), MOST)] == sorted(one.place for one in labels())


@pytest.mark.parametrize("code", SEEDED)
def test_a_rule_finds_twenty_faults_that_were_put_in(code: str) -> None:
    seeds = [frame.replace("…", filler) for frame in SEEDED[code]["frames"] for filler in SEEDED[code]["fillers"]]
    assert len(seeds) >= SEEDS
    missed = [seed for seed in seeds if not list(rule(code).find(subject_from(_handout(seed), file="x.yaml")))]
    assert missed == []


def _handout(line: str) -> str:
    return f"language: en-US\nsections:\n  - heading: Rest\n    body:\n      - {line!r}\n"
