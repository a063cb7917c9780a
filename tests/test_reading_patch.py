"""Changing one value leaves every other byte of a file as it is."""

from pathlib import Path

import pytest

from handout.reading.patch import CannotPatch, patched, path_text, scalars

ROOT = Path(__file__).parent.parent
HARD = [
    'say "yes" and \\n go', "# no comment", "- not a list\n- nor this", "key: value", "تناول قرصًا واحدًا", "  leading",
    "trailing  ", "", "null", "two\n\nparagraphs\n  set in", "*star* & 'quote' {x} [y], %", "Plain words", "1.10",
]  # fmt: skip
EACH = 23
"""Every so many values: in step with none of the hard texts."""


def shipped() -> list[Path]:
    return sorted(ROOT.glob("content/*.yaml"))


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.name)
def test_values_of_the_shipped_files_can_be_changed_alone(path: Path) -> None:
    data = path.read_bytes()
    before = scalars(data.decode("utf-8"))
    for number, where in list(enumerate(before))[::EACH]:
        value = HARD[number % len(HARD)]
        after = scalars(patched(data, where, value).decode("utf-8"))
        assert after[where].text.rstrip("\n") == value, path_text(where)
        assert {key: typed.text for key, typed in after.items() if key != where} == {
            key: typed.text for key, typed in before.items() if key != where
        }


def test_comments_blank_lines_and_line_ends_stay() -> None:
    typed = "\ufeff# ours\ntitle: Old  # why\n\nbody:\n  - |\n    One\n    line\n\n  # last\n  - b\n"
    before = typed.replace("\n", "\r\n").encode("utf-8")
    after = patched(before, ("title",), "New: better")
    assert after == before.replace(b"Old", b'"New: better"')
    block = patched(before, ("body", 0), "One\nother\nline")
    assert block == before.replace(b"One\r\n    line", b"One\r\n    other\r\n    line")


def test_a_plain_word_stays_plain_and_a_folded_text_becomes_its_lines() -> None:
    assert patched(b"title: Old\n", ("title",), "New words") == b"title: New words\n"
    assert patched(b"a: >\n  one\n  two\nb: c\n", ("a",), "x\ny") == b"a: |\n  x\n  y\nb: c\n"


def test_a_number_is_typed_without_quotes_where_it_is_none_between_them() -> None:
    for old in ("1", '"(write)"', "true"):
        for new, typed in {"3": "3", "false": "false", "-0.5": "-0.5", "007": '"007"', "3 #": '"3 #"'}.items():
            assert patched(f"in: {old}\n".encode(), ("in",), new, unquoted=True) == f"in: {typed}\n".encode()
    assert patched(b"in: 1\n", ("in",), "3") == b'in: "3"\n'


def test_what_holds_already_is_not_touched() -> None:
    assert patched(b"a: 'b'\n", ("a",), "b") == b"a: 'b'\n"


@pytest.mark.parametrize(
    ("data", "path", "why"),
    [
        (b"a: 1\na: 2\n", ("a",), "typed twice"),
        (b"a: &x 1\nb: *x\n", ("a",), "alias"),
        (b"a: [1\n", ("a", 0), "cannot be read as YAML"),
        (b"a: 1\n", ("b",), "b is not there"),
        (b"a: \xff\n", ("a",), "not UTF-8"),
    ],
)
def test_what_cannot_be_changed_alone_is_refused(data: bytes, path: tuple[str, ...], why: str) -> None:
    with pytest.raises(CannotPatch, match=why):
        patched(data, path, "x")


def test_a_path_is_said_as_a_person_would() -> None:
    assert path_text(("sections", 1, "body", 0)) == "sections 2, body 1"


def with_blocks() -> list[Path]:
    """Files that hold every kind of block: templates, and the cases that reach a page."""
    templates = sorted((ROOT / "src" / "handout" / "content" / "templates").glob("*.yaml"))
    return [*templates, *sorted((ROOT / "tests" / "cases").rglob("*.yaml"))]


def test_of_every_kind_of_block_only_the_characters_of_the_value_change() -> None:
    """By the bytes around it, not by what they mean; of every so many values, each with another hard text."""
    looked, refused, keys = 0, [], set()
    for path in with_blocks():
        data = path.read_bytes()
        try:
            before = scalars(data.decode("utf-8"))
        except (CannotPatch, UnicodeDecodeError):
            continue
        keys |= {part for where in before for part in where if isinstance(part, str)}
        for number, (where, typed) in list(enumerate(before.items()))[number_of(path) % 3 :: 3]:
            value = HARD[number % len(HARD)]
            try:
                after = patched(data, where, value).decode("utf-8")
            except CannotPatch:
                refused.append((path.name, path_text(where), value))
                continue
            text = data.decode("utf-8")
            looked += 1
            rest = text[typed.end :]
            assert after.startswith(text[: typed.start]), (path.name, path_text(where))
            assert after.endswith(rest), (path.name, path_text(where))
            assert scalars(after)[where].text.rstrip("\n") == value
    assert looked > 300
    assert keys > {"zones", "do_dont", "schedule", "chance", "tear_off", "checklist", "medicines", "signatures"}
    assert len(refused) < looked / 100, refused


def number_of(path: Path) -> int:
    return sum(path.name.encode())
