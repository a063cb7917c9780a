"""The command line: exit codes, and what becomes of interruptions and faults.

Nothing else is imported before `main` has begun, so that Ctrl-C is answered in one line from the start.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

from handout import look_seldom_for_garbage

CONTENT_PROBLEM = 1
WRONG_USE = 2
BUG = 70
SIGNALLED = 128


class Stopped(BaseException):
    """A request to end, by the user or by the system."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 fine, 1 problems in content, 2 wrong use, 70 a bug in handout.

    128 and the signal's number when it was interrupted.
    """
    try:
        _obey_signals()
        arguments = list(sys.argv[1:] if arguments is None else arguments)
        code = _run(arguments, debug="--debug" in arguments)
    except (Stopped, KeyboardInterrupt) as fault:
        code = _interrupted(fault)
    except (ImportError, MemoryError) as fault:
        _say(f"cannot start: {fault or 'there is not enough memory'}")
        code = BUG
    sys.exit(code)


def program() -> NoReturn:
    """The same as the whole of a process, which then ends quickly: nothing is to come after it.

    Who goes on after the command line calls `main`.
    """
    _leave_out_folder_of_programs()
    ended: list[int] = []
    if not atexit._ncallbacks():
        atexit.register(_leave, ended)
    try:
        main()
    except SystemExit as end:
        ended.append(end.code if isinstance(end.code, int) else BUG)
        raise


def _leave_out_folder_of_programs() -> None:
    """Take the folder of the script that was started off the import path, where every import would look first.

    Nothing of ours lies there, and a file there named like a library must not run.
    """
    folder = os.path.dirname(os.path.realpath(sys.argv[0]))  # noqa: PTH120
    home = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))  # noqa: PTH120
    if not sys.flags.safe_path and sys.path[:1] == [folder] and folder != home:
        del sys.path[0]


def _leave(ended: list[int]) -> None:
    """End the process; of all that is registered for its end this is the first, and so the last that is called.

    Python would now take apart all that was made, piece by piece, which takes a twentieth as long as making it. What
    is not yet printed is printed; when that fails, Python ends in its own way and says so.
    """
    if not ended:
        return
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return
    os._exit(ended[0])


def _run(arguments: list[str], debug: bool) -> int:
    _print_whatever_comes()
    look_seldom_for_garbage()
    from handout.cli.help import is_asked

    if is_asked(arguments):
        return _tell_help()
    # A process started by this one must not take modules from the folder it is started in.
    os.environ["PYTHONSAFEPATH"] = "1"
    import click

    from handout.files import CannotWrite, why
    from handout.problems import HandoutError, InternalError, visible

    try:
        code = _verbs(arguments)
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.exceptions.NoArgsIsHelpError as fault:
        click.echo(fault.format_message(), err=True)
        return WRONG_USE
    except click.ClickException as fault:
        _say(visible(fault.format_message()))
        return WRONG_USE
    except HandoutError as fault:
        for problem in fault.problems:
            click.echo(str(problem), err=True)
        return CONTENT_PROBLEM
    except CannotWrite as fault:
        _say(visible(str(fault)))
        return CONTENT_PROBLEM
    except MemoryError:
        _say("there is not enough memory for this; build fewer or shorter handouts at a time")
        return CONTENT_PROBLEM
    except OSError as fault:
        if debug:
            raise
        _abandon_stdout()
        name = fault.filename if isinstance(fault.filename, str) else "cannot go on"
        if not isinstance(fault, BrokenPipeError):
            _say(visible(f"{name}: {why(fault)}"))
        return CONTENT_PROBLEM
    except Exception as fault:
        if debug:
            raise
        cause = str(fault) if isinstance(fault, InternalError) else f"{type(fault).__name__}: {fault}"
        _say(f"a bug in handout: {visible(cause)[:400]}")
        _say("run again with 'handout --debug …' and send what it prints, with the file", "    hint: ")
        return BUG


def _tell_help() -> int:
    from handout.cli.help import columns, whole_help

    try:
        sys.stdout.write(whole_help(columns()))
        sys.stdout.flush()
    except (OSError, AttributeError):
        _abandon_stdout()
        return CONTENT_PROBLEM
    return 0


def _verbs(arguments: list[str]) -> object:
    from handout.cli.verbs import handout

    code = handout.main(args=arguments, prog_name="handout", standalone_mode=False)
    if sys.stdout is not None:
        sys.stdout.flush()
    return code


def _interrupted(fault: BaseException) -> int:
    number = fault.number if isinstance(fault, Stopped) else signal.SIGINT
    _abandon_stdout()
    _say("interrupted; finished files are whole, the others are as they were")
    return SIGNALLED + number


def _obey_signals() -> None:
    """End in order when the system asks for it, unless whoever started us wants that ignored (nohup)."""
    for number in _ends():
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _ends() -> list[signal.Signals]:
    return [signal.Signals[name] for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def _stop(number: int, _: FrameType | None) -> NoReturn:
    for other in _ends():
        if signal.getsignal(other) is _stop:
            signal.signal(other, _stop_at_once)
    raise Stopped(number)


def _stop_at_once(number: int, _: FrameType | None) -> NoReturn:
    """Asked a second time: wait for nobody. Workers are killed, those that hang or were halted too."""
    import threading

    threading.excepthook = lambda _: None  # the thread that misses its workers has nothing to tell
    processes = sys.modules.get("multiprocessing")
    for worker in processes.active_children() if processes is not None else ():
        worker.kill()
    _say("ended; finished files are whole, the others are as they were")
    os._exit(SIGNALLED + number)


def _print_whatever_comes() -> None:
    """Print escapes for characters that the terminal's encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _say(words: str, start: str = "handout: ") -> None:
    """One line to stderr, if anybody listens."""
    try:
        sys.stderr.write(f"{start}{words}\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return


def _abandon_stdout() -> None:
    """Nobody reads what we print: keep the interpreter from complaining about it at exit."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return
