"""No way round: a name that was signed for one text is never printed under another, and a release holds that back."""

import shutil
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from handout.cli.build import command as build
from handout.cli.sign import command as sign
from support.faulty import handout_yaml, make_project

DAY = "2026-11-22"
POLICY = "review: {required: [clinical], valid_for: 24 months}\n"
NAME = "Ana Example"


@dataclass(frozen=True)
class Clinic:
    """A project with one signed handout, and ways to call the command line on it."""

    root: Path

    def sign(self, slug: str, role: str = "clinical", name: str = NAME) -> Result:
        return CliRunner().invoke(sign, [
            f"content/{slug}.yaml", "--name", name, "--credentials", "R.N.", "--role", role, "--due", "2028-11-22",
            "--today", DAY, "--project", str(self.root),
        ], standalone_mode=False)  # fmt: skip

    def build(self, *more: str) -> Result:
        return CliRunner().invoke(build, ["--today", DAY, "--project", str(self.root), *more], standalone_mode=False)

    def pages(self, slug: str) -> list[str]:
        reader = pypdf.PdfReader(BytesIO((self.root / "out" / f"{slug}.pdf").read_bytes()))
        return [" ".join(page.extract_text().split()) for page in reader.pages]

    def review(self, slug: str) -> Path:
        return self.root / "content" / "reviews" / f"{slug}.yaml"

    def built(self) -> list[str]:
        return sorted(path.name for path in (self.root / "out").glob("*.pdf"))


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    root = make_project(tmp_path, wound=handout_yaml(), other=handout_yaml("      - Do not wash your hands.\n"))
    path = root / "content" / "clinic.yaml"
    path.write_text(path.read_text("utf-8") + POLICY, "utf-8")
    clinic = Clinic(root)
    assert clinic.sign("wound").exception is None
    return clinic


def is_draft(pages: list[str], mark: str = "DRAFT") -> bool:
    return all(mark in page and NAME not in page for page in pages)


def test_a_sign_off_copied_to_another_handout_signs_nothing_there(clinic: Clinic) -> None:
    shutil.copy(clinic.review("wound"), clinic.review("other"))
    clinic.build()
    assert is_draft(clinic.pages("other"))
    assert [page for page in clinic.pages("wound") if NAME not in page] == []


def test_a_sign_off_copied_to_a_translation_signs_nothing_there(clinic: Clinic) -> None:
    spanish = handout_yaml("      - No se lave las manos.\n").replace("language: en-US", "language: es")
    (clinic.root / "content" / "wound.es.yaml").write_text(spanish + "disclaimer: Pregunte.\n", "utf-8")
    shutil.copy(clinic.review("wound"), clinic.review("wound.es"))
    clinic.build()
    assert is_draft(clinic.pages("wound.es"), "BORRADOR")


def test_a_role_that_is_not_required_brings_no_name(clinic: Clinic) -> None:
    clinic.sign("other", role="plain language")
    clinic.build()
    assert is_draft(clinic.pages("other"))


def test_a_role_that_becomes_required_takes_the_name_away(clinic: Clinic) -> None:
    path = clinic.root / "content" / "clinic.yaml"
    path.write_text(path.read_text("utf-8").replace("[clinical]", "[clinical, pharmacy]"), "utf-8")
    clinic.build()
    assert is_draft(clinic.pages("wound"))
    clinic.sign("wound", role="Pharmacy", name="Bo Example")
    clinic.build()
    assert [page for page in clinic.pages("wound") if f"{NAME}, R.N. and Bo Example, R.N." not in page] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("Ana Example", "Eva Example"), ("R.N.", "M.D."), ('due: "2028', 'due: "2038'), ("clinical review", "every view")],
)
def test_an_edited_sign_off_builds_nothing(clinic: Clinic, old: str, new: str) -> None:
    text = clinic.review("wound").read_text("utf-8")
    assert old in text
    clinic.review("wound").write_text(text.replace(old, new, 1), "utf-8")
    done = clinic.build()
    assert (done.return_value, clinic.built()) == (1, ["other.pdf"])
    assert "content/reviews/wound.yaml:4:5: error[E80]" in done.output


def test_a_release_builds_what_is_signed_and_names_each_that_is_not_with_its_reason(clinic: Clinic) -> None:
    (clinic.root / "content" / "third.yaml").write_text(handout_yaml("      - Rest.\n"), "utf-8")
    shutil.copy(clinic.review("wound"), clinic.review("third"))
    done = clinic.build("--release")
    assert (done.return_value, clinic.built()) == (1, ["wound.pdf"])
    assert "content/other.yaml:1:1: error[E83] not released: nobody has signed it" in done.output
    assert "content/third.yaml:1:1: error[E84] not released: it has changed since it was reviewed" in done.output


def test_a_release_after_the_due_day_builds_nothing(clinic: Clinic) -> None:
    done = clinic.build("--release", "content/wound.yaml", "--today", "2028-11-23")
    assert (done.return_value, clinic.built()) == (1, [])
    assert "error[E85] not released: its review was due on 2028-11-22" in done.output


def test_swapped_pictures_take_the_name_away(clinic: Clinic) -> None:
    images = clinic.root / "content" / "images"
    images.mkdir()
    for name, red in (("one", 10), ("two", 200)):
        Image.new("RGB", (30, 20), (red, 9, 9)).save(images / f"{name}.png")
    figures = "".join(f"      - figure: {{image: images/{name}.png, alt: Stage {name}}}\n" for name in ("one", "two"))
    (clinic.root / "content" / "other.yaml").write_text(handout_yaml(figures), "utf-8")
    clinic.sign("other")
    clinic.build()
    assert not is_draft(clinic.pages("other"))
    (images / "one.png").rename(images / "three.png")
    (images / "two.png").rename(images / "one.png")
    (images / "three.png").rename(images / "two.png")
    clinic.build()
    assert is_draft(clinic.pages("other"))
