"""Same input, same bytes (rows 164 to 169), whatever the machine, the order or the number of workers."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from support.faulty import COMMAND, TODAY, build, handout_yaml, make_project, paragraph, run, spawn

BODY = paragraph("Wash **your hands**, *slowly*, [here](https://example.org). Take 5 µg.") + (
    "      - steps: [One., Two.]\n      - checklist: [Soap., Water.]\n"
    "      - table: {columns: [{heading: A}], rows: [[b]]}\n"
)
NAMES = ("aaa", "wound", "zzz")


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_project(tmp_path_factory.mktemp("usual"), **{name: handout_yaml(BODY, title=name) for name in NAMES})
    assert build(root).code == 0
    return root


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


ENVIRONMENTS = [
    {"PYTHONHASHSEED": "0", "TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8", "USER": "somebody", "LOGNAME": "somebody"},
    {"PYTHONHASHSEED": "1", "TZ": "America/New_York", "LC_ALL": "C", "HOME": "/nonexistent"},
    {"PYTHONHASHSEED": "4294967295", "LC_ALL": "tr_TR.UTF-8", "PYTHONOPTIMIZE": "1"},
]  # fmt: skip
"""Each holds several variables, of which none hides another."""


@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=str)
def test_rows_164_165_166_the_environment_changes_nothing(
    usual: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    assert spawn(usual, "--out", str(tmp_path / "out"), environment=environment).code == 0
    assert files(tmp_path / "out") == files(usual / "out")


@pytest.mark.parametrize("jobs", ["1", "2", "8"])
def test_row_168_the_number_of_workers_changes_nothing(usual: Path, tmp_path: Path, jobs: str) -> None:
    assert spawn(usual, "--jobs", jobs, "--out", str(tmp_path / "out")).code == 0
    assert files(tmp_path / "out") == files(usual / "out")


@pytest.mark.parametrize("name", NAMES)
def test_row_168_alone_or_in_a_batch_is_the_same(usual: Path, tmp_path: Path, name: str) -> None:
    assert build(usual, f"content/{name}.yaml", "--out", str(tmp_path / "out")).code == 0
    assert files(tmp_path / "out")[f"{name}.pdf"] == files(usual / "out")[f"{name}.pdf"]


def test_row_21_nothing_is_counted_from_one_document_to_the_next(usual: Path, tmp_path: Path) -> None:
    order = [f"content/{name}.yaml" for name in reversed(NAMES)]
    assert build(usual, *order, "--out", str(tmp_path / "out")).code == 0
    assert files(tmp_path / "out") == files(usual / "out")


def test_row_167_the_folder_and_its_name_change_nothing(usual: Path, tmp_path: Path) -> None:
    there = tmp_path / "another folder é"
    shutil.copytree(usual / "content", there / "content")
    done = subprocess.run([*COMMAND, "build", "--today", TODAY], cwd=there, env=os.environ, capture_output=True)
    assert done.returncode == 0
    assert files(there / "out") == files(usual / "out")


WAYS = [
    (".", "..", "wound.yaml"), ("ward", "../..", "../wound.yaml"), (".", "../../link", "wound.yaml"),
    ("..", ".", "content/ward/../wound.yaml"), ("../..", "real", "link/content/wound.yaml"),
    ("../..", "link", "{root}/content/wound.yaml"),
]  # fmt: skip
"""The folder it is called in, seen from `content/`; the project; the handout."""


@pytest.mark.parametrize(("here", "project", "typed"), WAYS)
def test_row_167_the_way_to_a_file_changes_nothing(
    usual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: str, project: str, typed: str
) -> None:
    root = tmp_path / "real"
    shutil.copytree(usual / "content", root / "content")
    (root / "content" / "ward").mkdir()
    (tmp_path / "link").symlink_to(root)
    monkeypatch.chdir(root / "content" / here)
    file = typed.replace("{root}", str(root))
    assert build(Path(project), file).code == 0
    assert (root / "out" / "wound.pdf").read_bytes() == (usual / "out" / "wound.pdf").read_bytes()
    assert run(Path(project), "check", file, "--today", TODAY).err.startswith("content/wound.yaml:")


@pytest.mark.parametrize("version", ["3.12", "3.13"])
def test_row_166_another_python_makes_the_same_bytes(usual: Path, tmp_path: Path, version: str) -> None:
    python = shutil.which(f"python{version}")
    if python is None:
        pytest.skip(f"there is no Python {version} here")
    if subprocess.run([python, "-c", "import reportlab, uharfbuzz, yaml, click, PIL"], capture_output=True).returncode:
        pytest.skip(f"Python {version} has not the libraries that handout needs")
    source = str(Path(__file__).parent.parent / "src")
    command = [python, "-P", "-m", "handout", "build", "--project", usual, "--today", TODAY, "--out", tmp_path / "out"]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": source}, check=True, capture_output=True)
    assert files(tmp_path / "out") == files(usual / "out")
