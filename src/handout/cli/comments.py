"""`handout comments`: what reviewers remark on a text, kept beside it and brought home to its lines."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handout.cli import options

if TYPE_CHECKING:
    from handout.content.project import Entry
    from handout.library import Library
    from handout.review.comments import Comment
    from handout.review.placing import Placed
    from handout.translation.blocks import Block


@click.command("comments")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--add", metavar="TEXT", help="Add a comment.")
@click.option("--at", "line", type=click.IntRange(min=1), metavar="LINE", help="The line that it is about.")
@click.option("--quote", metavar="WORDS", help="The words that it is about.")
@click.option("--close", type=click.IntRange(min=1), metavar="ID", help="Close a comment; --add may say why.")
@click.option("--by", metavar="NAME", help="Who comments or closes.")
@click.option("--all", "is_all", is_flag=True, help="Show closed comments too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.today
@options.project
def command(
    file: Path, add: str | None, line: int | None, quote: str | None, close: int | None, by: str | None, is_all: bool,
    form: str, today: date, root: Path,
) -> int:  # fmt: skip
    """Show the open comments on a handout, each at its line; add one, or close one.

    Comments are kept in content/comments/, are never printed, and are no part of what is signed.
    """
    from handout.library import Library
    from handout.problems import HandoutError, Problems

    problems = Problems()
    library = Library(root, today)
    entries = library.chosen([file], problems)
    if problems.has_errors or not entries:
        raise HandoutError(problems)
    if add is not None or close is not None:
        return _write(library, entries[0], add, line, quote, close, by, today)
    if line is not None or quote is not None or by is not None:
        raise click.UsageError("--at, --quote and --by go with --add or --close")
    return _show(library, entries[0], is_all, form)


def _write(
    library: "Library", entry: "Entry", add: str | None, line: int | None, quote: str | None, close: int | None,
    by: str | None, today: date,
) -> int:  # fmt: skip
    """Add a comment, or one that closes another."""
    from handout.problems import visible
    from handout.review import comments

    if by is None:
        raise click.UsageError("say who comments: --by NAME")
    if close is None and line is None and quote is None:
        raise click.UsageError("say what it is about: --at LINE, or --quote WORDS")
    block = None if close is not None else _block(library, entry, line, quote)
    comment = comments.Comment(
        by=by.strip(), time=options.moment(today).isoformat(timespec="seconds"), text=add, quote=quote, closes=close,
        part=None if block is None else block.name, block=None if block is None else block.digest,
    )  # fmt: skip
    if found := comments.faults(comment):
        raise click.UsageError("; ".join(found))
    path = comments.comments_path(library.project, entry)
    name = library.project.name(path)
    kept = comments.append(path, name, comment)
    what = f"closed comment {close}" if close is not None else f"comment {kept.id} on {block}"
    click.echo(visible(f"{what}, in {name}"))
    return 0


def _block(library: "Library", entry: "Entry", line: int | None, quote: str | None) -> "Block":
    """The part that is meant."""
    from handout.review.placing import block_at

    blocks = _blocks(library, entry)
    if line is not None:
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


def _blocks(library: "Library", entry: "Entry") -> "tuple[Block, ...]":
    from handout.translation.blocks import blocks_of

    handout = library.project.readable(entry.path, library.clinic)
    return () if handout is None else blocks_of(handout)


def _show(library: "Library", entry: "Entry", is_all: bool, form: str) -> int:
    """The comments, each at its line."""
    from handout.cli.output import tell
    from handout.problems import Problems, visible
    from handout.review import comments
    from handout.review.placing import placed

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
        click.echo(json.dumps(members, indent=2, ensure_ascii=False))
    else:
        for one in found:
            click.echo(visible(_line(one, closed.get(one.comment.id), file)))
        if not found and not problems.has_errors:
            click.echo("no open comments" if every else "no comments")
    tell(problems)
    return 1 if problems.has_errors else 0


def _line(one: "Placed", closed: "Comment | None", file: str) -> str:
    """`content/x.yaml:9:7: comment 3 by Ana Example: the dose is missing`."""
    comment = one.comment
    place = str(one.span) if one.span is not None else f"{file}:1:1"
    gone = {"lost": f" (its part, {comment.part}, is gone)", "part": " (the text has changed since)"}.get(one.how, "")
    quote = f" on '{comment.quote}'" if comment.quote else ""
    state = "" if closed is None else f" [closed by {closed.by}{f': {closed.text}' if closed.text else ''}]"
    text = " ".join((comment.text or "").split())
    return f"{place}: comment {comment.id} by {comment.by}{quote}{gone}: {text}{state}"


def _members(one: "Placed", closed: "Comment | None", file: str) -> dict[str, object]:
    comment = one.comment
    return {
        "id": comment.id, "by": comment.by, "time": comment.time, "text": comment.text, "quote": comment.quote,
        "part": comment.part, "file": file, "line": one.span.line if one.span else None,
        "column": one.span.column if one.span else None, "found_by": one.how,
        "closed_by": None if closed is None else closed.by,
    }  # fmt: skip
