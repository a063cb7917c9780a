"""A package as it lies: whatever was done to it since is found and told."""

import json
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from handout.cli.export import command
from handout.export.manifest import as_sums
from handout.export.probe import look_at_html, look_at_pdf
from support.portal import TODAY, make_project, run_export, run_sign

STEM = "wound_en-US_standard_v2.1"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_project(tmp_path_factory.mktemp("checked"))
    run_sign(root)
    run_export(root, "--to", root / "package", "--fhir", "--openemr")
    return root / "package"


@pytest.fixture
def package(made: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return Path(shutil.copytree(made, tmp_path / "package"))


def check(package: Path, *more: str, today: str = TODAY) -> Result:
    return CliRunner().invoke(command, ["--check", str(package), "--today", today, *more], standalone_mode=False)


def resum(package: Path) -> None:
    """Sums that fit what lies there now: only the lie itself is left to find."""
    files = {path.relative_to(package).as_posix(): path.read_bytes() for path in package.rglob("*") if path.is_file()}
    files.pop("SHA256SUMS")
    (package / "SHA256SUMS").write_bytes(as_sums(files))


def retell(package: Path, change: Callable[[dict[str, object]], None]) -> None:
    """Another manifest, with sums that fit it."""
    path = package / "manifest.json"
    said = json.loads(path.read_text("utf-8"))
    for row in said["files"]:
        change(row)
    path.write_text(json.dumps(said), "utf-8")
    resum(package)


def told(package: Path, code: str, name: str, words: str) -> None:
    done = check(package)
    lines = [line for line in done.stderr.splitlines() if f"error[{code}]" in line and name in line]
    assert any(words in line for line in lines), done.stderr
    assert done.return_value == 1


def test_a_package_as_exported_is_fine(package: Path) -> None:
    done = check(package)
    assert (done.return_value, done.stderr) == (0, "")
    assert done.output.endswith("2 files, no problems\n")


def test_the_last_day_is_in_date_and_the_next_is_not(package: Path) -> None:
    assert check(package, today="2028-11-22").return_value == 0
    late = check(package, today="2028-11-23")
    assert (late.return_value, "error[E99] its review was due on 2028-11-22" in late.stderr) == (1, True)


def test_a_draft_is_found_unless_it_may_be_there(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    run_export(root, "--to", tmp_path / "to", "--draft")
    done = check(tmp_path / "to")
    assert (done.return_value, "this handout is draft, not signed" in done.stderr) == (1, True)
    assert check(tmp_path / "to", "--draft").return_value == 0


def test_a_missing_file_is_told(package: Path) -> None:
    (package / f"{STEM}.pdf").unlink()
    told(package, "E95", f"{STEM}.pdf", "missing")


def test_one_flipped_byte_is_told(package: Path) -> None:
    path = package / f"{STEM}.html"
    path.write_bytes(path.read_bytes().replace(b"Pat it dry", b"Pat it wet"))
    told(package, "E96", f"{STEM}.html", "not those that were exported")


def test_a_pdf_that_another_program_touched_is_told_once(package: Path) -> None:
    path = package / f"{STEM}.pdf"
    path.write_bytes(path.read_bytes() + b"\n")
    assert check(package).stderr.count("error[") == 1


def test_a_file_that_nobody_listed_is_told(package: Path) -> None:
    shutil.copy(package / f"{STEM}.pdf", package / "wound_en-US_standard_v2.0.pdf")
    told(package, "E95", "v2.0.pdf", "not part of the package")


def test_a_note_that_nobody_listed_only_warns(package: Path) -> None:
    (package / "notes.txt").write_text("mine", "utf-8")
    done = check(package)
    assert (done.return_value, "warning[W92]" in done.stderr) == (0, True)


def test_records_of_patients_in_the_folder_warn(package: Path) -> None:
    (package / "deliveries").mkdir()
    (package / "deliveries" / "record.json").write_text("{}", "utf-8")
    done = check(package)
    assert (done.return_value, "warning[W93] records of patients" in done.stderr) == (0, True)


def test_a_link_in_the_place_of_a_file_is_told(package: Path, tmp_path: Path) -> None:
    (package / f"{STEM}.pdf").rename(tmp_path / "elsewhere.pdf")
    (package / f"{STEM}.pdf").symlink_to(tmp_path / "elsewhere.pdf")
    told(package, "E95", f"{STEM}.pdf", "symbolic link")


def test_sums_that_lead_out_of_the_folder_are_not_followed(package: Path) -> None:
    path = package / "SHA256SUMS"
    path.write_text(path.read_text("utf-8") + f"{'0' * 64}  ../secret\n", "utf-8")
    told(package, "E95", "SHA256SUMS:7:1", "not a line of a package's sums")
    path.unlink()
    assert check(package).stderr.count("[E95]") == 1


@pytest.mark.parametrize(
    ("key", "value", "code", "words"),
    [
        ("title", "Another", "E97", "its title is"),
        ("language", "es", "E97", "its language is"),
        ("bytes", 7, "E96", "size or its hashes"),
        ("sha1", "0" * 40, "E96", "size or its hashes"),
        ("digest", "sha256:0", "E97", "what the PDF says of itself"),
        ("state", "draft", "E99", "not signed"),
        ("due", "2026-11-01", "E99", "its review was due"),
        ("audience", "Others", "E97", "does not say what manifest.json says"),
    ],
)
def test_a_manifest_that_does_not_tell_the_truth_is_told(
    package: Path, key: str, value: object, code: str, words: str
) -> None:
    retell(package, lambda row: row.update({key: value}))
    told(package, code, "", words)


def test_a_resource_with_a_wrong_hash_is_told(package: Path) -> None:
    path = package / "fhir" / f"{STEM}.json"
    resource = json.loads(path.read_text("utf-8"))
    resource["content"][0]["attachment"]["hash"] = "AAAAAAAAAAAAAAAAAAAAAAAAAAA="
    path.write_text(json.dumps(resource), "utf-8")
    resum(package)
    told(package, "E97", "fhir/", "its size, hash, language or title")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"content": [{"attachment": {"data": "!"}}]}'])
def test_what_is_no_resource_is_told(package: Path, text: str) -> None:
    (package / "fhir" / f"{STEM}.json").write_text(text, "utf-8")
    resum(package)
    told(package, "E97", "fhir/", "not a DocumentReference")


def test_a_copy_for_openemr_of_something_else_is_told(package: Path) -> None:
    (package / "openemr" / "icd10_t14.8xxa_en.pdf").write_bytes(b"%PDF-1.7")
    resum(package)
    told(package, "E97", "openemr/", "not a copy of a PDF")


@pytest.mark.parametrize("text", ["", "{}", "\u0000"])
def test_a_manifest_that_cannot_be_read_is_told(package: Path, text: str) -> None:
    (package / "manifest.json").write_text(text, "utf-8")
    resum(package)
    told(package, "E95", "manifest.json", "this is not a manifest")


def test_an_empty_folder_is_no_package(tmp_path: Path) -> None:
    (tmp_path / "wound.yaml").touch()
    told(tmp_path, "E95", "manifest.json", "this is not a package")
    assert check(tmp_path).stderr.count("[") == 1


def test_what_is_no_folder_is_wrong_use(tmp_path: Path) -> None:
    assert "is not a folder" in str(check(tmp_path / "nowhere").exception)


def spoiled(package: Path, spoil: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(package / f"{STEM}.pdf"))
    spoil(writer)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def untag(writer: PdfWriter) -> None:
    del writer.root_object["/MarkInfo"]


def run_on_opening(kind: str, key: str) -> Callable[[PdfWriter], object]:
    def spoil(writer: PdfWriter) -> None:
        action = {NameObject("/S"): NameObject(kind), NameObject(key): TextStringObject("x")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)

    return spoil


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (run_on_opening("/JavaScript", "/JS"), "it holds JavaScript"),
        (lambda writer: writer.add_attachment("a.txt", b"a"), "it holds an embedded file"),
        (lambda writer: writer.encrypt("secret"), "it is encrypted"),
        (untag, "it is not tagged"),
        (run_on_opening("/Launch", "/F"), "it holds an action that starts a program"),
    ],
)
def test_what_no_handout_may_hold_is_found(package: Path, spoil: Callable[[PdfWriter], object], fault: str) -> None:
    assert fault in look_at_pdf(spoiled(package, spoil)).faults


def test_nothing_forbidden_is_in_our_own_files(package: Path) -> None:
    assert look_at_pdf((package / f"{STEM}.pdf").read_bytes()).faults == ()
    assert look_at_html((package / f"{STEM}.html").read_bytes()).faults == ()


def test_a_pdf_that_another_program_saved_is_told(package: Path) -> None:
    (package / f"{STEM}.pdf").write_bytes(spoiled(package, lambda writer: None))
    resum(package)
    told(package, "E96", f"{STEM}.pdf", "another program")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"hello"])
def test_what_is_no_pdf_is_found(data: bytes) -> None:
    assert look_at_pdf(data).faults == ("it cannot be read as a PDF",)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<script>1</script>", "it holds <script>"),
        ('<img src="https://example.org/a.png">', "it fetches 'https://example.org/a.png'"),
        ('<p onclick="x()">', "it holds the script 'onclick'"),
        ('<a href=" JavaScript:x()">', "it holds a link that runs a script"),
        ('<link rel="stylesheet" href="a.css">', "it holds <link>"),
    ],
)
def test_a_page_that_runs_or_fetches_something_is_found(body: str, fault: str) -> None:
    assert fault in look_at_html(f"<html lang=en><title>x</title>{body}".encode()).faults
