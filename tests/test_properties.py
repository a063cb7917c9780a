"""Handouts made at random from the format arrive whole: every word once and in order, every mark owned, same bytes."""

import json
import re
import tempfile
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handout.library import Library
from handout.problems import Problems
from handout.targets.pdf import make_pdf
from support.cases import CASES, draw_pictures
from support.readback import Readback

ODD = [
    "&", "<", ">", '"', "'", "<b>", "</td>", "[c]", "(c)", "--", "…", "5–10 mL", "H₂O", "½", "≥", "≤", "µg", "100%",
    "$5", "°C", "#1", "~", "{x}", "|", "/", "\\", "+", "=", "x²", "→", "“so”", "naïve", "Łukasz", "Đặng", "Γιώργος",
    "Иван", "1,500", "a.m.", "555-0100", "e\u0301te\u0301", "soft\u00adhyphen", "no\u00a0break",
    "antidisestablishmentarianism",
]  # fmt: skip
LETTERS = "abcdefghijklmnoprstuvyzABCDEFGHIÄÖÜßéèñçøåžščřůąęłőűαβγδабвгдїћ0123456789"
UNSEEN = "\u00ad\u200b"
MARKUP = "*_[]<>\\#|~&`+"
NUMBERED = re.compile(r"w\d+w")

words = st.one_of(st.sampled_from(ODD), st.text(LETTERS, min_size=1, max_size=12))
short_words = st.one_of(st.sampled_from([odd for odd in ODD if len(odd) < 6]), st.text(LETTERS, min_size=1, max_size=3))
tones = st.sampled_from(["note", "tip", "warning", "emergency"])


@dataclass
class Author:
    """Types a handout at random. Each text ends with a numbered word, so that no two are alike."""

    draw: st.DrawFn
    said: list[str] = field(default_factory=list)

    def text(self, short: bool = False) -> str:
        """A line as CommonMark that prints what is kept in `said`."""
        parts = self.draw(st.lists(short_words if short else words, max_size=2 if short else 5))
        self.said.append(" ".join([*parts, f"w{len(self.said)}w"]))
        return "".join(f"\\{sign}" if sign in MARKUP else sign for sign in self.said[-1])

    def texts(self, most: int = 3) -> list[str]:
        return [self.text() for _ in range(self.count(most))]

    def count(self, most: int) -> int:
        return self.draw(st.integers(1, most))

    def prose(self) -> str:
        text = self.text
        match self.count(6):
            case 1:
                return f"{text()} **{text()}** *{text()}*"
            case 2:
                return f"{text()} [{text()}](https://example.org/a?b=1&c) [@one]"
            case 3:
                return f"{text()}\n\n- {text()}\n- {text()}\n  1. {text()}\n  2. {text()}\n- {text()}"
            case 4:
                return f"{text()}\\\n{text()}\n\n{text()} [@two; @one] [{text()}](#first)"
        return text()

    def block(self) -> object:
        match self.count(20):
            case 1:
                return {"callout": {"tone": self.draw(tones), "title": self.text(), "text": self.prose()}}
            case 2:
                return {"steps": self.texts()}
            case 3:
                return {"checklist": {"title": self.text(), "items": self.texts()}}
            case 4:
                return {"table": self.table()}
            case 5:
                shown = {"image": "images/wide.png", "alt": "Bands", "width": f"{self.draw(st.integers(5, 100))}%"}
                return {"figure": {**shown, "caption": self.text(), "credit": self.text()}}
            case 6:
                return {"questions": [{"q": self.text(), "a": self.prose()} for _ in range(self.count(2))]}
            case 7:
                return {"terms": [{"term": self.text(), "meaning": self.prose()} for _ in range(self.count(3))]}
            case 8:
                keys = ("name", "morning", "bedtime", "notes")
                return {"medicines": [{key: self.text(short=True) for key in keys} for _ in range(self.count(3))]}
            case 9:
                return {"fill_in": [{"label": self.text(), "lines": self.count(20)}]}
            case 10:
                return {"page_break": True}
            case 11 | 12 | 13 | 14:
                return self.side_by_side()
            case 15 | 16:
                return self.form()
        return self.prose()

    def side_by_side(self) -> object:
        shown = {"image": "images/wide.png", "alt": "Bands"}
        match self.count(5):
            case 1:
                levels = self.draw(st.sampled_from([["go"], ["go", "careful", "stop"]]))
                return {"zones": [self.zone(level) for level in levels]}
            case 2:
                boxes = {"do_title": self.text(), "do": self.texts(8)}
                return {"do_dont": {**boxes, "dont_title": self.text(), "dont": self.texts(8)}}
            case 3:
                of = self.draw(st.sampled_from([10, 20, 50, 100]))
                counts = {"in": self.draw(st.integers(0, of)), "of": of}
                return {"chance": {**counts, "happens": self.text(), "otherwise": self.text()}}
            case 4:
                return {"steps": [self.text(), {"text": self.text(), **shown}, *self.texts()]}
        return {"figures": [{**shown, "caption": self.text()}, {**shown, "credit": self.text()}]}

    def zone(self, level: str) -> dict[str, object]:
        zone = {"level": level, "title": self.text(), "signs": self.texts(), "do": self.texts()}
        return {**zone, "medicines": [{key: self.text(short=True) for key in ("name", "how_much", "when")}]}

    def form(self) -> object:
        match self.count(4):
            case 1:
                items = [{"when": self.text(short=True), "what": self.text()} for _ in range(self.count(9))]
                return {"schedule": {"tick": self.draw(st.booleans()), "items": items}}
            case 2:
                columns = [self.text(short=True) for _ in range(self.count(4))]
                return {"log": {"columns": columns, "rows": self.draw(st.sampled_from([3, 40]))}}
            case 3:
                return {"signatures": self.texts(5)}
        return {"label_box": {"title": self.text()}}

    def table(self) -> dict[str, object]:
        across, down = self.count(4), self.draw(st.sampled_from([1, 2, 3, 45]))
        return {
            "caption": self.text(), "row_headings": self.draw(st.booleans()),
            "columns": [self.text(short=True) for _ in range(across)],
            "rows": [[self.text(short=True) for _ in range(across)] for _ in range(down)],
        }  # fmt: skip

    def section(self, depth: int = 0) -> dict[str, object]:
        made: dict[str, object] = {"heading": self.text()}
        made["body"] = [self.prose(), *(self.block() for _ in range(self.count(6) - 1))]  # no page break comes first
        if depth < 2 and self.count(4) == 1:
            made["sections"] = [self.section(depth + 1)]
        return made


@dataclass(frozen=True)
class Typed:
    """A handout, the texts of its parts in reading order, and those of its references."""

    yaml: str
    said: tuple[str, ...]
    key_points: tuple[str, ...]
    references: tuple[str, ...]


@st.composite
def handouts(draw: st.DrawFn) -> Typed:
    author = Author(draw)
    handout: dict[str, Any] = {"title": author.text(), "subtitle": author.text(), "purpose": author.text()}
    front = len(author.said)
    handout["summary"] = author.texts(7)
    points = len(author.said)
    handout["get_help"] = {"emergency": author.texts(), "call": author.texts()}
    handout["sections"] = [author.section() for _ in range(author.count(3))]
    handout["sections"][0]["id"] = "first"
    handout["disclaimer"] = author.prose()
    body = len(author.said)
    handout["references"] = [
        {"id": "one", "type": "book", "title": author.text(), "publisher": author.text()},
        {"id": "two", "type": "webpage", "title": author.text(), "URL": "https://example.org/"},
    ]
    # What is no CommonMark is printed as typed, its backslashes too.
    for reference, said in zip(handout["references"], (author.said[body:-1], author.said[-1:]), strict=True):
        reference.update(zip(("title", "publisher"), said, strict=False))
    said = tuple(author.said)
    return Typed(json.dumps(handout), said[:front] + said[points:body], said[front:points], said[body:])


@cache
def library() -> Library:
    root = Path(tempfile.mkdtemp(prefix="properties-"))
    (root / "content").mkdir()
    (root / "content" / "clinic.yaml").write_text((CASES / "clinics" / "full.yaml").read_text("utf-8"), "utf-8")
    draw_pictures(root / "content" / "images")
    return Library(root, date(2026, 11, 24))


def made(typed: Typed) -> bytes:
    problems = Problems()
    path = library().project.content / "any.yaml"
    path.write_text(typed.yaml, "utf-8")
    entry = library().project.entry(path, problems)
    opened = None if entry is None else library().open(entry, problems)
    sheet = library().sheet("standard", problems)
    pdf = None if opened is None or sheet is None else make_pdf(opened.edition, sheet, problems)
    if pdf is None:
        raise AssertionError("\n".join(map(str, problems)))
    return pdf.data


def bare(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFC", text) if not char.isspace() and char not in UNSEEN)


def missing(texts: tuple[str, ...], whole: str) -> list[str]:
    """The texts that are not found one behind the other."""
    lost, at = [], 0
    for text in texts:
        found = whole.find(bare(text), at)
        if found < 0:
            lost.append(text)
        else:
            at = found + len(bare(text))
    return lost


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(handouts())
def test_a_handout_arrives_whole(typed: Typed) -> None:
    pdf = made(typed)
    found = Readback(pdf)

    # A field is named by the words beside it, which are heard once more.
    whole = bare("".join(found.reading(names_of_fields=False)))
    assert missing(typed.said, whole) == []
    assert missing(typed.key_points, whole) == []
    assert [text for text in typed.references if bare(text) not in whole] == []
    numbered = NUMBERED.findall(whole)
    assert len(numbered) == len(set(numbered)) == len(typed.said + typed.key_points + typed.references)

    assert found.unmarked == []
    assert len(found.links) >= 2  # the clinic's web site and its page for feedback
    assert all(link.target for link in found.links)
    assert len([text for _, text in found.artifacts("Artifact Pagination Footer")]) >= len(found.reader.pages) > 0
    assert made(typed) == pdf
