"""A mapping becomes a record by the types its fields declare, with every problem told at once."""

import json
from typing import Annotated, Any, Literal, TypeAlias

import jsonschema
import pytest

from handout.problems import InternalError, Problems, near
from handout.reading.json_schema import schema
from handout.reading.key_reference import reference
from handout.reading.key_types import keys
from handout.reading.models import key, read, read_as
from handout.reading.nodes import Scalar, YamlNode
from handout.reading.yaml_file import parse
from handout.record import Record
from handout.source import Located, Span


class Shout:
    """A value that reads itself."""

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> str | None:
        if isinstance(node, Scalar) and node.text.text.isupper():
            return node.text.text
        problems.error("E07", node.span, "say it louder")
        return None

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "shout", "type": "string", "pattern": "^[A-Z]+$"}


class Blank:
    """A value that may be empty."""

    takes_empty = True

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> str | None:
        return node.text.text if isinstance(node, Scalar) else None

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"type": "string"}


Loud: TypeAlias = Annotated[str, Shout]
Words: TypeAlias = Annotated[tuple[str, ...], Shout]


class StepList(Record):
    """Things to do."""

    title: Located = key("What it is called.", required=True)
    items: tuple[Located, ...] = key("What to do.", least=1, most=3)
    inner: "tuple[StepList, ...]" = key("More of the same.")
    span: Span


class Everything(Record):
    """One key of each kind."""

    purpose: Located = key("What it is for.", required=True)
    steps: StepList = key("The steps.", required=True)
    note: Located | None = key("A note.")
    tone: Literal["note", "warning"] | None = key("The tone.")
    count: int | None = key("How many.")
    share: float | None = key("How much.")
    done: bool = key("Whether it is done.")
    url: Located | None = key("Where it stands.", name="URL")
    names: dict[Located, Located] | None = key("Names by language.")
    louds: dict[Loud, Loud] | None = key("Shouts by shout.")
    loud: Loud | None = key("A shout.")
    words: Words = key("More shouts.")
    blank: Annotated[str, Blank] | None = key("May be empty.")
    rows: tuple[tuple[Located, ...], ...] = key("A grid.")


GOOD = "purpose: why\nsteps: {title: t}\n"


def told(text: str) -> list[str]:
    problems = Problems()
    node = parse(text.encode(), "x", problems)
    assert node is not None
    read(Everything, node, problems, "handout")
    return [str(problem).removeprefix("x:") for problem in problems]


def record(text: str) -> Everything:
    problems = Problems()
    node = parse(text.encode(), "x", problems)
    assert node is not None
    found = read(Everything, node, problems, "handout")
    assert not list(problems)
    assert found is not None
    return found


def test_a_key_that_is_missing_is_none_an_empty_list_or_false():
    found = record(GOOD)
    assert (found.note, found.names, found.words, found.rows, found.done) == (None, None, (), (), False)


def test_every_kind_of_value_is_read():
    found = record(
        GOOD + "note: 1.10\ntone: warning\ncount: 3\nshare: 0.5\ndone: true\nURL: u\nnames: {en: a, no: b}\n"
        "loud: HO\nrows: [[a, b], [c]]\nblank: ''\nlouds: {A: B}\n"
    )
    assert found.note is not None
    assert found.note.text == "1.10"
    assert (found.tone, found.count, found.share, found.done, found.loud) == ("warning", 3, 0.5, True, "HO")
    assert found.names is not None
    assert {name: text.text for name, text in found.names.items()} == {"en": "a", "no": "b"}
    assert [[cell.text for cell in row] for row in found.rows] == [["a", "b"], ["c"]]
    assert (found.blank, found.louds) == ("", {"A": "B"})
    assert found.url is not None


def test_a_record_knows_its_place():
    assert str(record(GOOD).steps.span) == "x:2:8"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("itmes: x", "3:1: error[E02] unknown key 'itmes' in this handout"),
        (
            "n\u00a0ote: x",
            "3:1: error[E02] unknown key 'n\\u00a0ote' in this handout\n    hint: did you mean 'note'? one",
        ),
        ("n\u200bote: x", "3:1: error[E02] unknown key 'n\\u200bote' in this handout"),
        (
            "not\u0435: x",
            "3:1: error[E02] unknown key 'not\u0435' in this handout\n    hint: did you mean 'note'? one of "
            "the letters typed is U+0435 CYRILLIC SMALL LETTER IE",
        ),
        ("Note: x", "3:1: error[E02] unknown key 'Note' in this handout\n    hint: did you mean 'note'?"),
        ("note:", "3:6: error[E06] 'note' is empty\n    hint: type a value, or take the key out"),
        (
            "note: ~",
            "3:7: error[E06] 'note' is empty: to YAML '~' is the word for nothing\n"
            '    hint: take the key out; to print it, quote it: "~"',
        ),
        ("note: null", "3:7: error[E06] 'note' is empty"),
        (
            "rows: [[a, '']]",
            "3:12: error[E06] an entry of 'rows' is empty\n    hint: type a value, or take the entry out",
        ),
        ('note: " "', "3:7: error[E06] 'note' is empty"),
        (
            "note: #1 rule",
            "3:7: error[E06] 'note' is empty: YAML drops everything from the '#' on\n    hint: quote it: \"#1 rule\"",
        ),
        ("note: [a]", "3:7: error[E05] expected text, found a list"),
        (
            "note:\n  Warning: do not drive",
            '4:3: error[E05] expected text, found keys with values\n    hint: quote it: "Warning: do not drive"',
        ),
        ("rows: a", "3:7: error[E05] expected a list, found text"),
        (
            "names: a",
            "3:8: error[E05] expected keys with values, found text\n"
            "    hint: write 'key: …' on a line of its own under 'names'",
        ),
        ("names: {en: }", "3:13: error[E06] 'en' is empty"),
        ("tone: warnign", "3:7: error[E07] 'warnign' is not one of note, warning\n    hint: did you mean 'warning'?"),
        ("count: 007", "3:8: error[E07] expected a whole number, found '007'"),
        ("count: '3'", "3:8: error[E07] expected a whole number, found '3'"),
        (f"count: {'9' * 5000}", "3:8: error[E07] expected a whole number"),
        ("share: .nan", "3:8: error[E07] expected a number, found '.nan'"),
        ("done: yes", "3:7: error[E07] expected true or false, found 'yes'"),
        ("loud: quiet", "3:7: error[E07] say it louder"),
        ("louds: {a: B}", "3:9: error[E07] say it louder"),
        ("rows: [[a], b]", "3:13: error[E05] expected a list, found text"),
    ],
)
def test_is_refused_with_its_place(typed, problem):
    assert [line for line in told(GOOD + typed) if line.startswith(problem)], told(GOOD + typed)


def test_text_cut_at_a_comma_inside_braces_is_explained():
    lines = told("purpose: p\nsteps: {title: Keep dry, then call us}")
    assert lines == [
        "2:26: error[E02] unknown key 'then call us' in this step list\n"
        '    hint: inside { } a comma ends the value; quote the text: title: "Keep dry, then call us"'
    ]


def test_a_key_without_braces_around_it_is_no_text_cut_at_a_comma():
    lines = told("purpose: p\nsteps:\n  title: Keep dry\n  Then call us:")
    assert lines and not any("{ }" in line for line in lines)


def test_all_problems_of_all_keys_are_told_at_once():
    assert [line.split("]")[0] for line in told("steps: {items: [a, b, c, d], inner: [{}, x]}\nnote:\nlou: x")] == [
        "1:1: error[E04",
        "1:8: error[E04",
        "1:26: error[E07",
        "1:38: error[E04",
        "1:42: error[E05",
        "2:6: error[E06",
        "3:1: error[E02",
    ]


def test_what_is_missing_is_named_with_what_to_type():
    assert told("note: x") == [
        "1:1: error[E04] this handout needs 'purpose'\n    hint: type 'purpose: …'. What it is for.",
        "1:1: error[E04] this handout needs 'steps'\n    hint: type 'steps:' and its keys under it. The steps.",
    ]


def test_a_list_has_so_many_entries():
    assert told("purpose: p\nsteps: {title: t, items: []}")[0] == (
        "2:26: error[E07] 'items' needs at least 1 entry\n    hint: write each entry on a line of its own, after '- '"
    )
    assert told("purpose: p\nsteps: {title: t, items: [a, b, c, d]}")[0].startswith(
        "2:36: error[E07] 'items' has 4 entries; the most is 3"
    )


def test_a_file_that_is_no_mapping_is_refused():
    assert told("just words") == [
        "1:1: error[E05] expected a handout with its keys, found text\n    hint: write its keys, such as 'purpose: …'"
    ]


def test_a_key_that_was_misspelled_is_not_missing_too():
    problems = [problem.partition("\n")[0] for problem in told("porpose: p\nsteps: {title: t, itms: [a]}")]
    assert problems == [
        "1:1: error[E02] unknown key 'porpose' in this handout",
        "2:19: error[E02] unknown key 'itms' in this step list",
    ]


def test_a_refused_value_leaves_the_rest_of_the_record_standing():
    problems = Problems()
    node = parse(f"{GOOD}count: many\nrows: [[a], b]".encode(), "x", problems)
    assert node is not None
    found = read(Everything, node, problems, "handout")
    assert found is not None
    assert (found.count, len(found.rows)) == (None, 1)


def test_a_refused_value_that_is_required_leaves_no_record():
    problems = Problems()
    node = parse(b"purpose: []\nsteps: {title: t}", "x", problems)
    assert node is not None
    assert read(Everything, node, problems, "handout") is None


def test_a_value_can_be_read_alone():
    problems = Problems()
    node = parse(b"[a, b]", "x", problems)
    assert node is not None
    assert len(read_as(tuple[Located, ...], node, problems, "steps")) == 2
    assert read_as(tuple[Located, ...], node, problems, "steps", least=3) is None
    assert read_as(Located, node, problems, "steps") is None
    assert [problem.code for problem in problems] == ["E05", "E07"]


def test_a_type_that_no_key_can_have_is_our_fault():
    class Wrong(Record):
        value: bytes = key("Cannot be.")

    with pytest.raises(InternalError, match="bytes"):
        keys(Wrong)


def test_the_schema_is_valid_and_accepts_what_is_read():
    described = schema(Everything, "Handout")
    jsonschema.Draft202012Validator.check_schema(described)
    validator = jsonschema.Draft202012Validator(described)
    good = {
        "purpose": 2.1,
        "steps": {"title": "t", "items": ["a"], "inner": [{"title": "u"}]},
        "tone": "note",
        "URL": "u",
        "names": {"en": "a"},
        "done": True,
        "count": 3,
        "loud": "HO",
    }
    assert validator.is_valid(good)
    for bad in (
        {"loud": "ho"},
        {"tone": "x"},
        {"other": 1},
        {"steps": {}},
        {"count": 1.5},
        {"names": {"en": []}},
        {"steps": {"title": "t", "items": []}},
    ):
        assert not validator.is_valid(good | bad), bad


def test_the_schema_tells_what_each_key_means():
    described = schema(Everything, "Handout")
    assert described["properties"]["purpose"]["description"] == "What it is for."
    assert described["$defs"]["StepList"]["description"] == "Things to do."
    assert described["required"] == ["purpose", "steps"]
    assert json.loads(json.dumps(described)) == described


def test_a_record_inside_itself_has_one_definition():
    described = schema(StepList, "Steps")
    assert described["properties"]["inner"]["items"] == {"$ref": "#/$defs/StepList"}
    assert jsonschema.Draft202012Validator(described).is_valid({"title": "t", "inner": [{"title": "u"}]})
    assert not jsonschema.Draft202012Validator(described).is_valid({"title": "t", "inner": [{}]})


def test_the_reference_is_a_table_of_keys():
    assert (
        reference(StepList, "Steps")
        == """\
# Steps

| key | type | required | meaning |
| --- | --- | --- | --- |
| `title` | text | yes | What it is called. |
| `items` | list of texts (at least 1, at most 3) |  | What to do. |
| `inner` | list of [step list](#step-list) |  | More of the same. |
"""
    )


def test_the_reference_says_each_type_in_words():
    page = reference(Everything, "Handout")
    for row in (
        "| `tone` | one of `note`, `warning` |",
        "| `URL` | text |",
        "| `names` | text for each text |",
        "| `loud` | shout |",
        "| `count` | whole number |",
        "| `steps` | [step list](#step-list) | yes |",
        "## Step list",
        "| `done` | `true` or `false` |",
    ):
        assert row in page


def test_of_many_words_the_nearest_are_offered() -> None:
    many = [f"zone_{number}" for number in range(90)] + ["list_last", "lists"]
    assert near("listlast", many) == "did you mean 'list_last'?"
    assert str(near("liable", many)).startswith("the nearest keys here are: list")
    assert str(near("x" * 1000, many)).count(",") == 4
