"""Searching the library: all words, whatever their accents and capitals, in any script; the record may be lost."""

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handout.catalogue import folded
from handout.cli.find import command
from handout.library_record import PATH
from support.faulty import handout_yaml, make_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = make_project(
        tmp_path,
        wound=handout_yaml("      - Wash your hands, then take 5 mg of Prednisone.\n", title="Your wound"),
        kidney=handout_yaml(
            "      - Para los riñones, beba agua con la medicación. 肾脏透析前不要喝水。\n", title="Kidneys"
        ),
    )
    shutil.copy(root / "content" / "kidney.yaml", root / "content" / "kidney.es.yaml")
    return root


def search(project: Path, *words: str) -> Result:
    return CliRunner().invoke(command, [*words, "--project", str(project)], standalone_mode=False)


def files(project: Path, *words: str) -> list[str]:
    return [line.partition(":")[0] for line in search(project, *words).stdout.splitlines()]


@pytest.mark.parametrize("words", [["prednisone"], ["PREDNI"], ["hands", "wash"], ["wash your hands"], ["5", "mg"]])
def test_all_words_are_found_in_any_order_and_from_their_beginning(project: Path, words: list[str]) -> None:
    assert files(project, *words) == ["content/wound.yaml"]


@pytest.mark.parametrize("words", ["rinones", "MEDICACION", "肾脏", "喝水"])
def test_accents_make_no_difference_and_chinese_is_found_in_parts(project: Path, words: str) -> None:
    assert files(project, words) == ["content/kidney.es.yaml", "content/kidney.yaml"]


def test_a_word_is_not_found_in_the_middle_of_another(project: Path) -> None:
    done = search(project, "ednisone")
    assert (done.return_value, done.stdout, done.stderr) == (1, "", "nothing found\n")


def test_what_is_found_is_shown_at_its_line_with_the_words_around_it(project: Path) -> None:
    text = (project / "content" / "wound.yaml").read_text("utf-8")
    line = text[: text.index("Prednisone")].count("\n") + 1
    expected = f"content/wound.yaml:{line}: Your wound: Wash your hands, then take 5 mg of Prednisone.\n"
    assert search(project, "prednisone").stdout == expected
    assert search(project, "your", "wound").stdout == "content/wound.yaml:1: Your wound\n"


def test_titles_come_first(project: Path) -> None:
    path = project / "content" / "a.yaml"
    path.write_text(handout_yaml("      - See 'Your wound'.\n", title="Rest"), "utf-8")
    assert files(project, "your", "wound")[:1] + files(project, "see", "wound") == [
        "content/wound.yaml",
        "content/a.yaml",
    ]


def test_only_one_language_when_it_is_named(project: Path) -> None:
    assert files(project, "riñones", "--language", "es") == ["content/kidney.es.yaml"]
    text = handout_yaml("      - Para los riñones.\n", more="disclaimer: Nada.\n").replace("en-US", "es-MX")
    (project / "content" / "dolor.yaml").write_text(text, "utf-8")
    assert files(project, "riñones", "--language", "ES") == ["content/dolor.yaml", "content/kidney.es.yaml"]
    (project / "content" / "broken.yaml").write_text("title: Riñones\n", "utf-8")
    assert "content/broken.yaml" in files(project, "riñones", "--language", "en")
    assert "'spanish' is not a language tag" in str(search(project, "riñones", "--language", "spanish").exception)


@pytest.mark.parametrize("words", ["", " ", '"', "…"])
def test_without_a_word_there_is_nothing_to_look_for(project: Path, words: str) -> None:
    assert "say which words to look for" in str(search(project, words).exception)


@pytest.mark.parametrize(
    ("broken", "told"),
    [(b"title: [", "E01"), (b"title: caf\xe9\n", "E11"), (b"a: " + b"x" * 2_000_001, "E10")],
)
def test_a_handout_that_cannot_be_searched_is_told_beside_what_is_found(
    project: Path, broken: bytes, told: str
) -> None:
    (project / "content" / "broken.yaml").write_bytes(broken)
    done = search(project, "prednisone")
    assert files(project, "prednisone") == ["content/wound.yaml"]
    assert done.return_value == 1
    (line,) = [line for line in done.stderr.splitlines() if not line.startswith("    hint")]
    assert re.match(rf"content/broken\.yaml:1:\d+: error\[{told}\] ", line)


def test_what_changed_or_went_is_seen_at_once(project: Path) -> None:
    assert files(project, "prednisone")
    path = project / "content" / "wound.yaml"
    path.write_text(path.read_text("utf-8").replace("Prednisone", "Aspirin"), "utf-8")
    assert (files(project, "prednisone"), files(project, "aspirin")) == ([], ["content/wound.yaml"])
    path.unlink()
    assert files(project, "aspirin") == []


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b"no database"),
        lambda path: path.write_bytes(path.read_bytes()[:2000]),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["gone", "something else", "cut off", "a folder"],
)
def test_without_its_record_the_search_finds_the_same(project: Path, harm: Callable[[Path], object]) -> None:
    before = search(project, "rinones").stdout
    harm(project / PATH)
    assert search(project, "rinones").stdout == before != ""


def test_the_record_is_believed_while_the_bytes_are_the_same(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = search(project, "rinones").stdout
    monkeypatch.setattr("handout.catalogue._read", None)
    assert search(project, "rinones").stdout == before


def test_folding_keeps_what_tells_words_apart() -> None:
    assert folded("Ärzte: «Übelkeit»—5,5 mg") == " arzte ubelkeit 5 5 mg"
    assert folded("น้ำ") != folded("นำ")


def test_only_what_stands_so_with_its_reviewers_is_searched(project: Path) -> None:
    assert files(project, "your", "--state", "draft") == ["content/wound.yaml"]
    assert files(project, "your", "--state", "signed") == []
    (project / "content" / "wound.yaml").write_text("title: Your wound\n", "utf-8")
    assert files(project, "your", "--state", "error") == ["content/wound.yaml"]


def test_a_record_that_another_process_writes_is_left_to_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handout.library_record.PATIENCE", 0.0)
    files(project, "your")
    with closing(sqlite3.connect(project / PATH, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert files(project, "your") == ["content/wound.yaml"]
        other.execute("DELETE FROM handouts")
        other.execute("COMMIT")
    with closing(sqlite3.connect(project / PATH)) as again:
        assert again.execute("SELECT * FROM handouts").fetchall() == []
