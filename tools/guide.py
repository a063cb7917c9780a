"""The authors' guide to blocks: `docs/blocks.md` and a picture of each kind, from `docs/blocks/examples.yaml`.

python tools/guide.py           # writes both; pictures are taken of real pages, between the words around a block
"""

import re
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, get_args

import yaml

from handout.content.blocks import KINDS
from handout.reading.key_reference import reference
from handout.record import replace

if TYPE_CHECKING:
    from PIL.Image import Image

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "blocks.md"
PICTURES = ROOT / "docs" / "blocks"
EXAMPLES: dict[str, str] = yaml.safe_load((PICTURES / "examples.yaml").read_text("utf-8"))
NO_PICTURE = frozenset({"page_break"})
"""Kinds of which there is nothing to see."""
ABOVE, BELOW = "Look below this", "Look above this"
DOTS = 1.5
"""Dots of a picture for each point of a page."""
FOOT = 80
"""Points from the foot of a page to its text."""
CLINIC = "name: Clinic\nlanguage: en-US\ndisclaimer: {en: For information only.}\nstyles: [standard]\n"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 32"><path fill="none" stroke="#0b5394" stroke-width="3" '
    'd="M3 16 Q24 -8 45 16 Q24 40 3 16 Z"/><circle cx="24" cy="16" r="7" fill="#0b5394"/></svg>'
)
START = """\
# Blocks

<!-- Written by `make guide`: the examples stand in docs/blocks/examples.yaml, the keys in the declarations. -->

A mapping in a `body` is a block: one key, its kind. All may be used in every language and with every style sheet; what
they say is signed and translated. A text in a block may hold **strong** words, *emphasis*, links and citations.
"""


def guide() -> str:
    """The whole page."""
    contents = " · ".join(f"[`{kind}`](#{kind})" for kind in KINDS)
    return "\n".join([START, contents, "", *map(section, KINDS)])


def section(kind: str) -> str:
    """What a kind is for, how it is typed, how it looks, and its keys."""
    record, doc = _record(KINDS[kind])
    parts = [f"## {kind}", doc, f"```yaml\n{EXAMPLES[kind]}```"]
    if kind not in NO_PICTURE:
        parts.append(f"![The example on a page](blocks/{kind}.png)")
    if record is not None:
        parts.append(re.sub(r"^#+ .*\n\n", "", _keys(record)))
    return "\n\n".join(parts) + "\n"


def _keys(record: type) -> str:
    """The table of its keys, and those of the records inside it."""
    tables = re.sub(r"^## (.*)$", lambda found: f"**{found[1]}**", reference(record, "").strip(), flags=re.M)
    return re.sub(r"\[([^\]]*)\]\(#[^)]*\)", r"\1", tables)


def _record(hint: Any) -> tuple[type | None, str]:
    """The record that an author types the keys of, if there is one, and the first line of its kind's docstring."""
    kind, *readers = get_args(hint) or (hint,)
    record = next((reader.record for reader in readers), getattr(kind, "record", kind))
    doc = (kind.__doc__ or "").strip().split("\n")[0]
    return (record if record is not None and getattr(record, "KEYS", None) else None), doc


def page_of(kind: str) -> bytes:
    """A PDF with the example between two lines that can be found; nobody has to sign it, so it has no DRAFT on it."""
    from handout.library import Library
    from handout.problems import Problems
    from handout.targets.pdf import make_pdf

    block = "".join(f"      {line}\n" for line in EXAMPLES[kind].splitlines())
    head = "title: T\npurpose: P\nget_help: {call: [C.]}\nsections:\n  - heading: H\n    body:\n"
    text = f"{head}      - {ABOVE}\n{block}      - {BELOW}\n"
    with TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        (content / "images").mkdir(parents=True)
        (content / "images" / "drawing.svg").write_text(DRAWING, "utf-8")
        (content / "clinic.yaml").write_text(CLINIC, "utf-8")
        (content / "example.yaml").write_text(text, "utf-8")
        library, problems = Library(Path(folder), date(2026, 11, 22)), Problems()
        (entry,) = library.project.entries(problems)
        opened, sheet = library.open(entry, problems), library.sheet("standard", problems)
        if opened is None or sheet is None:
            raise SystemExit("\n".join(map(str, problems)))
        edition = opened.edition
        pdf = make_pdf(replace(edition, running=replace(edition.running, mark=None)), sheet, problems)
        if pdf is None:
            raise SystemExit("\n".join(map(str, problems)))
    return pdf.data


def picture(kind: str) -> "Image":
    """What lies between the two lines; below both, of a block that always stands at the end."""
    import pypdfium2
    from PIL import ImageOps

    start, end = (BELOW, None) if kind == "tear_off" else (ABOVE, BELOW)
    for page in pypdfium2.PdfDocument(page_of(kind)):
        above, below = _top_and_bottom(page, start), end and _top_and_bottom(page, end)
        if above is not None:
            height, width = page.get_height(), page.get_width()
            box = (60, height - above[0] + 3, width - 60, height - (below[1] + 2 if below else FOOT))
            drawn: Image = (
                page.render(scale=DOTS).to_pil().convert("RGB").crop(tuple(round(side * DOTS) for side in box))
            )
            inked = ImageOps.invert(drawn).getbbox()
            return drawn.crop((0, 0, drawn.width, (inked or drawn.getbbox())[3] + 8))
    raise SystemExit(f"{kind}: there is no picture")


def _top_and_bottom(page: Any, words: str) -> tuple[float, float] | None:
    """How low the words reach, and how high, in points from the foot of the page."""
    text = page.get_textpage()
    place = text.search(words).get_next()
    if place is None:
        return None
    boxes = [text.get_charbox(index) for index in range(place[0], place[0] + place[1])]
    return min(box[1] for box in boxes), max(box[3] for box in boxes)


def main() -> None:
    PAGE.write_text(guide(), "utf-8")
    for kind in KINDS:
        if kind not in NO_PICTURE:
            picture(kind).quantize(32).save(PICTURES / f"{kind}.png", optimize=True)
    sys.stderr.write(f"wrote {PAGE.relative_to(ROOT)} and the pictures in {PICTURES.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
