"""An edition becomes one self-contained HTML file: the same words in the same order, no script, nothing from outside."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape
from typing import assert_never

from handout import flow
from handout.edition import Edition
from handout.style.properties import Rgb, Sheet
from handout.text.phrase import Break, Citation, Cite, Emphasis, Foreign, Link, Phrase, Strong, Text

MEDIA_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
LIST_CLASSES = {
    "bullet": "bullets",
    "decimal": "numbers",
    "steps": "steps",
    "checkbox": "checklist",
    "reference": "references",
    "none": "plain",
}


def make_html(edition: Edition, sheet: Sheet) -> str:
    """The whole file as text (UTF-8 when written)."""
    page = _Page(edition)
    running = edition.running
    top = [f'<p class="mark" role="note">{escape(running.mark)} · {escape(running.review_line)}</p>'] if running.mark else []
    bottom = [line for line in (running.review_line, running.version, running.disclaimer) if line]
    if running.flag:
        bottom[0] = f"{running.flag} · {bottom[0]}"
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(edition.language)}" dir="{edition.direction}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(edition.title_text)}</title>",
        *_metadata(edition),
        f"<style>\n{_css(sheet)}</style>",
        "</head>",
        "<body>",
        "<header>",
        *_masthead(edition),
        *top,
        "</header>",
        "<main>",
        *page.nodes(edition.body),
        "</main>",
        "<footer>",
        *(f"<p>{escape(line)}</p>" for line in bottom),
        "</footer>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


class _Page:
    """Writes the parts of one edition; headings keep their levels, ids are the edition's own."""

    def __init__(self, edition: Edition) -> None:
        self._language = edition.language

    def nodes(self, nodes: Iterable[flow.Node]) -> Iterator[str]:
        for node in nodes:
            yield from self.node(node)

    def node(self, node: flow.Node) -> Iterator[str]:
        match node:
            case flow.Text():
                yield self._text(node)
            case flow.Section():
                yield "<section>"
                if node.heading is not None:
                    yield self._text(node.heading)
                yield from self.nodes(node.children)
                yield "</section>"
            case flow.List():
                yield from self._list(node)
            case flow.Table():
                yield from self._table(node)
            case flow.Figure():
                yield from self._figure(node)
            case flow.Panel():
                yield f'<div class="panel {escape(node.style)}">'
                yield from self.nodes(node.children)
                if node.aside is not None:
                    yield from self._figure(node.aside)
                yield "</div>"
            case flow.Blank():
                yield f'<p class="blank">{self.phrase(node.label.phrase)} {"<span></span>" * node.lines}</p>'
            case flow.Break():
                yield '<div class="break"></div>'
            case _:
                assert_never(node)

    def _text(self, text: flow.Text) -> str:
        tag = text.role.lower() if text.role.startswith("H") else "p"
        attributes = f' class="{escape(text.style)}"' + self._id(text.id) + _language(text.language)
        return f"<{tag}{attributes}>{self.phrase(text.phrase)}</{tag}>"

    def _list(self, listing: flow.List) -> Iterator[str]:
        if listing.marker == "term":
            yield '<dl class="terms">'
            for item in listing.items:
                yield f"<dt{self._id(item.id)}>{self.phrase(item.label or ())}</dt>"
                yield "<dd>"
                yield from self.nodes(item.children)
                yield "</dd>"
            yield "</dl>"
            return
        tag = "ol" if listing.marker in {"decimal", "steps", "reference"} else "ul"
        yield f'<{tag} class="{LIST_CLASSES[listing.marker]}" role="list">'
        for item in listing.items:
            yield f"<li{self._id(item.id)}>"
            if item.label is not None:
                yield f'<span class="label">{self.phrase(item.label)}</span>'
            yield from self.nodes(item.children)
            yield "</li>"
        yield f"</{tag}>"

    def _table(self, table: flow.Table) -> Iterator[str]:
        yield f'<div class="scroll"><table class="{escape(table.style)}">'
        if table.caption is not None:
            yield f"<caption>{self.phrase(table.caption.phrase)}</caption>"
        for tag, rows in (("thead", table.head), ("tbody", table.body)):
            if rows:
                yield f"<{tag}>"
                for row in rows:
                    cells = "".join(map(self._cell, row.cells, table.columns))
                    yield f"<tr>{cells}</tr>"
                yield f"</{tag}>"
        yield "</table></div>"

    def _cell(self, cell: flow.Cell, column: flow.Column) -> str:
        tag, scope = ("td", "") if cell.header is None else ("th", f' scope="{_SCOPES[cell.header]}"')
        align = "" if column.align == "start" else f' class="{column.align}"'
        only = cell.children[0] if len(cell.children) == 1 else None
        inner = self.phrase(only.phrase) if isinstance(only, flow.Text) else "".join(self.nodes(cell.children))
        return f"<{tag}{scope}{align}>{inner}</{tag}>"

    def _figure(self, figure: flow.Figure) -> Iterator[str]:
        yield f'<figure class="{"qr" if isinstance(figure.picture, flow.QrCode) else "picture"}">'
        yield _picture(figure)
        notes = [part for part in (figure.caption, figure.credit) if part is not None]
        if notes:
            yield "<figcaption>" + "".join(f"<p>{self.phrase(part.phrase)}</p>" for part in notes) + "</figcaption>"
        yield "</figure>"

    def phrase(self, phrase: Phrase) -> str:
        return "".join(map(self._inline, phrase))

    def _inline(self, part: Text | Strong | Emphasis | Link | Citation | Cite | Break | Foreign) -> str:
        match part:
            case Text():
                return escape(part.text, quote=False)
            case Strong():
                return f"<strong>{self.phrase(part.children)}</strong>"
            case Emphasis():
                return f"<em>{self.phrase(part.children)}</em>"
            case Link():
                title = f' aria-label="{escape(part.title)}"' if part.title else ""
                return f'<a href="{escape(part.target)}"{title}>{self.phrase(part.children)}</a>'
            case Cite():
                return f'<sup id="{escape(part.id)}"><a href="#{escape(part.target)}">{part.number}</a></sup>'
            case Break():
                return "<br>"
            case Foreign():
                return f"<span{_language(part.language)}>{self.phrase(part.children)}</span>"
            case Citation():
                raise TypeError("a citation without its number reached the page")
            case _:
                assert_never(part)

    @staticmethod
    def _id(name: str | None) -> str:
        return f' id="{escape(name)}"' if name else ""


_SCOPES = {"column": "col", "row": "row"}


def _language(language: str | None) -> str:
    return f' lang="{escape(language)}" dir="auto"' if language else ""


def _picture(figure: flow.Figure) -> str:
    alt = escape(figure.alt or "")
    width = f' style="width:{figure.width:.0%}"' if figure.width else ""
    picture = figure.picture
    if isinstance(picture, flow.QrCode):
        from handout.pdf.qr import qr_svg

        return qr_svg(picture.text, alt)
    return f'<img src="{_data(picture)}" alt="{alt}"{width}>'


def _data(picture: flow.Picture) -> str:
    return f"data:{MEDIA_TYPES[picture.kind]};base64,{b64encode(picture.data).decode('ascii')}"


def _masthead(edition: Edition) -> Iterator[str]:
    if edition.logo is not None:
        yield f'<img class="logo" src="{_data(edition.logo)}" alt="">'
    if edition.running.clinic:
        yield f'<p class="clinic">{escape(edition.running.clinic)}</p>'


def _metadata(edition: Edition) -> Iterator[str]:
    fields = {
        "description": edition.subject,
        "author": edition.author,
        "keywords": ", ".join(edition.keywords),
        "handout-slug": edition.slug,
        "handout-version": edition.version or "",
        "handout-digest": edition.digest,
        "handout-state": edition.state,
    }
    for name, value in fields.items():
        if value:
            yield f'<meta name="{name}" content="{escape(value)}">'


def _css(sheet: Sheet) -> str:
    """The sheet's own colours and sizes, in relative units so that a reader's settings hold."""
    text, heading = sheet["paragraph"], sheet["heading-1"]
    base = text.size
    boxes = "\n".join(_box(sheet, name) for name in sorted(sheet.styles) if sheet[name].background or _is_box(name))
    return f""":root {{ color-scheme: light; }}
body {{ font: {base / 12 * 100:.0f}%/{text.leading} "Atkinson Hyperlegible", Verdana, "Noto Sans", sans-serif;
  color: {_hex(text.color)}; background: #fff; max-width: 42em; margin: 0 auto; padding: 1em; }}
h1, h2, h3, h4, h5 {{ color: {_hex(heading.color)}; line-height: 1.25; margin: 1.4em 0 .4em; }}
h1 {{ font-size: {sheet["title"].size / base:.2f}em; margin-top: .4em; }}
h2 {{ font-size: {heading.size / base:.2f}em; }}
h3 {{ font-size: {sheet["heading-2"].size / base:.2f}em; }}
a {{ color: {_hex(sheet["link"].color)}; }}
a:focus-visible {{ outline: 3px solid currentColor; outline-offset: 2px; }}
p {{ margin: 0 0 .7em; }}
sup {{ line-height: 0; }}
.subtitle, .purpose {{ font-size: {sheet["subtitle"].size / base:.2f}em; }}
.mark {{ border: 3px solid; padding: .4em .8em; font-weight: bold; }}
.logo {{ height: 3em; }}
.clinic {{ font-weight: bold; }}
.panel {{ padding: .9em 1.1em; margin: 1em 0; border-inline-start: .35em solid {_hex(heading.color)}; }}
.panel > :first-child {{ margin-top: 0; }}
{boxes}
ul, ol {{ padding-inline-start: 1.6em; }}
.numbers, .steps, .references, .checklist {{ list-style: none; padding-inline-start: 0; }}
.numbers > li, .steps > li, .references > li, .checklist > li {{ position: relative; padding-inline-start: 2.2em; }}
.label {{ position: absolute; inset-inline-start: 0; font-weight: bold; color: {_hex(heading.color)}; }}
.checklist > li::before {{ content: ""; position: absolute; inset-inline-start: 0; top: .25em; width: .9em; height: .9em;
  border: 2px solid; }}
dt {{ font-weight: bold; }}
dd {{ margin: 0 0 .7em 1.2em; }}
.scroll {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; margin: .8em 0; }}
caption {{ text-align: start; font-weight: bold; padding: .3em 0; }}
th, td {{ text-align: start; vertical-align: top; padding: .45em .6em; border-bottom: 1px solid #767676; }}
.center {{ text-align: center; }}
.end {{ text-align: end; }}
figure {{ margin: 1em 0; }}
figure img, figure svg {{ max-width: 100%; height: auto; }}
.qr svg {{ width: 7em; }}
.blank span {{ display: block; border-bottom: 1px solid; height: 2em; }}
footer {{ border-top: 1px solid; margin-top: 2em; padding-top: .6em; font-size: .9em; }}
@media print {{ body {{ max-width: none; }} .break {{ break-after: page; }} h1, h2, h3 {{ break-after: avoid; }}
  .panel, figure, tr {{ break-inside: avoid; }} }}
"""


def _is_box(name: str) -> bool:
    return name.startswith(("callout-", "get-help-")) and name.count("-") < 3


def _box(sheet: Sheet, name: str) -> str:
    style = sheet[name]
    rules = [f"background: {_hex(style.background)}"] if style.background else []
    if style.border_color and style.border_sides == "all":
        rules.append(f"border: {style.border_width:.1f}px solid {_hex(style.border_color)}")
    elif style.border_color and style.border_sides == "start":
        rules.append(f"border-inline-start: {style.border_width:.1f}px solid {_hex(style.border_color)}")
    return f".{name} {{ {'; '.join(rules)}; }}" if rules else ""


def _hex(color: Rgb | None) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in color or (0.0, 0.0, 0.0))
