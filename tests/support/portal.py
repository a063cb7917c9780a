"""A small clinic with a handout that holds every kind of block, ready to be signed and exported."""

import hashlib
import json
import shutil
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from click import ClickException
from click.testing import CliRunner, Result
from PIL import Image

from handout.cli.export import command as export
from handout.cli.sign import command as sign
from handout.content.project import Entry
from handout.library import Library, Opened
from handout.problems import Problems

VECTORS = Path(__file__).parent.parent / "vectors" / "digest"
NODE = Path(__file__).parent.parent / "node"
TODAY = "2026-11-24"
SIGNED = "2026-11-22T09:00:00+00:00"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect width="4" height="4" fill="#0b5394"/></svg>'


def spanish_wound(code: str) -> str:
    """The text of a translation of the wound, found by this code of ICD-10-CM."""
    return f"""\
language: es
title: El cuidado de su herida
purpose: Cómo cuidar la herida.
get_help: {{call: [La piel está roja.]}}
sections: [{{heading: Lavar, body: [Lave la herida.]}}]
codes: [{{system: icd-10-cm, code: {code}}}]
"""


def make_small(root: Path) -> Path:
    """`content/rest.yaml`, which is short, and a clinic without a logo."""
    content = root / "content"
    content.mkdir()
    shutil.copy(VECTORS / "small.yaml", content / "rest.yaml")
    clinic = (VECTORS / "clinic.yaml").read_text("utf-8").replace("logo: images/logo.svg\n", "")
    (content / "clinic.yaml").write_text(clinic, "utf-8")
    return root


def make_project(root: Path, *, text: str | None = None) -> Path:
    """`content/wound.yaml`, or this text in its place, and the clinic that publishes it."""
    images = root / "content" / "images"
    images.mkdir(parents=True)
    Image.new("RGB", (60, 30), (200, 120, 90)).save(images / "wound.png")
    (images / "logo.svg").write_text(LOGO, "utf-8")
    (root / "content" / "wound.yaml").write_text(text or (VECTORS / "full.yaml").read_text("utf-8"), "utf-8")
    shutil.copy(VECTORS / "clinic.yaml", root / "content")
    return root


def change(root: Path, old: str, new: str, name: str = "wound.yaml") -> None:
    path = root / "content" / name
    text = path.read_text("utf-8")
    if old not in text:
        raise LookupError(old)
    path.write_text(text.replace(old, new), "utf-8")


def run_sign(root: Path, *, name: str = "wound.yaml", moment: str = SIGNED, due: str = "2028-11-22") -> None:
    who = ["--name", "Ana Example", "--credentials", "R.N.", "--role", "clinical", "--due", due, "--time", moment]
    file = str(root / "content" / name)
    CliRunner().invoke(
        sign, [file, *who, "--yes", "--project", str(root)], standalone_mode=False, catch_exceptions=False
    )


def run_export(root: Path, *arguments: str | Path, today: str = TODAY) -> Result:
    """What the verb did; wrong use is in its `exception`, and any other fault is raised here."""
    typed = [*map(str, arguments), "--today", today, "--project", str(root)]
    done = CliRunner().invoke(export, typed, standalone_mode=False)
    if done.exception is not None and not isinstance(done.exception, ClickException):
        raise done.exception
    return done


def opened(root: Path, name: str = "wound.yaml", today: str = TODAY) -> tuple[Library, Opened]:
    library = Library(root, date.fromisoformat(today))
    problems = Problems()
    slug, _, language = name.removesuffix(".yaml").partition(".")
    found = library.open(Entry(slug=slug, language=language or None, path=root / "content" / name), problems)
    if found is None:
        raise LookupError("\n".join(map(str, problems)))
    return library, found


def resource_faults(resource: dict[str, Any], data: bytes) -> Iterator[str]:
    """What no validator finds in a DocumentReference of this file, and what some do."""
    if resource.get("status") not in {"current", "superseded", "entered-in-error"}:
        yield "status"
    if resource.get("docStatus") not in {"preliminary", "final", "amended", "entered-in-error", None}:
        yield "docStatus"
    if set(resource) - KEYS:
        yield "key"
    if not isinstance(resource.get("category"), list):
        yield "category"
    if any("target" not in related for related in resource.get("relatesTo", ())):
        yield "relatesTo"
    if not is_instant(resource.get("date")):
        yield "date"
    contents = resource.get("content") or []
    if len(contents) != 1:
        yield "content"
    for content in contents:
        yield from _attachment_faults(content["attachment"], data)


KEYS = {
    "resourceType", "meta", "language", "masterIdentifier", "identifier", "status", "docStatus", "type", "category",
    "subject", "date", "author", "custodian", "relatesTo", "description", "content", "context",
}  # fmt: skip


def is_instant(text: object) -> bool:
    """R4's own pattern for an instant, but for leap seconds and fractions, which nothing here writes."""
    import re

    pattern = r"[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-]\d\d:\d\d)"
    return isinstance(text, str) and re.fullmatch(pattern, text) is not None


def _attachment_faults(attachment: dict[str, Any], data: bytes) -> Iterator[str]:
    if "data" in attachment and not attachment.get("contentType"):
        yield "att-1"
    if not attachment.get("data") and not attachment.get("url"):
        yield "us-core-6"
        return
    try:
        held = b64decode(attachment["data"], validate=True)
    except ValueError:
        yield "base64"
        return
    if held != data:
        yield "data"
    if attachment.get("size") != len(data) or not isinstance(attachment["size"], int):
        yield "size"
    if attachment.get("hash") != b64encode(hashlib.sha1(data).digest()).decode():
        yield "hash"
    if not str(attachment.get("title", "")).strip():
        yield "title"


def resources(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
