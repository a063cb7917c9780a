"""A reviewer's name goes from every page with the first letter that is changed, and comes back with the old text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import islice
from pathlib import Path

import pypdf
import pytest
import yaml
from click.testing import CliRunner
from PIL import Image

from handout.cli.build import command as build
from handout.cli.sign import command as sign
from handout.cli.verify import command as verify
from handout.content.blocks import KINDS
from handout.library import Library, Opened
from handout.problems import Problems
from handout.review.status import State
from handout.targets.text import text as as_text

SOURCE = (Path(__file__).parent / "fixtures" / "review" / "every-kind.yaml").read_text("utf-8")
CLINIC = """\
name: Riverside Kidney Clinic
phone: "555 0100"
emergency: "911"
website: https://clinic.example
address: 1 River Street, Riverside
language: en-US
styles: [standard]
disclaimer: {en: Ask your care team., es: Pregunte a su equipo.}
short_disclaimer: {en: For information only.}
editorial_policy: {en: Our handouts are checked every year.}
feedback: {url: https://clinic.example/feedback}
review: {required: [clinical, Pharmacy], valid_for: 36 months}
language_help: {es: Tenemos ayuda gratis., vi: Xin giúp.}
"""
DAY, LATER, AFTER = "2026-11-22", "2028-11-22", "2028-11-23"
ANA, BO = "Ana Example", "Bo Example"
LINE = "Reviewed by Ana Example, R.N. and Bo Example, Pharm.D. · 22 November 2026 · next review November 2028"
UNTOLD = ("codes", "keywords", "allow")
"""What no page shows."""
LOOKS = ("width", "align", "page_break")


@dataclass(frozen=True)
class Leaf:
    """One scalar of the YAML: its keys, and where its text lies."""

    path: tuple[str, ...]
    start: int
    end: int

    def __str__(self) -> str:
        return "/".join(self.path)


def leaves(node: yaml.Node, path: tuple[str, ...] = ()) -> Iterator[Leaf]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from leaves(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from leaves(value, (*path, str(number)))
    else:
        yield Leaf(path, node.start_mark.index, node.end_mark.index)


LEAVES = list(leaves(yaml.compose(SOURCE)))
PROSE = [leaf for leaf in LEAVES if not {*UNTOLD, *LOOKS} & {*leaf.path}]


def flips(leaf: Leaf, source: str = SOURCE) -> Iterator[str]:
    """The source with one letter or figure of this leaf another, one for each letter it has, the last one first."""
    for at in range(leaf.end - 1, leaf.start - 1, -1):
        letter = source[at]
        if letter.isascii() and letter.isalnum():
            yield source[:at] + _OTHER.get(letter, "x") + source[at + 1 :]


_OTHER = {"x": "y", "X": "Y", **{str(figure): str((figure + 1) % 10) for figure in range(10)}}


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose handout both required roles have signed."""
    root = tmp_path_factory.mktemp("project")
    images = root / "content" / "images"
    images.mkdir(parents=True)
    for name, red in (("wound", 200), ("border", 90)):
        Image.new("RGB", (40, 30), (red, 60, 60)).save(images / f"{name}.png")
    put(root, SOURCE, CLINIC)
    for name, credentials, role in ((ANA, "R.N.", "clinical"), (BO, "Pharm.D.", "pharmacy")):
        done = CliRunner().invoke(sign, [
            "content/wound.yaml", "--name", name, "--credentials", credentials, "--role", role,
            "--due", LATER, "--time", f"{DAY}T09:00:00+00:00", "--project", str(root),
        ], standalone_mode=False)  # fmt: skip
        assert done.exception is None, done.exception
    return root


def put(root: Path, handout: str = SOURCE, clinic: str = CLINIC) -> None:
    (root / "content" / "wound.yaml").write_text(handout, "utf-8")
    (root / "content" / "clinic.yaml").write_text(clinic, "utf-8")


def opened(root: Path, handout: str = SOURCE, clinic: str = CLINIC, day: str = DAY) -> Opened | None:
    """The handout as any target reads it; None when it has errors."""
    put(root, handout, clinic)
    problems = Problems()
    library = Library(root, date.fromisoformat(day))
    [entry] = library.chosen([Path("content/wound.yaml")], problems)
    return library.open(entry, problems)


def names_nobody(one: Opened) -> bool:
    told = as_text(one.edition)
    return not any(name in told for name in (ANA, BO))


def pages(root: Path, *more: str, day: str = DAY) -> list[str]:
    """The words of each page, built through the command line."""
    command = ["content/wound.yaml", "--today", day, "--project", str(root), *more]
    done = CliRunner().invoke(build, command, standalone_mode=False)
    assert done.exception is None, done.exception
    assert done.return_value == 0, done.output
    [path] = (root / "out").glob(f"wound{'.' + more[1] if more else ''}.pdf")
    reader = pypdf.PdfReader(BytesIO(path.read_bytes()))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_the_fixture_holds_every_kind_of_block() -> None:
    assert {part for leaf in LEAVES for part in leaf.path} >= {*KINDS}


def test_signed_it_names_both_reviewers(signed: Path) -> None:
    one = opened(signed)
    assert one is not None
    assert (one.edition.state, one.edition.running.mark, one.edition.running.flag) == ("signed", None, None)
    assert one.edition.running.review_line == LINE
    assert not names_nobody(one)


@pytest.mark.parametrize("leaf", PROSE, ids=str)
def test_one_letter_takes_the_names_away_or_is_refused(signed: Path, leaf: Leaf) -> None:
    most = 3 if leaf.path[-1] in REFUSED else None
    one = next((one for flipped in islice(flips(leaf), most) if (one := opened(signed, flipped)) is not None), None)
    if one is None:
        assert leaf.path[-1] in REFUSED
        return
    assert one.survey.status.state is State.CHANGED
    assert one.edition.running.mark == "DRAFT"
    assert one.edition.running.review_line == "Changed since it was reviewed"
    assert names_nobody(one)


REFUSED = {"type", "tone", "level", "image", "id", "row_headings", "decorative"}
"""Keys with a few known values: one letter makes none of them, and nothing is built."""


@pytest.mark.parametrize("leaf", [leaf for leaf in LEAVES if {*UNTOLD, *LOOKS} & {*leaf.path}], ids=str)
def test_what_no_reader_is_told_changes_nothing(signed: Path, leaf: Leaf) -> None:
    found = [one for flipped in islice(flips(leaf), 3) if (one := opened(signed, flipped)) is not None]
    assert {one.edition.state for one in found} <= {"signed"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Clinic", "Clinix"), ("0100", "0101"), ("911", "912"), ("clinic.example\n", "clinix.example\n"),
        ("1 River", "2 River"), ("information only", "informatiom only"), ("every year", "every yeat"),
        ("feedback}", "feedbacl}"), ("ayuda", "ayude"), ("Xin", "Xim"),
    ],
)  # fmt: skip
def test_one_letter_of_what_the_clinic_tells_takes_the_names_away(signed: Path, old: str, new: str) -> None:
    assert CLINIC.count(old) == 1
    one = opened(signed, SOURCE, CLINIC.replace(old, new))
    assert one is not None
    assert (one.edition.state, one.edition.running.mark) == ("changed", "DRAFT")
    assert names_nobody(one)


def test_the_clinics_disclaimer_counts_where_the_handout_has_none_of_its_own(tmp_path: Path) -> None:
    short = SOURCE[: SOURCE.index("disclaimer: |")]
    (tmp_path / "content" / "images").mkdir(parents=True)
    for name in ("wound", "border"):
        Image.new("RGB", (40, 30), (200, 60, 60)).save(tmp_path / "content" / "images" / f"{name}.png")
    before = opened(tmp_path, short)
    after = opened(tmp_path, short, CLINIC.replace("your care team", "your care tean"))
    elsewhere = opened(tmp_path, short, CLINIC.replace("su equipo", "su equipe"))
    assert before is not None
    assert after is not None
    assert elsewhere is not None
    assert before.edition.digest != after.edition.digest
    assert before.edition.digest == elsewhere.edition.digest


@pytest.mark.parametrize("name", ["wound", "border"])
def test_one_byte_of_a_picture_takes_the_names_away(signed: Path, name: str) -> None:
    path = signed / "content" / "images" / f"{name}.png"
    before = path.read_bytes()
    try:
        Image.new("RGB", (40, 30), (201, 60, 61)).save(path)
        one = opened(signed)
    finally:
        path.write_bytes(before)
    assert one is not None
    assert (one.edition.state, one.edition.running.mark) == ("changed", "DRAFT")


def reordered(value: object) -> object:
    if isinstance(value, dict):
        return {key: reordered(value[key]) for key in reversed(value)}
    return [reordered(part) for part in value] if isinstance(value, list) else value


def requoted(style: str | None, flow: bool, width: int) -> str:
    """The same content, its keys the other way round, every text quoted in this style."""
    found = reordered(yaml.load(SOURCE, Loader=yaml.BaseLoader))
    text = yaml.dump(found, default_style=style, default_flow_style=flow, width=width, allow_unicode=True,
                     sort_keys=False)  # fmt: skip
    # Numbers and truths are words in quotes.
    keys = "lines|row_headings|decorative|page_break|in|of|tick|rows"
    return re.sub(rf"(\b(?:{keys}))(['\"]?): ['\"]?(\w+)['\"]?", r"\1\2: \3", text)


@pytest.mark.parametrize(
    "retype",
    [
        lambda: SOURCE.replace("\n", "\r\n"), lambda: "\ufeff" + SOURCE,
        lambda: "# A comment\n" + SOURCE + "# Another\n",
        lambda: SOURCE.replace("title: Caring", "title:   # here\n  Caring"),
        lambda: SOURCE.replace("\n\n", "\n\n\n"),
        lambda: requoted(None, False, 60), lambda: requoted('"', False, 100),
        lambda: requoted("'", False, 4000), lambda: requoted(None, True, 80),
    ],
    ids=["CRLF", "BOM", "comments", "comment inside", "blank lines", "plain", "double", "single", "flow"],
)  # fmt: skip
def test_another_way_to_type_the_same_text_stays_signed(signed: Path, retype: Callable[[], str]) -> None:
    one = opened(signed, retype())
    assert one is not None
    assert one.edition.running.review_line == LINE


def words(text: str) -> str:
    """A text without the signs between its parts: none is printed where a line ends."""
    return text.replace(" ·", "")


def test_another_style_sheet_stays_signed_and_names_both_on_every_page(signed: Path) -> None:
    put(signed)
    for more in ((), ("--style", "large-print")):
        found = pages(signed, *more)
        assert [page for page in found if words(LINE) not in words(page) or "DRAFT" in page] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("250 milligrams", "350 milligrams"), ("Not yet, but", "Now yet, but"), ("No baths", "Mo baths"),
        ("Stitches over", "Stitched over"), ("None to tell", "Nine to tell"), ("cle of ex", "cle if ex"),
    ],
)  # fmt: skip
def test_changed_every_page_says_so_and_no_page_names_a_reviewer(signed: Path, old: str, new: str) -> None:
    assert SOURCE.count(old) == 1
    put(signed, SOURCE.replace(old, new))
    found = pages(signed)
    assert [page for page in found if "DRAFT" not in page or "Changed since it was reviewed" not in page] == []
    assert [page for page in found if ANA in page or BO in page] == []
    done = CliRunner().invoke(
        verify, [str(signed / "out" / "wound.pdf"), "--project", str(signed), "--today", DAY], standalone_mode=False
    )
    assert (done.return_value, "its text is not signed" in done.output) == (1, True)


def test_overdue_the_footer_says_so_and_no_page_is_a_draft(signed: Path) -> None:
    put(signed)
    found = pages(signed, day=AFTER)
    assert [page for page in found if "OVERDUE" not in page or "Review was due 22 November 2028" not in page] == []
    assert [page for page in found if "DRAFT" in page] == []
