"""`handout fonts` says what can be set here and how to get the rest; `make fonts` fetches it."""

import json
import os
import stat
import sys
import tarfile
from pathlib import Path

import pytest

from support.faulty import CLINIC, handout_yaml, make_project, run
from support.fonts import write_font

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
import fonts as tool

pytestmark = pytest.mark.usefixtures("own_book")


def test_each_script_is_shown_with_its_family_its_source_and_whether_it_has_a_bold(tmp_path):
    make_project(tmp_path, wound=handout_yaml())
    said = run(tmp_path, "fonts")
    rows = {line.split("  ")[0]: line.split() for line in said.out.splitlines() if line}
    assert said.code == 0
    assert rows["Thai"] == ["Thai", "Noto", "Sans", "Thai", "manimgx-fonts", "yes"]
    assert rows["Latin, Greek, Cyrillic"][-1] != "yes"
    assert "Tibetan" not in rows


def test_what_a_project_needs_and_has_not_is_told_with_the_command(tmp_path):
    make_project(tmp_path, wound=handout_yaml())
    (tmp_path / "content/clinic.yaml").write_text(f"{CLINIC}language_help: {{bo: བོད, am: ልብ}}\n", "utf-8")
    said = run(tmp_path, "fonts")
    assert said.code == 1
    [line] = said.out.partition("and not here:\n")[2].splitlines()
    assert line.startswith(
        "  Tibetan (bo): put Noto Serif Tibetan (regular and bold) into content/fonts/: make fonts FOR=bo"
    )
    assert any(row.startswith("Ethiopic") and row.endswith("am") for row in said.out.splitlines())


def test_a_clinics_own_font_is_shown_with_its_file(tmp_path):
    make_project(tmp_path, wound=handout_yaml())
    (tmp_path / "content/fonts").mkdir()
    write_font(tmp_path / "content/fonts/a.ttf", "Trial Tibetan", chars="ༀབོད")
    [row] = [line for line in run(tmp_path, "fonts").out.splitlines() if line.startswith("Tibetan")]
    assert "Trial Tibetan" in row and "content/fonts/a.ttf" in row and row.split()[-1] == "no"


def fake_npm(folder: Path) -> None:
    """An npm that packs what it is asked for from files of ours."""
    package = folder / "package"
    for style, weight in (("400Regular", 400), ("700Bold", 700), ("900Black", 900)):
        (package / style).mkdir(parents=True)
        write_font(package / style / f"X_{style}.ttf", "Noto Serif Tibetan", chars="ༀབོད", weight=weight)
    (package / "LICENSE_FONT").write_text("free")
    with tarfile.open(folder / "x.tgz", "w:gz") as archive:
        archive.add(package, "package")
    program = folder / "npm"
    program.write_text(f'#!/bin/sh\ntest "$3" = @expo-google-fonts/noto-serif-tibetan && cp {folder}/x.tgz .\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def test_fonts_are_fetched_with_npm(tmp_path, monkeypatch):
    fake_npm(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(tool, "from_debian", lambda scripts, into: scripts)
    into = tmp_path / "content/fonts"
    assert tool.main(["bo"], into) == 0
    assert sorted(path.name for path in into.iterdir()) == [
        "NotoSerifTibetan-Bold.ttf", "NotoSerifTibetan-LICENSE.txt", "NotoSerifTibetan-Regular.ttf",
    ]  # fmt: skip
    assert tool.main(["bo", "chr"], into) == 1


def test_with_neither_client_the_families_are_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert tool.main(["bo", "Cher"], tmp_path) == 1
    said = capsys.readouterr().err
    assert "Noto Serif Tibetan" in said and "Noto Sans Cherokee" in said and "fonts-noto-core" in said


def test_a_language_that_is_not_known_is_wrong_use(tmp_path, capsys):
    assert tool.main(["tlh"], tmp_path) == 2
    assert "no script is known for 'tlh'" in capsys.readouterr().err


def test_each_language_in_chinese_signs_is_shown_with_its_own_family(tmp_path):
    make_project(tmp_path, wound=handout_yaml())
    help_lines = "language_help: {zh-Hans: 免费, zh-Hant: 免費, ja: 無料です}\n"
    (tmp_path / "content/clinic.yaml").write_text(CLINIC + help_lines, "utf-8")
    rows = json.loads(run(tmp_path, "fonts", "--format", "json").out)["scripts"]
    families = {tag: row["family"] for row in rows for tag in row["needed_by"].split(", ")}
    assert families["zh-Hans"] == "Noto Sans SC"
    assert families["zh-Hant"] == "Noto Sans TC"
    assert families["ja"] == "Noto Sans JP"
