"""No verb waits for ever: what takes too long is told with the file that was in hand."""

import signal
import time
from pathlib import Path

import pytest

from handout.files import Inputs
from handout.pdf.pictures import images
from support.faulty import TODAY, build, handout_yaml, make_project, run

WHO = ("--name", "Example Reviewer", "--credentials", "R.N.", "--role", "clinical", "--due", "2028-11-22", "--yes")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A handout whose picture takes for ever, once the environment says so."""
    root = make_project(tmp_path, rest=handout_yaml("      - {figure: {image: knee.png, alt: A knee}}\n", title="Rest"))
    clinic = root / "content" / "clinic.yaml"
    clinic.write_text(clinic.read_text("utf-8") + "limits: {seconds: 2}\n", "utf-8")
    (root / "content" / "knee.png").write_bytes(b"no picture")
    return root


@pytest.fixture
def hanging(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(images, "check_picture", _hang)
    monkeypatch.setattr("handout.pdf.pictures.checked.check_picture", _hang, raising=False)
    return project


def _hang(*_: object) -> None:
    """Take for ever; the time that is left for it is over soon."""
    left, _every = signal.getitimer(signal.ITIMER_REAL)
    if not left:
        raise ValueError("nobody would end this")
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    time.sleep(20)


def test_the_time_that_a_clinic_allows_passes(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "check_picture", lambda *_: time.sleep(20))
    assert "content/rest.yaml:1:1: error[E10] making this handout takes too long" in build(project).err


@pytest.mark.parametrize("verb", ["build", "check", "sign", "diff", "worksheet"])
def test_a_picture_that_takes_for_ever_is_named(hanging: Path, verb: str) -> None:
    file = str(hanging / "content" / "rest.yaml")
    done = run(hanging, verb, file, "--today", TODAY, *(WHO if verb == "sign" else ()))
    assert done.code == 1
    assert (
        "content/rest.yaml:1:1: error[E10] making this handout takes too long (in hand: content/knee.png)" in done.err
    )


def test_export_names_it_too(hanging: Path) -> None:
    done = run(hanging, "export", "--draft", "--to", str(hanging / "to"), "--today", TODAY)
    assert "(in hand: content/knee.png)" in done.err


def test_the_file_in_hand_is_the_last_that_was_read(project: Path) -> None:
    build(project)
    inputs = Inputs()
    inputs.read(project / "content" / "clinic.yaml", 10_000)
    assert Inputs.in_hand == str(project / "content" / "clinic.yaml")


def test_a_text_that_takes_for_ever_to_lay_out_for_a_translator_is_named(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handout.cli.translate.started", _hang)
    (project / "content" / "knee.png").unlink()
    done = run(project, "translate", str(project / "content" / "rest.yaml"), "--to", "es", "--today", TODAY)
    assert "content/rest.es.yaml:1:1: error[E10] making this handout takes too long" in done.err
