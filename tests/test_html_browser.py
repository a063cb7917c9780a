"""The HTML twin before outside judges: html-validate, and axe-core in a headless Chromium."""

import html
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from support.node import HERE, need, need_chromium
from support.portal import change, make_project, run_export, run_sign
from test_html import html_of

TRANSLATED = "  es: Pregunte a su equipo."
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One signed page, its draft in Arabic, and both side by side, in three of the built-in styles."""
    root = make_project(tmp_path_factory.mktemp("pages"))
    change(root, TRANSLATED, f"{TRANSLATED}\n  ar: اسأل فريقك.", "clinic.yaml")
    source = (root / "content" / "wound.yaml").read_text("utf-8")
    arabic = source.replace("language: en-US", "language: ar").replace("Wash.,", '"اتصل بالرقم 555-0100 الآن",')
    arabic = arabic.replace("Doses by weight", "الجرعات حسب الوزن")
    (root / "content" / "wound.ar.yaml").write_text(arabic, "utf-8")
    change(root, "styles: ", "bilingual: [[en-US, ar]]\nstyles: ", "clinic.yaml")
    run_sign(root)
    for style in ("standard", "large-print", "high-contrast"):
        run_export(root, "--to", root / style, "--draft", "--style", style)
    return sorted(root.glob("*/*.html"))


def violations(page: Path, width: int, folder: Path) -> list[Any]:
    """What axe-core finds in a page of this width; its script is put into a copy whose own policy is taken out."""
    chromium, axe = need_chromium(), (need("axe-core") / "axe.min.js").read_text("utf-8")
    ask = (
        f"axe.run(document, {{runOnly: {json.dumps(RULES)}}}).then((found) => {{"
        "const told = document.createElement('pre'); told.id = 'axe-told';"
        "told.textContent = JSON.stringify({passes: found.passes.length, violations: found.violations.map("
        "(rule) => [rule.id, rule.nodes.map((node) => node.html)])}); document.body.append(told); });"
    )
    text = re.sub(r"<meta http-equiv[^>]*>", "", page.read_text("utf-8"))
    copy = folder / "page.html"
    copy.write_text(text.replace("</body>", f"<script>{axe}</script><script>{ask}</script></body>"), "utf-8")
    command = [
        chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'user'}",
        f"--window-size={width},900", "--virtual-time-budget=20000", "--dump-dom", copy.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    told = re.search(r'<pre id="axe-told">(.*?)</pre>', done.stdout, re.DOTALL)
    assert told is not None, done.stderr[-2000:]
    found = json.loads(html.unescape(told[1]))
    assert found["passes"] > 20
    return list(found["violations"])


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_against_wcag_2_2_aa(pages: list[Path], width: int, tmp_path: Path) -> None:
    assert len(pages) == 9
    found = {}
    for number, page in enumerate(pages):
        folder = tmp_path / str(number)
        folder.mkdir()
        found[f"{page.parent.name}/{page.name}"] = violations(page, width, folder)
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("name", ["blocks-side-by-side", "every-key", "log", "medicines-apart"])
def test_axe_finds_nothing_in_blocks_on_a_phone(name: str, tmp_path: Path) -> None:
    page = tmp_path / f"{name}.html"
    page.write_text(html_of(name), "utf-8")
    assert violations(page, 320, tmp_path) == []


def test_axe_does_find_a_fault(pages: list[Path], tmp_path: Path) -> None:
    page = tmp_path / "spoiled.html"
    page.write_text(pages[0].read_text("utf-8").replace(' lang="en-US"', "").replace(' lang="ar"', ""), "utf-8")
    assert "html-has-lang" in [rule for rule, _ in violations(page, 1280, tmp_path)]


def validate(*files: Path) -> subprocess.CompletedProcess[str]:
    program = need("html-validate") / "bin" / "html-validate.mjs"
    command = ["node", str(program), "--config", str(HERE / ".htmlvalidate.json"), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=HERE)


def test_the_validator_finds_nothing(pages: list[Path], tmp_path: Path) -> None:
    for name in ("blocks-side-by-side", "chance", "log", "medicines", "pictures-beside", "table-with-boxes"):
        (tmp_path / f"{name}.html").write_text(html_of(name), "utf-8")
    done = validate(*pages, *tmp_path.glob("*.html"))
    assert (done.returncode, done.stdout) == (0, "")


def test_the_validator_does_find_a_fault(pages: list[Path], tmp_path: Path) -> None:
    page = tmp_path / "spoiled.html"
    page.write_text(pages[0].read_text("utf-8").replace("</main>", "<p><p id='text--start'></b>"), "utf-8")
    assert validate(page).returncode == 1
