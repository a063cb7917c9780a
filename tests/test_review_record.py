"""The file of sign-offs only grows, and shows when another hand changed it."""

import multiprocessing
import os
from datetime import date
from pathlib import Path

import pytest

from handout.files import CannotWrite
from handout.problems import HandoutError, Problems
from handout.record import replace
from handout.review import sign_off_file
from handout.review.status import SignOff

NAME = "content/reviews/wound.yaml"


def a_sign_off(**changed: object) -> SignOff:
    sign_off = SignOff(
        name="Ana Example", credentials="R.N.", affiliation="Riverside Kidney Clinic", role="clinical",
        attests="I have read it.", time="2026-11-22T09:30:00+00:00", due=date(2028, 11, 22), version="2.1",
        digest="sha256:" + "a" * 64, tool="handout 0.1.0",
    )  # fmt: skip
    return replace(sign_off, **changed)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "content" / "reviews" / "wound.yaml"


def read(path: Path) -> tuple[SignOff, ...]:
    problems = Problems()
    found = sign_off_file.read_record(path, NAME, problems)
    assert not [*problems]
    return found


def told(path: Path) -> list[str]:
    problems = Problems()
    assert sign_off_file.read_record(path, NAME, problems) == ()
    return [f"{problem.code} {problem.span}" for problem in problems]


def append(path: Path, *sign_offs: SignOff) -> None:
    for sign_off in sign_offs:
        sign_off_file.append(path, NAME, sign_off)


def test_there_are_no_sign_offs_where_there_is_no_file(path: Path) -> None:
    assert read(path) == ()


def test_what_is_signed_is_read_back(path: Path) -> None:
    first, second = a_sign_off(), a_sign_off(name='Zoë "Zo" O\'Neil \\ Ng', affiliation=None, version=None)
    append(path, first, second)
    assert read(path) == (first, second)


def test_a_name_that_needs_a_joiner_is_read_back(path: Path) -> None:
    persian = a_sign_off(name="بهار\u200cک نمونه")
    append(path, persian)
    assert read(path) == (persian,)


def test_appending_keeps_every_earlier_byte(path: Path) -> None:
    append(path, a_sign_off())
    before = path.read_bytes()
    append(path, a_sign_off(role="pharmacy"))
    assert path.read_bytes().startswith(before)


def test_the_file_reads_as_it_is_documented(path: Path) -> None:
    append(path, a_sign_off())
    lines = path.read_text("utf-8").splitlines()
    assert lines[2:-1] == [
        "sign_offs:",
        '  - name: "Ana Example"',
        '    credentials: "R.N."',
        '    affiliation: "Riverside Kidney Clinic"',
        '    role: "clinical"',
        '    attests: "I have read it."',
        '    time: "2026-11-22T09:30:00+00:00"',
        '    due: "2028-11-22"',
        '    version: "2.1"',
        '    form: "handout-digest/1"',
        f'    digest: "sha256:{"a" * 64}"',
        '    tool: "handout 0.1.0"',
    ]


@pytest.mark.parametrize(
    ("typed", "edited"),
    [
        ("Ana Example", "Eva Example"),
        ("R.N.", "M.D."),
        ("Riverside", "Lakeside"),
        ("clinical", "pharmacy"),
        ("I have read it.", "I wrote it."),
        ("T09:30", "T10:30"),
        ("2028-11-22", "2038-11-22"),
        ('"2.1"', '"2.2"'),
        ("aaaa", "aaab"),
        ("handout 0.1.0", "handout 9.1.0"),
        ("handout-digest/1", "handout-digest/2"),
    ],
)
def test_an_edited_entry_is_told_with_its_place(path: Path, typed: str, edited: str) -> None:
    append(path, a_sign_off())
    path.write_text(path.read_text("utf-8").replace(typed, edited, 1), "utf-8")
    assert told(path) == ["E80 content/reviews/wound.yaml:4:5"]


@pytest.mark.parametrize(
    ("typed", "edited", "code", "hint"),
    [
        ("affiliation:", "affilation:", "E02", "did you mean 'affiliation'?"),
        ('    role: "clinical"\n', "", "E04", "put the file back as git has it"),
        ('"2.1"', '""', "E06", "put the file back as git has it"),
        ('"2.1"', "[2.1]", "E05", "take out the list"),
        ("    due", "   due", "E01", "begin it in column 5"),
    ],
)
def test_of_a_file_that_cannot_be_read_it_is_not_told_too_that_it_was_edited(
    path: Path, typed: str, edited: str, code: str, hint: str
) -> None:
    append(path, a_sign_off())
    path.write_text(path.read_text("utf-8").replace(typed, edited, 1), "utf-8")
    problems = Problems()
    assert sign_off_file.read_record(path, NAME, problems) == ()
    [problem] = problems
    assert problem.code == code
    assert (problem.hint or "").startswith(hint)


def test_an_edited_entry_is_told_when_others_follow(path: Path) -> None:
    append(path, a_sign_off(), a_sign_off(name="Bo Example"), a_sign_off(name="Cy Example"))
    path.write_text(path.read_text("utf-8").replace("Bo Example", "Di Example"), "utf-8")
    assert told(path) == ["E80 content/reviews/wound.yaml:16:5"]


def test_an_entry_taken_out_is_told(path: Path) -> None:
    append(path, a_sign_off(), a_sign_off(name="Bo Example"), a_sign_off(name="Cy Example"))
    lines = path.read_text("utf-8").splitlines(keepends=True)
    del lines[15 : 15 + 13]
    path.write_text("".join(lines), "utf-8")
    assert told(path) == ["E80 content/reviews/wound.yaml:16:5"]


def test_the_first_entry_taken_out_is_told(path: Path) -> None:
    append(path, a_sign_off(), a_sign_off(name="Bo Example"))
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:3] + lines[15:]), "utf-8")
    assert len(told(path)) == 1


@pytest.mark.parametrize("shared", [0, 1])
def test_what_two_people_signed_on_two_branches_holds_in_one_file(path: Path, shared: int) -> None:
    append(path, *[a_sign_off(name="Cy Example")] * shared)
    common = path.read_text("utf-8") if shared else sign_off_file.HEADING
    append(path, bo := a_sign_off(name="Bo Example", time="2026-11-21T09:30:00+00:00"))
    theirs = path.read_text("utf-8").removeprefix(common)
    path.unlink()
    if shared:
        path.write_text(common, "utf-8")
    append(path, ana := a_sign_off())
    path.write_text(path.read_text("utf-8") + theirs, "utf-8")
    assert [one for one in read(path) if one in {ana, bo}] == [bo, ana]
    append(path, di := a_sign_off(name="Di Example"))
    assert read(path)[-1] == di
    path.write_text(path.read_text("utf-8") + theirs, "utf-8")
    assert len(told(path)) == 1


def test_a_reformatted_file_still_holds(path: Path) -> None:
    append(path, a_sign_off())
    signed = read(path)
    text = path.read_text("utf-8").replace('role: "clinical"', "role: clinical  # the doctor")
    path.write_text("# ours\n" + text.replace('name: "Ana Example"', "name: 'Ana Example'"), "utf-8")
    assert read(path) == signed


def test_nothing_is_added_to_a_file_that_was_edited(path: Path) -> None:
    append(path, a_sign_off())
    path.write_text(path.read_text("utf-8").replace("Ana", "Eva"), "utf-8")
    before = path.read_bytes()
    with pytest.raises(HandoutError, match="E80"):
        append(path, a_sign_off(role="pharmacy"))
    assert path.read_bytes() == before


def test_a_file_that_is_not_yaml_is_told(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("sign_offs: [", "utf-8")
    assert [line[:3] for line in told(path)] == ["E01"]


def test_a_link_is_never_written_through(path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.yaml"
    append(elsewhere, a_sign_off())
    before = elsewhere.read_bytes()
    path.parent.mkdir(parents=True)
    path.symlink_to(elsewhere)
    with pytest.raises(CannotWrite, match="not a regular file"):
        append(path, a_sign_off(role="pharmacy"))
    assert elsewhere.read_bytes() == before


def test_a_failed_write_leaves_the_file_and_nothing_beside_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(path, a_sign_off())
    before = path.read_bytes()

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="the disk is full"):
        append(path, a_sign_off(role="pharmacy"))
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == ["wound.yaml"]


def _sign(path: Path, number: int) -> None:
    append(path, a_sign_off(name=f"Reviewer {number}"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no flock")
def test_sign_offs_at_the_same_time_are_all_kept(path: Path) -> None:
    workers = [multiprocessing.get_context("fork").Process(target=_sign, args=(path, n)) for n in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(sign_off.name for sign_off in read(path)) == [f"Reviewer {n}" for n in range(8)]
