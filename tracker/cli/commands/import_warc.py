"""`tracker import warc`: captures in WARC files."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.importing import bring_in
from tracker.cli.options import SOURCES_FAILED, Cluster, Jobs, ShowAs
from tracker.cli.readers import reading
from tracker.cli.world import World


def import_warc(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="WARC files, packed or not.")],
    *,
    jobs: Jobs = None,
    cluster: Cluster = None,
    form: ShowAs = "text",
) -> int:
    """Record the captures of our sources that WARC files hold, matched by address.

    A file that is cut short gives what is whole, and exit code 3.

    Example: tracker import warc crawl.warc.gz
    """
    from tracker.capture.fromwarc import Warcs
    from tracker.render.care import count
    from tracker.render.safe import safe

    world: World = context.obj
    with world.archive() as archive, reading(jobs, cluster) as readers:
        warcs = Warcs(files, world.config.sources, archive)
        found = warcs.captures()
        if not found and form == "text":
            world.console.print("No capture in these files is of a page that a source declares.")
        bring_in(world, archive, found, form=form, readers=readers)
        if warcs.others and form == "text":
            world.console.print(
                f"{count(warcs.others, 'record')} passed by: no source watches them, or they are no pages."
            )
        for fault in warcs.faults:
            typer.echo(f"tracker: {safe(fault)} What came before was taken.", err=True)
        return SOURCES_FAILED if warcs.faults else 0
