"""Small documents that use everything keep PDF/UA-1 and PDF/A-2a, as veraPDF sees it."""

from pathlib import Path

import pytest

from support.painting import everything, one_line
from support.verapdf import HOW_TO_INSTALL, REFEREE_IS_MISSING, check

pytestmark = pytest.mark.skipif(REFEREE_IS_MISSING, reason=HOW_TO_INSTALL)


def test_the_least_and_the_most_that_the_canvas_paints_keep_both_standards(tmp_path: Path) -> None:
    made = {
        "everything": everything().finish(),
        "least": one_line("Words."),
        "right-to-left": one_line("نص", language="ar", title="نص (1)"),
        "fields": one_line(author="A & B", keywords=("a", "ü"), fields={"slug": "x", "digest": "0"}, day="2026-11-22"),
    }
    for name, pdf in made.items():
        (tmp_path / f"{name}.pdf").write_bytes(pdf)
    assert check(sorted(tmp_path.glob("*.pdf"))) == []
