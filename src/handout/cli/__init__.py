"""The command line: verbs, printing, exit codes. Each verb's module is imported only when it is called."""

import importlib
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

VERBS = {
    "build": "Make the PDFs.",
    "check": "Tell every problem; write nothing.",
    "new": "Start a handout.",
    "sign": "Sign a handout off.",
    "status": "Show where every handout stands.",
    "verify": "Say what a PDF is, and whether it still holds.",
    "diff": "Show what changed since the last sign-off.",
    "translate": "Make or update a translation's skeleton.",
    "export": "Make a package for a patient portal.",
    "worksheet": "Print a reviewer's worksheet (PEMAT-P, CDC Index).",
    "explain": "Explain a rule.",
    "schema": "Print the JSON Schema of the format.",
}

CONTENT_PROBLEM = 1
WRONG_USE = 2
BUG = 70


class Verbs(click.Group):
    """The verbs by name; the help text needs none of their modules."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"handout.cli.{name}").command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from handout.problems import near, visible

            context.fail(f"no such command '{visible(args[0])}' ({near(args[0], VERBS)})")
        return super().resolve_command(context, args)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="handout", message="handout %(version)s")
@click.option("--debug", is_flag=True, help="Show where in the program a fault happened.")
def handout(debug: bool) -> None:
    """Patient handouts from YAML: PDFs that print well, read well aloud, and say only what is true."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 fine, 1 problems in content, 2 wrong use, 70 a bug in handout."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(_run(arguments, debug="--debug" in arguments))


def _run(arguments: list[str], debug: bool) -> int:
    from handout.problems import HandoutError, visible

    try:
        code = handout.main(args=arguments, prog_name="handout", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as fault:
        click.echo(f"handout: {visible(fault.format_message())}", err=True)
        return WRONG_USE
    except HandoutError as fault:
        for problem in fault.problems:
            click.echo(str(problem), err=True)
        return CONTENT_PROBLEM
    except (KeyboardInterrupt, click.Abort):
        click.echo("handout: interrupted; finished files are whole, the others are as they were", err=True)
        return 130
    except BrokenPipeError:
        _abandon_stdout()
        return CONTENT_PROBLEM
    except Exception as fault:
        if debug:
            raise
        click.echo(f"handout: a bug in handout: {type(fault).__name__}: {visible(str(fault))[:300]}", err=True)
        click.echo("    hint: run again with 'handout --debug …' and send what it prints with the file", err=True)
        return BUG


def _abandon_stdout() -> None:
    """Nobody reads what we print: keep the interpreter from complaining about it at exit."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
