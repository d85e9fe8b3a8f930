"""`tracker show`: one version."""

from typing import Annotated

import typer

from tracker.cli import completing
from tracker.cli.world import World
from tracker.errors import UsageError


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
    import sys

    from tracker.render.safe import safe_line

    world: World = context.obj
    with world.archive() as archive:
        found = archive.resolve(version)
        if raw:
            body = archive.raw(found)
            if body is None:
                raise UsageError(f"No raw bytes are kept for {found.address}.")
            if sys.stdout.isatty():
                raise UsageError(
                    "Raw bytes may hold anything; send them to a file: `tracker show … --raw > page.html`."
                )
            sys.stdout.buffer.write(body)
            return 0
        text = archive.meta(found).decode() if meta else archive.text(found)
    for line in text.split("\n")[:-1]:
        world.console.print(safe_line(line), soft_wrap=True)
    return 0
