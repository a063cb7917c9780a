"""`handout build` from a folder of files to a folder of files."""

import hashlib
import json
import re
from datetime import date
from pathlib import Path

import pytest

from handout.targets import TARGETS
from support.faulty import TODAY, build, handout_yaml, make_project, run
from support.readback import Readback


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path, wound_care=handout_yaml(), rest=handout_yaml(title="Rest"))


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root / "out").as_posix() for path in (root / "out").rglob("*") if path.is_file())


def test_all_of_a_project_is_built_when_nothing_is_named(project: Path) -> None:
    result = build(project)
    assert (result.code, result.err) == (0, "")
    assert files(project) == ["manifest.json", "rest.pdf", "wound-care.pdf"]


def test_a_line_for_each_file_says_pages_size_and_state(project: Path) -> None:
    line = build(project, str(project / "content" / "rest.yaml")).out.strip()
    size = (project / "out" / "rest.pdf").stat().st_size
    assert line.endswith(f"rest.pdf: 1 page, {size / 1000:.0f} kB, draft")


def test_only_what_is_named_is_built(project: Path) -> None:
    build(project, str(project / "content" / "rest.yaml"))
    assert files(project) == ["manifest.json", "rest.pdf"]


def test_other_styles_stand_beside_the_default_one(project: Path) -> None:
    build(project, str(project / "content" / "rest.yaml"), "--style", "standard", "--style", "large-print")
    assert files(project) == ["manifest.json", "rest.large-print.pdf", "rest.pdf"]


def test_a_translation_puts_its_language_first(project: Path) -> None:
    spanish = handout_yaml(title="Descanso").replace("language: en-US", "language: es")
    (project / "content" / "rest.es.yaml").write_text(spanish + "disclaimer: Solo para usted.\n", "utf-8")
    build(project, str(project / "content" / "rest.es.yaml"), "--style", "large-print")
    assert "rest.es.large-print.pdf" in files(project)


def test_each_target_that_is_named_makes_its_file(project: Path) -> None:
    build(project, str(project / "content" / "rest.yaml"), "--to", "txt", "--to", "html")
    assert files(project) == ["manifest.json", "rest.html", "rest.txt"]
    assert "Rest\n====\n" in (project / "out" / "rest.txt").read_text("utf-8")


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_that_is_listed_can_be_made(project: Path, name: str) -> None:
    assert build(project, "--to", name, "--style", "standard", "--style", "large-print").code == 0
    made = [file for file in files(project) if file.endswith(f".{TARGETS[name].ending}")]
    assert len(made) == (4 if TARGETS[name].every_style else 2)


def test_another_folder_takes_the_files(project: Path, tmp_path: Path) -> None:
    build(project, "--out", str(tmp_path / "elsewhere"))
    assert sorted(path.name for path in (tmp_path / "elsewhere").iterdir()) == [
        "manifest.json",
        "rest.pdf",
        "wound-care.pdf",
    ]


def test_the_manifest_tells_of_every_file(project: Path) -> None:
    build(project)
    rows = {row["path"]: row for row in json.loads((project / "out" / "manifest.json").read_text("utf-8"))["files"]}
    assert list(rows) == ["rest.pdf", "wound-care.pdf"]
    row, data = rows["rest.pdf"], (project / "out" / "rest.pdf").read_bytes()
    assert row["sha256"] == hashlib.sha256(data).hexdigest()
    assert (row["bytes"], row["pages"]) == (len(data), len(Readback(data).reader.pages))
    assert (row["title"], row["language"], row["style"]) == ("Rest", "en-US", "standard")
    assert (row["version"], row["state"]) == (None, "draft")
    assert row["digest"].startswith("sha256:")


def test_the_manifest_keeps_earlier_files_that_still_stand_and_forgets_the_others(project: Path) -> None:
    build(project)
    (project / "out" / "wound-care.pdf").unlink()
    build(project, str(project / "content" / "rest.yaml"))
    rows = json.loads((project / "out" / "manifest.json").read_text("utf-8"))["files"]
    assert [row["path"] for row in rows] == ["rest.pdf"]


def test_a_failed_build_leaves_the_earlier_pdf_as_it_was(project: Path) -> None:
    build(project)
    before = (project / "out" / "rest.pdf").read_bytes()
    path = project / "content" / "rest.yaml"
    path.write_text(path.read_text("utf-8") + "colour: red\n", "utf-8")
    result = build(project)
    assert result.code == 1
    assert "content/rest.yaml:10:1: error[E02] unknown key 'colour' in this handout" in result.err
    assert (project / "out" / "rest.pdf").read_bytes() == before


def test_the_same_content_makes_the_same_bytes_in_another_place(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        root = make_project(tmp_path / name, rest=handout_yaml())
        build(root)
        made.append((root / "out" / "rest.pdf").read_bytes())
    assert made[0] == made[1]


def test_the_day_changes_no_byte_of_a_draft(project: Path) -> None:
    made = []
    for day in (TODAY, "2031-05-06"):
        run(project, "build", "--today", day)
        made.append((project / "out" / "rest.pdf").read_bytes())
    assert made[0] == made[1]


def test_a_release_refuses_what_nobody_signed(project: Path) -> None:
    result = build(project, "--release")
    assert result.code == 1
    assert "error[E83] not released: nobody has signed it" in result.err
    assert not (project / "out" / "rest.pdf").exists()


def test_several_processes_make_the_same_files(project: Path) -> None:
    build(project)
    alone = {name: (project / "out" / name).read_bytes() for name in files(project)}
    build(project, "--jobs", "2")
    assert {name: (project / "out" / name).read_bytes() for name in files(project)} == alone


def test_a_number_of_processes_that_cannot_be_is_told_what_may_stand_there(project: Path) -> None:
    result = build(project, "--jobs", "many")
    assert "'--jobs': 'many' is not a whole number from 1 to 256" in result.err


def test_a_folder_without_handouts_says_how_to_start(tmp_path: Path) -> None:
    result = build(make_project(tmp_path))
    assert result.code == 2
    assert "there is no handout here" in result.err
    assert "handout new" in result.err


def test_a_style_that_is_not_there_is_told(project: Path) -> None:
    result = build(project, "--style", "tiny")
    assert result.code != 0
    assert "tiny" in result.err


def test_a_wrong_option_is_wrong_use(project: Path) -> None:
    assert run(project, "build", "--colour").code == 2


def test_no_clock_reaches_a_file(project: Path) -> None:
    build(project)
    said = Readback((project / "out" / "rest.pdf").read_bytes()).everything()
    assert str(date.today()) not in said
    assert date.today().strftime("D:%Y%m%d") not in said


def test_a_clinic_that_cannot_be_read_is_one_mistake_not_two(project: Path) -> None:
    (project / "content" / "rest.yaml").write_text(handout_yaml(title="Rest").replace("language: en-US\n", ""), "utf-8")
    (project / "content" / "clinic.yaml").write_text("language: en-US\ndisclaimer: {en: Not advice.}\n", "utf-8")
    result = build(project, str(project / "content" / "rest.yaml"))
    assert result.code == 1
    assert [line for line in result.err.splitlines() if "error[" in line] == [
        "content/clinic.yaml:1:1: error[E04] this clinic needs 'name'"
    ]


def test_the_clinic_among_the_files_of_a_shell_pattern_is_no_handout(project: Path) -> None:
    result = build(project, *map(str, sorted((project / "content").glob("*.yaml"))))
    assert (result.code, result.err) == (0, "")
    assert files(project) == ["manifest.json", "rest.pdf", "wound-care.pdf"]


def test_the_clinic_alone_can_be_checked(project: Path) -> None:
    clinic = project / "content" / "clinic.yaml"
    assert run(project, "check", str(clinic)).code == 0
    clinic.write_text(clinic.read_text("utf-8") + "phne: 5\n", "utf-8")
    result = run(project, "check", str(clinic))
    assert result.code == 1
    assert "unknown key 'phne' in this clinic" in result.err


def test_a_new_handout_in_an_empty_folder_builds_and_lacks_only_the_clinics_numbers(tmp_path: Path) -> None:
    assert run(tmp_path, "new", "wound-care", "--today", TODAY).code == 0
    result = build(tmp_path)
    assert (result.code, result.err) == (0, "")
    assert files(tmp_path) == ["manifest.json", "wound-care.pdf"]
    result = run(tmp_path, "check", "--today", TODAY)
    assert (result.code, re.findall(r"\w+\[(\w+)\]", result.err)) == (0, ["GV13", "GV13"])


def test_a_new_handout_leaves_a_clinic_as_it_is_and_brings_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "clinic.yaml").write_text("name: A Clinic\n", "utf-8")
    assert run(tmp_path, "new", "wound-care", "--today", TODAY).code == 0
    assert (tmp_path / "content" / "clinic.yaml").read_text("utf-8") == "name: A Clinic\n"
    assert build(tmp_path).code == 0


def test_a_version_too_wide_for_the_footer_is_told_once_where_it_was_typed(project: Path) -> None:
    text = handout_yaml(title="Rest", more=f"version: {'v' * 150}\n")
    (project / "content" / "rest.yaml").write_text(text, "utf-8")
    result = build(project, str(project / "content" / "rest.yaml"))
    assert result.code == 1
    assert [line.partition(" '")[0] for line in result.err.splitlines() if "error[" in line] == [
        "content/rest.yaml:6:10: error[E60] in the style",
    ]
