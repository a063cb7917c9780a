"""Nothing around the program decides what ReportLab does, and starting it stays cheap."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

STRANGER = "from pathlib import Path\nPath({mark!r}).write_text('ran')\npageCompression = 1\nuseA85 = 1\n"
IMPORT = (
    "from handout.pdf.pictures.vector import Canvas; rl_config = Canvas.__init__.__globals__['rl_config']; "
    "print({expression})"
)


def printed(expression: str, folder: Path, **environment: str) -> str:
    """What another Python prints, that runs in a folder and finds modules there."""
    run = subprocess.run(
        [sys.executable, "-c", IMPORT.format(expression=expression)],
        cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return run.stdout.strip()


@pytest.mark.parametrize("name", ["reportlab_mods.py", "reportlab_settings.py"])
def test_modules_planted_in_the_current_folder_are_not_run(name: str, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    (tmp_path / name).write_text(STRANGER.format(mark=str(mark)))
    assert printed("rl_config.useA85, rl_config.pageCompression, rl_config.TTFSearchPath", tmp_path) == "0 0 []"
    assert not mark.exists()


@pytest.mark.parametrize("name", [".reportlab_mods", ".reportlab_settings"])
def test_files_of_the_home_folder_are_not_run(name: str, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    (tmp_path / name).write_text(STRANGER.format(mark=str(mark)))
    assert printed("rl_config.useA85", tmp_path, HOME=str(tmp_path)) == "0"
    assert not mark.exists()


def test_variables_of_the_environment_are_not_taken_over_and_stay_as_they_were(tmp_path: Path) -> None:
    given = {"RL_trustedHosts": "*", "RL_toColorCanUse": "rl_safe_eval", "RL_invariant": "0"}
    options = "rl_config.trustedHosts, rl_config.toColorCanUse, rl_config.invariant"
    assert printed(f"{options}, __import__('os').environ['RL_invariant']", tmp_path, **given) == "[] None 1 0"


def test_what_painting_paths_does_not_need_is_not_imported(tmp_path: Path) -> None:
    unwanted = ["reportlab.platypus", "reportlab.graphics.shapes", "PIL", "PIL.Image", "tempfile", "random", "lzma"]
    unwanted += ["reportlab.lib.rl_safe_eval", "reportlab.lib.rltempfile", "reportlab.pdfbase._fontdata"]
    unwanted += ["pickle", "glob"]
    assert printed(f"[name for name in {unwanted} if name in __import__('sys').modules]", tmp_path) == "[]"


def test_what_it_did_without_is_there_when_asked_for(tmp_path: Path) -> None:
    assert printed("__import__('pickle').loads(__import__('pickle').dumps(7))", tmp_path) == "7"
    assert printed("__import__('PIL.Image').Image.new('L', (2, 3)).size", tmp_path) == "(2, 3)"
    assert printed("__import__('reportlab.lib.colors').lib.colors.toColor('red')", tmp_path) == "Color(1,0,0,1)"
    width = "__import__('reportlab.pdfbase.pdfmetrics').pdfbase.pdfmetrics.stringWidth('x', 'Helvetica', 10)"
    assert printed(width, tmp_path) == "5.0"
    late = "__import__('reportlab.lib.rltempfile').lib.rltempfile.__file__.endswith('rltempfile.py')"
    assert printed(late, tmp_path) == "True"
