"""Any file that is found somewhere gets a plain answer: what it is, and whether it still holds."""

import hashlib
import io
import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
import pypdf
import pytest
from click.testing import CliRunner, Result

from handout.cli.sign import command as sign
from handout.cli.verify import command as verify
from handout.content.project import Project
from handout.pdf.file.objects import PdfFile
from handout.pdf.file.xmp import packet
from handout.problems import Problems
from handout.review.as_written import is_as_written
from handout.review.overview import survey
from support.faulty import Result as Built
from support.faulty import run
from support.portal import make_small

VECTORS = Path(__file__).parent / "vectors" / "digest"
DAY = "2027-01-01"


def a_pdf(fields: dict[str, str]) -> bytes:
    """A PDF of one empty page with handout's own metadata and identifier."""
    document = PdfFile()
    root, pages = document.reserve(), document.reserve()
    info = document.add(b"<<>>")
    page = document.add(b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 612 792]>>" % pages)
    document.put(pages, f"<</Type/Pages/Count 1/Kids[{page} 0 R]>>")
    xmp = packet(title="Resting", language="en-US", author="", subject="", keywords=(), fields=fields, day=None)
    metadata = document.add_stream(b"/Type/Metadata/Subtype/XML", xmp)
    document.put(root, f"<</Type/Catalog/Pages {pages} 0 R/Metadata {metadata} 0 R>>")
    return document.finish(root, info)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_small(tmp_path)


def digest_today(project: Path) -> str:
    problems = Problems()
    opened = Project(project)
    entry = opened.entry(project / "content" / "rest.yaml", problems)
    clinic = opened.load_clinic(problems)
    assert entry is not None
    handout = opened.load_handout(entry.path, clinic, problems)
    assert handout is not None
    assert clinic is not None
    return survey(opened, entry, handout, clinic, date.fromisoformat(DAY), problems).status.digest


@pytest.fixture
def made(project: Path) -> Callable[[str], Path]:
    """Puts into out/ the PDF of today's content, made in a state."""

    def make(state: str) -> Path:
        path = project / "out" / "rest.pdf"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(a_pdf({
            "slug": "rest", "content_file": "content/rest.yaml", "language": "en-US", "style": "standard",
            "digest": digest_today(project), "state": state,
        }))  # fmt: skip
        return path

    return make


@pytest.fixture
def built(project: Path) -> Callable[[], Path]:
    """Puts into out/ the PDF that today's content makes."""

    def make(*options: str) -> Path:
        assert run_build(project, "--today", DAY, *options).code == 0
        return project / "out" / "rest.pdf"

    return make


def run_sign(project: Path, due: str = "2028-11-22") -> None:
    done = CliRunner().invoke(sign, [
        str(project / "content" / "rest.yaml"), "--name", "Ana Example", "--credentials", "R.N.", "--role", "clinical",
        "--due", due, "--time", "2026-11-22T09:00:00+00:00", "--project", str(project),
    ])  # fmt: skip
    assert done.exit_code == 0, done.output


def run_build(project: Path, *options: str) -> Built:
    return run(project, "build", *options)


def run_verify(path: Path, project: Path, *options: str, today: str = DAY) -> Result:
    return CliRunner().invoke(
        verify, [str(path), "--project", str(project), "--today", today, *options], standalone_mode=False
    )


def test_a_signed_file_holds(project: Path, built: Callable[[], Path]) -> None:
    run_sign(project)
    done = run_verify(built(), project)
    assert done.return_value == 0
    assert [re.split(r"  +", line.strip())[0] for line in done.output.splitlines()[1:]] == [
        "handout", "digest", "says of itself", "signed by", "in date", "content", "file", "as we would make it",
        "verdict",
    ]  # fmt: skip
    assert "byte for byte what this project makes today" in done.output
    assert "rest (content/rest.yaml, en-US, no version, style standard)" in done.output
    assert "Ana Example, R.N. (clinical) on 2026-11-22" in done.output
    assert "yes, until 2028-11-22" in done.output


def test_a_flipped_letter_in_the_content_is_told(project: Path, made: Callable[[str], Path]) -> None:
    run_sign(project)
    path = made("signed")
    content = project / "content" / "rest.yaml"
    content.write_text(content.read_text("utf-8").replace("Lie down", "Lie dawn"), "utf-8")
    done = run_verify(path, project)
    assert done.return_value == 1
    assert "not the same as today's" in done.output
    assert "Ana Example" in done.output


def test_a_file_past_its_day_is_told(project: Path, made: Callable[[str], Path]) -> None:
    run_sign(project)
    done = run_verify(made("signed"), project, today="2028-11-23")
    assert done.return_value == 1
    assert "no: its review was due on 2028-11-22" in done.output


def test_a_draft_does_not_hold(project: Path, made: Callable[[str], Path]) -> None:
    done = run_verify(made("draft"), project)
    assert done.return_value == 1
    assert "its text is not signed" in done.output


def test_a_draft_that_was_signed_later_must_be_built_again(project: Path, made: Callable[[str], Path]) -> None:
    run_sign(project)
    done = run_verify(made("draft"), project)
    assert done.return_value == 1
    assert "build it again" in done.output


def test_a_file_that_only_says_it_was_signed_is_not_believed(project: Path, made: Callable[[str], Path]) -> None:
    done = run_verify(made("signed"), project)
    assert done.return_value == 1
    assert "do not confirm it" in done.output


def test_a_handout_of_another_clinic_cannot_be_confirmed(
    project: Path, made: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    run_sign(project)
    done = run_verify(made("signed"), tmp_path_factory.mktemp("elsewhere"))
    assert done.return_value == 1
    assert "no content/rest.yaml here; name the project's folder with --project DIR" in done.output


def test_a_handout_of_the_same_name_at_another_clinic_is_not_vouched_for(
    project: Path, made: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(project / "content", elsewhere / "content")
    clinic = elsewhere / "content" / "clinic.yaml"
    clinic.write_text(clinic.read_text("utf-8").replace("Riverside", "Hillside"), "utf-8")
    run_sign(project)
    run_sign(elsewhere)
    done = run_verify(made("signed"), elsewhere)
    assert done.return_value == 1
    assert "it says it was signed, but the sign-offs here do not confirm it" in done.output
    assert "Ana Example" not in done.output


def test_a_stamp_cannot_send_us_out_of_the_content_folder(project: Path) -> None:
    path = project / "x.pdf"
    away = "content/../../secret.yaml"
    fields = {"slug": "x", "content_file": away, "language": "en", "digest": "d", "state": "signed"}
    path.write_bytes(a_pdf(fields))
    assert "there is no content/../../secret.yaml" in run_verify(path, project).output


def test_every_flipped_byte_is_found() -> None:
    data = a_pdf({"slug": "rest"})
    assert is_as_written(data)
    assert not [at for at in range(len(data)) if is_as_written(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.replace(b"Resting", b"Restinh", 1),
        lambda data: data + b"\n% more\n",
        lambda data: data.replace(b"612 792", b"612 791") + b" ",
    ],
    ids=["a changed title", "something added", "bytes after the end"],
)
def test_an_altered_file_is_told(project: Path, made: Callable[[str], Path], spoil: Callable[[bytes], bytes]) -> None:
    run_sign(project)
    path = made("signed")
    path.write_bytes(spoil(path.read_bytes()))
    done = run_verify(path, project)
    assert done.return_value == 3
    assert "altered since handout wrote it" in done.output


def test_a_file_saved_by_another_program_is_told(project: Path, made: Callable[[str], Path]) -> None:
    run_sign(project)
    path = made("signed")
    out = io.BytesIO()
    pypdf.PdfWriter(clone_from=path).write(out)
    path.write_bytes(out.getvalue())
    assert run_verify(path, project).return_value == 3


def listing(path: Path, data: bytes) -> Path:
    """A manifest that lists these bytes."""
    row = {"path": path.name, "sha256": hashlib.sha256(data).hexdigest()}
    path.write_text(json.dumps({"files": [row]}), "utf-8")
    return path


def test_a_forged_file_is_told_from_one_of_ours(project: Path, made: Callable[[str], Path]) -> None:
    run_sign(project)
    done = run_verify(made("signed"), project)
    assert done.return_value == 5
    assert "Anybody can make a file that says these words. Only this project makes these bytes." in done.output


def test_a_forged_dose_under_todays_stamp_is_told(
    project: Path, built: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_sign(project)
    digest = digest_today(project)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(project / "content", elsewhere / "content")
    content = elsewhere / "content" / "rest.yaml"
    content.write_text(content.read_text("utf-8").replace("Lie down", "Lie down for 500 minutes"), "utf-8")
    monkeypatch.setattr("handout.review.overview.digest_of", lambda _: digest)
    assert run_build(elsewhere, "--today", DAY).code == 0
    monkeypatch.undo()
    done = run_verify(elsewhere / "out" / "rest.pdf", project)
    assert (done.return_value, "the same as today's" in done.output) == (5, True)


def test_a_file_in_another_style_of_ours_holds_and_one_of_a_changed_sheet_does_not(
    project: Path, built: Callable[..., Path]
) -> None:
    run_sign(project)
    built("--style", "large-print")
    path = project / "out" / "rest.large-print.pdf"
    assert run_verify(path, project).return_value == 0
    (project / "styles").mkdir()
    sheet = "extends: large-print\nstyles: {paragraph: {space_after: 20pt}}\n"
    (project / "styles" / "large-print.yaml").write_text(sheet, "utf-8")
    assert run_verify(path, project).return_value == 5


def test_no_byte_of_what_we_made_can_be_changed_and_still_hold(project: Path, built: Callable[[], Path]) -> None:
    run_sign(project)
    path = built()
    data = path.read_bytes()
    for at in range(0, len(data), max(len(data) // 9, 1)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        assert run_verify(path, project).return_value in (3, 4)
    path.write_bytes(data + b"\n")
    assert run_verify(path, project).return_value == 3


def test_a_manifest_beside_the_file_proves_nothing(project: Path, made: Callable[[str], Path]) -> None:
    run_sign(project)
    path = made("signed")
    listing(path.with_name("manifest.json"), path.read_bytes())
    done = run_verify(path, project)
    assert (done.return_value, "listed" in done.output) == (5, False)


def test_bytes_that_a_kept_manifest_lists_hold_as_long_as_their_text_does(
    project: Path, made: Callable[[str], Path], tmp_path: Path
) -> None:
    run_sign(project)
    path = made("signed")
    kept = listing(tmp_path / "kept.json", path.read_bytes())
    assert run_verify(path, project, "--listed-in", str(kept)).return_value == 0
    assert run_verify(path, project, "--listed-in", str(listing(kept, b"other"))).return_value == 5
    assert run_verify(path, project, "--listed-in", str(kept), today="2028-11-23").return_value == 1
    kept.write_text("{}", "utf-8")
    assert isinstance(run_verify(path, project, "--listed-in", str(kept)).exception, click.UsageError)


def test_what_is_withdrawn_does_not_hold(project: Path, built: Callable[[], Path]) -> None:
    run_sign(project)
    path = built()
    content = project / "content" / "rest.yaml"
    content.write_text(
        content.read_text("utf-8") + "withdrawn: {on: 2026-12-31, because: It is out of date.}\n", "utf-8"
    )
    done = run_verify(path, project)
    assert (done.return_value, "in date              no: withdrawn on 2026-12-31" in done.output) == (1, True)


def foreign() -> dict[str, tuple[bytes, str]]:
    whole = a_pdf({"slug": "rest"})
    locked, out = pypdf.PdfWriter(clone_from=io.BytesIO(whole)), io.BytesIO()
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(out)
    unknown = whole.replace(b"/Filter/FlateDecode/Dec", b"/Encrypt<</Filter/Other/V 9>>/Filter/FlateDecode/Dec")
    return {
        "locked by unknown means": (unknown, "it is encrypted"),
        "empty": (b"", "it is empty"),
        "text": (b"Dear patient", "it is not a PDF"),
        "a PDF of others": (a_pdf({}), "not one that handout made"),
        "half of a PDF": (whole[: len(whole) // 2], "damaged or cut short"),
        "a head alone": (b"%PDF-1.7\n", "damaged or cut short"),
        "zeros": (b"%PDF-1.7\n" + bytes(5000), "damaged or cut short"),
        "encrypted": (out.getvalue(), "it is encrypted"),
    }


@pytest.mark.parametrize(("data", "reason"), foreign().values(), ids=foreign())
def test_any_other_file_gets_a_plain_answer(data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "found.pdf"
    path.write_bytes(data)
    done = run_verify(path, tmp_path)
    assert done.return_value == 4
    assert reason in done.output


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    done = CliRunner().invoke(verify, [str(tmp_path / "no.pdf")])
    assert done.exit_code == 2
    assert "is not there" in done.output


def test_scripts_may_ask_for_json(project: Path, built: Callable[[], Path]) -> None:
    run_sign(project)
    said = json.loads(run_verify(built(), project, "--format", "json").output)
    assert (said["verdict"], said["state_today"], said["same_as_today"]) == ("holds", "signed", True)
    assert said["signed_by"][0]["name"] == "Ana Example"
