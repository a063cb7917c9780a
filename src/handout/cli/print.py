"""`handout print`: one patient's copy, from standard input to standard output, and no trace of it anywhere else."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handout.cli import options

if TYPE_CHECKING:
    from handout.patient.copy import PrintRequest

# Not even the modules that are imported from here on may leave a file behind.
sys.dont_write_bytecode = True


@click.command("print")
@click.argument("file", type=options.PATH)
@click.option("--patient", "source", required=True, metavar="-", help="Where the data come from: standard input, '-'.")
@click.option(
    "--as", "form", type=click.Choice(["yaml", "fhir", "csv"]),
    help="What the data are (default: as they look).",
)  # fmt: skip
@click.option("--sections", metavar="ID,…", help="The optional sections to print (default: all).")
@click.option("--style", metavar="S", help="A style sheet (default: the clinic's first).")
@click.option("--language", metavar="L", help="The language of the handout (default: that of FILE).")
@click.option("--draft", is_flag=True, help="Print what is not signed too; DRAFT stands on every page.")
@options.today
@options.project
def command(
    file: Path, source: str, form: str | None, sections: str | None, style: str | None, language: str | None,
    draft: bool, today: date, root: Path,
) -> int:  # fmt: skip
    """Print FILE for one patient: data on standard input, a PDF on standard output, whole or not at all.

    The added part comes first, on pages of its own; the reviewed text follows. Nothing is kept: no file, no log, and
    messages name keys and ids, never what they hold. The printer and its queue are yours to look after.
    """
    if source != "-":
        raise click.UsageError("the data come on standard input alone, so that no file of them is left: --patient -")
    stdout = sys.stdout.buffer
    if stdout.isatty():
        raise click.UsageError("the PDF goes to standard output: add > copy.pdf, or | lp")
    _leave_no_core()
    from handout.patient.copy import PrintRequest

    order = PrintRequest(
        file=file, root=root, today=today, form=form, style=style, language=language, draft=draft,
        sections=None if sections is None else tuple(name.strip() for name in sections.split(",") if name.strip()),
    )  # fmt: skip
    data = _made(order)
    if data is None:
        return 70
    stdout.write(data)
    stdout.flush()
    return 0


def _made(order: PrintRequest) -> bytes | None:
    """The PDF, with warnings reported; None after a fault of ours, of which nothing but its kind is reported."""
    from handout.cli.output import once, tell
    from handout.patient.choosing import NoSuchSection
    from handout.patient.copy import MOST, NoTranslation, copy_for
    from handout.problems import HandoutError, Problems

    problems = Problems()
    try:
        data = copy_for(sys.stdin.buffer.read(MOST + 1), order, problems)
    except (NoSuchSection, NoTranslation) as fault:
        raise click.UsageError(str(fault)) from None
    except HandoutError as fault:
        raise HandoutError(once(dict.fromkeys((*fault.problems, *problems)))) from None
    except MemoryError:
        raise
    except Exception as fault:
        click.echo(f"handout: a bug in handout: no print was made ({type(fault).__name__})", err=True)
        return None
    tell(problems)
    return data


def _leave_no_core() -> None:
    """A process that dies leaves no picture of its memory behind."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        return
