"""What the pages of the desk share: one project, its engine, its pictures, its words."""

import re
import secrets
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from datetime import date
from pathlib import Path, PurePath
from typing import Any, TypeAlias
from unicodedata import normalize

from handout.content.project import Entry, Project
from handout.desk.door import ENTERED, Entered, Keys
from handout.desk.login import Passwords
from handout.desk.people import Member
from handout.desk.words import DeskWords
from handout.desk.worker import Worker
from handout.files import led_to
from handout.library import Library
from handout.limits import seconds_allowed
from handout.problems import Problems
from handout.record import Record

TakeUpload: TypeAlias = Callable[[str, bytes], Awaitable[None]]
"""What becomes of a file that was sent: its name, which means nothing, and its bytes."""
MOST_PICTURES = 400
"""Pictures of pages that are kept in memory: some 60 MB."""


class Settings(Record):
    """What the desk was started with. `export_to`: the folder that packages go to, if one was named.

    `people`: who may work here; nobody is named where it is one person's own desk.
    """

    root: Path
    today: date
    language: str
    export_to: Path | None = None
    people: tuple[Member, ...] = ()


class Desk:
    """One project at the desk: its engine, its pictures, its words."""

    def __init__(self, settings: Settings, keys: Keys) -> None:
        self.settings = settings
        self.root, self.today = settings.root, settings.today
        self.say = DeskWords(settings.language)
        self.keys = keys
        self.passwords = Passwords(settings.people)
        library = Library(self.root, self.today)
        self.styles = library.styles
        policy = library.clinic.review if library.clinic is not None else None
        self.roles = tuple(str(role) for role in policy.required) if policy is not None else ()
        self.worker = Worker(self.root, self.today, seconds_allowed(library.clinic))
        self.drafting: set[str] = set()
        """The names of the drafts of pages that are open."""
        self._awaited: dict[int, TakeUpload] = {}
        self._pictures: OrderedDict[str, bytes] = OrderedDict()

    def awaited(self, taken: TakeUpload) -> int:
        """A number under which a file may be sent, to whom it is given; nobody can guess it."""
        number = secrets.randbits(52)
        self._awaited[number] = taken
        return number

    def no_longer_awaited(self, number: int) -> None:
        self._awaited.pop(number, None)

    async def take(self, number: int, name: str, data: bytes) -> bool:
        """Give a file to whoever awaits it; False when nobody does."""
        taken = self._awaited.get(number)
        if taken is not None:
            await taken(name, data)
        return taken is not None

    def close(self) -> None:
        self.worker.stop()

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return Project(self.root)

    def entry(self, stem: str) -> Entry | None:
        """The handout of this name; a name that comes from a browser is looked up and never becomes a path.

        What lies elsewhere and is only linked to from here is none that the page shows or writes.
        """
        project = Project(self.root)
        found = next((entry for entry in project.entries(Problems()) if entry.stem == stem), None)
        is_ours = found is not None and led_to(found.path).is_relative_to(led_to(project.content))
        return found if is_ours else None

    def name(self, path: Path) -> str:
        return Project(self.root).name(path)

    def keep(self, digest: str, png: bytes) -> None:
        """Keep a picture for whoever looks at it."""
        self._pictures[digest] = png
        self._pictures.move_to_end(digest)
        while len(self._pictures) > MOST_PICTURES:
            self._pictures.popitem(last=False)

    def picture(self, digest: str) -> bytes | None:
        return self._pictures.get(digest)

    def known(self) -> frozenset[str]:
        return frozenset(self._pictures)


def in_order(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The handouts by their titles, each before its translations."""
    rows = list(rows)
    sources = {row["slug"]: row["title"] for row in rows if PurePath(row["file"]).stem == row["slug"]}

    def place(row: dict[str, Any]) -> tuple[object, ...]:
        slug = row["slug"]
        return *as_sorted(sources.get(slug) or slug), slug, PurePath(row["file"]).stem != slug, row["file"]

    return sorted(rows, key=place)


def as_sorted(title: str) -> tuple[list[str | int], str]:
    """What people sort a title by: its letters, whatever their size or accent, and its numbers by what they count."""
    letters = "".join(letter for letter in normalize("NFKD", title) if letter.isalnum() or letter.isspace())
    parts = re.split("([0-9]+)", " ".join(letters.casefold().split()))
    return [int(part) if number % 2 else part for number, part in enumerate(parts)], title


def shared_titles(rows: Iterable[dict[str, Any]]) -> set[str]:
    """Titles that more handouts of a language than one have, so that something else must tell those apart."""
    counted = Counter((row["title"], row["language"]) for row in rows)
    return {title for (title, _), count in counted.items() if title and count > 1}


def entered(client: Any) -> Entered:
    """Who sees this page. The framework's own type of a page is there only where it is installed."""
    found: Entered = client.request.scope[ENTERED]
    return found
