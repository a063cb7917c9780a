"""The documents say what is there: every room, every key, every command, every file they point to."""

import os
import re
import shlex
from pathlib import Path

import pytest

from handout.cli.verbs import VERBS
from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.reading.key_reference import reference
from handout.reading.key_types import keys
from handout.style.sheet_file import SheetFile
from handout.style.sheet_reference import kinds_table, parts_table, properties_table
from support.faulty import run

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "handout"
KEYS = ROOT / "docs" / "keys.md"
SHEETS = ROOT / "styles" / "README.md"
README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = sorted([ROOT / "README.md", *ROOT.glob("content/*.md"), ROOT / "styles" / "README.md",
                    SOURCE / "ARCHITECTURE.md", *ROOT.glob("docs/**/*.md")])  # fmt: skip
LINK = re.compile(r"\]\(([^)#:]*)(?:#([^)]*))?\)")


def rooms_in_the_map() -> set[str]:
    """What the first table of the map names: `content/`, `flow.py`."""
    rows = [line.split("|")[2] for line in (SOURCE / "ARCHITECTURE.md").read_text("utf-8").split("\n")
            if re.match(r"\| \d+ \|", line)]  # fmt: skip
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def rooms_there_are() -> set[str]:
    folders = {f"{path.parent.name}/" for path in SOURCE.glob("*/__init__.py")}
    return folders | {path.name for path in SOURCE.glob("*.py") if path.name != "__init__.py"}


def test_the_map_names_every_room_and_nothing_else() -> None:
    assert rooms_in_the_map() == rooms_there_are()


def test_the_key_reference_is_that_of_the_program() -> None:
    made = "\n".join([
        "<!-- Written by the program (tests/test_docs.py, make accept); change the declarations it is made from. -->\n",
        reference(Handout, "A handout: content/<slug>.yaml"),
        reference(Clinic, "Who publishes: content/clinic.yaml"),
        reference(SheetFile, "A style sheet: styles/<name>.yaml"),
    ])  # fmt: skip
    if os.environ.get("HANDOUT_ACCEPT") == "1":
        KEYS.write_text(made, "utf-8")
    assert KEYS.read_text("utf-8") == made


@pytest.mark.parametrize(
    "table", [properties_table(), parts_table(), kinds_table()], ids=["properties", "parts", "kinds"]
)
def test_the_manual_of_sheets_holds_the_tables_of_the_program(table: str) -> None:
    head = table.split("\n")[0]
    if os.environ.get("HANDOUT_ACCEPT") == "1":
        manual = re.sub(
            rf"^{re.escape(head)}\n(\|.*\n)+", lambda _: f"{table}\n", SHEETS.read_text("utf-8"), flags=re.M
        )
        SHEETS.write_text(manual, "utf-8")
    assert table in SHEETS.read_text("utf-8")


def test_make_accept_runs_every_test_that_writes_what_it_compares() -> None:
    recipe = (ROOT / "Makefile").read_text("utf-8").partition("\naccept:")[2].partition("\n\n")[0]
    writing = {path.name for path in ROOT.glob("tests/test_*.py") if "HANDOUT_ACCEPT" in path.read_text("utf-8")}
    assert set(re.findall(r"test_\w+\.py", recipe)) == writing


@pytest.mark.parametrize("kind", [Handout, Clinic, SheetFile])
def test_the_key_reference_explains_every_key(kind: type) -> None:
    written = KEYS.read_text("utf-8")
    assert [name for name in keys(kind) if f"| `{name}` |" not in written] == []


def test_every_place_that_a_document_points_to_is_there() -> None:
    wrong = []
    for path in DOCUMENTS:
        for target, heading in LINK.findall(without_code(path)):
            there = path.parent / target if target else path
            if not there.exists() or (heading and heading not in headings(there)):
                wrong.append(f"{path.relative_to(ROOT)}: {target}#{heading}")
    assert wrong == []


def without_code(path: Path) -> str:
    return re.sub(r"`[^`\n]*`|```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)


def headings(path: Path) -> set[str]:
    """What a link calls the headings of a document: as forges make it of their words."""
    text = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    found = [re.sub(r"\]\([^)]*\)|[^\w\- ]", "", line.lower()) for line in re.findall(r"^#+ (.+)$", text, re.MULTILINE)]
    return {line.replace(" ", "-") for line in found}


def test_the_readme_names_every_verb_and_nothing_else() -> None:
    table = "\n".join(line for line in README.split("\n") if line.startswith("| `handout "))
    assert set(re.findall(r"`handout (\w+)", table)) == VERBS.keys()


def test_the_help_names_every_verb(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from handout.cli.verbs import handout

    said = CliRunner().invoke(handout, ["--help"]).output
    assert [verb for verb in VERBS if not re.search(rf"^  {verb} ", said, re.MULTILINE)] == []


def test_every_option_that_the_readme_names_is_one(tmp_path: Path) -> None:
    import click

    from handout.cli.verbs import VERBS, handout

    with click.Context(handout) as context:
        for verb in VERBS:
            command = handout.get_command(context, verb)
            assert command is not None
            known = {option for parameter in command.params for option in parameter.opts}
            rows = [line for line in README.split("\n") if line.startswith("|") and f"`handout {verb}" in line]
            told = {option for row in rows if row.count("`handout ") == 1 for option in re.findall(r"--[a-z-]+", row)}
            assert told <= known


def test_the_commands_of_the_readme_run(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    clinic = (ROOT / "content" / "clinic.yaml").read_text("utf-8").replace("logo: images/logo.svg\n", "")
    (tmp_path / "content" / "clinic.yaml").write_text(clinic, "utf-8")
    commands = re.findall(r"^    \.venv/bin/handout (.+?)(?:  +#.*)?$", README, re.MULTILINE)
    assert [command.split()[0] for command in commands] == ["new", "build", "check"]
    for command in commands:
        words = [str(tmp_path / word) if word.startswith("content/") else word for word in shlex.split(command)]
        assert run(tmp_path, *words).code == 0
    assert (tmp_path / "out" / "wound-care.pdf").exists()


def test_every_target_of_make_that_a_document_names_is_one() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = {
        name
        for path in DOCUMENTS
        for name in re.findall(r"(?:^    |`)make ([a-z]+)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert named <= targets
