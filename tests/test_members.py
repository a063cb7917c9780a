"""What becomes of a key is said where it is declared, and nowhere else."""

import os
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from handout.content.blocks import KINDS, Body
from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.content.members import choices, compared, is_signed, numbers, signed, translated
from handout.content.values import ImagePath, Words
from handout.problems import Problems
from handout.reading.key_types import Key, Keyed, KeyType, Many, OpenMapping, Own, keys, shape_of
from handout.reading.models import key
from handout.reading.yaml_file import parse
from handout.record import Record
from handout.source import Span
from handout.translation.skeleton import skeleton
from support.cases import GOLDEN

LISTED = GOLDEN / "keys.txt"


class Zone(Record):
    """A block as somebody might write it tomorrow."""

    zone: Literal["green", "yellow", "red"] = key("Which zone.", required=True)
    says: Words = key("What it says.", required=True)
    image: ImagePath | None = key("A picture.")
    lines: int | None = key("How many lines.")
    width: int | None = key("How wide.", sort="look")
    note: Words | None = key("For whoever edits it.", sort="aside")
    found: Words | None = key("Words to find it by.", sort="aside", translated=True)
    span: Span


def test_text_and_facts_are_signed_and_nothing_else() -> None:
    assert signed(Zone) == ("image", "lines", "says", "zone")


def test_words_and_pictures_are_compared_with_the_source_and_so_is_what_was_chosen() -> None:
    assert compared(Zone) == ("says", "image")
    assert choices(Zone) == {"zone": ("zone", "green")}
    assert numbers(Zone) == {"lines": "lines"}


def test_text_is_translated_and_what_else_says_so() -> None:
    assert [name for name in keys(Zone) if translated(Keyed(Zone), name) is not None] == ["says", "found"]
    assert translated(Keyed(Zone), "sais") is None


def test_a_block_that_is_only_a_look_is_not_signed() -> None:
    assert [name for name, kind in KINDS.items() if not is_signed(kind)] == ["page_break"]


def test_every_kind_of_block_has_something_to_translate_or_is_a_look() -> None:
    body = shape_of(Body)
    assert [name for name in KINDS if translated(body, name) is None] == ["page_break"]


def test_a_skeleton_marks_what_is_said_and_leaves_what_is_not() -> None:
    source = (
        "title: A\nversion: '1'\nkeywords: [b]\ndisclaimer: C\ncodes: [{system: loinc, code: D}]\nsections:\n"
        "  - heading: E\n    id: f\n    body:\n      - G\n      - callout: {tone: tip, title: H, text: I}\n"
        "      - table: {columns: [{heading: J, width: 30%}, K], rows: [[L, M]], row_headings: true}\n"
        "      - checklist: {title: N, items: [O]}\n      - steps: [P]\n      - fill_in: [{label: Q, lines: 2}]\n"
        "      - questions: [{q: R, a: S}]\n      - figure: {image: images/t.png, alt: T, decorative: false}\n"
        "      - log: {columns: [U], rows: 7}\n      - log: {columns: [V], rows: [W, X]}\n"
    )
    node: Any = parse(source.encode(), "x", Problems())
    marked = skeleton(source.encode(), node, "es").decode()
    letters = [part.strip(" '\"")[0] for part in marked.split("(translate)")[1:]]
    assert "".join(letters) == "AbCEGHIJKLMNOPQRSTUVWX"


def test_what_each_key_is_stands_in_the_golden() -> None:
    made = "".join(f"{line}\n" for line in [*listed("handout", Handout), *listed("clinic", Clinic)])
    if os.environ.get("HANDOUT_ACCEPT") == "1":
        LISTED.write_text(made, "utf-8")
    assert LISTED.read_text("utf-8") == made


def listed(path: str, kind: type[Record], above: tuple[type[Record], ...] = ()) -> Iterator[str]:
    """A line for each key of a record and of the records inside it, unless it is a fact or aside as a whole."""
    for entry in keys(kind).values():
        yield f"{path}.{entry.name}: {entry.sort}{translation(entry)}"
        if entry.sort == "text":
            for name, inner in inside(entry.shape):
                if inner not in (*above, kind):
                    yield from listed(f"{path}.{entry.name}{name}", inner, (*above, kind))


def translation(entry: Key) -> str:
    return "" if entry.translated == (entry.sort == "text") else ", translated" if entry.translated else ", kept"


def inside(shape: KeyType) -> Iterator[tuple[str, type[Record]]]:
    """The records that a value of this shape is made of; those of a body by the kind of block."""
    match shape:
        case Keyed():
            yield "", shape.kind
        case Many(item=inner) | OpenMapping(value=inner):
            yield from inside(inner)
        case Own(reader=reader):
            if (record := getattr(reader, "record", None)) is not None:
                yield "", record
            for name, kind in getattr(reader, "kinds", {}).items():
                yield from ((f".{name}", found) for _, found in inside(shape_of(kind)))


def test_a_choice_inside_an_annotation_is_a_choice() -> None:
    class Toned(Record):
        tone: Annotated[Literal["note", "tip"], "said"] | None = key("How grave.")

    assert choices(Toned) == {"tone": ("tone", "note")}
