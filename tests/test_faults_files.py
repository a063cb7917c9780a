"""Full disks, killed builds, odd targets, signals, batches (rows 119 to 140): an existing PDF is never damaged."""

import hashlib
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from handout import files
from support.faulty import COMMAND, TODAY, build, handout_yaml, is_refused, make_project, paragraph, spawn

OLD, NEW = "The old words stand here.", "The new words stand here."


def with_old_pdf(root: Path) -> tuple[Path, bytes]:
    """A project whose text has changed since its PDF was made."""
    make_project(root, wound=handout_yaml(paragraph(OLD)))
    assert build(root).code == 0
    pdf = root / "out" / "wound.pdf"
    (root / "content" / "wound.yaml").write_text(handout_yaml(paragraph(NEW)), "utf-8")
    return pdf, pdf.read_bytes()


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(".handout-*.part"))


def is_one_line(err: str) -> bool:
    return "Traceback" not in err and err.startswith("handout: ") and err.count("\n") == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if mount is None or umount is None or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    if subprocess.run([mount, "-t", "tmpfs", "-o", "size=200k", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    yield disk
    subprocess.run([umount, disk], check=True)


def test_row_120_a_full_disk_leaves_the_old_pdf(small_disk: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    _, old = with_old_pdf(root)
    pdf = small_disk / "wound.pdf"
    pdf.write_bytes(old)
    with pytest.raises(OSError, match="No space"):
        (small_disk / "filler").write_bytes(bytes(1_000_000))
    result = spawn(root, "--out", str(small_disk))
    assert result.code == 1
    assert is_one_line(result.err)
    assert "the disk is full" in result.err
    assert pdf.read_bytes() == old
    assert leftovers(small_disk) == []


@pytest.mark.parametrize("limit", [1, 1_000, 4_096, 8_000])
def test_row_121_a_file_size_limit_leaves_the_old_pdf(tmp_path: Path, limit: int) -> None:
    pdf, old = with_old_pdf(tmp_path)
    result = spawn(tmp_path, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert result.code == 1
    assert is_one_line(result.err)
    assert pdf.read_bytes() == old
    assert leftovers(pdf.parent) == []


@pytest.mark.parametrize("step", ["fsync", "replace", "_for_us_alone", "chmod"])
def test_rows_122_123_a_failure_at_any_step_leaves_the_old_pdf(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf, old = with_old_pdf(tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    holder = {"fsync": os, "replace": Path, "_for_us_alone": files, "chmod": Path}[step]
    monkeypatch.setattr(holder, step, fail)
    result = build(tmp_path)
    assert result.code == 1
    assert is_one_line(result.err)
    assert "the disk reports an error" in result.err
    assert pdf.read_bytes() == old
    monkeypatch.undo()
    assert leftovers(pdf.parent) == []


def test_row_124_kill_at_any_moment_damages_nothing(tmp_path: Path) -> None:
    """At moments as they come; `test_faults_writing` goes through the steps."""
    pdf, old = with_old_pdf(tmp_path)
    whole = {hashlib.sha256(old).hexdigest()}
    start = time.monotonic()
    assert spawn(tmp_path, "--out", str(tmp_path / "other")).code == 0
    lasts = time.monotonic() - start
    whole.add(hashlib.sha256((tmp_path / "other" / "wound.pdf").read_bytes()).hexdigest())
    dice = random.Random(20261124)
    for _ in range(5):
        pdf.write_bytes(old)
        child = subprocess.Popen(
            [*COMMAND, "build", "--project", str(tmp_path), "--today", TODAY],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        # Most of the time goes into starting; the file is written near the end.
        time.sleep(lasts * dice.uniform(0.6, 1.05))
        child.kill()
        child.wait()
        assert hashlib.sha256(pdf.read_bytes()).hexdigest() in whole
    assert spawn(tmp_path).code == 0
    assert leftovers(pdf.parent) == []


def test_row_124_what_a_killed_build_left_is_cleared_and_what_lives_is_not(tmp_path: Path) -> None:
    pdf, _ = with_old_pdf(tmp_path)
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (pdf.parent / f".handout-{dead.pid}-abc.part").write_bytes(b"half")
    (pdf.parent / f".handout-{os.getppid()}-abc.part").write_bytes(b"half")
    assert spawn(tmp_path).code == 0
    assert leftovers(pdf.parent) == [f".handout-{os.getppid()}-abc.part"]


def test_row_125_two_builds_at_once_leave_whole_files(tmp_path: Path) -> None:
    pdf, old = with_old_pdf(tmp_path)
    builds = [
        subprocess.Popen([*COMMAND, "build", "--project", str(tmp_path), "--today", TODAY], stdout=subprocess.DEVNULL)
        for _ in range(3)
    ]
    seen = {old}
    while any(child.poll() is None for child in builds):
        seen.add(pdf.read_bytes())
    seen.add(pdf.read_bytes())
    assert [child.returncode for child in builds] == [0, 0, 0]
    assert len(seen) == 2
    assert leftovers(pdf.parent) == []


def test_row_126_a_reader_keeps_the_old_file(tmp_path: Path) -> None:
    pdf, old = with_old_pdf(tmp_path)
    with pdf.open("rb") as reader:
        assert build(tmp_path).code == 0
        assert reader.read() == old
    assert pdf.read_bytes() != old


def test_row_127_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    make_project(tmp_path, wound=handout_yaml())
    (tmp_path / "out").write_text("a file")
    result = build(tmp_path)
    assert result.code == 1
    assert is_one_line(result.err)
    both = build(tmp_path, "--to", "pdf", "--to", "html")
    assert is_one_line(both.err)
    assert "(and 1 more likewise)" in both.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_row_127_a_read_only_folder_is_told(tmp_path: Path) -> None:
    pdf, old = with_old_pdf(tmp_path)
    pdf.parent.chmod(0o555)
    result = build(tmp_path)
    pdf.parent.chmod(0o755)
    assert result.code == 1
    assert "no permission to write there" in result.err
    assert pdf.read_bytes() == old


def odd(kind: str, path: Path, aside: Path) -> None:
    path.parent.mkdir()
    match kind:
        case "a folder":
            path.mkdir()
        case "a symbolic link":
            aside.write_text("not ours")
            path.symlink_to(aside)
        case "a pipe":
            os.mkfifo(path)
        case "a device":
            path.symlink_to("/dev/full")


@pytest.mark.parametrize("name", ["wound.pdf", "manifest.json"])
@pytest.mark.parametrize("kind", ["a folder", "a symbolic link", "a pipe"])
def test_rows_127_128_129_an_odd_target_is_left_alone(tmp_path: Path, kind: str, name: str) -> None:
    make_project(tmp_path, wound=handout_yaml())
    pdf, aside = tmp_path / "out" / name, tmp_path / "aside"
    odd(kind, pdf, aside)
    before = pdf.lstat()
    result = build(tmp_path)
    assert result.code == 1
    assert is_one_line(result.err)
    assert f"is {kind}, not a regular file" in result.err
    assert pdf.lstat().st_mode == before.st_mode
    assert not aside.exists() or aside.read_text() == "not ours"


@pytest.mark.parametrize("device", ["/dev/full", "/dev/null", "/dev/stdout"])
def test_row_129_a_device_is_never_replaced(tmp_path: Path, device: str) -> None:
    make_project(tmp_path, wound=handout_yaml())
    before = os.lstat(device)
    result = build(tmp_path, "--out", device)
    assert result.code == 2
    assert is_one_line(result.err)
    assert os.lstat(device).st_ino == before.st_ino


def test_row_130_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    slug = "a" * 250
    make_project(tmp_path, **{slug: handout_yaml()})
    assert build(tmp_path).code == 0
    result = build(tmp_path, "--style", "standard", "--style", "large-print")
    assert result.code == 1
    assert is_one_line(result.err.replace(f"handout: 1 of 1 handouts not made: {slug}", ""))
    assert "the file name is too long" in result.err


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_row_131_a_signal_leaves_whole_files_only(tmp_path: Path, number: int, code: int, jobs: str) -> None:
    make_project(tmp_path, **{f"wound_{n}": handout_yaml(paragraph("Words. " * 400)) for n in range(40)})
    child = subprocess.Popen(
        [*COMMAND, "build", "--project", str(tmp_path), "--today", TODAY, "--jobs", jobs],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    child.stdout.readline()
    child.send_signal(number)
    out, err = child.communicate(timeout=60)
    assert child.returncode == code
    assert "Traceback" not in err
    assert "handout: interrupted" in err
    made = sorted((tmp_path / "out").glob("*.pdf"))
    assert 0 < len(made) < 40
    assert all(len(PdfReader(pdf).pages) > 0 for pdf in made)
    assert leftovers(tmp_path / "out") == []
    del out


@pytest.mark.skipif(sys.platform != "linux", reason="workers are found in /proc")
def test_who_asks_twice_is_obeyed_though_the_workers_stand_still(tmp_path: Path) -> None:
    make_project(tmp_path, **{f"wound_{n}": handout_yaml(paragraph("Words. " * 400)) for n in range(40)})
    child = subprocess.Popen(
        [*COMMAND, "build", "--project", str(tmp_path), "--today", TODAY, "--jobs", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    child.stdout.readline()
    workers = Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()
    for worker in workers:
        os.kill(int(worker), signal.SIGSTOP)
    child.send_signal(signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):
        child.wait(timeout=0.5)
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=20)
    assert (child.returncode, err) == (130, "handout: ended; finished files are whole, the others are as they were\n")
    assert all(has_ended(worker) for worker in workers)


def has_ended(process: str) -> bool:
    """Whether a process that was killed goes away; the system may take a moment for it."""
    for _ in range(200):
        if not is_running(process):
            return True
        time.sleep(0.05)
    return False


def is_running(process: str) -> bool:
    """Whether a process goes on, though nobody has asked yet how it ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_row_131_a_signal_during_the_start_is_answered_in_one_line(tmp_path: Path) -> None:
    make_project(tmp_path, wound=handout_yaml())
    for moment in (0.08, 0.12, 0.16, 0.2, 0.25):
        child = subprocess.Popen(
            [*COMMAND, "build", "--project", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        time.sleep(moment)
        child.send_signal(signal.SIGTERM)
        assert "Traceback" not in child.communicate(timeout=60)[1]


@pytest.mark.parametrize("shell", [">&-", ">/dev/full", "| head -c 0"])
def test_row_132_a_reader_who_goes_away_costs_no_file(tmp_path: Path, shell: str) -> None:
    make_project(tmp_path, wound=handout_yaml())
    command = " ".join([*COMMAND, "build", "--project", str(tmp_path), "--today", TODAY, shell])
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, timeout=60)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert len(PdfReader(tmp_path / "out" / "wound.pdf").pages) > 0


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_row_133_one_bad_handout_stops_no_other(tmp_path: Path, jobs: str) -> None:
    good = {f"wound_{number}": handout_yaml() for number in range(12)}
    make_project(tmp_path, **good, bad="title: T\n", worse="title: [\n")
    result = build(tmp_path, "--jobs", jobs)
    assert result.code == 1
    assert "Traceback" not in result.err
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 12
    last = result.err.splitlines()[-1]
    assert last.startswith("handout: 2 of 14 handouts not made: ")
    assert "bad.yaml" in last
    assert "worse.yaml" in last


def test_row_133_fail_fast_stops_at_the_first(tmp_path: Path) -> None:
    make_project(tmp_path, aa="title: T\n", wound=handout_yaml())
    assert build(tmp_path, "--fail-fast").code == 1
    assert not (tmp_path / "out").exists()


def test_row_134_a_worker_that_dies_takes_no_other_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_project(tmp_path, **{f"wound_{number}": handout_yaml() for number in range(4)})
    planted = tmp_path / "planted"
    planted.mkdir()
    (planted / "sitecustomize.py").write_text(
        "import multiprocessing, os, handout.library as library\n"
        "true = library.Library.open\n"
        "def open(self, entry, problems):\n"
        "    if entry.slug == 'wound-2' and multiprocessing.parent_process() is not None:\n"
        "        os.kill(os.getpid(), 9)\n"
        "    return true(self, entry, problems)\n"
        "library.Library.open = open\n"
    )
    result = spawn(tmp_path, "--jobs", "2", environment={"PYTHONPATH": str(planted)})
    assert result.code == 1
    assert "content/wound-2.yaml:1:1: error[E10] the process that made this handout died" in result.err
    made = sorted(path.stem for path in (tmp_path / "out").glob("*.pdf"))
    assert made == ["wound-0", "wound-1", "wound-3"]


def test_row_135_nothing_to_build_is_wrong_use(tmp_path: Path) -> None:
    make_project(tmp_path)
    result = build(tmp_path)
    assert result.code == 2
    assert "there is no handout here" in result.err
    assert "0 built" not in result.out


@pytest.mark.parametrize("name", ["nothing.yaml", "content/*.yaml", "content/none.yaml"])
def test_row_135_a_file_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    make_project(tmp_path, wound=handout_yaml())
    result = build(tmp_path, name)
    assert result.code == 1
    assert "error[E11]" in result.err


ENVIRONMENTS = {
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "Latin-1": {"LC_ALL": "C", "PYTHONIOENCODING": "latin-1"},
    "narrow": {"COLUMNS": "1"},
    "without assert": {"PYTHONOPTIMIZE": "2"},
    "developing": {"PYTHONDEVMODE": "1"},
}


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_row_136_the_environment_changes_no_byte_and_a_file_name_that_is_no_text_is_escaped(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    make_project(tmp_path, wound=handout_yaml(paragraph("café ≥ 5 µg")), bad='title: "é"\n漢字: x\n')
    name = os.fsencode(tmp_path) + b"/content/caf\xe9.yaml"
    Path(os.fsdecode(name)).write_text(handout_yaml(), "utf-8")
    assert build(tmp_path, "--out", str(tmp_path / "usual")).code == 1
    result = spawn(tmp_path, environment=environment)
    assert result.code == 1
    assert "Traceback" not in result.err
    assert "error[E02] unknown key" in result.err
    assert "content/caf\\udce9.yaml:1:1: error[E11]" in result.err
    assert (tmp_path / "out" / "wound.pdf").read_bytes() == (tmp_path / "usual" / "wound.pdf").read_bytes()


def test_row_136_a_folder_whose_name_is_no_text_is_like_any_other(tmp_path: Path) -> None:
    root = make_project(tmp_path / os.fsdecode(b"M\xfcller"), wound=handout_yaml())
    assert spawn(root).code == 0
    assert spawn(root, "--prune", environment={"LC_ALL": "POSIX", "PYTHONUTF8": "0"}).code == 0


def test_without_a_project_it_is_said_where_to_stand_and_how_to_begin(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    there = make_project(tmp_path / "there", wound=handout_yaml())
    result = build(tmp_path / "here", str(there / "content" / "wound.yaml"))
    assert (result.code, result.err.count("error")) == (1, 1)
    assert "content:1:1: error[E11] there is no folder content/ here\n    hint: run handout in the folder" in result.err
    assert "to begin: handout new wound-care" in result.err


@pytest.mark.parametrize("typed", ["abc", "99999999999999", "-5", "1e9", "", "253402300800"])
def test_row_137_a_source_date_that_is_none_is_wrong_use(tmp_path: Path, typed: str) -> None:
    from support.faulty import run

    make_project(tmp_path, wound=handout_yaml())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", typed)
        result = run(tmp_path, "build")
    assert result.code == 2
    assert "SOURCE_DATE_EPOCH" in result.err


@pytest.mark.parametrize("typed", ["0", "1700000000", "253402300799"])
def test_row_137_every_second_that_a_date_can_hold_is_taken(tmp_path: Path, typed: str) -> None:
    from support.faulty import run

    make_project(tmp_path, wound=handout_yaml())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", typed)
        assert run(tmp_path, "build").code == 0


def test_row_138_a_clock_set_back_hides_no_change(tmp_path: Path) -> None:
    pdf, old = with_old_pdf(tmp_path)
    os.utime(tmp_path / "content" / "wound.yaml", (0, 0))
    assert build(tmp_path).code == 0
    assert pdf.read_bytes() != old


@pytest.mark.parametrize("fault", [MemoryError, RecursionError])
def test_row_139_a_fault_of_the_machine_is_one_message(
    tmp_path: Path, fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    import handout.targets.pdf

    def fail(*_: object) -> None:
        raise fault

    pdf, old = with_old_pdf(tmp_path)
    monkeypatch.setattr(handout.targets.pdf, "make_pdf", fail)
    result = build(tmp_path)
    assert result.code in {1, 70}
    assert "Traceback" not in result.err
    assert "wound.yaml" in result.err
    assert pdf.read_bytes() == old


@pytest.mark.parametrize("megabytes", [20, 25, 30, 35, 40, 45, 50])
def test_row_139_little_memory_is_told_without_a_traceback(tmp_path: Path, megabytes: int) -> None:
    pdf, old = with_old_pdf(tmp_path)
    room = megabytes * 1_000_000
    result = spawn(tmp_path, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (room, room)))
    if result.code:
        # What the interpreter prints when it or its own libraries have no room is not ours to answer for.
        assert re.search(r'File ".*/handout/', result.err.partition("Fatal Python error")[0]) is None
        assert pdf.read_bytes() == old
    assert len(PdfReader(pdf).pages) > 0
    assert leftovers(pdf.parent) == []


def test_row_140_make_takes_away_what_a_failed_recipe_left() -> None:
    makefile = (Path(__file__).parent.parent / "Makefile").read_text("utf-8")
    assert ".DELETE_ON_ERROR:" in makefile.splitlines()


def test_row_119_two_files_never_make_one_name(tmp_path: Path) -> None:
    names = ["Wound", "wound.", "WOUND", "a b", "con é", "x" * 10 + "_y", "傷"]
    make_project(tmp_path, wound=handout_yaml())
    for name in names:
        (tmp_path / "content" / f"{name}.yaml").write_text(handout_yaml(), "utf-8")
    result = build(tmp_path)
    assert is_refused(result)
    assert sorted(path.name for path in (tmp_path / "out").glob("*.pdf")) == ["wound.pdf"]
