"""What may be named on the command line: the file of a handout, the folder of a ward, the name of a new handout."""

from pathlib import Path

import click
import pytest

from handout.cli.help import VERBS
from handout.cli.verbs import handout
from support.faulty import build, handout_yaml, make_project, run

WHO = ("--name", "A. Reader", "--credentials", "M.D.", "--role", "clinical")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = make_project(tmp_path, rest=handout_yaml(title="Rest"))
    for ward, name in (("ortho", "hip"), ("ortho/knee", "brace"), ("eyes", "drops")):
        (root / "content" / ward).mkdir(parents=True, exist_ok=True)
        (root / "content" / ward / f"{name}.yaml").write_text(handout_yaml(title=name), "utf-8")
    return root


def made(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "out").glob("*.pdf"))


def test_a_folder_stands_for_the_handouts_in_it(project: Path) -> None:
    assert build(project, str(project / "content" / "ortho")).code == 0
    assert made(project) == ["brace.pdf", "hip.pdf"]


def test_a_handout_that_came_into_a_named_folder_is_built_too(project: Path) -> None:
    ward = project / "content" / "eyes"
    build(project, str(ward))
    (ward / "glasses.yaml").write_text(handout_yaml(title="Glasses"), "utf-8")
    build(project, str(ward))
    assert made(project) == ["drops.pdf", "glasses.pdf"]


@pytest.mark.parametrize("folder", ["content", "."])
def test_the_folder_of_all_handouts_stands_for_all(project: Path, folder: str) -> None:
    assert "4 handouts" in run(project, "check", str(project / folder)).out


@pytest.mark.parametrize("folder", ["content/images", "content/reviews", "styles", "content/empty"])
def test_a_folder_without_handouts_is_told(project: Path, folder: str) -> None:
    (project / folder).mkdir(parents=True)
    result = build(project, str(project / folder))
    assert result.code == 1
    assert f"{folder}:1:1: error[E11] there is no handout in this folder\n" in result.err


def test_a_folder_with_its_name_in_capitals_is_told_and_is_no_ward(project: Path) -> None:
    """On some disks it is the folder that was meant, on others it is not."""
    (project / "content" / "Reviews").mkdir()
    (project / "content" / "Reviews" / "rest.yaml").touch()
    [told, _] = build(project).err.splitlines()[:2]
    assert told == (
        "content/Reviews:1:1: error[E11] this folder is not found everywhere: its name is 'reviews', in small letters"
    )
    assert made(project) == ["brace.pdf", "drops.pdf", "hip.pdf", "rest.pdf"]
    assert run(project, "new", "Reviews/x").code == 2


@pytest.mark.parametrize(
    "verb", [("diff",), ("worksheet",), ("comments",), ("translate", "--to", "es"), ("sign", *WHO)]
)
def test_a_verb_for_one_handout_takes_neither_the_clinic_nor_a_folder(project: Path, verb: tuple[str, ...]) -> None:
    clinic = run(project, *verb, str(project / "content" / "clinic.yaml"))
    folder = run(project, *verb, str(project / "content" / "ortho"))
    assert (clinic.code, folder.code) == (1, 1)
    assert "content/clinic.yaml:1:1: error[E11]" in clinic.err
    assert "content/ortho:1:1: error[E11]" in folder.err


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("hip", "did you mean content/ortho/hip.yaml?"),
        ("ortho", "did you mean content/ortho?"),
        ("neck", "name a file in content/"),
        ("hip.yaml", "did you mean content/ortho/hip.yaml?"),
        ("content/ortho/Hipp.yaml", "did you mean content/ortho/hip.yaml?"),
        ("content/hip.fr.yaml", "to begin the translation: handout translate content/ortho/hip.yaml --to fr"),
        ("content/*.yml", "name a file in content/"),
        ("styles/ours.yaml", "to check it: handout check --style ours"),
        ("content/locales/es.yaml", "it is read with the handouts: handout check"),
        ("content/images/hip.yaml", "move it into content/"),
        ("out/rest.pdf", "to see what this PDF is: handout verify out/rest.pdf"),
        ("out/my rest.pdf", 'to see what this PDF is: handout verify "out/my rest.pdf"'),
        ("leaflet.docx", "to make a handout of it: handout new leaflet --from leaflet.docx"),
    ],
)
def test_what_is_named_otherwise_than_by_its_file_is_told_what_was_probably_meant(
    project: Path, monkeypatch: pytest.MonkeyPatch, name: str, hint: str
) -> None:
    monkeypatch.chdir(project)
    (project / "content" / "ortho" / "hip.es.yaml").touch()
    if not hint.startswith(("did you mean", "name a file", "to begin")):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).touch()
    result = run(project, "check", name)
    assert result.code == 1
    assert f"hint: {hint}\n" in result.err


def test_a_link_out_of_content_is_told_and_not_followed(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = make_project(tmp_path_factory.mktemp("other"), away=handout_yaml(title="Away")) / "content"
    content = project / "content"
    (content / "away.yaml").symlink_to(other / "away.yaml")
    (content / "clinic.yaml").rename(other / "own.yaml")
    (content / "clinic.yaml").symlink_to(other / "own.yaml")
    for name, target in (("ward", other), ("images", other), ("reviews", other), ("same", content / "ortho")):
        (content / name).symlink_to(target)
    told = [line for line in build(project).err.splitlines() if "a link that leads out" in line]
    assert [line.partition(":")[0] for line in told] == ["content/away.yaml", "content/ward"]
    assert made(project) == ["brace.pdf", "drops.pdf", "hip.pdf", "rest.pdf"]


def test_a_link_that_leads_nowhere_or_in_a_circle_is_told_by_every_verb(project: Path) -> None:
    content = project / "content"
    (content / "images").mkdir(exist_ok=True)
    picture = "      - figure: {image: images/round.png, alt: A knee}\n"
    (content / "figure.yaml").write_text(handout_yaml(picture), "utf-8")
    for name in ("round.yaml", "reviews", "ward", "images/round.png"):
        (content / name).symlink_to(Path(name).name)
    for name in ("gone.yaml", "notes.txt"):
        (content / name).symlink_to("not-there")
    lost = [
        f"content/{name}:1:1: error[E11] this is a link that leads nowhere"
        for name in ("gone.yaml", "reviews", "round.yaml", "ward")
    ]
    for verb in ("build", "check", "status"):
        result = run(project, verb)
        assert (result.code, [line for line in result.err.splitlines() if ":1:1:" in line]) == (1, lost), verb
    assert "the picture 'images/round.png' cannot be read: too many levels" in build(project).err
    named = run(project, "diff", "content/round.yaml")
    assert (named.code, named.err.partition("\n")[0]) == (1, lost[2])


def test_a_folder_that_is_no_project_is_told_once_and_left_as_it_was(tmp_path: Path) -> None:
    for verb in (("build",), ("check",), ("status",), ("find", "fever"), ("export", "--to", "pack")):
        told = run(tmp_path, *verb)
        assert (told.code, told.err.count("error["), "no handout" in told.out) == (1, 1, False), verb
    assert [*tmp_path.iterdir()] == []


def test_the_clinic_alone_is_nothing_to_build(project: Path) -> None:
    result = build(project, str(project / "content" / "clinic.yaml"))
    assert result.code == 2
    assert "content/clinic.yaml:1:1: error[E11] this file says who publishes; it is not a handout\n" in result.err


@pytest.mark.parametrize("verb", [("build",), ("check",), ("diff",), ("sign", *WHO), ("translate", "--to", "es")])
def test_a_handout_from_elsewhere_with_the_name_of_one_in_the_library_is_refused(
    project: Path, tmp_path_factory: pytest.TempPathFactory, verb: tuple[str, ...]
) -> None:
    """It would be made into the files of the other, and its sign-offs would stand among those of the other."""
    other = tmp_path_factory.mktemp("elsewhere") / "rest.yaml"
    other.write_text(handout_yaml(title="Another rest"), "utf-8")
    build(project)
    files = (path for path in project.rglob("*") if path.is_file() and ".handout" not in path.parts)
    before = {path: path.read_bytes() for path in files}
    result = run(project, *verb, str(other))
    told = f"{other.as_posix()}:1:1: error[E12] 'rest' is the name of two handouts: content/rest.yaml and this one\n"
    assert (result.code, told in result.err) == (1, True), result.err
    assert {path: path.read_bytes() for path in before if path.is_file()} == before


def test_a_handout_from_elsewhere_with_a_name_of_its_own_is_built(project: Path, tmp_path: Path) -> None:
    (tmp_path / "draft.yaml").write_text(handout_yaml(title="A draft"), "utf-8")
    assert build(project, str(tmp_path / "draft.yaml")).code == 0
    assert made(project) == ["draft.pdf"]


@pytest.mark.parametrize("named", ["content/rest.yaml", "content/ortho/rest.yaml"])
def test_of_two_handouts_of_one_name_neither_is_signed(project: Path, named: str) -> None:
    (project / "content" / "ortho" / "rest.yaml").write_text(handout_yaml(title="Rest a hip"), "utf-8")
    result = run(project, "sign", *WHO, "--yes", str(project / named))
    assert (result.code, f"{named}:1:1: error[E12] 'rest' is the name of two" in result.err) == (1, True)


@pytest.mark.parametrize("typed", ["hand-care", "hand-care.yaml", "content/hand-care.yaml", "./content/hand-care"])
def test_a_new_handout_may_be_named_by_its_file(tmp_path: Path, typed: str) -> None:
    assert run(tmp_path, "new", typed).code == 0
    assert (tmp_path / "content" / "hand-care.yaml").is_file()


@pytest.mark.parametrize(
    "typed", ["../x", "a/../../x", "images/x", "reviews/x", "", " ", "ortho/", "/".join("abcdefghij")]
)
def test_a_new_handout_goes_nowhere_but_where_it_is_found_again(tmp_path: Path, typed: str) -> None:
    root = tmp_path / "project"
    root.mkdir()
    assert run(root, "new", typed).code in {1, 2}
    assert run(root, "new", str(tmp_path / "x")).code == 2
    assert [*tmp_path.rglob("*")] == [root]


def test_a_new_handout_of_a_ward_names_its_own_file(tmp_path: Path) -> None:
    run(tmp_path, "new", "ortho/hip")
    assert "`handout check content/ortho/hip.yaml`" in (tmp_path / "content" / "ortho" / "hip.yaml").read_text("utf-8")


def test_a_translation_is_not_begun_in_english(project: Path) -> None:
    result = run(project, "new", "rest.es")
    assert (result.code, result.err) == (
        2, "handout: a translation begins with: handout translate content/rest.yaml --to es\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "offered"), [("Café", "cafe"), ("a--b", "a-b"), ("Größe 2", "grosse-2"), ("傷", "wound-care")]
)
def test_a_name_that_is_none_is_refused_with_the_nearest_that_is(tmp_path: Path, typed: str, offered: str) -> None:
    result = run(tmp_path, "new", typed)
    assert result.code == 2
    assert f"lower case letters, digits and single hyphens: handout new {offered}\n" in result.err


def test_the_first_handout_brings_what_tells_git_to_leave_out_what_is_built(tmp_path: Path) -> None:
    run(tmp_path, "new", "first")
    assert (tmp_path / ".gitignore").read_text("utf-8") == "/out/\n/.handout/\n.handout.lock\n"


def test_what_git_was_told_already_is_let_be(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.tmp\n", "utf-8")
    run(tmp_path, "new", "first")
    assert (tmp_path / ".gitignore").read_text("utf-8") == "*.tmp\n"


@pytest.mark.parametrize(
    ("folder", "why"),
    [
        ("content", "which holds what you write; name another folder"),
        ("content/ortho", "which holds what you write; name another folder"),
        ("styles/new", "which holds what you write; name another folder"),
        ("content/clinic.yaml/x", "which holds what you write; name another folder"),
        ("a-file", "a-file is a file; name a folder"), ("a-file/below", "a-file is a file; name a folder"),
        ("a-link", "a-link is a link that leads nowhere; name a folder"), ("theirs", "manifest"),
        ("", "an empty name is neither a file nor a folder"),
    ],
)  # fmt: skip
def test_what_is_made_goes_into_a_folder_of_its_own_or_nowhere(project: Path, folder: str, why: str) -> None:
    (project / "a-file").write_text("x", "utf-8")
    (project / "a-link").symlink_to("nowhere")
    (project / "theirs").mkdir()
    (project / "theirs/manifest.json").write_text('{"name": "an app"}', "utf-8")
    before = sorted(map(str, project.rglob("*")))
    place = str(project / folder) if folder else ""
    for result in (build(project, "--out", place), run(project, "export", "--to", place, "--draft")):
        assert result.code == 2
        assert why in result.err
    assert [path for path in sorted(map(str, project.rglob("*"))) if ".handout" not in path] == before


def test_the_desk_is_not_started_for_packages_that_have_no_place(project: Path) -> None:
    for folder, why in (("content", "which holds what you write"), (".", "holds the project itself")):
        result = run(project, "serve", "--port", "0", "--export-to", str(project / folder))
        assert (result.code, why in result.err) == (2, True)


def test_a_package_is_not_laid_over_the_project(project: Path) -> None:
    for place in (project, project.parent):
        result = run(project, "export", "--to", str(place), "--draft")
        assert (result.code, "holds the project itself" in result.err) == (2, True)


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_a_verb_that_reads_content_can_be_told_the_day(verb: str) -> None:
    command = handout.get_command(click.Context(handout), verb)
    assert command is not None
    options = {option for parameter in command.params for option in parameter.opts}
    assert "--project" not in options or "--today" in options


def test_what_is_no_command_is_told_with_the_commands() -> None:
    from click.testing import CliRunner

    assert "(the commands here are: answer, build, " in CliRunner().invoke(handout, ["foo"]).output


@pytest.mark.parametrize(("clinic", "code"), [(None, "E11"), ("naem: A Clinic\n", "E02"), ("", "E06")])
def test_status_says_why_nothing_stands_when_the_clinic_cannot_be_read(
    project: Path, clinic: str | None, code: str
) -> None:
    home = project / "content" / "clinic.yaml"
    home.unlink() if clinic is None else home.write_text(clinic, "utf-8")
    result = run(project, "status")
    assert result.code == 1
    assert result.err.count(f"content/clinic.yaml:1:1: error[{code}]") == 1
