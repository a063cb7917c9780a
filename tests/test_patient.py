"""A print for one patient: the added part first, the signed text unchanged behind it, and no trace of it."""

import io
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest

from handout.locales import Locale, locale_for
from handout.patient.added import day_in_words
from handout.patient.copy import NoTranslation, PrintRequest, copy_for
from handout.patient.typed import looks_like_table, read_csv
from handout.problems import HandoutError, Problems
from handout.record import replace
from handout.source import Span
from support.patients import CANARY, bundle, dosage, printed, request
from support.portal import TODAY, change, make_project, run_sign
from support.verapdf import check_bytes

TOLD = f"""\
patient: {{name: {CANARY}, born: 1950-02-03, number: TEST-0001}}
printed_by: R. Nurse, RN
notes: ["Keep *both* bandages dry: 2*5 mL."]
medicines:
  - {{name: Metoprolol 50 mg, morning: 1 tablet, evening: 0.5 tablet}}
  - {{name: Methotrexate 2.5 mg, when: "4 tablets once a week, on Monday"}}
  - {{name: Acetaminophen 500 mg, as_needed: No more than 6 a day.}}
visits: [{{when: 2026-12-04 10:30, what: Wound check, where: Room 3}}]
"""
HANDOUT = [sys.executable, "-P", "-m", "handout"]
OPTIONAL = """\
title: At home
purpose: What to do.
get_help: {call: [Your skin is hot.]}
sections:
  - heading: Every day
    body: ["Wash your hands. See [driving](#if-you-drive)."]
  - heading: If you smoke
    optional: true
    body: [Ask us for help to stop.]
  - heading: If you drink
    optional: true
    body: [Tell us how much.]
  - heading: If you drive
    optional: true
    body: [Wait for one week.]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_project(tmp_path_factory.mktemp("patient"))
    run_sign(root)
    return root


@pytest.fixture(scope="module")
def copy(project: Path) -> bytes:
    """The print of what is told above."""
    done = printed(project, TOLD.encode())
    assert done.returncode == 0, done.stderr
    return done.stdout


def made(root: Path, data: bytes, **asked: Any) -> bytes:
    """What the verb would write, made in this process; raises HandoutError with all that stands against it."""
    order = PrintRequest(file=root / "content" / "wound.yaml", root=root, today=date.fromisoformat(TODAY), **asked)
    return copy_for(data, order, Problems())


def english() -> Locale:
    found = locale_for("en", Span("", 1, 1), Problems())
    assert found is not None
    return found


def pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def body(page: str) -> str:
    """A page without its footer, which ends it."""
    return re.split(r"(?:Printed for one person|Reviewed by|Page \d+ of)", page)[0].strip()


def test_the_added_part_stands_on_pages_of_its_own_and_names_no_reviewer(copy: bytes) -> None:
    first = pages(copy)[0]
    for said in (CANARY, "3 February 1950", "TEST-0001", "R. Nurse, RN", "Keep *both* bandages dry: 2*5 mL.",
                 "It is not part of the text that was reviewed", "Ask us if a medicine you take is not here",
                 "4 December 2026, 10:30", "0.5 tablet", "Printed for one person"):  # fmt: skip
        assert said in " ".join(first.split())
    assert "Ana Example" not in first


def test_the_reviewed_text_is_that_of_build_but_for_its_footers(project: Path, copy: bytes, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from handout.cli.build import command as build

    CliRunner().invoke(
        build, ["--project", str(project), "--out", str(tmp_path), "--today", TODAY], standalone_mode=False
    )
    built = pages((tmp_path / "wound.pdf").read_bytes())
    found = pages(copy)[1:]
    assert [body(page) for page in found] == [body(page) for page in built]
    assert all(
        "Printed for one person" in page and "Reviewed by Ana Example" in " ".join(page.split()) for page in found
    )
    assert all(CANARY not in page for page in found)


def test_a_print_keeps_both_standards(copy: bytes, tmp_path: Path) -> None:
    assert check_bytes(copy, tmp_path) == []


def test_a_print_says_of_itself_what_it_is_and_nothing_of_the_patient(
    project: Path, copy: bytes, tmp_path: Path
) -> None:
    reader = pypdf.PdfReader(io.BytesIO(copy))
    metadata = reader.root_object["/Metadata"].get_object().get_data().decode()
    assert "<handout:kind>patient</handout:kind>" in metadata
    assert CANARY.split()[0] not in metadata + str(reader.metadata)
    path = tmp_path / "print.pdf"
    path.write_bytes(copy)
    done = subprocess.run([*HANDOUT, "verify", str(path), "--project", str(project), "--today", TODAY],
                          capture_output=True, text=True)  # fmt: skip
    assert "the reviewed text, with a part that nobody reviewed" in done.stdout
    assert "Ana Example" in done.stdout
    assert done.returncode == 5


def test_what_nobody_signed_is_printed_only_as_a_draft(tmp_path: Path) -> None:
    root = make_project(tmp_path / "new")
    with pytest.raises(HandoutError):
        made(root, TOLD.encode())
    assert all("DRAFT" in page for page in pages(made(root, TOLD.encode(), draft=True)))


def test_a_language_is_that_of_the_handout_its_translation_or_a_region_of_it(tmp_path: Path) -> None:
    root = make_project(tmp_path / "new", text=f"{OPTIONAL}disclaimer: Ask us.\n")
    for tag in ("fr", "pt-BR"):
        text = OPTIONAL.replace("At home", f"At home in {tag}")
        (root / "content" / f"wound.{tag}.yaml").write_text(f"{text}disclaimer: Ask us.\n", "utf-8")
    told = b"patient: {name: Ana Example}"
    for language, title in (("en", ""), ("EN-us", ""), ("FR", " in fr"), ("pt", " in pt-BR")):
        text = "".join(pages(made(root, told, language=language, draft=True)))
        assert re.findall(r"At home( in \S+)?\n", text)[:1] == [title], language
    order = PrintRequest(file=root / "content" / "wound.fr.yaml", root=root, today=date.fromisoformat(TODAY))
    assert "At home\n" in "".join(pages(copy_for(told, replace(order, language="en", draft=True), Problems())))
    with pytest.raises(NoTranslation, match=r"'fr-CA' \(the languages here are: en-US, fr, pt-BR\)"):
        made(root, told, language="fr-CA", draft=True)
    (root / "content" / "wound.pt-PT.yaml").write_text(f"{OPTIONAL}disclaimer: Ask us.\n", "utf-8")
    with pytest.raises(NoTranslation, match=r"'pt' \("):
        made(root, told, language="pt", draft=True)


def test_a_clinic_that_wants_its_words_signed_gets_no_print_without(tmp_path: Path) -> None:
    root = make_project(tmp_path / "new", text=f"language: de\n{OPTIONAL}disclaimer: Fragen Sie uns.\n")
    change(root, "valid_for: 24 months", "valid_for: 24 months, words: required", name="clinic.yaml")
    run_sign(root)
    with pytest.raises(HandoutError) as found:
        made(root, TOLD.encode())
    assert [problem.code for problem in found.value.problems] == ["E39"]


def test_only_optional_sections_that_nothing_leads_to_are_left_out(tmp_path: Path) -> None:
    root = make_project(tmp_path / "new", text=OPTIONAL)
    run_sign(root)
    done = printed(root, TOLD.encode(), "--sections", "if-you-drink")
    text = " ".join(" ".join(pages(done.stdout)).split())
    assert "Tell us how much." in text
    assert "Wash your hands." in text
    assert "Wait for one week." in text
    assert b"W74" in done.stderr
    assert "Ask us for help to stop." not in text
    assert "Left out of this print: If you smoke" in text
    assert "Reviewed by Ana Example" in text
    assert printed(root, TOLD.encode(), "--sections", "nothing-here").returncode == 2


def test_the_other_sections_keep_their_ids(tmp_path: Path) -> None:
    text = OPTIONAL.replace("If you smoke", "If you drive").replace("#if-you-drive", "#if-you-drive-2")
    root = make_project(tmp_path / "new", text=text)
    run_sign(root)
    assert "Wait for one week." in " ".join(pages(made(root, TOLD.encode(), sections=())))


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (f"patient: {{nmae: {CANARY}}}", "yaml"),
        (f"patient: {{name: {CANARY}, born: [{CANARY}]}}", "yaml"),
        (f"{CANARY}: [", "yaml"),
        (f"{CANARY},name\nx,y,z", "csv"),
        (f"patient: {{name: Ana}}\nmedicines: [{{name: '(write: {CANARY})', when: now}}]", "yaml"),
        (f"name,note\nAna,(write: {CANARY})", "csv"),
        (f'{{"resourceType": "{CANARY}"}}', "fhir"),
        (f'{{"a": "{CANARY}", "a": 1}}', "fhir"),
        (f"patient: {{name: {CANARY}{'o' * 200}}}", "yaml"),
        (f"patient: {{name: {CANARY} \U0001f9ff\u1f00\U00016fe0}}", "yaml"),
        (f"patient: {{name: {CANARY} Caf\udce9}}", "yaml"),
        (f"patient: {{name: Ana}}\nlanguage: {CANARY}", "yaml"),
    ],
)
def test_a_message_never_tells_what_it_read_nor_speaks_of_words_that_it_leaves_out(
    project: Path, data: str, form: str
) -> None:
    with pytest.raises(HandoutError) as found:
        made(project, data.encode("utf-8", "surrogateescape"), form=form)
    assert found.value.problems
    messages = " ".join(map(str, found.value.problems))
    assert CANARY.split()[0] not in messages
    assert "the hint" not in messages
    assert "the message says" not in messages


def test_the_verb_writes_nothing_but_messages_when_something_is_wrong(project: Path) -> None:
    done = printed(project, f"patient: {{nmae: {CANARY}}}".encode())
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"error[" in done.stderr
    assert CANARY.split()[0].encode() not in done.stderr
    assert b"Traceback" not in done.stderr


def test_data_come_on_standard_input_alone(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "told.yaml"
    path.write_text(TOLD, "utf-8")
    done = subprocess.run([*HANDOUT, "print", str(project / "content/wound.yaml"), "--patient", str(path)],
                          capture_output=True)  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")


def test_a_row_of_a_table_is_printed(project: Path) -> None:
    table = f'name,born,note,visit_when\n"{CANARY}, Jr.",1950-02-03,"Come, please",next Monday\n'
    done = printed(project, table.encode())
    assert done.returncode == 0, done.stderr
    first = pages(done.stdout)[0]
    assert all(said in first for said in (f"{CANARY}, Jr.", "Come, please", "next Monday"))


@pytest.mark.parametrize(
    "table",
    [
        "name;note\nC, Jr.;2,5 mL\n", "name\tnote\nC, Jr.\t2,5 mL\n", "\ufeffName;NOTE\r\nC, Jr.;2,5 mL\r\n",
        "sep=;\r\nname;note\r\nC, Jr.;2,5 mL", "name;note\rC, Jr.;2,5 mL\r", "name;note;;\nC, Jr.;2,5 mL;;\n;;;\n",
        "name;note;\nC, Jr.;2,5 mL\n",
    ],
)  # fmt: skip
def test_a_table_may_be_written_as_programs_of_other_countries_write_it(table: str) -> None:
    assert looks_like_table(table.encode())
    found = read_csv(table.replace("C,", f"{CANARY},").encode(), Problems())
    assert found is not None
    assert (found.patient.name.text, found.notes[0].text) == (f"{CANARY}, Jr.", "2,5 mL")


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("name,nose", "the heading of column 2 is not known here"),
        ("nom,nose", "the headings of columns 1, 2 are not known here"),
        ("name,name", "two columns have one heading"),
        ("note,born", "this table needs 'name'"),
        ("name,born,note", "the row has 2 cells under 3 headings"),
    ],
)
def test_a_table_that_is_not_understood_is_refused(heading: str, said: str) -> None:
    problems = Problems()
    assert read_csv(f"{heading}\n{CANARY},1950-02-03\n".encode(), problems) is None
    assert [problem.message for problem in problems] == [said]


def test_a_bundle_is_printed(project: Path) -> None:
    visit = {
        "resourceType": "Appointment", "id": "a1", "status": "booked", "start": "2026-12-04T10:30:00-05:00",
        "description": "Wound check", "participant": [{"actor": {"reference": "urn:uuid:p1"}, "status": "accepted"}],
    }  # fmt: skip
    done = printed(project, bundle(request(dosage(["MORN", "EVE"], "0.50")), visit))
    assert done.returncode == 0, done.stderr
    first = " ".join(pages(done.stdout)[0].split())
    assert all(said in first for said in (CANARY, "Metoprolol 50 mg", "0.5 tablet none 0.5 tablet none", "Wound check"))


def test_times_in_universal_time_need_the_clinics_zone(tmp_path: Path) -> None:
    root = make_project(tmp_path / "new")
    run_sign(root)
    visit = {
        "resourceType": "Appointment", "id": "a1", "status": "booked", "start": "2026-12-04T15:30:00Z",
        "participant": [{"actor": {"reference": "Patient/p1"}, "status": "accepted"}],
    }  # fmt: skip
    with pytest.raises(HandoutError):
        made(root, bundle(visit))
    change(root, "name: ", "timezone: America/New_York\nname: ", name="clinic.yaml")
    assert "4 December 2026, 10:30" in pages(made(root, bundle(visit)))[0]


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.parametrize("data", [TOLD.encode(), b"patient: {name: Xanthippe Zugzwang, born: [1]}"])
def test_nothing_is_written_but_to_the_standard_streams(project: Path, tmp_path: Path, data: bytes) -> None:
    """Every call that could leave something behind, in all threads and processes."""
    trace, folder = tmp_path / "trace", tmp_path / "empty"
    folder.mkdir()
    calls = (
        "openat,open,creat,write,pwrite64,writev,mkdir,mkdirat,rename,renameat,renameat2,link,symlink,connect,sendto,"
        "sendmsg,unlink,truncate,ftruncate,memfd_create"
    )
    subprocess.run(
        ["strace", "-f", "-s", "9999", "-o", str(trace), "-e", f"trace={calls}", *HANDOUT, "print",
         str(project / "content/wound.yaml"), "--patient", "-", "--project", str(project), "--today", TODAY],
        input=data, capture_output=True, timeout=120, cwd=folder,
    )  # fmt: skip
    assert trace.stat().st_size > 1000
    found = [line for line in trace.read_text("utf-8", "replace").splitlines() if _leaves_something(line)]
    assert found == []
    assert list(folder.iterdir()) == []
    assert not any(CANARY.encode() in path.read_bytes() for path in project.rglob("*") if path.is_file())


def _leaves_something(line: str) -> bool:
    call = re.search(r"\b(\w+)\((.*)", line)
    if call is None or "resumed" in line or "exited" in line:
        return False
    name, arguments = call.groups()
    if name in {"write", "writev", "pwrite64"}:
        return not arguments.startswith(("1,", "2,"))
    if name in {"open", "openat"}:
        return re.search(r"O_(WRONLY|RDWR|CREAT)", arguments) is not None and "/dev/" not in arguments
    return True


@pytest.mark.parametrize(
    "told", ["born: 1950-02-30", "born: 1950-13-01 10:30", "born: 1950-2-30", "born: 31.11.1950", "born: 31/11/1950"]
)
def test_a_day_that_is_in_no_calendar_is_refused(project: Path, told: str) -> None:
    with pytest.raises(HandoutError, match="'born' is not a day or time that exists"):
        made(project, f"patient: {{name: {CANARY}, {told}}}".encode())


def test_days_that_are_hardly_meant_are_told(project: Path) -> None:
    day = date.fromisoformat(TODAY)
    told = f"patient: {{name: {CANARY}, born: 2050-02-03}}\nvisits: "
    days = ("2025-12-04 9:30", day, "4/12/2099", "4.12.2099", "4/4/2099", "4/12/2569", "31/02/1405")
    told += f"[{', '.join(f'{{when: {one}}}' for one in days)}]"
    problems = Problems()
    copy_for(told.encode(), PrintRequest(file=project / "content" / "wound.yaml", root=project, today=day), problems)
    assert [problem.message for problem in problems] == [
        "'born' is a day that has not come", "a visit is on a day that is over",
        "a visit is on one day here and on another abroad",
    ]  # fmt: skip


def test_a_place_that_a_scheduler_left_open_is_told_and_printed(project: Path) -> None:
    told = f"patient: {{name: {CANARY}}}\nvisits: [{{when: 2099-12-04, what: Wound check, where: Room TBD}}]"
    problems = Problems()
    order = PrintRequest(file=project / "content" / "wound.yaml", root=project, today=date(2026, 3, 20), draft=True)
    assert "Room TBD" in pages(copy_for(told.encode(), order, problems))[0]
    assert "a visit is at a place that is not settled (TBD)" in [problem.message for problem in problems]
    with pytest.raises(HandoutError, match="E29"):
        made(project, told.replace("Wound check", "TBD").encode())


def test_days_are_judged_as_the_clinics_country_writes_them(project: Path) -> None:
    clinic = project / "content" / "clinic.yaml"
    clinic.write_text(clinic.read_text("utf-8").replace("language: en-US", "language: en-GB"), "utf-8")
    problems, day = Problems(), date(2026, 3, 20)
    told = f"patient: {{name: {CANARY}, born: 4/3/2026}}\nvisits: [{{when: 4/3/2026}}, {{when: 3/4/2026}}]"
    order = PrintRequest(file=project / "content" / "wound.yaml", root=project, today=day, draft=True)
    copy_for(told.encode(), order, problems)
    assert [problem.message for problem in problems if problem.code == "W73"] == ["a visit is on a day that is over"]


def test_a_time_of_another_zone_is_refused(project: Path) -> None:
    with pytest.raises(HandoutError, match="'when' is a time with its zone"):
        made(project, f"patient: {{name: {CANARY}}}\nvisits: [{{when: 2026-12-04T10:30:00Z}}]".encode())


@pytest.mark.parametrize(
    ("born", "number", "is_told"), [("xx/xx/1950", "XXX-XX-1234", 0), ("xx/xx/xxxx", "[number]", 2)]
)
def test_what_is_masked_in_part_is_printed_and_what_is_not_filled_in_is_told(
    project: Path, born: str, number: str, is_told: int
) -> None:
    data = f"patient: {{name: Ana, born: {born}, number: '{number}'}}".encode()
    if not is_told:
        first = pages(made(project, data))[0]
        assert born in first and number in first
        return
    with pytest.raises(HandoutError) as found:
        made(project, data)
    assert [problem.code for problem in found.value.problems] == ["E29"] * is_told


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [("name", "|\n    Ana\n    Rose", "has several lines"), ("number", "7" * 201, "has more than 200 characters")],
)
def test_what_stands_in_the_label_is_short_and_on_one_line(project: Path, key: str, typed: str, said: str) -> None:
    person = {"name": "Ana"} | {key: typed}
    data = "patient:\n" + "".join(f"  {name}: {value}\n" for name, value in person.items())
    with pytest.raises(HandoutError) as found:
        made(project, data.encode())
    assert [(problem.code, problem.message) for problem in found.value.problems] == [("E73", f"'{key}' {said}")]


def test_a_day_is_written_out_and_other_words_stay() -> None:
    assert day_in_words("2026-12-04 9:30", english()) == "4 December 2026, 9:30"
    assert day_in_words("2026-12-4T09:30:00", english()) == "4 December 2026, 09:30"
    assert day_in_words("1950-02-03", english()) == "3 February 1950"
    for said in ("1950", "2026-02-31", "next Monday at 9", "2026-12-04 or later"):
        assert day_in_words(said, english()) == said
