"""The tutorial, followed to the letter from an empty folder, ends with a signed PDF; the schemas are where it says."""

import json
import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from handout.cli.schema import command
from support.faulty import run

DOCS = Path(__file__).parent.parent / "docs"
TODAY = "2026-11-24"
FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WITHOUT_A_DAY = {"worksheet"}


def follow(page: str, root: Path) -> dict[str, str]:
    """What each command said, by the command; a fence with a path is typed, every command must succeed."""
    said = {}
    for kind, path, text in FENCE.findall((DOCS / page).read_text("utf-8")):
        if path:
            (root / path).write_text(text, "utf-8")
        elif kind == "sh":
            for line in text.splitlines():
                _, verb, *arguments = shlex.split(line)
                arguments = [str(root / word) if word.startswith(("content/", "out/")) else word for word in arguments]
                done = run(root, verb, *arguments, *(() if verb in WITHOUT_A_DAY else ("--today", TODAY)))
                assert done.code == 0, f"{line}\n{done.out}{done.err}"
                said[line] = done.out + done.err
    return said


def test_the_tutorial_ends_with_a_signed_handout(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    said = follow("tutorial.md", tmp_path)
    assert "error" not in said["handout check"]
    assert "warning" not in said["handout check"]
    assert "signed, in date, and byte for byte" in said["handout verify out/sprained-ankle.pdf"]
    assert "A. Reader" in said["handout status"]


def test_the_schemas_are_named_as_the_program_names_them() -> None:
    kinds = re.findall(
        r"^handout schema (\w+) > schema/\1\.json$", (DOCS / "editors.md").read_text("utf-8"), re.MULTILINE
    )
    schemas = [json.loads(CliRunner().invoke(command, [kind]).output) for kind in kinds]
    assert [schema["type"] for schema in schemas] == ["object"] * 3
