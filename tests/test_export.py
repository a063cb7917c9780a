"""The package: its names, its manifests, its sums, and that nothing is half-written."""

import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from handout.cli.verify import command as verify
from handout.export.checking import check_package
from handout.export.manifest import BadManifest, _inert, as_csv, read_manifest
from handout.export.placing import place
from handout.files import CannotWrite
from handout.pdf.file.xmp import NAMESPACE
from handout.problems import Problems
from handout.review.claims import read_stamp
from support.portal import TODAY, change, make_project, run_export, run_sign, spanish_wound

STEM = "wound_en-US_standard_v2.1"
SPANISH = spanish_wound("T14.8XXA")


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_project(tmp_path_factory.mktemp("signed") / "project")
    run_sign(root)
    return root


@pytest.fixture
def project(signed: Path, tmp_path: Path) -> Path:
    """A signed handout."""
    return Path(shutil.copytree(signed, tmp_path / "project"))


def rows(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "manifest.json").read_text("utf-8"))["files"]
    return found


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names(folder)}


def test_a_package_holds_pdf_html_manifests_and_sums(project: Path, tmp_path: Path) -> None:
    done = run_export(project, "--to", tmp_path / "to")
    assert done.return_value == 0, done.output
    assert names(tmp_path / "to") == [
        "SHA256SUMS", "manifest.csv", "manifest.json", f"{STEM}.html", f"{STEM}.pdf",
    ]  # fmt: skip


def test_a_pdf_names_the_page_that_goes_with_it_and_is_verified_as_ours(project: Path, tmp_path: Path) -> None:
    run_export(project, "--to", tmp_path / "to", "--style", "standard", "--style", "large-print")
    pdfs = sorted((tmp_path / "to").glob("*.pdf"))
    assert [read_stamp(path.read_bytes(), NAMESPACE).html_file for path in pdfs] == [f"{STEM}.html"] * 2
    assert (tmp_path / "to" / f"{STEM}.html").is_file()
    arguments = [str(pdfs[0]), "--project", str(project), "--today", TODAY]
    done = CliRunner().invoke(verify, arguments, standalone_mode=False)
    assert done.return_value == 0, done.output


def test_sha256sum_accepts_the_sums(project: Path, tmp_path: Path) -> None:
    run_export(project, "--to", tmp_path / "to", "--fhir", "--openemr")
    done = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=tmp_path / "to", capture_output=True)
    assert done.returncode == 0
    listed = {line.split(b": ")[0].decode() for line in done.stdout.splitlines()}
    assert listed == set(names(tmp_path / "to")) - {"SHA256SUMS"}


def test_the_same_input_gives_the_same_bytes(project: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        run_export(project, "--to", tmp_path / name, "--fhir", "--openemr")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_manifest_tells_the_truth_of_each_file(project: Path, tmp_path: Path) -> None:
    run_export(project, "--to", tmp_path / "to")
    for row in rows(tmp_path / "to"):
        data = (tmp_path / "to" / row["file"]).read_bytes()
        assert row["bytes"] == len(data)
        assert row["sha256"] == hashlib.sha256(data).hexdigest()
        assert row["sha1"] == hashlib.sha1(data).hexdigest()


def test_the_manifest_says_what_a_portal_needs(project: Path, tmp_path: Path) -> None:
    run_export(project, "--to", tmp_path / "to")
    row = next(row for row in rows(tmp_path / "to") if row["media_type"] == "application/pdf")
    assert {name: row[name] for name in ("title", "language", "style", "version", "audience", "state", "due")} == {
        "title": "Caring for your wound at home",
        "language": "en-US",
        "style": "standard",
        "version": "2.1",
        "audience": "Adults going home with stitches",
        "state": "signed",
        "due": "2028-11-22",
    }
    assert row["codes"] == [
        {
            "system": "icd-10-cm", "uri": "http://hl7.org/fhir/sid/icd-10-cm", "oid": "2.16.840.1.113883.6.90",
            "code": "T14.8XXA", "match": "exact",
        }
    ]  # fmt: skip
    assert row["reviewers"] == [
        {
            "name": "Ana Example", "credentials": "R.N.", "affiliation": None, "role": "clinical",
            "signed": "2026-11-22T09:00:00+00:00", "due": "2028-11-22",
        }
    ]  # fmt: skip


def test_the_table_has_one_row_a_file_and_these_columns(project: Path, tmp_path: Path) -> None:
    run_export(project, "--to", tmp_path / "to")
    table = csv.reader(io.StringIO((tmp_path / "to" / "manifest.csv").read_text("utf-8"), newline=""))
    heading, *lines = table
    assert heading == [
        "file", "title", "language", "version", "audience", "codes", "keywords", "pages", "bytes", "sha256", "sha1",
        "state", "reviewers", "signed", "due", "digest",
    ]  # fmt: skip
    assert [line[0] for line in lines] == [f"{STEM}.html", f"{STEM}.pdf"]
    pdf = dict(zip(heading, lines[1], strict=True))
    assert (pdf["codes"], pdf["keywords"]) == ("icd-10-cm:T14.8XXA", "wound; dressing")
    assert (pdf["reviewers"], pdf["signed"]) == ("Ana Example, R.N. (clinical)", "2026-11-22T09:00:00+00:00")


def test_no_cell_of_the_table_is_a_formula(project: Path, tmp_path: Path) -> None:
    change(project, "title: Caring for your wound at home", "title: =HYPERLINK(1)")
    change(project, 'version: "2.1"', 'version: "2.2"')
    run_sign(project)
    run_export(project, "--to", tmp_path / "to")
    text = (tmp_path / "to" / "manifest.csv").read_text("utf-8")
    assert ",'=HYPERLINK(1)," in text
    assert rows(tmp_path / "to")[0]["title"] == "=HYPERLINK(1)"


def test_only_what_is_signed_goes_out(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    done = run_export(root, "--to", tmp_path / "to")
    assert done.return_value == 1
    assert "error[E83] not released: nobody has signed it" in done.stderr
    assert not (tmp_path / "to").exists()


@pytest.mark.parametrize(("today", "code"), [("2028-11-22", None), ("2028-11-23", "E85")])
def test_what_is_past_its_day_stays_here(project: Path, tmp_path: Path, today: str, code: str | None) -> None:
    done = run_export(project, "--to", tmp_path / "to", today=today)
    assert (code is None) == (done.return_value == 0)
    assert code is None or f"error[{code}]" in done.stderr


def test_changed_text_stays_here(project: Path, tmp_path: Path) -> None:
    change(project, "Pat it dry", "Rub it dry")
    done = run_export(project, "--to", tmp_path / "to")
    assert (done.return_value, "error[E84]" in done.stderr) == (1, True)


def test_one_unsigned_handout_does_not_hold_back_the_others(project: Path, tmp_path: Path) -> None:
    (project / "content" / "herida.yaml").write_text(SPANISH, "utf-8")
    done = run_export(project, "--to", tmp_path / "to")
    assert done.return_value == 1
    assert {row["language"] for row in rows(tmp_path / "to")} == {"en-US"}


def test_one_handout_that_no_page_can_hold_does_not_hold_back_the_others(project: Path, tmp_path: Path) -> None:
    text = (project / "content" / "wound.yaml").read_text("utf-8")
    (project / "content" / "wide.yaml").write_text(text.replace('version: "2.1"', f'version: "{"9" * 90}"'), "utf-8")
    done = run_export(project, "--to", tmp_path / "to", "--draft")
    assert (done.return_value, "error[E60]" in done.stderr) == (1, True)
    assert {row["slug"] for row in rows(tmp_path / "to")} == {"wound"}


def test_a_draft_says_so_in_its_name_and_in_both_manifests(project: Path, tmp_path: Path) -> None:
    change(project, "Pat it dry", "Rub it dry")
    assert run_export(project, "--to", tmp_path / "to", "--draft").return_value == 0
    assert f"{STEM}-changed.pdf" in names(tmp_path / "to")
    assert {row["state"] for row in rows(tmp_path / "to")} == {"changed"}
    assert json.loads((tmp_path / "to" / "manifest.json").read_text("utf-8"))["draft"] is True


def test_a_handout_without_a_version_is_version_0(project: Path, tmp_path: Path) -> None:
    change(project, 'version: "2.1"\n', "")
    run_sign(project)
    run_export(project, "--to", tmp_path / "to")
    assert "wound_en-US_standard_v0.pdf" in names(tmp_path / "to")
    assert rows(tmp_path / "to")[0]["version"] is None


def test_a_version_is_made_safe_for_any_file_system(project: Path, tmp_path: Path) -> None:
    change(project, 'version: "2.1"', 'version: "Été 2026/3_b: final"')
    run_sign(project)
    run_export(project, "--to", tmp_path / "to")
    assert "wound_en-US_standard_vt-2026-3-b-final.pdf" in names(tmp_path / "to")


def test_a_name_that_systems_cut_short_is_refused(project: Path, tmp_path: Path) -> None:
    change(project, 'version: "2.1"', f'version: "{"9 " * 45}9"')
    run_sign(project)
    done = run_export(project, "--to", tmp_path / "to")
    assert (done.return_value, "error[E92]" in done.stderr) == (1, True)
    assert not (tmp_path / "to").exists()


def test_styles_can_be_chosen(project: Path, tmp_path: Path) -> None:
    run_export(project, "--to", tmp_path / "to", "--style", "large-print", "--style", "standard")
    assert [row["file"] for row in rows(tmp_path / "to")] == [
        "wound_en-US_large-print_v2.1.html", "wound_en-US_large-print_v2.1.pdf", f"{STEM}.pdf",
    ]  # fmt: skip


def test_a_file_too_large_for_a_message_is_told(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handout.export.package.HEAVY", 1000)
    done = run_export(project, "--to", tmp_path / "to")
    assert (done.return_value, "warning[W90]" in done.stderr) == (0, True)


def test_a_file_too_large_for_a_portal_is_refused(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handout.export.package.TOO_HEAVY", 1000)
    done = run_export(project, "--to", tmp_path / "to")
    assert (done.return_value, "error[E94]" in done.stderr) == (1, True)
    assert not (tmp_path / "to").exists()


def test_openemr_finds_a_copy_by_code_and_language(project: Path, tmp_path: Path) -> None:
    (project / "content" / "herida.yaml").write_text(SPANISH, "utf-8")
    run_sign(project, name="herida.yaml")
    done = run_export(project, "--to", tmp_path / "to", "--openemr")
    assert done.return_value == 0, done.stderr
    copies = contents(tmp_path / "to" / "openemr")
    assert list(copies) == ["icd10_t14.8xxa_en.pdf", "icd10_t14.8xxa_es.pdf"]
    assert copies["icd10_t14.8xxa_en.pdf"] == (tmp_path / "to" / f"{STEM}.pdf").read_bytes()


def test_openemr_finds_a_snomed_code_by_both_of_its_names(project: Path, tmp_path: Path) -> None:
    change(project, "codes: [{system: icd-10-cm, code: T14.8XXA}]", 'codes: [{system: snomed-ct, code: "237900002"}]')
    done = run_export(project, "--to", tmp_path / "to", "--openemr")
    assert done.return_value == 0, done.stderr
    assert list(contents(tmp_path / "to" / "openemr")) == ["snomed-ct_237900002_en.pdf", "snomed_237900002_en.pdf"]


def test_openemr_gets_no_draft(project: Path, tmp_path: Path) -> None:
    change(project, "Pat it dry", "Rub it dry")
    done = run_export(project, "--to", tmp_path / "to", "--openemr", "--draft")
    assert "warning[W91] no copy for OpenEMR: the handout is changed" in done.stderr.replace("\n", "")
    assert not (tmp_path / "to" / "openemr").exists()


def test_two_handouts_with_one_code_cannot_both_be_openemrs(project: Path, tmp_path: Path) -> None:
    text = (project / "content" / "wound.yaml").read_text("utf-8")
    (project / "content" / "scar.yaml").write_text(text, "utf-8")
    run_sign(project, name="scar.yaml")
    done = run_export(project, "--to", tmp_path / "to", "--openemr")
    assert done.return_value == 1
    assert "error[E91] 'openemr/icd10_t14.8xxa_en.pdf' is already the name of content/scar.yaml" in done.stderr


def test_what_else_lies_in_the_folder_is_left_alone_and_told(project: Path, tmp_path: Path) -> None:
    (tmp_path / "to").mkdir()
    (tmp_path / "to" / "notes.txt").write_text("mine", "utf-8")
    done = run_export(project, "--to", tmp_path / "to")
    assert f"not part of this package: {tmp_path / 'to' / 'notes.txt'}" in done.stderr
    assert (tmp_path / "to" / "notes.txt").read_text("utf-8") == "mine"


def test_an_earlier_version_is_left_alone_and_told(project: Path, tmp_path: Path) -> None:
    run_export(project, "--to", tmp_path / "to")
    change(project, 'version: "2.1"', 'version: "2.2"')
    run_sign(project)
    done = run_export(project, "--to", tmp_path / "to")
    assert f"not part of this package: {tmp_path / 'to' / f'{STEM}.pdf'}" in done.stderr
    assert f"{STEM}.pdf" in names(tmp_path / "to")
    assert [row["version"] for row in rows(tmp_path / "to")] == ["2.2", "2.2"]


def test_a_disk_that_fills_up_leaves_the_package_as_it_was(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_export(project, "--to", tmp_path / "to")
    before = contents(tmp_path / "to")
    change(project, "Pat it dry", "Rub it dry")
    change(project, 'version: "2.1"', 'version: "2.2"')
    run_sign(project)
    calls = iter([None, None, OSError(28, "No space left on device")])

    def fsync(handle: int) -> None:
        fault = next(calls, None)
        if fault is not None:
            raise fault

    monkeypatch.setattr(os, "fsync", fsync)
    done = run_export(project, "--to", tmp_path / "to")
    assert done.return_value == 1
    assert "nothing was exported" in done.stderr and "the disk is full" in done.stderr
    assert contents(tmp_path / "to") == before


def test_a_new_folder_appears_complete_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fsync(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(CannotWrite, match="the disk is full"):
        place(tmp_path / "to", {"a.txt": b"a", "deep/b.txt": b"b"})
    assert list(tmp_path.iterdir()) == []


def test_a_link_in_the_place_of_a_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "to").mkdir()
    (tmp_path / "to" / "a.txt").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotWrite, match="symbolic link"):
        place(tmp_path / "to", {"a.txt": b"a"})
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("name", ["manifest.json", "SHA256SUMS"])
def test_a_pipe_in_the_place_of_a_file_is_left_alone_and_holds_nobody_up(
    project: Path, tmp_path: Path, name: str
) -> None:
    run_export(project, "--to", tmp_path / "to")
    (tmp_path / "to" / name).unlink()
    os.mkfifo(tmp_path / "to" / name)
    assert "is a pipe" in run_export(project, "--to", tmp_path / "to").output
    problems = Problems()
    check_package(tmp_path / "to", date.fromisoformat(TODAY), draft=False, problems=problems)
    assert [problem.message.partition(": ")[2] for problem in problems] == [
        "is a pipe, not a regular file, and is left alone"
    ]


def test_a_link_in_the_place_of_a_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "to").mkdir()
    (tmp_path / "to" / "fhir").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotWrite, match="symbolic link"):
        place(tmp_path / "to", {"fhir/a.json": b"a"})
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_manifest_reads_back_as_it_was_written(project: Path, tmp_path: Path) -> None:
    run_export(project, "--to", tmp_path / "to", "--fhir")
    found = read_manifest(tmp_path / "to" / "manifest.json")
    assert as_csv(found.rows) == (tmp_path / "to" / "manifest.csv").read_bytes()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"form": 2}', '{"form": 1, "clinic": "x", "draft": false, "files": [{}]}', "[" * 99999]
)
def test_what_is_no_manifest_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, "utf-8")
    with pytest.raises(BadManifest):
        read_manifest(tmp_path / "manifest.json")


def test_without_a_folder_it_asks_where_to(project: Path) -> None:
    assert "--to DIR" in str(run_export(project).exception)


def test_a_project_without_handouts_is_told(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    (root / "content" / "wound.yaml").unlink()
    assert run_export(root, "--to", tmp_path / "to").return_value == 2


def test_what_is_not_signed_is_left_out_and_named_when_only_signed_is_wanted(project: Path, tmp_path: Path) -> None:
    text = (project / "content" / "wound.yaml").read_text("utf-8")
    (project / "content" / "scar.yaml").write_text(text, "utf-8")
    done = run_export(project, "--to", tmp_path / "to", "--signed-only")
    assert done.return_value == 0
    assert "content/scar.yaml:1:1: warning[W83] left out: nobody has signed it" in done.stderr
    assert {row["slug"] for row in rows(tmp_path / "to")} == {"wound"}


def test_what_is_withdrawn_is_never_exported(project: Path, tmp_path: Path) -> None:
    (project / "content" / "scar.yaml").write_text((project / "content" / "wound.yaml").read_text("utf-8"), "utf-8")
    run_sign(project, name="scar.yaml")
    path = project / "content" / "scar.yaml"
    path.write_text(path.read_text("utf-8") + "withdrawn: {on: 2026-01-01, because: Out of date.}\n", "utf-8")
    for more in ([], ["--draft"]):
        done = run_export(project, "--to", tmp_path / "to", *more)
        assert (done.return_value, "warning[W84] left out: withdrawn on 2026-01-01" in done.stderr) == (0, True)
        assert {row["slug"] for row in rows(tmp_path / "to")} == {"wound"}
    assert run_export(project, str(path), "--to", tmp_path / "to").return_value == 1


def test_prune_takes_away_what_the_package_before_held_and_nothing_else(project: Path, tmp_path: Path) -> None:
    to = tmp_path / "to"
    run_export(project, "--to", to, "--fhir")
    before = set(names(to))
    (to / "notes.txt").write_text("mine", "utf-8")
    change(project, 'version: "2.1"', 'version: "2.2"')
    run_sign(project)
    done = run_export(project, "--to", to, "--fhir", "--prune")
    assert "SHA256SUMS, 1 more file\n" in done.stdout
    assert f"{to / f'{STEM}.pdf'}: removed" in done.stdout
    assert set(names(to)) & before == {"manifest.json", "manifest.csv", "SHA256SUMS"}
    assert (to / "notes.txt").exists()


@pytest.mark.parametrize(("broken", "stays"), [("wound.yaml", "en-US"), ("wound.es.yaml", "es")])
def test_prune_leaves_the_files_of_a_handout_that_fails(project: Path, tmp_path: Path, broken: str, stays: str) -> None:
    to, content = tmp_path / "to", project / "content"
    shutil.copy(content / "wound.yaml", content / "scar.yaml")
    (content / "wound.es.yaml").write_text(SPANISH, "utf-8")
    run_sign(project, name="scar.yaml")
    run_sign(project, name="wound.es.yaml")
    change(project, "codes:", "# codes:", "scar.yaml")
    run_export(project, "--to", to, "--fhir", "--openemr")
    before = contents(to)
    own = {name for name in before if f"wound_{stays}_" in name or name.endswith(f"_{stays[:2]}.pdf")}
    assert len(own) > 3
    change(project, "purpose:", "purpos:", broken)
    (content / "scar.yaml").unlink()
    for _ in range(2):
        done = run_export(project, "--to", to, "--fhir", "--openemr", "--prune", "--quiet")
        assert (done.return_value, done.stdout.splitlines()[0]) == (1, "2 handouts: 1 exported, 1 failed")
        assert {name for name, data in contents(to).items() if before.get(name) == data} >= own
        assert done.stderr.count(f"W81] left over: {broken} could not be made again") == len(own)
        assert not [name for name in names(to) if "scar" in name]
    change(project, "purpos:", "purpose:", broken)
    assert run_export(project, "--to", to, "--prune").return_value == 0
    assert run_export(project, "--check", to).return_value == 0


def test_prune_leaves_what_was_changed_since(project: Path, tmp_path: Path) -> None:
    to = tmp_path / "to"
    run_export(project, "--to", to)
    (to / f"{STEM}.pdf").write_bytes(b"mine")
    change(project, 'version: "2.1"', 'version: "2.2"')
    run_sign(project)
    run_export(project, "--to", to, "--prune")
    assert (to / f"{STEM}.pdf").read_bytes() == b"mine"


DELIVERY = ("--fhir", "--subject", "Patient/7", "--date", "2026-11-29T09:00:00-05:00")


@pytest.mark.parametrize("kind", ["a link out", "a link within", "a file"])
def test_a_patients_record_follows_no_link(project: Path, tmp_path: Path, kind: str) -> None:
    to, elsewhere = tmp_path / "to", tmp_path / "elsewhere"
    to.mkdir()
    elsewhere.mkdir(mode=0o755)
    (to / "within").mkdir(mode=0o755)
    match kind:
        case "a link out":
            (to / "deliveries").symlink_to(elsewhere)
        case "a link within":
            (to / "deliveries").symlink_to(to / "within")
        case _:
            (to / "deliveries").write_text("x", "utf-8")
    done = run_export(project, project / "content" / "wound.yaml", "--to", to, *DELIVERY)
    assert done.return_value == 1
    assert "is a symbolic link or no folder, and is left alone" in done.stderr
    assert [*elsewhere.iterdir(), *(to / "within").iterdir()] == []
    assert {path.stat().st_mode & 0o777 for path in (elsewhere, to / "within")} == {0o755}


def test_a_patients_record_is_for_its_owner_alone(project: Path, tmp_path: Path) -> None:
    to = tmp_path / "to"
    assert run_export(project, project / "content" / "wound.yaml", "--to", to, *DELIVERY).return_value == 0
    (record,) = (to / "deliveries").iterdir()
    assert (record.stat().st_mode & 0o777, record.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "＝1", "＠a", "a;=1", "a, =1", "a,＋1", "\r=1"])
def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(cell: str) -> None:
    assert _inert(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Rest", "a - b", "2+2", "a@example.org", "one; two, three"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert _inert(cell) == cell


def test_when_nothing_may_be_given_out_any_more_the_package_lists_nothing(project: Path, tmp_path: Path) -> None:
    to = tmp_path / "to"
    assert run_export(project, "--to", to).return_value == 0
    made = sorted(names(to))
    change(project, "purpose:", "withdrawn: {on: 2026-01-10, because: Not right.}\npurpose:")
    done = run_export(project, "--to", to, "--quiet")
    assert done.return_value == 1
    assert done.stdout == "1 handout: 0 exported, 1 left out\n"
    assert "nothing may be given out; the package is empty now" in done.stderr
    assert (rows(to), sorted(names(to))) == ([], made)
    assert run_export(project, "--to", to, "--prune").return_value == 1
    assert sorted(names(to)) == ["SHA256SUMS", "manifest.csv", "manifest.json"]
    assert run_export(project, "--check", to).return_value == 0


def test_what_cannot_be_read_empties_no_package(project: Path, tmp_path: Path) -> None:
    to = tmp_path / "to"
    assert run_export(project, "--to", to, "--quiet").stdout == "1 handout: 1 exported\n"
    before = contents(to)
    change(project, "purpose:", "purpos:")
    done = run_export(project, "--to", to, "--quiet", "--prune")
    assert (done.return_value, done.stdout) == (1, "1 handout: 0 exported, 1 failed\n")
    assert contents(to) == before


def test_a_package_is_not_put_where_builds_are(project: Path) -> None:
    done = run_export(project, "--to", project / "out")
    assert "name another folder" in str(done.exception)
