"""Every case arrives at every stage as its golden says.

HANDOUT_ACCEPT=1 rewrites the goldens; read the diff then as you would read code.
"""

import difflib
import os

import pytest

from handout.edition import words_of
from support.cases import GOLDEN, STAGES, case, names
from support.second_witness import words_lost

ACCEPTING = os.environ.get("HANDOUT_ACCEPT") == "1"


@pytest.mark.parametrize("name", names())
def test_a_case_stands_at_each_stage_as_it_did(name: str) -> None:
    found = {stage: case(name).stage(stage) for stage in case(name).stages}
    if ACCEPTING:
        _accept(name, found)
    differences = [line for stage, text in found.items() for line in _differences(name, stage, text)]
    if differences:
        pytest.fail("\n".join(differences), pytrace=False)


@pytest.mark.parametrize("name", names())
def test_no_word_of_a_case_is_lost(name: str) -> None:
    pdf = case(name).pdf
    if pdf is None:
        assert case(name).told
    else:
        assert words_lost([text for _, text in words_of(case(name).opened.edition)], pdf) == []


def test_every_golden_of_a_case_has_its_case() -> None:
    left = [path.name for stage in STAGES for path in GOLDEN.glob(f"*.{stage}.txt") if _case_of(path.name) is None]
    assert left == ["canvas-everything.tags.txt"]


def _case_of(golden: str) -> str | None:
    name = golden.split(".")[0]
    return name if name in names() else None


def _accept(name: str, found: dict[str, str]) -> None:
    for stage in STAGES:
        path = GOLDEN / f"{name}.{stage}.txt"
        if stage in found:
            path.write_text(found[stage], "utf-8")
        else:
            path.unlink(missing_ok=True)


def _differences(name: str, stage: str, text: str) -> list[str]:
    path = GOLDEN / f"{name}.{stage}.txt"
    wanted = path.read_text("utf-8") if path.exists() else ""
    lines = difflib.unified_diff(wanted.split("\n"), text.split("\n"), f"golden/{path.name}", "found", lineterm="", n=2)
    return list(lines)
