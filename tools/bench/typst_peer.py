"""Typst, tagged: PDF/UA-1 and PDF/A-2a, from a source made beforehand."""

import json
import sys
from pathlib import Path
from typing import Any

import typst

SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\#$*_`<>@[]~=-+/'\""})


def source(matter: dict[str, Any]) -> str:
    """The material as Typst's markup."""
    left, right = map(_escaped, matter["header"])
    review, small = map(_escaped, matter["footer"])
    page_of = _escaped(matter["page_of"])
    page_of = page_of.replace("{page}", "#counter(page).display()").replace("{pages}", "#counter(page).final().at(0)")
    return f"""#set document(title: [{_escaped(matter["title"])}], author: {json.dumps(matter["author"])})
#set text(font: "Atkinson Hyperlegible", size: 12pt, lang: "{matter["language"].partition("-")[0]}")
#set page(
  paper: "us-letter", margin: 72pt,
  header: text(9pt)[{left} #h(1fr) {right} #line(length: 100%)],
  footer: context text(9pt)[#line(length: 100%) {review} #h(1fr) {page_of} \\ {small}],
)
#set par(leading: 0.7em)
#title()
{_blocks(matter["blocks"])}
"""


def _blocks(blocks: list[dict[str, Any]]) -> str:
    out: list[str] = []
    for block in blocks:
        kind = block["kind"]
        if kind in ("heading", "text"):
            mark = "=" * max(block["level"] - 1, 1) + " " if kind == "heading" else ""
            out.append(mark + _text(block))
        elif kind == "item":
            label = "".join(words for words, *_ in block["label"]).strip(". ")
            inner = _blocks(block["blocks"]).strip().replace("\n", "\n  ")
            own = f" #metadata(none) <{_name(block['id'])}>" if block["id"] else ""
            mark = f"{label}." if label.isdigit() else "-"
            out.append(f"{mark} {inner}{own}")
        elif kind == "box":
            out.append(f"#block(fill: luma(240), inset: 10pt, width: 100%)[{_blocks(block['blocks'])}]")
        else:
            cells = [f"[{_blocks(cell)}]" for row in block["rows"] for cell in row]
            columns, head = len(block["rows"][0]), block["head"] * len(block["rows"][0])
            header = f"table.header({', '.join(cells[:head])}), " if head else ""
            out.append(f"#table(columns: {columns}, {header}{', '.join(cells[head:])})")
    return "\n\n".join(out)


def _text(block: dict[str, Any]) -> str:
    parts = []
    for words, look, link, own in block["runs"]:
        text = _escaped(words).replace("\n", " \\ ")
        if look == "bold":
            text = f"#strong[{text}]"
        elif look == "italic":
            text = f"#emph[{text}]"
        elif look == "raised":
            text = f"#super[{text}]"
        if link:
            target = f"<{_name(link[1:])}>" if link.startswith("#") else json.dumps(link)
            text = f"#link({target})[{text}]"
        parts.append(text + (f" #metadata(none) <{_name(own)}>" if own else ""))
    own = block.get("id")
    return "".join(parts) + (f" <{_name(own)}>" if own and block["kind"] == "heading" else "")


def _name(place: str) -> str:
    return "".join(char if char.isalnum() or char in "-_" else "-" for char in place)


def _escaped(text: str) -> str:
    return text.translate(SIGNS)


if __name__ == "__main__":
    from stopwatch import serve

    task = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    folders = [str(Path(task["fonts"][0]).parent)]
    place = Path(sys.argv[1]).parent

    def compose(number: int) -> bytes:
        made: bytes = typst.compile(
            str(place / f"sample-{number}.typ"), font_paths=folders, ignore_system_fonts=True,
            pdf_standards=["ua-1", "a-2a"],
        )  # fmt: skip
        return made

    for number, matter in enumerate(task["documents"]):
        (place / f"sample-{number}.typ").write_text(source(matter), "utf-8")
    serve(compose, range(len(task["documents"])))
