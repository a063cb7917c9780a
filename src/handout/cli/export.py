"""`handout export`: make a package for a patient portal, or check one as it lies."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from handout.build import nothing_to_build, refuse_clashes
from handout.cli import options
from handout.cli.output import count, tell
from handout.content.project import Entry
from handout.export.checking import check_package
from handout.export.manifest import CSV, JSON, SUMS, BadManifest, read_manifest
from handout.export.package import Earlier, Package, PackageRequest, earlier_of, make_package
from handout.export.placing import listed_before, of_failed, others, place, place_private, prune
from handout.files import REMEMBERED, CannotWrite
from handout.library import Library
from handout.manifest import is_of_others, left_file, remember, rows_in
from handout.problems import Problems, visible
from handout.record import replace
from handout.source import Span
from handout.targets.fhir import Delivery, instant

MOST_NAMED = 20
"""So many files are named that lie in a package's folder and are none of it."""
AUTHORS = "Practitioner|PractitionerRole|Organization|RelatedPerson|Device|Patient"


def subject_of(typed: str) -> str:
    """A FHIR reference to a patient."""
    return _reference(typed, "Patient", "Patient/123")


def author_of(typed: str) -> str:
    """A FHIR reference to who may write a document (US Core 9.0.0)."""
    return _reference(typed, AUTHORS, "Practitioner/9")


def encounter_of(typed: str) -> str:
    """A FHIR reference to the visit at which it is given."""
    return _reference(typed, "Encounter", "Encounter/7")


def _reference(typed: str, kinds: str, example: str) -> str:
    if re.fullmatch(rf"(?:{kinds})/[A-Za-z0-9.-]{{1,64}}", typed, re.ASCII) is None:
        raise click.BadParameter(f"'{typed}' is not a reference like {example}; ids only, never names")
    return typed


@click.command("export")
@options.files
@click.option("--to", type=options.PATH, metavar="DIR", help="Where the package goes.")
@click.option("--check", type=options.PATH, metavar="DIR", help="Check a package as it lies instead.")
@click.option("--signed-only", is_flag=True, help="Leave out what is not signed, and name it, instead of failing.")
@click.option("--prune", is_flag=True, help="Take away files of the package before that are not in this one.")
@click.option("--draft", is_flag=True, help="Let in what is not signed; its names and resources say so.")
@click.option(
    "--style", "styles", multiple=True, metavar="S", help="A style sheet; again for more (default: the clinic's)."
)
@click.option("--fhir", is_flag=True, help="Add a FHIR R4 DocumentReference for each PDF.")
@click.option("--openemr", is_flag=True, help="Add copies in OpenEMR's drop-in form.")
@click.option(
    "--earlier", type=options.PATH, metavar="DIR",
    help="The package that this one replaces, if it is not the one in --to.",
)  # fmt: skip
@click.option(
    "--subject", type=subject_of, metavar="Patient/ID", help="Write the record of a delivery to this patient."
)
@click.option("--encounter", type=encounter_of, metavar="Encounter/ID", help="The visit at which it is given.")
@click.option("--author", type=author_of, metavar="Practitioner/ID", help="Who gives it to the patient.")
@click.option(
    "--date", "moment", type=options.MomentOption(),
    help="When it is given, with its zone; without --subject, the time in the resources (default: of signing).",
)  # fmt: skip
@click.option("--no-codes", is_flag=True, help="Leave the handout's codes out of the patient's record.")
@click.option("--quiet", is_flag=True, help="Say in one line what was exported, instead of a line for each file.")
@options.today
@options.project
def command(
    files: tuple[Path, ...], to: Path | None, check: Path | None, signed_only: bool, prune: bool, draft: bool,
    styles: tuple[str, ...], fhir: bool, openemr: bool, earlier: Path | None, subject: str | None, author: str | None,
    encounter: str | None, moment: datetime | None, no_codes: bool, quiet: bool, today: date, root: Path,
) -> int:  # fmt: skip
    """Make a package of these handouts, or of all in content/, that a clinic's systems can take.

    Only what is signed and in date goes into it.
    """
    if check is not None:
        if (
            signed_only
            or prune
            or files
            or to
            or fhir
            or openemr
            or subject
            or author
            or encounter
            or moment
            or styles
            or earlier
        ):
            raise click.UsageError("--check takes only --draft and --today beside the folder")
        return _check(check, today, draft)
    if draft and signed_only:
        raise click.UsageError("--draft lets in what is not signed, --signed-only leaves it out: choose one")
    if prune and files:
        raise click.UsageError("--prune goes with an export of everything: name no files")
    if to is None:
        raise click.UsageError("where to? name a folder: handout export --to DIR")
    options.refuse_package_folder(to, root)
    if (to / JSON).is_file() and is_of_others((to / JSON).read_bytes(), lambda found: "form" in found):
        raise click.UsageError(f"{to / JSON} is not a manifest of a package; name another folder")
    delivery = _delivery(files, draft, subject, author, encounter, moment, not no_codes)
    # The time of a delivery is the patient's: it stands in no file of the package.
    time = None if moment is None or delivery is not None else _instant(moment)
    order = PackageRequest(
        styles=styles,
        draft=draft,
        signed_only=signed_only,
        fhir=fhir,
        openemr=openemr,
        moment=time,
        delivery=delivery,
    )
    return _export(to, root, today, files, earlier, order, prune=prune, quiet=quiet)


def _delivery(
    files: tuple[Path, ...], draft: bool, subject: str | None, author: str | None, encounter: str | None,
    moment: datetime | None, with_codes: bool,
) -> Delivery | None:  # fmt: skip
    if subject is None:
        if author or encounter or not with_codes:
            message = "--author, --encounter and --no-codes belong to a delivery: say to whom, --subject Patient/ID"
            raise click.UsageError(message)
        return None
    if moment is None:
        raise click.UsageError("when is it given? say so: --date 2026-11-22T14:30:00-05:00")
    if not files:
        raise click.UsageError("which handout is given to the patient? name its file")
    if draft:
        raise click.UsageError("what is not signed is given to no patient: leave out --draft or --subject")
    return Delivery(subject=subject, moment=_instant(moment), author=author, encounter=encounter, with_codes=with_codes)


def _instant(moment: datetime) -> str:
    return instant(moment)


def _export(
    folder: Path, root: Path, today: date, files: tuple[Path, ...], earlier: Path | None, order: PackageRequest, *,
    prune: bool, quiet: bool,
) -> int:  # fmt: skip
    problems = Problems()
    library = Library(root, today)
    entries = library.chosen(files, problems)
    has_strays = problems.has_errors
    if not entries and not problems.has_errors:
        tell([nothing_to_build(root, files)])
        return 2
    styles = tuple(dict.fromkeys(order.styles)) or library.styles
    clashes = Problems()
    refuse_clashes(library, styles, clashes)
    if clashes.has_errors:
        tell(clashes)
        return 1
    order = replace(order, styles=styles, named=library.named(files), earlier=_earlier(folder, earlier))
    package = make_package(library, entries, order, problems)
    failed = problems.has_errors
    tell(problems)
    if quiet or order.signed_only:
        click.echo(_summary(entries, package, problems))
    if not package.manifest.rows and (failed or not (folder / JSON).exists()):
        click.echo("handout: nothing was exported", err=True)
        return 1
    try:
        _place(folder, package, entries, root / REMEMBERED, is_pruned=prune and not has_strays, is_quiet=quiet)
    except CannotWrite as fault:
        click.echo(visible(f"handout: {fault}"), err=True)
        return 1
    if not package.manifest.rows:
        click.echo(visible(f"handout: {folder}: nothing may be given out; the package is empty now"), err=True)
    return 1 if failed or not package.manifest.rows else 0


def _summary(entries: Sequence[Entry], package: Package, problems: Problems) -> str:
    """`12 handouts: 9 exported, 2 left out, 1 failed`."""
    count = len({(row.slug, row.language) for row in package.manifest.rows if not row.is_beside})
    left_out = sum(problem.code in ("W83", "W84") for problem in problems)
    parts = [f"{count} exported", f"{left_out} left out" * bool(left_out)]
    failed = len(entries) - count - left_out
    parts.append(f"{failed} failed" * (failed > 0))
    return f"{len(entries)} handout{'s' * (len(entries) != 1)}: {', '.join(filter(None, parts))}"


def _place(
    folder: Path, package: Package, entries: Sequence[Entry], memory: Path, *, is_pruned: bool, is_quiet: bool
) -> None:
    """Put it there, and say what is there now. A delivery leaves a package that stands there as it is.

    `entries` are all handouts that were to be in it. `memory` is the folder where what earlier packages left behind is
    remembered.
    """
    if not package.deliveries or not (folder / JSON).exists():
        known = left_file(memory, folder)
        before = {str(row["path"]): str(row.get("sha256")) for row in rows_in(known)} | listed_before(folder)
        place(folder, package.files)
        for row in () if is_quiet else package.manifest.rows:
            pages = "" if row.pages is None else f"{row.pages} page{'s' * (row.pages != 1)}, "
            click.echo(f"{folder / row.file}: {pages}{row.bytes / 1000:.0f} kB, {row.state}")
        more = len(package.files) - len(package.manifest.rows) - 3
        if not is_quiet:
            besides = f", {more} more file{'s' * (more != 1)}" if more else ""
            click.echo(f"{folder}: {JSON}, {CSV}, {SUMS}{besides}")
        failed = of_failed(before, package.failed, entries)
        for name in prune(folder, before, {*package.files, *failed}) if is_pruned else ():
            click.echo(f"{folder / name}: removed")
        left = [*others(folder, package.files)]
        _tell_of_left(folder, left, failed)
        remember(known, [{"path": name, "sha256": before[name]} for name in left if name in before])
    for name, data in package.deliveries.items():
        place_private(folder, name, data)
        click.echo(f"{folder / name}: the record of a delivery, not part of the package")


def _tell_of_left(folder: Path, left: Sequence[str], failed: Mapping[str, Entry]) -> None:
    """Say what lies in the folder and is no part of the package, and which of it is of a handout that failed (W81)."""
    problems = Problems()
    for name in (name for name in left if name in failed):
        source = failed[name].path.name
        message = f"left over: {source} could not be made again, and this is what was made of it before"
        hint = f"correct what is said of {source}, and export again; until then this file stays"
        problems.warning("W81", Span((folder / name).as_posix(), 1, 1), message, hint)
    tell(problems)
    rest = [name for name in left if name not in failed]
    for name in rest[:MOST_NAMED]:
        click.echo(f"handout: left as it was, not part of this package: {folder / name}", err=True)
    if more := len(rest[MOST_NAMED:]):
        click.echo(f"handout: left too, not part of this package: {more} more file{'s' * (more != 1)}", err=True)


def _earlier(folder: Path, named: Path | None) -> Earlier:
    """The package before this one; one that was named must be there."""
    try:
        return earlier_of(read_manifest((named or folder) / JSON))
    except BadManifest as reason:
        if named is not None:
            raise click.UsageError(f"{named / JSON} is not a manifest of a package: {reason}") from reason
        return {}


def _check(folder: Path, today: date, draft: bool) -> int:
    if not folder.is_dir():
        raise click.UsageError(f"{folder} is not a folder")
    problems = Problems()
    found = check_package(folder, today, draft=draft, problems=problems)
    tell(problems)
    files = 0 if found is None else len(found.rows)
    click.echo(f"{folder}: {files} files, {count(problems)}")
    return 1 if problems.has_errors else 0
