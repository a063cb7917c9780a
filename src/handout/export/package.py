"""Make the files of a package from a clinic's content; only what is signed, unless drafts are asked for."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from handout.build import hold_to_limits, left_out
from handout.content.project import Entry
from handout.edition import Edition
from handout.export import manifest, names
from handout.export.manifest import Manifest, ManifestRow, Reviewer
from handout.library import Library, Opened
from handout.limits import TakesTooLong, seconds_allowed, too_long, within
from handout.problems import HandoutError, Problems
from handout.record import Mutable, Record, field, replace
from handout.review.status import SignOff, State
from handout.source import Span
from handout.targets import fhir
from handout.targets.fhir import Delivery, Document
from handout.targets.html import make_html
from handout.targets.pdf import make_pdf
from handout.text.phrase import SOFT_HYPHEN

HEAVY = 700_000
"""Bytes of a PDF above which its base64 passes 1 MB, where many systems stop taking a string."""
TOO_HEAVY = 5 * 1024 * 1024
"""What US Core asks of a server to take, and no more (US Core 9.0.0, Writing Clinical Notes)."""

Earlier = Mapping[tuple[str, str, str], ManifestRow]
"""Signed PDFs of the package before this one: by slug, language and style."""


class PackageRequest(Record):
    """What is wanted. `moment`, an ISO 8601 time with its zone, stands for the time of signing in FHIR resources.

    `signed_only`: what is not signed is left out and reported, and is no error. `named` are the handouts that were
    named by themselves: of these the withdrawn are refused too.
    """

    styles: tuple[str, ...]
    draft: bool = False
    signed_only: bool = False
    named: frozenset[Path] = frozenset()
    fhir: bool = False
    openemr: bool = False
    moment: str | None = None
    delivery: Delivery | None = None
    earlier: Earlier = field(default_factory=dict)


class Package(Record):
    """Every file by its name, manifests and sums among them; and, apart from them, the records of patients.

    `failed` are the handouts that have errors, and no file in it.
    """

    manifest: Manifest
    files: Mapping[str, bytes]
    deliveries: Mapping[str, bytes]
    failed: tuple[Entry, ...] = ()


class _Shelf(Mutable, kw_only=False):
    """What has been made so far, and which handout claims which name."""

    rows: list[ManifestRow] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    deliveries: dict[str, bytes] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)


def make_package(library: Library, entries: Sequence[Entry], order: PackageRequest, problems: Problems) -> Package:
    """The package of these handouts; one with errors, or that may not be released, is left out of it and reported."""
    shelf = _Shelf()
    failed = []
    for entry in entries:
        own = Problems()
        try:
            with within(seconds_allowed(library.clinic)):
                opened = _released(library, entry, order, own)
                if opened is not None:
                    _add(shelf, _made(library, opened, order, own), opened.edition, order, own)
                    _add_beside(shelf, library, opened, order, own)
        except HandoutError as fault:
            own.extend(fault.problems)
        except TakesTooLong:
            own.extend([too_long(library.project.name(entry.path), library.project.root)])
        problems.extend(own)
        failed += [entry] if own.has_errors else []
    clinic = "" if library.clinic is None else library.clinic.name.text.replace(SOFT_HYPHEN, "")
    listed = Manifest(clinic=clinic, draft=order.draft, rows=tuple(sorted(shelf.rows, key=lambda row: row.file)))
    files = shelf.files | {manifest.JSON: manifest.as_json(listed), manifest.CSV: manifest.as_csv(listed.rows)}
    files[manifest.SUMS] = manifest.as_sums(files)
    return Package(manifest=listed, files=files, deliveries=shelf.deliveries, failed=tuple(failed))


def earlier_of(found: Manifest) -> Earlier:
    """What a package replaces."""
    return {
        (row.slug, row.language, row.style): row
        for row in found.rows
        if row.document and row.pages is not None and row.state == State.SIGNED
    }


def _released(library: Library, entry: Entry, order: PackageRequest, problems: Problems) -> Opened | None:
    """A handout that may go into the package."""
    opened = library.open(entry, problems)
    if opened is None:
        return None
    obstacles = opened.survey.obstacles
    is_withdrawn = opened.survey.withdrawn is not None
    if is_withdrawn or not order.draft:
        if obstacles and ((is_withdrawn and entry.path not in order.named) or (order.signed_only and not is_withdrawn)):
            problems.extend([left_out(obstacles[0], opened)])
            return None
        problems.extend(obstacles)
        refusals = (opened.unsigned_words, opened.unsigned_source)
        problems.extend(problem for problem in refusals if problem is not None)
    hold_to_limits(library, opened, problems)
    return None if problems.has_errors else opened


Made: TypeAlias = Iterator[tuple[ManifestRow, bytes, Document | None]]
"""Files with their rows, and what FHIR says of each PDF that it can say something of."""


def _add(shelf: _Shelf, made: Made, edition: Edition, order: PackageRequest, problems: Problems) -> None:
    """All files of one handout in one language, or none."""
    rows, files, deliveries = [], {}, {}
    for row, data, document in made:
        rows.append(row)
        files[row.file] = data
        if document is None:
            continue
        if order.fhir:
            files[f"{names.FHIR}/{row.file.removesuffix('.pdf')}.json"] = _json(fhir.document_reference(document))
        if order.openemr and row.style == order.styles[0]:
            files |= {f"{names.OPENEMR}/{name}": data for name in _openemr(edition, problems)}
        if order.delivery is not None and row.style == order.styles[0]:
            resource = fhir.patient_document_reference(document, order.delivery)
            name = fhir.delivery_id(document, order.delivery).removeprefix("urn:uuid:")
            deliveries[f"{names.DELIVERIES}/{name}.json"] = _json(resource)
    _refuse_claimed(shelf, files, edition, problems)
    if not problems.has_errors:
        shelf.rows += rows
        shelf.files |= files
        shelf.deliveries |= deliveries
        shelf.claims |= {name.casefold(): edition.file for name in files}


def _add_beside(shelf: _Shelf, library: Library, opened: Opened, order: PackageRequest, problems: Problems) -> None:
    """A handout side by side with each translation that the clinic pairs it with, where both may be given out."""
    from handout.bilingual import joined, not_made, paired_with, translation

    if opened.entry.language is not None or problems.has_errors or order.delivery is not None:
        return
    for tag in paired_with(opened):
        entry = translation(library, opened.entry, tag, opened)
        if entry is None:
            continue
        own = Problems()
        other = _released(library, entry, order, own)
        if other is not None:
            made = _made_beside(library, opened, other, order, problems)
            _add(shelf, made, joined(opened.edition, other.edition), order, problems)
        elif own.has_errors:
            problems.extend([not_made(opened.entry, library, entry)])


def _made(library: Library, opened: Opened, order: PackageRequest, problems: Problems) -> Made:
    """Each PDF with what FHIR says of it, then the HTML twin, made with the first of the style sheets."""
    page_name = f"{names.stem(opened.edition, order.styles[0])}.html"
    edition = replace(opened.edition, html_file=page_name)
    for style in order.styles:
        sheet = library.sheet(style, problems)
        made = None if sheet is None else make_pdf(edition, sheet, problems)
        if made is not None:
            document = _document(opened, style, made.data, order)
            row = _row(opened, f"{names.stem(edition, style)}.pdf", style, made.data, made.pages, document)
            _judge(row, edition, problems)
            yield row, made.data, document
    sheet = library.sheet(order.styles[0], problems)
    if sheet is not None and not problems.has_errors:
        data = make_html(edition, sheet).encode("utf-8")
        page = Document(edition=edition, style=sheet.name, data=data, moment=None)
        yield _row(opened, page_name, sheet.name, data, None, page), data, None


def _made_beside(library: Library, own: Opened, other: Opened, order: PackageRequest, problems: Problems) -> Made:
    """Each PDF with two languages, then the HTML twin. FHIR has no word for two languages: it says nothing of them."""
    from handout.bilingual import html_beside, joined, made_beside

    both = replace(own, edition=joined(own.edition, other.edition))
    page_name = f"{names.stem(both.edition, order.styles[0])}.html"
    own = replace(own, edition=replace(own.edition, html_file=page_name))
    for style in order.styles:
        sheet = library.sheet(style, problems)
        made = None if sheet is None else made_beside(own, other, sheet, problems)
        if made is not None:
            document = _document(both, style, made.data, order)
            row = _row(both, f"{names.stem(both.edition, style)}.pdf", style, made.data, made.pages, document, other)
            _judge(row, both.edition, problems)
            yield row, made.data, None
    sheet = library.sheet(order.styles[0], problems)
    if sheet is not None and not problems.has_errors:
        data = html_beside(own, other, sheet, problems).data
        page = Document(edition=both.edition, style=sheet.name, data=data, moment=None)
        yield _row(both, page_name, sheet.name, data, None, page, other), data, None


def _document(opened: Opened, style: str, data: bytes, order: PackageRequest) -> Document:
    edition = opened.edition
    website = None if opened.clinic.website is None else opened.clinic.website.text
    document = Document(
        edition=edition, style=style, data=data, moment=order.moment or _moment(opened), website=website
    )
    before = order.earlier.get((edition.slug, edition.language, style)) if edition.state == State.SIGNED else None
    if before is None:
        return document
    is_same = before.document == fhir.document_id(document)
    replaces = before.replaces if is_same else before.document
    return Document(edition=edition, style=style, data=data, moment=document.moment, website=website, replaces=replaces)


def _moment(opened: Opened) -> str | None:
    """When the last reviewer signed, else the first moment of the day of publication (UTC), else nothing."""
    signed = [_time(sign_off) for sign_off in opened.survey.status.sign_offs]
    if signed:
        return fhir.instant(max(signed))
    return None if opened.edition.published is None else f"{opened.edition.published}T00:00:00Z"


def _time(sign_off: SignOff) -> datetime:
    return datetime.fromisoformat(sign_off.time)


def _row(
    opened: Opened, file: str, style: str, data: bytes, pages: int | None, document: Document,
    beside: Opened | None = None,
) -> ManifestRow:  # fmt: skip
    """What the manifest says of a file; one with a text beside it is signed by all, and due on the earlier day."""
    edition = opened.edition
    statuses = [one.survey.status for one in (opened, beside) if one is not None]
    sign_offs = [sign_off for status in statuses for sign_off in status.sign_offs]
    dues = [status.due for status in statuses if status.due is not None]
    last = max(sign_offs, key=_time, default=None)
    return ManifestRow(
        file=file,
        media_type="text/html" if pages is None else "application/pdf",
        slug=edition.slug,
        title=edition.title_text,
        purpose=edition.subject,
        language=edition.language,
        style=style,
        version=edition.version,
        audience=edition.audience,
        codes=tuple(
            manifest.code_of(code.system, code.code.text, code.match or "exact") for code in opened.handout.codes
        ),
        keywords=edition.keywords,
        pages=pages,
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        sha1=hashlib.sha1(data, usedforsecurity=False).hexdigest(),
        state=edition.state,
        reviewers=tuple(map(_reviewer, sign_offs)),
        signed=None if last is None else last.time,
        due=min(dues).isoformat() if len(dues) == len(statuses) else None,
        digest=edition.digest,
        document=fhir.document_id(document),
        replaces=document.replaces if pages is not None else None,
    )


def _reviewer(sign_off: SignOff) -> Reviewer:
    return Reviewer(
        name=sign_off.name, credentials=sign_off.credentials, affiliation=sign_off.affiliation, role=sign_off.role,
        signed=sign_off.time, due=sign_off.due.isoformat(),
    )  # fmt: skip


def _judge(row: ManifestRow, edition: Edition, problems: Problems) -> None:
    """Whether systems will take the file by its name and its size."""
    place = Span(edition.file, 1, 1)
    if names.SAFE.fullmatch(row.file) is None:
        problems.error("E92", place, f"the name '{row.file}' is too long for many systems: at most 100 characters",
                       "give it a shorter version, or a shorter file name")  # fmt: skip
    hint = "make its pictures smaller, or split the handout in two"
    if row.bytes > TOO_HEAVY:
        problems.error("E94", place, f"'{row.file}' has {row.bytes} bytes; systems take {TOO_HEAVY} at most", hint)
    elif row.bytes > HEAVY:
        problems.warning("W90", place, f"'{row.file}' has {row.bytes} bytes; many systems stop at {HEAVY}", hint)


def _openemr(edition: Edition, problems: Problems) -> list[str]:
    """The names of the copies for OpenEMR; nothing there can say that a file is a draft, so a draft has none."""
    place = Span(edition.file, 1, 1)
    if edition.state != State.SIGNED:
        problems.warning("W91", place, f"no copy for OpenEMR: the handout is {edition.state}, not signed")
        return []
    if edition.language.split("-")[0].lower() not in names.OPENEMR_LANGUAGES:
        problems.warning(
            "W91", place, f"no copy for OpenEMR: it asks for English and Spanish, not '{edition.language}'"
        )
        return []
    if not edition.codes:
        problems.warning("W91", place, "no copy for OpenEMR: it finds a handout by its code, and this one has none",
                         "add a code, as in: codes: [{system: icd-10-cm, code: E83.59}]")  # fmt: skip
    made = list(dict.fromkeys(names.openemr_names(edition)))
    for name in made:
        if names.OPENEMR_SAFE.fullmatch(name) is None:
            problems.error("E92", place, f"the name '{name}' that OpenEMR asks for holds characters that no code has",
                           "correct the code in 'codes:'")  # fmt: skip
    return made


def _refuse_claimed(shelf: _Shelf, files: Mapping[str, bytes], edition: Edition, problems: Problems) -> None:
    """Two handouts must not want the same name, upper and lower case aside."""
    for name in files:
        other = shelf.claims.get(name.casefold())
        if other is not None:
            problems.error("E91", Span(edition.file, 1, 1), f"'{name}' is already the name of {other} in this package",
                           "give one of them another name, or, under openemr/, another code")  # fmt: skip


def _json(resource: fhir.Resource) -> bytes:
    return (json.dumps(resource, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
