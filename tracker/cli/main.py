"""The door: parse, build the real tools, run, turn errors into a sentence and an exit code."""

import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.lazy import DeferredGroup, first_day
from tracker.cli.output import ReaderLeftError, fit, patience, silence
from tracker.cli.paging import paging
from tracker.cli.stopping import INTERRUPTED, STOPPED, is_interruption
from tracker.cli.table import PAGED, PATIENT
from tracker.errors import OutputError, TrackerError
from tracker.render.safe import safe

if TYPE_CHECKING:
    from tracker.store.software import Software

BUG, USAGE = 70, 2

app = typer.Typer(
    cls=DeferredGroup,
    name="tracker",
    help="Records what political parties and the Department for Education publish, shows what changed and when, "
    "and follows each pledge from one document to the next.",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(asked: bool) -> None:  # noqa: FBT001 - Typer's own form of a callback
    if asked:
        for line in _software().lines():
            typer.echo(line)
        raise typer.Exit


@app.callback()
def _door(
    context: typer.Context,
    folder: Annotated[  # noqa: ARG001 - the command reads it when it is loaded
        Path, typer.Option("--folder", "-C", help="The working folder (made by `tracker init`).")
    ] = Path(),
    *,
    version: Annotated[  # noqa: ARG001 - its callback has answered
        bool, typer.Option("--version", help="Say what is at work here, and exit.", is_eager=True, callback=_version)
    ] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Print long output straight to the terminal.")] = False,
) -> None:
    command = context.invoked_subcommand
    if command is None:
        typer.echo(first_day())
        return
    context.with_resource(_output(paged=command in PAGED and not no_pager, patient=command in PATIENT))


@contextmanager
def _output(*, paged: bool, patient: bool) -> Iterator[None]:
    try:
        with (
            patience(sys.stdout) if patient else nullcontext(),
            paging(sys.stdout, os.environ, wanted=paged) as output,
            redirect_stdout(output),
        ):
            yield
            output.flush()
    except BrokenPipeError as error:  # the pager's pipe
        raise ReaderLeftError from error


def main(argv: Sequence[str], *, heard: Callable[[], bool] = lambda: False) -> int:
    """Run one command: its exit code. `heard` tells whether a signal to end it has come.

    0 well · 1 changed, where asked · 2 usage or config · 3 sources failed · 4 store · 5 lock · 70 a bug · 130 interrupted.
    """
    try:
        result = app(args=list(argv), prog_name="tracker", standalone_mode=False)
        sys.stdout.flush()
    except OutputError as error:
        silence()
        _say(str(error))
        return error.exit_code
    except TrackerError as error:
        _say(str(error))
        return error.exit_code
    except typer.TyperException as error:
        # Typer's own kinds print the usage with it; they have no public name.
        show = getattr(error, "show", None)
        show() if show else _say(error.format_message())
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        _say(STOPPED)
        return INTERRUPTED
    except ReaderLeftError:
        silence()  # Nothing more to say, and nothing went wrong.
        return 0
    except Exception as error:  # noqa: BLE001 - the one broad catch: a bug shows its traceback and a code of its own
        if is_interruption(error, heard=heard()):
            _say(STOPPED)
            return INTERRUPTED
        traceback.print_exc()
        _say(f"this is a bug. Please report it where you have tracker from, with all of these lines: {_software()}.")
        return BUG
    if result == INTERRUPTED:  # Typer turns Ctrl-C inside a command into this number and says nothing
        _say(STOPPED)
    return result if isinstance(result, int) else 0


def to_its_end(argv: Sequence[str], *, heard: Callable[[], bool]) -> int:
    """The same for a process of its own: all that it said is out when this returns."""
    fit()
    code = main(argv, heard=heard)
    try:
        sys.stdout.flush()
    except (OutputError, ReaderLeftError):
        silence()
    return code


def _software() -> "Software":
    from tracker.store.software import software  # asks every reader for its number, which `--help` need not

    return software()


def _say(sentence: str) -> None:
    for line in sentence.split("\n"):
        sys.stderr.write(f"tracker: {safe(line)}\n")
