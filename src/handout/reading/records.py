"""Read a YAML mapping into a frozen dataclass, key by key, by the types its fields declare."""

from dataclasses import field
from typing import Any


def key(doc: str, *, required: bool = False, name: str | None = None, least: int = 0, most: int | None = None) -> Any:
    """Declare one key of a record: what it means in one sentence, and how many entries a list may have.

    `name` is the key as typed when it is no Python name (`URL`, `container-title`). A key that may be missing is
    None then, or an empty tuple where its type is a tuple.
    """
    metadata = {"doc": doc, "required": required, "name": name, "least": least, "most": most}
    return field(metadata=metadata) if required else field(default=None, metadata=metadata)
