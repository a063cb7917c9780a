"""Put the sentences of a reference one behind the other, each with the place it came from."""

from __future__ import annotations

import re

from handout.content.csl_dates import Date
from handout.content.reference import Reference
from handout.locales import END_OF_ISOLATE, Locale
from handout.record import Mutable, field
from handout.references import dates
from handout.source import Located, Span
from handout.text.phrase import Link, Printed, Text, plain
from handout.text.title_markup import marked

DOI_ADDRESS = r"(?i)https?://(?:dx\.|www\.)?doi\.org/"
WITH_GENRE = frozenset({"thesis", "article", "manuscript", "dataset", "map"})
WITH_MEDIUM = frozenset({"motion_picture", "broadcast", "song", "interview", "speech", "performance", "graphic", "map"})
ENDS = (".", "?", "!", "…", "。", "？", "！", "؟")
QUOTES = '"”“’»«'
"""Where one stands behind the end of a sentence, the sentence has ended."""


class Writer(Mutable, kw_only=False):
    """Puts sentences one behind the other, each with the place it came from."""

    locale: Locale
    span: Span
    parts: list[Printed] = field(default_factory=list)

    def say(self, words: Located | str | None, at: Located | None = None, *, tight: bool = False) -> None:
        """These words, after a space unless `tight`."""
        if not words:
            return
        if self.parts and not tight:
            self._end_in(" ")
        span = at.span if at is not None else words.span if isinstance(words, Located) else self.span
        if isinstance(words, Located) and "</" in words.text:
            self._say_marked(words)
            return
        own = self.locale
        said = own.isolated(words.text) if isinstance(words, Located) else own.with_own_stops(words)
        self.parts.append(Text(said, span))

    def _say_marked(self, words: Located) -> None:
        """Words with marks of emphasis; on a right-to-left page they are isolated as a whole."""
        parts = list(marked(words))
        typed = plain(tuple(parts))
        before, _, after = self.locale.isolated(typed).partition(typed)
        if before:
            parts.insert(0, Text(before, words.span))
        if after:
            parts.append(Text(after, words.span))
        self.parts += parts

    def sentence(self, words: Located | str | None, at: Located | None = None) -> None:
        """These words and a full stop."""
        if words:
            self.say(words, at)
            self.stop()

    def stop(self) -> None:
        """A full stop, unless the words end in a mark of their own."""
        said = plain(tuple(self.parts)).rstrip().rstrip(END_OF_ISOLATE)
        if said and not said.rstrip(QUOTES).endswith(ENDS):
            self._end_in(".")

    def link(self, words: str, target: str, span: Span, title: str | None = None) -> None:
        """A link that is announced by its title, or by its own words."""
        if self.parts:
            self._end_in(" ")
        self.parts.append(Link((Text(self.locale.isolated(words), span),), target, span, title))

    def _end_in(self, sign: str) -> None:
        """A space or a full stop, with the words before it: parts of one look are set sooner when they are few."""
        last = self.parts[-1]
        if isinstance(last, Text):
            self.parts[-1] = Text(last.text + sign, last.span)
        else:
            self.parts.append(Text(sign, self.span))

    def is_online(self, reference: Reference) -> bool:
        """Whether the reference says where it stands on the Internet, beyond repeating its DOI."""
        if reference.url is None:
            return False
        return reference.doi is None or re.match(DOI_ADDRESS, reference.url.text) is None

    def kind(self, reference: Reference) -> None:
        """What it is, in brackets behind the title: [dissertation], [preprint], [video]."""
        if reference.genre is not None and reference.type in WITH_GENRE:
            self.say(f"[{self.locale.isolated(reference.genre.text)}]", reference.genre)
        if reference.medium is not None and reference.type in WITH_MEDIUM:
            self.say(f"[{self.locale.isolated(reference.medium.text)}]", reference.medium)

    def online(self, reference: Reference) -> None:
        if self.is_online(reference):
            self.say(f"[{self.locale.say('reference_internet')}]")

    def dated(self, reference: Reference) -> str:
        """When it was published, and when somebody looked: "2021 [cited 2023 Sep 27]"; without a date its status."""
        nobody_knows = (
            f"[{self.locale.say('reference_no_date')}]" if reference.status is None else reference.status.text
        )
        issued = nobody_knows if reference.issued is None else self.day(reference.issued)
        if reference.accessed is None or not self.is_online(reference):
            return issued
        cited = "reference_cited" if reference.accessed.day else "reference_cited_month"
        return f"{issued} [{self.locale.say(cited, date=self.day(reference.accessed))}]"

    def day(self, date: Date) -> str:
        """As much of a date as is known."""
        return dates.written(date, self.locale)
