"""`tracker demo`: the whole story offline."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.show_demo import show_demo


def demo(
    folder: Annotated[Path, typer.Argument(help="Where to leave the store.")] = Path("tracker-demo"),
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace the folder of an earlier demo.")] = False,
    site: Annotated[bool, typer.Option("--site/--no-site", help="Also build a site of it.")] = True,
    browse: Annotated[bool, typer.Option("--open", help="Open that site in a browser.")] = False,
    serve: Annotated[bool, typer.Option("--serve", help="Serve the pages of a demonstration made before.")] = False,
) -> int:
    """Show the main job offline: eleven dates of a small example web.

    Ends in one screen that tells the story; everything else is in transcript.txt beside the store.

    Example: tracker demo
    """
    return show_demo(folder, force=force, serve=serve, site=site, browse=browse)
