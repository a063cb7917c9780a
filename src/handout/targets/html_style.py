"""A style sheet becomes CSS: its own colours, weights and boxes, its sizes relative to what a reader has set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handout.pdf.text.leading import least_leading
from handout.record import replace
from handout.style.properties import Sheet, Style
from handout.style.values import Measure, to_hex

NORMAL = 12.0
"""Points of text that fill the size a reader has set in the browser."""
SKIPPED = frozenset({"paragraph", "link", "citation", "running-header", "footer", "page-note", "mark"})
"""Styles that no class on a page is named for."""
LISTS = {"list": ".bullets, .numbers", "steps": ".steps", "checklist": ".checklist", "references": ".references"}
"""The lists that may stand in columns, by their style: the classes of each."""
FRAMES = {
    "all": ("border", "solid"),
    "start": ("border-inline-start", "solid"),
    "top": ("border-top", "solid"),
    "bottom": ("border-bottom", "solid"),
    "cut": ("border-top", "dashed"),
}


def css(sheet: Sheet, language: str, others: Iterable[str] = ()) -> str:
    """All rules of a page in a language, with words in others; the fonts are the reader's own, nothing is fetched.

    Lines stand as far apart as the letters of a language are tall, as they do on paper.
    """
    least = least_leading(language)
    if least:
        sheet = replace(sheet, styles={name: _led(style, least) for name, style in sheet.styles.items()})
    text, link, table = sheet["paragraph"], sheet["link"], sheet["table"]
    rules = [_BASE, *(_rule(style, text) for name, style in sorted(sheet.styles.items()) if name not in SKIPPED)]
    rules += [
        f"html {{ font-size: {text.size / NORMAL:.0%}; }}",
        f"body {{ color: {to_hex(text.color)}; line-height: {text.leading}; }}",
        f"a {{ color: {to_hex(link.color)};{'' if link.underline else ' text-decoration: none;'} }}",
        f".label {{ color: {to_hex(sheet['list'].label_color or text.color)}; }}",
        *_columns(sheet),
        f"th, td {{ border-bottom: 1px solid {to_hex(table.border_color or text.color)}; }}",
    ]
    for other in dict.fromkeys(others):
        if other != language and (wanted := least_leading(other)) > text.leading:
            rules.append(f":lang({other}) {{ line-height: {wanted:.3g}; }}")
    if table.header_background:
        rules.append(f"thead th {{ background: {to_hex(table.header_background)}; }}")
    if table.stripe:
        rules.append(f"tbody tr:nth-child(even) {{ background: {to_hex(table.stripe)}; }}")
    return "\n".join(rule for rule in rules if rule) + "\n" + _PRINT


def _led(style: Style, least: float) -> Style:
    """A style whose lines stand no nearer."""
    return style if style.leading >= least else replace(style, leading=round(least, 2))


def _columns(sheet: Sheet) -> Iterator[str]:
    """Lists in two columns where a screen has room for both, and how long the lines of running text may be."""
    for name, classes in LISTS.items():
        if sheet[name].columns > 1:
            yield f"{classes} {{ columns: 2 15em; }} {classes.replace(',', ' > li,')} > li {{ break-inside: avoid; }}"
    if sheet["terms"].columns > 1:
        yield "@media (min-width: 40rem) { .terms { display: grid; grid-template-columns: 3fr 7fr; gap: 0 1.2rem; } }"
    if (measure := sheet["paragraph"].measure) is not None:
        yield f".paragraph {{ max-width: {_wide(measure)}; }}"


def _wide(measure: Measure) -> str:
    return f"{measure.value:g}em" if measure.is_relative else f"{measure.value / NORMAL:.3g}rem"


def _rule(style: Style, text: Style) -> str:
    """What a style says that running text does not."""
    said = "; ".join(_declarations(style, text))
    return f".{style.name} {{ {said}; }}" if said else ""


def _declarations(style: Style, text: Style) -> Iterator[str]:
    if style.size != text.size:
        yield f"font-size: {style.size / text.size:.3g}rem"
    if style.leading != text.leading:
        yield f"line-height: {style.leading:g}"
    if style.weight == "bold":
        yield "font-weight: bold"
    if style.slant == "italic":
        yield "font-style: italic"
    if style.underline:
        yield "text-decoration: underline"
    if style.color != text.color:
        yield f"color: {to_hex(style.color)}"
    if style.background is not None:
        yield f"background: {to_hex(style.background)}"
    if style.align != "start":
        yield f"text-align: {style.align}"
    if style.measure is not None:
        yield f"max-width: {_wide(style.measure)}"
    if style.border_sides in FRAMES and style.border_width:
        color = to_hex(style.border_color or style.color)
        side, line = FRAMES[style.border_sides]
        yield f"{side}: {style.border_width / NORMAL:.3g}rem {line} {color}"


_BASE = """:root { color-scheme: light; }
body { font-family: "Atkinson Hyperlegible", Verdana, "Noto Sans", sans-serif; background: #fff; max-width: 42rem;
  margin: 0 auto; padding: 1rem; overflow-wrap: break-word; font-synthesis: weight; }
h1, h2, h3, h4, h5, h6 { font-size: 1rem; margin: 1.4rem 0 .4rem; text-wrap: balance; }
h1 { margin-top: .4rem; }
p { margin: 0 0 .7rem; }
p, li { text-wrap: pretty; }
a:focus-visible, .scroll:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
main:focus { outline: none; }
sup { line-height: 0; }
.upright { font-style: normal; font-weight: bold; }
.whole { white-space: nowrap; }
.divided { display: inline-block; max-width: 100%; }
.skip { position: absolute; inset-inline-start: -100vw; }
.skip:focus { position: static; }
.warned { border: 3px solid; padding: .4rem .8rem; }
.logo { height: 3rem; }
.box { padding: .9rem 1.1rem; margin: 1rem 0; }
.box > :first-child, .aside > div > :first-child { margin-top: 0; }
.box > :last-child, .aside > div > :last-child { margin-bottom: 0; }
.aside { display: flex; flex-wrap: wrap; gap: 1rem; }
.aside > div { flex: 1 1 16rem; min-width: 0; }
.aside > figure { margin: 0; }
ul, ol { padding-inline-start: 1.6rem; }
/* "" and not none: Safari no longer tells a list without markers as a list. */
.numbers, .steps, .references, .checklist, .signs, .plain { list-style-type: ""; padding-inline-start: 0; }
.numbers > li, .steps > li, .references > li, .checklist > li, .signs > li {
  position: relative; padding-inline-start: 2.2rem; }
.label { position: absolute; inset-inline-start: 0; font-weight: bold; }
.checklist > li::before { content: ""; position: absolute; inset-inline-start: 0; top: .25rem;
  width: .9rem; height: .9rem; border: 2px solid; }
dt { font-weight: bold; }
dd { margin: 0 0 .7rem; margin-inline-start: 1.2rem; }
.scroll { overflow-x: auto; margin: .8rem 0; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: start; padding: .3rem 0; }
th, td { text-align: start; vertical-align: top; padding: .45rem .6rem; }
th p, td p { margin: 0; }
th .medicines-cell { font-weight: normal; }
.center { text-align: center; }
.end { text-align: end; }
figure { margin: 1rem 0; }
figure img, figure svg { max-width: 100%; height: auto; }
.qr svg { width: 7rem; }
.icon { width: 1.2em; height: 1.2em; vertical-align: -.25em; margin-inline-end: .4em; fill: currentColor; }
.open { fill: none; stroke: currentColor; stroke-width: 1.8; }
.people svg { width: 100%; max-width: 18rem; fill: currentColor; overflow: visible; }
[dir="rtl"] .people svg { transform: scaleX(-1); }
.beside { display: flex; flex-wrap: wrap; gap: .8rem 1.2rem; margin: .8rem 0; }
.beside > div { min-width: 0; max-width: 100%; }
.beside .box { height: 100%; box-sizing: border-box; margin: 0; }
.beside figure { margin: 0 0 .7rem; }
.field-tick { width: .9rem; height: .9rem; border: 2px solid; margin: .2rem auto; }
.field-cell { border: 1px solid; min-height: 2rem; min-width: 4rem; }
.field-label { width: 4in; max-width: 100%; min-height: 1.5in; box-sizing: border-box; border: 1px solid;
  padding: .4rem; margin: .8rem 0; }
.blank span { display: block; border-bottom: 1px solid; height: 2rem; }
footer { border-top: 1px solid; margin-top: 2rem; padding-top: .6rem; }
@media screen and (max-width: 30rem) { :is(h1, h2, h3, h4) .long { white-space: normal; } }
@media screen and (max-width: 40rem) {
  .stacked, .stacked caption, .stacked tbody, .stacked tr, .stacked td, .stacked th { display: block; }
  .stacked thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stacked tr { border: 1px solid; margin: 0 0 .8rem; }
  .stacked td, .stacked th { text-align: start; }
  .stacked td:empty { display: none; }
  table.stacked { border: 0; }
  .stacked tr > :last-child { border-bottom: 0; }
  .stacked td::before { content: attr(data-label); display: block; font-weight: bold; }
  .stacked .field-tick { margin: .2rem 0; }
}
"""

_PRINT = """@media print {
  body { max-width: none; }
  .skip { display: none; }
  .scroll { overflow: visible; }
  .break { break-after: page; }
  .box { padding: .5rem .8rem; margin: .6rem 0; }
  .box li > p { margin-bottom: .2rem; }
  footer { break-before: avoid; break-inside: avoid; margin-top: .8rem; }
  footer p { margin-bottom: .2rem; }
  h1, h2, h3, h4, h5, h6, caption { break-after: avoid; }
  .box, .blank, .field, figure, tr, li { break-inside: avoid; }
  li:nth-child(2), li:last-child, tbody tr:nth-child(2), tbody tr:last-child { break-before: avoid; }
  thead { display: table-header-group; }
  body[data-mark]::after { content: attr(data-mark); position: fixed; inset: 45% 0 auto; text-align: center;
    font-size: 5rem; font-weight: bold; opacity: .12; transform: rotate(-30deg); }
}
"""
