"""Ask a headless Chromium where it puts the characters of a page's paragraphs."""

import json
import re
import subprocess
from html import unescape
from pathlib import Path

from support.node import need_chromium

ASK = """
const told = [...document.querySelectorAll("main p")].map((line) => {
  const found = [];
  let at = 0;
  const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    for (let n = 0; n < node.length; n++, at++) {
      const range = document.createRange();
      range.setStart(node, n);
      range.setEnd(node, n + 1);
      const [box] = range.getClientRects();
      if (box && box.width) found.push([box.left, at]);
    }
  }
  return found.sort((one, two) => one[0] - two[0]).map(([left, place]) => place);
});
const pre = document.createElement("pre");
pre.id = "told";
pre.textContent = JSON.stringify(told);
document.body.replaceChildren(pre);
"""


def orders(page: str, folder: Path) -> list[list[int]]:
    """The indexes of the characters of each paragraph in a page's `<main>`, as Chromium sets them, from left to right.

    Characters without a width of their own, such as marks, are left out. The page's policy is taken out of a copy.
    """
    copy = folder / "page.html"
    style = "<style>main p { white-space: nowrap !important; }</style>"
    text = re.sub(r"<meta http-equiv[^>]*>", "", page).replace("</head>", f"{style}</head>")
    copy.write_text(text.replace("</body>", f"<script>{ASK}</script></body>"), "utf-8")
    command = [
        need_chromium(), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'user'}",
        "--window-size=3000,900", "--virtual-time-budget=20000", "--dump-dom", copy.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    told = re.search(r'<pre id="told">(.*?)</pre>', done.stdout, re.DOTALL)
    assert told is not None, done.stderr[-2000:]
    found: list[list[int]] = json.loads(unescape(told[1]))
    return found
