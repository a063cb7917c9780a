"""What pages show by name: pictures and forms (ISO 32000-1, 8.8 to 8.10), each once in the file."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from handout.pdf.file.objects import PdfFile


class ExternalObjects:
    """Those of one document, by what they show."""

    __slots__ = ("_file", "_fonts", "_named")

    def __init__(self, file: PdfFile, fonts: int) -> None:
        self._file = file
        self._fonts = fonts
        self._named: dict[Hashable, tuple[str, int]] = {}

    def picture(self, key: Hashable, stream: Callable[[], tuple[bytes, bytes]]) -> str:
        """The name of a picture; `stream` makes its entries and its data, when it is new."""
        return self._named_by(key, lambda: self._file.add_stream(*stream()))

    def form(self, content: bytes, box: str, has_text: bool = True) -> str:
        """The name of a form with this content, cut off at its box: left, bottom, right, top."""
        fonts = f"/Resources<</Font {self._fonts} 0 R>>" if has_text else ""
        entries = f"/Type/XObject/Subtype/Form/BBox[{box}]{fonts}".encode("ascii")
        return self._named_by((content, box), lambda: self._file.add_recurring(entries, content))

    def shown(self) -> tuple[Hashable, ...]:
        """What each of them shows, in the order of their names."""
        return tuple(self._named)

    def resources(self) -> str:
        """The entry of the pages' resources that names them all."""
        named = "".join([f"{name} {number} 0 R" for name, number in self._named.values()])
        return f"/XObject<<{named}>>" if named else ""

    def _named_by(self, key: Hashable, make: Callable[[], int]) -> str:
        found = self._named.get(key)
        if found is None:
            number = make()
            found = self._named[key] = (f"/I{len(self._named) + 1}", number)
        return found[0]
