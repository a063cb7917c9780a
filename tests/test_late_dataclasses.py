"""Records behave as the standard dataclasses do, though their methods are made when they are first called."""

import copy
import dataclasses
import pickle
from types import ModuleType, SimpleNamespace
from typing import Any, ClassVar

import pytest

from handout.late import records
from handout.source import Span


def made_by(maker: ModuleType) -> SimpleNamespace:
    """Classes of every sort that the program has."""

    @maker.dataclass(frozen=True, slots=True)
    class Place:
        STEP: ClassVar[int] = 3

        file: str
        line: int = 1
        told: str = maker.field(default="here", compare=False, repr=False, metadata={"doc": "a note"})

        def later(self) -> "Place":
            return Place(self.file, self.line + self.STEP)

    @maker.dataclass(frozen=True, slots=True, kw_only=True)
    class Section(Place):
        title: str
        kids: tuple[str, ...] = ()

    @maker.dataclass(slots=True)
    class Gathered:
        found: list[str] = maker.field(default_factory=list)
        count: int = 0

    @maker.dataclass(slots=True, eq=False)
    class Alone:
        name: str

    @maker.dataclass(frozen=True, slots=True, order=True)
    class Version:
        major: int
        minor: int

    @maker.dataclass(frozen=True, slots=True)
    class Said:
        words: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Said) and self.words.lower() == other.words.lower()

        def __hash__(self) -> int:
            return hash(self.words.lower())

        def __repr__(self) -> str:
            return f"«{self.words}»"

    @maker.dataclass(frozen=True, slots=True)
    class Nothing:
        pass

    return SimpleNamespace(**{name: kind for name, kind in locals().items() if isinstance(kind, type)})


@pytest.fixture(params=[dataclasses, records], ids=["standard", "late"])
def kinds(request: pytest.FixtureRequest) -> SimpleNamespace:
    return made_by(request.param)


def test_fields_are_given_by_position_by_name_and_by_default(kinds: SimpleNamespace) -> None:
    place = kinds.Place("a", told="there")
    assert (place.file, place.line, place.told) == ("a", 1, "there")
    section = kinds.Section("a", 4, kids=("k",), title="A")
    assert (section.file, section.line, section.told, section.title, section.kids) == ("a", 4, "here", "A", ("k",))


@pytest.mark.parametrize(
    "arguments", [((), {}), (("a", 1, "b", 2), {}), (("a",), {"lines": 1}), (("a",), {"file": "b"})], ids=str
)
def test_what_no_field_takes_is_refused_the_first_time_and_after(
    kinds: SimpleNamespace, arguments: tuple[tuple[Any, ...], dict[str, Any]]
) -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match=r"Place\.__init__"):
            kinds.Place(*arguments[0], **arguments[1])
    with pytest.raises(TypeError):
        kinds.Section("a", 1, "here", "A")


def test_a_default_that_is_made_is_made_for_each(kinds: SimpleNamespace) -> None:
    one, two = kinds.Gathered(), kinds.Gathered()
    one.found.append("x")
    assert (one.found, two.found, kinds.Gathered(["y"]).found) == (["x"], [], ["y"])


def test_frozen_records_stay_as_they_are(kinds: SimpleNamespace) -> None:
    place = kinds.Place("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        place.file = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del place.file
    with pytest.raises(AttributeError):
        object.__setattr__(place, "unknown", 1)
    assert not hasattr(place, "__dict__")


def test_records_are_equal_when_class_and_compared_fields_are(kinds: SimpleNamespace) -> None:
    assert kinds.Place("a", told="there") == kinds.Place("a")
    assert kinds.Place("a") != kinds.Place("b")
    assert kinds.Place("a") != kinds.Section("a", title="A")
    assert hash(kinds.Place("a", told="there")) == hash(kinds.Place("a")) == hash(("a", 1))
    assert kinds.Gathered() == kinds.Gathered()
    assert kinds.Alone("a") != kinds.Alone("a")
    assert kinds.Nothing() == kinds.Nothing()
    assert len({kinds.Said("Yes"), kinds.Said("yes")}) == 1


def test_what_may_change_has_no_hash_unless_it_is_only_itself(kinds: SimpleNamespace) -> None:
    with pytest.raises(TypeError):
        hash(kinds.Gathered())
    assert isinstance(hash(kinds.Alone("a")), int)


def test_records_are_ordered_when_they_say_so(kinds: SimpleNamespace) -> None:
    low, high = kinds.Version(1, 2), kinds.Version(1, 10)
    assert (low < high, low <= low, low > high, high >= low) == (True, True, False, True)
    assert sorted([high, low]) == [low, high]
    with pytest.raises(TypeError):
        assert kinds.Place("a") < kinds.Place("b")


def test_records_print_their_fields(kinds: SimpleNamespace) -> None:
    said = repr(kinds.Section("a", title="A"))
    assert said.endswith("Section(file='a', line=1, title='A', kids=())")
    assert repr(kinds.Said("Yes")) == "«Yes»"


def test_matching_takes_the_fields_by_position(kinds: SimpleNamespace) -> None:
    assert kinds.Section.__match_args__ == ("file", "line", "told")
    match kinds.Place("a", 2):
        case kinds.Place(file, line):
            assert (file, line) == ("a", 2)


def test_the_standard_functions_know_records(kinds: SimpleNamespace) -> None:
    section = kinds.Section("a", title="A")
    assert [entry.name for entry in dataclasses.fields(kinds.Section)] == ["file", "line", "told", "title", "kids"]
    assert dataclasses.fields(section)[2].metadata == {"doc": "a note"}
    assert dataclasses.replace(section, line=3, title="B") == kinds.Section("a", 3, title="B")
    assert dataclasses.is_dataclass(section)
    assert dataclasses.asdict(section)["title"] == "A"


def test_the_functions_of_records_do_as_the_standard_ones() -> None:
    section = made_by(records).Section("a", title="A")
    assert records.fields(section) == records.fields(type(section)) == dataclasses.fields(section)
    assert records.replace(section, line=3, title="B") == type(section)("a", 3, title="B")
    assert [records.is_dataclass(value) for value in (section, type(section), "a", str)] == [True, True, False, False]
    with pytest.raises(TypeError):
        records.replace(section, unknown=1)


def test_copies_and_pickles_hold_the_same() -> None:
    span = Span("a.yaml", 3, 4)
    assert pickle.loads(pickle.dumps(span)) == span  # noqa: S301 — our own bytes
    assert copy.copy(span) == copy.deepcopy(span) == span


def test_a_class_below_a_record_may_make_itself(kinds: SimpleNamespace) -> None:
    class Beginning(kinds.Place):  # type: ignore[misc,name-defined]
        __slots__ = ()

        def __init__(self) -> None:
            super().__init__("begin")

    assert Beginning().line == 1
    assert kinds.Place("a").later() == kinds.Place("a", 4)
