"""What Windows and macOS do otherwise, as far as it can be seen from here."""

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from unicodedata import normalize

import pytest

from handout import files, workers
from handout.cli import options
from handout.desk.running import verb
from support.faulty import COMMAND, TODAY, build, handout_yaml, is_refused, make_project, paragraph, run

NOT_POSIX = Path(__file__).parent / "support" / "not_posix"
WHO = (
    "--name",
    "A. Reader",
    "--credentials",
    "M.D.",
    "--role",
    "clinical",
    "--due",
    "2028-11-22",
    "--yes",
    "--today",
    TODAY,
)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="such a machine is made of Linux here")


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project on a machine without what only POSIX has, with a signed handout and a draft."""
    root = make_project(tmp_path_factory.mktemp("clinic"), wound=handout_yaml(), rest=handout_yaml(title="Rest"))
    on_other_machine(root, "sign", *WHO, "content/wound.yaml")
    on_other_machine(root, "build", "--jobs", "2")
    return root


def on_other_machine(root: Path, name: str, *arguments: str) -> str:
    """What a verb says there; it must end well."""
    return started_there(root, COMMAND, [name, *_day(arguments), *arguments])


def started_there(root: Path, command: list[str], arguments: list[str]) -> str:
    done = subprocess.run(
        [*command, *arguments], cwd=root, capture_output=True,
        env={"PYTHONPATH": str(NOT_POSIX), "SOURCE_DATE_EPOCH": "1795500000"}, check=False,
    )  # fmt: skip
    told = (done.stdout + done.stderr).decode("utf-8")
    assert (done.returncode, "sitecustomize" in told) == (0, False), told
    return told


def _day(arguments: Sequence[str]) -> Sequence[str]:
    return () if "--today" in arguments else ("--today", TODAY)


def test_the_same_bytes_are_made_without_what_posix_has(clinic: Path, tmp_path: Path) -> None:
    assert build(clinic, "--out", str(tmp_path)).code == 0
    for name in ("wound.pdf", "rest.pdf"):
        assert (clinic / "out" / name).read_bytes() == (tmp_path / name).read_bytes()


VERBS = [
    ("check", "content/wound.yaml"), ("status",), ("find", "hands"), ("fonts",), ("verify", "out/wound.pdf"),
    ("new", "hip"), ("translate", "content/wound.yaml", "--to", "es"), ("diff", "content/wound.yaml"),
    ("worksheet", "content/wound.yaml"), ("build", "--release", "content/wound.yaml"),
    ("comments", "content/wound.yaml", "--add", "Why?", "--by", "B", "--at", "8"),
    ("export", "--to", "package", "--fhir", "content/wound.yaml"),
]  # fmt: skip
ONE_AFTER_THE_OTHER = """
import json, sys
from handout.cli import main
for arguments in sys.argv[1:]:
    try:
        main(json.loads(arguments))
    except SystemExit as end:
        print(f"{arguments} ended with {end.code}")
"""


def test_every_verb_does_without_what_posix_has(clinic: Path) -> None:
    typed = [json.dumps([name, *_day(more), *more]) for name, *more in VERBS]
    told = started_there(clinic, [sys.executable, "-P", "-c", ONE_AFTER_THE_OTHER], typed)
    assert re.findall(r"ended with .*", told) == ["ended with 0"] * len(VERBS), told
    assert "bug" not in told


def test_the_record_of_a_delivery_is_written_without_what_posix_has(clinic: Path) -> None:
    on_other_machine(
        clinic, "export", "--to", "ward", "content/wound.yaml", "--subject", "Patient/1",
        "--date", "2026-11-24T10:00:00+00:00",
    )  # fmt: skip
    (record,) = (clinic / "ward" / "deliveries").iterdir()
    assert json.loads(record.read_text("utf-8"))["subject"] == {"reference": "Patient/1"}


@pytest.mark.parametrize("name", ["con", "aux.es", "com1", "lpt9", "nul"])
def test_a_name_that_no_file_has_on_windows_is_refused(tmp_path: Path, name: str) -> None:
    root = make_project(tmp_path)
    (root / "content" / f"{name}.yaml").write_text(handout_yaml(), "utf-8")
    result = build(root)
    slug, dot, tag = name.partition(".")
    assert is_refused(result)
    assert f"'{slug}' is the name of a device on Windows" in result.err
    assert f"hint: rename it to {slug}-care{dot}{tag}.yaml" in result.err


def test_a_pattern_that_no_shell_has_replaced_stands_for_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project(tmp_path, rest=handout_yaml(), rise=handout_yaml(), wound=handout_yaml())
    monkeypatch.chdir(root)
    monkeypatch.setattr(options, "SHELL_MATCHES", False)
    assert build(root, "content/r*.yaml").code == 0
    assert sorted(path.name for path in (root / "out").glob("*.pdf")) == ["rest.pdf", "rise.pdf"]
    assert is_refused(build(root, "content/q*.yaml"))


class InUse(PermissionError):
    """What Windows answers when a reader of PDFs holds the file."""

    winerror = 32


@pytest.mark.parametrize("tries", [1, 99])
def test_a_pdf_that_is_open_elsewhere_is_waited_for_and_then_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tries: int
) -> None:
    path = tmp_path / "wound.pdf"
    path.write_bytes(b"old")
    refusals = iter(range(tries))
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if next(refusals, None) is not None:
            raise InUse(13, "Access is denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(files, "PAUSES", (0, 0))
    if tries == 1:
        files.write_whole(path, b"new")
        assert path.read_bytes() == b"new"
        return
    with pytest.raises(files.CannotWrite, match=r"wound.pdf: it is open in another program, or this account"):
        files.write_whole(path, b"new")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("wound.pdf", b"old")]


def test_no_more_processes_are_begun_than_windows_can_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with workers.Pool(256) as pool:
        assert pool._max_workers == 61


@pytest.mark.parametrize(("named", "lies"), [("niño.png", normalize("NFD", "niño.png")), ("foot.png", "Foot.PNG")])
def test_a_picture_that_another_system_would_have_found_is_offered(tmp_path: Path, named: str, lies: str) -> None:
    figure = f"      - figure: {{image: images/{named}, alt: A foot.}}\n"
    root = make_project(tmp_path, wound=handout_yaml(figure))
    (root / "content" / "images").mkdir()
    (root / "content" / "images" / lies).write_bytes(b"any")
    result = build(root)
    hint = (
        "hint: did you mean 'images/Foot.PNG'? Capital letters matter"
        if named == "foot.png"
        else "the accents in its name are separate characters"
    )
    assert (is_refused(result), hint in result.err) == (True, True), result.err


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("images/foot-bth.jpg", "did you mean 'images/foot-bath.png'?"),
        ("foot-bath.png", "did you mean 'images/foot-bath.png'?"),
        ("pictures/knee.svg", "the files there are: images/foot-bath.png"),
    ],
)
def test_a_picture_of_a_near_name_is_offered_with_its_folder(tmp_path: Path, typed: str, hint: str) -> None:
    root = make_project(tmp_path, wound=handout_yaml(f"      - figure: {{image: {typed}, alt: A foot.}}\n"))
    (root / "content" / "images").mkdir()
    (root / "content" / "images" / "foot-bath.png").write_bytes(b"any")
    (root / "content" / "images" / "README.md").write_bytes(b"any")
    assert f"hint: {hint}\n" in build(root).err


def printed(root: Path, *arguments: str) -> bytes:
    """What a verb prints where the terminal speaks Windows-1252."""
    environment = {"PYTHONIOENCODING": "cp1252"}
    return subprocess.run([*COMMAND, *arguments], cwd=root, capture_output=True, env=environment, check=True).stdout


@pytest.mark.parametrize("arguments", [("find", "agua", "--format", "json"), ("check", "--format", "sarif")])
def test_what_programs_read_is_utf_8_whatever_the_terminal_speaks(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    root = make_project(tmp_path, drink=handout_yaml(paragraph("Agua → riñón 腎."), title="Riñón 腎"))
    assert json.loads(printed(root, *arguments).decode("utf-8"))


def test_the_words_of_a_language_are_printed_as_utf_8_too(tmp_path: Path) -> None:
    words = printed(make_project(tmp_path), "worksheet", "--words", "ar").decode("utf-8")
    assert len(re.findall("[\u0621-\u064a]{3}", words)) > 100


def test_the_desk_understands_its_verbs_whatever_the_terminal_speaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project(tmp_path, drink=handout_yaml(paragraph("Agua, riñón 腎.")))
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    assert "riñón 腎" in asyncio.run(verb(root, "find", "agua")).out


def test_files_with_line_ends_of_windows_stay_signed(tmp_path: Path) -> None:
    root = make_project(tmp_path, wound=handout_yaml())
    assert run(root, "sign", *WHO, "content/wound.yaml").code == 0
    for path in (path for path in (root / "content").rglob("*") if path.is_file()):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run(root, "diff", "content/wound.yaml").out.startswith("content/wound.yaml: as A. Reader")
    assert build(root, "--release").code == 0
    assert run(root, "sign", *WHO, "--also", "content/wound.yaml").code == 0
    text = (root / "content" / "wound.yaml").read_text("utf-8")
    (root / "content" / "wound.yaml").write_text(text.replace("Wash your hands", "Wash both hands"), "utf-8")
    assert '~ "Wash [-your-]{+both+} hands."' in run(root, "diff", "content/wound.yaml").out
