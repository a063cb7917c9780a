"""What is installed: the wheel and the sdist hold what they promise, under a name that is ours, on any system."""

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from handout.cli.help import guide, whole_help
from handout.extras import DISTRIBUTION, extra

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
DOCUMENTATION = f"share/doc/{DISTRIBUTION}"

if shutil.which("git") is None or not (ROOT / ".git").exists():
    pytest.skip("the tree is not a clone, or there is no git", allow_module_level=True)


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def tracked(*patterns: str) -> list[str]:
    """The files of the tree that are or will be in the repository."""
    listed = git("ls-files", "--cached", "--others", "--exclude-standard", *patterns).splitlines()
    return [name for name in listed if (ROOT / name).exists()]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `tree`, a copy of what is in the repository, and in `dist` the wheel and the sdist made of it."""
    folder = tmp_path_factory.mktemp("packaging")
    for name in tracked():
        (folder / "tree" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / "tree" / name)
    program = (
        "from setuptools.build_meta import build_sdist, build_wheel; build_sdist('../dist'); build_wheel('../dist')"
    )
    (folder / "dist").mkdir()
    subprocess.run([sys.executable, "-P", "-c", program], cwd=folder / "tree", capture_output=True, check=True)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as pip does: `site` for the packages, `share` beside it."""
    home = tmp_path_factory.mktemp("home")
    (packed,) = (built / "dist").glob("*.whl")
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(home / "site")
    (data,) = (home / "site").glob("*.data/data/share")
    shutil.move(data, home / "share")
    return home


def test_the_sdist_holds_every_file_of_the_repository(built: Path) -> None:
    (packed,) = (built / "dist").glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert packed.name.startswith("patient_handout-")
    assert set(tracked()) - held == set()


def test_the_wheel_holds_every_file_of_the_program(wheel: Path) -> None:
    held = {path.relative_to(wheel / "site").as_posix() for path in (wheel / "site").rglob("*")}
    assert {name.removeprefix("src/") for name in tracked("src")} - held == set()
    assert {name.split("/")[0] for name in held if ".dist-info" not in name and ".data" not in name} == {"handout"}


def test_the_wheel_holds_the_guide_and_its_links_hold(wheel: Path) -> None:
    home = wheel / DOCUMENTATION
    documents = ["README.md", "content/README.md", "styles/README.md", "styles/example-clinic.yaml", *tracked("docs")]
    assert [name for name in documents if not (home / name).is_file()] == []
    for page in home.rglob("*.md"):
        text = re.sub(r"`[^`]*`|```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
        missing = [link for link in LINK.findall(text) if not (page.parent / link).exists()]
        assert (page.relative_to(home).as_posix(), missing) == (page.relative_to(home).as_posix(), [])


def test_what_is_installed_builds_and_says_where_its_guide_is(wheel: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    program = f"import sys; sys.path.insert(0, {str(wheel / 'site')!r}); from handout.cli import program; program()"
    command = [sys.executable, "-P", "-c", program]
    arguments = ["build", "--project", str(tmp_path), str(tmp_path / "content" / "calciphylaxis.yaml")]
    built = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "out" / "calciphylaxis.large-print.pdf").is_file()
    told = subprocess.run([*command, "--help"], capture_output=True, text=True, check=True).stdout
    assert told.endswith(f"\nThe guide: {wheel / DOCUMENTATION / 'content' / 'README.md'}\n")


def test_the_help_of_a_clone_names_the_guide_in_it() -> None:
    assert guide() == ROOT / "content" / "README.md"
    assert whole_help(80).endswith(f"\nThe guide: {ROOT / 'content' / 'README.md'}\n")


def test_no_hint_installs_the_package_of_somebody_else() -> None:
    """On the package index, `handout` is another project."""
    stranger = re.compile(r"install +(?:-\S+ +)*['\"]?handout\b(?!/)|['\"`]handout\[[a-z0-9]+\]['\"`]")
    texts = {name: (ROOT / name).read_text("utf-8") for name in tracked("*.py", "*.md", "*.toml", "*.yaml", "Makefile")}
    assert [name for name, text in texts.items() if stranger.search(text)] == []
    assert stranger.search(extra("i18n").replace(DISTRIBUTION, "handout"))
    assert not stranger.search(extra("i18n"))


def test_every_extra_that_is_named_is_one() -> None:
    import tomllib

    known = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {
        name
        for path in tracked("src/*.py", "tests/*.py")
        for name in re.findall(r"\bextra\([\"'](\w+)[\"']\)", (ROOT / path).read_text("utf-8"))
    }
    assert known["name"] == DISTRIBUTION
    assert named <= known["optional-dependencies"].keys()


def test_no_file_is_a_link_which_windows_would_check_out_as_text() -> None:
    assert [line for line in git("ls-files", "--stage").splitlines() if line.startswith("120000")] == []


def test_a_clone_on_windows_has_the_same_text_and_builds(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(
        "clone",
        "--quiet",
        "--depth",
        "1",
        "-c",
        "core.symlinks=false",
        "-c",
        "core.autocrlf=true",
        ROOT.as_uri(),
        str(clone),
    )
    assert [path for path in clone.rglob("*.yaml") if b"\r" in path.read_bytes()] == []
    program = f"import sys; sys.path.insert(0, {str(clone / 'src')!r}); from handout.cli import program; program()"
    command = [
        sys.executable,
        "-P",
        "-c",
        program,
        "build",
        "--project",
        str(clone),
        str(clone / "content" / "calciphylaxis.yaml"),
    ]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (built.returncode, (clone / "out" / "calciphylaxis.pdf").is_file()) == (0, True), built.stderr


@pytest.mark.parametrize(("made_in", "stays"), [("", True), ("here", True), ("/another/folder", False)])
def test_an_environment_that_came_with_a_copied_folder_is_made_anew(tmp_path: Path, made_in: str, stays: bool) -> None:
    """It would run the program of the folder that it was made in."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "python.ok").write_text(str(tmp_path.resolve()) if made_in == "here" else made_in, "utf-8")
    subprocess.run(["make", "--dry-run", "clean"], cwd=tmp_path, capture_output=True, check=True, timeout=60)
    assert (tmp_path / ".venv").is_dir() == stays
