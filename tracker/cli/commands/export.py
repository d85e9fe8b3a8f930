"""`tracker export`: the record in forms that others read."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.capture.fromwarc import kept
from tracker.cli.world import World, clock
from tracker.desk.withheld import for_others
from tracker.errors import UsageError
from tracker.fetch import warc
from tracker.installed import own_version
from tracker.render.care import count


def export_warc(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="The file to make, e.g. captures.warc.gz.")],
    ids: Annotated[list[str] | None, typer.Argument(help="Sources; all recorded ones without it.")] = None,
) -> int:
    """Write the bytes behind every version into a WARC file.

    For a replay tool or an archive. What others do not see yet is left out.

    Of the servers' headers only the status and the type of the content are in the record.

    Example: tracker export warc captures.warc.gz dfe-rise
    """
    world: World = context.obj
    with world.archive() as archive, for_others(archive, world.config, clock()) as (shown, _):
        held = shown.documents()
        if missing := [one for one in ids or () if one not in {source for source, _ in held}]:
            raise UsageError(f"Nothing is recorded for a source {missing[0][:80]!r}.")
        names = [name for name in held if not ids or name[0] in ids]
        made = warc.write(path, kept(shown, names), software=f"tracker/{own_version()}", now=clock())
        left_out = [one for one in shown.out_of_sight() if not ids or one.source in ids]
    if left_out:
        typer.echo(
            f"{count(len(left_out), 'version')} left out, which others do not see yet: `tracker release`.", err=True
        )
    typer.echo(f"{count(made, 'capture')} of {count(len(names), 'document')} written to {path.name}.")
    return 0
