"""The desk is killed at each line that writes: every file is then the old one or the whole new one."""

import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

from handout.cache import BuildCache, Request, read_cache
from handout.catalogue import find
from handout.content.project import Project
from handout.desk import people
from handout.desk.people import Member, read_people
from handout.desk.saving import Draft, drafts_of, held, keep_draft, save
from handout.files import MARK
from handout.jobs import Outcome
from handout.problems import Problems
from handout.record import replace
from handout.review import sign_off_file, signed_text
from handout.review.canonical import digest_of
from handout.review.comments import Comment, append, read_comments
from handout.review.status import SignOff
from support.faulty import handout_yaml, make_project

OURS = (
    "files.py", "saving.py", "comments.py", "sign_off_file.py", "signed_text.py", "people.py", "library_record.py",
    "locking.py", "cache.py",
)  # fmt: skip
NOBODY = "999999999"
"""No process has this number."""


def at_each_line(folder: Path, work: Callable[[], Any], check: Callable[[Path], None]) -> int:
    """Do the work, and check the folder as a kill would leave it at each line of ours; how many lines there were.

    Who is killed leaves the files as they are at that moment, what was not flushed left out: so do their copies.
    """
    lines = 0
    seen: set[tuple[tuple[str, bytes], ...]] = set()

    def look() -> None:
        files = tuple(sorted((str(path.relative_to(folder)), path.read_bytes())
                             for path in folder.rglob("*") if path.is_file()))  # fmt: skip
        if files not in seen:
            seen.add(files)
            copy = folder.with_name(f"{folder.name}-{len(seen)}")
            shutil.copytree(folder, copy)
            for part in copy.rglob(f"{MARK}{os.getpid()}-*"):
                part.rename(part.with_name(part.name.replace(str(os.getpid()), NOBODY)))
            check(copy)

    def traced(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal lines
        if event == "line":
            lines += 1
            look()
        return traced

    def entered(frame: FrameType, _: str, __: Any) -> Any:
        return traced if frame.f_code.co_filename.endswith(OURS) else None

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        work()
    finally:
        sys.settrace(before)
    look()
    return lines


def test_a_save(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    path = folder / "wound.yaml"
    old, new = "title: old\n" * 50, "title: new\n" * 50
    path.write_text(old, "utf-8")

    def check(left: Path) -> None:
        saved = left / path.name
        assert saved.read_text("utf-8") in (old, new)
        save(saved, old, held(saved))
        assert [one.name for one in left.iterdir()] == [path.name]

    assert at_each_line(folder, lambda: save(path, new, held(path)), check) > 20


def test_a_draft(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    one = Draft(text="one", base="", digest="d", time="t")
    keep_draft(folder, "wound+1", one)
    other = Draft(text="two" * 1_000, base="", digest="d", time="t")

    def check(left: Path) -> None:
        assert drafts_of(left, "wound")["wound+1"] in (one, other)

    assert at_each_line(folder, lambda: keep_draft(folder, "wound+1", other), check) > 20


def test_a_comment(tmp_path: Path) -> None:
    path = tmp_path / "comments" / "wound.yaml"
    comment = Comment(by="Ana", time="2026-11-24T10:00:00+00:00", text="Soap?", part="title", block="0" * 16)
    append(path, path.name, comment)

    def check(left: Path) -> None:
        problems = Problems()
        assert len(read_comments(left / path.name, path.name, problems)) in (1, 2)
        assert not problems.found

    assert at_each_line(path.parent, lambda: append(path, path.name, comment), check) > 20


def test_a_sign_off(tmp_path: Path) -> None:
    """It is there whole or not at all, and never without the text that it is for."""
    record = tmp_path / "reviews" / "wound.yaml"
    text = "title: Your wound\n"
    ben = SignOff(
        name="Ben Example", credentials="M.D.", affiliation=None, role="clinical", attests="I stand by this text.",
        time="2026-11-24T10:00:00+00:00", due=date(2027, 11, 24), version=None, digest=digest_of(text), tool="handout",
    )  # fmt: skip
    sign_off_file.append(record, record.name, replace(ben, name="Ana Example", digest=digest_of("an older text")))

    def work() -> None:
        signed_text.store_signed_text(record, text)
        sign_off_file.append(record, record.name, ben)

    def check(left: Path) -> None:
        problems, signed = Problems(), left / record.name
        names = [one.name for one in sign_off_file.read_record(signed, record.name, problems)]
        assert names in (["Ana Example"], ["Ana Example", "Ben Example"])
        if len(names) == 2:
            assert signed_text.read_signed_text(signed, record.name, ben.digest, problems) == text
        assert not problems.found

    assert at_each_line(record.parent, work, check) > 20


def test_a_file_of_people(tmp_path: Path) -> None:
    path = tmp_path / "desk" / "people.yaml"
    path.parent.mkdir()
    ana, ben = (
        Member(name=name, credentials="", roles=(), password=people.NOBODY) for name in ("Ana Example", "Ben Example")
    )
    people.add(path, ana)

    def check(left: Path) -> None:
        assert len(read_people(left / path.name)) in (1, 2)

    assert at_each_line(path.parent, lambda: people.add(path, ben), check) > 20


def test_the_record_of_the_library(tmp_path: Path) -> None:
    def found(root: Path) -> int:
        project = Project(root)
        return len(find(project, project.entries(Problems()), "wound", Problems()))

    root = make_project(tmp_path / "project", wound=handout_yaml(title="Your wound"))

    def check(left: Path) -> None:
        assert found(left) == 1

    assert at_each_line(root, lambda: found(root), check) > 10


def test_what_a_build_notes(tmp_path: Path) -> None:
    today = date(2026, 11, 24)

    def cache(root: Path, digest: str) -> BuildCache:
        made = BuildCache(request(root), today)
        made.note(Outcome(source=root / "a.yaml", inputs=(("bytes", "a.yaml", digest),)), ["standard"])
        return made

    def request(root: Path) -> Request:
        return Request(root=root, files=(), styles=(), out=root / "out", release=False, targets=("pdf",))

    root = tmp_path / "project"
    (root / "content").mkdir(parents=True)
    old, new = cache(root, "1"), cache(root, "2")

    def work() -> None:
        old.save((), is_whole=True)
        new.save((), is_whole=True)

    def check(left: Path) -> None:
        wanted = [{}, cache(left, "1").now, cache(left, "2").now]
        assert read_cache(request(left), today).earlier in wanted
        cache(left, "2").save((), is_whole=True)
        assert read_cache(request(left), today).earlier == wanted[2]

    assert at_each_line(root, work, check) > 20
