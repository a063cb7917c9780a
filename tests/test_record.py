"""Records stay as they are, are equal when they say the same, and say of each field what was declared."""

import copy
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from handout.record import Declared, Mutable, Record, Value, asdict, field, replace
from handout.source import Span
from support.faulty import handout_yaml, make_project, paragraph


class Section(Record):
    title: str = Declared("what it is called")  # type: ignore[assignment]
    number: int = Declared("its number", 1)  # type: ignore[assignment]
    kids: tuple[str, ...] = ()


class Day(Value):
    day: int
    span: Span


class Gathered(Mutable):
    found: list[str] = field(default_factory=list)
    count: int = 0


HERE, THERE = Span("a.yaml", 1, 1), Span("a.yaml", 7, 3)


def test_a_field_without_a_default_is_required_wherever_it_stands() -> None:
    class Titled(Gathered):
        title: str

    assert (Titled(title="A").count, Section(title="A")) == (0, Section(title="A", number=1, kids=()))
    with pytest.raises(TypeError, match="title"):
        Section(number=2)  # type: ignore[call-arg]


def test_fields_are_given_by_name_unless_the_class_says_otherwise() -> None:
    assert Span("a.yaml", 1, 1) == Span(file="a.yaml", line=1, column=1)
    with pytest.raises(TypeError):
        Section("A")  # type: ignore[misc]


def test_a_class_knows_what_its_fields_say_of_themselves() -> None:
    assert Section.KEYS == {"title": "what it is called", "number": "its number"}
    assert (Day.KEYS, Section.__struct_fields__) == ({}, ("title", "number", "kids"))


def test_records_stay_as_they_are() -> None:
    with pytest.raises(AttributeError):
        Section(title="A").number = 2  # type: ignore[misc]
    assert replace(Section(title="A"), number=2) == Section(title="A", number=2)
    assert asdict(Section(title="A")) == {"title": "A", "number": 1, "kids": ()}


def test_where_a_value_was_typed_does_not_matter_to_its_being_equal() -> None:
    one, other = Day(day=1, span=HERE), Day(day=1, span=THERE)
    assert (one == other, hash(one) == hash(other), len({one, other})) == (True, True, 1)
    assert one != Day(day=2, span=HERE)


def test_records_of_two_classes_are_not_equal() -> None:
    class Night(Day):
        pass

    assert Night(day=1, span=HERE) != Day(day=1, span=HERE)
    assert Day(day=1, span=HERE) != 1


def test_what_grows_has_its_own_lists_and_no_hash() -> None:
    one, other = Gathered(), Gathered()
    one.found.append("x")
    assert (one.found, other.found) == (["x"], [])
    with pytest.raises(TypeError):
        hash(one)


def test_places_are_in_the_order_of_the_file() -> None:
    assert sorted([THERE, HERE]) == [HERE, THERE]


def test_copies_and_pickles_hold_the_same() -> None:
    for value in (HERE, Day(day=1, span=HERE)):
        if isinstance(value, Span):
            assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 — our own bytes
        assert copy.copy(value) == copy.deepcopy(value) == value


def test_help_does_not_load_what_records_are_made_by() -> None:
    command = [sys.executable, "-P", "-X", "importtime", "-m", "handout", "--help"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "msgspec" not in run.stderr


def test_a_build_does_not_load_what_it_does_not_use(tmp_path: Path) -> None:
    """Each of these costs a cold start milliseconds."""
    unwanted = {
        "asyncio", "bz2", "concurrent.futures", "email", "json", "locale", "lzma", "multiprocessing", "pypdf", "random",
        "tempfile", "handout.bilingual", "handout.lint", "handout.messages", "handout.catalogue",
        "handout.reading.json_schema", "handout.reading.yaml_syntax",
        "handout.desk", "handout.incoming", "handout.export", "handout.patient",
    }  # fmt: skip
    make_project(tmp_path, wound=handout_yaml(paragraph("*Wash **all** your* [hands](https://example.org).")))
    command = [sys.executable, "-P", "-X", "importtime", "-m", "handout", "build", "--project", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert {"handout.pdf.canvas", "markdown_it.main", "sqlite3"} <= loaded
    assert unwanted & loaded == set()
