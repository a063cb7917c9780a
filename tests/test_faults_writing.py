"""Whatever is written, a step of writing that fails leaves each file as it was or as it should be, and is told."""

import os
import random
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from handout.desk import saving
from handout.export.placing import place_private
from handout.files import CannotWrite
from support.failing import FAULTS, KILLED, Fault, attempt, put_back, tree
from support.faulty import CLINIC as USUAL
from support.faulty import TODAY, Result, handout_yaml, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs processes that fork")
EVERY_STEP = bool(os.environ.get("HANDOUT_EVERY_STEP"))
"""Whether all steps fail in all ways, one after the other, and not a few of them."""
WHO = ("--name", "Ana Example", "--credentials", "R.N.", "--time", f"{TODAY}T09:00:00+00:00")
SIGN = ("sign", "content/wound.yaml", *WHO, "--role", "clinical")
TRANSLATED = {"content/wound.es.yaml": handout_yaml().replace("en-US", "es")}
TRANSLATE = ("translate", "content/wound.yaml", "--to", "es")
OTHER_TEXT = handout_yaml("      - Wash your hands twice.\n      - steps: [Sit., Wait.]\n")
CLINIC = f"{USUAL}review: {{required: [clinical], valid_for: 24 months}}\n".replace("{en: ", "{es: Pregunte., en: ")


def translated(root: Path) -> None:
    """What a translator sends back: every text, said to be translated."""
    file = root / "wound.xlf"
    text = re.sub(r"\n *<target.*?</target>", "", file.read_text("utf-8"), flags=re.DOTALL)
    target = r'\g<0><target state="translated">\1</target>'
    file.write_text(re.sub(r"<source>(.*?)</source>", target, text, flags=re.DOTALL), "utf-8")


@dataclass(frozen=True)
class Writing:
    """A run that writes: what was run and changed before it, and its own arguments."""

    arguments: tuple[str, ...]
    before: tuple[tuple[str, ...] | dict[str, str] | Callable[[Path], None], ...] = ()


RUNS = {
    "a build": Writing(("build",)),
    "a build after a change": Writing(("build",), (("build",), {"content/wound.yaml": OTHER_TEXT})),
    "a build that takes away": Writing(("build", "--prune"), (
        {"content/burn.yaml": OTHER_TEXT}, ("build",), {"content/burn.yaml": ""},
    )),
    "a sign-off": Writing(SIGN),
    "a second sign-off": Writing((*SIGN[:-1], "nursing", "--also"), (SIGN,)),
    "a sign-off of words": Writing(("sign", "--words", "es", *WHO)),
    "a translation": Writing(TRANSLATE),
    "a translation brought up to date": Writing(TRANSLATE, (TRANSLATED, {"content/wound.yaml": OTHER_TEXT})),
    "a translation accepted": Writing((*TRANSLATE, "--accept"), (TRANSLATED,)),
    "a translation to take away": Writing((*TRANSLATE, "--xliff", "wound.xlf"), (TRANSLATED,)),
    "a translation taken in": Writing((*TRANSLATE[:2], "--from-xliff", "wound.xlf"), (
        TRANSLATE, (*TRANSLATE, "--xliff", "wound.xlf"), translated,
    )),
    "words of the program": Writing(("translate", "--words", "--to", "tlh")),
    "a new handout": Writing(("new", "burn")),
    "a handout from a file": Writing(("new", "burn", "--from", "burn.md"), ({"burn.md": "# Burns\n\nCool it.\n"},)),
    "a comment": Writing(("comments", "content/wound.yaml", "--add", "Since when?", "--by", "Bo", "--at", "9")),
    "a package": Writing(("export", "--to", "package"), (SIGN,)),
    "a package again": Writing(("export", "--to", "package", "--prune"), (
        SIGN, ("export", "--to", "package"), {"content/wound.yaml": OTHER_TEXT}, SIGN,
    )),
}  # fmt: skip


def make(root: Path, writing: Writing) -> None:
    root.mkdir()
    put(root, {"content/clinic.yaml": CLINIC, "content/wound.yaml": handout_yaml()})
    for step in writing.before:
        if isinstance(step, dict):
            put(root, step)
        elif callable(step):
            step(root)
        else:
            done = run_at(root, step)
            assert done.code == 0, done.err


def put(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text:
            path.write_text(text, "utf-8")
        else:
            path.unlink()


def run_at(root: Path, arguments: tuple[str, ...]) -> Result:
    os.chdir(root)
    return run(root, *arguments, *(("--today", TODAY) if arguments[0] != "new" else ()))


def chosen(steps: int, seed: str) -> list[tuple[int, Fault]]:
    """Which steps fail, and how."""
    every: list[tuple[int, Fault]] = [(step, fault) for step in range(steps) for fault in FAULTS]
    return every if EVERY_STEP else random.Random(seed).sample(every, min(3, len(every)))


@pytest.mark.parametrize("name", RUNS)
def test_a_step_of_writing_that_fails_leaves_whole_files_and_is_told(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    root, kept = tmp_path / "project", tmp_path / "kept"
    make(root, RUNS[name])
    put_back(kept, root)
    fails_at_a_step(root, kept, lambda: run_at(root, RUNS[name].arguments), name)


@pytest.mark.parametrize("name", ["the desk", "a delivery", "a delivery again"])
def test_what_is_written_without_the_command_line_is_whole_too(tmp_path: Path, name: str) -> None:
    root, kept = tmp_path / "project", tmp_path / "kept"
    put(root, {"content/wound.yaml": handout_yaml(), "content/deliveries/0.json": "{}"})
    if name == "a delivery":
        shutil.rmtree(root / "content" / "deliveries")
    path = root / "content" / "wound.yaml"

    def write() -> Result:
        try:
            if name == "the desk":
                saving.save(path, OTHER_TEXT, saving.held(path))
            else:
                place_private(path.parent, "deliveries/1.json", b"[]")
        except CannotWrite as fault:
            return Result(1, "", str(fault))
        return Result(0, "", "")

    put_back(kept, root)
    fails_at_a_step(root, kept, write, name)


def fails_at_a_step(root: Path, kept: Path, do: Callable[[], Result], name: str) -> None:
    before = tree(root)
    done, steps = attempt(root, do, None)
    after = tree(root)
    assert done.code == 0, done.err
    assert after != before
    for step, fault in chosen(steps, name):
        put_back(root, kept)
        failed, _ = attempt(root, do, step, fault)
        where = f"{fault} at step {step} of {steps}: {failed.out}{failed.err}"
        left = tree(root)
        odd = {path for path, data in left.items() if data not in (before.get(path), after.get(path))}
        odd |= {path for path in before if path in after and path not in left}
        assert {path for path in odd if fault != "killed" or not is_part(path)} == set(), where
        if failed.code == 0:
            assert left == after, where
            continue
        assert failed.code == (KILLED if fault == "killed" else 1), where
        assert "Traceback" not in failed.err, where
        assert fault == "killed" or any(name in failed.err for name in (str(root), "content/", "package", ".xlf")), (
            where
        )
        if left != after:
            again = attempt(root, do, None)[0]
            assert (again.code, tree(root)) == (0, after), f"{where}\nthen: {again.err}"


def is_part(path: str) -> bool:
    return any(part.startswith(".handout-") for part in path.split("/"))
