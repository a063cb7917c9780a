"""Ask a headless Chromium where it puts the characters of a page's paragraphs, and the headings of a page."""

import json
import re
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

from support.node import need_chromium

ASK = """
const told = [...document.querySelectorAll("main p")].map((line) => {
  const found = [];
  let at = 0;
  const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    for (let n = 0; n < node.length; n++) {
      if ("\\u200e\\u202c\\u202d\\u2066\\u2069".includes(node.data[n])) continue;
      const range = document.createRange();
      range.setStart(node, n);
      range.setEnd(node, n + 1);
      const [box] = range.getClientRects();
      if (box && box.width) found.push([box.left, at]);
      at++;
    }
  }
  return found.sort((one, two) => one[0] - two[0]).map(([left, place]) => place);
});
"""
HEADINGS = """
const told = [...document.querySelectorAll("article")].map((article) =>
  [...article.querySelectorAll("h1, h2, h3, h4")].map((heading) => heading.getBoundingClientRect().top));
told.push(document.documentElement.scrollWidth - document.documentElement.clientWidth);
"""
WHOLE = """
document.querySelector("main").style.width = "4em";
const told = [...document.querySelectorAll("main .whole")].map((one) => [one.textContent, one.getClientRects().length]);
"""
TELL = """
const pre = document.createElement("pre");
pre.id = "told";
pre.textContent = JSON.stringify(told);
document.body.replaceChildren(pre);
"""


def orders(page: str, folder: Path) -> list[list[int]]:
    """The indexes of the characters of each paragraph in a page's `<main>`, as Chromium sets them, from left to right.

    Characters without a width of their own, such as marks, are left out, and marks of a direction, which nobody typed,
    are not counted. The page's policy is taken out of a copy.
    """
    style = "<style>main p { white-space: nowrap !important; }</style>"
    found: list[list[int]] = _told(page.replace("</head>", f"{style}</head>"), ASK, 3000, folder)
    return found


def headings(page: str, width: int, folder: Path) -> tuple[list[float], list[float], float]:
    """How far down the headings of both languages stand in a window of this width, and what of it must be scrolled."""
    own, other, over = _told(page, HEADINGS, width, folder)
    return own, other, over


def lines_of_quantities(page: str, folder: Path) -> dict[str, int]:
    """On how many lines each quantity stands where a line has room for one short word."""
    return dict(_told(page, WHOLE, 500, folder))


def _told(page: str, script: str, width: int, folder: Path) -> Any:
    """What a script finds in a page. `Any`: JSON."""
    copy = folder / "page.html"
    text = re.sub(r"<meta http-equiv[^>]*>", "", page)
    copy.write_text(text.replace("</body>", f"<script>{script}{TELL}</script></body>"), "utf-8")
    command = [
        need_chromium(), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'user'}",
        f"--window-size={width},900", "--virtual-time-budget=20000", "--dump-dom", copy.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    told = re.search(r'<pre id="told">(.*?)</pre>', done.stdout, re.DOTALL)
    assert told is not None, done.stderr[-2000:]
    return json.loads(unescape(told[1]))
