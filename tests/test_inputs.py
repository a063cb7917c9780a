"""What a file was made from is noted where it is read: whatever changes, and whenever, the next build sees it."""

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files as files_of
from itertools import cycle
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from handout import cache, files
from support.faulty import TODAY, build, handout_yaml, make_project, run

SIGNED = (
    "--name",
    "Example Reviewer",
    "--credentials",
    "MD",
    "--role",
    "clinical",
    "--due",
    "2027-11-24",
    "--today",
    TODAY,
    "--yes",
)
FIGURE = "      - {figure: {image: knee.png, alt: A knee}}\n"
SHEET = "extends: large-print\nstyles: {paragraph: {size: %dpt}}\n"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="%d"/></svg>'


def picture(path: Path, height: int) -> None:
    Image.new("RGB", (60, height), "green").save(path)


@pytest.fixture
def project(signed: Path, tmp_path: Path) -> Path:
    """A handout with a picture, a translation, a sign-off, in a sheet of the clinic's and with its logo."""
    return Path(shutil.copytree(signed, tmp_path, dirs_exist_ok=True))


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    more = "language: en-US\n"
    french = handout_yaml("      - Lavez vos mains.\n", title="Votre plaie").replace(more, "language: fr\n")
    root = make_project(tmp_path_factory.mktemp("signed"), wound=handout_yaml(FIGURE), rest=handout_yaml(title="Rest"))
    (root / "content" / "ward").mkdir()
    (root / "content" / "ward" / "sleep.yaml").write_text(handout_yaml(title="Sleep"), "utf-8")
    (root / "content" / "rest.fr.yaml").write_text(french, "utf-8")
    (root / "styles").mkdir()
    (root / "styles" / "ours.yaml").write_text(SHEET % 15, "utf-8")
    picture(root / "content" / "knee.png", 40)
    (root / "content" / "logo.svg").write_text(LOGO % 9, "utf-8")
    clinic = (root / "content" / "clinic.yaml").read_text("utf-8")
    clinic = clinic.replace("[standard]", "[ours]") + "logo: logo.svg\n"
    (root / "content" / "clinic.yaml").write_text(clinic.replace("yours.}", "yours., fr: Demandez.}"), "utf-8")
    assert run(root, "sign", str(root / "content" / "rest.yaml"), *SIGNED).code == 0
    return root


def outputs(root: Path) -> dict[str, str]:
    """The digest of every file in out/ by its name."""
    found = (root / "out").iterdir() if (root / "out").is_dir() else ()
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found if path.suffix in {".pdf", ".json"}
    }


def as_made_anew(root: Path, into: Path) -> dict[str, str]:
    """What a build without any record makes of the project as it lies."""
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(root, into, symlinks=True, ignore=shutil.ignore_patterns("out", ".handout"))
    build(into)
    return outputs(into)


SCRIPT = """
import os, sys
opened, root = [], os.path.abspath(sys.argv[1])
def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, os.PathLike)):
        opened.append(os.path.abspath(os.fspath(arguments[0])))
sys.addaudithook(hook)
from handout.cli import main
try:
    main(["build", "--project", root, "--today", sys.argv[2]])
except SystemExit as done:
    assert done.code == 0, done.code
apart = (os.path.join(root, "out"), os.path.join(root, ".handout"))
for path in opened:
    if path.startswith(root + os.sep) and not path.startswith(apart):
        print("read", path)
"""


def test_every_file_of_a_project_that_is_opened_is_noted_and_opened_once(project: Path) -> None:
    for name in ("rest.fr.yaml", "rest.yaml", "ward/sleep.yaml", "reviews/rest.yaml"):
        (project / "content" / name).unlink()
    done = subprocess.run([sys.executable, "-P", "-c", SCRIPT, str(project), TODAY], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    read = [line.removeprefix("read ") for line in done.stdout.splitlines() if line.startswith("read ")]
    request = cache.Request(root=project, files=(), styles=(), out=project / "out", release=False, targets=("pdf",))
    record = cache.read_cache(request, cache.date.fromisoformat(TODAY))
    noted = {path for row in record.earlier.values() for kind, path, state in row.inputs if state != files.ABSENT}
    assert len(read) == len(set(read)), read
    assert set(read) == {path for path in noted if Path(path).is_file() and path.startswith(str(project))}
    assert {Path(path).name for path in read} == {"clinic.yaml", "wound.yaml", "knee.png", "logo.svg", "ours.yaml"}


def edited(root: Path) -> dict[str, Callable[[], object]]:
    """A change to each kind of input."""
    content = root / "content"

    def retyped(name: str, before: str, after: str) -> Callable[[], object]:
        path = content / name
        return lambda: path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")

    def relinked() -> None:
        (root / "elsewhere.yaml").write_text(SHEET % 17, "utf-8")
        (root / "styles" / "ours.yaml").unlink()
        (root / "styles" / "ours.yaml").symlink_to(root / "elsewhere.yaml")

    return {
        "content": retyped("wound.yaml", "clean", "dry"),
        "translation": retyped("rest.fr.yaml", "Lavez", "Touchez"),
        "source of a translation": retyped("rest.yaml", "Wash", "Rinse"),
        "ward": retyped("ward/sleep.yaml", "Wash", "Rinse"),
        "clinic": retyped("clinic.yaml", "555 0100", "555 0199"),
        "styles of the clinic": retyped("clinic.yaml", "[ours]", "[standard, ours]"),
        "picture": lambda: picture(content / "knee.png", 50),
        "logo": lambda: (content / "logo.svg").write_text(LOGO % 4, "utf-8"),
        "sheet": lambda: (root / "styles" / "ours.yaml").write_text(SHEET % 16, "utf-8"),
        "sheet behind a link": relinked,
        "sheet that shadows a built-in one": lambda: (root / "styles" / "large-print.yaml").write_text(
            "extends: large-print\nstyles: {paragraph: {space_after: 20pt}}\n", "utf-8"
        ),
        "sign-offs": lambda: (content / "reviews" / "rest.yaml").unlink(),
    }


KINDS = tuple(edited(Path("project")))
READ_FIRST = ("wound.yaml", "rest.fr.yaml", "clinic.yaml", "knee.png", "logo.svg", "ours.yaml")


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_between_two_builds_is_seen(
    project: Path, tmp_path_factory: pytest.TempPathFactory, kind: str
) -> None:
    build(project)
    before = outputs(project)
    edited(project)[kind]()
    build(project)
    assert outputs(project) == as_made_anew(project, tmp_path_factory.mktemp("anew") / "project")
    assert outputs(project) != before


@pytest.mark.parametrize(("kind", "name"), tuple(zip(KINDS, cycle(READ_FIRST), strict=False)))
def test_a_change_right_after_something_was_read_is_seen_by_the_next_build(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, kind: str, name: str
) -> None:
    waiting = [name]
    original = files._contents

    def contents(path: Path, most: int) -> bytes:
        data = original(path, most)
        if path.name in waiting:
            waiting.clear()
            edited(project)[kind]()
        return data

    monkeypatch.setattr(files, "_contents", contents)
    build(project)
    assert not waiting
    build(project)
    assert outputs(project) == as_made_anew(project, tmp_path_factory.mktemp("anew") / "project")


@pytest.mark.parametrize("seed", range(2))
def test_after_random_edits_and_builds_every_file_is_as_made_anew(
    project: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    dice = random.Random(seed)
    into = tmp_path_factory.mktemp("anew") / "project"
    for step in range(5):
        for _ in range(dice.randrange(3)):
            path = project / "content" / dice.choice(["wound.yaml", "rest.yaml", "rest.fr.yaml", "ward/sleep.yaml"])
            path.write_text(path.read_text("utf-8") + f"keywords: [a{step}]\n" * ("keywords" not in path.read_text()))
        if dice.random() < 0.6:
            dice.choice([edited(project)[kind] for kind in KINDS if kind not in ("sign-offs",)])()
        if dice.random() < 0.3:
            for record in (project / ".handout").glob("*"):
                data = bytearray(record.read_bytes())
                data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
                record.write_bytes(bytes(data))
        build(project)
        assert outputs(project) == as_made_anew(project, into), f"step {step}"


def test_a_process_that_outlives_a_build_reads_everything_anew(project: Path) -> None:
    build(project)
    clinic = project / "content" / "clinic.yaml"
    clinic.write_text(clinic.read_text("utf-8").replace("555 0100", "555 0142"), "utf-8")
    assert "unchanged" not in build(project).out


SHIPPED = Path(str(files_of("fontpkg_atkinson_hyperlegible"))) / "files"


def set_in_mine(root: Path, folder: Path, other: str = "Regular") -> None:
    """Set the project in a family of that folder; its regular file has the letters of `other`."""
    folder.mkdir(exist_ok=True)
    for style, source in (("Regular", other), ("Bold", "Bold")):
        font = TTFont(SHIPPED / f"AtkinsonHyperlegible-{source}.ttf")
        font["name"].setName("Mine", 1, 3, 1, 0x409)
        font["name"].setName("Mine", 16, 3, 1, 0x409)
        font["name"].setName(style, 2, 3, 1, 0x409)
        font["OS/2"].usWeightClass = 400 if style == "Regular" else 700
        font["OS/2"].fsSelection = 0x40
        font.save(folder / f"Mine-{style}.ttf")
    (root / "styles" / "ours.yaml").write_text("extends: standard\nfonts: {body: {family: Mine}}\n", "utf-8")


@pytest.mark.parametrize("place", ["content/fonts", "../path"])
def test_a_font_that_changed_leaves_no_stale_file(project: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its bytes: its size and its time of change may be the same."""
    folder = project / place
    monkeypatch.setenv("HANDOUT_FONT_PATH", "" if place.startswith("content") else str(folder))
    set_in_mine(project, folder)
    regular = folder / "Mine-Regular.ttf"
    size, time = regular.stat().st_size + 60_000, 1_700_000_000_000_000_000
    padded(regular, size, time)
    assert build(project).code == 0
    before = outputs(project)
    assert ", unchanged" in build(project).out
    set_in_mine(project, folder, "Italic")
    padded(regular, size, time)
    again = build(project)
    assert again.code == 0, again.err
    assert all(outputs(project)[name] != before[name] for name in before if name.endswith(".pdf"))


def padded(font: Path, size: int, time: int) -> None:
    font.write_bytes(font.read_bytes().ljust(size, b"\0"))
    os.utime(font, ns=(time, time))


def test_a_font_of_the_clinic_is_named_with_its_digest(project: Path) -> None:
    set_in_mine(project, project / "content" / "fonts")
    assert build(project).code == 0
    rows = json.loads((project / "out" / "manifest.json").read_text("utf-8"))["files"]
    digests = {path.name: files.digest_of_file(path) for path in (project / "content" / "fonts").iterdir()}
    assert rows[0]["fonts"] == [f"{name} sha256:{digest}" for name, digest in sorted(digests.items())]
    told = run(project, "verify", str(project / "out" / "rest.pdf"), "--today", TODAY).out
    assert f"Mine-Regular.ttf sha256:{digests['Mine-Regular.ttf']}" in told


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no such files on this system")
def test_what_a_file_holds_beyond_its_size_is_read_as_far_as_it_may() -> None:
    """A file that grows while it is read; those of /proc say that they are empty."""
    assert files.read(Path("/proc/self/status"), 100_000).startswith(b"Name:")
    with pytest.raises(files.CannotRead, match="it is too large"):
        files.read(Path("/proc/self/status"), 100)
