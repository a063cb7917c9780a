"""What YAML loses, retypes or multiplies, and what must come of it (rows 70 to 100)."""

import ast
import re
from pathlib import Path

import pytest

from support.faulty import bare, build, handout_yaml, is_refused, make_project, words

BODY_LINE = 9

REFUSED = {
    71: ["      - text: Take 2 # daily\n", "      - Take 2 # daily\n"],
    72: ["      - #1 rule\n"],
    73: ["      - &more info\n"],
    74: ["      - !!null take this\n"],
    75: ["      - |# Take 5 mg\n"],
    76: ["      - One.\n---\ntitle: Two\n"],
    77: ["      - steps: [1,000 mg, 2,5]\n"],
    78: ["      - Warning: do not drive\n"],
    79: ["      - ~\n", "      -\n", "      - null\n"],
    82: ['      - "C:\\temp\\new"\n'],
    84: ["      - \u00a0callout: {tone: note, text: x}\n", "      - cal\u200blout: {tone: note, text: x}\n",
         "      - саllout: {tone: note, text: x}\n", "      - Callout: {tone: note, text: x}\n"],
    85: ["      - !!bool x\n", "      - !!int x\n"],
    86: ["      - " + "[" * 900 + "]" * 900 + "\n"],
    88: ["      " + "- " * 50_000 + "x\n", "      - " + "[" * 100_000 + "\n"],
    89: ["      - &a [x]\n      - [*a, *a]\n"],
    90: ["      - {<<: {tone: note}, callout: x}\n"],
    91: ["      - &a [*a]\n"],
    92: ["      - !!python/object/apply:os.system [id]\n"],
    94: ["      - a\ufeffb\n"],
    97: ['      - "\\ud800"\n', '      - "\\ud83d\\udc8a"\n'],
    98: ["      - >#\n        x\n", "      - a\tb\n"],
    99: ["      - a\u0085b\n", "      - a\u2028b\n", "      - a\rb\n"],
}  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [pytest.param(body, id=f"row {row}: {n}") for row, bodies in REFUSED.items() for n, body in enumerate(bodies)],
)
def test_what_yaml_would_lose_is_refused_with_its_place(tmp_path: Path, body: str) -> None:
    make_project(tmp_path, wound=handout_yaml(body))
    result = build(tmp_path)
    assert is_refused(result)
    lines = [int(found) for found in re.findall(r"content/wound\.yaml:(\d+):\d+: error", result.err)]
    assert any(BODY_LINE <= line <= BODY_LINE + 3 for line in lines)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("again", ["title: Two\n", '"title": Two\n', "'title': Two\n"])
def test_row_70_duplicate_keys_are_refused_and_both_lines_named(tmp_path: Path, again: str) -> None:
    make_project(tmp_path, wound=handout_yaml() + again)
    result = build(tmp_path)
    assert is_refused(result)
    assert "error[E03] duplicate key 'title'; it is already on line 1" in result.err


RETYPED = ["no", "yes", "on", "off", "12:30", "1:2:3", "1:30.5", "1.10", "1_000", "007", "010", "0x1F", "+441632960000",
           ".5", "5.", "-0", "2026-11-22", ".nan", ".inf", "2023-02-30", "1e3", "9" * 30]  # fmt: skip


@pytest.mark.parametrize("value", RETYPED)
def test_row_80_no_value_is_retyped(tmp_path: Path, value: str) -> None:
    make_project(tmp_path, wound=handout_yaml(f"      - steps: [{value}]\n"))
    result = build(tmp_path)
    assert (result.code, result.err) == (0, "")
    assert bare(f"1.{value}") in words(tmp_path / "out" / "wound.pdf")


@pytest.mark.parametrize("key", ["on", "no", "5", "~"])
def test_row_81_keys_are_text(tmp_path: Path, key: str) -> None:
    make_project(tmp_path, wound=handout_yaml() + f"{key}: x\n")
    result = build(tmp_path)
    assert is_refused(result)
    assert f"unknown key '{key}'" in result.err


def test_row_83_a_folded_list_is_refused(tmp_path: Path) -> None:
    make_project(tmp_path, wound=handout_yaml("      - >\n        Take:\n        - 5 mg\n        - 10 mg\n"))
    assert "error[E27]" in build(tmp_path).err


def test_row_87_a_file_too_large_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    make_project(tmp_path, wound=handout_yaml() + "# " + "x" * 2_000_000 + "\n")
    result = build(tmp_path)
    assert is_refused(result)
    assert "error[E10]" in result.err


ENCODED = {
    "UTF-16": handout_yaml().encode("utf-16"),
    "UTF-16 without a mark": handout_yaml().encode("utf-16-le"),
    "UTF-32": handout_yaml().encode("utf-32"),
    "Latin-1": handout_yaml("      - café\n").encode("latin-1"),
    "cp1252": handout_yaml("      - don’t\n").encode("cp1252"),
    "two byte order marks": b"\xef\xbb\xbf\xef\xbb\xbf" + handout_yaml().encode(),
}


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_row_95_only_utf_8_is_read(tmp_path: Path, data: bytes) -> None:
    make_project(tmp_path, wound="")
    (tmp_path / "content" / "wound.yaml").write_bytes(data)
    assert is_refused(build(tmp_path))


def test_row_94_one_byte_order_mark_at_the_start_is_fine(tmp_path: Path) -> None:
    make_project(tmp_path, wound="\ufeff" + handout_yaml())
    assert build(tmp_path).code == 0


def test_row_96_files_are_read_as_utf_8_whatever_the_machine_says(tmp_path: Path) -> None:
    from support.faulty import spawn

    make_project(tmp_path, wound=handout_yaml("      - café, don’t\n"))
    result = spawn(tmp_path, environment={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert result.code == 0
    assert "café,don’t" in words(tmp_path / "out" / "wound.pdf")


@pytest.mark.parametrize("target", ["/dev/zero", "/dev/stdin"])
def test_row_93_only_regular_files_are_read(tmp_path: Path, target: str) -> None:
    make_project(tmp_path)
    (tmp_path / "content" / "wound.yaml").symlink_to(target)
    assert is_refused(build(tmp_path))


def test_row_93_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    import os

    make_project(tmp_path)
    os.mkfifo(tmp_path / "content" / "wound.yaml")
    assert is_refused(build(tmp_path))


def test_row_100_the_message_names_the_line_that_began_it(tmp_path: Path) -> None:
    make_project(tmp_path, wound=handout_yaml("      - One.\nplain text at the margin\n"))
    result = build(tmp_path)
    assert is_refused(result)
    assert "content/wound.yaml:10:1:" in result.err


def test_row_92_no_loader_that_runs_code_is_named_anywhere() -> None:
    source = Path(__file__).parent.parent / "src"
    named = {
        node.attr
        for path in source.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert named & {"Loader", "FullLoader", "UnsafeLoader", "CLoader", "unsafe_load", "full_load", "load_all"} == set()
