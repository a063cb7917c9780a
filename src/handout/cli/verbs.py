"""The verbs by name. Each verb's module is imported only when it is called."""

from __future__ import annotations

import importlib

import click

from handout import __version__
from handout.cli.help import OPTIONS, SUMMARY, VERBS, guide


def _show_help(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    if is_asked and not context.resilient_parsing:
        click.echo(context.get_help(), color=context.color)
        context.exit()


def _show_version(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    if is_asked and not context.resilient_parsing:
        click.echo(f"handout {__version__}", color=context.color)
        context.exit()


HELP = click.Option(
    ["-h", "--help"], is_flag=True, expose_value=False, is_eager=True, callback=_show_help, help=OPTIONS["-h, --help"]
)
"""Of every verb. click's own option, and its `version_option`, look for a translation of these words at every start,
and load Python's tables of languages to find none."""


class Verbs(click.Group):
    """The verbs by name; the help text needs none of their modules."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"handout.cli.{name}").command
        if HELP not in command.params:
            command.add_help_option = False
            command.params.append(HELP)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        if (where := guide()) is not None:
            formatter.write(f"\nThe guide: {where}\n")

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """As usual; of an option that belongs behind a command it is said behind which."""
        try:
            return super().parse_args(context, args)
        except click.NoSuchOption as fault:
            name = fault.option_name
            verb = next((verb for verb in VERBS if self._knows(context, verb, name)), None)
            if verb is None:
                raise
            context.fail(f"there is no option '{name}' before a command; after one: handout {verb} {name} …")

    def _knows(self, context: click.Context, verb: str, option: str) -> bool:
        command = self.get_command(context, verb)
        return command is not None and any(option in (*one.opts, *one.secondary_opts) for one in command.params)

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from handout.problems import near, visible

            if args[0] == "help":
                context.fail("for help write: handout --help, or: handout build --help")
            context.fail(f"no such command '{visible(args[0])}' ({near(args[0], VERBS, 'commands')})")
        return super().resolve_command(context, args)


@click.group(cls=Verbs, help=SUMMARY, add_help_option=False, context_settings={"max_content_width": 100})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version, help=OPTIONS["--version"]
)
@click.option("--debug", is_flag=True, help=OPTIONS["--debug"])
def handout(debug: bool) -> None:
    """What stands before every verb."""


handout.params.append(HELP)
