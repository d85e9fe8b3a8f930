"""`tracker show`: one version."""

import os
import stat
import sys
from typing import Annotated

import typer

from tracker.cli import completing
from tracker.cli.world import World
from tracker.errors import UsageError
from tracker.render.safe import has_runner, safe_line, unobeyed


def show(
    context: typer.Context,
    version: Annotated[
        str,
        typer.Argument(
            help="source[/document]@N, @latest, @2024-06-13 or a commit id.", autocompletion=completing.versions
        ),
    ],
    *,
    raw: Annotated[bool, typer.Option("--raw", help="The bytes as received.")] = False,
    meta: Annotated[bool, typer.Option("--meta", help="The canonical metadata.")] = False,
) -> int:
    """Show one version: its text, one sentence a line.

    Example: tracker show dfe-rise@latest
    """
    world: World = context.obj
    with world.archive() as archive:
        found = archive.resolve(version)
        if raw:
            body = archive.raw(found)
            if body is None:
                raise UsageError(f"No raw bytes are kept for {found.address}.")
            if sys.stdout.isatty() or _is_log():
                raise UsageError(
                    "Raw bytes may hold anything; send them to a file: `tracker show … --raw > page.html`."
                )
            sys.stdout.buffer.write(body)
            return 0
        text = archive.meta(found).decode() if meta else archive.text(found)
    if sys.stdout.isatty() or _is_log():
        for line in text.split("\n")[:-1]:
            world.console.print(safe_line(line), soft_wrap=True)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write((text if _is_file() else unobeyed(text)).encode())
    return 0


def _is_log() -> bool:
    """Whether a runner of CI may be reading what is printed, and would obey some of it. It does not read files."""
    return has_runner(os.environ) and not _is_file()


def _is_file() -> bool:
    """A file gets the record exactly: it is evidence, and its hash that of the store's own blob."""
    try:
        return stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):
        return False
