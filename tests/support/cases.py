"""Cases: tiny handouts of one idea each, and what becomes of each at every stage, as text.

A case is `tests/cases/<name>.yaml`. Its first line says the idea; lines below it that begin with `# with` say what is
out of the ordinary: `style`, `clinic` (a file of `tests/cases/clinics`), `review` (signed, changed or overdue),
`stages` (those worth a golden), `whole: true` (goldens show front and end matter too, not the sections alone).
"""

import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path

from handout import flow
from handout.content.project import Entry
from handout.library import Library, Opened
from handout.problems import Problems
from handout.review.overview import record_path
from handout.review.sign_off_file import append
from handout.review.signing import Statement, sign_off
from handout.style.sheet import load_sheet
from handout.targets.pdf import FinishedPdf, make_pdf
from support.flow_outline import lines_of
from support.readback import Readback, Tag, outlined
from support.second_witness import page_texts

CASES = Path(__file__).parent.parent / "cases"
GOLDEN = Path(__file__).parent.parent / "golden"
STAGES = ("problems", "flow", "tags", "text")
TODAY = date(2026, 11, 24)
WITH = re.compile(r"^# with (\w+): (.+)$", re.MULTILINE)


def names() -> list[str]:
    """Every case."""
    return sorted(path.stem for path in CASES.glob("*.yaml") if path.stem != "clinic")


@dataclass(frozen=True)
class Case:
    """One case, built on first need. `root` is a project of its own."""

    name: str
    root: Path

    @cached_property
    def settings(self) -> dict[str, str]:
        return dict(WITH.findall((CASES / f"{self.name}.yaml").read_text("utf-8")))

    @property
    def stages(self) -> list[str]:
        """The stages that have a golden; a case that is refused has its problems only."""
        if self.pdf is None:
            return ["problems"]
        wanted = self.settings["stages"].split() if "stages" in self.settings else list(STAGES)
        return wanted if not self.told or "problems" in wanted else ["problems", *wanted]

    @cached_property
    def _made(self) -> tuple[Opened | None, FinishedPdf | None, Problems]:
        problems = Problems()
        library = Library(self.root, TODAY)
        opened = library.open(self._entry(library), problems)
        sheet = library.sheet(self.settings.get("style", "standard"), problems)
        made = None if opened is None or sheet is None else make_pdf(opened.edition, sheet, problems)
        return opened, made, problems

    def _entry(self, library: Library) -> Entry:
        entry = library.project.entry(self.root / "content" / f"{self.name}.yaml", Problems())
        if entry is None:
            raise FileNotFoundError(self.name)
        return entry

    @property
    def opened(self) -> Opened:
        opened = self._made[0]
        if opened is None:
            raise ValueError(f"the case {self.name} cannot be opened: {self.told}")
        return opened

    @property
    def pdf(self) -> bytes | None:
        """The bytes of the PDF; None when the case is refused."""
        made = self._made[1]
        return None if made is None else made.data

    @property
    def told(self) -> list[str]:
        """The problems, as they are printed."""
        return [str(problem) for problem in self._made[2]]

    def stage(self, name: str) -> str:
        """What stands at a stage."""
        match name:
            case "problems":
                return "\n".join(self.told or ["none"]) + "\n"
            case "flow":
                return "\n".join(lines_of(self._shown(self.opened.edition.body))) + "\n"
            case "tags":
                return "\n".join(line for kid in self._shown_tags() for line in outlined(kid)) + "\n"
            case "text":
                pages = (text.replace("\r\n", "\n") for text in page_texts(self.pdf or b""))
                return "".join(f"--- page {number}\n{text.rstrip()}\n" for number, text in enumerate(pages, 1))
        raise ValueError(name)

    @property
    def _is_whole(self) -> bool:
        return self.settings.get("whole") == "true"

    def _range(self) -> slice:
        """Where the author's sections stand among the parts of the handout."""
        body = self.opened.edition.body
        first = next(at for at, node in enumerate(body) if isinstance(node, flow.Section))
        return slice(first, first + len(self.opened.handout.sections))

    def _shown(self, body: tuple[flow.Node, ...]) -> tuple[flow.Node, ...]:
        return body if self._is_whole else body[self._range()]

    def _shown_tags(self) -> list[Tag]:
        tree = Readback(self.pdf or b"").tree
        if self._is_whole:
            return [tree]
        where = self._range()
        # The review line and the masthead stand first; each part before the sections is one element.
        kids = [kid for kid in tree.kids if isinstance(kid, Tag)]
        return kids[where.start + 2 : where.stop + 2]

    def sign(self, state: str) -> None:
        """Lay a sign-off beside the handout that puts it in this state today."""
        library = Library(self.root, TODAY)
        entry, problems = self._entry(library), Problems()
        opened = library.open(entry, problems)
        if opened is None:
            raise ValueError(f"the case {self.name} cannot be signed: {[str(problem) for problem in problems]}")
        is_old = state == "overdue"
        attests = opened.locale.template("attests").replace("{role}", "clinical")
        statement = Statement(
            name="Example Reviewer", credentials="M.D.", affiliation="Example Hospital", role="clinical", attests=None,
            time=datetime(2024 if is_old else 2026, 2, 2, 9, tzinfo=UTC),
            due=date(2026 if is_old else 2028, 2, 2),
        )  # fmt: skip
        digest = "sha256:" + "0" * 64 if state == "changed" else opened.survey.status.digest
        path = record_path(library.project, entry)
        path.parent.mkdir(parents=True, exist_ok=True)
        append(path, library.project.name(path), sign_off(statement, attests, None, digest))


@cache
def case(name: str) -> Case:
    """A case, laid out as a project of its own."""
    # Kept until the run ends: pictures and sheets are read when they are needed.
    folder = _folder()
    root = folder / name
    content = root / "content"
    content.mkdir(parents=True)
    made = Case(name, root)
    clinic = made.settings.get("clinic")
    shutil.copy(
        CASES / "clinic.yaml" if clinic is None else CASES / "clinics" / f"{clinic}.yaml", content / "clinic.yaml"
    )
    shutil.copy(CASES / f"{name}.yaml", content)
    shutil.copytree(CASES / "styles", root / "styles")
    draw_pictures(content / "images")
    if "review" in made.settings:
        made.sign(made.settings["review"])
    return made


_kept: list[tempfile.TemporaryDirectory[str]] = []


def _folder() -> Path:
    if not _kept:
        _kept.append(tempfile.TemporaryDirectory(prefix="cases-"))
    return Path(_kept[0].name)


def styled_library(root: Path, handout: Mapping[str, object]) -> Library:
    """A library of this one handout, `any`, with the pictures of the cases and a folder for style sheets."""
    (root / "content").mkdir()
    (root / "styles").mkdir()
    (root / "content" / "clinic.yaml").write_text((CASES / "clinic.yaml").read_text("utf-8"), "utf-8")
    draw_pictures(root / "content" / "images")
    (root / "content" / "any.yaml").write_text(json.dumps(handout), "utf-8")
    return Library(root, date(2026, 11, 24))


def in_sheet(library: Library, text: str) -> tuple[bytes | None, Problems]:
    """The PDF of the handout `any` in a sheet of its clinic that says this; and what is wrong."""
    root, problems = library.project.root, Problems()
    (root / "styles" / "ours.yaml").write_text(text, "utf-8")
    sheet = load_sheet("ours", [root / "styles"], problems)
    entry = library.project.entry(root / "content" / "any.yaml", problems)
    opened = None if entry is None else library.open(entry, problems)
    made = None if opened is None or sheet is None else make_pdf(opened.edition, sheet, problems)
    return (None if made is None else made.data), problems


def draw_pictures(folder: Path) -> None:
    """The pictures that cases show: two bands, a grey square, a logo."""
    from PIL import Image

    folder.mkdir()
    bands = Image.new("RGB", (120, 40), (20, 80, 110))
    bands.paste((220, 235, 240), (0, 20, 120, 40))
    bands.save(folder / "wide.png")
    bands.save(folder / "logo.png")
    Image.new("L", (60, 60), 128).save(folder / "photo.jpg")
    (folder / "words.txt").write_text("no picture", "utf-8")
