"""Whatever is typed is built whole or refused in its place; never a traceback, never a lost character."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.faulty import handout_yaml
from support.fuzzing import TOKENS, Workshop, corpus, mutated

BOUNDED = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.parametrize("data", corpus().values(), ids=corpus())
def test_everything_in_the_corpus_is_built_whole_or_refused(workshop: Workshop, data: bytes) -> None:
    assert workshop.complaints(data) == []


@BOUNDED
@given(seed=st.integers(0, 2**32), name=st.sampled_from(sorted(corpus())))
def test_a_mutated_file_never_gives_a_traceback_and_loses_nothing(workshop: Workshop, seed: int, name: str) -> None:
    assert workshop.complaints(mutated(corpus()[name], random.Random(seed))) == []


WORDS = st.lists(st.one_of(st.sampled_from(TOKENS), st.text(max_size=12)), min_size=1, max_size=12).map("".join)


def printable(text: str) -> str:
    return json.dumps(text.encode("utf-8", "replace").decode("utf-8"), ensure_ascii=False)


@BOUNDED
@given(text=WORDS)
def test_a_paragraph_of_anything_is_whole_or_refused(workshop: Workshop, text: str) -> None:
    assert workshop.complaints(handout_yaml(f"      - {printable(text)}\n").encode("utf-8", "replace")) == []


TONES = ["note", "tip", "warning", "emergency"]
CELLS = st.lists(WORDS, min_size=3, max_size=3)


@BOUNDED
@given(rows=st.lists(CELLS, min_size=1, max_size=5), tone=st.sampled_from(TONES), text=WORDS)
def test_tables_and_boxes_of_anything_are_whole_or_refused(
    workshop: Workshop, rows: list[list[str]], tone: str, text: str
) -> None:
    cells = ", ".join("[" + ", ".join(map(printable, row)) + "]" for row in rows)
    heads = "{heading: A}, {heading: B}, {heading: C}"
    body = f"      - table: {{columns: [{heads}], rows: [{cells}]}}\n"
    body += f"      - callout: {{tone: {tone}, title: {printable(text)}, text: {printable(text)}}}\n"
    body += f"      - steps: [{printable(text)}]\n      - checklist: [{printable(text)}]\n"
    assert workshop.complaints(handout_yaml(body).encode("utf-8", "replace")) == []


def test_the_corpus_is_text_and_says_why() -> None:
    folder = Path(__file__).parent / "fuzz_corpus"
    assert all(path.read_text("utf-8").startswith("# ") for path in folder.glob("*.txt"))
    assert len(corpus()) >= 5
