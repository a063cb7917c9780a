"""What an office program makes of our page, in a Word file, comes back without a lost or a new word."""

import shutil
import subprocess
from pathlib import Path

import pytest

from support.faulty import build, handout_yaml, make_project
from support.incoming import made

BODY = """\
      - Wash your hands **before** you touch it. Keep it dry for 48 hours.
      - steps: [Take off the old dressing., Look at the wound., Put on a new one.]
      - table: {columns: [Day, Dose], rows: [[Monday, 5 mg], [Tuesday, 10 mg]]}
      - checklist: [Soap, Clean towel]
"""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice Writer is not installed")
def test_a_page_of_ours_comes_back_from_word_by_way_of_libreoffice(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project", wound=handout_yaml(BODY))
    assert build(root, "--html").code == 0
    page = root / "out" / "wound.html"
    command = [
        "soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--infilter=HTML (StarWriter)", "--convert-to", "docx", "--outdir", str(tmp_path), str(page),
    ]  # fmt: skip
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=240)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as fault:
        pytest.skip(f"LibreOffice is installed, but made no Word file: {fault}")
    found = made(tmp_path, "again.docx", (tmp_path / "wound.docx").read_bytes())
    assert (found.account.lost, found.account.misplaced, found.account.added) == ((), (), ())
    assert "Keep it dry for 48 hours." in found.written.text
