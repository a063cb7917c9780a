"""Pages as pictures, beside whatever they are made from: a click leads to a line, a line to its place."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from nicegui import ui

from handout.desk.engine import Advised, Ask, Painted, Preview, WholePdf
from handout.desk.pictures import PictureRequest
from handout.desk.shared import Desk
from handout.desk.worker import EngineAnswer
from handout.limits import too_long
from handout.targets.places import Place, nearest, on_line

LEAST, MOST = 600, 1920
"""Dots from side to side of a page's picture: as many as the screen shows it with, within reason."""
_WIDTH = """((box) => {
  const {paddingLeft, paddingRight} = getComputedStyle(box), page = box.querySelector(".desk-page");
  return devicePixelRatio * (page?.clientWidth || box.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight));
})"""
_SEEN = """(event) => {
  const box = event.target.getBoundingClientRect();
  const shown = [...event.target.querySelectorAll("[data-page]")].filter((page) => {
    const one = page.getBoundingClientRect();
    return one.bottom > box.top && one.top < box.bottom;
  });
  emit(WIDTH(event.target), shown.map((page) => Number(page.dataset.page)));
}""".replace("WIDTH", _WIDTH)
_AT = "(event) => emit([event.offsetX / event.target.clientWidth, event.offsetY / event.target.clientHeight])"


class View:
    """The pages of one text in one style. `hear` is told of problems; `pointed` of a line that was clicked."""

    def __init__(
        self, desk: Desk, client: str, path: Path, *, hear: Callable[[Preview | Advised], None],
        pointed: Callable[[int, int], None] | None = None,
    ) -> None:  # fmt: skip
        self._desk, self._client, self._path = desk, client, path
        self._pdf_client = f"{client} PDF"
        self._hear, self._pointed = hear, pointed
        self.style = desk.styles[0]
        self._number = 0
        self._seen: tuple[int, ...] = (1,)
        self._width = 900
        self._places: tuple[Place, ...] = ()
        self._paper = (1.0, 1.0)
        self._images: list[Any] = []
        self._boxes: list[Any] = []
        self._here: list[Place] = []
        self._line = 0
        self.digest = ""
        label = desk.say("pages_of_handout")
        self.box = ui.element("section").classes("desk-pages").props(f'tabindex="0" aria-label="{label}"')
        self.box.on("scroll", self._note_seen, js_handler=_SEEN, throttle=0.2)
        with self.box:
            self._no_pages = ui.label(desk.say("no_pages_yet"))
        self._no_pages.set_visibility(False)

    async def measure(self) -> None:
        """See how many dots wide the pages are shown; the page must be connected."""
        number = self.box.id
        with suppress(TimeoutError):
            self._resize(await ui.run_javascript(_WIDTH + f"(document.getElementById('c{number:d}'))"))

    def _resize(self, dots: float) -> None:
        """Pages are shown so many dots wide; not at all while the other side is seen."""
        if dots > 0:
            self._width = min(max(round(dots), LEAST), MOST)

    def show(self, text: str) -> None:
        """Make the pages of this text; whatever was asked before is answered no more."""
        self._number += 1
        order = PictureRequest(width=self._width, seen=self._seen, known=self._desk.known())
        ask = Ask(
            client=self._client, number=self._number, path=self._path, text=text, style=self.style, order=order
        )  # fmt: skip
        self._desk.worker.ask(ask, self._answered)

    def download(self, text: str, name: str, report: Callable[[str], None]) -> None:
        """Have the PDF of this text made, and put among the browser's downloads under this name.

        `report` gets what is to be said meanwhile, and why there is none.
        """
        client = self._pdf_client

        def made(answer: EngineAnswer | None) -> None:
            self._desk.worker.forget(client)
            if isinstance(answer, WholePdf):
                report("")
                with self.box:
                    ui.download.content(answer.data, name, "application/pdf")
            else:
                report(self._desk.say("took_too_long" if answer is None else "no_pdf_yet"))

        report(self._desk.say("working"))

        order = PictureRequest(width=LEAST, seen=(), known=frozenset())
        ask = Ask(client=client, number=0, path=self._path, text=text, style=self.style, order=order, is_whole=True)
        self._desk.worker.ask(ask, made)

    def forget(self) -> None:
        for client in (self._client, self._pdf_client):
            self._desk.worker.forget(client)

    def point_to(self, line: int, *, is_moved: bool = True, is_again: bool = False) -> None:
        """Show where a line of the file stands on its page, and have it in sight when the cursor has moved there.

        `is_again`: even when it is shown there already, for the pages were out of sight.
        """
        at = [place for place in on_line(self._places, line) if place.page <= len(self._images)]
        if at == self._here and line == self._line and not is_again:
            return
        self._here, self._line = at, line
        for box in self._boxes:
            box.delete()
        self._boxes = [self._box(place) for place in at]
        if self._boxes and is_moved:
            number = self._boxes[0].id
            ui.run_javascript(f"document.getElementById('c{number:d}')?.scrollIntoView({{block: 'nearest'}})")

    def _box(self, place: Place) -> Any:
        """A frame around words on a page."""
        width, height = self._paper
        with self._images[place.page - 1]:
            box = ui.element("div").classes("desk-here")
        left, top = place.x / width, (place.baseline - place.size) / height
        across, down = place.width / width, place.size * 1.3 / height
        return box.style(f"left:{left:.2%};top:{top:.2%};width:{across:.2%};height:{down:.2%}")

    def _answered(self, answer: EngineAnswer | None) -> None:
        """In the event loop, for whichever page still stands."""
        if answer is None:
            answer = self._given_up()
        if isinstance(answer, WholePdf) or answer.number != self._number:
            return
        with self.box:
            if isinstance(answer, Painted):
                self._paint(answer)
                return
            if isinstance(answer, Preview):
                self._lay_out(answer)
            self._hear(answer)

    def _given_up(self) -> Preview:
        """What is told of a text that took too long: the engine makes it no more until there is another."""
        problem = too_long(self._desk.name(self._path), None)
        return Preview(client=self._client, number=self._number, problems=(problem,), state="error")

    def _lay_out(self, made: Preview) -> None:
        """As many pages as there are now; with errors those that were there stay, greyed."""
        self._no_pages.set_visibility(not made.pages and not self._images)
        if not made.pages:
            self.box.classes(add="desk-stale")
            return
        self.box.classes(remove="desk-stale")
        self._places, self._paper, self.digest = made.places, made.paper, made.digest
        while len(self._images) > len(made.pages):
            self._images.pop().delete()
        while len(self._images) < len(made.pages):
            self._images.append(self._page(len(self._images) + 1))
        for number, digest in enumerate(made.pages, 1):
            if self._desk.picture(digest) is not None:
                self._show(number, digest)
        if self._line:
            self.point_to(self._line, is_moved=False)

    def _page(self, number: int) -> Any:
        width, height = self._paper
        with ui.element("div").classes("desk-page").props(f'data-page="{number}"') as page:
            image = ui.element("img")
            image.props(f'alt="{self._desk.say("page", number=number)}"')
            image.style(f"aspect-ratio:{width:.2f}/{height:.2f}")
            image.on("click", lambda event, number=number: self._point(number, event), js_handler=_AT)
        return page

    def _paint(self, painted: Painted) -> None:
        picture = painted.picture
        self._desk.keep(picture.digest, picture.png)
        if picture.page <= len(self._images):
            self._show(picture.page, picture.digest)

    def _show(self, number: int, digest: str) -> None:
        image = next(iter(self._images[number - 1].default_slot.children))
        source = f"/picture/{digest}.png"
        if image._props.get("src") != source:
            image._props["src"] = source
            image.update()

    def _point(self, number: int, event: Any) -> None:
        across, down = (float(part) for part in event.args)
        found = nearest(self._places, number, across * self._paper[0], down * self._paper[1])
        if found is not None and self._pointed is not None:
            self._pointed(found.line, found.column)

    def _note_seen(self, event: Any) -> None:
        dots, pages = event.args
        self._resize(float(dots))
        self._seen = tuple(int(page) for page in pages[:20])
