"""From a request to a reply, without a socket, a clock or a file: what is asked, of which package, on which day."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from html import escape
from urllib.parse import quote, unquote

from handout.answer.question import KnowledgeRequest, NoSuchForm, ReplyForm, Unanswerable, form_of, question_of
from handout.answer.shelf import CodeIndex, Found
from handout.export.manifest import ManifestRow
from handout.locales import Locale, locale_for
from handout.problems import Problems
from handout.record import Record
from handout.source import Span
from handout.targets.fhir import NAMESPACE
from handout.targets.isolates import with_marks

ATOM, JSON, HTML, PLAIN, SCRIPT = (
    "application/atom+xml; charset=utf-8", "application/json", "text/html; charset=utf-8", "text/plain; charset=utf-8",
    "application/javascript; charset=utf-8",
)  # fmt: skip
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'",
}
"""What stands in every reply: nothing runs, nothing is fetched, and no copy of what was asked is kept on the way."""


class Reply(Record):
    """What is sent back; `file` instead of a body for a file of the package."""

    status: int = 200
    kind: str = PLAIN
    body: bytes = b""
    file: ManifestRow | None = None

    @property
    def headers(self) -> Mapping[str, str]:
        return {"Content-Type": self.kind, **SAFE}


def reply_to(target: str, shelf: CodeIndex, today: date, base: str, accept: str = "") -> Reply:
    """The reply to a request's target, such as `/service?…`. `base` begins every address in it.

    `accept` is the header of that name; `/application` is a page for a person, whatever it says.
    """
    path, _, query = target.partition("?")
    if path.startswith("/files/"):
        row = shelf.file(unquote(path.removeprefix("/files/")), today)
        return _said(404, "there is no such file, or it is given out no more") if row is None else _file(row)
    if path not in {"/service", "/application"}:
        return _said(404, "ask /service, /application or /files/NAME")
    try:
        question = question_of(query)
        form = form_of(query, accept) if path == "/service" else ReplyForm("html")
    except Unanswerable as fault:
        return _said(400, str(fault))
    except NoSuchForm as fault:
        return _said(406, str(fault))
    found = shelf.answers(question, today)
    if form.kind == "html":
        page = _page(question, found, shelf.others(question, today), shelf.clinic, base)
        return Reply(kind=HTML, body=page.encode("utf-8"))
    feed = _Feed(question, found, shelf.clinic, today, base)
    if form.kind == "json":
        return Reply(kind=JSON, body=json.dumps(feed.as_json(), ensure_ascii=False).encode("utf-8"))
    if form.kind == "jsonp":
        # In ASCII, and behind a comment: no byte of it can be taken for anything but a script that calls.
        return Reply(kind=SCRIPT, body=f"/**/{form.callback}({json.dumps(feed.as_json())});".encode())
    return Reply(kind=ATOM, body=feed.as_atom().encode("utf-8"))


def _said(status: int, text: str) -> Reply:
    return Reply(status=status, body=f"{text}\n".encode())


def _file(row: ManifestRow) -> Reply:
    return Reply(kind=HTML if row.media_type == "text/html" else row.media_type, file=row)


def address(row: ManifestRow, base: str) -> str:
    """The web address of a file of the package."""
    return f"{base}/files/{quote(row.file)}"


class _Feed:
    """The same answer as Atom (RFC 4287) and as MedlinePlus Connect's JSON."""

    def __init__(self, question: KnowledgeRequest, found: Sequence[Found], clinic: str, today: date, base: str) -> None:
        self._question = question
        self._found = found
        self._clinic = clinic
        self._today = today
        self._base = base
        times = [_time(one.page, today) for one in found]
        self._updated = max(times, default=f"{today.isoformat()}T00:00:00Z")

    @property
    def _id(self) -> str:
        """One for each code and language, which says neither."""
        asked = json.dumps([self._question.system, self._question.code, self._question.language])
        return uuid.uuid5(NAMESPACE, asked).urn

    def as_atom(self) -> str:
        entries = "".join(map(self._entry, self._found))
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(self._question.language)}">'
            f"<title>{_text(self._clinic)}</title><id>{self._id}</id><updated>{self._updated}</updated>"
            f"<author><name>{_text(self._clinic)}</name></author>{entries}</feed>\n"
        )

    def _entry(self, found: Found) -> str:
        page = found.page
        kind = page.media_type
        links = f'<link rel="alternate" type="{kind}" hreflang="{page.language}" href="{address(page, self._base)}"/>'
        links += "".join(
            f'<link rel="enclosure" type="{row.media_type}" hreflang="{row.language}" title="{escape(row.style)}" '
            f'length="{row.bytes}" href="{address(row, self._base)}"/>'
            for row in found.prints
        )
        return (
            f'<entry xml:lang="{page.language}"><title>{_text(_titled(page))}</title>{links}<id>{page.document}</id>'
            f"<updated>{_time(page, self._today)}</updated><summary>{_text(page.purpose)}</summary></entry>"
        )

    def as_json(self) -> dict[str, object]:
        """Every text under `_value`, as Connect has it."""
        return {
            "feed": {
                "xsi": "http://www.w3.org/2001/XMLSchema-instance",
                "base": f"{self._base}/",
                "lang": self._question.language,
                "title": {"_value": self._clinic, "type": "text"},
                "updated": {"_value": self._updated},
                "id": {"_value": self._id},
                "author": {"name": {"_value": self._clinic}, "uri": {"_value": f"{self._base}/"}},
                "subtitle": {"_value": "", "type": "text"},
                "category": [],
                "entry": [self._json_entry(found) for found in self._found],
            }
        }

    def _json_entry(self, found: Found) -> dict[str, object]:
        page = found.page
        links = [{"title": _titled(page), "rel": "alternate", "type": "html", "href": address(page, self._base)}]
        links += [
            {"title": _titled(row), "rel": "enclosure", "type": row.media_type, "href": address(row, self._base)}
            for row in found.prints if row is not page
        ]  # fmt: skip
        return {
            "title": {"_value": _titled(page), "type": "text"},
            "link": links,
            "id": {"_value": page.document},
            "lang": page.language,
            "summary": {"_value": f"<p>{escape(page.purpose)}</p>", "type": "html"},
            "updated": {"_value": _time(page, self._today)},
        }


def _time(row: ManifestRow, today: date) -> str:
    """When it was signed, in universal time (RFC 3339); the day of the look-up for what nobody signed."""
    if row.signed is None:
        return f"{today.isoformat()}T00:00:00Z"
    return datetime.fromisoformat(row.signed).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _titled(row: ManifestRow) -> str:
    """A title, with the mark that every page bears where the text is not signed: nobody takes it for a released one."""
    if row.state == "signed":
        return row.title
    locale = _locale(row.language)
    mark = "flag_overdue" if row.state == "overdue" else "mark_draft"
    return f"{row.title} ({locale.say(mark) if locale is not None else row.state.upper()})"


def _page(question: KnowledgeRequest, found: Sequence[Found], others: Sequence[Found], clinic: str, base: str) -> str:
    """A page of links: the handouts that were asked for, then those in other languages, each in its own."""
    listed = "".join(f"<li>{_links(one, base)}</li>" for one in found)
    said = f"<ul>{listed}</ul>" if found else f"<p>{escape(_nothing(question.language))}</p>"
    more = "".join(f"<li>{_links(one, base)}</li>" for one in others)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(question.language)}" dir="{_direction(question.language)}"><head>'
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(clinic)}</title><style>body{{font:1.1rem/1.5 sans-serif;max-width:40rem;margin:2rem auto;"
        "padding:0 1rem}li{margin:.75rem 0}</style></head><body><main>"
        f"<h1>{escape(clinic)}</h1>{said}{f'<hr><ul>{more}</ul>' if others else ''}</main></body></html>\n"
    )


def _links(found: Found, base: str) -> str:
    page = found.page
    locale = _locale(page.language)
    direction = "auto" if locale is None else locale.direction
    title, purpose = (
        escape(text if direction == "auto" else with_marks(text, direction)) for text in (_titled(page), page.purpose)
    )
    prints = "".join(f' · <a href="{address(row, base)}">PDF ({escape(row.style)})</a>' for row in found.prints)
    return (
        f'<span lang="{page.language}" dir="{direction}"><a href="{address(page, base)}">{title}</a>{prints}'
        f"<br>{purpose}</span>"
    )


def _nothing(language: str) -> str:
    """That there is no handout, in the language that was asked for if the program knows it."""
    locale = _locale(language) or _locale("en")
    return "" if locale is None else locale.say("answer_nothing")


def _direction(language: str) -> str:
    locale = _locale(language)
    return "ltr" if locale is None else locale.direction


def _locale(language: str) -> Locale | None:
    return locale_for(language, Span("", 1, 1), Problems())


def _text(text: str) -> str:
    """Text fit for XML: without the characters that it does not know."""
    return escape("".join(char for char in text if char >= " " or char in "\t\n"), quote=False)
