"""The desk is killed at each line that writes: every file is then the old one or the whole new one."""

import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from handout.cache import BuildCache, Request, read_cache
from handout.catalogue import find
from handout.content.project import Project
from handout.desk import people
from handout.desk.people import Member, read_people
from handout.desk.saving import Draft, drafts_of, held, keep_draft, save
from handout.jobs import Outcome
from handout.library_record import PATH as RECORD
from handout.problems import Problems
from handout.record import replace
from handout.review import sign_off_file, signed_text
from handout.review.comments import Comment, append, read_comments
from handout.review.digest import digest_of
from handout.review.status import SignOff
from support.faulty import handout_yaml, make_project

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
OURS = (
    "files.py", "saving.py", "comments.py", "sign_off_file.py", "signed_text.py", "people.py", "library_record.py",
    "locking.py", "cache.py",
)  # fmt: skip
MOST = 400
"""Lines; no work here has more."""


def is_killed(work: Callable[[], Any], at: int) -> bool:
    """Do the work in a process that is killed at the line of ours that it comes to as the `at`-th."""
    child = os.fork()
    if child == 0:
        left = at

        def traced(frame: FrameType, event: str, _: Any) -> Any:
            nonlocal left
            if event == "line":
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return traced

        def entered(frame: FrameType, _: str, __: Any) -> Any:
            return traced if frame.f_code.co_filename.endswith(OURS) else None

        sys.settrace(entered)
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def at_each_line(work: Callable[[], Any], check: Callable[[], None], step: int = 1) -> int:
    """Kill the work at one line after the other, or at each of so many, and check each time; how many there were."""
    for at in range(1, MOST, step):
        if not is_killed(work, at):
            check()
            return at - 1
        check()
    raise AssertionError("the work never ended")


def test_a_save(tmp_path: Path) -> None:
    path = tmp_path / "wound.yaml"
    old, new = "title: old\n" * 50, "title: new\n" * 50

    def work() -> None:
        path.write_text(old, "utf-8")
        save(path, new, held(path))

    def check() -> None:
        assert path.read_text("utf-8") in (old, new)

    assert at_each_line(work, check) > 20
    save(path, old, held(path))
    assert [one.name for one in tmp_path.iterdir()] == ["wound.yaml"]


def test_a_draft(tmp_path: Path) -> None:
    one = Draft(text="one", base="", digest="d", time="t")
    keep_draft(tmp_path, "wound+1", one)
    other = Draft(text="two" * 1_000, base="", digest="d", time="t")

    def check() -> None:
        assert drafts_of(tmp_path, "wound")["wound+1"] in (one, other)

    assert at_each_line(lambda: keep_draft(tmp_path, "wound+1", other), check) > 20


def test_a_comment(tmp_path: Path) -> None:
    path = tmp_path / "comments" / "wound.yaml"
    comment = Comment(by="Ana", time="2026-11-24T10:00:00+00:00", text="Soap?", part="title", block="0" * 16)
    append(path, path.name, comment)
    before = path.read_bytes()

    def check() -> None:
        problems = Problems()
        assert len(read_comments(path, path.name, problems)) in (1, 2)
        assert not problems.found
        path.write_bytes(before)

    assert at_each_line(lambda: append(path, path.name, comment), check, 2) > 20


def test_a_sign_off(tmp_path: Path) -> None:
    """It is there whole or not at all, and never without the text that it is for."""
    record = tmp_path / "reviews" / "wound.yaml"
    text = "title: Your wound\n"
    ben = SignOff(
        name="Ben Example", credentials="M.D.", affiliation=None, role="clinical", attests="I stand by this text.",
        time="2026-11-24T10:00:00+00:00", due=date(2027, 11, 24), version=None, digest=digest_of(text), tool="handout",
    )  # fmt: skip
    sign_off_file.append(record, record.name, replace(ben, name="Ana Example", digest=digest_of("an older text")))
    before = record.read_bytes()

    def work() -> None:
        signed_text.store_signed_text(record, text)
        sign_off_file.append(record, record.name, ben)

    def check() -> None:
        problems = Problems()
        names = [one.name for one in sign_off_file.read_record(record, record.name, problems)]
        assert names in (["Ana Example"], ["Ana Example", "Ben Example"])
        if len(names) == 2:
            assert signed_text.read_signed_text(record, record.name, ben.digest, problems) == text
        assert not problems.found
        record.write_bytes(before)
        signed_text.signed_text_path(record, ben.digest).unlink(missing_ok=True)

    assert at_each_line(work, check, 3) > 20


def test_a_file_of_people(tmp_path: Path) -> None:
    path = tmp_path / "people.yaml"
    ana, ben = (
        Member(name=name, credentials="", roles=(), password=people.NOBODY) for name in ("Ana Example", "Ben Example")
    )
    people.add(path, ana)
    before = path.read_bytes()

    def check() -> None:
        assert len(read_people(path)) in (1, 2)
        path.write_bytes(before)

    assert at_each_line(lambda: people.add(path, ben), check) > 20


def test_the_record_of_the_library(tmp_path: Path) -> None:
    project = Project(make_project(tmp_path, wound=handout_yaml(title="Your wound")))
    entries = project.entries(Problems())

    def work() -> None:
        (tmp_path / RECORD).unlink(missing_ok=True)
        find(project, entries, "wound", Problems())

    def check() -> None:
        assert len(find(project, entries, "wound", Problems())) == 1

    assert at_each_line(work, check, 3) > 10


def test_what_a_build_notes(tmp_path: Path) -> None:
    request = Request(root=tmp_path, files=(), styles=(), out=tmp_path / "out", release=False, targets=("pdf",))
    today = date(2026, 11, 24)
    old, new = BuildCache(request, today), BuildCache(request, today)
    old.note(Outcome(source=tmp_path / "a.yaml", inputs=(("bytes", "a.yaml", "1"),)), ["standard"])
    new.note(Outcome(source=tmp_path / "a.yaml", inputs=(("bytes", "a.yaml", "2"),)), ["standard"])

    def work() -> None:
        (tmp_path / RECORD).unlink(missing_ok=True)
        old.save((), is_whole=True)
        new.save((), is_whole=True)

    def check() -> None:
        assert read_cache(request, today).earlier in ({}, old.now, new.now)
        new.save((), is_whole=True)
        assert read_cache(request, today).earlier == new.now

    assert at_each_line(work, check, 3) > 20
