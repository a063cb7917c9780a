"""Nothing that somebody typed is lost, and nothing of somebody else's is written over."""

from pathlib import Path

import pytest

from handout.desk.saving import (
    Conflict,
    Draft,
    Gone,
    difference,
    drafts_of,
    drop_draft,
    held,
    keep_draft,
    merged,
    new_draft,
    save,
)  # fmt: skip
from handout.files import CannotRead, CannotWrite

BASE = "one\ntwo\nthree\nfour\nfive\n"


def test_a_text_is_saved_over_the_one_it_began_from(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(BASE)
    after = save(path, BASE + "six\n", held(path))
    assert path.read_text() == BASE + "six\n" == after.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", b"\xef\xbb\xbfa: 1\r\nnew\r\nb: 3\r\n"),
        (b"a: 1\r\nb: 2\r\nc\nd\re\n", b"a: 1\r\nnew\r\nb: 3\r\nc\nd\re\n"),
        (b"a: 1\nb: 2\r\nc\nd", b"a: 1\nnew\nb: 3\nc\nd"),
        (b"a: 1\rb: 2\rc", b"a: 1\rnew\rb: 3\rc"),
    ],
)
def test_line_ends_and_byte_order_mark_stay_as_they_were(tmp_path: Path, before: bytes, after: bytes) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(before)
    began = held(path)
    assert began.text.startswith("a: 1\nb: 2\n")
    assert save(path, began.text, began).digest == began.digest and path.read_bytes() == before
    save(path, began.text.replace("b: 2", "new\nb: 3"), began)
    assert path.read_bytes() == after


def test_what_somebody_else_saved_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(BASE)
    began = held(path)
    path.write_text("theirs\n")
    with pytest.raises(Conflict) as caught:
        save(path, "mine\n", began)
    assert (caught.value.theirs.text, path.read_text()) == ("theirs\n", "theirs\n")


def test_a_file_that_was_taken_away_is_written_anew_only_where_that_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\r\n")
    began = held(path)
    path.unlink()
    with pytest.raises(Gone):
        save(path, "a: 2\n", began)
    assert not path.exists()
    save(path, "a: 2\n", began, is_anew=True)
    assert path.read_bytes() == b"a: 2\r\n"
    path.write_text("theirs\n")
    with pytest.raises(Conflict):
        save(path, "mine\n", began, is_anew=True)


def test_what_somebody_writes_in_the_moment_of_a_save_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(BASE)

    def written_over(path: Path, data: bytes) -> None:
        path.write_text("theirs\n")

    monkeypatch.setattr("handout.desk.saving.write_whole", written_over)
    began = save(path, "mine\n", held(path))
    with pytest.raises(Conflict):
        save(path, "mine again\n", began)


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("ONE\ntwo\nthree\nfour\nfive\n", "one\ntwo\nthree\nfour\nFIVE\n", "ONE\ntwo\nthree\nfour\nFIVE\n"),
        ("one\ntwo\nthree\nfour\nfive\nsix\n", "two\nthree\nfour\nfive\n", "two\nthree\nfour\nfive\nsix\n"),
        ("ONE\ntwo\nthree\nfour\nfive\n", "ONE\ntwo\nthree\nfour\nFIVE\n", "ONE\ntwo\nthree\nfour\nFIVE\n"),
        (BASE, "other\n", "other\n"),
        ("one\nTWO\nthree\nfour\nfive\n", "one\n2\nthree\nfour\nfive\n", None),
        ("one\nx\ntwo\nthree\nfour\nfive\n", "one\ny\ntwo\nthree\nfour\nfive\n", None),
        ("one\nfour\nfive\n", "one\ntwo\nTHREE\nfour\nfive\n", None),
    ],
)
def test_two_changes_are_merged_where_they_do_not_touch(mine: str, theirs: str, both: str | None) -> None:
    assert merged(BASE, mine, theirs) == both
    assert merged(BASE, theirs, mine) == both


def test_a_draft_comes_back_and_goes(tmp_path: Path) -> None:
    draft = Draft(text="x é \ud83d\n", base=BASE, digest="d", time="t")
    name = new_draft("wound.es")
    keep_draft(tmp_path, name, draft)
    assert drafts_of(tmp_path, "wound.es") == {name: draft}
    assert drafts_of(tmp_path, "wound") == {}
    assert (tmp_path / ".handout" / "drafts").stat().st_mode & 0o077 == 0
    drop_draft(tmp_path, name)
    assert drafts_of(tmp_path, "wound.es") == {}


def test_two_who_type_into_one_handout_keep_a_draft_each(tmp_path: Path) -> None:
    one, other = (Draft(text=text, base=BASE, digest="d", time="t", by=by) for text, by in (("a", ""), ("b", "Ana")))
    keep_draft(tmp_path, new_draft("wound"), one)
    keep_draft(tmp_path, new_draft("wound"), other)
    assert list(drafts_of(tmp_path, "wound").values()) == [one]
    assert list(drafts_of(tmp_path, "wound", "Ana").values()) == [other]


def test_half_a_character_is_told_and_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(BASE, "utf-8")
    with pytest.raises(CannotWrite, match="line 2 holds half a character"):
        save(path, "one\ntwo \ud83d\n", held(path))
    assert path.read_text("utf-8") == BASE


def test_half_a_draft_is_none(tmp_path: Path) -> None:
    keep_draft(tmp_path, "a+1", Draft(text="x", base="", digest="d", time="t"))
    path = tmp_path / ".handout" / "drafts" / "a+1.json"
    path.write_bytes(path.read_bytes()[:-9])
    assert drafts_of(tmp_path, "a") == {}


def test_a_file_that_is_no_text_is_not_edited(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(CannotRead):
        held(path)


def test_a_difference_says_what_its_signs_stand_for_and_nothing_of_line_numbers() -> None:
    theirs = [f"line {number}" for number in range(20)]
    mine = ["mine", *theirs[1:10], *theirs[11:]]
    shown = difference("\n".join(theirs), "\n".join(mine), "in the file", "yours").splitlines()
    assert shown[:6] == ["- in the file", "+ yours", "-line 0", "+mine", " line 1", " line 2"]
    assert shown[6:] == ["…", " line 8", " line 9", "-line 10", " line 11", " line 12"]
