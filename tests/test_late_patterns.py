"""Patterns of other libraries are compiled when they are first used, and then are patterns."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from handout.late.patterns import late_patterns

TEXT = "import re\nWORD = re.compile(r'[a-z]+')\nflag = re.compile('A', re.IGNORECASE)\n"


@pytest.fixture
def patient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    (tmp_path / "patient_library.py").write_text(TEXT, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield "patient_library"
    del sys.modules["patient_library"]


def test_a_pattern_is_compiled_when_it_is_used(patient: str) -> None:
    with late_patterns(patient):
        import patient_library  # type: ignore[import-not-found]
    assert not isinstance(patient_library.WORD, re.Pattern)
    assert patient_library.WORD.findall("one two") == ["one", "two"]
    assert patient_library.flag.fullmatch("a") is not None
    assert patient_library.WORD.pattern == "[a-z]+"


def test_patterns_of_others_are_compiled_at_once(patient: str) -> None:
    with late_patterns("another"):
        import patient_library

        assert isinstance(re.compile("x"), re.Pattern)
    assert isinstance(patient_library.WORD, re.Pattern)


def test_afterwards_all_is_as_it_was() -> None:
    true = re.compile
    with pytest.raises(ImportError), late_patterns("yaml"):
        raise ImportError
    assert re.compile is true


def test_the_libraries_read_as_ever() -> None:
    """A library that hands its patterns to `re`, or asks what they are, would show here."""
    program = (
        "import re\nfrom handout.problems import Problems\nfrom handout.reading.yaml_file import parse\n"
        "from handout.text.commonmark import inline_tokens\n"
        "parse(b'a: [1, \"b\"]', 'x.yaml', Problems())\ninline_tokens('*one* [two](https://example.org) &amp; `y`')\n"
        "import yaml\nprint(yaml.safe_load('[2026-11-24, 1.5, yes]'))\n"
        "from markdown_it import MarkdownIt\nprint(MarkdownIt('commonmark').render('a &amp; <b>'))"
    )
    run = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=False)
    assert (run.stderr, run.stdout) == ("", "[datetime.date(2026, 11, 24), 1.5, True]\n<p>a &amp; <b></p>\n\n")
