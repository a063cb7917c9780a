"""The handouts of one package, found by code and language; one that is overdue on a day is not found that day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from handout.answer.languages import is_same_language
from handout.answer.question import KnowledgeRequest, bare
from handout.export.manifest import Manifest, ManifestRow
from handout.record import Record
from handout.targets.fhir import SYSTEMS

PDF, HTML = "application/pdf", "text/html"
ICD = SYSTEMS["icd-10-cm"][1]
"""ICD-10-CM: the one system whose codes say by their letters which stand below which."""


class Found(Record):
    """One handout in one language: the page to read, if there is one, and the files to print."""

    rows: tuple[ManifestRow, ...]

    @property
    def page(self) -> ManifestRow:
        """What to open first."""
        return next((row for row in self.rows if row.media_type == HTML), self.rows[0])

    @property
    def prints(self) -> tuple[ManifestRow, ...]:
        return tuple(row for row in self.rows if row.media_type == PDF)


class CodeIndex:
    """A package's handouts by system and code, made once for each manifest."""

    def __init__(self, manifest: Manifest, *, draft: bool = False) -> None:
        self.clinic = manifest.clinic
        self.files = {row.file: row for row in manifest.rows}
        self._draft = draft
        together: dict[tuple[str, str], list[ManifestRow]] = {}
        for row in (row for row in manifest.rows if not row.is_beside):
            together.setdefault((row.slug, row.language), []).append(row)
        self._exact: dict[tuple[str, str], list[Found]] = {}
        self._categories: dict[tuple[str, str], list[Found]] = {}
        for _, rows in sorted(together.items()):
            self._put(Found(rows=tuple(rows)))

    def _put(self, found: Found) -> None:
        for code in found.rows[0].codes:
            key = (code.oid, bare(code.code))
            self._exact.setdefault(key, []).append(found)
            if code.match == "category" and code.oid == ICD:
                self._categories.setdefault(key, []).append(found)

    def answers(self, question: KnowledgeRequest, today: date) -> tuple[Found, ...]:
        """The handouts for a code in the language that is asked for, never in another."""
        return self._in_language(self._for_code(question, today), question.language)

    def others(self, question: KnowledgeRequest, today: date) -> tuple[Found, ...]:
        """The handouts for a code that are in other languages."""
        return tuple(
            found
            for found in self._for_code(question, today)
            if not is_same_language(question.language, found.page.language)
        )

    def file(self, name: str, today: date) -> ManifestRow | None:
        """A file of the package that may be given out that day."""
        row = self.files.get(name)
        return row if row is not None and self._is_given_out(row, today) else None

    def _for_code(self, question: KnowledgeRequest, today: date) -> tuple[Found, ...]:
        """Those of the very code; only when there is none, those of the nearest category above it."""
        wanted = bare(question.code)
        found = self._in_date(self._exact.get((question.system, wanted), ()), today)
        while not found and question.system == ICD and len(wanted) > 3:
            wanted = wanted[:-1]
            found = self._in_date(self._categories.get((question.system, wanted), ()), today)
        return found

    def _in_date(self, found: Iterable[Found], today: date) -> tuple[Found, ...]:
        given_out = (tuple(row for row in one.rows if self._is_given_out(row, today)) for one in found)
        return tuple(Found(rows=rows) for rows in given_out if rows)

    def _is_given_out(self, row: ManifestRow, today: date) -> bool:
        is_signed = row.state == "signed" and row.due is not None and row.due >= today.isoformat()
        return is_signed or (self._draft and row.state != "signed")

    @staticmethod
    def _in_language(found: Sequence[Found], language: str) -> tuple[Found, ...]:
        """Those with exactly this tag; when there are none, those of the same language."""
        exact = tuple(one for one in found if one.page.language.casefold() == language.casefold())
        return exact or tuple(one for one in found if is_same_language(language, one.page.language))
