"""`handout comments`: what reviewers remark on a text, kept beside it and brought home to its lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from handout import files
from handout.cli import options
from handout.cli.output import document, tell
from handout.content.project import Entry
from handout.library import Library
from handout.limits import in_time
from handout.marked_pdf import LARGEST, Home, homes
from handout.problems import HandoutError, Problems, visible
from handout.review import comments
from handout.review.claims import NotOurs
from handout.review.comments import Comment
from handout.review.placing import PlacedComment, block_at, placed
from handout.source import Span
from handout.translation.blocks import FollowedBlock, blocks_of


@click.command("comments")
@click.argument("file", type=options.PATH, metavar="FILE")
@click.option("--add", metavar="TEXT", help="Add a comment.")
@click.option("--at", "line", type=options.CountOption(1), metavar="LINE", help="The line that it is about.")
@click.option("--quote", metavar="WORDS", help="The words that it is about.")
@click.option("--close", type=options.CountOption(1), metavar="ID", help="Close a comment; --add may say why.")
@click.option("--by", metavar="NAME", help="Who comments or closes.")
@click.option("--keep", is_flag=True, help="Of a marked PDF: add its marks as comments.")
@click.option("--all", "is_all", is_flag=True, help="Show closed comments too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.today
@options.project
def command(
    file: Path, add: str | None, line: int | None, quote: str | None, close: int | None, by: str | None, keep: bool,
    is_all: bool, form: str, today: date, root: Path,
) -> int:  # fmt: skip
    """Show the open comments on a handout, each at its line; add one, or close one.

    Of a PDF of ours that somebody marked in any reader: show each mark and note at the line it is about.

    Comments are kept in content/comments/, are never printed, and are no part of what is signed.
    """
    problems = Problems()
    library = Library(root, today)
    if file.suffix.lower() == ".pdf":
        if add is not None or close is not None or line is not None or quote is not None or is_all:
            raise click.UsageError("a marked PDF goes with --keep, --by and --format only")
        return _marked(library, file, keep, by, form, today)
    if keep:
        raise click.UsageError("--keep goes with a marked PDF")
    entry = library.one(file, problems)
    if entry is not None and not entry.path.exists():
        problems.error("E11", Span(library.project.name(entry.path), 1, 1), "there is no such file")
    if problems.has_errors or entry is None:
        raise HandoutError(problems)
    if add is not None or close is not None:
        return _write(library, entry, add, line, quote, close, by, today)
    if line is not None or quote is not None or by is not None:
        raise click.UsageError("--by goes with --add or --close, --at and --quote with --add")
    return _show(library, entry, is_all, form)


def _write(
    library: Library, entry: Entry, add: str | None, line: int | None, quote: str | None, close: int | None,
    by: str | None, today: date,
) -> int:  # fmt: skip
    """Add a comment, or one that closes another."""
    if by is None:
        raise click.UsageError("say who comments: --by NAME")
    if close is None and line is None and quote is None:
        raise click.UsageError("say what it is about: --at LINE, or --quote WORDS")
    if close is not None and (line is not None or quote is not None):
        raise click.UsageError("--close says which comment is meant; leave out --at and --quote")
    block = None if close is not None else _block(library, entry, line, quote)
    comment = comments.Comment(
        by=by.strip(), time=options.moment(today).isoformat(timespec="seconds"), text=add, quote=quote, closes=close,
        part=None if block is None else block.name, block=None if block is None else block.digest,
    )  # fmt: skip
    if found := comments.faults(comment):
        raise click.UsageError("; ".join(found))
    path = comments.comments_path(library.project, entry)
    name = library.project.name(path)
    added = comments.append(path, name, comment)
    what = f"closed comment {close}" if close is not None else f"comment {added.id} on {block}"
    click.echo(visible(f"{what}, in {name}"))
    return 0


def _block(library: Library, entry: Entry, line: int | None, quote: str | None) -> FollowedBlock:
    """The part that is meant."""
    blocks = _blocks(library, entry)
    if line is not None:
        last = len(entry.path.read_bytes().splitlines()) if blocks else line
        if line > last:
            raise click.UsageError(f"{library.project.name(entry.path)} has {last} lines; there is no line {line}")
        found = block_at(blocks, line)
        if found is None:
            raise click.UsageError(f"line {line} is above the first words of the handout")
        return found
    words = " ".join((quote or "").split())
    holding = [block for block in blocks if words and words in " ".join(block.words)]
    if len(holding) != 1:
        found_in = "no part" if not holding else f"{len(holding)} parts"
        raise click.UsageError(f"{found_in} of the handout says '{words}'; say which with --at LINE")
    return holding[0]


def _blocks(library: Library, entry: Entry) -> tuple[FollowedBlock, ...]:
    handout = library.project.readable(entry.path, library.clinic)
    return () if handout is None else blocks_of(handout)


def _show(library: Library, entry: Entry, is_all: bool, form: str) -> int:
    """The comments, each at its line."""
    problems = Problems()
    path = comments.comments_path(library.project, entry)
    every = comments.read_comments(path, library.project.name(path), problems)
    waiting = comments.open_ones(every)
    shown = [comment for comment in every if comment.closes is None] if is_all else waiting
    found = placed(shown, _blocks(library, entry))
    closed = {comment.closes: comment for comment in every if comment.closes is not None}
    file = library.project.name(entry.path)
    if form == "json":
        members = [_members(one, closed.get(one.comment.id), file) for one in found]
        document(json.dumps(members, indent=2, ensure_ascii=False))
    else:
        for one in found:
            click.echo(visible(_line(one, closed.get(one.comment.id), file)))
        if not found and not problems.has_errors:
            click.echo("no open comments" if every else "no comments")
    tell(problems)
    return 1 if problems.has_errors else 0


def _line(one: PlacedComment, closed: Comment | None, file: str) -> str:
    """`content/x.yaml:9:7: comment 3 by Ana Example: the dose is missing`."""
    comment = one.comment
    place = str(one.span) if one.span is not None else f"{file}:1:1"
    gone = {"lost": f" (its part, {comment.part}, is gone)", "part": " (the text has changed since)"}.get(one.how, "")
    quote = f" on '{comment.quote}'" if comment.quote else ""
    state = "" if closed is None else f" [closed by {closed.by}{f': {closed.text}' if closed.text else ''}]"
    text = " ".join((comment.text or "").split())
    return f"{place}: comment {comment.id} by {comment.by}{quote}{gone}: {text}{state}"


def _members(one: PlacedComment, closed: Comment | None, file: str) -> dict[str, object]:
    comment = one.comment
    return {
        "id": comment.id, "by": comment.by, "time": comment.time, "text": comment.text, "quote": comment.quote,
        "part": comment.part, "file": file, "line": one.span.line if one.span else None,
        "column": one.span.column if one.span else None, "found_by": one.how,
        "closed_by": None if closed is None else closed.by,
    }  # fmt: skip


def _marked(library: Library, file: Path, keep: bool, by: str | None, form: str, today: date) -> int:
    """The marks of a PDF, each at the line it is about; kept as comments when that is asked for."""
    problems = Problems()
    try:
        data = files.read(file, LARGEST)
        with in_time(library.clinic, str(file), library.project.root):
            entry, found = homes(library, data, problems)
    except files.CannotRead as fault:
        raise click.UsageError(f"{file} cannot be read: {fault}") from fault
    except NotOurs as fault:
        raise click.UsageError(f"{file}: {fault}") from fault
    if entry is None or (problems.has_errors and not found):
        raise HandoutError(problems)
    if form == "json":
        document(json.dumps([_mark_members(one) for one in found], indent=2, ensure_ascii=False))
    for one in found if form == "text" else ():
        click.echo(visible(_mark_line(one, library.project.name(entry.path))))
    if not found and form == "text":
        click.echo("no marks")
    if keep:
        for own, marks in _by_text(library, entry, found):
            _keep_marks(library, own, marks, by, today)
    tell(problem for problem in problems if problem.code == "E11")
    return 0


def _mark_line(one: Home, file: str) -> str:
    """`content/x.yaml:9:7: note by Ana Example on 'two weeks': since when?`"""
    mark = one.mark
    place = str(one.span) if one.span is not None else f"{file}:1:1"
    by = f" by {mark.by}" if mark.by else ""
    quote = f" on '{one.quote}'" if one.quote else ""
    moved = "" if one.is_exact else f" (page {mark.page} of another text than today's)"
    text = " ".join(mark.text.split())
    return f"{place}: {mark.kind}{by}{quote}{moved}{f': {text}' if text else ''}"


def _mark_members(one: Home) -> dict[str, object]:
    span = one.span
    return {
        "page": one.mark.page, "kind": one.mark.kind, "by": one.mark.by, "text": one.mark.text, "quote": one.quote,
        "file": span.file if span else None, "line": span.line if span else None,
        "column": span.column if span else None, "is_exact": one.is_exact,
    }  # fmt: skip


def _by_text(library: Library, entry: Entry, found: list[Home]) -> Iterator[tuple[Entry, list[Home]]]:
    """The marks by the text that they are about: a PDF may hold one in another language beside its own."""
    own = library.project.name(entry.path)
    files = dict.fromkeys((own, *(one.span.file for one in found if one.span is not None)))
    for file in files:
        text = entry if file == own else library.project.entry(library.project.root / file, Problems())
        marks = [one for one in found if (own if one.span is None else one.span.file) == file]
        if text is not None and (marks or not found):
            yield text, marks


def _keep_marks(library: Library, entry: Entry, found: list[Home], by: str | None, today: date) -> None:
    """Add each mark as a comment, all of them or none; one that is kept already is not kept twice."""
    blocks, path = _blocks(library, entry), comments.comments_path(library.project, entry)
    name = library.project.name(path)
    known = {(one.text, one.quote, one.part) for one in comments.read_comments(path, name, Problems())}
    fresh: list[Comment] = []
    for one in found:
        block = None if one.span is None else block_at(blocks, one.span.line)
        comment = comments.Comment(
            by=comments.shown(one.mark.by) or by or "", time=options.moment(today).isoformat(timespec="seconds"),
            text=comments.shown(one.mark.text) or f"({one.mark.kind})", quote=one.quote or None,
            part=f"page {one.mark.page}" if block is None else block.name,
            block=None if block is None else block.digest,
        )  # fmt: skip
        if faults := comments.faults(comment):
            hint = "" if comment.by else "; say --by NAME"
            raise click.UsageError(f"a mark on page {one.mark.page} cannot be kept: {'; '.join(faults)}{hint}")
        if (comment.text, comment.quote, comment.part) not in known:
            fresh.append(comment)
    for comment in fresh:
        comments.append(path, name, comment)
    there = len(found) - len(fresh)
    rest = f"; {there} {'is' if there == 1 else 'are'} there already" if there else ""
    click.echo(f"kept {len(fresh)} of {len(found)} marks in {name}{rest}")
