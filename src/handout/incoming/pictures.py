"""Take a picture as it comes, when a handout can hold it; else tell why not."""

from __future__ import annotations

import re
from base64 import b64decode
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from handout.files import CannotRead, led_to, read
from handout.incoming.tree import SourcePicture, Telling
from handout.incoming.word_package import MOST_BYTES
from handout.pdf.pictures.checked import BadPicture
from handout.pdf.pictures.images import check_picture
from handout.problems import shortened


def image_of(data: bytes, alt: str | None, place: str, telling: Telling) -> SourcePicture | None:
    """The picture; None when it cannot be used, and the report says why. Its alternative text is then in the report."""
    alt = " ".join(alt.split()) if alt else None
    try:
        kind = check_picture(data, "picture").kind
    except BadPicture as fault:
        _tell(telling, place, f"a picture is not taken: {fault.reason}", alt)
        return None
    return SourcePicture(data=data, kind="jpg" if kind == "jpeg" else kind, alt=alt, place=place)


def image_from(
    address: str, alt: str | None, folder: Path | None, place: str, telling: Telling
) -> SourcePicture | None:
    """The picture at an address as HTML has it: beside the file, or in the address itself; none is fetched."""
    said = " ".join((alt or "").split())
    data = _in_address(address) if address.startswith("data:") else None
    if data is None and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", address) and folder is not None and address:
        path = led_to(folder / unquote(address.partition("?")[0].partition("#")[0]))
        if path.is_relative_to(led_to(folder)):
            with suppress(CannotRead):
                data = read(path, MOST_BYTES)
    if data is None:
        _tell(telling, place, f"a picture that is not beside the file is not taken: {shortened(address, 200)}", said)
        return None
    return image_of(data, alt, place, telling)


def _tell(telling: Telling, place: str, reason: str, alt: str | None) -> None:
    telling.changed(place, reason)
    telling.left_out(place, "what that picture shows", alt or "")


def _in_address(address: str) -> bytes | None:
    head, comma, body = address.partition(",")
    try:
        return b64decode(unquote(body), validate=False) if comma and head.endswith(";base64") else None
    except ValueError:
        return None
