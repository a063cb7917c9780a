"""`handout schema`: the JSON Schema of the format, for editors."""

from __future__ import annotations

import json

import click

from handout.cli.output import document
from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.reading import json_schema, key_reference
from handout.style.sheet_file import SheetFile

KINDS = ("handout", "clinic", "style")


@click.command("schema")
@click.argument("kind", type=click.Choice(KINDS), default="handout")
@click.option("--reference", is_flag=True, help="Print the key reference (Markdown) instead.")
def command(kind: str, reference: bool) -> int:
    """Print the JSON Schema of a handout, of clinic.yaml, or of a style sheet."""
    records: dict[str, tuple[type, str]] = {
        "handout": (Handout, "A handout"),
        "clinic": (Clinic, "Who publishes: clinic.yaml"),
        "style": (SheetFile, "A style sheet"),
    }
    record, title = records[kind]
    if reference:
        document(key_reference.reference(record, title))
    else:
        document(json.dumps(json_schema.schema(record, title), ensure_ascii=False, indent=2))
    return 0
