"""`tracker demo`: the whole story offline."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.show_demo import show_demo


def demo(
    folder: Annotated[Path, typer.Argument(help="Where to leave the store.")] = Path("tracker-demo"),
    *,
    force: Annotated[bool, typer.Option("--force", help="Make an earlier demonstration's folder anew.")] = False,
    serve: Annotated[bool, typer.Option("--serve", help="Serve the pages of a demonstration made before.")] = False,
) -> int:
    """Show the main job offline: eleven dates of a small example web.

    Example: tracker demo
    """
    return show_demo(folder, force=force, serve=serve)
