"""`manifest.json`: a row for each file that was made, beside the files."""

import json
from collections.abc import Sequence
from pathlib import Path

from handout.files import write_whole
from handout.outcomes import Built

MANIFEST = "manifest.json"


def write_manifest(out: Path, built: Sequence[Built]) -> None:
    """Bring `manifest.json` up to date: the rows of this run, and the earlier ones whose files still stand."""
    path = out / MANIFEST
    rows = {str(row["path"]): row for row in rows_of(out) if (out / str(row["path"])).is_file()}
    rows.update({row.path: row.as_row() for row in built})
    text = json.dumps({"files": [rows[name] for name in sorted(rows)]}, ensure_ascii=False, indent=2) + "\n"
    data = text.encode("utf-8")
    if not path.is_file() or path.read_bytes() != data:
        write_whole(path, data)


def rows_of(out: Path) -> list[dict[str, object]]:
    """The rows of the manifest that stands in this folder; none when it is missing or not one of ours."""
    try:
        found = json.loads((out / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    rows = found.get("files") if isinstance(found, dict) else None
    if not isinstance(rows, list):
        return []
    return [row for row in rows if isinstance(row, dict) and isinstance(row.get("path"), str)]
