"""An edition as plain blocks that any typesetter can set: the peers' text is taken from ours, so it cannot drift.

A block is a dict: `kind` is heading, text, item, box or table; `runs` is a list of
(words, look, where it leads, its own id).
"""

from collections.abc import Iterator, Sequence
from typing import Any, assert_never

from handout import flow
from handout.edition import Edition
from handout.text.phrase import Break, Citation, Cite, Emphasis, Foreign, Link, Phrase, Strong, Text

Block = dict[str, Any]
Spoken = tuple[str, str, str, str]


def material(edition: Edition) -> dict[str, Any]:
    """Everything a peer needs: title, language, running words, blocks."""
    running = edition.running
    return {
        "title": edition.title_text,
        "language": edition.language,
        "author": edition.author,
        "header": [running.title, running.clinic],
        "footer": [running.review_line, f"{running.version} · {running.disclaimer}"],
        "page_of": running.page_of,
        "blocks": list(_blocks(edition.body)),
    }


def words_in(blocks: Sequence[Block]) -> int:
    """How many words there are to read."""
    total = 0
    for block in blocks:
        total += sum(len(words.split()) for words, *_ in block.get("runs", ()))
        total += words_in(block.get("blocks", ()))
        total += sum(words_in(cell) for row in block.get("rows", ()) for cell in row)
    return total


def _blocks(nodes: Sequence[flow.Node]) -> Iterator[Block]:
    for node in nodes:
        match node:
            case flow.Text():
                yield _text(node)
            case flow.Section():
                if node.heading is not None:
                    yield _text(node.heading)
                yield from _blocks(node.children)
            case flow.List():
                for item in node.items:
                    label = _runs(item.label) if item.label else [("•", "plain", "", "")]
                    yield {"kind": "item", "id": item.id, "label": label, "blocks": list(_blocks(item.children))}
            case flow.Table():
                if node.caption is not None:
                    yield _text(node.caption)
                rows = [[list(_blocks(cell.children)) for cell in row.cells] for row in (*node.head, *node.body)]
                yield {"kind": "table", "head": len(node.head), "rows": rows}
            case flow.Figure():
                yield from (_text(part) for part in (node.caption, node.credit) if part is not None)
            case flow.Panel():
                yield {"kind": "box", "blocks": list(_blocks(node.children))}
            case flow.Blank():
                yield _text(node.label)
            case flow.Beside():
                for side in node.in_order():
                    yield from _blocks(side)
            case flow.Break() | flow.Field():
                continue
            case _:
                assert_never(node)


def _text(text: flow.Text) -> Block:
    level = int(text.role[1]) if text.role[0] == "H" else 0
    kind = "heading" if level else "text"
    return {"kind": kind, "level": level, "id": text.id, "language": text.language, "runs": _runs(text.phrase)}


def _runs(phrase: Phrase, look: str = "plain", link: str = "") -> list[Spoken]:
    found: list[Spoken] = []
    for part in phrase:
        match part:
            case Text():
                found.append((part.text, look, link, ""))
            case Strong():
                found += _runs(part.children, "bold", link)
            case Emphasis():
                found += _runs(part.children, "italic", link)
            case Link():
                found += _runs(part.children, look, part.target)
            case Foreign():
                found += _runs(part.children, look, link)
            case Cite():
                found.append((str(part.number), "raised", f"#{part.target}", part.id or ""))
            case Break():
                found.append(("\n", look, link, ""))
            case Citation():
                continue
            case _:
                assert_never(part)
    return found
