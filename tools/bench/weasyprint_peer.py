"""WeasyPrint, tagged: PDF/UA-1, from HTML made beforehand."""

import json
import sys
from html import escape
from pathlib import Path
from typing import Any

STYLE = """
@page { size: letter; margin: 72pt; @top-left { content: string(title); font-size: 9pt }
  @bottom-left { content: "FOOT"; font-size: 9pt }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font-size: 9pt } }
body { font: 12pt/1.45 "Atkinson Hyperlegible" } h1 { string-set: title content() }
.box { background: #eef4f8; padding: 10pt } table { border-collapse: collapse }
td, th { border: .5pt solid; padding: 4pt }
"""


def page(matter: dict[str, Any], fonts: list[str]) -> str:
    """The material as HTML."""
    weights = (("normal", "normal"), ("bold", "normal"), ("normal", "italic"), ("bold", "italic"))
    faces = "".join(
        f'@font-face {{ font-family: "Atkinson Hyperlegible"; src: url("file://{path}"); font-weight: {weight}; '
        f"font-style: {slant} }}"
        for path, (weight, slant) in zip(fonts, weights, strict=True)
    )
    style = STYLE.replace("FOOT", matter["footer"][0].replace('"', "'"))
    body = _blocks(matter["blocks"])
    return (
        f'<html lang="{matter["language"]}"><head><title>{escape(matter["title"])}</title><style>{faces}{style}</style>'
        f"</head><body><h1>{escape(matter['title'])}</h1>{body}</body></html>"
    )


def _blocks(blocks: list[dict[str, Any]]) -> str:
    out: list[str] = []
    is_listed = False
    for block in blocks:
        kind = block["kind"]
        if (kind == "item") != is_listed:
            out.append("</ul>" if is_listed else "<ul>")
            is_listed = kind == "item"
        own = f' id="{escape(block["id"])}"' if block.get("id") else ""
        if kind == "heading":
            out.append(f"<h{block['level']}{own}>{_text(block)}</h{block['level']}>")
        elif kind == "text":
            out.append(f"<p{own}>{_text(block)}</p>")
        elif kind == "item":
            out.append(f"<li{own}>{_blocks(block['blocks'])}</li>")
        elif kind == "box":
            out.append(f'<div class="box">{_blocks(block["blocks"])}</div>')
        else:
            rows = [
                "".join(f"<{'th' if at < block['head'] else 'td'}>{_blocks(cell)}" for cell in row)
                for at, row in enumerate(block["rows"])
            ]
            out.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    return "".join(out) + ("</ul>" if is_listed else "")


def _text(block: dict[str, Any]) -> str:
    parts = []
    for words, look, link, own in block["runs"]:
        text = escape(words).replace("\n", "<br>")
        tag = {"bold": "b", "italic": "i", "raised": "sup"}.get(look)
        if tag:
            text = f"<{tag}>{text}</{tag}>"
        if link or own:
            name = f' id="{escape(own)}"' if own else ""
            text = f'<a href="{escape(link)}"{name}>{text}</a>' if link else f"<span{name}>{text}</span>"
        parts.append(text)
    return "".join(parts)


if __name__ == "__main__":
    from stopwatch import serve
    from weasyprint import HTML

    task = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    pages = [page(matter, task["fonts"]) for matter in task["documents"]]
    serve(lambda text: HTML(string=text).write_pdf(pdf_variant="pdf/ua-1"), pages)
